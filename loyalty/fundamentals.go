package loyalty

import (
	"math"
	"strconv"

	"github.com/rapport-go/rapport/internal/numeric"
	"github.com/rapport-go/rapport/relationship"
)

// Gauge is a number to be read at a glance, with how sure it is and what it rests on.
type Gauge struct {
	// Value is what it shows; where Known is false it is 0, or the belief that [Result.Gauge] has all the same.
	Value float64
	// Interval is where it lies with the level asked for.
	Interval Interval
	// N is how many observations it rests on.
	N float64
	// Known is false where there is nothing to show: no evidence, nobody, nothing to divide by.
	Known bool
}

// Fundamentals are the four numbers that say how a business stands with its customers. They are shown side by side and never
// added up: a satisfied customer may leave, a loyal one may cost more than he brings.
type Fundamentals struct {
	// Satisfaction is made by [SatisfactionGauge], or by [Result.Gauge] for the one relationship of a result.
	Satisfaction Gauge
	// Loyalty is made by [LoyaltyGauge].
	Loyalty Gauge
	// Profitability is made by [ProfitabilityGauge].
	Profitability Gauge
	// Retention is made by [RetentionGauge].
	Retention Gauge
}

// Gauge returns the belief in one factor of a result: its mean, its interval at the level of the card and its evidence. It is not
// Known while the evidence is less than Card.MinMass, and then has the belief all the same. What a policy assumes for want of
// evidence does not enter.
//
// The error is a *FactorError for a factor that the card does not have, and a *FieldError for a result that [Model.Score] did not
// make.
func (r Result) Gauge(id FactorID) (Gauge, error) {
	if r.model == nil {
		return Gauge{}, &FieldError{Path: "result", Value: "none", Rule: "a result that Score made"}
	}
	i := r.model.index(id)
	if i < 0 {
		return Gauge{}, &FactorError{id}
	}
	p := r.posterior(i)
	return Gauge{p.Mean(), p.interval(r.model.card.Level), p.Mass(), !r.beliefs[i].missing}, nil
}

// SatisfactionGauge returns the mean satisfaction of parties, of the belief in each: any factor of their results can be read so,
// see [Line.Posterior]. Each party counts once, however much it said. Those without evidence are left out.
//
// Formula: the mean of the means, ± z·√(Σ vᵢ)/n for the variances v of the beliefs, z = Φ⁻¹((1 + level)/2), cut at 0 and 1. Domain:
// a level from 0.5 to below 1. Range: 0 to 1. Laws: the order changes nothing beyond rounding, and the value is inside of
// the interval. Special cases: without evidence on anybody it is not Known. It says how satisfied these parties are, and
// not those who were not asked. The error is a *FieldError for the level.
func SatisfactionGauge(beliefs []Posterior, level float64) (Gauge, error) {
	if err := checkLevel("level", level); err != nil {
		return Gauge{}, err
	}
	n, sum, variance := 0.0, 0.0, 0.0
	for _, b := range beliefs {
		if b.Mass() > 0 {
			n++
			sum += b.Mean()
			variance += b.variance()
		}
	}
	return meanGauge(n, sum, variance, level), nil
}

// meanGauge makes the gauge of a mean of n values from 0 to 1, each with a variance.
func meanGauge(n, sum, variance, level float64) Gauge {
	if n == 0 {
		return Gauge{Interval: Interval{0, 1}}
	}
	mean, around := min(1, sum/n+0), numeric.NormalWidth(level)*math.Sqrt(variance)/n
	return Gauge{mean, Interval{max(0, mean-around), min(1, mean+around)}, n, true}
}

// LoyaltyGauge returns the share of parties that are truly loyal, of the probability of each that it is: that its attitude and its
// behaviour both are high, as Dick & Basu (1994) have it.
//
// Formula: the mean of the p, ± z·√(Σ p·(1−p))/n, z = Φ⁻¹((1 + level)/2), cut at 0 and 1, which no share passes. Domain:
// probabilities from 0 to 1, a level from 0.5 to below 1. Range: 0 to 1. Laws: the order changes nothing beyond rounding, and
// the value is inside of the interval. Special cases: of nobody it is not Known; where every p is 0 or 1 the interval has no
// length; with a few parties it is wide and rough. The errors are joined *FieldErrors, up to 20.
func LoyaltyGauge(truly []float64, level float64) (Gauge, error) {
	var f faults
	if err := checkLevel("level", level); err != nil {
		f.errs = append(f.errs, err)
	}
	sum, variance := 0.0, 0.0
	for i, p := range truly {
		if !(p >= 0 && p <= 1) && len(f.errs) < mostFaults { // the place costs more than the rest
			f.number(at("truly", i), p, 0, 1)
		}
		sum += p
		variance += float64(p * (1 - p))
	}
	if err := f.err(); err != nil {
		return Gauge{}, err
	}
	return meanGauge(float64(len(truly)), sum, variance, level), nil
}

