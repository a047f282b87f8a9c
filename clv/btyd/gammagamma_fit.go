package btyd

import (
	"fmt"
	"math"

	"github.com/rapport-go/rapport/internal/fit"
	"github.com/rapport-go/rapport/internal/numeric"
)

// GammaGammaFit is the result of FitGammaGamma.
type GammaGammaFit struct {
	// Model is the model at the best point found.
	Model GammaGamma
	// FitReport says how good it is and what it took. Its Rows are those with Repeats > 0.
	FitReport
	// Covariance is the inverse of the observed information, in the order p, q, γ; all zero unless Status is Converged.
	Covariance [3][3]float64
}

// StdErr returns the standard errors of p, q, γ; ok is false where the fit gives none.
func (f GammaGammaFit) StdErr() (se [3]float64, ok bool) {
	if f.Status != Converged {
		return se, false
	}
	for i := range se {
		se[i] = math.Sqrt(f.Covariance[i][i])
	}
	return se, true
}

// FitGammaGamma finds the parameters of Gamma-Gamma that make the rows most likely. Rows without repeat purchases say
// nothing of spend; they are counted and passed over.
//
// Merging, search, errors, statuses and laws are those of FitBGNBD, the variables being (ln p, ln q, ln pγ/q) with amounts
// scaled to about 1. Cost: 0.1 µs per distinct row and evaluation.
// Source: Fader & Hardie (2013), equation (1a).
func FitGammaGamma(rows []SpendRow, o FitOptions) (GammaGammaFit, error) {
	if err := o.validate(); err != nil {
		return GammaGammaFit{}, err
	}
	cells, err := gammaGammaCells(rows)
	if err != nil {
		return GammaGammaFit{}, err
	}
	var result GammaGammaFit
	if cells = mergeCells(cells); cells[0].x == 0 {
		result.Customers = cells[0].weight
		cells = cells[1:]
	}
	for _, c := range cells {
		result.Repeaters += c.weight
	}
	result.Customers += result.Repeaters
	result.Rows = len(cells)
	if len(cells) == 0 {
		result.Status = Degenerate
		result.Model = GammaGamma{GammaGammaParams{P: 1, Q: 2, Gamma: 1}}
		result.Warnings = []Warning{{NoRepeaters, "nobody bought a second time: nothing is known of what customers spend, the model is a placeholder"}}
		return result, nil
	}
	scale := scaleCells(cells)
	found := search(gammaGammaProblem(cells, result.Repeaters), gammaGammaStarts(cells), len(cells), o)
	best := found.best
	result.Starts, result.Iterations, result.Evaluations = found.starts, best.Iterations, found.evaluations
	result.LogLikelihood = -best.F * result.Repeaters
	result.Status = statusOf(best)
	p, q, gamma := gammaGammaNatural(best.X)
	if gamma *= scale; gamma < minScale || gamma > maxScale { // amounts beyond all sense; the box bounds the others
		result.Status = NotConverged
		gamma = min(max(gamma, minScale), maxScale)
		result.LogLikelihood = gammaGammaAt(cells, p, q, gamma/scale).f
	}
	result.LogLikelihood -= result.Repeaters * math.Log(scale) // a density in money
	result.Model = GammaGamma{GammaGammaParams{P: p, Q: q, Gamma: gamma}}
	result.Gradient = freeGradient(best, 3)
	if inverse, ok := covarianceOf(best, 3, &result.Status); ok {
		cov := gammaGammaChange(p, q, gamma).Push(inverse, 1/result.Repeaters, 3)
		for i := range result.Covariance {
			copy(result.Covariance[i][:], cov[i][:])
		}
	}
	result.warn(found)
	return result, nil
}

// gammaGammaCells checks the rows and copies them.
func gammaGammaCells(rows []SpendRow) ([]cell, error) {
	if len(rows) == 0 {
		return nil, ErrNoRows
	}
	cells := make([]cell, len(rows))
	for i := range rows {
		if err := rows[i].check(i); err != nil {
			return nil, err
		}
		cells[i] = cell{rows[i].Repeats, rows[i].Mean, 0, rows[i].Weight}
	}
	return cells, nil
}

// gammaGammaNatural returns the parameters, γ in scaled money, of a point of the search.
func gammaGammaNatural(x fit.Vector) (p, q, gamma float64) {
	return math.Exp(x[0]), math.Exp(x[1]), math.Exp(x[2] + x[1] - x[0])
}

// gammaGammaChange returns the derivatives of (p, q, γ) in the variables of the search.
func gammaGammaChange(p, q, gamma float64) *fit.Change {
	return &fit.Change{
		Jacobian: fit.Matrix{{p}, {0, q}, {-gamma, gamma, gamma}},
		Curvature: [fit.MaxDim]fit.Matrix{
			{{p}},
			{{}, {0, q}},
			{{gamma, -gamma, -gamma}, {-gamma, gamma, gamma}, {-gamma, gamma, gamma}},
		},
	}
}

