package main

import (
	"fmt"
	"strings"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// scoreAll reads everyone by the same card.
func (b *base) scoreAll() (err error) {
	if b.model, _, err = loyalty.DefaultSupplierCard().Compile(); err != nil {
		return err
	}
	b.results = map[relationship.PartyID]loyalty.Result{}
	for _, s := range b.suppliers {
		if b.results[s.id], err = b.score(s); err != nil {
			return fmt.Errorf("%s: %w", s.id, err)
		}
	}
	return nil
}

// score reads the events of one supplier, and then what no event says: how steady the prices were, and how formal the agreements are.
func (b *base) score(s supplier) (loyalty.Result, error) {
	var state loyalty.State
	key, known := b.books[s.id]
	if !known {
		return b.withPrices(state, nil, s)
	}
	for e := range b.log.Of(key) {
		if err := b.model.Observe(&state, e); err != nil {
			return loyalty.Result{}, err
		}
	}
	open, err := b.log.Open(key)
	if err != nil {
		return loyalty.Result{}, err
	}
	formal, err := b.formality(key)
	if err != nil {
		return loyalty.Result{}, err
	}
	// What holds today is no sample, and so it counts as much as the card lets one thing count.
	item, err := loyalty.Graded(formal, b.model.Card().Policy.MaxWeight)
	if err != nil {
		return loyalty.Result{}, err
	}
	if err := b.model.ObserveEvidence(&state, loyalty.FactorFormality, item, b.asOf); err != nil {
		return loyalty.Result{}, err
	}
	return b.withPrices(state, open, s)
}

// formality says how far the agreements in force are written and complete. With whom there is no agreement, everything rests on the spoken
// word; left open, that would count as more than an oral agreement.
func (b *base) formality(key relationship.Key) (float64, error) {
	book, err := relationship.Agreements(b.log.Of(key))
	if err != nil {
		return 0, err
	}
	value, _, err := loyalty.Formality(book.All(), relationship.DateOf(b.asOf), loyalty.FormalityOptions{})
	return value, err // 0 if there is none
}

// halfSteady is which mean change of a price is half as good as none.
const halfSteady = 0.1

// withPrices adds how steady the prices were, one observation for each time they were set anew, and scores.
func (b *base) withPrices(state loyalty.State, open *relationship.Open, s supplier) (loyalty.Result, error) {
	steady, ok, err := loyalty.PriceStability(s.prices, loyalty.Stability{HalfAt: halfSteady})
	if err != nil {
		return loyalty.Result{}, err
	}
	if ok {
		item, err := loyalty.Graded(steady, float64(len(s.prices)-1))
		if err != nil {
			return loyalty.Result{}, err
		}
		if err := b.model.ObserveEvidence(&state, loyalty.FactorPriceStability, item, b.asOf); err != nil {
			return loyalty.Result{}, err
		}
	}
	return b.model.Score(state, open, b.asOf)
}

// cards tells how well everyone serves.
func cards(p *paper, b *base) error {
	p.heading("4. How well they serve: the supplier card, side by side")
	card := b.model.Card()
	p.prose("", `%d questions of equal weight: are deliveries on time, is quality good, are questions answered quickly, do prices hold, is what was agreed
written down, are promises kept. 100 is perfect. Each answer begins at %s and moves as far as there is evidence, which fades with the
months; "?" is less than %.1f observations, "–" none. "Surely" is where the score lies with a chance of %s %%.`, len(card.Factors),
		percent(card.Factors[0].Prior.Mean), card.MinMass, percent(card.Level))
	w := columnWidth(named(b.suppliers))
	p.line("\n  %s  on time  quality  answers  prices  written  promises  score  surely         band", pad("supplier", w))
	for _, s := range b.suppliers {
		r := b.results[s.id]
		cells := ""
		for i, l := range r.Lines() {
			if l.Kind == loyalty.LineFactor && i < len(factorWidths) {
				cells += fmt.Sprintf("%*s ", factorWidths[i], lineCell(l))
			}
		}
		around := r.Interval()
		p.line("  %s  %s %5d  %4d to %4d  %s", pad(string(s.id), w), cells, r.Points, around.Low, around.High, r.Band)
	}
	p.line("")
	p.prose("  ", `Counting are: the time of each delivery and promise against its date; our ratings of quality and how our complaints were settled; the time
of each reply; the prices of the table, of which a mean change of %s %% gives half; and the agreements in force today, of which an
oral one counts as none.`, percent(halfSteady))
	return troubles(p, b)
}

// factorWidths are the widths of the columns of the card's factors.
var factorWidths = [...]int{7, 8, 8, 7, 8, 9}

// lineCell writes what a factor counts as.
func lineCell(l loyalty.Line) string {
	switch {
	case l.Mass == 0:
		return "–"
	case l.Missing:
		return percent(l.Value) + "?"
	}
	return percent(l.Value)
}

// troubles tells what is open today, and counts more against them with each day.
func troubles(p *paper, b *base) error {
	for _, s := range b.suppliers {
		key, known := b.books[s.id]
		if !known {
			continue
		}
		open, err := b.log.Open(key)
		if err != nil {
			return err
		}
		risks, err := b.results[s.id].Risks(loyalty.Circumstances{Open: open})
		if err != nil {
			return err
		}
		var all []string
		for _, r := range risks {
			switch r.Code {
			case loyalty.RiskOverduePromise:
				all = append(all, fmt.Sprintf("promise %s is overdue by %.0f days", r.ID, r.Size))
			case loyalty.RiskOpenComplaint:
				all = append(all, fmt.Sprintf("complaint %s of severity %.1f is not settled", r.ID, r.Size))
			}
		}
		if len(all) > 0 {
			p.prose("  ", "Open today at %s: %s.", s.id, strings.Join(all, "; "))
		}
	}
	return nil
}
