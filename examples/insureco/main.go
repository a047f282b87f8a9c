// Insureco is a tutorial: an insurer that used to look at the income of the year learns to look at what its customers leave over, what it
// costs to win them and to keep them, what they hold and what they lack, and whether it serves them better than a year ago.
//
//	go run ./examples/insureco                     a made-up insurer, two years, 2,000 policyholders
//	go run ./examples/insureco -svg pictures       two pictures besides: the whale curve, and cohorts as a heat map
//	go run ./examples/insureco -write tables       writes the tables of the made-up insurer into a folder
//	go run ./examples/insureco -data tables        reads such tables: put your own numbers there
//	go run ./examples/insureco -h                  says what else there is
//
// It teaches package segment, with a plan of contacts from package lifecycle, survey answers from loyalty/survey, and the expected years
// to come from lifecycle/markov. Out comes a report in seven blocks, each a file or two here, in their order:
//
//	flags.go      what can be set
//	made.go       the made-up insurer: how its policyholders come,
//	made_year.go     pay, claim, call and leave
//	tables.go     the five tables are read,
//	ledger.go        row by row
//	base.go       rows become accounts: revenue, margin, cost to serve, value
//	targets.go       and customers become members of segments
//	income.go     1. this year's income, and what is left of it
//	letters.go    2. letters to strangers, or keeping whom one has
//	plans.go      3. plans by the profit of segments,
//	whale.go         the whale curve and the classes
//	cross.go      4. what to offer to those who are there
//	contact.go    5. what a new customer is sent, and when
//	service.go    6. did service get better, and retention,
//	moves.go         who moved where, and what moved revenue
//	costs.go      7. cost to serve over time, and whom to serve first
//	svg.go        pictures by hand,
//	pictures.go      two of them
//	text.go       tables and prose
//
// People and firms are invented. Nothing asks a clock: the year is in the data, or a flag.
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
	exitData  = 1 // the tables cannot be read, or say too little
	exitFlags = 2
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// run is the whole program, and returns its exit status.
func run(args []string, stdout, stderr io.Writer) int {
	opt, err := parseFlags(args)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, usage)
		return exitOK
	}
	if err != nil {
		fmt.Fprintf(stderr, "insureco: %v\nRun it with -h to see all flags.\n", err)
		return exitFlags
	}
	if err := tell(opt, stdout); err != nil {
		fmt.Fprintf(stderr, "insureco: %v\n", err)
		return exitData
	}
	return exitOK
}

// tell reads the tables, makes accounts of them, and then asks one question after the other.
func tell(opt options, stdout io.Writer) error {
	files, err := opt.source()
	if err != nil {
		return err
	}
	if opt.write != "" {
		return writeTables(opt.write, files, stdout)
	}
	t, err := readTables(opt, files)
	if err != nil {
		return err
	}
	b, err := newBase(opt, t)
	if err != nil {
		return err
	}
	var out strings.Builder
	p := &paper{&out}
	p.opening(b)
	for _, block := range []func(*paper, *base) error{income, letters, plans, whale, cross, contact, service, cohorts, migration, drivers, costs, priorities} {
		if err := block(p, b); err != nil {
			return err
		}
	}
	if opt.svg != "" {
		if err := pictures(p, b, opt.svg); err != nil {
			return err
		}
	}
	_, err = io.WriteString(stdout, out.String())
	return err
}

// opening says what is told, and how to read it.
func (p *paper) opening(b *base) {
	p.line("An insurer and its policyholders, %d and %d", b.year-1, b.year)
	p.prose(`There are %d policyholders in the tables, %d of them insured at the end of %d. Amounts are in %v and exact; shares are rounded.
"(lo to hi)" is where the chance behind a number lies, by methods that are right nine times in ten.`,
		len(b.customers), b.inForce(b.last), b.year, b.opt.currency)
}
