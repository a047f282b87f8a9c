package segment

import (
	"errors"
	"math/bits"
	"strings"

	"github.com/rapport-go/rapport/relationship"
)

// Plot draws the curve with characters, in a field of so many columns (10 to 200) and rows (4 to 60) with its scale at the left: the
// peak, the total and 0, in percent of what Base says, or as amounts where that is none. Dots mark the height of the total, so that
// what lies above them is lost again; dashes mark 0. The curve of nobody is a line at 0.
//
// The error is an *InvalidError about the size, or two joined.
func (c WhaleCurve) Plot(columns, rows int) (string, error) {
	var faults []error
	if columns < 10 || columns > 200 {
		faults = append(faults, invalidInt("columns", columns, "10 to 200"))
	}
	if rows < 4 || rows > 60 {
		faults = append(faults, invalidInt("rows", rows, "4 to 60"))
	}
	if faults != nil {
		return "", errors.Join(faults...)
	}
	zero, total := relationship.MoneyFromMinor(0, c.currency), c.Total()
	labels, lines := make([]string, rows), make([][]byte, rows)
	for i := range lines {
		lines[i] = []byte(strings.Repeat(" ", columns))
	}
	row := func(height float64) int { return rows - 1 - int(float64(height*float64(rows-1))+0.5) }
	copy(lines[row(c.height(total))], strings.Repeat(".", columns))
	copy(lines[row(c.height(zero))], strings.Repeat("-", columns))
	for _, at := range []relationship.Money{zero, total, c.Peak()} { // in one row the last of them says most
		labels[row(c.height(at))] = c.label(at)
	}
	for x := range columns {
		n, part := whaleEven(x, c.customers, columns-1)
		left := c.height(c.sum(n))
		right := c.height(c.sum(min(n+1, c.customers)))
		lines[row(left+float64(part*(right-left)))][x] = '*'
	}
	return whaleLines(labels, lines, count(c.customers, "customer")), nil
}

// whaleLines puts labels, lines and the legend of the columns together.
func whaleLines(labels []string, lines [][]byte, legend string) string {
	wide := 0
	for _, l := range labels {
		wide = max(wide, len(l))
	}
	var text strings.Builder
	for i, line := range lines {
		label := strings.Repeat(" ", wide-len(labels[i])) + labels[i]
		text.WriteString(strings.TrimRight(label+" |"+string(line), " ") + "\n")
	}
	return text.String() + strings.Repeat(" ", wide+2) + legend + ", the most profitable first"
}

// label writes an amount as it stands at the scale.
func (c WhaleCurve) label(at relationship.Money) string {
	if share, ok := c.Share(at); ok {
		return whalePercent(share)
	}
	return at.AmountString()
}

// height returns where an amount lies between the lowest point of the curve, which is an end of it, and the peak; 0 if that is all.
func (c WhaleCurve) height(at relationship.Money) float64 {
	low := c.Total()
	if low.Sign() > 0 {
		low = relationship.MoneyFromMinor(0, c.currency)
	}
	over, _ := at.Sub(low)
	span, _ := c.gains.Sub(low)
	part, _ := shareOfMoney(over, span)
	return part
}

// whaleEven returns the i-th of so many even intervals of n: the whole part, and how far it is on the way to the next number. i is at most
// the intervals.
func whaleEven(i, n, intervals int) (int, float64) {
	if intervals == 0 {
		return 0, 0
	}
	hi, lo := bits.Mul64(uint64(i), uint64(n))
	q, rest := bits.Div64(hi, lo, uint64(intervals)) // the quotient is at most n
	return int(q), float64(rest) / float64(intervals)
}
