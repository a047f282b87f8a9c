package main

import (
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// editions are the card in the course of time: the library's supplier card, and from May 2026 on the same with promises weighing double.
// A score is always read by the edition that is in force.
func editions() (loyalty.Timeline, error) {
	first := loyalty.DefaultSupplierCard()
	second := loyalty.DefaultSupplierCard()
	second.Version++
	for i := range second.Factors {
		if second.Factors[i].ID == loyalty.FactorPromises {
			second.Factors[i].Weight *= 2
		}
	}
	return loyalty.NewTimeline([]loyalty.Edition{
		{From: beginning(), Card: first},
		{From: time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), Card: second},
	})
}

// beginning is before all that is told: the zero time is no instant to the library.
func beginning() time.Time { return time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC) }

// reading is what is known of one supplier at an instant.
type reading struct {
	model  *loyalty.Model
	state  loyalty.State // the events, and the measures that hold at the instant
	open   *relationship.Open
	asOf   time.Time
	result loyalty.Result
	has    measures
}

// side is the reading as one end of a change.
func (r reading) side() loyalty.Side {
	return loyalty.Side{Model: r.model, State: r.state, Open: r.open, AsOf: r.asOf}
}

// measures hold at an instant, and are no events: how formal the agreements are, and how steady the prices were in a year.
type measures struct {
	formality, formalMass float64
	hasFormality          bool
	prices, priceMass     float64
	hasPrices             bool
}

// read scores a supplier by what had happened until an instant.
func (d *desk) read(key relationship.Key, asOf time.Time) (r reading, err error) {
	r.asOf = asOf
	var ok bool
	if r.model, ok = d.cards.At(asOf); !ok {
		return r, fmt.Errorf("no card is in force on %s", date(asOf))
	}
	log := d.log.Until(asOf)
	events, err := observe(r.model, aboutFirm(log.Of(key)))
	if err != nil {
		return r, err
	}
	if r.has, err = d.measure(log.Of(key), r.model, asOf); err != nil {
		return r, err
	}
	r.state = events // a copy: what is put in here is evidence of this instant alone
	if err := r.has.add(&r.state, r.model, asOf); err != nil {
		return r, err
	}
	if r.open, err = log.Open(key); err != nil {
		return r, err
	}
	r.result, err = r.model.Score(r.state, r.open, asOf)
	return r, err
}

// observe takes events in.
func observe(model *loyalty.Model, events iter.Seq[relationship.Event]) (loyalty.State, error) {
	var state loyalty.State
	for e := range events {
		if err := model.Observe(&state, e); err != nil {
			return state, err
		}
	}
	return state, nil
}

// measure reads what holds at an instant.
func (d *desk) measure(events iter.Seq[relationship.Event], model *loyalty.Model, asOf time.Time) (m measures, err error) {
	book, err := relationship.Agreements(events)
	if err != nil {
		return m, err
	}
	m.formality, m.hasFormality, err = loyalty.Formality(book.All(), relationship.DateOf(asOf), loyalty.FormalityOptions{})
	if err != nil {
		return m, err
	}
	limit := model.Card().Policy.MaxWeight
	m.formalMass = limit // what is in force is certain: as much as one item may weigh
	if !d.oneThing {
		return m, nil
	}
	var prices []relationship.Money
	for e := range events {
		if e, ok := e.(relationship.Purchase); ok && e.At().After(asOf.AddDate(-1, 0, 0)) {
			prices = append(prices, e.Amount())
		}
	}
	m.prices, m.hasPrices, err = loyalty.PriceStability(prices, loyalty.Stability{})
	m.priceMass = min(limit, float64(len(prices)-1)) // one piece of evidence for each step from one price to the next
	return m, err
}

// add puts the measures into a state, as evidence of the instant.
func (m measures) add(state *loyalty.State, model *loyalty.Model, asOf time.Time) error {
	for _, x := range []struct {
		factor      loyalty.FactorID
		value, mass float64
		known       bool
	}{
		{loyalty.FactorFormality, m.formality, m.formalMass, m.hasFormality},
		{loyalty.FactorPriceStability, m.prices, m.priceMass, m.hasPrices},
	} {
		if !x.known {
			continue
		}
		item, err := loyalty.Graded(x.value, x.mass)
		if err != nil {
			return err
		}
		if err := model.ObserveEvidence(state, x.factor, item, asOf); err != nil {
			return err
		}
	}
	return nil
}

// aboutStaff reports whether an event is a rating of the people. A rating does not say so; whoever asked has to, here by its id.
func aboutStaff(e relationship.Event) (relationship.Rating, bool) {
	r, ok := e.(relationship.Rating)
	return r, ok && strings.HasPrefix(string(r.ID()), "staff-")
}

// aboutFirm leaves out the ratings of the people.
func aboutFirm(events iter.Seq[relationship.Event]) iter.Seq[relationship.Event] {
	return func(yield func(relationship.Event) bool) {
		for e := range events {
			if _, staff := aboutStaff(e); !staff && !yield(e) {
				return
			}
		}
	}
}
