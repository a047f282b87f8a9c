package btyd_test

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// customer is one line of the published CDNOW summary.
type customer struct {
	record btyd.Record
	spend  btyd.Spend
	actual int // orders in the 39 weeks after calibration
}

// cdnowSummary reads the published summary, with times put back on the days that they were rounded from.
func cdnowSummary(t *testing.T) []customer {
	t.Helper()
	dir := os.Getenv("RAPPORT_DATA")
	if dir == "" {
		t.Skip("set RAPPORT_DATA to the folder that holds cdnow_summary.csv")
	}
	file, err := os.Open(filepath.Join(dir, "cdnow_summary.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	number := func(s string) float64 {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	weeks := func(s string) float64 { return math.Round(number(s)*7) / 7 }
	var out []customer
	for _, l := range lines[1:] { // id, x, t_x, T, x_star, m_x
		out = append(out, customer{
			btyd.Record{Repeats: int(number(l[1])), Last: weeks(l[2]), Age: weeks(l[3]), Unit: relationship.Week},
			btyd.Spend{Repeats: int(number(l[1])), Mean: number(l[5])},
			int(number(l[4])),
		})
	}
	if len(out) != 2357 {
		t.Fatalf("%d customers, want 2357", len(out))
	}
	return out
}

// golden is testdata/mle.json: exact estimates and predictions at them.
type golden struct {
	MLE map[string]struct {
		Params map[string]string
		LL     string
		SE     map[string]string
	}
	Predictions map[string]json.RawMessage
}

func goldenMLE(t *testing.T) golden {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "mle.json"))
	if err != nil {
		t.Fatal(err)
	}
	var g golden
	if err := json.Unmarshal(text, &g); err != nil {
		t.Fatal(err)
	}
	return g
}

