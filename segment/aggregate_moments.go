package segment

import (
	"math"
	"math/bits"

	"github.com/rapport-go/rapport/internal/numeric"
)

// aggregateMoments are what a mean and its error need of whole numbers of 0 or more: exact, so that sums in any order are the same.
type aggregateMoments struct{ n, sum, squares int64 }

// add takes in a number that occurs so many times.
func (m *aggregateMoments) add(v, times int64) {
	m.n += times
	m.sum += v * times
	m.squares += v * v * times
}

// mean returns sum/n; false of nothing.
func (m aggregateMoments) mean() (float64, bool) { return associationShare(m.sum, m.n) }

// variance returns Σ(v − mean)²/(n − 1), for which n·squares − sum² is formed in whole numbers, where nothing cancels; false of fewer
// than two.
func (m aggregateMoments) variance() (float64, bool) {
	if m.n < 2 {
		return 0, false
	}
	high, low := bits.Mul64(uint64(m.n), uint64(m.squares))
	otherHigh, otherLow := bits.Mul64(uint64(m.sum), uint64(m.sum))
	low, borrow := bits.Sub64(low, otherLow, 0)
	high, _ = bits.Sub64(high, otherHigh, borrow) // never below 0
	n := float64(m.n)
	return (float64(high)*0x1p64 + float64(low)) / n / (n - 1), true
}

// interval returns Student's interval of the mean, inside of lo and hi; false of fewer than two, and if all are equal: numbers without
// spread say nothing of their error.
func (m aggregateMoments) interval(level, lo, hi float64) (Interval, bool) {
	variance, ok := m.variance()
	if !ok || variance == 0 {
		return Interval{}, false
	}
	mean, _ := m.mean()
	half := numeric.StudentQuantile(float64(m.n-1), level) * math.Sqrt(variance/float64(m.n))
	return Interval{max(lo, mean-half), min(hi, mean+half)}, true
}