// Earned is what one party, or one order, brought.
type Earned struct {
	// Margin is what it paid above the cost of the goods.
	Margin relationship.Money
	// Contribution is what is left of the margin when it was also served, at most the margin; below 0 it cost more than it brought.
	Contribution relationship.Money
}

// ProfitabilityGauge returns how much of the margin is left after the cost of serving.
//
// Formula: R = Σ cᵢ/Σ mᵢ for contributions c and margins m, ± z·√(n/(n−1)·Σ(cᵢ − R·mᵢ)²)/Σ mᵢ with z = Φ⁻¹((1 + level)/2), its
// upper end cut at 1, which no contribution passes. Domain: margins of 0 or more with a sum above 0, contributions of at most the
// margin, all of one currency; a level from 0.5 to below 1. Range: up to 1, and below 0 where serving cost more than the
// margin; so may the interval. Laws: amounts in another unit of money change nothing; the value is inside of the interval.
// Special cases: it is not Known where the margins sum to 0; of one party the interval has no length, as one says nothing of
// how others differ. Accuracy: the sums are exact, and no amount becomes a float64: shares of money are divided out to 2^−54.
// The error joins *FieldErrors, or is that of mixed currencies.
//
// Source: Cochran (1977), Sampling Techniques, 3rd ed., chapter 6: the ratio estimate, and its variance without the correction for
// finite populations.
func ProfitabilityGauge(parties []Earned, level float64) (Gauge, error) {
	var f faults
	if err := checkLevel("level", level); err != nil {
		f.errs = append(f.errs, err)
	}
	var margins, contributions relationship.Money
	for i, p := range parties {
		path := "parties[" + strconv.Itoa(i) + "]"
		if p.Margin.Sign() < 0 {
			f.add(path+".Margin", p.Margin.String(), "an amount >= 0")
		}
		order, err := p.Contribution.Cmp(p.Margin)
		if err == nil && order > 0 {
			f.add(path+".Contribution", p.Contribution.String(), "at most the margin, "+p.Margin.String())
		}
		if err == nil {
			margins, err = margins.Add(p.Margin)
		}
		if err == nil {
			contributions, err = contributions.Add(p.Contribution)
		}
		if err != nil {
			f.errs = append(f.errs, err)
			break
		}
	}
	if err := f.err(); err != nil {
		return Gauge{}, err
	}
	if margins.IsZero() {
		return Gauge{}, nil
	}
	ratio, err := signedRatio(contributions, margins)
	if err != nil {
		return Gauge{}, err
	}
	n, squares := float64(len(parties)), 0.0
	for _, p := range parties {
		c, err := signedRatio(p.Contribution, margins)
		if err != nil {
			return Gauge{}, err
		}
		m, err := signedRatio(p.Margin, margins)
		if err != nil {
			return Gauge{}, err
		}
		rest := c - float64(ratio*m)
		squares += float64(rest * rest)
	}
	around := 0.0
	if n > 1 {
		around = numeric.NormalWidth(level) * math.Sqrt(n/(n-1)*squares)
	}
	return Gauge{ratio, Interval{ratio - around, min(1, ratio+around)}, n, true}, nil
}

// signedRatio returns part/whole for a part of either sign and a whole above 0.
func signedRatio(part, whole relationship.Money) (float64, error) {
	v, err := ratioOfMoney(part.Abs(), whole)
	if part.Sign() < 0 {
		v = -v
	}
	return v, err
}

// Retention counts the customers of a period.
type Retention struct {
	// Start is how many there were when it began.
	Start int
	// End is how many there were when it ended.
	End int
	// New is how many of those at the end came during the period.
	New int
}

// RetentionGauge returns the share of the customers at the start of a period that are there at its end: (End − New)/Start,
// with the interval of [Share]. It is not Known where there were none at the start. The errors are joined *FieldErrors: counts
// are 0 or more, New is at most End, and End − New at most Start.
func RetentionGauge(r Retention, level float64) (Gauge, error) {
	var f faults
	for _, c := range []struct {
		path  string
		count int
	}{{"start", r.Start}, {"end", r.End}, {"new", r.New}} {
		if c.count < 0 {
			f.add(c.path, strconv.Itoa(c.count), "0 or more")
		}
	}
	if err := checkLevel("level", level); err != nil {
		f.errs = append(f.errs, err)
	}
	if r.New > r.End {
		f.add("new", strconv.Itoa(r.New), "at most the "+strconv.Itoa(r.End)+" at the end")
	}
	if err := f.err(); err != nil {
		return Gauge{}, err
	}
	kept := Share{Hits: r.End - r.New, Of: r.Start}
	if kept.Hits > kept.Of {
		return Gauge{}, &FieldError{Path: "end", Value: strconv.Itoa(r.End), Rule: "at most the start and the new ones together"}
	}
	around, err := kept.Interval(level)
	if err != nil {
		return Gauge{}, err
	}
	value, known := kept.Value()
	return Gauge{value, around, float64(r.Start), known}, nil
}
