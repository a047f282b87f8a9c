package clv_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// receipt is one event of a customer's life: an order of Cents on a day from 2026-01-01, or money back for the orders of that
// day.
type receipt struct {
	Day, Cents int
	Back       bool
}

// firstDay is day 0 of the receipts, lastDay after all of them.
var (
	firstDay = date("2026-01-01")
	lastDay  = date("2026-03-01")
)

func (r receipt) event() relationship.Event {
	day, amount := firstDay.AddDays(r.Day), relationship.MoneyFromMinor(int64(r.Cents), eur)
	if !r.Back {
		return relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
			ID: "an order", At: day.Time().Add(9 * time.Hour), Key: book, Amount: amount,
		}))
	}
	return relationship.Must(relationship.NewRefund(relationship.RefundConfig{
		ID: "a refund", At: lastDay.Time(), Key: book, Amount: amount, Order: "an order", OrderDate: day,
	}))
}

func summarize(t *rapid.T, receipts []receipt) *relationship.Summary {
	s := new(relationship.Summary)
	for _, r := range receipts {
		if err := s.Observe(r.event()); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// lives draws customers' lives. Few days and few amounts make days with several orders, full refunds and equal customers
// frequent.
var lives = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) receipt {
	r := receipt{
		Day:   rapid.SampledFrom([]int{0, 0, 1, 6, 7, 7, 8, 31, 58}).Draw(t, "day"),
		Cents: rapid.SampledFrom([]int{0, 1, 10, 20, 1000, 1000, 999_999_999}).Draw(t, "cents"),
		Back:  rapid.IntRange(0, 3).Draw(t, "back") == 3,
	}
	if r.Back {
		r.Cents = max(r.Cents, 1)
	}
	return r
}), 0, 6)

var bases = rapid.SliceOfN(lives, 0, 12)

// life is what a customer's receipts come to, found the plain way.
type life struct {
	record btyd.Record // in days
	// Net cents of the purchase days, in order of time.
	nets []int
}

// live reads receipts day by day; ok is false for who never bought.
func live(receipts []receipt) (l life, ok bool) {
	var days []int
	for _, r := range receipts {
		days = append(days, r.Day)
	}
	slices.Sort(days)
	first, last := -1, -1
	for _, day := range slices.Compact(days) {
		net, free := 0, false
		for _, r := range receipts {
			switch {
			case r.Day != day:
			case r.Back:
				net -= r.Cents
			default:
				net += r.Cents
				free = free || r.Cents == 0
			}
		}
		if net > 0 || free {
			if first < 0 {
				first = day
			}
			last = day
			l.nets = append(l.nets, net)
		}
	}
	if len(l.nets) == 0 {
		return life{}, false
	}
	l.record = btyd.Record{Repeats: len(l.nets) - 1, Last: float64(last - first), Age: float64(59 - first), Unit: relationship.Day}
	return l, true
}

func sum(values []int) (total int) {
	for _, v := range values {
		total += v
	}
	return total
}

// The generators of the laws of values.
var (
	units = rapid.SampledFrom([]relationship.Unit{relationship.Day, relationship.Week, relationship.Year})

	rates = rapid.Custom(func(t *rapid.T) relationship.Rate {
		v := rapid.SampledFrom([]float64{0, 1e-12, 0.01, 0.1, 0.1, 1, 20}).Draw(t, "rate")
		if rapid.Bool().Draw(t, "annual") {
			return relationship.Must(relationship.AnnualRate(v))
		}
		return relationship.Must(relationship.ContinuousRate(v, units.Draw(t, "per")))
	})

	forecasts = rapid.Custom(func(t *rapid.T) clv.Forecast {
		unit := units.Draw(t, "unit")
		if rapid.IntRange(0, 4).Draw(t, "steady") == 0 {
			return steady{rapid.SampledFrom([]float64{0, 1e-9, 0.1, 1, 30}).Draw(t, "lambda"), unit}
		}
		shape := func(name string) float64 { return math.Exp(rapid.Float64Range(-3, 3).Draw(t, name)) }
		m := relationship.Must(btyd.NewBGNBD(btyd.BGNBDParams{
			R: shape("r"), Alpha: math.Exp(rapid.Float64Range(-3, 6).Draw(t, "alpha")), A: shape("a"), B: shape("b"), Unit: unit,
		}))
		r := btyd.Record{Repeats: rapid.SampledFrom([]int{0, 0, 1, 2, 10, 200}).Draw(t, "x"), Unit: unit}
		r.Age = rapid.Float64Range(1e-3, 200).Draw(t, "T")
		if r.Repeats > 0 {
			r.Last = r.Age * rapid.Float64Range(0.01, 1).Draw(t, "t_x/T")
		}
		return relationship.Must(m.Of(r))
	})

	configs = rapid.Custom(func(t *rapid.T) clv.ValueConfig {
		return clv.ValueConfig{
			AsOf:     rapid.SampledFrom([]relationship.Date{date("2026-01-31"), date("2024-02-29"), date("1999-12-31")}).Draw(t, "as of"),
			Horizon:  period(rapid.SampledFrom([]string{"1d", "7d", "39w", "1m", "12m", "3y"}).Draw(t, "horizon")),
			Rate:     rates.Draw(t, "rate"),
			Margin:   rapid.SampledFrom([]float64{1, 1, 0.3, 0.01, -0.2, -1}).Draw(t, "margin"),
			Currency: rapid.SampledFrom([]relationship.Currency{eur, usd, jpy}).Draw(t, "currency"),
			Timing:   rapid.SampledFrom(timings).Draw(t, "timing"),
		}
	})

	spends = rapid.OneOf(rapid.SampledFrom([]float64{0, 0.005, 1, 35.17, 1e5}), rapid.Float64Range(0, 1000))
)

// Rapid promises no spread; this is what the laws below live on.
func TestGenerators(t *testing.T) {
	seen := map[string]int{}
	for seed := range 300 {
		records := map[btyd.Record]int{}
		for _, receipts := range bases.Example(seed) {
			l, ok := live(receipts)
			switch {
			case !ok && len(receipts) == 0:
				seen["nothing known"]++
			case !ok:
				seen["all refunded"]++
			case l.record.Repeats == 0:
				seen["one-time buyer"]++
			default:
				seen["repeat buyer"]++
				if sum(l.nets[1:]) <= 0 {
					seen["came back for nothing"]++
				}
			}
			if records[l.record]++; ok && records[l.record] == 2 {
				seen["equal records"]++
			}
		}
		f := forecasts.Example(seed)
		if f.ExpectedPurchases(1) > 1 {
			seen["frequent buyer"]++
		} else if f.ExpectedPurchases(1) < 1e-3 {
			seen["rare buyer"]++
		}
		if rates.Example(seed).IsZero() {
			seen["no rate"]++
		}
		seen["in "+f.Unit().String()+"s"]++
	}
	for _, kind := range []string{
		"nothing known", "all refunded", "one-time buyer", "repeat buyer", "came back for nothing", "equal records",
		"frequent buyer", "rare buyer", "no rate", "in days", "in weeks", "in years",
	} {
		if seen[kind] < 10 {
			t.Errorf("%s: drawn %d times in 300, want 10 at least", kind, seen[kind])
		}
	}
}
