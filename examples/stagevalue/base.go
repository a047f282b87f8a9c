package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/lifecycle/markov"
	"github.com/rapport-go/rapport/relationship"
)

// stage is short for what this program is about.
type stage = lifecycle.CustomerStage

// base is what is known of all customers.
type base struct {
	opt       options
	course    *lifecycle.CustomerCourse
	window    lifecycle.TallyWindow
	bounds    []time.Time // the first instants of the months, and of the month after the last
	customers []customer
	tally     lifecycle.CustomerTally
	events    int
	currency  relationship.Currency

	// What is estimated from it.
	chain  markov.Chain[stage]
	thin   []stage           // stages that are not followed further, for want of months
	filled []stage           // stages of which moves count too, for want of months
	margin map[stage]float64 // what a month that begins in a stage brings
	values markov.Values[stage]
	near   markov.Values[stage] // up to the horizon
}

// customer is one relationship, month by month.
type customer struct {
	stages []stage              // on each bound; 0 before it was known
	spent  []relationship.Money // in the month after each bound but the last
	bought []bool               // whether it ordered in it
}

// open reads or makes the log, and counts it.
func open(opt options, stdin io.Reader) (*base, error) {
	course, err := lifecycle.Customer(lifecycle.CustomerPolicy{})
	if err != nil {
		return nil, err
	}
	b := &base{opt: opt, course: course}
	log, err := b.read(stdin)
	if err != nil {
		return nil, err
	}
	if err := b.look(log); err != nil {
		return nil, err
	}
	for _, key := range log.Keys() {
		if key.Role.Group() == relationship.GroupSupplier {
			continue // whom we buy from is no customer
		}
		if err := b.add(slices.Collect(log.Of(key))); err != nil {
			return nil, err
		}
	}
	if b.tally.Periods().IsZero() {
		return nil, errors.New("no customer of the log was seen for a whole month")
	}
	return b, nil
}

// The window of the made-up base: three years, in the first 30 months of which customers come.
const (
	madeFrom, madeUntil = "2023-01-01", "2026-01-01"
	madeMonths, arrival = 36, 30
)

// read reads the log of -events, or makes one.
func (b *base) read(stdin io.Reader) (*relationship.History, error) {
	switch b.opt.events {
	case "":
		return b.make()
	case "-":
		return relationship.ReadHistory(stdin)
	}
	file, err := os.Open(b.opt.events)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return relationship.ReadHistory(file)
}

// make lets the made-up customers live.
func (b *base) make() (*relationship.History, error) {
	first := relationship.Must(relationship.ParseDate(madeFrom)).Time()
	var log relationship.History
	for i := range b.opt.customers {
		l, err := newLife(b.course, b.opt.seed, i)
		if err != nil {
			return nil, err
		}
		l.keep = log.Add
		come := l.rng.IntN(arrival)
		l.arrive(first.AddDate(0, come, 0))
		for month := come + 1; month < madeMonths; month++ {
			l.live(first.AddDate(0, month, 0))
		}
		if l.err != nil {
			return nil, l.err
		}
	}
	return &log, nil
}

// look decides between which days the log is looked at.
func (b *base) look(log *relationship.History) error {
	from, until := b.opt.from, b.opt.until
	if b.opt.events == "" {
		from, until = relationship.Must(relationship.ParseDate(madeFrom)), relationship.Must(relationship.ParseDate(madeUntil))
	}
	var first, last relationship.Date
	for e := range log.All() {
		if last = relationship.DateOf(e.At()); first.IsZero() {
			first = last
		}
		b.events++
	}
	if first.IsZero() {
		return errors.New("there is no event in the log")
	}
	if from.IsZero() {
		from = monthOf(first)
	}
	if until.IsZero() {
		until = monthOf(last)
	}
	if !until.After(from) {
		return fmt.Errorf("from %v until %v there is no whole month to look at", from, until)
	}
	var err error
	if b.window, err = lifecycle.NewTallyWindow(lifecycle.TallyConfig{From: from, Until: until}); err != nil {
		return err
	}
	for _, date := range b.window.Boundaries() {
		b.bounds = append(b.bounds, date.Time())
	}
	return nil
}

// monthOf is the first of the month of a date.
func monthOf(d relationship.Date) relationship.Date {
	_, _, day := d.Civil()
	return d.AddDays(1 - day)
}

// add counts one customer.
func (b *base) add(events []relationship.Event) error {
	asOf := b.window.Config().Until.Time()
	events = slices.DeleteFunc(events, func(e relationship.Event) bool { return e.At().After(asOf) })
	if len(events) == 0 {
		return nil
	}
	var at lifecycle.CustomerStanding
	var path []lifecycle.CustomerStep
	keep := func(s lifecycle.CustomerStep) {
		if s.Outcome == lifecycle.Moved {
			path = append(path, s)
		}
	}
	if err := b.course.Replay(&at, slices.Values(events), keep); err != nil {
		return err
	}
	if err := b.course.Advance(&at, asOf, keep); err != nil {
		return err
	}
	// This line is all that the chain needs: the library counts.
	if err := b.course.Definition().Tally(&b.tally, b.window, at.State, path); err != nil {
		return err
	}
	// The rest is for the money: in which stage each month began, and what was spent in it.
	c := customer{stages: make([]stage, len(b.bounds)), spent: make([]relationship.Money, len(b.bounds)), bought: make([]bool, len(b.bounds))}
	k, now := 0, at.State.Stage
	if len(path) > 0 {
		now = path[0].From
	}
	for i, bound := range b.bounds {
		for ; k < len(path) && !path[k].At.After(bound); k++ {
			now = path[k].To
		}
		if !events[0].At().After(bound) {
			c.stages[i] = now
		}
	}
	if err := b.spending(&c, events); err != nil {
		return err
	}
	b.customers = append(b.customers, c)
	return nil
}

// spending books orders, less refunds, on the months in which they were made.
func (b *base) spending(c *customer, events []relationship.Event) error {
	for _, e := range events {
		i, exact := slices.BinarySearchFunc(b.bounds, e.At(), time.Time.Compare)
		if !exact {
			i-- // the month that began before
		}
		if i < 0 || i >= len(b.bounds)-1 {
			continue
		}
		var amount relationship.Money
		switch e := e.(type) {
		case relationship.Purchase:
			amount, c.bought[i] = e.Amount(), true
		case relationship.Refund:
			amount = e.Amount().Neg()
		default:
			continue
		}
		var err error
		if c.spent[i], err = c.spent[i].Add(amount); err != nil {
			return err
		}
	}
	return nil
}
