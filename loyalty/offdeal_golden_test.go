package loyalty_test

import (
	"slices"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// The numbers are worked out by hand, those with a root or an incomplete beta function by mpmath with 40 digits.

func TestGoldenDisclosures(t *testing.T) {
	d := loyalty.Disclosure{Due: base, Stake: 2, Lateness: loyalty.Timeliness{HalfLife: 7 * loyalty.Day}}
	late := base.AddDate(0, 0, 7)
	if item := must(d.Made(1, late)); item.For() != 1 || item.Against() != 1 {
		t.Errorf("a week late: %+v", item)
	}
	if item := must(d.Open(late)); item.For() != 0 || item.Against() != 1 {
		t.Errorf("open for a week: %+v", item)
	}
	if item := must(d.Withheld()); item.For() != 0 || item.Against() != 2 {
		t.Errorf("withheld: %+v", item)
	}

	var events []relationship.Event
	promise := func(id, topic string, by relationship.Actor, due time.Time, outcome relationship.Outcome, at time.Time) {
		made := must(relationship.NewPromiseMade(relationship.PromiseMadeConfig{
			ID: relationship.EventID(id), At: base, Key: key(), Actor: by, Due: due, Topic: topic, Grace: time.Hour,
		}))
		events = append(events, made)
		if outcome != 0 {
			events = append(events, must(relationship.NewPromiseClosed(relationship.PromiseClosedConfig{
				ID: relationship.EventID(id + "-c"), At: at, Key: key(), Promise: made.ID(), MadeAt: base, Due: due, Grace: time.Hour,
				Stake: made.Stake(), By: by, Outcome: outcome,
			})))
		}
	}
	due := base.AddDate(0, 1, 0)
	promise("p-1", "disclosure", relationship.ByFrom, due, relationship.OutcomeKept, due.Add(time.Hour)) // in the grace
	promise("p-2", "disclosure", relationship.ByFrom, due, relationship.OutcomeKept, due.Add(2*time.Hour))
	promise("p-3", "disclosure", relationship.ByFrom, due, 0, due)
	promise("p-4", "disclosure", relationship.ByFrom, due, relationship.OutcomeWaived, due)
	promise("p-5", "disclosure", relationship.ByFrom, due, relationship.OutcomeBroken, due)
	promise("p-6", "disclosure", relationship.ByTo, due, relationship.OutcomeKept, due)
	promise("p-7", "delivery", relationship.ByFrom, due, relationship.OutcomeKept, due)
	promise("p-8", "disclosure", relationship.ByFrom, due.AddDate(0, 6, 0), 0, due) // not due yet
	book := must(relationship.Promises(slices.Values(events)))
	got, err := loyalty.DisclosedInTime(book.All(), "disclosure", relationship.ByFrom, base, base.AddDate(0, 2, 0))
	if err != nil || got != (loyalty.Share{Hits: 1, Of: 4}) {
		t.Errorf("%v, %v", got, err)
	}
}

func TestGoldenOffDeal(t *testing.T) {
	at := func(days int) time.Time { return base.AddDate(0, 0, days) }
	sales := []loyalty.Sale{
		{At: at(0), Margin: euros("1")}, // on the edge, outside
		{At: at(10), Margin: euros("700")}, {At: at(20), Margin: euros("1200"), Offer: true}, {At: at(30), Margin: euros("-300")},
		{At: at(30), Margin: euros("0"), Offer: true},
		{At: at(40), Margin: euros("3")}, {At: at(60), Margin: euros("1"), Offer: true},
	}
	got, ok, err := loyalty.OffDealShare(slices.Values(sales), at(0), at(30))
	if err != nil || !ok || got.Sales != 2 || got.Losses != 2 {
		t.Errorf("%+v, %v, %v", got, ok, err)
	}
	nearly(t, "off-deal share", got.Share, 0.36842105263157894737) // 700/1900
	trend, ok, err := loyalty.OffDealTrend(slices.Values(sales), at(0), at(30), at(60))
	if err != nil || !ok {
		t.Error(ok, err)
	}
	nearly(t, "trend", trend, 0.75-0.36842105263157894737)
	if _, ok, err := loyalty.OffDealTrend(slices.Values(sales), at(0), at(30), at(35)); ok || err != nil {
		t.Errorf("without sales: %v, %v", ok, err)
	}
}

func TestGoldenReferrals(t *testing.T) {
	referral := func(id, by string, actor relationship.Actor, at time.Time) relationship.Event {
		return must(relationship.NewReferral(relationship.ReferralConfig{
			ID: relationship.EventID(id), At: at, Key: relationship.Key{From: "us", To: relationship.PartyID(by), Role: relationship.KindEndConsumer}, Actor: actor,
		}))
	}
	from, to := base, base.AddDate(0, 1, 0)
	got, err := loyalty.ReferralRate([]relationship.PartyID{"a", "b", "c", "d", "d"}, slices.Values([]relationship.Event{
		referral("1", "a", relationship.ByTo, to), referral("2", "a", relationship.ByTo, to), referral("3", "b", relationship.ByFrom, to),
		referral("4", "c", relationship.ByTo, from), referral("5", "x", relationship.ByTo, to), referral("6", "d", relationship.ByTo, to),
	}), from, to)
	if err != nil || got != (loyalty.Share{Hits: 2, Of: 4}) {
		t.Errorf("%v, %v", got, err)
	}
	for _, c := range []struct {
		margins []string
		credit  loyalty.ReferralCredit
		want    string
	}{
		{[]string{"100.10", "-0.09"}, loyalty.ReferralCredit{}, "50.00 EUR"}, // 50.005
		{[]string{"100.10", "-0.09"}, loyalty.ReferralCredit{Rounding: relationship.RoundHalfUp}, "50.01 EUR"},
		{[]string{"-100.01"}, loyalty.ReferralCredit{Rounding: relationship.RoundFloor}, "-50.01 EUR"},
		{[]string{"-100.01"}, loyalty.ReferralCredit{Rounding: relationship.RoundCeiling}, "-50.00 EUR"},
		{[]string{"200", "50"}, loyalty.ReferralCredit{Points: 3000}, "75.00 EUR"},
		{[]string{"0.000000000000000001"}, loyalty.ReferralCredit{Points: 1, Rounding: relationship.RoundUp}, "0.01 EUR"},
		{[]string{"99999999999999999999999999999999999999"}, loyalty.ReferralCredit{Points: 10000}, "99999999999999999999999999999999999999.00 EUR"},
		{nil, loyalty.ReferralCredit{}, "0"},
	} {
		var margins []relationship.Money
		for _, m := range c.margins {
			margins = append(margins, euros(m))
		}
		if got, err := loyalty.ReferralValue(margins, c.credit); err != nil || got.String() != c.want {
			t.Errorf("%v with %+v: %v, %v; want %s", c.margins, c.credit, got, err, c.want)
		}
	}
}

func TestGoldenPriceStability(t *testing.T) {
	prices := []relationship.Money{euros("100"), euros("120"), euros("90")} // 0.2 and 0.25
	for _, c := range []struct {
		s    loyalty.Stability
		want float64
	}{
		{loyalty.Stability{}, 0.21022410381342863576}, {loyalty.Stability{Tolerated: 0.05}, 0.29730177875068026668},
		{loyalty.Stability{Tolerated: 0.5}, 1}, {loyalty.Stability{Tolerated: 0.125, HalfAt: 0.1}, 0.5},
	} {
		got, ok, err := loyalty.PriceStability(prices, c.s)
		if err != nil || !ok {
			t.Error(ok, err)
		}
		nearly(t, "stability", got, c.want)
	}
	if got, ok, err := loyalty.PriceStability(prices[:1], loyalty.Stability{}); got != 0 || ok || err != nil {
		t.Errorf("one price: %v, %v, %v", got, ok, err)
	}
}
