package loyalty

import (
	"math"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/internal/numeric"
)

// Degree is what is known of one side of loyalty, attitude or behaviour, from 0 to 1: a belief with its doubt, or a number
// that is taken as it is, such as the chance to be alive or the share of wallet. It is a comparable value; the zero value
// knows nothing, Beta(1, 1).
type Degree struct {
	belief Posterior
	value  float64
	exact  bool
}

// Believed is a degree of which a belief is held.
func Believed(p Posterior) Degree { return Degree{belief: p} }

// KnownAs is a degree that is taken as known, from 0 to 1.
func KnownAs(value float64) (Degree, error) {
	if err := checkNumber("value", value, 0, 1); err != nil {
		return Degree{}, err
	}
	return Degree{value: value + 0, exact: true}, nil // which turns −0 into 0
}

// CountedAs is a degree of which h of n were counted, as purchases that came within the time they were expected in: the belief
// Beta(1+h, 1+n−h), that of an even prior of two observations. Counts that are not valid and more than MaxWeight are an error.
func CountedAs(s Share) (Degree, error) {
	item, err := s.Item()
	if err != nil {
		return Degree{}, err
	}
	return Degree{belief: Posterior{pro: item.pro, con: item.con}}, nil
}

// Mean returns the mean of the belief, or the number that is known.
func (d Degree) Mean() float64 {
	if d.exact {
		return d.value
	}
	return d.belief.Mean()
}

// AtLeast returns P(X >= cut), the chance that the degree is the cut-point or more: I₁₋cut(β, α) for a belief Beta(α, β), and
// 1 or 0 for a known number.
//
// The cut is a number from 0 to 1, else the error is a *FieldError. Laws: more evidence in favour never lowers it, a higher cut
// never raises it, by more than 1e-12; with cut 0 it is 1. Accuracy: 1e-12 relative for the smaller of it and its complement,
// for shapes to 1e4.
// Cost: an incomplete beta function, 0.2 µs.
func (d Degree) AtLeast(cut float64) (float64, error) {
	if err := checkNumber("cut", cut, 0, 1); err != nil {
		return 0, err
	}
	above, _ := d.split(cut)
	return above, nil
}

// split returns P(X >= cut) and P(X < cut), the smaller with all its digits; they sum to 1 to the last bit.
func (d Degree) split(cut float64) (above, below float64) {
	if d.exact {
		if d.value >= cut {
			return 1, 0
		}
		return 0, 1
	}
	alpha, beta := d.belief.Shapes()
	if below = numeric.IncBeta(alpha, beta, cut); below <= 0.5 {
		return 1 - below, below
	}
	above = numeric.IncBeta(beta, alpha, 1-cut)
	return above, 1 - above
}

// RelativeAttitude says how a rating of ours stands beside the best of those of our rivals, by the same person on the same
// scale: what Dick and Basu mean by attitude, since one who likes us may like another more.
//
// Formula: ½ + (own − best)/(2·(high − low)), best = the largest of rivals. Domain: two finite ends, low < high, and ratings
// between them, high is good. Range: 0 … 1; ½ where the best rival is as good, which is where the default cut-point is. Laws: it
// rises with own, falls with the best rival, does not look at the others, and is the same on any scale moved or stretched.
// ok is false without rivals: take the rating by itself. As evidence it is Graded(value, weight); by [KnownAs] it is
// certain, and a ½ is then high at the default cut.
// Source: Dick & Basu (1994), relative attitude; the mapping to 0 … 1 is a convention.
func RelativeAttitude(own float64, rivals []float64, low, high float64) (value float64, ok bool, err error) {
	if !(low < high && high-low <= math.MaxFloat64) {
		return 0, false, &FieldError{Path: "scale", Value: text(low) + " to " + text(high), Rule: "two finite ends, low < high"}
	}
	var f faults
	f.number("own", own, low, high)
	best := low
	for i, r := range rivals {
		f.number(at("rivals", i), r, low, high)
		best = max(best, r)
	}
	if err := f.err(); err != nil {
		return 0, false, err
	}
	if len(rivals) == 0 {
		return 0, false, nil
	}
	return 0.5 + (own-best)/(high-low)/2, true, nil
}

// MedianCut returns the median of the means of a book as a cut-point, so that one half of its relationships is high and the
// other low: of an even number the mean of the two in the middle. Those who are at the median are high.
//
// Values are numbers from 0 to 1 and are left as they are. ok is false where there are none, and where the median is 0: nothing
// lies below that. A quadrant by a median says how one stands in the book, and changes when the book does.
// Cost: O(n log n), one copy.
func MedianCut(values []float64) (cut float64, ok bool, err error) {
	var f faults
	for i, v := range values {
		if !(v >= 0 && v <= 1) && len(f.errs) < mostFaults {
			f.add("values["+strconv.Itoa(i)+"]", text(v), "a number from 0 to 1")
		}
	}
	if err := f.err(); err != nil || len(values) == 0 {
		return 0, false, err
	}
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	cut = sorted[len(sorted)/2]
	if len(sorted)%2 == 0 {
		cut = (sorted[len(sorted)/2-1] + cut) / 2
	}
	return cut, cut > 0, nil
}
