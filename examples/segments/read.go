package main

import (
	"bytes"
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// madeUp is the list of a shop that does not exist. Its first line after the header is a customer like any other.
//
//go:embed orders.csv
var madeUp []byte

// madeNext is the second day on which the made-up shop is looked at, unless another is given. Its list has a few orders of later days.
const madeNext = "2026-07-31"

// shop is our side of every relationship.
const shop relationship.PartyID = "shop"

// book is the list of orders.
type book struct {
	name      string
	opt       options
	lines     []line
	customers []*customer // in the order of their first line
	byID      map[relationship.PartyID]*customer
	byOrder   map[relationship.EventID]*order
	orders    int
	refunds   int
	known     int // lines of somebody who has not bought
}

// line is what a line of the list became: a purchase or a refund; no event if it only says that there is somebody.
type line struct {
	of    *customer
	date  relationship.Date
	event relationship.Event
}

// customer is one customer of the list, with the orders so far, of which refunds give money back.
type customer struct {
	id     relationship.PartyID
	orders []*order
}

// order is what is left of an order.
type order struct {
	id   relationship.EventID
	of   *customer
	date relationship.Date
	left relationship.Money
}

// open reads the list and settles on which days to look.
func open(opt options, stdin io.Reader) (*book, error) {
	b := &book{name: "orders.csv", opt: opt, byID: map[relationship.PartyID]*customer{}, byOrder: map[relationship.EventID]*order{}}
	data, err := madeUp, error(nil)
	switch opt.orders {
	case "":
	case "-":
		b.name = "standard input"
		data, err = io.ReadAll(stdin)
	default:
		b.name = opt.orders
		data, err = os.ReadFile(opt.orders)
	}
	if err != nil {
		return nil, err
	}
	if err := b.read(data); err != nil {
		return nil, fmt.Errorf("%s:%w", b.name, err)
	}
	if err := b.days(); err != nil {
		return nil, fmt.Errorf("%s: %w", b.name, err)
	}
	return b, nil
}

// days settles on which days to look.
func (b *book) days() error {
	o := &b.opt
	switch {
	case !o.next.IsZero():
	case o.json && !o.asOf.IsZero():
		return nil // there is no second look
	case o.orders == "":
		o.next = relationship.Must(relationship.ParseDate(madeNext))
	default:
		for _, l := range b.lines {
			if l.date.After(o.next) {
				o.next = l.date
			}
		}
	}
	if o.next.IsZero() {
		return errors.New("no order in the list")
	}
	if o.asOf.IsZero() {
		year, month, _ := o.next.Civil()
		first, _ := relationship.NewDate(year, month, 1) // every month has a first
		o.asOf = first.AddDays(-1)
	}
	if !o.asOf.Before(o.next) {
		return fmt.Errorf("as of %v: want a day before the second look, %v", o.asOf, o.next)
	}
	return nil
}

// columns says where in a record each column stands; -1 = not there.
type columns struct{ customer, date, amount, order, refundOf int }

// read reads the whole list. The error begins with the number of the line.
func (b *book) read(data []byte) error {
	records := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))))
	records.TrimLeadingSpace = true
	header, err := records.Read()
	if errors.Is(err, io.EOF) {
		return errors.New("1: the list is empty: want a header with customer, date and amount, and a line for each order")
	}
	if err != nil {
		return damaged(err)
	}
	at, err := findColumns(header)
	if err != nil {
		return fmt.Errorf("1: %w", err)
	}
	for {
		record, err := records.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return damaged(err)
		}
		number, _ := records.FieldPos(0)
		if err := b.take(record, at, number); err != nil {
			return fmt.Errorf("%d: %w", number, err)
		}
	}
}

// damaged puts the number of the line before what package csv says.
func damaged(err error) error {
	if bad, ok := errors.AsType[*csv.ParseError](err); ok {
		return fmt.Errorf("%d: %w", bad.Line, bad.Err)
	}
	return fmt.Errorf(" %w", err)
}

