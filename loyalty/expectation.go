package loyalty

import (
	"encoding/json"
	"math"
	"time"
)

// DefaultLearning is a rate for [Expectation.Experience]: three tenths of each surprise are learned.
const DefaultLearning = 0.3

// Expectation is what a customer has come to expect, learned from what they got: returning customers who were served well expect
// more, so that the same service pleases them less. Values are from 0 to 1, as of ratings. It is a small comparable value; the zero
// value expects nothing yet.
//
// Formula: the gap is P − E, from −1 to 1, above 0 where the experience P was better than expected; then E ← E + λ·(P − E).
//
// The order of experiences matters, so that two of them cannot be merged: feed it from one history, in the order of instants. Laws:
// E stays between the lowest and the highest of what was declared and experienced; equal experiences bring the gap to 0, each by a
// factor of 1 − λ; with λ = 1 what is expected is what was had last, to a last bit.
//
// Source: Boulding, Kalra, Staelin & Zeithaml (1993), "A Dynamic Process Model of Service Quality: From Expectations to Behavioral
// Intentions", Journal of Marketing Research 30: expectations as an average of what was expected and what was delivered.
type Expectation struct {
	expected, gap float64
	n             int
	gapped        bool
	at            instant
}

// IsZero reports whether nothing is expected yet.
func (e Expectation) IsZero() bool { return !e.at.set }

// Equal reports whether both hold the same to the bit.
func (e Expectation) Equal(o Expectation) bool { return e == o }

// Declare sets what is expected, as somebody said it or as it was promised to them, whatever was learned before. After an error, of a
// value outside 0 to 1 or an instant before the last, e is as it was.
func (e *Expectation) Declare(expected float64, when time.Time) error {
	at, err := e.next("expected", expected, when)
	if err == nil {
		e.expected, e.at = expected+0, at
	}
	return err
}

// Experience takes in how something was, and learns from it at a rate λ above 0 and at most 1, such as [DefaultLearning]. The first
// experience of one who expects nothing has no gap, and is what is expected next. After an error, of a value outside 0 to 1, a rate
// out of range or an instant before the last, e is as it was.
func (e *Expectation) Experience(perceived float64, when time.Time, rate float64) error {
	var f faults
	at, err := e.next("perceived", perceived, when)
	if err != nil {
		f.errs = append(f.errs, err)
	}
	if !(rate > 0 && rate <= 1) {
		f.add("rate", text(rate), "a number above 0 and at most 1")
	}
	if err := f.err(); err != nil {
		return err
	}
	perceived += 0 // which turns −0 into 0
	if e.at.set {
		low, high := min(e.expected, perceived), max(e.expected, perceived)
		e.gap, e.gapped = perceived-e.expected, true
		e.expected = min(max(e.expected+float64(rate*e.gap), low), high) // which rounding might leave by a last bit
	} else {
		e.expected = perceived
	}
	if e.n < math.MaxInt {
		e.n++
	}
	e.at = at
	return nil
}

// next checks what comes next.
func (e *Expectation) next(path string, v float64, when time.Time) (instant, error) {
	var f faults
	f.number(path, v, 0, 1)
	at, err := instantOf("when", when)
	if err != nil {
		f.errs = append(f.errs, err)
	} else if at.before(e.at) {
		f.add("when", when.UTC().Format(time.RFC3339Nano), "an instant not before the last, as order matters")
	}
	return at, f.err()
}

// Expected returns E, what is expected of the next time; false for one who expects nothing yet.
func (e Expectation) Expected() (float64, bool) { return e.expected, e.at.set }

// Gap returns P − E of the latest experience, with what was expected before it; false where nothing was expected before.
func (e Expectation) Gap() (float64, bool) { return e.gap, e.gapped }

// N returns the number of experiences.
func (e Expectation) N() int { return e.n }

// At returns the instant of the latest declaration or experience in UTC, the zero time when there is none.
func (e Expectation) At() time.Time { return e.at.time() }

const expectationVersion = 1

// expectationJSON is the JSON form; what may be absent is a pointer.
type expectationJSON struct {
	Version  int        `json:"version"`
	Expected *float64   `json:"expected,omitempty"`
	Gap      *float64   `json:"gap,omitempty"`
	N        *int       `json:"n"`
	At       *time.Time `json:"at,omitempty"`
}

// MarshalJSON writes {"version":1,"expected":0.7,"gap":-0.1,"n":3,"at":"2026-01-02T00:00:00Z"}, without the gap if there is none, and
// {"version":1,"n":0} of the zero value. Equal values give equal bytes.
func (e Expectation) MarshalJSON() ([]byte, error) {
	form := expectationJSON{Version: expectationVersion, N: &e.n}
	if e.at.set {
		at := e.at.time()
		form.Expected, form.At = &e.expected, &at
	}
	if e.gapped {
		form.Gap = &e.gap
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads what MarshalJSON writes, to the bit, strictly. The error wraps ErrDecode; after it e is as it was.
func (e *Expectation) UnmarshalJSON(data []byte) error {
	const form = "expectation JSON"
	var read expectationJSON
	if err := decodeStrict(form, data, &read); err != nil {
		return err
	}
	refuse := func(where, rule string) error { return &DecodeError{Form: form, Where: where, Rule: rule} }
	var next Expectation
	switch {
	case read.Version != expectationVersion:
		return refuse("version", "version 1")
	case read.N == nil || *read.N < 0 || read.Gap != nil && *read.N == 0 || read.Gap == nil && *read.N > 1:
		return refuse("n", "a count of experiences")
	case read.Expected == nil && read.Gap == nil && *read.N == 0 && read.At == nil:
		*e = next
		return nil
	case read.Expected == nil || !(*read.Expected >= 0 && *read.Expected <= 1) || math.Signbit(*read.Expected):
		return refuse("expected", "a number from 0 to 1")
	case read.At == nil:
		return refuse("at", "the instant of the latest")
	}
	var err error
	if next.at, err = instantOf("at", *read.At); err != nil {
		return &DecodeError{Form: form, Where: "at", Err: err}
	}
	next.expected, next.n = *read.Expected, *read.N
	if read.Gap != nil {
		if !(*read.Gap >= -1 && *read.Gap <= 1) || *read.Gap == 0 && math.Signbit(*read.Gap) {
			return refuse("gap", "a number from -1 to 1")
		}
		next.gap, next.gapped = *read.Gap, true
	}
	*e = next
	return nil
}
