package loyalty

import (
	"iter"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// BondOptions says how fast ties fade, and how many make half of a bond.
type BondOptions struct {
	// HalfLife is that of a tie since it was seen last; the zero value is 365 days.
	HalfLife HalfLife
	// Half is the number of strong ties at which the bond is 0.5, above 0 and at most 1e6; 0 is 3.
	Half float64
}

// Validate refuses what is not valid.
func (o BondOptions) Validate() error {
	o = o.filled()
	var f faults
	if err := o.HalfLife.check("half_life"); err != nil {
		f.errs = append(f.errs, err)
	}
	if !(o.Half > 0 && o.Half <= MaxWeight) {
		f.add("half", text(o.Half), "a number above 0 and at most 1e6")
	}
	return f.err()
}

func (o BondOptions) filled() BondOptions {
	if o.HalfLife == 0 {
		o.HalfLife = Days(365)
	}
	if o.Half == 0 {
		o.Half = 3
	}
	return o
}

// Bond is how close the persons of two sides are.
type Bond struct {
	// Value is n/(n + half), from 0 to below 1.
	Value float64
	// Ties is n, the faded strengths of the positive ties together.
	Ties float64
	// Risks are the ties of antipathy, in the order given; nil if there are none. Their From and To name the persons.
	Risks []relationship.Tie
}

// BondOf says how close the persons of two sides are, by the ties that were seen until a date: those of one direction, or of both if
// they are passed in one after the other.
//
// Formula: n/(n + k), n = Σ s·2^(−age/h) over the ties of strength s > 0. A tie without a date does not fade. Range: 0 … below 1, to a
// last bit, and 0 without ties. Laws: the order of the ties changes nothing, to 1e-12; one more positive tie never lowers it; it is concave: each
// tie adds less than the one before; time without news never raises it; one of strength 0 or below changes neither Value nor Ties.
// Antipathy is a risk beside the bond and not less of it: it does not fade, and no liking of others makes up for it.
// Errors: a [*FieldError] for a date that is none and for options that are not valid.
// Source: a convention, a count with diminishing returns.
func BondOf(ties iter.Seq[relationship.Tie], on relationship.Date, o BondOptions) (Bond, error) {
	if err := o.Validate(); err != nil {
		return Bond{}, err
	}
	if on.IsZero() {
		return Bond{}, errNoDate("on")
	}
	o = o.filled()
	var b Bond
	for t := range orNone(ties) {
		if t.Since().After(on) {
			continue
		}
		if t.Antipathy() {
			b.Risks = append(b.Risks, t)
			continue
		}
		age := 0.0
		if since := t.Since(); !since.IsZero() {
			age = float64(on.DaysSince(since)) * Day.seconds()
		}
		b.Ties += float64(t.Strength() * fade(age, o.HalfLife.seconds()))
	}
	b.Value = b.Ties / (b.Ties + o.Half)
	return b, nil
}

// PersonalShare counts the contacts that are not business, social ones and those off the record, among all contacts of both sides
// after from and until to; an offer off the record is one, which [DialogueReading.NonBusiness] takes for business. Other events are
// passed over. The error is a [*FieldError] for a window that ends before it begins and for an event that is nil.
func PersonalShare(events iter.Seq[relationship.Event], from, to time.Time) (Share, error) {
	var s Share
	err := eachWithin(events, from, to, func(c relationship.Contact) {
		s.Count(c.Purpose() == relationship.PurposeSocial || c.Informal())
	})
	return s, err
}

// Disagreement compares how a person rates a relationship with a score of it: gap is the rating less the score in points, and
// disagree says that the rating lies outside of the interval of the score. A rating by hand never goes into a score; where the two
// disagree, both are to be looked at. A result that was read from JSON has no interval that a rating could lie outside of. The
// error is a [*FieldError] for an opinion that is none.
func Disagreement(o relationship.Opinion, r Result) (gap int, disagree bool, err error) {
	if o.IsZero() {
		return 0, false, &FieldError{Path: "opinion", Value: "none", Rule: "an opinion"}
	}
	around := r.Interval()
	return o.Gap(r.Points), o.Points() < around.Low || o.Points() > around.High, nil
}
