package btyd

import (
	"fmt"
	"math"

	"github.com/rapport-go/rapport/internal/fit"
)

// FitOptions steer a fit. The zero value is right for nearly all.
type FitOptions struct {
	// MaxIterations bounds the Newton steps of one start, 0 … 10,000; 0 stands for 100. Ordinary fits take five to ten.
	MaxIterations int
	// Starts is how many starting points are tried at least, 0 … 5; 0 and 1 mean the same. More are tried anyway where the
	// optimum found is not proved or not the only one, and for a base of up to 1,000 distinct rows.
	Starts int
}

const (
	defaultIterations = 100
	mostIterations    = 10_000
	mostStarts        = 5
)

func (o FitOptions) validate() error {
	if o.MaxIterations < 0 || o.MaxIterations > mostIterations {
		return fmt.Errorf("%w: MaxIterations = %d, want 0 to %d", ErrOptions, o.MaxIterations, mostIterations)
	}
	if o.Starts < 0 || o.Starts > mostStarts {
		return fmt.Errorf("%w: Starts = %d, want 0 to %d", ErrOptions, o.Starts, mostStarts)
	}
	return nil
}

// FitReport is what every fit says of itself, beside its model and covariance.
type FitReport struct {
	// LogLikelihood is that of the model over all customers, without combinatorial constants: a density in the model's unit of
	// time, or in money.
	LogLikelihood float64
	// Status says how far the result can be trusted.
	Status Status
	// Warnings say what to be careful about.
	Warnings []Warning
	// Customers is the sum of the weights, Repeaters that of the rows with Repeats > 0.
	Customers, Repeaters float64
	// Rows is the number of distinct rows.
	Rows int
	// Starts is how many starting points were tried.
	Starts int
	// Iterations are the Newton steps of the best one, Evaluations the passes over the rows in all.
	Iterations, Evaluations int
	// Gradient is the largest derivative of the mean log-likelihood in the search's own scaled variables where it ended.
	Gradient float64
}

// fewRepeaters is the number of repeat customers below which clv/btyd warns: a convention, after the practice of the field.
const fewRepeaters = 50

// weakError is the standard error, in a logarithm, from which on a parameter counts as hardly known: a factor of e² either
// way.
const weakError = 2.0

// A base of up to so many distinct rows is searched from two starts at least: there the likelihood may have several optima,
// and a search costs next to nothing.
const smallBase = 1000

// searched is what a search brought home.
type searched struct {
	best                fit.Result
	starts, evaluations int
	// several says that two starts ended in different optima.
	several bool
}

// search runs the optimiser from one start after the other: as many as asked for, two for a small base, and all where the
// optimum is not proved or not the only one. Ties go to the earlier start.
func search(p fit.Problem, starts []fit.Vector, rows int, o FitOptions) (s searched) {
	p.MaxIterations = o.MaxIterations
	if p.MaxIterations == 0 {
		p.MaxIterations = defaultIterations
	}
	enough := max(o.Starts, 1)
	if rows <= smallBase {
		enough = max(enough, 2)
	}
	for i, start := range starts {
		if i >= enough && s.best.Outcome == fit.Converged && !s.several {
			break
		}
		r := fit.Minimize(p, start)
		s.starts++
		s.evaluations += r.Evaluations
		if i > 0 && optimum(r) && optimum(s.best) && math.Abs(r.F-s.best.F) > 1e-9*(1+math.Abs(s.best.F)) {
			s.several = true
		}
		if i == 0 || better(r, s.best) {
			s.best = r
		}
	}
	return s
}

// optimum reports whether a search ended where nothing better is near, be it on a side of the box.
func optimum(r fit.Result) bool { return r.Outcome == fit.Converged || r.Outcome == fit.AtBound }

// better prefers the lower value; between values that agree to rounding, the proved one.
func better(r, best fit.Result) bool {
	if math.IsNaN(r.F) || r.Outcome == fit.NonFinite {
		return false
	}
	if best.Outcome == fit.NonFinite {
		return true
	}
	if math.Abs(r.F-best.F) <= 1e-12*(1+math.Abs(best.F)) {
		return r.Outcome < best.Outcome
	}
	return r.F < best.F
}

// statusOf translates an outcome. At a bound it is common that the parameters beside it no longer matter.
func statusOf(r fit.Result) Status {
	switch {
	case r.Outcome == fit.Converged:
		return Converged
	case r.Outcome == fit.AtBound, r.Outcome == fit.Flat && r.Bound != [fit.MaxDim]int8{}:
		return Boundary
	case r.Outcome == fit.Flat:
		return Ridge
	default:
		return NotConverged
	}
}

// freeGradient returns the largest derivative among the variables that do not press against the box.
func freeGradient(r fit.Result, n int) float64 {
	most := 0.0
	for i := range n {
		if r.Bound[i] == 0 {
			most = max(most, math.Abs(r.Gradient[i]))
		}
	}
	return most
}

// covarianceOf returns the inverse of the information where the fit has converged; where that is no covariance after all,
// it takes the status back.
func covarianceOf(r fit.Result, n int, s *Status) (fit.Matrix, bool) {
	if *s != Converged {
		return fit.Matrix{}, false
	}
	inverse, ok := fit.Invert(r.Hessian, n)
	if !ok {
		*s = NotConverged
	}
	return inverse, ok
}

// fitWarnings puts into words what every fit may have to say; atBound holds for each variable of the search what it means
// that it ran to its lower or upper bound.
func fitWarnings(s Status, repeaters, gradient float64, found searched, atBound [][2]string) (list []Warning) {
	best := found.best
	if repeaters < fewRepeaters {
		list = append(list, Warning{FewRepeaters, fmt.Sprintf("only %.4g customers bought more than once: the estimates rest on few", repeaters)})
	}
	if best.Outcome == fit.Flat {
		list = append(list, Warning{WeaklyIdentified, "the likelihood does not change in some direction: the data cannot tell all parameters apart"})
	} else if s == NotConverged {
		list = append(list, Warning{SearchFailed, fmt.Sprintf("the search ended before the optimum was proved (largest gradient %.1e): the best point found is kept", gradient)})
	}
	if found.several {
		list = append(list, Warning{SeveralOptima, fmt.Sprintf("the likelihood has several optima: the highest of those found from %d starts is kept", found.starts)})
	}
	for i, texts := range atBound {
		switch best.Bound[i] {
		case -1:
			list = append(list, Warning{ParameterAtBound, texts[0]})
		case 1:
			list = append(list, Warning{ParameterAtBound, texts[1]})
		}
	}
	return list
}

// weakWarnings names the parameters whose standard error leaves their order of magnitude open.
func weakWarnings(params []param, se []float64) (list []Warning) {
	for i, p := range params {
		if se[i] > weakError*p.value {
			list = append(list, Warning{WeaklyIdentified, fmt.Sprintf("%s = %.3g ± %.2g is hardly known: read predictions, not this parameter", p.name, p.value, se[i])})
		}
	}
	return list
}
