package loyalty

import (
	"encoding/json"
	"math"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

const dialogueVersion = 1

// The JSON form of a dialogue. Numbers are written with the fewest digits that give them back to the bit.
type (
	dialogueJSON struct {
		Version int                 `json:"version"`
		At      time.Time           `json:"at,omitzero"`
		From    massesJSON          `json:"from,omitzero"`
		To      massesJSON          `json:"to,omitzero"`
		Days    []relationship.Date `json:"days,omitempty"`
	}
	massesJSON struct {
		Started float64 `json:"started,omitzero"`
		Social  float64 `json:"social,omitzero"`
		Offered float64 `json:"offered,omitzero"`
		Replied float64 `json:"replied,omitzero"`
		Reached float64 `json:"reached,omitzero"`
		Missed  float64 `json:"missed,omitzero"`
	}
)

// MarshalJSON writes {"version":1,"at":"2026-01-02T00:00:00Z","from":{"started":1.5},"to":{"replied":1},"days":["2026-01-02"]},
// without what is 0, the days in ascending order. Equal states give equal bytes.
func (s Dialogue) MarshalJSON() ([]byte, error) {
	form := dialogueJSON{Version: dialogueVersion, At: s.At()}
	for i, v := range s.sides {
		*form.side(i) = massesJSON{v[started], v[social], v[offered], v[replied], v[reached], v[missed]}
	}
	for day := range s.days.all() {
		form.Days = append(form.Days, day)
	}
	return json.Marshal(form)
}

func (f *dialogueJSON) side(i int) *massesJSON {
	if i == 0 {
		return &f.From
	}
	return &f.To
}

// UnmarshalJSON reads what MarshalJSON writes, to the bit, and refuses unknown fields, other versions, and what no dialogue
// holds. The error wraps ErrDecode; after it s is as it was.
func (s *Dialogue) UnmarshalJSON(data []byte) error {
	const form = "dialogue JSON"
	var read dialogueJSON
	if err := decodeStrict(form, data, &read); err != nil {
		return err
	}
	if read.Version != dialogueVersion {
		return &DecodeError{Form: form, Where: "version", Rule: "version 1"}
	}
	var next Dialogue
	for i := range next.sides {
		v := read.side(i)
		next.sides[i] = masses{v.Started, v.Social, v.Offered, v.Replied, v.Reached, v.Missed}
		for _, mass := range next.sides[i] {
			if !(mass >= 0 && mass <= maxMass) || math.Signbit(mass) {
				return &DecodeError{Form: form, Where: []string{"from", "to"}[i], Rule: "counts from 0 to 1e9"}
			}
		}
	}
	if none := next.sides == [2]masses{} && len(read.Days) == 0; none != read.At.IsZero() {
		return &DecodeError{Form: form, Where: "at", Rule: "an instant, if anything is known"}
	}
	if !read.At.IsZero() {
		at, err := instantOf("at", read.At)
		if err != nil {
			return &DecodeError{Form: form, Where: "at", Err: err}
		}
		next.at = at
	}
	for i, day := range read.Days {
		last := read.Days[len(read.Days)-1]
		if day.IsZero() || last.DaysSince(day) >= keptDays || i > 0 && !read.Days[i-1].Before(day) {
			return &DecodeError{Form: form, Where: at("days", i), Rule: "days in ascending order, each once, within 384 days"}
		}
		next.days.add(day)
	}
	if next.days.last.DaysSince(relationship.DateOf(next.at.time())) > 1 { // which the date of an event is at most
		return &DecodeError{Form: form, Where: "days", Rule: "no day after that of the latest event"}
	}
	*s = next
	return nil
}
