package main

import (
	"fmt"
	"io"
	"math"
	"unicode/utf8"

	"github.com/rapport-go/rapport/relationship"
)

// printRanking writes the customers, and the totals below them.
func printRanking(w io.Writer, r *report, lines bool) {
	forecast, value := r.Totals.Expected != nil, r.Totals.Value != nil
	title, head, align := "Totals of the ranking", []string{"", "customer", "order days", "last seen"}, "rlrr"
	if lines {
		title = "Ranking"
	}
	if forecast {
		head, align = append(head, "P(alive)", "expected orders"), align+"rr"
	}
	if value {
		head, align = append(head, "per order", "value"), align+"rr"
	}
	fmt.Fprintf(w, "%s: %s of %s, by %s\n", title, shownCount(r), of(r.Totals.Customers, "customer", "customers"), rankedBy(r))
	g := grid{align: align}
	g.add(head...)
	line := func(cells []string, alive string, expected *float64, each string, worth *relationship.Money) {
		if forecast {
			cells = append(cells, alive, orDash(expected, func(v float64) string { return fixed(v, 2) }))
		}
		if value {
			cells = append(cells, each, orDash(worth, money))
		}
		g.add(cells...)
	}
	for _, s := range r.Ranking {
		if !lines {
			break
		}
		each := orDash(s.Spend, func(v float64) string { return amount(v, r.Settings.Currency) })
		line([]string{count(s.Rank), narrow(s.Customer), count(s.Days), s.LastSeen.String()},
			orDash(s.PAlive, percent), s.Expected, each, s.Value)
	}
	g.add()
	if len(r.Ranking) < r.Totals.Customers {
		line([]string{"", "shown", count(r.Shown.Days), ""}, "", r.Shown.Expected, "", r.Shown.Value)
	}
	line([]string{"", "all " + count(r.Totals.Customers), count(r.Totals.Days), ""}, "", r.Totals.Expected, "", r.Totals.Value)
	g.write(w)
	if n := r.Totals.NoValue; value && n > 0 {
		fmt.Fprintf(w, "  %s no value: no model says what an order of theirs is worth\n", of(n, "customer has", "customers have"))
	}
	fmt.Fprintln(w)
}

// orDash writes what is there, and a hyphen for what is missing.
func orDash[T any](p *T, write func(T) string) string {
	if p == nil {
		return "-"
	}
	return write(*p)
}

// shownCount says how many lines the ranking has.
func shownCount(r *report) string {
	if len(r.Ranking) == r.Totals.Customers {
		return "all"
	}
	if len(r.Ranking) == 1 {
		return "the first"
	}
	return "the first " + count(len(r.Ranking))
}

// rankedBy says what the ranking is sorted by.
func rankedBy(r *report) string {
	switch {
	case r.Totals.Value != nil && currencyCode(r.Settings.Currency) != "":
		return "value in " + currencyCode(r.Settings.Currency)
	case r.Totals.Value != nil:
		return "value"
	case r.Totals.Expected != nil:
		return "expected orders"
	default:
		return "order days so far"
	}
}

// narrow shortens an id that would push the table apart.
func narrow(id string) string {
	const most = 32
	if utf8.RuneCountInString(id) <= most {
		return id
	}
	return string([]rune(id)[:most-1]) + "…"
}

// printLegend says what the numbers mean: those of the models, then the columns.
func printLegend(w io.Writer, r *report) {
	s := r.Settings
	g := grid{align: "ll"}
	if f := r.Fit.Orders; f != nil {
		if f.Parameters[0].StdErr != nil {
			g.add("±", "one standard error")
		}
		g.note("r, alpha", fmt.Sprintf("order rates: r / alpha a %s on average; the smaller r, the more they differ", s.Unit))
		g.note("a, b", "chance of leaving after a repeat order: a / (a + b); small a, b: it differs much")
	}
	if r.Fit.Spend != nil {
		g.note("p, q, gamma", "amounts: p × gamma / (q - 1) on average; large p: own alike, large q: all alike")
	}
	if r.Holdout != nil {
		g.add("earlier repeats", "order days up to the split, after the first one")
	}
	g.note("order days", "days with an order not given back in full; several orders on one day count once")
	if r.Totals.Expected != nil {
		g.note("P(alive)", "chance that the customer is still one; 100 % for customers who came once, since to BG/NBD customers leave after a repeat order only")
		g.add("expected orders", fmt.Sprintf("order days to come after %s until %s (%s)", s.AsOf, s.Until, s.Horizon))
	}
	if r.Totals.Value != nil {
		g.note("per order", "amount expected on an order day: between own orders so far and everybody's")
		g.note("value", "expected orders × per order × margin "+short(100*s.Margin)+" %, "+discounting(r))
	}
	g.write(w)
}

// discounting says what the rate does to the values.
func discounting(r *report) string {
	if r.Settings.Annual == 0 {
		return "not discounted"
	}
	text := "discounted at " + short(100*r.Settings.Annual) + " % a year from the instant each order is expected"
	// Of values of a few cents, rounding to the cent would tell more than the rate.
	cents := float64(r.Totals.Customers) * math.Pow10(2-r.Settings.Currency.Places())
	if r.Totals.Revenue == nil || *r.Totals.Revenue*r.Settings.Margin < cents {
		return text
	}
	return text + ": in all " + percent(1-r.Totals.Value.Estimate()/(*r.Totals.Revenue*r.Settings.Margin)) + " less"
}
