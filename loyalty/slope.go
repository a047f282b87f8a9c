package loyalty

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"time"
)

// MaxSnapshots is the most that a slope is taken of: daily ones of more than five years.
const MaxSnapshots = 2000

// Snapshot is what is kept of a result for a series.
type Snapshot struct {
	// Stamp is the card.
	Stamp Stamp `json:"card"`
	// AsOf is the instant.
	AsOf time.Time `json:"as_of"`
	// Points is the score.
	Points int `json:"points"`
}

// Snapshot returns what is to be kept of the result for a series.
func (r Result) Snapshot() Snapshot { return Snapshot{r.Stamp, r.AsOf, r.Points} }

// UnmarshalJSON reads what encoding/json writes of a snapshot, strictly; after an error s is as it was.
func (s *Snapshot) UnmarshalJSON(data []byte) error {
	type plain Snapshot // without this method
	var read plain
	if err := decodeStrict("snapshot JSON", data, &read); err != nil {
		return err
	}
	*s = Snapshot(read)
	return nil
}

// Slope is how a series of scores runs.
type Slope struct {
	// PerDay is the slope in points for each day of 24 hours.
	PerDay float64
	// N is the number of snapshots.
	N int
	// S is the number of pairs in which the later score is higher, less those in which it is lower.
	S int
	// P is the chance of an S as far from 0 or farther, if there were no trend.
	P float64
}

// Direction returns where the series goes if that can be said at a level of 0.5 to below 1: up or down when P <= 1 − level, and else
// steady.
func (s Slope) Direction(level float64) (Direction, error) {
	if err := checkLevel("level", level); err != nil {
		return 0, err
	}
	const slack = 1e-12 // 1 − 0.9 is a little less than 0.1
	switch {
	case !(s.P <= 1-level+slack) || s.S == 0:
		return DirectionSteady, nil
	case s.S > 0:
		return DirectionUp, nil
	}
	return DirectionDown, nil
}

// SlopeOf returns the slope of a series of snapshots after Theil and Sen, which a few odd scores do not move, and its significance
// after Mann and Kendall:
//
//	slope = median of (p_j − p_i)/(t_j − t_i) over all pairs i < j
//	S     = Σ sign(p_j − p_i) over all pairs i < j
//	σ²    = [n(n−1)(2n+5) − Σ t(t−1)(2t+5)]/18 over groups of t equal scores
//	z     = (S − sign S)/σ and P = 2·(1 − Φ(|z|))
//
// Up to 20 snapshots P is exact, ties and all, from the distribution of S over all orders of the scores; beyond it is the normal
// approximation with the correction for continuity.
//
// ok is false with fewer than two snapshots. Laws: the order in which the snapshots are given does not matter; scores
// mirrored, or times, change the sign of the slope and of S, and not P; scores k times as large make the slope k times as large, and leave S and P.
//
// P takes the snapshots as independent. Scores read from one history that fades are not, all the less the closer they lie: take them half a
// half-life apart, or read P as too small.
//
// The error joins all faults: a *FieldError for points outside 0 to 10000, for two snapshots of one instant, and for more than
// MaxSnapshots; an *OtherCardError for snapshots of different cards. Cost: O(n² log n), 2 ms at 200 and 0.25 s at 2000.
//
// Sources: P. K. Sen, Estimates of the regression coefficient based on Kendall's tau, JASA 63, 1968; M. G. Kendall, Rank Correlation
// Methods, 4th ed., 1970, sections 4 and 5; R. O. Gilbert, Statistical Methods for Environmental Pollution Monitoring, 1987, equations
// 16.2 to 16.5.
func SlopeOf(all []Snapshot) (slope Slope, ok bool, err error) {
	series, err := ordered(all)
	if err != nil || len(series) < 2 {
		return Slope{}, false, err
	}
	n := len(series)
	slope = Slope{N: n}
	slopes := make([]float64, 0, n*(n-1)/2)
	for j := range series {
		for i := range series[:j] {
			rise := series[j].points - series[i].points
			slope.S += cmp.Compare(rise, 0)
			slopes = append(slopes, float64(rise)/days(series[i].at, series[j].at))
		}
	}
	slices.Sort(slopes)
	half := len(slopes) / 2
	slope.PerDay = (slopes[half] + slopes[(len(slopes)-1)/2]) / 2
	slope.P = chanceOf(slope.S, ties(series), n)
	return slope, true, nil
}

