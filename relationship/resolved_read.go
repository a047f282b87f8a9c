package relationship

import (
	"encoding/json"
	"slices"
)

// decodeGroup reads a group and adds it behind the others. What is in it keeps its order; whether it goes together is for checkGroup.
func (r *Resolved) decodeGroup(data []byte) error {
	const form = "group"
	var records, values, conflicts, joins []json.RawMessage
	if err := decodeObject(form, data,
		field{"records", &records, required}, field{"values", &values, optional}, field{"conflicts", &conflicts, optional},
		field{"joins", &joins, optional},
	); err != nil {
		return err
	}
	stamps, err := decodeItems(form, "records", records, (*stamp).slots, func(t, last *stamp) string {
		f := faults{}
		if t.check(&f); f.err() != nil {
			return "a source, an id and an instant"
		}
		if last != nil && last.compare(*t) > 0 {
			return "ascending records"
		}
		return ""
	})
	if err != nil {
		return err
	}
	start := len(r.stamps)
	r.stamps = append(r.stamps, stamps...)
	if r.kept, err = decodeClaims(r.kept, form, "values", values, stamps, start); err != nil {
		return err
	}
	if r.lost, err = decodeClaims(r.lost, form, "conflicts", conflicts, stamps, start); err != nil {
		return err
	}
	read, err := decodeItems(form, "joins", joins, (*Join).slots, func(j, last *Join) string {
		if rule := j.Key.rule(); rule != "" {
			return rule
		}
		if last != nil {
			if c := last.Key.compare(j.Key); c > 0 || c == 0 && last.Record.compare(j.Record) >= 0 {
				return "ascending keys and records"
			}
		}
		if _, there := findRecord(stamps, j.Record); !there {
			return "a record of the group"
		}
		return ""
	})
	for _, j := range read {
		at, _ := findRecord(stamps, j.Record)
		r.joins = append(r.joins, join{j.Key, int32(start + at)})
	}
	r.ends = append(r.ends, groupEnds{len(r.stamps), len(r.kept), len(r.lost), len(r.joins)})
	return err
}

// findRecord returns the place of the first record of a source and id.
func findRecord(stamps []stamp, ref RecordRef) (int, bool) {
	return slices.BinarySearchFunc(stamps, ref, func(s stamp, ref RecordRef) int { return s.ref.compare(ref) })
}

// decodeClaims reads claims of the records of a group, which begins at start, and adds them behind others.
func decodeClaims(list []claim, form, key string, raw []json.RawMessage, stamps []stamp, start int) ([]claim, error) {
	read, err := decodeItems(form, key, raw, (*storedClaim).slots, func(c, last *storedClaim) string {
		f := faults{}
		c.stamp.check(&f)
		_, there := slices.BinarySearchFunc(stamps, c.stamp, stamp.compare)
		switch {
		case f.err() != nil || !there:
			return "a record of the group"
		case idFault(c.name) != "":
			return "a name of a field"
		case textFault(c.value) != "" || c.blank():
			return "a text of at most 4096 bytes that is not blank"
		case last != nil && last.fieldText.compare(c.fieldText) >= 0:
			return "ascending names and values"
		case c.said < 1 || c.said > int64(len(stamps)):
			return "how many of the records say so"
		}
		return ""
	})
	for _, c := range read {
		at, _ := slices.BinarySearchFunc(stamps, c.stamp, stamp.compare)
		list = append(list, claim{c.fieldText, int32(start + at), int32(c.said), c.rule})
	}
	return list, err
}

// checkGroup checks that what was read last goes together, and adds its keys to those that were met.
func (r *Resolved) checkGroup(met map[MatchKey]bool) error {
	g := r.golden(len(r.ends) - 1)
	rule := ""
	switch {
	case len(g.stamps) == 0:
		rule = "records"
	case len(r.ends) > 1 && r.golden(len(r.ends) - 2).stamps[0].ref.compare(g.stamps[0].ref) >= 0:
		rule = "groups by their first records"
	case !g.decided():
		rule = "one value of each field, or all of them, and conflicts that differ from it"
	case !g.linked(met):
		rule = "keys that bring its records together, and no others"
	}
	if rule != "" {
		return &DecodeError{Form: "group", Rule: rule}
	}
	return nil
}

// decided reports whether what is kept and what lost could have come of rules: of each field there is one rule, and one value is kept and
// differs from those that lost, or all are kept.
func (g Golden) decided() bool {
	for i, c := range g.kept {
		if i > 0 && g.kept[i-1].name == c.name && (c.rule != SurvivorAllDistinct || g.kept[i-1].rule != c.rule) {
			return false
		}
	}
	for _, c := range g.lost {
		at, there := slices.BinarySearchFunc(g.kept, c.name, func(k claim, name string) int { return fieldText{name: k.name}.compare(fieldText{name: name}) })
		if !there || g.kept[at].rule != c.rule || g.kept[at].value == c.value || c.rule == SurvivorAllDistinct {
			return false
		}
	}
	return true
}

// linked reports whether the keys link all records of the group and only they, each of them several records.
func (g Golden) linked(met map[MatchKey]bool) bool {
	trees, apart := newForest(len(g.stamps)), len(g.stamps)
	link := func(a, b int) {
		if one, two := trees.find(int32(a)), trees.find(int32(b)); one != two {
			trees.union(one, two)
			apart--
		}
	}
	for i := 1; i < len(g.stamps); i++ {
		if g.stamps[i].ref == g.stamps[i-1].ref {
			link(i-1, i)
		}
	}
	for i, j := range g.joins {
		before := i > 0 && g.joins[i-1].key == j.key
		behind := i+1 < len(g.joins) && g.joins[i+1].key == j.key
		if !before && (!behind || met[j.key]) {
			return false
		}
		if before {
			link(int(g.joins[i-1].record)-g.start, int(j.record)-g.start)
		}
		met[j.key] = true
	}
	return apart == 1
}
