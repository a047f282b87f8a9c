package btyd_test

import (
	"encoding/json"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

func fitBGNBD(t failer, rows []btyd.Row) btyd.BGNBDFit {
	t.Helper()
	f, err := btyd.FitBGNBD(rows, btyd.FitOptions{})
	if err != nil {
		t.Errorf("FitBGNBD: %v", err)
	}
	return f
}

func fitGammaGamma(t failer, rows []btyd.SpendRow) btyd.GammaGammaFit {
	t.Helper()
	f, err := btyd.FitGammaGamma(rows, btyd.FitOptions{})
	if err != nil {
		t.Errorf("FitGammaGamma: %v", err)
	}
	return f
}

// The truth lies within four standard errors of every estimate, on bases drawn from the model itself.
func TestFitBGNBDRecoversTheTruth(t *testing.T) {
	for i, p := range []btyd.BGNBDParams{
		cdnow,
		{R: 1.5, Alpha: 10, A: 1, B: 5, Unit: relationship.Day},
		{R: 0.6, Alpha: 0.4, A: 0.5, B: 0.9, Unit: relationship.Year},
		{R: 5, Alpha: 20, A: 3, B: 20, Unit: relationship.Week},
	} {
		f := fitBGNBD(t, simulate(20_000, p, 20*p.Alpha, false, uint64(i)))
		se, ok := f.StdErr()
		if f.Status != btyd.Converged || !ok || f.Starts != 1 || len(f.Warnings) > 0 {
			t.Fatalf("%v: %v, %d starts, %v", f.Model, f.Status, f.Starts, f.Warnings)
		}
		got := f.Model.Params()
		for j, v := range [4][2]float64{{got.R, p.R}, {got.Alpha, p.Alpha}, {got.A, p.A}, {got.B, p.B}} {
			if math.Abs(v[0]-v[1]) > 4*se[j] {
				t.Errorf("parameter %d of %v: %g ± %g, want %g", j, f.Model, v[0], se[j], v[1])
			}
		}
	}
}

func TestFitGammaGammaRecoversTheTruth(t *testing.T) {
	for i, p := range []btyd.GammaGammaParams{
		{P: 6.25, Q: 3.74, Gamma: 15.44},
		{P: 0.8, Q: 1.5, Gamma: 1e6},
		{P: 40, Q: 12, Gamma: 0.01},
	} {
		f := fitGammaGamma(t, simulateSpend(20_000, p, uint64(i)))
		se, ok := f.StdErr()
		if f.Status != btyd.Converged || !ok || f.Starts != 1 || len(f.Warnings) > 0 {
			t.Fatalf("%v: %v, %d starts, %v", f.Model, f.Status, f.Starts, f.Warnings)
		}
		got := f.Model.Params()
		for j, v := range [3][2]float64{{got.P, p.P}, {got.Q, p.Q}, {got.Gamma, p.Gamma}} {
			if math.Abs(v[0]-v[1]) > 4*se[j] {
				t.Errorf("parameter %d of %v: %g ± %g, want %g", j, f.Model, v[0], se[j], v[1])
			}
		}
	}
}

// isMaximum asks that the log-likelihood of a fit is that of its parameters by total, which goes other ways, and that no point
// around them is higher.
func isMaximum(t *testing.T, logLikelihood float64, params []float64, total func([]float64) float64) {
	t.Helper()
	best := total(params)
	near(t, "log-likelihood", logLikelihood, best, 1e-12)
	rng := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		p := slices.Clone(params)
		for i := range p {
			p[i] *= math.Exp(0.02 * rng.NormFloat64())
		}
		if v := total(p); v > best {
			t.Errorf("%v is higher: %.10f > %.10f", p, v, best)
		}
	}
}

func TestFitBGNBDIsTheMaximumOfTheForecasts(t *testing.T) {
	rows := simulate(3000, cdnow, 39, true, 7)
	f := fitBGNBD(t, rows)
	p := f.Model.Params()
	isMaximum(t, f.LogLikelihood, []float64{p.R, p.Alpha, p.A, p.B}, func(v []float64) (sum float64) {
		m := relationship.Must(btyd.NewBGNBD(btyd.BGNBDParams{R: v[0], Alpha: v[1], A: v[2], B: v[3], Unit: p.Unit}))
		for _, r := range rows {
			sum += r.Weight * relationship.Must(m.Of(r.Record)).LogLikelihood()
		}
		return sum
	})
}