// gammaGammaProblem is the negative mean log-likelihood. The digammas depend on x alone: once for each stretch of cells.
func gammaGammaProblem(cells []cell, total float64) fit.Problem {
	f := func(v fit.Vector) (float64, fit.Vector, fit.Matrix) {
		p, q, gamma := gammaGammaNatural(v)
		d := gammaGammaAt(cells, p, q, gamma)
		g, h := gammaGammaChange(p, q, gamma).Pull(d.g, d.h, -1/total, 3)
		return -d.f / total, g, h
	}
	return fit.Problem{
		Dim: 3, F: f,
		Lower: fit.Vector{-boxShape, -boxShape, -boxRate},
		Upper: fit.Vector{boxShape, boxShape, boxRate},
	}
}

// gammaGammaAt returns the log-likelihood of the cells with its exact gradient and Hessian in (p, q, γ).
func gammaGammaAt(cells []cell, p, q, gamma float64) (s derivatives) {
	psiQ, triQ := numeric.Digamma(q), numeric.Trigamma(q)
	for from := 0; from < len(cells); {
		x := float64(cells[from].x)
		P := p * x
		var f, weight, lx, ly, inv, inv2 float64 // Σ of ln X/G, ln γ/G, 1/G, 1/G², with X = xm, G = γ+X
		to := from
		for to < len(cells) && cells[to].x == cells[from].x {
			c := &cells[to]
			X, w := x*c.u, c.weight
			G := gamma + X
			f += w * (numeric.LogBetaKernel(P, q, X, gamma) - math.Log(c.u))
			weight += w
			lx -= w * math.Log1p(gamma/X)
			ly -= w * math.Log1p(X/gamma)
			inv += w / G
			inv2 += w / (G * G)
			to++
		}
		psi, tri := numeric.Digamma(P+q), numeric.Trigamma(P+q)
		s.f += f
		s.g[0] += x * (weight*(psi-numeric.Digamma(P)) + lx)
		s.g[1] += weight*(psi-psiQ) + ly
		s.g[2] += weight*q/gamma - (P+q)*inv
		s.h[0][0] += x * x * weight * (tri - numeric.Trigamma(P))
		s.h[0][1] += x * weight * tri
		s.h[0][2] -= x * inv
		s.h[1][1] += weight * (tri - triQ)
		s.h[1][2] += weight/gamma - inv
		s.h[2][2] += (P+q)*inv2 - weight*q/(gamma*gamma)
		from = to
	}
	s.h[1][0], s.h[2][0], s.h[2][1] = s.h[0][1], s.h[0][2], s.h[1][2]
	return s
}

// gammaGammaStarts returns the starting points: the variance of ln m, ψ′(px) + ψ′(q) ≈ 1/(px) + 1/q, is shared out evenly
// first, then unevenly; the location is that of the logarithms.
func gammaGammaStarts(cells []cell) []fit.Vector {
	var weight, count, log, log2 float64
	for _, c := range cells {
		l := math.Log(c.u)
		weight += c.weight
		count += c.weight * float64(c.x)
		log += c.weight * l
		log2 += c.weight * l * l
	}
	log /= weight
	shape := min(max(2/max(log2/weight-log*log, 1e-6), 0.1), 1e5)
	perPurchase := shape * weight / count
	at := func(p, q float64) fit.Vector { return fit.Vector{math.Log(p), math.Log(q), log} }
	return []fit.Vector{
		at(perPurchase, shape),
		at(1, 1.2), // far from the first, to see whether the optimum is the only one
		at(10, 10),
		at(4*perPurchase, shape/1.5),
		at(perPurchase/1.5, 4*shape),
	}
}

// warn puts the doubts into words.
func (f *GammaGammaFit) warn(found searched) {
	f.Warnings = fitWarnings(f.Status, f.Repeaters, f.Gradient, found, [][2]string{
		{"p runs to 0: one customer's amounts differ without bound", "p runs to infinity: every customer spends the same each time"},
		{"q runs to 0: customers differ without bound", "q runs to infinity: all customers spend alike (no gamma heterogeneity)"},
		{"the scale of the amounts runs to 0", "the scale of the amounts runs to infinity"},
	})
	if se, ok := f.StdErr(); ok {
		p := f.Model.p
		f.Warnings = append(f.Warnings, weakWarnings([]param{{name: "p", value: p.P}, {name: "q", value: p.Q}, {name: "gamma", value: p.Gamma}}, se[:])...)
	}
	if f.Model.p.Q <= 1 {
		f.Warnings = append(f.Warnings, Warning{HeavyTail, fmt.Sprintf("q = %.3g is at most 1: the mean spend of the population does not exist, that of a customer with repeat purchases may", f.Model.p.Q)})
	}
}
