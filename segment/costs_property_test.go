package segment_test

import (
	"encoding/json"
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// costLayouts draws periods that are awkward: from the last day of a month, from a leap day, of months and days.
var costLayouts = rapid.Custom(func(t *rapid.T) segment.CostSeriesConfig {
	return segment.CostSeriesConfig{
		Anchor: date(rapid.SampledFrom([]string{"2026-01-01", "2024-01-31", "2024-02-29", "2023-12-30", "9998-11-27"}).Draw(t, "anchor")),
		Period: relationship.Must(relationship.ParsePeriod(rapid.SampledFrom([]string{"1m", "1d", "7d", "3m", "1y", "1m10d", "2m31d", "28d"}).Draw(t, "period"))),
	}
})

// costEntries draws what happens in a little more than a year; parties come again, in several segments.
func costEntries(cfg segment.CostSeriesConfig) *rapid.Generator[[]segment.CostEntry[string]] {
	return rapid.Custom(func(t *rapid.T) []segment.CostEntry[string] {
		n := rapid.SampledFrom([]int{0, 1, 2, 5, 12, 30}).Draw(t, "n")
		return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) segment.CostEntry[string] {
			return segment.CostEntry[string]{
				Date:  cfg.Anchor.AddDays(rapid.SampledFrom([]int{0, 1, 27, 28, 29, 30, 31, 58, 59, 60, 90, 365, 366, 395}).Draw(t, "day")),
				Label: rapid.SampledFrom([]string{"", "rest", "vip"}).Draw(t, "label"),
				Party: rapid.SampledFrom([]relationship.PartyID{"", "ada", "ben", "<cleo>"}).Draw(t, "party"),
				Cost:  accountAmounts.Draw(t, "cost").Abs(), Margin: accountAmounts.Draw(t, "margin"),
			}
		}), n, n).Draw(t, "entries")
	})
}

// costSeriesOf adds up entries of which nothing is wrong.
func costSeriesOf(t interface{ Fatal(...any) }, cfg segment.CostSeriesConfig, entries []segment.CostEntry[string]) *segment.CostSeries[string] {
	s, err := segment.NewCostSeries[string](cfg)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if err := s.Add(e); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// The definition, by looking at every entry for every period; and each day is in exactly one period.
func TestCostTimelineDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cfg := costLayouts.Draw(t, "periods")
		entries := costEntries(cfg).Draw(t, "entries")
		s := costSeriesOf(t, cfg, entries)
		through := cfg.Anchor.AddDays(rapid.IntRange(395, 398).Draw(t, "through"))
		rounding := acctRoundings.Draw(t, "rounding")
		label := rapid.SampledFrom([]string{"", "vip", "nobody"}).Draw(t, "label")
		for name, view := range map[string]struct {
			rows   segment.CostTimeline
			wanted func(string) bool
		}{
			"all":     {relationship.Must(s.Timeline(through)), func(string) bool { return true }},
			"of":      {relationship.Must(s.TimelineOf(label, through)), func(l string) bool { return l == label }},
			"without": {relationship.Must(s.TimelineWithout(label, through)), func(l string) bool { return l != label }},
		} {
			next := cfg.Anchor
			counted := 0
			for i, row := range view.rows {
				start := relationship.Must(relationship.PeriodOf(i*cfg.Period.Months(), i*cfg.Period.Days())).End(cfg.Anchor)
				if row.From != next || row.From != start || row.To.Before(row.From) || row.Partial != row.To.After(through) {
					t.Fatalf("%s: period %d of %v: %+v", name, i, cfg, row)
				}
				next = row.To.AddDays(1)
				cost, margin, parties := new(big.Rat), new(big.Rat), map[relationship.PartyID]bool{}
				for _, e := range entries {
					if !view.wanted(e.Label) || e.Date.Before(row.From) || e.Date.After(row.To) {
						continue
					}
					counted++
					cost.Add(cost, acctRat(e.Cost))
					margin.Add(margin, acctRat(e.Margin))
					if e.Party != "" {
						parties[e.Party] = true
					}
				}
				if acctRat(row.Cost).Cmp(cost) != 0 || acctRat(row.Margin).Cmp(margin) != 0 || row.Customers != len(parties) {
					t.Fatalf("%s: %+v, want %v, %v of %d", name, row, cost, margin, len(parties))
				}
				each, ok := row.PerCustomer(rounding)
				if ok != (len(parties) > 0) || ok && !acctIsRounded(each, cost.Quo(cost, big.NewRat(int64(len(parties)), 1)), rounding) {
					t.Fatalf("%s: %v each of %v and %d", name, each, row.Cost, len(parties))
				}
			}
			if last := view.rows[len(view.rows)-1]; last.To.Before(through) || last.From.After(through) {
				t.Fatalf("%s: %v is not in the last period, %+v", name, through, last)
			}
			want := 0
			for _, e := range entries {
				if view.wanted(e.Label) {
					want++
				}
			}
			if counted != want {
				t.Fatalf("%s: %d of %d entries are in a period", name, counted, want)
			}
		}
	})
}

