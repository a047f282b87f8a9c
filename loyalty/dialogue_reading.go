package loyalty

import (
	"math"

	"github.com/rapport-go/rapport/relationship"
)

// DialogueReading is a dialogue at an instant. DialogueModel.Read makes it, and its methods are total. The sides are those of
// the key, relationship.ByFrom and ByTo; of what is no side nothing is known. None of it is in a score by itself: a State is a
// value, so that a copy of it may be given an item of the reading, dated as-of, before Score.
type DialogueReading struct {
	policy  DialoguePolicy
	sides   [2]masses
	waiting [2]float64 // requests of a side that wait for too long
	rhythm  Rhythm
}

// side returns the counts of a side and its open requests.
func (r *DialogueReading) side(a relationship.Actor) (counts masses, waiting float64) {
	if !a.IsValid() {
		return masses{}, 0
	}
	i := a - relationship.ByFrom
	return r.sides[i], r.waiting[i]
}

// prior returns that of the policy; the zero value reads as Beta(1, 1).
func (r DialogueReading) prior() Prior { return Posterior{prior: r.policy.Prior}.base() }

// belief returns the posterior of two masses under the prior of the policy.
func (r DialogueReading) belief(pro, con float64) Posterior {
	return Posterior{r.prior(), min(pro, maxMass), min(con, maxMass)}
}

// Mass returns the decayed number of contacts, requests and replies of a side.
func (r DialogueReading) Mass(by relationship.Actor) float64 {
	v, _ := r.side(by)
	return v.all()
}

// Initiatives returns the decayed number of contacts and requests of a side: what it began by itself.
func (r DialogueReading) Initiatives(by relationship.Actor) float64 {
	v, _ := r.side(by)
	return v.initiatives()
}

// Balance returns the raw reciprocity of the two masses, as [Reciprocity] does; false where nothing was said.
func (r DialogueReading) Balance() (q float64, ok bool) {
	in, out := r.sides[1].all(), r.sides[0].all()
	return reciprocity(in, out), in+out > 0
}

// Reciprocity returns how much of a dialogue it is, from 0 to 1, drawn to the prior by how little is known:
//
//	m = (κ·m₀ + n·q)/(κ + n),  n = I + O
//
// of the decayed inbound and outbound weights I and O with their raw reciprocity q. Without contact it is m₀; a monologue falls
// towards 0, and an exchange of equals rises towards 1. It does not rise with every contact: one more of the louder side lowers
// it.
func (r DialogueReading) Reciprocity() float64 {
	q, _ := r.Balance()
	n, p := r.Mass(relationship.ByFrom)+r.Mass(relationship.ByTo), r.prior()
	return (float64(p.Strength*p.Mean) + float64(n*q)) / (p.Strength + n)
}

// ReciprocityItem returns the balance as evidence of its mass: under the prior of the policy its mean is the Reciprocity. A card
// caps it at Policy.MaxWeight.
func (r DialogueReading) ReciprocityItem() Item {
	q, _ := r.Balance()
	n := min(r.Mass(relationship.ByFrom)+r.Mass(relationship.ByTo), MaxWeight)
	return Item{float64(n * q), float64(n * (1 - q))}
}

// Proactive returns the belief in the share of what a side says that it begins by itself without an offer: contacts and requests
// whose purpose is none, of all contacts, requests and replies of its own.
func (r DialogueReading) Proactive(by relationship.Actor) Posterior {
	v, _ := r.side(by)
	return r.belief(v[started]+v[social], v[offered]+v[replied])
}

// Access returns the belief in the share of attempts to reach a side that reach a person or an answer. In favour count its
// replies and the attempts that reached it, against the attempts that did not, and, without fading, each request to it that
// waits for longer than the patience.
func (r DialogueReading) Access(to relationship.Actor) Posterior {
	own, _ := r.side(to)
	theirs, waiting := r.side(otherSide(to))
	return r.belief(own[replied]+theirs[reached], theirs[missed]+waiting)
}

// NonBusiness returns the belief in the share of contacts and requests of both sides that are not business.
func (r DialogueReading) NonBusiness() Posterior {
	a, b := &r.sides[0], &r.sides[1]
	return r.belief(a[social]+b[social], a[started]+a[offered]+b[started]+b[offered])
}

// Rate returns how many contacts, requests and replies of both sides there are a day: (I + O)·ln 2/h, to which the decayed number
// of a steady dialogue tends. Of a young one, of less than a few half-lives, it is too low. It is false where nothing fades.
func (r DialogueReading) Rate() (perDay float64, ok bool) {
	h := r.policy.HalfLife
	if h <= 0 {
		return 0, false
	}
	n := r.Mass(relationship.ByFrom) + r.Mass(relationship.ByTo)
	return n * math.Ln2 / (h.seconds() / Day.seconds()), true
}

// Rhythm returns how regular the days of contact were in the 365 days up to as-of.
func (r DialogueReading) Rhythm() Rhythm { return r.rhythm }

// Reciprocity returns how balanced two weights are, those of what goes in and of what goes out:
//
//	q = 4·p·(1−p),  p = in/(in+out)
//
// It is false where both are 0. The weights are finite and 0 or more.
//
// Range: 0 to 1. Laws: it is symmetric to the bit; it does not hang on the scale of the weights; it is 0 if one of them is 0
// and the other not, and 1 if they are equal. It rises in neither.
func Reciprocity(in, out float64) (q float64, ok bool, err error) {
	var f faults
	f.number("in", in, 0, math.MaxFloat64)
	f.number("out", out, 0, math.MaxFloat64)
	if err := f.err(); err != nil {
		return 0, false, err
	}
	return reciprocity(in, out), max(in, out) > 0, nil
}

// reciprocity is 4r/(1+r)², r the smaller weight by the larger: the same, and no sum leaves the range.
func reciprocity(in, out float64) float64 {
	most := max(in, out)
	if most == 0 {
		return 0
	}
	r := min(in, out) / most
	return min(1, 4*r/float64((1+r)*(1+r)))
}
