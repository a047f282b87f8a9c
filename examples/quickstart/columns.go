package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// column is what a column of the log means to us.
type column int

const (
	colCustomer column = iota
	colDate
	colAmount
	colCurrency
	colOrder
	colRefundOf
	numColumns
)

// names returns the header names under which a column is found; the first one
// that is there wins.
func (c column) names() []string {
	return [numColumns][]string{
		colCustomer: {"customer", "customer_id", "id"},
		colDate:     {"date", "order_date"},
		colAmount:   {"amount", "total"},
		colCurrency: {"currency"},
		colOrder:    {"order", "order_id"},
		colRefundOf: {"refund_of"},
	}[c]
}

// String returns the first of the names.
func (c column) String() string { return c.names()[0] }

// needed reports whether a log without the column cannot be read.
func (c column) needed() bool { return c <= colAmount }

// parseColumns reads the list of -columns, such as customer=buyer,amount=net.
func parseColumns(text string) (map[column]string, error) {
	if strings.TrimSpace(text) == "" {
		return nil, errors.New("want a list such as customer=buyer,amount=net")
	}
	named := map[column]string{}
	for _, pair := range strings.Split(text, ",") {
		name, header, _ := strings.Cut(pair, "=")
		name, header = headerName(name), headerName(header)
		c := colCustomer
		for c < numColumns && c.String() != name {
			c++
		}
		switch {
		case c == numColumns:
			return nil, fmt.Errorf("%q is no column of ours: want customer, date, amount, currency, order or refund_of", name)
		case header == "":
			return nil, fmt.Errorf("want %s=NAME, the name of your column", name)
		case named[c] != "":
			return nil, fmt.Errorf("%s is given twice", name)
		}
		named[c] = header
	}
	return named, nil
}

// layout says where in a record each column stands; -1 = not there.
type layout [numColumns]int

// findColumns reads the header of a log. The names in override go before ours.
func findColumns(header []string, override map[column]string) (layout, error) {
	found := make([]string, len(header))
	for i, name := range header {
		found[i] = headerName(name)
	}
	var at layout
	for c := range numColumns {
		names, given := c.names(), false
		if own, ok := override[c]; ok {
			names, given = []string{own}, true
		}
		at[c] = -1
		for _, name := range names {
			i := slices.Index(found, name)
			if i < 0 {
				continue
			}
			if slices.Contains(found[i+1:], name) {
				return at, fmt.Errorf("the header has two columns named %q", name)
			}
			at[c] = i
			break
		}
		if at[c] < 0 && (given || c.needed()) {
			return at, missingColumn(c, names, header)
		}
	}
	return at, nil
}

// missingColumn says which column is missing, what is there instead, and what the
// reader can do about it.
func missingColumn(c column, names, header []string) error {
	if len(header) == 1 {
		for _, comma := range commas() {
			if strings.IndexByte(header[0], comma.sign) >= 0 {
				return fmt.Errorf("the header %s is one column only; its comma may be another: add -comma %s", clip(header[0]), comma.flag)
			}
		}
	}
	list := make([]string, len(header))
	for i, name := range header {
		list[i] = clip(headerName(name))
	}
	return fmt.Errorf("no column for %s (named %s); the header has %s; name yours with -columns %[1]s=NAME",
		c, strings.Join(names, ", "), strings.Join(list, ", "))
}

// comma is a sign that may stand between columns, and how -comma names it.
type comma struct {
	sign byte
	flag string
}

// commas are the values of -comma. The comma itself is last, because it may stand
// in a name between other signs.
func commas() []comma {
	return []comma{{';', "';'"}, {'\t', "tab"}, {'|', "'|'"}, {',', "','"}}
}

// parseComma reads the sign between columns.
func parseComma(text string) (byte, error) {
	for _, c := range commas() {
		if text == string(c.sign) || text == strings.Trim(c.flag, "'") {
			return c.sign, nil
		}
	}
	return 0, errors.New("want ',' or ';' or '|' or tab")
}

// columnFacts says what became of the columns of a log.
type columnFacts struct {
	// Used is the name in the header for each column that was read.
	Used    map[string]string `json:"used"`
	NotUsed []string          `json:"not_used"`
}

// newColumnFacts compares a header with the layout found in it.
func newColumnFacts(header []string, at layout) columnFacts {
	facts := columnFacts{Used: map[string]string{}, NotUsed: []string{}}
	for c, i := range at {
		if i >= 0 {
			facts.Used[column(c).String()] = strings.TrimSpace(header[i])
		}
	}
	for i, name := range header {
		if !slices.Contains(at[:], i) {
			facts.NotUsed = append(facts.NotUsed, strings.TrimSpace(name))
		}
	}
	return facts
}

// String writes the facts in a line: customer = id, date; not used: note.
func (f columnFacts) String() string {
	var used, not []string
	for c := range numColumns {
		switch name, ok := f.Used[c.String()]; {
		case ok && headerName(name) == c.String():
			used = append(used, c.String())
		case ok:
			used = append(used, c.String()+" = "+display(name))
		}
	}
	for _, name := range f.NotUsed {
		not = append(not, display(name))
	}
	text := strings.Join(used, ", ")
	if len(not) > 0 {
		text += "; not used: " + strings.Join(not, ", ")
	}
	return text
}

// display writes a name from a header as it is, or quoted where that would be
// unclear.
func display(name string) string {
	if quoted := clip(name); name == "" || quoted != `"`+name+`"` || strings.ContainsAny(name, ",;=") {
		return quoted
	}
	return name
}

// headerName is the form in which header names are compared.
func headerName(text string) string { return strings.ToLower(strings.TrimSpace(text)) }