func TestFitGammaGammaIsTheMaximumOfTheForecasts(t *testing.T) {
	rows := simulateSpend(2000, btyd.GammaGammaParams{P: 6.25, Q: 3.74, Gamma: 15.44}, 7)
	f := fitGammaGamma(t, rows)
	p := f.Model.Params()
	isMaximum(t, f.LogLikelihood, []float64{p.P, p.Q, p.Gamma}, func(v []float64) (sum float64) {
		m := relationship.Must(btyd.NewGammaGamma(btyd.GammaGammaParams{P: v[0], Q: v[1], Gamma: v[2]}))
		for _, r := range rows {
			sum += r.Weight * relationship.Must(m.Of(r.Spend)).LogLikelihood()
		}
		return sum
	})
}

// sameFit compares two fits of bases that differ by a factor of weights and of times or amounts.
func sameFit(t failer, got, want btyd.BGNBDFit, weights, times, tol float64) {
	t.Helper()
	p, q := got.Model.Params(), want.Model.Params()
	near(t, "r", p.R, q.R, tol)
	near(t, "alpha", p.Alpha, times*q.Alpha, tol)
	near(t, "a", p.A, q.A, tol)
	near(t, "b", p.B, q.B, tol)
	near(t, "covariance", got.Covariance[0][0], want.Covariance[0][0]/weights, 1e3*tol)
	near(t, "covariance", got.Covariance[1][2], want.Covariance[1][2]*times/weights, 1e3*tol)
	if got.Status != want.Status {
		t.Errorf("status %v, want %v", got.Status, want.Status)
	}
}

func TestFitBGNBDLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64Range(0, 1<<40).Draw(t, "seed")
		rows := simulate(400, btyd.BGNBDParams{R: 0.8, Alpha: 5, A: 0.8, B: 2.5, Unit: relationship.Week}, 60, true, seed)
		before := slices.Clone(rows)
		f := fitBGNBD(t, rows)
		if !slices.Equal(rows, before) {
			t.Error("rows were changed")
		}
		if f.Status != btyd.Converged {
			return // the laws are about a proved optimum
		}

		shuffled := slices.Clone(rows)
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if g := fitBGNBD(t, shuffled); g.Model != f.Model || g.LogLikelihood != f.LogLikelihood || g.Covariance != f.Covariance {
			t.Errorf("order of rows: %v, not %v", g, f)
		}

		if g := fitBGNBD(t, merged(rows)); g.Model != f.Model || g.Rows != f.Rows || g.Customers != f.Customers {
			t.Errorf("merged: %v, not %v", g, f)
		}

		heavy := slices.Clone(rows)
		for i := range heavy {
			heavy[i].Weight = 3
		}
		g := fitBGNBD(t, heavy)
		sameFit(t, g, f, 3, 1, 1e-8)
		near(t, "log-likelihood", g.LogLikelihood, 3*f.LogLikelihood, 1e-12)

		days := slices.Clone(rows)
		for i := range days {
			days[i].Last *= 7
			days[i].Age *= 7
			days[i].Unit = relationship.Day
		}
		sameFit(t, fitBGNBD(t, days), f, 1, 7, 1e-8)
	})
}

func TestFitGammaGammaLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64Range(0, 1<<40).Draw(t, "seed")
		rows := simulateSpend(400, btyd.GammaGammaParams{P: 3, Q: 4, Gamma: 20}, seed)
		before := slices.Clone(rows)
		f := fitGammaGamma(t, rows)
		if !slices.Equal(rows, before) {
			t.Error("rows were changed")
		}
		if f.Status != btyd.Converged {
			return
		}
		shuffled := append([]btyd.SpendRow{{Weight: 2.5}}, rows...) // and two and a half who never came back
		rand.New(rand.NewPCG(seed, 1)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if g := fitGammaGamma(t, shuffled); g.Model != f.Model || g.LogLikelihood != f.LogLikelihood || g.Customers != f.Customers+2.5 {
			t.Errorf("order of rows: %v, not %v", g, f)
		}
		cents := slices.Clone(rows)
		for i := range cents {
			cents[i].Mean *= 100
		}
		g := fitGammaGamma(t, cents)
		near(t, "p", g.Model.Params().P, f.Model.Params().P, 1e-7)
		near(t, "q", g.Model.Params().Q, f.Model.Params().Q, 1e-7)
		near(t, "gamma", g.Model.Params().Gamma, 100*f.Model.Params().Gamma, 1e-7)
	})
}

