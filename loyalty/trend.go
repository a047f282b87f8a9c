package loyalty

import (
	"math"
	"slices"

	"github.com/rapport-go/rapport/internal/enum"
)

// Direction says where something is going. The zero value is unset and not valid.
type Direction uint8

const (
	// DirectionSteady says that no direction stands out of the uncertainty.
	DirectionSteady Direction = iota + 1
	// DirectionUp is towards better.
	DirectionUp
	// DirectionDown is towards worse.
	DirectionDown
)

var directionNames = []string{"", "steady", "up", "down"}

// Directions returns all directions, as a fresh slice.
func Directions() []Direction { return enum.All[Direction](directionNames) }

// IsValid reports whether d is one of the constants.
func (d Direction) IsValid() bool { return enum.Valid(directionNames, d) }

// String returns the name that ParseDirection reads.
func (d Direction) String() string { return enum.Name("Direction", directionNames, d) }

// ParseDirection is the inverse of String; anything else is a *FieldError.
func ParseDirection(text string) (Direction, error) {
	return enum.Parse[Direction](directionNames, text, fault("direction"))
}

// MarshalText returns the text of String; what is not valid has none.
func (d Direction) MarshalText() ([]byte, error) {
	return enum.Text(directionNames, d, fault("direction"))
}

// UnmarshalText reads the text of String; after an error d is as it was.
func (d *Direction) UnmarshalText(text []byte) error {
	return enum.Set(d, directionNames, text, fault("direction"))
}

// quicker is how many times shorter the half-lives of a fast twin are.
const quicker = 4

// Fast returns the twin of the model whose half-lives are a quarter, rounded down to the nanosecond; what never fades does not in the
// twin either. Of each relationship a state is kept under both, from the same events, and TrendOf compares what they say. The states
// of the two are not to be merged. A half-life below 4 ns is a *FieldError.
func (m *Model) Fast() (*Model, error) {
	card := m.Card()
	for i := range card.Factors {
		card.Factors[i].HalfLife = quarter(card.Factors[i].HalfLife)
	}
	fast, _, err := card.Compile()
	return fast, err
}

func quarter(h HalfLife) HalfLife {
	if h == NoDecay {
		return h
	}
	return h / quicker
}

// Drift is how much newer evidence differs from what is believed.
type Drift struct {
	// Value is the mean of the fast twin less that of the model, above −1 and below 1.
	Value float64 `json:"value"`
	// Deviation is the standard deviation of the fast twin's belief.
	Deviation float64 `json:"deviation"`
	// Direction is up when Value is more than Deviation, down when it is less than −Deviation, and else steady.
	Direction Direction `json:"direction"`
}

// FactorDrift is the drift of one factor.
type FactorDrift struct {
	// Factor is the factor.
	Factor FactorID `json:"factor"`
	Drift
}

// Trend says whether a relationship gets better or worse: what newer evidence says against all of it.
type Trend struct {
	Drift
	// Factors are the drifts of the factors in the order of the card.
	Factors []FactorDrift `json:"factors"`
}

// TrendOf compares what a model reads with what its fast twin reads at the same instant:
//
//	trend = m(h/4) − m(h)
//
// of each factor, m being the mean of its belief, and Σ ŵ·trend of the whole with the weights of the slow result. The deviation of the
// whole is that of independent factors, √Σ(ŵ·σ)². Gates play no part, nor do the values that a card assumes for want of
// evidence, as they would make a trend of a jump; a factor that the slow result leaves out has no weight.
//
// Laws: without evidence it is 0; what never fades has none; with mirrored evidence and priors it changes its sign. One piece of
// evidence says nothing of a trend, but silence after it does: the fast twin forgets first and goes back to its prior ahead of the
// other. After much good news and two half-lives of silence the direction is down.
//
// Keep two states, each observed by its own model: one state read by both is steady, whatever happened. The results are as Model.Score
// made them, of one instant, of a model and its Fast twin; else the error is a *FieldError. Cost:
// O(factors).
//
// Source: two exponential averages of different speed, as in the moving average convergence of G. Appel; here of beliefs.
func TrendOf(slow, fast Result) (Trend, error) {
	if err := twins(&slow, &fast); err != nil {
		return Trend{}, err
	}
	t := Trend{Factors: make([]FactorDrift, len(slow.model.factors))}
	value, variance := 0.0, 0.0
	for i := range t.Factors {
		new, old, share := fast.posterior(i), slow.posterior(i), slow.beliefs[i].share
		d := newDrift(new.Mean()-old.Mean(), new.variance())
		t.Factors[i] = FactorDrift{slow.model.factors[i].ID, d}
		value += float64(share * d.Value)
		variance += float64(share * share * new.variance())
	}
	t.Drift = newDrift(value, variance)
	return t, nil
}

func newDrift(value, variance float64) Drift {
	d := Drift{Value: value, Deviation: math.Sqrt(variance), Direction: DirectionSteady}
	if math.Abs(value) > d.Deviation {
		if d.Direction = DirectionUp; value < 0 {
			d.Direction = DirectionDown
		}
	}
	return d
}

// twins checks that two results are of a model and its fast twin at one instant.
func twins(slow, fast *Result) error {
	var f faults
	if slow.model == nil {
		f.add("slow", "a result without a model", "one that Score made")
	}
	if fast.model == nil {
		f.add("fast", "a result without a model", "one that Score made")
	}
	if f.errs != nil {
		return f.err()
	}
	if !slices.EqualFunc(slow.model.factors, fast.model.factors, func(a, b factor) bool {
		return a.ID == b.ID && a.share == b.share && a.Prior == b.Prior && a.harm == b.harm && b.HalfLife == quarter(a.HalfLife)
	}) {
		f.add("fast", "a result of card "+fast.Stamp.String(), "one of the fast twin of card "+slow.Stamp.String())
	}
	if !slow.AsOf.Equal(fast.AsOf) {
		f.add("fast", "a result as of "+fast.AsOf.String(), "one as of "+slow.AsOf.String())
	}
	return f.err()
}
