package loyalty

import "time"

const (
	// MaxWeight is the most that one item may weigh. A card caps lower, at Policy.MaxWeight.
	MaxWeight = 1e6
	// maxMass is where evidence stops to grow, for or against: far beyond what any history holds, and within what quantiles
	// are computed for.
	maxMass = 1e9
)

// Item is one piece of evidence: how much it speaks for the scored side, and how much against. It is made by the typed
// constructors, so that nobody invents a number; the zero value says nothing.
type Item struct{ pro, con float64 }

// Graded is evidence that speaks for x and against 1−x of its weight: after it the mean lies nearer to x. x is from 0 to 1,
// weight from 0 to MaxWeight.
func Graded(x, weight float64) (Item, error) {
	if err := checkNumber("x", x, 0, 1); err != nil {
		return Item{}, err
	}
	if err := checkNumber("weight", weight, 0, MaxWeight); err != nil {
		return Item{}, err
	}
	weight += 0 // which turns −0 into 0
	return Item{float64(weight * (0 + x)), float64(weight * (1 - x))}, nil
}

// For is one-sided evidence: it may only raise the mean.
func For(weight float64) (Item, error) {
	if err := checkNumber("weight", weight, 0, MaxWeight); err != nil {
		return Item{}, err
	}
	return Item{pro: 0 + weight}, nil
}

// Against is one-sided evidence: it may only lower the mean. A complaint is of this kind; graded it would raise the mean of
// whoever is worse than the complaint.
func Against(weight float64) (Item, error) {
	if err := checkNumber("weight", weight, 0, MaxWeight); err != nil {
		return Item{}, err
	}
	return Item{con: 0 + weight}, nil
}

// For returns the weight in favour.
func (i Item) For() float64 { return i.pro }

// Against returns the weight against.
func (i Item) Against() float64 { return i.con }

// Discounted returns the item as told by a source that is believed to that degree, from 0 to 1.
func (i Item) Discounted(reliability float64) (Item, error) {
	if err := checkNumber("reliability", reliability, 0, 1); err != nil {
		return Item{}, err
	}
	return i.times(0 + reliability), nil
}

// times rounds its products by themselves, as they are added to evidence.
func (i Item) times(k float64) Item { return Item{float64(i.pro * k), float64(i.con * k)} }

// capped returns the item at the given weight, if it weighs more.
func (i Item) capped(most float64) Item {
	if mass := i.pro + i.con; mass > most {
		return i.times(most / mass)
	}
	return i
}

// Evidence is what is known for and against, faded to the instant of its latest piece. It is a small comparable value; the
// zero value knows nothing.
//
// Laws: any order of the same items gives the same evidence to 1e-12 relative; Merge is commutative, associative and has the
// zero value for identity; fading twice is fading once over both times; an item of weight 0 changes nothing.
type Evidence struct {
	pro, con float64
	at       instant
}

// IsZero reports whether nothing is known.
func (e Evidence) IsZero() bool { return !e.at.set }

// For returns the weight in favour at At.
func (e Evidence) For() float64 { return e.pro }

// Against returns the weight against at At.
func (e Evidence) Against() float64 { return e.con }

// Mass returns the weight of all evidence at At.
func (e Evidence) Mass() float64 { return e.pro + e.con }

// At returns the instant of the latest evidence in UTC, the zero time when there is none.
func (e Evidence) At() time.Time { return e.at.time() }

// Item returns the evidence as one item, to be observed at [Evidence.At]: what was counted elsewhere, as by RenewalEvidence, for a
// card's factor with the same half-life. A card's cap on the weight of one event holds for it too.
func (e Evidence) Item() Item { return Item{e.pro, e.con}.capped(MaxWeight) }

// Add takes an item in. One that is older than what is known arrives faded; nothing else is special about it. After an error,
// of an instant or a half-life that is not valid, e is as it was.
func (e *Evidence) Add(item Item, when time.Time, h HalfLife) error {
	if err := h.check("half-life"); err != nil {
		return err
	}
	at, err := instantOf("when", when)
	if err != nil {
		return err
	}
	e.add(item, at, h.seconds())
	return nil
}

// add is merge of the one item, without a copy.
func (e *Evidence) add(item Item, at instant, seconds float64) {
	switch {
	case item == (Item{}):
		return
	case e.at == at || !e.at.set:
		e.at = at
	case e.at.before(at):
		k := fade(at.since(e.at), seconds)
		e.pro, e.con, e.at = float64(e.pro*k), float64(e.con*k), at
	default:
		item = item.times(fade(e.at.since(at), seconds))
	}
	e.pro, e.con = min(e.pro+item.pro, maxMass), min(e.con+item.con, maxMass)
}

// Merge adds what was observed by another channel. After an error, of a half-life that is not valid, e is as it was.
func (e *Evidence) Merge(other Evidence, h HalfLife) error {
	if err := h.check("half-life"); err != nil {
		return err
	}
	e.merge(other, h.seconds())
	return nil
}

// merge fades the older of the two to the instant of the younger and adds. The products are rounded by themselves, so that
// the sum is the same on processors that fuse.
func (e *Evidence) merge(o Evidence, seconds float64) {
	if !o.at.set {
		return
	}
	if e.at.before(o.at) {
		*e, o = o, *e
	}
	if o.at != e.at {
		if !o.at.set {
			return
		}
		k := fade(e.at.since(o.at), seconds)
		o.pro, o.con = float64(o.pro*k), float64(o.con*k)
	}
	e.pro, e.con = min(e.pro+o.pro, maxMass), min(e.con+o.con, maxMass)
}

// Decayed returns the evidence as it stands at asOf, which must not be before At.
func (e Evidence) Decayed(asOf time.Time, h HalfLife) (Evidence, error) {
	if err := h.check("half-life"); err != nil {
		return Evidence{}, err
	}
	at, err := instantOf("as-of", asOf)
	if err != nil {
		return Evidence{}, err
	}
	return e.decayed(at, h.seconds())
}

func (e Evidence) decayed(at instant, seconds float64) (Evidence, error) {
	if !e.at.set || e.at == at {
		return e, nil
	}
	if at.before(e.at) {
		return Evidence{}, &AsOfError{AsOf: at.time(), Known: e.at.time()}
	}
	k := fade(at.since(e.at), seconds)
	return Evidence{float64(e.pro * k), float64(e.con * k), at}, nil
}

// Posterior returns what is believed at asOf: the prior, which never fades, and the evidence, which does. With time and no
// news the mean goes back to the prior's: the absence of news is uncertainty.
func (e Evidence) Posterior(prior Prior, h HalfLife, asOf time.Time) (Posterior, error) {
	if err := prior.Validate(); err != nil {
		return Posterior{}, err
	}
	now, err := e.Decayed(asOf, h)
	if err != nil {
		return Posterior{}, err
	}
	return Posterior{prior, now.pro, now.con}, nil
}
