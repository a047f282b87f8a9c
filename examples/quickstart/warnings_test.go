package main

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/relationship"
)

// TestColumnsAreTold checks what the output says about the columns.
func TestColumnsAreTold(t *testing.T) {
	tests := []struct {
		name, log string
		args      []string
		table     string
		want      columnFacts
	}{
		{"others", "masterid,id,date,cds,amount\n1,ann,2024-01-05,2,10\n", nil,
			"columns customer = id, date, amount; not used: masterid, cds dates",
			columnFacts{map[string]string{"customer": "id", "date": "date", "amount": "amount"}, []string{"masterid", "cds"}}},
		{"case", "Customer, DATE ,Total\nann,2024-01-05,10\n", nil,
			"columns customer, date, amount = Total dates",
			columnFacts{map[string]string{"customer": "Customer", "date": "DATE", "amount": "Total"}, []string{}}},
		{"odd names", "customer,date,amount,,\"a,b\"\nann,2024-01-05,10,,\n", nil,
			`columns customer, date, amount; not used: "", "a,b" dates`,
			columnFacts{map[string]string{"customer": "customer", "date": "date", "amount": "amount"}, []string{"", "a,b"}}},
		{"one column twice", "date,amount\n20240105,10\n", []string{"-columns", "customer=date"},
			"columns customer = date, date, amount dates",
			columnFacts{map[string]string{"customer": "date", "date": "date", "amount": "amount"}, []string{}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			wantContains(t, "the table", runLog(t, test.log, test.args...).stdout, test.table)
			got := parseReport(t, runLog(t, test.log, append(test.args, "-format", "json")...).stdout).Log.Columns
			if diff := cmp.Diff(&test.want, got); diff != "" {
				t.Errorf("the JSON (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWarnings(t *testing.T) {
	const plain = "customer,date,amount\nann,2024-01-05,10.00\n"
	const late = "The last date, 2025-01-06 (stdin:3), comes 367 days after the one before it: a mistyped date? " +
		"All customers are scored as of that day; -as-of sets another."
	tests := []struct {
		name, log string
		args      []string
		want      string // empty: none
	}{
		{"nothing odd", plain + "bob,2024-02-05,10.00\n", nil, ""},
		{"one day", plain, nil, ""},
		{"a year and a day", plain + "bob,2025-01-06,10.00\n", nil, late},
		{"the first of two such lines", plain + "bob,2025-01-06,10.00\nbob,2025-01-06,10.00\nbob,2023-01-06,10.00\n", nil, late},
		{"a year", plain + "bob,2025-01-05,10.00\n", nil, ""},
		{"a day before it", plain + "bob,2025-01-06,10.00\nbob,2024-12-06,10.00\n", nil, ""},
		{"-as-of", plain + "bob,2025-01-06,10.00\n", []string{"-as-of", "2025-01-06"}, ""},
		{"a refund link", "customer,date,amount,order,Refunded Order\nann,2024-01-05,10.00,1,\n", nil,
			`The column "Refunded Order" is not used. If it holds the order that a line gives money back for, say so with -columns "refund_of=Refunded Order".`},
		{"a refund link that is used", "customer,date,amount,order,refund_of,refund_note\nann,2024-01-05,10.00,1,,\n", nil, ""},
		{"fine amounts", plain + "bob,2024-01-05,5.001\nbob,2024-01-06,5.0010\nbob,2024-01-07,5.000\n", nil,
			"2 amounts have more than 2 decimal places (the first: stdin:3); they are kept as they are."},
		{"fine yen", plain + "bob,2024-01-05,5.5\n", []string{"-currency", "JPY"},
			"1 amount has more than 0 decimal places, which is all that JPY has (the first: stdin:3); they are kept as they are."},
		{"a fine refund", "customer,date,amount,order,refund_of\nann,2024-01-06,0.005,,1\nann,2024-01-05,10.00,1,\n", []string{"-currency", "EUR"},
			"1 amount has more than 2 decimal places, which is all that EUR has (the first: stdin:2); they are kept as they are."},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			table := runLog(t, test.log, test.args...)
			if table.status != exitOK || table.stderr != "" {
				t.Fatalf("status %d, standard error %q; want %d and nothing", table.status, table.stderr, exitOK)
			}
			var want []string
			if test.want != "" {
				want = []string{test.want}
				wantContains(t, "the table", table.stdout, "Warning: "+test.want)
			}
			got := parseReport(t, runLog(t, test.log, append(test.args, "-format", "json")...).stdout).Warnings
			if !slices.Equal(got, want) {
				t.Errorf("the JSON has %q, want %q", got, want)
			}
		})
	}
}

// TestFineAmountsStayExact checks that the warning is all that happens to them.
func TestFineAmountsStayExact(t *testing.T) {
	r := parseReport(t, runLog(t, "customer,date,amount\nann,2024-01-05,5.001\nbob,2024-01-05,0.0001\n", "-format", "json").stdout)
	if want := relationship.Must(relationship.ParseMoney("5.0011 XXX")); !r.Log.Net.Equal(want) {
		t.Errorf("%v, want %v", r.Log.Net, want)
	}
}

func TestLooksLikeRefund(t *testing.T) {
	for _, name := range []string{"refundof", "Refund For", "refunded_order", "refund_id", "refund-of", "return_of", "Returned", "credit_for"} {
		if !looksLikeRefund(name) {
			t.Errorf("%q does not look like a refund", name)
		}
	}
	for _, name := range []string{"", "order", "of", "fund", "customer", "total", "returning"} {
		if looksLikeRefund(name) {
			t.Errorf("%q looks like a refund", name)
		}
	}
}
