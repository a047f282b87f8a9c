package loyalty_test

import (
	"math"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

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
		gen := rapid.OneOf(rapid.IntRange(0, 1e6), rapid.SampledFrom([]int{0, 1, math.MaxInt>>10 + 1, math.MaxInt>>10 + 3, math.MaxInt}))
		a, b, k := gen.Draw(t, "a"), gen.Draw(t, "b"), rapid.IntRange(1, 1000).Draw(t, "k")
		v, ok, err := loyalty.MutualInterest(a, b)
		w, _, _ := loyalty.MutualInterest(b, a)
		if err != nil || v != w || v < 0 || v > 1 || ok != (a+b != 0) || (v == 0) != (a == 0 || b == 0) && ok || a == b && ok && v != 1 {
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
