package segment

import (
	"errors"
	"math"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// Cuts are thresholds of one's own. A customer scores 1 more for each that is reached; each dimension has 1 to 99.
type Cuts struct {
	// Recency are days, 0 or more, descending: at most 180 days scores 2, at most 90 scores 3 …
	Recency []int
	// Frequency are purchase days, 2 or more, ascending: at least 2 scores 2 …
	Frequency []int
	// Monetary are amounts in one currency, ascending and above 0.
	Monetary []relationship.Money
}

// Fixed makes a scorer of one's own thresholds, under which every score can be reached. The error joins the first fault of each
// dimension; each wraps ErrInvalid or relationship.ErrCurrencyMismatch.
func Fixed(c Cuts) (Scorer, error) {
	recency, errR := fixedScale(Recency, c.Recency)
	frequency, errF := fixedScale(Frequency, c.Frequency)
	value, errM := FixedValues(c.Monetary)
	if err := errors.Join(errR, errF, errM); err != nil {
		return Scorer{}, err
	}
	return Scorer{t: &thresholds{recency: recency, frequency: frequency, value: value}}, nil
}

// fixedScale checks the cuts of one dimension.
func fixedScale(d Dimension, cuts []int) (scale, error) {
	if len(cuts) < 1 || len(cuts) >= maxScores {
		return scale{}, invalid(d.String(), count(len(cuts), "cut"), "1 to 99 cuts")
	}
	s := scale{cuts: make([]int64, len(cuts))}
	before := int64(math.MinInt64)
	for i, cut := range cuts {
		place := d.String() + " cut " + strconv.Itoa(i+1)
		s.cuts[i] = oriented(d, cut)
		switch {
		case d == Recency && (cut < 0 || cut >= mostDays):
			return scale{}, invalidInt(place, cut, "0 to 999999999 days")
		case d == Frequency && (cut < 2 || cut > mostDays):
			return scale{}, invalidInt(place, cut, "2 to 1000000000 purchase days")
		case s.cuts[i] <= before:
			return scale{}, invalidInt(place, cut, "better than the cut before")
		}
		before = s.cuts[i]
	}
	return s, nil
}

// oriented turns a number of days so that greater is better.
func oriented(d Dimension, days int) int64 {
	if d == Recency {
		return -int64(days)
	}
	return int64(days)
}

// RecencyCuts returns the thresholds of recency in days as a fresh slice, descending: who purchased at most RecencyCuts()[0] days
// ago scores 2 or more. Equal neighbours leave the score between empty; -1 cannot be reached.
func (s Scorer) RecencyCuts() []int {
	if s.t == nil {
		return nil
	}
	return s.t.recency.days(Recency)
}

// FrequencyCuts returns the thresholds of frequency as a fresh slice, ascending: who purchased on at least FrequencyCuts()[0] days
// scores 2 or more. Equal neighbours leave the score between empty. Of a nested scorer they are those among everyone.
func (s Scorer) FrequencyCuts() []int {
	if s.t == nil {
		return nil
	}
	return s.t.frequency.days(Frequency)
}

// days returns the cuts as they are read.
func (s scale) days(d Dimension) []int {
	days := make([]int, len(s.cuts))
	for i, cut := range s.cuts {
		days[i] = int(cut)
		if d == Recency {
			days[i] = -int(cut)
		}
	}
	return days
}
