package main

import (
	"fmt"
	"iter"
	"slices"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// base is everybody who is known on a day, each with one summary: all that is kept of the orders.
type base struct {
	asOf      relationship.Date
	tenure    relationship.Period
	customers []*customer
	summaries []*relationship.Summary
	lines     int // of so many lines
}

// asOf returns the base as it was known at the end of a day. A summary cannot be read in its past, so each day has summaries of its own,
// of the lines up to it.
func (b *book) asOf(day relationship.Date) (base, error) {
	found := base{asOf: day, tenure: b.opt.tenure}
	at := map[*customer]int{}
	for _, l := range b.lines {
		if l.date.After(day) {
			continue
		}
		i, seen := at[l.of]
		if !seen {
			i = len(found.customers)
			at[l.of] = i
			found.customers = append(found.customers, l.of)
			found.summaries = append(found.summaries, new(relationship.Summary))
		}
		found.lines++
		if l.event == nil {
			continue
		}
		if err := found.summaries[i].Observe(l.event); err != nil {
			return base{}, fmt.Errorf("%s: %s: %w", b.name, l.of.id, err)
		}
	}
	return found, nil
}

// options say as of when the base is read.
func (b base) options() segment.RFMOptions {
	return segment.RFMOptions{AsOf: b.asOf, MinTenure: b.tenure}
}

// population is the base as package segment reads it.
func (b base) population() iter.Seq2[segment.RFM, segment.Status] {
	return segment.RFMsOf(slices.Values(b.summaries), b.options())
}

// statuses counts the customers by whether they can be scored.
func statuses(population iter.Seq2[segment.RFM, segment.Status]) map[segment.Status]int {
	found := map[segment.Status]int{}
	for _, status := range population {
		found[status]++
	}
	return found
}

// row is a customer on the map. Of one who is not scored there is the status only.
type row[L label] struct {
	of     *customer
	status segment.Status
	rfm    segment.RFM
	score  segment.Score
	group  L
	tier   segment.ValueTier
}

// scored reports whether there is a score.
func (r row[L]) scored() bool { return r.status == segment.Scored }

// place puts a base on the map.
func place[L label](b base, scorer segment.Scorer, groups segment.Segmentation[L]) ([]row[L], error) {
	rows := make([]row[L], len(b.customers))
	for i, c := range b.customers {
		r := row[L]{of: c}
		if r.rfm, r.status = segment.RFMOf(b.summaries[i], b.options()); r.scored() {
			var err error
			if r.score, err = scorer.Score(r.rfm); err != nil {
				return nil, fmt.Errorf("%s: %w", c.id, err)
			}
			if r.group, err = groups.Of(r.rfm); err != nil {
				return nil, fmt.Errorf("%s: %w", c.id, err)
			}
			if r.tier, err = scorer.Value().Tier(r.rfm.Net); err != nil {
				return nil, fmt.Errorf("%s: %w", c.id, err)
			}
		}
		rows[i] = r
	}
	return rows, nil
}

// read is the first block.
func (s *story[L]) read() error {
	s.heading("1. What was read, and how the base stands on " + s.opt.asOf.String())
	if s.opt.orders == "" {
		s.prose("A shop that does not exist had a sale in the second half of June, and in July advertising brought many who were new.")
	}
	between := s.after.lines - s.before.lines
	s.line("  %s: %s of %s; %s, %s, %s without either", s.book.name, count(len(s.book.lines), "line"),
		count(len(s.book.customers), "customer"), count(s.book.orders, "order"), count(s.book.refunds, "refund"), count(s.book.known, "line"))
	s.line("  %5d lines until %s, the day of this look", s.before.lines, s.opt.asOf)
	s.line("  %5d lines more until %s, the day of the next one", between, s.opt.next)
	s.line("  %5d lines of later days, which nobody looks at here", len(s.book.lines)-s.after.lines)
	s.line("")
	found := statuses(s.before.population())
	for _, status := range []segment.Status{segment.Scored, segment.Prospect, segment.TooNew, segment.Future} {
		s.line("  %5d %-9s %s", found[status], status, map[segment.Status]string{
			segment.Scored:   "has bought, and is compared with the others",
			segment.Prospect: "never bought, or got all of it back: there is nothing to score",
			segment.TooNew:   fmt.Sprintf("first bought less than %v ago: too early to say, and left out of the comparison", s.opt.tenure),
			segment.Future:   "has something on record of a later day",
		}[status])
	}
	all, err := s.book.asOf(s.latest())
	if err != nil {
		return err
	}
	future := statuses(segment.RFMsOf(slices.Values(all.summaries), s.before.options()))[segment.Future]
	s.prose("Had all lines gone into the summaries, %s would be future ones and be left out: a summary keeps days, not "+
		"what was known on them, and the library does not guess. So each look observes the lines up to its day.", count(future, "customer"))
	return nil
}

// latest returns the last day of the list.
func (s *story[L]) latest() relationship.Date {
	latest := s.opt.next
	for _, l := range s.book.lines {
		if l.date.After(latest) {
			latest = l.date
		}
	}
	return latest
}
