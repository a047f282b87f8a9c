package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/relationship"
)

var update = flag.Bool("update", false, "write the golden file anew")

// told runs the program on what comes from standard input.
func told(stdin string, args ...string) (status int, stdout, stderr string) {
	var out, faults bytes.Buffer
	status = run(args, strings.NewReader(stdin), &out, &faults)
	return status, out.String(), faults.String()
}

// TestGolden compares the output with what it was when last looked at.
func TestGolden(t *testing.T) {
	status, out, faults := told("")
	if status != exitOK || faults != "" {
		t.Fatalf("status %d, %s", status, faults)
	}
	file := filepath.Join("testdata", "recovery.golden")
	if *update {
		if err := os.WriteFile(file, []byte(out), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), out); diff != "" {
		t.Errorf("not what %s says (-want +got):\n%s", file, diff)
	}
}

// TestStory: the file of the story is in order, and written as the library writes events.
func TestStory(t *testing.T) {
	log, err := relationship.ReadHistory(bytes.NewReader(storyLines))
	if err != nil || log.Len() < 100 {
		t.Fatalf("%d events, %v", log.Len(), err)
	}
	var lines bytes.Buffer
	if err := relationship.EncodeEvents(&lines, log.All()); err != nil || !bytes.Equal(lines.Bytes(), storyLines) {
		t.Errorf("the lines of the story are not in order, or not as they are written: %v", err)
	}
}

// TestOwnStory: a log of one's own is told as the built-in one is, but for the words that introduce that, from a file and from standard
// input, and in whatever order its lines are.
func TestOwnStory(t *testing.T) {
	_, built, _ := told("", "-as-of", "2026-08-09")
	_, own, faults := told("", "-as-of", "2026-08-09", "-events", "story.jsonl")
	const from = "All is read"
	if faults != "" || strings.Contains(own, "roastery sells") || !strings.Contains(built, "roastery sells") {
		t.Fatalf("the introduction stands in %q; %s", own[:200], faults)
	}
	if diff := cmp.Diff(built[strings.Index(built, from):], own[strings.Index(own, from):]); diff != "" {
		t.Errorf("told otherwise (-built in +own):\n%s", diff)
	}
	lines := strings.SplitAfter(string(storyLines), "\n")
	var turned strings.Builder
	for i := range lines {
		turned.WriteString(lines[len(lines)-1-i])
	}
	if _, piped, _ := told(turned.String(), "-as-of", "2026-08-09", "-events", "-"); piped != own {
		t.Error("told otherwise from standard input")
	}
}

// TestAsOf: without -as-of a log of one's own is read as of its last event, and what comes later than the day is left out.
func TestAsOf(t *testing.T) {
	if _, out, _ := told("", "-events", "story.jsonl"); !strings.Contains(out, "All is read as of 2026-08-01") {
		t.Error("not read as of the last event, 2026-08-01")
	}
	_, out, _ := told("", "-as-of", "2026-04-10", "-who", "cleo")
	for _, later := range []string{"promise is broken,", "settle it", "buys for"} {
		if strings.Contains(out, later) {
			t.Errorf("%q is told on 2026-04-10", later)
		}
	}
	if !strings.Contains(out, "There are 7 d left") { // from the end of 10 April to noon of the 17th, 6.5 days, in whole days
		t.Errorf("it is not told that the promise is due on 17 April:\n%s", out)
	}
}

