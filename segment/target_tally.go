package segment

import (
	"encoding/json"
	"hash/fnv"
	"slices"
)

// TargetTally counts parties by target segment. [Targets.Observe] adds one, Merge those of another channel or shard, and
// [Targets.Report] reads it.
//
// The zero value has counted nobody and is ready to use. It is used by pointer and copied with Clone: what is counted into a plain copy
// goes in part into both.
type TargetTally struct {
	rules    uint64
	parties  int
	one      int // have exactly one label, several more, open none but perhaps some
	several  int
	open     int
	desired  targetCount
	rows     []targetCount
	known    []int // by attribute
	anything bool
}

// targetCount counts those of whom something is so, those of whom it is not known, and those who have the label, too.
type targetCount struct{ yes, unknown, members int }

// fingerprint is of all that counts depend on but labels: attributes, predicates, and what is desired.
func (t *Targets[L]) fingerprint() uint64 {
	h := fnv.New64a()
	write := func(parts ...string) {
		for _, p := range parts {
			_, _ = h.Write([]byte(p))
			_, _ = h.Write([]byte{0})
		}
	}
	write(t.cfg.Policy.String())
	for i := range t.core.list {
		write(t.core.list[i].Name)
	}
	for i := range t.rows() {
		if i < len(t.criteria) {
			form, _ := t.criteria[i].from.MarshalJSON() // what was compiled has a form
			write(string(form))
		}
		write(truthOf(t.wanted(i)).String())
	}
	if !t.desired.IsZero() {
		form, _ := t.desired.from.MarshalJSON()
		write(string(form))
	}
	return h.Sum64()
}

// Observe counts one party. The error is that of [Criterion.Of], or an *InvalidError if the tally has counted by other segments or is full;
// after an error the tally is as it was. The order of parties does not matter. It does not allocate but for the first party.
func (t Targets[L]) Observe(tally *TargetTally, a Attributes) error {
	words, err := t.wordsOf(a)
	if err != nil {
		return err
	}
	switch {
	case tally == nil:
		return invalid("tally", "nil", "one to count in")
	case !t.counted(tally):
		return invalid("tally", "counts of other segments", "counts of these")
	case tally.parties >= mostCustomers:
		return invalidInt("tally: parties", tally.parties, "fewer than 2^50")
	case !tally.anything:
		*tally = TargetTally{rules: t.rules, anything: true, rows: make([]targetCount, t.rows()), known: make([]int, len(t.core.list))}
	}
	tally.parties++
	for i := range tally.known {
		if words[i/64]>>(i%64)&1 == 1 {
			tally.known[i]++
		}
	}
	open, labels, perhaps := Yes, 0, false
	t.walk(words, func(row int, answer Truth) {
		tally.rows[row].add(answer)
		switch t.member(answer, &open) {
		case Yes:
			tally.rows[row].members++
			labels++
		case Unknown:
			perhaps = true
		}
	})
	switch {
	case labels > 1:
		tally.several++
	case labels == 1:
		tally.one++
	case perhaps:
		tally.open++
	}
	tally.desired.add(t.wants(words))
	return nil
}

// counted reports whether these segments made the tally. A damaged one may bear their mark and yet have other rows.
func (t *Targets[L]) counted(tally *TargetTally) bool {
	return !tally.anything || tally.rules == t.rules && len(tally.rows) == t.rows() && len(tally.known) == len(t.core.list)
}

// add counts an answer.
func (c *targetCount) add(answer Truth) {
	switch answer {
	case Yes:
		c.yes++
	case Unknown:
		c.unknown++
	}
}

func (c *targetCount) merge(o targetCount) {
	c.yes += o.yes
	c.unknown += o.unknown
	c.members += o.members
}

// Merge adds the parties of o, none of whom may have been counted already. It is commutative and associative, the zero value and nil
// change nothing, and o, which may be t itself, stays as it is otherwise and shares nothing with t. Counts of other segments, and more
// than 2^50 parties in all, are an *InvalidError and leave t as it was.
func (t *TargetTally) Merge(o *TargetTally) error {
	switch {
	case t == nil:
		return invalid("tally", "nil", "one to count in")
	case o == nil || !o.anything:
		return nil
	case !t.anything:
		*t = o.Clone()
		return nil
	case t.rules != o.rules || len(t.rows) != len(o.rows) || len(t.known) != len(o.known):
		return invalid("tally", "counts of other segments", "counts of the same")
	case t.parties > mostCustomers-o.parties:
		return invalidInt("tally: parties", o.parties, "at most 2^50 in all")
	}
	t.parties += o.parties
	t.one += o.one
	t.several += o.several
	t.open += o.open
	t.desired.merge(o.desired)
	for i := range o.rows {
		t.rows[i].merge(o.rows[i])
	}
	for i := range o.known {
		t.known[i] += o.known[i]
	}
	return nil
}

// Clone returns a copy that shares nothing with t.
func (t TargetTally) Clone() TargetTally {
	t.rows, t.known = slices.Clone(t.rows), slices.Clone(t.known)
	return t
}

// IsZero reports whether nobody was counted.
func (t TargetTally) IsZero() bool { return !t.anything }

// Parties returns how many were counted.
func (t TargetTally) Parties() int { return t.parties }

// Equal reports whether both have counted the same by the same segments.
func (t TargetTally) Equal(o TargetTally) bool {
	return t.rules == o.rules && t.parties == o.parties && t.one == o.one && t.several == o.several && t.open == o.open &&
		t.desired == o.desired && t.anything == o.anything && slices.Equal(t.rows, o.rows) && slices.Equal(t.known, o.known)
}

// The stored form is JSON.
var (
	_ json.Marshaler   = TargetTally{}
	_ json.Unmarshaler = (*TargetTally)(nil)
)
