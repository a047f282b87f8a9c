package relationship

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"
)

// sortRecords returns the records in the order of source, id, instant and fields.
func sortRecords(records []SourceRecord) ([]*SourceRecord, error) {
	sources := map[string]int{}
	for i := range records {
		if records[i].IsZero() {
			return nil, &InvalidError{Place: "resolve: records[" + strconv.Itoa(i) + "]", Value: "the zero value", Rule: "one that was constructed"}
		}
		sources[records[i].ref.Source] = 0
	}
	// Most pairs are told apart by a number for the source and one for the front of the id.
	names := make([]string, 0, len(sources))
	for name := range sources {
		names = append(names, name)
	}
	slices.Sort(names)
	for i, name := range names {
		sources[name] = i
	}
	common := make([]string, len(names)) // what the ids of a source begin with
	known := make([]bool, len(names))
	type sortable struct {
		source int
		front  uint64
		record *SourceRecord
	}
	order := make([]sortable, len(records))
	for i := range records {
		r := &records[i]
		source := sources[r.ref.Source]
		if order[i] = (sortable{source: source, record: r}); known[source] {
			common[source] = commonFront(common[source], r.ref.ID)
		} else {
			common[source], known[source] = r.ref.ID, true
		}
	}
	for i := range order {
		order[i].front = front(order[i].record.ref.ID[len(common[order[i].source]):])
	}
	slices.SortFunc(order, func(a, b sortable) int {
		if a.source != b.source {
			return cmp.Compare(a.source, b.source)
		}
		if a.front != b.front {
			return cmp.Compare(a.front, b.front)
		}
		return a.record.compare(b.record)
	})
	sorted := make([]*SourceRecord, len(order))
	for i := range order {
		sorted[i] = order[i].record
	}
	return sorted, nil
}

// commonFront returns what both begin with.
func commonFront(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return a[:n]
}

// front returns the first eight bytes as a number, so that numbers that differ are in the order of the texts.
func front(text string) uint64 {
	var eight [8]byte
	copy(eight[:], text)
	return binary.BigEndian.Uint64(eight[:])
}

// holdKeys goes over sorted records. It returns their keys, and where the records of each source and id begin, with the end behind them.
func holdKeys(sorted []*SourceRecord, opt *ResolveOptions) (*keyring, []int32, error) {
	keys := &keyring{}
	fields := map[string]int{}
	space := func(kind MatchKind, issuer string, size int) int {
		at := slices.IndexFunc(keys.spaces, func(s keySpace) bool { return s.kind == kind && s.issuer == issuer })
		if at < 0 {
			at = len(keys.spaces)
			keys.spaces = append(keys.spaces, keySpace{kind, issuer, make(map[string]int32, size)})
		}
		return at
	}
	// Maps that begin at about their size need not grow, which is most of their cost.
	half := len(sorted) / 2
	emails, phones, own := space(MatchEmail, "", half), space(MatchPhone, "", half), space(MatchOwn, "", 0)
	for _, name := range opt.Emails {
		fields[name] = emails
	}
	for _, name := range opt.Phones {
		fields[name] = phones
	}
	for name, issuer := range opt.Issuers {
		fields[name] = space(MatchExternal, issuer, 0)
	}

	first := make([]int32, 0, len(sorted)+1)
	var digits []byte
	for i, r := range sorted {
		if i == 0 || r.ref != sorted[i-1].ref {
			first = append(first, int32(i))
		}
		ref := int32(len(first) - 1)
		for _, t := range r.fields {
			at, matched := fields[t.name]
			switch {
			case !matched:
			case at == emails:
				keys.hold(at, emailKey(t.value), ref)
			case at != phones:
				keys.hold(at, t.value, ref)
			case opt.Phone == nil:
				digits = appendPhone(digits[:0], t.value)
				keys.holdBytes(at, digits, ref)
			default:
				if digits = appendPhone(digits[:0], t.value); len(digits) == 0 {
					break
				}
				key := opt.Phone(r.ref.Source, string(digits))
				if rule := textFault(key); rule != "" {
					return nil, nil, keyError("phone key", r, rule)
				}
				keys.hold(at, key, ref)
			}
		}
		if opt.Keys == nil {
			continue
		}
		for _, key := range opt.Keys(*r) {
			if rule := textFault(key); rule != "" {
				return nil, nil, keyError("own key", r, rule)
			}
			keys.hold(own, key, ref)
		}
	}
	for _, never := range opt.Never {
		if n, known := keys.spaces[space(never.Kind, never.Issuer, 0)].numbers[never.Text]; known {
			keys.keys[n].blocked = true
		}
	}
	return keys, append(first, int32(len(sorted))), nil
}

