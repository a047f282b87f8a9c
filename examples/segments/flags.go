package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// usage is what -h prints.
const usage = `From a list of orders to the group each customer is in, and from one month to the next.

  go run ./examples/segments                      a made-up shop
  go run ./examples/segments -orders own.csv      a list of your own

A list of orders is comma-separated text in UTF-8 with a header. Columns are found by name:

  customer   (or customer_id, id)   who bought
  date       (or order_date)        2006-01-02, or with a time behind it, which is not looked at
  amount     (or total)             12.50; 0 for a free order; less than 0 for a refund
  order      (or order_id)          optional: the id of the line, which no other line may have
  refund_of                         optional: the id of the order that this line gives money back
                                    for, in either sign

An order stands above its refunds. A refund without refund_of gives money back for the customer's
latest order by then of which so much is left. A line with a customer and nothing else is somebody who is known and has not bought.

The base
  -orders FILE     the list; - reads standard input
  -currency CODE   what the amounts are in (default EUR)
  -asof DATE       the day of the first look (default: the end of the month before the second)
  -next DATE       the day of the second look (default: the last date of the list)
  -tenure PERIOD   who first bought less than this ago is too new to be scored (default 7d)

The scores
  -scores K        how many there are in each dimension, 2 to 10 (default 5); the maps, which are
                   made for 5, are stretched or shrunk
  -ties RULE       how equal values count: low, mid or high (default low)
  -nested          compare frequencies among those with the same recency score only, and values
                   among those with the same two
  -grid MAP        engagement or classic (default engagement)
  -scorer FILE     thresholds that were saved before, instead of new ones
  -save FILE       save the thresholds

The output
  -json            the scores of -asof, one JSON object a line, instead of the report
  -svg DIR         write the two pictures into a folder

Exit status: 0 told, 1 something cannot be read or says too little, 2 a wrong flag.
`

// options are the flags, read and checked.
type options struct {
	orders     string // a file, "-" for standard input, "" for the made-up shop
	currency   relationship.Currency
	asOf, next relationship.Date // zero = not given, until the orders are known
	tenure     relationship.Period
	scores     int
	ties       segment.Ties
	nested     bool
	grid       string
	scorer     string
	save       string
	json       bool
	svg        string
}

// quantiles says how the thresholds are cut.
func (o options) quantiles() segment.QuantileOptions {
	return segment.QuantileOptions{Recency: o.scores, Frequency: o.scores, Monetary: o.scores, Ties: o.ties, Nested: o.nested}
}

// parseFlags reads the command line. The error is flag.ErrHelp for -h.
func parseFlags(args []string) (options, error) {
	o := options{
		currency: relationship.Must(relationship.ParseCurrency("EUR")),
		tenure:   relationship.Must(relationship.ParsePeriod("7d")),
		scores:   5,
		grid:     "engagement",
	}
	flags := flag.NewFlagSet("segments", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // run says what is wrong, once and in one line
	text := func(name string, set func(string) error) { flags.Func(name, "", set) }
	for name, at := range map[string]*string{"orders": &o.orders, "scorer": &o.scorer, "save": &o.save, "svg": &o.svg} {
		text(name, func(s string) error {
			if s == "" {
				return errors.New("want a name")
			}
			*at = s
			return nil
		})
	}
	for name, at := range map[string]*relationship.Date{"asof": &o.asOf, "next": &o.next} {
		text(name, func(s string) (err error) { *at, err = relationship.ParseDate(s); return })
	}
	text("currency", func(s string) (err error) { o.currency, err = relationship.ParseCurrency(s); return })
	text("tenure", func(s string) (err error) { o.tenure, err = relationship.ParsePeriod(s); return })
	text("ties", func(s string) (err error) { o.ties, err = segment.ParseTies(s); return })
	text("scores", func(s string) error {
		n, err := strconv.Atoi(s)
		if err != nil || n < 2 || n > 10 {
			return errors.New("want a whole number from 2 to 10")
		}
		o.scores = n
		return nil
	})
	text("grid", func(s string) error {
		if !slices.Contains([]string{"engagement", "classic"}, s) {
			return errors.New("want engagement or classic")
		}
		o.grid = s
		return nil
	})
	flags.BoolVar(&o.nested, "nested", false, "")
	flags.BoolVar(&o.json, "json", false, "")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("%q is no flag; a list is named with -orders %[1]s", flags.Arg(0))
	}
	var err error
	flags.Visit(func(f *flag.Flag) {
		switch {
		case o.scorer != "" && slices.Contains([]string{"scores", "ties", "nested"}, f.Name):
			err = fmt.Errorf("-%s says how to cut thresholds, and -scorer that they are cut already", f.Name)
		case o.json && slices.Contains([]string{"save", "svg", "next"}, f.Name):
			err = fmt.Errorf("-json prints the scores and nothing else; -%s has no use beside it", f.Name)
		}
	})
	if err == nil && !o.asOf.IsZero() && !o.next.IsZero() && !o.next.After(o.asOf) {
		err = fmt.Errorf("-next %v: want a date after -asof %v", o.next, o.asOf)
	}
	return o, err
}
