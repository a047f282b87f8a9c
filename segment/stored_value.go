package segment

import (
	"strconv"
	"strings"

	"github.com/rapport-go/rapport/relationship"
)

// MarshalJSON implements json.Marshaler: {"version":1,"currency":"EUR","cuts":["above 12.50","from 20.00"],"counts":[4,3,3]}. Equal scales
// have equal forms, and the zero scale has none.
func (s ValueScale) MarshalJSON() ([]byte, error) {
	if s.IsZero() {
		return nil, invalid("value scale", "none", "one that was made")
	}
	dst := append([]byte(`{"version":`), strconv.Itoa(storedVersion)...)
	dst = append(append(dst, `,"currency":"`...), s.currency.String()...)
	return s.appendCuts(append(dst, `",`...)), nil
}

// appendCuts appends cuts and counts, and the end of the object.
func (s *ValueScale) appendCuts(dst []byte) []byte {
	dst = append(dst, `"cuts":[`...)
	for i, cut := range s.cuts {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(append(dst, '"'), cut.word()...)
		dst = append(append(dst, cut.At.AmountString()...), '"')
	}
	return append(appendCounts(append(dst, ']'), s.counts), '}')
}

// word is what a cut is stored with before its amount.
func (c ValueCut) word() string {
	if c.Above {
		return "above "
	}
	return "from "
}

// UnmarshalJSON implements json.Unmarshaler, as strictly as that of [Scorer]. After an error s is as it was. The error wraps
// [ErrDecode].
func (s *ValueScale) UnmarshalJSON(data []byte) error {
	const form = "value scale JSON"
	var version int
	var currency relationship.Currency
	var read valueForm
	if err := decodeObject(form, data, field{key: "version", into: &version}, field{key: "currency", into: &currency},
		field{key: "cuts", into: &read.cuts}, field{key: "counts", into: &read.counts, optional: true}); err != nil {
		return err
	}
	if err := checkVersion(form, version); err != nil {
		return err
	}
	made, err := read.scale(form, currency)
	if err == nil {
		*s = made
	}
	return err
}

// valueForm is the stored form of a scale of amounts.
type valueForm struct {
	cuts   array[string]
	counts array[int]
}

// scale checks what was read.
func (f valueForm) scale(form string, c relationship.Currency) (ValueScale, error) {
	if rule := countsRule(f.cuts, f.counts); rule != "" {
		return ValueScale{}, &DecodeError{Form: form, Where: "cuts and counts", Rule: rule}
	}
	cuts := make([]ValueCut, len(f.cuts))
	for i, text := range f.cuts {
		var err error
		cuts[i], err = parseCut(text, c)
		where := "cuts[" + strconv.Itoa(i) + "]"
		switch {
		case err != nil:
			return ValueScale{}, &DecodeError{Form: form, Where: where, Err: err}
		case cuts[i].At.Sign() < 0 || cuts[i].At.IsZero() && !cuts[i].Above:
			return ValueScale{}, &DecodeError{Form: form, Where: where, Rule: "a cut that 0 does not pass"}
		case i > 0 && cuts[i].compare(cuts[i-1]) < 0:
			return ValueScale{}, &DecodeError{Form: form, Where: where, Rule: "a cut not below the one before"}
		}
	}
	return newValueScale(c, cuts, f.counts), nil
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
