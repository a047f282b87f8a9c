package survey

import "github.com/rapport-go/rapport/relationship"

// CES1 counts the answers from 1, very low, to 5, very high, to "how much effort did you personally have to put forth": the
// Customer Effort Score, version 1.0, in which more is worse. It is a comparable value; the zero value has counted nothing.
//
// Laws: Merge is commutative and associative and has the zero value for identity; the order of answers does not matter.
type CES1 struct{ tally tally }

// Easy estimates the share of those to whom it was little effort, answers 1 and 2, with the interval of CSAT.Satisfied; false
// where nobody answered. Error: the level.
//
// Source: M. Dixon, K. Freeman & N. Toman (2010), "Stop Trying to Delight Your Customers", Harvard Business Review 88(7).
func (t CES1) Easy(level float64) (Estimate, bool, error) {
	return t.tally.share(ofCES1(), 1, 2, level)
}

// Add counts an answer from 1 to 5 so many times. Anything else is a *FieldError, more than MaxAnswers is ErrFull; after an
// error t is as it was.
func (t *CES1) Add(answer int, times int64) error { return t.tally.add(ofCES1(), answer, times) }

// Observe counts a rating of AspectEffort that the party seen gave on a scale of 1 to 5 in whole numbers. Such a rating says how
// easy it was, so that 5 is counted as an effort of 1. Any other event, and a rating on another scale, answers another question
// and is a no-op. Errors: ErrFull, and a *FieldError for an event that is nil.
func (t *CES1) Observe(e relationship.Event) error { return t.tally.observe(ofCES1(), e) }

// Merge adds what another tally counted. Error: ErrFull; after it t is as it was.
func (t *CES1) Merge(o CES1) error { return t.tally.merge(&o.tally) }

// Count returns how often an answer was given.
func (t CES1) Count(answer int) int64 { return t.tally.count(ofCES1(), answer) }

// Answers returns how many there are.
func (t CES1) Answers() int64 { return t.tally.total() }

// IsZero reports whether nothing was counted.
func (t CES1) IsZero() bool { return t == CES1{} }

// Equal reports whether both counted the same.
func (t CES1) Equal(o CES1) bool { return t == o }

// Mean estimates the mean effort, as CES.Mean does: less is better. False where nobody answered.
func (t CES1) Mean(level float64) (Estimate, bool, error) { return t.tally.mean(ofCES1(), level) }

// Perceived estimates the mean ease on a scale from 0 to 1, (5 − answer)/4; false where nobody answered. Error: the level.
func (t CES1) Perceived(level float64) (Estimate, bool, error) {
	return t.tally.perceived(ofCES1(), level)
}

// MarshalJSON writes {"version":1,"instrument":"ces-1","counts":[0,1,0,0,0]}, from an effort of 1 on.
func (t CES1) MarshalJSON() ([]byte, error) { return t.tally.json(ofCES1()) }

// UnmarshalJSON reads what MarshalJSON writes and nothing else. The error wraps ErrDecode; after it t is as it was.
func (t *CES1) UnmarshalJSON(data []byte) error { return t.tally.setJSON(ofCES1(), data) }

// AppendBinary implements encoding.BinaryAppender: the version, the instrument's number, and the counts as unsigned varints.
// There is one form for each tally.
func (t CES1) AppendBinary(dst []byte) ([]byte, error) { return t.tally.binary(ofCES1(), dst), nil }

// MarshalBinary implements encoding.BinaryMarshaler with the form of AppendBinary.
func (t CES1) MarshalBinary() ([]byte, error) { return t.AppendBinary(nil) }

// UnmarshalBinary reads what MarshalBinary writes. The error wraps ErrDecode; after it t is as it was.
func (t *CES1) UnmarshalBinary(data []byte) error { return t.tally.setBinary(ofCES1(), data) }
