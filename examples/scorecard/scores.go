package main

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// scores shows the base by the first edition.
func (b *base) scores(w io.Writer) error {
	heading(w, "3. Everybody's score")
	fmt.Fprintf(w, "%d subscribers, %d events until %s. Where they stand, from the best band down:\n", len(b.customers), b.events, b.asOf.Format(time.DateOnly))
	names := b.bands()
	count, most := map[string]int{}, 0
	for _, c := range b.customers {
		count[c.one.Band]++
		most = max(most, count[c.one.Band])
	}
	for i := len(names) - 1; i >= 0; i-- {
		fmt.Fprintf(w, "  %-10s %4d  %s\n", names[i], count[names[i]], bar(float64(count[names[i]]), float64(most), 50))
	}
	card := b.one.Card()
	fmt.Fprintf(w, "%s is who has evidence on less than %.0f%% of the weight: too new to be put anywhere.\n", names[0], 100*card.MinCoverage)
	fmt.Fprintf(w, `
Two factors come from no event. The price is the last price over the first: 110 stands for a tenth more, and a curve says
that this is worth %.2f, and %.3f at 105, half way between the knots. Ties are referrals and chats within a year, of which
each counts less than the one before: %d are worth %.2f, and twice as many %.2f.
`, relationship.Must(priceCurve().Of(110)), relationship.Must(priceCurve().Of(105)), halfTies, relationship.Must(loyalty.Saturating(halfTies, halfTies)), relationship.Must(loyalty.Saturating(2*halfTies, halfTies)))
	if err := b.oneScore(w); err != nil {
		return err
	}
	return b.missing(w)
}

// bands are the names of the bands from the lowest, before them that of those who have none.
func (b *base) bands() []string {
	names := []string{loyalty.Unrated}
	for _, band := range b.one.Card().Bands {
		names = append(names, band.Name)
	}
	return names
}

// grouping reads the factors in three words. Factors of other cards are left to the group "other".
func grouping() loyalty.Grouping {
	return loyalty.Grouping{Name: "hamper", Groups: []loyalty.Group{
		{Name: "what-we-do", Factors: []loyalty.FactorID{"punctuality", "satisfaction"}},
		{Name: "how-we-talk", Factors: []loyalty.FactorID{"communication", ties}},
		{Name: "what-it-costs", Factors: []loyalty.FactorID{price}},
	}}
}

// oneScore shows what a score consists of, of the one that a gate takes most from; where no gate is shut, of the lowest.
func (b *base) oneScore(w io.Writer) error {
	pick, least, shut := 0, 1, 0
	for i, c := range b.customers {
		off := 0
		for _, l := range c.one.Lines() {
			if l.Kind == loyalty.LineGate {
				off += l.Points
			}
		}
		if off < 0 {
			shut++
		}
		if better := off < least || off == least && c.one.Points < b.customers[pick].one.Points; better {
			pick, least = i, off
		}
	}
	c := b.customers[pick]
	fmt.Fprintf(w, "\nA gate keeps friendliness from buying off what matters most. It is shut for %d subscribers", shut)
	for _, g := range b.one.Card().Gates {
		fmt.Fprintf(w, "; under %d points of\n%s nobody has more than %d", g.Below, g.Factor, g.Cap)
	}
	fmt.Fprintf(w, ". Line by line, the score of %s:\n", c.key.To)
	fmt.Fprintf(w, "  %-19s %6s  %8s  %6s  %5s\n", "", "points", "evidence", "counts", "known")
	for _, l := range c.one.Lines() {
		if l.Kind == loyalty.LineGate {
			fmt.Fprintf(w, "  %-19s %6s  %8s\n", "gate on "+l.Factor, signed(l.Points), signed(l.Effect))
			continue
		}
		fmt.Fprintf(w, "  %-19s %6d  %8s  %6.2f  %5.1f\n", l.Factor, l.Points, signed(l.Effect), l.Value, l.Mass)
	}
	interval := c.one.Interval()
	fmt.Fprintf(w, "  %-19s %6d  %8s          %s; with %.0f%% it lies in %d to %d\n", "in all", c.one.Points, signed(c.one.Points-c.one.Prior), c.one.Band,
		100*b.one.Card().Level, interval.Low, interval.High)
	fmt.Fprintf(w, `Points sum to the score. Evidence is what was seen made of the %d points of one of whom nothing is known; counts is the
mean that the factor counts as, from 0 to 1; known is how many observations stand behind it, faded. In three words:
`, c.one.Prior)
	groups, err := c.one.Groups(grouping())
	if err != nil {
		return err
	}
	for _, g := range groups {
		fmt.Fprintf(w, "  %-19s %6s  %8s  %6.2f\n", g.Group, signed(g.Points), signed(g.Effect), g.Mean)
	}
	return nil
}

// missing scores one subscriber of whom a factor is not known, by every policy.
func (b *base) missing(w io.Writer) error {
	pick := -1
	for i, c := range b.customers {
		if c.one.Band != loyalty.Unrated && c.one.Coverage < 1-1e-9 && (pick < 0 || c.one.Coverage < b.customers[pick].one.Coverage) {
			pick = i
		}
	}
	if pick < 0 {
		fmt.Fprintln(w, "\nOf everybody who has a band all is known.")
		return nil
	}
	c := b.customers[pick]
	var unknown []loyalty.FactorID
	for _, l := range c.one.Lines() {
		if l.Missing {
			unknown = append(unknown, l.Factor)
		}
	}
	fmt.Fprintf(w, "\nOf %s nothing is known on %v. What that counts as is for the card to say:\n", c.key.To, unknown)
	for _, p := range []struct {
		missing loyalty.Missing
		means   string
	}{
		{loyalty.MissingPrior, "what is believed of anyone"},
		{loyalty.MissingRenormalise, "nothing: its weight goes to the others"},
		{loyalty.MissingNeutral, "a number of the card's own, here 0.3"},
		{loyalty.MissingWorst, "0: they have to prove it"},
		{loyalty.MissingBest, "1: innocent until proven guilty"},
		{loyalty.MissingRequire, "no score without it"},
	} {
		card := b.one.Card()
		for i := range card.Factors {
			f := &card.Factors[i]
			if f.Missing, f.Neutral = p.missing, 0; p.missing == loyalty.MissingNeutral {
				f.Neutral = 0.3
			}
		}
		model, _, err := card.Compile()
		if err != nil {
			return err
		}
		result, err := c.score(model, b.asOf)
		var lacking *loyalty.InsufficientError
		switch {
		case errors.As(err, &lacking):
			fmt.Fprintf(w, "  %-12s     –  %-10s %s\n", p.missing, "", p.means)
		case err != nil:
			return err
		default:
			fmt.Fprintf(w, "  %-12s %5d  %-10s %s\n", p.missing, result.Points, result.Band, p.means)
		}
	}
	fmt.Fprintln(w, "Only the first does not jump when the first word on it comes in, and our card has it.")
	return nil
}
