package survey

import (
	"math"

	"github.com/rapport-go/rapport/internal/enum"
	"github.com/rapport-go/rapport/internal/numeric"
	"github.com/rapport-go/rapport/relationship"
)

// Class is what one answer to the question of recommendation counts as in the score of all. One person has a class and no
// score. The zero value is unset and not valid.
type Class uint8

const (
	// Detractor answered 0 to 6.
	Detractor Class = iota + 1
	// Passive answered 7 or 8.
	Passive
	// Promoter answered 9 or 10.
	Promoter
)

var classNames = []string{"", "detractor", "passive", "promoter"}

// Classes returns all classes in order, as a fresh slice.
func Classes() []Class { return enum.All[Class](classNames) }

// ClassOf returns the class of an answer from 0 to 10; another is a *FieldError.
func ClassOf(answer int) (Class, error) {
	if err := new(tally).add(ofNPS(), answer, 0); err != nil {
		return 0, err
	}
	switch {
	case answer >= 9:
		return Promoter, nil
	case answer >= 7:
		return Passive, nil
	}
	return Detractor, nil
}

// IsValid reports whether c is one of the constants.
func (c Class) IsValid() bool { return enum.Valid(classNames, c) }

// String returns the name that ParseClass reads.
func (c Class) String() string { return enum.Name("Class", classNames, c) }

// ParseClass is the inverse of String; anything else is a *FieldError.
func ParseClass(text string) (Class, error) {
	return enum.Parse[Class](classNames, text, fault("class"))
}

// MarshalText returns the text of String; what is not valid has none.
func (c Class) MarshalText() ([]byte, error) { return enum.Text(classNames, c, fault("class")) }

// UnmarshalText reads the text of String; after an error c is as it was.
func (c *Class) UnmarshalText(text []byte) error {
	return enum.Set(c, classNames, text, fault("class"))
}

// NPS counts the answers from 0 to 10 to how likely people are to recommend: the Net Promoter Score. It is a comparable value;
// the zero value has counted nothing.
//
// Laws: Merge is commutative and associative and has the zero value for identity; the order of answers does not matter.
type NPS struct{ tally tally }

// NPSScore is the score of a population.
type NPSScore struct {
	// Value is 100·(promoters − detractors)/answers, from −100 to 100.
	Value float64
	// Centre is what the interval is centred on before it is cut to the scale: 100·(promoters − detractors)/(answers + 3).
	Centre float64
	// Low and High are the ends of the confidence interval. Value need not be inside where answers are few.
	Low, High float64
	// Promoters, Passives and Detractors are how many answered so.
	Promoters, Passives, Detractors int64
	// Answers is how many answered.
	Answers int64
}

// Score returns the score with its adjusted Wald interval: with P promoters, D detractors and n answers,
//
//	p = (P + ¾)/(n + 3)    d = (D + ¾)/(n + 3)
//	100·(p − d) ± 100·z·√((p + d − (p − d)²)/(n + 3)),  z = Φ⁻¹((1 + level)/2)
//
// cut to the scale.
//
// Domain: a level from 0.5 to below 1. Range: −100 to 100. Laws: promoters and detractors exchanged change the sign of the
// value and of the centre, and the interval into its mirror image; counts all multiplied never widen the interval; a
// promoter more never lowers the value, a detractor more never raises it. Special case: false where nobody answered.
//
// It is not so that the interval contains the value: one promoter scores 100, and the interval of 95 % is −48.5 to 98.5 around
// a centre of 25. Report the centre with it. Error: the level.
//
// Source: B. Rocks (2016), "Interval Estimation for the Net Promoter Score", The American Statistician 70(4), where it is the
// best of six; the score is F. Reichheld's (2003).
func (t NPS) Score(level float64) (NPSScore, bool, error) {
	if err := checkLevel(level); err != nil {
		return NPSScore{}, false, err
	}
	n := t.Answers()
	if n == 0 {
		return NPSScore{}, false, nil
	}
	pro, con := t.Class(Promoter), t.Class(Detractor)
	s := NPSScore{Promoters: pro, Passives: n - pro - con, Detractors: con, Answers: n}
	of := float64(n + 3)
	s.Value = 100 * float64(pro-con) / float64(n)
	s.Centre = 100 * float64(pro-con) / of
	// p + d − (p − d)² = ((p + d)·q + 4·p·d) with the share q of passives: nothing cancels.
	p, d, q := float64(pro)+0.75, float64(con)+0.75, float64(s.Passives)+1.5
	variance := (float64((p+d)*q) + float64(4*p*d)) / of / of
	half := 100 * numeric.NormalWidth(level) * math.Sqrt(variance/of) // Rocks (2016)
	s.Low, s.High = max(-100, s.Centre-half), min(100, s.Centre+half)
	return s, true, nil
}

