package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/rapport-go/rapport/relationship"
)

// options are the flags, read and checked.
type options struct {
	orders   string            // a file, "-" for standard input, "" for the built-in sample
	columns  map[column]string // header names given by -columns
	currency relationship.Currency
	// fixedCurrency is set when -currency was given: then it is the currency of
	// the log, and not only what an empty cell means.
	fixedCurrency bool
	unit          relationship.Unit
	asOf, split   relationship.Date // zero = not given
	horizon       relationship.Period
	rate          relationship.Rate
	margin        float64
	top           int
	format        string
	strict        bool
	generate      int // 0 = score, otherwise print a sample of so many customers
}

// formats are the values of -format.
func formats() []string { return []string{"table", "csv", "json"} }

// parseFlags reads the command line. The error is flag.ErrHelp for -h.
func parseFlags(args []string) (options, error) {
	o := options{
		currency: relationship.Must(relationship.ParseCurrency("XXX")),
		unit:     relationship.Week,
		horizon:  relationship.Must(relationship.ParsePeriod("365d")),
		rate:     relationship.Must(relationship.AnnualRate(0.10)),
		margin:   1,
		format:   "table",
	}
	flags := flag.NewFlagSet("quickstart", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // run says what is wrong, once and in one line
	text := func(name string, set func(string) error) { flags.Func(name, "", set) }

	flags.StringVar(&o.orders, "orders", "", "")
	text("columns", func(s string) (err error) { o.columns, err = parseColumns(s); return })
	text("currency", func(s string) (err error) {
		o.currency, err = relationship.ParseCurrency(s)
		o.fixedCurrency = true
		return
	})
	text("unit", func(s string) (err error) { o.unit, err = parseUnit(s); return })
	text("as-of", func(s string) (err error) { o.asOf, err = parseDate(s); return })
	text("split", func(s string) (err error) { o.split, err = parseDate(s); return })
	text("horizon", func(s string) (err error) { o.horizon, err = parseHorizon(s); return })
	text("rate", func(s string) (err error) { o.rate, err = parseRate(s); return })
	text("margin", func(s string) (err error) { o.margin, err = parseMargin(s); return })
	text("format", func(s string) error {
		if !slices.Contains(formats(), s) {
			return fmt.Errorf("want one of %s", strings.Join(formats(), ", "))
		}
		o.format = s
		return nil
	})
	flags.IntVar(&o.top, "top", 20, "")
	flags.BoolVar(&o.strict, "strict", false, "")
	text("generate", func(s string) (err error) { o.generate, err = parseCustomers(s); return })

	if err := flags.Parse(args); err != nil {
		return options{}, err
	}
	return o, o.check(flags)
}

// check looks at what no flag can see alone.
func (o options) check(flags *flag.FlagSet) error {
	if flags.NArg() > 0 {
		return fmt.Errorf("%q is no flag; a log is named with -orders %[1]s", flags.Arg(0))
	}
	if o.top < 0 {
		return fmt.Errorf("-top %d: want 0 (all) or more", o.top)
	}
	if !o.asOf.IsZero() && !o.split.IsZero() && !o.split.Before(o.asOf) {
		return fmt.Errorf("-split %s must be before -as-of %s", o.split, o.asOf)
	}
	var err error
	flags.Visit(func(f *flag.Flag) {
		if f.Name == "orders" && o.orders == "" {
			err = errors.New("-orders: want the name of a file, or - for standard input")
		}
	})
	return err
}

// parseUnit reads the unit in which the models count time.
func parseUnit(text string) (relationship.Unit, error) {
	switch unit, err := relationship.ParseUnit(text); {
	case err == nil && (unit == relationship.Day || unit == relationship.Week):
		return unit, nil
	default:
		return 0, errors.New("want day or week")
	}
}

// parseHorizon reads how far to look ahead.
func parseHorizon(text string) (relationship.Period, error) {
	p, err := relationship.ParsePeriod(text)
	if err != nil || p.IsZero() {
		return p, errors.New("want a length of time such as 365d, 52w, 12m or 1y")
	}
	return p, nil
}

// parseRate reads a yearly discount rate as people write it, 10% or 0.1, or as
// the library does, "10%/year".
func parseRate(text string) (relationship.Rate, error) {
	if rate, err := relationship.ParseRate(text); err == nil {
		return rate, nil
	}
	share, err := parseShare(text)
	if err != nil || share < 0 {
		return relationship.Rate{}, errors.New(`want a yearly rate such as 10%, 0.1 or "0.002/week continuous"`)
	}
	if share >= 1 && !strings.HasSuffix(text, "%") {
		return relationship.Rate{}, fmt.Errorf("that is %s %% a year; write %[2]s%% if you mean it in per cent", short(100*share), text)
	}
	return relationship.AnnualRate(share)
}

// parseMargin reads the share of an order's amount that is kept.
func parseMargin(text string) (float64, error) {
	share, err := parseShare(text)
	if err != nil || share == 0 || share > 1 {
		return 0, errors.New("want the share of an order that you keep, at most 1, such as 0.3 or 30%")
	}
	return share, nil
}

// parseShare reads 0.3 or 30% (30 % too) as 0.3.
func parseShare(text string) (float64, error) {
	number, isPercent := strings.CutSuffix(strings.TrimSpace(text), "%")
	number = strings.TrimSpace(number)
	if isPercent {
		number += "e-2" // moves the point exactly, where a division would round again
	}
	v, err := strconv.ParseFloat(number, 64)
	if err == nil && (math.IsNaN(v) || math.IsInf(v, 0)) {
		err = strconv.ErrRange
	}
	return v, err
}

// parseCustomers reads how many customers a sample is to have.
func parseCustomers(text string) (int, error) {
	const most = 1_000_000
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > most {
		return 0, fmt.Errorf("want a number of customers from 1 to %s", count(most))
	}
	return n, nil
}

// usage is what -h prints.
const usage = `Scores the customers in a log of orders: who is still a customer, how often they
will order, and what that is worth.

  go run ./examples/quickstart                      scores a built-in sample
  go run ./examples/quickstart -orders shop.csv     scores your own log

The log is comma-separated text with a header. Columns are found by name, in any
case and any order; columns of other names are ignored.

  customer   (or customer_id, id)    who bought
  date       (or order_date)         2006-01-02, 20060102 or 2006-01-02T15:04:05Z
  amount     (or total)              12.50; 0 for a free order
  currency                           optional: EUR
  order                              optional: the id of the order
  refund_of                          optional: the id of the order that this line
                                     gives money back for, all or part of it, in
                                     either sign

The log
  -orders FILE       the log; - reads standard input
  -columns LIST      your own names: -columns customer=buyer,amount=net
  -currency CODE     the currency of lines that name none (default XXX, which is
                     no currency); given, it is the only one that is let in
  -strict            stop with exit status 1 at the first bad line; otherwise bad
                     lines are reported, counted and left out
  -as-of DATE        the day to score on (default: the last date of the log)

The model
  -unit UNIT         day or week, the unit of the parameters (default week)
  -split DATE        fit on what was known on that day, and hold the prediction
                     against what came after it

The value
  -horizon LENGTH    how far ahead to look: 365d, 52w, 12m, 1y (default 365d)
  -rate RATE         yearly discount rate: 10%, 0.1 (default 10%)
  -margin SHARE      what you keep of an order: 0.3, 30% (default 1)

The output
  -top N             show the N most valuable customers, 0 = all (default 20)
  -format FORMAT     table, csv (the ranking; all else on standard error) or json
  -generate N        print a made-up log of N customers and stop; 600 gives the
                     built-in sample

Examples
  go run ./examples/quickstart -split 2025-06-30
  go run ./examples/quickstart -generate 600 > shop.csv
  go run ./examples/quickstart -orders shop.csv -margin 30% -horizon 1y -currency EUR
  go run ./examples/quickstart -orders shop.csv -top 0 -format csv > ranking.csv
  gunzip -c shop.csv.gz | go run ./examples/quickstart -orders - -format json
`
