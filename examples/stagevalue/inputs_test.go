package main

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// event writes one event of a customer.
func event(kind, id, at, rest string) string {
	customer, _, _ := strings.Cut(id, "-")
	return `{"kind":"` + kind + `","id":"` + id + `","at":"` + at + `Z","from":"shop","to":"` + customer + `","role":"end-consumer",` + rest + "}\n"
}

func TestRefused(t *testing.T) {
	order := event("purchase", "x-1", "2025-01-10T09:00:00", `"actor":"to","amount":"1.00 EUR"`)
	later := event("contact", "x-2", "2025-06-10T09:00:00", `"actor":"from","channel":"mail","purpose":"offer"`)
	yen := event("purchase", "x-3", "2025-02-11T09:00:00", `"actor":"to","amount":"1 JPY"`)
	twice := event("purchase", "x-4", "2025-02-12T09:00:00", `"actor":"to","amount":"1.00 EUR"`)
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
		{"few customers", []string{"-customers", "99"}, "", exitFlags, "from 100 to 5000"},
		{"no number of customers", []string{"-customers", "many"}, "", exitFlags, "-customers"},
		{"more than all", []string{"-margin", "1.01"}, "", exitFlags, "from 0 to 1"},
		{"no number", []string{"-margin", "NaN"}, "", exitFlags, "-margin"},
		{"minus nothing", []string{"-margin", "-0"}, "", exitFlags, "-margin"},
		{"a rate without end", []string{"-rate", "Inf"}, "", exitFlags, "-rate"},
		{"a rate below nothing", []string{"-rate", "-0.1"}, "", exitFlags, "-rate"},
		{"no horizon", []string{"-horizon", "0"}, "", exitFlags, "-horizon"},
		{"letters that pay", []string{"-contact", "-1"}, "", exitFlags, "-contact"},
		{"no lives", []string{"-lives", "0"}, "", exitFlags, "-lives"},
		{"no date", []string{"-events", "-", "-from", "soon"}, "", exitFlags, "soon"},
		{"no day of the calendar", []string{"-events", "-", "-until", "2025-02-29"}, "", exitFlags, "2025-02-29"},
		{"backwards", []string{"-events", "-", "-from", "2025-02-01", "-until", "2025-02-01"}, "", exitFlags, "want a date after"},
		{"a window of the made-up base", []string{"-from", "2025-02-01"}, "", exitFlags, "give -events too"},
		{"no file", []string{"-events", filepath.Join("testdata", "none.jsonl")}, "", exitData, "none.jsonl"},
		{"no JSON", []string{"-events", "-"}, "once upon a time\n", exitData, "line 1"},
		{"nothing", []string{"-events", "-"}, "", exitData, "no event in the log"},
		{"less than a month", []string{"-events", "-"}, order, exitData, "no whole month"},
		{"nobody in the window", []string{"-events", "-", "-from", "2024-01-01", "-until", "2024-06-01"}, order, exitData, "no customer of the log"},
		{"one customer", []string{"-events", "-"}, order + later, exitData, "in no stage that can be left did 24 months begin"},
		{"two currencies in a month", []string{"-events", "-"}, yen + twice + order + later, exitData, "JPY"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out, log bytes.Buffer
			status := run(tt.args, strings.NewReader(tt.stdin), &out, &log)
			if status != tt.status || !strings.Contains(log.String(), tt.says) || out.Len() > 0 {
				t.Errorf("status %d, %q on standard error, %d bytes on standard output; want %d and %q", status, &log, out.Len(), tt.status, tt.says)
			}
			if !strings.HasPrefix(log.String(), "stagevalue: ") {
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

// TestNobodyEnds: in a log of customers of whom none ever left there is nothing to compute an end from, and that is an error with words.
func TestNobodyEnds(t *testing.T) {
	log := ""
	for i := range 60 {
		customer := fmt.Sprint("c", i)
		for _, month := range []string{"01", "02", "03", "04", "05", "06", "07", "08"} {
			log += event("purchase", customer+"-"+month, "2025-"+month+"-15T09:00:00", `"actor":"to","amount":"1.00 EUR"`)
		}
	}
	var out, errs bytes.Buffer
	if status := run([]string{"-events", "-"}, strings.NewReader(log), &out, &errs); status != exitData || out.Len() > 0 || !strings.Contains(errs.String(), "bonding") {
		t.Errorf("status %d, %s, %s", status, &out, &errs)
	}
}
