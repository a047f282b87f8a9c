package main

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"
)

// result is what a run left behind.
type result struct {
	status         int
	stdout, stderr string
}

// runWith runs the program on a log given as standard input.
func runWith(t *testing.T, log string, args ...string) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	status := run(args, strings.NewReader(log), &stdout, &stderr)
	return result{status, stdout.String(), withoutTimes(stderr.String())}
}

// withoutTimes leaves out the line of running times, which is never the same twice,
// and what a slow machine says while it reads.
func withoutTimes(text string) string {
	return regexp.MustCompile(`(?m)^(read .* profiled .* ms|[0-9,]+ lines read …)\n`).ReplaceAllString(text, "")
}

// runLog runs the program on a log with -orders -.
func runLog(t *testing.T, log string, args ...string) result {
	t.Helper()
	return runWith(t, log, append([]string{"-orders", "-"}, args...)...)
}

// write writes a file.
func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// wantContains checks that a text holds all pieces, with any run of spaces read
// as one: how columns are aligned is the golden file's business.
func wantContains(t *testing.T, what, text string, pieces ...string) {
	t.Helper()
	flat := strings.Join(strings.Fields(text), " ")
	for _, p := range pieces {
		if !strings.Contains(flat, p) {
			t.Errorf("%s lacks %q:\n%s", what, p, text)
		}
	}
}

