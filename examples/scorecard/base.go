package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// base is what is known of all subscribers.
type base struct {
	opt       options
	one, two  *loyalty.Model // the editions of the card
	asOf      time.Time
	customers []customer // in the order of their keys
	events    int        // until the day of the score
}

// customer is one relationship, scored by both editions.
type customer struct {
	key      relationship.Key
	events   []relationship.Event // until the day of the score
	stayed   bool                 // after it
	truth    float64              // the chance to stay, which we know of made-up ones only
	one, two loyalty.Result
}

// open reads or makes the log, and scores everybody by both editions.
func (b *base) open(stdin io.Reader) error {
	log, truth, err := b.read(stdin)
	if err != nil {
		return err
	}
	for _, key := range log.Keys() {
		if key.Role.Group() == relationship.GroupSupplier {
			continue // whom we buy from is no subscriber
		}
		if c := b.split(key, slices.Collect(log.Of(key))); len(c.events) > 0 && !ended(c.events) {
			c.truth = truth[key]
			b.customers = append(b.customers, c)
			b.events += len(c.events)
		}
	}
	if len(b.customers) == 0 {
		return fmt.Errorf("nobody in the log was a customer on %s", b.asOf.Format(time.DateOnly))
	}
	for _, edition := range []struct {
		model *loyalty.Model
		put   func(*customer, loyalty.Result)
	}{
		{b.one, func(c *customer, r loyalty.Result) { c.one = r }},
		{b.two, func(c *customer, r loyalty.Result) { c.two = r }},
	} {
		if err := b.scoreAll(edition.model, edition.put); err != nil {
			return err
		}
	}
	return nil
}

// scoreAll scores the whole base by one model.
func (b *base) scoreAll(model *loyalty.Model, put func(*customer, loyalty.Result)) error {
	var broken error
	rows := func(yield func(int, loyalty.Situation) bool) {
		for i := range b.customers {
			situation, err := b.customers[i].situation(model, b.asOf)
			if err != nil {
				broken = err
				return
			}
			if !yield(i, situation) {
				return
			}
		}
	}
	for i, reading := range loyalty.Batch(model, rows, b.asOf) {
		if reading.Err != nil {
			return fmt.Errorf("%s: %w", b.customers[i].key.To, reading.Err)
		}
		put(&b.customers[i], reading.Result)
	}
	return broken
}

// read reads the log of -events, or makes one.
func (b *base) read(stdin io.Reader) (*relationship.History, map[relationship.Key]float64, error) {
	if b.opt.events == "" {
		b.asOf = relationship.Must(relationship.ParseDate(madeAsOf)).Time()
		return made(b.opt)
	}
	b.asOf = b.opt.asOf.Time()
	if b.opt.events == "-" {
		log, err := relationship.ReadHistory(stdin)
		return log, nil, err
	}
	file, err := os.Open(b.opt.events)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	log, err := relationship.ReadHistory(file)
	return log, nil, err
}

// split parts what was known on the day of the score from what tells who stayed.
func (b *base) split(key relationship.Key, events []relationship.Event) customer {
	n := until(events, b.asOf)
	return customer{key: key, events: events[:n], stayed: !ended(events[n:])}
}

// until counts the events at or before an instant.
func until(events []relationship.Event, at time.Time) int {
	n, _ := slices.BinarySearchFunc(events, at, func(e relationship.Event, at time.Time) int {
		if e.At().After(at) {
			return 1
		}
		return -1
	})
	return n
}

// ended reports whether somebody left.
func ended(events []relationship.Event) bool {
	return slices.ContainsFunc(events, func(e relationship.Event) bool {
		switch e.(type) {
		case relationship.Cancellation, relationship.PartyClosed:
			return true
		}
		return false
	})
}

// situation is what a model can know of a customer at an instant: what happened until then, what is open, and what is measured.
func (c *customer) situation(model *loyalty.Model, at time.Time) (loyalty.Situation, error) {
	known := c.events[:until(c.events, at)]
	var state loyalty.State
	var open relationship.Open
	for _, e := range known {
		if err := errors.Join(model.Observe(&state, e), open.Observe(e)); err != nil {
			return loyalty.Situation{}, fmt.Errorf("%s: %w", c.key.To, err)
		}
	}
	if err := measure(model, &state, known, at); err != nil {
		return loyalty.Situation{}, fmt.Errorf("%s: %w", c.key.To, err)
	}
	return loyalty.Situation{State: state, Open: &open}, nil
}

// score scores a customer as of an instant.
func (c *customer) score(model *loyalty.Model, at time.Time) (loyalty.Result, error) {
	s, err := c.situation(model, at)
	if err != nil {
		return loyalty.Result{}, err
	}
	return model.Score(s.State, s.Open, at)
}
