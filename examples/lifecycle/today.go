package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// today shows the facts, which are what guards read.
func today(w io.Writer, t *tale) error {
	heading(w, "What is known today")
	f := &t.today.Facts
	fmt.Fprintf(w, "  last own act     %s\n", dayOf(f.LastOwn))
	fmt.Fprintf(w, "  last referral    %s\n", dayOf(f.LastReferral))
	fmt.Fprintf(w, "  orders           %d, of which %d sent back whole\n", f.Purchases, f.Returns)
	fmt.Fprintf(w, "  open complaints  %d\n", f.OpenComplaints)
	fmt.Fprintf(w, "  satisfaction     %s (points from 0 to 10000; 7500 is 4 on a scale of 1 to 5, and content)\n", f.Satisfaction)
	fmt.Fprintf(w, "  recommendation   %s (9000 is 9 on a scale of 0 to 10, and a promoter)\n", f.Recommendation)
	fmt.Fprintf(w, "  may be reached   %s\n", channels(f.Consents))
	fmt.Fprintf(w, "  trust            %s (events do not tell it; package loyalty computes it, and the caller copies it in)\n", f.Trust)
	return nil
}

// permitted lists what may happen today, and what is refused by which guard.
func permitted(w io.Writer, t *tale) error {
	heading(w, "What may happen now")
	permits(w, t.course, &t.today, t.at)
	if end := end(t); end.State.Stage != t.today.State.Stage {
		fmt.Fprintf(w, "\nAnd if nothing happens until %s, then on that day:\n\n", dayOf(end.State.Since))
		permits(w, t.course, &end, end.State.Since)
	}
	fmt.Fprint(w, `
Rules for the same event are tried from the top, and the first that holds is taken: a guard that says no is the
answer to "why not?". Whatever is not in the list has no rule in this stage. With -at you see the table of another day.
`)
	return nil
}

// permits writes one table of what may happen in the stage of a standing.
func permits(w io.Writer, course *lifecycle.CustomerCourse, at *lifecycle.CustomerStanding, on time.Time) {
	fmt.Fprintf(w, "  %s, in %s:\n", dayOf(on), at.State.Stage)
	list := course.Permitted(at)
	if len(list) == 0 {
		fmt.Fprintln(w, "    nothing: nobody leaves this stage")
	}
	fmt.Fprintf(w, "    %-17s   %-12s %-11s %s\n", "if this happens", "it leads to", "may it?", "reason [guard]")
	var taken lifecycle.CustomerEvent
	for _, p := range list {
		verdict := "no"
		switch {
		case p.Holds && p.Event == taken:
			verdict = "not needed" // one above it is taken
		case p.Holds:
			verdict, taken = "yes", p.Event
		}
		line := fmt.Sprintf("    %-17s → %-12s %-11s %s", p.Event, p.To, verdict, p.Because)
		if p.Guard != "" {
			line += " [" + p.Guard + "]"
		}
		fmt.Fprintln(w, line)
	}
}

// dayOf writes the day of an instant, or says that there is none.
func dayOf(at time.Time) string {
	if at.IsZero() {
		return "never"
	}
	return at.Format(time.DateOnly)
}

// channels names the ways on which the customer agreed to be approached.
func channels(c lifecycle.Consents) string {
	var names []string
	for _, channel := range relationship.Channels() {
		if c.Has(channel) {
			names = append(names, channel.String())
		}
	}
	if names == nil {
		return "on no channel: no consent is given, or it was withdrawn"
	}
	return "by " + strings.Join(names, ", ")
}
