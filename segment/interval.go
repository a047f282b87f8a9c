package segment

import "strconv"

// Interval is where a quantity lies with a given confidence.
type Interval struct {
	// Low and High are its ends.
	Low, High float64
}

// checkLevel refuses a confidence that is no ordinary one; NaN is none.
func checkLevel(level float64) error {
	if !(level >= 0.5 && level < 1) {
		return invalid("level", strconv.FormatFloat(level, 'g', -1, 64), "a confidence from 0.5 to below 1")
	}
	return nil
}
