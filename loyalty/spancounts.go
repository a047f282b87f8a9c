package loyalty

import (
	"cmp"
	"encoding/json"
	"iter"
	"math"
	"slices"
	"strconv"
)

// SpanCounts counts lengths of time, exactly: how long answers took, how late deliveries were. The zero value has counted
// nothing and is ready to use. It is used by pointer where it changes, and copied with Clone.
//
// Laws: any order and any split of the same spans gives the same counts; Merge is commutative and associative, and has the zero
// value for identity. It holds one number for each different span, so that a source which is exact to the second stays small. The
// longest span is some 292 years, and the measures count as that what took longer.
type SpanCounts struct {
	list  []spanCount // in ascending order of spans
	total int
}

type spanCount struct {
	span  Span
	count int
}

// maxCount is the most that is counted, so that sums of two of them are still ints.
const maxCount = math.MaxInt / 4

// Add counts a span so many times, which is its weight. A span is 0 or more, a count 1 or more. After an error c is as it was.
// Cost: O(log n), and O(n) for a span that is new.
func (c *SpanCounts) Add(s Span, count int) error {
	var f faults
	if s < 0 {
		f.add("span", s.String(), "a span >= 0")
	}
	if count < 1 || count > maxCount-c.total {
		f.add("count", strconv.Itoa(count), "1 or more, and no more than an int holds with those before")
	}
	if err := f.err(); err != nil {
		return err
	}
	i, found := slices.BinarySearchFunc(c.list, s, func(a spanCount, s Span) int { return cmp.Compare(a.span, s) })
	if found {
		c.list[i].count += count
	} else {
		c.list = slices.Insert(c.list, i, spanCount{s, count})
	}
	c.total += count
	return nil
}

// counted adds one span of 0 or more, of a sequence that no int is too small for.
func (c *SpanCounts) counted(s Span) { _ = c.Add(s, 1) }

// Merge adds what other counted, which is not changed. After an error, of more than an int holds, c is as it was.
func (c *SpanCounts) Merge(other SpanCounts) error {
	if other.total > maxCount-c.total {
		return &FieldError{Path: "count", Value: strconv.Itoa(other.total), Rule: "no more than an int holds with those before"}
	}
	a, b, sum := c.list, other.list, make([]spanCount, 0, len(c.list)+len(other.list))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].span < b[0].span:
			sum, a = append(sum, a[0]), a[1:]
		case a[0].span > b[0].span:
			sum, b = append(sum, b[0]), b[1:]
		default:
			sum, a, b = append(sum, spanCount{a[0].span, a[0].count + b[0].count}), a[1:], b[1:]
		}
	}
	c.list, c.total = append(append(sum, a...), b...), c.total+other.total
	return nil
}

// N returns how many were counted.
func (c SpanCounts) N() int { return c.total }

// All yields the spans in ascending order, with how often each was counted.
func (c SpanCounts) All() iter.Seq2[Span, int] {
	return func(yield func(Span, int) bool) {
		for _, x := range c.list {
			if !yield(x.span, x.count) {
				return
			}
		}
	}
}

// Within returns how many of them were no longer than a limit.
func (c SpanCounts) Within(limit Span) Share {
	s := Share{Of: c.total}
	for _, x := range c.list {
		if x.span > limit {
			break
		}
		s.Hits += x.count
	}
	return s
}

// Median returns the shortest span that half of them do not exceed, the lower of the two in the middle of an even number;
// false where nothing was counted.
func (c SpanCounts) Median() (Span, bool) { return Turnaround{Done: c}.Median() }

// Quantile returns the shortest span that a share p of them, from 0 to 1, does not exceed; false where nothing was counted.
// Shares within 1e-12 count as equal.
func (c SpanCounts) Quantile(p float64) (Span, bool, error) { return Turnaround{Done: c}.Quantile(p) }

// IsZero reports whether nothing was counted.
func (c SpanCounts) IsZero() bool { return c.total == 0 }

// Equal reports whether both counted the same.
func (c SpanCounts) Equal(o SpanCounts) bool { return slices.Equal(c.list, o.list) }

// Clone returns a copy that shares nothing with c.
func (c SpanCounts) Clone() SpanCounts { return SpanCounts{slices.Clone(c.list), c.total} }

const spanCountsVersion = 1

// The JSON form of counts.
type (
	spanCountsJSON struct {
		Version int             `json:"version"`
		Spans   []spanCountJSON `json:"spans"`
	}
	spanCountJSON struct {
		Span  *Span `json:"span"` // nil when it is not there
		Count int   `json:"count"`
	}
)

// form returns the counts as they are written.
func (c SpanCounts) form() []spanCountJSON {
	all := make([]spanCountJSON, len(c.list))
	for i := range c.list {
		all[i] = spanCountJSON{&c.list[i].span, c.list[i].count}
	}
	return all
}

// read appends decoded counts that keep the rules: in ascending order, each once, and counted.
func (c *SpanCounts) read(form, where string, all []spanCountJSON) error {
	for i, x := range all {
		rule := ""
		switch {
		case x.Span == nil:
			rule = "a span"
		case i > 0 && *x.Span <= c.list[i-1].span:
			rule = "spans in ascending order, each once"
		case x.Count < 1 || x.Count > maxCount-c.total:
			rule = "a count of 1 or more that an int holds with those before"
		}
		if rule != "" {
			return &DecodeError{Form: form, Where: at(where, i), Rule: rule}
		}
		c.list, c.total = append(c.list, spanCount{*x.Span, x.Count}), c.total+x.Count
	}
	return nil
}

// MarshalJSON writes {"version":1,"spans":[{"span":"36h","count":2}]}, the spans in ascending order. Equal counts give equal
// bytes.
func (c SpanCounts) MarshalJSON() ([]byte, error) {
	return json.Marshal(spanCountsJSON{spanCountsVersion, c.form()})
}

// UnmarshalJSON reads what MarshalJSON writes, and refuses unknown and missing fields, other versions, and spans out of order.
// The error wraps ErrDecode; after it c is as it was.
func (c *SpanCounts) UnmarshalJSON(data []byte) error {
	const form = "span counts JSON"
	var read spanCountsJSON
	if err := decodeStrict(form, data, &read); err != nil {
		return err
	}
	if read.Version != spanCountsVersion || read.Spans == nil {
		return &DecodeError{Form: form, Where: "version", Rule: "version 1 with spans"}
	}
	var next SpanCounts
	if err := next.read(form, "spans", read.Spans); err != nil {
		return err
	}
	*c = next
	return nil
}
