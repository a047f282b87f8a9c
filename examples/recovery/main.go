// Recovery is a tutorial: a complaint, and what becomes of it. One customer is answered the same day, promised something in public by a
// date, and gets it; one never hears anything; one is promised the same and does not get it. It shows what each of that does to trust, to
// satisfaction and to the stage that the relationship is in, and what it would have been like otherwise.
//
//	go run ./examples/recovery                        tells the built-in story
//	go run ./examples/recovery -as-of 2026-04-20      tells it as it looked then
//	go run ./examples/recovery -events shop.jsonl     tells yours
//	go run ./examples/recovery -h                     says what else there is
//
// In the order of the data:
//
//	story.go       JSON lines become a relationship.History, and that some customers who complained
//	roles.go       which events belong to the complaint, so that they can be thought away
//	follow.go      events become stages and scores: the only place where loyalty and lifecycle meet
//	past.go, promises.go, otherwise.go, ahead.go
//	               what the parts of the report say
//	table.go, plot.go, say.go
//	               how they are written
//
// The people are invented.
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

const usage = `Tells what became of complaints: what the answer, the promise and the silence did to
trust, to satisfaction and to the stage of each customer who complained.

  go run ./examples/recovery                       tells a built-in story
  go run ./examples/recovery -events shop.jsonl    tells your own

  -events FILE   a log of events, one on each line as JSON; - reads standard input.
                 The documentation of package relationship lists the fields. Shown
                 are up to six customers who complained, the first by name.
  -who ID        show this customer alone
  -as-of DATE    the day at whose end to look, as 2026-04-20; what comes later is
                 left out (default: the last event; of the story, 2026-08-09)

A promise belongs to a complaint if both have the same topic. That a promise was kept
is shown by a second delivery of an order, and by the use of a line with that topic.

Exit status: 0 told, 1 the log cannot be read or nobody complains in it, 2 a wrong flag.
`

// The exit statuses.
const (
	exitOK    = 0
	exitData  = 1
	exitFlags = 2
)

// options are the flags.
type options struct {
	events string    // a file, "-" for standard input, "" for the story
	asOf   time.Time // the zero time if not given
	who    string    // "" for all
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
		fmt.Fprintf(stderr, "recovery: %v\nRun it with -h to see all flags.\n", err)
		return exitFlags
	}
	out := bufio.NewWriter(stdout) // keeps the first error of writing for Flush
	if err := errors.Join(tell(out, opt, stdin), out.Flush()); err != nil {
		fmt.Fprintf(stderr, "recovery: %v\n", err)
		return exitData
	}
	return exitOK
}

// parseFlags reads the command line. The error is flag.ErrHelp for -h.
func parseFlags(args []string) (opt options, err error) {
	flags := flag.NewFlagSet("recovery", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // run says what is wrong, in one line
	flags.Func("events", "", func(text string) error {
		if opt.events = text; text == "" {
			return errors.New("want the name of a file, or - for standard input")
		}
		return nil
	})
	flags.Func("who", "", func(text string) error {
		if opt.who = text; text == "" {
			return errors.New("want the id of a customer")
		}
		return nil
	})
	flags.Func("as-of", "", func(text string) error {
		day, err := relationship.ParseDate(text)
		if err != nil {
			return errors.New("want a day such as 2026-04-20")
		}
		opt.asOf = day.Time().Add(24*time.Hour - time.Second)
		return nil
	})
	if err := flags.Parse(args); err != nil {
		return opt, err
	}
	if flags.NArg() > 0 {
		return opt, fmt.Errorf("%q is no flag; a log is named with -events %[1]s", flags.Arg(0))
	}
	return opt, nil
}

// tell writes the report.
func tell(w io.Writer, opt options, stdin io.Reader) error {
	log, asOf, err := read(opt, stdin)
	if err != nil {
		return err
	}
	customers, more, err := complainers(log, opt.who)
	if err != nil {
		return err
	}
	rooms, err := openRooms()
	if err != nil {
		return err
	}
	zero := customers[0].first.At()
	for _, c := range customers {
		if c.first.At().Before(zero) {
			zero = c.first.At()
		}
	}
	days := newAxis(zero, asOf)
	for _, c := range customers {
		if c.track, err = rooms.follow(c.log.All(), days.looks...); err != nil {
			return fmt.Errorf("%s: %w", c.name(), err)
		}
	}
	r := report{w, rooms, log, customers, days, asOf}
	r.opening(opt.events == "", more)
	for _, part := range []func() error{r.past, r.events, r.promises, r.pictures, r.otherwise, r.reasons, r.ahead, r.stakes} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// report is what the parts of the report read.
type report struct {
	w         io.Writer
	rooms     rooms
	log       *relationship.History
	customers []*customer
	axis      axis
	asOf      time.Time
}

// line writes a line as it is.
func (r *report) line(format string, args ...any) { fmt.Fprintf(r.w, format+"\n", args...) }

// prose writes a paragraph, in lines that are not too long.
func (r *report) prose(indent, format string, args ...any) {
	fmt.Fprint(r.w, wrap(indent, fmt.Sprintf(format, args...)))
}

// opening says what the report is about, and what its numbers mean.
func (r *report) opening(story bool, more int) {
	r.line("A complaint, and what becomes of it")
	r.line("===================================\n")
	if story {
		r.prose("", storyIntro)
		r.line("%s", storyCourses)
	}
	r.prose("", "All is read as of %s, from what had happened by then. Who complained: %s.", date(r.asOf), list(r.customers))
	if more > 0 {
		r.prose("", "There are %d more, which are left out here.", more)
	}
	r.line("")
	r.prose("", `How to read the numbers. The index says how strong a relationship is, by what the customer has lived through with us: from 0 to
10,000 points, and 5,000 where nothing is known. It is the mean of five factors on the same scale. Trust comes from promises and delivery
dates, kept or missed; satisfaction from ratings and complaints; communication from the time that answers take. Old evidence fades: half of
it is gone after a year, of satisfaction after half a year, of communication after three months. So without news every factor drifts back
to 5,000, not because things got better or worse, but because nobody knows any more. The stage says where the customer stands. It is moved
by what happens, and by time.`)
}
