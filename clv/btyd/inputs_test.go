package btyd_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

var (
	nan, inf = math.NaN(), math.Inf(1)
	day      = relationship.Day
	week     = relationship.Week
)

func TestNewBGNBDRejects(t *testing.T) {
	good := btyd.BGNBDParams{R: 1, Alpha: 2, A: 3, B: 4, Unit: day}
	if _, err := btyd.NewBGNBD(good); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		set  func(p *btyd.BGNBDParams, v float64)
		edge [2]float64 // the last legal values
	}{
		{"r", func(p *btyd.BGNBDParams, v float64) { p.R = v }, [2]float64{1e-9, 1e9}},
		{"alpha", func(p *btyd.BGNBDParams, v float64) { p.Alpha = v }, [2]float64{1e-40, 1e40}},
		{"a", func(p *btyd.BGNBDParams, v float64) { p.A = v }, [2]float64{1e-9, 1e9}},
		{"b", func(p *btyd.BGNBDParams, v float64) { p.B = v }, [2]float64{1e-9, 1e9}},
	} {
		for _, v := range []float64{nan, inf, -inf, 0, math.Copysign(0, -1), -1, math.Nextafter(c.edge[0], 0), math.Nextafter(c.edge[1], inf)} {
			p := good
			c.set(&p, v)
			_, err := btyd.NewBGNBD(p)
			var e *btyd.ParamError
			if !errors.Is(err, btyd.ErrParam) || !errors.As(err, &e) || e.Name != c.name || e.Model != "BG/NBD" {
				t.Errorf("%s = %g: %v", c.name, v, err)
			}
		}
		for _, v := range c.edge {
			p := good
			c.set(&p, v)
			if _, err := btyd.NewBGNBD(p); err != nil {
				t.Errorf("%s = %g: %v", c.name, v, err)
			}
		}
	}
	_, err := btyd.NewBGNBD(btyd.BGNBDParams{R: -1, Alpha: nan, A: 1, B: 0})
	const want = `clv/btyd: BG/NBD: r = -1, want a number from 1e-9 to 1e9
clv/btyd: BG/NBD: alpha = NaN, want a number from 1e-40 to 1e40
clv/btyd: BG/NBD: b = 0, want a number from 1e-9 to 1e9
clv/btyd: BG/NBD: unit = `
	if !errors.Is(err, btyd.ErrUnit) || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("all faults: %v", err)
	}
}

func TestNewGammaGammaRejects(t *testing.T) {
	for _, v := range []float64{nan, inf, -inf, 0, -1, 1e-41, 1e41} {
		for i, name := range []string{"p", "q", "gamma"} {
			p := btyd.GammaGammaParams{P: 1, Q: 2, Gamma: 3}
			*[]*float64{&p.P, &p.Q, &p.Gamma}[i] = v
			_, err := btyd.NewGammaGamma(p)
			var e *btyd.ParamError
			if !errors.As(err, &e) || e.Name != name || e.Model != "Gamma-Gamma" {
				t.Errorf("%s = %g: %v", name, v, err)
			}
		}
	}
}

// badRecords breaks every rule of Record, one at a time.
var badRecords = []struct {
	field  string
	record btyd.Record
}{
	{"Repeats", btyd.Record{Repeats: -1, Age: 1, Unit: day}},
	{"Repeats", btyd.Record{Repeats: btyd.MaxRepeats + 1, Last: 1, Age: 1, Unit: day}},
	{"Age", btyd.Record{Age: -1, Unit: day}},
	{"Age", btyd.Record{Age: nan, Unit: day}},
	{"Age", btyd.Record{Age: inf, Unit: day}},
	{"Age", btyd.Record{Age: 1.1 * btyd.MaxTime, Unit: day}},
	{"Age", btyd.Record{Age: 1e-31, Unit: day}},
	{"Last", btyd.Record{Repeats: 1, Last: 1e-31, Age: 1, Unit: day}},
	{"Last", btyd.Record{Repeats: 1, Last: nan, Age: 1, Unit: day}},
	{"Last", btyd.Record{Repeats: 1, Last: -1, Age: 1, Unit: day}},
	{"Last", btyd.Record{Repeats: 1, Last: 1.5, Age: 1, Unit: day}},
	{"Last", btyd.Record{Repeats: 0, Last: 0.5, Age: 1, Unit: day}},
	{"Last", btyd.Record{Repeats: 1, Last: 0, Age: 1, Unit: day}},
}

