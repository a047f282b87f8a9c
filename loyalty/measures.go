package loyalty

import (
	"errors"
	"math"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// Timeliness says what lateness costs: x = 2^(−max(0, late − Grace)/HalfLife). In time and early are the same 1; one
// half-life past the grace is ½.
type Timeliness struct {
	// Grace is what is not late yet.
	Grace Span `json:"grace,omitzero"`
	// HalfLife is the lateness beyond the grace that halves the value.
	HalfLife Span `json:"half_life"`
}

// Validate refuses a negative grace and a half-life of nothing.
func (t Timeliness) Validate() error {
	var f faults
	t.check("timeliness", &f)
	return f.err()
}

func (t Timeliness) check(path string, f *faults) {
	if t.Grace < 0 {
		f.add(path+".grace", t.Grace.String(), "a span >= 0")
	}
	if t.HalfLife <= 0 {
		f.add(path+".half_life", t.HalfLife.String(), "a span longer than nothing")
	}
}

// share returns x for a lateness in seconds.
func (t Timeliness) share(late float64) float64 {
	if late -= t.Grace.seconds(); late <= 0 {
		return 1
	}
	return fade(late, t.HalfLife.seconds())
}

// between returns x for what was due at one instant and stands at another.
func (t Timeliness) between(due, at time.Time) (float64, error) {
	var f faults
	t.check("timeliness", &f)
	from, err := instantOf("due", due)
	if err != nil {
		f.errs = append(f.errs, err)
	}
	to, err := instantOf("at", at)
	if err != nil {
		f.errs = append(f.errs, err)
	}
	if err := f.err(); err != nil {
		return 0, err
	}
	return t.share(to.since(from)), nil
}

// Promise is what was promised. Closed it is evidence once and for all; open it is read anew at every instant.
type Promise struct {
	// Due is when it is to be delivered.
	Due time.Time
	// Stake is its weight, 1 for an ordinary promise, at most MaxWeight.
	Stake float64
	// Lateness says what being late costs.
	Lateness Timeliness
}

// checkStake refuses a stake that is no weight, however late the promise is.
func (p Promise) checkStake() error { return checkNumber("stake", p.Stake, 0, MaxWeight) }

// Delivered is the evidence of a promise of which a share, from 0 to 1, was delivered at an instant: graded by share times
// timeliness, and dated at the delivery.
func (p Promise) Delivered(share float64, at time.Time) (Item, error) {
	if err := errors.Join(p.checkStake(), checkNumber("share", share, 0, 1)); err != nil {
		return Item{}, err
	}
	x, err := p.Lateness.between(p.Due, at)
	if err != nil {
		return Item{}, err
	}
	return Graded(share*x, p.Stake)
}

// Broken is the evidence of a promise that is declared not to be delivered: its whole stake against, dated at the
// declaration. A promise that was waived by the promisee is no evidence.
func (p Promise) Broken() (Item, error) {
	if err := p.checkStake(); err != nil {
		return Item{}, err
	}
	return Against(p.Stake)
}

// Open is the evidence of a promise that is not closed at asOf: none until the grace is over, then one-sided and growing, to
// the whole stake. A breach that goes on does not fade.
func (p Promise) Open(asOf time.Time) (Item, error) {
	if err := p.checkStake(); err != nil {
		return Item{}, err
	}
	x, err := p.Lateness.between(p.Due, asOf)
	if err != nil {
		return Item{}, err
	}
	return Against(p.Stake * (1 - x))
}

// Renegotiated is the evidence of a promise that was replaced at an instant with the consent of the promisee: none before it
// was due, later its lateness up to there, one-sided.
func (p Promise) Renegotiated(at time.Time) (Item, error) { return p.Open(at) }

// Inquiry is a request that wants an answer.
type Inquiry struct {
	// At is when it was asked.
	At time.Time
	// Speed says what waiting costs. Latencies are counted by the clock: business hours are the caller's calendar.
	Speed Timeliness
}

// Answered is the evidence of an answer at an instant that is not before the question: graded by its latency.
func (q Inquiry) Answered(at time.Time) (Item, error) {
	x, err := q.Speed.between(q.At, at)
	if err != nil {
		return Item{}, err
	}
	if at.Before(q.At) {
		return Item{}, &FieldError{Path: "at", Value: at.UTC().Format(time.RFC3339Nano), Rule: "an answer after the question"}
	}
	return Graded(x, 1)
}

// Open is the evidence of a request without an answer at asOf: one-sided, and growing to the weight of one.
func (q Inquiry) Open(asOf time.Time) (Item, error) {
	x, err := q.Speed.between(q.At, asOf)
	if err != nil {
		return Item{}, err
	}
	return Against(1 - x)
}

// Case is a complaint. It is one-sided in every state: no complaint raises a score, however well it is answered.
type Case struct {
	// Severity σ is from 0 to 1.
	Severity float64
	// At is when it was made.
	At time.Time
	// Handling says when an open case begins to grow, its grace, and how fast.
	Handling Timeliness
	// Forgiven is how much of the severity the best recovery takes back, from 0 to 1.
	Forgiven float64
}

// Open is the evidence of a case that is open at asOf: 1 − (1−σ)·2^(−max(0, age − grace)/half-life), which is σ within the
// grace.
func (c Case) Open(asOf time.Time) (Item, error) {
	if err := checkNumber("severity", c.Severity, 0, 1); err != nil {
		return Item{}, err
	}
	x, err := c.Handling.between(c.At, asOf)
	if err != nil {
		return Item{}, err
	}
	return Against(1 - float64((1-c.Severity)*x))
}

// Resolved is the evidence of a case that was resolved with a recovery from 0 to 1: σ·(1 − forgiven·recovery), dated at the
// resolution.
func (c Case) Resolved(recovery float64) (Item, error) {
	var f faults
	f.number("severity", c.Severity, 0, 1)
	f.number("forgiven", c.Forgiven, 0, 1)
	f.number("recovery", recovery, 0, 1)
	if err := f.err(); err != nil {
		return Item{}, err
	}
	return Against(c.Severity * (1 - float64(c.Forgiven*recovery)))
}

// Recovery weighs the three sides of making good, each from 0 to 1: what was given back, how people were treated, and how
// the procedure went; 0.5, 0.3 and 0.2. The order of the weights is that of Orsingher, Valentini & de Angelis (2010).
func Recovery(distributive, interactional, procedural float64) (float64, error) {
	var f faults
	f.number("distributive", distributive, 0, 1)
	f.number("interactional", interactional, 0, 1)
	f.number("procedural", procedural, 0, 1)
	if err := f.err(); err != nil {
		return 0, err
	}
	return min(1, float64(0.5*distributive)+float64(0.3*interactional)+float64(0.2*procedural)), nil
}

// Rated is the evidence of a rating on a scale from low to high where high is best: (value − low)/(high − low), weight 1.
// For a scale where low is best, swap the ends' signs: Rated(-value, -high, -low).
func Rated(value, low, high float64) (Item, error) {
	if !(low < high && high-low <= math.MaxFloat64) {
		return Item{}, &FieldError{Path: "scale", Value: text(low) + " to " + text(high), Rule: "two finite ends, low < high"}
	}
	if err := checkNumber("value", value, low, high); err != nil {
		return Item{}, err
	}
	return Graded(min(1, (value-low)/(high-low)), 1)
}

// Exchanged is the evidence of a benefit received for a cost: B/(B+C), weight 1. Both are amounts >= 0 in one currency and
// not both 0.
//
// The share is a pure number, and no amount becomes a float64 on the way: both are divided as whole numbers, and the share
// is right to half of a last bit.
func Exchanged(benefit, cost relationship.Money) (Item, error) {
	if benefit.Sign() < 0 || cost.Sign() < 0 {
		return Item{}, &FieldError{Path: "exchange", Value: benefit.String() + " for " + cost.String(), Rule: "amounts >= 0"}
	}
	whole, err := benefit.Add(cost)
	if err != nil {
		return Item{}, err
	}
	if whole.IsZero() {
		return Item{}, &FieldError{Path: "exchange", Value: "0 for 0", Rule: "a benefit or a cost"}
	}
	x, err := shareOfMoney(benefit, whole)
	if err != nil {
		return Item{}, err
	}
	return Graded(x, 1)
}
