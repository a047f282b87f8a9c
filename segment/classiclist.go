package segment

import (
	"errors"
	"strconv"
	"strings"
)

// CellRules reads the list of a segment's cells as such lists are published, "555 554 544", and returns one rule for each cell in its
// order. Cells stand apart by white space; a cell is written with one digit from 1 to 9 for each axis, or with dashes where a value
// can have two digits, as "10-4-5" is.
//
// The error wraps [ErrInvalid], with all faults joined, for what is no cell, and for a list without any. Whether cells fit the axes
// and none of them stands in two lists is seen when the grid is compiled.
func CellRules[L comparable](label L, cells string) ([]Rule[L], error) {
	words := strings.Fields(cells)
	if len(words) == 0 {
		return nil, invalidInt("cells", 0, "1 or more")
	}
	rules := make([]Rule[L], len(words))
	var faults []error
	for i, word := range words {
		box, ok := readCell(word)
		if !ok {
			faults = append(faults, invalid("cell "+strconv.Itoa(i+1), quote(word), "digits from 1 to 9, or numbers from 1 to 100 with dashes between"))
		}
		rules[i] = Rule[L]{Label: label, Box: box}
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return rules, nil
}

// readCell reads one cell.
func readCell(word string) (box []Range, ok bool) {
	between := ""
	if strings.Contains(word, "-") {
		between = "-"
	}
	for part := range strings.SplitSeq(word, between) {
		n, err := strconv.Atoi(part)
		if err != nil || n < 1 || n > maxScores || strconv.Itoa(n) != part {
			return nil, false
		}
		box = append(box, Range{n, n})
	}
	return box, true
}
