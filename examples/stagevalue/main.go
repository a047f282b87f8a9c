// Stagevalue is a tutorial: from the histories of a base of customers to how they move between stages, to what a customer in each stage is
// worth, and from there to where money is best spent.
//
//	go run ./examples/stagevalue                      a made-up base of 500 customers over three years
//	go run ./examples/stagevalue -seed 7              another one, by the same habits
//	go run ./examples/stagevalue -events own.jsonl    a log of your own
//	go run ./examples/stagevalue -h                   says what else there is
//
// The made-up base has one advantage over a real one: how its customers behave is written down, in process.go, so that in the end what was
// estimated can be held against what is true. Nothing asks a clock, and equal seeds give equal reports. In the order of the output:
//
//	flags.go     what can be set
//	process.go   how the made-up customers behave
//	base.go      events become stages on the first of each month, and money
//	count.go     1. what is counted, and what is not over yet
//	moves.go     2. where a month leads, and how long stages last
//	ends.go      3. how it ends, and when
//	worth.go     4. what a customer in each stage is worth
//	spend.go     5. where to spend
//	letters.go      and how long to go on writing
//	truth.go     6. the estimates beside the truth
//	text.go      tables and bars
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

// The exit statuses.
const (
	exitOK    = 0
	exitData  = 1 // the log cannot be read, or says too little
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
		fmt.Fprintf(stderr, "stagevalue: %v\nRun it with -h to see all flags.\n", err)
		return exitFlags
	}
	text, err := report(opt, stdin)
	if err == nil {
		_, err = io.WriteString(stdout, text)
	}
	if err != nil {
		fmt.Fprintf(stderr, "stagevalue: %v\n", err)
		return exitData
	}
	return exitOK
}

// report counts once, and then asks the counts one question after the other.
func report(opt options, stdin io.Reader) (string, error) {
	b, err := open(opt, stdin)
	if err != nil {
		return "", err
	}
	if err := b.estimate(); err != nil {
		return "", err
	}
	var out strings.Builder
	for _, section := range []func(io.Writer, *base) error{counted, moves, stays, ends, worth, spend, letters, truth} {
		if err := section(&out, b); err != nil {
			return "", err
		}
	}
	return trimmed(out.String()), nil
}
