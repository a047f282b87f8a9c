package main

import (
	"fmt"
	"io"

	"github.com/rapport-go/rapport/loyalty"
)

// why explains one line of the tables.
type why struct {
	standing
	Path []string  `json:"path"`           // how it came to its stage
	Next string    `json:"next,omitempty"` // what time alone will do
	Open []pending `json:"open"`
	// Card names the loyalty card; Prior is the score without any evidence, and Lines
	// sum to the score, their effects to its difference from the prior.
	Card     string  `json:"card"`
	Prior    int     `json:"prior"`
	Coverage float64 `json:"coverage"`
	Lines    []part  `json:"lines"`
	Risks    []part  `json:"risks"` // what pulls the score down, the worst first
	// Grid says why it is in its segment.
	Grid []string `json:"segment_reasons,omitempty"`
	// Factors are the factors of the value, whose product it is.
	Factors *factors `json:"factors,omitempty"`
}

// part is one line of a loyalty score.
type part struct {
	Factor    string  `json:"factor"`
	Points    int     `json:"points"`
	Effect    int     `json:"effect"`
	Potential int     `json:"potential"`
	Mass      float64 `json:"evidence"` // in observations, faded
	Missing   bool    `json:"missing"`
}

// factors multiply to a value: P(alive) × rate × exposure are the expected orders,
// discount is what is left of them, and spend × margin is what each brings.
type factors struct {
	PAlive   float64  `json:"p_alive"`
	Rate     float64  `json:"rate"`
	Exposure float64  `json:"exposure"`
	Expected float64  `json:"expected_orders"`
	Discount *float64 `json:"discount,omitempty"`
	Spend    *float64 `json:"spend,omitempty"`
	Margin   *float64 `json:"margin,omitempty"`
}

// explain finds the party of -why, in every role it has.
func explain(book *ledger, all []profiled) ([]why, error) {
	var found []why
	for _, p := range all {
		if p.profile != nil {
			found = append(found, whyOf(book, p))
		}
	}
	if found == nil {
		return nil, fmt.Errorf("-why %s: nobody in the log is called so", clip(book.opt.why))
	}
	return found, nil
}

// whyOf explains one line.
func whyOf(book *ledger, p profiled) why {
	got := why{standing: p.line, Path: []string{}}
	for _, move := range p.profile.Path {
		got.Path = append(got.Path, move.String())
	}
	if p.profile.Next != nil {
		got.Next = p.profile.Next.String()
	}
	got.Open = pendings(&p.profile.Open, book.now())
	score := p.profile.Loyalty
	got.Card = fmt.Sprintf("%s %d, %.8s", score.Stamp.Card, score.Stamp.Version, score.Stamp.Hash)
	got.Prior, got.Coverage = score.Prior, score.Coverage
	got.Lines, got.Risks = parts(score.Lines()), parts(score.TopRisks(3))
	if p.line.Segment != "" {
		got.Grid = append(got.Grid, p.profile.Segment.Rule)
		for _, r := range p.profile.Segment.Reasons {
			got.Grid = append(got.Grid, r.String())
		}
	}
	if p.line.Expected == nil {
		return got
	}
	why := p.profile.Worth.Forecast.Explain(book.opt.horizon.Count(book.opt.unit, book.asOf()))
	got.Factors = &factors{PAlive: why.ProbAlive, Rate: why.Rate, Exposure: why.Exposure, Expected: *p.line.Expected}
	if v := p.profile.Worth.Value; p.profile.Worth.Valued {
		got.Factors.Discount, got.Factors.Spend, got.Factors.Margin = new(v.Discounted/v.Purchases), &v.Spend, &v.Margin
	}
	return got
}

// parts takes the numbers out of the lines of a score. Factors without weight are
// not part of it.
func parts(lines []loyalty.Line) []part {
	found := []part{}
	for _, l := range lines {
		if l.Weight > 0 || l.Kind == loyalty.LineGate {
			found = append(found, part{string(l.Factor), l.Points, l.Effect, l.Potential, l.Mass, l.Missing})
		}
	}
	return found
}

