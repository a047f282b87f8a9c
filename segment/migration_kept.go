package segment

import "github.com/rapport-go/rapport/internal/numeric"

// KeptShare is how many of a number of customers were kept.
type KeptShare struct {
	// Kept were kept, out of Of.
	Kept, Of int64
	// Interval is where the share lies: Wilson's, from 0 to 1 if there is nobody. It takes customers to be independent of one another.
	Interval Interval
}

// keptShare counts are 0 ≤ kept ≤ of ≤ 2^50, and the level was checked.
func keptShare(kept, of int64, level float64) KeptShare {
	low, high := numeric.Wilson(float64(kept), float64(of), numeric.NormalWidth(level))
	return KeptShare{Kept: kept, Of: of, Interval: Interval{low, high}}
}

// Share returns Kept / Of; false if there was nobody.
func (k KeptShare) Share() (float64, bool) {
	if k.Of <= 0 {
		return 0, false
	}
	return float64(k.Kept) / float64(k.Of), true
}
