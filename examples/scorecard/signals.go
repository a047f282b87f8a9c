package main

import (
	"errors"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// The two factors that no event speaks of by itself.
const (
	price loyalty.FactorID = "price"
	ties  loyalty.FactorID = "ties"
)

// priceCurve says what a price index is worth. 100 is what the subscriber paid at first; a tenth more costs less goodwill than the second
// tenth. Between the knots the value runs straight, so that no cent decides everything.
func priceCurve() loyalty.Curve {
	return loyalty.Curve{{At: 90, Value: 1}, {At: 100, Value: 0.8}, {At: 110, Value: 0.55}, {At: 125, Value: 0.1}}
}

// halfTies is how many referrals and informal contacts within a year are worth a half; each one more is worth less than the one before.
const halfTies = 2

// sure is what a measure weighs: as much as eight observations, as it is known and not guessed.
const sure = 8

// priceIndex is the last price over the first, times 100; false where nothing was bought yet. A price that is measured like this has
// left the books: it is evidence, and a float64 will do.
func priceIndex(events []relationship.Event) (index float64, ok bool) {
	var first, last relationship.Money
	for _, e := range events {
		if p, is := e.(relationship.Purchase); is && p.Amount().Sign() > 0 {
			if last = p.Amount(); first.IsZero() {
				first = last
			}
		}
	}
	if first.IsZero() || first.Currency() != last.Currency() {
		return 0, false
	}
	return 100 * last.Estimate() / first.Estimate(), true
}

// tieCount counts their referrals, and informal contacts of either side, in the year before an instant.
func tieCount(events []relationship.Event, at time.Time) (n int) {
	year := at.AddDate(-1, 0, 0)
	for _, e := range events {
		if !e.At().After(year) {
			continue
		}
		switch e := e.(type) {
		case relationship.Referral:
			n++
		case relationship.Contact:
			if e.Informal() {
				n++
			}
		}
	}
	return n
}

// measure adds what was measured to a state that is about to be scored, as of that instant. It goes into a copy: what is measured anew
// each time must not pile up.
func measure(model *loyalty.Model, state *loyalty.State, events []relationship.Event, at time.Time) error {
	index, bought := priceIndex(events)
	for _, f := range model.Card().Factors {
		var value float64
		var err error
		switch {
		case f.ID == price && bought:
			value, err = priceCurve().Of(index)
		case f.ID == ties:
			value, err = loyalty.Saturating(float64(tieCount(events, at)), halfTies)
		default:
			continue
		}
		item, err2 := loyalty.Graded(value, sure)
		if err := errors.Join(err, err2); err != nil {
			return err
		}
		if err := model.ObserveEvidence(state, f.ID, item, at); err != nil {
			return err
		}
	}
	return nil
}
