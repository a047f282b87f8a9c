package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// What a date in the log that cannot be read is told.
var (
	errDate   = errors.New("want 2006-01-02, 20060102, 2006-01-02 15:04:05 or 2006-01-02T15:04:05Z")
	errNoDate = errors.New("which programs write for no date")
)

// parseInstant reads the date of an order. An instant with an offset keeps it: an
// order at 23:30 in New York is of that day there, whatever the day in Greenwich.
// Without an offset the day is the one that is written.
func parseInstant(text string) (time.Time, error) {
	var at time.Time
	var err error
	if len(text) <= len("2006-01-02") {
		var date relationship.Date
		if date, err = parseDate(text); err == nil {
			at = date.Time()
		}
	} else {
		for _, layout := range []string{time.RFC3339, time.DateTime, "2006-01-02T15:04:05"} {
			if at, err = time.Parse(layout, text); err == nil {
				break
			}
		}
	}
	switch {
	case err != nil || relationship.DateOf(at).IsZero():
		return time.Time{}, errDate
	case at.IsZero():
		return time.Time{}, errNoDate
	}
	return at, nil
}

// parseDate reads a civil date, with hyphens or without.
func parseDate(text string) (relationship.Date, error) {
	if len(text) == len("20060102") {
		text = text[:4] + "-" + text[4:6] + "-" + text[6:]
	}
	return relationship.ParseDate(text)
}

// days is what is to be known about the dates of a log.
type days struct {
	first, last relationship.Date
	before      relationship.Date // the last day but one
	place       place             // of the last day, the first such line
}

// add takes in the day of a line.
func (d *days) add(day relationship.Date, p place) {
	if d.first.IsZero() || day.Before(d.first) {
		d.first = day
	}
	switch {
	case day.After(d.last):
		d.before, d.last, d.place = d.last, day, p
	case day == d.last:
		if p.compare(d.place) < 0 {
			d.place = p
		}
	case day.After(d.before):
		d.before = day
	}
}

// gap returns how many days the log is silent before its last day.
func (d *days) gap() int {
	if d.before.IsZero() {
		return 0
	}
	return d.last.DaysSince(d.before)
}

// checkDays says what is wrong with a log for the days it is asked about.
func checkDays(book *ledger) error {
	opt, asOf := book.opt, book.asOf()
	switch {
	case book.history.Len() == 0:
		return fmt.Errorf("no good order or event among %s", of(book.lines, "line", "lines"))
	case !opt.split.IsZero() && !opt.split.Before(asOf):
		return fmt.Errorf("-split %s must be before %s", opt.split, book.whence())
	case !opt.split.IsZero() && opt.split.Before(book.days.first):
		return fmt.Errorf("-split %s is before %s, the first date of the log", opt.split, book.days.first)
	case opt.horizon.End(asOf).IsZero():
		return fmt.Errorf("-horizon %s from %s reaches beyond the year 9999", opt.horizon, book.whence())
	}
	return nil
}

// whence names the as-of day and where it comes from.
func (b *ledger) whence() string {
	if !b.opt.asOf.IsZero() {
		return "-as-of " + b.opt.asOf.String()
	}
	return fmt.Sprintf("%s, the last date of the log (%s; -as-of sets another day)", b.days.last, b.at(b.days.place))
}
