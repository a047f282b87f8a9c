package main

import (
	"fmt"
	"slices"

	"github.com/rapport-go/rapport/segment"
)

// recut is the eighth block: the second look by thresholds that were cut anew from it.
func (s *story[L]) recut() error {
	s.heading("8. What cutting anew every month would have made of it")
	o := s.opt.quantiles()
	o.Recency, o.Frequency, o.Monetary = s.scorer.K(segment.Recency), s.scorer.K(segment.Frequency), s.scorer.K(segment.Monetary)
	o.Nested = s.scorer.IsNested()
	scorer, _, err := segment.Quantile(s.after.population(), o)
	if err != nil {
		return err
	}
	groups, err := segment.NewSegmentation(scorer, s.grid)
	if err != nil {
		return err
	}
	anew, err := place(s.after, scorer, groups)
	if err != nil {
		return err
	}
	table := [][]string{{"", "frozen", "cut anew"}}
	add := func(what string, frozen, anew any) {
		table = append(table, []string{what, fmt.Sprint(frozen), fmt.Sprint(anew)})
	}
	k := s.scorer.K(segment.Recency)
	for _, r := range slices.Compact([]int{k, 2}) {
		kept, cut := s.frozen.Thresholds(segment.Recency, segment.Score{}), scorer.Thresholds(segment.Recency, segment.Score{})
		add(fmt.Sprintf("R %d takes", r), kept[r-2].Text(), cut[r-2].Text())
	}
	add(fmt.Sprintf("customers with R %d", k), withR(s.later, k), withR(anew, k))
	add("customers with R 1", withR(s.later, 1), withR(anew, 1))
	for _, w := range []segment.Warmth{segment.Active, segment.Cooling, segment.Lapsed} {
		add(w.String(), ofWarmth(s.later, w), ofWarmth(anew, w))
	}
	var shifts [2]segment.Shifts
	var raised [2][]int
	for i, rows := range [][]row[L]{s.later, anew} {
		m, err := migration(s.rows, rows)
		if err != nil {
			return err
		}
		if shifts[i], err = m.ShiftsBy(func(l L) int { return int(l.Warmth()) }); err != nil {
			return err
		}
		raised[i] = s.raisedByNothing(rows)
	}
	add("became warmer", shifts[0].Up.Customers, shifts[1].Up.Customers)
	add("became colder", shifts[0].Down.Customers, shifts[1].Down.Customers)
	add("did nothing and got a better score", len(raised[0]), len(raised[1]))
	s.table("l", table)
	hidden, invented := s.apart(anew)
	s.prose("Cut anew, the parts are as large as ever, however many buy: what changed with everybody cannot be seen. Of the moves that "+
		"the frozen thresholds show, it hides %d; and it invents %d, of customers who have the label they had.", hidden, invented)
	if i := s.telling(raised[1], anew); i >= 0 {
		now, was := anew[i], s.earlier()[anew[i].of]
		s.prose("%s has done nothing for %s and goes from %v to %v, from %v to %v: not this customer has changed but the others. By the "+
			"frozen thresholds it is %v, %v.", now.of.id, count(now.rfm.Recency, "day"), was.score, now.score, was.group, now.group,
			s.later[i].score, s.later[i].group)
	}
	if s.frozen.IsNested() && len(raised[0]) > 0 {
		s.prose("Nested, even frozen thresholds raise somebody who did nothing: who falls in R is compared with others from then on.")
	}
	return nil
}

// telling returns the first of some customers who has another label than before, or else the first; -1 if there is none.
func (s *story[L]) telling(some []int, anew []row[L]) int {
	earlier := s.earlier()
	for _, i := range some {
		if anew[i].group != earlier[anew[i].of].group {
			return i
		}
	}
	if len(some) > 0 {
		return some[0]
	}
	return -1
}

// earlier returns the customers of the first day by who they are.
func (s *story[L]) earlier() map[*customer]row[L] {
	found := map[*customer]row[L]{}
	for _, r := range s.rows {
		found[r.of] = r
	}
	return found
}

// apart compares two ways to label the second day: moves that only the frozen thresholds show, and those that only the new ones do.
func (s *story[L]) apart(anew []row[L]) (hidden, invented int) {
	earlier := s.earlier()
	for i, now := range anew {
		old, frozen := earlier[now.of], s.later[i]
		if !old.scored() || !now.scored() {
			continue
		}
		switch {
		case frozen.group != old.group && now.group == old.group:
			hidden++
		case frozen.group == old.group && now.group != old.group:
			invented++
		}
	}
	return hidden, invented
}

// raisedByNothing returns who has a better score in some dimension although no line of theirs came between the two days. By frozen
// thresholds that compare all with all it is nobody: days since the last purchase only grow.
func (s *story[L]) raisedByNothing(after []row[L]) []int {
	earlier, busy := s.earlier(), map[*customer]bool{}
	for _, l := range s.book.lines {
		if l.date.After(s.opt.asOf) && !l.date.After(s.opt.next) {
			busy[l.of] = true
		}
	}
	var found []int
	for i, now := range after {
		old := earlier[now.of]
		if !now.scored() || !old.scored() || busy[now.of] {
			continue
		}
		if now.score.R > old.score.R || now.score.F > old.score.F || now.score.M > old.score.M {
			found = append(found, i)
		}
	}
	return found
}

// withR counts who has a score of recency.
func withR[L label](rows []row[L], score int) int {
	n := 0
	for _, r := range rows {
		if r.scored() && int(r.score.R) == score {
			n++
		}
	}
	return n
}

// ofWarmth counts who is as warm as that.
func ofWarmth[L label](rows []row[L], w segment.Warmth) int {
	n := 0
	for _, r := range rows {
		if r.scored() && r.group.Warmth() == w {
			n++
		}
	}
	return n
}
