package segment_test

import (
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/segment"
)

// associations draws rules with counts of all sizes, in which nobody, everybody and independence are frequent.
var associations = rapid.Custom(func(t *rapid.T) segment.Association {
	n := rapid.SampledFrom([]int64{0, 1, 2, 10, 100, 1000, 67_108_864, 1_000_000_000_000}).Draw(t, "n")
	edge := func(name string, low, high int64) int64 {
		middle := low + (high-low)/2
		return rapid.OneOf(rapid.SampledFrom([]int64{low, high, middle, min(low+1, high), max(high-1, low)}), rapid.Int64Range(low, high)).Draw(t, name)
	}
	given := edge("given", 0, n)
	line := edge("line", 0, n)
	low, high := max(0, given+line-n), min(given, line)
	both := edge("both", low, high)
	if n > 0 && rapid.IntRange(0, 3).Draw(t, "by chance") == 0 {
		expected := new(big.Int).Mul(big.NewInt(given), big.NewInt(line))
		both = expected.Div(expected, big.NewInt(n)).Int64()
	}
	a, err := segment.NewAssociation("A", "B", segment.AssociationCounts{Customers: n, Given: given, Line: line, Both: max(both, low)})
	if err != nil {
		t.Fatal(err)
	}
	return a
})

func TestAssociationsDrawEdges(t *testing.T) {
	var nobody, chance, always, never, more bool
	for seed := range 500 {
		a := associations.Example(seed)
		c := a.Counts()
		leverage, ok := a.Leverage()
		nobody = nobody || !ok
		chance = chance || ok && leverage == 0 && c.Both > 0
		more = more || leverage > 0
		always = always || c.Given > 0 && c.Both == c.Given
		never = never || c.Given > 0 && c.Line > 0 && c.Both == 0
	}
	if !nobody || !chance || !always || !never || !more {
		t.Errorf("never drawn: %v %v %v %v %v", nobody, chance, always, never, more)
	}
}

// associationCheck holds a rule to the bounds of all its quantities.
func associationCheck(t interface{ Fatalf(string, ...any) }, a segment.Association) {
	c := a.Counts()
	between := func(name string, of func() (float64, bool), low, high float64) float64 {
		v, ok := of()
		if ok && !(v >= low && v <= high) || !ok && v != 0 {
			t.Fatalf("%v: %s %v, %v, want from %v to %v", a, name, v, ok, low, high)
		}
		return v
	}
	between("support", a.Support, 0, 1)
	confidence := between("confidence", a.Confidence, 0, 1)
	most := 0.0
	if c.Given > 0 && c.Line > 0 {
		most = float64(c.Customers) / float64(max(c.Given, c.Line)) * (1 + 1e-15)
	}
	lift := between("lift", a.Lift, 0, most)
	between("leverage", a.Leverage, -0.25, 0.25)
	between("conviction", a.Conviction, 0, math.MaxFloat64)
	jaccard := between("Jaccard", a.Jaccard, 0, 1)
	if _, ok := a.Confidence(); ok && jaccard > confidence {
		t.Fatalf("%v: Jaccard %v above confidence %v", a, jaccard, confidence)
	}
	for _, level := range []float64{0.5, 0.9, 0.999999} {
		around, err := a.ConfidenceInterval(level)
		if err != nil || !(around.Low >= 0 && around.Low <= confidence && confidence <= around.High && around.High <= 1) {
			t.Fatalf("%v: confidence %v in %v, %v", a, confidence, around, err)
		}
		span, ok, err := a.LiftInterval(level)
		if err != nil || ok && !(span.Low >= 0 && span.Low <= lift && lift <= span.High && span.High < math.Inf(1)) {
			t.Fatalf("%v: lift %v in %v, %v", a, lift, span, err)
		}
	}
}

// Every quantity stays in its bounds, and in its interval.
func TestAssociationBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { associationCheck(t, associations.Draw(t, "rule")) })
}

// Support, lift, its interval, leverage and Jaccard are symmetric, to the bit. Confidence and conviction are not: tea and coffee show it.
func TestAssociationSymmetry(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := associations.Draw(t, "rule")
		r := a.Reverse()
		for i, pair := range [][2]func() (float64, bool){{a.Support, r.Support}, {a.Lift, r.Lift}, {a.Leverage, r.Leverage}, {a.Jaccard, r.Jaccard}} {
			v, ok := pair[0]()
			w, too := pair[1]()
			if v != w || ok != too {
				t.Fatalf("%v, quantity %d: %v and %v", a, i, v, w)
			}
		}
		v, ok, _ := a.LiftInterval(0.9)
		w, too, _ := r.LiftInterval(0.9)
		if v != w || ok != too || r.Reverse() != a {
			t.Fatalf("%v: %v and %v", a, v, w)
		}
	})
}

