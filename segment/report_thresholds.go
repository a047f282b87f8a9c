package segment

import "strconv"

// Threshold is what it takes to have a score, or a better one.
type Threshold struct {
	// Dimension is of what.
	Dimension Dimension
	// Score is which, from 2 on: a score of 1 takes nothing.
	Score int
	// Days is the greatest number of days since the last purchase, or the least number of purchase days; 0 for amounts. A recency of -1
	// cannot be reached: too many of the base purchased on its last day for anyone to be fresher.
	Days int
	// Value is the amount, for Monetary only.
	Value ValueCut
}

// Text says it without the score: "at most 30 days", "at least 3 purchase days", "more than 12.50 EUR"; "fresher than today" where nobody
// can be that.
func (t Threshold) Text() string {
	switch {
	case t.Dimension == Monetary:
		return t.Value.String()
	case t.Dimension == Frequency:
		return "at least " + count(t.Days, "purchase day")
	case t.Days < 0:
		return "fresher than today"
	}
	return "at most " + count(t.Days, "day")
}

// String says it in a line: "R 4: at most 30 days".
func (t Threshold) String() string {
	return t.Dimension.Letter() + " " + strconv.Itoa(t.Score) + ": " + t.Text()
}

// Equal reports whether both are the same, amounts by value.
func (t Threshold) Equal(o Threshold) bool {
	return t.Dimension == o.Dimension && t.Score == o.Score && t.Days == o.Days && t.Value.Equal(o.Value)
}

// Thresholds returns what each score from 2 on takes, in ascending order. A nested scorer answers for customers with the given R (asked
// for F) or R and F (asked for M); other scorers do not look at that. Where a nested scorer is given no such scores, the answer is the one
// among everyone. There is nothing for the zero scorer and a dimension that is not valid.
func (s Scorer) Thresholds(d Dimension, given Score) []Threshold {
	if s.t == nil {
		return nil
	}
	known := s.IsNested() && given.R >= 1 && int(given.R) <= s.K(Recency)
	switch d {
	case Recency:
		return s.t.recency.thresholds(d)
	case Frequency:
		if known {
			frequencies, _ := s.t.among(int(given.R) - 1)
			return frequencies.thresholds(d)
		}
		return s.t.frequency.thresholds(d)
	case Monetary:
		if known && given.F >= 1 && int(given.F) <= s.K(Frequency) {
			return s.t.nested.value(int(given.R)-1, int(given.F)-1).thresholds()
		}
		return s.t.value.thresholds()
	}
	return nil
}

// thresholds returns what each score takes.
func (s scale) thresholds(d Dimension) []Threshold {
	list := make([]Threshold, len(s.cuts))
	for i, days := range s.days(d) {
		list[i] = Threshold{Dimension: d, Score: i + 2, Days: days}
	}
	return list
}

// thresholds returns what each score takes.
func (s *ValueScale) thresholds() []Threshold {
	list := make([]Threshold, len(s.cuts))
	for i, cut := range s.cuts {
		list[i] = Threshold{Dimension: Monetary, Score: i + 2, Value: cut}
	}
	return list
}

// Group says how customers with the same scores lie in the next dimension, which is what a nested scorer compares them in.
type Group struct {
	// R and F are their scores; F is 0 where all of one R score are meant, whose frequencies are looked at, and else their amounts are.
	R, F int
	// Spread is of these customers alone.
	Spread Spread
}

// String says it in a line: "R 3: F 1: 20.0 %, 2: …" or "R 3, F 2: M 1: 20.0 %, 2: …".
func (g Group) String() string {
	if g.F == 0 {
		return "R " + strconv.Itoa(g.R) + ": F " + g.Spread.String()
	}
	return "R " + strconv.Itoa(g.R) + ", F " + strconv.Itoa(g.F) + ": M " + g.Spread.String()
}
