package main

import (
	"errors"
	"io"
	"strings"
	"testing"
)

func TestFlagsRejected(t *testing.T) {
	tests := []struct {
		args string
		want string
	}{
		{"-nonsense", "flag provided but not defined: -nonsense"},
		{"shop.csv", `"shop.csv" is no flag; a log is named with -orders shop.csv`},
		{"-orders=", "-orders: want the name of a file"},
		{"-unit year", "want day or week"},
		{"-unit month", "want day or week"},
		{"-as-of yesterday", "want a day such as 2006-01-02 or 20060102"},
		{"-split 2024-13-01", "want a day such as 2006-01-02"},
		{"-split 2024-01-01T00:00:00Z", "want a day such as 2006-01-02"},
		{"-as-of 2024-01-01 -split 2024-01-01", "-split 2024-01-01 must be before -as-of 2024-01-01"},
		{"-horizon 365", "want a length of time such as 365d"},
		{"-horizon 0d", "want a length of time such as 365d"},
		{"-horizon -1y", "want a length of time such as 365d"},
		{"-rate 10", "that is 1000 % a year; write 10%"},
		{"-rate -1%", "want a yearly rate such as 10%"},
		{"-rate NaN", "want a yearly rate such as 10%"},
		{"-rate Inf%", "want a yearly rate such as 10%"},
		{"-margin 0", "want the share of an order that you keep"},
		{"-margin -30%", "want the share of an order that you keep"},
		{"-margin 30", "that is 30 times what is paid; write 30% if you mean it in per cent"},
		{"-margin 1.5", "that is 1.5 times what is paid; write 1.5%"},
		{"-margin 130%", "want the share of an order that you keep"},
		{"-margin 1000", "want the share of an order that you keep"},
		{"-margin NaN", "want the share of an order that you keep"},
		{"-margin 30%%", "want the share of an order that you keep"},
		{"-top -1", "-top -1: want 0 (all) or more"},
		{"-top many", `invalid value "many" for flag -top`},
		{"-format xml", "want one of table, csv, json"},
		{"-currency euro", `invalid value "euro" for flag -currency`},
		{"-columns=", "want a list such as customer=buyer,amount=net"},
		{"-comma x", "want ',' or ';' or '|' or tab"},
		{"-comma=", "want ',' or ';' or '|' or tab"},
		{"-generate 5 -orders shop.csv", "-generate prints a made-up log and stops; -orders has no use beside it"},
		{"-top 3 -generate 5 -format csv", "-format has no use beside it"},
		{"-columns customer", "want customer=NAME"},
		{"-columns buyer=x", `"buyer" is no column of ours`},
		{"-columns date=a,date=b", "date is given twice"},
		{"-dump -orders shop.csv", "-dump prints a made-up log and stops; -orders has no use beside it"},
		{"-events=", "-events: want the name of a file"},
		{"-orders - -events -", "-orders and -events cannot both read standard input"},
		{"-why=", "-why: want the id of a party"},
		{"-generate 0", "want a number of customers from 1 to 1,000,000"},
		{"-generate 1000001", "want a number of customers from 1 to 1,000,000"},
		{"-generate x", "want a number of customers from 1 to 1,000,000"},
	}
	for _, test := range tests {
		t.Run(test.args, func(t *testing.T) {
			got := runWith(t, "", strings.Fields(test.args)...)
			if got.status != exitFlags || got.stdout != "" {
				t.Errorf("status %d, want %d, and nothing on standard output:\n%s", got.status, exitFlags, got.stdout)
			}
			wantContains(t, "standard error", got.stderr, "quickstart: ", test.want, "Run it with -h")
		})
	}
}

