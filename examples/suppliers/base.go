package main

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// eventLines is a year as JSON lines, one event each.
//
//go:embed events.jsonl
var eventLines []byte

// builtInEnd is the instant at which the built-in year is read, unless another is asked for.
func builtInEnd() time.Time { return time.Date(2026, 6, 30, 23, 59, 59, 0, time.UTC) }

// base is all that there is, and what every block reads of it.
type base struct {
	opt       options
	builtIn   bool
	suppliers []supplier
	log       *relationship.History // up to asOf
	books     map[relationship.PartyID]relationship.Key
	strangers []string // are in the log and not in the table
	asOf      time.Time

	kraljic   segment.Kraljic
	positions map[relationship.PartyID]segment.KraljicPosition // of those who deliver
	spend     segment.ABCResult
	stake     segment.ABCResult
	model     *loyalty.Model
	results   map[relationship.PartyID]loyalty.Result // of everyone
}

// open reads what was asked for.
func open(opt options, stdin io.Reader) (*base, error) {
	b := &base{opt: opt, builtIn: opt.suppliers == ""}
	if err := b.readTable(); err != nil {
		return nil, err
	}
	if err := b.readLog(stdin); err != nil {
		return nil, err
	}
	for _, step := range []func() error{b.classAll, b.placeAll, b.scoreAll} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// readTable reads the suppliers.
func (b *base) readTable() (err error) {
	if b.builtIn {
		b.suppliers, err = readSuppliers(bytes.NewReader(supplierLines), "suppliers.csv")
		return err
	}
	file, err := os.Open(b.opt.suppliers)
	if err != nil {
		return err
	}
	defer file.Close()
	b.suppliers, err = readSuppliers(file, b.opt.suppliers)
	return err
}

// readLog reads the events, and finds the book of each supplier.
func (b *base) readLog(stdin io.Reader) error {
	lines, name := io.Reader(bytes.NewReader(eventLines)), "events.jsonl"
	switch {
	case b.opt.events == "-":
		lines, name = stdin, "standard input"
	case !b.builtIn:
		file, err := os.Open(b.opt.events)
		if err != nil {
			return err
		}
		defer file.Close()
		lines, name = file, b.opt.events
	}
	log, err := relationship.ReadHistory(lines)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for e := range log.All() {
		b.asOf = e.At() // of the last one, in the end
	}
	if b.builtIn {
		b.asOf = builtInEnd()
	}
	if !b.opt.asOf.IsZero() {
		b.asOf = b.opt.asOf
	}
	if b.asOf.IsZero() {
		return errors.New(name + " holds no event, and no day is given: say with -as-of when it is")
	}
	b.log = log.Until(b.asOf)
	b.books = map[relationship.PartyID]relationship.Key{}
	listed := map[relationship.PartyID]bool{}
	for _, s := range b.suppliers {
		listed[s.id] = true
	}
	for _, key := range b.log.Keys() {
		switch first, there := b.books[key.To]; {
		case !listed[key.To] && slices.Contains(b.strangers, string(key.To)): // in another role
		case !listed[key.To]:
			b.strangers = append(b.strangers, string(key.To))
		case there:
			return fmt.Errorf("%s: %s has two books, as %v of %s and as %v of %s: want one", name, key.To, first.Role, first.From, key.Role, key.From)
		default:
			b.books[key.To] = key
		}
	}
	return nil
}

// current are those who deliver, and no candidates.
func (b *base) current() []supplier {
	var all []supplier
	for _, s := range b.suppliers {
		if s.candidateFor == "" {
			all = append(all, s)
		}
	}
	return all
}

// named writes the ids of suppliers.
func named(all []supplier) []string {
	ids := make([]string, len(all))
	for i, s := range all {
		ids[i] = string(s.id)
	}
	return ids
}

// class is where a supplier stands in the matrix.
func (b *base) class(id relationship.PartyID) segment.KraljicClass { return b.positions[id].Class }
