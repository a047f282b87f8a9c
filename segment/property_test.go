package segment_test

import (
	"encoding/json"
	"iter"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

func TestPermutation(t *testing.T) { rapid.Check(t, permutation(options)) }

func TestNestedPermutation(t *testing.T) { rapid.Check(t, permutation(nestedOptions)) }

func permutation(given *rapid.Generator[segment.QuantileOptions]) func(*rapid.T) {
	return func(t *rapid.T) {
		base, o := bases.Draw(t, "base"), given.Draw(t, "options")
		s, report := quantile(t, base, o)
		shuffled, again := quantile(t, rapid.Permutation(base).Draw(t, "shuffled"), o)
		if !s.Equal(shuffled) || !cmp.Equal(report, again) {
			t.Fatalf("another order changes the scorer:\n%v\n%v", report, again)
		}
	}
}

func TestEqualValuesEqualScores(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := bases.Draw(t, "base")
		s, _ := quantile(t, base, options.Draw(t, "options"))
		for _, a := range base {
			for _, b := range base {
				x, y := scoreOf(t, s, a), scoreOf(t, s, b)
				if a.Recency == b.Recency && x.R != y.R || a.Frequency == b.Frequency && x.F != y.F || a.Net.Equal(b.Net) && x.M != y.M {
					t.Fatalf("%v scores %v and %v scores %v", a, x, b, y)
				}
			}
		}
	})
}

func TestMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, _ := quantile(t, bases.Draw(t, "base"), options.Draw(t, "options"))
		a, b := customers.Draw(t, "a"), customers.Draw(t, "b")
		x, y := scoreOf(t, s, a), scoreOf(t, s, b)
		if a.Recency < b.Recency && x.R < y.R || a.Frequency > b.Frequency && x.F < y.F || relationship.Must(a.Net.Cmp(b.Net)) > 0 && x.M < y.M {
			t.Fatalf("%v scores %v and %v scores %v", a, x, b, y)
		}
	})
}

// Weeks for days, cubes for counts and another currency with another minor unit change no score.
func TestRankInvariance(t *testing.T) {
	points := relationship.Must(relationship.ParseCurrency("PTS/0"))
	rapid.Check(t, func(t *rapid.T) {
		base := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) segment.RFM {
			return segment.RFM{
				Recency:   rapid.IntRange(0, 20).Draw(t, "recency"),
				Frequency: rapid.IntRange(1, 20).Draw(t, "frequency"),
				Net:       relationship.MoneyFromMinor(rapid.Int64Range(-5, 20).Draw(t, "cents"), eur),
			}
		}), 1, 40).Draw(t, "base")
		o := options.Draw(t, "options")
		moved := make([]segment.RFM, len(base))
		for i, r := range base {
			f := r.Frequency
			n := int64(0)
			for c := int64(-5); c <= 20; c++ { // 0 stays 0, and the steps differ
				if r.Net.Equal(relationship.MoneyFromMinor(c, eur)) {
					n = c * (c*c + 1)
				}
			}
			moved[i] = segment.RFM{Recency: 7*r.Recency + 3, Frequency: f * f * f, Net: relationship.MoneyFromMinor(n, points)}
		}
		s, _ := quantile(t, base, o)
		u, _ := quantile(t, moved, o)
		for i := range base {
			if x, y := scoreOf(t, s, base[i]), scoreOf(t, u, moved[i]); x != y {
				t.Fatalf("%v scores %v, as %v it scores %v", base[i], x, moved[i], y)
			}
		}
	})
}

func TestReplication(t *testing.T) { rapid.Check(t, replication(options)) }

func TestNestedReplication(t *testing.T) { rapid.Check(t, replication(nestedOptions)) }

func replication(given *rapid.Generator[segment.QuantileOptions]) func(*rapid.T) {
	return func(t *rapid.T) {
		base, o := bases.Draw(t, "base"), given.Draw(t, "options")
		s, _ := quantile(t, base, o)
		times := rapid.IntRange(2, 4).Draw(t, "times")
		u, report := quantile(t, slices.Repeat(base, times), o)
		if report.Customers != times*len(base) {
			t.Fatalf("%d customers", report.Customers)
		}
		for _, r := range append(base, customers.Draw(t, "another")) {
			if x, y := scoreOf(t, s, r), scoreOf(t, u, r); x != y {
				t.Fatalf("%v scores %v, and %v when everyone is there %d times", r, x, y, times)
			}
		}
	}
}

func TestOrientation(t *testing.T) { rapid.Check(t, orientation(options)) }

func TestNestedOrientation(t *testing.T) { rapid.Check(t, orientation(nestedOptions)) }

