package survey

import (
	"math"
	"math/bits"

	"github.com/rapport-go/rapport/internal/numeric"
)

// Estimate is what answers say of all who might have been asked: a value, where it lies, and how many answers it rests on.
type Estimate struct {
	// Value is the share or mean of the answers.
	Value float64
	// Low and High are the ends of the confidence interval; Value is inside.
	Low, High float64
	// Answers is how many there were.
	Answers int64
}

// moments are what a mean and its error need of whole numbers: exact, so that sums in any order are the same.
type moments struct{ n, sum, squares int64 }

func (m *moments) add(x int64) {
	m.n++
	m.sum += x
	m.squares += x * x
}

func (m moments) plus(o moments) moments {
	return moments{m.n + o.n, m.sum + o.sum, m.squares + o.squares}
}

// mean returns sum/n; n must not be 0.
func (m moments) mean() float64 { return float64(m.sum) / float64(m.n) }

// spread returns n·squares − sum² = n·Σ(x − mean)² as 128 bits; it is negative only of moments that nothing has.
func (m moments) spread() (high, low uint64, ok bool) {
	sum := uint64(max(m.sum, -m.sum))
	aHigh, aLow := bits.Mul64(uint64(m.n), uint64(m.squares))
	bHigh, bLow := bits.Mul64(sum, sum)
	low, borrow := bits.Sub64(aLow, bLow, 0)
	high, borrow = bits.Sub64(aHigh, bHigh, borrow)
	return high, low, borrow == 0
}

// deviation returns the standard error of the mean, √(Σ(x − mean)²/(n(n−1))), for n of 2 or more. The difference of two large
// products is formed in whole numbers, where nothing cancels.
func (m moments) deviation() float64 {
	high, low, _ := m.spread()
	n := float64(m.n)
	return math.Sqrt((float64(high)*0x1p64+float64(low))/(n-1)) / n
}

// estimate returns the mean with Student's interval, both divided by unit, inside of [lo, hi], which is what the mean of one
// answer alone says.
func (m moments) estimate(level, unit, lo, hi float64) Estimate {
	mean := m.mean() / unit
	if m.n < 2 {
		return Estimate{mean, lo, hi, m.n}
	}
	half := numeric.StudentQuantile(float64(m.n-1), level) * m.deviation() / unit
	return Estimate{mean, max(lo, mean-half), min(hi, mean+half), m.n}
}

// within reports whether n whole numbers from lo to hi can have these moments: necessary, and sharp enough for no mean to
// leave the scale and no variance to be negative.
func (m moments) within(lo, hi int64) bool {
	const most = 64 * MaxAnswers // of a sum; 64² of a sum of squares
	if m.n < 0 || m.n > MaxAnswers || m.sum > most || m.sum < -most || m.squares < 0 || m.squares > 64*most {
		return false
	}
	s := moments{m.n, m.sum - lo*m.n, m.squares - 2*lo*m.sum + lo*lo*m.n} // of x − lo, from 0 to hi − lo
	if s.sum < 0 || s.squares < s.sum || s.squares > (hi-lo)*s.sum || (s.squares-s.sum)%2 != 0 {
		return false
	}
	_, _, ok := s.spread()
	return ok
}

// share returns hits/n with Wilson's interval; n must not be 0.
func share(hits, n int64, level float64) Estimate {
	z := numeric.NormalWidth(level)
	low, high := numeric.Wilson(float64(hits), float64(n), z)
	return Estimate{float64(hits) / float64(n), low, high, n}
}

// mapped returns the estimate on a scale where from becomes 0 and to becomes 1; from may be the larger.
func (e Estimate) mapped(from, to float64) Estimate {
	at := func(v float64) float64 { return (v - from) / (to - from) }
	if from > to {
		e.Low, e.High = e.High, e.Low
	}
	return Estimate{at(e.Value), at(e.Low), at(e.High), e.Answers}
}