func parse(t *testing.T, text string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// estimate is a fitted parameter with its standard error.
type estimate struct {
	name    string
	got, se float64
}

// atTheOptimum compares a fit of the CDNOW base with an exact one. Standard errors are given to as many digits as tol says.
func atTheOptimum(t *testing.T, key string, f btyd.FitReport, tol float64, estimates ...estimate) {
	t.Helper()
	want := goldenMLE(t).MLE[key]
	if f.Status != btyd.Converged || f.Customers != 2357 || f.Repeaters != 946 || len(f.Warnings) > 0 {
		t.Errorf("%+v", f)
	}
	near(t, "log-likelihood", f.LogLikelihood, parse(t, want.LL), 1e-13)
	for _, e := range estimates {
		near(t, e.name, e.got, parse(t, want.Params[e.name]), 1e-10)
		near(t, "standard error of "+e.name, e.se, parse(t, want.SE[e.name]), tol)
	}
}

func TestGoldenFitBGNBD(t *testing.T) {
	var rows []btyd.Row
	for _, c := range cdnowSummary(t) {
		rows = append(rows, btyd.Row{Record: c.record, Weight: 1})
	}
	f := fitBGNBD(t, rows)
	if f.Rows != 1016 {
		t.Errorf("%d distinct rows, want 1016", f.Rows)
	}
	p := f.Model.Params()
	se, _ := f.StdErr()
	atTheOptimum(t, "bgnbd cdnow_exact", f.FitReport, 5e-9, // nine digits
		estimate{"r", p.R, se[0]}, estimate{"alpha", p.Alpha, se[1]}, estimate{"a", p.A, se[2]}, estimate{"b", p.B, se[3]})
}

func TestGoldenFitGammaGamma(t *testing.T) {
	var rows []btyd.SpendRow
	for _, c := range cdnowSummary(t) {
		rows = append(rows, btyd.SpendRow{Spend: c.spend, Weight: 1})
	}
	f := fitGammaGamma(t, rows)
	p := f.Model.Params()
	se, _ := f.StdErr()
	atTheOptimum(t, "gg cdnow_exact", f.FitReport, 1e-10,
		estimate{"p", p.P, se[0]}, estimate{"q", p.Q, se[1]}, estimate{"gamma", p.Gamma, se[2]})
}

// The predictions at the exact estimates, customer by customer and summed over the base, with the 39 weeks that followed.
func TestGoldenPredictions(t *testing.T) {
	g := goldenMLE(t)
	var want struct {
		Customers map[string]map[string]string
		EX        map[string]string
		Totals    map[string]json.RawMessage // numbers, some as strings
		ByX       map[string][3]any          // customers, mean prediction, mean actual
	}
	var sections map[string]json.RawMessage
	if err := json.Unmarshal(g.Predictions["bgnbd"], &sections); err != nil {
		t.Fatal(err)
	}
	for name, into := range map[string]any{
		"customers": &want.Customers, "totals": &want.Totals, "E[X(t)]": &want.EX,
		"by_calibration_frequency(7=7+): n, mean CET39, mean actual": &want.ByX,
	} {
		if err := json.Unmarshal(sections[name], into); err != nil {
			t.Fatal(name, err)
		}
	}
	params := g.MLE["bgnbd cdnow_exact"].Params
	m, err := btyd.NewBGNBD(btyd.BGNBDParams{R: parse(t, params["r"]), Alpha: parse(t, params["alpha"]), A: parse(t, params["a"]),
		B: parse(t, params["b"]), Unit: relationship.Week})
	if err != nil {
		t.Fatal(err)
	}
	for name, fields := range map[string]btyd.Record{
		"x=0,tx=0.0,T=38.86":    {Age: 38.86},
		"x=2,tx=30.43,T=38.86":  {Repeats: 2, Last: 30.43, Age: 38.86},
		"x=1,tx=1.71,T=38.86":   {Repeats: 1, Last: 1.71, Age: 38.86},
		"x=7,tx=29.43,T=38.86":  {Repeats: 7, Last: 29.43, Age: 38.86},
		"x=26,tx=30.86,T=31.0":  {Repeats: 26, Last: 30.86, Age: 31},
		"x=29,tx=37.86,T=38.86": {Repeats: 29, Last: 37.86, Age: 38.86},
	} {
		fields.Unit = relationship.Week
		f, err := m.Of(fields)
		if err != nil {
			t.Fatal(err)
		}
		w, ok := want.Customers[name]
		if !ok {
			t.Fatalf("no customer %s", name)
		}
		near(t, name+" P(alive)", f.ProbAlive(), parse(t, w["palive"]), 1e-14)
		near(t, name+" E[Y(39)]", f.ExpectedPurchases(39), parse(t, w["cet39"]), 1e-14)
		near(t, name+" E[Y(1)]", f.ExpectedPurchases(1), parse(t, w["cet1"]), 1e-14)
		near(t, name+" log-likelihood", f.LogLikelihood(), parse(t, w["ll"]), 1e-14)
	}
	for at, w := range want.EX {
		near(t, "E[X("+at+")]", m.ExpectedPurchases(parse(t, at)), parse(t, w), 1e-14)
	}

	var predicted, alive, actual float64
	var n, sum, seen [8]float64
	for _, c := range cdnowSummary(t) {
		f, err := m.Of(c.record)
		if err != nil {
			t.Fatal(err)
		}
		e, x := f.ExpectedPurchases(39), min(c.record.Repeats, 7)
		predicted += e
		alive += f.ProbAlive()
		actual += float64(c.actual)
		n[x]++
		sum[x] += e
		seen[x] += float64(c.actual)
	}
	total := func(name string) float64 {
		var s string
		if err := json.Unmarshal(want.Totals[name], &s); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return parse(t, s)
	}
	near(t, "holdout total", predicted, total("sum_cet39_holdout_forecast"), 1e-13)
	near(t, "sum of P(alive)", alive, total("sum_palive"), 1e-13)
	near(t, "actual holdout", actual, 1882, 0)
	for x := range n {
		w := want.ByX[strconv.Itoa(x)]
		near(t, "customers", n[x], w[0].(float64), 0)
		near(t, "mean prediction", sum[x]/n[x], parse(t, w[1].(string)), 1e-13)
		near(t, "mean actual", seen[x]/n[x], w[2].(float64), 1e-14)
	}
}
