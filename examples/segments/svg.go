package main

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"

	"github.com/rapport-go/rapport/segment"
)

// heat is a table whose cells are coloured by a share.
type heat struct {
	title, note   string
	columns, rows []string // their names; rows from the top
	cells         [][]hot  // by row; rows may be short
	wide, high    int      // of a cell
	margin        int      // what the names of the rows need
}

// hot is one cell: two lines of text, and how dark it is, from 0 to 1.
type hot struct {
	large, small string
	dark         float64
}

// svg draws the table. Everything is text, rectangles and colours, and the standard library is all it takes.
func (h heat) svg() string {
	const top, foot = 64, 58
	width := max(h.margin+len(h.columns)*h.wide+20, 7*max(len(h.title), len(h.note))+40)
	height := top + len(h.rows)*h.high + foot
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" font-family="sans-serif" font-size="12">`+"\n", width, height)
	text := func(x, y, size int, anchor, colour, what string) {
		fmt.Fprintf(&b, `<text x="%d" y="%d" font-size="%d" text-anchor="%s" fill="%s">%s</text>`+"\n", x, y, size, anchor, colour, html.EscapeString(what))
	}
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="#ffffff"/>`+"\n", width, height)
	text(20, 30, 16, "start", "#111111", h.title)
	for r, name := range h.rows {
		y := top + r*h.high
		text(h.margin-8, y+h.high/2+4, 12, "end", "#111111", name)
		for c, cell := range h.cells[r] {
			x := h.margin + c*h.wide
			fill, ink := colours(cell.dark)
			fmt.Fprintf(&b, `<rect x="%d" y="%d" width="%d" height="%d" fill="%s" stroke="#ffffff" stroke-width="2"/>`+"\n", x, y, h.wide, h.high, fill)
			if cell.small == "" {
				text(x+h.wide/2, y+h.high/2+4, 12, "middle", ink, cell.large)
				continue
			}
			text(x+h.wide/2, y+h.high/2-2, 18, "middle", ink, cell.large)
			text(x+h.wide/2, y+h.high/2+18, 12, "middle", ink, cell.small)
		}
	}
	bottom := top + len(h.rows)*h.high
	for c, name := range h.columns {
		text(h.margin+c*h.wide+h.wide/2, bottom+18, 12, "middle", "#111111", name)
	}
	text(20, bottom+44, 12, "start", "#555555", h.note)
	b.WriteString("</svg>\n")
	return b.String()
}

// colours returns a blue, and an ink that can be read on it.
func colours(dark float64) (fill, ink string) {
	between := func(light, deep int) int { return light + int(dark*float64(deep-light)) }
	fill = fmt.Sprintf("#%02x%02x%02x", between(0xee, 0x08), between(0xf3, 0x3b), between(0xfa, 0x7a))
	if dark > 0.65 { // from here on white is read better than black
		return fill, "#ffffff"
	}
	return fill, "#111111"
}

// mapPicture draws the map with the customers in its cells.
func (s *story[L]) mapPicture() heat {
	counts := cells(s.rows)
	most := 0
	for _, n := range counts {
		most = max(most, n)
	}
	h := heat{
		title: fmt.Sprintf("Customers by recency and frequency on %v", s.opt.asOf),
		note:  "The darker a cell, the more customers are in it. Purchase days to the right, days since the last one upwards.",
		wide:  144, high: 62, margin: 176,
	}
	mixed := false
	for r := s.scorer.K(segment.Recency); r >= 1; r-- {
		h.rows = append(h.rows, s.axis(segment.Recency, r))
		var line []hot
		for f := 1; f <= s.scorer.K(segment.Frequency); f++ {
			cell := hot{large: fmt.Sprint(counts[[2]int{r, f}]), small: "by value", dark: float64(counts[[2]int{r, f}]) / float64(max(most, 1))}
			l, sure := s.name(r, f)
			if sure {
				cell.small = l.String()
			}
			mixed = mixed || !sure
			line = append(line, cell)
		}
		h.cells = append(h.cells, line)
	}
	if mixed {
		h.note += " By value: what was paid decides on the segment."
	}
	for f := 1; f <= s.scorer.K(segment.Frequency); f++ {
		h.columns = append(h.columns, s.axis(segment.Frequency, f))
	}
	return h
}

// axis names a score with what it takes.
func (s *story[L]) axis(d segment.Dimension, score int) string {
	name := fmt.Sprintf("%s %d", d.Letter(), score)
	if score == 1 || d == segment.Frequency && s.scorer.IsNested() {
		return name
	}
	all := s.scorer.Thresholds(d, segment.Score{})
	if score <= len(all) && all[score-2].Days == all[score-1].Days { // the next score takes no more
		return name + ": nobody"
	}
	return name + ": " + strings.Replace(all[score-2].Text(), "purchase ", "", 1)
}

// cohortPicture draws who comes back.
func (s *story[L]) cohortPicture() (heat, error) {
	h := heat{
		title: "Who bought again, by the month of the first order",
		note:  "Percent of the row, by months since the month of the first order.",
		wide:  46, high: 30, margin: 150,
	}
	t, err := s.cohortTable()
	if err != nil {
		return h, err
	}
	for cohort := range t.Len() {
		first, _, _ := t.Dates(cohort)
		cells := t.Row(cohort)
		h.rows = append(h.rows, fmt.Sprintf("%s (%d)", first.String()[:7], cells[0].Size))
		h.columns = append(h.columns, fmt.Sprint(cohort)) // as many ages as cohorts
		var line []hot
		for _, c := range cells {
			share := 0.0
			if c.Size > 0 {
				share = float64(c.Active) / float64(c.Size)
			}
			line = append(line, hot{large: percent(c.Active, c.Size), dark: share})
		}
		h.cells = append(h.cells, line)
	}
	return h, nil
}

// pictures writes the two into a folder, if there is one to write to.
func (s *story[L]) pictures() error {
	if s.opt.svg == "" {
		return nil
	}
	cohorts, err := s.cohortPicture()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(s.opt.svg, 0o755); err != nil {
		return err
	}
	for _, picture := range []struct {
		name string
		heat heat
	}{{"map.svg", s.mapPicture()}, {"cohorts.svg", cohorts}} {
		if err := os.WriteFile(filepath.Join(s.opt.svg, picture.name), []byte(picture.heat.svg()), 0o644); err != nil {
			return err
		}
		s.line("  drawn: %s", picture.name)
	}
	return nil
}
