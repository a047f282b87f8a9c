package fit_test

import (
	"math"

	"github.com/rapport-go/rapport/internal/fit"
)

// The problems of the textbooks, each with its exact gradient and Hessian.

// box returns the problem of minimising f in n variables, all between lo and hi.
func box(n int, lo, hi float64, f fit.Objective) fit.Problem {
	p := fit.Problem{Dim: n, F: f, MaxIterations: 200}
	for i := range n {
		p.Lower[i], p.Upper[i] = lo, hi
	}
	return p
}

// fill returns the point whose first n variables repeat the values.
func fill(n int, values ...float64) (x fit.Vector) {
	for i := range n {
		x[i] = values[i%len(values)]
	}
	return x
}

// rosenbrock is the valley Σ 100(x₂−x₁²)² + (1−x₁)², chained over n variables.
func rosenbrock(n int) fit.Objective {
	return func(x fit.Vector) (f float64, g fit.Vector, h fit.Matrix) {
		for i := range n - 1 {
			a, b := x[i+1]-x[i]*x[i], 1-x[i]
			f += 100*a*a + b*b
			g[i] += -400*a*x[i] - 2*b
			g[i+1] += 200 * a
			h[i][i] += 1200*x[i]*x[i] - 400*x[i+1] + 2
			h[i][i+1] -= 400 * x[i]
			h[i+1][i] -= 400 * x[i]
			h[i+1][i+1] += 200
		}
		return f, g, h
	}
}

// himmelblau has four minima of 0, four saddles and a summit: (x²+y−11)² + (x+y²−7)².
func himmelblau(x fit.Vector) (f float64, g fit.Vector, h fit.Matrix) {
	a, b := x[0]*x[0]+x[1]-11, x[0]+x[1]*x[1]-7
	f = a*a + b*b
	g = fit.Vector{4*x[0]*a + 2*b, 2*a + 4*x[1]*b}
	mixed := 4 * (x[0] + x[1])
	h = fit.Matrix{{4*a + 8*x[0]*x[0] + 2, mixed}, {mixed, 2 + 4*b + 8*x[1]*x[1]}}
	return f, g, h
}

// wood is the function of that name in four variables, with a saddle on the way from (−3, −1, −3, −1) to (1, 1, 1, 1).
func wood(x fit.Vector) (f float64, g fit.Vector, h fit.Matrix) {
	for _, v := range [...]struct {
		i, j int
		c    float64
	}{{0, 1, 100}, {2, 3, 90}} {
		a, b := x[v.j]-x[v.i]*x[v.i], 1-x[v.i]
		f += v.c*a*a + b*b
		g[v.i] += -4*v.c*a*x[v.i] - 2*b
		g[v.j] += 2 * v.c * a
		h[v.i][v.i] += v.c*(12*x[v.i]*x[v.i]-4*x[v.j]) + 2
		h[v.i][v.j] -= 4 * v.c * x[v.i]
		h[v.j][v.i] = h[v.i][v.j]
		h[v.j][v.j] += 2 * v.c
	}
	p, q := x[1]-1, x[3]-1
	f += 10.1*(p*p+q*q) + 19.8*p*q
	g[1] += 20.2*p + 19.8*q
	g[3] += 20.2*q + 19.8*p
	h[1][1] += 20.2
	h[3][3] += 20.2
	h[1][3] += 19.8
	h[3][1] += 19.8
	return f, g, h
}

// doubleWell is x⁴/4 − x²/2: minima at ±1, a summit between them.
func doubleWell(x fit.Vector) (float64, fit.Vector, fit.Matrix) {
	v := x[0]
	return v*v*v*v/4 - v*v/2, fit.Vector{v*v*v - v}, fit.Matrix{{3*v*v - 1}}
}

// barrier is 10x − ln x: NaN left of 0, where Newton's steps from the right lead; its minimum is at 0.1.
func barrier(x fit.Vector) (float64, fit.Vector, fit.Matrix) {
	v := x[0]
	return 10*v - math.Log(v), fit.Vector{10 - 1/v}, fit.Matrix{{1 / (v * v)}}
}

// ridge is (x−y)²: every point of the line x = y is as good.
func ridge(x fit.Vector) (float64, fit.Vector, fit.Matrix) {
	d := x[0] - x[1]
	return d * d, fit.Vector{2 * d, -2 * d}, fit.Matrix{{2, -2}, {-2, 2}}
}

// saddle is x² − y².
func saddle(x fit.Vector) (float64, fit.Vector, fit.Matrix) {
	return x[0]*x[0] - x[1]*x[1], fit.Vector{2 * x[0], -2 * x[1]}, fit.Matrix{{2}, {0, -2}}
}

// slope is x + 2y, whose Hessian is zero.
func slope(x fit.Vector) (float64, fit.Vector, fit.Matrix) {
	return x[0] + 2*x[1], fit.Vector{1, 2}, fit.Matrix{}
}

// runaway is e^−x, which falls for ever.
func runaway(x fit.Vector) (float64, fit.Vector, fit.Matrix) {
	e := math.Exp(-x[0])
	return e, fit.Vector{-e}, fit.Matrix{{e}}
}

// quadratic is ½(x−c)ᵀA(x−c).
func quadratic(n int, a fit.Matrix, c fit.Vector) fit.Objective {
	return func(x fit.Vector) (f float64, g fit.Vector, h fit.Matrix) {
		for i := range n {
			for j := range n {
				g[i] += a[i][j] * (x[j] - c[j])
			}
			f += 0.5 * g[i] * (x[i] - c[i])
		}
		return f, g, a
	}
}

// counts is the mean negative log-likelihood of a Poisson regression on four variables: convex, smooth, of the order of 1,
// as the likelihoods of models are.
func counts(x fit.Vector) (f float64, g fit.Vector, h fit.Matrix) {
	const rows = 64
	for k := range rows {
		t := float64(k) / rows
		v := [...]float64{1, t, math.Cos(6 * t), t * t}
		y := float64(k * k % 5)
		eta := 0.0
		for i, vi := range v {
			eta += vi * x[i]
		}
		mean := math.Exp(eta)
		f += (mean - y*eta) / rows
		for i, vi := range v {
			g[i] += (mean - y) * vi / rows
			for j, vj := range v {
				h[i][j] += mean * vi * vj / rows
			}
		}
	}
	return f, g, h
}
