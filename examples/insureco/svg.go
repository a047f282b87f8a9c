package main

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

// drawing is a picture as SVG, written by hand: shapes and texts at places in pixels, from the upper left corner.
type drawing struct{ bytes.Buffer }

// newDrawing begins a picture of a size, with a title for who cannot see it.
func newDrawing(wide, high int, title string) *drawing {
	d := &drawing{}
	fmt.Fprintf(d, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" font-family="sans-serif">`+"\n", wide, high, wide, high)
	fmt.Fprintf(d, "<title>%s</title>\n", escaped(title))
	fmt.Fprintf(d, `<rect width="%d" height="%d" fill="#ffffff"/>`+"\n", wide, high)
	return d
}

// done ends it.
func (d *drawing) done() []byte {
	d.WriteString("</svg>\n")
	return d.Bytes()
}

// text writes a text; anchor is start, middle or end.
func (d *drawing) text(x, y float64, size int, anchor, colour, text string) {
	fmt.Fprintf(d, `<text x="%.1f" y="%.1f" font-size="%d" text-anchor="%s" fill="%s">%s</text>`+"\n", x, y, size, anchor, colour, escaped(text))
}

// line draws a straight line.
func (d *drawing) line(x1, y1, x2, y2 float64, colour, dashes string) {
	if dashes != "" {
		dashes = fmt.Sprintf(` stroke-dasharray="%s"`, dashes)
	}
	fmt.Fprintf(d, `<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="%s"%s/>`+"\n", x1, y1, x2, y2, colour, dashes)
}

// rect draws a filled rectangle.
func (d *drawing) rect(x, y, wide, high float64, fill string) {
	fmt.Fprintf(d, `<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s"/>`+"\n", x, y, wide, high, fill)
}

// path draws a line through points, or an area if it is filled.
func (d *drawing) path(points [][2]float64, fill, stroke string) {
	at := make([]string, len(points))
	for i, p := range points {
		at[i] = fmt.Sprintf("%.1f,%.1f", p[0], p[1])
	}
	shape := "polyline"
	if fill != "none" {
		shape = "polygon"
	}
	fmt.Fprintf(d, `<%s points="%s" fill="%s" stroke="%s" stroke-width="2" stroke-linejoin="round"/>`+"\n", shape, strings.Join(at, " "), fill, stroke)
}

// escaped makes a text safe between tags.
func escaped(text string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text)) // a bytes.Buffer takes everything
	return b.String()
}
