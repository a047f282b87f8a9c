package main

import (
	"errors"
	"fmt"
	"maps"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// The terms on which the demonstration values its customers.
const (
	horizonTerm = "1y"
	rateTerm    = "10%/year"
	marginTerm  = 0.30
)

// fit learns the models from a whole base. It is the only place in this program
// that looks at more than one relationship, it runs once, and no request waits for
// it. Afterwards the base is not needed any more.
func fit(base []relationship.Event, asOf relationship.Date, currency relationship.Currency) (*models, error) {
	summaries, err := relationship.Summarize(events(base))
	if err != nil {
		return nil, err
	}
	// The order of a map does not matter: a fit is the same to the bit for any order of its rows.
	rows, err := clv.RowsOf(maps.Values(summaries), relationship.Week, asOf)
	if err != nil {
		return nil, err
	}
	orders, err := btyd.FitBGNBD(rows.Rows, btyd.FitOptions{})
	if err != nil {
		return nil, err
	}
	amounts, err := clv.SpendRowsOf(maps.Values(summaries), asOf, clv.SpendOptions{})
	if err != nil {
		return nil, err
	}
	spend, err := btyd.FitGammaGamma(amounts.Rows, btyd.FitOptions{})
	if err != nil {
		return nil, err
	}
	// What cannot be relied on is not stored: a service is better off with the models of last month.
	if !orders.Status.Usable() || !spend.Status.Usable() {
		return nil, fmt.Errorf("fit: orders %v, spend %v: want both usable", orders.Status, spend.Status)
	}
	scorer, _, err := segment.Quantile(segment.RFMsOf(maps.Values(summaries), segment.RFMOptions{AsOf: asOf}), segment.QuantileOptions{})
	if err != nil {
		return nil, err
	}
	horizon, err1 := relationship.ParsePeriod(horizonTerm)
	rate, err2 := relationship.ParseRate(rateTerm)
	if err := errors.Join(err1, err2); err != nil {
		return nil, err
	}
	return &models{
		Version: modelsVersion, AsOf: asOf, Orders: orders.Model, Spend: spend.Model, Scorer: scorer,
		Valuation: valuation{Horizon: horizon, Rate: rate, Margin: marginTerm, Currency: currency},
		Cards:     cards{card{loyalty.DefaultCustomerCard()}, card{partnerCard()}},
		Policies:  policies{lifecycle.CustomerPolicy{}, lifecycle.PartnerPolicy{}},
	}, nil
}

// partnerCard is the default card with one more factor. Commitment weighs nothing
// in the score, for it is what comes of the others; the last stage of a partnership
// asks for it.
func partnerCard() loyalty.Card {
	c := loyalty.DefaultPartnerCard()
	commitment := c.Factors[0]
	c.ID, commitment.ID, commitment.Weight = "partner-commitment", "commitment", 0
	c.Factors = append(c.Factors, commitment)
	c.Policy.Rules = append(c.Policy.Rules, loyalty.Rule{
		Event: relationship.EventRating, About: relationship.AspectCommitment, Factor: commitment.ID, Weight: 1,
	})
	return c
}
