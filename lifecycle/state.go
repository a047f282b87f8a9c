package lifecycle

import (
	"fmt"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// Label is what stages and kinds of events are: a small enumeration whose constants begin at 1 and have names. The zero value is unset.
type Label interface {
	~uint8
	fmt.Stringer
}

// State is where a relationship stands: 64 bytes, without pointers to anything of its own, comparable by ==. It is what a service
// stores. The zero value is a relationship of which nothing is known yet; the first event puts it into the initial stage.
//
// The fields are for reading. What a [Definition] returned is right; of what came from elsewhere, [Definition.Accepts] says whether it is.
type State[S Label] struct {
	// Stage is where it stands now.
	Stage S
	// Return is the returnable stage that was left last: where a complaint that ends well leads back to. Unset if there is none.
	Return S
	// Peak is the highest stage ever reached, by the order that the definition gives. It never falls.
	Peak S
	// Over says that a lifetime has ended, and that the next has not begun.
	Over bool
	// Lifetime counts the lifetimes: 1 is the first, 2 is after the first return from an end. 0 while nothing is known.
	Lifetime uint32
	// Seq counts the recorded steps. It serves as the expected value of a compare-and-set, and as the order of the audit.
	Seq uint64
	// Since is when the stage was entered, in UTC.
	Since time.Time
	// Last is the instant of the last recorded step, in UTC. Nothing older is taken in.
	Last time.Time
}

// IsZero reports whether nothing is known.
func (s State[S]) IsZero() bool { return s == State[S]{} }

// Outcome is what an event did. The zero value is unset and not valid.
type Outcome uint8

// The outcomes.
const (
	// Moved is a step into another stage.
	Moved Outcome = iota + 1
	// Stayed is a rule that keeps the stage.
	Stayed
	// Ignored is an observation that no rule was for. It is recorded all the same.
	Ignored
	// Rejected is a command that no rule allowed. The state is as before.
	Rejected
)

// Step is the record of one step, for the audit: what happened, what it did, and why.
type Step[S, E Label] struct {
	// Seq is the state's Seq after the step; a rejected command has no number of its own and shows that of the state.
	Seq uint64
	// At is when it happened, in UTC; of a move by time, when it was due.
	At time.Time
	// Event is what happened; the definition's Tick if it was time alone.
	Event E
	// From and To are the stages before and after. They are the same unless Outcome is Moved.
	From, To S
	// Outcome is what the event did.
	Outcome Outcome
	// ID is the event's own, empty if it was time alone.
	ID relationship.EventID
	// Guard names the condition that allowed it, or, of a rejected command, those that refused it; empty if there was none. Of an event that
	// was ignored it is empty: [Definition.Permitted] says which conditions did not hold.
	Guard string
	// Because is the reason code of the rule.
	Because string
	// Dwell is the time spent in From until then.
	Dwell time.Duration
	// Version is that of the definition.
	Version string
}

// String returns a line to read, such as
//
//	2026-03-03 experience → lapsing by tick if idle >= 60d: silent
func (s Step[S, E]) String() string {
	text := s.At.Format(time.DateOnly) + " " + s.From.String()
	if s.Outcome == Moved {
		text += " → " + s.To.String()
	} else {
		text += " " + s.Outcome.String()
	}
	text += " by " + s.Event.String()
	if s.Guard != "" {
		text += " if " + s.Guard
	}
	if s.Because != "" {
		text += ": " + s.Because
	}
	return text
}
