package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"

	"github.com/rapport-go/rapport/segment"
)

// The colours of the pictures: dark on light, told apart without red and green.
const (
	ink   = "#1f2933"
	faint = "#7b8794"
	grid  = "#d9e0e6"
	blue  = "#1b5e9b"
	amber = "#f2c37b"
)

// pictures writes both into a folder.
func pictures(p *paper, b *base, folder string) error {
	curve, err := segment.Whale(b.profits)
	if err != nil {
		return err
	}
	table, err := b.cohortTable()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, picture := range []struct {
		name string
		svg  []byte
	}{{"whale.svg", whalePicture(curve, b.year)}, {"cohorts.svg", cohortPicture(table)}} {
		if err := os.WriteFile(filepath.Join(folder, picture.name), picture.svg, 0o644); err != nil {
			return err
		}
	}
	p.line("\nPictures: whale.svg and cohorts.svg are in %s.", folder)
	return nil
}

// step is a distance between marks so that there are about so many up to a height: 1, 2 or 5 times a power of ten.
func step(height float64, marks int) float64 {
	raw := height / float64(marks)
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 5} {
		if m*power >= raw {
			return m * power
		}
	}
	return 10 * power
}

// whalePicture draws the whale curve.
func whalePicture(c segment.WhaleCurve, year int) []byte {
	const wide, high, left, right, top, bottom = 760, 440, 70.0, 30.0, 70.0, 60.0
	d := newDrawing(wide, high, fmt.Sprintf("Whale curve of %d: contribution added up from the best customer to the worst", year))
	d.text(left, 28, 17, "start", ink, fmt.Sprintf("Profit is made, and lost again: %d", year))
	if c.Base() == segment.WhaleBaseNone {
		d.text(left, 50, 12, "start", faint, "nobody made a profit")
		return d.done()
	}
	d.text(left, 50, 12, "start", faint, fmt.Sprintf("contribution of %s customers, added up from the best to the worst; 100 %% is the %s",
		count(c.Customers()), baseName(c)))
	var points []segment.WhalePoint
	lowest, highest := 0.0, 1.0
	for point := range c.Points(200) {
		points = append(points, point)
		lowest, highest = min(lowest, point.Share), max(highest, point.Share)
	}
	highest += 0.08 * (highest - lowest) // room for the label at the peak
	x := func(part float64) float64 { return left + part*(wide-left-right) }
	y := func(share float64) float64 { return top + (highest-share)/(highest-lowest)*(high-top-bottom) }
	mark := step(highest-lowest, 6)
	for i := math.Ceil(lowest / mark); i*mark <= highest; i++ {
		d.line(left, y(i*mark), wide-right, y(i*mark), grid, "")
		d.text(left-8, y(i*mark)+4, 12, "end", ink, fmt.Sprintf("%.0f %%", 100*i*mark))
	}
	for i := range 6 {
		part := float64(i) / 5
		d.line(x(part), y(lowest), x(part), y(lowest)+5, ink, "")
		d.text(x(part), y(lowest)+20, 12, "middle", ink, fmt.Sprintf("%.0f %%", 100*part))
	}
	d.text((left+wide-right)/2, high-14, 13, "middle", ink, "share of customers")
	end := points[len(points)-1]
	peak := c.PeakAt()
	eroded := [][2]float64{{x(peak.Part), y(end.Share)}}
	var curve [][2]float64
	for _, point := range points {
		curve = append(curve, [2]float64{x(point.Part), y(point.Share)})
		if point.Part >= peak.Part {
			eroded = append(eroded, [2]float64{x(point.Part), y(point.Share)})
		}
	}
	if len(eroded) > 2 {
		d.path(eroded, amber, "none")
	}
	d.line(left, y(end.Share), wide-right, y(end.Share), faint, "6 4")
	d.path(curve, "none", blue)
	d.line(x(peak.Part), y(peak.Share), x(peak.Part), y(lowest), faint, "2 3")
	fmt.Fprintf(d, `<circle cx="%.1f" cy="%.1f" r="4" fill="%s"/>`+"\n", x(peak.Part), y(peak.Share), blue)
	if v, ok := c.Share(c.Erosion()); ok && peak.Part < .8 && y(end.Share)-y(peak.Share) > 60 {
		d.text(x(peak.Part)+10, (y(peak.Share)+y(end.Share))/2+14, 13, "start", ink, "lost again: "+percent(v, 0))
	}
	anchor, at := "middle", x(peak.Part)
	if peak.Part > .75 {
		anchor, at = "end", float64(wide)-right
	} else if peak.Part < .25 {
		anchor, at = "start", left+6
	}
	d.text(at, y(peak.Share)-10, 13, anchor, ink, fmt.Sprintf("peak: %s made by %s of customers", percent(peak.Share, 0), percent(peak.Part, 0)))
	return d.done()
}

