package main

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/rapport-go/rapport/lifecycle/markov"
	"github.com/rapport-go/rapport/relationship"
)

// leastMonths is how many months must have begun in a stage before its row of the table is believed: then no share in it has a standard
// error above ten percent. It is the library's own default.
const leastMonths = 24

// estimate makes the chain and the margins from what was counted.
func (b *base) estimate() error {
	counts, seen := b.tally.Periods(), b.tally.Periods()
	if err := b.fill(counts); err != nil {
		return err
	}
	var ends []stage
	for _, s := range counts.States() {
		switch {
		case slices.Contains(final(), s):
			ends = append(ends, s)
		case counts.Row(s) < leastMonths:
			b.thin = append(b.thin, s)
		}
	}
	ends = append(ends, b.thin...)
	if len(ends) == len(counts.States()) {
		return fmt.Errorf("in no stage that can be left did %d months begin: that is too little to say where it leads", leastMonths)
	}
	var err error
	if b.chain, err = markov.Estimate(counts, markov.EstimateOptions[stage]{Final: ends}); err != nil {
		return err
	}
	// What a month in a stage brings is what was spent in all months that began in it, by their number.
	sums := map[stage]relationship.Money{}
	for _, c := range b.customers {
		for i, money := range c.spent {
			s := c.stages[i]
			if s == 0 || money.Currency().IsZero() {
				continue
			}
			if sums[s], err = sums[s].Add(money); err != nil {
				return err
			}
			b.currency = money.Currency()
		}
	}
	if b.currency.IsZero() {
		return errors.New("there is no order in the log")
	}
	b.margin = map[stage]float64{}
	for _, s := range b.going() {
		if months := seen.Row(s); months > 0 {
			b.margin[s] = b.opt.margin * sums[s].Estimate() / float64(months)
		}
	}
	return b.evaluate()
}

// fill helps stages in which few months began because nobody stays for a month: where their moves led, whatever the day, is where a month
// that had begun there would have led. Of stages that last longer this would not be true, and they stay thin.
func (b *base) fill(counts *markov.Counts[stage]) error {
	jumps, stays := b.tally.Jumps(), b.tally.Stays()
	for _, s := range counts.States() {
		mean, _, ok := stays.Mean(s)
		if counts.Row(s) >= leastMonths || slices.Contains(final(), s) || !ok || mean >= 30 {
			continue
		}
		for _, to := range jumps.States() {
			if err := counts.AddN(s, to, jumps.N(s, to)); err != nil {
				return err
			}
		}
		b.filled = append(b.filled, s)
	}
	return nil
}

// going are the stages that lead on, in order.
func (b *base) going() []stage {
	return slices.DeleteFunc(b.chain.States(), func(s stage) bool { return slices.Contains(b.chain.Final(), s) })
}

// standing counts those who are in each stage on the last day.
func (b *base) standing() map[stage]int {
	n := map[stage]int{}
	for _, c := range b.customers {
		if s := c.stages[len(c.stages)-1]; s != 0 {
			n[s]++
		}
	}
	return n
}

// counted says what is looked at, and what is not over yet.
func counted(w io.Writer, b *base) error {
	config := b.window.Config()
	if b.opt.events == "" {
		fmt.Fprintf(w, `A shop has %d customers, and what they did is written down: who asked, ordered, rated, complained, left. This report
turns these histories into numbers to decide by: where customers go from each stage, how long they stay, what one in
each stage is worth, and what it may cost to bring one further. The customers are made up (seed %d), so that in the
end the estimates can be held against the truth.
`, b.opt.customers, b.opt.seed)
	}
	heading(w, "1. From histories to counts")
	fmt.Fprintf(w, "%d customers, %d events, looked at from %v until %v: %d months.\n", len(b.customers), b.events, config.From, config.Until, len(b.bounds)-1)
	periods, jumps, stays := b.tally.Periods(), b.tally.Jumps(), b.tally.Stays()
	fmt.Fprintf(w, `
On the first of every month each customer stands in one stage. Every month of every customer is one count, from the
stage on its first day to the stage on the first day of the next; those who stay where they are count too.

  %6d months of customers: the counts behind all that follows
  %6d moves from one stage to another, whatever the month
  %6d stays in a stage
`, periods.Total(), jumps.Total(), stays.Total())
	ended, running := int64(0), int64(0)
	for _, s := range stays.States() {
		e, r := stays.N(s)
		if !slices.Contains(final(), s) {
			ended, running = ended+e, running+r
		}
	}
	fmt.Fprintf(w, `
Of the stays in stages that can be left, %d have ended and %d have not: nobody knows yet how long these will last.
They are not thrown away. That a customer has been there for so long, and is there still, is half of what is known.

On the last day the customers stand here:

`, ended, running)
	standing := b.standing()
	most := 0
	for _, n := range standing {
		most = max(most, n)
	}
	for _, s := range b.chain.States() {
		fmt.Fprintf(w, "  %-11s %4d %s\n", s, standing[s], bar(float64(standing[s]), float64(most), 50))
	}
	return nil
}
