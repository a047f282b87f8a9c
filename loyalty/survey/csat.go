package survey

import "github.com/rapport-go/rapport/relationship"

// CSAT counts the answers from 1, very dissatisfied, to 5, very satisfied, to how satisfied people are. It is a comparable
// value; the zero value has counted nothing.
//
// Laws: Merge is commutative and associative and has the zero value for identity; the order of answers does not matter.
type CSAT struct{ tally tally }

// Satisfied estimates the share of those who answered 4 or 5, which is what is known as the CSAT score, with the score interval
// of Wilson (1927), JASA 22: all p with |share − p| ≤ z·√(p(1−p)/n), z = Φ⁻¹((1 + level)/2).
//
// Domain: a level from 0.5 to below 1. Range: 0 to 1. Laws: a satisfied answer more lowers nothing, another answer more raises
// nothing; the value is inside of the interval. Special case: false where nobody answered. Error: the level.
func (t CSAT) Satisfied(level float64) (Estimate, bool, error) {
	return t.tally.share(ofCSAT(), 4, 5, level)
}

// Add counts an answer from 1 to 5 so many times. Anything else is a *FieldError, more than MaxAnswers is ErrFull; after an
// error t is as it was.
func (t *CSAT) Add(answer int, times int64) error { return t.tally.add(ofCSAT(), answer, times) }

// Observe counts a rating of AspectSatisfaction that the party seen gave on a scale of 1 to 5 in whole numbers. Any other event, and a
// rating on another scale, answers another question and is a no-op. Errors: ErrFull, and a *FieldError for an event that is nil.
func (t *CSAT) Observe(e relationship.Event) error { return t.tally.observe(ofCSAT(), e) }

// Merge adds what another tally counted. Error: ErrFull; after it t is as it was.
func (t *CSAT) Merge(o CSAT) error { return t.tally.merge(&o.tally) }

// Count returns how often an answer was given.
func (t CSAT) Count(answer int) int64 { return t.tally.count(ofCSAT(), answer) }

// Answers returns how many there are.
func (t CSAT) Answers() int64 { return t.tally.total() }

// IsZero reports whether nothing was counted.
func (t CSAT) IsZero() bool { return t == CSAT{} }

// Equal reports whether both counted the same.
func (t CSAT) Equal(o CSAT) bool { return t == o }

// Mean estimates the mean answer, as CES.Mean does; false where nobody answered.
func (t CSAT) Mean(level float64) (Estimate, bool, error) { return t.tally.mean(ofCSAT(), level) }

// Perceived estimates the mean on a scale from 0 to 1, (answer − 1)/4; false where nobody answered. Error: the level.
func (t CSAT) Perceived(level float64) (Estimate, bool, error) {
	return t.tally.perceived(ofCSAT(), level)
}

// MarshalJSON writes {"version":1,"instrument":"csat","counts":[0,0,0,1,0]}, from the worst answer on.
func (t CSAT) MarshalJSON() ([]byte, error) { return t.tally.json(ofCSAT()) }

// UnmarshalJSON reads what MarshalJSON writes and nothing else. The error wraps ErrDecode; after it t is as it was.
func (t *CSAT) UnmarshalJSON(data []byte) error { return t.tally.setJSON(ofCSAT(), data) }

// AppendBinary implements encoding.BinaryAppender: the version, the instrument's number, and the counts as unsigned varints.
// There is one form for each tally.
func (t CSAT) AppendBinary(dst []byte) ([]byte, error) { return t.tally.binary(ofCSAT(), dst), nil }

// MarshalBinary implements encoding.BinaryMarshaler with the form of AppendBinary.
func (t CSAT) MarshalBinary() ([]byte, error) { return t.AppendBinary(nil) }

// UnmarshalBinary reads what MarshalBinary writes. The error wraps ErrDecode; after it t is as it was.
func (t *CSAT) UnmarshalBinary(data []byte) error { return t.tally.setBinary(ofCSAT(), data) }
