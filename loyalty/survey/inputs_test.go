package survey_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/loyalty/survey"
	"github.com/rapport-go/rapport/relationship"
)

// refused fails unless err is a *FieldError of this place.
func refused(t *testing.T, err error, path string) {
	t.Helper()
	var field *survey.FieldError
	if !errors.Is(err, survey.ErrInvalid) || !errors.As(err, &field) || field.Path != path || field.Value == "" || field.Rule == "" {
		t.Errorf("%s: got %v", path, err)
		return
	}
	if want := "loyalty/survey: " + path + " = " + field.Value + ", want " + field.Rule; field.Error() != want {
		t.Errorf("%s, want %s", field, want)
	}
}

func TestAnswersRefused(t *testing.T) {
	for _, q := range questions() {
		all := q.of(t, []int64{1, 2, 3})
		before := string(must(all.MarshalJSON()))
		for _, answer := range []int{math.MinInt, -1, q.low - 1, q.high + 1, 11, math.MaxInt} {
			refused(t, all.Add(answer, 1), "answer")
			refused(t, all.Add(answer, 0), "answer")
		}
		refused(t, all.Add(q.low, -1), "times")
		refused(t, all.Add(q.low, math.MinInt64), "times")
		for _, times := range []int64{survey.MaxAnswers - 5, math.MaxInt64} {
			if err := all.Add(q.high, times); !errors.Is(err, survey.ErrFull) {
				t.Errorf("%s: %d more: %v", q.name, times, err)
			}
		}
		if err := all.Add(q.high, 0); err != nil {
			t.Error(err)
		}
		full := q.new()
		if err := full.Add(q.low, survey.MaxAnswers-5); err != nil {
			t.Fatal(err)
		}
		if err := q.merge(all, full); !errors.Is(err, survey.ErrFull) {
			t.Errorf("%s: %v", q.name, err)
		}
		if after := string(must(all.MarshalJSON())); after != before {
			t.Errorf("%s was, %s is", before, after)
		}
		if err := full.Add(q.low, 5); err != nil || full.Answers() != survey.MaxAnswers {
			t.Errorf("%s: %v", q.name, err)
		}
		if err := full.Observe(rated(q.about, relationship.ByTo, float64(q.low), float64(q.low), float64(q.high))); !errors.Is(err, survey.ErrFull) {
			t.Errorf("%s: %v", q.name, err)
		}
	}
	for _, answer := range []int{-1, 11} {
		_, err := survey.ClassOf(answer)
		refused(t, err, "answer")
	}
}

// badLevels are no levels of confidence.
func badLevels() []float64 {
	return []float64{math.NaN(), math.Inf(1), math.Inf(-1), -0.9, math.Copysign(0, -1), 0, math.Nextafter(0.5, 0), 1, 95}
}

func TestLevelsRefused(t *testing.T) {
	all := gathered(t, sheets())
	for _, level := range badLevels() {
		for _, counts := range [][]int64{nil, {1, 2, 3}} {
			for _, q := range questions() {
				tally := q.of(t, counts)
				_, ok, err := tally.Mean(level)
				refused(t, err, "level")
				_, known, wrong := tally.Perceived(level)
				refused(t, wrong, "level")
				if ok || known {
					t.Errorf("%s at %v: %v, %v", q.name, level, ok, known)
				}
				if q.share != nil {
					_, _, err := q.share(tally, level)
					refused(t, err, "level")
				}
			}
			_, _, err := nps(t, counts...).Score(level)
			refused(t, err, "level")
		}
		for _, s := range []survey.SERVQUAL{all, {}} {
			for _, read := range []func(survey.Dimension, float64) (survey.Estimate, bool, error){s.Expected, s.Perceived, s.Gap} {
				_, _, err := read(survey.Empathy, level)
				refused(t, err, "level")
			}
			for _, read := range []func(survey.Weights, float64) (survey.Estimate, bool, error){s.Index, s.Score, s.Performance, s.PerformanceScore} {
				_, _, err := read(survey.Weights{}, level)
				refused(t, err, "level")
			}
		}
	}
	for _, d := range []survey.Dimension{0, 6, 255} {
		_, _, err := all.Gap(d, 0.9)
		refused(t, err, "dimension")
	}
	if _, _, err := all.Gap(0, 2); !strings.Contains(err.Error(), "level") || !strings.Contains(err.Error(), "dimension") {
		t.Errorf("not all faults: %v", err)
	}
}

func TestSheetsRefused(t *testing.T) {
	all := gathered(t, sheets())
	before := all
	bad := survey.Sheet{}
	bad.Expected[0], bad.Perceived[21] = -1, 8
	err := all.Add(bad)
	if !errors.Is(err, survey.ErrInvalid) || !strings.Contains(err.Error(), "expected[0] = -1") || !strings.Contains(err.Error(), "perceived[21] = 8") {
		t.Errorf("got %v", err)
	}
	if !all.Equal(before) {
		t.Error("a refused sheet was gathered")
	}
	if err := all.Add(survey.Sheet{}); err != nil || !all.Equal(before) {
		t.Errorf("an empty sheet: %v", err)
	}
	// As many sheets as there may be on one side, each with answers of 1 in the first dimension.
	var full survey.SERVQUAL
	for _, side := range []string{"expected", "perceived"} {
		text := string(must(survey.SERVQUAL{}.MarshalJSON()))
		text = strings.Replace(text, `"`+side+`":[0,0,0]`, `"`+side+`":[1000000000000,4000000000000,16000000000000]`, 1)
		if err := full.UnmarshalJSON([]byte(text)); err != nil {
			t.Fatal(err)
		}
		kept := full
		if err := full.Add(sheets()[0]); !errors.Is(err, survey.ErrFull) || !full.Equal(kept) {
			t.Errorf("one more: %v", err)
		}
		if err := full.Merge(all); !errors.Is(err, survey.ErrFull) || !full.Equal(kept) {
			t.Errorf("six more: %v", err)
		}
	}
	if e, ok, err := full.Perceived(survey.Tangibles, 0.9); !ok || err != nil || e.Value != 1 || e.Low != 1 || e.High != 1 {
		t.Errorf("%+v, %v, %v", e, ok, err)
	}
}

