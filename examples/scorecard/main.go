// Scorecard is a tutorial: a score of one's own, from a card that is full of mistakes to the question whether the score was worth
// anything. A farm sends hampers to subscribers once a month. How well it serves them is to be one number, made by a card that is a
// JSON file: which factors count, how much, and how fast what was seen is forgotten.
//
//	go run ./examples/scorecard                                        a made-up base of 400 subscribers
//	go run ./examples/scorecard -seed 7 -customers 2000                another one, by the same habits
//	go run ./examples/scorecard -card own.json -other next.json        two editions of a card of your own
//	go run ./examples/scorecard -events own.jsonl -as-of 2026-01-01    a log of your own
//	go run ./examples/scorecard -h                                     says what else there is
//
// It teaches to check a card and to mend it, to feed it with measures that no event has, to read what stands behind a score, to change
// a card without comparing what cannot be compared, and to test both editions by what happened afterwards. The made-up base has one
// advantage over a real one: what makes subscribers stay is written down, in process.go, so that in the end the score can be held
// against the truth. Nothing asks a clock, and equal seeds give equal reports. In the order of the output:
//
//	flags.go      what can be set
//	process.go    how the made-up subscribers live, and why they stay
//	base.go       from the log to what is known of each at an instant, and whether they stayed
//	signals.go    two measures of our own: the price by a curve, ties by a count
//	check.go      1. and 2. the card: what is wrong with it, what it can never reach, its name
//	scores.go     3. the base in bands, one score line by line, and what is not known
//	editions.go   4. another edition, and what it does to a score
//	backtest.go   5. did the scores predict who stays?
//	course.go     6. where a score is going, and a band that does not flicker
//	text.go       headings, bars and numbers
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
	exitData  = 1 // a card has faults, or the log cannot be read or says too little
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
		fmt.Fprintf(stderr, "scorecard: %v\nRun it with -h to see all flags.\n", err)
		return exitFlags
	}
	text, err := report(opt, stdin)
	if err == nil {
		_, err = io.WriteString(stdout, text)
	}
	if err != nil {
		fmt.Fprintf(stderr, "scorecard: %v\n", err)
		return exitData
	}
	return exitOK
}

// report checks the cards, scores the base once by both, and then asks one question after the other.
func report(opt options, stdin io.Reader) (string, error) {
	var out strings.Builder
	b := &base{opt: opt}
	if err := b.cards(&out); err != nil {
		return "", err
	}
	if err := b.open(stdin); err != nil {
		return "", err
	}
	for _, section := range []func(io.Writer) error{b.scores, b.editions, b.backtest, b.course} {
		if err := section(&out); err != nil {
			return "", err
		}
	}
	return trimmed(out.String()), nil
}
