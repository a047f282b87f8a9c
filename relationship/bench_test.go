package relationship_test

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
	"github.com/shopspring/decimal"
)

// amounts returns n amounts in EUR, the same every time.
func amounts(n int) []relationship.Money {
	rng := rand.New(rand.NewPCG(1, 2))
	all := make([]relationship.Money, n)
	for i := range all {
		all[i] = relationship.MoneyFromMinor(rng.Int64N(1_000_000), eur)
	}
	return all
}

func BenchmarkSum1e6(b *testing.B) {
	all := amounts(1_000_000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := relationship.Sum(all...); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSum1e6Floor adds the same numbers as int64: what the machine needs to read and add them.
func BenchmarkSum1e6Floor(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	all := make([]int64, 1_000_000)
	for i := range all {
		all[i] = rng.Int64N(1_000_000)
	}
	b.ReportAllocs()
	var sum int64
	for b.Loop() {
		for _, v := range all {
			sum += v
		}
	}
	sink = sum
}

// BenchmarkSum1e6Decimal adds them one by one as decimals: what Money saves.
func BenchmarkSum1e6Decimal(b *testing.B) {
	all := make([]decimal.Decimal, 1_000_000)
	for i, m := range amounts(len(all)) {
		all[i] = m.Decimal()
	}
	b.ReportAllocs()
	for b.Loop() {
		sum := decimal.Zero
		for _, d := range all {
			sum = sum.Add(d)
		}
	}
}

// sink keeps a result alive.
var sink any

// orders returns n purchases of a number of customers over two years, in the order of time.
func orders(n, customers int) []relationship.Purchase {
	rng := rand.New(rand.NewPCG(3, 4))
	start := time.Date(2024, 1, 1, 8, 0, 0, 0, time.UTC)
	step := 2 * 365 * 24 * time.Hour / time.Duration(n)
	ids := make([]relationship.PartyID, customers)
	for i := range ids {
		ids[i] = relationship.PartyID(fmt.Sprintf("customer-%06d", i))
	}
	all := make([]relationship.Purchase, n)
	for i := range all {
		all[i] = relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
			ID:     relationship.EventID("o" + strconv.Itoa(i)),
			At:     start.Add(time.Duration(i) * step),
			Key:    relationship.Key{From: "us", To: ids[rng.IntN(customers)], Role: relationship.KindCustomer},
			Amount: relationship.MoneyFromMinor(100+rng.Int64N(20_000), eur),
		}))
	}
	return all
}

// each yields pointers to orders.
func each(all []relationship.Purchase) iter.Seq[relationship.Event] {
	return func(yield func(relationship.Event) bool) {
		for i := range all {
			if !yield(&all[i]) {
				return
			}
		}
	}
}

func BenchmarkSummarize1e6Into1e5(b *testing.B) {
	all := orders(1_000_000, 100_000)
	b.ReportAllocs()
	for b.Loop() {
		book, err := relationship.Summarize(each(all))
		if err != nil {
			b.Fatal(err)
		}
		sink = book
	}
}

// BenchmarkSummarize1e6Into1e5Observe takes in the same orders one by one, as a service does that reads them one by one.
func BenchmarkSummarize1e6Into1e5Observe(b *testing.B) {
	all := orders(1_000_000, 100_000)
	b.ReportAllocs()
	for b.Loop() {
		book := make(map[relationship.PartyID]*relationship.Summary)
		for i := range all {
			to := all[i].Key().To
			s := book[to]
			if s == nil {
				s = new(relationship.Summary)
				book[to] = s
			}
			if err := s.Observe(&all[i]); err != nil {
				b.Fatal(err)
			}
		}
		sink = book
	}
}

// BenchmarkSummarize1e6Into1e5Floor does the look-ups and keeps nothing but a count.
func BenchmarkSummarize1e6Into1e5Floor(b *testing.B) {
	all := orders(1_000_000, 100_000)
	b.ReportAllocs()
	for b.Loop() {
		book := make(map[relationship.PartyID]*int64)
		for i := range all {
			to := all[i].Key().To
			n := book[to]
			if n == nil {
				n = new(int64)
				book[to] = n
			}
			*n++
		}
		sink = book
	}
}

func BenchmarkNewPurchase(b *testing.B) {
	at := time.Date(2026, 1, 2, 10, 0, 0, 0, time.UTC)
	key := relationship.Key{From: "us", To: "customer-000001", Role: relationship.KindCustomer}
	amount := relationship.MoneyFromMinor(1250, eur)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := relationship.NewPurchase(relationship.PurchaseConfig{ID: "o-1", At: at, Key: key, Amount: amount}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParseAmount(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := relationship.ParseAmount("12345.67", eur); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkParseAmountFloor reads as many digits as an int64.
func BenchmarkParseAmountFloor(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := strconv.ParseInt("1234567", 10, 64); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNewMoney(b *testing.B) {
	d := decimal.RequireFromString("12345.67")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := relationship.NewMoney(d, eur); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMoneyString(b *testing.B) {
	m := relationship.MoneyFromMinor(1_234_567, eur)
	b.ReportAllocs()
	for b.Loop() {
		if m.String() == "" {
			b.Fatal("no text")
		}
	}
}

func BenchmarkMoneyFromEstimate(b *testing.B) {
	b.ReportAllocs()
	v := 12345.678
	for b.Loop() {
		if _, err := relationship.MoneyFromEstimate(v, eur, relationship.RoundHalfEven); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEstimate(b *testing.B) {
	m := relationship.MoneyFromMinor(1_234_567, eur)
	b.ReportAllocs()
	total := 0.0
	for b.Loop() {
		total += m.Estimate()
	}
	sink = total
}

// tenDays is the summary of ten purchases.
func tenDays(b *testing.B) *relationship.Summary {
	var s relationship.Summary
	for _, p := range orders(10, 1) {
		if err := s.Observe(p); err != nil {
			b.Fatal(err)
		}
	}
	return &s
}

func BenchmarkSummaryAppendBinary(b *testing.B) {
	s := tenDays(b)
	var buf []byte
	b.ReportAllocs()
	for b.Loop() {
		var err error
		if buf, err = s.AppendBinary(buf[:0]); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(len(buf)), "B/summary")
}

func BenchmarkSummaryUnmarshalBinary(b *testing.B) {
	data, err := tenDays(b).MarshalBinary()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		var s relationship.Summary
		if err := s.UnmarshalBinary(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSummaryMerge(b *testing.B) {
	s := tenDays(b)
	b.ReportAllocs()
	for b.Loop() {
		sum := s.Clone()
		if err := sum.Merge(s); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDateOf(b *testing.B) {
	at := time.Date(2026, 1, 2, 10, 0, 0, 0, time.UTC)
	b.ReportAllocs()
	for b.Loop() {
		if relationship.DateOf(at).IsZero() {
			b.Fatal("no date")
		}
	}
}
