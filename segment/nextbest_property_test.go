package segment_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// nextOptions draws demands, exclusions and values of whole euros.
func nextOptions(t *rapid.T, lines []string) segment.NextBestOptions {
	o := segment.NextBestOptions{
		Most: rapid.IntRange(0, 3).Draw(t, "most"),
		Rules: segment.AssociationOptions{
			LeastBoth: rapid.Int64Range(1, 4).Draw(t, "both"),
			LeastLift: rapid.SampledFrom([]float64{0, 0, 0.5, 1}).Draw(t, "lift"),
		},
	}
	o.Excluded = rapid.SliceOfN(rapid.SampledFrom(append([]string{"x"}, lines...)), 0, 2).Draw(t, "excluded")
	if rapid.Bool().Draw(t, "values") {
		o.Values = map[string]relationship.Money{}
		for _, line := range lines {
			o.Values[line] = relationship.MoneyFromMinor(100*rapid.Int64Range(0, 3).Draw(t, "value"), eur)
		}
	}
	return o
}

// No suggestion is held or excluded; each rule behind one meets the demands and starts from a line held; they are in order.
func TestNextBestIsNeverHeldOrExcluded(t *testing.T) {
	suggested := 0
	rapid.Check(t, func(t *rapid.T) {
		base := basketsBases.Draw(t, "base")
		lines := basketsSet(slices.Concat(base...))
		held := rapid.SliceOfN(rapid.SampledFrom(append([]string{"x"}, lines...)), 0, 3).Draw(t, "held")
		o := nextOptions(t, lines)
		b := basketsAdd(t, base...)
		kept := b.Clone()
		got, err := b.NextBest(held, o)
		if err != nil {
			t.Fatal(err)
		}
		if !b.Equal(kept) {
			t.Fatal("asking changes the baskets")
		}
		most := o.Most
		if most == 0 {
			most = 5
		}
		if len(got.Suggestions) > most || !slices.Equal(got.Unknown, basketsSet(slices.DeleteFunc(slices.Clone(held), func(l string) bool { return l != "x" || b.Held(l) > 0 }))) {
			t.Fatalf("%+v", got)
		}
		for i, s := range got.Suggestions {
			suggested++
			if slices.Contains(held, s.Line) || slices.Contains(o.Excluded, s.Line) || s.Hits < o.Rules.LeastBoth {
				t.Fatalf("%+v", s)
			}
			because, ok := s.Because()
			if ok == got.Popular || ok && (!slices.Contains(held, because) || s.Rule.Line() != s.Line || s.Hits != b.Together(because, s.Line) || s.Of != b.Held(because)) {
				t.Fatalf("%+v", s)
			}
			if !ok && (s.Hits != b.Held(s.Line) || s.Of != b.Customers()) {
				t.Fatalf("%+v", s)
			}
			if ok && o.Rules.LeastLift > 0 {
				if around, _, _ := s.Rule.LiftInterval(0.9); around.Low < o.Rules.LeastLift {
					t.Fatalf("%+v: lift in %v", s, around)
				}
			}
			if i > 0 && s.Score > got.Suggestions[i-1].Score {
				t.Fatalf("%+v", got.Suggestions)
			}
		}
	})
	if suggested == 0 && !testing.Short() {
		t.Error("nothing was ever suggested")
	}
}

// The order of lines and of customers changes nothing, nor does another unit of the values.
func TestNextBestOrderChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := basketsBases.Draw(t, "base")
		lines := basketsSet(slices.Concat(base...))
		held := rapid.SliceOfN(rapid.SampledFrom(append([]string{"x"}, lines...)), 0, 3).Draw(t, "held")
		o := nextOptions(t, lines)
		got, err := basketsAdd(t, base...).NextBest(held, o)
		if err != nil {
			t.Fatal(err)
		}
		var other [][]string
		for _, customer := range base {
			other = append(other, rapid.Permutation(customer).Draw(t, "lines"))
		}
		other = rapid.Permutation(other).Draw(t, "customers")
		p := o
		p.Excluded = rapid.Permutation(o.Excluded).Draw(t, "excluded again")
		for line, v := range o.Values {
			if p.Values == nil || reflect.ValueOf(p.Values).Pointer() == reflect.ValueOf(o.Values).Pointer() {
				p.Values = map[string]relationship.Money{}
			}
			minor, _ := v.Minor()
			p.Values[line] = relationship.MoneyFromMinor(minor/100, eur)
		}
		again, err := basketsAdd(t, other...).NextBest(rapid.Permutation(held).Draw(t, "held again"), p)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(got, again, cmp.Comparer(func(a, b segment.Association) bool { return a == b })); diff != "" {
			t.Fatal(diff)
		}
	})
}

// The order of the customers and of their lines changes nothing, and every share is from 0 to 1 and in its interval.
func TestHitRateOrderChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := basketsBases.Draw(t, "base")
		o := nextOptions(t, basketsSet(slices.Concat(base...)))
		got, ok, err := segment.HitRateOf(base, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range []segment.Finding{got.Suggested, got.Popular} {
			if !(s.Value >= 0 && s.Value <= 1 && s.Interval.Low <= s.Value && s.Value <= s.Interval.High) {
				t.Fatalf("%+v", s)
			}
		}
		if got.Customers+got.Skipped != int64(len(base)) || got.Better+got.Worse > got.Customers || ok != (got.Customers > 0) {
			t.Fatalf("%+v", got)
		}
		var other [][]string
		for _, customer := range base {
			other = append(other, rapid.Permutation(customer).Draw(t, "lines"))
		}
		again, too, err := segment.HitRateOf(rapid.Permutation(other).Draw(t, "customers"), o)
		if err != nil || again != got || ok != too {
			t.Fatalf("%+v and then %+v, %v", got, again, err)
		}
	})
}
