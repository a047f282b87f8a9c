package lifecycle

import (
	"encoding/binary"
	"encoding/json"
	"strconv"

	"github.com/rapport-go/rapport/internal/strict"
	"github.com/rapport-go/rapport/relationship"
)

// gapsVersion is the version of both stored forms of Gaps.
const gapsVersion = 1

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"gaps":[{"days":7,"closed":3,"open":1},{"days":14,"closed":1,"open":0}]}
//
// and {"version":1} while g knows nothing. Equal gaps have equal forms.
func (g Gaps) MarshalJSON() ([]byte, error) {
	dst := append(make([]byte, 0, 24+40*len(g.counts)), `{"version":1`...)
	for i, c := range g.counts {
		lead := `},{"days":`
		if i == 0 {
			lead = `,"gaps":[{"days":`
		}
		dst = strconv.AppendInt(append(dst, lead...), int64(c.days), 10)
		dst = strconv.AppendInt(append(dst, `,"closed":`...), c.closed, 10)
		dst = strconv.AppendInt(append(dst, `,"open":`...), c.open, 10)
	}
	if len(g.counts) > 0 {
		dst = append(dst, `}]`...)
	}
	return append(dst, '}'), nil
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; lengths in
// ascending order, each with a gap, and no negative numbers. After an error, which wraps [ErrDecode], g is as it was.
func (g *Gaps) UnmarshalJSON(data []byte) error {
	const form = "gaps JSON"
	fault := func(where, rule string, err error) error {
		return &DecodeError{Form: form, Where: where, Rule: rule, Err: err}
	}
	version := 0
	var list []json.RawMessage
	err := strict.Object(data, fault, strict.Field{Key: "version", Into: &version}, strict.Field{Key: "gaps", Into: &list, Optional: true})
	if err != nil {
		return err
	}
	if version != gapsVersion {
		return fault("version", strconv.Itoa(gapsVersion), nil)
	}
	if list != nil && len(list) == 0 {
		return fault("gaps", "some, or no such field", nil)
	}
	read := Gaps{counts: make([]gapCount, 0, len(list))}
	for i, data := range list {
		where := listed("gaps", i)
		var days, closed, open int64
		within := func(at, rule string, err error) error {
			if at != "" {
				at = "." + at
			}
			return fault(where+at, rule, err)
		}
		err := strict.Object(data, within,
			strict.Field{Key: "days", Into: &days}, strict.Field{Key: "closed", Into: &closed}, strict.Field{Key: "open", Into: &open})
		if err != nil {
			return err
		}
		if rule := read.attach(days, closed, open); rule != "" {
			return fault(where, rule, nil)
		}
	}
	*g = read
	return nil
}

// attach puts decoded gaps behind the others, or returns the rule that they break.
func (g *Gaps) attach(days, closed, open int64) (rule string) {
	switch last := len(g.counts) - 1; {
	case days < 0 || days > longestGap():
		return "days within the calendar"
	case last >= 0 && days <= int64(g.counts[last].days):
		return "ascending days"
	case closed < 0 || open < 0 || closed > maxGaps || open > maxGaps || g.holds(closed+open) != nil:
		return "numbers of gaps that can be held"
	case closed == 0 && open == 0:
		return "a gap"
	case closed > 0 && days == 0:
		return "no closed gap of 0 days"
	}
	g.counts = append(g.counts, gapCount{int32(days), closed, open})
	g.closed += closed
	g.open += open
	return ""
}

// longestGap is from the first date to the last.
func longestGap() int64 {
	first, _ := relationship.NewDate(1, 1, 1)
	last, _ := relationship.NewDate(9999, 12, 31)
	return int64(last.DaysSince(first))
}

// The binary form of Gaps, version 1. Numbers are unsigned varints as in encoding/binary, in their shortest form.
//
//	version  one byte, 1; gaps that know nothing end here
//	count    number of lengths
//	lengths  days more than the one before (the first: than −1), less one; closed; open
//
// There is one form for each state.

// AppendBinary implements [encoding.BinaryAppender].
func (g Gaps) AppendBinary(dst []byte) ([]byte, error) {
	dst = append(dst, gapsVersion)
	if len(g.counts) == 0 {
		return dst, nil
	}
	dst = binary.AppendUvarint(dst, uint64(len(g.counts)))
	before := int32(-1)
	for _, c := range g.counts {
		dst = binary.AppendUvarint(dst, uint64(c.days-before-1))
		dst = binary.AppendUvarint(dst, uint64(c.closed))
		dst = binary.AppendUvarint(dst, uint64(c.open))
		before = c.days
	}
	return dst, nil
}

// MarshalBinary implements [encoding.BinaryMarshaler]. Equal gaps have equal forms.
func (g Gaps) MarshalBinary() ([]byte, error) {
	return g.AppendBinary(make([]byte, 0, 8+4*len(g.counts)))
}

// UnmarshalBinary implements [encoding.BinaryUnmarshaler]. It takes exactly what MarshalBinary writes. After an error, which wraps
// [ErrDecode], g is as it was.
func (g *Gaps) UnmarshalBinary(data []byte) error {
	const leastBytes = 3 // of a length; it bounds what a hostile count makes us allocate
	at := 0
	fault := func(rule string) error {
		return &DecodeError{Form: "gaps binary", Where: "byte " + strconv.Itoa(at), Rule: rule}
	}
	if len(data) == 0 || data[0] != gapsVersion {
		return fault("version 1")
	}
	if at++; at == len(data) {
		*g = Gaps{}
		return nil
	}
	number := func() (int64, bool) {
		v, n := binary.Uvarint(data[at:])
		if n <= 0 || n > 1 && data[at+n-1] == 0 || v > maxGaps {
			return 0, false
		}
		at += n
		return int64(v), true
	}
	n, ok := number()
	if !ok || n == 0 || n > int64(len(data)-at)/leastBytes {
		return fault("a number of lengths that the bytes can hold")
	}
	read := Gaps{counts: make([]gapCount, 0, n)}
	before := int64(-1)
	for range n {
		var of [3]int64
		for i := range of {
			if of[i], ok = number(); !ok {
				return fault("a number in its shortest form, at most 2^53")
			}
		}
		before += 1 + of[0]
		if rule := read.attach(before, of[1], of[2]); rule != "" {
			return fault(rule)
		}
	}
	if at != len(data) {
		return fault("nothing behind the last length")
	}
	*g = read
	return nil
}
