package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/rapport-go/rapport/lifecycle"
)

// lift is a move that money may bring about.
type lift struct {
	from, to stage
	gain     float64 // by who makes the move
	se       float64
	odds     float64 // how many make it, or one beyond, within a month as things are
	standing int     // who is there now
}

// each is the most that may be spent on every customer approached, if as many more move as do by themselves in a month.
func (l lift) each() float64 { return max(0, l.gain*l.odds) }

// total is what the move is worth in all.
func (l lift) total() float64 { return max(0, l.gain) * float64(l.standing) }

// lifts are one step up from each rung of the ladder, and from silence back to experience; what is worth most in all first. A
// complaint is not among them: it is left within weeks either way, and what money changes is how content with the answer a customer is.
func (b *base) lifts() []lift {
	up := map[stage]stage{
		lifecycle.CustomerLapsing: lifecycle.CustomerExperience,
		lifecycle.CustomerDormant: lifecycle.CustomerExperience,
	}
	for i, s := range b.ladder() {
		if i > 0 {
			up[b.ladder()[i-1]] = s
		}
	}
	var all []lift
	standing := b.standing()
	for _, from := range b.going() {
		to, ok := up[from]
		if !ok || !slices.Contains(b.going(), to) {
			continue
		}
		l := lift{from: from, to: to, standing: standing[from]}
		l.gain, _ = b.values.Gain(from, to)
		l.se, _ = b.values.GainStdErr(from, to)
		for _, s := range b.ladder() {
			if s >= to {
				l.odds += b.chain.P(from, s)
			}
		}
		all = append(all, l)
	}
	slices.SortStableFunc(all, func(x, y lift) int { return cmp.Compare(y.total(), x.total()) })
	return all
}

// spend ranks the stages.
func spend(w io.Writer, b *base) error {
	heading(w, "5. Where to spend")
	fmt.Fprint(w, `What it is worth to move one customer is the most that moving one may cost. But not everybody who is approached moves.
"Of 100 move" is how many make that step, or a higher one, in a month as things are. An offer that moves as many once
more pays if it costs less than "at most" for each customer approached; one that moves twice as many may cost twice as
much. The last column is the worth of one step times the customers who stand there: where there is most to be had.

  move                       worth of one    of 100    at most     stand    worth of
                                  step         move      each       there      all
`)
	all := b.lifts()
	most := 0.0
	for _, l := range all {
		most = max(most, l.total())
	}
	for _, l := range all {
		fmt.Fprintf(w, "  %-10s → %-10s %8s %-8s %6.1f   %8.2f %9d %10.0f  %s\n",
			l.from, l.to, signed(l.gain), give(l.se, true, "%.2f"), 100*l.odds, l.each(), l.standing, l.total(), bar(l.total(), most, 18))
	}
	if len(all) == 0 || all[0].total() == 0 {
		fmt.Fprint(w, "\nNo step up is worth anything here: nothing is to be spent on moving customers.\n")
		return nil
	}
	fmt.Fprintf(w, "\nThere is most to be had in moving customers from %s to %s: %d stand there, and each who moves is worth\n%.2f more.",
		all[0].from, all[0].to, all[0].standing, all[0].gain)
	best := slices.MaxFunc(all, func(x, y lift) int { return cmp.Compare(x.each(), y.each()) })
	fmt.Fprintf(w, " For a single approached customer most may be spent in %s: %.2f.\n", best.from, best.each())
	for _, l := range all {
		if l.gain < 0 {
			fmt.Fprintf(w, "Nothing is to be spent on hurrying customers from %s to %s.\n", l.from, l.to)
		}
	}
	fmt.Fprint(w, `These customers moved by themselves. Whether those who are pushed go on like those is not in any log: try it on some,
and leave out others by lot, before spending it on all.
`)
	return nil
}
