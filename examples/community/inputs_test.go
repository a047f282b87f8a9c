package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRefused are the exit statuses, and that the message says what is wrong and where.
func TestRefused(t *testing.T) {
	joined := `{"kind":"consent-given","id":"c-1","at":"2026-01-02T09:00:00Z","from":"page","to":"ada","role":"customer","channel":"social"}` + "\n"
	order := func(id, amount string) string {
		return `{"kind":"purchase","id":"` + id + `","at":"2026-01-03T09:00:00Z","from":"shop","to":"ada","role":"customer","amount":"` + amount + `"}` + "\n"
	}
	damaged := strings.Replace(string(storyLines), `"value":4`, `"value":9`, 1)
	line := "line " + lineNumber(string(storyLines), `"value":4`)
	for _, test := range []struct {
		name, stdin string
		args        []string
		status      int
		says        string
	}{
		{"an unknown flag", "", []string{"-x"}, exitFlags, "-x"},
		{"an argument", "", []string{"story.jsonl"}, exitFlags, "-events story.jsonl"},
		{"no day", "", []string{"-as-of", "April"}, exitFlags, "want a day"},
		{"no such day", "", []string{"-as-of", "2026-02-30"}, exitFlags, "want a day"},
		{"no file named", "", []string{"-events", ""}, exitFlags, "want the name of a file"},
		{"no register named", "", []string{"-events", "story.jsonl", "-register", ""}, exitFlags, "want the name of a file"},
		{"a register of the built-in story", "", []string{"-register", "register.json"}, exitFlags, "give -events too"},
		{"a register from standard input", "", []string{"-events", "story.jsonl", "-register", "-"}, exitFlags, "want the name of a file"},
		{"no margin", "", []string{"-margin", "0"}, exitFlags, "0.01 to 1"},
		{"more than all", "", []string{"-margin", "1.01"}, exitFlags, "0.01 to 1"},
		{"no number", "", []string{"-margin", "NaN"}, exitFlags, "0.01 to 1"},
		{"a letter that pays", "", []string{"-touch", "-0.10"}, exitFlags, "want an amount"},
		{"no amount", "", []string{"-touch", "cheap"}, exitFlags, "want an amount"},
		{"a cap below none", "", []string{"-cap", "-1"}, exitFlags, "0 to 1000"},
		{"a broken cap", "", []string{"-cap", "1.5"}, exitFlags, "0 to 1000"},
		{"no such file", "", []string{"-events", "testdata/none"}, exitData, "testdata/none"},
		{"no such register", joined, []string{"-events", "-", "-register", "testdata/none"}, exitData, "testdata/none"},
		{"no event", "{}\n", []string{"-events", "-"}, exitData, "line 1"},
		{"a rating beyond its scale", damaged, []string{"-events", "-"}, exitData, line},
		{"nothing", "", []string{"-events", "-"}, exitData, "nobody is a member"},
		{"no member", order("o-1", "1.00 EUR"), []string{"-events", "-"}, exitData, "nobody is a member"},
		{"before anybody joined", "", []string{"-as-of", "2025-08-31"}, exitData, "nobody is a member"},
		{"two currencies", joined + order("o-1", "1.00 EUR") + order("o-2", "1.00 USD"), []string{"-events", "-"}, exitData, "USD"},
	} {
		status, stdout, stderr := told(test.stdin, test.args...)
		if status != test.status || !strings.Contains(stderr, test.says) || stdout != "" {
			t.Errorf("%s: status %d, said %q, wrote %q; want %d and %q", test.name, status, stderr, stdout, test.status, test.says)
		}
		if !strings.HasPrefix(stderr, "community: ") {
			t.Errorf("%s: %q does not begin with the name of the program", test.name, stderr)
		}
	}
	if status, stdout, stderr := told("", "-h"); status != exitOK || stdout != usage || stderr != "" {
		t.Errorf("-h: status %d, %q, %q", status, stdout, stderr)
	}
}

// lineNumber counts the lines up to a text.
func lineNumber(text, what string) string {
	before, _, _ := strings.Cut(text, what)
	n := strings.Count(before, "\n") + 1
	digits := ""
	for ; n > 0; n /= 10 {
		digits = string(rune('0'+n%10)) + digits
	}
	return digits
}

// TestRegisterRefused: a damaged register is refused with the line of its first fault, or with the name of what it says wrongly.
func TestRegisterRefused(t *testing.T) {
	good := string(registerText)
	for _, test := range []struct{ name, text, says string }{
		{"nothing", "", "line 1"},
		{"a list", "[]", "line 1"},
		{"a field that there is not", "{\n\"visit\": []}", `line 2: unknown field "visit"`},
		{"a field of a visit that there is not", "{\"visits\": [\n{\"member\": \"ada\", \"recognized\": true}]}", "line 2"},
		{"no list", "{\n\n\"ties\": {}}", "line 3"},
		{"cut off", good[:len(good)/2], "line "},
		{"two of them", good + "{}", "more than one JSON value"},
		{"a tie beyond liking", strings.Replace(good, `"strength":0.9`, `"strength":1.9`, 1), "line " + lineNumber(good, `"strength":0.9`)},
		{"a desire that nobody has", strings.Replace(good, `"desire":"valued"`, `"desire":"rich"`, 1), "line " + lineNumber(good, `"desire":"valued"`)},
		{"a score of percents", strings.Replace(good, `"score":0.6`, `"score":60`, 1), "answers[0].Score"},
		{"a short sheet", `{"sheets": [{"expected": [7], "perceived": [6]}]}`, "sheet 1: 1 answers"},
		{"an answer of 8", strings.Replace(good, `"perceived":[`, `"perceived":[8`, 1), "sheet 1"},
		{"an ideal of two words", strings.Replace(good, "zero-waste", "zero waste", 1), "ours[1]"},
		{"a rating of a rival beyond its scale", strings.Replace(good, `"high":10`, `"high":8`, 1), "rivals of jana"},
		{"two currencies", strings.Replace(good, `"currency":"EUR"`, `"currency":"USD"`, 1), "USD"},
	} {
		file := filepath.Join(t.TempDir(), "own.json")
		if err := os.WriteFile(file, []byte(test.text), 0o644); err != nil {
			t.Fatal(err)
		}
		if test.text == good {
			t.Errorf("%s: nothing is damaged", test.name)
		}
		status, stdout, stderr := told("", "-events", "story.jsonl", "-register", file)
		if status != exitData || !strings.Contains(stderr, test.says) || stdout != "" {
			t.Errorf("%s: status %d, said %q; want %q", test.name, status, stderr, test.says)
		}
	}
}
