// Quickstart scores the customers in a log of orders: who is still a customer,
// how often they will order, and what that is worth.
//
//	go run ./examples/quickstart                     scores a built-in sample
//	go run ./examples/quickstart -orders shop.csv    scores your own log
//	go run ./examples/quickstart -h                  says what else there is
//
// It is also the shortest way to see the library at work. In the order of the
// data, from the file to the ranking:
//
//	records.go, columns.go, orders.go   comma-separated text becomes rows
//	ledger.go, faults.go, warnings.go   rows become one relationship.Summary each customer
//	fit.go                              summaries become two models, BG/NBD and Gamma-Gamma
//	holdout.go                          a model is held against what it did not see
//	score.go                            model and summary become chances, orders and money
//	report.go, render_table.go, …       all of it becomes text
//	flags.go, usage.go                  what can be asked
//	synth.go                            the built-in sample
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
	if opt.generate > 0 {
		err = writeSample(out, opt.generate)
	} else {
		err = scoreLog(opt, stdin, out, stderr)
	}
	if err = errors.Join(err, out.Flush()); err != nil {
		fmt.Fprintf(stderr, "quickstart: %v\n", err)
		return exitData
	}
	return exitOK
}

// scoreLog reads a log, fits the models, scores every customer and writes what
// came out.
func scoreLog(opt options, stdin io.Reader, out, stderr io.Writer) error {
	name, src, err := openLog(opt.orders, stdin)
	if err != nil {
		return err
	}
	defer src.Close()

	start := time.Now()
	book, err := readLog(name, src, opt, newProgress(stderr, time.Now))
	if err != nil {
		return err
	}
	reading := time.Since(start)
	if opt.strict && book.bad.total() > 0 {
		fmt.Fprintf(stderr, "%s: %v\n", book.at(book.bad.all[0].line), book.bad.all[0])
		return errors.New("stopped at the first bad line, as -strict asks")
	}
	if err := book.bad.print(stderr, name); err != nil {
		return err
	}
	if err := checkDays(book); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}

	r, err := newReport(book)
	if err != nil {
		return err
	}
	r.Log.Milliseconds = milliseconds(reading)
	models, facts, err := fitModels(book)
	if err != nil {
		return err
	}
	r.Fit = facts
	if !opt.split.IsZero() && models.hasOrders {
		if r.Holdout, err = newHoldout(book, models); err != nil {
			return err
		}
	}
	if err := r.setRanking(book, models); err != nil {
		return err
	}
	switch opt.format {
	case "csv":
		return errors.Join(writeTable(stderr, r, false), writeCSV(out, r))
	case "json":
		return writeJSON(out, r)
	default:
		return writeTable(out, r, true)
	}
}

// builtIn is the name of the log that comes with the program.
const builtIn = "built-in sample"

// openLog opens the log and returns the name to call it by.
func openLog(file string, stdin io.Reader) (string, io.ReadCloser, error) {
	switch file {
	case "":
		var sample bytes.Buffer
		err := writeSample(&sample, sampleCustomers)
		return builtIn, io.NopCloser(&sample), err
	case "-":
		return "stdin", io.NopCloser(stdin), nil
	default:
		f, err := os.Open(file)
		return file, f, err
	}
}
