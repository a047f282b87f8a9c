package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/rapport-go/rapport/relationship"
)

// reason says which rule a bad line breaks.
type reason int

const (
	badEvent reason = iota
	badFields
	badLong
	badQuotes
	badCustomer
	badID
	badDate
	badLate
	badAmount
	badCurrency
	badTwice
	badOrphan
	badEarly
	badBeyond
	numReasons
)

// String returns the words under which bad lines of this kind are counted.
func (r reason) String() string {
	return [numReasons]string{
		badEvent:    "not an event",
		badFields:   "wrong number of fields",
		badLong:     "line too long",
		badQuotes:   "broken quotes",
		badCustomer: "missing customer",
		badID:       "not an id",
		badDate:     "not a date",
		badLate:     "date after as-of",
		badAmount:   "not an amount",
		badCurrency: "mixed currency",
		badTwice:    "duplicate id",
		badOrphan:   "refund without its order",
		badEarly:    "refund before its order",
		badBeyond:   "refund beyond its order",
	}[r]
}

// fault is one bad line.
type fault struct {
	place
	reason reason
	text   string
}

// Error returns the reason with what was found on the line.
func (f *fault) Error() string { return f.reason.String() + ": " + f.text }

// faults counts bad lines by reason and keeps them all.
type faults struct {
	counts [numReasons]int
	all    []*fault
}

// add counts a bad line.
func (s *faults) add(f *fault) {
	s.counts[f.reason]++
	s.all = append(s.all, f)
}

// sort puts the bad lines in the order of reading. Refunds are matched when all
// orders are known, so they are found out late.
func (s *faults) sort() {
	slices.SortFunc(s.all, func(a, b *fault) int { return a.place.compare(b.place) })
}

// total returns the number of bad lines.
func (s *faults) total() int { return len(s.all) }

// print writes the bad lines as "file:line: reason".
func (s *faults) print(w io.Writer, at func(place) string) error {
	out := bufio.NewWriter(w) // a log may be bad from end to end
	for _, f := range s.all {
		fmt.Fprintf(out, "%s: %v\n", at(f.place), f)
	}
	return out.Flush()
}

// notAnID says which rule an id breaks.
func notAnID(at place, id, whose string, err error) *fault {
	rule := err.Error()
	if invalid, ok := errors.AsType[*relationship.InvalidError](err); ok {
		rule = "want " + invalid.Rule
	}
	return &fault{at, badID, clip(id) + " of " + whose + ", " + rule}
}

// clip quotes a text from the log for a message, shortened when it is long.
func clip(text string) string {
	const most = 40
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	return fmt.Sprintf("%q", text)
}
