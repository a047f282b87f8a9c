package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

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
		`unknown field "halflife"`, "all its 9 mistakes", "gates[0].factor", "policy.rules[3].factor", "cannot exceed", "We take 259d.", "gate on punctuality",
		"what-it-costs", "renormalise", "want one of card hamper 1", "Edition 2 orders better", "do not tell for sure", "←", "down: P = ",
	} {
		if !strings.Contains(text, shown) {
			t.Errorf("the report does not show %q", shown)
		}
	}
}

// lines writes the made-up base as a log.
func lines(t *testing.T) string {
	t.Helper()
	log, _, err := made(defaults())
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
	log := lines(t)
	file := filepath.Join(t.TempDir(), "own.jsonl")
	if err := os.WriteFile(file, []byte(log), 0o600); err != nil {
		t.Fatal(err)
	}
	want, _, cut := strings.Cut(told(t, ""), "5. Did it predict")
	if !cut {
		t.Fatal("the report has no sections")
	}
	for _, source := range []string{file, "-"} {
		text := told(t, log, "-events", source, "-as-of", madeAsOf)
		got, rest, _ := strings.Cut(text, "5. Did it predict")
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", source, diff)
		}
		if strings.Contains(rest, "the truth\n") || !strings.Contains(rest, "235 were still there") {
			t.Errorf("%s: the truth of a log is told, or its outcomes are not:\n%s", source, rest)
		}
	}
}

// TestOwnCards: the built-in cards from files give the same report from the second section on.
func TestOwnCards(t *testing.T) {
	_, want, _ := strings.Cut(told(t, ""), "2. What the card")
	text := told(t, "", "-card", "cards/edition1.json", "-other", "cards/edition2.json")
	if _, got, _ := strings.Cut(text, "2. What the card"); got != want || strings.Contains(text, "A draft") {
		t.Errorf("(-want +got):\n%s", cmp.Diff(want, got))
	}
}

// TestSeeds: other bases are told too, and no number in them is none.
func TestSeeds(t *testing.T) {
	plain := told(t, "")
	for _, args := range [][]string{{"-seed", "2"}, {"-seed", "3", "-customers", "200"}, {"-customers", "1000"}} {
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
}

// TestEnough: with as many as the report tells one to try, it is said which edition is better.
func TestEnough(t *testing.T) {
	text := told(t, "", "-customers", "10000")
	if !strings.Contains(text, "Edition 2 orders better by 0.0") || !strings.Contains(text, "it is there") {
		t.Errorf("so many do not tell:\n%s", text)
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
