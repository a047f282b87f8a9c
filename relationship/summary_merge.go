package relationship

import "slices"

// Merge adds the days of other, which is not changed and shares nothing with s afterwards. Merging is commutative and associative, the
// empty summary is its identity, and so is nil; s.Merge(s) doubles.
//
// The errors are those of Observe. After an error s is as it was.
func (s *Summary) Merge(other *Summary) error {
	if other == nil || len(other.days) == 0 {
		return nil
	}
	if err := s.meets("merge", other.currency); err != nil {
		return err
	}
	if s.precedes(other.currency, other.days[0].date) {
		s.currency = other.currency
		s.extend(other)
		return nil
	}
	merged, err := mergeDays(s, other)
	if err != nil {
		return err
	}
	*s = merged
	return nil
}

// extend adds days that are all later than those of s.
func (s *Summary) extend(other *Summary) {
	first, shift := len(s.days), int32(len(s.rare))
	s.last = other.last
	s.days = append(s.days, other.days...)
	s.rare = append(s.rare, other.rare...)
	for i := first; i < len(s.days); i++ {
		if e := &s.days[i]; e.rare != 0 {
			e.rare += shift
		}
	}
}

// mergeDays adds two summaries of one currency into a fresh one.
func mergeDays(a, b *Summary) (Summary, error) {
	merged := Summary{currency: a.currency, days: make([]entry, 0, len(a.days)+len(b.days))}
	i, j := 0, 0
	for i < len(a.days) || j < len(b.days) {
		var d day
		switch {
		case j == len(b.days) || i < len(a.days) && a.days[i].date.Before(b.days[j].date):
			d = a.at(i)
			i++
		case i == len(a.days) || b.days[j].date.Before(a.days[i].date):
			d = b.at(j)
			j++
		default:
			sum, err := a.at(i).plus(b.at(j))
			if err != nil {
				return Summary{}, err
			}
			d = sum
			i++
			j++
		}
		merged.insert(len(merged.days), &d)
	}
	return merged, nil
}

// Clone returns a copy that shares nothing with s.
func (s *Summary) Clone() *Summary {
	return &Summary{s.currency, s.last, slices.Clone(s.days), slices.Clone(s.rare)}
}

// Equal reports whether both hold the same days with the same counts and values. Equal summaries have equal stored forms;
// nil holds no days.
func (s *Summary) Equal(o *Summary) bool {
	if o == nil {
		return s.IsZero()
	}
	if s.currency != o.currency || len(s.days) != len(o.days) {
		return false
	}
	for i := range s.days {
		a, b := s.at(i), o.at(i)
		if a.date != b.date || a.paid != b.paid || a.free != b.free || a.gross.cmp(b.gross) != 0 || a.refunded.cmp(b.refunded) != 0 {
			return false
		}
	}
	return true
}
