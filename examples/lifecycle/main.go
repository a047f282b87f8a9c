// Lifecycle is a tutorial: a year of one customer of a small coffee shop, replayed, explained and drawn, and what time alone will do next.
//
//	go run ./examples/lifecycle                      the built-in year
//	go run ./examples/lifecycle -at 2025-04-10       the same, as it looked on that day
//	go run ./examples/lifecycle -events own.jsonl    a story of your own
//	go run ./examples/lifecycle -mermaid             the life cycle as a drawing, with the way that was taken
//	go run ./examples/lifecycle -h                   says what else there is
//
// What happened is in story.jsonl, one event a line. Everything here is a plain reading of it, at one instant; nothing asks a clock. In the
// order of the output:
//
//	story.go     lines of JSON become events
//	year.go      every event with the step that it caused, and why
//	picture.go   the same as bars over the weeks, and how long each stage lasted
//	today.go     what is known, what may happen now, and which guard forbids the rest
//	ahead.go     what time alone will do, and that it does not matter how often one looks
//	refused.go   a command that is rejected, and an event that comes too late
//	stored.go    the form for a database
//	letters.go   what to say to the customer when, and what not to say and why
//	further.go   the same year in seven stages, in phases and on the ladder of loyalty
//	draw.go      the life cycle drawn, with the way that was taken
//	words.go     plain words for what the library has short codes for
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/rapport-go/rapport/lifecycle"
)

// The exit statuses.
const (
	exitOK    = 0
	exitData  = 1 // the story cannot be read or replayed
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
		fmt.Fprintf(stderr, "lifecycle: %v\nRun it with -h to see all flags.\n", err)
		return exitFlags
	}
	text, err := report(opt, stdin)
	if err == nil {
		_, err = io.WriteString(stdout, text)
	}
	if err != nil {
		fmt.Fprintf(stderr, "lifecycle: %v\n", err)
		return exitData
	}
	return exitOK
}

// report replays the story once, and then looks at it from all sides.
func report(opt options, stdin io.Reader) (string, error) {
	t, err := open(opt, stdin)
	if err != nil {
		return "", err
	}
	// The life cycle of a customer with its usual numbers: 60 days of silence are a lapse, and so on. It is made once, and serves any
	// number of customers.
	if t.course, err = lifecycle.Customer(lifecycle.CustomerPolicy{}); err != nil {
		return "", err
	}
	if err := t.replay(); err != nil {
		return "", err
	}
	var out strings.Builder
	if draw := drawings()[opt.draw]; draw != nil {
		draw(&out, t)
		return out.String(), nil
	}
	for _, section := range []func(io.Writer, *tale) error{
		year, picture, dwell, today, permitted, ahead, daily, rejected, late, stored, letters, further,
	} {
		if err := section(&out, t); err != nil {
			return "", err
		}
	}
	return out.String(), nil
}

// heading begins a section.
func heading(w io.Writer, title string) {
	fmt.Fprintf(w, "\n%s\n%s\n\n", title, strings.Repeat("=", len(title)))
}
