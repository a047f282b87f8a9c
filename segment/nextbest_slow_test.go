package segment_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/segment"
)

// Suggestions are what all rules, one by one, come to.
func TestNextBestIsThatOfAllRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := basketsBases.Draw(t, "base")
		b := basketsAdd(t, base...)
		lines := b.Lines()
		if len(lines) == 0 {
			return
		}
		held := rapid.SliceOfN(rapid.SampledFrom(lines), 1, 3).Draw(t, "held")
		o := nextOptions(t, lines)
		o.Most, o.Values = 100, nil
		got, err := b.NextBest(held, o)
		if err != nil {
			t.Fatal(err)
		}
		list, err := b.Associations(o.Rules)
		if err != nil {
			t.Fatal(err)
		}
		best := map[string]segment.Association{} // the rules come in order: the first is the best
		for _, r := range list.Rules {
			if _, known := best[r.Line()]; !known && slices.Contains(held, r.Given()) && !slices.Contains(held, r.Line()) && !slices.Contains(o.Excluded, r.Line()) {
				best[r.Line()] = r
			}
		}
		if len(best) != len(got.Suggestions) {
			t.Fatalf("%v, want %v", got.Suggestions, best)
		}
		for _, s := range got.Suggestions {
			if s.Rule != best[s.Line] {
				t.Fatalf("%v, want %v", s.Rule, best[s.Line])
			}
		}
	})
}

// A hit rate is what leaving out each customer, counting the others anew, and hiding each line comes to.
func TestHitRateIsThatOfTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := basketsBases.Draw(t, "base")
		if len(base) > 20 {
			base = base[:20]
		}
		o := nextOptions(t, basketsSet(slices.Concat(base...)))
		suggested, popular, n := 0.0, 0.0, 0.0
		for i, customer := range base {
			own := basketsSet(customer)
			if len(own) < 2 {
				continue
			}
			n++
			others := basketsAdd(t, slices.Delete(slices.Clone(base), i, i+1)...)
			for _, hidden := range own {
				held := slices.DeleteFunc(slices.Clone(own), func(l string) bool { return l == hidden })
				next, err := others.NextBest(held, o)
				if err != nil {
					t.Fatal(err)
				}
				p := o
				p.Excluded = slices.Concat(o.Excluded, held)
				top, err := others.NextBest(nil, p)
				if err != nil {
					t.Fatal(err)
				}
				if slices.Contains(nextLines(next), hidden) {
					suggested += 1 / float64(len(own))
				}
				if slices.Contains(nextLines(top), hidden) {
					popular += 1 / float64(len(own))
				}
			}
		}
		got, ok, err := segment.HitRateOf(base, o)
		if err != nil || ok != (n > 0) {
			t.Fatal(ok, err)
		}
		near := func(a, b float64) bool { return a-b < 1e-9 && b-a < 1e-9 }
		if ok && (!near(got.Suggested.Value, suggested/n) || !near(got.Popular.Value, popular/n)) {
			t.Fatalf("%+v, want %v and %v", got, suggested/n, popular/n)
		}
	})
}
