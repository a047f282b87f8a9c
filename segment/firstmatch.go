package segment

import "errors"

// CompileFirstMatch makes a grid of rules that may claim the same cell: the first of them wins it. A cell that no rule claims is
// called otherwise, which may be the zero label and must be given all the same, so that nobody falls through unseen. It keeps none
// of its arguments.
//
// The winner of a cell is the rule that [Grid.Explain] returns, [Grid.Claims] also those that lost. Which cells are contested or left
// over in all of the grid is listed by the error of [CompileGrid] for the same axes and rules; where that has no error, both make the
// same grid.
//
// Laws: adding a rule at the end moves only cells that no rule claimed. Exchanging two neighbouring rules that share no cell moves
// nothing.
//
// The error wraps ErrInvalid for axes, boxes and labels that are none, all faults joined. If all are sound and yet some rule wins no
// cell, since earlier ones claim all of its cells, it is a *GridError with every such rule: a segment that nobody can be in is a
// mistake in the order of the rules, and published lists do have some. That otherwise wins no cell is no fault. Cost: the cells of
// all boxes.
func CompileFirstMatch[L comparable](axes []Axis, rules []Rule[L], otherwise L) (Grid[L], error) {
	g, err := newGrid(axes, rules)
	if err = errors.Join(err, checkLabel("grid: label otherwise", otherwise)); err != nil {
		return Grid[L]{}, err
	}
	var fault GridError
	left := len(g.owner)
	for i, rule := range g.rules {
		before := left
		at := lowest(rule.Box)
		for more := true; more; more = advance(at, rule.Box) {
			if cell, _ := g.cell(at); g.owner[cell] < 0 {
				g.owner[cell] = int32(i)
				left--
			}
		}
		if left == before {
			fault.Dead = append(fault.Dead, i+1)
		}
	}
	if fault.Dead != nil {
		return Grid[L]{}, &fault
	}
	if left == 0 {
		return g, nil
	}
	for cell, rule := range g.owner {
		if rule < 0 {
			g.owner[cell] = int32(len(g.rules))
		}
	}
	g.rules = append(g.rules, Rule[L]{Label: otherwise})
	return g, nil
}
