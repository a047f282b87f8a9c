package main

import "github.com/rapport-go/rapport/segment"

// follows tells what to do with each class, and where the four views meet.
func follows(p *paper, b *base) error {
	p.heading("7. What follows")
	for _, class := range weighted() {
		var members []string
		for _, s := range b.current() {
			if b.class(s.id) != class {
				continue
			}
			name := string(s.id)
			if b.weak(s) {
				name += " (below target)"
			}
			members = append(members, name)
		}
		p.prose("  ", `%v, %s: %s.`, class, list(members), class.Handling())
	}
	p.line("")
	for _, by := range []struct {
		name   string
		result segment.ABCResult
	}{{"spend", b.spend}, {"margin at stake", b.stake}} {
		all, urgent := meet(b, by.result)
		also := ""
		if len(all) > 0 {
			also = " With a score below the target as well: " + list(urgent) + "."
		}
		p.prose("  ", `Class A by %s and a bottleneck: %s.%s`, by.name, list(all), also)
	}
	return nil
}

// weak reports whether a supplier's score is below the target.
func (b *base) weak(s supplier) bool { return b.results[s.id].Points < b.opt.target }

// meet are those of class A who are a bottleneck, and which of them have a weak card.
func meet(b *base, by segment.ABCResult) (all, urgent []string) {
	for _, s := range b.current() {
		row, _ := by.Of(string(s.id))
		if row.Class != segment.ClassA || b.class(s.id) != segment.KraljicBottleneck {
			continue
		}
		all = append(all, string(s.id))
		if b.weak(s) {
			urgent = append(urgent, string(s.id))
		}
	}
	return all, urgent
}
