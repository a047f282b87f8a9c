package clv_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// simulated are n customers of half a year: six in ten come once, the others up to 20 times.
func simulated(b *testing.B, n int) []*relationship.Summary {
	b.Helper()
	rng := rand.New(rand.NewPCG(1, 20261123))
	base := make([]*relationship.Summary, n)
	for i := range base {
		s, day, orders := new(relationship.Summary), rng.IntN(90), 1
		if rng.IntN(10) >= 6 {
			orders += 1 + rng.IntN(19)
		}
		for range orders {
			p, err := relationship.NewPurchase(relationship.PurchaseConfig{
				ID: "order", At: firstDay.AddDays(day).Time().Add(12 * time.Hour), Key: book, Amount: relationship.MoneyFromMinor(500+rng.Int64N(9500), eur),
			})
			if err != nil {
				b.Fatal(err)
			}
			if err := s.Observe(p); err != nil {
				b.Fatal(err)
			}
			if day += 1 + rng.IntN(30); day > 180 {
				break
			}
		}
		base[i] = s
	}
	return base
}

var halfYear = firstDay.AddDays(181)

func BenchmarkRecordOf(b *testing.B) {
	base := simulated(b, 1024)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		if _, err := clv.RecordOf(base[i&1023], relationship.Week, halfYear); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

func BenchmarkSpendOf(b *testing.B) {
	base := simulated(b, 1024)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		if _, err := clv.SpendOf(base[i&1023], halfYear, clv.SpendOptions{FirstPurchase: clv.IncludeFirst}); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

func BenchmarkRowsOf1e5(b *testing.B) {
	base := simulated(b, 1e5)
	b.ReportAllocs()
	distinct := 0
	for b.Loop() {
		rows, err := clv.RowsOf(slices.Values(base), relationship.Week, halfYear)
		if err != nil || rows.Customers != len(base) {
			b.Fatal(rows.Customers, err)
		}
		distinct = len(rows.Rows)
	}
	b.ReportMetric(float64(distinct), "rows")
}

func BenchmarkSpendRowsOf1e5(b *testing.B) {
	base := simulated(b, 1e5)
	b.ReportAllocs()
	distinct := 0
	for b.Loop() {
		rows, err := clv.SpendRowsOf(slices.Values(base), halfYear, clv.SpendOptions{})
		if err != nil {
			b.Fatal(err)
		}
		distinct = len(rows.Rows)
	}
	b.ReportMetric(float64(distinct), "rows")
}

// BenchmarkValuationOf values customers of BG/NBD over a year in weeks, which is 53 periods.
func BenchmarkValuationOf(b *testing.B) {
	var customers []clv.Forecast
	for _, s := range simulated(b, 1024) {
		record, err := clv.RecordOf(s, relationship.Week, halfYear)
		if err != nil {
			b.Fatal(err)
		}
		customers = append(customers, relationship.Must(cdnow().Of(record)))
	}
	for _, timing := range timings {
		b.Run(timing.String(), func(b *testing.B) {
			v, err := clv.NewValuation(clv.ValueConfig{
				AsOf: halfYear, Horizon: period("12m"), Rate: relationship.Must(relationship.AnnualRate(0.10)), Margin: 0.3, Currency: eur, Timing: timing,
			})
			if err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				if _, err := v.Of(customers[i&1023], 35.17); err != nil {
					b.Fatal(err)
				}
				i++
			}
		})
	}
}

// BenchmarkValuationOfConcrete is one customer from record to money, as a service does it: the forecast becomes an interface
// value on the way.
func BenchmarkValuationOfConcrete(b *testing.B) {
	m := cdnow()
	v, err := clv.NewValuation(clv.ValueConfig{
		AsOf: halfYear, Horizon: period("12m"), Rate: relationship.Must(relationship.AnnualRate(0.10)), Margin: 0.3, Currency: eur,
	})
	if err != nil {
		b.Fatal(err)
	}
	r := btyd.Record{Repeats: 2, Last: 30.43, Age: 38.86, Unit: relationship.Week}
	b.ReportAllocs()
	for b.Loop() {
		f, err := m.Of(r)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := v.Of(f, 35.17); err != nil {
			b.Fatal(err)
		}
	}
}
