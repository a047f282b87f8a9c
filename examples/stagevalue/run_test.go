package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

var update = flag.Bool("update", false, "write the golden file anew")

// told returns what the program prints.
func told(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	var out, log bytes.Buffer
	if status := run(args, strings.NewReader(stdin), &out, &log); status != exitOK || log.Len() > 0 {
		t.Fatalf("%v: status %d, %s", args, status, &log)
	}
	return out.String()
}

// TestGolden compares the report with what it was when last looked at.
func TestGolden(t *testing.T) {
	text := told(t, "")
	file := filepath.Join("testdata", "report.golden")
	if *update {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), text); diff != "" {
		t.Errorf("the report changed (-want +got), see -update:\n%s", diff)
	}
	// Whatever is written anew, these are what it is there to show.
	for _, shown := range []string{
		"  purchase   → experience     −", "A minus is no mistake.", "← best", "Go on writing through month 6, and stop then",
		"The mistake is largest in the stage advocacy.", "No stage is thin", "of 23 are within two standard errors.",
	} {
		if !strings.Contains(text, shown) {
			t.Errorf("the report does not show %q", shown)
		}
	}
}

// lines writes the made-up base as a log.
func lines(t *testing.T, opt options) string {
	t.Helper()
	b, err := open(opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	log, err := b.make()
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := relationship.EncodeEvents(&text, log.All()); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// TestOwnLog: the made-up events from a file and from standard input give the same figures, but for the truth, which nobody knows then.
func TestOwnLog(t *testing.T) {
	log := lines(t, defaults())
	file := filepath.Join(t.TempDir(), "own.jsonl")
	if err := os.WriteFile(file, []byte(log), 0o600); err != nil {
		t.Fatal(err)
	}
	_, want, found := strings.Cut(told(t, ""), "1. From histories")
	want, _, cut := strings.Cut(want, "\n6. The estimates")
	if !found || !cut {
		t.Fatal("the report has no sections")
	}
	window := []string{"-from", madeFrom, "-until", madeUntil}
	for _, source := range []string{file, "-"} {
		text := told(t, log, append(window, "-events", source)...)
		_, got, _ := strings.Cut(text, "1. From histories")
		got, last, _ := strings.Cut(got, "\nWhat is true of your customers")
		if diff := cmp.Diff(want, got); diff != "" || last == "" {
			t.Errorf("%s (-want +got):\n%s", source, diff)
		}
	}
	// Without dates, from the first of the month of the first event to that of the last.
	if text := told(t, log, "-events", "-"); !strings.Contains(text, "looked at from 2023-01-01 until 2025-12-01: 35 months.") {
		t.Errorf("the months of the log: %.300s", text)
	}
	// What was bought from a supplier is no customer's order.
	other := `{"kind":"purchase","id":"s","at":"2024-05-10T09:00:00Z","from":"shop","to":"mill","role":"supplier","actor":"from","amount":"9.00 USD"}` + "\n"
	if text := told(t, log+other, append(window, "-events", "-")...); !strings.Contains(text, "500 customers, 4034 events") {
		t.Errorf("with a supplier: %.300s", text)
	}
}

// TestWindowInTheMiddle: of a log that is complete from some day on, stays that had begun before are counted from that day.
func TestWindowInTheMiddle(t *testing.T) {
	text := told(t, lines(t, defaults()), "-events", "-", "-from", "2024-01-01", "-until", madeUntil)
	if !strings.Contains(text, ": 24 months.") || !strings.Contains(text, "← best") {
		t.Errorf("two of three years:\n%s", text)
	}
}

// TestThin: a stage in which few months began is filled up with moves if it is short, and left out if it is not; either is said.
func TestThin(t *testing.T) {
	opt := defaults()
	opt.customers = 100
	b := estimated(t, opt)
	complaint, seen, jumps := lifecycle.CustomerComplaint, b.tally.Periods(), b.tally.Jumps()
	text := told(t, "", "-customers", "100")
	if !slices.Equal(b.filled, []stage{complaint}) || len(b.thin) > 0 || !strings.Contains(text, "Filled up: complaint. Fewer than 24 months") {
		t.Errorf("filled are %v, thin %v in:\n%s", b.filled, b.thin, text)
	}
	if n := b.chain.N(complaint); n != seen.Row(complaint)+jumps.Row(complaint) || seen.Row(complaint) >= 24 || n < 24 {
		t.Errorf("%d months of complaint, want %d and %d moves", n, seen.Row(complaint), jumps.Row(complaint))
	}

	// Half a year of a base that was not seen before: nobody is an advocate for long enough.
	log := lines(t, opt)
	window := []string{"-events", "-", "-from", "2023-06-01", "-until", "2024-06-01"}
	parsed, err := parseFlags(window)
	if err != nil {
		t.Fatal(err)
	}
	if b, err = open(parsed, strings.NewReader(log)); err == nil {
		err = b.estimate()
	}
	if err != nil {
		t.Fatal(err)
	}
	text = told(t, log, window...)
	if len(b.thin) == 0 || !strings.Contains(text, "Left out: "+list(b.thin)+". Fewer than 24 months") {
		t.Errorf("thin are %v in:\n%s", b.thin, text)
	}
	for _, s := range b.thin {
		if v, ok := b.values.Of(s); !ok || v != 0 {
			t.Errorf("%v is worth %v, want 0", s, v)
		}
	}
}

// TestFlagsMatter: every number that can be set changes the report, and a base without a verb or a number that is none is made of any seed.
func TestFlagsMatter(t *testing.T) {
	plain := told(t, "")
	for _, args := range [][]string{
		{"-seed", "2"}, {"-customers", "501"}, {"-margin", "0.3"}, {"-rate", "0"}, {"-horizon", "12"}, {"-contact", "0"}, {"-contact", "1000"}, {"-lives", "500"}, {"-margin", "0"},
	} {
		text := told(t, "", args...)
		if text == plain {
			t.Errorf("%v changes nothing", args)
		}
		for _, odd := range []string{"%!", "NaN", "Inf", " \n"} {
			if strings.Contains(text, odd) {
				t.Errorf("%v: %q in:\n%s", args, odd, text)
			}
		}
	}
	for contact, says := range map[string]string{"0": "it pays throughout", "1000": "Do not write at all"} {
		if text := told(t, "", "-contact", contact); !strings.Contains(text, says) {
			t.Errorf("-contact %s does not say %q:\n%s", contact, says, text)
		}
	}
}

// full is a writer whose disk is full.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

// TestWriteFails: what cannot be written is an error.
func TestWriteFails(t *testing.T) {
	var log bytes.Buffer
	if status := run(nil, nil, full{}, &log); status != exitData || !strings.Contains(log.String(), "no space left") {
		t.Errorf("status %d, %s", status, &log)
	}
}

// BenchmarkReport tells everything.
func BenchmarkReport(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := report(defaults(), nil); err != nil {
			b.Fatal(err)
		}
	}
}
