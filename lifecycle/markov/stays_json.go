package markov

import (
	"cmp"
	"strconv"
)

const staysForm = "stays JSON"

// storedStays is the stored form of stays when it is read. Pointers are nil where a field is not there.
type storedStays[S cmp.Ordered] struct {
	Version *int             `json:"version"`
	Stays   *[]storedStay[S] `json:"stays"`
}

type storedStay[S cmp.Ordered] struct {
	Label   *S     `json:"label"`
	Days    *int   `json:"days"`
	Late    *int64 `json:"late"`
	Ended   *int64 `json:"ended"`
	Running *int64 `json:"running"`
}

// MarshalJSON implements json.Marshaler, ascending by label and days:
//
//	{"version":1,"stays":[{"label":"purchase","days":30,"late":1},{"label":"purchase","days":41,"ended":2,"running":1}]}
//
// which are three stays of 41 days, of which one was first seen after 30. Counts of 0 are left out. Labels are written by their own JSON
// form. Equal stays give equal bytes. A label that its JSON form does not give back, such as a text that is no UTF-8 or an infinity, is a
// *[DecodeError].
func (s Stays[S]) MarshalJSON() ([]byte, error) {
	dst := []byte(`{"version":1,"stays":[`)
	var err error
	for i, at := range s.cells {
		if i > 0 {
			dst = append(dst, ',')
		}
		if dst, err = encodeLabel(staysForm, append(dst, `{"label":`...), at.label); err != nil {
			return nil, err
		}
		dst = strconv.AppendInt(append(dst, `,"days":`...), int64(at.days), 10)
		dst = appendCount(dst, `,"late":`, at.late)
		dst = appendCount(dst, `,"ended":`, at.ended)
		dst = append(appendCount(dst, `,"running":`, at.running), '}')
	}
	return append(dst, `]}`...), nil
}

// appendCount appends a field that is not 0.
func appendCount(dst []byte, key string, n int64) []byte {
	if n == 0 {
		return dst
	}
	return strconv.AppendInt(append(dst, key...), n, 10)
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, labels and days that ascend,
// counts of 1 or more, and as many late entries as stays could have had. After an error s is as it was. The error wraps [ErrDecode].
func (s *Stays[S]) UnmarshalJSON(data []byte) error {
	var stored storedStays[S]
	if err := decodeForm(staysForm, data, &stored); err != nil {
		return err
	}
	if err := checkVersion(staysForm, stored.Version); err != nil {
		return err
	}
	if stored.Stays == nil {
		return &DecodeError{Form: staysForm, Where: "stays", Rule: "this field"}
	}
	var read Stays[S]
	for i := range *stored.Stays {
		next, rule, err := (*stored.Stays)[i].cell()
		n := next.ended + next.running
		switch {
		case err != nil || rule != "":
		case i > 0 && read.cells[i-1].compare(next) >= 0:
			rule = "labels and days that ascend, each once"
		case n < 0 || read.total+n < 0:
			rule = mostTotal
		}
		if err != nil || rule != "" {
			return &DecodeError{Form: staysForm, Where: place("stays", i), Rule: rule, Err: err}
		}
		read.total += n
		read.cells = append(read.cells, next)
	}
	for _, label := range read.States() {
		if !plausible(read.row(label)) {
			return &DecodeError{Form: staysForm, Where: "stays", Rule: "late entries of stays that lasted longer"}
		}
	}
	*s = read
	return nil
}

// cell returns an entry, or the rule that it breaks.
func (f *storedStay[S]) cell() (next stay[S], rule string, err error) {
	if f.Label == nil || f.Days == nil || f.Late == nil && f.Ended == nil && f.Running == nil {
		return next, "label, days, and late, ended or running", nil
	}
	if next.label, err = labelOf("label", *f.Label); err != nil {
		return next, "", err
	}
	next.days = *f.Days
	if next.days < 0 || next.days > mostDays {
		return next, "days of 0 to " + strconv.Itoa(mostDays), nil
	}
	for _, c := range []struct{ from, to *int64 }{{f.Late, &next.late}, {f.Ended, &next.ended}, {f.Running, &next.running}} {
		if c.from == nil {
			continue
		}
		if *c.from < 1 {
			return next, "counts of 1 or more", nil
		}
		*c.to = *c.from
	}
	return next, "", nil
}

// plausible reports whether stays can have led to these entries of a label: on no day were there more that ended or were seen last than
// there were stays.
func plausible[S cmp.Ordered](row []stay[S]) bool {
	seen := int64(0)
	for _, at := range row {
		seen += at.ended + at.running
	}
	for _, at := range row {
		if at.late > seen {
			return false
		}
		seen -= at.late
	}
	for _, at := range row { // seen are those that were seen from their beginning
		if at.ended+at.running > seen {
			return false
		}
		seen += at.late - at.ended - at.running
	}
	return true
}
