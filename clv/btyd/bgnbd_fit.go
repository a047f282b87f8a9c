package btyd

import (
	"math"

	"github.com/rapport-go/rapport/internal/fit"
)

// BGNBDFit is the result of FitBGNBD.
type BGNBDFit struct {
	// Model is the model at the best point found.
	Model BGNBD
	// FitReport says how good it is and what it took.
	FitReport
	// Covariance is the inverse of the observed information, in the order r, α, a, b; all zero unless Status is Converged.
	Covariance [4][4]float64
}

// StdErr returns the standard errors of r, α, a, b; ok is false where the fit gives none.
func (f BGNBDFit) StdErr() (se [4]float64, ok bool) {
	if f.Status != Converged {
		return se, false
	}
	for i := range se {
		se[i] = math.Sqrt(f.Covariance[i][i])
	}
	return se, true
}

// FitBGNBD finds the parameters of BG/NBD that make the rows most likely.
//
// Equal rows are merged first, so that the cost follows the distinct rows. The search is a damped Newton method with exact
// gradient and Hessian in (ln r/α, ln r, logit a/(a+b), ln(a+b)), times scaled to about 1, from one start by the method of
// moments; further fixed starts are tried where the optimum is not proved, and a far one always for a base of up to 1,000
// distinct rows, where several optima occur. The result is the same to the bit for any order of the rows, and rows is left
// unchanged.
//
// It returns an error only for what cannot be fitted at all: no rows (ErrNoRows), a row that breaks a rule of Record or Row
// (*RecordError with its index), rows in different units (*UnitError), options out of range (ErrOptions). Everything else
// is told by Status and Warnings, with the best point kept.
//
// Laws: weight w and w equal rows give the same fit; multiplying all weights by c multiplies LogLikelihood by c and divides
// Covariance by c; multiplying all times by c multiplies α by c and leaves r, a, b as they are.
// Cost: some 40 ns per distinct row and evaluation, five to nine evaluations; under twenty allocations.
// Source: Fader, Hardie & Lee (2005), equation (6).
func FitBGNBD(rows []Row, o FitOptions) (BGNBDFit, error) {
	if err := o.validate(); err != nil {
		return BGNBDFit{}, err
	}
	cells, err := bgnbdCells(rows)
	if err != nil {
		return BGNBDFit{}, err
	}
	cells = mergeCells(cells)
	scale := scaleCells(cells)
	base := newBGNBDBase(cells)
	result := BGNBDFit{FitReport: FitReport{Customers: base.total, Rows: len(cells), Repeaters: base.repeaters()}}
	unit := rows[0].Unit
	if result.Repeaters == 0 {
		result.Status = Degenerate
		// One repeat purchase less than could have been seen: r/α = 1/(customers × time).
		alpha := min(max(max(base.total, 1)*scale, minScale), maxScale)
		result.Model = BGNBD{BGNBDParams{R: 1, Alpha: alpha, A: 1, B: 1, Unit: unit}}
		result.LogLikelihood = base.at(1, alpha/scale, 1, 1).f
		result.Warnings = []Warning{{NoRepeaters, "nobody bought a second time: the data say nothing about purchase rates and leaving, the model is a placeholder"}}
		return result, nil
	}
	found := search(bgnbdProblem(base), bgnbdStarts(base), len(cells), o)
	best := found.best
	result.Starts, result.Iterations, result.Evaluations = found.starts, best.Iterations, found.evaluations
	result.LogLikelihood = -best.F * base.total
	result.Status = statusOf(best)
	r, alpha, a, b := bgnbdNatural(best.X)
	if alpha *= scale; alpha < minScale || alpha > maxScale { // times beyond all sense; the box bounds the others
		result.Status = NotConverged
		alpha = min(max(alpha, minScale), maxScale)
		result.LogLikelihood = base.at(r, alpha/scale, a, b).f
	}
	result.LogLikelihood -= base.counts.purchases() * math.Log(scale) // a density in time
	result.Model = BGNBD{BGNBDParams{R: r, Alpha: alpha, A: a, B: b, Unit: unit}}
	result.Gradient = freeGradient(best, 4)
	if inverse, ok := covarianceOf(best, 4, &result.Status); ok {
		cov := bgnbdChange(r, alpha, a, b).Push(inverse, 1/base.total, 4) // linear in α, which has its unit again
		for i := range result.Covariance {
			copy(result.Covariance[i][:], cov[i][:])
		}
	}
	result.warn(found)
	return result, nil
}

