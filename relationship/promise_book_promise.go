package relationship

import (
	"iter"
	"slices"
	"time"
)

// Promise is what is known of one promise: how it was made, the parts that were delivered, and how it ended. It is an immutable value. The
// zero value is none.
type Promise struct {
	terms  promiseTerms
	made   PromiseMade   // the zero value if only its closing is known, which repeats the terms
	parts  []PromisePart // in order; never changed in place
	closed PromiseClosed // the zero value until it is closed
}

// promiseTerms is what a promise and its closing both say.
type promiseTerms struct {
	id    EventID
	key   Key
	by    Actor
	at    time.Time
	due   time.Time
	grace time.Duration
	stake float64
}

// PromiseChange is one change of a promise, with its instant.
type PromiseChange struct {
	// ID is the id of the event or the part.
	ID EventID
	// At is the instant.
	At time.Time
	// State is how the promise stands from then on.
	State PromiseState
	// Delivered is how much is delivered by then, from 0 to 1.
	Delivered float64
}

// termsOf returns what an event about a promise says of it; false for other events.
func termsOf(e Event) (promiseTerms, bool) {
	switch e := e.(type) {
	case PromiseMade:
		return promiseTerms{e.id, e.key, e.actor, e.at, e.due, e.grace, e.stake}, true
	case PromiseClosed:
		return promiseTerms{e.promise, e.key, e.by, e.madeAt, e.due, e.grace, e.stake}, true
	}
	return promiseTerms{}, false
}

// after returns the promise with its making or its closing, which is not known. It does not change what p has.
func (p Promise) after(e Event, terms promiseTerms) (Promise, error) {
	if !p.IsZero() && p.terms != terms {
		return Promise{}, &ConflictError{ID: terms.id}
	}
	p.terms = terms
	switch e := e.(type) {
	case PromiseMade:
		p.made = e // the only one, as the id of the event is that of the promise
	case PromiseClosed:
		if p.closed.id != "" {
			return Promise{}, p.illegal(e.id, FaultTwice)
		}
		p.closed = e
		return p, p.checkParts(e.id)
	}
	return p, nil
}

// with returns the promise with one more part, which is not known. It does not change what p has.
func (p Promise) with(part PromisePart) (Promise, error) {
	if p.IsZero() {
		p.terms.id = part.promise // for the error
		return Promise{}, p.illegal(part.id, FaultUnknown)
	}
	at, _ := slices.BinarySearchFunc(p.parts, part, compareParts)
	p.parts = slices.Insert(slices.Clone(p.parts), at, part)
	return p, p.checkParts(part.id)
}

// checkParts returns what is wrong with the parts after a change: they are delivered while the promise is open, each delivers something,
// and what is said of all in the end is not less.
func (p Promise) checkParts(change EventID) error {
	soFar := 0.0
	for _, part := range p.parts {
		switch {
		case part.at.Before(p.terms.at):
			return p.illegal(change, FaultEarly)
		case p.closed.id != "" && part.at.After(p.closed.at):
			return p.illegal(change, FaultOver)
		case part.soFar <= soFar:
			return p.illegal(change, FaultLess)
		}
		soFar = part.soFar
	}
	switch p.closed.outcome {
	case OutcomeKept, OutcomePartlyKept, OutcomeBroken:
		if p.closed.share < soFar {
			return p.illegal(change, FaultLess)
		}
	}
	return nil
}

// illegal returns the refusal of a change.
func (p Promise) illegal(change EventID, fault ChangeFault) error {
	return &ChangeError{Of: "promise", ID: p.terms.id, Change: change, Fault: fault}
}

// ID returns the id of the promise.
func (p Promise) ID() EventID { return p.terms.id }

// Key returns the relationship in which it was made.
func (p Promise) Key() Key { return p.terms.key }

// By returns the promisor; the other side is the promisee.
func (p Promise) By() Actor { return p.terms.by }

// Since returns when it was made.
func (p Promise) Since() time.Time { return p.terms.at }

// Due returns when it is to be delivered.
func (p Promise) Due() time.Time { return p.terms.due }

// Grace returns how long after Due still counts as in time.
func (p Promise) Grace() time.Duration { return p.terms.grace }

// Stake returns how much depends on it.
func (p Promise) Stake() float64 { return p.terms.stake }

// Making returns the event that made it; false if only its closing is known.
func (p Promise) Making() (PromiseMade, bool) { return p.made, p.made.id != "" }

// Closing returns the event that closed it; false while it is open.
func (p Promise) Closing() (PromiseClosed, bool) { return p.closed, p.closed.id != "" }

// Parts returns the parts in order, as a fresh slice; nil if there are none.
func (p Promise) Parts() []PromisePart { return slices.Clone(p.parts) }

// State returns how it stands at an instant, by what had happened until then.
func (p Promise) State(asOf time.Time) PromiseState {
	switch {
	case p.IsZero() || p.terms.at.After(asOf):
		return StateNotMade
	case p.closed.id == "" || p.closed.at.After(asOf):
		return StateOpen
	}
	switch p.closed.outcome {
	case OutcomePartlyKept:
		return StatePartlyKept
	case OutcomeBroken:
		return StateBroken
	case OutcomeWaived:
		return StateWaived
	case OutcomeRenegotiated:
		return StateRenegotiated
	}
	if p.Lateness(asOf) > 0 {
		return StateLate
	}
	return StateKept
}

// Delivered returns how much of it was delivered at an instant, from 0 to 1.
func (p Promise) Delivered(asOf time.Time) float64 {
	switch p.State(asOf) {
	case StateKept, StateLate, StatePartlyKept, StateBroken:
		return p.closed.share
	}
	soFar := 0.0
	for _, part := range p.parts {
		if !part.at.After(asOf) {
			soFar = part.soFar
		}
	}
	return soFar
}

// Lateness returns how long after its due date and its grace it was closed, or how far past them an open one is at an instant; 0 if it
// is in time, and of the zero value. It is at most the longest duration, some 292 years.
func (p Promise) Lateness(asOf time.Time) time.Duration {
	if p.IsZero() {
		return 0
	}
	until := asOf
	if p.closed.id != "" && p.closed.at.Before(asOf) {
		until = p.closed.at
	}
	return max(0, until.Sub(p.terms.due.Add(p.terms.grace)))
}

// Overdue reports whether it is open at an instant, and past its due date and its grace.
func (p Promise) Overdue(asOf time.Time) bool {
	return p.State(asOf) == StateOpen && p.Lateness(asOf) > 0
}

// Changes yields all that happened to it in order, with its instants: the making, the parts and the closing.
func (p Promise) Changes() iter.Seq[PromiseChange] {
	return func(yield func(PromiseChange) bool) {
		if p.IsZero() || !yield(PromiseChange{ID: p.terms.id, At: p.terms.at, State: StateOpen}) {
			return
		}
		for _, part := range p.parts {
			if !yield(PromiseChange{part.id, part.at, StateOpen, part.soFar}) {
				return
			}
		}
		if at := p.closed.at; p.closed.id != "" {
			yield(PromiseChange{p.closed.id, at, p.State(at), p.Delivered(at)})
		}
	}
}

// Equal reports whether both are the same in every change.
func (p Promise) Equal(o Promise) bool {
	return p.terms == o.terms && p.made == o.made && p.closed == o.closed && slices.Equal(p.parts, o.parts)
}

// IsZero reports whether p is the zero value.
func (p Promise) IsZero() bool { return p.terms.id == "" }
