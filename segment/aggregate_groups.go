package segment

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
)

// Aggregate holds a [ScoreTally] for each group, so that one can ask how good the relationships with a group are rather than the one with
// a single customer. What a group is, and which score it is about, is for the caller: an [Engagement], a name, an age in years. A
// label that is stored as a text must be UTF-8.
//
// The zero value is empty and ready to use. It is used by pointer and copied with Clone.
type Aggregate[L cmp.Ordered] struct{ groups map[L]*ScoreTally }

// Add counts members of a group with a score; 0 times is nothing. The error wraps [ErrInvalid]: a label that is NaN or, as an unset
// enumeration, not valid, and what
// [ScoreTally.Add] says. After an error a is as it was.
func (a *Aggregate[L]) Add(label L, points int, times int64) error {
	return a.change(label, func(t *ScoreTally) error { return t.Add(points, times) })
}

// AddUnknown counts members of a group whose score is not known. The error is that of Add.
func (a *Aggregate[L]) AddUnknown(label L, times int64) error {
	return a.change(label, func(t *ScoreTally) error { return t.AddUnknown(times) })
}

// change applies a change to a group, which is kept only if somebody is in it.
func (a *Aggregate[L]) change(label L, by func(*ScoreTally) error) error {
	if a == nil {
		return errNowhere("aggregate")
	}
	label, err := groupLabel(label)
	if err != nil {
		return err
	}
	t := a.groups[label]
	if t == nil {
		t = new(ScoreTally)
	}
	if err := by(t); err != nil || t.IsZero() {
		return err
	}
	if a.groups == nil {
		a.groups = map[L]*ScoreTally{}
	}
	a.groups[label] = t
	return nil
}

// Merge adds the members of other, group by group; they must be others than those of a. other is not changed; nil has none. Merging is
// commutative and associative, the empty aggregate is its identity, and merging those of parts is counting all at once, to the last
// bit. The error is that of [ScoreTally.Merge] with the number of the group. After an error a is as it was.
func (a *Aggregate[L]) Merge(other *Aggregate[L]) error {
	switch {
	case other == nil:
		return nil
	case a == nil:
		return errNowhere("aggregate")
	}
	labels := other.Labels()
	for i, label := range labels {
		if t, ours := a.groups[label], other.groups[label]; t != nil {
			if err := t.room(ours.scored + ours.unknown); err != nil {
				return invalid("group "+strconv.Itoa(i+1), strconv.FormatInt(ours.scored+ours.unknown, 10)+" more members", "at most "+strconv.FormatInt(mostScores, 10)+" in all")
			}
		}
	}
	for _, label := range labels {
		add := other.groups[label]
		if err := a.change(label, func(t *ScoreTally) error { return t.Merge(add) }); err != nil {
			return err // impossible: it was checked
		}
	}
	return nil
}

// Labels returns the groups that have members, in ascending order, as a fresh slice.
func (a *Aggregate[L]) Labels() []L {
	a = orEmpty(a)
	return slices.Sorted(maps.Keys(a.groups))
}

// Of returns a copy of the tally of a group; the empty one if nobody is in it.
func (a *Aggregate[L]) Of(label L) *ScoreTally {
	a = orEmpty(a)
	if t := a.groups[label]; t != nil {
		return t.Clone()
	}
	return new(ScoreTally)
}

// Total returns the tally of all groups together, the sum of theirs. The error wraps [ErrInvalid] when they hold more than 10^10 members.
func (a *Aggregate[L]) Total() (*ScoreTally, error) {
	a = orEmpty(a)
	total := new(ScoreTally)
	for _, t := range a.groups {
		if err := total.Merge(t); err != nil {
			return nil, err
		}
	}
	return total, nil
}

// IsZero reports whether no group has members.
func (a *Aggregate[L]) IsZero() bool {
	a = orEmpty(a)
	return len(a.groups) == 0
}

// Clone returns a copy that shares nothing with a.
func (a *Aggregate[L]) Clone() *Aggregate[L] {
	a = orEmpty(a)
	clone := &Aggregate[L]{maps.Clone(a.groups)}
	for label, t := range clone.groups {
		clone.groups[label] = t.Clone()
	}
	return clone
}

// Equal reports whether both have counted the same; nil has counted nobody.
func (a *Aggregate[L]) Equal(other *Aggregate[L]) bool {
	return maps.EqualFunc(orEmpty(a).groups, orEmpty(other).groups, (*ScoreTally).Equal)
}

// MarshalJSON implements json.Marshaler: {"version":1,"groups":[{"label":"champions","tally":…}]}, with the form of [ScoreTally]. Labels
// have the form that encoding/json gives them and ascend, so that equal aggregates have equal forms. The error is that of a label's
// own form, or wraps [ErrInvalid] if the label would not come back from it.
func (a Aggregate[L]) MarshalJSON() ([]byte, error) { return aggregateWrite(a.groups) }

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; labels ascend,
// and nobody is in no group. After an error a is as it was. The error wraps [ErrDecode].
func (a *Aggregate[L]) UnmarshalJSON(data []byte) error {
	const name = "aggregate JSON"
	groups, err := aggregateRead[L, ScoreTally](name, data)
	if err != nil {
		return err
	}
	for _, t := range groups {
		if t.IsZero() {
			return &DecodeError{Form: name, Where: "groups", Rule: "groups with members"}
		}
	}
	*a = Aggregate[L]{groups}
	return nil
}
