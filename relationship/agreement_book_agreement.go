package relationship

import (
	"iter"
	"slices"
	"time"
)

// Agreement is what is known of one agreement: the signing, the renewals, and the end. It is an immutable value. The zero value is none.
type Agreement struct {
	signed  AgreementSigned
	renewed []AgreementRenewed // in order; never changed in place
	ended   AgreementEnded     // the zero value until it ends
}

// Renewal is one more term of an agreement.
type Renewal struct {
	// ID is the id of the event.
	ID EventID
	// At is the instant at which it was renewed.
	At time.Time
	// Date is the civil date of it.
	Date Date
	// Start is the first day of the new term: Date, but not before the last term is over or, if that has no end, has started.
	Start Date
	// End is the last day of the new term, or no date if it is open-ended.
	End Date
}

// after returns the agreement with one more change, which is not known. It does not change what a has.
func (a Agreement) after(e Event, id EventID) (Agreement, error) {
	illegal := func(fault ChangeFault) (Agreement, error) {
		return Agreement{}, &ChangeError{Of: "agreement", ID: id, Change: e.ID(), Fault: fault}
	}
	signed, opens := e.(AgreementSigned)
	switch known := !a.IsZero(); {
	case opens && known:
		return illegal(FaultTwice)
	case opens:
		return Agreement{signed: signed}, nil
	case !known:
		return illegal(FaultUnknown)
	case e.Key() != a.signed.key:
		return Agreement{}, &ConflictError{ID: id}
	case e.At().Before(a.signed.at):
		return illegal(FaultEarly)
	}
	switch e := e.(type) {
	case AgreementRenewed:
		at, _ := slices.BinarySearchFunc(a.renewed, e, func(a, b AgreementRenewed) int { return compareChanges(a, b) })
		a.renewed = slices.Insert(slices.Clone(a.renewed), at, e)
	case AgreementEnded:
		if a.ended.id != "" {
			return illegal(FaultTwice)
		}
		a.ended = e
	}
	if n := len(a.renewed); n > 0 && a.ended.id != "" && a.renewed[n-1].at.After(a.ended.at) {
		return illegal(FaultOver)
	}
	for _, r := range a.Renewals() {
		if !r.End.IsZero() && r.End.Before(r.Start) {
			return illegal(FaultTerm)
		}
	}
	return a, nil
}

// ID returns the id of the agreement.
func (a Agreement) ID() EventID { return a.signed.agreement }

// Key returns the relationship to which it belongs.
func (a Agreement) Key() Key { return a.signed.key }

// Signing returns the event that made it.
func (a Agreement) Signing() AgreementSigned { return a.signed }

// Form returns how formal it is.
func (a Agreement) Form() Form { return a.signed.form }

// Signed reports whether it is written and signed.
func (a Agreement) Signed() bool { return a.signed.form == FormWritten }

// Completeness returns how much of what may have to be settled it settles, from 0 to 1; 0 if that is not known.
func (a Agreement) Completeness() float64 { return a.signed.complete }

// Value returns what it is worth; the zero value if no value is set on it.
func (a Agreement) Value() Money { return a.signed.value }

// Start returns the first day of its first term.
func (a Agreement) Start() Date { return a.signed.start }

// End returns the last day of its last term by what was agreed, however it ended; no date if it is open-ended.
func (a Agreement) End() Date {
	if n := len(a.renewed); n > 0 {
		return a.renewed[n-1].end
	}
	return a.signed.end
}

// Ended returns the event that ended it; false if none did, though its last term may be over.
func (a Agreement) Ended() (AgreementEnded, bool) { return a.ended, a.ended.id != "" }

// Renewals returns the renewals in order, as a fresh slice; nil if there are none.
func (a Agreement) Renewals() []Renewal {
	var all []Renewal
	next := nextStart(a.signed.start, a.signed.end)
	for _, r := range a.renewed {
		start := r.date
		if start.Before(next) {
			start = next
		}
		all = append(all, Renewal{ID: r.id, At: r.at, Date: r.date, Start: start, End: r.end})
		next = nextStart(start, r.end)
	}
	return all
}

// nextStart returns the first day on which the term behind another may start. It is never before the start of the other, so that a renewal
// less leaves the terms of the others legal, and the renewals of an agreement may come in any order.
func nextStart(start, end Date) Date {
	if end.IsZero() {
		return start
	}
	if next := end.AddDays(1); !next.IsZero() {
		return next
	}
	return end // the last day of the calendar
}

// InForce reports whether the agreement is in force on a date, by all that is known: the date lies in one of its terms, and is not after
// the civil date on which the agreement was ended, which is its last day. Of two terms the one that starts later, or was agreed later,
// decides from its start on; between a term and a renewal that came late it is not in force.
func (a Agreement) InForce(on Date) bool {
	start, end := a.signed.start, a.signed.end
	if a.IsZero() || on.Before(start) || a.ended.id != "" && on.After(a.ended.date) {
		return false
	}
	for _, r := range a.Renewals() {
		if !on.Before(r.Start) {
			end = r.End
		}
	}
	return end.IsZero() || !on.After(end)
}

// InForceAt reports whether the agreement was in force at an instant, by what had happened until then: it was signed and not ended, and
// the civil date that the given clock shows lies in a term that was agreed. It follows that it is in force on that date by what was known.
func (a Agreement) InForceAt(asOf time.Time) bool {
	known := a.Until(asOf)
	return known.ended.id == "" && known.InForce(DateOf(asOf))
}

// Until returns the agreement as it was known at an instant, by the changes at or before it; the zero value before it was signed.
func (a Agreement) Until(asOf time.Time) Agreement {
	if a.signed.at.After(asOf) {
		return Agreement{}
	}
	n := len(a.renewed)
	for n > 0 && a.renewed[n-1].at.After(asOf) {
		n--
	}
	a.renewed = a.renewed[:n:n]
	if a.ended.at.After(asOf) {
		a.ended = AgreementEnded{}
	}
	return a
}

// Changes yields the events that made it what it is, in their order.
func (a Agreement) Changes() iter.Seq[Event] {
	return func(yield func(Event) bool) {
		if a.IsZero() || !yield(a.signed) {
			return
		}
		for _, r := range a.renewed {
			if !yield(r) {
				return
			}
		}
		if a.ended.id != "" {
			yield(a.ended)
		}
	}
}

// Equal reports whether both are the same in every change.
func (a Agreement) Equal(o Agreement) bool {
	return a.signed.Equal(o.signed) && a.ended.Equal(o.ended) && slices.EqualFunc(a.renewed, o.renewed, AgreementRenewed.Equal)
}

// IsZero reports whether a is the zero value.
func (a Agreement) IsZero() bool { return a.signed.id == "" }
