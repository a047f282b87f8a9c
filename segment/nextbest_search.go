package segment

import (
	"cmp"
	"errors"
	"slices"
	"strings"
)

// run looks at every line that may be offered.
func (s *nextSearch) run() (NextLines, error) {
	var faults []error
	for id, line := range s.lines {
		if s.barred[uint32(id)] {
			continue
		}
		found, ok := s.suggest(uint32(id))
		if !ok {
			continue
		}
		share, err := s.worth(line)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		found.Score = found.Interval.Low * share
		s.keep(found)
	}
	if len(faults) > 0 {
		slices.SortFunc(faults, func(a, b error) int { return cmp.Compare(a.Error(), b.Error()) }) // lines come in the order of the customers
		return NextLines{}, errors.Join(faults...)
	}
	return s.next, nil
}

// keep puts a suggestion in its place among the best so far.
func (s *nextSearch) keep(found Suggestion) {
	all := s.next.Suggestions
	at := len(all)
	for at > 0 && compareSuggestions(&found, &all[at-1]) < 0 {
		at--
	}
	switch {
	case at == s.most:
		return
	case len(all) < s.most:
		all = append(all, Suggestion{})
	}
	copy(all[at+1:], all[at:])
	all[at] = found
	s.next.Suggestions = all
}

// compareSuggestions puts the better one first.
func compareSuggestions(a, b *Suggestion) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.Interval.Low, a.Interval.Low), strings.Compare(a.Line, b.Line))
}

// suggest returns what speaks for a line, and notes why nothing does.
func (s *nextSearch) suggest(id uint32) (Suggestion, bool) {
	if s.next.Popular {
		return s.popular(id)
	}
	var best rankedRule
	var seen, supported bool
	for _, given := range s.held {
		both := s.pairs[pairKey(given, id)]
		if both == 0 {
			continue
		}
		seen = true
		if !s.d.supported(both, s.customers) {
			continue
		}
		supported = true
		rule := Association{s.lines[given], s.lines[id], AssociationCounts{s.customers, s.Baskets.held[given], s.Baskets.held[id], both}}
		if !s.d.proven(rule) {
			continue
		}
		if r := s.d.ranked(rule); best.rule.IsZero() || compareRules(r, best) < 0 {
			best = r
		}
	}
	switch {
	case !best.rule.IsZero():
		c := best.rule.counts
		share, _ := best.rule.Confidence()
		return Suggestion{s.lines[id], 0, share, best.around, c.Both, c.Given, best.rule}, true
	case supported:
		s.next.Unproven++
	case seen:
		s.next.Suppressed++
	}
	return Suggestion{}, false
}

// popular is suggest by how many hold a line.
func (s *nextSearch) popular(id uint32) (Suggestion, bool) {
	hits := s.Baskets.held[id]
	if !s.d.supported(hits, s.customers) {
		s.next.Suppressed++
		return Suggestion{}, false
	}
	share, _ := associationShare(hits, s.customers)
	return Suggestion{s.lines[id], 0, share, associationWilson(hits, s.customers, s.d.z), hits, s.customers, Association{}}, true
}

// worth returns the value of a line in parts of the largest, 1 without values.
func (s *nextSearch) worth(line string) (float64, error) {
	if s.values == nil {
		return 1, nil
	}
	value, known := s.values[line]
	switch {
	case !known:
		return 0, invalid("value of "+quote(line), "none", "a value for each line that may be offered")
	case s.largest.IsZero():
		return 0, nil
	}
	return value.Ratio(s.largest)
}
