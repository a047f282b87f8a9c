package fit_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/internal/fit"
	"pgregory.net/rapid"
)

// TestInvert compares with fractions. An entry may be off by the rounding of its row and column, times the condition of the
// matrix when its diagonal is scaled to 1: to that scaling Cholesky's method is blind (Higham 2002, theorem 10.6).
func TestInvert(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := genDim().Draw(t, "n")
		m := genDefinite(n).Draw(t, "m")
		got, ok := fit.Invert(m, n)
		if !ok {
			t.Fatalf("a positive definite matrix is said to be none")
		}
		want := slowInverse(m, n)
		condition := 1.0
		for i := range n {
			v, _ := want[i][i].Float64()
			condition += v * m[i][i]
		}
		for i := range n {
			for j := range n {
				w, _ := want[i][j].Float64()
				scale := math.Sqrt(got[i][i]) * math.Sqrt(got[j][j])
				if !(math.Abs(got[i][j]-w) <= 1e-15*float64(n)*condition*scale) {
					t.Fatalf("inverse[%d][%d] = %v, want %v (condition %.1e)", i, j, got[i][j], w, condition)
				}
				if got[i][j] != got[j][i] {
					t.Fatalf("inverse[%d][%d] = %v, but [%d][%d] = %v", i, j, got[i][j], j, i, got[j][i])
				}
			}
		}
	})
}

// TestInvertRejectsIndefinite gives one of the squares a coefficient of zero or less, exactly.
func TestInvertRejectsIndefinite(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := genDim().Draw(t, "n")
		bad := rapid.IntRange(0, n-1).Draw(t, "bad")
		m := genSquares(n, func(i int) *rapid.Generator[float64] {
			if i == bad {
				return rapid.SampledFrom([]float64{0, -0.25, -1, -16})
			}
			return rapid.SampledFrom([]float64{0.25, 1, 4, 16})
		}).Draw(t, "m")
		if inverse, ok := fit.Invert(m, n); ok {
			t.Fatalf("inverse %v of a matrix that is not positive definite", inverse)
		}
	})
}

// genChange draws the derivatives at 0 of p_k(x) = p_k(0) + Σ J_ki x_i + ½ Σ C_kij x_i x_j, with whole coefficients.
func genChange(n int) *rapid.Generator[*fit.Change] {
	return rapid.Custom(func(t *rapid.T) *fit.Change {
		c := &fit.Change{}
		for k := range n {
			c.Jacobian[k] = genVector(n, genWhole(3)).Draw(t, "jacobian")
			c.Curvature[k] = genSymmetric(n, rapid.Map(genWhole(2), func(v float64) float64 { return 2 * v })).Draw(t, "curvature")
		}
		return c
	})
}

// TestPull composes a quadratic with a quadratic change of variables and takes differences of the whole: for a polynomial of
// degree four those with five points are exact, and with whole coefficients nothing is rounded.
func TestPull(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := genDim().Draw(t, "n")
		c := genChange(n).Draw(t, "change")
		g := genVector(n, genWhole(4)).Draw(t, "gradient")
		h := genSymmetric(n, rapid.Map(genWhole(3), func(v float64) float64 { return 2 * v })).Draw(t, "hessian")
		factor := rapid.SampledFrom([]float64{1, -1, 3, -0.5}).Draw(t, "factor")
		f := func(x fit.Vector) float64 {
			var p fit.Vector // p(x) − p(0)
			for k := range n {
				for i := range n {
					p[k] += c.Jacobian[k][i] * x[i]
					for j := range n {
						p[k] += c.Curvature[k][i][j] * x[i] * x[j] / 2
					}
				}
			}
			sum := 0.0
			for k := range n {
				sum += g[k] * p[k]
				for m := range n {
					sum += h[k][m] * p[k] * p[m] / 2
				}
			}
			return factor * sum
		}
		gotG, gotH := c.Pull(g, h, factor, n)
		five := []struct{ at, weight float64 }{{-2, 1}, {-1, -8}, {1, 8}, {2, -1}} // f′ ≈ Σ weight·f(at)/12
		var wantG fit.Vector
		var wantH fit.Matrix
		for i := range n {
			for _, p := range five {
				var x fit.Vector
				x[i] = p.at
				wantG[i] += p.weight * f(x) / 12
			}
			for j := range n {
				for _, p := range five {
					for _, q := range five {
						var x fit.Vector
						x[i] += p.at
						x[j] += q.at
						wantH[i][j] += p.weight * q.weight * f(x) / 144
					}
				}
			}
		}
		near := cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) <= 1e-9*(1+math.Abs(a)) })
		if diff := cmp.Diff(wantG, gotG, near); diff != "" {
			t.Errorf("gradient (-differences +chain rule):\n%s", diff)
		}
		if diff := cmp.Diff(wantH, gotH, near); diff != "" {
			t.Errorf("Hessian (-differences +chain rule):\n%s", diff)
		}
	})
}

