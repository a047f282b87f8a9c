package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the list of the made-up shop and the golden files anew")

// output returns what the program prints.
func output(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	var out, log bytes.Buffer
	if status := run(args, strings.NewReader(stdin), &out, &log); status != exitOK || log.Len() > 0 {
		t.Fatalf("%v: status %d, %s", args, status, &log)
	}
	return out.String()
}

// golden compares a text with what it was when last looked at.
func golden(t *testing.T, name, text string) {
	t.Helper()
	file := filepath.Join("testdata", name)
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
		t.Errorf("%s changed (-want +got), see -update:\n%s", name, diff)
	}
}

// between returns the text from one heading to another.
func between(t *testing.T, text, from, to string) string {
	t.Helper()
	_, text, found := strings.Cut(text, "\n"+from)
	ends := to == ""
	if !ends {
		text, _, ends = strings.Cut(text, "\n"+to)
	}
	if !found || !ends {
		t.Fatalf("no block from %q to %q", from, to)
	}
	return text
}

func TestGolden(t *testing.T) {
	text := output(t, "")
	golden(t, "report.golden", text)
	if n := strings.Count(text, "\n"); n > 170 {
		t.Errorf("%d lines", n)
	}
	for line := range strings.Lines(text) {
		if n := len([]rune(line)); n > 110 || strings.HasSuffix(line, " \n") {
			t.Errorf("%d characters: %q", n, line)
		}
	}
	// Whatever is written anew, this is what it is there to show.
	for _, shown := range []string{"nobody has score 2", "read again they are the same: yes", "those of all at once:\nyes", "these are 0 and 0", "not this\ncustomer has changed but the others"} {
		if !strings.Contains(text, shown) {
			t.Errorf("the report does not show %q", shown)
		}
	}
}

// TestPictures: the pictures are those that were looked at, well formed, and all that is drawn lies within.
func TestPictures(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	plain, text := output(t, ""), output(t, "", "-svg", dir)
	if want := strings.Replace(plain, "\n\n4. ", "\n  drawn: map.svg\n  drawn: cohorts.svg\n\n4. ", 1); text != want {
		t.Errorf("-svg changes more than two lines:\n%s", cmp.Diff(want, text))
	}
	for _, name := range []string{"map.svg", "cohorts.svg"} {
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		golden(t, name, string(data))
		var svg struct {
			Width  int `xml:"width,attr"`
			Height int `xml:"height,attr"`
			Rect   []struct {
				X      int `xml:"x,attr"`
				Y      int `xml:"y,attr"`
				Width  int `xml:"width,attr"`
				Height int `xml:"height,attr"`
			} `xml:"rect"`
			Text []struct {
				X      int    `xml:"x,attr"`
				Y      int    `xml:"y,attr"`
				Size   int    `xml:"font-size,attr"`
				Anchor string `xml:"text-anchor,attr"`
				Text   string `xml:",chardata"`
			} `xml:"text"`
		}
		if err := xml.Unmarshal(data, &svg); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(svg.Rect) < 26 || len(svg.Text) < 60 {
			t.Errorf("%s: %d rectangles and %d texts", name, len(svg.Rect), len(svg.Text))
		}
		for _, r := range svg.Rect {
			if r.X < 0 || r.Y < 0 || r.X+r.Width > svg.Width || r.Y+r.Height > svg.Height {
				t.Errorf("%s: %+v is cut off", name, r)
			}
		}
		for _, w := range svg.Text {
			// A letter is taken to be six tenths as wide as it is high.
			wide := len([]rune(w.Text)) * w.Size * 6 / 10
			left := w.X - map[string]int{"start": 0, "middle": wide / 2, "end": wide}[w.Anchor]
			if left < 0 || left+wide > svg.Width || w.Y > svg.Height-4 {
				t.Errorf("%s: %+v is cut off", name, w)
			}
		}
	}
}

// TestEscaped: what is no letter in SVG is written as one.
func TestEscaped(t *testing.T) {
	h := heat{title: `<a & "b">`, rows: []string{"r"}, columns: []string{"c"}, cells: [][]hot{{{large: "<"}}}, wide: 9, high: 9, margin: 9}
	if text := h.svg(); strings.Contains(text, "<a") || !strings.Contains(text, "&lt;a &amp; ") || !strings.Contains(text, ">&lt;</text>") {
		t.Errorf("not escaped:\n%s", text)
	}
}

