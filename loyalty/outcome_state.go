package loyalty

import (
	"encoding/json"
	"math"
	"time"
)

// OutcomeState is what is known of results: a faded weight for each category. It is a comparable value of fixed size, to be copied and
// stored; the zero value knows nothing. What was observed under one half-life is to be merged and scored under the same.
type OutcomeState struct {
	at      instant
	count   int
	entries [MaxCategories]outcome // sorted by category; those from count on are zero
}

type outcome struct {
	category string
	mass     float64
}

// IsZero reports whether nothing is known.
func (s OutcomeState) IsZero() bool { return s.count == 0 }

// At returns the instant of the latest result in UTC, the zero time when there is none: no score can be read before it.
func (s OutcomeState) At() time.Time { return s.at.time() }

// Mass returns the weight of the results of a category at At.
func (s OutcomeState) Mass(category string) float64 {
	for _, o := range s.entries[:s.count] {
		if o.category == category {
			return o.mass
		}
	}
	return 0
}

// Equal reports whether both hold the same to the bit.
func (s OutcomeState) Equal(o OutcomeState) bool { return s == o }

// merge fades the older of the two to the instant of the younger and adds.
func (s *OutcomeState) merge(o OutcomeState, seconds float64) error {
	if o.count == 0 {
		return nil
	}
	sum := *s
	if sum.at.before(o.at) {
		sum, o = o, sum
	}
	k := 1.0
	if o.at.set {
		k = fade(sum.at.since(o.at), seconds)
	}
	for _, e := range o.entries[:o.count] {
		if err := sum.add(e.category, float64(e.mass*k)); err != nil {
			return err
		}
	}
	*s = sum
	return nil
}

// add adds to the mass of a category, and makes room for it.
func (s *OutcomeState) add(category string, mass float64) error {
	i := 0
	for i < s.count && s.entries[i].category < category {
		i++
	}
	if i == s.count || s.entries[i].category != category {
		if s.count == MaxCategories {
			return ErrFull
		}
		copy(s.entries[i+1:s.count+1], s.entries[i:s.count])
		s.entries[i] = outcome{category: category}
		s.count++
	}
	s.entries[i].mass = min(s.entries[i].mass+mass, maxMass)
	return nil
}

// The JSON form of a state of outcomes. Numbers are written with the fewest digits that give them back to the bit.
type (
	outcomesJSON struct {
		Version int           `json:"version"`
		At      time.Time     `json:"at,omitzero"`
		Masses  []outcomeJSON `json:"masses"`
	}
	outcomeJSON struct {
		Category string   `json:"category"`
		Mass     *float64 `json:"mass"` // nil when it is not there
	}
)

// MarshalJSON writes {"version":1,"at":"2026-01-02T00:00:00Z","masses":[{"category":"late","mass":2}]}, the categories in alphabetical
// order; of nothing known {"version":1,"masses":[]}. Equal states give equal bytes.
func (s OutcomeState) MarshalJSON() ([]byte, error) {
	form := outcomesJSON{Version: stateVersion, At: s.At(), Masses: []outcomeJSON{}}
	for i, o := range s.entries[:s.count] {
		form.Masses = append(form.Masses, outcomeJSON{o.category, &s.entries[i].mass})
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads what MarshalJSON writes, to the bit, and refuses unknown and missing fields, other versions, and categories out of
// order. The error wraps ErrDecode; after it s is as it was.
func (s *OutcomeState) UnmarshalJSON(data []byte) error {
	const form = "outcome state JSON"
	var read outcomesJSON
	if err := decodeStrict(form, data, &read); err != nil {
		return err
	}
	refuse := func(where, rule string) error { return &DecodeError{Form: form, Where: where, Rule: rule} }
	switch {
	case read.Version != stateVersion:
		return refuse("version", "version 1")
	case read.Masses == nil:
		return refuse("masses", "this field")
	case len(read.Masses) > MaxCategories:
		return refuse("masses", "at most 8 categories")
	case read.At.IsZero() != (len(read.Masses) == 0):
		return refuse("at", "an instant with masses, and none without")
	}
	var next OutcomeState
	if len(read.Masses) > 0 {
		var err error
		if next.at, err = instantOf("at", read.At); err != nil {
			return &DecodeError{Form: form, Where: "at", Err: err}
		}
	}
	for i, o := range read.Masses {
		where := at("masses", i)
		switch {
		case !label(o.Category):
			return refuse(where, "a category of "+labelRule)
		case i > 0 && read.Masses[i-1].Category >= o.Category:
			return refuse(where, "categories in alphabetical order, each once")
		case o.Mass == nil || !(*o.Mass >= 0 && *o.Mass <= maxMass) || math.Signbit(*o.Mass):
			return refuse(where, "a mass from 0 to 1e9")
		}
		next.entries[i] = outcome{o.Category, *o.Mass}
	}
	next.count = len(read.Masses)
	*s = next
	return nil
}
