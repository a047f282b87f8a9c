package segment

import (
	"maps"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/internal/numeric"
)

const (
	// mostPoints is the best score there is.
	mostPoints = 10000
	// mostScores bounds what a tally counts, so that squares of points still add up in an int64.
	mostScores = int64(10_000_000_000)
)

// ScoreTally is what is known of the scores of a group: how many of its members have which score, in points from 0 to 10000, and how
// many have none yet. Everything that is said of the group is computed from these counts, so that tallies of parts, merged, say to the
// last bit what one tally of all says, whatever bands and thresholds are asked for later.
//
// The zero value is empty and ready to use. It is used by pointer and copied with Clone. It takes room for each different score, of
// which there are 10001, and not for each member. Readings cost O(different scores).
type ScoreTally struct {
	counts  map[int]int64 // by points; none is 0
	scored  int64
	unknown int64
}

// Add counts members with a score; 0 times is nothing. The error wraps [ErrInvalid]: points from 0 to 10000, times of 0 or more, and
// at most 10^10 members. After an error t is as it was.
func (t *ScoreTally) Add(points int, times int64) error {
	if t == nil {
		return errNowhere("tally")
	}
	if points < 0 || points > mostPoints {
		return invalidInt("points", points, "a score from 0 to "+strconv.Itoa(mostPoints))
	}
	if err := t.room(times); err != nil || times == 0 {
		return err
	}
	if t.counts == nil {
		t.counts = map[int]int64{}
	}
	t.counts[points] += times
	t.scored += times
	return nil
}

// AddUnknown counts members whose score is not known. They are in no mean, band or share. The error is that of Add.
func (t *ScoreTally) AddUnknown(times int64) error {
	if t == nil {
		return errNowhere("tally")
	}
	if err := t.room(times); err != nil {
		return err
	}
	t.unknown += times
	return nil
}

// room refuses times that do not fit.
func (t *ScoreTally) room(times int64) error {
	if times < 0 || times > mostScores-t.scored-t.unknown {
		return invalid("times", strconv.FormatInt(times, 10), "0 or more, and at most "+strconv.FormatInt(mostScores, 10)+" members in all")
	}
	return nil
}

// Merge adds the members of other, which must be others than those of t and which is not changed; nil has none. Merging is commutative
// and associative, the empty tally is its identity, and merging the tallies of parts is counting all at once. The error wraps
// [ErrInvalid] when there would be more than 10^10 members. After an error t is as it was.
func (t *ScoreTally) Merge(other *ScoreTally) error {
	switch {
	case other == nil:
		return nil
	case t == nil:
		return errNowhere("tally")
	}
	if err := t.room(other.scored + other.unknown); err != nil {
		return err
	}
	if t.counts == nil && len(other.counts) > 0 {
		t.counts = make(map[int]int64, len(other.counts))
	}
	for points, times := range other.counts {
		t.counts[points] += times
	}
	t.scored, t.unknown = t.scored+other.scored, t.unknown+other.unknown
	return nil
}

// Scored returns how many members have a score.
func (t *ScoreTally) Scored() int64 {
	t = orEmpty(t)
	return t.scored
}

// Unknown returns how many members have none.
func (t *ScoreTally) Unknown() int64 {
	t = orEmpty(t)
	return t.unknown
}

// Count returns how many members have just that score.
func (t *ScoreTally) Count(points int) int64 {
	t = orEmpty(t)
	return t.counts[points]
}

// IsZero reports whether no member was counted.
func (t *ScoreTally) IsZero() bool {
	t = orEmpty(t)
	return t.scored == 0 && t.unknown == 0
}

// Clone returns a copy that shares nothing with t.
func (t *ScoreTally) Clone() *ScoreTally {
	t = orEmpty(t)
	return &ScoreTally{maps.Clone(t.counts), t.scored, t.unknown}
}

// Equal reports whether both have counted the same; nil has counted nobody.
func (t *ScoreTally) Equal(other *ScoreTally) bool {
	t, other = orEmpty(t), orEmpty(other)
	return t.unknown == other.unknown && maps.Equal(t.counts, other.counts)
}

