package survey

import "math"

// Quality sets the quality that customers perceive beside the one that is measured inside: the score is what is perceived, and
// what is measured inside never moves it.
type Quality struct {
	// Points is the perceived quality in points of 0 to 10000, rounded half up.
	Points int
	// Perceived is the quality that customers perceive, from 0 to 1.
	Perceived Estimate
	// Internal is the quality measured inside, from 0 to 1.
	Internal float64
	// Gap is Internal − Perceived, from −1 to 1, with the interval of the perceived: above 0 the house thinks better of itself
	// than its customers do. Where the interval does not hold 0, chance alone is a poor reason for it.
	Gap Estimate
}

// CompareQuality sets a perceived quality, as the Perceived of a tally, SERVQUAL.Score or SERVQUAL.PerformanceScore, beside a
// quality that was measured inside on a scale from 0 to 1, as the share of deliveries without a fault. What is measured inside is
// taken as exact.
//
// Domain: an estimate from 0 to 1 with the value inside of its interval and at least one answer; internal from 0 to 1. Laws: the
// points do not depend on internal; the gap changes its sign when both are exchanged; it rises with internal as much. Errors:
// joined *FieldErrors.
//
// Both scales should mean the same at their ends; where they do not, the trend of the gap says more than its size.
func CompareQuality(perceived Estimate, internal float64) (Quality, error) {
	var f faults
	f.add(checkNumber("perceived.low", perceived.Low, 0, 1))
	f.add(checkNumber("perceived.high", perceived.High, 0, 1))
	f.add(checkNumber("internal", internal, 0, 1))
	if !(perceived.Value >= perceived.Low && perceived.Value <= perceived.High) {
		f.add(&FieldError{"perceived.value", text(perceived.Value), "a value inside of its interval"})
	}
	if perceived.Answers < 1 {
		f.add(&FieldError{"perceived.answers", text(float64(perceived.Answers)), "1 or more"})
	}
	if err := f.err(); err != nil {
		return Quality{}, err
	}
	return Quality{
		Points:    int(math.Floor(float64(10000*perceived.Value) + 0.5)),
		Perceived: perceived,
		Internal:  internal,
		Gap:       Estimate{internal - perceived.Value, internal - perceived.High, internal - perceived.Low, perceived.Answers},
	}, nil
}
