package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/lifecycle/markov"
)

// goals are the stages to be asked for: who ever comes there?
func (b *base) goals() []stage {
	return slices.DeleteFunc([]stage{lifecycle.CustomerBonding, lifecycle.CustomerAdvocacy}, func(s stage) bool { return !slices.Contains(b.going(), s) })
}

// ever is the share of those in a stage who come to another one sooner or later, with its standard error: the chain is asked as if the
// other one were an end.
func (b *base) ever(from, to stage) (share, se float64, err error) {
	ends, err := b.chain.Absorbing(append(b.chain.Final(), to))
	if err != nil {
		return 0, 0, err
	}
	o, _ := ends.From(from)
	se, _ = o.ShareStdErr(to)
	return o.Share(to), se, nil
}

// ends shows what becomes of customers.
func ends(w io.Writer, b *base) error {
	heading(w, "3. How it ends, and when")
	absorption, err := b.chain.Absorbing(nil)
	if err != nil {
		return err
	}
	fmt.Fprint(w, `The table above, applied month after month until nobody is left: how many months a customer has from each stage to the
end, on average, and how many percent of them are left after a year.

`)
	most := 0.0
	for _, s := range b.going() {
		o, _ := absorption.From(s)
		most = max(most, o.Periods())
	}
	fmt.Fprintf(w, "  %-11s %16s  %6s\n", "from", "months", "year")
	for _, s := range b.going() {
		o, _ := absorption.From(s)
		se, ok := o.PeriodsStdErr()
		fmt.Fprintf(w, "  %-11s %9.1f %6s  %4.0f %%  %s\n", s, o.Periods(), give(se, ok, "%.1f"), 100*o.Survival(12), bar(o.Periods(), most, 40))
	}
	fmt.Fprint(w, `
Conversion: how many percent of those in a stage ever come to the stage above the column, in any number of months, and
which way they end. The ends of a row add up to 100.

`)
	fmt.Fprintf(w, "  %-11s", "from")
	for _, g := range b.goals() {
		fmt.Fprintf(w, " %14s", "ever "+g.String())
	}
	fmt.Fprint(w, "   |")
	for _, f := range b.chain.Final() {
		fmt.Fprintf(w, " %9s", f)
	}
	fmt.Fprintln(w)
	for _, s := range b.going() {
		o, _ := absorption.From(s)
		fmt.Fprintf(w, "  %-11s", s)
		for _, g := range b.goals() {
			text := "is there"
			if g != s {
				share, se, err := b.ever(s, g)
				if err != nil {
					return err
				}
				text = fmt.Sprintf("%.0f %s", 100*share, give(100*se, true, "%.0f"))
			}
			fmt.Fprintf(w, " %14s", text)
		}
		fmt.Fprint(w, "   |")
		for _, f := range b.chain.Final() {
			fmt.Fprintf(w, " %9.0f", 100*o.Share(f))
		}
		fmt.Fprintln(w)
	}
	return b.coming(w, absorption)
}

// coming says where the customers of today will be.
func (b *base) coming(w io.Writer, absorption markov.Absorption[stage]) error {
	now := map[stage]float64{}
	active := 0
	for _, s := range absorption.Transient() {
		n := b.standing()[s]
		now[s] = float64(n)
		active += n
	}
	later, err := b.chain.Ahead(now, 12)
	if err != nil {
		return err
	}
	left := 0.0
	for _, s := range absorption.Transient() {
		left += later[s]
	}
	fmt.Fprintf(w, "\nOf the %d customers who are not gone today, %.0f are expected to be left in a year, if nobody new comes.\n", active, left)
	return nil
}