func TestBadLines(t *testing.T) {
	const header = "customer,date,amount,order,refund_of\n"
	const good = "ann,2024-01-05,10.00,1,\n"
	tests := []struct {
		name  string
		lines string // behind the header and one good order
		args  []string
		want  string // on standard error
		count string // on standard output
	}{
		{"date", "bob,2024-02-30,5.00,2,\n", nil, `stdin:3: not a date: "2024-02-30"`, "1 not a date"},
		{"no date", "bob,,5.00,2,\n", nil, `stdin:3: not a date: ""`, "1 not a date"},
		{"American date", "bob,02/03/2024,5.00,2,\n", nil, "stdin:3: not a date", "1 not a date"},
		{"year 1", "bob,0001-01-01T00:00:00Z,5.00,2,\n", nil, `stdin:3: not a date: "0001-01-01T00:00:00Z", which programs write for no date`, "1 not a date"},
		{"day 1", "bob,0001-01-01,5.00,2,\n", nil, `stdin:3: not a date: "0001-01-01", which programs write for no date`, "1 not a date"},
		{"no such hour", "bob,2024-01-06 24:00:01,5.00,2,\n", nil, "stdin:3: not a date", "1 not a date"},
		{"amount", "bob,2024-01-06,ten,2,\n", nil, `stdin:3: not an amount: "ten"`, "1 not an amount"},
		{"no amount", "bob,2024-01-06,,2,\n", nil, "stdin:3: not an amount", "1 not an amount"},
		{"decimal comma", "bob,2024-01-06,\"5,00\",2,\n", nil, `stdin:3: not an amount: "5,00"`, "1 not an amount"},
		{"not a number", "bob,2024-01-06,NaN,2,\n", nil, "stdin:3: not an amount", "1 not an amount"},
		{"huge exponent", "bob,2024-01-06,1e999999999,2,\n", nil, "stdin:3: not an amount", "1 not an amount"},
		{"negative amount", "bob,2024-01-06,-5.00,2,\n", nil, "stdin:3: not an amount: \"-5.00\" is negative", "1 not an amount"},
		{"refund of nothing", "ann,2024-01-06,0.00,,1\n", nil, "stdin:3: not an amount", "1 not an amount"},
		{"customer", ",2024-01-06,5.00,2,\n", nil, "stdin:3: missing customer", "1 missing customer"},
		{"blank customer", "   ,2024-01-06,5.00,2,\n", nil, "stdin:3: missing customer", "1 missing customer"},
		{"customer id", "b\x00b,2024-01-06,5.00,2,\n", nil, `stdin:3: not an id: "b\x00b" of a customer, want no control characters`, "1 not an id"},
		{"customer id in another encoding", "b\xfcb,2024-01-06,5.00,2,\n", nil, `of a customer, want UTF-8`, "1 not an id"},
		{"customer id too long", strings.Repeat("b", 257) + ",2024-01-06,5.00,2,\n", nil, `of a customer, want at most 256 bytes`, "1 not an id"},
		{"too few fields", "bob,2024-01-06,5.00\n", nil, "stdin:3: wrong number of fields: 3 fields, the header has 5", "1 wrong number of fields"},
		{"one field", "bob\n", nil, "stdin:3: wrong number of fields: 1 field, the header has 5", "1 wrong number of fields"},
		{"too long", strings.Repeat("bob", maxRecord/3+1) + "\n", nil, "stdin:3: line too long: more than 256 KB", "1 line too long"},
		{"too many fields", "bob,2024-01-06,5.00,2,,\n", nil, "stdin:3: wrong number of fields: 6 fields", "1 wrong number of fields"},
		{"open quote", "bob,2024-01-06,5.00,\"2,\nbob,2024-01-06,5.00,2,\n", nil, "stdin:3: broken quotes: a quote that is never closed", "1 broken quotes"},
		{"inner quote", "bo\"b,2024-01-06,5.00,2,\n", nil, "stdin:3: broken quotes: a quote inside a field", "1 broken quotes"},
		{"text behind a quote", "\"bo\"b,2024-01-06,5.00,2,\n", nil, "stdin:3: broken quotes: text behind a closing quote", "1 broken quotes"},
		{"duplicate order", "bob,2024-01-06,5.00,1,\n", nil, `stdin:3: duplicate id: "1" is the id of another line`, "1 duplicate id"},
		{"refund with its order's id", "ann,2024-01-06,5.00,1,1\n", nil, `stdin:3: duplicate id: "1" is the id of another line`, "1 duplicate id"},
		{"refund with a later order's id", "ann,2024-01-06,5.00,2,1\nbob,2024-01-06,5.00,2,\n", nil, `stdin:3: duplicate id: "2" is the id of another line`, "1 duplicate id"},
		{"two refunds with one id", "ann,2024-01-06,5.00,r,1\nann,2024-01-06,5.00,r,1\n", nil, `stdin:4: duplicate id: "r" is the id of another line`, "1 duplicate id"},
		{"refund id", "ann,2024-01-06,5.00,r\x01,1\n", nil, `stdin:3: not an id: "r\x01" of the refund, want no control characters`, "1 not an id"},
		{"order id", "bob,2024-01-06,5.00," + strings.Repeat("9", 300) + ",\n", nil, `stdin:3: not an id: "999999`, "1 not an id"},
		{"orphan refund", "ann,2024-01-06,5.00,,2\n", nil, `stdin:3: refund without its order: order "2" is not among the good lines`, "1 refund without its order"},
		{"another's refund", "bob,2024-01-06,5.00,,1\n", nil, `stdin:3: refund without its order: order "1" is another customer's`, "1 refund without its order"},
		{"early refund", "ann,2024-01-04,5.00,,1\n", nil, `stdin:3: refund before its order: 2024-01-04, order "1" is of 2024-01-05`, "1 refund before its order"},
		{"large refund", "ann,2024-01-06,10.01,,1\n", nil, `stdin:3: refund beyond its order: 10.01, only 10.00 of order "1" is left`, "1 refund beyond its order"},
		{"second refund", "ann,2024-01-06,6.00,,1\nann,2024-01-07,6.00,,1\n", nil, `stdin:4: refund beyond its order: 6.00, only 4.00 of order "1" is left`, "1 refund beyond its order"},
		{"after as-of", "bob,2024-01-08,5.00,2,\n", []string{"-as-of", "2024-01-07"}, `stdin:3: date after as-of: "2024-01-08" is after 2024-01-07`, "1 date after as-of"},
		{"refund after as-of", "ann,2024-01-08,5.00,,1\n", []string{"-as-of", "2024-01-07"}, "stdin:3: date after as-of", "1 date after as-of"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := runLog(t, header+good+test.lines, test.args...)
			if got.status != exitOK {
				t.Errorf("status %d, want %d", got.status, exitOK)
			}
			wantContains(t, "standard error", got.stderr, test.want)
			wantContains(t, "standard output", got.stdout, test.count)
			if n := strings.Count(got.stderr, "\n"); n != 1 {
				t.Errorf("%d lines on standard error, want 1:\n%s", n, got.stderr)
			}

			strict := runLog(t, header+good+test.lines, append(test.args, "-strict")...)
			if strict.status != exitData || strict.stdout != "" {
				t.Errorf("-strict: status %d, want %d, and nothing on standard output:\n%s", strict.status, exitData, strict.stdout)
			}
			wantContains(t, "-strict", strict.stderr, test.want, "stopped at the first bad line")
		})
	}
}

