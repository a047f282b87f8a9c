package main

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// The field of the picture, in pixels: its left upper corner, and its sides.
const (
	fieldX, fieldY, fieldWide, fieldHigh = 70, 60, 620, 500
	largest                              = 26 // radius of the largest circle
)

// colours are those of the classes of ABC; they can be told apart without seeing red or green.
var colours = map[segment.ABCClass]string{segment.ClassA: "#d55e00", segment.ClassB: "#e69f00", segment.ClassC: "#56b4e9", segment.ClassZ: "#999999"}

// shades are those of the quarters.
var shades = map[segment.KraljicClass]string{
	segment.KraljicStrategic: "#eef3ee", segment.KraljicBottleneck: "#f7f0ea", segment.KraljicLeverage: "#edf1f7", segment.KraljicNonCritical: "#f6f6f6",
}

// svg draws the matrix: a circle for each supplier, its area by spend, its colour by what hangs on it, its edge by how it serves.
func (b *base) svg(dots []dot) string {
	d := &drawing{}
	d.element("svg", "", "xmlns", "http://www.w3.org/2000/svg", "width", "880", "height", "640", "viewBox", "0 0 880 640", "font-family", "sans-serif", "font-size", "13")
	d.element("rect/", "", "width", "880", "height", "640", "fill", "#ffffff")
	d.text(fieldX-50, 26, "start", "18", "#222222", "Suppliers in Kraljic's matrix, "+b.asOf.Format("2006-01-02"))
	d.quarters(b)
	d.circles(b, dots)
	d.legend(b)
	d.out.WriteString("</svg>\n")
	return d.out.String()
}

// box is a rectangle that is taken.
type box struct{ x, y, wide, high float64 }

func (a box) meets(o box) bool {
	return a.x < o.x+o.wide && o.x < a.x+a.wide && a.y < o.y+o.high && o.y < a.y+a.high
}

func (a box) within(o box) bool {
	return a.x >= o.x && a.x+a.wide <= o.x+o.wide && a.y >= o.y && a.y+a.high <= o.y+o.high
}

// drawing is an SVG file, and what of its field is taken.
type drawing struct {
	out   strings.Builder
	taken []box
}

// element writes an element with its attributes: one without content if its name ends in a slash, and otherwise one around a text, but
// for svg, which stays open.
func (d *drawing) element(name, text string, attributes ...string) {
	name, empty := strings.CutSuffix(name, "/")
	d.out.WriteString("<" + name)
	for i := 0; i+1 < len(attributes); i += 2 {
		d.out.WriteString(" " + attributes[i] + `="` + escaped(attributes[i+1]) + `"`)
	}
	switch {
	case empty:
		d.out.WriteString("/>\n")
	case name == "svg":
		d.out.WriteString(">\n")
	default:
		d.out.WriteString(">" + escaped(text) + "</" + name + ">\n")
	}
}

// escaped is a text as XML writes it.
func escaped(text string) string {
	var out strings.Builder
	xml.EscapeText(&out, []byte(text)) // a Builder never fails
	return out.String()
}

// text writes words.
func (d *drawing) text(x, y float64, anchor, size, colour, words string) {
	d.element("text", words, "x", pixels(x), "y", pixels(y), "text-anchor", anchor, "font-size", size, "fill", colour)
}

// line draws a line.
func (d *drawing) line(x1, y1, x2, y2 float64, dashes string) {
	d.element("line/", "", "x1", pixels(x1), "y1", pixels(y1), "x2", pixels(x2), "y2", pixels(y2), "stroke", "#666666", "stroke-dasharray", dashes)
}

func pixels(v float64) string { return fmt.Sprintf("%.1f", v) }

// acrossTo and upTo put points on the axes.
func acrossTo(risk int) float64 { return fieldX + float64(fieldWide*risk)/10_000 }
func upTo(impact int) float64   { return fieldY + fieldHigh - float64(fieldHigh*impact)/10_000 }

// quarters draws the field.
func (d *drawing) quarters(b *base) {
	x, y := acrossTo(b.opt.midpoints.Risk), upTo(b.opt.midpoints.Impact)
	const right, bottom = fieldX + fieldWide, fieldY + fieldHigh
	for _, class := range segment.KraljicClasses() {
		at := box{fieldX, y, x - fieldX, bottom - y} // low and low
		words, anchor, up := at.x+8, "start", at.y+at.high-10
		if class == segment.KraljicBottleneck || class == segment.KraljicStrategic {
			at.x, at.wide, words, anchor = x, right-x, right-8, "end"
		}
		if class == segment.KraljicLeverage || class == segment.KraljicStrategic {
			at.y, at.high, up = fieldY, y-fieldY, fieldY+20
		}
		d.element("rect/", "", "x", pixels(at.x), "y", pixels(at.y), "width", pixels(at.wide), "height", pixels(at.high), "fill", shades[class])
		d.text(words, up, anchor, "15", "#666666", class.String())
		label := box{words, up - 14, 100, 18}
		if anchor == "end" {
			label.x -= label.wide
		}
		d.taken = append(d.taken, label)
	}
	d.line(x, fieldY, x, bottom, "5 4")
	d.line(fieldX, y, right, y, "5 4")
	d.line(fieldX, bottom, right, bottom, "none")
	d.line(fieldX, fieldY, fieldX, bottom, "none")
	for _, points := range ticks(b.opt.midpoints.Risk) {
		d.text(acrossTo(points), bottom+18, "middle", "13", "#222222", fmt.Sprint(points))
	}
	for _, points := range ticks(b.opt.midpoints.Impact) {
		d.text(fieldX-8, upTo(points)+4, "end", "13", "#222222", fmt.Sprint(points))
	}
	d.text(fieldX+fieldWide/2, bottom+42, "middle", "14", "#222222", "supply risk →")
	d.text(fieldX-50, fieldY-10, "start", "14", "#222222", "↑ profit impact")
}