func TestLogsRejected(t *testing.T) {
	const good = "customer,date,amount\nann,2024-01-05,10.00\nann,2024-02-05,10.00\n"
	tests := []struct {
		name string
		log  string
		args string
		want string
	}{
		{"empty", "", "", "stdin: the log is empty"},
		{"byte order mark only", "\ufeff", "", "stdin: the log is empty"},
		{"blank lines only", "\n \n\n", "", "stdin: the log is empty"},
		{"header only", "customer,date,amount\n", "", "stdin: a header, but no order in it"},
		{"UTF-16", "\xff\xfec\x00u\x00", "", "stdin: the text is in UTF-16; save it as UTF-8"},
		{"UTF-16, the other way", "\xfe\xff\x00c\x00u", "", "stdin: the text is in UTF-16"},
		{"UTF-16 without a mark", "c\x00u\x00s\x00", "", "stdin: the text is in UTF-16"},
		{"header and blank lines", "\ncustomer,date,amount\n\n\n", "", "stdin: a header, but no order in it"},
		{"no customer column", "buyer,date,amount\nann,2024-01-05,1\n", "", `stdin:1: no column for customer (named customer, customer_id, id); the header has "buyer", "date", "amount"; name yours with -columns customer=NAME`},
		{"no date column", "\n\nid,day,amount\nann,2024-01-05,1\n", "", "stdin:3: no column for date"},
		{"no amount column", "id,date,price\nann,2024-01-05,1\n", "", "no column for amount"},
		{"own column not there", good, "-columns amount=net", "no column for amount (named net)"},
		{"semicolons", "customer;date;amount\nann;2024-01-05;1\n", "", "stdin:1: the header \"customer;date;amount\" is one column only; its comma may be another: add -comma ';'"},
		{"tabs", "customer\tdate\tamount\nann\t2024-01-05\t1\n", "", "add -comma tab"},
		{"bars", "customer|date|amount\n", "", "add -comma '|'"},
		{"commas after all", good, "-comma ;", "add -comma ','"},
		{"the same name twice", "customer,date,amount,Amount\nann,2024-01-05,1,2\n", "", `stdin:1: the header has two columns named "amount"`},
		{"broken header", "\"customer,date,amount\n", "", "stdin:1: the header cannot be read: broken quotes"},
		{"no good line", "customer,date,amount\nann,never,1\nbob,2024-01-05,x\n", "", "stdin: no good order or event among 2 lines"},
		{"all after as-of", good, "-as-of 2023-01-01", "stdin: no good order or event among 2 lines"},
		{"split at the end", good, "-split 2024-02-05", "-split 2024-02-05 must be before 2024-02-05, the last date of the log (stdin:3; -as-of sets another day)"},
		{"split before the beginning", good, "-split 2024-01-04", "-split 2024-01-04 is before 2024-01-05, the first date of the log"},
		{"horizon out of the calendar", good, "-horizon 9000y", "-horizon 108000m from 2024-02-05, the last date of the log (stdin:3; -as-of sets another day) reaches beyond the year 9999"},
		{"mistyped year", good + "bob,9999-06-01,1\n", "", "stdin: -horizon 365d from 9999-06-01, the last date of the log (stdin:4; -as-of"},
		{"as-of near the end", good, "-as-of 9999-06-01", "stdin: -horizon 365d from -as-of 9999-06-01 reaches beyond the year 9999"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := runLog(t, test.log, strings.Fields(test.args)...)
			if got.status != exitData || got.stdout != "" {
				t.Errorf("status %d, want %d, and nothing on standard output:\n%s", got.status, exitData, got.stdout)
			}
			wantContains(t, "standard error", got.stderr, test.want)
		})
	}
}

func TestFileNotThere(t *testing.T) {
	got := runWith(t, "", "-orders", t.TempDir()+"/none.csv")
	if got.status != exitData {
		t.Errorf("status %d, want %d", got.status, exitData)
	}
	wantContains(t, "standard error", got.stderr, "none.csv: no such file")
}

// failing hands out a text and then an error of its own.
type failing struct{ text io.Reader }

func (f failing) Read(p []byte) (int, error) {
	n, err := f.text.Read(p)
	if err == io.EOF {
		err = errors.New("the line was cut")
	}
	return n, err
}

func TestReadingFails(t *testing.T) {
	for _, text := range []string{"", "customer,da", "customer,date,amount\nann,2024-01-05,1.00\nbo"} {
		var stdout, stderr strings.Builder
		status := run([]string{"-orders", "-"}, failing{strings.NewReader(text)}, &stdout, &stderr)
		if status != exitData || stdout.Len() > 0 {
			t.Errorf("after %q: status %d, want %d, and nothing on standard output", text, status, exitData)
		}
		wantContains(t, "standard error", stderr.String(), "the line was cut")
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no room left") }

func TestWritingFails(t *testing.T) {
	for _, args := range []string{"-format table", "-format csv", "-format json", "-generate 50"} {
		var stderr strings.Builder
		status := run(strings.Fields(args), strings.NewReader(""), full{}, &stderr)
		if status != exitData {
			t.Errorf("%s: status %d, want %d", args, status, exitData)
		}
		wantContains(t, "standard error", stderr.String(), "no room left")
	}
}
