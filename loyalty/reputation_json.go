package loyalty

import (
	"encoding/json"
	"math"
	"time"
)

const reputationVersion = 1

// The JSON form of a reputation. What was heard lately is of the same instant as all.
type (
	reputationJSON struct {
		Version   int         `json:"version"`
		Audiences []heardJSON `json:"audiences"`
	}
	heardJSON struct {
		Audience      Audience  `json:"audience"`
		For           *float64  `json:"for"` // nil when it is not there
		Against       *float64  `json:"against"`
		RecentFor     *float64  `json:"recent_for"`
		RecentAgainst *float64  `json:"recent_against"`
		At            time.Time `json:"at"`
	}
)

// MarshalJSON writes {"version":1,"audiences":[{"audience":"partners","for":2,"against":1,"recent_for":1.5,"recent_against":0.5,
// "at":"2026-01-02T00:00:00Z"}]}, the audiences in their order and without those of whom nothing was heard. Equal states give equal
// bytes.
func (s Reputation) MarshalJSON() ([]byte, error) {
	form := reputationJSON{Version: reputationVersion, Audiences: []heardJSON{}}
	for i := range s.heard {
		if all, recent := &s.heard[i][0], &s.heard[i][1]; !all.IsZero() {
			form.Audiences = append(form.Audiences, heardJSON{
				Audience(i + 1), &all.pro, &all.con, &recent.pro, &recent.con, all.At(),
			})
		}
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads what MarshalJSON writes, to the bit, strictly. The error wraps ErrDecode; after it s is as it was.
func (s *Reputation) UnmarshalJSON(data []byte) error {
	const form = "reputation JSON"
	var read reputationJSON
	if err := decodeStrict(form, data, &read); err != nil {
		return err
	}
	if read.Version != reputationVersion {
		return &DecodeError{Form: form, Where: "version", Rule: "version 1"}
	}
	if read.Audiences == nil {
		return &DecodeError{Form: form, Where: "audiences", Rule: "this field"}
	}
	var next Reputation
	last := Audience(0)
	for i, h := range read.Audiences {
		where := at("audiences", i)
		if h.Audience <= last {
			return &DecodeError{Form: form, Where: where, Rule: "audiences in order, each once"}
		}
		last = h.Audience
		for _, v := range [...]*float64{h.For, h.Against, h.RecentFor, h.RecentAgainst} {
			if v == nil || !(*v >= 0 && *v <= maxMass) || math.Signbit(*v) {
				return &DecodeError{Form: form, Where: where, Rule: "four weights from 0 to 1e9"}
			}
		}
		if *h.RecentFor > *h.For || *h.RecentAgainst > *h.Against {
			return &DecodeError{Form: form, Where: where, Rule: "what is recent within all, as it fades faster"}
		}
		stamp, err := instantOf("at", h.At)
		if err != nil {
			return &DecodeError{Form: form, Where: where, Err: err}
		}
		next.heard[h.Audience-1] = [2]Evidence{{*h.For, *h.Against, stamp}, {*h.RecentFor, *h.RecentAgainst, stamp}}
	}
	*s = next
	return nil
}
