package main

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/relationship"
)

// parseReport reads the JSON output, and fails on names it does not know.
func parseReport(t *testing.T, text string) report {
	t.Helper()
	var r report
	dec := json.NewDecoder(strings.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&r); err != nil {
		t.Fatal(err)
	}
	if dec.More() {
		t.Fatal("more than one document")
	}
	return r
}

// sampleLog returns the text of a sample with many refunds put in disorder.
func sampleLog(t testing.TB, customers int) string {
	t.Helper()
	var log strings.Builder
	if err := writeSample(&log, customers); err != nil {
		t.Fatal(err)
	}
	return log.String()
}

// TestSumsAgree checks that the totals are the sums of the lines, and the same in
// the three formats.
func TestSumsAgree(t *testing.T) {
	r := parseReport(t, runWith(t, "", "-format", "json", "-top", "0").stdout)
	if len(r.Ranking) != sampleCustomers || r.Totals.Customers != sampleCustomers {
		t.Fatalf("%d lines and %d customers, want %d", len(r.Ranking), r.Totals.Customers, sampleCustomers)
	}
	var values []relationship.Money
	orders, gone, expected := 0, 0, 0.0
	for i, s := range r.Ranking {
		if s.Rank != i+1 {
			t.Fatalf("line %d has rank %d", i, s.Rank)
		}
		orders += s.Days
		if s.Gone {
			gone++
			continue
		}
		values = append(values, *s.Value)
		if s.Expected != nil {
			expected += *s.Expected
		}
		if i > 0 {
			if before := r.Ranking[i-1]; before.Gone || compareValues(s.Value, before.Value) > 0 {
				t.Errorf("%s is worth more than %s before it", s.Party, before.Party)
			}
		}
	}
	sum, err := relationship.Sum(values...)
	if err != nil {
		t.Fatal(err)
	}
	if gone == 0 || gone != r.Totals.Gone {
		t.Errorf("%d customers have left, the totals say %d", gone, r.Totals.Gone)
	}
	if !sum.Equal(*r.Totals.Value) || sum.IsZero() || orders != r.Totals.Days || expected != *r.Totals.Expected {
		t.Errorf("the lines add up to %v, %d, %v; the totals are %v, %d, %v",
			sum, orders, expected, *r.Totals.Value, r.Totals.Days, *r.Totals.Expected)
	}
	if diff := cmp.Diff(r.Totals, r.Shown); diff != "" {
		t.Errorf("all is shown, but (-totals +shown):\n%s", diff)
	}
	net, err := r.Log.Gross.Sub(r.Log.Refunded)
	if err != nil || !net.Equal(r.Log.Net) || r.Log.Refunded.IsZero() {
		t.Errorf("%v - %v is not %v (%v)", r.Log.Gross, r.Log.Refunded, r.Log.Net, err)
	}

	table := runWith(t, "", "-top", "0").stdout
	wantContains(t, "the table", table, "all 600 "+count(orders)+" "+fixed(expected, 2)+" "+money(sum))

	out := runWith(t, "", "-format", "csv", "-top", "0")
	lines, err := csv.NewReader(strings.NewReader(out.stdout)).ReadAll()
	if err != nil || len(lines) != 1+sampleCustomers+len(partners()) {
		t.Fatalf("%d lines of CSV, want %d (%v)", len(lines), 1+sampleCustomers+len(partners()), err)
	}
	for i, s := range slices.Concat(r.Ranking, r.Partners) {
		value := ""
		if s.Value != nil {
			value = s.Value.AmountString()
		}
		want := []string{strconv.Itoa(s.Rank), s.Party, s.Role.String(), strconv.Itoa(s.Days), s.LastSeen.String(), s.Stage, s.Since.String(),
			strconv.Itoa(s.Loyalty.Score), strconv.Itoa(s.Loyalty.Low), strconv.Itoa(s.Loyalty.High), s.Loyalty.Band,
			s.Segment, s.RFM, plain(s.PAlive), plain(s.Expected), plain(s.Spend), value, "EUR"}
		if diff := cmp.Diff(want, lines[i+1]); diff != "" {
			t.Fatalf("line %d of the CSV (-want +got):\n%s", i+2, diff)
		}
	}
	wantContains(t, "standard error beside the CSV", out.stderr, "log-likelihood", "of whom")
}

