package main

import (
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// width is how long a line of prose is at most.
const width = 120

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

// prose writes a paragraph in lines that are not too long.
func (p *paper) prose(format string, args ...any) {
	text, used := "", 0
	const glue = "\x00" // keeps a number and its percent sign on one line
	for _, word := range strings.Fields(strings.ReplaceAll(fmt.Sprintf(format, args...), " %", glue+"%")) {
		word = strings.ReplaceAll(word, glue, " ")
		n := utf8.RuneCountInString(word)
		if used > 0 && used+1+n > width {
			p.line("%s", text)
			text, used = "", 0
		}
		if used > 0 {
			text += " "
			used++
		}
		text += word
		used += n
	}
	p.line("%s", text)
}

// money writes an amount in whole units with a mark at the thousands, for tables that are read and not added up.
func money(m relationship.Money) string {
	text := fmt.Sprintf("%.0f", math.RoundToEven(m.Estimate()))
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
	}
	if text == "0" {
		return text
	}
	return sign + grouped(text)
}

// percent writes a share.
func percent(v float64, places int) string {
	text := fmt.Sprintf("%.*f %%", places, 100*v)
	if strings.Trim(text, "-0. %") == "" {
		text = strings.TrimPrefix(text, "-") // what rounds to nothing has no sign
	}
	return text
}

// within writes an interval of shares.
func within(i segment.Interval, places int) string {
	return fmt.Sprintf("(%.*f to %.*f)", places, 100*i.Low, places, 100*i.High)
}

// found writes an estimated share with where it lies.
func found(f segment.Finding, places int) string {
	return percent(f.Value, places) + " " + within(f.Interval, places)
}

// kept writes a share that was counted: hits, of how many, and where the chance lies.
func kept(k segment.KeptShare) string {
	v, ok := k.Share()
	if !ok {
		return "nobody to count"
	}
	return fmt.Sprintf("%d of %d, %s %s", k.Kept, k.Of, percent(v, 0), within(k.Interval, 0))
}

// list writes names as a sentence does.
func list(names []string) string {
	switch n := len(names); n {
	case 0:
		return "nothing"
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

// each writes an amount per customer, or a dash.
func each(m relationship.Money, ok bool) string {
	if !ok {
		return "–"
	}
	return m.AmountString()
}

// fixed writes a number with so many places.
func fixed(v float64, places int) string { return fmt.Sprintf("%.*f", places, v) }

// count writes a number with a mark at the thousands.
func count[N ~int | ~int64](n N) string {
	return grouped(fmt.Sprint(n))
}

// grouped puts marks at the thousands.
func grouped(digits string) string {
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// lines writes a text of several lines, each behind an indent.
func (p *paper) lines(indent, text string) {
	for line := range strings.Lines(strings.TrimSuffix(text, "\n")) {
		p.line("%s%s", indent, strings.TrimSuffix(line, "\n"))
	}
}

// inLine writes a text of several lines as a part of a sentence.
func inLine(text string) string { return strings.ReplaceAll(strings.TrimSpace(text), "\n", "; ") }
