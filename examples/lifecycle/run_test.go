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

// TestGolden compares the report with what it was when last looked at.
func TestGolden(t *testing.T) {
	text := told(t, options{})
	file := filepath.Join("testdata", "year.golden")
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
		"bonding → advocacy", "experience stays", "evaluation, ignored", "advocacy, REJECTED",
		"not to advocacy, for that takes [promoter || trust >= 8000]",
		"2026-05-30  dormant → churned      in 149 d",
		"The same records, dates and dwell times: yes. The same state to the bit: yes.",
		"win-back-started in stage churned, want contactable && pays back",
		"Due by 2026-03-31: to dormant.",
		// By conduct: the first order; two of them; one by a promoter; one by whom is trusted.
		"establish →(2025-01-22) build →(2025-02-20) develop →(2025-05-20) maintain →(2025-09-05) strengthen\n",
		"or later: that was already taken in",
		"Read back it is the same: yes.",
		"if trust (7000) and promises kept (9500) were known too\n    attract →(2025-01-13) establish →(2025-02-20) build →(2025-02-20) develop",
	} {
		if !strings.Contains(text, shown) {
			t.Errorf("the report does not show %q", shown)
		}
	}
}

// told returns the report of a story.
func told(t *testing.T, opt options) string {
	t.Helper()
	text, err := report(opt, strings.NewReader(""))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestOwnStory: the same events from a file, from standard input and from within make the same report but for what the built-in story
// says of itself.
func TestOwnStory(t *testing.T) {
	file := filepath.Join(t.TempDir(), "own.jsonl")
	if err := os.WriteFile(file, storyLines, 0o600); err != nil {
		t.Fatal(err)
	}
	want := strings.Replace(told(t, options{}), storyIntro, "", 1)
	for _, args := range [][]string{
		{"-events", file, "-at", "2025-12-31"},
		{"-events", "-", "-at", "2025-12-31", "-party", "mara"},
	} {
		var out, log bytes.Buffer
		if status := run(args, bytes.NewReader(storyLines), &out, &log); status != exitOK {
			t.Fatalf("%v: status %d, %s", args, status, &log)
		}
		if diff := cmp.Diff(want, out.String()); diff != "" {
			t.Errorf("%v (-want +got):\n%s", args, diff)
		}
	}
	// Without -at, today is the last event.
	var out bytes.Buffer
	run([]string{"-events", file}, nil, &out, &out)
	if !strings.Contains(out.String(), `in the stage "advocacy" on 2025-11-14`) {
		t.Errorf("as of the last event: %.120q", out.String())
	}
}

// TestParty: of several customers one is followed, and no other's events count.
func TestParty(t *testing.T) {
	both := string(storyLines) + `{"kind":"purchase","id":"n-1","at":"2025-05-10T09:00:00Z","from":"beanery","to":"nils","role":"end-consumer","actor":"to","amount":"9.00 EUR"}
`
	for party, shown := range map[string]string{
		"":     "How mara came to be in the stage \"lapsing\" on 2025-12-31",
		"mara": "How mara came to be in the stage \"lapsing\" on 2025-12-31",
		"nils": "How nils came to be in the stage \"dormant\" on 2025-12-31",
	} {
		args := []string{"-events", "-", "-at", "2025-12-31"}
		if party != "" {
			args = append(args, "-party", party)
		}
		var out bytes.Buffer
		if status := run(args, strings.NewReader(both), &out, &out); status != exitOK || !strings.Contains(out.String(), shown) {
			t.Errorf("-party %q: status %d, %.100q, want %q", party, status, out.String(), shown)
		}
	}
}

// TestSeven: the year in the course of a partnership, with what time alone does to it. The last act, October 2, and 180 days are March 31.
func TestSeven(t *testing.T) {
	text := told(t, options{at: endOf(relationship.Must(relationship.ParseDate("2026-03-31")))})
	if !strings.Contains(text, "  as it happened\n    attract →(2025-01-13) establish →(2026-03-31) lost\n") {
		t.Errorf("a prospect that is not heard of is not lost in:\n%s", text)
	}
	if nothing := "Due by 2026-06-29: to churned."; !strings.Contains(text, nothing) {
		t.Errorf("no %q in:\n%s", nothing, text)
	}
	if text := told(t, options{at: endOf(relationship.Must(relationship.ParseDate("2025-12-02")))}); !strings.Contains(text, "Due by 2026-03-02: to dormant.") {
		t.Errorf("January 30 is not within 90 days in:\n%s", text)
	}
	if text := told(t, options{at: endOf(relationship.Must(relationship.ParseDate("2025-02-20")))}); !strings.Contains(text, "Due by 2025-05-21: to lapsing.") {
		t.Errorf("April 21 is not within 90 days in:\n%s", text)
	}
	// On January 22 there was one order, and on February 20 there were two.
	for date, shown := range map[string]bool{"2025-01-22": false, "2025-02-20": true} {
		text := told(t, options{at: endOf(relationship.Must(relationship.ParseDate(date)))})
		if strings.Contains(text, "if an agreement had been signed") != shown {
			t.Errorf("as of %s an agreement with the second order: %v", date, !shown)
		}
	}
}

// TestMissed: what is said to be lacking is a rule that was tried and failed. While a second complaint waits, the answer to the first
// moves nothing, whatever the customer says of it.
func TestMissed(t *testing.T) {
	event := func(kind, id, at, rest string) string {
		return `{"kind":"` + kind + `","id":"` + id + `","at":"` + at + `T09:00:00Z","from":"shop","to":"x","role":"end-consumer",` + rest + "}\n"
	}
	story := event("purchase", "o", "2025-06-01", `"actor":"to","amount":"1.00 EUR"`) +
		event("complaint", "c-1", "2025-06-02", `"actor":"to","severity":1`) +
		event("complaint", "c-2", "2025-06-03", `"actor":"to","severity":1`) +
		event("resolution", "r", "2025-06-04", `"actor":"from","complaint":"c-1","complained_at":"2025-06-02T09:00:00Z","severity":1,"by":"to","recovery":0,"verdict":"dissatisfied"`)
	var out bytes.Buffer
	if status := run([]string{"-events", "-"}, strings.NewReader(story), &out, &out); status != exitOK {
		t.Fatal(&out)
	}
	if want := "complaint stays\n                   another open: another complaint still waits\n                   because [another open]\n\n"; !strings.Contains(out.String(), want) {
		t.Errorf("no %q in\n%s", want, &out)
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
