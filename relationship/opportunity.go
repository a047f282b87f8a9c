package relationship

import (
	"strconv"
)

// OpportunityID is the caller's own name for an opportunity. The rule is that of [PartyID].
type OpportunityID string

// Opportunity is business that may come: what it would be worth, how likely it is and when it should close. It is an immutable value. The
// zero value is none and worth nothing; IsZero reports it.
type Opportunity struct {
	id          OpportunityID
	key         Key
	value       Money
	probability int64 // points
	opened      Date
	closes      Date
	source      string
}

// OpportunityConfig says what an opportunity is made of.
type OpportunityConfig struct {
	// ID is the caller's own name for the opportunity.
	ID OpportunityID
	// Key is the relationship in which it arises.
	Key Key
	// Value is what it would be worth, at least 0 in some currency.
	Value Money
	// Probability is how likely it is, in points from 0 to 10000.
	Probability int
	// Opened is the date on which it was seen first.
	Opened Date
	// ExpectedClose is the date on which it should be won or lost, not before Opened. For one that is still to form it is a guess.
	ExpectedClose Date
	// Source is the caller's own label of where it came from, or empty.
	Source string
}

// NewOpportunity checks everything and returns the opportunity. The error joins all faults; each wraps [ErrInvalid].
func NewOpportunity(cfg OpportunityConfig) (Opportunity, error) {
	o := Opportunity{cfg.ID, cfg.Key, cfg.Value, int64(cfg.Probability), cfg.Opened, cfg.ExpectedClose, cfg.Source}
	f := faults{place: opportunityPlace}
	o.check(&f)
	return checked(o, f)
}

func (o *Opportunity) check(f *faults) {
	if rule := idFault(string(o.id)); rule != "" {
		f.add("id", quote(string(o.id)), rule)
	}
	o.key.check(f, "key ")
	if o.value.Sign() < 0 || o.value.currency.IsZero() {
		f.add("value", o.value.String(), "an amount >= 0 in a currency")
	}
	if o.probability < 0 || o.probability > fullPoints {
		f.add("probability", strconv.FormatInt(o.probability, 10), "points from 0 to 10000")
	}
	if o.opened.IsZero() {
		f.add("opened", "no date", "a date")
	}
	if o.closes.IsZero() {
		f.add("expected close", "no date", "a date")
	} else if o.closes.Before(o.opened) {
		f.add("expected close", o.closes.String(), "a date not before "+o.opened.String())
	}
	f.label("source", o.source)
}

// ID returns the caller's own name for the opportunity.
func (o Opportunity) ID() OpportunityID { return o.id }

// Key returns the relationship in which it arises.
func (o Opportunity) Key() Key { return o.key }

// Value returns what it would be worth.
func (o Opportunity) Value() Money { return o.value }

// Probability returns how likely it is, in points from 0 to 10000.
func (o Opportunity) Probability() int { return int(o.probability) }

// Opened returns the date on which it was seen first.
func (o Opportunity) Opened() Date { return o.opened }

// ExpectedClose returns the date on which it should be won or lost.
func (o Opportunity) ExpectedClose() Date { return o.closes }

// Source returns the caller's own label of where it came from, which may be empty.
func (o Opportunity) Source() string { return o.source }

// IsZero reports whether o is none.
func (o Opportunity) IsZero() bool { return o.id == "" }

// Equal reports whether both are the same in every field; values are compared as amounts.
func (o Opportunity) Equal(p Opportunity) bool {
	same := o.value.Equal(p.value)
	o.value, p.value = Money{}, Money{}
	return same && o == p
}

// IsDue reports whether it should be closed by a date: on the expected one and ever after.
func (o Opportunity) IsDue(asOf Date) bool { return !o.IsZero() && !asOf.Before(o.closes) }

// OverdueDays returns how many days the expected close has gone by, 0 if it has not.
func (o Opportunity) OverdueDays(asOf Date) int { return max(asOf.DaysSince(o.closes), 0) }

// AgeDays returns how many days ago it was seen first, 0 if that is still to come.
func (o Opportunity) AgeDays(asOf Date) int { return max(asOf.DaysSince(o.opened), 0) }

// opportunityPlace is how errors name an opportunity.
const opportunityPlace = "opportunity"

func (o *Opportunity) slots(s *slots) {
	s.add("id", (*EventID)(&o.id), required)
	s.add("from", &o.key.From, required)
	s.add("to", &o.key.To, required)
	s.choice("role", (*uint8)(&o.key.Role), kindNames, required)
	s.add("value", &o.value, required)
	s.add("probability", &o.probability, required)
	s.add("opened", &o.opened, required)
	s.add("expected_close", &o.closes, required)
	s.add("source", &o.source, optional)
}

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"id":"N-1","from":"us","to":"ada","role":"customer","value":"1200.00 EUR","probability":2500,
//	 "opened":"2026-01-02","expected_close":"2026-06-30","source":"fair"}
//
// without the source if it is empty. Equal opportunities have equal forms. An opportunity that was not constructed has none; the error
// wraps [ErrInvalid].
func (o Opportunity) MarshalJSON() ([]byte, error) {
	return storeFlat(&o, opportunityPlace, !o.IsZero())
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else, and what
// [NewOpportunity] takes. After an error o is as it was. The error wraps [ErrDecode].
func (o *Opportunity) UnmarshalJSON(data []byte) error {
	return loadFlat(o, opportunityPlace, data)
}
