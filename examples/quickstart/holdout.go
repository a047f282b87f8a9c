package main

import (
	"errors"
	"math"
	"strconv"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/relationship"
)

// holdout holds what the model predicted on the day of -split against what came.
type holdout struct {
	From   relationship.Date `json:"from"` // the split: the last day the model saw
	To     relationship.Date `json:"to"`
	Length float64           `json:"length"` // in the unit
	Groups []holdoutGroup    `json:"groups"`
	Total  holdoutGroup      `json:"total"`
	// Deviation is how far the prediction was from what came, as a share of it:
	// -0.1 is 10 % below. It is missing if nothing came.
	Deviation *float64 `json:"deviation"`
}

// holdoutGroup is the customers with one number of earlier repeat purchases.
type holdoutGroup struct {
	Repeats   string  `json:"repeats"`
	Customers int     `json:"customers"`
	Predicted float64 `json:"predicted"`
	Actual    int     `json:"actual"`
}

// maxGroup is the number of repeats from which on customers share a group.
const maxGroup = 7

// newHoldout compares. Only customers who had bought by the split take part; what
// they bought after it is counted in days, after all refunds, as the model counts.
func newHoldout(book *ledger, parties []*party, m models) (*holdout, error) {
	split, asOf, unit := book.opt.split, book.asOf(), book.opt.unit
	h := &holdout{From: split, To: asOf, Length: unit.BetweenDates(split, asOf), Total: holdoutGroup{Repeats: "all"}}
	for x := range maxGroup + 1 {
		h.Groups = append(h.Groups, holdoutGroup{Repeats: strconv.Itoa(x)})
	}
	h.Groups[maxGroup].Repeats += "+"

	for _, p := range parties {
		if !p.buys() || p.known.IsZero() {
			continue // not yet a customer on that day
		}
		record, err := clv.RecordOf(p.known, unit, split)
		if errors.Is(err, clv.ErrNoPurchase) {
			continue
		}
		if err != nil {
			return nil, err
		}
		forecast, err := m.orders.Of(record)
		if err != nil {
			return nil, err
		}
		group := &h.Groups[min(record.Repeats, maxGroup)]
		predicted, actual := forecast.ExpectedPurchases(h.Length), purchaseDaysAfter(p.all, split)
		for _, g := range []*holdoutGroup{group, &h.Total} {
			g.Customers++
			g.Predicted += predicted
			g.Actual += actual
		}
	}
	h.conclude()
	return h, nil
}

// conclude compares the totals.
func (h *holdout) conclude() {
	if came := float64(h.Total.Actual); came > 0 {
		h.Deviation = new((h.Total.Predicted - came) / came)
	}
}

// purchaseDaysAfter counts the days after split on which something was bought and
// kept.
func purchaseDaysAfter(s *relationship.Summary, split relationship.Date) int {
	n := 0
	for day := range s.Days() {
		if day.Date.After(split) && day.IsPurchase() {
			n++
		}
	}
	return n
}

// verdict is the last line of the comparison.
func (h *holdout) verdict() string {
	if h.Deviation == nil {
		return "nothing came"
	}
	share := percent(math.Abs(*h.Deviation))
	switch {
	case share == percent(0):
		return "predicted within 0.1 % of what came"
	case *h.Deviation < 0:
		return "predicted " + share + " below what came"
	default:
		return "predicted " + share + " above what came"
	}
}
