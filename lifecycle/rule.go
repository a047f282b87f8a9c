package lifecycle

import (
	"strconv"
	"time"
)

// Spec is a life cycle as data, for [Compile]. F is what guards read: the facts known after the event. It may be a struct or a pointer
// to one, which guards must not write through.
type Spec[S, E Label, F any] struct {
	// Version is stamped on every step; it may be empty.
	Version string
	// Stages lists all stages. The first is the initial one.
	Stages []S
	// Events lists all kinds of events.
	Events []E
	// Tick is the kind that stands for time alone; unset if there are no time rules.
	Tick E
	// Commands are the kinds that ask for something and may be rejected. The others are observations: they have happened, and without
	// a rule they are recorded as ignored.
	Commands []E
	// Final are the stages that nothing leaves.
	Final []S
	// Returnable are the stages that rules with Return lead back to.
	Returnable []S
	// Order lists stages from the lowest to the highest, for State.Peak. Stages that are not in it are no peaks.
	Order []S
	// Ends are the stages in which a lifetime is over.
	Ends []S
	// Lives are the stages in which one is lived: entering one of them after an end begins the next lifetime.
	Lives []S
	// Groups are named sets of stages, for [Definition.InGroup].
	Groups []Group[S]
	// Ceilings say how high scores can be, for [Definition.Warnings]; those that are not in it have no ceiling.
	Ceilings []Ceiling
	// Rules are tried in this order within each cell of stage and event; the first that holds is taken.
	Rules []Rule[S, E, F]
}

// Group is a named set of stages, such as those of a "customer".
type Group[S Label] struct {
	// Name is the name, once in a Spec.
	Name string
	// Stages are its members.
	Stages []S
}

// Rule says what an event does. Exactly one of To, Return and Same says where it leads.
type Rule[S, E Label, F any] struct {
	// From are the stages it is for, one or more.
	From []S
	// On is the event, or the Tick of a time rule.
	On E
	// After is when a time rule is due; unset on every other rule.
	After After[F]
	// Guard is the condition; the zero value always holds. Time rules have none, so that a late tick finds what a punctual one did.
	Guard Guard[F]
	// To is the stage it leads to; its own stage means that it stays.
	To S
	// Return leads back to the returnable stage that was left last.
	Return bool
	// Same stays, in whatever stage it is.
	Same bool
	// Because is a reason code, copied into the record.
	Because string
}

// Guard is a condition with a name, so that it can be drawn, recorded and explained.
type Guard[F any] struct {
	// Name is what it is called, as "trust >= 8000". It stands for one function throughout a Spec.
	Name string
	// Allow is the condition. It reads its argument and nothing else.
	Allow func(F) bool
	// Needs are the scores without which Allow never holds, for [Definition.Warnings]; it may be left out. A condition that holds in more
	// than one way, as "promoter || trust >= 8000", needs none of them, and neither does one that asks for less, as "trust < 6000".
	Needs []Need
}

// After is the time that must have passed for a time rule to be due.
type After[F any] struct {
	// Duration is how long, more than 0.
	Duration time.Duration
	// Since is from when on; the zero value counts from when the stage was entered.
	Since Anchor[F]
}

// Anchor is an instant that the facts know.
type Anchor[F any] struct {
	// Name is what passes since then, as "idle".
	Name string
	// At returns the instant; the zero time is unknown, and then the rule is not due. It reads instants that events have set, never a
	// score evaluated earlier, so that late ticks stay exact.
	At func(F) time.Time
}

// String names the condition, as "idle >= 60d".
func (a After[F]) String() string {
	name := a.Since.Name
	if a.Since.At == nil {
		name = inStageName
	}
	return name + " >= " + span(a.Duration)
}

// inStageName is what passes since a stage was entered.
const inStageName = "in stage"

// span writes a duration in days where it is whole days.
func span(d time.Duration) string {
	if d%day == 0 {
		return strconv.FormatInt(int64(d/day), 10) + "d"
	}
	return d.String()
}

// day is 24 hours: all instants are in UTC.
const day = 24 * time.Hour
