package survey_test

import (
	"encoding"
	"encoding/json"
	"math"
	"testing"

	"github.com/rapport-go/rapport/loyalty/survey"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

func must[T any](v T, err error) T { return relationship.Must(v, err) }

// tally is what the four tallies have in common.
type tally interface {
	Add(answer int, times int64) error
	Observe(relationship.Event) error
	Count(answer int) int64
	Answers() int64
	IsZero() bool
	Mean(level float64) (survey.Estimate, bool, error)
	Perceived(level float64) (survey.Estimate, bool, error)
	json.Marshaler
	json.Unmarshaler
	encoding.BinaryAppender
	encoding.BinaryMarshaler
	encoding.BinaryUnmarshaler
}

// question is one instrument: its scale and what it does with tallies.
type question struct {
	name      string
	low, high int
	about     relationship.Aspect
	reversed  bool
	new       func() tally
	merge     func(a, b tally) error
	equal     func(a, b tally) bool
	// share is the share that the instrument counts, or nil, and hits says which answers are in it.
	share func(t tally, level float64) (survey.Estimate, bool, error)
	hits  func(answer int) bool
}

func questions() []question {
	return []question{
		{
			"nps", 0, 10, relationship.AspectRecommendation, false, func() tally { return new(survey.NPS) },
			func(a, b tally) error { return a.(*survey.NPS).Merge(*b.(*survey.NPS)) },
			func(a, b tally) bool { return a.(*survey.NPS).Equal(*b.(*survey.NPS)) },
			nil, nil,
		},
		{
			"csat", 1, 5, relationship.AspectSatisfaction, false, func() tally { return new(survey.CSAT) },
			func(a, b tally) error { return a.(*survey.CSAT).Merge(*b.(*survey.CSAT)) },
			func(a, b tally) bool { return a.(*survey.CSAT).Equal(*b.(*survey.CSAT)) },
			func(t tally, level float64) (survey.Estimate, bool, error) { return t.(*survey.CSAT).Satisfied(level) },
			func(answer int) bool { return answer >= 4 },
		},
		{
			"ces", 1, 7, relationship.AspectEffort, false, func() tally { return new(survey.CES) },
			func(a, b tally) error { return a.(*survey.CES).Merge(*b.(*survey.CES)) },
			func(a, b tally) bool { return a.(*survey.CES).Equal(*b.(*survey.CES)) },
			func(t tally, level float64) (survey.Estimate, bool, error) { return t.(*survey.CES).Easy(level) },
			func(answer int) bool { return answer >= 5 },
		},
		{
			"ces-1", 1, 5, relationship.AspectEffort, true, func() tally { return new(survey.CES1) },
			func(a, b tally) error { return a.(*survey.CES1).Merge(*b.(*survey.CES1)) },
			func(a, b tally) bool { return a.(*survey.CES1).Equal(*b.(*survey.CES1)) },
			func(t tally, level float64) (survey.Estimate, bool, error) { return t.(*survey.CES1).Easy(level) },
			func(answer int) bool { return answer <= 2 },
		},
	}
}

// of counts answers from the lowest on.
func (q question) of(t interface{ Fatal(...any) }, counts []int64) tally {
	result := q.new()
	for k, c := range counts {
		if err := result.Add(q.low+k, c); err != nil {
			t.Fatal(err)
		}
	}
	return result
}

func nps(t interface{ Fatal(...any) }, counts ...int64) survey.NPS {
	return *questions()[0].of(t, counts).(*survey.NPS)
}

// drawCounts draws counts with a taste for none, one, and very many.
func drawCounts(t *rapid.T, size int, label string) []int64 {
	most := rapid.SampledFrom([]int64{1, 5, 100, 1e9}).Draw(t, label+" most")
	one := rapid.OneOf(rapid.SampledFrom([]int64{0, 0, 1, most}), rapid.Int64Range(0, most))
	return rapid.SliceOfN(one, size, size).Draw(t, label)
}

func drawLevel(t *rapid.T) float64 {
	return rapid.OneOf(rapid.SampledFrom([]float64{0.5, 0.9, 0.95, math.Nextafter(1, 0)}), rapid.Float64Range(0.5, 0.9999)).Draw(t, "level")
}

// drawSheet draws a sheet that is complete, or not in places.
func drawSheet(t *rapid.T) survey.Sheet {
	low := rapid.SampledFrom([]int{1, 1, 0, 7}).Draw(t, "lowest")
	answers := rapid.SliceOfN(rapid.IntRange(low, 7), survey.Items, survey.Items)
	sheet := survey.Sheet{Expected: [survey.Items]int(answers.Draw(t, "expected")), Perceived: [survey.Items]int(answers.Draw(t, "perceived"))}
	if rapid.IntRange(0, 4).Draw(t, "performance only") == 0 {
		sheet.Expected = [survey.Items]int{}
	}
	return sheet
}

func drawSheets(t *rapid.T, label string) []survey.Sheet {
	n := rapid.SampledFrom([]int{0, 1, 2, 3, 20}).Draw(t, label)
	return rapid.SliceOfN(rapid.Custom(drawSheet), n, n).Draw(t, label+" sheets")
}

func gathered(t interface{ Fatal(...any) }, sheets []survey.Sheet) survey.SERVQUAL {
	var s survey.SERVQUAL
	for _, sheet := range sheets {
		if err := s.Add(sheet); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// near fails unless got is want to 1e-12 of the larger of it and 1.
func near(t interface {
	Helper()
	Errorf(string, ...any)
}, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-12*max(1, math.Abs(want))) {
		t.Errorf("%s = %.17g, want %.17g", what, got, want)
	}
}

// nearEstimate holds the three numbers of an estimate against want.
func nearEstimate(t *testing.T, what string, got survey.Estimate, ok bool, err error, want [3]float64) {
	t.Helper()
	if !ok || err != nil {
		t.Errorf("%s: %v, %v", what, ok, err)
	}
	near(t, what, got.Value, want[0])
	near(t, what+", low", got.Low, want[1])
	near(t, what+", high", got.High, want[2])
}

// TestGenerators proves that the generators reach what the laws turn on.
func TestGenerators(t *testing.T) {
	seen, draws := map[string]int{}, 0
	rapid.Check(t, func(t *rapid.T) {
		draws++
		total := int64(0)
		for _, c := range drawCounts(t, 5, "counts") {
			total += c
		}
		switch {
		case total < 2:
			seen["none or one"]++
		case total > 1e8:
			seen["very many"]++
		}
		complete := 0
		s := drawSheet(t)
		for i := range survey.Items {
			if s.Expected[i] > 0 && s.Perceived[i] > 0 {
				complete++
			}
		}
		switch complete {
		case 0:
			seen["no pair"]++
		case survey.Items:
			seen["all pairs"]++
		default:
			seen["some pairs"]++
		}
	})
	for _, want := range []string{"none or one", "very many", "no pair", "all pairs", "some pairs"} {
		if draws >= 50 && seen[want] == 0 { // few draws may miss one
			t.Errorf("never drawn: %s (%v)", want, seen)
		}
	}
}
