package btyd_test

import (
	"encoding/json"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// tolerance is what the package promises against every vector: relative in value, or in the logarithm where the value
// leaves the range of float64; a log-likelihood relative to max(1, |ll|).
const tolerance = 1e-12

// claim is a row of the accuracy tables in doc.go and in the README: its name, the fields it stands for, the worst error.
type claim struct {
	name   string
	fields []string
	worst  string
}

// The figures are the worst of amd64 (with and without FMA), 386, arm, arm64, ppc64le, riscv64 and s390x, which round in the
// last bit otherwise.
var documented = []claim{
	{"BG/NBD log-likelihood", []string{"BG/NBD ll"}, "2.0e-14"},
	{"P(alive)", []string{"BG/NBD palive", "BG/NBD log_palive"}, "5.8e-14"},
	{"E[Y(t) | x, t_x, T]", []string{"BG/NBD cet"}, "5.8e-14"},
	{"E[X(t)]", []string{"BG/NBD ex"}, "8.9e-15"},
	{"DERT", []string{"BG/NBD dert"}, "9.2e-16"},
	{"pmf", []string{"BG/NBD pmf"}, "5.2e-15"},
	{"P(no purchase)", []string{"BG/NBD no_purchase"}, "1.3e-15"},
	{"Gamma-Gamma", []string{"Gamma-Gamma ll", "Gamma-Gamma espend", "Gamma-Gamma pop_mean"}, "6.4e-16"},
}

// What the documents claim stands in them as it stands above, and the tests below hold it.
func TestDocumentedAccuracy(t *testing.T) {
	for _, file := range []string{"doc.go", "../../README.md"} {
		text, err := os.ReadFile(filepath.FromSlash(file))
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range documented {
			if !strings.Contains(string(text), row.worst) {
				t.Errorf("%s does not say %s of %s", file, row.worst, row.name)
			}
		}
	}
}

// vector is one line of testdata.
type vector struct {
	Model  string
	Kind   string
	What   string
	Params struct{ R, Alpha, A, B, P, Q, Gamma float64 }
	X, N   int
	Tx     float64 `json:"t_x"`
	T      float64 `json:"T"`
	Ahead  float64 `json:"t"`
	Mean   float64 `json:"m_x"`
	Delta  float64

	LL, LogPalive, Palive, CET, EX, DERT, P, ESpend, PopMean *string
}

// UnmarshalJSON is needed because encoding/json would take t for T.
func (v *vector) UnmarshalJSON(text []byte) error {
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(text, &raw); err != nil {
		return err
	}
	for name, into := range map[string]any{
		"model": &v.Model, "kind": &v.Kind, "what": &v.What, "params": &v.Params, "x": &v.X, "n": &v.N, "t_x": &v.Tx, "T": &v.T,
		"t": &v.Ahead, "m_x": &v.Mean, "delta": &v.Delta, "ll": &v.LL, "log_palive": &v.LogPalive, "palive": &v.Palive,
		"cet": &v.CET, "ex": &v.EX, "dert": &v.DERT, "p": &v.P, "espend": &v.ESpend, "pop_mean": &v.PopMean,
	} {
		if value, ok := raw[name]; ok {
			if err := json.Unmarshal(value, into); err != nil {
				return err
			}
		}
	}
	return nil
}

func vectors(t *testing.T, name string) []vector {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Vectors []vector }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	return file.Vectors
}

// tally counts comparisons and keeps the worst error of each field.
type tally struct {
	t     *testing.T
	count map[string]int
	worst map[string]float64
}

func newTally(t *testing.T) *tally { return &tally{t, map[string]int{}, map[string]float64{}} }

func (c *tally) note(field string, v any, err float64) {
	c.t.Helper()
	c.count[field]++
	if !(err <= tolerance) {
		c.t.Errorf("%s: error %.2e, want <= %.0e: %+v", field, err, tolerance, v)
	}
	c.worst[field] = max(c.worst[field], err)
}

