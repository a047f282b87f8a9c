package main

import (
	"flag"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// usage is what -h prints.
const usage = `A year of one customer: replayed, explained, drawn, and what time alone will do.

  go run ./examples/lifecycle                     the built-in year
  go run ./examples/lifecycle -at 2025-04-10      the same, as it looked on that day
  go run ./examples/lifecycle -events own.jsonl   a story of your own

The story
  -events FILE   a log of events, one JSON object a line, as story.jsonl beside the
                 program is; - reads standard input. The documentation of package
                 relationship lists all kinds of events
  -party ID      the customer to follow, if the log has several (default: the one
                 with the most events who is no supplier)
  -at DATE       the end of this day, in UTC, is "today"; what came after it is not
                 known yet (default: 2025-12-31 for the built-in year, and the
                 last event of a story of your own)

A drawing instead of the report
  -table         the rules of the life cycle as a table, and those that were used
  -mermaid       a state diagram in the language Mermaid, visited stages coloured
  -dot           a directed graph in the language of Graphviz, the way in bold

Exit status: 0 told, 1 the story cannot be read or replayed, 2 a wrong flag.
`

// options are the flags, read and checked.
type options struct {
	events string // a file, "-" for standard input, "" for the built-in story
	party  relationship.PartyID
	at     time.Time // zero = not given
	draw   string    // a key of drawings, "" for the report
}

// parseFlags reads the command line. The error is flag.ErrHelp for -h.
func parseFlags(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("lifecycle", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // run says what is wrong, once and in one line
	flags.StringVar(&o.events, "events", "", "")
	flags.Func("party", "", func(text string) error {
		o.party = relationship.PartyID(text)
		if text == "" {
			return fmt.Errorf("want the id of a party")
		}
		return nil
	})
	flags.Func("at", "", func(text string) error {
		date, err := relationship.ParseDate(text)
		if err != nil {
			return err
		}
		o.at = endOf(date)
		return nil
	})
	names := slices.Sorted(maps.Keys(drawings()))
	for _, name := range names {
		flags.BoolFunc(name, "", func(string) error {
			if o.draw != "" && o.draw != name {
				return fmt.Errorf("want one drawing at a time, and -%s was given too", o.draw)
			}
			o.draw = name
			return nil
		})
	}
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	if flags.NArg() > 0 {
		return o, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	return o, nil
}

// endOf is the last second of a day, in UTC.
func endOf(date relationship.Date) time.Time { return date.AddDays(1).Time().Add(-time.Second) }
