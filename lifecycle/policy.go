package lifecycle

import (
	"errors"
	"math"
	"strconv"
	"time"
)

// VoicePolicy says from which rating on a party counts as content, in basis points of the scale. A zero field is its default.
//
// The defaults are the usual readings of two scales: satisfaction from 1 to 5 (4 and 5 are content, 1 and 2 are not) and recommendation
// from 0 to 10 (Reichheld 2003: 9 and 10 promote, 0 to 6 detract).
type VoicePolicy struct {
	// Satisfied is the least satisfaction of who is content: 7,500, which is 4 of 1 to 5.
	Satisfied int
	// Dissatisfied is the most satisfaction of who is not: 2,500, which is 2 of 1 to 5.
	Dissatisfied int
	// Recommends is the least recommendation of who is content: 7,000, which is 7 of 0 to 10.
	Recommends int
	// Promotes is the least recommendation of a promoter: 9,000, which is 9 of 0 to 10.
	Promotes int
	// Detracts is the most recommendation of who is not content: 6,000, which is 6 of 0 to 10.
	Detracts int
}

// fill sets the defaults and notes what is out of range.
func (p *VoicePolicy) fill(c *policyCheck) {
	c.points("Voice.Satisfied", &p.Satisfied, 7_500)
	c.points("Voice.Dissatisfied", &p.Dissatisfied, 2_500)
	c.points("Voice.Recommends", &p.Recommends, 7_000)
	c.points("Voice.Promotes", &p.Promotes, 9_000)
	c.points("Voice.Detracts", &p.Detracts, 6_000)
	c.less("Voice.Dissatisfied", p.Dissatisfied, p.Satisfied, "less than Satisfied")
	c.less("Voice.Detracts", p.Detracts, p.Recommends, "less than Recommends")
}

// satisfied reports whether the last word was one of content.
func (p VoicePolicy) satisfied(f *Facts) bool {
	switch f.Voice {
	case VoiceSatisfaction:
		return f.Satisfaction.AtLeast(p.Satisfied)
	case VoiceRecommendation:
		return f.Recommendation.AtLeast(p.Recommends)
	}
	return f.Voice == VoiceSatisfied
}

// dissatisfied reports whether the last word was one of discontent.
func (p VoicePolicy) dissatisfied(f *Facts) bool {
	switch f.Voice {
	case VoiceSatisfaction:
		return f.Satisfaction.Below(p.Dissatisfied + 1)
	case VoiceRecommendation:
		return f.Recommendation.Below(p.Detracts + 1)
	}
	return f.Voice == VoiceDissatisfied
}

// silent reports whether the party never said whether it is content.
func silent(f *Facts) bool { return f.Voice == 0 && !f.Satisfaction.Known && !f.Recommendation.Known }

// policyCheck fills in defaults and collects what is wrong with a policy.
type policyCheck struct{ faults []error }

// err returns everything that is wrong, joined.
func (c *policyCheck) err() error { return errors.Join(c.faults...) }

// span fills in a duration.
func (c *policyCheck) span(field string, d *time.Duration, usual time.Duration) {
	if *d == 0 {
		*d = usual
	}
	if *d < 0 {
		c.faults = append(c.faults, &ConfigError{Field: field, Value: d.String(), Rule: "a duration > 0, or 0 for the default"})
	}
}

// points fills in a threshold.
func (c *policyCheck) points(field string, n *int, usual int) { c.number(field, n, usual, fullScore) }

// number fills in a number with a ceiling.
func (c *policyCheck) number(field string, n *int, usual, most int) {
	if *n == 0 {
		*n = usual
	}
	if *n < 0 || *n > most {
		c.faults = append(c.faults, &ConfigError{
			Field: field, Value: strconv.Itoa(*n), Rule: "a number from 1 to " + strconv.Itoa(most) + ", or 0 for the default",
		})
	}
}

// less notes a number that is not below another.
func (c *policyCheck) less(field string, n, bound int, rule string) {
	if n >= bound {
		c.faults = append(c.faults, &ConfigError{Field: field, Value: strconv.Itoa(n), Rule: rule + ", " + strconv.Itoa(bound)})
	}
}

// before notes a duration that is not shorter than another.
func (c *policyCheck) before(field string, d, bound time.Duration, rule string) {
	if d >= bound {
		c.faults = append(c.faults, &ConfigError{Field: field, Value: span(d), Rule: rule + ", " + span(bound)})
	}
}

// atMost notes a duration that is longer than another.
func (c *policyCheck) atMost(field string, d, bound time.Duration) {
	if d > bound {
		c.faults = append(c.faults, &ConfigError{Field: field, Value: span(d), Rule: "at most " + span(bound)})
	}
}

// stake fills in the stake of a promise.
func (c *policyCheck) stake(field string, v *float64, usual float64) {
	if *v == 0 {
		*v = usual
	}
	if !(*v > 0) || math.IsInf(*v, 0) {
		c.faults = append(c.faults, &ConfigError{
			Field: field, Value: strconv.FormatFloat(*v, 'g', -1, 64), Rule: "a finite number > 0, or 0 for the default",
		})
	}
}
