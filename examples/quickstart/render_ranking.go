package main

import (
	"cmp"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/rapport-go/rapport/relationship"
)

// table is a ranking in the making: its columns are those that there is something
// to show in.
type table struct {
	grid
	forecast, value bool
}

// newTable starts a table of parties called so.
func newTable(called string, total totals) *table {
	t := &table{forecast: total.Expected != nil, value: total.Value != nil}
	t.align = "rlrrllllll"
	head := []string{"", called, "order days", "last seen", "stage", "since", "loyalty", "between", "band", "segment"}
	if t.forecast {
		head, t.align = append(head, "P(alive)", "expected"), t.align+"rr"
	}
	if t.value {
		head, t.align = append(head, "value"), t.align+"r"
	}
	t.add(head...)
	return t
}

// party adds a line. What there is no number for has the reason in its place.
func (t *table) party(s standing) {
	seen := "-"
	if !s.LastSeen.IsZero() {
		seen = s.LastSeen.String()
	}
	cells := []string{count(s.Rank), narrow(s.Party), count(s.Days), seen, s.Stage, s.Since.String(),
		count(s.Loyalty.Score), count(s.Loyalty.Low) + "-" + count(s.Loyalty.High), s.Loyalty.Band, cmp.Or(s.Segment, strings.TrimSpace("– "+s.Reason))}
	t.numbers(cells, orDash(s.PAlive, percent), s.Expected, s.Value)
}

// total adds a line of sums.
func (t *table) total(name string, sum totals) {
	t.numbers([]string{"", name, count(sum.Days), "", "", "", "", "", "", ""}, "", sum.Expected, sum.Value)
}

// numbers adds a line with the columns that the table has.
func (t *table) numbers(cells []string, alive string, expected *float64, worth *relationship.Money) {
	if t.forecast {
		cells = append(cells, alive, orDash(expected, func(v float64) string { return fixed(v, 2) }))
	}
	if t.value {
		cells = append(cells, orDash(worth, money))
	}
	t.add(cells...)
}

// printRanking writes the customers, and the totals below them.
func printRanking(w io.Writer, r *report, lines bool) {
	if r.Totals.Customers == 0 {
		return
	}
	title := "Totals of the customers"
	if lines {
		title = "Customers"
	}
	fmt.Fprintf(w, "%s: %s of %s, by %s\n", title, shownCount(r), count(r.Totals.Customers), rankedBy(r))
	t := newTable("customer", r.Totals)
	for _, s := range r.Ranking {
		if lines {
			t.party(s)
		}
	}
	t.add()
	if len(r.Ranking) < r.Totals.Customers {
		t.total("shown", r.Shown)
	}
	t.total("all "+count(r.Totals.Customers), r.Totals)
	t.write(w)
	if n := r.Totals.Gone; n > 0 {
		fmt.Fprintf(w, "  %s left and %s last, without a forecast\n", of(n, "customer has", "customers have"), plural(n, "is", "are"))
	}
	if n := r.Totals.NoValue; t.value && n > 0 {
		fmt.Fprintf(w, "  %s no value: no model says what an order of theirs is worth\n", of(n, "customer has", "customers have"))
	}
	fmt.Fprintln(w)
}

// printPartners writes all partners.
func printPartners(w io.Writer, r *report) {
	if len(r.Partners) == 0 {
		return
	}
	fmt.Fprintf(w, "Partners: %s, by role and loyalty\n", "all "+count(len(r.Partners)))
	sum, _ := add(r.Partners) // one currency: there is no error
	t := newTable("partner", sum)
	role := relationship.PartyKind(0)
	for _, s := range r.Partners {
		if s.Role != role {
			role = s.Role
			t.add("", strings.ToUpper(role.String()))
		}
		t.party(s)
	}
	t.write(w)
	fmt.Fprintln(w)
}

// orDash writes what is there, and a dash for what is missing.
func orDash[T any](p *T, write func(T) string) string {
	if p == nil {
		return "–"
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
	g.note("stage", "where the relationship stands in its life cycle, and since when; -why shows the way there and what comes next")
	g.note("loyalty", "how strong it is, 0 to 10,000, between two bounds at 90 %: trust, satisfaction, value, communication and social bond, of equal weight. Of customers it says what they have had from us, of partners what we have had from them; orders do not count. 5,000 is what is believed of somebody unknown, and unrated what rests on too little")
	if r.Ranking != nil {
		g.note("segment", fmt.Sprintf("by how recent and how frequent orders are, each compared with all who buy, if there are %d", minBuyers))
	}
	g.note("order days", "days with an order not given back in full; several orders on one day count once")
	if r.Totals.Expected != nil {
		g.note("P(alive)", "chance that the customer is still one; 100 % for customers who came once, since to BG/NBD customers leave after a repeat order only. The stage goes by rules and days, this by a model: they may differ")
		g.add("expected", fmt.Sprintf("order days to come after %s until %s (%s)", s.AsOf, s.Until, s.Horizon))
	}
	if r.Totals.Value != nil {
		g.note("value", "expected × amount of an order, between own ones so far and everybody's, × margin "+short(100*s.Margin)+" %, "+discounting(r))
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
