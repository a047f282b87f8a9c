package oracle_test

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/mathext"
)

// prior is a density on points: its integral against f is Σ weight·f(point).
type prior struct {
	at     []float64 // λ, p or ν
	weight []float64 // density times the step
}

// gammaPrior is Gamma(shape, rate), laid out along v = ln λ: there its left tail is
// e^(shape·v) and its right one ends where the rate takes over. The panels are narrow
// enough for what remains of it after so many events have been seen.
func gammaPrior(shape, rate, events float64) prior {
	norm := lnGamma(shape) - shape*math.Log(rate)
	return layOut(math.Log(shape/rate)-160/shape-5, math.Log((shape+60+12*math.Sqrt(shape))/rate), 1/math.Sqrt(shape+events+1),
		func(v float64) (point, log float64) {
			return math.Exp(v), shape*v - rate*math.Exp(v) - norm
		})
}

// betaPrior is Beta(a, b), laid out along y = ln(p/(1−p)): there its tails are
// e^(a·y) and e^(−b·y).
func betaPrior(a, b float64) prior {
	norm := mathext.Lbeta(a, b)
	width := 2 / math.Sqrt(math.Min(a, b)+1)
	return layOut(-40/a-5, 40/b+5, width,
		func(y float64) (point, log float64) {
			return 1 / (1 + math.Exp(-y)), -a*math.Log1p(math.Exp(-y)) - b*math.Log1p(math.Exp(y)) - norm
		})
}

// layOut puts sixteen Gauss–Legendre points on each panel of about the given width.
func layOut(from, to, width float64, density func(v float64) (point, log float64)) prior {
	const points = 16
	var q prior
	v, w := make([]float64, points), make([]float64, points)
	panels := math.Ceil((to - from) / width)
	for i := 0.0; i < panels; i++ {
		lo, hi := from+(to-from)*i/panels, from+(to-from)*(i+1)/panels
		quad.Legendre{}.FixedLocations(v, w, lo, hi)
		for j := range v {
			point, log := density(v[j])
			q.at = append(q.at, point)
			q.weight = append(q.weight, w[j]*math.Exp(log))
		}
	}
	return q
}

// mean integrates f over the prior.
func (q prior) mean(f func(point float64) float64) float64 {
	sum := 0.0
	for i, point := range q.at {
		sum += q.weight[i] * f(point)
	}
	return sum
}

// times multiplies the weights and drops what has become too light to count.
func (q prior) times(f func(point float64) float64) prior {
	var product prior
	heaviest := 0.0
	for i, point := range q.at {
		w := q.weight[i] * f(point)
		heaviest = math.Max(heaviest, w)
		product.at = append(product.at, point)
		product.weight = append(product.weight, w)
	}
	kept := prior{}
	for i, w := range product.weight {
		if w > 1e-22*heaviest {
			kept.at = append(kept.at, product.at[i])
			kept.weight = append(kept.weight, w)
		}
	}
	return kept
}

// TestPriors makes sure that the layouts hold whole densities with their moments.
func TestPriors(t *testing.T) {
	for _, shape := range []float64{0.25, 1, 7.5, 120} {
		for _, other := range []float64{0.3, 2, 40} {
			g, b := gammaPrior(shape, other, 0), betaPrior(shape, other)
			same(t, "∫ gamma", g.mean(func(float64) float64 { return 1 }), 1, 1e-12)
			same(t, "E λ", g.mean(func(l float64) float64 { return l }), shape/other, 1e-12)
			same(t, "E λ²", g.mean(func(l float64) float64 { return l * l }), shape*(shape+1)/(other*other), 1e-12)
			same(t, "∫ beta", b.mean(func(float64) float64 { return 1 }), 1, 1e-12)
			same(t, "E p", b.mean(func(p float64) float64 { return p }), shape/(shape+other), 1e-12)
			same(t, "E p²", b.mean(func(p float64) float64 { return p * p }), shape*(shape+1)/((shape+other)*(shape+other+1)), 1e-12)
		}
	}
}

// same compares two computations of one quantity by their relative difference.
func same(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if difference := math.Abs(got-want) / math.Abs(want); !(difference <= tolerance) {
		t.Errorf("%s = %.15g, want %.15g: relative difference %.2g, want at most %.2g", what, got, want, difference, tolerance)
	}
}
