package relationship

import (
	"cmp"
	"strings"
	"time"
)

// PromisePart is one of several pieces in which a promise is delivered. It says how much is delivered with it and the pieces before it, so
// that pieces may be told in any order and add up without rounding. It is an immutable value. What completes or ends the promise is a
// [PromiseClosed], with the share that was delivered in all.
type PromisePart struct {
	id      EventID
	at      time.Time
	promise EventID
	soFar   float64
}

// PromisePartConfig says what a part is made of.
type PromisePartConfig struct {
	// ID is the caller's own name for the piece, another than that of the promise.
	ID EventID
	// At is when it was delivered.
	At time.Time
	// Promise is the id of the promise.
	Promise EventID
	// SoFar is how much of the promise is delivered with this piece and all before it, above 0 and below 1.
	SoFar float64
}

// partPlace is how errors name a part.
const partPlace = "part of a promise"

// NewPromisePart checks everything and returns the part. The error joins all faults; each wraps [ErrInvalid].
func NewPromisePart(cfg PromisePartConfig) (PromisePart, error) {
	p := PromisePart{cfg.ID, cfg.At, cfg.Promise, cfg.SoFar}
	f := faults{place: partPlace}
	p.check(&f)
	return checked(p, f)
}

func (p *PromisePart) check(f *faults) {
	f.ref("id", p.id)
	f.instant("at", &p.at)
	f.refOther("promise", p.promise, p.id)
	f.number("so far", p.soFar, p.soFar > 0 && p.soFar < 1, "a number between 0 and 1")
}

func (p *PromisePart) slots(s *slots) {
	s.add("id", &p.id, required)
	s.add("at", &p.at, required)
	s.add("promise", &p.promise, required)
	s.add("so_far", &p.soFar, required)
}

// ID returns the caller's own name for the piece.
func (p PromisePart) ID() EventID { return p.id }

// At returns when it was delivered, in UTC.
func (p PromisePart) At() time.Time { return p.at }

// Promise returns the id of the promise.
func (p PromisePart) Promise() EventID { return p.promise }

// SoFar returns how much of the promise is delivered with this piece and all before it.
func (p PromisePart) SoFar() float64 { return p.soFar }

// Equal reports whether both are the same in every field.
func (p PromisePart) Equal(o PromisePart) bool { return p == o }

// IsZero reports whether p is the zero value, which is no part.
func (p PromisePart) IsZero() bool { return p.id == "" }

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"id":"d-1","at":"2026-01-02T10:00:00Z","promise":"p-1","so_far":0.5}
//
// The zero value cannot be stored.
func (p PromisePart) MarshalJSON() ([]byte, error) { return storeFlat(&p, partPlace, !p.IsZero()) }

// UnmarshalJSON implements json.Unmarshaler, strictly, and checked like [NewPromisePart]. After an error p is as it was. The error wraps
// [ErrDecode].
func (p *PromisePart) UnmarshalJSON(data []byte) error { return loadFlat(p, partPlace, data) }

// compareParts orders the parts of a promise: by instant, then by how much is delivered, then by id.
func compareParts(a, b PromisePart) int {
	return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.soFar, b.soFar), strings.Compare(string(a.id), string(b.id)))
}

// PromiseState is how a promise stands at an instant. The zero value is that it is not made yet.
type PromiseState uint8

// The states of promises.
const (
	// StateNotMade is not made yet, or not known.
	StateNotMade PromiseState = iota
	// StateOpen is made, and not closed; parts may have been delivered.
	StateOpen
	// StateKept is delivered in full and in time, the grace included.
	StateKept
	// StateLate is delivered in full, but late.
	StateLate
	// StatePartlyKept is delivered in part, and no more is to come.
	StatePartlyKept
	// StateBroken is declared not to be delivered.
	StateBroken
	// StateWaived is released by the promisee.
	StateWaived
	// StateRenegotiated is replaced, with the consent of the promisee, by another promise.
	StateRenegotiated
)

var promiseStateNames = []string{"not-made", "open", "kept", "late", "partly-kept", "broken", "waived", "renegotiated"}

// PromiseStates returns all states in order, as a fresh slice.
func PromiseStates() []PromiseState { return enumAll[PromiseState](promiseStateNames) }

// ParsePromiseState reads what [PromiseState.String] writes, such as "partly-kept".
func ParsePromiseState(text string) (PromiseState, error) {
	return enumParse[PromiseState]("state of a promise", promiseStateNames, text)
}

// IsValid reports whether s is one of the constants.
func (s PromiseState) IsValid() bool { return enumValid(promiseStateNames, s) }

// String returns the name that [ParsePromiseState] reads.
func (s PromiseState) String() string { return enumName("PromiseState", promiseStateNames, s) }

// MarshalText implements [encoding.TextMarshaler] with the form of String; a state that is not valid has none.
func (s PromiseState) MarshalText() ([]byte, error) {
	return enumText("state of a promise", promiseStateNames, s)
}

// UnmarshalText implements [encoding.TextUnmarshaler]. After an error s is as it was.
func (s *PromiseState) UnmarshalText(text []byte) error {
	return enumSet(s, "state of a promise", promiseStateNames, text)
}