// findColumns reads the header.
func findColumns(header []string) (columns, error) {
	find := func(names ...string) int {
		return slices.IndexFunc(header, func(h string) bool { return slices.Contains(names, strings.ToLower(strings.TrimSpace(h))) })
	}
	at := columns{find("customer", "customer_id", "id"), find("date", "order_date"), find("amount", "total"), find("order", "order_id"), find("refund_of")}
	for _, c := range []struct {
		name string
		at   int
	}{{"customer", at.customer}, {"date", at.date}, {"amount", at.amount}} {
		if c.at < 0 {
			return at, fmt.Errorf("no column %s; the header has %q", c.name, header)
		}
	}
	return at, nil
}

// take takes in one line.
func (b *book) take(record []string, at columns, number int) error {
	field := func(i int) string {
		if i < 0 {
			return ""
		}
		return strings.TrimSpace(record[i])
	}
	id := relationship.PartyID(field(at.customer))
	if err := id.Validate(); err != nil {
		return err
	}
	c := b.byID[id]
	if c == nil {
		c = &customer{id: id}
		b.customers, b.byID[id] = append(b.customers, c), c
	}
	if field(at.date) == "" && field(at.amount) == "" {
		b.lines, b.known = append(b.lines, line{of: c}), b.known+1
		return nil
	}
	date, err := parseDay(field(at.date))
	if err != nil {
		return err
	}
	amount, err := relationship.ParseAmount(field(at.amount), b.opt.currency)
	if err != nil {
		return fmt.Errorf("%q, want an amount such as 12.50", field(at.amount))
	}
	name := relationship.EventID(field(at.order))
	switch {
	case name == "":
		name = relationship.EventID(fmt.Sprint("line ", number))
	case b.byOrder[name] != nil:
		return fmt.Errorf("%q is the id of another line", name)
	}
	var event relationship.Event
	if refundOf := relationship.EventID(field(at.refundOf)); refundOf != "" || amount.Sign() < 0 {
		event, err = b.refund(c, name, date, amount.Abs(), refundOf)
	} else {
		event, err = b.purchase(c, name, date, amount)
	}
	b.lines = append(b.lines, line{c, date, event})
	return err
}

// key names the relationship with a customer.
func (c *customer) key() relationship.Key {
	return relationship.Key{From: shop, To: c.id, Role: relationship.KindEndConsumer}
}

// purchase makes an order of a line. Lines have days and no time of the day.
func (b *book) purchase(c *customer, id relationship.EventID, date relationship.Date, amount relationship.Money) (relationship.Event, error) {
	p, err := relationship.NewPurchase(relationship.PurchaseConfig{ID: id, At: date.Time(), Key: c.key(), Amount: amount})
	if err != nil {
		return nil, err
	}
	o := &order{id, c, date, amount}
	c.orders, b.byOrder[id] = append(c.orders, o), o
	b.orders++
	return p, nil
}

// refund makes a refund of a line. The library books it on the day of its order, so it has to know which that is.
func (b *book) refund(c *customer, id relationship.EventID, date relationship.Date, amount relationship.Money, of relationship.EventID) (relationship.Event, error) {
	fits := func(o *order) bool {
		left, err := o.left.Sub(amount)
		return err == nil && left.Sign() >= 0 && o.of == c && !o.date.After(date)
	}
	o := b.byOrder[of]
	if of == "" {
		for _, candidate := range c.orders {
			if fits(candidate) && (o == nil || !candidate.date.Before(o.date)) {
				o = candidate
			}
		}
	}
	if o == nil || !fits(o) {
		return nil, fmt.Errorf("a refund of %v: %s has no order before it of which so much is left", amount, c.id)
	}
	r, err := relationship.NewRefund(relationship.RefundConfig{ID: id, At: date.Time(), Key: c.key(), Amount: amount, Order: o.id, OrderDate: o.date})
	if err != nil {
		return nil, err
	}
	o.left, err = o.left.Sub(amount)
	b.refunds++
	return r, err
}

// parseDay reads a day, with or without a time behind it.
func parseDay(text string) (relationship.Date, error) {
	for _, layout := range []string{time.DateOnly, time.DateTime, "2006-01-02T15:04:05", time.RFC3339} {
		if t, err := time.Parse(layout, text); err == nil {
			return relationship.DateOf(t), nil
		}
	}
	return relationship.Date{}, fmt.Errorf("%q, want a day such as 2006-01-02", text)
}