// printWhy writes the explanation of one party.
func printWhy(w io.Writer, r *report, y why) {
	fmt.Fprintf(w, "%s, %s, as of %s\n\n", y.Party, y.Role, r.Settings.AsOf)
	fmt.Fprintf(w, "Where it stands: %s since %s\n", y.Stage, y.Since)
	for _, move := range y.Path {
		fmt.Fprintf(w, "  %s\n", move)
	}
	if y.Next != "" {
		fmt.Fprintf(w, "  if nothing happens: %s\n", y.Next)
	}

	fmt.Fprintf(w, "\nHow strong it is: %s of 10,000, %s (%s to %s), by card %s\n",
		count(y.Loyalty.Score), y.Loyalty.Band, count(y.Loyalty.Low), count(y.Loyalty.High), y.Card)
	g := grid{align: "lrrrr"}
	g.add("factor", "points", "by evidence", "could add", "evidence")
	sum, effect := 0, 0
	for _, l := range y.Lines {
		evidence := fixed(l.Mass, 1)
		if l.Missing {
			evidence += " (too little)"
		}
		g.add(label(l.Factor), count(l.Points), signed(l.Effect), count(l.Potential), evidence)
		sum, effect = sum+l.Points, effect+l.Effect
	}
	g.add()
	g.add("score", count(sum), signed(effect), "", percent(y.Coverage)+" covered")
	g.write(w)
	fmt.Fprintf(w, "  without evidence it would be %s\n", count(y.Prior))
	for i, l := range y.Risks {
		fmt.Fprintf(w, "  %s %s takes %s off\n", []string{"pulled down by:", "               "}[min(i, 1)], label(l.Factor), count(-l.Effect))
	}

	printOpen(w, y.Open)

	fmt.Fprintln(w)
	switch {
	case y.Grid == nil && y.Factors == nil:
		fmt.Fprintf(w, "No segment, no forecast: %s\n", y.Reason)
		return
	case y.Grid == nil:
		fmt.Fprintf(w, "No segment: fewer than %d buy\n\n", minBuyers)
	default:
		fmt.Fprintf(w, "Which group it is in: %s, by %s\n", y.Segment, y.Grid[0])
		for _, reason := range y.Grid[1:] {
			fmt.Fprintf(w, "  %s\n", reason)
		}
		fmt.Fprintln(w)
	}
	printFactors(w, r, y)
}

// printFactors writes what the value is the product of.
func printFactors(w io.Writer, r *report, y why) {
	f, s := y.Factors, r.Settings
	if f == nil {
		fmt.Fprintf(w, "No forecast: %s\n", y.Reason)
		return
	}
	if y.Value == nil {
		fmt.Fprintln(w, "What it is worth: no model says")
	} else {
		fmt.Fprintf(w, "What it is worth until %s: %s\n", s.Until, moneyWithCode(*y.Value))
	}
	g := grid{align: "lrl"}
	g.add("P(alive)", fixed(f.PAlive, 4), "chance that the customer is still one")
	g.add("× rate", fixed(f.Rate, 4), fmt.Sprintf("orders a %s while one", s.Unit))
	g.add("× exposure", fixed(f.Exposure, 2), fmt.Sprintf("%ss of being one, of %s", s.Unit, fixed(s.Horizon.Count(s.Unit, s.AsOf), 2)))
	g.add("= orders", fixed(f.Expected, 4), "expected")
	if f.Spend != nil {
		g.add("× discount", fixed(*f.Discount, 4), discountText(s))
		g.add("× per order", amount(*f.Spend, s.Currency), "between own orders so far and everybody's")
		g.add("× margin", short(*f.Margin), "what is kept of it")
		g.add("= value", money(*y.Value), "")
	}
	g.write(w)
}

// discountText says what the discount is.
func discountText(s settings) string {
	if s.Annual == 0 {
		return "none"
	}
	return "at " + short(100*s.Annual) + " % a year"
}

// signed writes a whole number with its sign.
func signed(n int) string {
	if n > 0 {
		return "+" + count(n)
	}
	return count(n)
}

// label names a factor so that it is not taken for the value of the customer.
func label(factor string) string {
	if factor == string(loyalty.Value) {
		return "worth its price"
	}
	return factor
}
