package segment

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/rapport-go/rapport/internal/numeric"
	"github.com/rapport-go/rapport/relationship"
)

// Amounts are added up here as whole numbers of 10^-18 of the currency, the finest that Money knows, and their squares as whole numbers of
// 10^-36. Nothing is rounded until a result is read. A big.Int that is kept is never changed again, as copies of a state share it; nil is 0.

// momentPlaces is the number of decimal places of Money.
const momentPlaces = 18

// Finding is an estimate from a sample, and the interval in which the quantity itself lies with the confidence that was asked for.
type Finding struct {
	// Value is the estimate.
	Value float64
	// Interval holds it.
	Interval Interval
}

// momentTens are the powers of ten that there are places.
var momentTens = [momentPlaces + 1]int64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18}

// momentPow returns 10^k, for k from 0 to momentPlaces.
func momentPow(k int) *big.Int { return big.NewInt(momentTens[k]) }

// momentUnits returns an amount as a whole number of 10^-18.
func momentUnits(m relationship.Money) *big.Int {
	if minor, ok := m.Minor(); ok {
		v := big.NewInt(minor)
		return v.Mul(v, momentPow(momentPlaces-m.Currency().Places()))
	}
	d := m.Decimal()
	v := d.Coefficient()
	return v.Mul(v, momentPow(momentPlaces+int(d.Exponent())))
}

// momentPlus adds numbers, of which nil is 0, into a new one.
func momentPlus(a, b *big.Int) *big.Int {
	switch {
	case b == nil:
		return a
	case a == nil:
		return b
	}
	return new(big.Int).Add(a, b)
}

// momentOr is v, or 0 for nil.
func momentOr(v *big.Int) *big.Int {
	if v == nil {
		return new(big.Int)
	}
	return v
}

// momentFloat returns a whole number as float64, within a rounding of the nearest. It is finite below 10^308.
func momentFloat(v *big.Int) float64 {
	drop := max(v.BitLen()-64, 0)
	f := math.Ldexp(float64(new(big.Int).Rsh(new(big.Int).Abs(v), uint(drop)).Uint64()), drop)
	if v.Sign() < 0 {
		return -f
	}
	return f
}

// moments are what the mean of a sample, and its error, are computed from. Amounts may have been multiplied by scale.
type moments struct {
	n            int
	sum, squares *big.Int // in 10^-18 and 10^-36 of the currency, times scale and its square
	scale        float64
}

// mean returns the mean in units of the currency, for n of 1 or more.
func (m moments) mean() float64 {
	return momentFloat(m.sum) / float64(m.n) / (1e18 * m.scale)
}

// spread returns n·Σx² − (Σx)², exactly. It is 0 or more for numbers that are sums of the same x.
func (m moments) spread() *big.Int {
	v := new(big.Int).Mul(m.squares, big.NewInt(int64(m.n)))
	return v.Sub(v, new(big.Int).Mul(m.sum, m.sum))
}

// square returns the squared standard error of the mean, (n·Σx² − (Σx)²) / (n²(n−1)), for n of 2 or more.
func (m moments) square() float64 {
	n := float64(m.n)
	unit := 1e18 * m.scale
	return momentFloat(m.spread()) / unit / unit / n / n / (n - 1)
}

// momentStudent returns Student's interval of a mean with nu degrees of freedom.
func momentStudent(mean, square, nu, level float64) Interval {
	half := numeric.StudentQuantile(nu, level) * math.Sqrt(square)
	return Interval{mean - half, mean + half}
}

// one returns the interval of the mean of one sample. It is false for fewer than two, and where all are equal: a sample without spread
// says nothing of its error.
func (m moments) one(level float64) (Interval, bool) {
	if m.n < 2 || m.spread().Sign() <= 0 {
		return Interval{}, false
	}
	return momentStudent(m.mean(), m.square(), float64(m.n-1), level), true
}

// momentWelch returns the interval of the difference of the means of two samples, a − b, and the degrees of freedom. It is false for a sample of
// fewer than two, and where both are without spread.
func momentWelch(a, b moments, diff, level float64) (in Interval, nu float64, ok bool) {
	if a.n < 2 || b.n < 2 || a.spread().Sign() < 0 || b.spread().Sign() < 0 || a.spread().Sign()+b.spread().Sign() == 0 {
		return Interval{}, 0, false
	}
	sa, sb := a.square(), b.square()
	part := sa / (sa + sb) // as parts of 1, so that nothing overflows
	rest := sb / (sa + sb)
	nu = 1 / (float64(part*part)/float64(a.n-1) + float64(rest*rest)/float64(b.n-1)) // Welch (1947)
	return momentStudent(diff, sa+sb, nu, level), nu, true
}

// momentText writes a number of 10^-36 as a decimal: "156.25".
func momentText(v *big.Int) string {
	const places = 2 * momentPlaces
	text := momentOr(v).String()
	text = strings.Repeat("0", max(places+1-len(text), 0)) + text
	return strings.TrimSuffix(strings.TrimRight(text[:len(text)-places]+"."+text[len(text)-places:], "0"), ".")
}

// momentParse reads what momentText writes, and nothing else.
func momentParse(form, where, text string) (*big.Int, error) {
	const places, most = 2 * momentPlaces, 300
	whole, fraction, _ := strings.Cut(text, ".")
	if len(text) <= most && len(fraction) <= places && strings.Trim(whole+fraction, "0123456789") == "" {
		v, ok := new(big.Int).SetString(whole+fraction+strings.Repeat("0", places-len(fraction)), 10)
		if ok && momentText(v) == text {
			if v.Sign() == 0 {
				v = nil
			}
			return v, nil
		}
	}
	return nil, &DecodeError{Form: form, Where: where, Rule: "a sum of squares of at most " + strconv.Itoa(most) + " digits, such as 156.25"}
}

// momentEqual compares two numbers, of which nil is 0.
func momentEqual(a, b *big.Int) bool { return momentOr(a).Cmp(momentOr(b)) == 0 }
