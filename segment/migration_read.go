package segment

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
)

// Cells yields the moves that were made, in ascending order of From and then To, outside behind the labels. The migration must not be
// changed within the loop.
func (m *Migration[L]) Cells() iter.Seq2[Move[L], Moved] {
	return func(yield func(Move[L], Moved) bool) {
		for _, c := range orEmpty(m).cells {
			if !yield(c.Move, m.priced(c.Moved)) {
				return
			}
		}
	}
}

// Labels returns the labels that somebody came from or went to, ascending, as a fresh slice.
func (m *Migration[L]) Labels() []L {
	all := make([]L, 0, 2*len(orEmpty(m).cells))
	for _, c := range orEmpty(m).cells {
		for _, s := range [...]Standing[L]{c.From, c.To} {
			if s.in {
				all = append(all, s.label)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// sum adds the cells that are wanted.
func (m *Migration[L]) sum(want func(Move[L]) bool) Moved {
	var sum Moved
	for _, c := range orEmpty(m).cells {
		if want(c.Move) {
			sum = sum.plus(c.Moved)
		}
	}
	return m.priced(sum)
}

// Cell returns who went from one place to another. Cost of this and of what follows, unless it says otherwise: O(n) for n different
// moves.
func (m *Migration[L]) Cell(from, to Standing[L]) Moved {
	return m.sum(func(v Move[L]) bool { return v.From == from && v.To == to })
}

// Row returns who stood in a place before, wherever they went; of outside, who is new.
func (m *Migration[L]) Row(from Standing[L]) Moved {
	return m.sum(func(v Move[L]) bool { return v.From == from })
}

// Column returns who stands in a place after, wherever they came from; of outside, who is gone.
func (m *Migration[L]) Column(to Standing[L]) Moved {
	return m.sum(func(v Move[L]) bool { return v.To == to })
}

// Total returns everyone who was there before, after, or both.
func (m *Migration[L]) Total() Moved { return m.sum(func(Move[L]) bool { return true }) }

// Stayed returns who has the same label before and after.
func (m *Migration[L]) Stayed() Moved {
	return m.sum(func(v Move[L]) bool { return v.From == v.To })
}

// Entered returns who is in a segment and was not in it before, be it from another segment or from outside.
func (m *Migration[L]) Entered(label L) Moved {
	l := InSegment(label)
	return m.sum(func(v Move[L]) bool { return v.To == l && v.From != l })
}

// Left returns who was in a segment and is not in it any more, be it for another segment or for outside.
func (m *Migration[L]) Left(label L) Moved {
	l := InSegment(label)
	return m.sum(func(v Move[L]) bool { return v.From == l && v.To != l })
}

// NetFlow returns by how many customers a segment grew: who entered less who left, which is also its column less its row. Over all
// labels the net flows add up to the new customers less the gone ones.
func (m *Migration[L]) NetFlow(label L) int64 {
	return m.Entered(label).Customers - m.Left(label).Customers
}

// Share returns the share of a row that went to a place:
//
//	Cell(from, to) / Row(from)
//
// in customers. The shares of a row sum to 1. It is false when nobody stood in from. Relative error: 2^-53.
func (m *Migration[L]) Share(from, to Standing[L]) (float64, bool) {
	of := m.Row(from).Customers
	if of == 0 {
		return 0, false
	}
	return float64(m.Cell(from, to).Customers) / float64(of), true
}

// SegmentRetention is what became of those who were in a segment.
type SegmentRetention struct {
	// Stayed is who is still in the segment, Kept who is still in any.
	Stayed, Kept KeptShare
}

// Retention returns how many of a segment's customers stayed in it, and how many are still customers at all, each with the Wilson
// interval of its share at a level such as 0.95. Of a segment that had nobody, nothing is known: the shares are not there and the
// intervals are from 0 to 1.
//
// The error wraps [ErrInvalid] for a level that is no number from 0.5 to below 1.
func (m *Migration[L]) Retention(label L, level float64) (SegmentRetention, error) {
	if err := checkLevel(level); err != nil {
		return SegmentRetention{}, err
	}
	l := InSegment(label)
	was, left := m.Row(l).Customers, m.Cell(l, Standing[L]{}).Customers
	return SegmentRetention{
		Stayed: keptShare(m.Cell(l, l).Customers, was, level),
		Kept:   keptShare(was-left, was, level),
	}, nil
}

// Shifts are the moves by what they mean: everyone is in exactly one of the five.
type Shifts struct {
	// Up, Same and Down moved to a better segment, to an equal or the same, or to a worse.
	Up, Same, Down Moved
	// Entered came from outside, Left went there.
	Entered, Left Moved
}

// Shifts parts the moves by an order of the labels, the best first. With before and after exchanged, Up and Down are exchanged, and
// Entered and Left.
//
// The error wraps [ErrInvalid]: for a label twice in the order, and for one of the migration that is not in it.
func (m *Migration[L]) Shifts(best []L) (Shifts, error) {
	rank := make(map[L]int, len(best))
	for i, l := range best {
		if _, twice := rank[l]; twice || l != l {
			return Shifts{}, invalid(fmt.Sprintf("order[%d]", i), quote(fmt.Sprint(l)), "each label once")
		}
		rank[l] = -i
	}
	for _, l := range m.Labels() {
		if _, there := rank[l]; !there {
			return Shifts{}, invalid("order", "without "+quote(fmt.Sprint(l)), "every label of the migration")
		}
	}
	return m.ShiftsBy(func(l L) int { return rank[l] })
}

// ShiftsBy is [Migration.Shifts] with an order in which labels may be equal: a greater rank is better. The warmth of an [Engagement] is
// such a rank. The error wraps [ErrInvalid] if there is no rank.
func (m *Migration[L]) ShiftsBy(rank func(L) int) (Shifts, error) {
	if rank == nil {
		return Shifts{}, invalid("rank", "nil", "a func")
	}
	var s Shifts
	for _, c := range orEmpty(m).cells {
		into := &s.Same
		switch {
		case !c.From.in:
			into = &s.Entered
		case !c.To.in:
			into = &s.Left
		default:
			switch cmp.Compare(rank(c.To.label), rank(c.From.label)) {
			case 1:
				into = &s.Up
			case -1:
				into = &s.Down
			}
		}
		*into = into.plus(c.Moved)
	}
	for _, v := range [...]*Moved{&s.Up, &s.Same, &s.Down, &s.Entered, &s.Left} {
		*v = m.priced(*v)
	}
	return s, nil
}

// Transition is how many customers began a period with one label and ended it with another.
type Transition[L cmp.Ordered] struct {
	// From and To are the labels.
	From, To L
	// Customers is the number, 1 or more.
	Customers int64
}

// Transitions returns the moves as a Markov chain counts them: pairs of labels, ascending, each once. Who is gone ends in the label
// gone, the chain's final state; if that is a segment's own label, both count as one. Who is new began in no state and is left out: see
// Row(Standing[L]{}). lifecycle/markov takes the rows one by one as Counts.AddN(From, To, Customers).
//
// The error wraps [ErrInvalid] if gone is NaN.
func (m *Migration[L]) Transitions(gone L) ([]Transition[L], error) {
	if gone != gone {
		return nil, invalid("gone", "NaN", "a label that equals itself")
	}
	end := InSegment(gone).label
	rows := make([]Transition[L], 0, len(orEmpty(m).cells))
	for _, c := range orEmpty(m).cells {
		if !c.From.in {
			continue
		}
		row := Transition[L]{c.From.label, c.To.label, c.Customers}
		if !c.To.in {
			row.To = end
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b Transition[L]) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	joined := rows[:0]
	for _, row := range rows {
		if n := len(joined); n > 0 && joined[n-1].From == row.From && joined[n-1].To == row.To {
			joined[n-1].Customers += row.Customers
			continue
		}
		joined = append(joined, row)
	}
	return joined, nil
}