// With good and bad exchanged and the other ties, s becomes k+1-s.
func orientation(given *rapid.Generator[segment.QuantileOptions]) func(*rapid.T) {
	mirror := map[segment.Ties]segment.Ties{segment.TieLow: segment.TieHigh, segment.TieHigh: segment.TieLow}
	return func(t *rapid.T) {
		base, o := bases.Draw(t, "base"), given.Draw(t, "options")
		if o.Ties == segment.TieMid {
			o.Ties = segment.TieLow
		}
		turned, p := slices.Clone(base), o
		p.Ties = mirror[o.Ties]
		for i := range turned {
			turned[i].Recency, turned[i].Frequency = 1_000_000_000-base[i].Recency, 1_000_000_001-base[i].Frequency
		}
		s, _ := quantile(t, base, o)
		u, _ := quantile(t, turned, p)
		for i := range base {
			x, y := scoreOf(t, s, base[i]), scoreOf(t, u, turned[i])
			if int(x.R+y.R) != s.K(segment.Recency)+1 || int(x.F+y.F) != s.K(segment.Frequency)+1 {
				t.Fatalf("%v scores %v, turned round %v", base[i], x, y)
			}
		}
	}
}

func TestBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base, o := bases.Draw(t, "base"), options.Draw(t, "options")
		s, _ := quantile(t, base, o)
		score := scoreOf(t, s, customers.Draw(t, "another"))
		for d := segment.Recency; d <= segment.Monetary; d++ {
			if v := score.Of(d); v < 1 || v > s.K(d) {
				t.Fatalf("%v: %d of %d", d, v, s.K(d))
			}
		}
	})
}

// A scorer that was stored scores everyone as before, and is written as before.
func TestFrozenScorer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, _ := quantile(t, bases.Draw(t, "base"), options.Draw(t, "options"))
		text, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var back segment.Scorer
		if err := json.Unmarshal(text, &back); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		again, err := json.Marshal(back)
		if err != nil || string(again) != string(text) || !back.Equal(s) {
			t.Fatalf("%s came back as %s, %v", text, again, err)
		}
		for _, r := range rapid.SliceOfN(customers, 1, 10).Draw(t, "others") {
			first := scoreOf(t, s, r)
			if later, kept := scoreOf(t, s, r), scoreOf(t, back, r); first != later || first != kept {
				t.Fatalf("%v scores %v, later %v, from the stored form %v", r, first, later, kept)
			}
		}
	})
}

// The scale of amounts alone is that of the scorer.
func TestValuesAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base, o := bases.Draw(t, "base"), options.Draw(t, "options")
		s, report := quantile(t, base, o)
		nets := iter.Seq[relationship.Money](func(yield func(relationship.Money) bool) {
			for _, r := range base {
				if !yield(r.Net) {
					return
				}
			}
		})
		scale, spread, err := segment.QuantileValues(nets, segment.ValueOptions{Scores: o.Monetary, Ties: o.Ties})
		if err != nil || !scale.Equal(s.Value()) || spread.String() != report.Monetary.String() {
			t.Fatalf("%v, %v; want %v", scale.Cuts(), err, s.Value().Cuts())
		}
	})
}

// The generators reach what they are for.
func TestGenerators(t *testing.T) {
	var tie, lost, fine, wide, plain bool
	rapid.Check(t, func(t *rapid.T) {
		for range 20 { // so that a few checks are enough
			base := bases.Draw(t, "base")
			whole := true
			for i, r := range base {
				tie = tie || i > 0 && base[i-1].Net.Equal(r.Net)
				lost = lost || r.Net.Sign() < 0
				odd := !r.Net.Equal(r.Net.Round(relationship.RoundDown))
				large := relationship.Must(r.Net.Cmp(money("999999999999999.99 EUR"))) > 0
				fine, wide, whole = fine || odd, wide || large, whole && !odd && !large
			}
			plain = plain || whole && len(base) > 5
		}
	})
	if !tie || !lost || !fine || !wide || !plain {
		t.Errorf("ties %t, losses %t, fine %t, wide %t, plain %t", tie, lost, fine, wide, plain)
	}
}

// A segmentation finds the label that its grid has for the score, whatever axes that has, in whatever order.
func TestSegmentationIsScorerAndGrid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := segment.QuantileOptions{Recency: 2, Frequency: 3, Monetary: 4, Nested: rapid.Bool().Draw(t, "nested")}
		all := []segment.Axis{{Name: "R", K: 2}, {Name: "F", K: 3}, {Name: "M", K: 4}}
		axes := rapid.Permutation(all).Draw(t, "axes")[:rapid.IntRange(1, 3).Draw(t, "number of axes")]
		cells := [][]segment.Range{nil}
		for _, axis := range axes {
			var longer [][]segment.Range
			for _, cell := range cells {
				for v := 1; v <= axis.K; v++ {
					longer = append(longer, append(slices.Clone(cell), segment.Range{Low: v, High: v}))
				}
			}
			cells = longer
		}
		var rules []segment.Rule[int]
		for i, cell := range cells {
			rules = append(rules, segment.Rule[int]{Label: i, Box: cell})
		}
		grid, err := segment.CompileGrid(axes, rules)
		if err != nil {
			t.Fatal(err)
		}
		s, _ := quantile(t, bases.Draw(t, "base"), o)
		both, err := segment.NewSegmentation(s, grid)
		if err != nil {
			t.Fatal(err)
		}
		r := customers.Draw(t, "another")
		want, ok := grid.Of(scoreOf(t, s, r))
		if got, err := both.Of(r); err != nil || !ok || got != want {
			t.Fatalf("%v is %d, want %d, %v", r, got, want, err)
		}
	})
}
