package markov_test

import (
	"cmp"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

// V is linear in the margins, with a horizon and without.
func TestValueIsLinear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, final := absorbing(t)
		c := must(m.chain())
		d := yearly(rapid.SampledFrom([]float64{0, 1e-9, 0.1, 3}).Draw(t, "rate"))
		horizon := rapid.SampledFrom([]int{0, 0, 1, 7, 60}).Draw(t, "horizon")
		a, b := margins(t, len(m), final, 0), margins(t, len(m), final, 0)
		x := rapid.OneOf(rapid.Just(0.0), rapid.Float64Range(1e-100, 5)).Draw(t, "x")
		both := map[int]float64{}
		for i := range len(m) {
			both[i] = a[i] + x*b[i]
		}
		value := func(margin map[int]float64) markov.Values[int] {
			return must(c.Value(markov.ValueOptions[int]{Margin: margin, Discount: d, Horizon: horizon}))
		}
		va, vb, vab := value(a), value(b), value(both)
		for _, s := range c.States() {
			near(t, "V of a sum", sure(vab.Of(s)), sure(va.Of(s))+x*sure(vb.Of(s)), 1e-12)
		}
	})
}

// With margins that are not negative, V falls when the rate rises, rises with the horizon, and comes to the value without one.
func TestValueFallsWithTheRateAndRisesWithTheHorizon(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, final := absorbing(t)
		c := must(m.chain())
		margin := margins(t, len(m), final, 0)
		value := func(rate float64, horizon int) markov.Values[int] {
			return must(c.Value(markov.ValueOptions[int]{Margin: margin, Discount: yearly(rate), Horizon: horizon}))
		}
		rates := []float64{0, 1e-12, 1e-3, 0.1, 0.5, 10}
		for i, rate := range rates[1:] {
			less, more := value(rate, 0), value(rates[i], 0)
			for _, s := range c.States() {
				if !(sure(less.Of(s)) <= sure(more.Of(s))*(1+1e-13)) {
					t.Fatalf("V_%d = %v at %v and %v at %v", s, sure(less.Of(s)), rate, sure(more.Of(s)), rates[i])
				}
			}
		}
		forEver := value(0.5, 0)
		last := value(0.5, 1)
		for _, horizon := range []int{2, 5, 20, 200} {
			v := value(0.5, horizon)
			for _, s := range c.States() {
				if !(sure(v.Of(s)) >= sure(last.Of(s))*(1-1e-15)) || !(sure(v.Of(s)) <= sure(forEver.Of(s))*(1+1e-13)) {
					t.Fatalf("V_%d = %v until %d, %v before and %v for ever", s, sure(v.Of(s)), horizon, sure(last.Of(s)), sure(forEver.Of(s)))
				}
			}
			last = v
		}
		for _, s := range c.States() {
			near(t, "V until 200", sure(last.Of(s)), sure(forEver.Of(s)), 1e-12)
		}
	})
}

// Without a discount the value is the visits times the margins.
func TestValueOfVisits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, final := absorbing(t)
		c := must(m.chain())
		margin := margins(t, len(m), final, 0)
		v := must(c.Value(markov.ValueOptions[int]{Margin: margin}))
		a := must(c.Absorbing(nil))
		for _, s := range c.States() {
			want := 0.0
			for to, x := range margin {
				want += x * sure(a.From(s)).Visits(to)
			}
			near(t, "V", sure(v.Of(s)), want, 1e-13)
		}
	})
}

// A ladder's steps add up from its first stage to its last.
func TestStepsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, final := absorbing(t)
		c := must(m.chain())
		v := must(c.Value(markov.ValueOptions[int]{Margin: margins(t, len(m), final, 1), Discount: yearly(0.1)}))
		sum := 0.0
		for _, step := range must(v.Steps(c.States())) {
			sum += step.Gain
			if cmp.Compare(step.Gain, sure(v.Gain(step.From, step.To))) != 0 || step.Estimated {
				t.Errorf("step %+v, want the gain, and no standard error in a known chain", step)
			}
		}
		near(t, "the sum of the steps", sum-sure(v.Gain(0, final[len(final)-1]))+1, 1, 1e-12*max(1, sure(v.Of(0))))
	})
}
