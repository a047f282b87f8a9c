package segment

import (
	"encoding/json"
	"math/big"
	"strconv"
)

var (
	_ json.Marshaler   = Campaign{}
	_ json.Unmarshaler = (*Campaign)(nil)
)

// campaignForm is how errors name the stored form.
const campaignForm = "campaign JSON"

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,
//	 "exposed":{"customers":3,"responses":1,"singly":3,"margin":{"amount":"12.50","currency":"EUR"},"squares":"156.25"},
//	 "control":{"customers":2,"responses":0,"singly":2,"margin":{"amount":"0","currency":""},"squares":"0"}}
//
// in one line. Equal campaigns have equal forms.
func (c Campaign) MarshalJSON() ([]byte, error) {
	dst := append([]byte(`{"version":`), strconv.Itoa(storedVersion)...)
	dst = c.exposed.appendJSON(append(dst, `,"exposed":`...))
	dst = c.control.appendJSON(append(dst, `,"control":`...))
	return append(dst, '}'), nil
}

// appendJSON appends one group.
func (g campaignGroup) appendJSON(dst []byte) []byte {
	for i, v := range []int{g.customers, g.responses, g.singly} {
		dst = append(dst, []string{`{"customers":`, `,"responses":`, `,"singly":`}[i]...)
		dst = strconv.AppendInt(dst, int64(v), 10)
	}
	margin, _ := g.margin.MarshalJSON() // of an amount that there is
	dst = append(append(dst, `,"margin":`...), margin...)
	return append(append(append(dst, `,"squares":"`...), momentText(g.squares)...), `"}`...)
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else, and numbers that
// customers can have. After an error c is as it was. The error wraps [ErrDecode].
func (c *Campaign) UnmarshalJSON(data []byte) error {
	var version int
	var read Campaign
	var exposed, control json.RawMessage
	if err := decodeObject(campaignForm, data, field{key: "version", into: &version}, field{key: "exposed", into: &exposed},
		field{key: "control", into: &control}); err != nil {
		return err
	}
	if err := checkVersion(campaignForm, version); err != nil {
		return err
	}
	var err error
	if read.exposed, err = campaignRead("exposed", exposed); err != nil {
		return err
	}
	if read.control, err = campaignRead("control", control); err != nil {
		return err
	}
	if _, err := read.exposed.margin.Cmp(read.control.margin); err != nil {
		return &DecodeError{Form: campaignForm, Where: "margin", Err: err}
	}
	*c = read
	return nil
}

// campaignRead reads one group and checks it.
func campaignRead(name string, data []byte) (campaignGroup, error) {
	var g campaignGroup
	var squares string
	err := decodeObject(campaignForm, data, field{key: "customers", into: &g.customers}, field{key: "responses", into: &g.responses},
		field{key: "singly", into: &g.singly}, field{key: "margin", into: &g.margin}, field{key: "squares", into: &squares})
	if err != nil {
		return g, err
	}
	if g.squares, err = momentParse(campaignForm, name+": squares", squares); err != nil {
		return g, err
	}
	rule := ""
	switch {
	case g.customers < 0 || g.customers > mostCustomers:
		rule = "customers from 0 to 2^50"
	case g.responses < 0 || g.responses > g.customers:
		rule = "responses of the customers"
	case g.singly < 0 || g.singly > g.customers:
		rule = "single margins of the customers"
	case g.singly == 0 && g.squares != nil:
		rule = "no squares without single margins"
	case g.customers == 0 && !g.margin.IsZero():
		rule = "no margin without customers"
	case !g.possible():
		rule = "squares that amounts of this sum have"
	}
	if rule != "" {
		return g, &DecodeError{Form: campaignForm, Where: name, Rule: rule}
	}
	return g, nil
}

// possible reports whether some margins have these squares, and this sum if all are known.
func (g campaignGroup) possible() bool {
	m := g.moments()
	if g.singly < g.customers {
		m.n, m.sum = g.singly, new(big.Int)
		return m.n == 0 || m.below(1)
	}
	return m.possible(1)
}

// possible reports whether some numbers have this sum and these squares: n·Σx² ≥ (Σx)², with equality for a single one. Each is below
// factor·10^100, as no money is more.
func (m moments) possible(factor int64) bool {
	sign := m.spread().Sign()
	return sign == 0 || sign > 0 && m.n > 1 && m.below(factor)
}

// below reports whether so many numbers below factor·10^100 can have these squares.
func (m moments) below(factor int64) bool {
	most := new(big.Int).Exp(big.NewInt(10), big.NewInt(100+momentPlaces), nil)
	most.Mul(most, big.NewInt(factor))
	return m.squares.Cmp(most.Mul(most.Mul(most, most), big.NewInt(int64(m.n)))) <= 0
}
