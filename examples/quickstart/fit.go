package main

import (
	"fmt"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// minRepeaters is how many customers must have come back before four parameters
// are estimated from them.
const minRepeaters = 10

// models are the two fitted models. A log need not be enough for either.
type models struct {
	orders    btyd.BGNBD      // how often customers buy and when they stop
	spend     btyd.GammaGamma // what an order of theirs is worth
	hasOrders bool
	hasSpend  bool
}

// fitFacts says how the models were fitted.
type fitFacts struct {
	Orders *fit `json:"orders"`
	Spend  *fit `json:"spend"`
	// Missing says in words why a model is not there.
	Missing []string `json:"missing,omitempty"`
}

// fit is one fitted model.
type fit struct {
	Model         string      `json:"model"`
	Parameters    []parameter `json:"parameters"`
	LogLikelihood float64     `json:"log_likelihood"`
	Customers     int         `json:"customers"`
	DistinctRows  int         `json:"distinct_rows"`
	// LeftOut are customers who say nothing to the model: for BG/NBD those whose
	// every purchase was refunded, for Gamma-Gamma those whose later ones were free.
	LeftOut int `json:"left_out"`
	// Mean is the expected amount of an order, over all customers.
	Mean     *float64    `json:"population_mean,omitempty"`
	Status   btyd.Status `json:"status"`
	Warnings []string    `json:"warnings,omitempty"`
}

// parameter is one fitted number. StdErr is missing where the data do not say.
type parameter struct {
	Name   string   `json:"name"`
	Value  float64  `json:"value"`
	StdErr *float64 `json:"std_err"`
}

// fitModels fits both models to what the ledger knew on the day of the fit.
func fitModels(book *ledger, parties []*party) (models, fitFacts, error) {
	var m models
	var facts fitFacts
	if err := m.fitOrders(book, parties, &facts); err != nil {
		return m, facts, err
	}
	return m, facts, m.fitSpend(book, parties, &facts)
}

// fitOrders fits BG/NBD to the records of all who buy: x repeat purchases, the last of
// them at t_x, in a life of T so far. Customers with equal records share a row.
func (m *models) fitOrders(book *ledger, parties []*party, facts *fitFacts) error {
	rows, err := clv.RowsOf(fitted(parties), book.opt.unit, book.fitDay())
	if err != nil {
		return err
	}
	if n := repeaters(rows.Rows); n < minRepeaters {
		facts.Missing = append(facts.Missing, tooFew(n, "came back for a second order", book.opt.split, "a forecast"))
		return nil
	}
	got, err := btyd.FitBGNBD(rows.Rows, btyd.FitOptions{})
	if err != nil {
		return err
	}
	p := got.Model.Params()
	facts.Orders = newFit("BG/NBD", got.FitReport, rows.Customers, rows.NoPurchase,
		parameter{Name: "r", Value: p.R}, parameter{Name: "alpha", Value: p.Alpha}, parameter{Name: "a", Value: p.A}, parameter{Name: "b", Value: p.B})
	if errs, ok := got.StdErr(); ok {
		facts.Orders.setErrors(errs[:])
	}
	m.orders, m.hasOrders = got.Model, got.Status.Usable()
	if !m.hasOrders {
		facts.Missing = append(facts.Missing, "BG/NBD does not fit this log ("+facts.Orders.Status.String()+").")
	}
	return nil
}

// newFit takes from a model's report what readers are shown.
func newFit(model string, r btyd.FitReport, customers, leftOut int, parameters ...parameter) *fit {
	return &fit{
		Model:         model,
		Parameters:    parameters,
		LogLikelihood: r.LogLikelihood,
		Customers:     customers,
		DistinctRows:  r.Rows,
		LeftOut:       leftOut,
		Status:        r.Status,
		Warnings:      words(r.Warnings),
	}
}

// fitSpend fits Gamma-Gamma to the mean amounts of those who came back: a first
// order alone says too little about the next.
func (m *models) fitSpend(book *ledger, parties []*party, facts *fitFacts) error {
	if !m.hasOrders {
		return nil
	}
	rows, err := clv.SpendRowsOf(fitted(parties), book.fitDay(), clv.SpendOptions{})
	if err != nil {
		return err
	}
	if rows.Customers < minRepeaters {
		facts.Missing = append(facts.Missing, tooFew(rows.Customers, "paid for a second order", book.opt.split, "a value"))
		return nil
	}
	got, err := btyd.FitGammaGamma(rows.Rows, btyd.FitOptions{})
	if err != nil {
		return err
	}
	p := got.Model.Params()
	facts.Spend = newFit("Gamma-Gamma", got.FitReport, rows.Customers, rows.NotPositive,
		parameter{Name: "p", Value: p.P}, parameter{Name: "q", Value: p.Q}, parameter{Name: "gamma", Value: p.Gamma})
	if errs, ok := got.StdErr(); ok {
		facts.Spend.setErrors(errs[:])
	}
	m.spend, m.hasSpend = got.Model, got.Status.Usable()
	if !m.hasSpend {
		facts.Missing = append(facts.Missing, "Gamma-Gamma does not fit this log ("+facts.Spend.Status.String()+"), so there is no value.")
		return nil
	}
	if mean, ok := got.Model.PopulationMean(); ok {
		facts.Spend.Mean = &mean
	} else {
		facts.Missing = append(facts.Missing,
			"The mean amount over all customers does not exist (q <= 1), so who came once has no value.")
	}
	return nil
}

// tooFew says that n customers who did something, up to a split if there is one,
// are not enough for what is wanted.
func tooFew(n int, did string, split relationship.Date, wanted string) string {
	who := "Only " + of(n, "customer", "customers")
	if n == 0 {
		who = "No customer"
	}
	if !split.IsZero() {
		did += " up to " + split.String()
	}
	return fmt.Sprintf("%s %s; %s needs %d.", who, did, wanted, minRepeaters)
}

// setErrors puts a standard error beside each parameter.
func (f *fit) setErrors(errs []float64) {
	for i := range f.Parameters {
		f.Parameters[i].StdErr = &errs[i]
	}
}

// repeaters counts the customers with more than one purchase.
func repeaters(rows []btyd.Row) int {
	n := 0
	for _, row := range rows {
		if row.Repeats > 0 {
			n += int(row.Weight)
		}
	}
	return n
}

// words returns the texts of warnings.
func words(warnings []btyd.Warning) []string {
	var texts []string
	for _, w := range warnings {
		texts = append(texts, w.String())
	}
	return texts
}