// Merged series of any shards, which may share parties, are one over all entries, to the byte.
func TestCostSeriesMergeIsOnePass(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cfg := costLayouts.Draw(t, "periods")
		entries := costEntries(cfg).Draw(t, "entries")
		whole := costSeriesOf(t, cfg, entries)
		shards := make([][]segment.CostEntry[string], rapid.IntRange(1, 3).Draw(t, "shards"))
		for _, e := range rapid.Permutation(entries).Draw(t, "shuffled") {
			i := rapid.IntRange(0, len(shards)-1).Draw(t, "shard")
			shards[i] = append(shards[i], e)
		}
		var merged segment.CostSeries[string] // the identity
		for _, shard := range shards {
			part := costSeriesOf(t, cfg, shard)
			before := relationship.Must(part.MarshalJSON())
			for _, o := range []*segment.CostSeries[string]{part, nil, {}} {
				if err := merged.Merge(o); err != nil {
					t.Fatal(err)
				}
			}
			clone := merged.Clone()
			if err := clone.Add(segment.CostEntry[string]{Date: cfg.Anchor, Label: "vip", Party: "zoe"}); err != nil {
				t.Fatal(err)
			}
			if string(relationship.Must(part.MarshalJSON())) != string(before) {
				t.Fatal("the argument of Merge was changed")
			}
		}
		a, b := relationship.Must(merged.MarshalJSON()), relationship.Must(whole.MarshalJSON())
		if string(a) != string(b) || merged.Latest() != whole.Latest() || merged.Currency() != whole.Currency() || merged.Config() != cfg {
			t.Fatalf("%s, in one pass %s", a, b)
		}
		var back segment.CostSeries[string]
		if err := json.Unmarshal(a, &back); err != nil {
			t.Fatalf("%s: %v", a, err)
		}
		if again := relationship.Must(json.Marshal(back)); string(again) != string(a) {
			t.Fatalf("%s came back as %s", a, again)
		}
	})
}

// costMonths makes a timeline of costs and customers.
func costMonths(costs []relationship.Money, customers []int) segment.CostTimeline {
	rows := make(segment.CostTimeline, len(costs))
	for i := range rows {
		day := date("2026-01-01").AddDays(31 * i)
		rows[i] = segment.CostRow{From: day, To: day.AddDays(30), Customers: customers[i], Cost: costs[i]}
	}
	return rows
}

// A line gives its slope, even with one period that is off.
func TestTrendOfALine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(5, 15).Draw(t, "n")
		start, slope := rapid.Int64Range(0, 1000).Draw(t, "start"), rapid.Int64Range(-50, 50).Draw(t, "slope")
		odd := rapid.IntRange(0, n-1).Draw(t, "odd")
		var costs []relationship.Money
		var customers []int
		for i := range n {
			each := 10_000 + start + slope*int64(i)
			if i == odd {
				each += rapid.Int64Range(-5000, 5000).Draw(t, "off")
			}
			customers = append(customers, rapid.IntRange(1, 9).Draw(t, "customers"))
			costs = append(costs, relationship.MoneyFromMinor(each*int64(customers[i]), eur))
		}
		rows := costMonths(costs, customers)
		trend, err := rows.Trend(segment.CostTrendOptions{Over: n})
		if err != nil || !trend.Known || trend.Points != n || !trend.PerPeriod.Equal(relationship.MoneyFromMinor(slope, eur)) {
			t.Fatalf("%+v, %v; want %d a period", trend, err, slope)
		}
	})
}

