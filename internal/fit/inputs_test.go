package fit_test

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/internal/fit"
)

// TestInvertRejects holds what has no inverse that could be a covariance.
func TestInvertRejects(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		name string
		m    fit.Matrix
		n    int
	}{
		{"zero", fit.Matrix{}, 1},
		{"negative", fit.Matrix{{-1}}, 1},
		{"-0", fit.Matrix{{math.Copysign(0, -1)}}, 1},
		{"NaN", fit.Matrix{{nan}}, 1},
		{"+Inf", fit.Matrix{{inf}}, 1},
		{"-Inf", fit.Matrix{{-inf}}, 1},
		{"NaN off the diagonal", fit.Matrix{{1, nan}, {nan, 1}}, 2},
		{"+Inf off the diagonal", fit.Matrix{{1, inf}, {inf, 1}}, 2},
		{"indefinite with a positive diagonal", fit.Matrix{{1, 2}, {2, 1}}, 2},
		{"singular", fit.Matrix{{1, 1}, {1, 1}}, 2},
		{"singular within rounding", fit.Matrix{{1, 1}, {1, 1 + 5e-15}}, 2},
		{"last of six", fit.Matrix{{1}, {0, 1}, {0, 0, 1}, {0, 0, 0, 1}, {0, 0, 0, 0, 1}, {0, 0, 0, 0, 0, 0}}, 6},
	} {
		t.Run(c.name, func(t *testing.T) {
			if inverse, ok := fit.Invert(c.m, c.n); ok || inverse != (fit.Matrix{}) {
				t.Errorf("Invert = %v, %v, want a zero matrix and false", inverse, ok)
			}
		})
	}
}

// TestInvertReadsTheLeadingBlock: what stands outside of it is neither read nor written.
func TestInvertReadsTheLeadingBlock(t *testing.T) {
	m := fit.Matrix{{4, 2}, {2, 5}}
	want, ok := fit.Invert(m, 2)
	if !ok || want[0][0] != 0.3125 || want[0][1] != -0.125 || want[1][1] != 0.25 {
		t.Fatalf("Invert = %v, %v, want 5/16, -1/8, 1/4", want, ok)
	}
	for i := range m {
		for j := range m {
			if i > 1 || j > 1 {
				m[i][j] = math.NaN()
			}
		}
	}
	if got, ok := fit.Invert(m, 2); !ok || got != want {
		t.Errorf("Invert = %v, %v, want %v", got, ok, want)
	}
}

// TestArgumentsAreLeftUnchanged: a change of variables is used for many points.
func TestArgumentsAreLeftUnchanged(t *testing.T) {
	c := fit.Change{Jacobian: fit.Matrix{{1, 2}, {3, 4}}}
	c.Curvature[1] = fit.Matrix{{5, 6}, {6, 7}}
	before := c
	c.Pull(fit.Vector{1, 2}, fit.Matrix{{1, 2}, {2, 3}}, 2, 2)
	c.Push(fit.Matrix{{1, 2}, {2, 3}}, 2, 2)
	if c != before {
		t.Errorf("the change of variables became %v", c)
	}
}
