package loyalty_test

import (
	"math"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// P25, for sales and prices.
func TestOffDealLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{0, 1, 2, 10}).Draw(t, "n")
		sales, scaled := make([]loyalty.Sale, n), make([]loyalty.Sale, n)
		k := rapid.Int64Range(1, 1000).Draw(t, "k")
		eur, offers, none := euros("1").Currency(), true, true
		for i := range sales {
			cents := rapid.SampledFrom([]int64{-100, 0, 1, 99, 1e12}).Draw(t, "margin")
			s := loyalty.Sale{At: genWhen().Draw(t, "at"), Margin: relationship.MoneyFromMinor(cents, eur), Offer: rapid.Bool().Draw(t, "offer")}
			sales[i] = s
			s.Margin = relationship.MoneyFromMinor(k*cents, eur)
			scaled[n-1-i] = s
			if cents > 0 {
				offers, none = offers && s.Offer, none && !s.Offer
			}
		}
		from, to := base.Add(-1), later()
		d, ok, err := loyalty.OffDealShare(slices.Values(sales), from, to)
		e, known, _ := loyalty.OffDealShare(slices.Values(scaled), from, to)
		if err != nil || d != e || ok != known || d.Share < 0 || d.Share > 1 || d.Sales+d.Losses != n || ok != (d.Sales > 0) {
			t.Fatalf("%+v, %v, %v; reversed, times %d %+v", d, ok, err, k, e)
		}
		if ok && (none && d.Share != 1 || offers && d.Share != 0) {
			t.Fatalf("all on offer %v, none %v: %+v", offers, none, d)
		}
		middle := genWhen().Draw(t, "middle")
		trend, _, err := loyalty.OffDealTrend(slices.Values(sales), from, middle, to)
		if err != nil || trend < -1 || trend > 1 {
			t.Fatal(trend, err)
		}
	})
}

func TestPriceStabilityLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{2, 3, 10}).Draw(t, "n")
		eur := euros("1").Currency()
		prices, scaled := make([]relationship.Money, n), make([]relationship.Money, n)
		k := rapid.Int64Range(1, 1000).Draw(t, "k")
		still := true
		for i := range prices {
			cents := rapid.SampledFrom([]int64{1, 100, 101, 1e12}).Draw(t, "price")
			prices[i], scaled[i] = relationship.MoneyFromMinor(cents, eur), relationship.MoneyFromMinor(k*cents, eur)
			still = still && prices[i].Equal(prices[0])
		}
		s := loyalty.Stability{Tolerated: rapid.SampledFrom([]float64{0, 0.01, 1}).Draw(t, "tolerated")}
		v, ok, err := loyalty.PriceStability(prices, s)
		if w, _, _ := loyalty.PriceStability(scaled, s); err != nil || !ok || v != w || v < 0 || v > 1 || still && v != 1 || s.Tolerated == 0 && !still && v == 1 {
			t.Fatalf("%v, %v, %v; times %d %v", v, ok, err, k, w)
		}
		s.Tolerated += 0.5
		if w, _, _ := loyalty.PriceStability(prices, s); w < v {
			t.Fatalf("%v, with more tolerance %v", v, w)
		}
	})
}

func TestReferralValueLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{1, 2, 8}).Draw(t, "n")
		margins, sum := make([]relationship.Money, n), int64(0)
		for i := range margins {
			cents := rapid.Int64Range(-1e6, 1e9).Draw(t, "margin")
			margins[i], sum = relationship.MoneyFromMinor(cents, euros("1").Currency()), sum+cents
		}
		points := rapid.SampledFrom([]int{0, 1, 5000, 3333, 10000}).Draw(t, "points")
		credit := loyalty.ReferralCredit{Points: points, Rounding: relationship.RoundFloor}
		v := must(loyalty.ReferralValue(margins, credit))
		slices.Reverse(margins)
		if w := must(loyalty.ReferralValue(margins, credit)); !w.Equal(v) {
			t.Fatalf("%v, reversed %v", v, w)
		}
		if points == 0 {
			points = 5000
		}
		want := int64(math.Floor(float64(sum) * float64(points) / 10000)) // exact, below 2^53
		if got := v.Decimal().Shift(2).IntPart(); got != want {
			t.Fatalf("%v, want %d cents", v, want)
		}
	})
}
