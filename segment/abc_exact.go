package segment

import (
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// abcWhole is all of something, in basis points.
const abcWhole = 10_000

// abcReaches reports whether sum is at least points basis points of total, by comparing 10000·sum with points·total. The sum is not
// negative and the total above it or equal, and points is from 1 to 10000.
func abcReaches(sum relationship.Money, points int, total relationship.Money) bool {
	return compareMoney(moneyTimes(sum, abcWhole), moneyTimes(total, int64(points))) >= 0
}

// whalePercent writes a share in percent with one decimal.
func whalePercent(share float64) string {
	return strconv.FormatFloat(100*share, 'f', 1, 64) + " %"
}
