package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// placeAll gives everyone who delivers a place in the matrix.
func (b *base) placeAll() (err error) {
	if b.kraljic, err = segment.NewKraljic(b.opt.midpoints); err != nil {
		return err
	}
	b.positions = map[relationship.PartyID]segment.KraljicPosition{}
	for _, s := range b.current() {
		if b.positions[s.id], err = b.kraljic.Of(s.factors); err != nil {
			return fmt.Errorf("%s, line %d: %w", s.id, s.line, err)
		}
	}
	return nil
}

// matrix tells where everyone stands.
func matrix(p *paper, b *base) error {
	p.heading("2. Kraljic's matrix: what an item means for profit, by how risky its supply is")
	dots := b.dots()
	p.picture(b, dots)
	first := b.positions[b.current()[0].id]
	p.line("")
	p.prose("  ", `Each axis is the mean of the points of its factors: %s; and %s. From %d points on impact is high, from %d on risk is. In
brackets, how far it is from there.`, weightsOf(first.Impact), weightsOf(first.Risk), b.opt.midpoints.Impact, b.opt.midpoints.Risk)
	w := columnWidth(named(b.current()))
	head := func(r segment.WeightedReading, axis string) string {
		return pad("factors", 6*len(r.Factors)-1) + " = " + pad(axis, len("10000 (+1000)"))
	}
	p.line("\n     %s  %s  %s  class", pad("supplier", w), head(first.Impact, "impact"), head(first.Risk, "risk"))
	for _, d := range dots {
		at := b.positions[d.id]
		p.line("  %c  %s  %s = %5d (%+5d)  %s = %5d (%+5d)  %v", d.mark, pad(string(d.id), w), pointsOf(at.Impact), at.Impact.Points, at.Impact.Distance(),
			pointsOf(at.Risk), at.Risk.Points, at.Risk.Distance(), at.Class)
	}
	if b.opt.svg == "" {
		return nil
	}
	if err := os.MkdirAll(b.opt.svg, 0o755); err != nil {
		return err
	}
	file := filepath.Join(b.opt.svg, "kraljic.svg")
	p.line("\n  The same as a picture is in %s.", file)
	return os.WriteFile(file, []byte(b.svg(dots)), 0o644)
}

// weightsOf names the factors of an axis.
func weightsOf(r segment.WeightedReading) string {
	names := make([]string, len(r.Factors))
	for i, f := range r.Factors {
		names[i] = fmt.Sprintf("%s (×%d)", f.Name, f.Weight)
	}
	return r.Name + " of " + list(names)
}

// pointsOf writes the points of the factors of an axis.
func pointsOf(r segment.WeightedReading) string {
	all := make([]string, len(r.Factors))
	for i, f := range r.Factors {
		all[i] = fmt.Sprintf("%5d", f.Points)
	}
	return strings.Join(all, " ")
}