// What the data cannot tell is said, in words, and a model comes all the same.
func TestFitBGNBDStatus(t *testing.T) {
	week := relationship.Week
	row := func(x int, last, age, w float64) btyd.Row {
		return btyd.Row{Record: btyd.Record{Repeats: x, Last: last, Age: age, Unit: week}, Weight: w}
	}
	noDropout := func() (rows []btyd.Row) { // everyone buys until the end, at very different rates
		for x := 1; x <= 40; x++ {
			rows = append(rows, row(x, 50-25/float64(x), 50, 20/float64(x)))
		}
		return append(rows, row(0, 0, 50, 10))
	}
	poisson := func() (rows []btyd.Row) { // all at one rate
		for x, w := range []float64{18, 72, 146, 195, 195, 156, 104, 59, 30, 13, 5} {
			last := 0.0
			if x > 0 {
				last = 40 * float64(x) / float64(x+1)
			}
			rows = append(rows, row(x, last, 40, w))
		}
		return rows
	}
	for _, c := range []struct {
		name    string
		rows    []btyd.Row
		o       btyd.FitOptions
		status  btyd.Status
		warning btyd.WarningCode
		words   string
	}{
		{"nobody came back", []btyd.Row{row(0, 0, 10, 5), row(0, 0, 20, 7)}, btyd.FitOptions{}, btyd.Degenerate, btyd.NoRepeaters, "nobody bought a second time"},
		{"no time has passed", []btyd.Row{row(0, 0, 0, 5)}, btyd.FitOptions{}, btyd.Degenerate, btyd.NoRepeaters, "nobody"},
		{"one repeater", []btyd.Row{row(0, 0, 10, 5), row(1, 3, 20, 1)}, btyd.FitOptions{}, 0, btyd.FewRepeaters, "only 1 customer"},
		{"nobody leaves", noDropout(), btyd.FitOptions{}, btyd.Boundary, btyd.ParameterAtBound, "nobody is seen to leave"},
		{"all at one rate", poisson(), btyd.FitOptions{}, btyd.Boundary, btyd.ParameterAtBound, "one rate"},
		{"one step only", simulate(500, cdnow, 39, true, 3), btyd.FitOptions{MaxIterations: 1}, btyd.NotConverged, btyd.SearchFailed, "before the optimum was proved"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, err := btyd.FitBGNBD(c.rows, c.o)
			if err != nil {
				t.Fatal(err)
			}
			if c.status != 0 && f.Status != c.status {
				t.Errorf("status %v, want %v (%+v)", f.Status, c.status, f)
			}
			if !slices.ContainsFunc(f.Warnings, func(w btyd.Warning) bool { return w.Code == c.warning && strings.Contains(w.String(), c.words) }) {
				t.Errorf("warnings %q, want one of %v with %q", f.Warnings, c.warning, c.words)
			}
			if _, err := btyd.NewBGNBD(f.Model.Params()); err != nil {
				t.Errorf("the model is not legal: %v", err)
			}
			if _, ok := f.StdErr(); ok != (f.Status == btyd.Converged) {
				t.Errorf("standard errors: %v at status %v", ok, f.Status)
			}
			if math.IsNaN(f.LogLikelihood) || math.IsInf(f.LogLikelihood, 0) {
				t.Errorf("log-likelihood %g", f.LogLikelihood)
			}
		})
	}
}

func TestFitGammaGammaStatus(t *testing.T) {
	row := func(x int, m, w float64) btyd.SpendRow {
		return btyd.SpendRow{Spend: btyd.Spend{Repeats: x, Mean: m}, Weight: w}
	}
	f := fitGammaGamma(t, []btyd.SpendRow{row(0, 0, 12)})
	if f.Status != btyd.Degenerate || f.Customers != 12 || f.Repeaters != 0 || len(f.Warnings) != 1 {
		t.Errorf("nobody came back: %+v", f)
	}
	f = fitGammaGamma(t, []btyd.SpendRow{row(1, 10, 30), row(2, 10, 30), row(5, 10, 30)})
	if f.Status == btyd.Converged || !slices.ContainsFunc(f.Warnings, func(w btyd.Warning) bool { return w.Code == btyd.ParameterAtBound || w.Code == btyd.SearchFailed }) {
		t.Errorf("all amounts equal: %+v", f)
	}
	heavy := simulateSpend(3000, btyd.GammaGammaParams{P: 2, Q: 0.7, Gamma: 5}, 1)
	f = fitGammaGamma(t, heavy)
	if f.Status != btyd.Converged || !slices.ContainsFunc(f.Warnings, func(w btyd.Warning) bool { return w.Code == btyd.HeavyTail }) {
		t.Errorf("heavy tail: %+v", f)
	}
}

