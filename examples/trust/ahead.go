package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// months is how far the picture looks ahead.
const months = 12

// ahead shows what becomes of the score when nothing is heard any more.
func (d *desk) ahead() error {
	d.heading("3. If nothing more is heard")
	kept, err := d.openBut(func(p relationship.OpenPromise) bool { return late(p, d.asOf) })
	if err != nil {
		return err
	}
	var at []time.Time
	var with, free []loyalty.Result
	for i := range months + 1 {
		at = append(at, d.asOf.AddDate(0, i, 0))
		x, err := d.now.model.Score(d.now.state, d.now.open, at[i])
		if err != nil {
			return err
		}
		y, err := d.now.model.Score(d.now.state, kept, at[i])
		if err != nil {
			return err
		}
		with, free = append(with, x), append(free, y)
	}
	d.picture(at, with, free)
	d.prose(`# is the score when time alone goes on: what is known fades towards 5,000, and what is overdue gets later. o is the same without
what is overdue today, which is fading alone. | is where a band begins. Contract and prices fade too, as nobody reads them again.`)
	if err := d.crossing("As it stands", d.now.open); err != nil {
		return err
	}
	if kept.Equal(d.now.open) {
		return nil // nothing is overdue
	}
	return d.crossing("Without what is overdue", kept)
}

// picture draws two courses of the score, one row a month.
func (d *desk) picture(at []time.Time, with, free []loyalty.Result) {
	const wide = 50
	low, high := 10_000, 0
	for i := range at {
		low, high = min(low, with[i].Points, free[i].Points), max(high, with[i].Points, free[i].Points)
	}
	low, high = low/500*500, min(10_000, (high/500+1)*500)
	column := func(points int) int { return (points - low) * (wide - 1) / max(1, high-low) }
	d.line("  %-11s %6s  %-9s %-*s%s", "date", "points", "band", wide-len(number(high)), number(low), number(high))
	for i := range at {
		row := []rune(strings.Repeat(" ", wide))
		for _, b := range d.now.model.Card().Bands {
			if b.From > low && b.From < high {
				row[column(b.From)] = '|'
			}
		}
		row[column(free[i].Points)] = 'o'
		row[column(with[i].Points)] = '#'
		d.line("  %-11s %6s  %-9s %s", date(at[i]), number(with[i].Points), with[i].Band, strings.TrimRight(string(row), " "))
	}
}

// crossing says when the band changes next, and checks it by scoring a second earlier as well.
func (d *desk) crossing(name string, open *relationship.Open) error {
	next, ok, err := d.now.model.TimeToBand(d.now.state, open, d.asOf)
	if err != nil {
		return err
	}
	if !ok {
		d.prose("%s, the band never changes by time alone.", name)
		return nil
	}
	before, err := d.now.model.Score(d.now.state, open, next.At.Add(-time.Second))
	if err != nil {
		return err
	}
	after, err := d.now.model.Score(d.now.state, open, next.At)
	if err != nil {
		return err
	}
	if before.Band != next.From || after.Band != next.To {
		return fmt.Errorf("the band is %s before and %s at %v, which was to be from %s to %s", before.Band, after.Band, next.At, next.From, next.To)
	}
	d.prose("%s, the band goes from %s to %s on %s, %s from now; a second before it is %s points, %s, and then %s, %s.", name, next.From, next.To,
		next.At.UTC().Format(time.DateTime), length(next.At.Sub(d.asOf)), number(before.Points), before.Band, number(after.Points), after.Band)
	return nil
}