// scoreAt is a snapshot made ready.
type scoreAt struct {
	at     instant
	points int
}

// days returns the days from a to b; of instants that are close, to the last bit.
func days(a, b instant) float64 {
	if sec := b.sec - a.sec; sec < math.MaxInt64/2_000_000_000 {
		return float64(sec*1e9+int64(b.nsec-a.nsec)) / float64(Day)
	}
	return b.since(a) / Day.seconds()
}

// ordered checks snapshots, and returns them in the order of time.
func ordered(all []Snapshot) ([]scoreAt, error) {
	var f faults
	if len(all) > MaxSnapshots {
		f.add("snapshots", strconv.Itoa(len(all))+" of them", "at most "+strconv.Itoa(MaxSnapshots))
		return nil, f.err()
	}
	series := make([]scoreAt, len(all))
	for i, s := range all {
		path := at("snapshots", i)
		when, err := instantOf(path+".as_of", s.AsOf)
		if err != nil {
			f.errs = append(f.errs, err)
		}
		points(path+".points", s.Points, &f)
		if s.Stamp.Hash != all[0].Stamp.Hash {
			f.errs = append(f.errs, &OtherCardError{all[0].Stamp, s.Stamp})
		}
		series[i] = scoreAt{when, s.Points}
	}
	slices.SortStableFunc(series, func(a, b scoreAt) int {
		switch {
		case a.at.before(b.at):
			return -1
		case b.at.before(a.at):
			return 1
		}
		return 0
	})
	for i := 1; i < len(series); i++ {
		if at := series[i].at; at.set && at == series[i-1].at {
			f.add("snapshots", at.time().Format(time.RFC3339Nano)+" twice", "instants that differ")
		}
	}
	return series, f.err()
}

// ties returns the sizes of the groups of equal scores.
func ties(series []scoreAt) []int {
	values := make([]int, len(series))
	for i, s := range series {
		values[i] = s.points
	}
	slices.Sort(values)
	var groups []int
	for i := range values {
		if i == 0 || values[i] != values[i-1] {
			groups = append(groups, 0)
		}
		groups[len(groups)-1]++
	}
	return groups
}

// mostExact is the most scores whose orders an int64 can count.
const mostExact = 20

// chanceOf returns the chance that |S| is as large or larger when all orders of the scores are as likely.
func chanceOf(s int, groups []int, n int) float64 {
	if s < 0 {
		s = -s
	}
	if s == 0 {
		return 1
	}
	if n <= mostExact {
		return exactChance(s, groups, n)
	}
	// Gilbert 16.2: the products are whole and small.
	sum := n * (n - 1) * (2*n + 5)
	for _, t := range groups {
		sum -= t * (t - 1) * (2*t + 5)
	}
	z := float64(s-1) / math.Sqrt(float64(sum)/18) // Gilbert 16.5
	return math.Erfc(z / math.Sqrt2)
}

// exactChance counts. The orders of n scores with tied groups, by their number of inversions, have the generating function
// [n]!/Π[t]!, where [k]! is the product of 1 + q + … + q^(j−1) for j to k: the q-multinomial coefficient. An order with i inversions
// out of the m pairs that are not tied has S = m − 2i.
func exactChance(s int, groups []int, n int) float64 {
	counts := make([]int64, n*(n-1)/2+1) // coefficients, of the largest degree that is met
	counts[0] = 1
	for k := 2; k <= n; k++ { // times (1 − q^k)/(1 − q)
		for i := len(counts) - 1; i >= k; i-- {
			counts[i] -= counts[i-k]
		}
		for i := 1; i < len(counts); i++ {
			counts[i] += counts[i-1]
		}
	}
	pairs := len(counts) - 1
	for _, t := range groups {
		pairs -= t * (t - 1) / 2
		for k := 2; k <= t; k++ { // times (1 − q)/(1 − q^k)
			for i := len(counts) - 1; i > 0; i-- {
				counts[i] -= counts[i-1]
			}
			for i := k; i < len(counts); i++ {
				counts[i] += counts[i-k]
			}
		}
	}
	var far, whole int64
	for i, c := range counts[:pairs+1] {
		if whole += c; max(pairs-2*i, 2*i-pairs) >= s {
			far += c
		}
	}
	return float64(far) / float64(whole)
}