// moments adds up the scores.
func (t *ScoreTally) moments() aggregateMoments {
	t = orEmpty(t)
	var m aggregateMoments
	for points, times := range t.counts {
		m.add(int64(points), times)
	}
	return m
}

// Mean returns the mean score, in points; false if no score is known.
func (t *ScoreTally) Mean() (float64, bool) { return t.moments().mean() }

// Variance returns the variance of the scores, Σ(v − mean)²/(n − 1), in points squared; false of fewer than two scores. Its numerator
// is a whole number and is not rounded before the division.
func (t *ScoreTally) Variance() (float64, bool) { return t.moments().variance() }

// MeanInterval returns where the mean of a larger group of the same kind lies: Student's interval, mean ± t·√(variance/n) with n − 1
// degrees of freedom, inside of 0 and 10000. It is false of fewer than two scores, and if all are equal: scores without spread say nothing
// of their error. The level is from 0.5 to below 1; the error wraps [ErrInvalid].
func (t *ScoreTally) MeanInterval(level float64) (Interval, bool, error) {
	if err := checkLevel(level); err != nil {
		return Interval{}, false, err
	}
	around, ok := t.moments().interval(level, 0, mostPoints)
	return around, ok, nil
}

// Min returns the lowest score; false if none is known.
func (t *ScoreTally) Min() (int, bool) {
	t = orEmpty(t)
	lowest, ok := mostPoints+1, false
	for points := range t.counts {
		lowest, ok = min(lowest, points), true
	}
	if !ok {
		return 0, false
	}
	return lowest, true
}

// Max returns the highest score; false if none is known.
func (t *ScoreTally) Max() (int, bool) {
	t = orEmpty(t)
	highest, ok := 0, false
	for points := range t.counts {
		highest, ok = max(highest, points), true
	}
	return highest, ok
}

// AtLeast returns how many members score that or more.
func (t *ScoreTally) AtLeast(points int) int64 {
	t = orEmpty(t)
	n := int64(0)
	for score, times := range t.counts {
		if score >= points {
			n += times
		}
	}
	return n
}

// ShareAtLeast returns which share of the known scores is that or more; false if none is known.
func (t *ScoreTally) ShareAtLeast(points int) (float64, bool) {
	return associationShare(t.AtLeast(points), t.Scored())
}

// ShareInterval returns Wilson's interval of ShareAtLeast; from 0 to 1 if no score is known. The level is from 0.5 to below 1; the error
// wraps [ErrInvalid].
func (t *ScoreTally) ShareInterval(points int, level float64) (Interval, error) {
	if err := checkLevel(level); err != nil {
		return Interval{}, err
	}
	return associationWilson(t.AtLeast(points), t.Scored(), numeric.NormalWidth(level)), nil
}

// ScoreBand is a range of scores.
type ScoreBand struct {
	// From is the lowest score in it.
	From int
	// To is the highest.
	To int
	// Members is how many score in it.
	Members int64
}

// Bands returns how many members score from 0 to below the first edge, from there to below the second, and so on, and from the last edge
// up: one band more than edges, which together hold every known score once. Without edges there are ten bands of 1000 points, the last
// of which holds 10000 too. The error wraps [ErrInvalid]: edges ascend, from 1 to 10000.
func (t *ScoreTally) Bands(edges ...int) ([]ScoreBand, error) {
	if len(edges) == 0 {
		for edge := mostPoints / 10; edge < mostPoints; edge += mostPoints / 10 {
			edges = append(edges, edge)
		}
	}
	bands := make([]ScoreBand, len(edges)+1)
	for i, edge := range edges {
		if edge < 1 || edge > mostPoints || i > 0 && edge <= edges[i-1] {
			return nil, invalidInt("edges["+strconv.Itoa(i)+"]", edge, "ascending scores from 1 to "+strconv.Itoa(mostPoints))
		}
		bands[i].To, bands[i+1].From = edge-1, edge
	}
	bands[len(edges)].To = mostPoints
	for points, times := range orEmpty(t).counts {
		i, found := slices.BinarySearch(edges, points)
		if found {
			i++
		}
		bands[i].Members += times
	}
	return bands, nil
}
