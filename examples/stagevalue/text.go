package main

import (
	"fmt"
	"io"
	"math"
	"strings"
)

// heading begins a section.
func heading(w io.Writer, title string) {
	fmt.Fprintf(w, "\n%s\n%s\n\n", title, strings.Repeat("=", len([]rune(title))))
}

// bar draws a share of a whole, which is width characters long. What is below 0 has no bar.
func bar(part, whole float64, width int) string {
	if !(part > 0 && whole > 0) {
		return ""
	}
	return strings.Repeat("█", max(1, int(math.Round(min(part/whole, 1)*float64(width)))))
}

// percent writes a probability: whole percents, with one place below 10, and a dot for never.
func percent(p float64) string {
	switch {
	case p == 0:
		return "·"
	case p < 0.0995:
		return fmt.Sprintf("%.1f", 100*p)
	}
	return fmt.Sprintf("%.0f", 100*p)
}

// give writes a standard error after its number; nothing where there is none.
func give(se float64, ok bool, format string) string {
	if !ok {
		return ""
	}
	return "± " + fmt.Sprintf(format, se)
}

// signed writes an amount with its sign, and no sign before what rounds to nothing.
func signed(v float64) string {
	text := fmt.Sprintf("%+.2f", v)
	if text == "-0.00" || text == "+0.00" {
		return "0.00"
	}
	return strings.Replace(text, "-", "−", 1)
}

// short is what a stage is called above a column.
func short(s stage) string {
	name := s.String()
	return name[:min(5, len(name))]
}

// trimmed cuts the spaces off the ends of lines, where a bar has no length.
func trimmed(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}
