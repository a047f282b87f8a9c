package main

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"
)

// cdnow returns the path of the CDNOW sample of Fader & Hardie, which is public
// but not ours to pass on.
func cdnow(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("RAPPORT_DATA")
	if dir == "" {
		t.Skip("RAPPORT_DATA does not name a folder with cdnow_sample.csv")
	}
	return filepath.Join(dir, "cdnow_sample.csv")
}

// TestCDNOW compares with Fader, Hardie & Lee (2005), "Counting Your Customers"
// the Easy Way, and with the optimum of their likelihoods to more digits.
func TestCDNOW(t *testing.T) {
	args := []string{"-orders", cdnow(t), "-unit", "week", "-split", "1997-09-30"}

	table := runWith(t, "", args...)
	if table.status != exitOK || table.stderr != "" {
		t.Fatalf("status %d, standard error %q", table.status, table.stderr)
	}
	wantContains(t, "the table", table.stdout,
		"6,919 = 6,919 orders + 0 refunds + 0 bad + 0 blank",
		"r 0.243 ± 0.013 alpha 4.414 ± 0.378 a 0.793 ± 0.186 b 2.426 ± 0.705",
		"log-likelihood -9582.4; 2,357 customers in 1,016 distinct rows; converged",
		"p 6.250 ± 1.190 q 3.744 ± 0.290 gamma 15.444 ± 4.159",
		"log-likelihood -4055.9; 946 repeat customers",
		"columns customer = id, date, amount; not used: masterid, cds",
		"total 2,357 1,653.4 1,882", "predicted 12.1 % below what came")

	var r report
	if err := json.Unmarshal([]byte(runWith(t, "", append(args, "-format", "json")...).stdout), &r); err != nil {
		t.Fatal(err)
	}
	near := func(name string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-6*math.Abs(want) {
			t.Errorf("%s = %.10g, want %.10g", name, got, want)
		}
	}
	for i, want := range []float64{0.24259452243, 4.41360201902, 0.79292201723, 2.42590677683} {
		near(r.Fit.Orders.Parameters[i].Name, r.Fit.Orders.Parameters[i].Value, want)
	}
	for i, want := range []float64{6.24957227132, 3.74422466713, 15.4435209626} {
		near(r.Fit.Spend.Parameters[i].Name, r.Fit.Spend.Parameters[i].Value, want)
	}
	near("log-likelihood of BG/NBD", r.Fit.Orders.LogLikelihood, -9582.4292066739)
	near("log-likelihood of Gamma-Gamma", r.Fit.Spend.LogLikelihood, -4055.9176948019)
	near("mean order", *r.Fit.Spend.Mean, 35.1703712657)
	near("holdout", r.Holdout.Total.Predicted, 1653.4086979425)
	near("weeks of holdout", r.Holdout.Length, 39)

	// Customers, predicted orders and actual orders by number of earlier repeats.
	groups := []struct {
		customers int
		each      float64
		actual    int
	}{
		{1411, 0.22508732611, 334}, {439, 0.52313117336, 306}, {214, 1.04413412168, 298}, {100, 1.52027951297, 156},
		{62, 2.16386579933, 157}, {38, 2.65384588492, 112}, {29, 3.50404229870, 112}, {64, 6.15719050788, 407},
	}
	for x, want := range groups {
		got := r.Holdout.Groups[x]
		if got.Customers != want.customers || got.Actual != want.actual {
			t.Errorf("%s repeats: %d customers and %d orders, want %d and %d", got.Repeats, got.Customers, got.Actual, want.customers, want.actual)
		}
		near(got.Repeats+" repeats", got.Predicted/float64(got.Customers), want.each)
	}
	if r.Holdout.Total.Actual != 1882 {
		t.Errorf("actual orders %d, want 1882", r.Holdout.Total.Actual)
	}
}
