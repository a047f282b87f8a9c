package segment

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
)

const (
	// storedVersion is the version of all stored forms.
	storedVersion = 1
	// mostCustomers bounds what counts add up to, so that shares can be computed from them; an int of 32 bits holds fewer.
	mostCustomers = min(1<<50, math.MaxInt)
)

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,
//	 "recency":{"cuts":[180,90,30,7],"counts":[3,1,2,2,2]},
//	 "frequency":{"cuts":[2,2,3,5],"counts":[5,0,2,1,2]},
//	 "monetary":{"version":1,"currency":"EUR","cuts":["above 12.50","from 20.00"],"counts":[4,3,3]}}
//
// in one line. The counts are the customers by score; thresholds of one's own have none. A nested scorer has one more key, with an entry
// for each R score that somebody has and in it one for each F score that somebody has there:
//
//	"nested":[{"r":1,
//	  "frequency":{"cuts":[2,2,3,4],"counts":[2,0,1,0,0]},
//	  "monetary":{"cuts":["above 10.00","above 15.00"],"counts":[1,1,1]},
//	  "pairs":[{"f":1,"monetary":{"cuts":["above 10.00","above 12.50"],"counts":[1,1,0]}}, …]}, …]
//
// Equal scorers have equal forms, and the zero scorer has none.
func (s Scorer) MarshalJSON() ([]byte, error) {
	if s.t == nil {
		return nil, invalid("scorer", "none", "one that was made")
	}
	value, err := s.t.value.MarshalJSON()
	if err != nil {
		return nil, err
	}
	dst := append([]byte(`{"version":`), strconv.Itoa(storedVersion)...)
	dst = s.t.recency.appendJSON(append(dst, `,"recency":`...), Recency)
	dst = s.t.frequency.appendJSON(append(dst, `,"frequency":`...), Frequency)
	dst = append(append(dst, `,"monetary":`...), value...)
	if s.t.nested != nil {
		dst = s.t.appendNested(append(dst, `,"nested":`...))
	}
	return append(dst, '}'), nil
}

// appendJSON appends one scale of days.
func (s scale) appendJSON(dst []byte, d Dimension) []byte {
	dst = appendInts(append(dst, `{"cuts":`...), s.days(d))
	return append(appendCounts(dst, s.counts), '}')
}

// appendCounts appends the field of the counts, if there are any.
func appendCounts(dst []byte, counts []int) []byte {
	if counts == nil {
		return dst
	}
	return appendInts(append(dst, `,"counts":`...), counts)
}

// appendInts appends an array.
func appendInts(dst []byte, numbers []int) []byte {
	dst = append(dst, '[')
	for i, n := range numbers {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = strconv.AppendInt(dst, int64(n), 10)
	}
	return append(dst, ']')
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; thresholds in
// order, and counts in all dimensions, of equally many customers, or in none. After an error s is as it was. The error wraps
// [ErrDecode].
func (s *Scorer) UnmarshalJSON(data []byte) error {
	const form = "scorer JSON"
	var version int
	var recency, frequency daysForm
	var nested array[nestedForm]
	read := new(thresholds)
	if err := decodeObject(form, data, field{key: "version", into: &version}, field{key: "recency", into: &recency},
		field{key: "frequency", into: &frequency}, field{key: "monetary", into: &read.value},
		field{key: "nested", into: &nested, optional: true}); err != nil {
		return err
	}
	if err := checkVersion(form, version); err != nil {
		return err
	}
	var err error
	if read.recency, err = recency.scale(Recency, -1, mostDays); err != nil {
		return err
	}
	if read.frequency, err = frequency.scale(Frequency, 1, mostDays+1); err != nil {
		return err
	}
	n := total(read.value.counts)
	if total(read.recency.counts) != n || total(read.frequency.counts) != n {
		return &DecodeError{Form: form, Where: "counts", Rule: "the same sum in each dimension"}
	}
	if nested != nil {
		if err := read.readNested(nested); err != nil {
			return err
		}
	}
	*s = Scorer{t: read}
	return nil
}

// daysForm is the stored form of a scale of days.
type daysForm struct{ cuts, counts numbers }

// UnmarshalJSON reads the form as it stands.
func (f *daysForm) UnmarshalJSON(data []byte) error {
	return decodeObject("scale of days", data, field{key: "cuts", into: &f.cuts}, field{key: "counts", into: &f.counts, optional: true})
}

// array is an array in which nothing is null.
type array[T any] []T

// numbers is an array of whole numbers.
type numbers = array[int]

// UnmarshalJSON reads the array as it stands.
func (a *array[T]) UnmarshalJSON(data []byte) error {
	var read []*T
	if err := json.Unmarshal(data, &read); err != nil {
		return err
	}
	*a = make(array[T], len(read))
	for i, v := range read {
		if v == nil {
			return invalid("element "+strconv.Itoa(i+1), "null", "a value")
		}
		(*a)[i] = *v
	}
	return nil
}

// scale checks what was read: cuts between low and high, in the order of the dimension.
func (f daysForm) scale(d Dimension, low, high int) (scale, error) {
	refuse := func(where, rule string) (scale, error) {
		return scale{}, &DecodeError{Form: "scorer JSON", Where: d.String() + ": " + where, Rule: rule}
	}
	if rule := countsRule(f.cuts, f.counts); rule != "" {
		return refuse("cuts and counts", rule)
	}
	s := scale{cuts: make([]int64, len(f.cuts)), counts: f.counts}
	for i, cut := range f.cuts {
		if cut < low || cut > high {
			return refuse("cuts", "days from "+strconv.Itoa(low)+" to "+strconv.Itoa(high))
		}
		s.cuts[i] = oriented(d, cut)
	}
	if !slices.IsSorted(s.cuts) {
		return refuse("cuts", "each as good as the one before or better")
	}
	return s, nil
}

// countsRule returns the rule that the numbers of cuts and the counts break, or "".
func countsRule[C any](cuts []C, counts []int) string {
	switch {
	case len(cuts) < 1 || len(cuts) >= maxScores:
		return "1 to 99 cuts"
	case counts == nil:
		return ""
	case len(counts) != len(cuts)+1:
		return "one count for each score"
	}
	sum := 0
	for _, c := range counts {
		if c < 0 || c > mostCustomers-sum {
			return "counts of 0 or more, with a sum of at most 2^50"
		}
		sum += c
	}
	if sum == 0 {
		return "a customer, or no counts at all"
	}
	return ""
}

// total adds counts; 0 where there are none.
func total(counts []int) int { return Spread{Counts: counts}.Customers() }

// The stored forms are JSON.
var (
	_ json.Marshaler   = Scorer{}
	_ json.Unmarshaler = (*Scorer)(nil)
	_ json.Marshaler   = ValueScale{}
	_ json.Unmarshaler = (*ValueScale)(nil)
)
