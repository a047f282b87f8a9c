package relationship

import (
	"bytes"
	"iter"
	"slices"
	"sort"
	"strconv"
)

// Join says that a record holds a key which brought it together with another. It is comparable.
type Join struct {
	// Key is what they share.
	Key MatchKey
	// Record is one of them; there is a Join for each.
	Record RecordRef
}

// SharedKey is a key that several records share and that did not bring them together. It is comparable.
type SharedKey struct {
	// Key is what they share.
	Key MatchKey
	// Records is how many records share it.
	Records int
}

// join is a Join as it is kept: its record by the place among all.
type join struct {
	key    MatchKey
	record int32
}

// groupEnds is where a group ends in each of the lists.
type groupEnds struct{ stamps, kept, lost, joins int }

// Resolved is what [Resolve] made of records: a [Golden] for each party. It is an immutable value. The zero value is that of no records.
type Resolved struct {
	stamps []stamp // ascending in each group, and the groups by their first
	kept   []claim // by group, field and value
	lost   []claim
	joins  []join // by group, key and record
	ends   []groupEnds
	lookup []int32 // for each source and id, ascending, the place of its first record
	shared []SharedKey
}

// addJoins adds what brought the records of a group together.
func (r *Resolved) addJoins(keys *keyring, held []keyHolder) {
	slices.SortFunc(held, keys.compareKeys)
	for _, h := range held {
		r.joins = append(r.joins, join{keys.key(h.key), r.lookup[h.ref]})
	}
}

// addShared adds the keys that several records share in vain.
func (r *Resolved) addShared(keys *keyring, most int) {
	for i := range keys.keys {
		if key := &keys.keys[i]; key.count > 1 && !key.joins(most) {
			r.shared = append(r.shared, SharedKey{keys.key(int32(i)), int(key.count)})
		}
	}
	slices.SortFunc(r.shared, func(a, b SharedKey) int { return a.Key.compare(b.Key) })
}

// Len returns how many parties there are.
func (r Resolved) Len() int { return len(r.ends) }

// Records returns how many records there are.
func (r Resolved) Records() int { return len(r.stamps) }

// All yields the parties, in the order of their first records by source and id.
func (r Resolved) All() iter.Seq[Golden] {
	return func(yield func(Golden) bool) {
		for i := range r.ends {
			if !yield(r.golden(i)) {
				return
			}
		}
	}
}

// Of returns the party that a record is about, and whether the record is there. It takes O(log records).
func (r Resolved) Of(source, id string) (Golden, bool) {
	ref := RecordRef{source, id}
	i, found := sort.Find(len(r.lookup), func(i int) int { return ref.compare(r.stamps[r.lookup[i]].ref) })
	if !found {
		return Golden{}, false
	}
	at := int(r.lookup[i])
	return r.golden(sort.Search(len(r.ends), func(g int) bool { return r.ends[g].stamps > at })), true
}

// Shared yields the keys that several records share and that did not bring them together, because too many do or because they are among
// Never. To resolve again, give them as Never.
func (r Resolved) Shared() iter.Seq[SharedKey] { return slices.Values(r.shared) }

// Equal reports whether both are of the same records and came out alike.
func (r Resolved) Equal(o Resolved) bool {
	return slices.Equal(r.stamps, o.stamps) && slices.Equal(r.kept, o.kept) && slices.Equal(r.lost, o.lost) &&
		slices.Equal(r.joins, o.joins) && slices.Equal(r.ends, o.ends) && slices.Equal(r.shared, o.shared)
}

// IsZero reports whether there are no records.
func (r Resolved) IsZero() bool { return len(r.stamps) == 0 }

// String says how many there are; what the records say stays out of logs.
func (r Resolved) String() string {
	return strconv.Itoa(r.Len()) + " parties of " + strconv.Itoa(r.Records()) + " records"
}

// golden returns a group.
func (r *Resolved) golden(i int) Golden {
	from, to := groupEnds{}, r.ends[i]
	if i > 0 {
		from = r.ends[i-1]
	}
	return Golden{
		from.stamps, r.stamps[from.stamps:to.stamps], r.kept[from.kept:to.kept], r.lost[from.lost:to.lost], r.joins[from.joins:to.joins],
	}
}

// Golden is the one record of a party: of each field what was kept, and beside it what lost and why the records were brought together. It is
// an immutable value. The zero value is no record.
type Golden struct {
	start  int // the place of the first record among all
	stamps []stamp
	kept   []claim
	lost   []claim
	joins  []join
}

// Len returns how many records it is made of.
func (g Golden) Len() int { return len(g.stamps) }

// IsZero reports whether it is made of no records.
func (g Golden) IsZero() bool { return len(g.stamps) == 0 }

// String names the first record and how many there are; what they say stays out of logs.
func (g Golden) String() string {
	if g.IsZero() {
		return "no record"
	}
	return g.stamps[0].ref.String() + " of " + strconv.Itoa(g.Len())
}

// Records yields what it is made of, in order. A record that was given several times comes as often.
func (g Golden) Records() iter.Seq[RecordRef] {
	return func(yield func(RecordRef) bool) {
		for _, s := range g.stamps {
			if !yield(s.ref) {
				return
			}
		}
	}
}

// Field returns the text that was kept of a field, the first in the order of bytes if there are several, and "" if there is none.
func (g Golden) Field(name string) string {
	for i := range g.kept {
		if g.kept[i].name == name {
			return g.kept[i].value
		}
	}
	return ""
}

// Values yields what was kept, by field and then by value: one of each field, or all if the rule is SurvivorAllDistinct.
func (g Golden) Values() iter.Seq[Claim] { return g.claims(g.kept) }

// Conflicts yields what lost, by field and then by value. Each value that a record has of a field is kept or is here.
func (g Golden) Conflicts() iter.Seq[Claim] { return g.claims(g.lost) }

// claims yields claims.
func (g Golden) claims(list []claim) iter.Seq[Claim] {
	return func(yield func(Claim) bool) {
		for i := range list {
			if !yield(g.claim(&list[i])) {
				return
			}
		}
	}
}

// claim returns a claim with its record.
func (g Golden) claim(c *claim) Claim {
	from := &g.stamps[int(c.record)-g.start]
	return Claim{c.name, c.value, from.ref, from.at, int(c.said), c.rule}
}

// Joins yields the keys that brought the records together, by kind, issuer and text, each with every record that holds it. Records of one
// source and id need none.
func (g Golden) Joins() iter.Seq[Join] {
	return func(yield func(Join) bool) {
		for _, j := range g.joins {
			if !yield(Join{j.key, g.stamps[int(j.record)-g.start].ref}) {
				return
			}
		}
	}
}

// Completeness returns how many of the required fields are filled, and how many are required; a name counts once.
func (g Golden) Completeness(required ...string) (filled, of int) {
	return completeness(required, g.Field)
}

// Record returns what was kept as a record of its own, under a name of the caller's, as of the latest instant that it is made of. The error
// wraps [ErrInvalid].
func (g Golden) Record(source, id string) (SourceRecord, error) {
	lists := map[string][]string{}
	for i := range g.kept {
		lists[g.kept[i].name] = append(lists[g.kept[i].name], g.kept[i].value)
	}
	cfg := SourceRecordConfig{Source: source, ID: id, Lists: lists}
	for _, s := range g.stamps {
		if s.at.After(cfg.At) {
			cfg.At = s.at
		}
	}
	return NewSourceRecord(cfg)
}

// Equal reports whether both are made of the same records and came out alike.
func (g Golden) Equal(o Golden) bool { return bytes.Equal(g.append(nil), o.append(nil)) }
