// Segments is a tutorial: from a list of orders to the group each customer is in, and from one month to the next without fooling oneself.
//
//	go run ./examples/segments                       a made-up shop, orders.csv beside this file
//	go run ./examples/segments -orders own.csv       a list of orders of your own
//	go run ./examples/segments -grid classic         another map of the same customers
//	go run ./examples/segments -svg pictures         two pictures besides
//	go run ./examples/segments -json                 one line for each customer, for a program
//	go run ./examples/segments -h                    says what else there is
//
// It teaches package segment: what recency, frequency and value are, how scores come from comparing customers with one another, why
// customers who are equal must have equal scores, what a map of scores is, and why the thresholds have to be frozen before two months
// can be compared. Out comes a report in nine blocks, each computed by the library and told in a file of its own:
//
//	flags.go     what can be set
//	read.go      lines of orders become purchases and refunds
//	base.go      1. what was read, and how the base stands on a day
//	cut.go       2. thresholds, and what the report of them says
//	map.go       3. the map, and value beside it
//	why.go       4. three customers explained
//	ties.go      5. equal values, equal scores
//	freeze.go    6. thresholds that do not move
//	month.go     7. who moved in a month
//	recut.go     8. what cutting anew would have made of it
//	cohorts.go   9. who comes back, by the month of the first order
//	json.go      the scores for a program
//	svg.go       the pictures
//	text.go      tables and prose
//
// Nothing asks a clock: days come from flags, or from the list.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/rapport-go/rapport/segment"
)

// The exit statuses.
const (
	exitOK    = 0
	exitData  = 1 // the orders or the thresholds cannot be read, or say too little
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
		fmt.Fprintf(stderr, "segments: %v\nRun it with -h to see all flags.\n", err)
		return exitFlags
	}
	text, err := report(opt, stdin)
	if err == nil {
		_, err = io.WriteString(stdout, text)
	}
	if err != nil {
		fmt.Fprintf(stderr, "segments: %v\n", err)
		return exitData
	}
	return exitOK
}

// report reads the orders, and tells them by one of the two maps. What they are called is a type of its own in each.
func report(opt options, stdin io.Reader) (string, error) {
	book, err := open(opt, stdin)
	if err != nil {
		return "", err
	}
	if opt.grid == "classic" {
		return tell(book, segment.ClassicGrid())
	}
	return tell(book, segment.EngagementGrid())
}

// label is what a map calls its cells. How warm a label is puts all of them in an order.
type label interface {
	~uint8
	String() string
	Warmth() segment.Warmth
}

// story is all that the blocks tell.
type story[L label] struct {
	paper
	opt  options
	book *book
	// before and after are the base on the two days.
	before, after base
	scorer        segment.Scorer
	stored        []byte          // the thresholds as JSON
	frozen        segment.Scorer  // and read again
	spread        *segment.Report // of the base before; nil if the thresholds are those of a file
	grid          segment.Grid[L]
	groups        segment.Segmentation[L]
	// rows are the customers before, later those after, by the same thresholds.
	rows, later []row[L]
}

// tell puts the base on a map and goes from one block to the next.
func tell[L label](book *book, ready segment.Grid[L]) (string, error) {
	opt := book.opt // with the days
	s := &story[L]{opt: opt, book: book}
	var err error
	if s.before, err = book.asOf(opt.asOf); err != nil {
		return "", err
	}
	if err = s.cut(ready); err != nil {
		return "", err
	}
	if s.rows, err = place(s.before, s.scorer, s.groups); err != nil {
		return "", err
	}
	if opt.json {
		return asJSON(s.rows)
	}
	if s.after, err = book.asOf(opt.next); err != nil {
		return "", err
	}
	if err = s.thaw(); err != nil {
		return "", err
	}
	if s.later, err = place(s.after, s.frozen, s.groups); err != nil {
		return "", err
	}
	for _, block := range []func() error{s.read, s.thresholds, s.drawn, s.why, s.ties, s.freeze, s.month, s.recut, s.cohorts} {
		if err := block(); err != nil {
			return "", err
		}
	}
	return s.String(), nil
}
