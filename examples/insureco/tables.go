package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/rapport-go/rapport/relationship"
)

// What the tables have in their first rows.
func customerColumns() []string {
	return []string{"customer", "age", "children", "founder", "origin", "joined", "left", "email", "rated_before", "rated_after"}
}
func ledgerColumns() []string { return []string{"customer", "date", "what", "line", "amount", "count"} }
func poolColumns() []string   { return []string{"quarter", "activity", "spent", "capacity"} }
func actionColumns() []string {
	return []string{"action", "kind", "date", "fixed", "per_contact", "by_lot"}
}
func mailedColumns() []string { return []string{"action", "person", "mailed", "customer"} }

// customer is a row of customers.csv: a policyholder.
type customer struct {
	id            relationship.PartyID
	age, children int64
	founder       bool
	origin        string
	joined, left  relationship.Date // the first day of cover and the last; no date if it lasts
	email         bool              // agreed to be written to
	rated         [2]int            // the answer in each year from 1 to 5; 0 = none
	entries       []entry
}

// insured says whether a day is covered.
func (c *customer) insured(d relationship.Date) bool {
	return !c.joined.After(d) && (c.left.IsZero() || !c.left.Before(d))
}

// entry is a row of ledger.csv: something that was paid, or done.
type entry struct {
	date       relationship.Date
	what, line string
	amount     relationship.Money
	count      int64 // of what was done; 0 for what was paid
}

// pool is a row of pools.csv: what an activity cost in a quarter, and how much of it could have been done.
type pool struct {
	quarter  relationship.Date
	activity string
	spent    relationship.Money
	capacity int64 // 0 = whatever was done
}

// action is a row of actions.csv: a mailing, or something done to keep customers.
type action struct {
	name              string
	mailing           bool
	date              relationship.Date
	fixed, perContact relationship.Money
	byLot             bool
	mailed            []mailed
}

// mailed is a row of mailed.csv: a person who got a letter, or was left out.
type mailed struct {
	exposed  bool
	customer *customer // whom the person became; nil of most
}

// tables is everything that was read.
type tables struct {
	currency  relationship.Currency
	customers []*customer
	byID      map[relationship.PartyID]*customer
	pools     []pool
	actions   []*action
	persons   map[string]bool   // of mailings
	lastDay   relationship.Date // of the ledger
}

// row is one row of a table, with what is wrong with it.
type row struct {
	cells map[string]string
	err   error
}

// fail keeps the first fault.
func (r *row) fail(column, want string) {
	if r.err == nil {
		r.err = fmt.Errorf("%s %q, want %s", column, r.cells[column], want)
	}
}

// readTables reads all five.
func readTables(opt options, files map[string][]byte) (*tables, error) {
	t := &tables{currency: opt.currency, byID: map[relationship.PartyID]*customer{}, persons: map[string]bool{}}
	// Who is named in a table has to be in one before it.
	for _, part := range []struct {
		name    string
		columns []string
		take    func(*row)
	}{
		{"customers.csv", customerColumns(), t.takeCustomer}, {"pools.csv", poolColumns(), t.takePool}, {"ledger.csv", ledgerColumns(), t.takeEntry},
		{"actions.csv", actionColumns(), t.takeAction}, {"mailed.csv", mailedColumns(), t.takeMailed},
	} {
		if err := readTable(part.name, files[part.name], part.columns, part.take); err != nil {
			return nil, err
		}
	}
	if t.lastDay.IsZero() {
		return nil, errors.New("ledger.csv: nothing was ever paid: want a row for each premium")
	}
	return t, nil
}

// readTable reads one table. The error begins with the name of the file and the number of the line.
func readTable(name string, text []byte, columns []string, take func(*row)) error {
	records := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\xEF\xBB\xBF"))))
	header, err := records.Read()
	if err == nil && !slices.Equal(header, columns) {
		err = fmt.Errorf("the first row is %q, want %q", strings.Join(header, ","), strings.Join(columns, ","))
	}
	if errors.Is(err, io.EOF) {
		err = fmt.Errorf("the table is empty, want %q and rows", strings.Join(columns, ","))
	}
	if err != nil {
		return damaged(name, 1, err)
	}
	cells := map[string]string{}
	for {
		record, err := records.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return damaged(name, 0, err)
		}
		for i, column := range columns {
			cells[column] = strings.TrimSpace(record[i])
		}
		r := row{cells: cells}
		if take(&r); r.err != nil {
			number, _ := records.FieldPos(0)
			return damaged(name, number, r.err)
		}
	}
}

// damaged says where a table is damaged.
func damaged(name string, line int, err error) error {
	if bad, ok := errors.AsType[*csv.ParseError](err); ok {
		return fmt.Errorf("%s:%d: %w", name, bad.Line, bad.Err)
	}
	return fmt.Errorf("%s:%d: %w", name, line, err)
}

// whole reads a whole number; an empty cell is 0.
func (r *row) whole(column string, most int64) int64 {
	text := r.cells[column]
	if text == "" {
		return 0
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 0 || n > most {
		r.fail(column, fmt.Sprintf("a whole number from 0 to %d, or nothing", most))
	}
	return n
}

// flag reads yes or no; an empty cell is no.
func (r *row) flag(column string) bool {
	text := r.cells[column]
	if text != "yes" && text != "no" && text != "" {
		r.fail(column, "yes or no")
	}
	return text == "yes"
}

// date reads a day; an empty cell is no date where it may be.
func (r *row) date(column string, needed bool) relationship.Date {
	text := r.cells[column]
	if text == "" && !needed {
		return relationship.Date{}
	}
	d, err := relationship.ParseDate(text)
	if err != nil {
		r.fail(column, "a day such as 2025-03-31")
	}
	return d
}

// money reads an amount; an empty cell is nothing.
func (r *row) money(column string, c relationship.Currency, negative bool) relationship.Money {
	text := r.cells[column]
	if text == "" {
		return relationship.Money{}
	}
	m, err := relationship.ParseAmount(text, c)
	if err != nil || !negative && m.Sign() < 0 {
		r.fail(column, "an amount such as 12.50")
	}
	return m
}
