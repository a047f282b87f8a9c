package main

import (
	"bytes"
	"strings"
	"testing"
)

// FuzzReadLog reads any text as a log: it must not panic, and every line must be
// counted.
func FuzzReadLog(f *testing.F) {
	for _, text := range []string{
		"", "\ufeff", "customer,date,amount\n",
		"customer,date,amount\nann,2024-01-05,10.00\n",
		"customer,date,amount,order,refund_of\nann,2024-01-05,-4,,1\r\nann,20240105,10.00,1,\r\n\r\n",
		"id,note,date,amount,currency\nann,\"a\nb\",2024-01-05T01:02:03+04:00,10.00,EUR\n\"ann,,,,\n",
		"customer,date,amount\n\"\"\"\n\"\"\"\n\"\"\"\"\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		book, err := readText(t, text)
		if err != nil {
			return
		}
		if sum := book.sales + book.returns + book.blank + book.bad.total(); sum != book.lines {
			t.Fatalf("%d lines, %d counted", book.lines, sum)
		}
		// Without quotes a record is a line.
		if !strings.Contains(text, `"`) {
			lines := strings.Count(text, "\n")
			if !strings.HasSuffix(text, "\n") {
				lines++
			}
			if book.lines != lines-1 {
				t.Fatalf("%d lines of %d below the header", book.lines, lines-1)
			}
		}
	})
}

// FuzzRun gives any flag and any log to the whole program.
func FuzzRun(f *testing.F) {
	f.Add("-rate=10%", "customer,date,amount\nann,2024-01-05,10.00\nann,2024-02-05,10.00\n")
	f.Add("-horizon=9998y", "customer,date,amount\nann,2024-01-05,99999999999999999999999999999999999999\n")
	f.Add("-split=2024-01-05", "customer,date,amount\nann,2024-01-05,0\nann,9999-12-31,0\n")
	f.Add("-comma=;", "customer;date;amount;refunded\nann;2024-01-05;1.001;1\nann;2062-01-05;1;\n")
	f.Add("-format=json", "c\x00u\x00")
	f.Add("-columns=date=customer", "customer,amount\n2024-01-05,1\n")
	f.Fuzz(func(t *testing.T, arg, log string) {
		if strings.HasPrefix(strings.TrimLeft(arg, "-"), "generate") || strings.HasPrefix(strings.TrimLeft(arg, "-"), "orders") {
			return // long outputs, and files of this machine
		}
		var stdout, stderr bytes.Buffer
		status := run([]string{arg, "-orders", "-"}, strings.NewReader(log), &stdout, &stderr)
		if status != exitOK && stderr.Len() == 0 {
			t.Fatalf("status %d without a word", status)
		}
		if status == exitOK && stdout.Len() == 0 {
			t.Fatal("no output")
		}
	})
}
