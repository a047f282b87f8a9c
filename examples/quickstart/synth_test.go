package main

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"
)

// TestSampleIsFixed pins the bytes: the sample is the same on every machine.
func TestSampleIsFixed(t *testing.T) {
	const want = "080d428171a3b62e"
	got := runWith(t, "", "-generate", "600")
	if got.status != exitOK || got.stderr != "" {
		t.Fatalf("status %d, standard error %q", got.status, got.stderr)
	}
	sum := sha256.Sum256([]byte(got.stdout))
	if hash := hex.EncodeToString(sum[:8]); hash != want {
		t.Errorf("the sample has hash %s, want %s", hash, want)
	}
	if again := runWith(t, "", "-generate", "600"); again.stdout != got.stdout {
		t.Error("two runs differ")
	}
}

// TestSampleIsBuiltIn checks that the printed log gives the scores of the run
// without flags.
func TestSampleIsBuiltIn(t *testing.T) {
	builtIn := runWith(t, "", "-format", "csv", "-top", "0")
	printed := runLog(t, runWith(t, "", "-generate", "600").stdout, "-format", "csv", "-top", "0")
	if builtIn.stdout != printed.stdout {
		t.Error("the built-in sample and the printed one are scored differently")
	}
}

// TestSampleShape checks what the sample promises.
func TestSampleShape(t *testing.T) {
	tests := []struct{ customers, orders, within int }{{600, 1_900, 150}, {benchCustomers, 69_659, 2_000}}
	for _, test := range tests {
		r := parseReport(t, runLog(t, sampleLog(t, test.customers), "-format", "json").stdout)
		if r.Log.Customers != test.customers || r.Log.Bad != 0 || r.Log.Refunds == 0 {
			t.Errorf("%d customers, %d bad lines and %d refunds, want %d, none and some",
				r.Log.Customers, r.Log.Bad, r.Log.Refunds, test.customers)
		}
		if d := r.Log.Orders - test.orders; d < -test.within || d > test.within {
			t.Errorf("%d orders of %d customers, want about %d", r.Log.Orders, test.customers, test.orders)
		}
		if once := r.Log.Customers - r.Log.Repeaters; once < r.Log.Customers*2/5 {
			t.Errorf("%d of %d customers came once, want many", once, r.Log.Customers)
		}
	}
	log := sampleLog(t, 600)
	for _, weekly := range []string{"C00012", "C00057"} {
		if n := strings.Count(log, weekly); n < 80 || n > 120 {
			t.Errorf("%s has %d lines, want one a week", weekly, n)
		}
	}
}
