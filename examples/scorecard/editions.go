package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/rapport-go/rapport/loyalty"
)

// half is how far back the change of a score is looked at, in months.
const half = 6

// editions shows what the second edition of the card changes.
func (b *base) editions(w io.Writer) error {
	heading(w, "4. The next edition")
	one, two := b.one.Card(), b.two.Card()
	fmt.Fprintf(w, "The next edition is %v. What it weighs, and how fast it forgets:\n", b.two.Stamp())
	fmt.Fprintf(w, "  %-14s %16s  %16s\n", "", "edition 1", "edition 2")
	for _, f := range one.Factors {
		next := "–"
		if i := slices.IndexFunc(two.Factors, func(g loyalty.Factor) bool { return g.ID == f.ID }); i >= 0 {
			next = weighed(two, i)
		}
		i := slices.IndexFunc(one.Factors, func(g loyalty.Factor) bool { return g.ID == f.ID })
		fmt.Fprintf(w, "  %-14s %16s  %16s\n", f.ID, weighed(one, i), next)
	}
	if err := b.why(w); err != nil {
		return err
	}
	b.moved(w)
	return nil
}

// weighed says what the weight of a factor is, of all weights, and its half-life.
func weighed(card loyalty.Card, i int) string {
	sum := 0.0
	for _, f := range card.Factors {
		sum += f.Weight
	}
	return fmt.Sprintf("%3.0f%%, %v", 100*card.Factors[i].Weight/sum, card.Factors[i].HalfLife)
}

// why takes the change of one score apart: half a year, and the card.
func (b *base) why(w io.Writer) error {
	pick, _, err := b.falling()
	if err != nil {
		return err
	}
	c := b.customers[pick]
	then := b.asOf.AddDate(0, -half, 0)
	before, err := c.situation(b.one, then)
	after, err2 := c.situation(b.two, b.asOf)
	replayed, err3 := c.situation(b.one, b.asOf)
	if err := errors.Join(err, err2, err3); err != nil {
		return err
	}
	a, err := loyalty.Change{
		Before:   loyalty.Side{Model: b.one, State: before.State, Open: before.Open, AsOf: then},
		After:    loyalty.Side{Model: b.two, State: after.State, Open: after.Open, AsOf: b.asOf},
		Replayed: &replayed.State,
	}.Attribute()
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "\n%s had %d points on %s by the first edition, and has %d on %s by the second. To subtract the two is an error:\n",
		c.key.To, a.Before.Points, then.Format(time.DateOnly), a.After.Points, b.asOf.Format(time.DateOnly))
	_, err = loyalty.Compare(a.Before, a.After)
	var other *loyalty.OtherCardError
	if !errors.As(err, &other) {
		return fmt.Errorf("the editions are one card: %w", errors.Join(err, errors.New("nothing to attribute")))
	}
	fmt.Fprintf(w, "  %v\nBut the change can be taken apart, by scoring in between with one thing changed at a time:\n", other)
	fmt.Fprintf(w, "  %-14s %7s  %8s  %7s  %7s\n", "", "decay", "evidence", "card", "in all")
	row := func(name string, decay, evidence, card int) {
		fmt.Fprintf(w, "  %-14s %7s  %8s  %7s  %7s\n", name, signed(decay), signed(evidence), signed(card), signed(decay+evidence+card))
	}
	for _, l := range a.Lines {
		name := string(l.Factor)
		if l.Kind == loyalty.LineGate {
			name = "gate"
		}
		row(name, l.Decay, l.Evidence, l.Card)
	}
	row("all", a.Decay, a.Evidence, a.Card)
	fmt.Fprintln(w, `Decay is what time alone forgot, evidence what came in, card what the new rules make of the same. Who is told that a
customer went down must know which of the three it was: only the second has to do with the customer. A factor that weighs
less takes points along, and those that weigh more bring them.`)
	return nil
}

// moved counts who is in which band by each edition.
func (b *base) moved(w io.Writer) {
	names := b.bands()
	count := map[[2]string]int{}
	changed, up, places := 0, 0, map[string]int{}
	for i, n := range names {
		places[n] = i
	}
	for _, band := range b.two.Card().Bands {
		if _, known := places[band.Name]; !known {
			places[band.Name] = len(names)
			names = append(names, band.Name)
		}
	}
	for _, c := range b.customers {
		count[[2]string{c.one.Band, c.two.Band}]++
		if c.one.Band != c.two.Band {
			changed++
			if c.two.Points > c.one.Points {
				up++
			}
		}
	}
	fmt.Fprintf(w, "\nOn one day and with one history, %d of %d change their band with the card, %d of them to more points:\n", changed, len(b.customers), up)
	fmt.Fprintf(w, "  %-20s", "1 down, 2 across")
	for _, n := range names {
		fmt.Fprintf(w, " %9s", n)
	}
	fmt.Fprintln(w)
	for _, from := range names {
		fmt.Fprintf(w, "  %-20s", from)
		for _, to := range names {
			fmt.Fprintf(w, " %9s", strings.TrimPrefix(fmt.Sprintf("%d", count[[2]string{from, to}]), "0"))
		}
		fmt.Fprintln(w)
	}
}
