package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"strconv"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// usage is what -h prints.
const usage = `Reads the life of a community around a product, and what it says of the firm.

  go run ./examples/community                       tells a built-in half of a year
  go run ./examples/community -events own.jsonl     tells your own

  -events FILE     a log of events, one JSON object a line; - reads standard input. The
                   documentation of package relationship lists all kinds. What is in the
                   book of "page" happened in the community; a member is who consented to
                   the channel "social" there. Other books on consumers are shops, and
                   those on suppliers and other partners are partners
  -register FILE   what no event holds, as one JSON object: see register.json beside this
                   program. With -events it is empty unless it is given
  -as-of DATE      tell it as it looked at the end of that day (default: at the last event;
                   the built-in story at the end of June 2026). What has no date in the
                   register is read as it is
  -margin SHARE    what is left of a sale, 0.01 to 1 (default 0.65)
  -touch COST      what one letter or answer costs, in the money of the sales (default 0.80)
  -cap N           how many letters a month a member consented to, 0 to 1000 (default 2)

Exit status: 0 told, 1 it cannot be read or says too little, 2 a wrong flag.
`

// options are the flags, read and checked.
type options struct {
	events, register string // files; "" for the built-in story
	asOf             time.Time
	margin           int // in points of 10000
	touch            string
	cap              int
}

// parseFlags reads the command line. The error is flag.ErrHelp for -h.
func parseFlags(args []string) (options, error) {
	o := options{margin: 6500, touch: "0.80", cap: 2}
	flags := flag.NewFlagSet("community", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // run says what is wrong, once and in one line
	file := func(name string, at *string) {
		flags.Func(name, "", func(text string) error {
			if *at = text; text == "" {
				return errors.New("want the name of a file")
			}
			return nil
		})
	}
	file("events", &o.events)
	file("register", &o.register)
	flags.Func("as-of", "", func(text string) error {
		day, err := relationship.ParseDate(text)
		if err != nil {
			return errors.New("want a day such as 2026-04-30")
		}
		o.asOf = day.Time().Add(24*time.Hour - time.Second)
		return nil
	})
	flags.Func("margin", "", func(text string) error {
		v, err := strconv.ParseFloat(text, 64)
		if err != nil || !(v >= 0.01 && v <= 1) {
			return errors.New("want a share from 0.01 to 1")
		}
		o.margin = int(math.Round(1e4 * v))
		return nil
	})
	flags.Func("touch", "", func(text string) error {
		m, err := relationship.ParseMoney(text + " EUR") // in whatever money the sales are: the number alone is read
		if err != nil || m.Sign() < 0 {
			return errors.New("want an amount such as 0.80")
		}
		o.touch = text
		return nil
	})
	flags.Func("cap", "", func(text string) error {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 || n > 1000 {
			return errors.New("want a whole number from 0 to 1000")
		}
		o.cap = n
		return nil
	})
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	switch {
	case flags.NArg() > 0:
		return o, fmt.Errorf("%q is no flag; a log is named with -events %[1]s", flags.Arg(0))
	case o.events == "" && o.register != "":
		return o, errors.New("-register is for a log of your own: give -events too")
	case o.register == "-":
		return o, errors.New("-register: want the name of a file; standard input is for -events")
	}
	return o, nil
}
