package main

import (
	"errors"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/relationship"
)

// report is all that a run finds out about a log. The table, the CSV and the JSON output are
// three ways to write it; its field names are those of the JSON.
type report struct {
	Log      logFacts   `json:"log"`
	Warnings []string   `json:"warnings"` // what is odd about the log
	BadLines badFacts   `json:"bad_lines"`
	Settings settings   `json:"settings"`
	Fit      fitFacts   `json:"fit"`
	Holdout  *holdout   `json:"holdout,omitempty"`
	Ranking  []standing `json:"ranking"`
	Totals   totals     `json:"totals"`
	Partners []standing `json:"partners"`
	Why      []why      `json:"why,omitempty"`
	// Shown are the totals of the lines in Ranking, which -top may cut short.
	Shown totals `json:"shown"`
}

// logFacts says what was in the log. Lines = Orders + Refunds + Others + Again + Bad + Blank.
type logFacts struct {
	Files   []string `json:"files"`
	Lines   int      `json:"lines"`
	Orders  int      `json:"orders"`
	Refunds int      `json:"refunds"`
	Others  int      `json:"other_events"`
	Again   int      `json:"repeated_lines"` // an event that is in the log already
	Bad     int      `json:"bad"`
	Blank   int      `json:"blank"`

	Columns *columnFacts `json:"columns,omitempty"` // of a log of orders

	First relationship.Date `json:"first_date"`
	Last  relationship.Date `json:"last_date"`

	Customers   int `json:"customers"`
	Repeaters   int `json:"repeaters"`    // bought on more than one day
	NothingLeft int `json:"nothing_left"` // all orders were given back
	Partners    int `json:"partners"`
	Sellers     int `json:"partners_who_buy"`

	Gross    relationship.Money `json:"gross"`
	Refunded relationship.Money `json:"refunded"`
	Net      relationship.Money `json:"net"`

	Bought *relationship.Money `json:"bought,omitempty"` // by us, less what we got back
}

// badFacts counts the bad lines by reason, and lists them in the order of the log.
type badFacts struct {
	Count    int            `json:"count"`
	ByReason map[string]int `json:"by_reason"`
	Lines    []badLine      `json:"lines"`
}

// badLine is one bad line.
type badLine struct {
	File   string `json:"file"`
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
func newReport(book *ledger, parties []*party) (*report, error) {
	opt, asOf := book.opt, book.asOf()
	r := &report{
		Log: logFacts{
			Files: book.files, Lines: book.lines, Orders: book.sales, Refunds: book.returns, Others: book.others, Again: book.again,
			Bad: book.bad.total(), Blank: book.blank, Columns: book.columns, First: book.days.first, Last: book.days.last,
		},
		Warnings: book.warnings(),
		BadLines: badFacts{Count: book.bad.total(), ByReason: map[string]int{}, Lines: []badLine{}},
		Settings: settings{
			Unit: opt.unit, AsOf: asOf, Split: opt.split,
			Horizon: opt.horizon, Until: opt.horizon.End(asOf),
			Rate: opt.rate.String(), Annual: opt.rate.Annual(), Margin: opt.margin, Timing: timing, Currency: book.money(),
		},
	}
	for why, n := range book.bad.counts {
		if n > 0 {
			r.BadLines.ByReason[reason(why).String()] = n
		}
	}
	for _, f := range book.bad.all {
		r.BadLines.Lines = append(r.BadLines.Lines, badLine{book.files[f.file], f.line, f.reason.String(), f.text})
	}
	return r, r.Log.count(parties)
}

// count says who is in the log, and what was paid.
func (l *logFacts) count(parties []*party) error {
	var gross, refunded, bought []relationship.Money
	for _, p := range parties {
		switch days := p.all.PurchaseDays(); {
		case !p.isCustomer():
			l.Partners++
		case days == 0 && !p.all.IsZero():
			l.Customers++
			l.NothingLeft++
		case days > 1:
			l.Customers++
			l.Repeaters++
		default:
			l.Customers++
		}
		if p.buys() {
			if !p.isCustomer() {
				l.Sellers++
			}
			gross, refunded = append(gross, p.all.Gross()), append(refunded, p.all.Refunded())
		} else if !p.all.IsZero() {
			bought = append(bought, p.all.Net())
		}
	}
	var errs [4]error
	l.Gross, errs[0] = relationship.Sum(gross...)
	l.Refunded, errs[1] = relationship.Sum(refunded...)
	l.Net, errs[2] = l.Gross.Sub(l.Refunded)
	if bought != nil {
		var sum relationship.Money
		sum, errs[3] = relationship.Sum(bought...)
		l.Bought = &sum
	}
	return errors.Join(errs[:]...)
}

// setRankings scores the parties: of the customers it keeps the first, with the
// totals of all.
func (r *report) setRankings(book *ledger, all []profiled) error {
	customers, partners := rank(all)
	var err error
	if r.Totals, err = add(customers); err != nil {
		return err
	}
	r.Ranking, r.Partners = customers, partners
	if top := book.opt.top; top > 0 && top < len(customers) {
		r.Ranking = customers[:top]
	}
	r.Shown, err = add(r.Ranking)
	return err
}
