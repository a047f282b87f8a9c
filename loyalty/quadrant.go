package loyalty

import (
	"math"

	"github.com/rapport-go/rapport/relationship"
)

// QuadrantOptions says where high begins. The zero value is 0.5, 0.5 and 0.6.
type QuadrantOptions struct {
	// AttitudeCut τ_A is from where on an attitude is high, at most 1; 0 means 0.5. MedianCut gives that of a book.
	AttitudeCut float64 `json:"attitude_cut,omitzero"`
	// BehaviourCut τ_B is from where on a behaviour is high, at most 1; 0 means 0.5.
	BehaviourCut float64 `json:"behaviour_cut,omitzero"`
	// Clear is the probability from which on a label is not borderline, at most 1; 0 means 0.6.
	Clear float64 `json:"clear,omitzero"`
}

// Validate refuses numbers that are not from 0 to 1.
func (o QuadrantOptions) Validate() error {
	var f faults
	f.number("attitude_cut", o.AttitudeCut, 0, 1)
	f.number("behaviour_cut", o.BehaviourCut, 0, 1)
	f.number("clear", o.Clear, 0, 1)
	return f.err()
}

func (o QuadrantOptions) filled() QuadrantOptions {
	for _, v := range []struct {
		of   *float64
		zero float64
	}{{&o.AttitudeCut, 0.5}, {&o.BehaviourCut, 0.5}, {&o.Clear, 0.6}} {
		if *v.of == 0 {
			*v.of = v.zero
		}
	}
	return o
}

// LoyaltyReading says of which kind a loyalty is, with how sure that is. LoyaltyOf makes it.
type LoyaltyReading struct {
	// Attitude is the mean of that side, from 0 to 1.
	Attitude float64 `json:"attitude"`
	// Behaviour is the mean of that side, from 0 to 1.
	Behaviour float64 `json:"behaviour"`
	// True is P(A>=τ_A)·P(B>=τ_B).
	True float64 `json:"true"`
	// Latent is P(A>=τ_A)·P(B<τ_B).
	Latent float64 `json:"latent"`
	// Spurious is P(A<τ_A)·P(B>=τ_B).
	Spurious float64 `json:"spurious"`
	// None is P(A<τ_A)·P(B<τ_B).
	None float64 `json:"none"`
	// Quadrant is the most probable one; a side that is as likely high as low, to 1e-12, is taken as low, so that nobody is
	// called loyal for want of evidence.
	Quadrant Quadrant `json:"quadrant"`
	// Borderline says that the probability of Quadrant is below QuadrantOptions.Clear by more than 1e-12.
	Borderline bool `json:"borderline"`
	// Mandated says that the relationship was imposed, so that behaviour is no sign of choice: loyalty may be spurious whatever
	// the quadrant says.
	Mandated bool `json:"mandated"`
}

// LoyaltyOf says of which kind a loyalty is: the four probabilities by attitude and behaviour.
//
// Formula: P(true) = P(A>=τ_A)·P(B>=τ_B), and so for latent, spurious and none; the sides are taken as independent. Range: each
// probability 0 … 1. Laws: the four are >= 0 and sum to 1 within 1e-15; more evidence in favour of an attitude never lowers
// P(true) + P(latent), and in favour of a behaviour never P(true) + P(spurious); exchanging the sides exchanges latent and
// spurious. Special case: with two sides of which nothing is known all four are ¼, the quadrant is none and borderline.
// Errors: a *FieldError for options that are not valid, and for an origin that is not.
// Cost: two to four incomplete beta functions, below 1 µs.
//
// The origin is that of the relationship ([relationship.Relation].Origin); of a mandated one tenure and repetition are no
// evidence of attitude. The attitude should be measured, as by ratings, and not be read off behaviour: else true and none are
// all there is.
// Source: Dick & Basu (1994), figure 2, for the quadrants; the probabilities are a convention.
func LoyaltyOf(attitude, behaviour Degree, origin relationship.Origin, o QuadrantOptions) (LoyaltyReading, error) {
	var f faults
	if err := o.Validate(); err != nil {
		f.errs = append(f.errs, err)
	}
	if !origin.IsValid() {
		f.add("origin", origin.String(), "one of the origins")
	}
	if err := f.err(); err != nil {
		return LoyaltyReading{}, err
	}
	o = o.filled()
	highA, lowA := attitude.split(o.AttitudeCut)
	highB, lowB := behaviour.split(o.BehaviourCut)
	r := LoyaltyReading{
		Attitude: attitude.Mean(), Behaviour: behaviour.Mean(),
		True: highA * highB, Latent: highA * lowB, Spurious: lowA * highB, None: lowA * lowB,
		Mandated: origin.SpuriousRisk(),
	}
	// The largest of four products of two pairs is the product of the larger ones.
	const slack = 1e-12 // the error of a probability
	const even = 0.5 + slack
	switch {
	case highA > even && highB > even:
		r.Quadrant = QuadrantTrue
	case highA > even:
		r.Quadrant = QuadrantLatent
	case highB > even:
		r.Quadrant = QuadrantSpurious
	default:
		r.Quadrant = QuadrantNone
	}
	r.Borderline = r.Probability(r.Quadrant) < o.Clear-slack
	return r, nil
}

// Probability returns that of one quadrant; 0 where q is not valid.
func (r LoyaltyReading) Probability(q Quadrant) float64 {
	switch q {
	case QuadrantTrue:
		return r.True
	case QuadrantLatent:
		return r.Latent
	case QuadrantSpurious:
		return r.Spurious
	case QuadrantNone:
		return r.None
	}
	return 0
}

// Actions returns what the reading calls for, as codes in the order in which to do them: ActionCheckAttitude where the relationship was
// mandated, ActionGatherEvidence where the reading is borderline, and then the action of the quadrant. None for the zero reading.
func (r LoyaltyReading) Actions() []LoyaltyAction {
	if !r.Quadrant.IsValid() {
		return nil
	}
	var actions []LoyaltyAction
	if r.Mandated {
		actions = append(actions, ActionCheckAttitude)
	}
	if r.Borderline {
		actions = append(actions, ActionGatherEvidence)
	}
	return append(actions, r.Quadrant.Action())
}

// Scalar returns one number for both sides, √(Attitude·Behaviour), from 0 to 1, for those who must have one.
//
// Better use the two sides. In three consumer fields East et al. found that such combinations predict worse than the single
// side that fits: recommendation goes with attitude, retention and search with behaviour, and no form of loyalty predicts them
// all. The number also hides which side is low, which is what to act on. Laws: it lies between the sides, is 0 where one is, and
// rises with both.
// Source: the geometric mean is a convention; R. East, P. Gendall, K. Hammond and W. Lomax (2005), "Consumer Loyalty: Singular,
// Additive or Interactive?", Australasian Marketing Journal 13(2).
func (r LoyaltyReading) Scalar() float64 {
	low, high := min(r.Attitude, r.Behaviour), max(r.Attitude, r.Behaviour)
	return min(high, max(low, math.Sqrt(low)*math.Sqrt(high))) // whose product does not underflow; a last bit stays between
}
