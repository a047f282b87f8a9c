package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/rapport-go/rapport/relationship"
)

// options are the flags, read and checked.
type options struct {
	orders   string            // a file of orders, "-" for standard input, "" for none
	events   string            // a file of events, likewise; without either the built-in sample
	why      string            // the party to explain, "" for none
	dump     bool              // print the built-in sample
	kinds    bool              // print one event of each kind
	columns  map[column]string // header names given by -columns
	comma    byte              // what stands between columns
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
		comma:    ',',
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
	flags.StringVar(&o.events, "events", "", "")
	flags.StringVar(&o.why, "why", "", "")
	flags.BoolVar(&o.dump, "dump", false, "")
	flags.BoolVar(&o.kinds, "kinds", false, "")
	text("columns", func(s string) (err error) { o.columns, err = parseColumns(s); return })
	text("comma", func(s string) (err error) { o.comma, err = parseComma(s); return })
	text("currency", func(s string) (err error) {
		o.currency, err = relationship.ParseCurrency(s)
		o.fixedCurrency = true
		return
	})
	text("unit", func(s string) (err error) { o.unit, err = parseUnit(s); return })
	text("as-of", func(s string) (err error) { o.asOf, err = parseDay(s); return })
	text("split", func(s string) (err error) { o.split, err = parseDay(s); return })
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
	given := map[string]bool{}
	flags.Visit(func(f *flag.Flag) { given[f.Name] = true })
	if o.format != "table" && !given["top"] {
		o.top = 0 // programs want all
	}
	return o, o.check(flags, given)
}

// check looks at what no flag can see alone.
func (o options) check(flags *flag.FlagSet, given map[string]bool) error {
	if flags.NArg() > 0 {
		return fmt.Errorf("%q is no flag; a log is named with -orders %[1]s", flags.Arg(0))
	}
	if o.top < 0 {
		return fmt.Errorf("-top %d: want 0 (all) or more", o.top)
	}
	if !o.asOf.IsZero() && !o.split.IsZero() && !o.split.Before(o.asOf) {
		return fmt.Errorf("-split %s must be before -as-of %s", o.split, o.asOf)
	}
	for name, file := range map[string]string{"orders": o.orders, "events": o.events} {
		if given[name] && file == "" {
			return fmt.Errorf("-%s: want the name of a file, or - for standard input", name)
		}
	}
	if o.orders == "-" && o.events == "-" {
		return errors.New("-orders and -events cannot both read standard input")
	}
	if given["why"] && o.why == "" {
		return errors.New("-why: want the id of a party")
	}
	for _, alone := range []string{"generate", "dump", "kinds"} {
		if given[alone] && len(given) > 1 {
			delete(given, alone)
			return fmt.Errorf("-%s prints a made-up log and stops; -%s has no use beside it", alone, slices.Min(slices.Collect(maps.Keys(given))))
		}
	}
	return nil
}

// parseDay reads a day.
func parseDay(text string) (relationship.Date, error) {
	date, err := parseDate(text)
	if err != nil {
		return date, errors.New("want a day such as 2006-01-02 or 20060102")
	}
	return date, nil
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
		return p, errors.New("want a length of time such as 365d, 52w, 12m, 1y or 1y6m")
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
	if isPercent := strings.HasSuffix(strings.TrimSpace(text), "%"); err == nil && share > 1 && share <= 100 && !isPercent {
		return 0, fmt.Errorf("that is %s times what is paid; write %[1]s%% if you mean it in per cent", short(share))
	}
	if err != nil || share <= 0 || share > 1 {
		return 0, errors.New("want the share of an order that you keep, above 0 and at most 1, such as 0.3 or 30%")
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