func TestRecordRejects(t *testing.T) {
	m, err := btyd.NewBGNBD(btyd.BGNBDParams{R: 1, Alpha: 2, A: 3, B: 4, Unit: day})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range badRecords {
		for row, err := range map[int]error{
			-1: c.record.Validate(),
			1:  second(btyd.FitBGNBD([]btyd.Row{{Record: btyd.Record{Age: 1, Unit: day}, Weight: 1}, {Record: c.record, Weight: 1}}, btyd.FitOptions{})),
		} {
			var e *btyd.RecordError
			if !errors.Is(err, btyd.ErrRecord) || !errors.As(err, &e) || e.Field != c.field || e.Row != row {
				t.Errorf("%+v: %v", c.record, err)
			}
		}
		if _, err := m.Of(c.record); !errors.Is(err, btyd.ErrRecord) {
			t.Errorf("Of(%+v): %v", c.record, err)
		}
	}
	for _, u := range []relationship.Unit{0, 99} {
		if err := (btyd.Record{Age: 1, Unit: u}).Validate(); !errors.Is(err, btyd.ErrUnit) {
			t.Errorf("unit %v: %v", u, err)
		}
	}
	_, err = m.Of(btyd.Record{Age: 1, Unit: week})
	var e *btyd.UnitError
	if !errors.As(err, &e) || e.Got != week || e.Want != day || err.Error() != "clv/btyd: record: unit = week, want day" {
		t.Errorf("another unit: %v", err)
	}
	if got, want := (btyd.Record{Repeats: 1, Last: 1.5, Age: 1, Unit: day}).Validate().Error(), "clv/btyd: record: Last = 1.5, want 0, or a number from 1e-30 to Age = 1"; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
}

func second[T any](_ T, err error) error { return err }

