package survey_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/loyalty/survey"
	"pgregory.net/rapid"
)

// merged is what two tallies gathered together.
func merged(t *rapid.T, a, b survey.SERVQUAL) survey.SERVQUAL {
	if err := a.Merge(b); err != nil {
		t.Fatal(err)
	}
	return a
}

// TestSERVQUALLaws: Merge is commutative and associative and has the zero value for identity, the order of sheets does not
// matter, and what is stored comes back.
func TestSERVQUALLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y, z := drawSheets(t, "x"), drawSheets(t, "y"), drawSheets(t, "z")
		a, b, c := gathered(t, x), gathered(t, y), gathered(t, z)
		same := func(law string, p, q survey.SERVQUAL) {
			if !p.Equal(q) {
				t.Fatalf("%s: %s is not %s", law, must(p.MarshalJSON()), must(q.MarshalJSON()))
			}
		}
		same("commutative", merged(t, a, b), merged(t, b, a))
		same("associative", merged(t, a, merged(t, b, c)), merged(t, merged(t, a, b), c))
		same("identity", merged(t, a, survey.SERVQUAL{}), a)
		same("gathered together", merged(t, a, b), gathered(t, append(slices.Clone(y), x...)))
		same("order", gathered(t, rapid.Permutation(x).Draw(t, "order")), a)
		full := survey.Sheet{Expected: [survey.Items]int{7}, Perceived: [survey.Items]int{7, 1, 1, 1}}
		if more := gathered(t, append(slices.Clone(x), full)); more.Equal(a) || more.IsZero() {
			t.Fatal("a sheet more is not seen")
		}
		fromText, fromBytes := b, c
		if err := json.Unmarshal(must(json.Marshal(a)), &fromText); err != nil {
			t.Fatal(err)
		}
		same("JSON", fromText, a)
		if err := fromBytes.UnmarshalBinary(must(a.MarshalBinary())); err != nil {
			t.Fatal(err)
		}
		same("binary", fromBytes, a)
	})
}

func drawWeights(t *rapid.T) survey.Weights {
	w := rapid.OneOf(rapid.SampledFrom([]float64{0, 1, 1e6}), rapid.Float64Range(0.01, 100))
	if rapid.Bool().Draw(t, "equal") {
		return survey.Weights{}
	}
	return survey.Weights{
		Tangibles: w.Draw(t, "tangibles"), Reliability: w.Draw(t, "reliability"), Responsiveness: w.Draw(t, "responsiveness"),
		Assurance: w.Draw(t, "assurance"), Empathy: w.Draw(t, "empathy"),
	}
}

// TestIndexLaws: every reading is in range with the value inside of its interval, and weights matter by their shares alone.
func TestIndexLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all, level, w := gathered(t, drawSheets(t, "x")), drawLevel(t), drawWeights(t)
		ordered := func(what string, lo, hi float64) func(survey.Estimate, bool, error) {
			return func(e survey.Estimate, ok bool, err error) {
				if err != nil {
					t.Fatal(what, err)
				}
				if ok && !(lo <= e.Low && e.Low <= e.Value && e.Value <= e.High && e.High <= hi && e.Answers > 0) || !ok && e != (survey.Estimate{}) {
					t.Fatalf("%s: %+v, %v", what, e, ok)
				}
			}
		}
		for _, d := range survey.Dimensions() {
			ordered("expected", 1, 7)(all.Expected(d, level))
			ordered("perceived", 1, 7)(all.Perceived(d, level))
			ordered("gap", -6, 6)(all.Gap(d, level))
		}
		ordered("index", -6, 6)(all.Index(w, level))
		ordered("score", 0, 1)(all.Score(w, level))
		ordered("performance", 1, 7)(all.Performance(w, level))
		ordered("performance score", 0, 1)(all.PerformanceScore(w, level))
		tenth := w
		for _, v := range []*float64{&tenth.Tangibles, &tenth.Reliability, &tenth.Responsiveness, &tenth.Assurance, &tenth.Empathy} {
			*v /= 10
		}
		a, aOK, _ := all.Score(w, level)
		b, bOK, _ := all.Score(tenth, level)
		if near(t, "other scale of weights", a.Value, b.Value); aOK != bOK {
			t.Fatal(aOK, bOK)
		}
	})
}

// TestGapLaws: answers as expected in all give gaps of 0 and a score of one half, whatever the weights; expected and perceived
// exchanged change the sign; answers one higher in all of one dimension raise its gap by one and the index by its share.
func TestGapLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		level, w := drawLevel(t), drawWeights(t)
		n := rapid.SampledFrom([]int{1, 2, 20}).Draw(t, "n")
		answers := rapid.SliceOfN(rapid.IntRange(1, 6), survey.Items, survey.Items)
		d := rapid.SampledFrom(survey.Dimensions()).Draw(t, "dimension")
		first, end := d.Items()
		var asExpected, all, turned, raised survey.SERVQUAL
		add := func(to *survey.SERVQUAL, expected, perceived [survey.Items]int) {
			if err := to.Add(survey.Sheet{Expected: expected, Perceived: perceived}); err != nil {
				t.Fatal(err)
			}
		}
		for range n {
			e, p := [survey.Items]int(answers.Draw(t, "expected")), [survey.Items]int(answers.Draw(t, "perceived"))
			add(&asExpected, e, e)
			add(&all, e, p)
			add(&turned, p, e)
			for i := first; i < end; i++ {
				p[i]++
			}
			add(&raised, e, p)
		}
		for _, k := range survey.Dimensions() {
			if gap := must2(asExpected.Gap(k, level)); gap.Value != 0 {
				t.Fatalf("as expected: %+v", gap)
			}
			a, b, c := must2(all.Gap(k, level)), must2(turned.Gap(k, level)), must2(raised.Gap(k, level))
			if a.Value != -b.Value || a.Low != -b.High || a.High != -b.Low {
				t.Fatalf("%+v, exchanged %+v", a, b)
			}
			rise := 0.0
			if k == d {
				rise = 1
			}
			near(t, "raised", c.Value-a.Value, rise)
			near(t, "gap", a.Value, must2(all.Perceived(k, level)).Value-must2(all.Expected(k, level)).Value)
		}
		if score, ok, err := asExpected.Score(w, level); err != nil || !ok || score.Value != 0.5 {
			t.Fatalf("as expected: %+v, %v, %v", score, ok, err)
		}
		weights := []float64{w.Tangibles, w.Reliability, w.Responsiveness, w.Assurance, w.Empathy}
		if w == (survey.Weights{}) {
			weights = []float64{1, 1, 1, 1, 1}
		}
		total := 0.0
		for _, v := range weights {
			total += v
		}
		near(t, "index", must2(raised.Index(w, level)).Value-must2(all.Index(w, level)).Value, weights[d-1]/total)
	})
}
