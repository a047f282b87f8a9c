package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// scorer cuts recency and frequency by what premiums are: they fall due once a quarter. Cutting the base into fifths would rank customers
// by the day of the month on which they happen to pay.
func (b *base) scorer() (segment.Scorer, error) {
	return segment.Fixed(segment.Cuts{
		Recency:   []int{275, 184, 100, 92}, // paid within the last quarter: 5; some days late: 4; one premium missed: 3; two: 2
		Frequency: []int{2, 3, 4, 5},        // days on which something was paid in a year; 5 and more is cover and travels
		Monetary:  []relationship.Money{relationship.MoneyFromMinor(200_00, b.opt.currency), relationship.MoneyFromMinor(500_00, b.opt.currency)},
	})
}

// snapshot says in which segment everyone stands at the end of a year, by what they paid in it.
func (b *base) snapshot(groups segment.Segmentation[segment.Engagement], from, to relationship.Date) (*segment.Snapshot[segment.Engagement], error) {
	shot := &segment.Snapshot[segment.Engagement]{}
	for _, h := range b.holders {
		var paid relationship.Summary
		key := relationship.Key{From: "insurer", To: h.id, Role: relationship.KindEndConsumer}
		if h.id == key.From {
			key.From = "the insurer"
		}
		for i, e := range h.entries {
			if e.what != premium || e.amount.Sign() <= 0 || e.date.Before(from) || e.date.After(to) {
				continue
			}
			order, err := relationship.NewPurchase(relationship.PurchaseConfig{
				ID: relationship.EventID(fmt.Sprint(i)), At: e.date.Time().Add(9 * time.Hour), Key: key, Amount: e.amount,
			})
			if err == nil {
				err = paid.Observe(order)
			}
			if err != nil {
				return nil, err
			}
		}
		rfm, status := segment.RFMOf(&paid, segment.RFMOptions{AsOf: to})
		if status != segment.Scored {
			continue
		}
		group, err := groups.Of(rfm)
		if err == nil {
			err = shot.Add(h.id, group, rfm.Net)
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", h.id, err)
		}
	}
	return shot, nil
}

// migrate compares the ends of both years.
func (b *base) migrate() (*segment.Migration[segment.Engagement], error) {
	scorer, err := b.scorer()
	if err != nil {
		return nil, err
	}
	groups, err := segment.NewSegmentation(scorer, segment.EngagementGrid())
	if err != nil {
		return nil, err
	}
	before, err := b.snapshot(groups, b.first, b.mid.AddDays(-1))
	if err != nil {
		return nil, err
	}
	after, err := b.snapshot(groups, b.mid, b.last)
	if err != nil {
		return nil, err
	}
	return segment.Migrate(before, after)
}

// migration tells who moved where in a year.
func migration(p *paper, b *base) error {
	m, err := b.migrate()
	if err != nil {
		return err
	}
	if m.IsZero() {
		return nil
	}
	p.line("\n  From the end of %d (rows) to the end of %d (columns), by how lately and how often something was paid in the year", b.year-1, b.year)
	labels := m.Labels()
	head := strings.Builder{}
	for _, l := range labels {
		words := strings.Fields(l.String())
		fmt.Fprintf(&head, " %10s", words[len(words)-1])
	}
	p.line("  %-20s%s %10s", "", head.String(), "gone")
	var outside segment.Standing[segment.Engagement]
	rowOf := func(name string, from segment.Standing[segment.Engagement]) {
		cells := strings.Builder{}
		for _, to := range labels {
			fmt.Fprintf(&cells, " %10s", dash(m.Cell(from, segment.InSegment(to)).Customers))
		}
		p.line("  %-20s%s %10s", name, cells.String(), dash(m.Cell(from, outside).Customers))
	}
	for _, l := range labels {
		if m.Row(segment.InSegment(l)).Customers == 0 {
			continue // somebody came to it, and nobody from it
		}
		rowOf(l.String(), segment.InSegment(l))
	}
	rowOf("new", outside)
	shifts, err := m.ShiftsBy(func(e segment.Engagement) int { return int(e.Warmth()) })
	if err != nil {
		return err
	}
	p.prose(`By warmth (active, cooling, lapsed) %s customers became warmer, %s cooler, %s stayed as warm; %s came, %s are gone. The thresholds are
fixed, so whoever moved did so by paying, not because others did. Where cover runs by contract, this says who pays and not who is content.`,
		count(shifts.Up.Customers), count(shifts.Down.Customers), count(shifts.Same.Customers), count(shifts.Entered.Customers), count(shifts.Left.Customers))
	return nil
}

// dash writes a number, and a dot for none.
func dash(n int64) string {
	if n == 0 {
		return "·"
	}
	return count(n)
}

// drivers tells what moved revenue from one year to the next.
func drivers(p *paper, b *base) error {
	var d segment.Drivers
	for _, h := range b.holders {
		if h.joined.Before(b.first) {
			if err := d.Earlier(string(h.id)); err != nil {
				return err
			}
		}
		for _, e := range h.entries {
			q, ok := b.quarter(e.date)
			if !ok || e.what != premium {
				continue
			}
			period := segment.DriverOpening
			if q >= 4 {
				period = segment.DriverClosing
			}
			if err := d.Observe(segment.DriverRow{Customer: string(h.id), Line: e.line, Period: period, Amount: e.amount}); err != nil {
				return err
			}
		}
	}
	r, err := d.Report()
	if err != nil {
		return err
	}
	p.line("\n  What moved revenue from %d to %d: every cent is in one row", b.year-1, b.year)
	p.lines("    ", r.String())
	var by []string
	for _, driver := range segment.AllDrivers() {
		by = append(by, fmt.Sprintf("%s by %s", signed(r.Change(driver)), driver))
	}
	text := "So " + strings.Join(by, ", ")
	gross, ok := r.GrossRetention()
	if net, also := r.NetRetention(); ok && also {
		text += fmt.Sprintf(`. Of each 100 paid in %d, the same customers paid %.1f again (gross retention), and %.1f with what they took in addition
(net retention)`, b.year-1, 100*gross, 100*net)
	}
	p.prose("%s. Whoever came in the middle of %d pays for a whole year in %d, which is expansion too.", text, b.year-1, b.year)
	return nil
}

// signed writes an amount in whole units with its sign.
func signed(m relationship.Money) string {
	if m.Sign() > 0 {
		return "+" + money(m)
	}
	return money(m)
}
