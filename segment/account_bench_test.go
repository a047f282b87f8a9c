package segment_test

import (
	"strconv"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// One account into a roll-up of three segments.
func BenchmarkRollUpAdd(b *testing.B) {
	var r segment.RollUp[string]
	members := acctInsurer()
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		m := &members[i%len(members)]
		i++
		if err := r.Add(m.label, m.account, m.desired); err != nil {
			b.Fatal(err)
		}
	}
}

// A verdict of one account.
func BenchmarkJudge(b *testing.B) {
	account := acct("120.00", "30.00", "42.50", "800.00")
	b.ReportAllocs()
	for b.Loop() {
		if j, err := (segment.VerdictPolicy{}).Judge(account, ""); err != nil || j.Verdict != segment.Prospective {
			b.Fatal(j, err)
		}
	}
}

// One entry into a series of two years, of a thousand parties.
func BenchmarkCostSeriesAdd(b *testing.B) {
	s := relationship.Must(segment.NewCostSeries[string](segment.CostSeriesConfig{Anchor: date("2026-01-01"), Period: relationship.Must(relationship.PeriodOf(1, 0))}))
	var parties []relationship.PartyID
	for i := range 1000 {
		parties = append(parties, relationship.PartyID("party "+strconv.Itoa(i)))
	}
	cost, day := money("12.50 EUR"), date("2026-01-01")
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		i++
		if err := s.Add(segment.CostEntry[string]{Date: day.AddDays(i % 730), Label: "vip", Party: parties[i%1000], Cost: cost}); err != nil {
			b.Fatal(err)
		}
	}
}

// A hundred thousand items put in order.
func BenchmarkPriorities(b *testing.B) {
	items := make([]segment.PriorityItem, 100_000)
	for i := range items {
		items[i] = segment.PriorityItem{
			ID: "p" + strconv.Itoa(i), Gap: i*7919%10_000 + 1, Weight: i%10 + 1, AtStake: relationship.MoneyFromMinor(int64(i*104_729%1_000_000), eur),
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := segment.Priorities(items); err != nil {
			b.Fatal(err)
		}
	}
}
