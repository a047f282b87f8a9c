package btyd_test

import (
	"math"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/clv/btyd"
)

// Bases that make searches fail: each has an answer, and the answer is said truly.

func hasWarning(list []btyd.Warning, code btyd.WarningCode) bool {
	return slices.ContainsFunc(list, func(w btyd.Warning) bool { return w.Code == code })
}

// Customers who are nearly alike push r and α up together; the likelihood must not drown in its own rounding there.
func TestFitOfCustomersAlike(t *testing.T) {
	for _, r := range []float64{100, 1e4} {
		p := btyd.BGNBDParams{R: r, Alpha: 10 * r, A: 1, B: 6, Unit: day}
		for _, weight := range []float64{1, 7} {
			rows := simulate(5000, p, 200, false, 5)
			for i := range rows {
				rows[i].Weight = weight
			}
			f := fitBGNBD(t, rows)
			if !f.Status.Usable() || f.Evaluations > 150 {
				t.Errorf("r = %g, weight %g: %v after %d evaluations: %v", r, weight, f.Status, f.Evaluations, f.Warnings)
			}
			near(t, "purchase rate", f.Model.Params().R/f.Model.Params().Alpha, 0.1, 0.05)
			forecastsAgree(t, f, rows)
		}
	}
}

// forecastsAgree asks for the log-likelihood of the fit from the forecasts of its model, by other formulas.
func forecastsAgree(t *testing.T, f btyd.BGNBDFit, rows []btyd.Row) {
	t.Helper()
	sum, size := 0.0, 0.0
	for _, r := range rows {
		one, err := f.Model.Of(r.Record)
		if err != nil {
			t.Fatal(err)
		}
		v := r.Weight * one.LogLikelihood()
		sum += v
		size += math.Abs(v)
	}
	if math.Abs(sum-f.LogLikelihood) > 1e-11*size {
		t.Errorf("log-likelihood %.12g, of the forecasts %.12g", f.LogLikelihood, sum)
	}
}

// One customer of another age or with a million purchases must not hide the others.
func TestFitWithAnOutlier(t *testing.T) {
	rows := simulate(1000, btyd.BGNBDParams{R: 1, Alpha: 0.05, A: 1, B: 20, Unit: week}, 1, false, 9)
	alone := fitBGNBD(t, rows)
	f := fitBGNBD(t, append(slices.Clone(rows), btyd.Row{Record: btyd.Record{Age: 1e9, Unit: week}, Weight: 1}))
	if f.Status != btyd.Converged || hasWarning(f.Warnings, btyd.ParameterAtBound) {
		t.Errorf("one old customer: %v, %v", f.Status, f.Warnings)
	}
	near(t, "purchase rate", math.Log(f.Model.Params().R/f.Model.Params().Alpha), math.Log(alone.Model.Params().R/alone.Model.Params().Alpha), 0.2)
	f = fitBGNBD(t, append(slices.Clone(rows), btyd.Row{Record: btyd.Record{Repeats: 1e6, Last: 1, Age: 1, Unit: week}, Weight: 1}))
	if !f.Status.Usable() || hasWarning(f.Warnings, btyd.ParameterAtBound) {
		t.Errorf("a million purchases: %v, %v", f.Status, f.Warnings)
	}
	spends := simulateSpend(300, btyd.GammaGammaParams{P: 6, Q: 4, Gamma: 15}, 3)
	g := fitGammaGamma(t, append(spends, btyd.SpendRow{Spend: btyd.Spend{Repeats: 1e9, Mean: 1e14}, Weight: 1}))
	if hasWarning(g.Warnings, btyd.ParameterAtBound) || g.Status != btyd.Converged {
		t.Errorf("a fortune: %v, %v", g.Status, g.Warnings)
	}
}

// The ends of what a weight may be.
func TestFitOfExtremeWeights(t *testing.T) {
	rows := simulate(400, cdnow, 39, true, 4)
	want := fitBGNBD(t, rows)
	for _, w := range []float64{1e-9, 1e15} {
		scaled := slices.Clone(rows)
		for i := range scaled {
			scaled[i].Weight = w
		}
		f := fitBGNBD(t, scaled)
		near(t, "r", f.Model.Params().R, want.Model.Params().R, 1e-7)
		near(t, "log-likelihood", f.LogLikelihood, w*want.LogLikelihood, 1e-11)
		if f.Status != want.Status {
			t.Errorf("weight %g: %v, want %v", w, f.Status, want.Status)
		}
	}
}

// In a shop so young that nobody came back twice, leaving cannot be told from staying: the predictions hold all the same.
func TestFitOfAYoungShop(t *testing.T) {
	row := func(x int, last, age, w float64) btyd.Row {
		return btyd.Row{Record: btyd.Record{Repeats: x, Last: last, Age: age, Unit: day}, Weight: w}
	}
	f := fitBGNBD(t, []btyd.Row{row(0, 0, 20, 300), row(0, 0, 10, 250), row(1, 5, 10, 40), row(1, 18, 20, 60)})
	if !f.Status.Usable() || len(f.Warnings) == 0 {
		t.Errorf("%v, %v", f.Status, f.Warnings)
	}
	if _, ok := f.StdErr(); ok && f.Status != btyd.Converged {
		t.Error("standard errors of a ridge")
	}
}

// A small base may have two explanations, as a spread of dropout probabilities and one for all: the better one is found, and
// that there is another is said.
func TestFitOfSeveralOptima(t *testing.T) {
	found := 0
	for seed := range uint64(400) {
		rows := simulateOther(seed)
		f := fitBGNBD(t, rows)
		all, err := btyd.FitBGNBD(rows, btyd.FitOptions{Starts: 5})
		if err != nil || all.Starts != 5 {
			t.Fatalf("%d starts, %v", all.Starts, err)
		}
		if all.LogLikelihood > f.LogLikelihood+1e-6*math.Abs(f.LogLikelihood) {
			t.Errorf("seed %d: log-likelihood %.6f, from five starts %.6f", seed, f.LogLikelihood, all.LogLikelihood)
		}
		if hasWarning(f.Warnings, btyd.SeveralOptima) {
			found++
			if f.Starts != 5 {
				t.Errorf("seed %d: several optima after %d starts", seed, f.Starts)
			}
		}
	}
	if found == 0 {
		t.Error("no base had several optima: the test sees nothing")
	}
}

// Ten repeaters know little of how customers leave, and the fit says so.
func TestFitSaysWhatItHardlyKnows(t *testing.T) {
	found := false
	for seed := range uint64(20) {
		f := fitBGNBD(t, simulate(60, btyd.BGNBDParams{R: 0.5, Alpha: 10, A: 0.5, B: 2, Unit: day}, 30, false, seed))
		if se, ok := f.StdErr(); ok && se[3] > 2*f.Model.Params().B {
			found = true
			if !hasWarning(f.Warnings, btyd.WeaklyIdentified) {
				t.Errorf("seed %d: b = %g ± %g, and no warning", seed, f.Model.Params().B, se[3])
			}
		}
	}
	if !found {
		t.Error("all bases know everything: the test sees nothing")
	}
}
