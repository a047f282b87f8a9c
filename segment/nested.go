package segment

import (
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// nest holds the thresholds within groups.
type nest struct {
	frequencies []scale      // by score of R
	values      []ValueScale // by score of R, for pairs that nobody has
	pairs       []ValueScale // by scores of R and F, F running fastest
}

// value returns the scale of amounts of a pair of scores, which count from 0 here.
func (n *nest) value(recency, frequency int) *ValueScale {
	return &n.pairs[recency*(len(n.pairs)/len(n.frequencies))+frequency]
}

// nest takes thresholds within each R score and within each pair of R and F scores of the members, and reports what scores they get.
func (t *thresholds) nest(members []member, ties Ties, report *Report) *nest {
	n := t.emptyNest()
	k := [...]int{len(t.recency.counts), len(t.frequency.counts), len(t.value.counts)}
	report.Frequency.Counts, report.Monetary.Counts = make([]int, k[1]), make([]int, k[2])
	for i, group := range parted(members, k[0], func(m *member) int { return reached(t.recency.cuts, m.recency) }) {
		if len(group) == 0 {
			continue
		}
		days := make([]int64, len(group))
		for j := range group {
			days[j] = group[j].frequency
		}
		var spread Spread
		n.frequencies[i], spread = daysScale(Frequency, runsOf(days), k[1], ties)
		report.book(Group{R: i + 1, Spread: spread}, &report.Frequency)
		n.values[i], _ = amountsOf(group, k[2], ties)
		for j, pair := range parted(group, k[1], func(m *member) int { return reached(n.frequencies[i].cuts, m.frequency) }) {
			if len(pair) == 0 {
				n.pairs[i*k[1]+j] = n.values[i]
				continue
			}
			n.pairs[i*k[1]+j], spread = amountsOf(pair, k[2], ties)
			report.book(Group{R: i + 1, F: j + 1, Spread: spread}, &report.Monetary)
		}
	}
	return n
}

// emptyNest is a nest in which everyone stands in for every group.
func (t *thresholds) emptyNest() *nest {
	groups := len(t.recency.cuts) + 1
	return &nest{
		frequencies: slices.Repeat([]scale{t.frequency}, groups),
		values:      slices.Repeat([]ValueScale{t.value}, groups),
		pairs:       slices.Repeat([]ValueScale{t.value}, groups*(len(t.frequency.cuts)+1)),
	}
}

// book takes in the spread of a group, and adds it to that of its dimension.
func (r *Report) book(g Group, sum *Spread) {
	r.Groups = append(r.Groups, g)
	for i, n := range g.Spread.Counts {
		sum.Counts[i] += n
	}
}

// member is what a nested scorer looks at, recency and frequency oriented.
type member struct {
	recency, frequency int64
	net                relationship.Money
}

// parted splits members by score, from 0 to below k.
func parted(members []member, k int, score func(*member) int) [][]member {
	scores, sizes := make([]uint8, len(members)), make([]int, k)
	for i := range members {
		scores[i] = uint8(score(&members[i]))
		sizes[scores[i]]++
	}
	parts, room := make([][]member, k), make([]member, len(members))
	for i, n := range sizes {
		parts[i], room = room[:0:n], room[n:]
	}
	for i := range members {
		part := &parts[scores[i]]
		*part = append(*part, members[i])
	}
	return parts
}

// amountsOf takes thresholds from the amounts of members, who have been admitted.
func amountsOf(members []member, k int, ties Ties) (ValueScale, Spread) {
	var g gathering
	for i := range members {
		_ = g.add(members[i].net) // was in order before
	}
	return g.scale(k, ties)
}

// among returns the scale of frequencies by which those with an R score, counted from 0, are scored, and what these customers have in
// common; nothing for everyone.
func (t *thresholds) among(recency int) (frequencies *scale, group string) {
	if t.nested == nil {
		return &t.frequency, ""
	}
	if t.recency.counts[recency] > 0 {
		group = "R " + strconv.Itoa(recency+1)
	}
	return &t.nested.frequencies[recency], group
}

// amongPairs is among for amounts.
func (t *thresholds) amongPairs(recency, frequency int) (values *ValueScale, group string) {
	if t.nested == nil {
		return &t.value, ""
	}
	frequencies, group := t.among(recency)
	if group != "" && frequencies.counts[frequency] > 0 {
		group += ", F " + strconv.Itoa(frequency+1)
	}
	return t.nested.value(recency, frequency), group
}

// equal reports whether both are the same.
func (n *nest) equal(o *nest) bool {
	if n == nil || o == nil {
		return n == o
	}
	return slices.EqualFunc(n.frequencies, o.frequencies, scale.equal) && slices.EqualFunc(n.values, o.values, ValueScale.Equal) &&
		slices.EqualFunc(n.pairs, o.pairs, ValueScale.Equal)
}

// IsNested reports whether F is compared within scores of R, and M within pairs of both.
func (s Scorer) IsNested() bool { return s.t != nil && s.t.nested != nil }
