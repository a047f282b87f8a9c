// Community is a tutorial: a community around a product, and what it says of the firm. Two shops that sell coffee have a page on which their
// customers ask, answer, pass on messages, bring up ideas, and bring friends; patients who help each other with a medicine, or the idea page
// of a chain of coffee shops, are of the same kind. It shows how much life there is in the page, what referrals are worth, how to read
// surveys of few answers, who is loyal by conviction and who by habit, whether the firm holds a dialogue or a monologue, what partners and
// consumers think of it, and the four numbers that sum it up. Each number comes with where it lies, or with what it rests on.
//
//	go run ./examples/community                                         tells the built-in half of a year
//	go run ./examples/community -as-of 2026-04-30                       tells it as it looked then
//	go run ./examples/community -events own.jsonl -register own.json    tells yours
//	go run ./examples/community -h                                      says what else there is
//
// The output is one page in six numbered blocks, each a file here, in their order:
//
//	flags.go        what can be set
//	story.go        JSON lines become a relationship.History, and members
//	register.go     what no event holds: visits, questionnaires, ties
//	engagement.go   1. how much life there is
//	referrals.go    2. who brings whom,
//	surveys.go         and what surveys say
//	quadrants.go    3. who is loyal, and how
//	dialogue.go     4. how the firm talks with its members,
//	expected.go        and whether it does what they expect
//	standing.go     5. what partners and consumers think, and what holds a partnership
//	gauges.go       6. the four fundamentals
//	text.go         paragraphs, bars and intervals
//
// People and firms are invented. Nothing asks a clock.
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
	exitData  = 1 // what happened cannot be read, or says too little
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
		fmt.Fprintf(stderr, "community: %v\nRun it with -h to see all flags.\n", err)
		return exitFlags
	}
	text, err := report(opt, stdin)
	if err == nil {
		_, err = io.WriteString(stdout, text)
	}
	if err != nil {
		fmt.Fprintf(stderr, "community: %v\n", err)
		return exitData
	}
	return exitOK
}

// report reads what happened, and then asks it one question after the other.
func report(opt options, stdin io.Reader) (string, error) {
	s, err := open(opt, stdin)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	p := &paper{&out}
	p.opening(s)
	for _, block := range []func(*paper, *story) error{engagement, referrals, surveys, quadrants, dialogue, expected, standing, gauges} {
		if err := block(p, s); err != nil {
			return "", err
		}
	}
	return out.String(), nil
}

// opening says what is told, and how to read it.
func (p *paper) opening(s *story) {
	p.line("A community and its firm, %s to %s", s.from.Format("2006-01-02"), s.asOf.Format("2006-01-02"))
	if s.builtIn {
		p.prose("", `Two coffee shops, north and south, have a page on which those who buy there ask, answer and pass things on.`)
	}
	p.prose("", `There are %d members; what is below is of the %d months up to the end. "13 of 20, 65 %% (47 to 80)" reads: counted were 13 of 20, and the
chance behind it lies between 47 and 80 %%, by a method that is right nine times in ten. Few answers make wide intervals.`, len(s.members), months)
}
