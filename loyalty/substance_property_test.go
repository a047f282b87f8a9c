package loyalty_test

import (
	"math"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// genDay draws a date of the years in which the agreements of genDeals run.
func genDay() *rapid.Generator[relationship.Date] {
	return rapid.Map(rapid.IntRange(0, 2500), func(n int) relationship.Date { return relationship.DateOf(base).AddDays(n) })
}

func TestFormalityLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		valued := rapid.Bool().Draw(t, "valued")
		deals, on := genDeals(valued).Draw(t, "deals"), genDay().Draw(t, "on")
		for i := range deals {
			deals[i].complete = max(deals[i].complete, 0.1) // 0 is not known
		}
		o := loyalty.FormalityOptions{Each: rapid.Bool().Draw(t, "each")}
		v, ok := formality(t, deals, on, o)
		if !ok && v != 0 || v < 0 || v > 1 {
			t.Fatalf("formality %v, %v", v, ok)
		}
		low, high := 1.0, 0.0
		for a := range agreements(tb(t), deals...) {
			if a.InForce(on) && (!valued || o.Each || a.Value().Sign() > 0) {
				c := map[relationship.Form]float64{relationship.FormWritten: 1, relationship.FormUnsigned: 0.5}[a.Form()] * a.Completeness()
				low, high = min(low, c), max(high, c)
			}
		}
		if ok != (low <= high) || ok && (v < low-1e-15 || v > high+1e-15) {
			t.Fatalf("formality %v, %v, outside %v to %v", v, ok, low, high)
		}
		// Another order, another scale.
		other := slices.Clone(deals)
		slices.Reverse(other)
		for i := range other {
			if valued {
				amount := must(relationship.ParseMoney(deals[len(deals)-1-i].value)).Decimal().IntPart()
				other[i].value = strconv.FormatInt(3*amount, 10) + " EUR"
			}
		}
		if w, known := formality(t, other, on, o); w != v || known != ok {
			t.Fatalf("%v in order, %v the other way round and times 3", v, w)
		}
		// One of them more formal, and complete.
		if len(deals) > 0 {
			better := slices.Clone(deals)
			i := rapid.IntRange(0, len(deals)-1).Draw(t, "which")
			better[i].form, better[i].complete = relationship.FormWritten, 1
			if w, known := formality(t, better, on, o); w < v-1e-15 || known != ok {
				t.Fatalf("%v, more formal %v", v, w)
			}
		}
	})
}

func formality(t *rapid.T, deals []deal, on relationship.Date, o loyalty.FormalityOptions) (float64, bool) {
	v, ok, err := loyalty.Formality(agreements(tb(t), deals...), on, o)
	if err != nil {
		t.Fatal(err)
	}
	return v, ok
}

// rapidTB lets helpers of tests take a property's t.
type rapidTB struct {
	testing.TB
	t *rapid.T
}

func tb(t *rapid.T) testing.TB      { return rapidTB{t: t} }
func (r rapidTB) Helper()           { r.t.Helper() }
func (r rapidTB) Fatal(args ...any) { r.t.Fatal(args...) }

func TestCommitmentHorizonLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		deals, on := genDeals(false).Draw(t, "deals"), genDay().Draw(t, "on")
		o := loyalty.HorizonOptions{HalfLife: rapid.SampledFrom([]loyalty.Span{0, loyalty.Day, 100 * loyalty.Day}).Draw(t, "h")}
		read := func(deals []deal, on relationship.Date) (float64, bool) {
			v, ok, err := loyalty.CommitmentHorizon(agreements(tb(t), deals...), on, o)
			if err != nil || v < 0 || v > 1 || !ok && v != 0 {
				t.Fatal(v, ok, err)
			}
			return v, ok
		}
		v, ok := read(deals, on)
		one := deal{form: relationship.FormOral, start: base.Format(time.DateOnly), end: on.AddDays(rapid.IntRange(0, 900).Draw(t, "ahead")).String()}
		more, known := read(append(slices.Clone(deals), one), on)
		if !known || ok && more < v {
			t.Fatalf("%v; with one more %v, %v", v, more, known)
		}
		// Nothing comes into force later: all are over on a day on which none is known.
		now := relationship.DateOf(base).AddDays(2600)
		today, _ := read([]deal{{form: relationship.FormOral, start: base.Format(time.DateOnly), end: now.AddDays(50).String()}}, now)
		later, _ := read([]deal{{form: relationship.FormOral, start: base.Format(time.DateOnly), end: now.AddDays(50).String()}}, now.AddDays(rapid.IntRange(0, 60).Draw(t, "later")))
		if later > today {
			t.Fatalf("today %v, later %v", today, later)
		}
	})
}

func TestRenewalEvidenceLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		deals := genDeals(false).Draw(t, "deals")
		asOf := base.Add(time.Duration(rapid.IntRange(0, 3000*24).Draw(t, "hours")) * time.Hour)
		h := genHalfLife().Draw(t, "h")
		e, err := loyalty.RenewalEvidence(agreements(tb(t), deals...), asOf, h)
		if err != nil || e.At().After(asOf) {
			t.Fatal(e, err)
		}
		other := slices.Clone(deals)
		slices.Reverse(other)
		o := must(loyalty.RenewalEvidence(agreements(tb(t), other...), asOf, h))
		closeTo(t, "for, in another order", o.For(), e.For())
		closeTo(t, "against, in another order", o.Against(), e.Against())
		// What happened later changes nothing.
		cut := slices.Clone(deals)
		for i := range cut {
			for _, r := range cut[i].renewed {
				if instant(r).After(asOf) {
					cut[i].renewed = nil
				}
			}
			if cut[i].ended != "" && instant(cut[i].ended).After(asOf) {
				cut[i].ended = ""
			}
		}
		if c := must(loyalty.RenewalEvidence(agreements(tb(t), cut...), asOf, h)); c != e {
			t.Fatalf("%+v, without what was to come %+v", e, c)
		}
		// Each says one thing at a time.
		plain := must(loyalty.RenewalEvidence(agreements(tb(t), deals...), asOf, loyalty.NoDecay))
		if n := float64(len(deals)); plain.For() > n || plain.Against() > n {
			t.Fatalf("%d agreements: %+v", len(deals), plain)
		}
		// Renewing never lowers the mean.
		if len(deals) > 0 && !asOf.Before(day(deals[0].start).Time()) && deals[0].ended == "" && deals[0].renewed == nil {
			deals[0].renewed = []string{asOf.Format(time.RFC3339)}
			prior := loyalty.Prior{Strength: 2, Mean: 0.5}
			r := must(loyalty.RenewalEvidence(agreements(tb(t), deals...), asOf, h))
			if before, after := must(e.Posterior(prior, h, asOf)).Mean(), must(r.Posterior(prior, h, asOf)).Mean(); after < before-1e-15 {
				t.Fatalf("%v, renewed %v", before, after)
			}
		}
	})
}

func TestBothWaysLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := genX().Draw(t, "a"), genX().Draw(t, "b"), genX().Draw(t, "c")
		mutual, asymmetry, err := loyalty.BothWays(a, b)
		swapped, turned, _ := loyalty.BothWays(b, a)
		if err != nil || mutual != swapped || asymmetry != -turned || mutual != min(a, b) || math.Abs(asymmetry) > 1 {
			t.Fatalf("%v and %v: %v, %v, %v; swapped %v, %v", a, b, mutual, asymmetry, err, swapped, turned)
		}
		if more, _, _ := loyalty.BothWays(max(a, c), b); more < mutual {
			t.Fatalf("%v, raised %v", mutual, more)
		}
		low, high := must(loyalty.NewCommitment(min(a, c), b)), must(loyalty.NewCommitment(max(a, c), b))
		if s := low.Spurious(); s < high.Spurious() || s > b || s < 0 {
			t.Fatalf("%+v is spurious by %v, %+v by %v", low, s, high, high.Spurious())
		}
	})
}