func TestGoodLines(t *testing.T) {
	tests := []struct {
		name string
		log  string
		args []string
		want []string // on standard output
	}{
		{"plain", "customer,date,amount\nann,2024-01-05,10.00\nann,2024-01-09,2.50\n", nil,
			[]string{"2 = 2 orders + 0 refunds + 0 bad + 0 blank", "2024-01-05 to 2024-01-09, scored as of 2024-01-09", "12.50 - 0.00 refunded = 12.50", "1 ann 2 2024-01-09"}},
		{"byte order mark", "\ufeffcustomer,date,amount\nann,2024-01-05,10.00\n", nil, []string{"1 ann 1 2024-01-05"}},
		{"CRLF", "customer,date,amount\r\nann,2024-01-05,10.00\r\n", nil, []string{"1 ann 1 2024-01-05", "10.00 - 0.00 refunded = 10.00"}},
		{"no last line end", "customer,date,amount\nann,2024-01-05,10.00", nil, []string{"1 ann 1 2024-01-05"}},
		{"spaces, case, order", " Total , ID ,note, ORDER_DATE \n 10.00 , ann , x , 2024-01-05 \n", nil, []string{"1 ann 1 2024-01-05"}},
		{"quotes", "\"customer\",\"date\",\"amount\"\n\"ann, the \"\"first\"\"\",\"2024-01-05\",\"10.00\"\n", nil, []string{`1 ann, the "first" 1 2024-01-05`}},
		{"a field over two lines", "customer,note,date,amount\nann,\"two\nlines\",2024-01-05,10.00\nbob,,2024-01-05,1.00\n", nil,
			[]string{"2 = 2 orders + 0 refunds + 0 bad + 0 blank", "1 ann 1 2024-01-05"}},
		{"blank lines", "\n\ncustomer,date,amount\n\nann,2024-01-05,10.00\n  \n", nil, []string{"5 = 1 order + 0 refunds + 0 bad + 4 blank"}},
		{"first name wins", "id,customer_id,customer,date,order_date,total,amount\na,b,c,2024-01-05,1999-01-01,1.00,2.00\n", nil, []string{"1 c 1 2024-01-05", "2.00 - 0.00"}},
		{"order_id", "customer,date,amount,order_id,refund_of\nann,2024-01-05,10.00,7,\nann,2024-01-06,-4.00,8,7\n", nil,
			[]string{"columns customer, date, amount, order = order_id, refund_of dates", "1 order + 1 refund", "10.00 - 4.00"}},
		{"a customer named as we are", "customer,date,amount\nshop,2024-01-05,10.00\n", nil, []string{"1 shop 1 2024-01-05"}},
		{"semicolons", "customer;date;amount;note\n\"ann; the first\";2024-01-05;10.00;a,b\n", []string{"-comma", ";"}, []string{"1 ann; the first 1 2024-01-05"}},
		{"tabs", "customer\tdate\tamount\nann\t2024-01-05\t10.00\n", []string{"-comma", "tab"}, []string{"1 ann 1 2024-01-05"}},
		{"own columns", "id,buyer,date,amount,net\n7,ann,2024-01-05,10.00,8.00\n", []string{"-columns", "customer=Buyer, amount = net"}, []string{"1 ann 1 2024-01-05", "8.00 - 0.00"}},
		{"dates", "customer,date,amount\nann,20240105,1\nann,2024-01-07T23:30:00-05:00,1\nann,2024-01-08T00:30:00Z,1\n", nil, []string{"2024-01-05 to 2024-01-08", "1 ann 3 2024-01-08"}},
		{"times without a zone", "customer,date,amount\nann,2024-01-05 23:59:59,1\nann,2024-01-06T00:00:00,1\nann,2024-01-07 12:00:00.123,1\n", nil, []string{"2024-01-05 to 2024-01-07", "1 ann 3 2024-01-07"}},
		{"one day is one purchase", "customer,date,amount\nann,2024-01-05,1\nann,2024-01-05T10:00:00Z,1\nann,20240105,1\n", nil, []string{"3 orders", "1 ann 1 2024-01-05"}},
		{"free order", "customer,date,amount\nann,2024-01-05,0\n", nil, []string{"1 order", "1 ann 1 2024-01-05"}},
		{"refund before its order", "customer,date,amount,order,refund_of\nann,2024-01-09,-4.00,,1\nann,2024-01-05,10.00,1,\n", nil,
			[]string{"1 order + 1 refund", "10.00 - 4.00 refunded = 6.00", "2024-01-05 to 2024-01-09"}},
		{"refund with either sign", "customer,date,amount,order,refund_of\nann,2024-01-05,10.00,1,\nann,2024-01-09,-4.00,,1\nann,2024-01-09,6.00,,1\nbob,2024-01-05,1.00,2,\n", nil,
			[]string{"11.00 - 10.00 refunded = 1.00", "1 has nothing left after refunds", "1 bob 1 2024-01-05", "2 ann 0 2024-01-05"}},
		{"currency", "customer,date,amount,currency\nann,2024-01-05,1000.00,EUR\nbob,2024-01-05,1000.50,EUR\n", nil, []string{"2,000.50 - 0.00 refunded = 2,000.50 EUR"}},
		{"default currency", "customer,date,amount,currency\nann,2024-01-05,10,\n", []string{"-currency", "JPY"}, []string{"10 - 0 refunded = 10 JPY"}},
		{"as-of", "customer,date,amount\nann,2024-01-05,10.00\n", []string{"-as-of", "20240301"}, []string{"2024-01-05 to 2024-01-05, scored as of 2024-03-01"}},
		{"too few repeaters", "customer,date,amount\nann,2024-01-05,10.00\nann,2024-01-06,10.00\n", nil,
			[]string{"Warning: Only 1 customer came back for a second order; a forecast needs 10.", "Customers: all of 1, by order days so far"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := runLog(t, test.log, test.args...)
			if got.status != exitOK || got.stderr != "" {
				t.Errorf("status %d, standard error %q; want %d and nothing", got.status, got.stderr, exitOK)
			}
			wantContains(t, "standard output", got.stdout, test.want...)
		})
	}
}

