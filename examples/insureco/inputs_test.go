package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFlags: wrong flags end with status 2 and say what is wanted.
func TestFlags(t *testing.T) {
	for _, test := range []struct {
		name string
		args []string
		says string
	}{
		{"an unknown flag", []string{"-x"}, "-x"},
		{"an argument", []string{"tables"}, "-data tables"},
		{"no folder", []string{"-data", ""}, "want the name of a folder"},
		{"no seed", []string{"-seed", "-1"}, "0 to 1000000000"},
		{"too few", []string{"-customers", "199"}, "200 to 20000"},
		{"too many", []string{"-customers", "20001"}, "200 to 20000"},
		{"no number", []string{"-customers", "many"}, "200 to 20000"},
		{"no year", []string{"-year", "0"}, "2 to 9998"},
		{"no currency", []string{"-currency", "money"}, "currency"},
		{"no discount", []string{"-discount", "0"}, "above 0"},
		{"more than all", []string{"-discount", "1.01"}, "at most 1"},
		{"no rate", []string{"-discount", "NaN"}, "above 0"},
		{"a seed of one's own tables", []string{"-data", "tables", "-seed", "2"}, "made-up"},
		{"to write what was read", []string{"-data", "tables", "-write", "tables"}, "made-up"},
		{"a picture of tables", []string{"-write", "tables", "-svg", "pictures"}, "no report"},
	} {
		if status, out, faults := told(test.args...); status != exitFlags || out != "" || !strings.Contains(faults, test.says) {
			t.Errorf("%s: status %d, %q", test.name, status, faults)
		}
	}
	if status, out, faults := told("-h"); status != exitOK || out != usage || faults != "" {
		t.Errorf("-h: status %d, %s", status, faults)
	}
}

// small is an insurer of two customers, good as it is.
func small() map[string]string {
	return map[string]string{
		"customers.csv": "customer,age,children,founder,origin,joined,left,email,rated_before,rated_after\n" +
			"ada,41,2,no,referral,2023-05-01,,yes,3,4\nben,70,0,,direct mail,2024-02-10,2025-08-09,no,,2\n",
		"ledger.csv": "customer,date,what,line,amount,count\nada,2024-05-01,premium,motor,120.00,\nben,2024-02-10,premium,motor,100.00,\n" +
			"ada,2025-05-01,premium,motor,130.00,\nada,2025-06-02,claim,motor,50.00,\nada,2025-06-03,call,,,2\nben,2025-05-10,premium,motor,100.00,\n",
		"pools.csv":   "quarter,activity,spent,capacity\n2025-04-01,call,30.00,3\n",
		"actions.csv": "action,kind,date,fixed,per_contact,by_lot\nletter,mailing,2024-01-15,10.00,0.50,yes\nlist,keeping,2025-01-01,20.00,,\n",
		"mailed.csv":  "action,person,mailed,customer\nletter,x1,yes,ben\nletter,x2,no,\n",
	}
}

