package main

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// width is how long a line of prose is at most.
const width = 100

// paper is what the report is written on.
type paper struct{ text strings.Builder }

// String returns what was written.
func (p *paper) String() string { return p.text.String() }

// line writes a line as it is, without spaces at its end.
func (p *paper) line(format string, args ...any) {
	p.text.WriteString(strings.TrimRight(fmt.Sprintf(format, args...), " ") + "\n")
}

// heading begins a block.
func (p *paper) heading(title string) {
	if p.text.Len() > 0 {
		p.line("")
	}
	p.line("%s\n%s", title, strings.Repeat("─", utf8.RuneCountInString(title)))
}

// prose writes a paragraph in lines that are not too long.
func (p *paper) prose(format string, args ...any) {
	text := ""
	for _, word := range strings.Fields(fmt.Sprintf(format, args...)) {
		if text != "" && utf8.RuneCountInString(text)+1+utf8.RuneCountInString(word) > width {
			p.line("%s", text)
			text = ""
		}
		if text != "" {
			text += " "
		}
		text += word
	}
	p.line("%s", text)
}

// table writes rows with their columns below one another: align has a letter for each column, l for the left and r for the right. What
// stands behind the last letter is to the right as well.
func (p *paper) table(align string, rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		line.WriteString(" ")
		for i, cell := range row {
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(cell))
			if i < len(align) && align[i] == 'l' {
				line.WriteString(" " + cell + pad + " ")
			} else {
				line.WriteString(" " + pad + cell + " ")
			}
		}
		p.line("%s", line.String())
	}
}

// count writes a number and what it counts, in the plural unless it is one.
func count[N int | int64](n N, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// percent writes a part of a whole in whole percents, and a dot for nothing.
func percent[N int | int64](part, whole N) string {
	if part == 0 || whole == 0 {
		return "·"
	}
	return fmt.Sprintf("%.0f", 100*float64(part)/float64(whole))
}

// dot writes a number, and a dot for 0.
func dot[N int | int64](n N) string {
	if n == 0 {
		return "·"
	}
	return fmt.Sprint(n)
}

// bar draws a part of a whole, which is 40 characters long.
func bar(part, whole int) string {
	if part == 0 || whole == 0 {
		return ""
	}
	return strings.Repeat("█", max(1, (40*part+whole/2)/whole))
}