func TestMixedCurrency(t *testing.T) {
	const log = "customer,date,amount,currency\nann,2024-01-05,1.00,EUR\nbob,2024-01-05,2.00,USD\ncid,2024-01-05,3.00,\ndan,2024-01-05,4.00,eur\n"
	tests := []struct {
		name string
		args []string
		err  []string
		out  string
	}{
		{"the first line decides", nil,
			[]string{"stdin:3: mixed currency: USD in a log in EUR", "stdin:4: mixed currency: no currency in a log in EUR", `stdin:5: mixed currency: "eur" is no currency code`},
			"1.00 - 0.00 refunded = 1.00 EUR"},
		{"the flag decides", []string{"-currency", "USD"}, []string{"stdin:2: mixed currency: EUR in a log in USD", "stdin:5: "}, "5.00 - 0.00 refunded = 5.00 USD"},
		{"no currency", []string{"-currency", "XXX"}, []string{"stdin:2: mixed currency: EUR in a log without currency"}, "3.00 - 0.00 refunded = 3.00"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := runLog(t, log, test.args...)
			wantContains(t, "standard error", got.stderr, test.err...)
			wantContains(t, "standard output", got.stdout, test.out)
		})
	}
}

// TestManyBadLines checks that every bad line is reported, in the order of the log
// although refunds are matched last.
func TestManyBadLines(t *testing.T) {
	var log strings.Builder
	log.WriteString("customer,date,amount,order,refund_of\nann,2024-01-05,10.00,1,\nann,2024-01-06,1.00,,no\n")
	for range 300 {
		log.WriteString("ann,never,1.00,,\n")
	}
	got := runLog(t, log.String())
	lines := strings.Split(strings.TrimSpace(got.stderr), "\n")
	if len(lines) != 301 {
		t.Fatalf("%d lines on standard error, want 301:\n%s", len(lines), got.stderr)
	}
	wantContains(t, "the first line", lines[0], "stdin:3: refund without its order")
	wantContains(t, "the second line", lines[1], "stdin:4: not a date")
	wantContains(t, "the last line", lines[300], "stdin:303: not a date")
	wantContains(t, "standard output", got.stdout, "302 = 1 order + 0 refunds + 301 bad + 0 blank", "bad lines 300 not a date 1 refund without its order")

	bad := parseReport(t, runLog(t, log.String(), "-format", "json").stdout).BadLines
	if bad.Count != 301 || len(bad.Lines) != 301 || bad.Lines[0].Line != 3 || bad.Lines[300].Line != 303 || bad.ByReason["not a date"] != 300 {
		t.Errorf("the JSON has %d bad lines and lists %d; by reason: %v", bad.Count, len(bad.Lines), bad.ByReason)
	}
}