// bgnbdCells checks the rows and copies them.
func bgnbdCells(rows []Row) ([]cell, error) {
	if len(rows) == 0 {
		return nil, ErrNoRows
	}
	cells := make([]cell, len(rows))
	for i := range rows {
		r := &rows[i]
		if err := r.check(i); err != nil {
			return nil, err
		}
		if r.Unit != rows[0].Unit {
			return nil, &UnitError{Row: i, Got: r.Unit, Want: rows[0].Unit}
		}
		cells[i] = cell{r.Repeats, r.Age + 0, r.Last + 0, r.Weight} // −0 + 0 is 0: equal rows are equal bits
	}
	return cells, nil
}

// The search box, in logarithms: past it only a limit model is left. It lies inside the legal range of the shapes.
const (
	boxRate    = 60.0  // ln(r/α), in scaled time
	boxShape   = 13.8  // ln r: 1e±6; the upper side of ln(a+b)
	boxWeight  = -10.0 // the lower side of ln(a+b)
	boxDropout = 10.5  // logit a/(a+b): a ≥ 1e-9 at the corner
)

// bgnbdNatural returns the parameters, α in scaled time, of a point of the search.
func bgnbdNatural(x fit.Vector) (r, alpha, a, b float64) {
	r = math.Exp(x[1])
	alpha = math.Exp(x[1] - x[0])
	k := math.Exp(x[3])
	return r, alpha, k / (1 + math.Exp(-x[2])), k / (1 + math.Exp(x[2]))
}

// bgnbdProblem is the negative mean log-likelihood with its chain rule: J is the matrix of derivatives of (r, α, a, b).
func bgnbdProblem(base *bgnbdBase) fit.Problem {
	p := fit.Problem{
		Dim:   4,
		Lower: fit.Vector{-boxRate, -boxShape, -boxDropout, boxWeight},
		Upper: fit.Vector{boxRate, boxShape, boxDropout, boxShape},
	}
	p.F = func(x fit.Vector) (float64, fit.Vector, fit.Matrix) {
		r, alpha, a, b := bgnbdNatural(x)
		d := base.at(r, alpha, a, b)
		g, h := bgnbdChange(r, alpha, a, b).Pull(d.g, d.h, -1/base.total, 4)
		return -d.f / base.total, g, h
	}
	return p
}

// bgnbdChange returns the derivatives of (r, α, a, b) in the variables of the search.
func bgnbdChange(r, alpha, a, b float64) *fit.Change {
	spread := a * b / (a + b)
	tilt := spread * (b - a) / (a + b)
	return &fit.Change{
		Jacobian: fit.Matrix{{0, r}, {-alpha, alpha}, {0, 0, spread, a}, {0, 0, -spread, b}},
		Curvature: [fit.MaxDim]fit.Matrix{
			{{}, {0, r}},
			{{alpha, -alpha}, {-alpha, alpha}},
			{{}, {}, {0, 0, tilt, spread}, {0, 0, spread, a}},
			{{}, {}, {0, 0, -tilt, -spread}, {0, 0, -spread, b}},
		},
	}
}

// warn puts the doubts into words.
func (f *BGNBDFit) warn(found searched) {
	texts := [][2]string{
		{"the purchase rate runs to 0", "the purchase rate runs to infinity"},
		{"r runs to 0: hardly anyone buys again, a few buy very often", "r and alpha run to infinity: all customers buy at one rate (no gamma heterogeneity)"},
		{"the dropout probability runs to 0: nobody is seen to leave (the NBD model)", "the dropout probability runs to 1: everyone leaves after the next purchase"},
		{"a+b runs to 0: customers either never leave or leave at once", "a and b run to infinity: all customers leave with one probability (no beta heterogeneity)"},
	}
	if found.best.Bound[2] != 0 {
		texts = texts[:3] // where all stay or all leave, how they differ in leaving means nothing
	}
	f.Warnings = fitWarnings(f.Status, f.Repeaters, f.Gradient, found, texts)
	if se, ok := f.StdErr(); ok {
		p := f.Model.p
		f.Warnings = append(f.Warnings, weakWarnings([]param{{name: "r", value: p.R}, {name: "alpha", value: p.Alpha}, {name: "a", value: p.A}, {name: "b", value: p.B}}, se[:])...)
	}
}
