package loyalty

import (
	"iter"
	"strconv"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// HorizonOptions says how long a long term is.
type HorizonOptions struct {
	// HalfLife is the remaining time that is worth one half; 0 is 365 days.
	HalfLife Span
	// Notice is how long an agreement without an end still binds; 0 is 90 days.
	Notice Span
}

// Validate refuses negative spans.
func (o HorizonOptions) Validate() error {
	var f faults
	if o.HalfLife < 0 {
		f.add("half_life", o.HalfLife.String(), "a span >= 0")
	}
	if o.Notice < 0 {
		f.add("notice", o.Notice.String(), "a span >= 0")
	}
	return f.err()
}

func (o HorizonOptions) filled() HorizonOptions {
	if o.HalfLife == 0 {
		o.HalfLife = 365 * Day
	}
	if o.Notice == 0 {
		o.Notice = 90 * Day
	}
	return o
}

// CommitmentHorizon says how far ahead the two sides are bound to each other, by the agreements that are in force on a date.
//
// Formula: 1 − 2^(−T/h), where T is the time from the date to the last day of the agreement that lasts longest, and h the
// half-life. What has no end lasts for the notice; what was ended lasts to its last day.
// Range: 0 … 1. Laws: it never rises as time passes, unless an agreement comes into force; one more agreement never lowers it; a
// T of h is exactly one half. Special cases: 0 on the last day; ok is false where nothing is in force, as what was never promised is
// not known to be short. Errors: a [*FieldError] for a date that is none and for options that are not valid.
// Source: a convention, the saturating form of the fading of evidence.
func CommitmentHorizon(agreements iter.Seq[relationship.Agreement], on relationship.Date, o HorizonOptions) (value float64, ok bool, err error) {
	if err := o.Validate(); err != nil {
		return 0, false, err
	}
	if on.IsZero() {
		return 0, false, errNoDate("on")
	}
	o = o.filled()
	longest := 0.0
	for a := range orNone(agreements) {
		if a.InForce(on) {
			ok, longest = true, max(longest, remaining(a, on, o.Notice.seconds()))
		}
	}
	return 1 - fade(longest, o.HalfLife.seconds()), ok, nil
}

// remaining returns the seconds that an agreement in force still binds.
func remaining(a relationship.Agreement, on relationship.Date, notice float64) float64 {
	left := notice
	if end := a.End(); !end.IsZero() {
		left = float64(end.DaysSince(on)) * Day.seconds()
	}
	if over, ended := a.Ended(); ended {
		left = min(left, float64(over.Date().DaysSince(on))*Day.seconds())
	}
	return left
}

// RenewalEvidence returns what the agreements say, by what had happened at an instant, about whether they are renewed: each renewal
// counts for at its instant; each that was ended, or whose last term is over, counts against once, at its end. One that was
// renewed late counts as renewed.
//
// Into a state it goes as an item: ObserveEvidence(&state, FactorRenewal, item, at) with [Evidence.Item].
//
// A term is over at midnight UTC after its last day. Read it with [Evidence.Posterior]: its mean is the renewal rate, drawn to the
// prior. Where an end is no failure, as after a job that is done, leave that agreement out. The error is a [*FieldError] for an
// instant or a half-life that is not valid.
//
// Laws: the order of the agreements changes nothing, to 1e-12; what happened after asOf changes nothing; renewing never lowers the
// mean. Source: the beta reputation system, with renewals as ratings.
func RenewalEvidence(agreements iter.Seq[relationship.Agreement], asOf time.Time, h HalfLife) (Evidence, error) {
	var f faults
	now, err := instantOf("as-of", asOf)
	if err != nil {
		f.errs = append(f.errs, err)
	}
	if err := h.check("half-life"); err != nil {
		f.errs = append(f.errs, err)
	}
	if err := f.err(); err != nil {
		return Evidence{}, err
	}
	var e Evidence
	for a := range orNone(agreements) {
		known := a.Until(asOf)
		if known.IsZero() {
			continue
		}
		for _, r := range known.Renewals() {
			at, err := instantOf("renewed", r.At)
			if err != nil {
				return Evidence{}, err
			}
			e.add(Item{pro: 1}, at, h.seconds())
		}
		if at, over := endedAt(known, now); over {
			e.add(Item{con: 1}, at, h.seconds())
		}
	}
	return e, nil
}

// endedAt returns when an agreement came to its end, if it did by now: when it was ended, or when its last term was over before.
func endedAt(a relationship.Agreement, now instant) (instant, bool) {
	var at instant
	if over, ended := a.Ended(); ended {
		at, _ = instantOf("ended", over.At())
	}
	if day := a.End().AddDays(1); !day.IsZero() { // no date where it has no end
		if term, err := instantOf("end", day.Time()); err == nil && !now.before(term) && (!at.set || term.before(at)) {
			at = term
		}
	}
	return at, at.set
}

// ShareOfWallet is ours of all that the other side spends on what we offer: ours/all, from 0 to 1, right to half of a last bit. ok is false where
// it spends nothing. Amounts below 0 and more of ours than there is are a [*FieldError]; two currencies are an error of package
// relationship. It is the behavioural side of commitment, and the same formula for both directions.
func ShareOfWallet(ours, all relationship.Money) (value float64, ok bool, err error) {
	if ours.IsZero() && all.IsZero() {
		_, err := ours.Cmp(all)
		return 0, false, err
	}
	value, err = shareOfMoney(ours, all)
	return value, err == nil, err
}

// Need is what one side spends on one thing that it needs: a category, a region, a line of goods.
type Need struct {
	// Ours is what it spends on it with us.
	Ours relationship.Money
	// All is what it spends on it at all.
	All relationship.Money
}

// Exclusivity counts the needs that are met by one side alone, Ours = All, among those on which anything is spent. It is a count
// and not a sum of money: see [ShareOfWallet] for that. Needs may be in different currencies. The error joins those of all needs, as
// of [ShareOfWallet].
func Exclusivity(needs []Need) (Share, error) {
	var s Share
	var f faults
	for i, n := range needs {
		_, ok, err := ShareOfWallet(n.Ours, n.All)
		if err != nil {
			f.errs = append(f.errs, &needError{i, err})
		} else if ok {
			order, err := n.Ours.Cmp(n.All) // as a share may round to 1
			s.Count(err == nil && order == 0)
		}
	}
	if err := f.err(); err != nil {
		return Share{}, err
	}
	return s, nil
}

// needError says which need is at fault.
type needError struct {
	index int
	err   error
}

func (e *needError) Error() string {
	return "loyalty: needs[" + strconv.Itoa(e.index) + "]: " + e.err.Error()
}
func (e *needError) Unwrap() error { return e.err }

// BothWays compares one measure of the two directions of a relationship, each from 0 to 1: commitment, openness, trust. What is
// mutual is the lower of the two, min(ours, theirs); the asymmetry is ours − theirs, from −1 to 1, above 0 where we give more.
//
// Laws: changing sides keeps what is mutual and turns the sign of the asymmetry; raising either side never lowers what is mutual. The
// error is a [*FieldError] for what is outside 0 to 1. Source: a convention, after the weakest link: a bond holds as long as both
// hold it.
func BothWays(ours, theirs float64) (mutual, asymmetry float64, err error) {
	var f faults
	f.number("ours", ours, 0, 1)
	f.number("theirs", theirs, 0, 1)
	if err := f.err(); err != nil {
		return 0, 0, err
	}
	return min(ours, theirs) + 0, ours - theirs + 0, nil
}

// Commitment keeps the two kinds of commitment apart: that of those who want to stay, and that of those who have to. It is an
// immutable comparable value; the zero value is neither.
//
// Source: Gustafsson, Johnson & Roos (2005), "The Effects of Customer Satisfaction, Relationship Commitment Dimensions, and Triggers
// on Customer Retention", Journal of Marketing 69(4), for the two dimensions; the reading is a convention.
type Commitment struct{ affective, calculative float64 }

// NewCommitment returns the two kinds, each from 0 to 1: affective, from attachment, as of ratings of commitment, and calculative,
// from what leaving would cost. The error joins the faults of both.
func NewCommitment(affective, calculative float64) (Commitment, error) {
	var f faults
	f.number("affective", affective, 0, 1)
	f.number("calculative", calculative, 0, 1)
	if err := f.err(); err != nil {
		return Commitment{}, err
	}
	return Commitment{affective + 0, calculative + 0}, nil
}

// Affective returns how much they want to stay.
func (c Commitment) Affective() float64 { return c.affective }

// Calculative returns how much they have to.
func (c Commitment) Calculative() float64 { return c.calculative }

// Spurious returns how much of the commitment is lock-in alone: calculative·(1 − affective), 1 for those who must stay and would
// not, 0 for those who are free or attached. It rises with the one and falls with the other.
func (c Commitment) Spurious() float64 { return c.calculative * (1 - c.affective) }
