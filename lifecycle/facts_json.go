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
// Fields that are zero or unknown are left out. Equal facts have equal forms. The error, which wraps [ErrDecode], is of an instant
// outside the years 0 to 9999 or a stake that is no number, which only the caller can have put there.
func (f Facts) MarshalJSON() ([]byte, error) {
	for _, t := range []*time.Time{&f.FirstSeen, &f.LastSeen, &f.LastOwn, &f.LastHeard, &f.LastReferral} {
		*t = t.UTC()
	}
	return encodeObject("facts JSON", factsVersion, f.slots()...)
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, and instants of which none is
// before the first or after the last. After an error, which wraps [ErrDecode], f is as it was.
func (f *Facts) UnmarshalJSON(data []byte) error {
	const form = "facts JSON"
	var read Facts
	if err := decodeObject(form, factsVersion, data, read.slots()...); err != nil {
		return err
	}
	if read.FirstSeen.IsZero() != read.LastSeen.IsZero() || read.LastSeen.Before(read.FirstSeen) {
		return &DecodeError{Form: form, Where: "last_seen", Rule: "an instant that is not before first-seen, or neither"}
	}
	for _, s := range []slot{{"last_own", &read.LastOwn}, {"last_heard", &read.LastHeard}, {"last_referral", &read.LastReferral}} {
		if t := *s.at.(*time.Time); !t.IsZero() && (t.Before(read.FirstSeen) || t.After(read.LastSeen)) {
			return &DecodeError{Form: form, Where: s.key, Rule: "an instant from first-seen to last-seen"}
		}
	}
	if !(read.BrokenStake >= 0) {
		return &DecodeError{Form: form, Where: "broken_stake", Rule: "a number >= 0"}
	}
	*f = read
	return nil
}
