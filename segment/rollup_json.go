package segment

import (
	"cmp"
	"encoding/json"
	"maps"
	"math/big"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

const rollUpForm = "roll-up JSON"

// rollUpLabelJSON writes a label by its own JSON or text form. A label that does not come back from that, such as a text that is not
// UTF-8, cannot be stored.
func rollUpLabelJSON[L cmp.Ordered](label L) ([]byte, error) {
	text, err := json.Marshal(label)
	if err != nil {
		return nil, err
	}
	var back L
	if json.Unmarshal(text, &back) != nil || back != label || string(text) == "null" {
		return nil, invalid("label", quote(rollUpName(label)), "one that JSON can hold")
	}
	return text, nil
}

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"currency":"EUR","rows":[
//	 {"label":"children",
//	  "all":{"customers":2,"known":1,"revenue":"300.00","margin":"90.00","cost_to_serve":"25.50","value":"400.00"},
//	  "desired":{"customers":0,"known":0,"revenue":"0.00","margin":"0.00","cost_to_serve":"0.00","value":"0.00"}}]}
//
// in one line, with the rows in the order of the labels, which are written as encoding/json does; the currency is "" while there is none.
// Equal roll-ups have equal forms. The error wraps ErrInvalid for a label that JSON cannot hold, or is the label's own.
func (r RollUp[L]) MarshalJSON() ([]byte, error) {
	dst := append([]byte(`{"version":`), strconv.Itoa(storedVersion)...)
	dst = append(append(dst, `,"currency":"`...), r.currency.String()...)
	dst = append(dst, `","rows":[`...)
	for i, label := range slices.Sorted(maps.Keys(r.rows)) {
		text, err := rollUpLabelJSON(label)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(append(dst, `{"label":`...), text...)
		cell := r.rows[label]
		dst = cell.all.sums(r.currency).appendJSON(append(dst, `,"all":`...))
		dst = cell.desired.sums(r.currency).appendJSON(append(dst, `,"desired":`...))
		dst = append(dst, '}')
	}
	return append(dst, "]}"...), nil
}

// appendJSON appends what is kept of the sums.
func (s RollUpSums) appendJSON(dst []byte) []byte {
	dst = strconv.AppendInt(append(dst, `{"customers":`...), int64(s.Customers), 10)
	dst = strconv.AppendInt(append(dst, `,"known":`...), int64(s.Known), 10)
	for _, m := range [...]struct {
		key    string
		amount relationship.Money
	}{{"revenue", s.Revenue}, {"margin", s.Margin}, {"cost_to_serve", s.CostToServe}, {"value", s.Value}} {
		dst = append(append(append(dst, `,"`...), m.key...), `":"`...)
		dst = append(append(dst, m.amount.AmountString()...), '"')
	}
	return append(dst, '}')
}

// rollUpRowForm is the stored form of a row.
type rollUpRowForm[L cmp.Ordered] struct {
	label        L
	all, desired rollUpTallyForm
}

// UnmarshalJSON reads the form as it stands.
func (f *rollUpRowForm[L]) UnmarshalJSON(data []byte) error {
	return decodeObject("row", data, field{key: "label", into: &f.label}, field{key: "all", into: &f.all}, field{key: "desired", into: &f.desired})
}

// rollUpTallyForm is the stored form of a tally.
type rollUpTallyForm struct {
	customers, known             int
	revenue, margin, cost, value string
}

// UnmarshalJSON reads the form as it stands.
func (f *rollUpTallyForm) UnmarshalJSON(data []byte) error {
	return decodeObject("sums", data, field{key: "customers", into: &f.customers}, field{key: "known", into: &f.known},
		field{key: "revenue", into: &f.revenue}, field{key: "margin", into: &f.margin}, field{key: "cost_to_serve", into: &f.cost},
		field{key: "value", into: &f.value})
}

// tally checks what was read.
func (f rollUpTallyForm) tally(where string, c relationship.Currency) (rollUpTally, error) {
	refuse := func(key, rule string, err error) (rollUpTally, error) {
		return rollUpTally{}, &DecodeError{Form: rollUpForm, Where: where + ": " + key, Rule: rule, Err: err}
	}
	if f.customers < 0 || f.customers > mostCustomers {
		return refuse("customers", "0 to "+strconv.Itoa(mostCustomers), nil)
	}
	if f.known < 0 || f.known > f.customers {
		return refuse("known", "0 to the number of customers", nil)
	}
	t := rollUpTally{customers: f.customers, known: f.known}
	for _, m := range [...]struct {
		key, text string
		into      *relationship.Money
		n         int
	}{
		{"revenue", f.revenue, &t.revenue, f.customers}, {"margin", f.margin, &t.margin, f.customers},
		{"cost_to_serve", f.cost, &t.cost, f.customers}, {"value", f.value, &t.value, f.known},
	} {
		amount, err := accountStored(m.text, c, m.n)
		switch {
		case err != nil:
			return refuse(m.key, "", err)
		case m.n == 0 && !amount.IsZero():
			return refuse(m.key, "0 where there is no customer", nil)
		}
		*m.into = amount
	}
	if t.cost.Sign() < 0 {
		return refuse("cost_to_serve", "0 or more", nil)
	}
	return t, nil
}

// within reports whether a tally can be of a part of the customers of another: what is left adds up from those who are left.
func (t rollUpTally) within(all rollUpTally) bool {
	customers, known := all.customers-t.customers, all.known-t.known
	switch {
	case known < 0 || known > customers || compareMoney(t.cost, all.cost) > 0:
		return false
	case customers == 0 && (!t.revenue.Equal(all.revenue) || !t.margin.Equal(all.margin) || !t.cost.Equal(all.cost)):
		return false
	}
	return known > 0 || t.value.Equal(all.value)
}

// accountStored reads the sum of n amounts that was stored without its currency. None of them had more than 60 digits; what keeps to
// that can be merged, and stored again.
func accountStored(text string, c relationship.Currency, n int) (relationship.Money, error) {
	if c.IsZero() {
		if text != "0" {
			return relationship.Money{}, invalid("amount", quote(text), "0 without a currency")
		}
		return relationship.Money{}, nil
	}
	m, err := relationship.ParseMoney(text + " " + c.String())
	if err != nil {
		return m, err
	}
	if isWide(m) {
		most := new(big.Int).Exp(big.NewInt(10), big.NewInt(wideDigits), nil)
		most.Mul(most, big.NewInt(int64(n)))
		if q := m.Rat(); q.Abs(q).Cmp(new(big.Rat).SetInt(most)) >= 0 {
			return relationship.Money{}, invalid("amount", quote(text), "the sum of "+strconv.Itoa(n)+" of at most 60 digits before the point")
		}
	}
	return m, nil
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; rows in the order
// of their labels, sums that so many customers can have. After an error r is as it was. The error wraps [ErrDecode].
func (r *RollUp[L]) UnmarshalJSON(data []byte) error {
	var version int
	var currency relationship.Currency
	var rows []rollUpRowForm[L]
	if err := decodeObject(rollUpForm, data, field{key: "version", into: &version}, field{key: "currency", into: &currency},
		field{key: "rows", into: &rows}); err != nil {
		return err
	}
	if err := checkVersion(rollUpForm, version); err != nil {
		return err
	}
	read := RollUp[L]{currency: currency}
	for i, row := range rows {
		where := "rows[" + strconv.Itoa(i) + "]"
		if i > 0 && !(rows[i-1].label < row.label) || rollUpLabel(row.label) != nil {
			return &DecodeError{Form: rollUpForm, Where: where + ": label", Rule: "labels in ascending order, each once"}
		}
		all, err := row.all.tally(where+": all", currency)
		if err != nil {
			return err
		}
		desired, err := row.desired.tally(where+": desired", currency)
		if err != nil {
			return err
		}
		if !desired.within(all) {
			return &DecodeError{Form: rollUpForm, Where: where + ": desired", Rule: "a part of all"}
		}
		if err := rollUpRoom(read.customers, all.customers); err != nil {
			return &DecodeError{Form: rollUpForm, Where: where, Err: err}
		}
		read.customers += all.customers
		read.put(row.label, rollUpCell{all, desired})
	}
	if read.customers == 0 && !currency.IsZero() {
		return &DecodeError{Form: rollUpForm, Where: "currency", Rule: "none without a customer"}
	}
	*r = read
	return nil
}
