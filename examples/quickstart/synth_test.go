package main

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/relationship"
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

// TestSampleIsBuiltIn checks that the printed log of events gives the screen of the
// run without flags, to the byte, and so do its orders read twice.
func TestSampleIsBuiltIn(t *testing.T) {
	log := runWith(t, "", "-dump").stdout
	for _, args := range [][]string{nil, {"-format", "csv"}, {"-split", "2025-06-30"}, {"-why", "C00057"}, {"-why", "S05-hauler"}} {
		builtIn := runWith(t, "", args...)
		printed := runWith(t, log, append([]string{"-events", "-"}, args...)...)
		if builtIn.stdout != printed.stdout || builtIn.stdout == "" || builtIn.stderr != printed.stderr {
			t.Errorf("%v: the built-in sample and the printed one are scored differently:\n%s", args, cmp.Diff(builtIn, printed, cmp.AllowUnexported(result{})))
		}
	}
	again := runWith(t, log+log, "-events", "-")
	wantContains(t, "the log read twice", again.stdout, count(strings.Count(log, "\n"))+" repeated")
	_, want, _ := strings.Cut(runWith(t, "").stdout, "dates")
	if _, got, _ := strings.Cut(again.stdout, "dates"); got != want {
		t.Errorf("events that come twice count twice:\n%s", cmp.Diff(want, got))
	}
}

// TestEventsAreFixed pins the bytes of the log of events.
func TestEventsAreFixed(t *testing.T) {
	const want = "d48a00888e52dfc3"
	got := runWith(t, "", "-dump")
	if got.status != exitOK || got.stderr != "" {
		t.Fatalf("status %d, standard error %q", got.status, got.stderr)
	}
	sum := sha256.Sum256([]byte(got.stdout))
	if hash := hex.EncodeToString(sum[:8]); hash != want {
		t.Errorf("the log has hash %s, want %s", hash, want)
	}
	kinds := map[relationship.EventKind]bool{}
	for line := range strings.Lines(got.stdout) {
		kind, _ := relationship.KindOf(relationship.Must(relationship.ParseEvent([]byte(line))))
		kinds[kind] = true
	}
	for _, kind := range relationship.EventKinds() {
		if !kinds[kind] {
			t.Errorf("no %v in the sample", kind)
		}
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
