package loyalty

import (
	"encoding/json"
	"math"
	"time"
)

const stateVersion = 1

// The JSON form of a state. Numbers are written with the fewest digits that give them back to the bit.
type (
	stateJSON struct {
		Version int         `json:"version"`
		Factors []entryJSON `json:"factors"`
	}
	entryJSON struct {
		Factor  FactorID  `json:"factor"`
		For     *float64  `json:"for"` // nil when it is not there
		Against *float64  `json:"against"`
		At      time.Time `json:"at"`
	}
)

// MarshalJSON writes {"version":1,"factors":[{"factor":"trust","for":2,"against":0.5,"at":"2026-01-02T00:00:00Z"}]}, the
// factors in alphabetical order. Equal states give equal bytes.
func (s State) MarshalJSON() ([]byte, error) {
	form := stateJSON{Version: stateVersion, Factors: []entryJSON{}}
	for _, e := range s.entries[:s.count] {
		form.Factors = append(form.Factors, entryJSON{e.factor, &e.evidence.pro, &e.evidence.con, e.evidence.At()})
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads what MarshalJSON writes, to the bit, and refuses unknown and missing fields, other versions, and factors
// out of order. The error wraps ErrDecode; after it s is as it was.
func (s *State) UnmarshalJSON(data []byte) error {
	const form = "state JSON"
	var read stateJSON
	if err := decodeStrict(form, data, &read); err != nil {
		return err
	}
	if read.Version != stateVersion {
		return &DecodeError{Form: form, Where: "version", Rule: "version 1"}
	}
	if read.Factors == nil {
		return &DecodeError{Form: form, Where: "factors", Rule: "this field"}
	}
	var next State
	for i, e := range read.Factors {
		where := at("factors", i)
		if e.For == nil || e.Against == nil {
			return &DecodeError{Form: form, Where: where, Rule: "weights for and against"}
		}
		stamp, err := instantOf("at", e.At)
		if err != nil {
			return &DecodeError{Form: form, Where: where, Err: err}
		}
		if err := next.push(form, where, entry{e.Factor, Evidence{*e.For, *e.Against, stamp}}); err != nil {
			return err
		}
	}
	*s = next
	return nil
}

// push appends a decoded entry that keeps the rules of a state.
func (s *State) push(form, where string, e entry) error {
	rule := ""
	v := e.evidence
	switch {
	case s.count == MaxFactors:
		rule = "at most 8 factors"
	case !label(string(e.factor)):
		rule = "a factor of " + labelRule
	case s.count > 0 && s.entries[s.count-1].factor >= e.factor:
		rule = "factors in alphabetical order, each once"
	case !(v.pro >= 0 && v.pro <= maxMass && v.con >= 0 && v.con <= maxMass) || math.Signbit(v.pro) || math.Signbit(v.con):
		rule = "weights from 0 to 1e9"
	}
	if rule != "" {
		return &DecodeError{Form: form, Where: where, Rule: rule}
	}
	s.entries[s.count] = e
	s.count++
	return nil
}
