package lifecycle

import (
	"errors"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// Gaps are the silences between the purchases of a base, or of one customer: how many there were of each length in days. They say which
// silence is unusual, and so from when on a customer should count as lapsing; see [Gaps.Thresholds].
//
// A gap is the days from one date with a purchase to the next. It is closed by the next purchase. The silence since the last purchase is
// open: how long it will have been, if it ever ends, is not known, and it counts as one that lasted at least so long (censored).
//
// The zero value knows nothing and is ready to use. Gaps are used by pointer and copied with Clone; they are not safe for use by several
// goroutines while one of them changes them.
type Gaps struct {
	counts []gapCount // of ascending days, none empty
	closed int64
	open   int64
}

// gapCount is how many gaps are of one length.
type gapCount struct {
	days         int32 // at least 1 where closed > 0; the calendar has fewer than four million days
	closed, open int64
}

// maxGaps is the most gaps that are held: all numbers up to it are exact in float64.
const maxGaps = 1 << 53

// What gaps cannot be read from, by errors.Is. The facts are in [*GapsError], by errors.As.
var (
	// ErrGaps: what was given cannot be taken as gaps, or says nothing; a *GapsError says why.
	ErrGaps = errors.New("lifecycle: invalid gaps")
	// ErrFewGaps: there are fewer closed gaps than are asked for; a *GapsError has both numbers.
	ErrFewGaps = errors.New("lifecycle: too few gaps")
)

// GapsError says what gaps cannot be read from.
type GapsError struct {
	// Place is what was looked at, as "as of".
	Place string
	// Value is what was met, as text.
	Value string
	// Rule says what is wanted.
	Rule string
	// Few says that there are too few, which makes this an ErrFewGaps too.
	Few bool
}

// Error implements error.
func (e *GapsError) Error() string {
	return "lifecycle: gaps: " + e.Place + " = " + e.Value + ", want " + e.Rule
}

// Is reports whether target is [ErrGaps], or [ErrFewGaps] where they are too few.
func (e *GapsError) Is(target error) bool { return target == ErrGaps || target == ErrFewGaps && e.Few }

// Add takes the gaps of one customer in, as of a date: those between its purchase days, see [relationship.SummaryDay.IsPurchase], which
// are closed, and the days from the last of them to asOf, which are an open one. A summary without a purchase adds nothing, and nor does
// nil. Each customer is to be added once, and all as of the same date, which should be over: an open gap of 30 days says that nothing
// was bought on the thirtieth day. To know more at a later date, begin anew.
//
// The error is a *[GapsError], of an asOf that is no date or before the last purchase, or of more than 2⁵³ gaps; then g is as it was.
//
// Cost: linear in the days of the summary, and logarithmic in the different lengths known.
func (g *Gaps) Add(summary *relationship.Summary, asOf relationship.Date) error {
	if asOf.IsZero() {
		return &GapsError{Place: "as of", Value: "no date", Rule: "a date"}
	}
	if summary == nil {
		return nil
	}
	var last relationship.Date
	gaps := int64(0)
	for d := range summary.Days() {
		if d.IsPurchase() {
			last = d.Date
			gaps++ // the last one is open
		}
	}
	if asOf.Before(last) {
		return &GapsError{Place: "as of", Value: asOf.String(), Rule: last.String() + " or later: the last purchase"}
	}
	if err := g.holds(gaps); err != nil {
		return err
	}
	last = relationship.Date{}
	for d := range summary.Days() {
		if !d.IsPurchase() {
			continue
		}
		if !last.IsZero() {
			g.count(gapCount{days: int32(d.Date.DaysSince(last)), closed: 1})
		}
		last = d.Date
	}
	if !last.IsZero() {
		g.count(gapCount{days: int32(asOf.DaysSince(last)), open: 1})
	}
	return nil
}

// holds checks that so many gaps more can be held.
func (g *Gaps) holds(more int64) error {
	if more > maxGaps-g.closed-g.open {
		return &GapsError{
			Place: "gaps", Value: strconv.FormatInt(g.closed+g.open, 10) + " and " + strconv.FormatInt(more, 10) + " more", Rule: "at most 2^53",
		}
	}
	return nil
}

// count adds gaps of one length.
func (g *Gaps) count(more gapCount) {
	i, found := slices.BinarySearchFunc(g.counts, more.days, func(c gapCount, days int32) int { return int(c.days) - int(days) })
	if !found {
		g.counts = slices.Insert(g.counts, i, gapCount{days: more.days})
	}
	g.counts[i].closed += more.closed
	g.counts[i].open += more.open
	g.closed += more.closed
	g.open += more.open
}

// Merge adds the gaps of other customers; other is not changed and shares nothing with g afterwards. Merging is commutative and
// associative; empty gaps are its identity, and so is nil; g.Merge(g) doubles.
//
// The error is a *[GapsError], of more than 2⁵³ gaps; then g is as it was.
func (g *Gaps) Merge(other *Gaps) error {
	if other == nil {
		return nil
	}
	if err := g.holds(other.closed + other.open); err != nil {
		return err
	}
	sum := make([]gapCount, 0, len(g.counts)+len(other.counts))
	a, b := g.counts, other.counts
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].days < b[0].days:
			sum, a = append(sum, a[0]), a[1:]
		case a[0].days > b[0].days:
			sum, b = append(sum, b[0]), b[1:]
		default:
			sum = append(sum, gapCount{a[0].days, a[0].closed + b[0].closed, a[0].open + b[0].open})
			a, b = a[1:], b[1:]
		}
	}
	*g = Gaps{append(append(sum, a...), b...), g.closed + other.closed, g.open + other.open}
	return nil
}

// N returns how many gaps are known: closed ones, and open ones, of which each customer who ever bought has one.
func (g *Gaps) N() (closed, open int64) { return g.closed, g.open }

// IsZero reports whether g knows nothing.
func (g *Gaps) IsZero() bool { return len(g.counts) == 0 }

// Equal reports whether both know the same; nil knows nothing.
func (g *Gaps) Equal(other *Gaps) bool {
	if other == nil {
		return g.IsZero()
	}
	return slices.Equal(g.counts, other.counts)
}

// Clone returns a copy that shares nothing with g.
func (g *Gaps) Clone() *Gaps { return &Gaps{slices.Clone(g.counts), g.closed, g.open} }
