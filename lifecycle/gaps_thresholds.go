package lifecycle

import (
	"strconv"
	"time"
)

// GapOptions says how thresholds are read from gaps. A zero field is its default. The percentiles are what vendors of customer software
// practise; the floors and the least number are the library's own judgement.
type GapOptions struct {
	// Lapse is the share of gaps, in 10,000 and not in 100, that are too short for the customer to be Lapsing: 8,000, the 80th percentile.
	// At least 1,000, and so Dormant.
	Lapse int
	// Dormant is the share of gaps that are too short for it to be Dormant: 9,500, the 95th percentile. It is above Lapse.
	Dormant int
	// LapseFloor is the least that comes out for Lapsing: 30 days. At most 50 years, as is DormantFloor.
	LapseFloor time.Duration
	// DormantFloor is the least that comes out for Dormant: 60 days.
	DormantFloor time.Duration
	// Least is the least number of closed gaps that are enough to say: 20.
	Least int
	// ClosedOnly takes the percentiles of closed gaps alone, [Gaps.ClosedQuantile], instead of those of [Gaps.Quantile].
	ClosedOnly bool
}

// longestSpan bounds the thresholds to 50 years, so that twice as long and twice again is still a duration.
const longestSpan = 18_262 * day

// fill sets the defaults; the error joins all fields that are out of range.
func (o *GapOptions) fill() error {
	var c policyCheck
	c.points("Lapse", &o.Lapse, 8_000)
	c.points("Dormant", &o.Dormant, 9_500)
	c.span("LapseFloor", &o.LapseFloor, 30*day)
	c.span("DormantFloor", &o.DormantFloor, 60*day)
	c.number("Least", &o.Least, 20, 1_000_000)
	c.less("Lapse", o.Lapse, o.Dormant, "less than Dormant")
	c.share("Lapse", o.Lapse)
	c.share("Dormant", o.Dormant)
	c.atMost("LapseFloor", o.LapseFloor, longestSpan)
	c.atMost("DormantFloor", o.DormantFloor, longestSpan)
	return c.err()
}

// Thresholds are the silences from which on a customer is lapsing and dormant, as read from gaps; see [CustomerPolicy.WithThresholds].
// They are comparable, so that customers with the same ones can share a course.
type Thresholds struct {
	// Lapse and Dormant are the silences; Lapse is the shorter one.
	Lapse, Dormant time.Duration
	// Closed and Open are the numbers of gaps that they rest on.
	Closed, Open int64
	// Own says that they rest on the gaps of one customer, and not on those of its base.
	Own bool
	// Young is a warning: more than 1 in 100 silences have not ended by the longest gap known, and none was followed for twice as long as
	// the percentile for Dormant. Longer gaps cannot have been seen yet, and what came out is too short. On simulated bases of customers
	// alike the percentile for Dormant was within 10 in 100 of the truth without the warning, and with it up to 50 in 100 too short.
	Young bool
}

// Thresholds returns the silences that are unusual in a base:
//
//	Lapse   = the 80th percentile of the gaps and a day, or 30 days where that is longer
//	Dormant = the 95th percentile of the gaps and a day, or 60 days where that is longer; twice Lapse if this is not longer than Lapse
//
// with the percentiles and floors of the options. The day more is that of the purchase: two dates d days apart may be nearly d+1 days of
// 24 hours apart, and whoever keeps to the percentile is not to lapse. Percentiles that coincide are those of customers who all buy at
// one distance; that such a silence has doubled is then the first thing to be told of it, and the default of [CustomerPolicy].DormantAfter.
//
// About one gap in five exceeds the 80th percentile, and so is an alarm that turns out to be false; [Gaps.Returned] says how many of
// the alarms will.
//
// The error joins the options that are out of range, each a *[ConfigError]; or it is a *[GapsError], of too few closed gaps
// ([ErrFewGaps]) or of a percentile of more than 50 years. Cost: linear in the different lengths.
func (g *Gaps) Thresholds(o GapOptions) (Thresholds, error) {
	if err := o.fill(); err != nil {
		return Thresholds{}, err
	}
	return g.thresholds(o)
}

// ThresholdsWithin returns the thresholds of one customer, of whom g are the gaps: by its own where there are enough of them, and else by
// those of its base. A course of its own takes some forty kilobytes: keep one for each pair of Lapse and Dormant, and not one for each
// customer. Days are whole and the floors catch most, so that there are few.
//
// The errors are those of [Gaps.Thresholds], for the base. A nil base knows nothing.
func (g *Gaps) ThresholdsWithin(base *Gaps, o GapOptions) (Thresholds, error) {
	if err := o.fill(); err != nil {
		return Thresholds{}, err
	}
	if g.closed >= int64(o.Least) {
		t, err := g.thresholds(o)
		t.Own = err == nil
		return t, err
	}
	if base == nil {
		base = &Gaps{}
	}
	return base.thresholds(o)
}

// thresholds reads them by options that are filled in.
func (g *Gaps) thresholds(o GapOptions) (Thresholds, error) {
	if g.closed < int64(o.Least) {
		return Thresholds{}, &GapsError{
			Place: "closed gaps", Value: strconv.FormatInt(g.closed, 10), Rule: strconv.Itoa(o.Least) + " or more", Few: true,
		}
	}
	quantile := g.Quantile
	if o.ClosedOnly {
		quantile = g.ClosedQuantile
	}
	// Both exist, for there is a closed gap.
	lapse, _ := quantile(o.Lapse)
	dormant, _ := quantile(o.Dormant)
	if bound := int(longestSpan/day) - 1; dormant > bound {
		return Thresholds{}, &GapsError{Place: "percentile", Value: strconv.Itoa(dormant) + "d", Rule: "at most " + strconv.Itoa(bound) + "d"}
	}
	t := Thresholds{
		Lapse:   max(time.Duration(lapse+1)*day, o.LapseFloor),
		Dormant: max(time.Duration(dormant+1)*day, o.DormantFloor),
		Closed:  g.closed, Open: g.open, Young: g.young(dormant),
	}
	if t.Dormant <= t.Lapse {
		t.Dormant = 2 * t.Lapse
	}
	return t, nil
}

// young reports whether gaps longer than a percentile cannot have been seen.
func (g *Gaps) young(dormant int) bool {
	longest := int(g.counts[len(g.counts)-1].days)
	return longest < 2*dormant && g.outlasting(always) > 0.01
}

// WithThresholds returns the policy with LapseAfter and DormantAfter set. ChurnAfter stays as it is; while that is zero, it is twice
// DormantAfter.
func (p CustomerPolicy) WithThresholds(t Thresholds) CustomerPolicy {
	p.LapseAfter, p.DormantAfter = t.Lapse, t.Dormant
	return p
}

// share notes a percentile that is no tenth yet: it is most likely meant in 100, and the floors would hide that.
func (c *policyCheck) share(field string, n int) {
	if 0 < n && n < fullScore/10 {
		c.faults = append(c.faults, &ConfigError{Field: field, Value: strconv.Itoa(n), Rule: "a share in 10,000 of at least 1,000, as 8,000 for the 80th percentile"})
	}
}
