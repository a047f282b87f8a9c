package segment

import (
	"fmt"
	"strconv"
)

// Reason says why a customer has a score in one dimension.
type Reason struct {
	// Dimension is which.
	Dimension Dimension
	// Score is the score, K the best there is.
	Score, K int
	// Value is what was scored, as "12 days".
	Value string
	// Reached is the threshold of this score, as "at most 30"; empty for score 1.
	Reached string
	// Missed is the next threshold, as "at most 7"; empty for score K.
	Missed string
	// Among says what they have in common whom a nested scorer compares with, as "R 3, F 4"; empty for everyone.
	Among string
	// Below is how many of the customers that the thresholds were taken from have a lower score, Same how many have this one, and
	// Customers how many they are. All are 0 for thresholds of one's own.
	Below, Same, Customers int
}

// String says it in a line: "R 4 of 5: 12 days, at most 30, not at most 7; above 61.3 % of 50000 customers". The percentage is cut off.
func (r Reason) String() string {
	text := r.Dimension.Letter() + " " + strconv.Itoa(r.Score) + " of " + strconv.Itoa(r.K) + ": " + r.Value
	if r.Reached != "" {
		text += ", " + r.Reached
	}
	if r.Missed != "" {
		text += ", not " + r.Missed
	}
	if r.Customers > 0 {
		text += "; above " + percent(r.Below, r.Customers) + " of " + count(r.Customers, "customer")
		if r.Among != "" {
			text += " with " + r.Among
		}
	}
	return text
}

// Explain says why a customer has its score, in the order of the dimensions. The error is that of Score.
func (s Scorer) Explain(r RFM) ([3]Reason, error) {
	score, err := s.Score(r)
	if err != nil {
		return [3]Reason{}, err
	}
	frequencies, group := s.t.among(int(score.R) - 1)
	values, pair := s.t.amongPairs(int(score.R)-1, int(score.F)-1)
	days := func(word string, cuts []int) func(int) string {
		return func(i int) string {
			if cuts[i] < 0 {
				return "fresher than today"
			}
			return word + strconv.Itoa(cuts[i])
		}
	}
	amounts := func(i int) string { return values.cuts[i].String() }
	recency := reason(Recency, score, s.t.recency.counts, len(s.t.recency.cuts), count(r.Recency, "day"), days("at most ", s.RecencyCuts()))
	frequency := reason(Frequency, score, frequencies.counts, len(frequencies.cuts), count(r.Frequency, "purchase day"), days("at least ", frequencies.days(Frequency)))
	monetary := reason(Monetary, score, values.counts, len(values.cuts), r.Net.String(), amounts)
	frequency.Among, monetary.Among = group, pair
	return [3]Reason{recency, frequency, monetary}, nil
}

// reason puts one reason together.
func reason(d Dimension, s Score, counts []int, cuts int, value string, cut func(int) string) Reason {
	r := Reason{Dimension: d, Score: s.Of(d), K: cuts + 1, Value: value, Customers: total(counts)}
	if r.Score > 1 {
		r.Reached = cut(r.Score - 2)
	}
	if r.Score < r.K {
		r.Missed = cut(r.Score - 1)
	}
	if counts != nil {
		r.Below, r.Same = total(counts[:r.Score-1]), counts[r.Score-1]
	}
	return r
}

// Segmentation joins a scorer and a grid that fit each other.
//
// It is immutable and safe for any number of goroutines, and a copy costs nothing. The zero value knows no segment.
type Segmentation[L comparable] struct {
	s *segmentation[L]
}

// segmentation is what a Segmentation is made of.
type segmentation[L comparable] struct {
	scorer Scorer
	grid   Grid[L]
	// The cell of a score is strides[0]·(R-1) + strides[1]·(F-1) + strides[2]·(M-1), as every score has one.
	strides [3]int
}

// NewSegmentation checks that every axis of the grid is "R", "F" or "M" and has as many values as the scorer has scores there. The
// error wraps ErrInvalid.
func NewSegmentation[L comparable](s Scorer, g Grid[L]) (Segmentation[L], error) {
	if s.IsZero() {
		return Segmentation[L]{}, invalid("scorer", "none", "one that was made")
	}
	if len(g.axes) == 0 {
		return Segmentation[L]{}, invalid("grid", "none", "one that was compiled")
	}
	made := &segmentation[L]{scorer: s, grid: g}
	stride := len(g.owner)
	for i, axis := range g.axes {
		d := g.read[i]
		if d == 0 {
			return Segmentation[L]{}, invalid("axis", quote(axis.Name), "R, F or M")
		}
		if k := s.K(d); k != axis.K {
			return Segmentation[L]{}, invalidInt("values of axis "+axis.Name, axis.K, strconv.Itoa(k)+", as many as the scorer has scores")
		}
		stride /= axis.K
		made.strides[d-1] = stride
	}
	return Segmentation[L]{made}, nil
}

// Of returns the segment of a customer. The error is that of [Scorer.Score].
func (s Segmentation[L]) Of(r RFM) (L, error) { return s.s.of(&r) }

// of is Of; s may be nil.
func (s *segmentation[L]) of(r *RFM) (L, error) {
	var none L
	if s == nil {
		_, err := Scorer{}.Score(*r)
		return none, err
	}
	score, err := s.scorer.t.score(r)
	if err != nil {
		return none, err
	}
	cell := s.strides[0]*int(score.R-1) + s.strides[1]*int(score.F-1) + s.strides[2]*int(score.M-1)
	return s.grid.rules[s.grid.owner[cell]].Label, nil
}

// Explanation says why a customer is in a segment.
type Explanation[L comparable] struct {
	// Segment is which.
	Segment L
	// Rule is what of the grid put the customer there, as "R 5, F 4-5".
	Rule string
	// Score is the customer's score.
	Score Score
	// Reasons say why it is that, in the order of the dimensions.
	Reasons [3]Reason
}

// String says it in four lines.
func (e Explanation[L]) String() string {
	return fmt.Sprintf("%v: %s\n%v\n%v\n%v", e.Segment, e.Rule, e.Reasons[0], e.Reasons[1], e.Reasons[2])
}

// Explain says why a customer is in its segment. The error is that of [Scorer.Score].
func (s Segmentation[L]) Explain(r RFM) (Explanation[L], error) {
	if s.s == nil {
		_, err := Scorer{}.Score(r)
		return Explanation[L]{}, err
	}
	reasons, err := s.s.scorer.Explain(r)
	if err != nil {
		return Explanation[L]{}, err
	}
	score := Score{uint8(reasons[0].Score), uint8(reasons[1].Score), uint8(reasons[2].Score)}
	at, _ := s.s.grid.locate(score, nil)
	rule, _ := s.s.grid.Explain(at...)
	return Explanation[L]{Segment: rule.Label, Rule: s.s.grid.ruleText(rule.Box), Score: score, Reasons: reasons}, nil
}
