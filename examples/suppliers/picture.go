package main

import (
	"fmt"
	"strings"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// dot is a supplier in a picture.
type dot struct {
	id   relationship.PartyID
	mark rune
}

// dots gives a letter to everyone who delivers.
func (b *base) dots() []dot {
	const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	var all []dot
	for i, s := range b.current() {
		mark := '•' // of those for whom there are no letters left
		if i < len(letters) {
			mark = rune(letters[i])
		}
		all = append(all, dot{s.id, mark})
	}
	return all
}

// The size of the picture, without its frame.
const (
	pictureColumns = 80
	pictureRows    = 12
)

// picture draws the matrix with characters. The lines at the midpoints lie between characters, so that nobody stands on the wrong side of
// them; within its quarter a letter that finds its place taken moves to the next one that is free.
func (p *paper) picture(b *base, dots []dot) {
	wide, high := cut(b.opt.midpoints.Risk, pictureColumns), cut(b.opt.midpoints.Impact, pictureRows)
	field := make([][]rune, pictureRows)
	for y := range field {
		field[y] = []rune(strings.Repeat(" ", pictureColumns))
	}
	for _, class := range segment.KraljicClasses() {
		x, y, end := 1, 0, wide.low // y is counted from below, as the points are
		if class == segment.KraljicBottleneck || class == segment.KraljicStrategic {
			x, end = wide.low+1, pictureColumns
		}
		if class == segment.KraljicLeverage || class == segment.KraljicStrategic {
			y = pictureRows - 1
		}
		for i, r := range strings.ToUpper(class.String()) {
			if x+i < end {
				field[y][x+i] = r
			}
		}
	}
	for _, d := range dots {
		at := b.positions[d.id]
		x, y := wide.of(at.Risk), high.of(at.Impact)
		from, to := 0, wide.low
		if at.Risk.Side == segment.HighSide {
			from, to = wide.low, pictureColumns
		}
		for away := range pictureColumns {
			right, left := x+away, x-away
			if right < to && field[y][right] == ' ' {
				x = right
				break
			}
			if left >= from && field[y][left] == ' ' {
				x = left
				break
			}
		}
		field[y][x] = d.mark
	}
	border := func(left, middle, right string) string {
		return left + strings.Repeat("─", wide.low) + middle + strings.Repeat("─", pictureColumns-wide.low) + right
	}
	p.line("\n  up: profit impact; to the right: supply risk")
	p.line("  %6d %s", 10_000, border("┌", "┬", "┐"))
	for y := pictureRows - 1; y >= 0; y-- {
		p.line("         │%s│%s│", string(field[y][:wide.low]), string(field[y][wide.low:]))
		if y == high.low {
			p.line("  %6d %s", b.opt.midpoints.Impact, border("├", "┼", "┤"))
		}
	}
	p.line("  %6d %s", 0, border("└", "┴", "┘"))
	middle := ""
	if len(ticks(b.opt.midpoints.Risk)) == 3 {
		middle = fmt.Sprint(b.opt.midpoints.Risk)
	}
	p.line("         0%*s%*s", wide.low+1, middle, pictureColumns-wide.low+1, "10000")
}

// scale puts an axis of points on characters: those up to the midpoint on the first of them, the others on the rest.
type scale struct{ low, cells int }

// cut divides characters in two parts, neither of them empty.
func cut(midpoint, cells int) scale { return scale{min(max(midpoint*cells/10_000, 1), cells-1), cells} }

// of returns the character of a score. Its side decides, and not its points: these are rounded.
func (s scale) of(r segment.WeightedReading) int {
	if r.Side == segment.LowSide {
		return min(r.Points*s.low/r.Midpoint, s.low-1)
	}
	return s.low + min((r.Points-r.Midpoint)*(s.cells-s.low)/(10_001-r.Midpoint), s.cells-s.low-1)
}
