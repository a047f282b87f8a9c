package segment

import (
	"errors"
	"math"
	"strconv"

	"github.com/rapport-go/rapport/internal/numeric"
)

// CompareScoresOptions say what is compared. Level must be given.
type CompareScoresOptions struct {
	// Level is the confidence of the intervals, from 0.5 to below 1.
	Level float64
	// Threshold is the score from which on members count as good, from 0 to 10000; 0 stands for 5000.
	Threshold int
}

// ScoreChange is a difference, and where it lies.
type ScoreChange struct {
	// First and Second are what is compared.
	First, Second float64
	// Change is Second − First.
	Change float64
	// Interval is its interval.
	Interval Interval
}

// Clear reports whether the interval leaves out 0: the two differ by more than chance explains at that level.
func (c ScoreChange) Clear() bool { return c.Interval.Low > 0 || c.Interval.High < 0 }

// ScoreComparison is how the scores of one group differ from those of another.
type ScoreComparison struct {
	// Mean compares the mean scores, in points, by Welch's interval. It means something only if MeanKnown.
	Mean ScoreChange
	// MeanKnown says that both groups have two scores or more, which are not all equal in both: without spread nothing is known of the
	// error.
	MeanKnown bool
	// Freedom is the degrees of freedom of Welch's interval; 0 unless MeanKnown.
	Freedom float64
	// Good compares the shares of those who score the threshold or more, by Newcombe's interval. It means something only if GoodKnown.
	Good ScoreChange
	// GoodKnown says that both groups have a score.
	GoodKnown bool
}

// CompareScores says how much better the second group's scores are than the first's: two groups, or the same group at two instants.
// Members whose score is unknown are left aside.
//
// With means m, variances v and numbers n, the interval of m₂ − m₁ is ± t·√(v₁/n₁ + v₂/n₂), with the degrees of freedom
// (v₁/n₁ + v₂/n₂)²/((v₁/n₁)²/(n₁ − 1) + (v₂/n₂)²/(n₂ − 1)), not rounded. The interval of the difference of two shares joins
// their Wilson intervals.
//
// Both take the two samples as independent. The same customers at two instants are not: those who score well remain, so that the
// interval is mostly too wide, and a change of every single one may hide in it; compare the pairs where they are at hand. And a group
// is not what it was when members come and go.
//
// Laws: exchanging the groups turns both intervals around; a group against itself differs by 0. The error wraps [ErrInvalid]: a level
// from 0.5 to below 1, a threshold from 0 to 10000, and two tallies.
//
// Sources: B. L. Welch, The generalization of Student's problem when several different population variances are involved, Biometrika
// 34, 1947; R. G. Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine 17, 1998,
// method 10.
func CompareScores(first, second *ScoreTally, o CompareScoresOptions) (ScoreComparison, error) {
	const threshold = mostPoints / 2
	faults := []error{checkLevel(o.Level)}
	if o.Threshold < 0 || o.Threshold > mostPoints {
		faults = append(faults, invalidInt("threshold", o.Threshold, "a score from 0 to "+strconv.Itoa(mostPoints)))
	}
	if first == nil || second == nil {
		faults = append(faults, invalid("tally", "nil", "two tallies"))
	}
	if err := errors.Join(faults...); err != nil {
		return ScoreComparison{}, err
	}
	if o.Threshold == 0 {
		o.Threshold = threshold
	}
	var c ScoreComparison
	c.means(first.moments(), second.moments(), o.Level)
	c.shares(first, second, o)
	return c, nil
}

// means compares means.
func (c *ScoreComparison) means(first, second aggregateMoments, level float64) {
	v1, ok := first.variance()
	v2, too := second.variance()
	if !ok || !too || v1+v2 == 0 {
		return
	}
	m1, _ := first.mean()
	m2, _ := second.mean()
	v1, v2 = v1/float64(first.n), v2/float64(second.n)
	a, b := v1/(v1+v2), v2/(v1+v2) // squares of variances may be too small, those of shares are not
	c.Freedom = 1 / (float64(a*a)/float64(first.n-1) + float64(b*b)/float64(second.n-1))
	half := numeric.StudentQuantile(c.Freedom, level) * math.Sqrt(v1+v2)
	d := m2 - m1
	c.Mean = ScoreChange{m1, m2, d, Interval{max(d-half, -mostPoints), min(d+half, mostPoints)}}
	c.MeanKnown = true
}

// shares compares the shares of the good.
func (c *ScoreComparison) shares(first, second *ScoreTally, o CompareScoresOptions) {
	p1, ok := first.ShareAtLeast(o.Threshold)
	p2, too := second.ShareAtLeast(o.Threshold)
	if !ok || !too {
		return
	}
	low, high := numeric.Newcombe(float64(second.AtLeast(o.Threshold)), float64(second.scored), float64(first.AtLeast(o.Threshold)), float64(first.scored), numeric.NormalWidth(o.Level))
	c.Good = ScoreChange{p1, p2, p2 - p1, Interval{low, high}}
	c.GoodKnown = true
}
