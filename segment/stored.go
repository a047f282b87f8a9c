package segment

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/rapport-go/rapport/relationship"
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
// in one line. The counts are the customers by score; thresholds of one's own have none. Equal scorers have equal forms, and the zero
// scorer has none.
func (s Scorer) MarshalJSON() ([]byte, error) {
	value, err := s.value.MarshalJSON()
	if err != nil {
		return nil, err
	}
	dst := append([]byte(`{"version":`), strconv.Itoa(storedVersion)...)
	dst = s.recency.appendJSON(append(dst, `,"recency":`...), Recency)
	dst = s.frequency.appendJSON(append(dst, `,"frequency":`...), Frequency)
	dst = append(append(dst, `,"monetary":`...), value...)
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

// MarshalJSON implements json.Marshaler: {"version":1,"currency":"EUR","cuts":["above 12.50","from 20.00"],"counts":[4,3,3]}. Equal scales
// have equal forms, and the zero scale has none.
func (s ValueScale) MarshalJSON() ([]byte, error) {
	if s.IsZero() {
		return nil, invalid("value scale", "none", "one that was made")
	}
	dst := append([]byte(`{"version":`), strconv.Itoa(storedVersion)...)
	dst = append(append(dst, `,"currency":"`...), s.currency.String()...)
	dst = append(dst, `","cuts":[`...)
	for i, cut := range s.cuts {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(append(dst, '"'), cut.word()...)
		dst = append(append(dst, cut.At.AmountString()...), '"')
	}
	return append(appendCounts(append(dst, ']'), s.counts), '}'), nil
}

// word is what a cut is stored with before its amount.
func (c ValueCut) word() string {
	if c.Above {
		return "above "
	}
	return "from "
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; thresholds in
// order, and counts in all dimensions, of equally many customers, or in none. After an error s is as it was. The error wraps
// [ErrDecode].
func (s *Scorer) UnmarshalJSON(data []byte) error {
	const form = "scorer JSON"
	var version int
	var recency, frequency daysForm
	var read Scorer
	if err := decodeObject(form, data, field{key: "version", into: &version}, field{key: "recency", into: &recency},
		field{key: "frequency", into: &frequency}, field{key: "monetary", into: &read.value}); err != nil {
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
	*s = read
	return nil
}

// daysForm is the stored form of a scale of days.
type daysForm struct{ cuts, counts numbers }

// UnmarshalJSON reads the form as it stands.
func (f *daysForm) UnmarshalJSON(data []byte) error {
	return decodeObject("scale of days", data, field{key: "cuts", into: &f.cuts}, field{key: "counts", into: &f.counts, optional: true})
}

// numbers is an array in which null is no number.
type numbers []int

// UnmarshalJSON reads the array as it stands.
func (n *numbers) UnmarshalJSON(data []byte) error {
	var read []*int
	if err := json.Unmarshal(data, &read); err != nil {
		return err
	}
	*n = make(numbers, len(read))
	for i, v := range read {
		if v == nil {
			return invalid("number "+strconv.Itoa(i+1), "null", "a whole number")
		}
		(*n)[i] = *v
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

// UnmarshalJSON implements json.Unmarshaler, as strictly as that of [Scorer]. After an error s is as it was. The error wraps
// [ErrDecode].
func (s *ValueScale) UnmarshalJSON(data []byte) error {
	const form = "value scale JSON"
	var version int
	var cuts []string
	var counts numbers
	var read ValueScale
	if err := decodeObject(form, data, field{key: "version", into: &version}, field{key: "currency", into: &read.currency},
		field{key: "cuts", into: &cuts}, field{key: "counts", into: &counts, optional: true}); err != nil {
		return err
	}
	if err := checkVersion(form, version); err != nil {
		return err
	}
	if rule := countsRule(cuts, counts); rule != "" {
		return &DecodeError{Form: form, Where: "cuts and counts", Rule: rule}
	}
	read.counts = counts
	for i, text := range cuts {
		cut, err := parseCut(text, read.currency)
		where := "cuts[" + strconv.Itoa(i) + "]"
		switch {
		case err != nil:
			return &DecodeError{Form: form, Where: where, Err: err}
		case cut.At.Sign() < 0 || cut.At.IsZero() && !cut.Above:
			return &DecodeError{Form: form, Where: where, Rule: "a cut that 0 does not pass"}
		case i > 0 && cut.compare(read.cuts[i-1]) < 0:
			return &DecodeError{Form: form, Where: where, Rule: "a cut not below the one before"}
		}
		read.cuts = append(read.cuts, cut)
	}
	*s = read
	return nil
}

// parseCut reads "above 12.50" or "from 12.50".
func parseCut(text string, c relationship.Currency) (ValueCut, error) {
	word, number, _ := strings.Cut(text, " ")
	if word != "above" && word != "from" {
		return ValueCut{}, invalid("cut", quote(text), "an amount behind above or from")
	}
	at, err := relationship.ParseMoney(number + " " + c.String()) // ParseAmount would refuse the larger sums
	return ValueCut{At: at, Above: word == "above"}, err
}

// The stored forms are JSON.
var (
	_ json.Marshaler   = Scorer{}
	_ json.Unmarshaler = (*Scorer)(nil)
	_ json.Marshaler   = ValueScale{}
	_ json.Unmarshaler = (*ValueScale)(nil)
)
