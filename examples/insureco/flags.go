package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// usage is what -h prints.
const usage = `Looks at an insurer by what its customers leave over, instead of by this year's income.

  go run ./examples/insureco                  a made-up insurer
  go run ./examples/insureco -data tables     your own tables

The tables
  -data DIR        a folder with customers.csv, ledger.csv, pools.csv, actions.csv and
                   mailed.csv; without it they are made up
  -write DIR       writes the made-up tables there, as a model for your own, and no report
  -seed N          another made-up insurer, by the same habits (default 1)
  -customers N     how many policyholders it has, 200 to 20000 (default 2000)
  -currency CODE   what the amounts are in (default EUR)

The report
  -year Y          the year that is looked at; the one before it is what it is held against
                   (default: the year of the last row in the ledger)
  -discount RATE   by how much less a year later counts, above 0 to 1 (default 0.08)
  -svg DIR         writes whale.svg and cohorts.svg into a folder

Exit status: 0 told, 1 something cannot be read or says too little, 2 a wrong flag.
`

// options are the flags, read and checked.
type options struct {
	data, write, svg string
	seed             uint64
	customers        int
	currency         relationship.Currency
	year             int // 0 = that of the last row
	discount         relationship.Rate
}

// parseFlags reads the command line. The error is flag.ErrHelp for -h.
func parseFlags(args []string) (options, error) {
	o := options{
		seed: 1, customers: 2000, currency: relationship.Must(relationship.ParseCurrency("EUR")),
		discount: relationship.Must(relationship.AnnualRate(0.08)),
	}
	flags := flag.NewFlagSet("insureco", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // run says what is wrong, once and in one line
	for name, at := range map[string]*string{"data": &o.data, "write": &o.write, "svg": &o.svg} {
		flags.Func(name, "", func(s string) error {
			if *at = s; s == "" {
				return errors.New("want the name of a folder")
			}
			return nil
		})
	}
	number := func(name string, least, most int, at func(int)) {
		flags.Func(name, "", func(s string) error {
			n, err := strconv.Atoi(s)
			if err != nil || n < least || n > most {
				return fmt.Errorf("want a whole number from %d to %d", least, most)
			}
			at(n)
			return nil
		})
	}
	number("seed", 0, 1_000_000_000, func(n int) { o.seed = uint64(n) })
	number("customers", 200, 20_000, func(n int) { o.customers = n })
	number("year", 2, 9998, func(n int) { o.year = n })
	flags.Func("currency", "", func(s string) (err error) { o.currency, err = relationship.ParseCurrency(s); return })
	flags.Func("discount", "", func(s string) error {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil || !(v > 0 && v <= 1) {
			return errors.New("want a number above 0 and at most 1")
		}
		o.discount, err = relationship.AnnualRate(v)
		return err
	})
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("%q is no flag; a folder of tables is named with -data %[1]s", flags.Arg(0))
	}
	var err error
	flags.Visit(func(f *flag.Flag) {
		switch {
		case o.data != "" && (f.Name == "seed" || f.Name == "customers" || f.Name == "write"):
			err = fmt.Errorf("-%s is for the made-up insurer, and -data for your own", f.Name)
		case o.write != "" && (f.Name == "svg" || f.Name == "year" || f.Name == "discount"):
			err = fmt.Errorf("-write writes tables and no report; -%s has no use beside it", f.Name)
		}
	})
	return o, err
}

// tableNames are the five tables.
func tableNames() []string {
	return []string{"customers.csv", "ledger.csv", "pools.csv", "actions.csv", "mailed.csv"}
}

// source returns the tables as text, by name: those of a folder, or made-up ones.
func (o options) source() (map[string][]byte, error) {
	if o.data == "" {
		return makeUp(o.seed, o.customers, o.currency), nil
	}
	files := map[string][]byte{}
	for _, name := range tableNames() {
		text, err := os.ReadFile(filepath.Join(o.data, name))
		if err != nil {
			return nil, err
		}
		files[name] = text
	}
	return files, nil
}

// writeTables writes the tables into a folder.
func writeTables(folder string, files map[string][]byte, stdout io.Writer) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, name := range tableNames() {
		if err := os.WriteFile(filepath.Join(folder, name), files[name], 0o644); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(stdout, "%d tables are in %s. Change them, and read them with -data %[2]s.\n", len(files), folder)
	return err
}