// baseName says what 100 % is.
func baseName(c segment.WhaleCurve) string {
	if c.Base() == segment.WhaleBaseGains {
		return "sum of all profits"
	}
	return "total"
}

// cohortPicture draws retention as a heat map. Cells that are not over are hatched.
func cohortPicture(t *segment.CohortTable) []byte {
	const left, top, cell, high = 170.0, 96.0, 62.0, 34.0
	n := t.Len()
	wide := int(left + float64(n)*cell + 30)
	tall := int(top + float64(n)*high + 66)
	d := newDrawing(max(wide, 560), tall, "New customers by quarter: how many still paid so many quarters later")
	d.WriteString(`<defs><pattern id="open" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
		`<rect width="7" height="7" fill="#f5f7f9"/><line x1="0" y1="0" x2="0" y2="7" stroke="#cbd2d9" stroke-width="2"/></pattern></defs>` + "\n")
	d.text(20, 28, 17, "start", ink, "Who still pays, by the quarter of the first premium")
	d.text(20, 50, 12, "start", faint, "percent of the cohort that paid a premium so many quarters later")
	d.text(20, top-10, 12, "start", ink, "cohort")
	d.text(left-14, top-10, 12, "end", ink, "customers")
	for age := range n {
		d.text(left+(float64(age)+.5)*cell, top-10, 12, "middle", ink, fmt.Sprint(age))
	}
	for cohort := range n {
		y := top + float64(cohort)*high
		first, _ := t.Cell(cohort, 0)
		d.text(20, y+22, 13, "start", ink, quarterName(t, cohort))
		d.text(left-14, y+22, 13, "end", ink, count(first.Size))
		for age := range n {
			x := left + float64(age)*cell
			c, over := t.Cell(cohort, age)
			share, ok := retained(c)
			if !over || !ok {
				d.rect(x, y, cell-2, high-2, "url(#open)")
				continue
			}
			fill, colour := heat(share)
			d.rect(x, y, cell-2, high-2, fill)
			d.text(x+cell/2-1, y+22, 13, "middle", colour, fmt.Sprintf("%.0f", 100*share))
		}
	}
	y := top + float64(n)*high + 24
	for i, share := range []float64{.5, .6, .7, .8, .9, 1} {
		fill, colour := heat(share)
		d.rect(20+float64(i)*50, y, 48, 22, fill)
		d.text(44+float64(i)*50, y+16, 12, "middle", colour, fmt.Sprintf("%.0f", 100*share))
	}
	d.rect(336, y, 48, 22, "url(#open)")
	d.text(392, y+16, 12, "start", ink, "not over yet, or nobody")
	return d.done()
}

// heat returns the colour of a share, from light at half and less to dark at all, and that of a text on it.
func heat(share float64) (fill, text string) {
	v := max(0, min(1, (share-.5)*2))
	mix := func(from, to float64) int { return int(math.Round(from + v*(to-from))) }
	text = ink
	if v > .65 {
		text = "#ffffff"
	}
	return fmt.Sprintf("#%02x%02x%02x", mix(236, 13), mix(243, 71), mix(250, 130)), text
}
