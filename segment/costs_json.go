package segment

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

const costForm = "cost series JSON"

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"anchor":"2026-01-01","period":"1m","currency":"EUR","latest":"2026-02-03","rows":[
//	 {"label":"vip","cells":[
//	  {"number":0,"entries":2,"cost":"40.00","margin":"100.00","parties":["ada","ben"]},
//	  {"number":1,"entries":1,"cost":"15.00","margin":"0.00","parties":[]}]}]}
//
// in one line: labels, numbers of periods and parties in ascending order. Equal series have equal forms. The error wraps ErrInvalid for a
// label that JSON cannot hold, or is the label's own.
func (s CostSeries[L]) MarshalJSON() ([]byte, error) {
	dst := append([]byte(`{"version":`), strconv.Itoa(storedVersion)...)
	for _, f := range [...][2]string{
		{"anchor", s.periods.anchor.String()}, {"period", s.periods.length.String()}, {"currency", s.currency.String()}, {"latest", s.latest.String()},
	} {
		dst = append(append(append(append(append(dst, `,"`...), f[0]...), `":"`...), f[1]...), '"')
	}
	dst = append(dst, `,"rows":[`...)
	for i, label := range slices.Sorted(maps.Keys(s.cells)) {
		text, err := rollUpLabelJSON(label)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(append(append(dst, `{"label":`...), text...), `,"cells":[`...)
		for j, at := range slices.Sorted(maps.Keys(s.cells[label])) {
			if j > 0 {
				dst = append(dst, ',')
			}
			dst = s.cells[label][at].appendJSON(dst, at, s.currency)
		}
		dst = append(dst, "]}"...)
	}
	return append(dst, "]}"...), nil
}

// appendJSON appends a cell.
func (c costCell) appendJSON(dst []byte, at int, currency relationship.Currency) []byte {
	zero := relationship.MoneyFromMinor(0, currency)
	dst = strconv.AppendInt(append(dst, `{"number":`...), int64(at), 10)
	dst = strconv.AppendInt(append(dst, `,"entries":`...), int64(c.entries), 10)
	dst = append(append(dst, `,"cost":"`...), moneyPlus(zero, c.cost).AmountString()...)
	dst = append(append(dst, `","margin":"`...), moneyPlus(zero, c.margin).AmountString()...)
	dst = append(dst, `","parties":[`...)
	for i, party := range slices.Sorted(maps.Keys(c.parties)) {
		if i > 0 {
			dst = append(dst, ',')
		}
		text, _ := json.Marshal(string(party)) // any valid id has a form
		dst = append(dst, text...)
	}
	return append(dst, "]}"...)
}

// costRowForm is the stored form of a segment.
type costRowForm[L cmp.Ordered] struct {
	label L
	cells []costCellForm
}

// UnmarshalJSON reads the form as it stands.
func (f *costRowForm[L]) UnmarshalJSON(data []byte) error {
	return decodeObject("row", data, field{key: "label", into: &f.label}, field{key: "cells", into: &f.cells})
}

// costCellForm is the stored form of a segment in a period.
type costCellForm struct {
	at, entries  int
	cost, margin string
	parties      []*relationship.PartyID
}

// UnmarshalJSON reads the form as it stands.
func (f *costCellForm) UnmarshalJSON(data []byte) error {
	return decodeObject("cell", data, field{key: "number", into: &f.at}, field{key: "entries", into: &f.entries},
		field{key: "cost", into: &f.cost}, field{key: "margin", into: &f.margin}, field{key: "parties", into: &f.parties})
}

// cell checks what was read.
func (f costCellForm) cell(where string, currency relationship.Currency) (costCell, error) {
	refuse := func(key, rule string, err error) (costCell, error) {
		return costCell{}, &DecodeError{Form: costForm, Where: where + ": " + key, Rule: rule, Err: err}
	}
	c := costCell{entries: f.entries}
	var err error
	if f.entries < 1 || f.entries < len(f.parties) || f.entries > mostCustomers {
		return refuse("entries", "one or more, at least one for each party, at most "+strconv.Itoa(mostCustomers), nil)
	}
	if c.cost, err = accountStored(f.cost, currency, f.entries); err != nil {
		return refuse("cost", "", err)
	}
	if c.margin, err = accountStored(f.margin, currency, f.entries); err != nil {
		return refuse("margin", "", err)
	}
	if c.cost.Sign() < 0 {
		return refuse("cost", "0 or more", nil)
	}
	for i, p := range f.parties {
		if p == nil || i > 0 && *f.parties[i-1] >= *p {
			return refuse("parties", "ids in ascending order, each once", nil)
		}
		if err := p.Validate(); err != nil {
			return refuse("parties", "", err)
		}
		if c.parties == nil {
			c.parties = make(map[relationship.PartyID]struct{}, len(f.parties))
		}
		c.parties[*p] = struct{}{}
	}
	return c, nil
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; labels, periods and
// parties in order, and the latest date in the last period of all. After an error s is as it was. The error wraps [ErrDecode].
func (s *CostSeries[L]) UnmarshalJSON(data []byte) error {
	var version int
	var rows []costRowForm[L]
	var read CostSeries[L]
	if err := decodeObject(costForm, data, field{key: "version", into: &version}, field{key: "anchor", into: &read.periods.anchor},
		field{key: "period", into: &read.periods.length}, field{key: "currency", into: &read.currency}, field{key: "latest", into: &read.latest},
		field{key: "rows", into: &rows}); err != nil {
		return err
	}
	if err := checkVersion(costForm, version); err != nil {
		return err
	}
	if read.periods != (periods{}) {
		if _, err := NewCostSeries[L](read.Config()); err != nil {
			return &DecodeError{Form: costForm, Where: "periods", Err: err}
		}
	}
	last := -1
	for i, row := range rows {
		where := "rows[" + strconv.Itoa(i) + "]"
		if i > 0 && !(rows[i-1].label < row.label) || rollUpLabel(row.label) != nil {
			return &DecodeError{Form: costForm, Where: where + ": label", Rule: "labels in ascending order, each once"}
		}
		before := -1
		for j, f := range row.cells {
			place := where + ": cells[" + strconv.Itoa(j) + "]"
			if f.at <= before || f.at >= costPeriods {
				return &DecodeError{Form: costForm, Where: place + ": number", Rule: "periods from 0 to 9999 in ascending order"}
			}
			cell, err := f.cell(place, read.currency)
			if err != nil {
				return err
			}
			read.put(row.label, f.at, cell)
			before = f.at
		}
		if before < 0 {
			return &DecodeError{Form: costForm, Where: where + ": cells", Rule: "one or more"}
		}
		last = max(last, before)
	}
	if at, ok := read.periods.at(read.latest); last >= 0 && (!ok || at != last) || last < 0 && !read.latest.IsZero() {
		return &DecodeError{Form: costForm, Where: "latest", Rule: "a date in the last of the periods, or none without any"}
	}
	if read.currency != (relationship.Currency{}) && last < 0 {
		return &DecodeError{Form: costForm, Where: "currency", Rule: "none without an entry"}
	}
	*s = read
	return nil
}
