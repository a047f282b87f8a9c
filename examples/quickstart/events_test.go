package main

import (
	"fmt"
	"strings"
	"testing"
)

// line is an event of a log, with what is its own.
func line(kind, id, at, own string) string {
	return fmt.Sprintf(`{"kind":%q,"id":%q,"at":%q,"from":"shop","to":"ann","role":"end-consumer",%s}`, kind, id, at, own) + "\n"
}

// order10 is an order of ten euros.
func order10(id, at string) string {
	return line("purchase", id, at, `"actor":"to","amount":"10.00 EUR"`)
}

// back is a refund of the order 1 of 2024-01-05.
func back(id, at, amount string) string {
	return line("refund", id, at, fmt.Sprintf(`"actor":"from","amount":%q,"order":"1","order_date":"2024-01-05"`, amount+" EUR"))
}

func TestBadEvents(t *testing.T) {
	good := order10("1", "2024-01-05T10:00:00Z")
	tests := []struct {
		name  string
		lines string // behind one good order
		args  []string
		want  string // on standard error
		count string // on standard output
	}{
		{"no JSON", "hello\n", nil, "stdin:2: not an event: ", "1 not an event"},
		{"unknown kind", line("party", "2", "2024-01-06T10:00:00Z", `"actor":"to"`), nil, "stdin:2: not an event: ", "1 not an event"},
		{"unknown field", line("use", "2", "2024-01-06T10:00:00Z", `"actor":"to","colour":"red"`), nil, "stdin:2: not an event: ", "1 not an event"},
		{"a rule broken", line("complaint", "2", "2024-01-06T10:00:00Z", `"actor":"to","severity":7`), nil, "severity", "1 not an event"},
		{"too long", strings.Repeat("x", maxEvent+1) + "\n", nil, "stdin:2: line too long: more than 1024 KB", "1 line too long"},
		{"another under its id", order10("1", "2024-01-06T10:00:00Z"), nil, `stdin:2: duplicate id: "1" is the id of another line`, "1 duplicate id"},
		{"another currency", strings.Replace(order10("2", "2024-01-06T10:00:00Z"), "EUR", "USD", 1), nil, "stdin:2: mixed currency: USD in a log in EUR", "1 mixed currency"},
		{"after as-of", order10("2", "2024-01-08T10:00:00Z"), []string{"-as-of", "2024-01-07"}, "stdin:2: date after as-of: 2024-01-08 is after 2024-01-07", "1 date after as-of"},
		{"large refund", back("2", "2024-01-06T10:00:00Z", "10.01"), nil, `stdin:2: refund beyond its order: 10.01 EUR, only 10.00 EUR of order "1" is left`, "1 refund beyond its order"},
		{"orphan refund", strings.Replace(back("2", "2024-01-06T10:00:00Z", "1.00"), `"order":"1"`, `"order":"9"`, 1), nil, `order "9" is not among the good lines`, "1 refund without its order"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := runWith(t, good+test.lines, append(test.args, "-events", "-")...)
			if got.status != exitOK {
				t.Errorf("status %d, want %d", got.status, exitOK)
			}
			wantContains(t, "standard error", got.stderr, test.want)
			wantContains(t, "standard output", got.stdout, test.count, "2 = 1 order + 0 refunds + 1 bad")
			if strict := runWith(t, good+test.lines, append(test.args, "-events", "-", "-strict")...); strict.status != exitData || strict.stdout != "" {
				t.Errorf("-strict: status %d, want %d:\n%s", strict.status, exitData, strict.stdout)
			}
		})
	}
}

func TestGoodEvents(t *testing.T) {
	good := order10("1", "2024-01-05T10:00:00Z")
	tests := []struct {
		name, log string
		want      []string
	}{
		{"byte order mark, blank lines, no last line end", "\ufeff" + good + "\n  \n" + strings.TrimSuffix(order10("2", "2024-01-06T10:00:00Z"), "\n"),
			[]string{"4 = 2 orders + 0 refunds + 0 bad + 2 blank", "1 ann 2 2024-01-06"}},
		{"the same once more", good + good, []string{"2 = 1 order + 0 refunds + 1 repeated", "1 ann 1 2024-01-05"}},
		{"a refund before its order, twice", back("2", "2024-01-06T10:00:00Z", "4.00") + good + back("2", "2024-01-06T10:00:00Z", "4.00"),
			[]string{"3 = 1 order + 1 refund + 1 repeated", "10.00 - 4.00 refunded = 6.00 EUR"}},
		{"closed", good + line("party-closed", "2", "2024-01-06T10:00:00Z", `"actor":"from","reason":"erased"`),
			[]string{"ann 1 2024-01-05 closed 2024-01-06", "– left: closed", "1 customer has left and is last, without a forecast"}},
		{"no order at all", line("complaint", "2", "2024-01-06T10:00:00Z", `"actor":"to","severity":0.5`),
			[]string{"1 = 0 orders + 0 refunds + 1 other event", "– has not bought yet"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := runWith(t, test.log, "-events", "-")
			if got.status != exitOK || got.stderr != "" {
				t.Errorf("status %d, standard error %q; want %d and nothing", got.status, got.stderr, exitOK)
			}
			wantContains(t, "standard output", got.stdout, test.want...)
		})
	}
	if got := runWith(t, "\n", "-events", "-"); got.status != exitData || !strings.Contains(got.stderr, "the log is empty: want an event as JSON on each line") {
		t.Errorf("an empty log: status %d, %s", got.status, got.stderr)
	}
}

// TestOrdersAndEventsJoin: a customer of both logs is one party.
func TestOrdersAndEventsJoin(t *testing.T) {
	dir := t.TempDir()
	orders := dir + "/orders.csv"
	write(t, orders, "customer,date,amount,currency,order\nann,2024-01-05,10.00,EUR,1\nbob,2024-01-05,10.00,EUR,2\n")
	complaint := line("complaint", "c", "2024-01-06T10:00:00Z", `"actor":"to","severity":0.5`)
	got := runWith(t, complaint+order10("1", "2024-01-07T00:00:00Z"), "-orders", orders, "-events", "-")
	if got.status != exitOK {
		t.Errorf("status %d: %s", got.status, got.stderr)
	}
	wantContains(t, "standard error", got.stderr, `stdin:2: duplicate id: "1" is the id of another line`)
	wantContains(t, "standard output", got.stdout, "4 = 2 orders + 0 refunds + 1 other event + 1 bad", "customers 2", "ann 1 2024-01-05 complaint 2024-01-06")
}