// Any legal rows: an answer, finite, with a legal model.
func TestFitBGNBDIsTotal(t *testing.T) { rapid.Check(t, totalFit) }

func totalFit(t *rapid.T) {
	maxTime := rapid.SampledFrom([]float64{1, 100, 1e4, btyd.MaxTime}).Draw(t, "max time")
	var rows []btyd.Row
	for range rapid.IntRange(1, 30).Draw(t, "n") {
		rows = append(rows, btyd.Row{
			Record: legalRecord(t, maxTime, rapid.SampledFrom([]int{3, 100, 1e6, btyd.MaxRepeats}).Draw(t, "most")),
			Weight: logUniform(t, "weight", 1e-3, 1e6, 1),
		})
	}
	f := fitBGNBD(t, rows)
	if _, err := btyd.NewBGNBD(f.Model.Params()); err != nil {
		t.Error(err)
	}
	if f.LogLikelihood-f.LogLikelihood != 0 || f.Status < btyd.Converged || f.Status > btyd.Degenerate {
		t.Errorf("%+v", f)
	}
	if se, ok := f.StdErr(); ok {
		for _, v := range se {
			within(t, "standard error", v, 0, math.MaxFloat64)
		}
	}
}

func TestFitAllocations(t *testing.T) {
	rows := simulate(10_000, cdnow, 39, false, 1)
	spend := simulateSpend(10_000, btyd.GammaGammaParams{P: 6.25, Q: 3.74, Gamma: 15.44}, 1)
	if n := testing.AllocsPerRun(3, func() { fitBGNBD(t, rows) }); n > 20 {
		t.Errorf("FitBGNBD: %v allocations, want at most 20", n)
	}
	if n := testing.AllocsPerRun(3, func() { fitGammaGamma(t, spend) }); n > 20 {
		t.Errorf("FitGammaGamma: %v allocations, want at most 20", n)
	}
}

func TestStatusText(t *testing.T) {
	for s := btyd.Converged; s <= btyd.Degenerate; s++ {
		text, err := json.Marshal(s)
		var back btyd.Status
		if err != nil || json.Unmarshal(text, &back) != nil || back != s {
			t.Errorf("%v: %s, %v, back %v", s, text, err, back)
		}
	}
	if _, err := btyd.Status(0).MarshalText(); err == nil {
		t.Error("status 0 has a text")
	}
	var s btyd.Status
	if err := s.UnmarshalText([]byte("fine")); err == nil {
		t.Error("status fine was read")
	}
	for c := btyd.FewRepeaters; c <= btyd.NoRepeaters; c++ {
		text, err := json.Marshal(c)
		var back btyd.WarningCode
		if err != nil || json.Unmarshal(text, &back) != nil || back != c || !c.IsValid() {
			t.Errorf("%v: %s, %v, back %v", c, text, err, back)
		}
	}
	if _, err := btyd.ParseStatus("fine"); !errors.Is(err, btyd.ErrOptions) {
		t.Error("status fine was read")
	}
	if _, err := btyd.ParseWarningCode("unknown"); !errors.Is(err, btyd.ErrOptions) {
		t.Error("warning unknown was read")
	}
	if btyd.Status(9).String() != "status(9)" || btyd.WarningCode(99).String() != "warning(99)" || btyd.HeavyTail.String() != "heavy tail" {
		t.Error("names of unknown values")
	}
	if !btyd.Converged.Usable() || !btyd.Boundary.Usable() || btyd.NotConverged.Usable() || btyd.Degenerate.Usable() {
		t.Error("Usable")
	}
	if errors.Is(btyd.ErrNoRows, btyd.ErrOptions) {
		t.Error("sentinels are one")
	}
}