func TestFitRejects(t *testing.T) {
	good := btyd.Row{Record: btyd.Record{Repeats: 1, Last: 1, Age: 2, Unit: day}, Weight: 1}
	for _, rows := range [][]btyd.Row{nil, {}} {
		if err := second(btyd.FitBGNBD(rows, btyd.FitOptions{})); !errors.Is(err, btyd.ErrNoRows) {
			t.Errorf("no rows: %v", err)
		}
	}
	if err := second(btyd.FitGammaGamma(nil, btyd.FitOptions{})); !errors.Is(err, btyd.ErrNoRows) {
		t.Errorf("no rows: %v", err)
	}
	for _, w := range []float64{0, -1, nan, inf, -inf, 9e-10, 1.1e15} {
		bad := good
		bad.Weight = w
		var e *btyd.RecordError
		if err := second(btyd.FitBGNBD([]btyd.Row{good, bad}, btyd.FitOptions{})); !errors.As(err, &e) || e.Field != "Weight" || e.Row != 1 {
			t.Errorf("weight %g: %v", w, err)
		}
		spend := btyd.SpendRow{Spend: btyd.Spend{Repeats: 1, Mean: 1}, Weight: w}
		if err := second(btyd.FitGammaGamma([]btyd.SpendRow{spend}, btyd.FitOptions{})); !errors.As(err, &e) || e.Field != "Weight" || e.Row != 0 {
			t.Errorf("weight %g: %v", w, err)
		}
	}
	other := good
	other.Unit = week
	var u *btyd.UnitError
	if err := second(btyd.FitBGNBD([]btyd.Row{good, other}, btyd.FitOptions{})); !errors.As(err, &u) || u.Row != 1 || u.Got != week || u.Want != day {
		t.Errorf("two units: %v", err)
	}
	for _, o := range []btyd.FitOptions{{MaxIterations: -1}, {MaxIterations: 10_001}, {Starts: -1}, {Starts: 6}} {
		if err := second(btyd.FitBGNBD([]btyd.Row{good}, o)); !errors.Is(err, btyd.ErrOptions) {
			t.Errorf("%+v: %v", o, err)
		}
		if err := second(btyd.FitGammaGamma([]btyd.SpendRow{{Weight: 1}}, o)); !errors.Is(err, btyd.ErrOptions) {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

func TestSpendRejects(t *testing.T) {
	m, err := btyd.NewGammaGamma(btyd.GammaGammaParams{P: 1, Q: 2, Gamma: 3})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		field string
		spend btyd.Spend
	}{
		{"Repeats", btyd.Spend{Repeats: -1}},
		{"Repeats", btyd.Spend{Repeats: btyd.MaxRepeats + 1, Mean: 1}},
		{"Mean", btyd.Spend{Mean: 1}},
		{"Mean", btyd.Spend{Repeats: 1}},
		{"Mean", btyd.Spend{Repeats: 1, Mean: -1}},
		{"Mean", btyd.Spend{Repeats: 1, Mean: nan}},
		{"Mean", btyd.Spend{Repeats: 1, Mean: inf}},
		{"Mean", btyd.Spend{Repeats: 1, Mean: 1e41}},
		{"Mean", btyd.Spend{Mean: nan}},
	} {
		_, err := m.Of(c.spend)
		var e *btyd.RecordError
		if !errors.As(err, &e) || e.Field != c.field || e.Row != -1 {
			t.Errorf("%+v: %v", c.spend, err)
		}
		if err := second(btyd.FitGammaGamma([]btyd.SpendRow{{Spend: c.spend, Weight: 1}}, btyd.FitOptions{})); !errors.As(err, &e) || e.Row != 0 {
			t.Errorf("%+v: %v", c.spend, err)
		}
	}
}

func TestZeroValues(t *testing.T) {
	if !(btyd.BGNBD{}).IsZero() || !(btyd.GammaGamma{}).IsZero() {
		t.Error("IsZero of the zero values")
	}
	m := relationship.Must(btyd.NewBGNBD(cdnow))
	if m.IsZero() || m.Unit() != week || m.Params() != cdnow || m.String() != "BG/NBD(r=0.243, alpha=4.414, a=0.793, b=2.426 per week)" {
		t.Errorf("%v", m)
	}
	g := relationship.Must(btyd.NewGammaGamma(btyd.GammaGammaParams{P: 6.25, Q: 3.744, Gamma: 15.44}))
	if g.IsZero() || g.String() != "Gamma-Gamma(p=6.25, q=3.744, gamma=15.44)" {
		t.Errorf("%v", g)
	}
	if _, err := (btyd.BGNBD{}).Of(btyd.Record{Age: 1, Unit: day}); !errors.Is(err, btyd.ErrUnit) {
		t.Errorf("a record for no model: %v", err)
	}
	if _, err := (btyd.GammaGamma{}).Of(btyd.Spend{}); !errors.Is(err, btyd.ErrParam) {
		t.Errorf("a spend for no model: %v", err)
	}
}

// What Of returns with an error answers too, and ends: it expects nothing of nobody.
func TestZeroForecast(t *testing.T) {
	var none btyd.BGNBD
	f, err := none.Of(btyd.Record{})
	if err == nil {
		t.Fatal("no error")
	}
	rate := relationship.Must(relationship.AnnualRate(0.1))
	for _, h := range []float64{0, 1, nan, inf, -1} {
		for name, v := range map[string]float64{
			"ProbAlive": f.ProbAlive(), "ExpectedPurchases": f.ExpectedPurchases(h), "DiscountedPurchases": f.DiscountedPurchases(h, rate),
			"LogLikelihood": f.LogLikelihood(), "Explain": f.Explain(h).Exposure, "model": none.ExpectedPurchases(h), "PMF": none.PMF(1, h),
			"LogProbAlive": f.LogProbAlive(),
		} {
			if v != 0 {
				t.Errorf("%s(%g) = %g, want 0", name, h, v)
			}
		}
		if f.ProbNoPurchase(h) != 1 || f.LogExpectedPurchases(h) != -inf {
			t.Errorf("at %g: P(no purchase) = %g, ln E = %g", h, f.ProbNoPurchase(h), f.LogExpectedPurchases(h))
		}
	}
	if v, ok := f.DERT(rate); v != 0 || ok {
		t.Errorf("DERT = %g, %v", v, ok)
	}
	if v, ok := (btyd.GammaGamma{}).PopulationMean(); v != 0 || ok {
		t.Errorf("mean = %g, %v", v, ok)
	}
	if v, ok := (btyd.GammaGammaForecast{}).ExpectedSpend(); v != 0 || ok || (btyd.GammaGammaForecast{}).LogLikelihood() != 0 {
		t.Errorf("spend = %g, %v", v, ok)
	}
}
