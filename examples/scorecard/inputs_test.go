package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
)

func TestRefused(t *testing.T) {
	const order = `{"kind":"purchase","id":"x-1","at":"2025-01-10T09:00:00Z","from":"farm","to":"x","role":"end-consumer","actor":"to","amount":"1.00 EUR"}` + "\n"
	own := func(more ...string) []string {
		return append([]string{"-events", "-", "-as-of", "2026-01-01"}, more...)
	}
	for _, tt := range []struct {
		name   string
		args   []string
		stdin  string
		status int
		says   string
	}{
		{"an unknown flag", []string{"-sead", "1"}, "", exitFlags, "-sead"},
		{"an argument", []string{"own.jsonl"}, "", exitFlags, `unexpected argument "own.jsonl"`},
		{"a negative seed", []string{"-seed", "-1"}, "", exitFlags, "-seed"},
		{"few customers", []string{"-customers", "199"}, "", exitFlags, "from 200 to 20000"},
		{"no number of customers", []string{"-customers", "many"}, "", exitFlags, "-customers"},
		{"no date", []string{"-events", "-", "-as-of", "soon"}, "", exitFlags, "soon"},
		{"a day of the made-up base", []string{"-as-of", "2026-01-01"}, "", exitFlags, "give -events too"},
		{"a log without a day", []string{"-events", "-"}, "", exitFlags, "-events needs -as-of"},
		{"one card", []string{"-card", "cards/draft.json"}, "", exitFlags, "-card needs -other"},
		{"no card", []string{"-other", filepath.Join("testdata", "none.json")}, "", exitData, "none.json"},
		{"no JSON of a card", []string{"-other", "main.go"}, "", exitData, "main.go"},
		{"a card with faults", []string{"-other", "cards/draft.json"}, "", exitData, "factors[1].weight is -1"},
		{"no file", []string{"-events", filepath.Join("testdata", "none.jsonl"), "-as-of", "2026-01-01"}, "", exitData, "none.jsonl"},
		{"no JSON", own(), order + "once upon a time\n", exitData, "line 2"},
		{"nothing", own(), "", exitData, "nobody in the log"},
		{"nobody yet", []string{"-events", "-", "-as-of", "2025-01-01"}, order, exitData, "nobody in the log"},
		{"one order", own(), order, exitData, "no course can be told"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out, log bytes.Buffer
			status := run(tt.args, strings.NewReader(tt.stdin), &out, &log)
			if status != tt.status || !strings.Contains(log.String(), tt.says) || out.Len() > 0 {
				t.Errorf("status %d, %q on standard error, %d bytes on standard output; want %d and %q", status, &log, out.Len(), tt.status, tt.says)
			}
			if !strings.HasPrefix(log.String(), "scorecard: ") {
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
}