// TestFlags are the exit statuses.
func TestFlags(t *testing.T) {
	order := `{"kind":"purchase","id":"o-1","at":"2026-01-02T09:00:00Z","from":"shop","to":"ada","role":"end-consumer","amount":"1.00 EUR"}`
	supplier := `{"kind":"complaint","id":"c-1","at":"2026-01-02T09:00:00Z","from":"shop","to":"mill","role":"supplier","severity":0.5}`
	byUs := `{"kind":"complaint","id":"c-1","at":"2026-01-02T09:00:00Z","from":"shop","to":"ada","role":"customer","actor":"from","severity":0.5}`
	for _, test := range []struct {
		name, stdin string
		args        []string
		status      int
		says        string
	}{
		{"an unknown flag", "", []string{"-x"}, exitFlags, "-x"},
		{"no day", "", []string{"-as-of", "April"}, exitFlags, "want a day"},
		{"no such day", "", []string{"-as-of", "2026-02-30"}, exitFlags, "want a day"},
		{"no file named", "", []string{"-events", ""}, exitFlags, "want the name of a file"},
		{"nobody named", "", []string{"-who", ""}, exitFlags, "want the id"},
		{"an argument", "", []string{"story.jsonl"}, exitFlags, "-events story.jsonl"},
		{"no such file", "", []string{"-events", "testdata/none"}, exitData, "testdata/none"},
		{"no event", "{}\n", []string{"-events", "-"}, exitData, "line 1"},
		{"nothing", "", []string{"-events", "-"}, exitData, "no customer complains"},
		{"no complaint", order, []string{"-events", "-"}, exitData, "no customer complains"},
		{"a complaint of ours about a supplier", supplier, []string{"-events", "-"}, exitData, "no customer complains"},
		{"a complaint of ours about a customer", byUs, []string{"-events", "-"}, exitData, "no customer complains"},
		{"before the complaint", "", []string{"-as-of", "2026-03-31"}, exitData, "no customer complains"},
		{"somebody else", "", []string{"-who", "dora"}, exitData, `"dora"`},
	} {
		status, stdout, stderr := told(test.stdin, test.args...)
		if status != test.status || !strings.Contains(stderr, test.says) || stdout != "" {
			t.Errorf("%s: status %d, said %q, wrote %q; want %d and %q", test.name, status, stderr, stdout, test.status, test.says)
		}
	}
	if status, stdout, stderr := told("", "-h"); status != exitOK || stdout != usage || stderr != "" {
		t.Errorf("-h: status %d, %q, %q", status, stdout, stderr)
	}
}

// TestBareComplaint: the least that can be told is a complaint, of one that nothing was known of.
func TestBareComplaint(t *testing.T) {
	line := `{"kind":"complaint","id":"c-1","at":"2026-01-02T09:00:00Z","from":"shop","to":"ada","role":"customer","severity":0.5}`
	status, out, faults := told(line, "-events", "-")
	if status != exitOK || !strings.Contains(out, "complained at first sight") || !strings.Contains(out, "complains of something") {
		t.Errorf("status %d, %s\n%s", status, faults, out)
	}
}

// TestMany: six customers are shown, the others counted.
func TestMany(t *testing.T) {
	var lines strings.Builder
	for _, name := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		lines.WriteString(`{"kind":"complaint","id":"` + name + `-1","at":"2026-01-02T09:00:00Z","from":"shop","to":"` + name + `","role":"customer","severity":0.5}` + "\n")
	}
	_, out, _ := told(lines.String(), "-events", "-")
	if !strings.Contains(out, "a, b, c, d, e and f.") || !strings.Contains(out, "There are 2 more") {
		t.Errorf("who is shown:\n%s", out)
	}
	if _, out, _ := told(lines.String(), "-events", "-", "-who", "h"); !strings.Contains(out, "Who complained: h.") {
		t.Errorf("h is not shown:\n%s", out)
	}
}

// TestLongStory: of one customer 40 rows are shown, and the others counted.
func TestLongStory(t *testing.T) {
	var lines strings.Builder
	for n := range 100 {
		lines.WriteString(fmt.Sprintf(`{"kind":"complaint","id":"c-%02d","at":"2026-01-02T09:%02d:%02dZ","from":"shop","to":"ada","role":"customer","severity":0.5}`+"\n", n, n/60, n%60))
	}
	_, out, _ := told(lines.String(), "-events", "-")
	if n := strings.Count(out, "ada complains of"); n != 40 || !strings.Contains(out, "(and 60 more)") {
		t.Errorf("%d rows:\n%s", n, out)
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

var errFull = errors.New("no room")

func TestWriteError(t *testing.T) {
	var faults bytes.Buffer
	if status := run(nil, nil, full{}, &faults); status != exitData || !strings.Contains(faults.String(), "no room") {
		t.Errorf("status %d, %q", status, faults.String())
	}
}
