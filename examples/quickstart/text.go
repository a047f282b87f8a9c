package main

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/rapport-go/rapport/relationship"
)

// count writes a whole number in groups of three: 69,659.
func count(n int) string { return group(strconv.Itoa(n)) }

// fixed writes a number with a fixed number of decimal places: 1,653.4.
func fixed(v float64, places int) string {
	return group(strconv.FormatFloat(v, 'f', places, 64))
}

// money writes an amount without its currency: 12,345.60.
func money(m relationship.Money) string { return group(m.AmountString()) }

// moneyWithCode writes an amount with its currency: 12,345.60 EUR.
func moneyWithCode(m relationship.Money) string { return withCode(money(m), m.Currency()) }

// withCode puts the currency behind a number, except "no currency" (XXX).
func withCode(number string, c relationship.Currency) string {
	if code := currencyCode(c); code != "" {
		return number + " " + code
	}
	return number
}

// currencyCode returns the code to show, empty for "no currency".
func currencyCode(c relationship.Currency) string {
	if c.Code() == "XXX" {
		return ""
	}
	return c.Code()
}

// percent writes a share as 72.7 %.
func percent(share float64) string { return fixed(100*share, 1) + " %" }

// amount writes an expected amount: with the decimal places of the currency, or
// with six digits where those would show nothing, or too much.
func amount(v float64, c relationship.Currency) string {
	if v >= 1e15 || v > 0 && v < math.Pow10(-c.Places()) {
		return short(v)
	}
	return fixed(v, c.Places())
}

// estimate writes a fitted parameter with its standard error: three decimal
// places, or as many as show two digits of the error.
func estimate(v float64, stdErr *float64) string {
	write := short
	if size := math.Abs(v); size >= 1e-3 && size < 1e9 {
		places := 3
		if stdErr != nil {
			for e := *stdErr; e > 0 && e < 0.01 && places < 9; e *= 10 {
				places++
			}
		}
		write = func(v float64) string { return fixed(v, places) }
	}
	if stdErr == nil {
		return write(v)
	}
	return write(v) + " ± " + write(*stdErr)
}

// short writes a number with as many digits as it needs, six at most: 10, 7.25.
func short(v float64) string { return strconv.FormatFloat(v, 'g', 6, 64) }

// ms writes a running time.
func ms(milliseconds float64) string { return fixed(milliseconds, 1) + " ms" }

// group sets a comma before every three digits in front of the decimal point.
func group(number string) string {
	sign, digits := "", number
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	whole, _, _ := strings.Cut(digits, ".")
	tail := digits[len(whole):]
	var b strings.Builder
	b.WriteString(sign)
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	b.WriteString(tail)
	return b.String()
}

// plural picks the word that goes with n.
func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// of writes a count with its noun: 1 customer, 2,357 customers.
func of(n int, one, many string) string { return count(n) + " " + plural(n, one, many) }

// wrap breaks a text between words into lines of at most so many letters.
func wrap(text string, width int) []string {
	var lines []string
	for _, word := range strings.Fields(text) {
		last := len(lines) - 1
		if last < 0 || utf8.RuneCountInString(lines[last])+1+utf8.RuneCountInString(word) > width {
			lines = append(lines, word)
			continue
		}
		lines[last] += " " + word
	}
	return lines
}

// printWrapped writes a sentence in lines of 80 columns, the second and later ones
// a little further in.
func printWrapped(w io.Writer, indent, text string) {
	for i, line := range wrap(text, 78-len(indent)) {
		if i > 0 {
			line = "  " + line
		}
		fmt.Fprintln(w, indent+line)
	}
}

// grid is a table of text whose columns are as wide as their widest cell.
type grid struct {
	align string // for each column: 'l' = left, 'r' = right
	rows  [][]string
}

// add appends a row. A row without cells is a rule across the table.
func (g *grid) add(cells ...string) { g.rows = append(g.rows, cells) }

// note appends a name with a text beside it, in as many rows as it needs.
func (g *grid) note(name, text string) {
	for i, line := range wrap(text, 80) {
		g.add([]string{name, ""}[min(i, 1)], line)
	}
}

// write writes the rows, indented by two spaces and with two between columns.
func (g *grid) write(w io.Writer) {
	width := make([]int, len(g.align))
	for _, row := range g.rows {
		for i, cell := range row {
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	all := 2 * (len(width) - 1)
	for _, n := range width {
		all += n
	}
	for _, row := range g.rows {
		line := ""
		for i, cell := range row {
			pad := strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell))
			if g.align[i] == 'r' {
				line += "  " + pad + cell
			} else {
				line += "  " + cell + pad
			}
		}
		if len(row) == 0 {
			line = "  " + strings.Repeat("-", all)
		}
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
}
