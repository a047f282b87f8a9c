package main

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// promises shows what the supplier promised and kept, in counts, and what is overdue.
func (d *desk) promises() error {
	d.heading("1. What was promised, and what was kept")
	level := d.now.model.Card().Level
	events := d.log.Of(d.key)
	stakes := map[float64]bool{}
	for e := range events {
		if e, ok := e.(relationship.PromiseClosed); ok && e.By() == relationship.ByTo {
			stakes[e.Stake()] = true
		}
	}
	rows := [][]string{{"stake of each", "closed", "kept", fmt.Sprintf("keeps, %.0f %% sure", level*100), "in time", "of the stake"}}
	add := func(name string, from iter.Seq[relationship.Event]) (loyalty.PromiseConduct, error) {
		c, err := loyalty.PromisesKept(from, relationship.ByTo, beginning(), d.asOf)
		if err != nil {
			return c, err
		}
		where, err := c.Kept.Interval(level)
		if err != nil {
			return c, err
		}
		row := []string{name, fmt.Sprint(c.Kept.Of), fmt.Sprint(c.Kept.Hits), share(where.Low) + " to " + share(where.High), fmt.Sprint(c.InTime.Hits), "–"}
		if points, ok := c.Record.Points(); ok {
			row[5] = number(points)
		}
		rows = append(rows, row)
		return c, nil
	}
	for _, stake := range slices.Sorted(maps.Keys(stakes)) {
		if _, err := add(fmt.Sprint(stake), ofStake(events, stake)); err != nil {
			return err
		}
	}
	all, err := add("all", events)
	if err != nil {
		return err
	}
	d.table("lrrrrr", rows)
	d.prose(`Kept is what was delivered in full, if late. In no share are promises that both sides replaced (%d) or that we waived (%d). Few
promises say little: the range is where the chance to be kept lies (Wilson's interval). The last column is how many of 10,000 parts of the
stake, of what depends on them, were delivered.`, all.Renegotiated, all.Waived)
	if median, ok := all.Lateness.Median(); ok {
		most, _, err := all.Lateness.Quantile(0.9)
		if err != nil {
			return err
		}
		d.prose("Median lateness of what was delivered: %s; nine of ten came at most %s late.",
			length(time.Duration(median)), length(time.Duration(most)))
	}
	if err := d.notInTime(); err != nil {
		return err
	}
	return d.overdue()
}

// ofStake yields the closings of promises of one stake.
func ofStake(events iter.Seq[relationship.Event], stake float64) iter.Seq[relationship.Event] {
	return func(yield func(relationship.Event) bool) {
		for e := range events {
			if c, ok := e.(relationship.PromiseClosed); ok && c.Stake() == stake && !yield(e) {
				return
			}
		}
	}
}

// notInTime lists the promises of the supplier that are not simply kept.
func (d *desk) notInTime() error {
	book, err := relationship.Promises(d.log.Of(d.key))
	if err != nil {
		return err
	}
	var rows [][]string
	for p := range book.All() {
		state := p.State(d.asOf)
		if p.By() != relationship.ByTo || state == relationship.StateKept {
			continue
		}
		how := state.String()
		if p.Overdue(d.asOf) {
			how = "OVERDUE"
		}
		if late := p.Lateness(d.asOf); late > 0 {
			how += ", " + length(late) + " past its date and grace"
		}
		rows = append(rows, []string{string(p.ID()), "due " + date(p.Due()), fmt.Sprintf("stake %v", p.Stake()), how})
	}
	if len(rows) > 0 {
		d.line("Not in time, or open:")
		d.table("llll", rows)
	}
	return nil
}

// overdue says what each promise that is overdue costs, now and if nothing happens.
func (d *desk) overdue() error {
	for p := range d.now.open.Promises(d.asOf) {
		if !late(p, d.asOf) {
			continue
		}
		without, err := d.openBut(func(q relationship.OpenPromise) bool { return q.ID == p.ID })
		if err != nil {
			return err
		}
		terms := loyalty.Promise{Due: p.Due, Stake: p.Stake, Lateness: loyalty.Timeliness{
			Grace: loyalty.Span(p.Grace), HalfLife: d.now.model.Card().Policy.Lateness,
		}}
		rows := [][]string{{"", "speaks against with", "score", "without it", "it costs"}}
		for _, days := range []int{0, 7, 30} {
			at := d.asOf.AddDate(0, 0, days)
			item, err := terms.Open(at)
			if err != nil {
				return err
			}
			with, err := d.now.model.Score(d.now.state, d.now.open, at)
			if err != nil {
				return err
			}
			free, err := d.now.model.Score(d.now.state, without, at)
			if err != nil {
				return err
			}
			name := "today"
			if days > 0 {
				name = fmt.Sprintf("in %d days", days)
			}
			rows = append(rows, []string{name, share(item.Against()), number(with.Points), number(free.Points), change(with.Points - free.Points)})
		}
		d.line("What it costs that %s is overdue:", p.ID)
		d.table("lrrrr", rows)
		d.prose(`Overdue it speaks against the supplier with stake × (1 − 2^(−days late/%.0f)): more each week, up to the whole stake of %v. It does
not fade while it lasts. Both columns of points are of the same day, so that what it costs is the promise alone.`,
			time.Duration(terms.Lateness.HalfLife).Hours()/24, p.Stake)
	}
	return nil
}

// late reports whether an open promise of the supplier is past its date and grace.
func late(p relationship.OpenPromise, at time.Time) bool {
	return p.By == relationship.ByTo && at.After(p.Due.Add(p.Grace))
}

// openBut is what is open without some promises, as if they had never been made.
func (d *desk) openBut(drop func(relationship.OpenPromise) bool) (*relationship.Open, error) {
	dropped := map[relationship.EventID]bool{}
	for p := range d.now.open.Promises(d.asOf) {
		dropped[p.ID] = drop(p)
	}
	open := new(relationship.Open)
	for e := range d.log.Of(d.key) {
		if dropped[e.ID()] {
			continue
		}
		if err := open.Observe(e); err != nil {
			return nil, err
		}
	}
	return open, nil
}
