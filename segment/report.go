package segment

import (
	"fmt"
	"strconv"
	"strings"
)

// Spread says how a population lies in one dimension.
type Spread struct {
	// Distinct is the number of different values.
	Distinct int
	// LargestTie is the number of customers who share the commonest value.
	LargestTie int
	// Counts is the number of customers by score: Counts[0] have score 1.
	Counts []int
	// Thresholds are what each score from 2 on takes, in ascending order. Those of a nested scorer's F and M, which differ by group, are in
	// the report's Groups; here they are those among everyone.
	Thresholds []Threshold
}

// Customers returns the number of customers.
func (s Spread) Customers() int {
	n := 0
	for _, c := range s.Counts {
		n += c
	}
	return n
}

// TieShare returns the share of the customers who share the commonest value, from 0 to 1; 0 where there is nobody. Where it is above
// 1/k, no quantile can give each of k scores as many customers.
func (s Spread) TieShare() float64 {
	n := s.Customers()
	if n <= 0 {
		return 0
	}
	return float64(s.LargestTie) / float64(n)
}

// Empty returns the scores that nobody has, in ascending order. There are such where many customers share one value.
func (s Spread) Empty() []int {
	var empty []int
	for i, c := range s.Counts {
		if c == 0 {
			empty = append(empty, i+1)
		}
	}
	return empty
}

// String says it in a line: "1: 54.0 %, 2: 0.0 %, 3: 46.0 %; 2 values, the commonest 54.0 %". Shares are cut off, not rounded.
func (s Spread) String() string {
	n := s.Customers()
	var text strings.Builder
	for i, c := range s.Counts {
		if i > 0 {
			text.WriteString(", ")
		}
		text.WriteString(strconv.Itoa(i+1) + ": " + percent(c, n))
	}
	return text.String() + "; " + count(s.Distinct, "value") + ", the commonest " + percent(s.LargestTie, n)
}

// Report says who was scored and who was not, and how those who were lie. What is odd about a base shows here: scores that
// nobody has, and values that too many share for any quantile to part them.
type Report struct {
	// Customers is the number of those with status Scored, from whom the thresholds come.
	Customers int
	// Prospects, TooNew and Future are the numbers of those who were left out.
	Prospects, TooNew, Future int
	// Recency, Frequency and Monetary are the three spreads.
	Recency, Frequency, Monetary Spread
	// Groups are, of a nested scorer, the spreads within each R score and each pair of R and F scores that somebody has, each R before its
	// pairs; nil if it is not nested.
	Groups []Group
}

// nobody is ErrNobody, with who was left out.
func (r Report) nobody() error {
	switch {
	case r.Excluded() == 0:
		return ErrNobody
	case r.Future == r.Excluded():
		return fmt.Errorf("%w: all %d have something on record after the day, or no day was given", ErrNobody, r.Future)
	}
	return fmt.Errorf("%w: %d prospects, %d too new, %d in the future", ErrNobody, r.Prospects, r.TooNew, r.Future)
}

// Excluded returns how many were left out.
func (r Report) Excluded() int { return r.Prospects + r.TooNew + r.Future }

// String says it in four lines.
func (r Report) String() string {
	return count(r.Customers, "customer") + "; left out " + count(r.Prospects, "prospect") + ", " + strconv.Itoa(r.TooNew) +
		" too new, " + strconv.Itoa(r.Future) + " in the future\nR " + r.Recency.String() + "\nF " + r.Frequency.String() +
		"\nM " + r.Monetary.String()
}

// percent writes part of whole in percent with one decimal, cut off so that it never says too much.
func percent(part, whole int) string {
	if whole <= 0 {
		return "0.0 %"
	}
	tenths := int64(part) * 1000 / int64(whole)
	return strconv.FormatInt(tenths/10, 10) + "." + strconv.FormatInt(tenths%10, 10) + " %"
}