// TestTopByDefault checks that people get a page and programs everything.
func TestTopByDefault(t *testing.T) {
	wantContains(t, "the table", runWith(t, "").stdout, "Customers: the first 20 of 600, by value")
	for _, format := range []string{"csv", "json"} {
		for _, id := range []string{"C00057", "C00600"} { // the first, and one far down
			if got := runWith(t, "", "-format", format); !strings.Contains(got.stdout, id) {
				t.Errorf("-format %s leaves %s out", format, id)
			}
		}
	}
	if n := len(parseReport(t, runWith(t, "", "-format", "json").stdout).Ranking); n != sampleCustomers {
		t.Errorf("without -top %d customers, want %d", n, sampleCustomers)
	}
	if n := len(parseReport(t, runWith(t, "", "-top", "20", "-format", "json").stdout).Ranking); n != 20 {
		t.Errorf("-top 20 gives %d", n)
	}
}

// TestRowsCanBeChecked computes values by hand.
func TestRowsCanBeChecked(t *testing.T) {
	r := parseReport(t, runWith(t, "", "-format", "json", "-rate", "0", "-margin", "30%").stdout)
	sum := 0.0
	for _, s := range r.Ranking {
		if s.Spend == nil {
			continue
		}
		sum += *s.Expected * *s.Spend
		if want := *s.Expected * *s.Spend * 0.3; math.Abs(s.Value.Estimate()-want) > 0.005001 {
			t.Errorf("%s: %v, by hand %v", s.Party, s.Value, want)
		}
	}
	if sum == 0 || math.Abs(*r.Totals.Revenue-sum) > 1e-9*sum {
		t.Errorf("the total is %v, by hand %v", *r.Totals.Revenue, sum)
	}
}

func TestTop(t *testing.T) {
	all := parseReport(t, runWith(t, "", "-format", "json", "-top", "0").stdout)
	for _, top := range []int{1, 20, 599, 600, 601} {
		r := parseReport(t, runWith(t, "", "-format", "json", "-top", strconv.Itoa(top)).stdout)
		n := min(top, sampleCustomers)
		if diff := cmp.Diff(all.Ranking[:n], r.Ranking, equalMoney()); diff != "" {
			t.Errorf("-top %d (-want +got):\n%s", top, diff)
		}
		if r.Shown.Customers != n || r.Totals.Customers != sampleCustomers {
			t.Errorf("-top %d: %d of %d customers", top, r.Shown.Customers, r.Totals.Customers)
		}
	}
}

// equalMoney compares amounts by value, and dates and the like by ==.
func equalMoney() cmp.Option {
	return cmp.Options{
		cmp.Comparer(func(a, b relationship.Money) bool { return a.Equal(b) }),
		cmp.Comparer(func(a, b relationship.Date) bool { return a == b }),
		cmp.Comparer(func(a, b relationship.Currency) bool { return a == b }),
	}
}

// TestValueScales checks what each flag does to the values.
func TestValueScales(t *testing.T) {
	value := func(args ...string) float64 {
		r := parseReport(t, runWith(t, "", append(args, "-format", "json")...).stdout)
		return r.Totals.Value.Estimate()
	}
	base := value()
	if got := value("-margin", "30%"); math.Abs(got-0.3*base) > 5 { // 600 values, each rounded to the cent
		t.Errorf("a margin of 30 %% makes %.2f of %.2f", got, base)
	}
	undiscounted := value("-rate", "0")
	if !(undiscounted > base && undiscounted < 1.1*base) {
		t.Errorf("without discount %.2f, at 10 %% %.2f over one year", undiscounted, base)
	}
	if got := value("-rate", "0.1"); got != base {
		t.Errorf("-rate 0.1 makes %.2f, the default is %.2f", got, base)
	}
	if got := value("-horizon", "730d"); !(got > 1.5*base && got < 2*base) {
		t.Errorf("two years make %.2f, one year %.2f", got, base)
	}
	if got := value("-unit", "day"); math.Abs(got-base) > 1e-3*base {
		t.Errorf("in days %.2f, in weeks %.2f", got, base)
	}
}

