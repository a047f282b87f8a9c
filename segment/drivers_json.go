package segment

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/rapport-go/rapport/relationship"
)

var (
	_ json.Marshaler   = (*Drivers)(nil)
	_ json.Unmarshaler = (*Drivers)(nil)
)

// driversForm is how errors name the stored form.
const driversForm = "drivers JSON"

// driverJSON are the stored forms of a customer and a line.
type (
	driverCustomerJSON struct {
		Customer string           `json:"customer"`
		Earlier  bool             `json:"earlier"`
		Lines    []driverLineJSON `json:"lines"`
	}
	driverLineJSON struct {
		Line    string `json:"line"`
		Opening string `json:"opening"`
		Closing string `json:"closing"`
	}
)

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"currency":"EUR","customers":[
//	 {"customer":"ada","earlier":true,"lines":[{"line":"tea","opening":"10.00","closing":"12.50"}]}]}
//
// in one line, customers and lines in ascending order. Equal states have equal forms.
func (d Drivers) MarshalJSON() ([]byte, error) {
	customers := make([]driverCustomerJSON, 0, len(d.customers))
	for _, customer := range d.Customers() {
		c := d.customers[customer]
		form := driverCustomerJSON{customer, c.earlier, make([]driverLineJSON, 0, len(c.lines))}
		for _, line := range slices.Sorted(maps.Keys(c.lines)) {
			a := c.lines[line]
			form.Lines = append(form.Lines, driverLineJSON{line, a.opening.AmountString(), a.closing.AmountString()})
		}
		customers = append(customers, form)
	}
	list, err := json.Marshal(customers)
	if err != nil {
		return nil, err
	}
	dst := append([]byte(`{"version":`), strconv.Itoa(storedVersion)...)
	dst = append(append(append(dst, `,"currency":"`...), d.currency.String()...), `","customers":`...)
	return append(append(dst, list...), '}'), nil
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; each customer and
// line once, and none of which nothing is known. After an error d is as it was. The error wraps [ErrDecode].
func (d *Drivers) UnmarshalJSON(data []byte) error {
	var version int
	var currency string
	var customers []json.RawMessage
	if err := decodeObject(driversForm, data, field{key: "version", into: &version}, field{key: "currency", into: &currency},
		field{key: "customers", into: &customers}); err != nil {
		return err
	}
	if err := checkVersion(driversForm, version); err != nil {
		return err
	}
	read := Drivers{}
	if currency != "" {
		c, err := relationship.ParseCurrency(currency)
		if err != nil {
			return &DecodeError{Form: driversForm, Where: "currency", Err: err}
		}
		read.currency = c
	}
	for i, raw := range customers {
		if err := read.decode("customers["+strconv.Itoa(i)+"]", raw); err != nil {
			return err
		}
	}
	*d = read
	return nil
}

// decode takes in one stored customer.
func (d *Drivers) decode(where string, raw []byte) error {
	refuse := func(rule string, err error) error {
		return &DecodeError{Form: driversForm, Where: where, Rule: rule, Err: err}
	}
	var customer string
	var c driverCustomer
	var lines []json.RawMessage
	if err := decodeObject(driversForm, raw, field{key: "customer", into: &customer}, field{key: "earlier", into: &c.earlier},
		field{key: "lines", into: &lines}); err != nil {
		return refuse("", err)
	}
	if _, twice := d.customers[customer]; customer == "" || !utf8.ValidString(customer) || twice {
		return refuse("a customer once, by name", nil)
	}
	if len(lines) == 0 && !c.earlier {
		return refuse("a customer of whom something is known", nil)
	}
	if len(lines) > 0 && d.currency.IsZero() {
		return refuse("a currency for the amounts", nil)
	}
	d.set(customer, c)
	for _, raw := range lines {
		var line, opening, closing string
		if err := decodeObject(driversForm, raw, field{key: "line", into: &line}, field{key: "opening", into: &opening},
			field{key: "closing", into: &closing}); err != nil {
			return refuse("", err)
		}
		if _, twice := d.customers[customer].lines[line]; twice || !utf8.ValidString(line) {
			return refuse("each line once", nil)
		}
		var a driverAmounts
		var err error
		if a.opening, err = relationship.ParseMoney(opening + " " + d.currency.String()); err != nil {
			return refuse("", err)
		}
		if a.closing, err = relationship.ParseMoney(closing + " " + d.currency.String()); err != nil {
			return refuse("", err)
		}
		if a.opening.IsZero() && a.closing.IsZero() {
			return refuse("amounts that are not both 0", nil)
		}
		d.put(customer, line, a)
	}
	return nil
}
