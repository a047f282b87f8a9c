package main

import (
	"strconv"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/clv/btyd"
)

// shopWith returns a sample without refunds in which pay decides what each order
// costs: customer is his number, order how many orders he made before.
func shopWith(t *testing.T, customers int, pay func(customer, order int) string) string {
	t.Helper()
	var log strings.Builder
	log.WriteString("customer,date,amount\n")
	orders := make(map[string]int)
	for _, line := range strings.Split(sampleLog(t, customers), "\n")[1:] {
		f := strings.Split(line, ",")
		if len(f) < 5 || f[4] != "" {
			continue
		}
		n, err := strconv.Atoi(f[0][1:])
		if err != nil {
			t.Fatal(err)
		}
		log.WriteString(f[0] + "," + f[1] + "," + pay(n, orders[f[0]]) + "\n")
		orders[f[0]]++
	}
	return log.String()
}

// TestOddAmounts goes through what Gamma-Gamma cannot do, or only in part.
func TestOddAmounts(t *testing.T) {
	ten := func(_, order int) string { return strconv.Itoa(10 + order%7) }
	tests := []struct {
		name      string
		customers int
		pay       func(customer, order int) string
		want      []string // in the table
		not       string
	}{
		{"all free", 300, func(_, _ int) string { return "0" },
			[]string{"Warning: No customer paid for a second order; a value needs 10.", "by expected orders", "segment P(alive) expected 1 "}, "Gamma-Gamma"},
		{"all alike", 300, func(_, _ int) string { return "9.99" },
			[]string{"mean over all customers 9.99", "ended at a boundary", "at a boundary predictions hold", "by value"}, "have no value"},
		{"no mean", 300, func(customer, _ int) string { return "1" + strings.Repeat("0", customer%9) },
			[]string{"Warning: The mean amount over all customers does not exist (q <= 1)", "by value", "customers have no value: no model says"}, "mean over all customers 1"},
		{"one with free later orders", 300, func(customer, order int) string {
			if customer == 12 && order > 0 {
				return "0"
			}
			return ten(customer, order)
		}, []string{"1 customer left out: later orders free", "1 customer has no value: no model says"}, ""},
		{"few", 30, ten, []string{"repeat customers", "warning: only 15 customers bought more than once"}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			log := shopWith(t, test.customers, test.pay)
			got := runLog(t, log)
			if got.status != exitOK || got.stderr != "" {
				t.Errorf("status %d, standard error %q; want %d and nothing", got.status, got.stderr, exitOK)
			}
			wantContains(t, "the table", got.stdout, test.want...)
			if test.not != "" && strings.Contains(got.stdout, test.not) {
				t.Errorf("the table has %q:\n%s", test.not, got.stdout)
			}
			r := parseReport(t, runLog(t, log, "-format", "json", "-top", "0").stdout)
			for _, s := range r.Ranking {
				if s.PAlive == nil || !(*s.PAlive >= 0 && *s.PAlive <= 1) || s.Expected == nil || !(*s.Expected >= 0) {
					t.Fatalf("%s has P(alive) %v and %v orders to come", s.Party, s.PAlive, s.Expected)
				}
				if (s.Spend == nil) != (s.Value == nil) || s.Spend != nil && !(*s.Spend > 0) {
					t.Fatalf("%s has spend %v and value %v", s.Party, s.Spend, s.Value)
				}
			}
		})
	}
}

// TestTooFewForAFit goes from no customer who came back to more than enough: below
// the bound there is a ranking without forecasts, never an error.
func TestTooFewForAFit(t *testing.T) {
	for n := range 12 {
		var log strings.Builder
		log.WriteString("customer,date,amount\n")
		for c := range 15 {
			log.WriteString("c" + strconv.Itoa(c) + ",2024-01-0" + strconv.Itoa(1+c%7) + ",5\n")
			if c < n {
				log.WriteString("c" + strconv.Itoa(c) + ",2024-02-1" + strconv.Itoa(c%10) + "," + strconv.Itoa(3+c) + "\n")
			}
		}
		log.WriteString("z,2024-05-01,1\n")
		r := parseReport(t, runLog(t, log.String(), "-format", "json").stdout)
		if got, want := r.Fit.Orders != nil, n >= minRepeaters; got != want {
			t.Errorf("%d who came back: a fit is there: %v, want %v", n, got, want)
		}
		if r.Fit.Orders == nil && (len(r.Fit.Missing) != 1 || r.Totals.Value != nil || r.Ranking[0].PAlive != nil) {
			t.Errorf("%d who came back: %v, value %v", n, r.Fit.Missing, r.Totals.Value)
		}
		if r.Fit.Orders != nil && !r.Fit.Orders.Status.Usable() && r.Totals.Expected != nil {
			t.Errorf("%d who came back: a forecast from a fit that is %v", n, r.Fit.Orders.Status)
		}
	}
}

// TestSplitWithoutRepeats checks what is said when nobody had come back by then.
func TestSplitWithoutRepeats(t *testing.T) {
	log := sampleLog(t, 300)
	want := []string{
		"-split: a model is to see what was known on 2024-01-02; the ranking is as of 2025-12-30.",
		"Warning: No customer came back for a second order up to 2024-01-02; a forecast needs 10.",
		"all of 300, by order days so far",
	}
	got := runLog(t, log, "-split", "2024-01-02", "-top", "0")
	if got.status != exitOK || got.stderr != "" {
		t.Errorf("status %d, standard error %q", got.status, got.stderr)
	}
	wantContains(t, "the table", got.stdout, want...)
	if strings.Contains(got.stdout, "Holdout") {
		t.Error("a holdout test without a model")
	}
}

// TestStatuses checks that every way a fit can end has its words.
func TestStatuses(t *testing.T) {
	tests := []struct {
		status btyd.Status
		want   string
	}{{btyd.Converged, "converged"}, {btyd.Boundary, "ended at a boundary"}, {btyd.NotConverged, "not converged"}, {btyd.Degenerate, "degenerate"}}
	for _, test := range tests {
		if got := ending(test.status); got != test.want {
			t.Errorf("%v is told as %q, want %q", test.status, got, test.want)
		}
	}
}
