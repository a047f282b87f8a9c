package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/relationship"
)

// timing is when an expected order counts as paid: at the instant it is expected.
const timing = clv.Continuous

// standing is one line of the ranking. What no model says is missing.
type standing struct {
	Rank     int                 `json:"rank"`
	Customer string              `json:"customer"`
	Days     int                 `json:"order_days"` // days with a purchase, after refunds
	LastSeen relationship.Date   `json:"last_seen"`
	PAlive   *float64            `json:"p_alive"`
	Expected *float64            `json:"expected_orders"`
	Spend    *float64            `json:"expected_spend"` // of one order
	Value    *relationship.Money `json:"value"`
}

// totals are sums over standings. Value is exact.
type totals struct {
	Customers int                 `json:"customers"`
	Days      int                 `json:"order_days"`
	Expected  *float64            `json:"expected_orders"`
	Value     *relationship.Money `json:"value"`
	// Revenue is what Value is before margin and discount.
	Revenue *float64 `json:"expected_revenue"`
	// NoValue counts the customers whom no model can value.
	NoValue int `json:"no_value"`
}

// scorer scores one customer after the other.
type scorer struct {
	models    models
	valuation clv.Valuation
	unit      relationship.Unit
	asOf      relationship.Date
	horizon   float64 // in the unit
	nothing   relationship.Money
}

// newScorer prepares to score the customers of a ledger.
func newScorer(book *ledger, m models) (*scorer, error) {
	opt, asOf, currency := book.opt, book.asOf(), book.currency
	valuation, err := clv.NewValuation(clv.ValueConfig{
		AsOf: asOf, Horizon: opt.horizon, Rate: opt.rate, Margin: opt.margin, Currency: currency, Timing: timing,
	})
	if err != nil {
		return nil, err
	}
	return &scorer{
		models: m, valuation: valuation, unit: opt.unit, asOf: asOf,
		horizon: opt.horizon.Count(opt.unit, asOf),
		nothing: relationship.MoneyFromMinor(0, currency),
	}, nil
}

// score scores a customer as of the as-of date.
func (s *scorer) score(c *customer) (standing, error) {
	got := standing{Customer: c.id, Days: c.all.PurchaseDays(), LastSeen: c.all.LastSeen()}
	record, err := clv.RecordOf(&c.all, s.unit, s.asOf)
	if errors.Is(err, clv.ErrNoPurchase) {
		// All was given back: nothing to go on, and nothing to expect.
		if s.models.hasSpend {
			got.Value = &s.nothing
		}
		return got, nil
	}
	if err != nil {
		return got, err
	}
	got.LastSeen, _ = c.all.Last()
	if !s.models.hasOrders {
		return got, nil
	}
	forecast, err := s.models.orders.Of(record)
	if err != nil {
		return got, err
	}
	got.PAlive = new(forecast.ProbAlive())
	got.Expected = new(forecast.ExpectedPurchases(s.horizon))

	spend, ok, err := s.spendOf(c)
	if err != nil || !ok {
		return got, err
	}
	value, err := s.valuation.Of(forecast, spend)
	if err != nil {
		return got, err
	}
	got.Spend, got.Value = &spend, &value.Amount
	return got, nil
}

// spendOf returns what an order of the customer is expected to be worth: between
// the mean of own orders and that of all customers, the nearer to the former the
// more own ones there are. It is not ok without a model, for who only had free
// orders after the first, and where the model has no mean to offer.
func (s *scorer) spendOf(c *customer) (spend float64, ok bool, err error) {
	if !s.models.hasSpend {
		return 0, false, nil
	}
	own, err := clv.SpendOf(&c.all, s.asOf, clv.SpendOptions{})
	if errors.Is(err, clv.ErrNotPositive) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, err
	}
	forecast, err := s.models.spend.Of(own)
	if err != nil {
		return 0, false, err
	}
	spend, ok = forecast.ExpectedSpend()
	return spend, ok, nil
}

// rank scores all customers of a ledger and sorts them: highest value first, and
// where values are equal or missing by expected orders, order days, the last of them and
// the id, so that no two runs differ. Who has nothing left after refunds is last.
func rank(book *ledger, m models) ([]standing, error) {
	s, err := newScorer(book, m)
	if err != nil {
		return nil, err
	}
	all := make([]standing, len(book.customers))
	for i, c := range book.customers {
		if all[i], err = s.score(c); err != nil {
			return nil, fmt.Errorf("customer %s: %w", clip(c.id), err)
		}
	}
	slices.SortFunc(all, func(a, b standing) int {
		return cmp.Or(
			cmp.Compare(min(b.Days, 1), min(a.Days, 1)),
			compareValues(b.Value, a.Value),
			compareFloats(b.Expected, a.Expected),
			cmp.Compare(b.Days, a.Days),
			b.LastSeen.Compare(a.LastSeen),
			strings.Compare(a.Customer, b.Customer),
		)
	})
	for i := range all {
		all[i].Rank = i + 1
	}
	return all, nil
}

// compareValues orders amounts of one currency; a missing one is the smallest.
func compareValues(a, b *relationship.Money) int {
	if a == nil || b == nil {
		return cmp.Compare(known(a), known(b))
	}
	order, _ := a.Cmp(*b) // one log, one currency: there is no error
	return order
}

// compareFloats orders numbers; a missing one is the smallest.
func compareFloats(a, b *float64) int {
	if a == nil || b == nil {
		return cmp.Compare(known(a), known(b))
	}
	return cmp.Compare(*a, *b)
}

// known is 1 for what is there and 0 for what is missing.
func known[T any](p *T) int {
	if p == nil {
		return 0
	}
	return 1
}

// add sums standings. A sum is missing where no standing has the number.
func add(standings []standing) (totals, error) {
	sum := totals{Customers: len(standings)}
	var values []relationship.Money
	for _, s := range standings {
		sum.Days += s.Days
		sum.Expected = plus(sum.Expected, s.Expected)
		if s.Spend != nil {
			sum.Revenue = plus(sum.Revenue, new(*s.Expected**s.Spend))
		}
		if s.Value == nil {
			sum.NoValue++
			continue
		}
		values = append(values, *s.Value)
	}
	if len(values) == 0 {
		return sum, nil
	}
	value, err := relationship.Sum(values...)
	sum.Value = &value
	return sum, err
}

// plus adds what is there.
func plus(sum, v *float64) *float64 {
	switch {
	case v == nil:
		return sum
	case sum == nil:
		return new(*v)
	}
	*sum += *v
	return sum
}
