package relationship

import (
	"encoding/json"
	"slices"
	"strconv"
)

// resolvedForm is how errors name the stored form of a Resolved, resolvedVersion is its version.
const (
	resolvedForm    = "resolved JSON"
	resolvedVersion = 1
)

// storedClaim is a claim on its way in or out.
type storedClaim struct {
	fieldText
	stamp
	said int64
	rule SurvivorRule
}

// slots lists the fields in the order in which they are stored.
func (c *storedClaim) slots(s *slots) {
	c.fieldText.slots(s)
	c.stamp.slots(s)
	s.add("said", &c.said, required)
	s.choice("rule", (*uint8)(&c.rule), survivorNames, required)
}

// slots lists the fields in the order in which they are stored.
func (j *Join) slots(s *slots) {
	j.Key.slots(s)
	j.Record.slots(s)
}

// storedShared is a shared key on its way in or out.
type storedShared struct {
	key     MatchKey
	records int64
}

// slots lists the fields in the order in which they are stored.
func (k *storedShared) slots(s *slots) {
	k.key.slots(s)
	s.add("records", &k.records, required)
}

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"groups":[{
//	  "records":[{"source":"card","id":"4","at":"2026-01-02T10:00:00Z"},{"source":"shop","id":"9","at":"2026-01-03T10:00:00Z"}],
//	  "values":[{"name":"city","value":"Ulm","source":"shop","id":"9","at":"2026-01-03T10:00:00Z","said":1,"rule":"most-recent"}],
//	  "conflicts":[{"name":"city","value":"Bonn","source":"card","id":"4","at":"2026-01-02T10:00:00Z","said":1,"rule":"most-recent"}],
//	  "joins":[{"kind":"phone","text":"+4930","source":"card","id":"4"},{"kind":"phone","text":"+4930","source":"shop","id":"9"}]}],
//	 "shared":[{"kind":"external","issuer":"club","text":"0","records":51}]}
//
// in one line, and without the lists that are empty. Equal values have equal forms, and so the form does not hang on the order of the records.
func (r Resolved) MarshalJSON() ([]byte, error) {
	dst := append(make([]byte, 0, 128+512*len(r.stamps)), `{"version":1`...)
	for i := range r.ends {
		if i == 0 {
			dst = append(dst, `,"groups":[`...)
		} else {
			dst = append(dst, ',')
		}
		dst = r.golden(i).append(dst)
	}
	if len(r.ends) > 0 {
		dst = append(dst, ']')
	}
	dst = appendItems(dst, "shared", len(r.shared), func(i int, s *slots) {
		(&storedShared{r.shared[i].Key, int64(r.shared[i].Records)}).slots(s)
	})
	return append(dst, '}'), nil
}

// append appends a group.
func (g Golden) append(dst []byte) []byte {
	start := len(dst)
	dst = appendItems(dst, "records", len(g.stamps), func(i int, s *slots) { t := g.stamps[i]; t.slots(s) })
	dst = appendItems(dst, "values", len(g.kept), func(i int, s *slots) { g.stored(&g.kept[i]).slots(s) })
	dst = appendItems(dst, "conflicts", len(g.lost), func(i int, s *slots) { g.stored(&g.lost[i]).slots(s) })
	dst = appendItems(dst, "joins", len(g.joins), func(i int, s *slots) {
		(&Join{g.joins[i].key, g.stamps[int(g.joins[i].record)-g.start].ref}).slots(s)
	})
	if len(dst) == start {
		return append(dst, "{}"...)
	}
	dst[start] = '{' // for the comma before the first list
	return append(dst, '}')
}

// stored returns a claim as it is stored.
func (g Golden) stored(c *claim) *storedClaim {
	return &storedClaim{c.fieldText, g.stamps[int(c.record)-g.start], int64(c.said), c.rule}
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; and every list in its
// order. It does not resolve again, so whether the values that stand are those that the rules would choose is not looked at. After an
// error r is as it was. The error wraps [ErrDecode] and shows no text.
func (r *Resolved) UnmarshalJSON(data []byte) error {
	version := 0
	var groups, shared []json.RawMessage
	if err := decodeObject(resolvedForm, data,
		field{"version", &version, required}, field{"groups", &groups, optional}, field{"shared", &shared, optional},
	); err != nil {
		return err
	}
	if err := checkVersion(resolvedForm, version, resolvedVersion); err != nil {
		return err
	}
	var read Resolved
	met := map[MatchKey]bool{} // the keys of other groups
	for i, text := range groups {
		err := read.decodeGroup(text)
		if err == nil {
			err = read.checkGroup(met)
		}
		if err != nil {
			return &DecodeError{Form: resolvedForm, Where: "groups[" + strconv.Itoa(i) + "]", Err: err}
		}
	}
	if err := read.index(); err != nil {
		return err
	}
	keys, err := decodeItems(resolvedForm, "shared", shared, (*storedShared).slots, func(k, last *storedShared) string {
		switch {
		case k.key.rule() != "":
			return k.key.rule()
		case last != nil && last.key.compare(k.key) >= 0:
			return "ascending keys"
		case met[k.key]:
			return "a key that brought no records together"
		case k.records < 2 || k.records > int64(len(read.lookup)):
			return "several of the records"
		}
		return ""
	})
	if err != nil {
		return err
	}
	for _, k := range keys {
		read.shared = append(read.shared, SharedKey{k.key, int(k.records)})
	}
	*r = read
	return nil
}

// index makes the lookup of records that were read, of which each is in one group.
func (r *Resolved) index() error {
	group := make([]int, len(r.stamps))
	from := 0
	for g, end := range r.ends {
		for ; from < end.stamps; from++ {
			group[from] = g
			if i := from; i == 0 || r.stamps[i].ref != r.stamps[i-1].ref || g != group[i-1] {
				r.lookup = append(r.lookup, int32(i))
			}
		}
	}
	slices.SortFunc(r.lookup, func(a, b int32) int { return r.stamps[a].ref.compare(r.stamps[b].ref) })
	for i := 1; i < len(r.lookup); i++ {
		if ref := r.stamps[r.lookup[i]].ref; ref == r.stamps[r.lookup[i-1]].ref {
			return &DecodeError{Form: resolvedForm, Where: "record " + quote(ref.String()), Rule: "each record in one group"}
		}
	}
	return nil
}