// report prints what the documents quote, and fails where a field was compared less often than the file holds it or where an
// error is worse than documented.
func (c *tally) report(model string, want map[string]int) {
	c.t.Helper()
	for field, n := range want {
		c.t.Logf("%s %-12s %4d vectors, worst error %.1e", model, field, c.count[field], c.worst[field])
		row := slices.IndexFunc(documented, func(d claim) bool { return slices.Contains(d.fields, model+" "+field) })
		if row < 0 {
			c.t.Errorf("%s %s is in no table", model, field)
		} else if limit := parse(c.t, documented[row].worst); c.worst[field] > 1.05*limit {
			c.t.Errorf("%s %s: worst error %.2e, documented %g", model, field, c.worst[field], limit)
		}
		if c.count[field] != n {
			c.t.Errorf("%s: %d comparisons, want %d", field, c.count[field], n)
		}
	}
}

// exact reads a decimal of any exponent at 200 bits.
func exact(t *testing.T, s string) *big.Float {
	t.Helper()
	v, _, err := big.ParseFloat(s, 10, 200, big.ToNearestEven)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// relative returns |got − want|/|want|, computed at 200 bits; 0/0 is 0.
func relative(got float64, want *big.Float) float64 {
	if math.IsNaN(got) || math.IsInf(got, 0) {
		return math.Inf(1)
	}
	diff := new(big.Float).Sub(new(big.Float).SetPrec(200).SetFloat64(got), want)
	if diff.Sign() == 0 {
		return 0
	}
	if want.Sign() == 0 {
		return math.Inf(1)
	}
	q, _ := diff.Quo(diff, want).Float64()
	return math.Abs(q)
}

// logOf returns the natural logarithm of a positive decimal of any exponent.
func logOf(v *big.Float) float64 {
	mant := new(big.Float)
	exp := v.MantExp(mant)
	m, _ := mant.Float64()
	return math.Log(m) + float64(exp)*math.Ln2
}

// value compares a value, in its logarithm where the value is below or above the normal range of float64.
func (c *tally) value(field string, v any, got, logGot float64, text string) {
	c.t.Helper()
	want := exact(c.t, text)
	if l := logOf(want); want.Sign() > 0 && (l < -700 || l > 700) {
		c.note(field, v, math.Abs(logGot-l)/math.Abs(l))
		return
	}
	c.note(field, v, relative(got, want))
}

func (c *tally) logLikelihood(v any, got float64, text string) {
	c.t.Helper()
	want, _ := exact(c.t, text).Float64()
	c.note("ll", v, math.Abs(got-want)/max(1, math.Abs(want)))
}

func TestGoldenBGNBD(t *testing.T) {
	c := newTally(t)
	want := map[string]int{}
	for _, v := range vectors(t, "bgnbd.json") {
		m, err := btyd.NewBGNBD(btyd.BGNBDParams{R: v.Params.R, Alpha: v.Params.Alpha, A: v.Params.A, B: v.Params.B, Unit: relationship.Week})
		if err != nil {
			t.Fatal(err)
		}
		f, err := m.Of(btyd.Record{Repeats: v.X, Last: v.Tx, Age: v.T, Unit: relationship.Week})
		if err != nil {
			t.Fatal(err)
		}
		for _, field := range []string{"ll", "log_palive", "palive", "cet", "ex"} {
			want[field]++
		}
		c.logLikelihood(v, f.LogLikelihood(), *v.LL)
		c.note("log_palive", v, relative(f.LogProbAlive(), exact(t, *v.LogPalive)))
		c.value("palive", v, f.ProbAlive(), f.LogProbAlive(), *v.Palive)
		c.value("cet", v, f.ExpectedPurchases(v.Ahead), f.LogExpectedPurchases(v.Ahead), *v.CET)
		ex := m.ExpectedPurchases(v.Ahead)
		c.value("ex", v, ex, math.Log(ex), *v.EX)
		if v.DERT != nil {
			want["dert"]++
			rate := relationship.Must(relationship.ContinuousRate(v.Delta, relationship.Week))
			got, ok := f.DERT(rate)
			if !ok {
				t.Errorf("DERT: not ok: %+v", v)
			}
			c.value("dert", v, got, math.Log(got), *v.DERT)
			// Without a horizon the finite form, another formula, must arrive at the same number.
			finite := f.DiscountedPurchases(math.Inf(1), rate)
			c.value("dert", v, finite, math.Log(finite), *v.DERT)
			want["dert"]++
		}
	}
	if want["ll"] != 267 {
		t.Errorf("%d vectors, want 267", want["ll"])
	}
	c.report("BG/NBD", want)
}

// A finite horizon, integrated with mpmath at 50 and 70 digits from ∫ e^(−δu) (r+x)/(α+T) ₂F₁(r+x+1, a; a+b+x; −u/(α+T)) du:
// below, across and beyond the span at which the horizon no longer matters.
func TestGoldenDiscountedPurchases(t *testing.T) {
	for _, c := range []struct {
		r, alpha, a, b      float64
		x                   int
		last, age, t, delta float64
		want                float64
	}{
		{0.243, 4.414, 0.793, 2.426, 2, 30.43, 38.86, 52, 0.0018, 1.492940209720382267492},
		{0.243, 4.414, 0.793, 2.426, 2, 30.43, 38.86, 520, 0.05, 0.636041348244852632319},
		{0.243, 4.414, 0.793, 2.426, 2, 30.43, 38.86, 520, 0.08, 0.4194208003934337757095},
		{0.243, 4.414, 0.793, 2.426, 2, 30.43, 38.86, 520, 0.1, 0.3422810461105690641999},
		{0.243, 4.414, 0.793, 2.426, 0, 0, 38.86, 1, 1e-12, 0.005595657889481257637597},
		{0.243, 4.414, 0.793, 2.426, 26, 30.86, 31, 5, 2, 0.3553233311340613755402},
		{1.5, 10, 0.05, 0.2, 0, 0, 1, 300, 0.01, 9.361419635270731237428},
	} {
		m := relationship.Must(btyd.NewBGNBD(btyd.BGNBDParams{R: c.r, Alpha: c.alpha, A: c.a, B: c.b, Unit: relationship.Week}))
		f := relationship.Must(m.Of(btyd.Record{Repeats: c.x, Last: c.last, Age: c.age, Unit: relationship.Week}))
		rate := relationship.Must(relationship.ContinuousRate(c.delta, relationship.Week))
		near(t, "DiscountedPurchases", f.DiscountedPurchases(c.t, rate), c.want, tolerance)
	}
}

func TestGoldenBGNBDCounts(t *testing.T) {
	c := newTally(t)
	for _, v := range vectors(t, "bgnbd_counts.json") {
		m, err := btyd.NewBGNBD(btyd.BGNBDParams{R: v.Params.R, Alpha: v.Params.Alpha, A: v.Params.A, B: v.Params.B, Unit: relationship.Week})
		if err != nil {
			t.Fatal(err)
		}
		if v.What == "pmf" {
			c.value("pmf", v, m.PMF(v.N, v.Ahead), m.LogPMF(v.N, v.Ahead), *v.P)
			continue
		}
		f, err := m.Of(btyd.Record{Repeats: v.X, Last: v.Tx, Age: v.T, Unit: relationship.Week})
		if err != nil {
			t.Fatal(err)
		}
		p := f.ProbNoPurchase(v.Ahead)
		c.value("no_purchase", v, p, math.Log(p), *v.P)
	}
	c.report("BG/NBD", map[string]int{"pmf": 42, "no_purchase": 60})
}

func TestGoldenGammaGamma(t *testing.T) {
	c := newTally(t)
	want := map[string]int{}
	for _, v := range vectors(t, "gammagamma.json") {
		m, err := btyd.NewGammaGamma(btyd.GammaGammaParams{P: v.Params.P, Q: v.Params.Q, Gamma: v.Params.Gamma})
		if err != nil {
			t.Fatal(err)
		}
		mean, ok := m.PopulationMean()
		if want["pop_mean"]++; ok != (v.PopMean != nil) {
			t.Errorf("PopulationMean: ok = %v: %+v", ok, v)
		} else if ok {
			c.value("pop_mean", v, mean, math.Log(mean), *v.PopMean)
		} else {
			c.note("pop_mean", v, mean)
		}
		f, err := m.Of(btyd.Spend{Repeats: v.X, Mean: v.Mean})
		if err != nil {
			t.Fatal(err)
		}
		spend, ok := f.ExpectedSpend()
		if want["espend"]++; ok != (v.ESpend != nil) {
			t.Errorf("ExpectedSpend: ok = %v: %+v", ok, v)
		} else if ok {
			c.value("espend", v, spend, math.Log(spend), *v.ESpend)
		} else {
			c.note("espend", v, spend)
		}
		if v.LL != nil {
			want["ll"]++
			c.logLikelihood(v, f.LogLikelihood(), *v.LL)
		}
	}
	if want["pop_mean"] != 67 {
		t.Errorf("%d vectors, want 67", want["pop_mean"])
	}
	c.report("Gamma-Gamma", want)
}