// P25.
func TestMutualBenefitLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		gen := rapid.OneOf(rapid.Int64Range(-5, 1e15), rapid.SampledFrom([]int64{0, 1, -1, 2, 1e15}))
		x, y := gen.Draw(t, "a"), gen.Draw(t, "b")
		eur := euros("1").Currency()
		of := func(x, y int64) (loyalty.Benefit, bool) {
			b, ok, err := loyalty.MutualBenefit(relationship.MoneyFromMinor(x, eur), relationship.MoneyFromMinor(y, eur), relationship.RoundDown)
			if err != nil {
				t.Fatal(err)
			}
			return b, ok
		}
		b, ok := of(x, y)
		if other, known := of(y, x); other.Balance != b.Balance || !other.Level.Equal(b.Level) || known != ok {
			t.Fatalf("%d, %d: %v; swapped %v", x, y, b, other)
		}
		k := rapid.Int64Range(1, 1000).Draw(t, "k")
		if scaled, _ := of(k*x, k*y); scaled.Balance != b.Balance {
			t.Fatalf("%v, times %d %v", b, k, scaled)
		}
		switch {
		case x == 0 && y == 0:
			if ok {
				t.Fatal("nothing is known")
			}
		case x <= 0 || y <= 0:
			if !ok || b.Balance != 0 || b.Level.Sign() != 0 {
				t.Fatalf("%d, %d: %v", x, y, b)
			}
		default:
			level := b.Level.Decimal().Shift(2).IntPart()
			if !ok || !(b.Balance > 0) || (b.Balance == 1) != (x == y) && math.Abs(float64(x-y)) > 1e-15*float64(x+y) ||
				level > 2*min(x, y) || level < min(x, y) || level > max(x, y) {
				t.Fatalf("%d, %d: %v", x, y, b)
			}
		}
	})
}

// P24, for initiatives.
func TestMutualInterestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		gen := rapid.OneOf(rapid.IntRange(0, 1e6), rapid.SampledFrom([]int{0, 1, math.MaxInt}))
		a, b, k := gen.Draw(t, "a"), gen.Draw(t, "b"), rapid.IntRange(1, 1000).Draw(t, "k")
		v, ok, err := loyalty.MutualInterest(a, b)
		w, _, _ := loyalty.MutualInterest(b, a)
		if err != nil || math.Abs(v-w) > 1e-15 || v < 0 || v > 1 || ok != (a+b != 0) || (v == 0) != (a == 0 || b == 0) && ok || a == b && ok && v != 1 {
			t.Fatalf("%d, %d: %v, %v, %v; swapped %v", a, b, v, ok, err, w)
		}
		if a < math.MaxInt/1000 && b < math.MaxInt/1000 {
			if scaled, _, _ := loyalty.MutualInterest(k*a, k*b); math.Abs(scaled-v) > 1e-15 {
				t.Fatalf("%v, times %d %v", v, k, scaled)
			}
		}
	})
}

func TestSharedIdealsLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		tags := rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c", "d", "e"}), 0, 6)
		ours, theirs := tags.Draw(t, "ours"), tags.Draw(t, "theirs")
		v, ok, err := loyalty.SharedIdeals(ours, theirs)
		if w, known, _ := loyalty.SharedIdeals(theirs, slices.Concat(ours, ours)); err != nil || w != v || known != ok || v < 0 || v > 1 {
			t.Fatalf("%v; swapped and twice %v; %v", v, w, err)
		}
		if ok != (len(ours)+len(theirs) > 0) {
			t.Fatal(ok)
		}
		both, _, _ := loyalty.SharedIdeals(append(slices.Clone(ours), "new"), append(slices.Clone(theirs), "new"))
		one, _, _ := loyalty.SharedIdeals(append(slices.Clone(ours), "new"), theirs)
		if both < v || one > v {
			t.Fatalf("%v, with one more of both %v, of ours alone %v", v, both, one)
		}
		if same, known, _ := loyalty.SharedIdeals(ours, ours); known && same != 1 {
			t.Fatalf("the same: %v", same)
		}
	})
}

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