// write writes tables into a folder.
func write(t *testing.T, tables map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, text := range tables {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// TestTables: a damaged table ends with status 1, the name of the file and the number of the line.
func TestTables(t *testing.T) {
	if status, out, faults := told("-data", write(t, small())); status != exitOK || faults != "" {
		t.Fatalf("status %d, %s\n%s", status, faults, out)
	}
	for _, test := range []struct{ name, file, old, new, says string }{
		{"another header", "ledger.csv", "customer,date", "date,customer", "ledger.csv:1: the first row is"},
		{"an empty table", "pools.csv", "quarter,activity,spent,capacity\n2025-04-01,call,30.00,3\n", "", "pools.csv:1: the table is empty"},
		{"a cell too few", "ledger.csv", ",50.00,", ",50.00", "ledger.csv:5: wrong number of fields"},
		{"an open quote", "customers.csv", "ben", `"ben`, "customers.csv:"},
		{"a customer without a name", "customers.csv", "ben", "", `customers.csv:3: customer ""`},
		{"a customer twice", "customers.csv", "ben", "ada", "customers.csv:3: customer \"ada\", want each customer once"},
		{"an age below 0", "customers.csv", "41", "-1", `customers.csv:2: age "-1"`},
		{"a founder of a kind", "customers.csv", "2,no", "2,perhaps", "want yes or no"},
		{"no origin", "customers.csv", "referral", "", `customers.csv:2: origin ""`},
		{"no such day", "customers.csv", "2023-05-01", "2023-02-30", `customers.csv:2: joined "2023-02-30"`},
		{"left before", "customers.csv", "2025-08-09", "2024-02-09", "customers.csv:3: left"},
		{"six stars", "customers.csv", "3,4", "3,6", `customers.csv:2: rated_after "6"`},
		{"somebody else's premium", "ledger.csv", "ada,2024", "eve,2024", `ledger.csv:2: customer "eve"`},
		{"a premium of nothing", "ledger.csv", "motor,120.00", ",120.00", "ledger.csv:2: line"},
		{"no amount", "ledger.csv", "120.00", "", "ledger.csv:2: amount"},
		{"an amount in words", "ledger.csv", "120.00", "much", `ledger.csv:2: amount "much"`},
		{"a claim that pays", "ledger.csv", "50.00", "-50.00", "ledger.csv:5: amount"},
		{"a premium and a count", "ledger.csv", "120.00,", "120.00,1", "ledger.csv:2: count"},
		{"done no time", "ledger.csv", ",,2", ",,0", "ledger.csv:6: count"},
		{"done for an amount", "ledger.csv", "call,,,2", "call,,5.00,2", "ledger.csv:6: count"},
		{"an activity without a pool", "ledger.csv", "call", "dance", `ledger.csv:6: what "dance"`},
		{"an activity of another quarter", "ledger.csv", "2025-06-03", "2025-07-03", "ledger.csv:6: what"},
		{"nothing paid", "ledger.csv", small()["ledger.csv"], "customer,date,what,line,amount,count\n", "nothing was ever paid"},
		{"the middle of a quarter", "pools.csv", "2025-04-01", "2025-05-01", "pools.csv:2: quarter"},
		{"a pool of premiums", "pools.csv", "call", "premium", "pools.csv:2: activity"},
		{"a pool twice", "pools.csv", "3\n", "3\n2025-04-01,call,1.00,1\n", "pools.csv:3: activity"},
		{"more than could be done", "pools.csv", "30.00,3", "30.00,1", "quarter 2 of 2025"},
		{"a pool that pays", "pools.csv", "30.00", "-30.00", "pools.csv:2: spent"},
		{"another kind of action", "actions.csv", "keeping", "hoping", "actions.csv:3: kind"},
		{"an action twice", "actions.csv", "list", "letter", "actions.csv:3: action"},
		{"keeping by lot", "actions.csv", "20.00,,", "20.00,,yes", "actions.csv:3: kind"},
		{"a letter that nobody sent", "mailed.csv", "letter,x2", "card,x2", "mailed.csv:3: action"},
		{"a person twice", "mailed.csv", "x2", "x1", "mailed.csv:3: person"},
		{"won nobody known", "mailed.csv", "yes,ben", "yes,eve", "mailed.csv:2: customer"},
	} {
		tables := small()
		if !strings.Contains(tables[test.file], test.old) {
			t.Fatalf("%s: %q is not in %s", test.name, test.old, test.file)
		}
		tables[test.file] = strings.Replace(tables[test.file], test.old, test.new, 1)
		if status, out, faults := told("-data", write(t, tables)); status != exitData || out != "" || !strings.Contains(faults, test.says) {
			t.Errorf("%s: status %d, %q, want %q", test.name, status, faults, test.says)
		}
	}
	tables := small()
	delete(tables, "mailed.csv")
	if status, _, faults := told("-data", write(t, tables)); status != exitData || !strings.Contains(faults, "mailed.csv") {
		t.Errorf("a table that is missing: status %d, %q", status, faults)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"-svg", "-write"} {
		if status, _, faults := told(name, file, "-customers", "200"); status != exitData || faults == "" {
			t.Errorf("%s into a file: status %d, %q", name, status, faults)
		}
	}
}

// TestOneCustomer: the least that can be told is that somebody paid once.
func TestOneCustomer(t *testing.T) {
	tables := map[string]string{
		"customers.csv": strings.Join(customerColumns(), ",") + "\nada,41,2,no,referral,2025-05-01,,yes,,\n",
		"ledger.csv":    strings.Join(ledgerColumns(), ",") + "\nada,2025-05-01,premium,motor,120.00,\n",
		"pools.csv":     strings.Join(poolColumns(), ",") + "\n", "actions.csv": strings.Join(actionColumns(), ",") + "\n",
		"mailed.csv": strings.Join(mailedColumns(), ",") + "\n",
	}
	folder := filepath.Join(t.TempDir(), "pictures")
	status, out, faults := told("-data", write(t, tables), "-svg", folder)
	if status != exitOK || !strings.Contains(out, "no two years") || strings.Contains(out, "NaN") || strings.Contains(out, "%!") {
		t.Errorf("status %d, %s\n%s", status, faults, out)
	}
}
