package fit_test

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/internal/fit"
)

// watch returns the problem with an objective that counts its calls and reports points outside the box.
func watch(t *testing.T, p fit.Problem, calls *int) fit.Problem {
	f := p.F
	p.F = func(x fit.Vector) (float64, fit.Vector, fit.Matrix) {
		*calls++
		for i := range p.Dim {
			if x[i] < p.Lower[i] || x[i] > p.Upper[i] {
				t.Errorf("asked for x[%d] = %v outside [%v, %v]", i, x[i], p.Lower[i], p.Upper[i])
			}
		}
		return f(x)
	}
	return p
}

func TestMinimize(t *testing.T) {
	narrow := box(2, -10, 10, rosenbrock(2))
	narrow.Upper[0] = 0.5
	corner := box(2, 0, 1, quadratic(2, fit.Matrix{{2, 1}, {1, 2}}, fit.Vector{3, 0.5}))
	for _, c := range []struct {
		name    string
		problem fit.Problem
		start   fit.Vector
		want    fit.Outcome
		at      fit.Vector
		bound   [fit.MaxDim]int8
		calls   int // more evaluations than this are a regression
	}{
		{"rosenbrock 2", box(2, -10, 10, rosenbrock(2)), fill(2, -1.2, 1), fit.Converged, fill(2, 1), [6]int8{}, 50},
		{"rosenbrock 3", box(3, -10, 10, rosenbrock(3)), fill(3, -1.2, 1), fit.Converged, fill(3, 1), [6]int8{}, 80},
		{"rosenbrock 4", box(4, -10, 10, rosenbrock(4)), fill(4, -1.2, 1), fit.Converged, fill(4, 1), [6]int8{}, 60},
		{"wood, past a saddle", box(4, -10, 10, wood), fill(4, -3, -1), fit.Converged, fill(4, 1), [6]int8{}, 100},
		{"himmelblau", box(2, -6, 6, himmelblau), fit.Vector{4, 1}, fit.Converged, fit.Vector{3, 2}, [6]int8{}, 20},
		{"himmelblau, from the summit's foot", box(2, 0, 6, himmelblau), fit.Vector{0.1, 0.1}, fit.Converged, fit.Vector{3, 2}, [6]int8{}, 40},
		{"double well, indefinite at the start", box(1, -10, 10, doubleWell), fit.Vector{0.1}, fit.Converged, fit.Vector{1}, [6]int8{}, 60},
		{"poisson regression", box(4, -20, 20, counts), fit.Vector{}, fit.Converged,
			fit.Vector{0.5978594828406497, 0.3242008748312601, 0.04274563468962374, -0.1704619300488321}, [6]int8{}, 12},
		{"NaN where the first steps lead", box(1, -10, 10, barrier), fit.Vector{1}, fit.Converged, fit.Vector{0.1}, [6]int8{}, 40},
		{"start far out of the box", box(2, -10, 10, rosenbrock(2)), fit.Vector{1e300, math.Inf(-1)}, fit.Converged, fill(2, 1), [6]int8{}, 80},

		{"minimum on a side", narrow, fill(2, -1.2, 1), fit.AtBound, fit.Vector{0.5, 0.25}, [6]int8{1}, 40},
		{"minimum in a corner", corner, fit.Vector{0.2, 0.2}, fit.AtBound, fit.Vector{1, 1}, [6]int8{1, 1}, 10},
		{"start on the side it ends on", narrow, fit.Vector{0.5, 9}, fit.AtBound, fit.Vector{0.5, 0.25}, [6]int8{1}, 10},
		{"start on a side it leaves", box(2, 1, 9, himmelblau), fit.Vector{1, 1}, fit.Converged, fit.Vector{3, 2}, [6]int8{}, 40},
		{"nothing but a slope", box(2, -10, 10, slope), fit.Vector{3, 1}, fit.AtBound, fit.Vector{-10, -10}, [6]int8{-1, -1}, 40},
		{"falling for ever", box(1, -20, 20, runaway), fit.Vector{}, fit.AtBound, fit.Vector{20}, [6]int8{1}, 40},
		{"down from a saddle", box(2, -10, 10, saddle), fit.Vector{1, 1e-6}, fit.AtBound, fit.Vector{0, 10}, [6]int8{0, 1}, 40},
	} {
		t.Run(c.name, func(t *testing.T) {
			calls := 0
			r := fit.Minimize(watch(t, c.problem, &calls), c.start)
			if r.Outcome != c.want || r.Bound != c.bound {
				t.Errorf("outcome %d, bounds %v, want %d, %v", r.Outcome, r.Bound, c.want, c.bound)
			}
			for i := range c.problem.Dim {
				if !(math.Abs(r.X[i]-c.at[i]) <= 1e-8) {
					t.Errorf("x[%d] = %.13g, want %.13g", i, r.X[i], c.at[i])
				}
			}
			if f, g, h := c.problem.F(r.X); r.F != f || r.Gradient != g || r.Hessian != h {
				t.Error("value and derivatives are not those at X")
			}
			if r.Evaluations != calls || calls > c.calls || r.Iterations > r.Evaluations {
				t.Errorf("%d evaluations in %d iterations said, %d made, want at most %d", r.Evaluations, r.Iterations, calls, c.calls)
			}
		})
	}
}

