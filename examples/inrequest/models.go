package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// modelsVersion is the version of the stored form below.
const modelsVersion = 1

// errModels says that a document holds no models that this program wrote.
var errModels = errors.New("models: invalid stored form")

// models is what was learned from a base and what was decided about it: one JSON
// document, written once by the fit and loaded at every start. A request reads it
// and never changes it, so that two customers who do the same are scored the same,
// whatever else happens that day.
type models struct {
	// Version is modelsVersion.
	Version int `json:"version"`
	// AsOf is the day of the base that the models were fitted on.
	AsOf relationship.Date `json:"as_of"`
	// Orders and Spend are fitted: how often customers buy and when they stop, and what a purchase brings.
	Orders btyd.BGNBD      `json:"orders"`
	Spend  btyd.GammaGamma `json:"spend"`
	// Scorer holds the thresholds of the segments, which do not move until the next fit.
	Scorer segment.Scorer `json:"scorer"`
	// Valuation says how expected purchases become money.
	Valuation valuation `json:"valuation"`
	// Cards are the scorecards: how customers judge us, and how we judge partners.
	Cards cards `json:"cards"`
	// Policies are the numbers of the life cycles.
	Policies policies `json:"policies"`
}

// valuation is clv.ValueConfig but for the day, which every request brings along.
type valuation struct {
	Horizon  relationship.Period   `json:"horizon"`
	Rate     relationship.Rate     `json:"rate"`
	Margin   float64               `json:"margin"`
	Currency relationship.Currency `json:"currency"`
	Rounding relationship.Rounding `json:"rounding"`
	Timing   clv.Timing            `json:"timing"`
}

// on is the whole configuration, for one day.
func (v valuation) on(day relationship.Date) clv.ValueConfig {
	return clv.ValueConfig{
		AsOf: day, Horizon: v.Horizon, Rate: v.Rate, Margin: v.Margin,
		Currency: v.Currency, Rounding: v.Rounding, Timing: v.Timing,
	}
}

// cards are the two scorecards. Their JSON is the canonical one, of which the hash
// is taken that every score is stamped with.
type cards struct {
	Customer card `json:"customer"`
	Partner  card `json:"partner"`
}

// card is a scorecard that is stored in its canonical form.
type card struct{ loyalty.Card }

// MarshalJSON implements json.Marshaler.
func (c card) MarshalJSON() ([]byte, error) { return c.Canonical() }

// policies are the numbers of the two life cycles. A zero is the library's default.
type policies struct {
	Customer lifecycle.CustomerPolicy `json:"customer"`
	Partner  lifecycle.PartnerPolicy  `json:"partner"`
}

// encode returns the stored form.
func (m *models) encode() ([]byte, error) { return json.Marshal(m) }

// decodeModels reads what encode wrote. Whether the cards and policies hold
// together is found out by openRooms.
func decodeModels(doc []byte) (*models, error) {
	var m models
	d := json.NewDecoder(bytes.NewReader(doc))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return nil, fmt.Errorf("%w: %w", errModels, err)
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, fmt.Errorf("%w: more than one value", errModels)
	}
	if m.Version != modelsVersion {
		return nil, fmt.Errorf("%w: version = %d, want %d", errModels, m.Version, modelsVersion)
	}
	return &m, nil
}
