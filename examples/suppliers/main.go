// Suppliers is a tutorial: a maker of hazelnut cream looks at all of its suppliers side by side, and decides whom to turn to first. It shows
// that the list by spend and the list by what hangs on a supplier are two different lists, where each item stands in Kraljic's matrix and
// how far it is from standing elsewhere, how well each supplier serves, by a card with the same six questions for all, whom of three
// candidates to take when little is known of them, and how all of that becomes one list of what to do.
//
//	go run ./examples/suppliers                                        tells the built-in year
//	go run ./examples/suppliers -svg pictures                          draws the matrix as pictures/kraljic.svg too
//	go run ./examples/suppliers -suppliers own.csv -events own.jsonl   tells yours
//	go run ./examples/suppliers -h                                     says what else there is
//
// The output is one page in seven numbered blocks, each a file here, in their order:
//
//	flags.go        what can be set
//	suppliers.go    the table of suppliers, from CSV
//	base.go         the log of events, and what is read of both once
//	abc.go          1. who is important by spend, and who by what hangs on it
//	matrix.go       2. Kraljic's matrix,
//	picture.go         with characters,
//	svg.go             and as SVG
//	change.go       3. what would move somebody in it
//	cards.go        4. how well each one serves
//	candidates.go   5. whom to take for a second source
//	priorities.go   6. where to begin
//	follows.go      7. what follows
//	text.go         paragraphs and tables
//
// Firms and figures are invented. Nothing asks a clock.
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
	exitData  = 1 // what there is cannot be read, or contradicts itself
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
		fmt.Fprintf(stderr, "suppliers: %v\nRun it with -h to see all flags.\n", err)
		return exitFlags
	}
	text, err := report(opt, stdin)
	if err == nil {
		_, err = io.WriteString(stdout, text)
	}
	if err != nil {
		fmt.Fprintf(stderr, "suppliers: %v\n", err)
		return exitData
	}
	return exitOK
}

// report reads what there is, and then asks it one question after the other.
func report(opt options, stdin io.Reader) (string, error) {
	b, err := open(opt, stdin)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	p := &paper{&out}
	p.opening(b)
	for _, block := range []func(*paper, *base) error{abc, matrix, change, cards, candidates, priorities, follows} {
		if err := block(p, b); err != nil {
			return "", err
		}
	}
	return out.String(), nil
}

// opening says what is told.
func (p *paper) opening(b *base) {
	p.line("Suppliers side by side, as of %s", b.asOf.Format("2006-01-02"))
	if b.builtIn {
		p.prose("", `A maker of hazelnut cream buys nuts, cocoa, jars, lids and much else, and has written down a year of it.`)
	}
	p.prose("", `There are %s, %s and %s in the log. Scores and factors are points from 0 to 10000, shares are percents.`,
		count(len(b.current()), "supplier"), count(len(b.suppliers)-len(b.current()), "candidate"), count(b.log.Len(), "event"))
	if len(b.strangers) > 0 {
		p.prose("", `In the log and not in the table, and left out: %s.`, strings.Join(b.strangers, ", "))
	}
}