// keyError is the refusal of a key that a function of the caller made.
func keyError(what string, r *SourceRecord, rule string) error {
	return &InvalidError{Place: "resolve: " + what + " of record " + quote(r.ref.String()), Value: "(not shown)", Rule: rule}
}

// forest is a set of trees, one for each group: the number of a parent, or of a root the size below 0.
type forest []int32

// newForest returns n trees of one.
func newForest(n int) forest {
	f := make(forest, n)
	for i := range f {
		f[i] = -1
	}
	return f
}

// find returns the root, and halves the path to it.
func (f forest) find(i int32) int32 {
	for f[i] >= 0 {
		if up := f[f[i]]; up >= 0 {
			f[i] = up
		}
		i = f[i]
	}
	return i
}

// union joins the trees of both, the smaller below the larger.
func (f forest) union(a, b int32) {
	if a, b = f.find(a), f.find(b); a == b {
		return
	}
	if f[a] > f[b] {
		a, b = b, a
	}
	f[a] += f[b]
	f[b] = a
}

// groups are the connected components. Both lists stand one group after the other; the ends of group g are at g+1.
type groups struct {
	ofRefs           []int32
	holders          []keyHolder
	refEnds, heldEnd []int32
}

// n returns how many groups there are.
func (g *groups) n() int { return len(g.refEnds) - 1 }

// joins returns how many holders bring records together.
func (g *groups) joins() int { return len(g.holders) }

// refs returns the records of a group, in order.
func (g *groups) refs(i int) []int32 { return g.ofRefs[g.refEnds[i]:g.refEnds[i+1]] }

// held returns what brings the records of a group together.
func (g *groups) held(i int) []keyHolder { return g.holders[g.heldEnd[i]:g.heldEnd[i+1]] }

// gather makes the groups of n records that each hold some keys, in the order of their first records.
func gather(keys *keyring, n, most int) *groups {
	trees := newForest(n)
	joining := 0
	for i := range keys.keys {
		keys.keys[i].last = -1
	}
	for _, h := range keys.holders {
		key := &keys.keys[h.key]
		if !key.joins(most) {
			continue
		}
		joining++
		if key.last >= 0 {
			trees.union(key.last, h.ref)
		}
		key.last = h.ref
	}
	// Roots are numbered as their first record is met.
	group := make([]int32, n)
	number := make([]int32, n)
	made := &groups{ofRefs: make([]int32, n), holders: make([]keyHolder, joining), refEnds: []int32{0}}
	for ref := range group {
		root := trees.find(int32(ref))
		if number[root] == 0 {
			made.refEnds = append(made.refEnds, made.refEnds[len(made.refEnds)-1]-trees[root])
			number[root] = int32(made.n())
		}
		group[ref] = number[root] - 1
	}
	next := slices.Clone(made.refEnds)
	for ref, g := range group {
		made.ofRefs[next[g]] = int32(ref)
		next[g]++
	}
	made.heldEnd = make([]int32, made.n()+1)
	for _, h := range keys.holders {
		if keys.keys[h.key].joins(most) {
			made.heldEnd[group[h.ref]+1]++
		}
	}
	for i := range made.n() {
		made.heldEnd[i+1] += made.heldEnd[i]
	}
	next = slices.Clone(made.heldEnd)
	for _, h := range keys.holders {
		if keys.keys[h.key].joins(most) {
			g := group[h.ref]
			made.holders[next[g]] = h
			next[g]++
		}
	}
	return made
}

// compareKeys orders by kind, issuer, text and record.
func (k *keyring) compareKeys(a, b keyHolder) int {
	if a.key == b.key {
		return cmp.Compare(a.ref, b.ref)
	}
	one, two := &k.keys[a.key], &k.keys[b.key]
	if one.space == two.space {
		return strings.Compare(one.text, two.text)
	}
	return k.key(a.key).compare(k.key(b.key))
}
