package clv_test

import (
	"cmp"
	"maps"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

func TestRecordOfIsThePlainReading(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		receipts := lives.Draw(t, "receipts")
		want, ok := live(receipts)
		got, err := clv.RecordOf(summarize(t, receipts), relationship.Day, lastDay)
		if ok != (err == nil) || got != want.record {
			t.Fatalf("%+v, %v, want %+v", got, err, want.record)
		}
	})
}

func TestSpendOfIsThePlainReading(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		receipts := lives.Draw(t, "receipts")
		l, ok := live(receipts)
		s := summarize(t, receipts)
		for skip, first := range []clv.FirstPurchase{clv.IncludeFirst, clv.ExcludeFirst} { // skip as many
			got, err := clv.SpendOf(s, lastDay, clv.SpendOptions{FirstPurchase: first})
			var want btyd.Spend
			positive := ok
			if ok && len(l.nets) > skip {
				nets := l.nets[skip:]
				if positive = sum(nets) > 0; positive {
					// The cents are whole: one division makes the amount, correctly rounded, another one the mean.
					want = btyd.Spend{Repeats: len(nets), Mean: float64(sum(nets)) / 100 / float64(len(nets))}
				}
			}
			if positive != (err == nil) || got != want {
				t.Fatalf("%v: %+v, %v, want %+v", first, got, err, want)
			}
		}
	})
}

// The rows of a base are the records of its customers, one by one, counted; in order, and in any order of the customers.
func TestRowsOfIsRecordOf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		unit := rapid.SampledFrom([]relationship.Unit{relationship.Day, relationship.Week, relationship.Year}).Draw(t, "unit")
		var base []*relationship.Summary
		counts, never := map[btyd.Record]float64{}, 0
		for _, receipts := range bases.Draw(t, "base") {
			s := summarize(t, receipts)
			base = append(base, s)
			if r, err := clv.RecordOf(s, unit, lastDay); err == nil {
				counts[r]++
			} else {
				never++
			}
		}
		got, err := clv.RowsOf(slices.Values(base), unit, lastDay)
		if err != nil {
			t.Fatal(err)
		}
		if got.Customers+got.NoPurchase != len(base) || got.NoPurchase != never {
			t.Fatalf("%d customers and %d who never bought, want %d and %d", got.Customers, got.NoPurchase, len(base)-never, never)
		}
		rows, weights := map[btyd.Record]float64{}, 0.0
		for _, r := range got.Rows {
			rows[r.Record] = r.Weight
			weights += r.Weight
		}
		if !maps.Equal(rows, counts) || len(rows) != len(got.Rows) || weights != float64(got.Customers) {
			t.Fatalf("rows %v, want %v", got.Rows, counts)
		}
		if !slices.IsSortedFunc(got.Rows, func(p, q btyd.Row) int {
			return cmp.Or(p.Repeats-q.Repeats, cmp.Compare(p.Age, q.Age), cmp.Compare(p.Last, q.Last))
		}) {
			t.Fatalf("rows out of order: %v", got.Rows)
		}
		again, err := clv.RowsOf(slices.Values(shuffled(t, base)), unit, lastDay)
		if diff := gocmp.Diff(got, again); err != nil || diff != "" {
			t.Fatalf("another order of customers: %v (-first +second):\n%s", err, diff)
		}
	})
}

