package segment

import (
	"math/bits"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// abcWhole is all of something, in basis points.
const abcWhole = 10_000

// abcReaches reports whether sum is at least points basis points of total, by comparing 10000·sum with points·total. The sum is not
// negative and the total above it or equal, and points is from 1 to 10000.
func abcReaches(sum relationship.Money, points int, total relationship.Money) bool {
	s, plain := sum.Minor()
	t, too := total.Minor()
	if plain && too {
		sHi, sLo := bits.Mul64(uint64(s), abcWhole)
		tHi, tLo := bits.Mul64(uint64(t), uint64(points))
		return sHi > tHi || sHi == tHi && sLo >= tLo
	}
	a := whaleMust(whalePlus(relationship.Money{}, sum, abcWhole))
	return whaleCmp(a, whaleMust(whalePlus(relationship.Money{}, total, points))) >= 0
}

// abcRatio returns the float64 nearest to part/total, 0 of nothing. Both are in one currency.
func abcRatio(part, total relationship.Money) float64 {
	const exact = 1 << 53
	p, plain := part.Minor()
	t, too := total.Minor()
	if plain && too && t > 0 && t <= exact && p >= -exact && p <= exact {
		return float64(p) / float64(t) // both are exact, so that the division rounds the quotient once, as Ratio does
	}
	if total.IsZero() {
		return 0
	}
	ratio, _ := part.Ratio(total) // fails for two currencies or for 0 only
	return ratio
}

// whalePercent writes a share in percent with one decimal.
func whalePercent(share float64) string {
	return strconv.FormatFloat(100*share, 'f', 1, 64) + " %"
}
