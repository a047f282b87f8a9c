package relationship

import (
	"iter"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// maxText is the most bytes of the value of a field.
const maxText = 4096

// RecordRef names a record: the channel that it comes from, and its id there. It is comparable and usable as a map key.
type RecordRef struct {
	// Source is the channel, such as "web-shop".
	Source string
	// ID is the channel's own name for the record.
	ID string
}

// String returns source and id with a slash between.
func (r RecordRef) String() string { return r.Source + "/" + r.ID }

// compare orders by source and then by id.
func (r RecordRef) compare(o RecordRef) int {
	if c := strings.Compare(r.Source, o.Source); c != 0 {
		return c
	}
	return strings.Compare(r.ID, o.ID)
}

// stamp is which record it is, and of when.
type stamp struct {
	ref RecordRef
	at  time.Time
}

// compare orders by name and then by instant.
func (t stamp) compare(o stamp) int {
	if c := t.ref.compare(o.ref); c != 0 {
		return c
	}
	return t.at.Compare(o.at)
}

// check takes the instant to UTC and notes what is wrong.
func (t *stamp) check(f *faults) {
	if rule := idFault(t.ref.Source); rule != "" {
		f.add("source", quote(t.ref.Source), rule)
	}
	if rule := idFault(t.ref.ID); rule != "" {
		f.add("id", quote(t.ref.ID), rule)
	}
	f.instant("at", &t.at)
}

// fieldText is one value of a field.
type fieldText struct{ name, value string }

// compare orders by name and then by value.
func (t fieldText) compare(o fieldText) int {
	if c := strings.Compare(t.name, o.name); c != 0 {
		return c
	}
	return strings.Compare(t.value, o.value)
}

// SourceRecord is what one channel says of a party at one instant: texts by the names of fields. [Resolve] brings together those that are
// about the same party. It is an immutable value. The zero value is no record and is refused everywhere.
type SourceRecord struct {
	stamp
	fields []fieldText // ascending, each once
}

// SourceRecordConfig says what a record is made of.
type SourceRecordConfig struct {
	// Source is the channel that it comes from. The rule is that of [PartyID].
	Source string
	// ID is the channel's own name for the record. The rule is that of [PartyID]. Records with one source and one id are about one party.
	ID string
	// At is when the channel last knew it to be so.
	At time.Time
	// Fields are the texts by the names of fields. A name keeps the rule of [PartyID]; a text is UTF-8 of at most 4,096 bytes and is kept
	// as it is. One of white space alone says nothing and is left out.
	Fields map[string]string
	// Lists are the fields that have several texts. Order and repetition do not matter.
	Lists map[string][]string
}

// NewSourceRecord checks everything and returns the record. The error joins all faults; each wraps [ErrInvalid], and none shows a text.
func NewSourceRecord(cfg SourceRecordConfig) (SourceRecord, error) {
	r := SourceRecord{stamp{RecordRef{cfg.Source, cfg.ID}, cfg.At}, make([]fieldText, 0, len(cfg.Fields)+len(cfg.Lists))}
	for name, value := range cfg.Fields {
		r.fields = append(r.fields, fieldText{name, value})
	}
	for name, values := range cfg.Lists {
		for _, value := range values {
			r.fields = append(r.fields, fieldText{name, value})
		}
	}
	slices.SortFunc(r.fields, fieldText.compare)
	r.fields = slices.Compact(r.fields)
	f := faults{place: "source record"}
	r.check(&f)
	r.fields = slices.DeleteFunc(r.fields, fieldText.blank)
	return checked(r, f)
}

func (r *SourceRecord) check(f *faults) {
	r.stamp.check(f)
	for i, t := range r.fields {
		if i == 0 || t.name != r.fields[i-1].name {
			if rule := idFault(t.name); rule != "" {
				f.add("field name", quote(t.name), rule)
			}
		}
		if rule := textFault(t.value); rule != "" {
			f.add("field "+quote(t.name), "(not shown)", rule)
		}
	}
}

// blank reports whether the text says nothing.
func (t fieldText) blank() bool { return strings.TrimSpace(t.value) == "" }

// textFault names the rule that a text breaks, or returns "".
func textFault(text string) string {
	switch {
	case len(text) > maxText:
		return "at most 4096 bytes"
	case !utf8.ValidString(text):
		return "UTF-8"
	}
	return ""
}

// Ref returns the source and the id.
func (r SourceRecord) Ref() RecordRef { return r.ref }

// At returns when the source knew it to be so, in UTC.
func (r SourceRecord) At() time.Time { return r.at }

// Field returns the text of a field, the first in the order of bytes if there are several, and "" if there is none.
func (r SourceRecord) Field(name string) string {
	for _, t := range r.fields {
		if t.name == name {
			return t.value
		}
	}
	return ""
}

// Fields yields the names and texts, by name and then by text.
func (r SourceRecord) Fields() iter.Seq2[string, string] {
	return func(yield func(name, value string) bool) {
		for _, t := range r.fields {
			if !yield(t.name, t.value) {
				return
			}
		}
	}
}

// Completeness returns how many of the required fields are filled, and how many are required; a name counts once.
func (r SourceRecord) Completeness(required ...string) (filled, of int) {
	return completeness(required, r.Field)
}

// completeness counts the distinct names for which there is a text.
func completeness(required []string, text func(name string) string) (filled, of int) {
	for i, name := range required {
		if slices.Contains(required[:i], name) {
			continue
		}
		of++
		if text(name) != "" {
			filled++
		}
	}
	return filled, of
}

// Equal reports whether both are the same in every field.
func (r SourceRecord) Equal(o SourceRecord) bool {
	return r.stamp == o.stamp && slices.Equal(r.fields, o.fields)
}

// IsZero reports whether r is no record.
func (r SourceRecord) IsZero() bool { return r.at.IsZero() }

// compare is a total order; only equal records are alike in it.
func (r *SourceRecord) compare(o *SourceRecord) int {
	if c := r.stamp.compare(o.stamp); c != 0 {
		return c
	}
	return slices.CompareFunc(r.fields, o.fields, fieldText.compare)
}

// String returns the source and the id; what the fields say stays out of logs.
func (r SourceRecord) String() string { return r.ref.String() }
