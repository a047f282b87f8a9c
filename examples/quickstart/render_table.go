package main

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/rapport-go/rapport/clv/btyd"
)

// writeTable writes the report for people; without the ranking only its totals.
func writeTable(w io.Writer, r *report, ranking bool) error {
	out := bufio.NewWriter(w)
	if r.Why != nil {
		for _, y := range r.Why {
			printWhy(out, r, y)
		}
		return out.Flush()
	}
	printLog(out, r)
	printFit(out, r)
	if r.Holdout != nil {
		printHoldout(out, r)
	}
	printRanking(out, r, ranking)
	if ranking {
		printPartners(out, r)
	}
	printLegend(out, r)
	return out.Flush()
}

// printLog says what was read.
func printLog(w io.Writer, r *report) {
	l := r.Log
	fmt.Fprintln(w, "The log")
	g := grid{align: "ll"}
	parts := []string{of(l.Orders, "order", "orders"), of(l.Refunds, "refund", "refunds")}
	for _, more := range []struct {
		n    int
		text string
	}{{l.Others, of(l.Others, "other event", "other events")}, {l.Again, count(l.Again) + " repeated"}} {
		if more.n > 0 {
			parts = append(parts, more.text)
		}
	}
	g.add("lines", fmt.Sprintf("%s = %s + %s bad + %s blank", count(l.Lines), strings.Join(parts, " + "), count(l.Bad), count(l.Blank)))
	for i, text := range badCounts(r.BadLines) {
		g.add([]string{"bad lines", ""}[min(i, 1)], text)
	}
	if l.Columns != nil {
		g.note("columns", l.Columns.String())
	}
	g.add("dates", fmt.Sprintf("%s to %s, scored as of %s", l.First, l.Last, r.Settings.AsOf))
	if l.Customers > 0 {
		g.add("customers", fmt.Sprintf("%s, of whom %s came back on another day", count(l.Customers), count(l.Repeaters)))
	}
	if l.NothingLeft > 0 {
		g.add("", of(l.NothingLeft, "has", "have")+" nothing left after refunds: out of the fit, last in the ranking")
	}
	if l.Partners > 0 {
		text := count(l.Partners)
		if l.Sellers > 0 {
			text += fmt.Sprintf(", of whom %s sell on what they buy: with the customers they are the %s who buy", count(l.Sellers), count(l.Customers+l.Sellers))
		}
		g.add("partners", text)
	}
	g.add("paid", fmt.Sprintf("%s - %s refunded = %s", money(l.Gross), money(l.Refunded), moneyWithCode(l.Net)))
	if l.Bought != nil {
		g.add("spent", moneyWithCode(*l.Bought)+" with suppliers")
	}
	g.write(w)
	fmt.Fprintln(w)
	printWarnings(w, r.Warnings)
}

// printWarnings writes what a reader should know before believing the rest.
func printWarnings(w io.Writer, texts []string) {
	for _, text := range texts {
		printWrapped(w, "", "Warning: "+text)
	}
	if len(texts) > 0 {
		fmt.Fprintln(w)
	}
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
	switch split := r.Settings.Split; {
	case split.IsZero():
	case r.Fit.Orders == nil:
		fmt.Fprintf(w, "-split: a model is to see what was known on %s; the ranking is as of %s.\n\n", split, r.Settings.AsOf)
	default:
		fmt.Fprintf(w, "-split: the models below see what was known on %s; with these same\n"+
			"models each customer is then scored as of %s.\n\n", split, r.Settings.AsOf)
	}
	if f := r.Fit.Orders; f != nil {
		fmt.Fprintf(w, "How often customers order, and when they stop: %s, time in %ss\n", f.Model, r.Settings.Unit)
		printModel(w, f, buyer(r), "")
	}
	if f := r.Fit.Spend; f != nil {
		fmt.Fprintf(w, "What an order is worth: %s", f.Model)
		if f.Mean != nil {
			fmt.Fprintf(w, ", mean over all %ss %s", buyer(r), withCode(amount(*f.Mean, r.Settings.Currency), r.Settings.Currency))
		}
		fmt.Fprintln(w)
		printModel(w, f, "repeat "+buyer(r), "later orders free")
	}
	printWarnings(w, r.Fit.Missing)
}

// buyer names those whom the models are fitted to: the customers, and the partners
// who buy too.
func buyer(r *report) string {
	if r.Log.Sellers > 0 {
		return "buyer"
	}
	return "customer"
}

// printModel writes the numbers of one fit; whom it is fitted to, of how many, and
// why others are left out if nothing has said so before.
func printModel(w io.Writer, f *fit, whom, leftOut string) {
	var params []string
	for _, p := range f.Parameters {
		params = append(params, p.Name+" "+estimate(p.Value, p.StdErr))
	}
	fmt.Fprintf(w, "  %s\n", strings.Join(params, "    "))
	fitted := of(f.Customers, whom, whom+"s")
	if f.LeftOut > 0 {
		fitted = count(f.Customers) + " of " + of(f.Customers+f.LeftOut, whom, whom+"s")
	}
	fmt.Fprintf(w, "  log-likelihood %.1f; %s in %s; %s\n", f.LogLikelihood, fitted, of(f.DistinctRows, "distinct row", "distinct rows"), ending(f.Status))
	if f.LeftOut > 0 && leftOut != "" {
		fmt.Fprintf(w, "  %s left out: %s\n", of(f.LeftOut, strings.TrimPrefix(whom, "repeat "), strings.TrimPrefix(whom, "repeat ")+"s"), leftOut)
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
	fmt.Fprintf(w, "  %s\n", h.verdict())
	fmt.Fprintln(w)
}
