package main

import (
	"flag"
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// usage is what -h prints.
const usage = `From the histories of customers to what each stage is worth, and where to spend.

  go run ./examples/stagevalue                      a made-up base of customers
  go run ./examples/stagevalue -events own.jsonl    a log of your own

The base
  -seed N          another made-up base, by the same habits (default 1)
  -customers N     how many customers it has, 100 to 5000 (default 500)
  -events FILE     a log of events, one JSON object a line, instead; - reads standard
                   input. The documentation of package relationship lists all kinds
  -from DATE       the first day of which the log is complete (default: the first of
                   the month of its first event)
  -until DATE      the first day of which it is not (default: the first of the month
                   of its last event, which may not be over)

The money
  -margin SHARE    what is left of a sale, 0 to 1 (default 0.35)
  -rate SHARE      what a year costs: at 0.10, 110 in a year are 100 today (default 0.10)
  -horizon MONTHS  how far a careful reader looks, 1 to 600 (default 24)
  -contact COST    what one letter to one customer costs (default 2.50)

The check
  -lives N         how many made-up customers are followed to their end to know the
                   truth, 100 to 100000 (default 4000)

Exit status: 0 told, 1 the log cannot be read or says too little, 2 a wrong flag.
`

// options are the flags, read and checked.
type options struct {
	seed      uint64
	customers int
	events    string            // a file, "-" for standard input, "" for the made-up base
	from      relationship.Date // zero = not given
	until     relationship.Date // zero = not given
	margin    float64
	rate      float64
	horizon   int
	contact   float64
	lives     int
}

// defaults are the options when no flag is given.
func defaults() options {
	return options{seed: 1, customers: 500, margin: 0.35, rate: 0.10, horizon: 24, contact: 2.50, lives: 4000}
}

// parseFlags reads the command line. The error is flag.ErrHelp for -h.
func parseFlags(args []string) (options, error) {
	o := defaults()
	flags := flag.NewFlagSet("stagevalue", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // run says what is wrong, once and in one line
	flags.Uint64Var(&o.seed, "seed", o.seed, "")
	flags.StringVar(&o.events, "events", "", "")
	number := func(name string, at *float64, least, most float64) {
		flags.Func(name, "", func(text string) error {
			v, err := strconv.ParseFloat(text, 64)
			if err != nil || !(v >= least && v <= most) || math.Signbit(v) {
				return fmt.Errorf("want a number from %g to %g", least, most)
			}
			*at = v
			return nil
		})
	}
	whole := func(name string, at *int, least, most int) {
		flags.Func(name, "", func(text string) error {
			n, err := strconv.Atoi(text)
			if err != nil || n < least || n > most {
				return fmt.Errorf("want a whole number from %d to %d", least, most)
			}
			*at = n
			return nil
		})
	}
	date := func(name string, at *relationship.Date) {
		flags.Func(name, "", func(text string) (err error) {
			*at, err = relationship.ParseDate(text)
			return err
		})
	}
	whole("customers", &o.customers, 100, 5000)
	whole("horizon", &o.horizon, 1, 600)
	whole("lives", &o.lives, 100, 100_000)
	number("margin", &o.margin, 0, 1)
	number("rate", &o.rate, 0, 10)
	number("contact", &o.contact, 0, 1e6)
	date("from", &o.from)
	date("until", &o.until)
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	switch {
	case flags.NArg() > 0:
		return o, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case o.events == "" && (!o.from.IsZero() || !o.until.IsZero()):
		return o, fmt.Errorf("-from and -until are for a log of your own: give -events too")
	case !o.from.IsZero() && !o.until.IsZero() && !o.until.After(o.from):
		return o, fmt.Errorf("-until %v: want a date after -from %v", o.until, o.from)
	}
	return o, nil
}
