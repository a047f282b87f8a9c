package main

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden compares whole outputs with what they were when last looked at.
func TestGolden(t *testing.T) {
	const fewOrders = "customer,date,amount\nann,2024-01-05,30.00\nbob,2024-01-09,12.50\nann,2024-02-02,19.99\n"
	const corrupted = "\ufeffID,Date,Customer,Amount,Order,Refund_of\r\n" +
		"x,2024-01-05,ann,30.00,1,\r\n" +
		"x,05.01.2024,bob,12.50,2,\r\n" +
		"\r\n" +
		"x,2024-01-09,bob,12.50\r\n" +
		"x,2024-01-09,,12.50,3,\r\n" +
		"x,2024-01-09,bob,\"1,250.00\",4,\r\n" +
		"x,2024-01-09,\"bob,12.50,5,\r\n" +
		"x,2024-01-10,ann,-31.00,,1\r\n" +
		"x,2024-01-10,ann,-30.00,,1\r\n" +
		"x,2024-01-11,cid,7.00,6,\r\n" +
		"x,2024-01-12,cid,8.00,6,\r\n"
	tests := []struct {
		name string
		log  string
		args []string
	}{
		{"sample", "", nil},
		{"sample_split", "", []string{"-split", "2025-06-30", "-top", "5", "-currency", "EUR", "-margin", "30%", "-unit", "day"}},
		{"few_orders", fewOrders, []string{"-orders", "-"}},
		{"corrupted", corrupted, []string{"-orders", "-"}},
		{"why_customer", "", []string{"-why", "C00057"}},
		{"why_supplier", "", []string{"-why", "S05-hauler"}},
		{"help", "", []string{"-h"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := runWith(t, test.log, test.args...)
			if got.status != exitOK {
				t.Errorf("status %d, want %d", got.status, exitOK)
			}
			text := got.stdout
			if got.stderr != "" {
				text = "standard error:\n" + got.stderr + "\nstandard output:\n" + text
			}
			file := filepath.Join("testdata", test.name+".golden")
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
				t.Errorf("not what %s says (-want +got):\n%s", file, diff)
			}
		})
	}
}
