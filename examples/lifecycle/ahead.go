package main

import (
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
)

// farAhead is later than any move by time alone. There are fewer of them than stages, for time never leads around.
func farAhead(t *tale) time.Time { return t.at.AddDate(50, 0, 0) }

// coming returns the moves that time alone will still make, on a copy: the customer itself stays in today.
func coming(t *tale) ([]lifecycle.CustomerStep, lifecycle.CustomerStanding) {
	copied := t.today
	var moves []lifecycle.CustomerStep
	// The error is of a standing that the course does not accept, and this one it has made.
	_ = t.course.Advance(&copied, farAhead(t), func(s lifecycle.CustomerStep) { moves = append(moves, s) })
	return moves, copied
}

// end is where time alone leads in the end.
func end(t *tale) lifecycle.CustomerStanding {
	_, last := coming(t)
	return last
}

// ahead shows the whole chain of moves by time alone, from the last event to the last move.
func ahead(w io.Writer, t *tale) error {
	heading(w, "What time alone will do")
	if next, waits := t.course.NextDue(&t.today); waits {
		fmt.Fprintf(w, "Next: %s → %s on %s, %.0f days from now. Until then there is no need to look.\n\n",
			next.From, next.To, dayOf(next.At), days(next.At.Sub(t.at)))
	} else {
		fmt.Fprint(w, "Time alone moves this customer no more.\n\n")
	}
	// Asked without making a move: is anything due within 90 days?
	soon := t.at.AddDate(0, 0, 90)
	if move, due := t.course.Due(&t.today, soon); due {
		fmt.Fprintf(w, "Due by %s: to %s. ", dayOf(soon), move.To)
	} else {
		fmt.Fprintf(w, "Due by %s: nothing. ", dayOf(soon))
	}
	fmt.Fprintf(w, "To ask is not to move: the stage is %s all the same.\n\n", t.today.State.Stage)
	fmt.Fprintf(w, "If nothing happens any more after %s, the whole chain is:\n\n", dayOf(t.events[len(t.events)-1].At()))
	moves, last := coming(t)
	if t.told == len(t.lines) && len(moves) == 0 {
		fmt.Fprintln(w, "  (no moves)")
	}
	tell := func(s lifecycle.CustomerStep, when string) {
		fmt.Fprintf(w, "  %s  %-22s %-11s %s [%s]\n", dayOf(s.At), fmt.Sprintf("%s → %s", s.From, s.To), when, s.Because, s.Guard)
	}
	for _, l := range t.lines[t.told:] {
		tell(l.step, "is done")
	}
	for _, s := range moves {
		tell(s, fmt.Sprintf("in %.0f d", days(s.At.Sub(t.at))))
	}
	fmt.Fprintf(w, `
Then it stays %s for good, unless something happens. "idle" counts from the customer's own last act,
%s; one more act starts it anew. All of this ran on a copy: the customer itself is still in the stage %s.
`, last.State.Stage, dayOf(lastOwn(t)), t.today.State.Stage)
	return nil
}

// lastOwn is when the customer last did something, or else was first seen.
func lastOwn(t *tale) time.Time {
	if f := t.today.Facts; !f.LastOwn.IsZero() {
		return f.LastOwn
	}
	return t.today.Facts.FirstSeen
}

// daily shows that it does not matter how often one looks.
func daily(w io.Writer, t *tale) error {
	heading(w, "Once a day, or once")
	until := t.at.AddDate(1, 0, 0)

	// A job that runs every night …
	var nightly []lifecycle.CustomerStep
	nights, looks := t.last, 0
	for at := t.last.State.Last; at.Before(until); looks++ {
		if at = at.Add(24 * time.Hour); at.After(until) {
			at = until
		}
		if err := t.course.Advance(&nights, at, func(s lifecycle.CustomerStep) { nightly = append(nightly, s) }); err != nil {
			return err
		}
	}
	// … and one that was forgotten for more than a year.
	var late []lifecycle.CustomerStep
	once := t.last
	if err := t.course.Advance(&once, until, func(s lifecycle.CustomerStep) { late = append(late, s) }); err != nil {
		return err
	}
	fmt.Fprintf(w, "From the last event to %s, on two copies:\n\n", dayOf(until))
	fmt.Fprintf(w, "  %3d looks, one a day:      %s\n", looks, chain(nightly))
	fmt.Fprintf(w, "  %3d look, at the very end: %s\n\n", 1, chain(late))
	fmt.Fprintf(w, "The same records, dates and dwell times: %s. The same state to the bit: %s.\n", yesNo(slices.Equal(nightly, late)), yesNo(nights == once))
	fmt.Fprint(w, `A move is always dated when it was due, however late somebody looks, so no report depends on when a job ran.
`)
	return nil
}

// chain writes moves in a row.
func chain(moves []lifecycle.CustomerStep) string {
	if len(moves) == 0 {
		return "no moves"
	}
	text := moves[0].From.String()
	for _, s := range moves {
		text += fmt.Sprintf(" →(%s) %s", dayOf(s.At), s.To)
	}
	return text
}
