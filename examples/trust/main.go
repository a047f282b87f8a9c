// Trust is a tutorial: a supplier, seen through the supplier card and the trust card. A maker of bicycles has bought chains from one
// supplier for a year and a half: there were deliveries on time and late, promises kept, broken and renegotiated, answers, ratings and a
// complaint, and one promise is overdue now. The report says what was promised and kept, what the supplier scores and how sure that is,
// what becomes of the score without news, what changed it since last quarter, how much one failure would hurt, what would help most, and
// where the supplier stands beside three others of whom little is known.
//
//	go run ./examples/trust                       tells the built-in story
//	go run ./examples/trust -as-of 2026-03-31     tells it as it looked then
//	go run ./examples/trust -events log.jsonl     tells yours
//	go run ./examples/trust -h                    says what else there is
//
// What comes out is a text of seven parts with small pictures. Each number in it comes from a call of the library at one instant, and each
// part says what its numbers mean. In the order of the data:
//
//	story.go     JSON lines become a relationship.History, of which one supplier is looked at
//	card.go      the two editions of the card, and events and present measures become a score
//	promises.go, score.go, ahead.go, since.go, failure.go, advice.go, ranking.go
//	             what the parts of the report say
//	text.go      how they are written
//
// The firms are invented.
package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

const usage = `Tells how far a supplier is to be trusted: promises, score, fading, changes, failure,
advice, and a ranking beside other suppliers.

  go run ./examples/trust                       tells a built-in story
  go run ./examples/trust -events log.jsonl     tells your own

  -events FILE   a log of events, one on each line as JSON; - reads standard input.
                 The documentation of package relationship lists the fields. The
                 other suppliers of the same buyer are the candidates.
  -who ID        look at this supplier (default: the one with the most events)
  -as-of DATE    the day at whose noon (UTC) to look, as 2026-03-31; what comes later
                 is left out (default: the last event; of the story, 2026-06-30)
  -one-thing     all orders are of the same size and thing, as in the story, so that
                 their amounts are prices

A rating whose id begins with "staff-" is about the people of the supplier.

Exit status: 0 told, 1 the log cannot be read or has no supplier, 2 a wrong flag.
`

// The exit statuses.
const (
	exitOK    = 0
	exitData  = 1
	exitFlags = 2
)

// options are the flags.
type options struct {
	events   string    // a file, "-" for standard input, "" for the story
	who      string    // "" for the best known
	asOf     time.Time // the zero time if not given
	oneThing bool      // orders are alike, as those of the story are
}

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run is the whole program, and returns its exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	opt, err := parseFlags(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, usage)
		return exitOK
	}
	if err != nil {
		fmt.Fprintf(stderr, "trust: %v\nRun it with -h to see all flags.\n", err)
		return exitFlags
	}
	out := bufio.NewWriter(stdout) // keeps the first error of writing for Flush
	if err := errors.Join(tell(out, opt, stdin), out.Flush()); err != nil {
		fmt.Fprintf(stderr, "trust: %v\n", err)
		return exitData
	}
	return exitOK
}

// parseFlags reads the command line. The error is flag.ErrHelp for -h.
func parseFlags(args []string) (opt options, err error) {
	flags := flag.NewFlagSet("trust", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // run says what is wrong, in one line
	flags.Func("events", "", func(text string) error {
		if opt.events = text; text == "" {
			return errors.New("want the name of a file, or - for standard input")
		}
		return nil
	})
	flags.Func("who", "", func(text string) error {
		if opt.who = text; text == "" {
			return errors.New("want the id of a supplier")
		}
		return nil
	})
	flags.Func("as-of", "", func(text string) error {
		day, err := relationship.ParseDate(text)
		if err != nil {
			return errors.New("want a day such as 2026-03-31")
		}
		opt.asOf = day.Time().Add(12 * time.Hour)
		return nil
	})
	flags.BoolVar(&opt.oneThing, "one-thing", false, "")
	if err := flags.Parse(args); err != nil {
		return opt, err
	}
	if flags.NArg() > 0 {
		return opt, fmt.Errorf("%q is no flag; a log is named with -events %[1]s", flags.Arg(0))
	}
	opt.oneThing = opt.oneThing || opt.events == ""
	return opt, nil
}

// tell writes the report.
func tell(w io.Writer, opt options, stdin io.Reader) error {
	d, err := openDesk(w, opt, stdin)
	if err != nil {
		return err
	}
	d.opening(opt == options{oneThing: opt.oneThing})
	for _, part := range []func() error{d.promises, d.score, d.trust, d.ahead, d.since, d.failure, d.advice, d.ranking} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// opening says what the report is about, and what its numbers mean.
func (d *desk) opening(plain bool) {
	d.line("How far to trust a supplier\n===========================\n")
	if plain { // the story, told as it is
		d.prose(storyIntro)
	}
	d.prose(`Looked at is %s, as a supplier of %s, as of %s, from what had happened by then. Points run from 0 to 10,000, and 5,000 is
where nothing is known. Evidence fades: half of it is gone after a year, of answers after half a year.`, d.key.To, d.key.From, date(d.asOf))
}
