package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestRefused are the exit statuses, and that the message says what is wrong and where.
func TestRefused(t *testing.T) {
	own := func(more ...string) []string {
		return append([]string{"-suppliers", "suppliers.csv", "-events", "-"}, more...)
	}
	damaged := strings.Replace(string(eventLines), `"value":4`, `"value":9`, 1)
	before, _, _ := strings.Cut(string(eventLines), `"value":4`)
	line := "line " + number(strings.Count(before, "\n")+1)
	delivery := func(id, from string) string {
		return `{"kind":"delivery","id":"` + id + `","at":"2026-01-03T09:00:00Z","from":"` + from + `","to":"avellana","role":"supplier"}` + "\n"
	}
	signed := func(id, value string) string {
		return `{"kind":"agreement-signed","id":"` + id + `","at":"2026-01-03T09:00:00Z","from":"us","to":"avellana","role":"supplier","agreement":"a-` + id +
			`","form":"oral",` + value + `"start":"2026-01-03"}` + "\n"
	}
	for _, test := range []struct {
		name, stdin string
		args        []string
		status      int
		says        string
	}{
		{"an unknown flag", "", []string{"-x"}, exitFlags, "-x"},
		{"an argument", "", []string{"suppliers.csv"}, exitFlags, "-suppliers suppliers.csv"},
		{"no day", "", []string{"-as-of", "April"}, exitFlags, "want a day"},
		{"no such day", "", []string{"-as-of", "2026-02-30"}, exitFlags, "want a day"},
		{"no file named", "", []string{"-events", ""}, exitFlags, "want the name of a file"},
		{"no folder named", "", []string{"-svg", ""}, exitFlags, "want the name of a folder"},
		{"events alone", "", []string{"-events", "events.jsonl"}, exitFlags, "belong together"},
		{"a table alone", "", []string{"-suppliers", "suppliers.csv"}, exitFlags, "belong together"},
		{"a table from standard input", "", []string{"-suppliers", "-", "-events", "-"}, exitFlags, "standard input is for -events"},
		{"a midpoint of nothing", "", []string{"-impact", "0"}, exitFlags, "1 to 10000"},
		{"a midpoint beyond all", "", []string{"-risk", "10001"}, exitFlags, "1 to 10000"},
		{"half a point", "", []string{"-risk", "50.5"}, exitFlags, "1 to 10000"},
		{"a target below nothing", "", []string{"-target", "-1"}, exitFlags, "0 to 10000"},
		{"three weights", "", []string{"-weights", "4,3,2"}, exitFlags, "four whole numbers"},
		{"a weight below nothing", "", []string{"-weights", "4,3,2,-1"}, exitFlags, "four whole numbers"},
		{"a weight beyond all", "", []string{"-weights", "1001,3,2,1"}, exitFlags, "four whole numbers"},
		{"no such table", "", []string{"-suppliers", "testdata/none", "-events", "-"}, exitData, "testdata/none"},
		{"no such log", "", []string{"-suppliers", "suppliers.csv", "-events", "testdata/none"}, exitData, "testdata/none"},
		{"no event", "{}\n", own(), exitData, "line 1"},
		{"a rating beyond its scale", damaged, own(), exitData, line},
		{"nothing, and no day", "", own(), exitData, "-as-of"},
		{"two books", delivery("1", "us") + delivery("2", "they"), own(), exitData, "avellana has two books"},
		{"agreements that cannot be weighed", signed("1", `"value":"1.00 EUR",`) + signed("2", ""), own(), exitData, "avellana: "},
		{"no folder", "", []string{"-svg", "main.go"}, exitData, "main.go"},
	} {
		status, stdout, stderr := told(test.stdin, test.args...)
		if status != test.status || !strings.Contains(stderr, test.says) || stdout != "" {
			t.Errorf("%s: status %d, said %q, wrote %q; want %d and %q", test.name, status, stderr, stdout, test.status, test.says)
		}
		if !strings.HasPrefix(stderr, "suppliers: ") {
			t.Errorf("%s: %q does not begin with the name of the program", test.name, stderr)
		}
	}
	if status, stdout, stderr := told("", "-h"); status != exitOK || stdout != usage || stderr != "" {
		t.Errorf("-h: status %d, %q, %q", status, stdout, stderr)
	}
}

// number writes a number above 0.
func number(n int) string {
	if n < 10 {
		return string(rune('0' + n))
	}
	return number(n/10) + string(rune('0'+n%10))
}