// TestOwnList: the made-up list from a file, from standard input, in another order and with a mark before it says the same.
func TestOwnList(t *testing.T) {
	want := output(t, "")
	about, end := strings.Index(want, "A shop that does not exist"), strings.Index(want, "  orders.csv:")
	want = want[:about] + want[end:] // of another list nothing is known
	file := filepath.Join(t.TempDir(), "own.csv")
	if err := os.WriteFile(file, madeUp, 0o600); err != nil {
		t.Fatal(err)
	}
	days := []string{"-asof", "2026-06-30", "-next", "2026-07-31"}
	for name, args := range map[string][]string{file: {"-orders", file}, "standard input": {"-orders", "-"}} {
		got := output(t, "\xEF\xBB\xBF"+string(madeUp), append(args, days...)...)
		if diff := cmp.Diff(want, strings.Replace(got, name+":", "orders.csv:", 1)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	// By customer instead of by day.
	lines := strings.SplitAfter(strings.TrimSuffix(string(madeUp), "\n"), "\n")
	lines[len(lines)-1] += "\n"
	slices.SortStableFunc(lines[1:], func(a, b string) int { return strings.Compare(a[:4], b[:4]) })
	sorted := func(text string) []string {
		return slices.Sorted(slices.Values(strings.Split(text, "\n")))
	}
	got := output(t, strings.Join(lines, ""), "-orders", "-", "-asof", "2026-06-30", "-json")
	if diff := cmp.Diff(sorted(output(t, "", "-json")), sorted(got)); diff != "" {
		t.Errorf("in another order (-want +got):\n%s", diff)
	}
	// Without days: until the last line, of which some are of August.
	if text := output(t, string(madeUp), "-orders", "-"); !strings.Contains(text, "7. Who moved from 2026-07-31 to 2026-08-") {
		t.Errorf("without days:\n%.300s", text)
	}
}

// TestColumns: other names, other places, ids, a time of the day, and refunds by a column of their own.
func TestColumns(t *testing.T) {
	const plain = "customer,date,amount\nann,2026-01-05,10.00\nann,2026-01-09,20.00\nann,2026-01-20,-10.00\nbob,2026-01-07,0\ncid,,\n"
	const named = "note,Total,Order_Date,ID,order_id,refund_of\nx,10.00,2026-01-05 23:59:59,ann,1,\n,20.00,2026-01-09T10:00:00+14:00,ann,2,\n" +
		",-10.00,2026-01-20,ann,3,2\n,0,2026-01-07,bob,4,\n,,,cid,,\n"
	args := []string{"-orders", "-", "-json", "-asof", "2026-01-31", "-tenure", "0d"}
	want := output(t, plain, args...)
	if got := output(t, named, args...); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	// Ann's refund is for the latest order: 10 + 20 − 10 on two days, 22 days ago. Bob's order is free: a purchase of nothing.
	for _, line := range []string{
		`{"customer":"ann","status":"scored","rfm":{"recency":22,"frequency":2,"net":{"amount":"20.00","currency":"EUR"},"gross":{"amount":"30.00","currency":"EUR"}},"score":"3-3-3",`,
		`{"customer":"bob","status":"scored","rfm":{"recency":24,"frequency":1,"net":{"amount":"0.00","currency":"EUR"},"gross":{"amount":"0.00","currency":"EUR"}},"score":"1-1-1",`,
		`{"customer":"cid","status":"prospect"}`,
	} {
		if !strings.Contains(want, line) {
			t.Errorf("no %s in\n%s", line, want)
		}
	}
	// Of the latest order too little is left for 15 more, so that they are for the one before; in either sign.
	with := strings.Replace(named, "x,10.00", "x,15.00", 1) + ",15,2026-01-21,ann,6,1\n"
	without := strings.Replace(plain, "05,10.00", "05,15.00", 1) + "ann,2026-01-21,-15\n"
	if a, b := output(t, with, args...), output(t, without, args...); a != b || !strings.Contains(a, `"frequency":1,"net":{"amount":"10.00"`) {
		t.Errorf("got\n%sand\n%s", a, b)
	}
}

// TestSaved: thresholds from a file put everybody where they were.
func TestSaved(t *testing.T) {
	for _, args := range [][]string{nil, {"-nested"}, {"-scores", "4"}, {"-ties", "high"}} {
		file := filepath.Join(t.TempDir(), "scorer.json")
		want := output(t, "", append(args, "-save", file)...)
		got := output(t, "", "-scorer", file)
		for _, block := range [][2]string{{"3. ", "5. "}, {"7. ", "8. "}, {"9. ", ""}} {
			if diff := cmp.Diff(between(t, want, block[0], block[1]), between(t, got, block[0], block[1])); diff != "" {
				t.Errorf("%v, block %s (-cut +read):\n%s", args, block[0], diff)
			}
		}
	}
}

// TestFlagsMatter: whatever can be set changes the report and leaves it whole.
func TestFlagsMatter(t *testing.T) {
	plain := output(t, "")
	for _, args := range [][]string{
		{"-grid", "classic"}, {"-scores", "2"}, {"-scores", "3", "-grid", "classic"}, {"-scores", "10", "-grid", "classic", "-nested"}, {"-ties", "mid"},
		{"-ties", "high"}, {"-nested"}, {"-tenure", "0d"}, {"-tenure", "3m"}, {"-currency", "JPY"}, {"-asof", "2025-07-20"}, {"-next", "2026-08-31"},
		{"-asof", "2025-12-31", "-next", "2026-01-31"},
	} {
		text := output(t, "", args...)
		if text == plain {
			t.Errorf("%v changes nothing", args)
		}
		for _, odd := range []string{"%!", "NaN", "Inf", " \n", "same: no", "once: no", "once:\nno"} {
			if strings.Contains(text, odd) {
				t.Errorf("%v: %q in:\n%s", args, odd, text)
			}
		}
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
	nowhere := filepath.Join(t.TempDir(), "none", "scorer.json")
	if status := run([]string{"-save", nowhere}, nil, io.Discard, io.Discard); status != exitData {
		t.Errorf("saved nowhere: status %d", status)
	}
}

// BenchmarkReport tells everything.
func BenchmarkReport(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if status := run(nil, nil, io.Discard, io.Discard); status != exitOK {
			b.Fatal(status)
		}
	}
}
