package main

import (
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// supplierLines is the built-in table.
//
//go:embed suppliers.csv
var supplierLines []byte

// supplier is a line of the table.
type supplier struct {
	line int // in the file
	id   relationship.PartyID
	what string // is bought
	// spend is what was paid in a year. stake is what would be lost if nothing came any more: the margin of all products that need it, until
	// somebody else delivers.
	spend, stake relationship.Money
	prices       []relationship.Money // of one unit, in the order in which they held
	candidateFor relationship.PartyID // whose place it would take; "" for those who deliver already
	factors      segment.KraljicItem
	blank        string // a factor of which nothing is said
}

// factorColumn is the name of a column of points, such as "risk: few sources x3".
var factorColumn = regexp.MustCompile(`^(impact|risk): (.+) x([0-9]+)$`)

// readSuppliers reads a table. The error says in which line the first fault is.
func readSuppliers(r io.Reader, file string) ([]supplier, error) {
	rows := csv.NewReader(r)
	header, err := rows.Read()
	if errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("%s: line 1: it is empty, want the names of the columns", file)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	columns, err := readHeader(header)
	if err != nil {
		return nil, fmt.Errorf("%s: line 1: %w", file, err)
	}
	var all []supplier
	for {
		cells, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err) // with its line
		}
		s := supplier{}
		s.line, _ = rows.FieldPos(0)
		for i, column := range columns {
			if err := column.read(&s, strings.TrimSpace(cells[i])); err != nil {
				return nil, fmt.Errorf("%s: line %d: %s: %w", file, s.line, column.name, err)
			}
		}
		all = append(all, s)
	}
	if err := related(all); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return all, nil
}

// related checks what one line says of another.
func related(all []supplier) error {
	var currency relationship.Currency
	byID := map[relationship.PartyID]supplier{}
	for _, s := range all {
		if first, there := byID[s.id]; there {
			return fmt.Errorf("line %d: supplier: %s is in line %d already", s.line, s.id, first.line)
		}
		byID[s.id] = s
		if s.blank != "" && s.candidateFor == "" { // a mean of the others would pass for one of all
			return fmt.Errorf("line %d: %s: nothing, want points from 0 to 10000 for everyone but candidates", s.line, s.blank)
		}
		for _, m := range []relationship.Money{s.spend, s.stake} {
			if currency.IsZero() {
				currency = m.Currency()
			}
			if m.Currency() != currency {
				return fmt.Errorf("line %d: %v is not in %v as the amounts before it", s.line, m, currency)
			}
		}
	}
	for _, s := range all {
		if of, there := byID[s.candidateFor]; s.candidateFor != "" && (!there || of.candidateFor != "") {
			return fmt.Errorf("line %d: candidate_for: %s is nobody who delivers", s.line, s.candidateFor)
		}
	}
	if !slices.ContainsFunc(all, func(s supplier) bool { return s.candidateFor == "" }) {
		return errors.New("nobody delivers: want a line of a supplier who is no candidate")
	}
	return nil
}

// column is one column of the table, and how its cells are read.
type column struct {
	name string
	read func(s *supplier, cell string) error
}

// readHeader says what each column is. Those whose cells need others, as prices need the currency of the spend, read them as text first.
func readHeader(header []string) ([]column, error) {
	columns := make([]column, len(header))
	seen := map[string]bool{}
	for i, name := range header {
		name = strings.TrimSpace(name)
		if err := printable(name); err != nil {
			return nil, fmt.Errorf("a column is named %w", err)
		}
		if seen[name] {
			return nil, fmt.Errorf("the column %q is there twice", name)
		}
		seen[name] = true
		read := readers()[name]
		if parts := factorColumn.FindStringSubmatch(name); parts != nil {
			weight, err := strconv.Atoi(parts[3])
			if err != nil || weight < 1 || weight > 1000 {
				return nil, fmt.Errorf("the column %q has a weight of %s, want 1 to 1000", name, parts[3])
			}
			seen[parts[1]] = true
			read = readFactor(parts[1], parts[2], weight)
		}
		if read == nil {
			return nil, fmt.Errorf("the column %q is not known", name)
		}
		columns[i] = column{name, read}
	}
	for _, must := range []string{"supplier", "spend", "margin_at_stake", "impact", "risk"} {
		if !seen[must] {
			return nil, fmt.Errorf("a column of %s is missing", must)
		}
	}
	return columns, nil
}

// readers says how the cells of the columns are read that have names of their own.
func readers() map[string]func(*supplier, string) error {
	return map[string]func(*supplier, string) error{
		"supplier": func(s *supplier, cell string) error {
			s.id = relationship.PartyID(cell)
			return relationship.Key{From: "us (in no table)", To: s.id, Role: relationship.KindSupplier}.Validate()
		},
		"what": func(s *supplier, cell string) error {
			s.what = cell
			return printable(cell)
		},
		"spend":           func(s *supplier, cell string) error { return readMoney(&s.spend, cell) },
		"margin_at_stake": func(s *supplier, cell string) error { return readMoney(&s.stake, cell) },
		"candidate_for":   func(s *supplier, cell string) error { s.candidateFor = relationship.PartyID(cell); return nil },
		"prices": func(s *supplier, cell string) error {
			for _, text := range strings.Fields(cell) {
				// Only the ratios of prices matter, so that any one currency does.
				price, err := relationship.ParseMoney(text + " EUR")
				if err != nil || price.Sign() <= 0 {
					return fmt.Errorf("%q, want amounts above 0 with a space between them, such as 4.10 4.25", text)
				}
				s.prices = append(s.prices, price)
			}
			return nil
		},
	}
}

// printable refuses what would break a line of the report.
func printable(text string) error {
	if !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
		return fmt.Errorf("%q, want text without control characters", text)
	}
	return nil
}

// readMoney reads an amount that is not below 0.
func readMoney(to *relationship.Money, cell string) error {
	m, err := relationship.ParseMoney(cell)
	if err != nil || m.Sign() < 0 {
		return fmt.Errorf("%q, want an amount such as 1200.00 EUR", cell)
	}
	*to = m
	return nil
}

// readFactor reads the points of a factor; an empty cell is none, which candidates may have.
func readFactor(axis, name string, weight int) func(*supplier, string) error {
	return func(s *supplier, cell string) error {
		if cell == "" {
			s.blank = axis + ": " + name
			return nil
		}
		points, err := strconv.Atoi(cell)
		if err != nil || points < 0 || points > 10_000 {
			return fmt.Errorf("%q, want points from 0 to 10000", cell)
		}
		to := &s.factors.Impact
		if axis == "risk" {
			to = &s.factors.Risk
		}
		*to = append(*to, segment.Factor{Name: name, Points: points, Weight: weight})
		return nil
	}
}
