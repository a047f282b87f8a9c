package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRefused(t *testing.T) {
	damaged := filepath.Join(t.TempDir(), "damaged.jsonl")
	if err := os.WriteFile(damaged, []byte("{}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		args   []string
		stdin  string
		status int
		says   string
	}{
		{"an unknown flag", []string{"-sit"}, "", exitFlags, "-sit"},
		{"an argument", []string{"story.jsonl"}, "", exitFlags, `unexpected argument "story.jsonl"`},
		{"no date", []string{"-at", "soon"}, "", exitFlags, "soon"},
		{"an instant", []string{"-at", "2025-01-01T00:00:00Z"}, "", exitFlags, "-at"},
		{"no day of the calendar", []string{"-at", "2025-02-29"}, "", exitFlags, "2025-02-29"},
		{"nobody", []string{"-party", ""}, "", exitFlags, "want the id of a party"},
		{"two drawings", []string{"-dot", "-mermaid"}, "", exitFlags, "one drawing at a time"},
		{"no file", []string{"-events", filepath.Join("testdata", "none.jsonl")}, "", exitData, "none.jsonl"},
		{"a damaged story", []string{"-events", damaged}, "", exitData, "line 1: event JSON: kind"},
		{"no JSON", []string{"-events", "-"}, "once upon a time\n", exitData, "line 1"},
		{"nothing", []string{"-events", "-"}, "", exitData, "no event of a customer in the story"},
		{"a supplier", []string{"-events", "-"}, strings.ReplaceAll(string(storyLines), `"end-consumer"`, `"supplier"`), exitData, "no event of a customer"},
		{"a stranger", []string{"-party", "bert"}, "", exitData, "-party"},
		{"before the beginning", []string{"-at", "2025-01-07"}, "", exitData, "no event of mara up to 2025-01-07"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out, log bytes.Buffer
			status := run(tt.args, strings.NewReader(tt.stdin), &out, &log)
			if status != tt.status || !strings.Contains(log.String(), tt.says) || out.Len() > 0 {
				t.Errorf("status %d, %q on standard error, %d bytes on standard output; want %d and %q", status, &log, out.Len(), tt.status, tt.says)
			}
			if !strings.HasPrefix(log.String(), "lifecycle: ") {
				t.Errorf("%q does not begin with the name of the program", &log)
			}
		})
	}
}

// TestHelp: help is no error.
func TestHelp(t *testing.T) {
	var out, log bytes.Buffer
	if status := run([]string{"-h"}, nil, &out, &log); status != exitOK || out.String() != usage || log.Len() > 0 {
		t.Errorf("status %d, %q, %q", status, &out, &log)
	}
	for name := range drawings() {
		if !strings.Contains(usage, "-"+name+" ") {
			t.Errorf("-%s is not in the usage", name)
		}
	}
}

// TestOddStories: what no shop would tell is told as well as it can be, and nothing in it is an error or breaks a table.
func TestOddStories(t *testing.T) {
	event := func(kind, id, at, rest string) string {
		return `{"kind":"` + kind + `","id":"` + id + `","at":"` + at + `","from":"shop","to":"x","role":"end-consumer",` + rest + "}\n"
	}
	mail := event("contact", "m", "2025-01-01T00:00:00Z", `"actor":"from","channel":"mail","purpose":"offer"`)
	order := event("purchase", "o", "2025-06-01T00:00:00Z", `"actor":"to","amount":"1.00 EUR"`)
	for _, tt := range []struct {
		name, story, shows string
		args               []string
	}{
		{"one letter", mail, `stage "discovery"`, nil},
		{"one letter, long ago", mail, `stage "lost"`, []string{"-at", "2090-01-01"}},
		{"one order", order, `stage "purchase"`, nil},
		{"closed at once", order + event("party-closed", "p", "2025-06-01T00:00:00Z", `"actor":"from"`), "nobody leaves this stage", nil},
		{"a letter an age before", event("contact", "m", "0002-01-01T00:00:00Z", `"actor":"from","channel":"mail","purpose":"offer"`) + order, `stage "purchase"`, nil},
		{"all at one instant", order + strings.ReplaceAll(order, `"id":"o"`, `"id":"o-2"`), `stage "experience"`, nil},
		{"an id that the tutorial uses", strings.ReplaceAll(order, `"id":"o"`, `"id":"win-back"`) + strings.ReplaceAll(order, `"id":"o"`, `"id":"found-later"`), `stage "experience"`, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, draw := range []string{"", "-table", "-dot", "-mermaid"} {
				args := append([]string{"-events", "-"}, tt.args...)
				shows := tt.shows
				if draw != "" {
					args, shows = append(args, draw), ""
				}
				var out, log bytes.Buffer
				if status := run(args, strings.NewReader(tt.story), &out, &log); status != exitOK || !strings.Contains(out.String(), shows) {
					t.Errorf("%s: status %d, %s, want %q in:\n%s", draw, status, &log, shows, &out)
				}
				if draw == "-mermaid" && tt.name == "closed at once" && !strings.Contains(out.String(), "as s13\n") {
					t.Errorf("the stage of the customer is not drawn:\n%s", &out)
				}
				if strings.Contains(out.String(), "%!") || strings.Contains(out.String(), "NaN") {
					t.Errorf("%s: a verb without a value, or no number, in:\n%s", draw, &out)
				}
			}
		})
	}
}