// The same added to the cost per customer of every period changes nothing; what had not ended changes nothing either.
func TestTrendDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 9).Draw(t, "n")
		var costs, more []relationship.Money
		var customers []int
		add := relationship.MoneyFromMinor(rapid.Int64Range(0, 999).Draw(t, "add"), eur)
		for i := range n {
			customers = append(customers, rapid.IntRange(0, 3).Draw(t, "customers"))
			costs = append(costs, relationship.MoneyFromMinor(rapid.Int64Range(0, 999).Draw(t, "cost"), eur))
			sum := costs[i]
			for range customers[i] {
				sum = relationship.Must(sum.Add(add))
			}
			more = append(more, sum)
		}
		o := segment.CostTrendOptions{Rounding: acctRoundings.Draw(t, "rounding")}
		rows := costMonths(costs, customers)
		trend := relationship.Must(rows.Trend(o))
		for i, change := range rows.Changes(o.Rounding) {
			known := customers[i] > 0 && customers[i+1] > 0
			if change.Known != known || change.From != rows[i].From || change.To != rows[i+1].From || !known && !change.Change.Equal(relationship.Money{}) {
				t.Fatalf("%+v between %+v and %+v", change, rows[i], rows[i+1])
			}
			if known {
				exact := new(big.Rat).Quo(acctRat(costs[i+1]), big.NewRat(int64(customers[i+1]), 1))
				exact.Sub(exact, new(big.Rat).Quo(acctRat(costs[i]), big.NewRat(int64(customers[i]), 1)))
				if !acctIsRounded(change.Change, exact, o.Rounding) {
					t.Fatalf("%+v, want %v", change, exact)
				}
			}
			if times, ok := (segment.CostContrast{Own: rows[i], Other: rows[i+1]}).Multiple(); ok != (known && costs[i+1].Sign() > 0) || !ok && times != 0 {
				t.Fatalf("%v times, %t between %+v and %+v", times, ok, rows[i], rows[i+1])
			}
		}
		var slopes []*big.Rat
		points := 0
		for j := range rows {
			if customers[j] > 0 {
				points++
			}
			for i := range j {
				if customers[i] > 0 && customers[j] > 0 {
					y := new(big.Rat).Quo(acctRat(costs[j]), big.NewRat(int64(customers[j]), 1))
					y.Sub(y, new(big.Rat).Quo(acctRat(costs[i]), big.NewRat(int64(customers[i]), 1)))
					slopes = append(slopes, y.Quo(y, big.NewRat(int64(j-i), 1)))
				}
			}
		}
		if trend.Points != points || trend.Known != (points >= 2) {
			t.Fatalf("%+v of %d points", trend, points)
		}
		if trend.Known {
			slices.SortFunc(slopes, (*big.Rat).Cmp)
			median := new(big.Rat).Add(slopes[(len(slopes)-1)/2], slopes[len(slopes)/2])
			if !acctIsRounded(trend.PerPeriod, median.Quo(median, big.NewRat(2, 1)), o.Rounding) {
				t.Fatalf("%+v, want %v", trend, median)
			}
		}
		shifted := relationship.Must(append(costMonths(more, customers), segment.CostRow{Partial: true, Customers: 1, Cost: money("99 EUR")}).Trend(o))
		if shifted.Points != trend.Points || shifted.Known != trend.Known || !shifted.PerPeriod.Equal(trend.PerPeriod) {
			t.Fatalf("%+v became %+v", trend, shifted)
		}
	})
}
