// Quickstart scores the customers and partners in a log: where each relationship
// stands, how strong it is, which group it is in, what it is worth, and why.
//
//	go run ./examples/quickstart                       scores a built-in sample
//	go run ./examples/quickstart -why C00057           explains one party of it
//	go run ./examples/quickstart -orders shop.csv      scores your own orders
//	go run ./examples/quickstart -events shop.jsonl    scores all that happened
//	go run ./examples/quickstart -h                    says what else there is
//
// It is also the shortest way to see the library at work: rooms.go is where its
// rooms meet. In the order of the data, from the file to the tables:
//
//	records.go, columns.go, orders.go   comma-separated text becomes rows
//	events.go                           JSON lines become events
//	ledger.go, refunds.go, faults.go …  rows and events become a relationship.History
//	parties.go                          the history becomes one relationship.Summary a party
//	fit.go                              summaries become two models, BG/NBD and Gamma-Gamma
//	holdout.go                          a model is held against what it did not see
//	rooms.go                            events become stage, loyalty, segment and value
//	score.go, why.go                    profiles become lines of a table, and their reasons
//	report.go, render_table.go, …       all of it becomes text
//	flags.go, usage.go                  what can be asked
//	synth.go, …                         the built-in sample
//
// The models are for shops without a contract, where nobody says goodbye. For
// subscriptions and policies, which end on a known day, they are wrong.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// The exit statuses.
const (
	exitOK    = 0
	exitData  = 1 // the log cannot be read or scored
	exitFlags = 2
)

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run is the whole program, and returns its exit status.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	opt, err := parseFlags(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, usage)
		return exitOK
	}
	if err != nil {
		fmt.Fprintf(stderr, "quickstart: %v\nRun it with -h to see all flags.\n", err)
		return exitFlags
	}
	out := bufio.NewWriter(stdout)
	switch {
	case opt.dump:
		err = writeEvents(out)
	case opt.kinds:
		err = writeKinds(out)
	case opt.generate > 0:
		err = writeSample(out, opt.generate)
	default:
		err = scoreLog(opt, stdin, out, stderr)
	}
	if err = errors.Join(err, out.Flush()); err != nil {
		fmt.Fprintf(stderr, "quickstart: %v\n", err)
		return exitData
	}
	return exitOK
}

// scoreLog reads the log, fits the models, asks the rooms about every party and
// writes what came out. Running times go to standard error, so that the same log
// always gives the same output.
func scoreLog(opt options, stdin io.Reader, out, stderr io.Writer) error {
	watch := stopwatch{at: time.Now()}
	book, err := readLogs(opt, stdin, newProgress(stderr, time.Now))
	if err != nil {
		return err
	}
	watch.lap("read " + of(book.lines, "line", "lines"))
	if opt.strict && book.bad.total() > 0 {
		fmt.Fprintf(stderr, "%s: %v\n", book.at(book.bad.all[0].place), book.bad.all[0])
		return errors.New("stopped at the first bad line, as -strict asks")
	}
	if err := book.bad.print(stderr, book.at); err != nil {
		return err
	}
	if err := checkDays(book); err != nil {
		return fmt.Errorf("%s: %w", strings.Join(book.files, ", "), err)
	}
	r, err := newScores(book, &watch)
	if err != nil {
		return err
	}
	fmt.Fprintln(stderr, watch.String())
	switch opt.format {
	case "csv":
		return errors.Join(writeTable(stderr, r, false), writeCSV(out, r))
	case "json":
		return writeJSON(out, r)
	default:
		return writeTable(out, r, true)
	}
}

// newScores goes from a ledger to the whole report.
func newScores(book *ledger, watch *stopwatch) (*report, error) {
	parties, err := book.parties()
	if err != nil {
		return nil, err
	}
	r, err := newReport(book, parties)
	if err != nil {
		return nil, err
	}
	models, facts, err := fitModels(book, parties)
	if err != nil {
		return nil, err
	}
	r.Fit = facts
	if !book.opt.split.IsZero() && models.hasOrders {
		if r.Holdout, err = newHoldout(book, parties, models); err != nil {
			return nil, err
		}
	}
	watch.lap("fitted the models")
	all, err := profileAll(book, parties, models)
	if err != nil {
		return nil, err
	}
	watch.lap("profiled " + of(len(all), "party", "parties"))
	if book.opt.why != "" {
		r.Why, err = explain(book, all)
		return r, err
	}
	return r, r.setRankings(book, all)
}

// stopwatch tells how long the parts of a run took.
type stopwatch struct {
	at   time.Time
	laps []string
}

// lap ends a part.
func (s *stopwatch) lap(what string) {
	now := time.Now()
	s.laps = append(s.laps, what+" in "+ms(float64(now.Sub(s.at).Microseconds())/1000))
	s.at = now
}

// String lists the parts.
func (s *stopwatch) String() string { return strings.Join(s.laps, ", ") }

// builtIn is the name of the log that comes with the program.
const builtIn = "built-in sample"

// readLogs reads all that is to be read into one ledger.
func readLogs(opt options, stdin io.Reader, watch *progress) (*ledger, error) {
	book := newLedger(opt)
	if opt.orders == "" && opt.events == "" {
		var sample bytes.Buffer
		if err := writeEvents(&sample); err != nil {
			return nil, err
		}
		err := readEvents(builtIn, &sample, book, watch)
		book.settle()
		return book, err
	}
	for _, log := range []struct {
		file string
		read func(string, io.Reader, *ledger, *progress) error
	}{{opt.orders, readOrders}, {opt.events, readEvents}} {
		if log.file == "" {
			continue
		}
		name, src := "stdin", io.NopCloser(stdin)
		if log.file != "-" {
			f, err := os.Open(log.file)
			if err != nil {
				return nil, err
			}
			name, src = log.file, f
		}
		err := log.read(name, src, book, watch)
		if err = errors.Join(err, src.Close()); err != nil {
			return nil, err
		}
	}
	book.settle()
	return book, nil
}
