package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// table is text in columns.
type table struct {
	// align has a letter for each column: l is left, r is right.
	align string
	rows  [][]string
}

// add adds a row; what is missing at its end is empty.
func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// write prints the rows, each column as wide as its widest cell.
func (t *table) write(w io.Writer) {
	width := make([]int, len(t.align))
	for _, row := range t.rows {
		for i, cell := range row {
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	for _, row := range t.rows {
		line := ""
		for i, cell := range row {
			gap := strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell))
			if t.align[i] == 'r' {
				cell, gap = gap+cell, ""
			}
			line += "  " + cell + gap
		}
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
}

// alike reports whether all rows but the first are the same in all columns but the first, and there are some.
func (t *table) alike() bool {
	for _, row := range t.rows[1:] {
		if !slices.Equal(row[1:], t.rows[1][1:]) {
			return false
		}
	}
	return len(t.rows) > 2
}

// number writes a number of points as 8,123.
func number(n int) string {
	if n < 0 {
		return "-" + number(-n)
	}
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", number(n/1000), n%1000)
}

// change writes a difference of points as +8, -8 or "·" where there is none.
func change(n int) string {
	switch {
	case n > 0:
		return "+" + number(n)
	case n < 0:
		return number(n)
	}
	return "·"
}

// heading prints the title of a part.
func heading(w io.Writer, title string) {
	fmt.Fprintf(w, "\n%s\n%s\n\n", title, strings.Repeat("-", utf8.RuneCountInString(title)))
}

// wide is how wide a line of prose may be.
const wide = 104

// wrap breaks prose into lines, each with an indent.
func wrap(indent, prose string) string {
	var text strings.Builder
	line := indent
	for _, w := range strings.Fields(prose) {
		if line != indent && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(w) > wide {
			text.WriteString(line + "\n")
			line = indent
		}
		if line != indent {
			line += " "
		}
		line += w
	}
	text.WriteString(line + "\n")
	return text.String()
}
