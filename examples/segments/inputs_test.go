package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRefused(t *testing.T) {
	const head = "customer,date,amount\n"
	const ann = "ann,2026-01-05,10.00\n"
	broken := filepath.Join(t.TempDir(), "broken.json")
	if err := os.WriteFile(broken, []byte(`{"version":1,"recency":{"cuts":[5,30]}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	own := []string{"-orders", "-"}
	for _, tt := range []struct {
		name   string
		args   []string
		stdin  string
		status int
		says   string
	}{
		{"an unknown flag", []string{"-order", "x"}, "", exitFlags, "-order"},
		{"an argument", []string{"own.csv"}, "", exitFlags, `-orders own.csv`},
		{"no list", []string{"-orders", ""}, "", exitFlags, "want a name"},
		{"one score", []string{"-scores", "1"}, "", exitFlags, "from 2 to 10"},
		{"eleven scores", []string{"-scores", "11"}, "", exitFlags, "from 2 to 10"},
		{"no number of scores", []string{"-scores", "five"}, "", exitFlags, "from 2 to 10"},
		{"no tie", []string{"-ties", "none"}, "", exitFlags, "low"},
		{"no map", []string{"-grid", "putler"}, "", exitFlags, "engagement or classic"},
		{"no day", []string{"-asof", "2026-02-29"}, "", exitFlags, "2026-02-29"},
		{"no second day", []string{"-next", "soon"}, "", exitFlags, "soon"},
		{"no time", []string{"-tenure", "a week"}, "", exitFlags, "a week"},
		{"no currency", []string{"-currency", "euro"}, "", exitFlags, "euro"},
		{"backwards", []string{"-asof", "2026-02-01", "-next", "2026-02-01"}, "", exitFlags, "want a date after"},
		{"cut and not cut", []string{"-scorer", "x.json", "-nested"}, "", exitFlags, "cut already"},
		{"scores and pictures", []string{"-json", "-svg", "x"}, "", exitFlags, "no use beside it"},
		{"no file", []string{"-orders", filepath.Join("testdata", "none.csv")}, "", exitData, "none.csv"},
		{"no thresholds", []string{"-scorer", filepath.Join("testdata", "none.json")}, "", exitData, "none.json"},
		{"damaged thresholds", []string{"-scorer", broken}, "", exitData, "broken.json"},
		{"nothing", own, "", exitData, "standard input:1: the list is empty"},
		{"a header", own, head, exitData, "no order in the list"},
		{"no column", own, "customer,when,amount\n", exitData, "standard input:1: no column date"},
		{"too few fields", own, head + ann + "bob,2026-01-05\n", exitData, "standard input:3: "},
		{"a stray quote", own, head + ann + ann + "b\"ob,2026-01-05,1\n", exitData, "standard input:4: "},
		{"no customer", own, head + ann + ",2026-01-05,1\n", exitData, "standard input:3: "},
		{"no date", own, head + ann + "\nbob,,1\n", exitData, "standard input:4: \"\", want a day"},
		{"no day of the calendar", own, head + "bob,2026-02-29,1\n", exitData, "standard input:2: \"2026-02-29\""},
		{"no amount", own, head + "bob,2026-02-27,one\n", exitData, "standard input:2: \"one\", want an amount"},
		{"an amount without end", own, head + "bob,2026-02-27,1e99\n", exitData, "standard input:2: "},
		{"a refund of nothing", own, head + ann + "bob,2026-01-06,-1\n", exitData, "standard input:3: a refund of 1.00 EUR"},
		{"a refund before", own, head + ann + "ann,2026-01-04,-1\n", exitData, "standard input:3: a refund"},
		{"more than all", own, head + ann + "ann,2026-01-06,-10.01\n", exitData, "standard input:3: a refund"},
		{"all twice", own, head + ann + "ann,2026-01-06,-10\nann,2026-01-06,-0.01\n", exitData, "standard input:4: a refund"},
		{"another's order", own, "customer,date,amount,order,refund_of\nann,2026-01-05,1,7,\nbob,2026-01-05,1,8,7\n", exitData, "standard input:3: a refund"},
		{"an id twice", own, "customer,date,amount,order\nann,2026-01-05,1,7\nbob,2026-01-05,1,7\n", exitData, `standard input:3: "7" is the id`},
		{"all in one month", own, head + ann, exitData, "nobody to score"},
		{"too late", append(own, "-asof", "2026-01-05"), head + ann, exitData, "want a day before the second look"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var out, log bytes.Buffer
			status := run(tt.args, strings.NewReader(tt.stdin), &out, &log)
			if status != tt.status || !strings.Contains(log.String(), tt.says) || out.Len() > 0 {
				t.Errorf("status %d, %q on standard error, %d bytes on standard output; want %d and %q", status, &log, out.Len(), tt.status, tt.says)
			}
			if !strings.HasPrefix(log.String(), "segments: ") {
				t.Errorf("%q does not begin with the name of the program", &log)
			}
		})
	}
}

// TestOtherCurrency: thresholds in one currency score nobody in another.
func TestOtherCurrency(t *testing.T) {
	file := filepath.Join(t.TempDir(), "scorer.json")
	output(t, "", "-save", file)
	var out, log bytes.Buffer
	if status := run([]string{"-scorer", file, "-currency", "USD"}, nil, &out, &log); status != exitData || !strings.Contains(log.String(), "USD") {
		t.Errorf("status %d, %s", status, &log)
	}
}

// TestHelp: help is no error.
func TestHelp(t *testing.T) {
	var out, log bytes.Buffer
	if status := run([]string{"-h"}, nil, &out, &log); status != exitOK || out.String() != usage || log.Len() > 0 {
		t.Errorf("status %d, %q, %q", status, &out, &log)
	}
}

// FuzzOrders: whatever the list, the program tells or refuses, and names itself when it refuses.
func FuzzOrders(f *testing.F) {
	f.Add([]byte("customer,date,amount\nann,2026-01-05,10.00\nann,2026-02-06,-1\nbob,2026-02-28,0\n"))
	f.Add([]byte("customer,date,amount\nann,0001-01-01,10.00\nann,9999-12-31,1e-9\n"))
	f.Add([]byte("customer,date,amount,refund_of,order\nann,0000-01-01,1,,\n\"a\nb\",2026-01-01,1,1,1\n"))
	f.Add([]byte("id,date,total\nann,0001-02-01,10.00\nann,0001-03-01,3\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		var out, log bytes.Buffer
		switch status := run([]string{"-orders", "-", "-tenure", "0d"}, bytes.NewReader(data), &out, &log); {
		case status == exitOK && out.Len() > 0 && log.Len() == 0:
		case status == exitData && out.Len() == 0 && strings.HasPrefix(log.String(), "segments: "):
		default:
			t.Errorf("status %d, %s", status, &log)
		}
	})
}
