package clv_test

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// table reads a file of the public data sets, without its heading.
func table(t *testing.T, name string) [][]string {
	t.Helper()
	folder := os.Getenv("RAPPORT_DATA")
	if folder == "" {
		t.Skip("RAPPORT_DATA does not name a folder with the public data sets, of which " + name + " is needed")
	}
	f, err := os.Open(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("%s: %d rows, %v", name, len(rows), err)
	}
	return rows[1:]
}

func number(t *testing.T, text string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// publishedEnd is the last day on which the CDNOW base was observed for calibration; 39 weeks of holdout follow.
var publishedEnd = date("1997-09-30")

// buyer is a customer of the CDNOW sample, as read from the orders and as published.
type buyer struct {
	calibration, all relationship.Summary
	x, holdout       int
	last, age, mean  float64
}

// buyers reads the sample of 2,357 customers and the summary that its authors made of it.
func buyers(t *testing.T) []*buyer {
	t.Helper()
	var out []*buyer
	for _, row := range table(t, "cdnow_summary.csv") {
		b := &buyer{x: int(number(t, row[1])), last: number(t, row[2]), age: number(t, row[3]), holdout: int(number(t, row[4])), mean: number(t, row[5])}
		if out = append(out, b); int(number(t, row[0])) != len(out) {
			t.Fatalf("customer %s is in line %d", row[0], len(out))
		}
	}
	orders := table(t, "cdnow_sample.csv")
	for i, row := range orders {
		order, err := relationship.NewPurchase(relationship.PurchaseConfig{
			ID: relationship.EventID("order-" + strconv.Itoa(i)), At: date(row[2]).Time().Add(12 * time.Hour),
			Key:    relationship.Key{From: "CDNOW", To: relationship.PartyID(row[1]), Role: relationship.KindEndConsumer},
			Amount: relationship.Must(relationship.ParseAmount(row[4], usd)),
		})
		if err != nil {
			t.Fatal(err)
		}
		b := out[int(number(t, row[1]))-1]
		if err := b.all.Observe(order); err != nil {
			t.Fatal(err)
		}
		if !order.Date().After(publishedEnd) {
			if err := b.calibration.Observe(order); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(out) != 2357 || len(orders) != 6919 {
		t.Fatalf("%d customers with %d orders, want 2,357 and 6,919", len(out), len(orders))
	}
	return out
}

// calibrations yields what is known of the customers at the end of calibration.
func calibrations(of []*buyer) func(func(*relationship.Summary) bool) {
	return func(yield func(*relationship.Summary) bool) {
		for _, b := range of {
			if !yield(&b.calibration) {
				return
			}
		}
	}
}

// The orders of every customer come out as the published record.
func TestGoldenRecords(t *testing.T) {
	repeaters, holdout, worst := 0, 0, 0.0
	for i, b := range buyers(t) {
		id := "customer " + strconv.Itoa(i+1)
		got, err := clv.RecordOf(&b.calibration, relationship.Week, publishedEnd)
		if err != nil {
			t.Fatal(id, err)
		}
		if got.Repeats != b.x {
			t.Errorf("%s: x = %d, want %d", id, got.Repeats, b.x)
		}
		near(t, id+": t_x", got.Last, b.last, 1e-14) // published with 15 digits
		near(t, id+": T", got.Age, b.age, 1e-14)

		// What is bought later is read from all orders: the days there beyond those of calibration.
		all, err := clv.RecordOf(&b.all, relationship.Week, date("1998-06-30"))
		if err != nil || all.Repeats-got.Repeats != b.holdout {
			t.Errorf("%s: x* = %d, %v, want %d", id, all.Repeats-got.Repeats, err, b.holdout)
		}
		holdout += all.Repeats - got.Repeats

		spend, err := clv.SpendOf(&b.calibration, publishedEnd, clv.SpendOptions{})
		if err != nil || spend.Repeats != b.x {
			t.Fatal(id, spend, err)
		}
		if spend.Repeats > 0 {
			repeaters++
			worst = max(worst, math.Abs(spend.Mean-b.mean))
			near(t, id+": m_x", spend.Mean, b.mean, 1e-14)
		} else if b.mean != 0 {
			t.Errorf("%s: no m_x, want %v", id, b.mean)
		}
	}
	if repeaters != 946 || holdout != 1882 {
		t.Errorf("%d repeat customers and %d orders in the holdout, want 946 and 1,882", repeaters, holdout)
	}
	t.Logf("%d means of spend, none further than %.1e from the published one", repeaters, worst)
}

// The exact maximum-likelihood estimates for these data; Fader, Hardie & Lee (2005), table 2, print .243, 4.414, .793, 2.426
// and −9582.4.
func TestGoldenFit(t *testing.T) {
	base := buyers(t)
	rows, err := clv.RowsOf(calibrations(base), relationship.Week, publishedEnd)
	if err != nil {
		t.Fatal(err)
	}
	if rows.Customers != 2357 || rows.NoPurchase != 0 || len(rows.Rows) != 1016 {
		t.Errorf("%d customers in %d rows, %d never bought, want 2,357 in 1,016, none", rows.Customers, len(rows.Rows), rows.NoPurchase)
	}
	fit, err := btyd.FitBGNBD(rows.Rows, btyd.FitOptions{})
	if err != nil || fit.Status != btyd.Converged {
		t.Fatal(fit.Status, err)
	}
	p := fit.Model.Params()
	near(t, "r", p.R, 0.24259452243015707, 1e-9)
	near(t, "alpha", p.Alpha, 4.4136020190135029, 1e-9)
	near(t, "a", p.A, 0.79292201722559854, 1e-9)
	near(t, "b", p.B, 2.4259067768263351, 1e-9)
	near(t, "log-likelihood", fit.LogLikelihood, -9582.4292066739305, 1e-12)

	// The forecast of the holdout, in purchases and, at a dollar each, in money: each value is within half a cent of its purchases.
	v, err := clv.NewValuation(clv.ValueConfig{AsOf: publishedEnd, Horizon: period("39w"), Margin: 1, Currency: usd})
	if err != nil {
		t.Fatal(err)
	}
	total, amount := 0.0, relationship.Money{}
	for _, b := range base {
		record, err := clv.RecordOf(&b.calibration, relationship.Week, publishedEnd)
		if err != nil {
			t.Fatal(err)
		}
		f, err := fit.Model.Of(record)
		if err != nil {
			t.Fatal(err)
		}
		value, err := v.Of(f, 1)
		if err != nil {
			t.Fatal(err)
		}
		total += value.Purchases
		if amount, err = amount.Add(value.Amount); err != nil {
			t.Fatal(err)
		}
	}
	near(t, "purchases in the holdout (in fact 1882)", total, 1653.4086979425393, 1e-9)
	if rest := math.Abs(amount.Estimate() - total); rest > 0.005*2357 {
		t.Errorf("the values add up to %v, %v from the purchases", amount, rest)
	}
}

// The exact estimates of Gamma-Gamma for the published means of spend, and what the means read from the orders make of them.
func TestGoldenSpendFit(t *testing.T) {
	base := buyers(t)
	var printed []btyd.SpendRow
	for _, b := range base {
		printed = append(printed, btyd.SpendRow{Spend: btyd.Spend{Repeats: b.x, Mean: b.mean}, Weight: 1})
	}
	read, err := clv.SpendRowsOf(calibrations(base), publishedEnd, clv.SpendOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if read.Customers != 946 || read.OneTime != 1411 || read.NoPurchase != 0 || read.NotPositive != 0 || read.Currency != usd {
		t.Errorf("%d customers, %d one-time buyers, %d, %d, in %v, want 946, 1,411, none, none, USD", read.Customers, read.OneTime, read.NoPurchase, read.NotPositive, read.Currency)
	}
	for what, rows := range map[string][]btyd.SpendRow{"published means": printed, "means of the orders": read.Rows} {
		fit, err := btyd.FitGammaGamma(rows, btyd.FitOptions{})
		if err != nil || fit.Status != btyd.Converged {
			t.Fatal(what, fit.Status, err)
		}
		p := fit.Model.Params()
		t.Logf("%s: p %.12f q %.12f gamma %.12f", what, p.P, p.Q, p.Gamma)
		near(t, what+": p", p.P, 6.2495722713237585, 1e-9)
		near(t, what+": q", p.Q, 3.744224667132024, 1e-9)
		near(t, what+": gamma", p.Gamma, 15.44352096258923, 1e-9)
		near(t, what+": log-likelihood", fit.LogLikelihood, -4055.9176948018740, 1e-12)
	}
}