func TestWeightsRefused(t *testing.T) {
	all := gathered(t, sheets())
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -1, -5e-324, 1.1e6} {
		for path, w := range map[string]survey.Weights{
			"tangibles": {Tangibles: v}, "reliability": {Reliability: v}, "responsiveness": {Responsiveness: v}, "assurance": {Assurance: v}, "empathy": {Empathy: v},
		} {
			refused(t, w.Validate(), "weights."+path)
			_, _, err := all.Score(w, 0.9)
			refused(t, err, "weights."+path)
		}
	}
	refused(t, survey.Weights{Empathy: 9e-7}.Validate(), "weights")
	for _, w := range []survey.Weights{{}, survey.ClassicWeights(), {Empathy: 1e-6}, {Empathy: math.Copysign(0, -1)}, {Empathy: 1, Assurance: math.Copysign(0, -1)}} {
		if err := w.Validate(); err != nil {
			t.Error(err)
		}
	}
	// What counts for nothing need not be known.
	var partial survey.SERVQUAL
	if err := partial.Add(survey.Sheet{Expected: [survey.Items]int{1, 1, 1, 1}, Perceived: [survey.Items]int{7, 7, 7, 7}}); err != nil {
		t.Fatal(err)
	}
	if e, ok, err := partial.Index(survey.Weights{Tangibles: 3}, 0.9); !ok || err != nil || e.Value != 6 || e.Answers != 1 {
		t.Errorf("%+v, %v, %v", e, ok, err)
	}
	// Answers is that of the dimension with the fewest, wherever it stands.
	for _, d := range survey.Dimensions() {
		less, more := sheets()[0], gathered(t, sheets())
		first, _ := d.Items()
		less.Expected[first] = 0
		if err := more.Add(less); err != nil {
			t.Fatal(err)
		}
		if e, ok, err := more.Index(survey.Weights{}, 0.9); !ok || err != nil || e.Answers != 6 {
			t.Errorf("%v: %+v, %v, %v", d, e, ok, err)
		}
	}
	if e, ok, err := partial.Index(survey.Weights{}, 0.9); ok || err != nil || e != (survey.Estimate{}) {
		t.Errorf("%+v, %v, %v", e, ok, err)
	}
}

func TestQualityRefused(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	good := survey.Estimate{Value: 0.5, Low: 0.4, High: 0.6, Answers: 3}
	if _, err := survey.CompareQuality(good, math.Copysign(0, -1)); err != nil {
		t.Error(err)
	}
	for _, v := range []float64{nan, inf, -inf, -0.01, 1.01, 80} {
		_, err := survey.CompareQuality(good, v)
		refused(t, err, "internal")
		_, err = survey.CompareQuality(survey.Estimate{Value: 0.5, Low: v, High: 0.6, Answers: 3}, 0.5)
		refused(t, err, "perceived.low")
		_, err = survey.CompareQuality(survey.Estimate{Value: 0.5, Low: 0.4, High: v, Answers: 3}, 0.5)
		refused(t, err, "perceived.high")
		_, err = survey.CompareQuality(survey.Estimate{Value: v, Low: 0.4, High: 0.6, Answers: 3}, 0.5)
		refused(t, err, "perceived.value")
	}
	_, err := survey.CompareQuality(survey.Estimate{}, 0.5)
	refused(t, err, "perceived.answers")
	_, err = survey.CompareQuality(survey.Estimate{Value: nan}, nan)
	for _, path := range []string{"perceived.value", "perceived.answers", "internal"} {
		if !strings.Contains(err.Error(), path) {
			t.Errorf("not all faults: %v", err)
		}
	}
}

func TestNamesRefused(t *testing.T) {
	for _, name := range []string{"", "Promoter", "promoter ", "tangible", "0"} {
		_, err := survey.ParseClass(name)
		refused(t, err, "class")
		_, err = survey.ParseDimension(name)
		refused(t, err, "dimension")
	}
	for _, v := range []uint8{0, 6, 255} {
		_, err := survey.Class(v).MarshalText()
		refused(t, err, "class")
		_, err = survey.Dimension(v).MarshalText()
		refused(t, err, "dimension")
		if survey.Class(v).IsValid() || survey.Dimension(v).IsValid() {
			t.Errorf("%d is valid", v)
		}
	}
	c, d := survey.Passive, survey.Empathy
	if c.UnmarshalText([]byte("x")) == nil || d.UnmarshalText([]byte("x")) == nil || c != survey.Passive || d != survey.Empathy {
		t.Errorf("%v, %v", c, d)
	}
}
