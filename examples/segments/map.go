package main

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// letters gives each label of the map a letter, the warmest first, so that tables fit on a page.
func (s *story[L]) letters() ([]L, map[L]string) {
	labels := s.grid.Labels()
	slices.SortFunc(labels, func(a, b L) int { return cmp.Or(cmp.Compare(b.Warmth(), a.Warmth()), cmp.Compare(a, b)) })
	letters := map[L]string{}
	for i, l := range labels {
		letters[l] = string(rune('a' + i))
	}
	return labels, letters
}

// cells counts the customers by recency and frequency.
func cells[L label](rows []row[L]) map[[2]int]int {
	found := map[[2]int]int{}
	for _, r := range rows {
		if r.scored() {
			found[[2]int{int(r.score.R), int(r.score.F)}]++
		}
	}
	return found
}

// name returns what a cell of recency and frequency is called; false where that depends on the value too.
func (s *story[L]) name(r, f int) (L, bool) {
	first, _ := s.grid.Of(segment.Score{R: uint8(r), F: uint8(f), M: 1})
	for m := 2; m <= s.scorer.K(segment.Monetary); m++ {
		if l, _ := s.grid.Of(segment.Score{R: uint8(r), F: uint8(f), M: uint8(m)}); l != first {
			return first, false
		}
	}
	return first, true
}

// drawn is the third block.
func (s *story[L]) drawn() error {
	s.heading("3. The map: recency upwards, frequency to the right, customers in the cells")
	labels, letters := s.letters()
	counts, scored := cells(s.rows), 0
	rows := [][]string{}
	for r := s.scorer.K(segment.Recency); r >= 1; r-- {
		line := []string{fmt.Sprintf("R %d", r)}
		for f := 1; f <= s.scorer.K(segment.Frequency); f++ {
			letter := " "
			if l, sure := s.name(r, f); sure {
				letter = letters[l]
			}
			line = append(line, fmt.Sprintf("%4s %s", dot(counts[[2]int{r, f}]), letter))
			scored += counts[[2]int{r, f}]
		}
		rows = append(rows, line)
	}
	foot := []string{""}
	for f := 1; f <= s.scorer.K(segment.Frequency); f++ {
		foot = append(foot, fmt.Sprintf("F %d  ", f))
	}
	s.table("l", append(rows, foot))
	s.line("")

	tiers := segment.ValueTiers()
	head := []string{"", "segment", "warmth", "customers"}
	for _, t := range tiers {
		head = append(head, t.String())
	}
	table := [][]string{append(head, "net "+s.opt.currency.String(), "")}
	var total relationship.Money
	for _, l := range labels {
		byTier, customers := map[segment.ValueTier]int{}, 0
		net := relationship.MoneyFromMinor(0, s.opt.currency)
		for _, r := range s.rows {
			if !r.scored() || r.group != l {
				continue
			}
			customers++
			byTier[r.tier]++
			var err error
			if net, err = net.Add(r.rfm.Net); err != nil {
				return err
			}
		}
		var err error
		if total, err = total.Add(net); err != nil {
			return err
		}
		line := []string{letters[l], l.String(), l.Warmth().String(), dot(customers)}
		for _, t := range tiers {
			line = append(line, dot(byTier[t]))
		}
		table = append(table, append(line, net.AmountString(), bar(customers, scored)))
	}
	last := []string{"", "all", "", dot(scored)}
	for _, t := range tiers {
		last = append(last, dot(s.inTier(t)))
	}
	table = append(table, append(last, total.AmountString()))
	s.table("lllrrrrrrrl", table)
	s.prose("Each cell has one label and no cell has two; the library proves that when a map is compiled. What a customer is worth " +
		"stands apart, in tiers: none brought nothing after refunds, and from low to top they follow the score of value. A segment " +
		"says what to talk about, a tier how much the talk may cost.")
	return s.pictures()
}

// inTier counts who is in a value tier.
func (s *story[L]) inTier(t segment.ValueTier) int {
	n := 0
	for _, r := range s.rows {
		if r.scored() && r.tier == t {
			n++
		}
	}
	return n
}
