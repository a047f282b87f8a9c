package main

import (
	"fmt"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// past shows what each customer had lived through before the complaint.
func (r *report) past() error {
	heading(r.w, "1. The day before")
	t := table{align: "lrrrrrrlrrr"}
	t.add("", "customer for", "orders", "paid", "in time", "late", "ratings", "stage", "trust", "satisfaction", "index")
	for _, c := range r.customers {
		p := c.known()
		first, ok := c.track.before(c.first.At())
		if !ok {
			t.add(c.name(), "complained at first sight")
			continue
		}
		t.add(c.name(), length(c.first.At().Sub(c.track.standing.Facts.FirstSeen)), number(p.orders), p.paid.String(), number(p.inTime),
			number(p.late), number(p.ratings), first.stage.String(), number(first.of(loyalty.Trust)), number(first.of(loyalty.Satisfaction)),
			number(first.score.Points))
	}
	t.write(r.w)
	if t.alike() {
		r.line("")
		r.prose("", "The rows are alike. Whatever differs from here on is what was made of the complaint.")
	}
	return nil
}

// tally counts what came before a complaint.
type tally struct {
	orders, inTime, late, ratings int
	paid                          relationship.Money
}

// known counts what came before the complaint.
func (c *customer) known() tally {
	var p tally
	for e := range c.log.Until(c.first.At().Add(-time.Nanosecond)).All() {
		switch e := e.(type) {
		case relationship.Purchase:
			p.orders++
		case relationship.Delivery:
			switch {
			case e.Due().IsZero() || e.Actor() != relationship.ByFrom:
			case e.At().After(e.Due()):
				p.late++
			default:
				p.inTime++
			}
		case relationship.Rating:
			p.ratings++
		}
	}
	p.paid = c.paid(c.first.At().Add(-time.Nanosecond))
	return p
}

// paid is what the customer had paid by an instant, refunds taken off. Amounts in two currencies have no sum, and then it is nothing.
func (c *customer) paid(by time.Time) relationship.Money {
	summary, err := c.log.Until(by).Summary(c.key)
	if err != nil {
		return relationship.Money{}
	}
	return summary.Net()
}

// mostRows is how many rows of one customer are shown.
const mostRows = 40

// events shows what happened from the complaint on, and where it led.
func (r *report) events() error {
	heading(r.w, "2. What happened then, and what each event did")
	r.prose("", "Day 0 is the complaint. The points are those right after the event; in brackets stands why the stage changed.")
	for _, c := range r.customers {
		t := table{align: "rllrrrrl"}
		t.add("day", "date", "what", "trust", "satisfaction", "communication", "index", "stage")
		row := func(m moment, what, stage string) {
			t.add(fmt.Sprint(c.day(m.at)), date(m.at), what, number(m.of(loyalty.Trust)), number(m.of(loyalty.Satisfaction)),
				number(m.of(loyalty.Communication)), number(m.score.Points), stage)
		}
		if m, ok := c.track.before(c.first.At()); ok {
			row(m, "(the last event before)", m.stage.String())
		}
		shown, more := 0, 0
		for _, m := range c.track.moments {
			switch {
			case m.at.Before(c.first.At()):
				continue
			case shown == mostRows:
				more++
				continue
			case m.event == nil:
				row(m, "(nothing: time passes)", sayStage(m))
			default:
				row(m, say(m.event), sayStage(m))
			}
			shown++
		}
		if more > 0 {
			t.add("", "", fmt.Sprintf("(and %d more)", more))
		}
		last := c.track.last()
		row(last, "(as of "+date(last.at)+")", last.stage.String())
		r.line("\n%s", c.name())
		t.write(r.w)
	}
	return nil
}
