package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// writeTable writes the report for people; without the ranking only its totals.
func writeTable(w io.Writer, r *report, ranking bool) error {
	out := bufio.NewWriter(w)
	printLog(out, r)
	printFit(out, r)
	if r.Holdout != nil {
		printHoldout(out, r)
	}
	printRanking(out, r, ranking)
	printLegend(out, r)
	return out.Flush()
}

// printLog says what was read.
func printLog(w io.Writer, r *report) {
	l, hint := r.Log, ""
	if r.Source == builtIn {
		hint = " (read your own with -orders FILE)"
	}
	fmt.Fprintf(w, "Order log: %s%s\n", r.Source, hint)
	g := grid{align: "ll"}
	g.add("lines", fmt.Sprintf("%s = %s + %s + %s bad + %s blank, read in %s", count(l.Lines),
		of(l.Orders, "order", "orders"), of(l.Refunds, "refund", "refunds"), count(l.Bad), count(l.Blank), ms(l.Milliseconds)))
	for i, text := range badCounts(r.BadLines) {
		g.add([]string{"bad lines", ""}[min(i, 1)], text)
	}
	g.add("dates", fmt.Sprintf("%s to %s, scored as of %s", l.First, l.Last, r.Settings.AsOf))
	g.add("customers", fmt.Sprintf("%s, of whom %s came back on another day", count(l.Customers), count(l.Repeaters)))
	if l.NeverBought > 0 {
		g.add("", fmt.Sprintf("%s nothing left after refunds: out of the fit, last in the ranking",
			of(l.NeverBought, "has", "have")))
	}
	g.add("paid", fmt.Sprintf("%s - %s refunded = %s", money(l.Gross), money(l.Refunded), moneyWithCode(l.Net)))
	g.write(w)
	fmt.Fprintln(w)
}

// badCounts lists the reasons for bad lines, the most frequent first.
func badCounts(b badFacts) []string {
	reasons := slices.SortedFunc(maps.Keys(b.ByReason), func(x, y string) int {
		return cmp.Or(cmp.Compare(b.ByReason[y], b.ByReason[x]), cmp.Compare(x, y))
	})
	for i, why := range reasons {
		reasons[i] = count(b.ByReason[why]) + " " + why
	}
	return reasons
}

// printFit says how the models were fitted, or why not.
func printFit(w io.Writer, r *report) {
	if split := r.Settings.Split; !split.IsZero() && r.Fit.Orders != nil {
		fmt.Fprintf(w, "-split: the models below see what was known on %s; with these same\n"+
			"models each customer is then scored as of %s.\n\n", split, r.Settings.AsOf)
	}
	if f := r.Fit.Orders; f != nil {
		fmt.Fprintf(w, "How often customers order, and when they stop: %s, time in %ss\n", f.Model, r.Settings.Unit)
		printModel(w, f, "customer", "nothing left after refunds")
	}
	if f := r.Fit.Spend; f != nil {
		fmt.Fprintf(w, "What an order is worth: %s", f.Model)
		if f.Mean != nil {
			fmt.Fprintf(w, ", mean over all customers %s", withCode(fixed(*f.Mean, 2), r.Settings.Currency))
		}
		fmt.Fprintln(w)
		printModel(w, f, "repeat customer", "later orders free")
	}
	for _, text := range r.Fit.Missing {
		printWrapped(w, "", "Warning: "+text)
	}
	if len(r.Fit.Missing) > 0 {
		fmt.Fprintln(w)
	}
}

// printModel writes the numbers of one fit; whom it is fitted to, and why others
// are left out.
func printModel(w io.Writer, f *fit, whom, leftOut string) {
	var params []string
	for _, p := range f.Parameters {
		params = append(params, p.Name+" "+estimate(p.Value, p.StdErr))
	}
	fmt.Fprintf(w, "  %s\n", strings.Join(params, "    "))
	fmt.Fprintf(w, "  log-likelihood %.1f; %s in %s; %s in %s\n", f.LogLikelihood,
		of(f.Customers, whom, whom+"s"), of(f.DistinctRows, "distinct row", "distinct rows"), ending(f.Status), ms(f.Milliseconds))
	if f.LeftOut > 0 {
		fmt.Fprintf(w, "  %s left out: %s\n", of(f.LeftOut, "customer", "customers"), leftOut)
	}
	if f.Status == btyd.Boundary {
		fmt.Fprintln(w, "  at a boundary predictions hold, but parameters have no standard errors")
	}
	for _, text := range f.Warnings {
		printWrapped(w, "  ", "warning: "+text)
	}
	fmt.Fprintln(w)
}

