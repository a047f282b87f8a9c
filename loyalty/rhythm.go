package loyalty

import (
	"iter"
	"math/bits"

	"github.com/rapport-go/rapport/relationship"
)

// Rhythm is how regularly something happens, from the gaps between the days on which it does. The silence since the last day is no
// gap yet: three weekly calls and then none all year are regular until the next one. Look at how often beside it,
// [DialogueReading.Rate].
type Rhythm struct {
	// Gaps is their number, one less than that of the days.
	Gaps int
	// Days is the sum of the gaps in days.
	Days int
	// Squares is the sum of their squares.
	Squares int
}

// Mean returns the mean gap in days; false without a gap.
func (r Rhythm) Mean() (days float64, ok bool) {
	if r.Gaps <= 0 {
		return 0, false
	}
	return float64(r.Days) / float64(r.Gaps), true
}

// Regularity returns 1/(1 + CV²) of the gaps, which is (Σg)²/(n·Σg²): 1 if all n of them are equal, and 1/n at the least. CV is
// the standard deviation of the gaps, as of the whole population, by their mean. It is false with fewer than two gaps, which
// are always regular.
//
// Law: it does not hang on the unit of the gaps, nor on their order.
func (r Rhythm) Regularity() (value float64, ok bool) {
	if r.Gaps < 2 || r.Days <= 0 || r.Squares <= 0 {
		return 0, false
	}
	days := float64(r.Days)
	return min(1, days*days/(float64(r.Gaps)*float64(r.Squares))), true
}

const (
	dayWords   = 6
	keptDays   = 64 * dayWords // more than is read, as dates of one instant differ by a day
	rhythmDays = 365
)

// daySet is the set of the days within keptDays of the latest. What is older is dropped, which is the same in any order of adding:
// the latest day only rises.
type daySet struct {
	last relationship.Date
	bits [dayWords]uint64 // bit i is the day i days before the last
}

func (d *daySet) add(date relationship.Date) {
	d.merge(daySet{date, [dayWords]uint64{1}})
}

func (d *daySet) merge(o daySet) {
	if d.last.Before(o.last) {
		*d, o = o, *d
	}
	if o.last.IsZero() {
		return
	}
	shift := d.last.DaysSince(o.last)
	for i := range min(dayWords, max(0, dayWords-shift/64)) {
		to := i + shift/64
		d.bits[to] |= o.bits[i] << (shift % 64)
		if to+1 < dayWords {
			d.bits[to+1] |= o.bits[i] >> (64 - shift%64) // 0 where the shift is a whole word
		}
	}
}

// all yields the days in ascending order.
func (d daySet) all() iter.Seq[relationship.Date] {
	return func(yield func(relationship.Date) bool) {
		for i := dayWords - 1; i >= 0; i-- {
			for word := d.bits[i]; word != 0; {
				high := bits.Len64(word) - 1
				word &^= 1 << high
				if !yield(d.last.AddDays(-64*i - high)) {
					return
				}
			}
		}
	}
}

// rhythm returns that of the days in the year up to a date.
func (d daySet) rhythm(asOf relationship.Date) (r Rhythm) {
	var before relationship.Date
	for day := range d.all() {
		if asOf.DaysSince(day) >= rhythmDays {
			continue
		}
		if !before.IsZero() {
			gap := day.DaysSince(before)
			r.Gaps++
			r.Days += gap
			r.Squares += gap * gap
		}
		before = day
	}
	return r
}
