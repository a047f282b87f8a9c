package loyalty

import (
	"github.com/rapport-go/rapport/internal/enum"
)

// Recognised is the evidence of a visit of a returning customer: for, if they were recognised as one, against if not, weight 1. The
// share of recognised visits is a [Share], with its interval.
func Recognised(yes bool) Item {
	if yes {
		return Item{pro: 1}
	}
	return Item{con: 1}
}

// Desire is one of the five things that loyal customers expect. The zero value is unset and not valid.
type Desire uint8

const (
	// DesireFairPrice is a fair price.
	DesireFairPrice Desire = iota + 1
	// DesireValued is to be valued.
	DesireValued
	// DesireRecognised is to be recognised.
	DesireRecognised
	// DesireUnderstood is to be understood.
	DesireUnderstood
	// DesireGoodDeals is to be offered good deals.
	DesireGoodDeals
)

var desireNames = []string{"", "fair-price", "valued", "recognised", "understood", "good-deals"}

// Desires returns all five in order, as a fresh slice.
func Desires() []Desire { return enum.All[Desire](desireNames) }

// IsValid reports whether d is one of the constants.
func (d Desire) IsValid() bool { return enum.Valid(desireNames, d) }

// String returns the name that ParseDesire reads.
func (d Desire) String() string { return enum.Name("Desire", desireNames, d) }

// ParseDesire is the inverse of String; anything else is a *FieldError.
func ParseDesire(text string) (Desire, error) {
	return enum.Parse[Desire](desireNames, text, fault("desire"))
}

// MarshalText returns the text of String; what is not valid has none.
func (d Desire) MarshalText() ([]byte, error) { return enum.Text(desireNames, d, fault("desire")) }

// UnmarshalText reads the text of String; after an error d is as it was.
func (d *Desire) UnmarshalText(text []byte) error {
	return enum.Set(d, desireNames, text, fault("desire"))
}

// DesireAnswer is how well one customer found one of the five met.
type DesireAnswer struct {
	// Desire is which of the five.
	Desire Desire
	// Score is how well it was met, from 0 to 1, as [relationship.Rating].Score has it.
	Score float64
}

// DesireMet is how well one of the five is met.
type DesireMet struct {
	// Desire is which of the five.
	Desire Desire
	// Mean is the mean of its answers, from 0 to 1, and 0 without any.
	Mean float64
	// N is the number of its answers.
	N int
}

// DesiresMet returns how well each of the five things that loyal customers expect is met, in their order: fair price, being valued,
// recognised, understood, and good deals. It is a short questionnaire of one item for each; there is no sum of the five, as they are
// not one thing.
//
// Formula: the mean of the answers. Domain: scores from 0 to 1. Range: 0 … 1, between the lowest and the highest answer. Laws: the
// order of the answers changes nothing, to 1e-12; an answer to one changes none of the others. Special cases: N is 0 where there is no
// answer. Errors: a [*FieldError] for each answer that is not valid.
func DesiresMet(answers []DesireAnswer) ([]DesireMet, error) {
	var f faults
	met := make([]DesireMet, len(desireNames)-1)
	for i := range met {
		met[i].Desire = Desire(i + 1)
	}
	for i, a := range answers {
		if !a.Desire.IsValid() {
			f.add(at("answers", i)+".Desire", a.Desire.String(), "one of the constants")
			continue
		}
		f.number(at("answers", i)+".Score", a.Score, 0, 1)
		m := &met[a.Desire-1]
		m.N++
		m.Mean += a.Score
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	for i := range met {
		if met[i].N > 0 {
			met[i].Mean = min(met[i].Mean/float64(met[i].N), 1)
		}
	}
	return met, nil
}