// TestMinimizeGivesUp holds the searches that must not end as a success, and must not go on for long.
func TestMinimizeGivesUp(t *testing.T) {
	uphill := func(x fit.Vector) (float64, fit.Vector, fit.Matrix) {
		return x[0] * x[0], fit.Vector{-2 * x[0]}, fit.Matrix{{2}}
	}
	constant := func(fit.Vector) (float64, fit.Vector, fit.Matrix) { return 1, fit.Vector{}, fit.Matrix{} }
	for _, c := range []struct {
		name    string
		problem fit.Problem
		start   fit.Vector
		want    fit.Outcome
		calls   int
	}{
		{"ridge", box(2, -10, 10, ridge), fit.Vector{3, 1}, fit.Flat, 30},
		{"ridge, started on it", box(2, -10, 10, ridge), fit.Vector{3, 3}, fit.Flat, 30},
		{"constant", box(2, -10, 10, constant), fit.Vector{3, 1}, fit.Flat, 30},
		{"on a saddle", box(2, -10, 10, saddle), fit.Vector{}, fit.Flat, 30},
		{"gradient of the wrong sign", box(1, -10, 10, uphill), fit.Vector{3}, fit.Stalled, 30},
		{"NaN at the start", box(1, -10, 10, barrier), fit.Vector{-1}, fit.NonFinite, 1},
		{"+Inf at the start", box(1, -10, 10, barrier), fit.Vector{0}, fit.NonFinite, 1},
		{"NaN as the start", box(2, -10, 10, rosenbrock(2)), fit.Vector{math.NaN(), 1}, fit.NonFinite, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			calls := 0
			r := fit.Minimize(watch(t, c.problem, &calls), c.start)
			if r.Outcome != c.want || calls > c.calls {
				t.Errorf("outcome %d after %d evaluations, want %d after %d at most", r.Outcome, calls, c.want, c.calls)
			}
		})
	}
}

// TestMinimizeKeepsTheBestPoint cuts a search short at every length: the limit is kept, and each further step is no worse.
func TestMinimizeKeepsTheBestPoint(t *testing.T) {
	p := box(4, -10, 10, wood)
	start := fill(4, -3, -1)
	full := fit.Minimize(p, start)
	before, _, _ := p.F(start)
	for n := 1; n < full.Iterations; n++ {
		p.MaxIterations = n
		r := fit.Minimize(p, start)
		if r.Outcome != fit.IterationLimit || r.Iterations != n {
			t.Fatalf("outcome %d after %d steps, want %d after %d", r.Outcome, r.Iterations, fit.IterationLimit, n)
		}
		f, g, h := p.F(r.X)
		if r.F != f || r.Gradient != g || r.Hessian != h {
			t.Fatalf("after %d steps: value and derivatives are not those at X", n)
		}
		if !(f <= before) {
			t.Fatalf("step %d raised the value from %v to %v", n, before, f)
		}
		before = f
	}
}

// TestMinimizeCounts: a quadratic takes one step; one that changes nothing is not taken, one of 1e-9 is the last.
func TestMinimizeCounts(t *testing.T) {
	p := box(2, -10, 10, quadratic(2, fit.Matrix{{2, 1}, {1, 2}}, fit.Vector{1, 0.5}))
	if r := fit.Minimize(p, fit.Vector{2, 2}); r.Iterations != 1 || r.Evaluations != 2 {
		t.Errorf("%d iterations, %d evaluations, want 1 and 2", r.Iterations, r.Evaluations)
	}
	if r := fit.Minimize(p, fit.Vector{1, 0.5}); r.Iterations != 0 || r.Evaluations != 1 {
		t.Errorf("from the minimum %d iterations, %d evaluations, want 0 and 1", r.Iterations, r.Evaluations)
	}
	if r := fit.Minimize(p, fit.Vector{1 + 1e-9, 0.5}); r.Iterations != 1 || r.Evaluations != 2 || r.X != (fit.Vector{1, 0.5}) {
		t.Errorf("from beside it %d iterations, %d evaluations to %v, want 1 and 2", r.Iterations, r.Evaluations, r.X)
	}
}

// TestMinimizeWithoutDerivatives meets finite values whose derivatives are not: nothing is known there, least of all that
// the search is over.
func TestMinimizeWithoutDerivatives(t *testing.T) {
	nan := math.NaN()
	for name, f := range map[string]fit.Objective{
		"gradient": func(x fit.Vector) (float64, fit.Vector, fit.Matrix) {
			return x[0] * x[0], fit.Vector{nan}, fit.Matrix{{2}}
		},
		"hessian": func(x fit.Vector) (float64, fit.Vector, fit.Matrix) {
			return x[0] * x[0], fit.Vector{2 * x[0]}, fit.Matrix{{nan}}
		},
		"infinite": func(x fit.Vector) (float64, fit.Vector, fit.Matrix) {
			return x[0] * x[0], fit.Vector{2 * x[0]}, fit.Matrix{{math.Inf(1)}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			if r := fit.Minimize(box(1, -10, 10, f), fit.Vector{3}); r.Outcome != fit.Stalled || r.X[0] != 3 {
				t.Errorf("outcome %d at %v, want %d at the start", r.Outcome, r.X[0], fit.Stalled)
			}
		})
	}
}