// ticks are the points that are written beside an axis: the midpoint too, if it does not touch the ends.
func ticks(midpoint int) []int {
	if midpoint < 800 || midpoint > 9200 {
		return []int{0, 10_000}
	}
	return []int{0, midpoint, 10_000}
}

// circles draws the suppliers, and then their names, beside them where there is room.
func (d *drawing) circles(b *base, dots []dot) {
	type circle struct {
		dot
		x, y, r float64
	}
	var most relationship.Money
	for row := range b.spend.Ranked() {
		most = row.Value // of the first
		break
	}
	var all []circle
	for _, o := range dots {
		at := b.positions[o.id]
		c := circle{o, acrossTo(at.Risk.Points), upTo(at.Impact.Points), 4}
		row, _ := b.spend.Of(string(o.id))
		if share, err := row.Value.Ratio(most); err == nil {
			c.r = max(c.r, largest*math.Sqrt(share)) // the area is what the eye compares
		}
		all = append(all, c)
		d.taken = append(d.taken, box{c.x - c.r, c.y - c.r, 2 * c.r, 2 * c.r})
	}
	slices.SortStableFunc(all, func(a, b circle) int { return cmp.Compare(b.r, a.r) }) // so that no small one lies below a large one
	for _, c := range all {
		row, _ := b.stake.Of(string(c.id))
		edge, thick := "#ffffff", "1"
		if b.results[c.id].Points < b.opt.target {
			edge, thick = "#111111", "3"
		}
		d.element("circle/", "", "cx", pixels(c.x), "cy", pixels(c.y), "r", pixels(c.r), "fill", colours[row.Class], "fill-opacity", "0.85",
			"stroke", edge, "stroke-width", thick)
	}
	for _, c := range all {
		at := b.positions[c.id]
		quarter := box{fieldX, fieldY, fieldWide, fieldHigh}
		x, y := acrossTo(b.opt.midpoints.Risk), upTo(b.opt.midpoints.Impact)
		if quarter.wide = x - fieldX; at.Risk.Side == segment.HighSide {
			quarter.x, quarter.wide = x, fieldX+fieldWide-x
		}
		if quarter.high = y - fieldY; at.Impact.Side == segment.LowSide {
			quarter.y, quarter.high = y, fieldY+fieldHigh-y
		}
		d.name(pad(string(c.id), min(longest, utf8.RuneCountInString(string(c.id)))), quarter, c.x, c.y, c.r)
	}
}

// name writes a name beside a circle: where it meets least of what is there already, and best in the quarter that the circle belongs to.
func (d *drawing) name(words string, quarter box, x, y, r float64) {
	wide := 7.5 * float64(utf8.RuneCountInString(words)) // about, for a font of 13 pixels
	gap := r + 5
	places := []box{
		{x + gap, y - 8, wide, 16}, {x - gap - wide, y - 8, wide, 16}, {x - wide/2, y - gap - 15, wide, 16}, {x - wide/2, y + gap, wide, 16},
		{x + gap*0.7, y - gap*0.7 - 14, wide, 16}, {x - gap*0.7 - wide, y - gap*0.7 - 14, wide, 16},
		{x + gap*0.7, y + gap*0.7, wide, 16}, {x - gap*0.7 - wide, y + gap*0.7, wide, 16},
	}
	best, fewest := places[0], math.MaxInt
	for _, place := range places {
		met := 0
		if !place.within(box{fieldX, fieldY, fieldWide, fieldHigh}) {
			met += 10
		}
		if !place.within(quarter) {
			met++
		}
		for _, o := range d.taken {
			if place.meets(o) {
				met++
			}
		}
		if met < fewest {
			best, fewest = place, met
		}
	}
	d.taken = append(d.taken, best)
	d.text(best.x, best.y+12.5, "start", "13", "#222222", words)
}

// legend says what circles, colours and edges mean.
func (d *drawing) legend(b *base) {
	const x = fieldX + fieldWide + 26
	y := float64(fieldY + 14)
	d.text(x, y, "start", "13", "#222222", "margin at stake")
	for _, class := range segment.ABCClasses() {
		y += 24
		d.element("circle/", "", "cx", pixels(x+8), "cy", pixels(y-4), "r", "8", "fill", colours[class], "fill-opacity", "0.85")
		d.text(x+24, y, "start", "13", "#222222", "class "+class.String())
	}
	y += 44
	d.element("circle/", "", "cx", pixels(x+8), "cy", pixels(y-4), "r", "8", "fill", "#ffffff", "stroke", "#111111", "stroke-width", "3")
	d.text(x+24, y, "start", "13", "#222222", "serves below")
	d.text(x+24, y+17, "start", "13", "#222222", fmt.Sprintf("target, %d", b.opt.target))
	y += 56
	d.text(x, y, "start", "13", "#222222", "area: spend")
}