// TestSettings checks that the output says what the scores stand for.
func TestSettings(t *testing.T) {
	args := strings.Fields("-split 2025-06-30 -as-of 2026-01-31 -horizon 1y -rate 12% -margin 25% -unit day -currency EUR")
	got := parseReport(t, runWith(t, "", append(args, "-format", "json")...).stdout).Settings
	want := settings{
		Unit:     relationship.Day,
		AsOf:     relationship.Must(relationship.ParseDate("2026-01-31")),
		Split:    relationship.Must(relationship.ParseDate("2025-06-30")),
		Horizon:  relationship.Must(relationship.ParsePeriod("12m")),
		Until:    relationship.Must(relationship.ParseDate("2027-01-31")),
		Rate:     "12%/year",
		Annual:   0.12,
		Margin:   0.25,
		Timing:   clv.Continuous,
		Currency: relationship.Must(relationship.ParseCurrency("EUR")),
	}
	if got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	table := runWith(t, "", args...).stdout
	wantContains(t, "the table", table, "scored as of 2026-01-31", "after 2026-01-31 until 2027-01-31 (12m)", "margin 25 %", "at 12 % a year", "by value in EUR", "time in days")
	wantContains(t, "the table at no rate", runWith(t, "", "-rate", "0").stdout, "margin 100 %, not discounted")
}

// TestSplitSeesNoFuture changes everything after the split; the fit must not move.
func TestSplitSeesNoFuture(t *testing.T) {
	const split = "2025-01-31"
	full := sampleLog(t, 300)
	var cut strings.Builder
	for i, line := range strings.SplitAfter(full, "\n") {
		if fields := strings.Split(line, ","); i == 0 || len(fields) > 1 && fields[1] <= split {
			cut.WriteString(line)
		}
	}
	cut.WriteString("new,2025-02-01,1.00,x,\n") // a customer who comes after the split

	a := parseReport(t, runLog(t, full, "-split", split, "-format", "json").stdout)
	b := parseReport(t, runLog(t, cut.String(), "-split", split, "-format", "json").stdout)
	if diff := cmp.Diff(a.Fit, b.Fit); diff != "" {
		t.Errorf("the future changes the fit:\n%s", diff)
	}
	if a.Holdout.Total.Actual == 0 || b.Holdout.Total.Actual != 0 {
		t.Errorf("actual orders %d and %d, want some and none", a.Holdout.Total.Actual, b.Holdout.Total.Actual)
	}
	if a.Holdout.Total.Customers != b.Holdout.Total.Customers {
		t.Errorf("%d customers with a future and %d without", a.Holdout.Total.Customers, b.Holdout.Total.Customers)
	}
}

// TestRefundedAfterSplit checks that the model saw the order, and that the outcome
// does not count an order given back.
func TestRefundedAfterSplit(t *testing.T) {
	log := sampleLog(t, 300) +
		"eve,2024-03-01,10.00,e1,\neve,2024-09-01,10.00,e2,\neve,2025-04-01,-10.00,,e2\n" +
		"eve,2025-05-01,10.00,e3,\neve,2025-05-08,-10.00,,e3\neve,2025-06-01,10.00,e4,\n"
	with := parseReport(t, runLog(t, log, "-split", "2025-01-31", "-format", "json", "-top", "0").stdout)
	without := parseReport(t, runLog(t, sampleLog(t, 300), "-split", "2025-01-31", "-format", "json").stdout)
	a, b := with.Holdout.Groups[1], without.Holdout.Groups[1]
	if a.Customers != b.Customers+1 || a.Actual != b.Actual+1 {
		t.Errorf("%d customers and %d orders, want one more than %d and %d", a.Customers, a.Actual, b.Customers, b.Actual)
	}
	for _, s := range with.Ranking {
		if s.Party == "eve" && s.Days != 2 {
			t.Errorf("%d orders are left, want 2", s.Days)
		}
	}
}
