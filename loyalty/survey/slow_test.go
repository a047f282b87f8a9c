package survey_test

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/internal/numeric"
	"github.com/rapport-go/rapport/loyalty/survey"
	"pgregory.net/rapid"
)

// slowMean is the mean of a list with Student's interval, as it is defined, cut to the scale.
func slowMean(values []float64, level, lo, hi float64) survey.Estimate {
	n := float64(len(values))
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	mean, squares := sum/n, 0.0
	for _, v := range values {
		squares += (v - mean) * (v - mean)
	}
	if len(values) == 1 {
		return survey.Estimate{Value: mean, Low: lo, High: hi, Answers: 1}
	}
	half := numeric.StudentQuantile(n-1, level) * math.Sqrt(squares/(n-1)) / math.Sqrt(n)
	return survey.Estimate{Value: mean, Low: math.Max(lo, mean-half), High: math.Min(hi, mean+half), Answers: int64(len(values))}
}

func nearSlow(t *rapid.T, what string, got survey.Estimate, ok bool, err error, values []float64, level, lo, hi float64) {
	if err != nil || ok != (len(values) > 0) {
		t.Fatal(what, ok, err)
	}
	if !ok {
		return
	}
	want := slowMean(values, level, lo, hi)
	// The last bits of a mean show in the spread of values that are all alike.
	if math.Abs(got.Value-want.Value) > 1e-12 || math.Abs(got.Low-want.Low) > 1e-9 || math.Abs(got.High-want.High) > 1e-9 || got.Answers != want.Answers {
		t.Fatalf("%s: %+v, want %+v", what, got, want)
	}
}

// TestMeanSlow counts answers one by one and holds the mean against the list of them.
func TestMeanSlow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := rapid.SampledFrom(questions()).Draw(t, "question")
		level := rapid.Float64Range(0.5, 0.99).Draw(t, "level")
		n := rapid.SampledFrom([]int{0, 1, 2, 3, 50}).Draw(t, "n")
		var values []float64
		all := q.new()
		for _, answer := range rapid.SliceOfN(rapid.IntRange(q.low, q.high), n, n).Draw(t, "answers") {
			if err := all.Add(answer, 1); err != nil {
				t.Fatal(err)
			}
			values = append(values, float64(answer))
		}
		got, ok, err := all.Mean(level)
		nearSlow(t, q.name, got, ok, err, values, level, float64(q.low), float64(q.high))
	})
}

// TestSERVQUALSlow keeps the sheets and reads each dimension off those that are complete in it.
func TestSERVQUALSlow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sheets, level := drawSheets(t, "x"), rapid.Float64Range(0.5, 0.99).Draw(t, "level")
		all := gathered(t, sheets)
		place := 0
		for i, items := range []int{4, 5, 4, 4, 5} {
			d := survey.Dimension(i + 1)
			var expected, perceived, gaps []float64
			for _, s := range sheets {
				e, p, es, ps := 0.0, 0.0, 0, 0
				for k := place; k < place+items; k++ {
					e += float64(s.Expected[k]) / float64(items)
					p += float64(s.Perceived[k]) / float64(items)
					es += min(1, s.Expected[k])
					ps += min(1, s.Perceived[k])
				}
				if es == items {
					expected = append(expected, e)
				}
				if ps == items {
					perceived = append(perceived, p)
				}
				if es == items && ps == items {
					gaps = append(gaps, p-e)
				}
			}
			place += items
			got, ok, err := all.Expected(d, level)
			nearSlow(t, "expected", got, ok, err, expected, level, 1, 7)
			got, ok, err = all.Perceived(d, level)
			nearSlow(t, "perceived", got, ok, err, perceived, level, 1, 7)
			got, ok, err = all.Gap(d, level)
			nearSlow(t, "gap", got, ok, err, gaps, level, -6, 6)
		}
	})
}

// TestNPSSlow holds the adjusted Wald interval against the answers as scores of −1, 0 and 1, with three quarters of a promoter,
// three quarters of a detractor and one and a half passives among them.
func TestNPSSlow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		level := rapid.Float64Range(0.5, 0.999).Draw(t, "level")
		answers := rapid.SliceOfN(rapid.IntRange(0, 10), 1, 40).Draw(t, "answers")
		var all survey.NPS
		type scored struct{ weight, value float64 }
		list := []scored{{0.75, 1}, {0.75, -1}, {1.5, 0}}
		net := 0
		for _, a := range answers {
			if err := all.Add(a, 1); err != nil {
				t.Fatal(err)
			}
			v := 0
			if a > 8 {
				v = 1
			} else if a < 7 {
				v = -1
			}
			net += v
			list = append(list, scored{1, float64(v)})
		}
		n, mean, variance := 0.0, 0.0, 0.0
		for _, s := range list {
			n += s.weight
			mean += s.weight * s.value
		}
		mean /= n
		for _, s := range list {
			variance += s.weight * (s.value - mean) * (s.value - mean) / n
		}
		half := math.Sqrt2 * math.Erfinv(level) * math.Sqrt(variance/n)
		got := must2(all.Score(level))
		near(t, "value", got.Value, 100*float64(net)/float64(len(answers)))
		near(t, "centre", got.Centre, 100*mean)
		near(t, "low", got.Low, math.Max(-100, 100*(mean-half)))
		near(t, "high", got.High, math.Min(100, 100*(mean+half)))
	})
}
