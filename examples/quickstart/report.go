package main

import (
	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/relationship"
)

// report is all that a run finds out. The table, the CSV and the JSON output are
// three ways to write it; its field names are those of the JSON.
type report struct {
	Source   string     `json:"source"`
	Log      logFacts   `json:"log"`
	Warnings []string   `json:"warnings"` // what is odd about the log
	BadLines badFacts   `json:"bad_lines"`
	Settings settings   `json:"settings"`
	Fit      fitFacts   `json:"fit"`
	Holdout  *holdout   `json:"holdout,omitempty"`
	Ranking  []standing `json:"ranking"`
	Totals   totals     `json:"totals"`
	// Shown are the totals of the lines in Ranking, which -top may cut short.
	Shown totals `json:"shown"`
}

// logFacts says what was in the log. Lines = Orders + Refunds + Bad + Blank.
type logFacts struct {
	Lines   int `json:"lines"`
	Orders  int `json:"orders"`
	Refunds int `json:"refunds"`
	Bad     int `json:"bad"`
	Blank   int `json:"blank"`

	Columns columnFacts `json:"columns"`

	First relationship.Date `json:"first_date"`
	Last  relationship.Date `json:"last_date"`

	Customers   int `json:"customers"`
	Repeaters   int `json:"repeaters"`    // bought on more than one day
	NothingLeft int `json:"nothing_left"` // all orders were given back

	Gross    relationship.Money `json:"gross"`
	Refunded relationship.Money `json:"refunded"`
	Net      relationship.Money `json:"net"`

	Milliseconds float64 `json:"milliseconds"`
}

// badFacts counts the bad lines by reason, and lists them in the order of the log.
type badFacts struct {
	Count    int            `json:"count"`
	ByReason map[string]int `json:"by_reason"`
	Lines    []badLine      `json:"lines"`
}

// badLine is one bad line.
type badLine struct {
	Line   int    `json:"line"`
	Reason string `json:"reason"`
	Text   string `json:"text"`
}

// settings says what the scores stand for.
type settings struct {
	Unit     relationship.Unit     `json:"unit"`
	AsOf     relationship.Date     `json:"as_of"`
	Split    relationship.Date     `json:"split,omitzero"`
	Horizon  relationship.Period   `json:"horizon"`
	Until    relationship.Date     `json:"until"`
	Rate     string                `json:"rate"`
	Annual   float64               `json:"annual_rate"` // the same as a share a year
	Margin   float64               `json:"margin"`
	Timing   clv.Timing            `json:"timing"`
	Currency relationship.Currency `json:"currency"`
}

// newReport starts a report with what the ledger says.
func newReport(book *ledger) (*report, error) {
	opt, asOf := book.opt, book.asOf()
	r := &report{
		Source: book.name,
		Log: logFacts{
			Lines: book.lines, Orders: book.sales, Refunds: book.returns, Bad: book.bad.total(), Blank: book.blank,
			Columns: book.columns, First: book.days.first, Last: book.days.last, Customers: len(book.customers),
		},
		Warnings: book.warnings(),
		BadLines: badFacts{Count: book.bad.total(), ByReason: map[string]int{}, Lines: []badLine{}},
		Settings: settings{
			Unit: opt.unit, AsOf: asOf, Split: opt.split,
			Horizon: opt.horizon, Until: opt.horizon.End(asOf),
			Rate: opt.rate.String(), Annual: opt.rate.Annual(), Margin: opt.margin, Timing: timing, Currency: book.currency,
		},
	}
	for why, n := range book.bad.counts {
		if n > 0 {
			r.BadLines.ByReason[reason(why).String()] = n
		}
	}
	for _, f := range book.bad.all {
		r.BadLines.Lines = append(r.BadLines.Lines, badLine{f.line, f.reason.String(), f.text})
	}

	gross := make([]relationship.Money, len(book.customers))
	refunded := make([]relationship.Money, len(book.customers))
	for i, c := range book.customers {
		gross[i], refunded[i] = c.all.Gross(), c.all.Refunded()
		switch days := c.all.PurchaseDays(); {
		case days == 0:
			r.Log.NothingLeft++
		case days > 1:
			r.Log.Repeaters++
		}
	}
	var err error
	if r.Log.Gross, err = relationship.Sum(gross...); err != nil {
		return nil, err
	}
	if r.Log.Refunded, err = relationship.Sum(refunded...); err != nil {
		return nil, err
	}
	r.Log.Net, err = r.Log.Gross.Sub(r.Log.Refunded)
	return r, err
}

// setRanking scores the customers and keeps the first of them, with the totals of
// all.
func (r *report) setRanking(book *ledger, m models) error {
	all, err := rank(book, m)
	if err != nil {
		return err
	}
	if r.Totals, err = add(all); err != nil {
		return err
	}
	r.Ranking = all
	if top := book.opt.top; top > 0 && top < len(all) {
		r.Ranking = all[:top]
	}
	r.Shown, err = add(r.Ranking)
	return err
}