// TestTableRefused: a damaged table is refused with the line of its first fault.
func TestTableRefused(t *testing.T) {
	good := string(supplierLines)
	change := func(from, to string) string { return strings.Replace(good, from, to, 1) }
	for _, test := range []struct{ name, text, says string }{
		{"nothing", "", "line 1"},
		{"names alone", good[:strings.Index(good, "\n")+1], "nobody delivers"},
		{"a column that there is not", change("what,", "why,"), `line 1: the column "why" is not known`},
		{"a column twice", change("what,", "spend,"), `line 1: the column "spend" is there twice`},
		{"a column missing", strings.ReplaceAll(good, "impact: ", "risk: "), "line 1: a column of impact is missing"},
		{"no weight", change(" x2", ""), `line 1: the column "impact: share of cost" is not known`},
		{"a weight of 0", change(" x2", " x0"), "line 1: "},
		{"a weight beyond all", change(" x2", " x99999999999999999999"), "line 1: "},
		{"a cell too few", change(",7500,7000,9500", ",7500,7000"), "line 10"},
		{"a cell too many", change(",7500,7000,9500", ",7500,7000,9500,1"), "line 10"},
		{"an open quotation", change("cocoa", `"cocoa`), "line "},
		{"no id", change("cacaomar", ""), "line 3: supplier: "},
		{"an id twice", change("cacaomar", "avellana"), "line 3: supplier: avellana is in line 2 already"},
		{"a line in a name", change("cocoa", "\"co\ncoa\""), "line 3: what: "},
		{"a line in a factor", change("impact: share of cost x2", "\"impact: share\nof cost x2\""), "line 1: a column is named "},
		{"no amount", change("640000.00 EUR", "much"), "line 3: spend: "},
		{"no currency", change("640000.00 EUR", "640000.00"), "line 3: spend: "},
		{"an amount below 0", change("640000.00 EUR", "-1.00 EUR"), "line 3: spend: "},
		{"two currencies", change("640000.00 EUR", "640000.00 USD"), "line 3: 640000.00 USD is not in EUR"},
		{"two currencies of stakes", change("520000.00 EUR", "520000.00 USD"), "line 3: 520000.00 USD is not in EUR"},
		{"a price of nothing", change("6.10", "0"), "line 3: prices: "},
		{"no price", change("6.10", "cheap"), "line 3: prices: "},
		{"points beyond all", change("8000,9000,5500", "8000,10001,5500"), "line 3: impact: effect on product x1: "},
		{"half a point", change("8000,9000,5500", "8000,9000,0.5"), "line 3: risk: few sources x3: "},
		{"points left out", change("8000,9000,5500", "8000,,5500"), "line 3: impact: effect on product: nothing"},
		{"a candidate for nobody", change("0.0450 0.0450,capsula", "0.0450 0.0450,zoe"), "line 14: candidate_for: zoe is nobody who delivers"},
		{"a candidate for a candidate", change("0.00 EUR,,capsula", "0.00 EUR,,chiudo"), "line 15: candidate_for: chiudo is nobody who delivers"},
	} {
		if test.text == good {
			t.Errorf("%s: nothing is damaged", test.name)
		}
		status, stdout, stderr := told("", "-suppliers", written(t, test.text), "-events", "events.jsonl")
		if status != exitData || !strings.Contains(stderr, test.says) || stdout != "" {
			t.Errorf("%s: status %d, said %q; want %q", test.name, status, stderr, test.says)
		}
	}
}

// TestSVGFolder: the folder is made, and nothing is written without the flag.
func TestSVGFolder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "new", "pictures")
	if status, _, faults := told("", "-svg", folder); status != exitOK {
		t.Fatal(faults)
	}
	if files, err := os.ReadDir(folder); err != nil || len(files) != 1 || files[0].Name() != "kraljic.svg" {
		t.Errorf("%v, %v", files, err)
	}
}

// FuzzTable: whatever the table holds, it is told or refused with the name of the program.
func FuzzTable(f *testing.F) {
	f.Add(string(supplierLines))
	f.Add("supplier,spend,margin_at_stake,impact: cost x1,risk: sources x1\nada,1.00 EUR,2.00 EUR,4999,5000\n")
	f.Add("supplier,spend,margin_at_stake,prices,candidate_for,impact: a x1,risk: b x9\n\"a\nb\",0 EUR,0 EUR,1 2,,1,10000\n<&,99999999999999999999 EUR,0 EUR,,<&,,\n")
	f.Fuzz(func(t *testing.T, text string) {
		folder := t.TempDir()
		status, out, faults := told("", "-suppliers", written(t, text), "-events", "-", "-as-of", "2026-06-30", "-svg", folder)
		switch {
		case status == exitOK && out != "" && faults == "":
			svg, err := os.ReadFile(filepath.Join(folder, "kraljic.svg"))
			if err != nil {
				t.Fatal(err)
			}
			elements(t, svg)
		case status != exitData || !strings.HasPrefix(faults, "suppliers: ") || out != "":
			t.Errorf("status %d, %q, %q", status, out, faults)
		}
	})
}
