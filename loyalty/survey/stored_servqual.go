package survey

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"

	"github.com/rapport-go/rapport/internal/strict"
)

const (
	servqualName = "servqual"
	servqualCode = 5
)

// The JSON form of SERVQUAL: for each dimension the number of sheets, the sum over them of the sums over the items, and the sum
// of their squares.
type (
	servqualJSON struct {
		Version    int        `json:"version"`
		Instrument string     `json:"instrument"`
		Dimensions []partJSON `json:"dimensions"`
	}
	partJSON struct {
		Dimension Dimension `json:"dimension"`
		Expected  []int64   `json:"expected"`
		Perceived []int64   `json:"perceived"`
		Gap       []int64   `json:"gap"`
	}
)

// MarshalJSON writes {"version":1,"instrument":"servqual","dimensions":[{"dimension":"tangibles","expected":[1,20,400],
// "perceived":[1,24,576],"gap":[1,4,16]}, …]}: all five dimensions in the order of the sheet, for each the number of sheets, the
// sum of the answers, and the sum of the squares of each sheet's sum.
func (t SERVQUAL) MarshalJSON() ([]byte, error) {
	form := servqualJSON{Version: storedVersion, Instrument: servqualName}
	list := func(m moments) []int64 { return []int64{m.n, m.sum, m.squares} }
	for i, d := range Dimensions() {
		p := t.parts[i]
		form.Dimensions = append(form.Dimensions, partJSON{d, list(p.expected), list(p.perceived), list(p.gap)})
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads what MarshalJSON writes, and refuses numbers that no sheets can have. The error wraps ErrDecode; after it t
// is as it was.
func (t *SERVQUAL) UnmarshalJSON(data []byte) error {
	const form = servqualName + " JSON"
	var read servqualJSON
	if err := strict.Value(data, decodeFault(form), &read); err != nil {
		return err
	}
	switch {
	case read.Version != storedVersion:
		return &DecodeError{Form: form, Where: "version", Rule: "1"}
	case read.Instrument != servqualName:
		return &DecodeError{Form: form, Where: "instrument", Rule: servqualName}
	case len(read.Dimensions) != dimensions:
		return &DecodeError{Form: form, Where: "dimensions", Rule: fmt.Sprintf("%d of them", dimensions)}
	}
	var next SERVQUAL
	for i, p := range read.Dimensions {
		where := fmt.Sprintf("dimensions[%d]", i)
		if p.Dimension != Dimension(i+1) {
			return &DecodeError{Form: form, Where: where, Rule: Dimension(i + 1).String()}
		}
		if len(p.Expected) != 3 || len(p.Perceived) != 3 || len(p.Gap) != 3 {
			return &DecodeError{Form: form, Where: where, Rule: "three numbers for each of expected, perceived and gap"}
		}
		next.parts[i] = part{
			moments{p.Expected[0], p.Expected[1], p.Expected[2]},
			moments{p.Perceived[0], p.Perceived[1], p.Perceived[2]},
			moments{p.Gap[0], p.Gap[1], p.Gap[2]},
		}
	}
	if err := next.check(form); err != nil {
		return err
	}
	*t = next
	return nil
}

// check refuses decoded numbers that no sheets can have.
func (t *SERVQUAL) check(form string) error {
	for i, d := range Dimensions() {
		first, end := d.Items()
		k, p := int64(end-first), t.parts[i]
		possible := p.expected.within(k, 7*k) && p.perceived.within(k, 7*k) && p.gap.within(-6*k, 6*k) &&
			p.gap.n <= p.expected.n && p.gap.n <= p.perceived.n
		if possible && p.gap.n == p.expected.n && p.gap.n == p.perceived.n {
			possible = p.gap.sum == p.perceived.sum-p.expected.sum // the same sheets
		}
		if !possible {
			return &DecodeError{Form: form, Where: d.String(), Rule: "numbers that sheets can have"}
		}
	}
	return nil
}

// AppendBinary implements encoding.BinaryAppender: the version, the instrument's number, and for each dimension the three numbers
// of expected, perceived and gap as unsigned varints, the sum of the gaps folded as 0, −1, 1, −2, … There is one form for each
// tally, of 47 bytes where there is nothing.
func (t SERVQUAL) AppendBinary(dst []byte) ([]byte, error) {
	dst = append(dst, storedVersion, servqualCode)
	for _, p := range t.parts {
		p.gap.sum = p.gap.sum<<1 ^ p.gap.sum>>63
		for _, m := range []moments{p.expected, p.perceived, p.gap} {
			dst = binary.AppendUvarint(dst, uint64(m.n))
			dst = binary.AppendUvarint(dst, uint64(m.sum))
			dst = binary.AppendUvarint(dst, uint64(m.squares))
		}
	}
	return dst, nil
}

// MarshalBinary implements encoding.BinaryMarshaler with the form of AppendBinary.
func (t SERVQUAL) MarshalBinary() ([]byte, error) { return t.AppendBinary(nil) }

// UnmarshalBinary reads what MarshalBinary writes. The error wraps ErrDecode; after it t is as it was.
func (t *SERVQUAL) UnmarshalBinary(data []byte) error {
	const form = servqualName + " binary"
	numbers, err := integers(form, servqualCode, data, 9*dimensions)
	if err != nil {
		return err
	}
	var next SERVQUAL
	for i := range next.parts {
		v := numbers[9*i:]
		next.parts[i] = part{moments{v[0], v[1], v[2]}, moments{v[3], v[4], v[5]}, moments{v[6], v[7]>>1 ^ -(v[7] & 1), v[8]}}
	}
	if err := next.check(form); err != nil {
		return err
	}
	if back, err := next.MarshalBinary(); err != nil || !bytes.Equal(back, data) {
		return &DecodeError{Form: form, Rule: "each number in its shortest form"}
	}
	*t = next
	return nil
}

// UnmarshalJSON reads {"expected":[…],"perceived":[…]} of 22 whole numbers from 0 to 7 each, what encoding/json writes of a sheet. A
// list that is shorter is refused, as nobody can say which answers it lacks; without expected, performance alone was asked for. The
// error wraps ErrDecode; after it s is as it was.
func (s *Sheet) UnmarshalJSON(data []byte) error {
	const form = "sheet JSON"
	var read struct {
		Expected  []int `json:"expected"`
		Perceived []int `json:"perceived"`
	}
	if err := strict.Value(data, decodeFault(form), &read); err != nil {
		return err
	}
	var next Sheet
	for _, side := range []struct {
		where string
		from  []int
		to    *[Items]int
	}{{"expected", read.Expected, &next.Expected}, {"perceived", read.Perceived, &next.Perceived}} {
		if side.where == "expected" && side.from == nil {
			continue
		}
		if copy(side.to[:], side.from); len(side.from) != Items {
			return &DecodeError{Form: form, Where: side.where, Rule: fmt.Sprintf("%d answers", Items)}
		}
	}
	if err := next.Validate(); err != nil {
		return &DecodeError{Form: form, Err: err}
	}
	*s = next
	return nil
}
