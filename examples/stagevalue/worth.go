package main

import (
	"fmt"
	"io"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/lifecycle/markov"
	"github.com/rapport-go/rapport/relationship"
)

// discount makes a month's discount from the rate of a year.
func (b *base) discount() (markov.Discount, error) {
	rate, err := relationship.AnnualRate(b.opt.rate)
	return markov.Discount{Rate: rate, Unit: relationship.Year, Length: 1.0 / 12}, err
}

// evaluate finds what the stages are worth.
func (b *base) evaluate() error {
	discount, err := b.discount()
	if err != nil {
		return err
	}
	options := markov.ValueOptions[stage]{Margin: b.margin, Discount: discount}
	if b.values, err = b.chain.Value(options); err != nil {
		return err
	}
	options.Horizon = b.opt.horizon
	b.near, err = b.chain.Value(options)
	return err
}

// ladder are the stages from bottom to top, those that are in the chain and lead on.
func (b *base) ladder() []stage {
	var rungs []stage
	for _, s := range b.going() {
		if s <= lifecycle.CustomerAdvocacy {
			rungs = append(rungs, s)
		}
	}
	return rungs
}

// worth shows the values.
func worth(w io.Writer, b *base) error {
	heading(w, "4. What a customer in each stage is worth")
	fmt.Fprintf(w, `All sums are in %v. Of what a customer spends, %.0f %% is margin: what is left when the goods are paid. "A month brings" is
the margin of an average month that begins in the stage. The value is that of all months to come, the present one
included, where what comes in a year counts %.1f %% less than today; once without end, and once for the present month and
the %d after it only, for whoever does not trust a table further than that.

  stage         a month        value             value of
                 brings     without end         %3d months
`, b.currency, 100*b.opt.margin, 100*(1-1/(1+b.opt.rate)), b.opt.horizon, b.opt.horizon)
	most := 0.0
	for _, s := range b.going() {
		v, _ := b.values.Of(s)
		most = max(most, v)
	}
	for _, s := range b.going() {
		v, _ := b.values.Of(s)
		se, ok := b.values.StdErr(s)
		near, _ := b.near.Of(s)
		nearSE, nearOK := b.near.StdErr(s)
		fmt.Fprintf(w, "  %-11s %8.2f  %8.2f %-8s %8.2f %-8s %s\n", s, b.margin[s], v, give(se, ok, "%.2f"), near, give(nearSE, nearOK, "%.2f"), bar(v, most, 36))
	}
	fmt.Fprint(w, `
The standard errors say how well the moves are known; the margins are taken as they are.
`)
	if len(b.ladder()) < 2 {
		return nil
	}
	steps, err := b.values.Steps(b.ladder())
	if err != nil {
		return err
	}
	fmt.Fprint(w, "\nWhat one stage up is worth: the value there less the value here.\n\n")
	falls := false
	for _, s := range steps {
		fmt.Fprintf(w, "  %-10s → %-10s  %8s %s\n", s.From, s.To, signed(s.Gain), give(s.StdErr, s.Estimated, "%.2f"))
		falls = falls || s.Gain < 0
	}
	if falls {
		fmt.Fprint(w, `
A minus is no mistake. The stages are in the order in which customers pass through them, and not in that of their
value: where the next stage is worth less, what made the stage before it good is over by then.
`)
	}
	return nil
}
