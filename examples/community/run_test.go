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
	file := filepath.Join("testdata", "community.golden")
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
	if err != nil || log.Len() < 500 {
		t.Fatalf("%d events, %v", log.Len(), err)
	}
	var lines bytes.Buffer
	if err := relationship.EncodeEvents(&lines, log.All()); err != nil || !bytes.Equal(lines.Bytes(), storyLines) {
		t.Errorf("the lines of the story are not in order, or not as they are written: %v", err)
	}
}

// TestOwnStory: a log and a register of one's own are told as the built-in ones are, but for the words that introduce those, from a file and
// from standard input, and in whatever order the lines are.
func TestOwnStory(t *testing.T) {
	_, built, _ := told("", "-as-of", "2026-06-30")
	_, own, faults := told("", "-as-of", "2026-06-30", "-events", "story.jsonl", "-register", "register.json")
	const from = "1. Life"
	if faults != "" || strings.Contains(own, "Two coffee shops") || !strings.Contains(built, "Two coffee shops") {
		t.Fatalf("the introduction stands in the wrong one: %s", faults)
	}
	if diff := cmp.Diff(built[strings.Index(built, from):], own[strings.Index(own, from):]); diff != "" {
		t.Errorf("told otherwise (-built in +own):\n%s", diff)
	}
	lines := strings.SplitAfter(string(storyLines), "\n")
	var turned strings.Builder
	for i := range lines {
		turned.WriteString(lines[len(lines)-1-i])
	}
	if _, piped, _ := told(turned.String(), "-as-of", "2026-06-30", "-events", "-", "-register", "register.json"); piped != own {
		t.Error("told otherwise from standard input")
	}
}

// TestWithoutRegister: of what no event holds nothing is said, and everything else as before.
func TestWithoutRegister(t *testing.T) {
	status, out, faults := told("", "-events", "story.jsonl", "-as-of", "2026-06-30")
	if status != exitOK {
		t.Fatal(faults)
	}
	for _, absent := range []string{"SERVQUAL", "recognition", "good-deals", "partnership with", "gives us", "emil !"} {
		if strings.Contains(out, absent) {
			t.Errorf("%q is told without a register", absent)
		}
	}
	for _, there := range []string{"13 of 20", "+100", "retention", "emil    0.58"} {
		if !strings.Contains(out, there) {
			t.Errorf("%q is not told without a register", there)
		}
	}
}

// TestAsOf: what comes later than the day is left out, and long after the end all that fades is gone.
func TestAsOf(t *testing.T) {
	if _, out, _ := told("", "-events", "story.jsonl"); !strings.Contains(out, "2025-12-29 to 2026-06-29") {
		t.Error("a log of one's own is not read as of its last event, 2026-06-29")
	}
	_, out, _ := told("", "-as-of", "2026-03-31")
	for _, later := range []string{"pia ", "quin ", "zoe", "yara"} {
		if strings.Contains(out, later) {
			t.Errorf("%q is told on 2026-03-31", later)
		}
	}
	if status, out, faults := told("", "-as-of", "2036-06-30"); status != exitOK || !strings.Contains(out, "now 0.0, 0.00 a member") {
		t.Errorf("status %d, %s\n%s", status, faults, out)
	}
	if status, _, faults := told("", "-as-of", "2025-09-02"); status != exitOK {
		t.Errorf("with a single member: status %d, %s", status, faults)
	}
}

// TestOneMember: the least that can be told is that somebody joined.
func TestOneMember(t *testing.T) {
	line := `{"kind":"consent-given","id":"c-1","at":"2026-01-02T09:00:00Z","from":"page","to":"ada","role":"customer","channel":"social"}`
	status, out, faults := told(line, "-events", "-")
	if status != exitOK || !strings.Contains(out, "Nobody said anything.") || !strings.Contains(out, "0 of 1, 0 %") {
		t.Errorf("status %d, %s\n%s", status, faults, out)
	}
}

// TestMany: twenty members have a row, the others are counted.
func TestMany(t *testing.T) {
	var lines strings.Builder
	for i := range 23 {
		id := string(rune('a' + i))
		lines.WriteString(`{"kind":"consent-given","id":"` + id + `-1","at":"2026-01-02T09:00:00Z","from":"page","to":"` + id + `","role":"customer","channel":"social"}` + "\n")
	}
	_, out, _ := told(lines.String(), "-events", "-")
	if n := strings.Count(out, "none ?"); n != 20 || !strings.Contains(out, "(and 3 more)") {
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
