package main

import (
	"cmp"
	"fmt"
	"iter"
	"slices"

	"github.com/rapport-go/rapport/segment"
)

// equalParts is what a list sorted by frequency gives when it is cut into k parts of equal size, as NTILE(k) does in a database: the
// first parts have one more where it does not come out even. Where equals stand in the list is chance.
func equalParts(frequencies []int, k int) []int {
	order := make([]int, len(frequencies))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(frequencies[a], frequencies[b]) })
	scores := make([]int, len(frequencies))
	at := 0
	for part := range k {
		size := len(order) / k
		if part < len(order)%k {
			size++
		}
		for range size {
			scores[order[at]] = part + 1
			at++
		}
	}
	return scores
}

// upsideDown returns equalParts of the same list read from its end.
func upsideDown(frequencies []int, k int) []int {
	turned := slices.Clone(frequencies)
	slices.Reverse(turned)
	scores := equalParts(turned, k)
	slices.Reverse(scores)
	return scores
}

// split counts the customers who have an equal with another score.
func split(frequencies, scores []int) int {
	seen := map[int]map[int]bool{}
	for i, f := range frequencies {
		if seen[f] == nil {
			seen[f] = map[int]bool{}
		}
		seen[f][scores[i]] = true
	}
	n := 0
	for _, f := range frequencies {
		if len(seen[f]) > 1 {
			n++
		}
	}
	return n
}

// differing counts the places in which two lists differ.
func differing(a, b []int) int {
	n := 0
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}

// scoredByLibrary scores frequencies by comparing everybody with everybody.
func scoredByLibrary(rfms []segment.RFM, o segment.QuantileOptions) ([]int, error) {
	o.Nested = false // here all are compared with all
	scorer, _, err := segment.Quantile(everybody(rfms), o)
	if err != nil {
		return nil, err
	}
	scores := make([]int, len(rfms))
	for i, r := range rfms {
		score, err := scorer.Score(r)
		if err != nil {
			return nil, err
		}
		scores[i] = int(score.F)
	}
	return scores, nil
}

// everybody is a population of customers who are all scored.
func everybody(rfms []segment.RFM) iter.Seq2[segment.RFM, segment.Status] {
	return func(yield func(segment.RFM, segment.Status) bool) {
		for _, r := range rfms {
			if !yield(r, segment.Scored) {
				return
			}
		}
	}
}

// ties is the fifth block.
func (s *story[L]) ties() error {
	s.heading("5. Equal values, equal scores: the same frequencies, cut into equal parts instead")
	var rfms []segment.RFM
	var frequencies []int
	for _, r := range s.rows {
		if r.scored() {
			rfms, frequencies = append(rfms, r.rfm), append(frequencies, r.rfm.Frequency)
		}
	}
	k := s.scorer.K(segment.Frequency)
	o := s.opt.quantiles()
	o.Frequency = k
	ours, err := scoredByLibrary(rfms, o)
	if err != nil {
		return err
	}
	slices.Reverse(rfms)
	turned, err := scoredByLibrary(rfms, o)
	if err != nil {
		return err
	}
	slices.Reverse(turned)
	parts, down := equalParts(frequencies, k), upsideDown(frequencies, k)

	head := []string{"purchase days", "customers", "score"}
	for score := 1; score <= k; score++ {
		head = append(head, fmt.Sprintf("part %d", score))
	}
	rows := [][]string{head}
	for _, f := range slices.Compact(slices.Sorted(slices.Values(frequencies))) {
		n, own, byPart := 0, 0, make([]int, k+1)
		for i, v := range frequencies {
			if v == f {
				n, own = n+1, ours[i]
				byPart[parts[i]]++
			}
		}
		if slices.Max(byPart) == n {
			continue
		}
		line := []string{fmt.Sprint(f), dot(n), fmt.Sprint(own)}
		for _, in := range byPart[1:] {
			line = append(line, dot(in))
		}
		rows = append(rows, line)
	}
	if len(rows) > 1 {
		s.table("", rows)
	}
	s.prose("Score is the library's. The parts are what NTILE(%d) of a database makes of the same list: %d of %s have an equal in "+
		"another part, for no reason but their place in the list, and with the list upside down %d change theirs. By the share "+
		"who are strictly worse these are %d and %d.", k, split(frequencies, parts), count(len(frequencies), "customer"),
		differing(parts, down), split(frequencies, ours), differing(ours, turned))
	return nil
}