// The lift is 1 if and only if the leverage is 0, and conviction 1, while products are below 2^53; beyond they are never on different sides.
func TestAssociationLiftOneIsLeverageZero(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := associations.Draw(t, "rule")
		lift, ok := a.Lift()
		if !ok {
			return
		}
		leverage, _ := a.Leverage()
		conviction, exists := a.Conviction()
		if (lift-1)*leverage < 0 || exists && (conviction-1)*leverage < 0 || leverage == 0 && lift != 1 {
			t.Fatalf("%v: lift %v, leverage %v, conviction %v", a, lift, leverage, conviction)
		}
		if a.Counts().Customers > 1<<26 {
			return
		}
		if (lift == 1) != (leverage == 0) || exists && (conviction == 1) != (leverage == 0) {
			t.Fatalf("%v: lift %v, leverage %v, conviction %v", a, lift, leverage, conviction)
		}
	})
}

// With every customer counted more often the shares stay, and the intervals narrow: that of the lift in proportion, where somebody holds
// both.
func TestAssociationReplication(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := associations.Draw(t, "rule")
		c := a.Counts()
		if c.Customers > 1<<26 {
			return
		}
		k := rapid.Int64Range(2, 100).Draw(t, "times")
		b := associationOf(t, k*c.Customers, k*c.Given, k*c.Line, k*c.Both)
		for i, pair := range [][2]func() (float64, bool){{a.Support, b.Support}, {a.Confidence, b.Confidence}, {a.Lift, b.Lift}, {a.Leverage, b.Leverage}, {a.Conviction, b.Conviction}, {a.Jaccard, b.Jaccard}} {
			v, ok := pair[0]()
			w, too := pair[1]()
			if ok != too || math.Abs(v-w) > 1e-14*math.Abs(v) {
				t.Fatalf("%v, quantity %d: %v and %v", a, i, v, w)
			}
		}
		few, _ := a.ConfidenceInterval(0.9)
		many, _ := b.ConfidenceInterval(0.9)
		if c.Given > 0 && !(many.High-many.Low < few.High-few.Low) {
			t.Fatalf("%v: confidence in %v and then in %v", a, few, many)
		}
		short, ok, _ := a.LiftInterval(0.9)
		long, _, _ := b.LiftInterval(0.9)
		if ok && c.Both > 0 && !(long.High/long.Low <= short.High/short.Low) {
			t.Fatalf("%v: lift in %v and then in %v", a, short, long)
		}
	})
}

// A higher level gives no narrower interval.
func TestAssociationIntervalsWidenWithTheLevel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := associations.Draw(t, "rule")
		narrow, ok, _ := a.LiftInterval(0.8)
		wide, _, _ := a.LiftInterval(0.95)
		if ok && (wide.Low > narrow.Low || wide.High < narrow.High) {
			t.Fatalf("%v: %v and then %v", a, narrow, wide)
		}
	})
}

// Stricter demands only take rules away, none of which is lost.
func TestAssociationsStricterDemands(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := basketsBases.Draw(t, "base")
		b := basketsAdd(t, base...)
		draw := func() segment.AssociationOptions {
			return segment.AssociationOptions{
				LeastBoth:  rapid.Int64Range(1, 5).Draw(t, "both"),
				LeastShare: rapid.SampledFrom([]float64{0, 0.05, 0.3}).Draw(t, "share"),
				LeastLift:  rapid.SampledFrom([]float64{0, 0.5, 1}).Draw(t, "lift"),
			}
		}
		loose, more := draw(), draw()
		strict := segment.AssociationOptions{LeastBoth: max(loose.LeastBoth, more.LeastBoth), LeastShare: max(loose.LeastShare, more.LeastShare), LeastLift: max(loose.LeastLift, more.LeastLift)}
		some, err := b.Associations(loose)
		if err != nil {
			t.Fatal(err)
		}
		fewer, err := b.Associations(strict)
		if err != nil {
			t.Fatal(err)
		}
		in := map[segment.Association]bool{}
		for _, r := range some.Rules {
			in[r] = true
		}
		for _, r := range fewer.Rules {
			if !in[r] {
				t.Fatalf("%v by %+v, not by %+v", r, strict, loose)
			}
		}
		all, _ := b.Associations(segment.AssociationOptions{LeastBoth: 1})
		for _, list := range []segment.AssociationList{some, fewer} {
			if len(list.Rules)+list.Suppressed+list.Unproven != len(all.Rules) || all.Suppressed+all.Unproven != 0 {
				t.Fatalf("%d, %d and %d of %d", len(list.Rules), list.Suppressed, list.Unproven, len(all.Rules))
			}
		}
	})
}
