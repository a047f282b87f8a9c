package main

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// line is one line of the replay: an event, or a move that time alone made.
type line struct {
	event relationship.Event // nil if it was time alone
	// step is the record of what it did. Its zero value says that the event is nothing to the stages, such as a delivery.
	step lifecycle.CustomerStep
	// stage is where the customer stands after it.
	stage lifecycle.CustomerStage
	// own says that the customer acted of its own accord, which ends a silence.
	own bool
	// missed are the rules for the same event that would have led elsewhere, had their guards held.
	missed []permit
}

// at is when it happened.
func (l line) at() time.Time {
	if l.event != nil {
		return l.event.At()
	}
	return l.step.At
}

// replay hands the events to the course one by one, as a service would that receives them over the year, and keeps what it is told.
func (t *tale) replay() error {
	for _, e := range t.events {
		before := t.last
		var of lifecycle.CustomerStep
		err := t.course.Observe(&t.last, e, func(s lifecycle.CustomerStep) {
			// Observe first makes the moves that were due before the event, each with the date on which it was due.
			if s.Event == lifecycle.CustomerEventTick {
				t.lines = append(t.lines, line{step: s, stage: s.To})
				return
			}
			of = s
		})
		// A command that the stage does not allow is an error, so that whoever gave it hears of it. The step is in the record too, and the
		// year goes on.
		if refused := (*lifecycle.RejectedError)(nil); err != nil && !asRejected(err, &refused) {
			return err
		}
		l := line{event: e, step: of, stage: t.last.State.Stage, own: !t.last.Facts.LastOwn.Equal(before.Facts.LastOwn)}
		if of.Outcome == lifecycle.Stayed {
			l.missed = t.missed(of)
		}
		t.lines = append(t.lines, l)
	}
	// Since the last event, only time has passed.
	t.told = len(t.lines)
	t.today = t.last
	err := t.course.Advance(&t.today, t.at, func(s lifecycle.CustomerStep) {
		t.lines = append(t.lines, line{step: s, stage: s.To})
	})
	if err != nil {
		return err
	}
	t.spells = spellsOf(t.lines, t.at)
	return nil
}

// permit is one rule of a stage, as it would be tried at some moment.
type permit = lifecycle.Permit[lifecycle.CustomerStage, lifecycle.CustomerEvent]

// missed lists the rules that were tried before the one of a step that stayed, and did not hold.
func (t *tale) missed(of lifecycle.CustomerStep) []permit {
	var all []permit
	for _, p := range t.course.Permitted(&t.last) {
		switch {
		case p.Event != of.Event:
		case p.Holds:
			return all
		default:
			all = append(all, p)
		}
	}
	return all
}

// year shows every line of the replay.
func year(w io.Writer, t *tale) error {
	title := fmt.Sprintf("How %s came to be in the stage %q on %s", t.key.To, t.today.State.Stage, dayOf(t.at))
	fmt.Fprintf(w, "%s\n%s\n\n", title, strings.Repeat("=", utf8.RuneCountInString(title)))
	fmt.Fprintf(w, "The book of %s on %s, %s: %s from %s to %s.\n\n", t.key.From, t.key.To, t.key.Role,
		plural(len(t.events), "event"), dayOf(t.events[0].At()), dayOf(t.events[len(t.events)-1].At()))
	fmt.Fprint(w, t.intro)
	fmt.Fprint(w, `A customer is always in one stage. Most things that happen are observations: they have happened, and a rule of
the stage says what follows. A few are commands, which can be rejected. And time alone can move a customer.
  →        moved to another stage
  stays    a rule was for it, and it keeps the stage
  ignored  no rule of this stage is for it; it is recorded all the same, and guards may read it later
  REJECTED a command that the stage does not allow
  ·        nothing to the stages at all: it only changes what is known of the customer
[In brackets] is the condition that made the difference. It has a name and is called a guard.

`)
	var stage lifecycle.CustomerStage
	for i, l := range t.lines {
		what := "time passes"
		if l.event != nil {
			what = describe(l.event)
		}
		fmt.Fprintf(w, "%3d  %s  %-41s %s\n", i+1, dayOf(l.at()), what, movement(l, stage))
		for _, why := range because(l, stage) {
			fmt.Fprintf(w, "%s%s\n", indent, why)
		}
		stage = l.stage
	}
	return nil
}

// indent is what stands before the reason of a line.
const indent = "                   "

// movement says what a line did to the stage.
func movement(l line, before lifecycle.CustomerStage) string {
	switch l.step.Outcome {
	case lifecycle.Moved:
		return fmt.Sprintf("%s → %s", l.step.From, l.step.To)
	case lifecycle.Stayed:
		return fmt.Sprintf("%s stays", l.step.From)
	case lifecycle.Ignored:
		return fmt.Sprintf("%s, ignored", l.step.From)
	case lifecycle.Rejected:
		return fmt.Sprintf("%s, REJECTED", l.step.From)
	}
	if before == 0 {
		return fmt.Sprintf("→ %s", l.stage)
	}
	return "·"
}

// because says why, in words.
func because(l line, before lifecycle.CustomerStage) []string {
	s := l.step
	switch s.Outcome {
	case lifecycle.Moved, lifecycle.Stayed:
		all := []string{fmt.Sprintf("%s: %s", s.Because, reason(s.Because))}
		if s.Guard != "" {
			all = append(all, fmt.Sprintf("because [%s]", s.Guard))
		}
		for _, p := range l.missed {
			all = append(all, fmt.Sprintf("not to %s, for that takes [%s]", p.To, p.Guard))
		}
		return all
	case lifecycle.Ignored:
		text := fmt.Sprintf("%s has no rule for it", s.From)
		if l.own {
			text += ", but it ends a silence"
		}
		return []string{text}
	case lifecycle.Rejected:
		if s.Guard != "" {
			return []string{fmt.Sprintf("the guard said no: it takes [%s]", s.Guard)}
		}
		return []string{fmt.Sprintf("%s has no rule for it: the command came to nothing", s.From)}
	}
	if before == 0 {
		return []string{"the first that is known of the customer: everybody begins there"}
	}
	return nil
}
