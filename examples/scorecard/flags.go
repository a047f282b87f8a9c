package main

import (
	"flag"
	"fmt"
	"io"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// usage is what -h prints.
const usage = `A scorecard of one's own: checked, mended, scored, changed, and tested by what happened.

  go run ./examples/scorecard                       a made-up base of subscribers
  go run ./examples/scorecard -card own.json        a card of your own
  go run ./examples/scorecard -events own.jsonl -as-of 2026-01-01

The cards
  -card FILE       the first edition, as JSON, instead of the one that is built in; all
                   its faults are listed. cards/edition1.json is one to begin with.
                   Factors named price and ties are fed by what is measured here
  -other FILE      the second edition, of the same id

The base
  -seed N          another made-up base, by the same habits (default 1)
  -customers N     how many subscribers it has, 200 to 20000 (default 400)
  -events FILE     a log of events, one JSON object a line, instead; - reads standard
                   input. The documentation of package relationship lists all kinds
  -as-of DATE      the day at whose beginning all are scored; what the log has after it
                   says who left: whoever cancelled or closed. Needed with -events

Exit status: 0 told, 1 a card has faults, or the log cannot be read or says too little,
2 a wrong flag.
`

// options are the flags, read and checked.
type options struct {
	card, other string // files, "" for what is built in
	seed        uint64
	customers   int
	events      string            // a file, "-" for standard input, "" for the made-up base
	asOf        relationship.Date // zero = that of the made-up base
}

// defaults are the options when no flag is given.
func defaults() options { return options{seed: 1, customers: 400} }

// parseFlags reads the command line. The error is flag.ErrHelp for -h.
func parseFlags(args []string) (options, error) {
	o := defaults()
	flags := flag.NewFlagSet("scorecard", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // run says what is wrong, once and in one line
	flags.StringVar(&o.card, "card", "", "")
	flags.StringVar(&o.other, "other", "", "")
	flags.Uint64Var(&o.seed, "seed", o.seed, "")
	flags.StringVar(&o.events, "events", "", "")
	flags.Func("customers", "", func(text string) error {
		n, err := strconv.Atoi(text)
		if err != nil || n < 200 || n > 20_000 {
			return fmt.Errorf("want a whole number from 200 to 20000")
		}
		o.customers = n
		return nil
	})
	flags.Func("as-of", "", func(text string) (err error) {
		o.asOf, err = relationship.ParseDate(text)
		return err
	})
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	switch {
	case flags.NArg() > 0:
		return o, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	case o.events == "" && !o.asOf.IsZero():
		return o, fmt.Errorf("-as-of is for a log of your own: give -events too")
	case o.events != "" && o.asOf.IsZero():
		return o, fmt.Errorf("-events needs -as-of: the day from which on the log tells who left")
	case o.card != "" && o.other == "":
		return o, fmt.Errorf("-card needs -other: the edition to compare it with")
	}
	return o, nil
}
