package survey

import "github.com/rapport-go/rapport/relationship"

// CES counts the answers from 1, strongly disagree, to 7, strongly agree, to "the company made it easy for me": the Customer
// Effort Score, version 2.0, in which more is better. It is a comparable value; the zero value has counted nothing. For the
// first version, in which more is worse, see CES1: the types keep the two apart.
//
// Laws: Merge is commutative and associative and has the zero value for identity; the order of answers does not matter.
type CES struct{ tally tally }

// Easy estimates the share of those who agreed, answers 5 to 7, with the interval of CSAT.Satisfied; false where nobody
// answered. Error: the level.
//
// Source: M. Dixon, N. Toman & R. DeLisi (2013), The Effortless Experience.
func (t CES) Easy(level float64) (Estimate, bool, error) { return t.tally.share(ofCES(), 5, 7, level) }

// Add counts an answer from 1 to 7 so many times. Anything else is a *FieldError, more than MaxAnswers is ErrFull; after an
// error t is as it was.
func (t *CES) Add(answer int, times int64) error { return t.tally.add(ofCES(), answer, times) }

// Observe counts a rating of AspectEffort that the party seen gave on a scale of 1 to 7 in whole numbers. Any other event, and a
// rating on another scale, answers another question and is a no-op. Errors: ErrFull, and a *FieldError for an event that is nil.
func (t *CES) Observe(e relationship.Event) error { return t.tally.observe(ofCES(), e) }

// Merge adds what another tally counted. Error: ErrFull; after it t is as it was.
func (t *CES) Merge(o CES) error { return t.tally.merge(&o.tally) }

// Count returns how often an answer was given.
func (t CES) Count(answer int) int64 { return t.tally.count(ofCES(), answer) }

// Answers returns how many there are.
func (t CES) Answers() int64 { return t.tally.total() }

// IsZero reports whether nothing was counted.
func (t CES) IsZero() bool { return t == CES{} }

// Equal reports whether both counted the same.
func (t CES) Equal(o CES) bool { return t == o }

// Mean estimates the mean answer with Student's interval, mean ± t·s/√n, where s² = Σ(x − mean)²/(n − 1) and t is the quantile
// with n−1 degrees of freedom; it is cut to the scale.
//
// Domain: a level from 0.5 to below 1. Range: 1 to 7. Laws: it does not depend on the order of answers; counts all multiplied
// never widen the interval; the value is inside. Special cases: false where nobody answered; one answer says nothing of the others,
// its interval is the scale; answers that are all alike show no spread, and their interval is a point, which is not to be
// believed of a few: there the share is the better measure. Error: the level. Cost: some 5 µs.
//
// Source: Student (1908), Biometrika 6; J. Sauro & J. R. Lewis (2016), Quantifying the User Experience, chapter 3, who find it
// right for rating scales.
func (t CES) Mean(level float64) (Estimate, bool, error) { return t.tally.mean(ofCES(), level) }

// Perceived estimates the mean on a scale from 0 to 1, (answer − 1)/6; false where nobody answered. Error: the level.
func (t CES) Perceived(level float64) (Estimate, bool, error) {
	return t.tally.perceived(ofCES(), level)
}

// MarshalJSON writes {"version":1,"instrument":"ces","counts":[0,0,0,0,0,1,0]}, from the worst answer on.
func (t CES) MarshalJSON() ([]byte, error) { return t.tally.json(ofCES()) }

// UnmarshalJSON reads what MarshalJSON writes and nothing else. The error wraps ErrDecode; after it t is as it was.
func (t *CES) UnmarshalJSON(data []byte) error { return t.tally.setJSON(ofCES(), data) }

// AppendBinary implements encoding.BinaryAppender: the version, the instrument's number, and the counts as unsigned varints.
// There is one form for each tally.
func (t CES) AppendBinary(dst []byte) ([]byte, error) { return t.tally.binary(ofCES(), dst), nil }

// MarshalBinary implements encoding.BinaryMarshaler with the form of AppendBinary.
func (t CES) MarshalBinary() ([]byte, error) { return t.AppendBinary(nil) }

// UnmarshalBinary reads what MarshalBinary writes. The error wraps ErrDecode; after it t is as it was.
func (t *CES) UnmarshalBinary(data []byte) error { return t.tally.setBinary(ofCES(), data) }
