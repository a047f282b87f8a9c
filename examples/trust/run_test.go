package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

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
	file := filepath.Join("testdata", "trust.golden")
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
	for line := range strings.Lines(out) {
		if line = strings.TrimSuffix(line, "\n"); utf8.RuneCountInString(line) > wide+10 || strings.TrimRight(line, " ") != line {
			t.Errorf("a line is too long, or ends with a space: %q", line)
		}
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

// TestOwnStory: a log of one's own is told as the built-in one is, but for the introduction, from a file and from standard input, and in
// whatever order its lines are.
func TestOwnStory(t *testing.T) {
	const from = "Looked at is"
	_, built, _ := told("")
	args := []string{"-as-of", "2026-06-30", "-one-thing"}
	status, own, faults := told("", append(args, "-events", "story.jsonl")...)
	if status != exitOK || strings.Contains(own, "makes bicycles") || !strings.Contains(built, "makes bicycles") {
		t.Fatalf("status %d, %s", status, faults)
	}
	if diff := cmp.Diff(built[strings.Index(built, from):], own[strings.Index(own, from):]); diff != "" {
		t.Errorf("told otherwise (-built in +own):\n%s", diff)
	}
	lines := strings.SplitAfter(string(storyLines), "\n")
	var turned strings.Builder
	for i := range lines {
		turned.WriteString(lines[len(lines)-1-i])
	}
	if _, piped, _ := told(turned.String(), append(args, "-events", "-")...); piped != own {
		t.Error("told otherwise from standard input")
	}
	if _, unlike, _ := told("", "-events", "story.jsonl"); strings.Contains(unlike, "Steadiness of prices") ||
		!strings.Contains(unlike, "as of 2026-06-26") { // that of the last event
		t.Error("amounts of orders are taken for prices unasked, or not read as of the last event")
	}
}

// TestSituations: the report holds together whoever is looked at, and whenever.
func TestSituations(t *testing.T) {
	for _, test := range []struct {
		args []string
		says []string
		not  []string
	}{
		{[]string{"-who", "rim"}, []string{"band unrated", "never changes", "low-coverage (0.50)"}, []string{"OVERDUE", "makes bicycles"}},
		{[]string{"-who", "cog"}, []string{"Looked at is cog", "on-time, of a newcomer"}, []string{"Median lateness"}},
		{[]string{"-as-of", "2026-03-31"}, []string{"the columns sum", "coating"}, []string{"OVERDUE", "weigh double", "without it"}},
		{[]string{"-as-of", "2025-01-09"}, []string{"unrated"}, []string{"Median lateness"}},
		{[]string{"-as-of", "2026-06-17"}, []string{"buffer-stock"}, []string{"OVERDUE"}}, // in its grace
		{[]string{"-as-of", "2026-06-19"}, []string{"OVERDUE, 27 h past"}, nil},           // 27 h after 18 June at 9
	} {
		status, out, faults := told("", test.args...)
		if status != exitOK {
			t.Errorf("%v: status %d, %s", test.args, status, faults)
		}
		for _, s := range test.says {
			if !strings.Contains(strings.ToLower(out), strings.ToLower(s)) {
				t.Errorf("%v: %q is not told", test.args, s)
			}
		}
		for _, s := range test.not {
			if strings.Contains(out, s) {
				t.Errorf("%v: %q is told", test.args, s)
			}
		}
	}
}

// TestRefused are the wrong flags, and logs that cannot be told.
func TestRefused(t *testing.T) {
	good := strings.SplitAfter(string(storyLines), "\n")
	damaged := good[0] + good[1] + strings.Replace(good[2], `"kind"`, `"kin"`, 1) + good[3]
	customer := `{"kind":"purchase","id":"o-1","at":"2026-01-02T09:00:00Z","from":"shop","to":"ada","role":"end-consumer","amount":"1.00 EUR"}`
	staff := `{"kind":"rating","id":"staff-1","at":"2026-01-02T09:00:00Z","from":"us","to":"x","role":"supplier","actor":"from","about":"price","value":1,"low":0,"high":1}`
	twice := good[0] + strings.Replace(good[0], "0.8", "0.9", 1)
	for _, test := range []struct {
		name, stdin string
		args        []string
		status      int
		says        string
	}{
		{"an unknown flag", "", []string{"-x"}, exitFlags, "-x"},
		{"no day", "", []string{"-as-of", "June"}, exitFlags, "want a day"},
		{"no such day", "", []string{"-as-of", "2026-02-30"}, exitFlags, "want a day"},
		{"no file named", "", []string{"-events", ""}, exitFlags, "want the name of a file"},
		{"nobody named", "", []string{"-who", ""}, exitFlags, "want the id"},
		{"an argument", "", []string{"story.jsonl"}, exitFlags, "-events story.jsonl"},
		{"not yes or no", "", []string{"-one-thing=3"}, exitFlags, "one-thing"},
		{"no such file", "", []string{"-events", "testdata/none"}, exitData, "testdata/none"},
		{"no event", "{}\n", []string{"-events", "-"}, exitData, "line 1"},
		{"a damaged line", damaged, []string{"-events", "-"}, exitData, "line 3"},
		{"a line cut off", good[0] + good[1][:40], []string{"-events", "-"}, exitData, "line 2"},
		{"one id for two events", twice, []string{"-events", "-"}, exitData, "ag-1"},
		{"nothing", "", []string{"-events", "-"}, exitData, "no supplier"},
		{"no supplier", customer, []string{"-events", "-"}, exitData, "no supplier"},
		{"nobody of that name", "", []string{"-who", "axle"}, exitData, `no supplier "axle"`},
		{"before the first event", "", []string{"-as-of", "2024-12-31"}, exitData, "no supplier"},
		{"staff rated on prices", staff, []string{"-events", "-"}, exitData, "staff-1"},
	} {
		status, out, faults := told(test.stdin, test.args...)
		if status != test.status || !strings.Contains(faults, test.says) {
			t.Errorf("%s: status %d, want %d; it says %q, want %q in it", test.name, status, test.status, faults, test.says)
		}
		if test.status == exitFlags && out != "" {
			t.Errorf("%s: it tells %q", test.name, out)
		}
	}
	if status, out, _ := told("", "-h"); status != exitOK || out != usage {
		t.Errorf("-h: status %d, %q", status, out)
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no room") }

// TestFull: what cannot be written is no success.
func TestFull(t *testing.T) {
	var faults bytes.Buffer
	if status := run(nil, strings.NewReader(""), full{}, &faults); status != exitData || !strings.Contains(faults.String(), "no room") {
		t.Errorf("status %d, %s", status, faults.String())
	}
}