func TestSpendRowsOfIsSpendOf(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := clv.SpendOptions{FirstPurchase: rapid.SampledFrom([]clv.FirstPurchase{clv.ExcludeFirst, clv.IncludeFirst}).Draw(t, "first")}
		var base []*relationship.Summary
		counts, customers, once := map[btyd.Spend]float64{}, 0, 0
		for _, receipts := range bases.Draw(t, "base") {
			s := summarize(t, receipts)
			base = append(base, s)
			if spend, err := clv.SpendOf(s, lastDay, o); err == nil && spend.Repeats > 0 {
				counts[spend]++
				customers++
			} else if err == nil {
				once++
			}
		}
		got, err := clv.SpendRowsOf(slices.Values(base), lastDay, o)
		if err != nil {
			t.Fatal(err)
		}
		if got.Customers != customers || got.OneTime != once || got.Customers+got.NoPurchase+got.OneTime+got.NotPositive != len(base) {
			t.Fatalf("%+v do not add up to %d, or not with %d in rows and %d who came once", got, len(base), customers, once)
		}
		rows := map[btyd.Spend]float64{}
		for _, r := range got.Rows {
			rows[r.Spend] = r.Weight
		}
		if !maps.Equal(rows, counts) || len(rows) != len(got.Rows) || (got.Currency == eur) != (customers > 0) {
			t.Fatalf("rows %v in %v, want %v", got.Rows, got.Currency, counts)
		}
		if !slices.IsSortedFunc(got.Rows, func(p, q btyd.SpendRow) int {
			return cmp.Or(p.Repeats-q.Repeats, cmp.Compare(p.Mean, q.Mean))
		}) {
			t.Fatalf("rows out of order: %v", got.Rows)
		}
		again, err := clv.SpendRowsOf(slices.Values(shuffled(t, base)), lastDay, o)
		if diff := gocmp.Diff(got, again, cmpopts.EquateComparable(relationship.Currency{})); err != nil || diff != "" {
			t.Fatalf("another order of customers: %v (-first +second):\n%s", err, diff)
		}
	})
}

func shuffled[T any](t *rapid.T, of []T) []T {
	if len(of) == 0 {
		return of
	}
	return rapid.Permutation(of).Draw(t, "permutation")
}

// Two shops that saw a part each, in an order of their own, know together what one would.
func TestSplittingAndMergingChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		receipts := lives.Draw(t, "receipts")
		whole := summarize(t, receipts)
		again := shuffled(t, receipts)
		cut := rapid.IntRange(0, len(again)).Draw(t, "cut")
		merged, other := summarize(t, again[:cut]), summarize(t, again[cut:])
		if err := merged.Merge(other); err != nil {
			t.Fatal(err)
		}
		one, err1 := clv.RecordOf(whole, relationship.Week, lastDay)
		two, err2 := clv.RecordOf(merged, relationship.Week, lastDay)
		if one != two || err1 != err2 {
			t.Fatalf("record %+v, %v in one, %+v, %v in two", one, err1, two, err2)
		}
		for _, first := range []clv.FirstPurchase{clv.ExcludeFirst, clv.IncludeFirst} {
			one, err1 := clv.SpendOf(whole, lastDay, clv.SpendOptions{FirstPurchase: first})
			two, err2 := clv.SpendOf(merged, lastDay, clv.SpendOptions{FirstPurchase: first})
			if one != two || err1 != err2 {
				t.Fatalf("%v: spend %+v, %v in one, %+v, %v in two", first, one, err1, two, err2)
			}
		}
	})
}

// Weeks are days divided by 7 and years days divided by 365.2425; the count has no unit.
func TestUnitOnlyScalesTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := summarize(t, lives.Draw(t, "receipts"))
		days, err := clv.RecordOf(s, relationship.Day, lastDay)
		if err != nil {
			t.Skip("never bought")
		}
		for unit, length := range map[relationship.Unit]float64{relationship.Week: 7, relationship.Year: 365.2425} {
			got, err := clv.RecordOf(s, unit, lastDay)
			want := btyd.Record{Repeats: days.Repeats, Last: days.Last / length, Age: days.Age / length, Unit: unit}
			if err != nil || !gocmp.Equal(got, want, cmpopts.EquateApprox(4e-16, 0)) || unit == relationship.Week && got != want {
				t.Fatalf("%+v, %v, want %+v", got, err, want)
			}
		}
	})
}

// Who is watched for longer and does nothing grows older, and nothing else.
func TestLaterAsOfOnlyAges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := summarize(t, lives.Draw(t, "receipts"))
		later := rapid.IntRange(0, 4000).Draw(t, "later")
		then, err := clv.RecordOf(s, relationship.Day, lastDay)
		if err != nil {
			t.Skip("never bought")
		}
		now, err := clv.RecordOf(s, relationship.Day, lastDay.AddDays(later))
		then.Age += float64(later)
		if err != nil || now != then {
			t.Fatalf("%+v, %v, want %+v", now, err, then)
		}
	})
}
