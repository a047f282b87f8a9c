package markov

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Stays counts how long stays in each label lasted, in whole days: those that ended, and those that were still running when they were
// seen last, which are half of what there is to know. It is exact, takes one entry for each label and number of days, and can be added to
// that of any other part of the base.
//
// A stay that had begun before anyone looked is late: it was seen from some day on, and what ended before that day was never seen. Counted
// like the others it would make stays look long. It joins those at risk only on the day after that on which it was first seen.
//
// The zero value is empty and ready to use. Stays are used by pointer, and copied with Clone; they are not safe for use by several
// goroutines while one of them changes them. Labels are told apart by ==; a NaN is none.
type Stays[S cmp.Ordered] struct {
	cells []stay[S] // ascending by label, then by days; none is empty
	total int64
}

// stay counts the stays in a label that came to be seen late, ended, or were seen last after so many days.
type stay[S cmp.Ordered] struct {
	label                S
	days                 int
	late, ended, running int64
}

func (a stay[S]) compare(b stay[S]) int {
	return cmp.Or(cmp.Compare(a.label, b.label), cmp.Compare(a.days, b.days))
}

// mostDays is the length of the calendar, the years 1 to 9999.
const mostDays = 3_652_059

// Add counts one stay in a label that was seen from its beginning: it ended after so many days, or was still running when it was seen last.
// days is from 0 to 3,652,059, the length of the calendar.
//
// The error is a *[CountError], and then s is as it was.
//
// Cost: O(log n) for n different pairs of label and days; O(n) and an allocation now and then for a pair that is new.
func (s *Stays[S]) Add(label S, days int, ended bool) error { return s.add(label, -1, days, ended) }

// AddLate counts one stay that was first seen when it had lasted entered days; it ended after days days in all, or was still running when
// it was seen last. entered is 0 or more and less than days, so that there is a day on which its end could have been seen.
//
// A stay may be seen in parts: Add of the first, running, and AddLate of the rest, entered where the first ends, give the survival and
// means of the whole.
//
// The error is a *[CountError], and then s is as it was.
func (s *Stays[S]) AddLate(label S, entered, days int, ended bool) error {
	if entered < 0 || entered >= days {
		return &CountError{Field: "entered", Value: strconv.Itoa(entered), Rule: "0 or more, and less than days, " + strconv.Itoa(days)}
	}
	return s.add(label, entered, days, ended)
}

// add counts one stay; entered is -1 for one that was seen from its beginning.
func (s *Stays[S]) add(label S, entered, days int, ended bool) error {
	label, err := labelOf("label", label)
	switch {
	case err != nil:
		return err
	case days < 0 || days > mostDays:
		return &CountError{Field: "days", Value: strconv.Itoa(days), Rule: "0 to " + strconv.Itoa(mostDays)}
	case s.total == math.MaxInt64:
		return &CountError{Field: "n", Value: "1", Rule: mostTotal}
	}
	s.total++
	if entered >= 0 {
		s.at(label, entered).late++
	}
	if at := s.at(label, days); ended {
		at.ended++
	} else {
		at.running++
	}
	return nil
}

// at returns the entry of a label and a number of days, which is made if there is none.
func (s *Stays[S]) at(label S, days int) *stay[S] {
	i := s.find(label, days)
	if i == len(s.cells) || s.cells[i].label != label || s.cells[i].days != days {
		s.cells = slices.Insert(s.cells, i, stay[S]{label: label, days: days})
	}
	return &s.cells[i]
}

// find returns the place of the first entry that is not before a label and a number of days; see [Counts.find].
func (s *Stays[S]) find(label S, days int) int {
	low, high := 0, len(s.cells)
	for low < high {
		middle := int(uint(low+high) >> 1)
		if at := &s.cells[middle]; at.label < label || at.label == label && at.days < days {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

// row returns the entries of a label.
func (s *Stays[S]) row(label S) []stay[S] {
	first := s.find(label, 0)
	end := first
	for end < len(s.cells) && s.cells[end].label == label {
		end++
	}
	return s.cells[first:end]
}

// Merge adds the stays of other, which is not changed and shares nothing with s afterwards. Merging is commutative and associative, empty
// stays are its identity, and so is nil; s.Merge(s) doubles.
//
// The error is a *[CountError] when there would be more than 2^63 − 1; then s is as it was.
//
// Cost: O(n + m) for the entries of both.
func (s *Stays[S]) Merge(other *Stays[S]) error {
	if other == nil || len(other.cells) == 0 {
		return nil
	}
	if other.total > math.MaxInt64-s.total {
		return &CountError{Field: "n", Value: strconv.FormatInt(other.total, 10), Rule: mostTotal}
	}
	s.total += other.total
	s.cells = merge(s.cells, other.cells, stay[S].compare, func(a, b stay[S]) stay[S] {
		return stay[S]{a.label, a.days, a.late + b.late, a.ended + b.ended, a.running + b.running}
	})
	return nil
}

// N returns how many stays in a label ended, and how many were running when they were seen last. One that was seen in parts counts for
// each of them.
//
// Cost: O(log n + k) for k entries of the label.
func (s *Stays[S]) N(label S) (ended, running int64) {
	for _, at := range s.row(label) {
		ended += at.ended
		running += at.running
	}
	return ended, running
}

// Total returns how many stays were counted in all.
func (s *Stays[S]) Total() int64 { return s.total }

// States returns the labels in which a stay was counted, ascending, as a fresh slice.
//
// Cost: O(n).
func (s *Stays[S]) States() []S {
	all := make([]S, 0, len(s.cells))
	for _, at := range s.cells {
		all = append(all, at.label)
	}
	return slices.Compact(all)
}

// IsZero reports whether nothing was counted.
func (s *Stays[S]) IsZero() bool { return s.total == 0 }

// Clone returns a copy that shares nothing with s.
func (s *Stays[S]) Clone() *Stays[S] { return &Stays[S]{slices.Clone(s.cells), s.total} }

// Equal reports whether both count the same; nil is empty.
func (s *Stays[S]) Equal(other *Stays[S]) bool {
	if other == nil {
		return s.IsZero()
	}
	return slices.Equal(s.cells, other.cells)
}

// String returns a line to read, ascending, such as "purchase 3 ended 1 running, experience 0 ended 2 running"; "none" when nothing was
// counted.
func (s Stays[S]) String() string {
	if len(s.cells) == 0 {
		return "none"
	}
	var text strings.Builder
	for i, label := range s.States() {
		if i > 0 {
			text.WriteString(", ")
		}
		ended, running := s.N(label)
		fmt.Fprintf(&text, "%v %d ended %d running", label, ended, running)
	}
	return text.String()
}