// ending puts the status of a fit into words.
func ending(s btyd.Status) string {
	if s == btyd.Boundary {
		return "ended at a boundary"
	}
	return s.String()
}

// printHoldout writes prediction beside outcome.
func printHoldout(w io.Writer, r *report) {
	h := r.Holdout
	fmt.Fprintf(w, "Holdout: orders predicted on %s up to %s (%s %ss), and what came\n",
		h.From, h.To, strings.TrimSuffix(fixed(h.Length, 1), ".0"), r.Settings.Unit)
	g := grid{align: "lrrrrr"}
	g.add("earlier repeats", "customers", "predicted", "actual", "predicted each", "actual each")
	line := func(x holdoutGroup, name string) {
		predicted, actual := "-", "-"
		if n := float64(x.Customers); n > 0 {
			predicted, actual = fixed(x.Predicted/n, 2), fixed(float64(x.Actual)/n, 2)
		}
		g.add(name, count(x.Customers), fixed(x.Predicted, 1), count(x.Actual), predicted, actual)
	}
	for _, x := range h.Groups {
		line(x, x.Repeats)
	}
	g.add()
	line(h.Total, "total")
	g.write(w)
	fmt.Fprintln(w)
}

// printRanking writes the customers, and the totals below them.
func printRanking(w io.Writer, r *report, lines bool) {
	forecast, value := r.Totals.Expected != nil, r.Totals.Value != nil
	head := []string{"", "customer", "orders", "last seen"}
	align := "rlrr"
	if forecast {
		head, align = append(head, "P(alive)", "expected orders"), align+"rr"
	}
	if value {
		name := "value"
		if code := currencyCode(r.Settings.Currency); code != "" {
			name += " " + code
		}
		head, align = append(head, name), align+"r"
	}
	title := "Totals of the ranking"
	if lines {
		title = "Ranking"
	}
	fmt.Fprintf(w, "%s: %s of %s, by %s\n", title, shownCount(r), of(r.Totals.Customers, "customer", "customers"), rankedBy(r))
	g := grid{align: align}
	g.add(head...)
	line := func(cells []string, alive string, expected *float64, amount *relationship.Money) {
		if forecast {
			cells = append(cells, alive, orDash(expected, func(v float64) string { return fixed(v, 2) }))
		}
		if value {
			cells = append(cells, orDash(amount, money))
		}
		g.add(cells...)
	}
	for _, s := range r.Ranking {
		if !lines {
			break
		}
		line([]string{count(s.Rank), narrow(s.Customer), count(s.Orders), s.LastSeen.String()},
			orDash(s.PAlive, percent), s.Expected, s.Value)
	}
	g.add()
	if len(r.Ranking) < r.Totals.Customers {
		line([]string{"", "shown", count(r.Shown.Orders), ""}, "", r.Shown.Expected, r.Shown.Value)
	}
	line([]string{"", "all " + count(r.Totals.Customers), count(r.Totals.Orders), ""}, "", r.Totals.Expected, r.Totals.Value)
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
	case r.Totals.Value != nil:
		return "value"
	case r.Totals.Expected != nil:
		return "expected orders"
	default:
		return "orders so far"
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

// printLegend says what the columns mean.
func printLegend(w io.Writer, r *report) {
	s := r.Settings
	g := grid{align: "ll"}
	if r.Holdout != nil {
		g.add("earlier repeats", "order days up to the split, after the first one")
	}
	g.add("orders", "days with an order that was not given back in full")
	if r.Totals.Expected != nil {
		g.add("P(alive)", "chance that the customer is still one; 100 % for who came once,")
		g.add("", "since to BG/NBD customers leave after a repeat order only")
		g.add("expected orders", fmt.Sprintf("order days to come after %s until %s (%s)", s.AsOf, s.Until, s.Horizon))
	}
	if r.Totals.Value != nil {
		discount := []string{"not discounted"}
		if s.Annual > 0 {
			discount = []string{"discounted", fmt.Sprintf("at %s %% a year from the instant each order is expected", short(100*s.Annual))}
		}
		g.add("value", fmt.Sprintf("expected orders × expected amount × margin %s %%, %s", short(100*s.Margin), discount[0]))
		for _, text := range discount[1:] {
			g.add("", text)
		}
	}
	g.write(w)
}
