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

var update = flag.Bool("update", false, "write the golden files anew")

// told runs the program on what comes from standard input.
func told(stdin string, args ...string) (status int, stdout, stderr string) {
	var out, faults bytes.Buffer
	status = run(args, strings.NewReader(stdin), &out, &faults)
	return status, out.String(), faults.String()
}

// golden compares a text with what it was when last looked at.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("not what %s says (-want +got):\n%s", file, diff)
	}
}

func TestGolden(t *testing.T) {
	status, out, faults := told("")
	if status != exitOK || faults != "" {
		t.Fatalf("status %d, %s", status, faults)
	}
	golden(t, "suppliers.golden", out)
}

// TestStory: the file of events is in order, and written as the library writes events.
func TestStory(t *testing.T) {
	log, err := relationship.ReadHistory(bytes.NewReader(eventLines))
	if err != nil || log.Len() < 300 {
		t.Fatalf("%d events, %v", log.Len(), err)
	}
	var lines bytes.Buffer
	if err := relationship.EncodeEvents(&lines, log.All()); err != nil || !bytes.Equal(lines.Bytes(), eventLines) {
		t.Errorf("the events are not in order, or not as they are written: %v", err)
	}
}

// TestOwn: a table and a log of one's own are told as the built-in ones, from files and from standard input, and in whatever order the events
// are.
func TestOwn(t *testing.T) {
	_, built, _ := told("")
	_, own, faults := told("", "-as-of", "2026-06-30", "-suppliers", "suppliers.csv", "-events", "events.jsonl")
	const from = "1. Who"
	if faults != "" || strings.Contains(own, "hazelnut cream") || !strings.Contains(built, "hazelnut cream") {
		t.Fatalf("the introduction stands in the wrong one: %s", faults)
	}
	if diff := cmp.Diff(built[strings.Index(built, from):], own[strings.Index(own, from):]); diff != "" {
		t.Errorf("told otherwise (-built in +own):\n%s", diff)
	}
	lines := strings.SplitAfter(string(eventLines), "\n")
	var turned strings.Builder
	for i := range lines {
		turned.WriteString(lines[len(lines)-1-i])
	}
	if _, piped, _ := told(turned.String(), "-as-of", "2026-06-30", "-suppliers", "suppliers.csv", "-events", "-"); piped != own {
		t.Error("told otherwise from standard input")
	}
	if _, last, _ := told("", "-suppliers", "suppliers.csv", "-events", "events.jsonl"); !strings.Contains(last, "as of 2026-06-16") {
		t.Error("a log of one's own is not read as of its last event, 2026-06-16")
	}
}

// TestAsOf: what comes later is left out, and long after the end the questions are open again, but for what holds.
func TestAsOf(t *testing.T) {
	b := opened(t, "-as-of", "2025-12-31")
	if n := b.seen("lampo"); n != 0 || b.seen("avellana") == 0 {
		t.Errorf("%d events of lampo, whose first is in May 2026", n)
	}
	b = opened(t, "-as-of", "2046-06-30")
	for _, l := range b.results["etiketta"].Lines() {
		if l.Factor == "on-time" && !l.Missing {
			t.Errorf("deliveries of twenty years ago count: %+v", l)
		}
	}
}

// TestOneSupplier: the least that can be told is of one supplier without an event.
func TestOneSupplier(t *testing.T) {
	table := written(t, "supplier,spend,margin_at_stake,impact: cost x1,risk: sources x1\nada,1.00 EUR,2.00 EUR,4999,5000\n")
	status, out, faults := told("", "-suppliers", table, "-events", "-", "-as-of", "2026-01-31")
	if status != exitOK {
		t.Fatal(faults)
	}
	for _, there := range []string{"1 supplier, 0 candidates and 0 events", "No candidates are in the table", "bottleneck, ada (below target)",
		"ada  ", "unrated", "leverage, nobody", "strategic with cost 5000"} {
		if !strings.Contains(out, there) {
			t.Errorf("%q is not told in:\n%s", there, out)
		}
	}
}

// TestMany: hundreds in one place are told and drawn; those for whom there are no letters left have a dot.
func TestMany(t *testing.T) {
	var table strings.Builder
	table.WriteString("supplier,spend,margin_at_stake,impact: cost x1,risk: sources x1\n")
	for i := range 300 {
		table.WriteString("a supplier of a long name " + number(i+1) + ",1.00 EUR,2.00 EUR,9999,9999\n")
	}
	status, out, faults := told("", "-suppliers", written(t, table.String()), "-events", "-", "-as-of", "2026-01-31", "-svg", t.TempDir())
	if status != exitOK || !strings.Contains(out, "  Z  a supplier of a lon…") || !strings.Contains(out, "  •  a supplier of a lon…") {
		t.Errorf("status %d, %s\n%s", status, faults, out)
	}
}

// TestStrangers: who is in the log and not in the table is named, once.
func TestStrangers(t *testing.T) {
	line := func(id, role string) string {
		return `{"kind":"contact","id":"` + id + `","at":"2026-01-02T09:00:00Z","from":"us","to":"zoe","role":"` + role + `","actor":"to","channel":"phone","purpose":"offer"}` + "\n"
	}
	_, out, _ := told(line("1", "supplier")+line("2", "contractor"), "-suppliers", "suppliers.csv", "-events", "-")
	if !strings.Contains(out, "left out: zoe.") {
		t.Error("zoe is not named")
	}
}

// TestFlags: each flag changes what it says.
func TestFlags(t *testing.T) {
	for _, test := range []struct{ args, says string }{
		{"-target 0", "Without a rank: avellana (no gap)"},
		{"-weights 0,0,0,1", "cacaomar (no weight)"},
		{"-impact 4000", "e  carrex      5500  2000 =  4333 ( +333)   2000  1500  3000 =  2000 (-3000)  leverage"},
		// 26500/6 is 4416⅔, which is shown as 4417 and lies below it: the class is decided before anything is rounded.
		{"-risk 4417", "d  vetrofin    5500  6500 =  5833 ( +833)   4500  5000  3000 =  4417 (   +0)  leverage"},
		{"-risk 4416", "d  vetrofin    5500  6500 =  5833 ( +833)   4500  5000  3000 =  4417 (   +1)  strategic"},
	} {
		status, out, faults := told("", strings.Fields(test.args)...)
		if status != exitOK || !strings.Contains(out, test.says) {
			t.Errorf("%s: status %d, %s; want %q in:\n%s", test.args, status, faults, test.says, out)
		}
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

// opened reads the built-in year.
func opened(t *testing.T, args ...string) *base {
	t.Helper()
	opt, err := parseFlags(args)
	if err != nil {
		t.Fatal(err)
	}
	b, err := open(opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// written is a file that holds a text.
func written(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "own")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}
