package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// width is how long a line of prose is at most.
const width = 110

// longest is how much of a name is shown in a table.
const longest = 20

// paper is what the report is written on.
type paper struct{ w io.Writer }

// line writes a line as it is, without spaces at its end.
func (p *paper) line(format string, args ...any) {
	fmt.Fprintln(p.w, strings.TrimRight(fmt.Sprintf(format, args...), " "))
}

// heading begins a block.
func (p *paper) heading(title string) {
	p.line("\n%s\n%s", title, strings.Repeat("─", utf8.RuneCountInString(title)))
}

// prose writes a paragraph in lines that are not too long; the indent stands before each.
func (p *paper) prose(indent, format string, args ...any) {
	text := indent
	used := utf8.RuneCountInString(indent)
	for i, word := range strings.Fields(fmt.Sprintf(format, args...)) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case used+1+n > width:
			p.line("%s", text)
			text, used = indent, utf8.RuneCountInString(indent)
		default:
			text += " "
			used++
		}
		text += word
		used += n
	}
	p.line("%s", text)
}

// columnWidth is how wide a column of names is, with "supplier" above it.
func columnWidth(names []string) int {
	w := utf8.RuneCountInString("supplier")
	for _, name := range names {
		w = max(w, min(longest, utf8.RuneCountInString(name)))
	}
	return w
}

// pad writes a name in a column; of a long one the end is left out.
func pad(name string, w int) string {
	if n := utf8.RuneCountInString(name); n <= w {
		return name + strings.Repeat(" ", w-n)
	}
	return string([]rune(name)[:w-1]) + "…"
}

// percent writes a share in whole percents.
func percent(v float64) string { return fmt.Sprintf("%.0f", 100*v) }

// count writes a number of things.
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// list writes names as a sentence does.
func list(names []string) string {
	switch n := len(names); n {
	case 0:
		return "nobody"
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

// verb writes a number with the words that fit it.
func verb(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}
