package segment

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// String returns the migration as a table of customers, a row for each label before and a column for each label after, ascending, then
// those who are new and those who are gone:
//
//	        active  lapsed  gone
//	active       7       2     1
//	lapsed       0       3     0
//	new          4       0
//
// "nobody" if it is empty.
func (m Migration[L]) String() string {
	if m.total == 0 {
		return "nobody"
	}
	places := make([]Standing[L], 0, len(m.cells))
	for _, l := range m.Labels() {
		places = append(places, InSegment(l))
	}
	places = append(places, Standing[L]{})
	head := make([]string, 1, len(places)+1)
	for _, to := range places {
		head = append(head, to.text("gone"))
	}
	rows := [][]string{head}
	at := 0 // cells stand in the order of the table
	for _, from := range places {
		row := []string{from.text("new")}
		for _, to := range places {
			n := ""
			if from.in || to.in {
				n = "0"
			}
			if at < len(m.cells) && m.cells[at].Move == (Move[L]{from, to}) {
				n = strconv.FormatInt(m.cells[at].Customers, 10)
				at++
			}
			row = append(row, n)
		}
		rows = append(rows, row)
	}
	return textTable(rows)
}

// textTable writes rows below one another, the first column to the left, the others to the right.
func textTable(rows [][]string) string {
	var widths []int
	for _, row := range rows {
		for i, text := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(text))
		}
	}
	var all strings.Builder
	for r, row := range rows {
		var line strings.Builder
		for i, text := range row {
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(text))
			if i == 0 {
				line.WriteString(text + pad)
				continue
			}
			line.WriteString("  " + pad + text)
		}
		if r > 0 {
			all.WriteByte('\n')
		}
		all.WriteString(strings.TrimRight(line.String(), " "))
	}
	return all.String()
}
