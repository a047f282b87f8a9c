package btyd

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/rapport-go/rapport/relationship"
)

// ErrDecode says that a stored model cannot be read; the text says why. A parameter out of range is a *ParamError or *UnitError as
// well.
var ErrDecode = errors.New("clv/btyd: stored model cannot be read")

// formVersion is the version of the stored forms; every version that was ever written stays readable.
const formVersion = 1

// bgnbdForm is the stored form of a BG/NBD model.
type bgnbdForm struct {
	Model   string            `json:"model"`
	Version int               `json:"version"`
	Unit    relationship.Unit `json:"unit"`
	R       float64           `json:"r"`
	Alpha   float64           `json:"alpha"`
	A       float64           `json:"a"`
	B       float64           `json:"b"`
}

// gammaGammaForm is the stored form of a Gamma-Gamma model.
type gammaGammaForm struct {
	Model   string  `json:"model"`
	Version int     `json:"version"`
	P       float64 `json:"p"`
	Q       float64 `json:"q"`
	Gamma   float64 `json:"gamma"`
}

// MarshalJSON stores the model in a line: {"model":"BG/NBD","version":1,"unit":"week","r":0.243,…}. Reading it gives the same
// model to the bit. The zero value is an error.
func (m BGNBD) MarshalJSON() ([]byte, error) {
	if _, err := NewBGNBD(m.p); err != nil {
		return nil, err
	}
	return json.Marshal(bgnbdForm{bgnbdName, formVersion, m.p.Unit, m.p.R, m.p.Alpha, m.p.A, m.p.B})
}

// UnmarshalJSON reads what MarshalJSON wrote. Unknown and missing fields, other models and versions, and whatever NewBGNBD
// refuses are an ErrDecode, and m stays as it was.
func (m *BGNBD) UnmarshalJSON(data []byte) error {
	var f bgnbdForm
	if err := decode(data, &f); err != nil {
		return err
	}
	if err := checkForm(f.Model, bgnbdName, f.Version); err != nil {
		return err
	}
	read, err := NewBGNBD(BGNBDParams{R: f.R, Alpha: f.Alpha, A: f.A, B: f.B, Unit: f.Unit})
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDecode, err)
	}
	*m = read
	return nil
}

// MarshalJSON stores the model in a line: {"model":"Gamma-Gamma","version":1,"p":6.25,…}. Reading it gives the same model to
// the bit. The zero value is an error.
func (m GammaGamma) MarshalJSON() ([]byte, error) {
	if _, err := NewGammaGamma(m.p); err != nil {
		return nil, err
	}
	return json.Marshal(gammaGammaForm{gammaGammaName, formVersion, m.p.P, m.p.Q, m.p.Gamma})
}

// UnmarshalJSON reads what MarshalJSON wrote. Unknown and missing fields, other models and versions, and whatever
// NewGammaGamma refuses are an ErrDecode, and m stays as it was.
func (m *GammaGamma) UnmarshalJSON(data []byte) error {
	var f gammaGammaForm
	if err := decode(data, &f); err != nil {
		return err
	}
	if err := checkForm(f.Model, gammaGammaName, f.Version); err != nil {
		return err
	}
	read, err := NewGammaGamma(GammaGammaParams{P: f.P, Q: f.Q, Gamma: f.Gamma})
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDecode, err)
	}
	*m = read
	return nil
}

// decode reads one JSON object without unknown fields and with nothing behind it. A missing parameter stays 0, which no model
// accepts.
func decode(data []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("%w: %w", ErrDecode, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%w: something follows the object", ErrDecode)
	}
	return nil
}

func checkForm(got, want string, version int) error {
	if got != want {
		return fmt.Errorf("%w: model = %q, want %q", ErrDecode, got, want)
	}
	if version != formVersion {
		return fmt.Errorf("%w: version = %d, want %d", ErrDecode, version, formVersion)
	}
	return nil
}
