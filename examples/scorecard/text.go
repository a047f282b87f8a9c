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

// bar draws a share of a whole, which is width characters long. What is above 0 has at least one character.
func bar(part, whole float64, width int) string {
	if !(part > 0 && whole > 0) {
		return ""
	}
	return strings.Repeat("█", max(1, int(math.Round(min(part/whole, 1)*float64(width)))))
}

// signed writes points with their sign, and nothing but a 0 for none.
func signed(points int) string {
	switch {
	case points > 0:
		return fmt.Sprintf("+%d", points)
	case points < 0:
		return fmt.Sprintf("−%d", -points)
	}
	return "0"
}

// trimmed cuts the spaces off the ends of lines, where a bar has no length.
func trimmed(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}
