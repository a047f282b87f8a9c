package oracle_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/diff/fd"
	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize"
	"gonum.org/v1/gonum/stat/distuv"

	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

const simulated = 3000 // customers: enough for both optimisers to see one summit

// simulate draws histories of customers who act as BG/NBD assumes, by its story: a
// rate and a probability to leave for each, exponential gaps, a coin after each purchase.
func simulate(r, alpha, a, b float64) []customer {
	source := rand.NewPCG(20050324, 275)
	rates := distuv.Gamma{Alpha: r, Beta: alpha, Src: source}
	leaves := distuv.Beta{Alpha: a, Beta: b, Src: source}
	coin := distuv.Uniform{Min: 0, Max: 1, Src: source}
	base := make([]customer, simulated)
	for i := range base {
		c := customer{T: 39 - 12*coin.Rand()}
		gap := distuv.Exponential{Rate: rates.Rand(), Src: source}
		leave := leaves.Rand()
		for at := gap.Rand(); at < c.T; at += gap.Rand() {
			c.x, c.tx = c.x+1, at
			if coin.Rand() < leave {
				break
			}
		}
		base[i] = c
	}
	return base
}

// TestFitBGNBD lets gonum climb the likelihood in print and compares the summits.
func TestFitBGNBD(t *testing.T) {
	base := simulate(0.4, 6, 0.8, 2.5)
	var rows []btyd.Row
	for _, c := range base {
		record := btyd.Record{Repeats: c.x, Last: c.tx, Age: c.T, Unit: relationship.Week}
		rows = append(rows, btyd.Row{Record: record, Weight: 1})
	}
	fit, err := btyd.FitBGNBD(rows, btyd.FitOptions{})
	if err != nil {
		t.Fatal(err)
	}
	deviance := func(p []float64) float64 {
		sum := 0.0
		for _, c := range base {
			sum -= logLikelihood(p[0], p[1], p[2], p[3], c)
		}
		return sum
	}
	found := fit.Model.Params()
	se, ok := fit.StdErr()
	if !ok || fit.Status != btyd.Converged {
		t.Fatalf("status %v without standard errors, want a converged fit", fit.Status)
	}
	compare(t, deviance, fit.LogLikelihood, []float64{found.R, found.Alpha, found.A, found.B}, se[:])
}

// TestFitGammaGamma does the same for spend.
func TestFitGammaGamma(t *testing.T) {
	const p, q, gamma = 4, 3.2, 20
	source := rand.NewPCG(2013, 25)
	scales := distuv.Gamma{Alpha: q, Beta: gamma, Src: source}
	counts := distuv.Poisson{Lambda: 2, Src: source}
	var rows []btyd.SpendRow
	for range simulated {
		amounts := distuv.Gamma{Alpha: p, Beta: scales.Rand(), Src: source}
		n, sum := 1+int(counts.Rand()), 0.0
		for range n {
			sum += amounts.Rand()
		}
		rows = append(rows, btyd.SpendRow{Spend: btyd.Spend{Repeats: n, Mean: sum / float64(n)}, Weight: 1})
	}
	fit, err := btyd.FitGammaGamma(rows, btyd.FitOptions{})
	if err != nil {
		t.Fatal(err)
	}
	deviance := func(v []float64) float64 {
		sum := 0.0
		for _, row := range rows {
			sum -= logSpend(v[0], v[1], v[2], row.Repeats, row.Mean)
		}
		return sum
	}
	found := fit.Model.Params()
	se, ok := fit.StdErr()
	if !ok || fit.Status != btyd.Converged {
		t.Fatalf("status %v without standard errors, want a converged fit", fit.Status)
	}
	compare(t, deviance, fit.LogLikelihood, []float64{found.P, found.Q, found.Gamma}, se[:])
}

// compare climbs by Nelder and Mead's method from (1, 1, …), which needs no derivative,
// then by BFGS; both in logarithms, so that every parameter stays positive.
func compare(t *testing.T, deviance func([]float64) float64, logLikelihood float64, found, se []float64) {
	t.Helper()
	inLogs := func(u []float64) float64 { return deviance(exp(u)) }
	problem := optimize.Problem{
		Func: inLogs,
		Grad: func(gradient, u []float64) { fd.Gradient(gradient, inLogs, u, &fd.Settings{Formula: fd.Central}) },
	}
	rough, err := optimize.Minimize(problem, make([]float64, len(found)), nil, &optimize.NelderMead{})
	if err != nil {
		t.Fatal(err)
	}
	// Near the summit differences of a sum over thousands drown in its rounding: what BFGS complains of then is no matter.
	summit, err := optimize.Minimize(problem, rough.X, &optimize.Settings{GradientThreshold: 1e-4}, &optimize.BFGS{})
	if summit == nil {
		t.Fatal(err)
	}
	near(t, "log-likelihood in print at the fit", logLikelihood, -deviance(found), 1e-12)
	near(t, "log-likelihood at both summits", logLikelihood, -summit.F, 1e-10)
	if logLikelihood < -summit.F-1e-7 {
		t.Errorf("the other optimiser stands higher: %.10f above %.10f", -summit.F, logLikelihood)
	}
	// Shorter steps drown in the rounding of the sum, longer ones leave the parabola.
	information := mat.NewSymDense(len(found), nil)
	fd.Hessian(information, deviance, found, &fd.Settings{Formula: fd.Central, Step: 1e-3})
	var covariance mat.Dense
	if err := covariance.Inverse(information); err != nil {
		t.Fatal(err)
	}
	for i, theirs := range exp(summit.X) {
		// Two points of one summit differ by far less than it is wide.
		if difference := math.Abs(found[i]-theirs) / se[i]; !(difference < 1e-3) {
			t.Errorf("parameter %d = %.9g, want %.9g: %.2g standard errors apart", i, found[i], theirs, difference)
		}
		same(t, "standard error", se[i], math.Sqrt(covariance.At(i, i)), 1e-3)
	}
}

// exp takes the exponential of every element.
func exp(u []float64) []float64 {
	v := make([]float64, len(u))
	for i := range u {
		v[i] = math.Exp(u[i])
	}
	return v
}
