package segment

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/internal/strict"
)

// scoreTallyForm is the stored form of a tally.
type scoreTallyForm struct {
	Version int     `json:"version"`
	Unknown int64   `json:"unknown"`
	Points  []int   `json:"points"`
	Counts  []int64 `json:"counts"`
}

// MarshalJSON implements json.Marshaler: {"version":1,"unknown":2,"points":[0,7500],"counts":[1,3]}, where three members score 7500. Points
// ascend, so that equal tallies have equal forms.
func (t ScoreTally) MarshalJSON() ([]byte, error) {
	form := scoreTallyForm{storedVersion, t.unknown, make([]int, 0, len(t.counts)), make([]int64, 0, len(t.counts))}
	for _, points := range slices.Sorted(maps.Keys(t.counts)) {
		form.Points, form.Counts = append(form.Points, points), append(form.Counts, t.counts[points])
	}
	return json.Marshal(form)
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; points ascend,
// and each has a count of more than 0. After an error t is as it was. The error wraps [ErrDecode].
func (t *ScoreTally) UnmarshalJSON(data []byte) error {
	const name = "score tally JSON"
	var form scoreTallyForm
	var version int
	if err := decodeObject(name, data, field{key: "version", into: &version}, field{key: "unknown", into: &form.Unknown},
		field{key: "points", into: (*aggregateList[int])(&form.Points)}, field{key: "counts", into: (*aggregateList[int64])(&form.Counts)}); err != nil {
		return err
	}
	if err := checkVersion(name, version); err != nil {
		return err
	}
	if len(form.Points) != len(form.Counts) {
		return &DecodeError{Form: name, Where: "counts", Rule: "one for each of the points"}
	}
	var read ScoreTally
	if err := read.AddUnknown(form.Unknown); err != nil {
		return &DecodeError{Form: name, Where: "unknown", Err: err}
	}
	for i, points := range form.Points {
		where := "points[" + strconv.Itoa(i) + "]"
		if i > 0 && points <= form.Points[i-1] {
			return &DecodeError{Form: name, Where: where, Rule: "points in ascending order"}
		}
		if form.Counts[i] == 0 {
			return &DecodeError{Form: name, Where: "counts[" + strconv.Itoa(i) + "]", Rule: "a count of more than 0"}
		}
		if err := read.Add(points, form.Counts[i]); err != nil {
			return &DecodeError{Form: name, Where: where, Err: err}
		}
	}
	*t = read
	return nil
}

// aggregateList is an array in which null is no number.
type aggregateList[T int | int64] []T

// UnmarshalJSON reads the array as it stands.
func (l *aggregateList[T]) UnmarshalJSON(data []byte) error {
	var read []*T
	if err := json.Unmarshal(data, &read); err != nil {
		return err
	}
	*l = make(aggregateList[T], len(read))
	for i, v := range read {
		if v == nil {
			return invalid("number "+strconv.Itoa(i+1), "null", "a whole number")
		}
		(*l)[i] = *v
	}
	return nil
}

// aggregateGroup is the state of one group.
type aggregateGroup interface {
	json.Marshaler
	json.Unmarshaler
}

// aggregateGroupForm is the stored form of one group.
type aggregateGroupForm struct {
	Label json.RawMessage `json:"label"`
	Tally json.RawMessage `json:"tally"`
}

// aggregateGroupsForm is the stored form of groups.
type aggregateGroupsForm struct {
	Version int                  `json:"version"`
	Groups  []aggregateGroupForm `json:"groups"`
}

// aggregateWrite writes groups in the order of their labels. A label must come back from its own form: a text that is no UTF-8 would
// come back as another.
func aggregateWrite[L cmp.Ordered, S aggregateGroup](groups map[L]S) ([]byte, error) {
	form := aggregateGroupsForm{storedVersion, make([]aggregateGroupForm, 0, len(groups))}
	for _, label := range slices.Sorted(maps.Keys(groups)) {
		written, err := json.Marshal(label)
		if err != nil {
			return nil, err
		}
		var back L
		if err := json.Unmarshal(written, &back); err != nil || back != label {
			return nil, invalid("label", quote(string(written)), "one that can be stored")
		}
		tally, err := groups[label].MarshalJSON()
		if err != nil {
			return nil, err
		}
		form.Groups = append(form.Groups, aggregateGroupForm{written, tally})
	}
	return json.Marshal(form)
}

// aggregateRead reads what aggregateWrite wrote.
func aggregateRead[L cmp.Ordered, T any, S interface {
	*T
	aggregateGroup
}](name string, data []byte) (map[L]S, error) {
	var form aggregateGroupsForm
	if err := strict.Value(data, func(where, rule string, err error) error {
		return &DecodeError{Form: name, Where: where, Rule: rule, Err: err}
	}, &form); err != nil {
		return nil, err
	}
	if err := checkVersion(name, form.Version); err != nil {
		return nil, err
	}
	if form.Groups == nil {
		return nil, &DecodeError{Form: name, Where: "groups", Rule: "this field"}
	}
	groups := make(map[L]S, len(form.Groups))
	var last L
	for i, g := range form.Groups {
		fail := func(rule string, err error) (map[L]S, error) {
			return nil, &DecodeError{Form: name, Where: "groups[" + strconv.Itoa(i) + "]", Rule: rule, Err: err}
		}
		if g.Label == nil || g.Tally == nil {
			return fail("a label and a tally", nil)
		}
		var label L
		if err := json.Unmarshal(g.Label, &label); err != nil {
			return fail("", err)
		}
		label, err := groupLabel(label)
		if err != nil {
			return fail("", err)
		}
		if i > 0 && label <= last {
			return fail("labels in ascending order, each once", nil)
		}
		tally := S(new(T))
		if err := tally.UnmarshalJSON(g.Tally); err != nil {
			return fail("", err)
		}
		groups[label], last = tally, label
	}
	return groups, nil
}

// The stored form is JSON.
var (
	_ aggregateGroup = (*ScoreTally)(nil)
	_ json.Marshaler = ScoreTally{}
)