// TestPushInvertsPull: where the gradient is zero, information pulled to the search and inverted there is, pushed back, the
// inverse of the information.
func TestPushInvertsPull(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := genDim().Draw(t, "n")
		information := genSquares(n, func(int) *rapid.Generator[float64] { return rapid.SampledFrom([]float64{0.5, 1, 2}) }).Draw(t, "information")
		c := &fit.Change{Jacobian: genSquares(n, func(int) *rapid.Generator[float64] { return rapid.SampledFrom([]float64{-2, -1, 1, 2}) }).Draw(t, "jacobian")}
		factor := rapid.SampledFrom([]float64{1, 0.01, 250}).Draw(t, "factor")
		_, pulled := c.Pull(fit.Vector{}, information, factor, n)
		inverse, ok := fit.Invert(pulled, n)
		want, also := fit.Invert(information, n)
		if !ok || !also {
			t.Fatalf("information %v is said to be singular", information)
		}
		got := c.Push(inverse, factor, n)
		for i := range n {
			for j := range n {
				// Jacobian and information are at worst as ill as the entries of their inverses say.
				if !(math.Abs(got[i][j]-want[i][j]) <= 1e-8*math.Sqrt(want[i][i]*want[j][j])) {
					t.Fatalf("covariance[%d][%d] = %v, want %v", i, j, got[i][j], want[i][j])
				}
				if got[i][j] != got[j][i] {
					t.Fatalf("covariance is not symmetric: %v, %v", got[i][j], got[j][i])
				}
			}
		}
	})
}

// TestPush sums J·V·Jᵀ by its definition; whole numbers make it exact.
func TestPush(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := genDim().Draw(t, "n")
		c := genChange(n).Draw(t, "change")
		v := genSymmetric(n, genWhole(9)).Draw(t, "v")
		var want fit.Matrix
		for k := range n {
			for l := range n {
				for i := range n {
					for j := range n {
						want[k][l] += 4 * c.Jacobian[k][i] * v[i][j] * c.Jacobian[l][j]
					}
				}
			}
		}
		if diff := cmp.Diff(want, c.Push(v, 4, n)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

// TestMinimizeQuadratic: one Newton step solves a quadratic; a second one proves it, others only cross the box.
func TestMinimizeQuadratic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := genDim().Draw(t, "n")
		positive := rapid.SampledFrom([]float64{0.25, 1, 4})
		a := genSquares(n, func(int) *rapid.Generator[float64] { return positive }).Draw(t, "a")
		at := genVector(n, rapid.Float64Range(-9, 9)).Draw(t, "minimum")
		start := genVector(n, rapid.Float64Range(-12, 12)).Draw(t, "start")
		r := fit.Minimize(box(n, -10, 10, quadratic(n, a, at)), start)
		if r.Outcome != fit.Converged {
			t.Fatalf("outcome %d: %+v", r.Outcome, r)
		}
		for i := range n {
			if !(math.Abs(r.X[i]-at[i]) <= 1e-9) {
				t.Fatalf("x[%d] = %v, want %v", i, r.X[i], at[i])
			}
		}
		if r.Evaluations > 60 {
			t.Fatalf("%d evaluations for a quadratic", r.Evaluations)
		}
	})
}

// TestMinimizeInBox: at the minimum of a convex function in a box no variable can move down: the derivative is zero inside,
// and points outwards where the result says that a side is pressed.
func TestMinimizeInBox(t *testing.T) {
	pressed := 0
	rapid.Check(t, func(t *rapid.T) {
		n := genDim().Draw(t, "n")
		positive := rapid.SampledFrom([]float64{0.5, 1, 2})
		a := genSquares(n, func(int) *rapid.Generator[float64] { return positive }).Draw(t, "a")
		p := box(n, -1, 1, quadratic(n, a, genVector(n, rapid.Float64Range(-3, 3)).Draw(t, "minimum")))
		start := genVector(n, rapid.Float64Range(-1, 1)).Draw(t, "start")
		r := fit.Minimize(p, start)
		if r.Outcome != fit.Converged && r.Outcome != fit.AtBound {
			t.Fatalf("outcome %d: %+v", r.Outcome, r)
		}
		_, g, _ := p.F(r.X)
		bounds := 0
		for i := range n {
			switch r.Bound[i] {
			case 0:
				if !(math.Abs(g[i]) <= 1e-6) {
					t.Errorf("variable %d is free, its derivative %v", i, g[i])
				}
			default:
				bounds++
				if side := float64(r.Bound[i]); r.X[i] != side || side*g[i] > 0 {
					t.Errorf("variable %d at %v, derivative %v, is said to press on side %v", i, r.X[i], g[i], side)
				}
			}
		}
		if (r.Outcome == fit.AtBound) != (bounds > 0) {
			t.Errorf("outcome %d with %d variables on a side", r.Outcome, bounds)
		}
		pressed += bounds
	})
	if pressed == 0 {
		t.Error("no draw pressed on a side")
	}
}

// TestMinimizeIsAFunction: the same arguments give the same bits, whatever was searched before, and never a worse value than
// the start's.
func TestMinimizeIsAFunction(t *testing.T) {
	problems := []fit.Problem{box(4, -10, 10, wood), box(2, -6, 6, himmelblau), box(4, -20, 20, counts), box(3, -10, 10, rosenbrock(3))}
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom(problems).Draw(t, "problem")
		start := genVector(p.Dim, rapid.Float64Range(-5, 5)).Draw(t, "start")
		first := fit.Minimize(p, start)
		fit.Minimize(rapid.SampledFrom(problems).Draw(t, "other"), start)
		if diff := cmp.Diff(first, fit.Minimize(p, start)); diff != "" {
			t.Fatalf("not the same twice (-first +second):\n%s", diff)
		}
		if f, _, _ := p.F(start); !(first.F <= f) {
			t.Fatalf("value %v, %v at the start", first.F, f)
		}
		if first.Outcome == fit.Converged {
			_, g, h := p.F(first.X)
			if _, ok := fit.Invert(h, p.Dim); !ok {
				t.Fatalf("converged where the Hessian is not positive definite: %+v", first)
			}
			for i := range p.Dim {
				if !(math.Abs(g[i]) <= 1e-9*(1+h[i][i])) {
					t.Fatalf("converged with derivative %v of variable %d", g[i], i)
				}
			}
		}
	})
}
