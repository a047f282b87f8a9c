package survey_test

import (
	"testing"

	"github.com/rapport-go/rapport/loyalty/survey"
	"github.com/rapport-go/rapport/relationship"
)

func BenchmarkAdd(b *testing.B) {
	b.ReportAllocs()
	var all survey.NPS
	for b.Loop() {
		if err := all.Add(9, 1); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkObserve(b *testing.B) {
	b.ReportAllocs()
	var all survey.NPS
	event := rated(relationship.AspectRecommendation, relationship.ByTo, 9, 0, 10)
	for b.Loop() {
		if err := all.Observe(event); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNPSScore(b *testing.B) {
	b.ReportAllocs()
	all := nps(b, 3, 0, 1, 0, 2, 9, 4, 20, 31, 50, 40)
	for b.Loop() {
		if _, _, err := all.Score(0.9); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSatisfied(b *testing.B) {
	b.ReportAllocs()
	all := *questions()[1].of(b, []int64{3, 4, 12, 31, 40}).(*survey.CSAT)
	for b.Loop() {
		if _, _, err := all.Satisfied(0.9); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMean(b *testing.B) {
	b.ReportAllocs()
	all := *questions()[2].of(b, []int64{2, 1, 3, 8, 20, 31, 35}).(*survey.CES)
	for b.Loop() {
		if _, _, err := all.Mean(0.9); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSERVQUALAdd(b *testing.B) {
	b.ReportAllocs()
	var all survey.SERVQUAL
	sheet := sheets()[0]
	for b.Loop() {
		if err := all.Add(sheet); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSERVQUALScore(b *testing.B) {
	b.ReportAllocs()
	all := gathered(b, sheets())
	for b.Loop() {
		if _, _, err := all.Score(survey.Weights{}, 0.9); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMerge(b *testing.B) {
	b.ReportAllocs()
	all, one := survey.SERVQUAL{}, gathered(b, sheets())
	for b.Loop() {
		if err := all.Merge(one); err != nil {
			b.Fatal(err)
		}
	}
}

// TestReadingsAllocateNothing: a score is read without anything for the garbage collector.
func TestReadingsAllocateNothing(t *testing.T) {
	people, service := nps(t, 3, 0, 1, 0, 2, 9, 4, 20, 31, 50, 40), gathered(t, sheets())
	event := rated(relationship.AspectRecommendation, relationship.ByTo, 9, 0, 10)
	for name, f := range map[string]func() error{
		"Add":     func() error { return people.Add(7, 1) },
		"Observe": func() error { return people.Observe(event) },
		"Score":   func() error { _, _, err := people.Score(0.9); return err },
		"Mean":    func() error { _, _, err := people.Mean(0.9); return err },
		"Merge":   func() error { return service.Merge(service) },
	} {
		if n := testing.AllocsPerRun(10, func() {
			if err := f(); err != nil {
				t.Fatal(err)
			}
		}); n != 0 {
			t.Errorf("%s: %v allocations, want none", name, n)
		}
	}
}
