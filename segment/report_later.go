package segment

import (
	"iter"

	"github.com/rapport-go/rapport/relationship"
)

// Report says how a population lies among thresholds that were taken before, from another base or month: who is left out, how many have
// each score, and, for a nested scorer, within each group that somebody is in. A base that has drifted shows as scores that too many
// or too few have.
//
// Laws: on the population that the thresholds were taken from it is the report of Quantile; the order changes nothing. Of nobody it is all
// zeros. The error wraps ErrInvalid or relationship.ErrCurrencyMismatch; a *CustomerError says whom it is about. Cost: O(n log n).
func (s Scorer) Report(population iter.Seq2[RFM, Status]) (Report, error) {
	if s.t == nil {
		return Report{}, invalid("scorer", "none", "one that was made")
	}
	if population == nil {
		return Report{}, invalid("population", "nil", "a sequence")
	}
	var report Report
	var members []member
	at := 0
	for r, status := range population {
		err := report.admit(status)
		if err == nil && status == Scored {
			_, err = s.t.score(&r)
			members = append(members, member{-int64(r.Recency), int64(r.Frequency), r.Net})
		}
		if err != nil {
			return Report{}, &CustomerError{At: at, Err: err}
		}
		at++
	}
	t := s.t
	report.Recency = t.recency.spread(Recency, members, func(m *member) int64 { return m.recency })
	report.Frequency = t.frequency.spread(Frequency, members, frequencyOf)
	report.Monetary = t.value.spread(members)
	if t.nested != nil {
		t.report(members, &report)
	}
	return report, nil
}

func frequencyOf(m *member) int64 { return m.frequency }

// report adds the groups of a nested scorer.
func (t *thresholds) report(members []member, report *Report) {
	clear(report.Frequency.Counts)
	clear(report.Monetary.Counts)
	for i, group := range parted(members, len(t.recency.cuts)+1, func(m *member) int { return reached(t.recency.cuts, m.recency) }) {
		if len(group) == 0 {
			continue
		}
		frequencies := &t.nested.frequencies[i]
		report.book(Group{R: i + 1, Spread: frequencies.spread(Frequency, group, frequencyOf)}, &report.Frequency)
		for j, pair := range parted(group, len(frequencies.cuts)+1, func(m *member) int { return reached(frequencies.cuts, m.frequency) }) {
			if len(pair) > 0 {
				report.book(Group{R: i + 1, F: j + 1, Spread: t.nested.value(i, j).spread(pair)}, &report.Monetary)
			}
		}
	}
}

// spread counts members by the scores of a scale of days.
func (s scale) spread(d Dimension, members []member, days func(*member) int64) Spread {
	found := Spread{Counts: make([]int, len(s.cuts)+1), Thresholds: s.thresholds(d)}
	if len(members) == 0 {
		return found
	}
	values := make([]int64, len(members))
	for i := range members {
		values[i] = days(&members[i])
	}
	for _, r := range runsOf(values) {
		found.add(reached(s.cuts, r.value), r.n)
	}
	return found
}

// spread counts members by the scores of a scale of amounts.
func (s *ValueScale) spread(members []member) Spread {
	found := Spread{Counts: make([]int, len(s.cuts)+1), Thresholds: s.thresholds()}
	g := gathering{currency: s.currency}
	for i := range members {
		g.keep(members[i].net) // was scored before
	}
	runs := g.runs()
	for _, r := range runs.minor {
		v := relationship.MoneyFromMinor(r.value, s.currency)
		found.add(s.score(&v)-1, r.n)
	}
	for _, r := range runs.rest {
		found.add(s.score(&r.value)-1, r.n)
	}
	return found
}

// add takes in a value that n customers share, and its score, counted from 0.
func (s *Spread) add(score, n int) {
	s.Distinct++
	s.LargestTie = max(s.LargestTie, n)
	s.Counts[score] += n
}
