package main

import (
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/rapport-go/rapport/loyalty"
)

// width is how long a line is at most.
const width = 110

// level is how sure every interval is meant to be.
const level = 0.9

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

// percent writes a share in whole percents.
func percent(v float64) string { return fmt.Sprintf("%.0f", 100*v) }

// within writes an interval of shares.
func within(low, high float64) string { return "(" + percent(low) + " to " + percent(high) + ")" }

// counted writes a share that was counted, with where the chance behind it lies.
func counted(s loyalty.Share) (string, error) {
	v, ok := s.Value()
	if !ok {
		return "nothing to count", nil
	}
	i, err := s.Interval(level)
	return fmt.Sprintf("%v, %s %% %s", s, percent(v), within(i.Low, i.High)), err
}

// believed writes a belief with where it lies.
func believed(b loyalty.Posterior) (string, error) {
	i, err := b.Interval(level)
	return fmt.Sprintf("%s %% %s", percent(b.Mean()), within(i.Low, i.High)), err
}

// bar draws a share of columns; nothing for what is no share.
func bar(v float64, columns int) string {
	if !(v > 0) {
		return ""
	}
	return strings.Repeat("█", max(1, int(math.Round(min(1, v)*float64(columns)))))
}

// gauge draws a scale from 0 to 1: ─ where it may lie, ● where it is thought to.
func gauge(v, low, high float64, columns int) string {
	at := func(x float64) int { return int(math.Round(max(0, min(1, x)) * float64(columns-1))) }
	scale := []rune(strings.Repeat("·", columns))
	for i := at(low); i <= at(high); i++ {
		scale[i] = '─'
	}
	scale[at(v)] = '●'
	return string(scale)
}

// spark draws numbers of 0 or more as a row of columns; the highest is as high as a line.
func spark(values []float64) string {
	const steps = "▁▂▃▄▅▆▇█"
	most := 0.0
	for _, v := range values {
		most = max(most, v)
	}
	row := make([]rune, len(values))
	for i, v := range values {
		row[i] = []rune(steps)[0]
		if most > 0 {
			row[i] = []rune(steps)[int(math.Round(7*v/most))]
		}
	}
	return string(row)
}

// count writes a number of things.
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// signed writes a difference with its sign, and no sign before what rounds to nothing.
func signed(v float64, places int) string {
	text := fmt.Sprintf("%+.*f", places, v)
	if strings.Trim(text, "+-0.") == "" {
		return text[1:]
	}
	return text
}
