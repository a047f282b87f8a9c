package segment

import (
	"cmp"
	"encoding/json"
	"strconv"

	"github.com/rapport-go/rapport/internal/strict"
	"github.com/rapport-go/rapport/relationship"
)

const migrationForm = "migration JSON"

// storedMigration is the stored form when it is read. Pointers are nil where a field is not there.
type storedMigration[L cmp.Ordered] struct {
	Version  *int                   `json:"version"`
	Currency *relationship.Currency `json:"currency"`
	Cells    *[]storedMove[L]       `json:"cells"`
}

type storedMove[L cmp.Ordered] struct {
	From      *L      `json:"from"`
	To        *L      `json:"to"`
	Customers int64   `json:"customers"`
	Before    *string `json:"before"`
	After     *string `json:"after"`
}

// MarshalJSON implements json.Marshaler, the moves in ascending order:
//
//	{"version":1,"currency":"EUR",
//	 "cells":[{"from":"loyal","to":"loyal","customers":3,"before":"90.00","after":"99.50"},
//	          {"from":"loyal","customers":1,"before":"12.00"},
//	          {"to":"loyal","customers":2}]}
//
// in one line. The second of these is gone and has no to; the third are new and have no from. Amounts of 0 are left out, and the
// currency if there are no amounts. Labels are written by their own JSON form. Equal migrations give equal bytes. A label that its JSON
// form does not give back, such as a text that is no UTF-8 or an infinity, is a *[DecodeError].
func (m Migration[L]) MarshalJSON() ([]byte, error) {
	dst := append([]byte(`{"version":`), strconv.Itoa(storedVersion)...)
	if !m.currency.IsZero() {
		dst = append(append(append(dst, `,"currency":"`...), m.currency.String()...), '"')
	}
	dst = append(dst, `,"cells":[`...)
	for i, c := range m.cells {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, '{')
		for _, end := range [...]struct {
			key string
			at  Standing[L]
		}{{`"from":`, c.From}, {`"to":`, c.To}} {
			if !end.at.in {
				continue
			}
			text, err := migrationLabel(end.at.label)
			if err != nil {
				return nil, err
			}
			dst = append(append(append(dst, end.key...), text...), ',')
		}
		dst = strconv.AppendInt(append(dst, `"customers":`...), c.Customers, 10)
		dst = appendAmount(dst, `,"before":`, c.Before)
		dst = append(appendAmount(dst, `,"after":`, c.After), '}')
	}
	return append(dst, `]}`...), nil
}

// appendAmount appends a field with the number of an amount, unless it is 0.
func appendAmount(dst []byte, key string, v relationship.Money) []byte {
	if v.IsZero() {
		return dst
	}
	return append(append(append(append(dst, key...), '"'), v.AmountString()...), '"')
}

// migrationLabel returns the stored form of a label: its own JSON form, as long as that leads back to it.
func migrationLabel[L comparable](label L) ([]byte, error) {
	text, err := json.Marshal(label)
	if err != nil {
		return nil, &DecodeError{Form: migrationForm, Where: "label", Err: err}
	}
	var back L
	if err := json.Unmarshal(text, &back); err != nil || back != label || string(text) == "null" {
		return nil, &DecodeError{Form: migrationForm, Where: "label " + quote(string(text)), Rule: "a label that its JSON form gives back"}
	}
	return text, nil
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; moves that
// ascend, each once, and nothing that Add refuses. After an error m is as it was. The error wraps [ErrDecode].
func (m *Migration[L]) UnmarshalJSON(data []byte) error {
	refuse := func(where, rule string, err error) error {
		return &DecodeError{Form: migrationForm, Where: where, Rule: rule, Err: err}
	}
	var stored storedMigration[L]
	if err := strict.Value(data, refuse, &stored); err != nil {
		return err
	}
	if stored.Version == nil || stored.Cells == nil {
		return refuse("", "version and cells", nil)
	}
	if err := checkVersion(migrationForm, *stored.Version); err != nil {
		return err
	}
	var read Migration[L]
	if stored.Currency != nil {
		if read.currency = *stored.Currency; read.currency.IsZero() || len(*stored.Cells) == 0 {
			return refuse("currency", "a currency, and moves in it", nil)
		}
	}
	for i, s := range *stored.Cells {
		where := "cells[" + strconv.Itoa(i) + "]"
		c := migrationCell[L]{Moved: Moved{Customers: s.Customers}}
		if s.From != nil {
			c.From = InSegment(*s.From)
		}
		if s.To != nil {
			c.To = InSegment(*s.To)
		}
		var err error
		if c.Before, err = storedAmount(s.Before, read.currency); err != nil {
			return refuse(where+": before", "", err)
		}
		if c.After, err = storedAmount(s.After, read.currency); err != nil {
			return refuse(where+": after", "", err)
		}
		if i > 0 && read.cells[i-1].compare(c.Move) >= 0 {
			return refuse(where, "moves that ascend, each once", nil)
		}
		if err := read.Add(c.From, c.To, c.Moved); err != nil {
			return refuse(where, "", err)
		}
	}
	*m = read
	return nil
}

// storedAmount reads the number of an amount, which may be left out. ParseAmount would refuse the larger sums.
func storedAmount(text *string, c relationship.Currency) (relationship.Money, error) {
	if text == nil {
		return relationship.Money{}, nil
	}
	if c.IsZero() {
		return relationship.Money{}, invalid("amount", quote(*text), "a currency for it")
	}
	return relationship.ParseMoney(*text + " " + c.String())
}
