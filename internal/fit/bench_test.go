package fit_test

import (
	"testing"

	"github.com/rapport-go/rapport/internal/fit"
)

// BenchmarkMinimize searches four variables from afar; the objective, 64 exponentials a call, is most of the cost.
func BenchmarkMinimize(b *testing.B) {
	p := box(4, -20, 20, counts)
	b.ReportAllocs()
	var r fit.Result
	for b.Loop() {
		if r = fit.Minimize(p, fit.Vector{}); r.Outcome != fit.Converged {
			b.Fatal(r)
		}
	}
	b.ReportMetric(float64(r.Evaluations), "evals")
}

// BenchmarkMinimizeFloor calls the objective as often: what is above it is the search itself.
func BenchmarkMinimizeFloor(b *testing.B) {
	evaluations := fit.Minimize(box(4, -20, 20, counts), fit.Vector{}).Evaluations
	b.ReportAllocs()
	for b.Loop() {
		for range evaluations {
			if f, _, _ := counts(fit.Vector{}); f == 0 {
				b.Fatal("nothing computed")
			}
		}
	}
}

// BenchmarkMinimizeWood is a search with an objective that costs nothing: past a saddle, with steps refused.
func BenchmarkMinimizeWood(b *testing.B) {
	p := box(4, -10, 10, wood)
	b.ReportAllocs()
	var r fit.Result
	for b.Loop() {
		if r = fit.Minimize(p, fill(4, -3, -1)); r.Outcome != fit.Converged {
			b.Fatal(r)
		}
	}
	b.ReportMetric(float64(r.Evaluations), "evals")
}

func BenchmarkInvert(b *testing.B) {
	m := fit.Matrix{{4, 1, 0, 1}, {1, 3, 1, 0}, {0, 1, 5, 2}, {1, 0, 2, 6}}
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := fit.Invert(m, 4); !ok {
			b.Fatal("not positive definite")
		}
	}
}
