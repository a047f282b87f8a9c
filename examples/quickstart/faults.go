package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
)

// maxListed is how many bad lines are printed one by one; all are counted.
const maxListed = 20

// reason says which rule a bad line breaks.
type reason int

const (
	badFields reason = iota
	badQuotes
	badCustomer
	badID
	badDate
	badLate
	badAmount
	badCurrency
	badOrder
	badOrphan
	badEarly
	badBeyond
	numReasons
)

// String returns the words under which bad lines of this kind are counted.
func (r reason) String() string {
	return [numReasons]string{
		badFields:   "wrong number of fields",
		badQuotes:   "broken quotes",
		badCustomer: "missing customer",
		badID:       "not an id",
		badDate:     "not a date",
		badLate:     "date after as-of",
		badAmount:   "not an amount",
		badCurrency: "mixed currency",
		badOrder:    "duplicate order id",
		badOrphan:   "refund without its order",
		badEarly:    "refund before its order",
		badBeyond:   "refund beyond its order",
	}[r]
}

// fault is one bad line.
type fault struct {
	line   int
	reason reason
	text   string
}

// Error returns the reason with what was found on the line.
func (f *fault) Error() string { return f.reason.String() + ": " + f.text }

// faults counts bad lines by reason and keeps the first of them, in the order of
// the file.
type faults struct {
	counts [numReasons]int
	first  []*fault
}

// add counts a bad line. Refunds are matched when all orders are known, so bad
// lines need not come in the order of the file.
func (s *faults) add(f *fault) {
	s.counts[f.reason]++
	at, _ := slices.BinarySearchFunc(s.first, f, func(a, b *fault) int { return cmp.Compare(a.line, b.line) })
	if at == maxListed {
		return
	}
	s.first = slices.Insert(s.first, at, f)
	s.first = s.first[:min(len(s.first), maxListed)]
}

// total returns the number of bad lines.
func (s *faults) total() int {
	n := 0
	for _, c := range s.counts {
		n += c
	}
	return n
}

// print writes the first bad lines as "file:line: reason" and how many more there
// are.
func (s *faults) print(w io.Writer, file string) {
	for i := range s.first {
		fmt.Fprintln(w, s.line(i, file))
	}
	if more := s.total() - len(s.first); more > 0 {
		fmt.Fprintf(w, "%s: %s more bad %s not listed\n", file, count(more), plural(more, "line", "lines"))
	}
}

// line writes the i-th of the first bad lines.
func (s *faults) line(i int, file string) string {
	return fmt.Sprintf("%s:%d: %v", file, s.first[i].line, s.first[i])
}

// clip quotes a text from the log for a message, shortened when it is long.
func clip(text string) string {
	const most = 40
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	return fmt.Sprintf("%q", text)
}
