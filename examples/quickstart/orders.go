package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// row is one good-looking line of the log: an order, or a refund of one.
type row struct {
	place
	customer string
	order    string // the order's id, may be empty
	refundOf string // the id of the order that money is given back for
	at       time.Time
	amount   relationship.Money // never negative
}

// readOrders reads a log of orders into a ledger. Bad lines do not stop it; the
// error is for a log that cannot be read at all, and names it.
func readOrders(name string, src io.Reader, book *ledger, progress *progress) error {
	records, opt := newRecords(src, book.opt.comma), book.opt
	book.files = append(book.files, name)
	before := book.lines - book.blank
	if records.isUTF16() {
		return fmt.Errorf("%s: the text is in UTF-16; save it as UTF-8 (in a spreadsheet: CSV UTF-8)", name)
	}
	header, line, err := readHeader(records, book)
	if err != nil {
		return err
	}
	lines := rowReader{opt: opt}
	if lines.columns, err = findColumns(header, opt.columns); err != nil {
		return fmt.Errorf("%s: %w", book.at(book.here(line)), err)
	}
	columns := newColumnFacts(header, lines.columns)
	book.columns = &columns
	records.width = len(header)

	for {
		fields, line, err := records.next()
		switch bad, isBad := errors.AsType[*fault](err); {
		case err == nil && len(fields) == 0:
			book.skip()
		case err == nil:
			lines.read(fields, line, book)
		case isBad:
			bad.place = book.here(bad.line)
			book.reject(bad)
		case errors.Is(err, io.EOF):
			if book.lines-book.blank == before {
				return fmt.Errorf("%s: a header, but no order in it", name)
			}
			return nil
		default:
			return fmt.Errorf("%s: %w", name, err)
		}
		progress.at(book.lines)
	}
}

// readHeader returns the first line that is not blank, and its number.
func readHeader(records *records, book *ledger) ([]string, int, error) {
	for {
		header, line, err := records.next()
		switch _, isBad := errors.AsType[*fault](err); {
		case errors.Is(err, io.EOF):
			return nil, line, fmt.Errorf("%s: the log is empty: want a header with customer, date and amount, and a line for each order", book.files[len(book.files)-1])
		case isBad:
			return nil, line, fmt.Errorf("%s: the header cannot be read: %w", book.at(book.here(line)), err)
		case err != nil:
			return nil, line, fmt.Errorf("%s: %w", book.files[len(book.files)-1], err)
		case len(header) > 0:
			return append([]string(nil), header...), line, nil // the next record overwrites it
		}
		book.skip()
	}
}

// rowReader turns the fields of a line into a row.
type rowReader struct {
	opt     options
	columns layout
	// code and currency remember the last currency read: it hardly ever changes.
	code     string
	currency relationship.Currency
}

// read books a line that has its fields.
func (r *rowReader) read(fields []string, line int, book *ledger) {
	if row, bad := r.parse(fields, book.here(line)); bad != nil {
		book.reject(bad)
	} else {
		book.take(row)
	}
}

// field returns a column of a record without the spaces around it.
func (r *rowReader) field(fields []string, c column) string {
	if at := r.columns[c]; at >= 0 {
		return strings.TrimSpace(fields[at])
	}
	return ""
}

// parse checks all that a line can be checked for alone.
func (r *rowReader) parse(fields []string, at place) (row, *fault) {
	bad := func(why reason, text string, args ...any) (row, *fault) {
		return row{}, &fault{at, why, fmt.Sprintf(text, args...)}
	}
	got := row{
		place:    at,
		customer: r.field(fields, colCustomer),
		order:    r.field(fields, colOrder),
		refundOf: r.field(fields, colRefundOf),
	}
	if got.customer == "" {
		return bad(badCustomer, "the field is empty")
	}

	var err error
	date := r.field(fields, colDate)
	if got.at, err = parseInstant(date); err != nil {
		return bad(badDate, "%s, %v", clip(date), err)
	}
	if asOf := r.opt.asOf; !asOf.IsZero() && relationship.DateOf(got.at).After(asOf) {
		return bad(badLate, "%s is after %s", clip(date), asOf)
	}

	currency, err := r.currencyOf(r.field(fields, colCurrency))
	if err != nil {
		return bad(badCurrency, "%v", err)
	}
	amount := r.field(fields, colAmount)
	if got.amount, err = relationship.ParseAmount(amount, currency); err != nil {
		return bad(badAmount, "%s, want a number such as 12.50", clip(amount))
	}
	switch isRefund := got.refundOf != ""; {
	case isRefund && got.amount.IsZero():
		return bad(badAmount, "%s, a refund gives something back", clip(amount))
	case isRefund:
		got.amount = got.amount.Abs() // logs write refunds with either sign
	case got.amount.Sign() < 0:
		return bad(badAmount, "%s is negative, and refund_of does not say for which order", clip(amount))
	}
	return got, nil
}

// currencyOf reads a currency; an empty cell stands for that of -currency.
func (r *rowReader) currencyOf(code string) (relationship.Currency, error) {
	if code == "" {
		return r.opt.currency, nil
	}
	if code != r.code {
		currency, err := relationship.ParseCurrency(code)
		if err != nil {
			return currency, fmt.Errorf("%s is no currency code such as EUR", clip(code))
		}
		r.code, r.currency = strings.Clone(code), currency
	}
	return r.currency, nil
}

// progress tells a waiting user, every two seconds, how far the reading is. A log
// that is read faster than that says nothing.
type progress struct {
	w    io.Writer
	now  func() time.Time
	last time.Time // when something was said, or the reading began
}

// newProgress starts the watch.
func newProgress(w io.Writer, now func() time.Time) *progress {
	return &progress{w: w, now: now, last: now()}
}

// at is called with the number of lines read so far. It looks at the clock once
// in 4,096 lines, because looking costs more than reading a line.
func (p *progress) at(lines int) {
	if lines%4096 != 0 {
		return
	}
	if t := p.now(); t.Sub(p.last) >= 2*time.Second {
		p.last = t
		fmt.Fprintf(p.w, "%s lines read …\n", count(lines))
	}
}
