package main

import (
	"fmt"
	"slices"

	"github.com/rapport-go/rapport/lifecycle/markov"
	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// quarters is how many there are in the two years.
const quarters = 8

// holder is a policyholder with what comes of the rows.
type holder struct {
	*customer
	// margin and cost are those of each quarter of the two years.
	margin, cost [quarters]relationship.Money
	// account is that of the year looked at, and contribution its margin less its cost to serve.
	account      segment.Account
	contribution relationship.Money
	// attributes, target and desired say which segment the holder is in.
	attributes segment.Attributes
	target     string
	desired    bool
}

// base is the insurer in the two years.
type base struct {
	opt              options
	*tables          // what was read
	year             int
	first, mid, last relationship.Date // the first day, the first day of the second year, the last day
	holders          []*holder
	byTarget         segment.Targets[string]
	usage            [quarters][]segment.CostUsage
	years            map[string]float64 // that customers of an origin are expected to stay, discounted
	plans            segment.RollUp[string]
}

// newBase makes accounts of rows.
func newBase(opt options, t *tables) (*base, error) {
	b := &base{opt: opt, tables: t, year: opt.year}
	if b.year == 0 {
		b.year, _, _ = t.lastDay.Civil()
	}
	if b.year < 2 || b.year > 9998 {
		return nil, fmt.Errorf("the ledger ends on %v: want a day of the years 2 to 9998", t.lastDay)
	}
	b.first, b.mid, b.last = day(b.year-1, 1, 1), day(b.year, 1, 1), day(b.year, 12, 31)
	for _, c := range t.customers {
		b.holders = append(b.holders, &holder{customer: c})
	}
	for _, step := range []func() error{b.attribute, b.accounts, b.aim, b.expect, b.value, b.rollUp} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// quarter numbers the quarters of the two years from 0; false for days outside of them.
func (b *base) quarter(d relationship.Date) (int, bool) {
	return quarterOf(d, b.year-1), !d.Before(b.first) && !d.After(b.last)
}

// attribute charges what the activities of each quarter cost to those for whom they were done, by how often.
func (b *base) attribute() error {
	var pools [quarters][]segment.CostPool
	var uses [quarters][]segment.CostUse[string]
	for _, p := range b.pools {
		if q, ok := b.quarter(p.quarter); ok {
			pools[q] = append(pools[q], segment.CostPool{Activity: p.activity, Spent: p.spent, Capacity: p.capacity})
		}
	}
	byID := map[string]*holder{}
	for _, h := range b.holders {
		byID[string(h.id)] = h
		for _, e := range h.entries {
			if q, ok := b.quarter(e.date); ok && e.count > 0 {
				uses[q] = append(uses[q], segment.CostUse[string]{Activity: e.what, By: string(h.id), Count: e.count})
			}
		}
	}
	for q := range quarters {
		charged, err := segment.AttributeCosts(pools[q], uses[q])
		if err != nil {
			return fmt.Errorf("quarter %d of %d: %w", q%4+1, b.year-1+q/4, err)
		}
		b.usage[q] = charged.Pools
		for _, share := range charged.Shares {
			byID[share.By].cost[q] = share.Cost
		}
	}
	return nil
}

// accounts adds up the year of everyone.
func (b *base) accounts() error {
	for _, h := range b.holders {
		for _, e := range h.entries {
			q, ok := b.quarter(e.date)
			if !ok || e.count > 0 {
				continue
			}
			amount := e.amount
			if e.what != premium {
				amount = amount.Neg()
			}
			if err := add(&h.margin[q], amount); err != nil {
				return err
			}
			if e.what == premium && q >= 4 {
				if err := add(&h.account.Revenue, amount); err != nil {
					return err
				}
			}
		}
		var err error
		if h.account.Margin, err = relationship.Sum(h.margin[4:]...); err != nil {
			return err
		}
		if h.account.CostToServe, err = relationship.Sum(h.cost[4:]...); err != nil {
			return err
		}
		if h.contribution, err = h.account.Contribution(); err != nil {
			return fmt.Errorf("%s: %w", h.id, err)
		}
	}
	return nil
}

// add adds an amount to a sum.
func add(sum *relationship.Money, amount relationship.Money) (err error) {
	*sum, err = sum.Add(amount)
	return err
}

// gone is the state of who is insured no longer.
const gone = ""

// expect estimates from the year's moves how long customers of each origin will stay: of those insured when a quarter begins, so many are
// still there when the next one does.
func (b *base) expect() error {
	var counts markov.Counts[string]
	for q := 4; q < quarters; q++ {
		start, next := quarterStart(b.year-1, q), quarterStart(b.year-1, q+1)
		for _, h := range b.holders {
			if !h.insured(start) {
				continue
			}
			to := gone
			if h.insured(next) {
				to = h.origin
			}
			if err := counts.Add(h.origin, to); err != nil {
				return err
			}
		}
	}
	b.years = map[string]float64{}
	if counts.IsZero() {
		return nil
	}
	chain, err := markov.Estimate(&counts, markov.EstimateOptions[string]{Final: []string{gone}, MinRow: 1})
	if err != nil {
		return err
	}
	margin := map[string]float64{}
	for _, origin := range chain.States() {
		if origin != gone {
			margin[origin] = 0.25 // a quarter, in years
		}
	}
	values, err := chain.Value(markov.ValueOptions[string]{
		Margin: margin, Discount: markov.Discount{Rate: b.opt.discount, Unit: relationship.Year, Length: 0.25},
	})
	if err != nil {
		return err
	}
	for origin := range margin {
		b.years[origin], _ = values.Of(origin)
	}
	return nil
}

// value says what is still to come of everyone: what a customer of the same plan left over who was there the whole year, times the years to
// come. It is 0 of who left, and not known where the plan or the origin has nobody to go by.
func (b *base) value() error {
	var whole segment.RollUp[string]
	for _, h := range b.holders {
		if h.insured(b.mid) && h.insured(b.last) {
			if err := whole.Add(h.target, h.account, false); err != nil {
				return err
			}
		}
	}
	for _, h := range b.holders {
		if !h.insured(b.last) {
			h.account.ValueKnown = true
			continue
		}
		typical, _ := whole.Row(h.target)
		yearly, ok := typical.All.Mean(segment.OfContribution, relationship.RoundHalfEven)
		years, known := b.years[h.origin]
		if !ok || !known {
			continue
		}
		var err error
		if h.account.Value, err = relationship.MoneyFromEstimate(yearly.Estimate()*years, b.opt.currency, relationship.RoundHalfEven); err != nil {
			return err
		}
		h.account.ValueKnown = true
	}
	return nil
}

// active says whether somebody was insured in the year looked at, or is in its books.
func (b *base) active(h *holder) bool {
	return !h.joined.After(b.last) && (h.left.IsZero() || !h.left.Before(b.mid)) || !h.account.Margin.IsZero() || !h.account.CostToServe.IsZero() ||
		!h.account.Revenue.IsZero()
}

// inForce counts who is insured on a day.
func (b *base) inForce(d relationship.Date) int {
	n := 0
	for _, h := range b.holders {
		if h.insured(d) {
			n++
		}
	}
	return n
}

// rollUp adds up the year by plan.
func (b *base) rollUp() error {
	if err := b.plans.Declare(b.byTarget.Labels()); err != nil {
		return err
	}
	for _, h := range b.holders {
		if b.active(h) {
			if err := b.plans.Add(h.target, h.account, h.desired); err != nil {
				return err
			}
		}
	}
	return nil
}

// origins returns how customers came, in order.
func (b *base) origins() []string {
	var all []string
	for _, h := range b.holders {
		if !slices.Contains(all, h.origin) {
			all = append(all, h.origin)
		}
	}
	slices.Sort(all)
	return all
}
