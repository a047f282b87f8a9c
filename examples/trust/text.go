package main

import (
	"fmt"
	"math"
	"strings"
	"time"
	"unicode/utf8"
)

// line writes a line as it is.
func (d *desk) line(format string, args ...any) { fmt.Fprintf(d.w, format+"\n", args...) }

// heading writes the title of a part.
func (d *desk) heading(title string) {
	d.line("\n%s\n%s", title, strings.Repeat("-", utf8.RuneCountInString(title)))
}

// wide is how wide a line of prose may be.
const wide = 110

// prose writes a paragraph, in lines that are not too long.
func (d *desk) prose(format string, args ...any) {
	line := ""
	for _, word := range strings.Fields(fmt.Sprintf(format, args...)) {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > wide {
			d.line("%s", line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	d.line("%s", line)
}

// table writes rows in columns: the letters of align say l or r for each.
func (d *desk) table(align string, rows [][]string) {
	width := make([]int, len(align))
	for _, row := range rows {
		for i, cell := range row {
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		line := ""
		for i, cell := range row {
			gap := strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell))
			if align[i] == 'r' {
				cell, gap = gap+cell, ""
			}
			line += "  " + cell + gap
		}
		d.line("%s", strings.TrimRight(line, " "))
	}
}

// bar draws a value from 0 to 1.
func bar(value float64) string {
	const full = 20
	n := min(full, max(0, int(math.Round(value*full))))
	return strings.Repeat("#", n) + strings.Repeat(".", full-n)
}

// number writes points as 8,123.
func number(n int) string {
	switch {
	case n < 0:
		return "-" + number(-n)
	case n < 1000:
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", number(n/1000), n%1000)
}

// change writes a difference of points with its sign, or "·" where there is none.
func change(n int) string {
	switch {
	case n > 0:
		return "+" + number(n)
	case n < 0:
		return number(n)
	}
	return "·"
}

// share writes a number from 0 to 1 with two places.
func share(v float64) string { return fmt.Sprintf("%.2f", v) }

// date writes the day of an instant.
func date(at time.Time) string { return at.UTC().Format(time.DateOnly) }

// length writes how long something took.
func length(t time.Duration) string {
	switch {
	case t == 0:
		return "0 d"
	case t < 48*time.Hour:
		return fmt.Sprintf("%.0f h", t.Hours())
	}
	return fmt.Sprintf("%.1f d", t.Hours()/24)
}
