package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// timing is when an expected order counts as paid: at the instant it is expected.
const timing = clv.Continuous

// standing is one line of a table. What no room says is missing.
type standing struct {
	Rank  int                    `json:"rank,omitzero"`
	Party string                 `json:"party"`
	Role  relationship.PartyKind `json:"role"`

	Stage   string            `json:"stage"`
	Since   relationship.Date `json:"since,omitzero"`
	Loyalty points            `json:"loyalty"`

	Days     int                 `json:"order_days"` // days with a purchase, after refunds
	LastSeen relationship.Date   `json:"last_seen,omitzero"`
	Segment  string              `json:"segment,omitempty"`
	RFM      string              `json:"rfm,omitempty"`
	PAlive   *float64            `json:"p_alive"`
	Expected *float64            `json:"expected_orders"`
	Spend    *float64            `json:"expected_spend"` // of one order
	Value    *relationship.Money `json:"value"`
	// Reason says why there is no segment and no forecast.
	Reason string `json:"reason,omitempty"`
	// Gone says that the party is known to have left: that is no matter of models any more.
	Gone bool `json:"gone,omitempty"`
}

// points is a loyalty score, of 10,000, with its interval and band.
type points struct {
	Score int    `json:"score"`
	Low   int    `json:"low"`
	High  int    `json:"high"`
	Band  string `json:"band"`
}

// totals are sums over standings. Value is exact.
type totals struct {
	Customers int                 `json:"customers"`
	Days      int                 `json:"order_days"`
	Expected  *float64            `json:"expected_orders"`
	Value     *relationship.Money `json:"value"`
	// Revenue is what Value is before margin and discount.
	Revenue *float64 `json:"expected_revenue"`
	// NoValue counts the customers whom no model can value, Gone those who have left.
	NoValue int `json:"no_value"`
	Gone    int `json:"gone"`
}

// profiled is a party and what the rooms say of it.
type profiled struct {
	party   *party
	profile *profile // only of those whom -why asks about
	line    standing
}

// profileAll asks the rooms about everybody.
func profileAll(book *ledger, parties []*party, m models) ([]profiled, error) {
	r, err := openRooms(book, parties, m)
	if err != nil {
		return nil, err
	}
	day, now := book.asOf(), book.now()
	all := make([]profiled, len(parties))
	for i, p := range parties {
		profile, err := r.profile(p.key.Role, book.history.Of(p.key), p.all, day, now)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", clip(string(p.key.To)), err)
		}
		all[i] = profiled{party: p, line: standingOf(p, &profile, m, book)}
		if string(p.key.To) == book.opt.why {
			all[i].profile = &profile
		}
	}
	return all, nil
}

// standingOf takes from a profile what goes into a table.
func standingOf(p *party, from *profile, m models, book *ledger) standing {
	within := from.Loyalty.Interval()
	got := standing{
		Party: string(p.key.To), Role: p.key.Role, Stage: from.Stage, Since: relationship.DateOf(from.Since),
		Loyalty: points{from.Loyalty.Points, within.Low, within.High, from.Loyalty.Band},
		Days:    p.all.PurchaseDays(), LastSeen: p.all.LastSeen(),
	}
	if last, ok := p.all.Last(); ok {
		got.LastSeen = last
	}
	switch {
	case !p.buys():
		got.Reason = "does not buy from us"
		return got
	case left(from):
		got.Reason = "left: " + from.By
		got.Gone = true
		return got
	case from.Status != segment.Scored && p.all.IsZero():
		got.Reason = "has not bought yet"
		return got
	case from.Status != segment.Scored:
		// All was given back: nothing to go on, and nothing to expect.
		if m.hasSpend {
			got.Value = new(relationship.MoneyFromMinor(0, book.money()))
		}
		got.Reason = "has given all back"
		return got
	}
	if book.buyers >= minBuyers {
		got.Segment, got.RFM = from.Segment.Segment.String(), from.Segment.Score.String()
	}
	if !m.hasOrders {
		got.Reason = "there is no model"
		return got
	}
	got.PAlive = new(from.Worth.Forecast.ProbAlive())
	got.Expected = new(from.Worth.Expected)
	if from.Worth.Valued {
		got.Spend, got.Value = &from.Worth.Value.Spend, &from.Worth.Value.Amount
	}
	return got
}

// minBuyers is how many buyers there must be before one is compared with them.
const minBuyers = 20

// left reports whether a relationship has ended by a word and not by silence: what a
// model of silence says of it has no use.
func left(p *profile) bool {
	switch p.By {
	case lifecycle.CustomerEventClosed.String(), lifecycle.CustomerEventCancelled.String(), lifecycle.PartnerEventEnded.String():
		return true
	}
	return false
}

// rank sorts the customers: highest value first, and where values are equal or
// missing by expected orders, order days, the last of them and the id, so that no
// two runs differ. Who has nothing left after refunds is last. Partners are sorted
// by role, and then by the score of the relationship.
func rank(all []profiled) (customers, partners []standing) {
	var buying, working []*standing // pointers, as the lines are long
	for i := range all {
		if line := &all[i].line; all[i].party.isCustomer() {
			buying = append(buying, line)
		} else {
			working = append(working, line)
		}
	}
	slices.SortFunc(buying, func(a, b *standing) int {
		return cmp.Or(
			compareBools(a.Gone, b.Gone),
			cmp.Compare(min(b.Days, 1), min(a.Days, 1)),
			compareValues(b.Value, a.Value),
			compareFloats(b.Expected, a.Expected),
			cmp.Compare(b.Days, a.Days),
			b.LastSeen.Compare(a.LastSeen),
			strings.Compare(a.Party, b.Party),
		)
	})
	slices.SortFunc(working, func(a, b *standing) int {
		return cmp.Or(cmp.Compare(a.Role, b.Role), cmp.Compare(b.Loyalty.Score, a.Loyalty.Score), strings.Compare(a.Party, b.Party))
	})
	return ranked(buying), ranked(working)
}

// ranked numbers the lines of a table.
func ranked(lines []*standing) []standing {
	list := make([]standing, len(lines))
	for i, line := range lines {
		line.Rank = i + 1
		list[i] = *line
	}
	return list
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

// compareBools puts false before true.
func compareBools(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
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
		switch {
		case s.Gone:
			sum.Gone++
			continue
		case s.Value == nil:
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
