package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// usage is what -h prints.
const usage = `Puts suppliers side by side: what they cost, what hangs on them, how safe their supply
is, how well they serve, and whom to turn to first.

  go run ./examples/suppliers                                        a built-in year
  go run ./examples/suppliers -suppliers own.csv -events own.jsonl   your own

  -suppliers FILE  a table, comma-separated, with a line for each supplier: see suppliers.csv
                   beside this program. The columns supplier, spend and margin_at_stake
                   must be there, what, prices (unit prices in the order in which they held)
                   and candidate_for may be; each factor of Kraljic's matrix has a column
                   named as "impact: share of cost x2" or "risk: few sources x3", where the
                   number after x is its weight, and points from 0 to 10000 below it
  -events FILE     a log of events, one JSON object a line; - reads standard input. The
                   documentation of package relationship lists all kinds. A supplier is
                   the one whom an event is about ("to"), in whatever role
  -as-of DATE      tell it as it looked at the end of that day (default: at the last event;
                   the built-in year at the end of June 2026). The table is read as it is
  -impact POINTS   from where on profit impact is high, 1 to 10000 (default 5000)
  -risk POINTS     from where on supply risk is high, 1 to 10000 (default 5000)
  -target POINTS   the score that every supplier is meant to reach, 0 to 10000 (default 7000)
  -weights LIST    how much a gap counts with a strategic, a bottleneck, a leverage and a
                   non-critical supplier: four whole numbers from 0 to 1000
                   (default 4,3,2,1)
  -svg DIR         draw the matrix as DIR/kraljic.svg too

Exit status: 0 told, 1 it cannot be read or written, 2 a wrong flag.
`

// options are the flags, read and checked.
type options struct {
	suppliers, events string // files; "" for the built-in year
	asOf              time.Time
	midpoints         segment.KraljicPolicy
	target            int
	weights           map[segment.KraljicClass]int
	svg               string // a folder; "" for no picture
}

// weighted is the order of the list of weights: the class that a gap counts most with comes first.
func weighted() []segment.KraljicClass {
	return []segment.KraljicClass{segment.KraljicStrategic, segment.KraljicBottleneck, segment.KraljicLeverage, segment.KraljicNonCritical}
}

// parseFlags reads the command line. The error is flag.ErrHelp for -h.
func parseFlags(args []string) (options, error) {
	o := options{midpoints: segment.DefaultKraljicPolicy(), target: 7000}
	o.weights, _ = parseWeights("4,3,2,1")
	flags := flag.NewFlagSet("suppliers", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // run says what is wrong, once and in one line
	name := func(flag, what string, at *string) {
		flags.Func(flag, "", func(text string) error {
			if *at = text; text == "" {
				return errors.New("want the name of a " + what)
			}
			return nil
		})
	}
	points := func(flag string, least int, at *int) {
		flags.Func(flag, "", func(text string) error {
			n, err := strconv.Atoi(text)
			if err != nil || n < least || n > 10_000 {
				return fmt.Errorf("want a whole number from %d to 10000", least)
			}
			*at = n
			return nil
		})
	}
	name("suppliers", "file", &o.suppliers)
	name("events", "file", &o.events)
	name("svg", "folder", &o.svg)
	points("impact", 1, &o.midpoints.Impact)
	points("risk", 1, &o.midpoints.Risk)
	points("target", 0, &o.target)
	flags.Func("weights", "", func(text string) (err error) {
		o.weights, err = parseWeights(text)
		return err
	})
	flags.Func("as-of", "", func(text string) error {
		day, err := relationship.ParseDate(text)
		if err != nil {
			return errors.New("want a day such as 2026-04-30")
		}
		o.asOf = day.Time().Add(24*time.Hour - time.Second)
		return nil
	})
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	switch {
	case flags.NArg() > 0:
		return o, fmt.Errorf("%q is no flag; a table is named with -suppliers %[1]s", flags.Arg(0))
	case (o.suppliers == "") != (o.events == ""):
		return o, errors.New("-suppliers and -events belong together: give both, or none for the built-in year")
	case o.suppliers == "-":
		return o, errors.New("-suppliers: want the name of a file; standard input is for -events")
	}
	return o, nil
}

// parseWeights reads the weights of the four classes.
func parseWeights(text string) (map[segment.KraljicClass]int, error) {
	wrong := errors.New("want four whole numbers from 0 to 1000, such as 4,3,2,1")
	parts := strings.Split(text, ",")
	if len(parts) != len(weighted()) {
		return nil, wrong
	}
	weights := map[segment.KraljicClass]int{}
	for i, class := range weighted() {
		n, err := strconv.Atoi(parts[i])
		if err != nil || n < 0 || n > 1000 {
			return nil, wrong
		}
		weights[class] = n
	}
	return weights, nil
}