// Class returns how many are of a class; 0 for what is no class.
func (t NPS) Class(c Class) int64 {
	switch c {
	case Detractor:
		return t.tally.between(ofNPS(), 0, 6)
	case Passive:
		return t.tally.between(ofNPS(), 7, 8)
	case Promoter:
		return t.tally.between(ofNPS(), 9, 10)
	}
	return 0
}

// Add counts an answer from 0 to 10 so many times. Anything else is a *FieldError, more than MaxAnswers is ErrFull; after an
// error t is as it was.
func (t *NPS) Add(answer int, times int64) error { return t.tally.add(ofNPS(), answer, times) }

// Observe counts a rating of AspectRecommendation that the party seen gave on a scale of 0 to 10 in whole numbers. Any other
// event, and a rating on another scale, answers another question and is a no-op: where the classes begin is known on this
// scale alone. Errors: ErrFull, and a *FieldError for an event that is nil.
func (t *NPS) Observe(e relationship.Event) error { return t.tally.observe(ofNPS(), e) }

// Merge adds what another tally counted. Error: ErrFull; after it t is as it was.
func (t *NPS) Merge(o NPS) error { return t.tally.merge(&o.tally) }

// Count returns how often an answer was given.
func (t NPS) Count(answer int) int64 { return t.tally.count(ofNPS(), answer) }

// Answers returns how many there are.
func (t NPS) Answers() int64 { return t.tally.total() }

// IsZero reports whether nothing was counted.
func (t NPS) IsZero() bool { return t == NPS{} }

// Equal reports whether both counted the same.
func (t NPS) Equal(o NPS) bool { return t == o }

// Mean estimates the mean answer, as CES.Mean does; false where nobody answered.
func (t NPS) Mean(level float64) (Estimate, bool, error) { return t.tally.mean(ofNPS(), level) }

// Perceived estimates the mean on a scale from 0 to 1, answer/10; false where nobody answered. Error: the level.
func (t NPS) Perceived(level float64) (Estimate, bool, error) {
	return t.tally.perceived(ofNPS(), level)
}

// MarshalJSON writes {"version":1,"instrument":"nps","counts":[0,0,0,0,0,0,0,0,0,1,0]}, from the worst answer on.
func (t NPS) MarshalJSON() ([]byte, error) { return t.tally.json(ofNPS()) }

// UnmarshalJSON reads what MarshalJSON writes and nothing else. The error wraps ErrDecode; after it t is as it was.
func (t *NPS) UnmarshalJSON(data []byte) error { return t.tally.setJSON(ofNPS(), data) }

// AppendBinary implements encoding.BinaryAppender: the version, the instrument's number, and the counts as unsigned varints.
// There is one form for each tally.
func (t NPS) AppendBinary(dst []byte) ([]byte, error) { return t.tally.binary(ofNPS(), dst), nil }

// MarshalBinary implements encoding.BinaryMarshaler with the form of AppendBinary.
func (t NPS) MarshalBinary() ([]byte, error) { return t.AppendBinary(nil) }

// UnmarshalBinary reads what MarshalBinary writes. The error wraps ErrDecode; after it t is as it was.
func (t *NPS) UnmarshalBinary(data []byte) error { return t.tally.setBinary(ofNPS(), data) }
