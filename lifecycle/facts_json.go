package lifecycle

import "time"

// factsVersion is the version of the stored form of Facts.
const factsVersion = 1

// slots lists the stored fields of the facts.
func (f *Facts) slots() []slot {
	return []slot{
		{"first_seen", &f.FirstSeen}, {"last_seen", &f.LastSeen}, {"last_own", &f.LastOwn}, {"last_heard", &f.LastHeard},
		{"last_referral", &f.LastReferral}, {"purchases", &f.Purchases}, {"returns", &f.Returns}, {"deliveries", &f.Deliveries},
		{"open_complaints", &f.OpenComplaints}, {"open_disputes", &f.OpenDisputes},
		{"reached", &f.Reached}, {"consents", &f.Consents},
		{"voice", &f.Voice}, {"satisfaction", &f.Satisfaction}, {"recommendation", &f.Recommendation}, {"broken_stake", &f.BrokenStake},
		{"trust", &f.Trust}, {"value", &f.Value}, {"communication", &f.Communication}, {"bond", &f.Bond}, {"commitment", &f.Commitment},
		{"keeping", &f.Keeping}, {"pays_back", &f.PaysBack},
	}
}

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"first_seen":"2026-01-02T00:00:00Z","last_seen":"2026-03-01T00:00:00Z","purchases":2,"trust":8200}
//
// Fields that are zero or unknown are left out. Equal facts have equal forms. The error, which wraps [ErrDecode], is of facts
// that UnmarshalJSON would refuse, such as a score above 10,000, which only the caller can have put together.
func (f Facts) MarshalJSON() ([]byte, error) {
	const form = "facts JSON"
	if err := f.storable(form); err != nil {
		return nil, err
	}
	return encodeObject(form, factsVersion, f.slots()...)
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, and instants of which none is
// before the first or after the last. After an error, which wraps [ErrDecode], f is as it was.
func (f *Facts) UnmarshalJSON(data []byte) error {
	const form = "facts JSON"
	var read Facts
	if err := decodeObject(form, factsVersion, data, read.slots()...); err != nil {
		return err
	}
	if where, rule := read.flaw(); rule != "" {
		return &DecodeError{Form: form, Where: where, Rule: rule}
	}
	*f = read
	return nil
}

// flaw returns what is wrong with facts by themselves, or nothing.
func (f *Facts) flaw() (where, rule string) {
	if f.FirstSeen.IsZero() != f.LastSeen.IsZero() || f.LastSeen.Before(f.FirstSeen) {
		return "last_seen", "an instant that is not before first-seen, or neither"
	}
	for i, t := range f.within() {
		if !t.IsZero() && (t.Before(f.FirstSeen) || t.After(f.LastSeen)) {
			return [...]string{"last_own", "last_heard", "last_referral"}[i], "an instant from first-seen to last-seen"
		}
	}
	if !(f.BrokenStake >= 0) {
		return "broken_stake", "a number >= 0"
	}
	return "", ""
}

// within lists the instants that are not before the first and not after the last.
func (f *Facts) within() [3]*time.Time {
	return [...]*time.Time{&f.LastOwn, &f.LastHeard, &f.LastReferral}
}
