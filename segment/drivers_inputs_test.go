package segment_test

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

func TestDriversReject(t *testing.T) {
	d := driversShop(t)
	was := d.Clone()
	row := segment.DriverRow{Customer: "ada", Line: "tea", Period: segment.DriverOpening, Amount: money("1 EUR")}
	for _, test := range []struct {
		name   string
		change func(*segment.DriverRow)
		want   error
		text   string
	}{
		{"no customer", func(r *segment.DriverRow) { r.Customer = "" }, segment.ErrInvalid, `customer = "", want a text in UTF-8, not empty`},
		{"no text", func(r *segment.DriverRow) { r.Customer = "a\xff" }, segment.ErrInvalid, `customer = "a\xff"`},
		{"no line", func(r *segment.DriverRow) { r.Line = "\xff" }, segment.ErrInvalid, `line = "\xff"`},
		{"no period", func(r *segment.DriverRow) { r.Period = 0 }, segment.ErrInvalid, "period = "},
		{"another period", func(r *segment.DriverRow) { r.Period = 3 }, segment.ErrInvalid, "period = driver period(3), want opening or closing"},
		{"no amount", func(r *segment.DriverRow) { r.Amount = relationship.Money{} }, segment.ErrInvalid, "amount = 0, want an amount in a currency"},
		{"a second currency", func(r *segment.DriverRow) { r.Amount = money("0 USD") }, relationship.ErrCurrencyMismatch, "EUR and USD"},
		{"a sum too large", func(r *segment.DriverRow) { r.Amount = money(strings.Repeat("9", 100) + " EUR") }, relationship.ErrAmount, "100 digits"},
	} {
		r := row
		test.change(&r)
		refused(t, test.name, d.Observe(r), test.want, test.text)
		o := new(segment.Drivers)
		if o.Observe(r) == nil {
			refused(t, test.name+", merged", d.Merge(o), test.want, test.text)
		}
		if !d.Equal(was) {
			t.Errorf("%s changed the state", test.name)
		}
	}
	refused(t, "no customer", d.Earlier(""), segment.ErrInvalid, `customer = ""`)
	refused(t, "no text", d.Earlier("\xff"), segment.ErrInvalid, `customer = "\xff"`)
	_, err := segment.DriversBy[string](d, nil)
	refused(t, "no label", err, segment.ErrInvalid, "label = nil, want a func")
	_, err = segment.DriversBy(d, func(string) float64 { return math.NaN() })
	refused(t, "NaN", err, segment.ErrInvalid, `label of "ada" = NaN, want a label that equals itself`)
	if err := d.Merge(nil); err != nil || !d.Equal(was) {
		t.Errorf("nothing: %v", err)
	}
	large := strings.Repeat("9", 100)
	wide := driversOf(t, [][4]string{{"ada", "tea", large, ""}, {"ben", "tea", large, ""}, {"ben", "pots", "", "-" + large}})
	_, err = wide.Report()
	refused(t, "a report too large", err, relationship.ErrAmount, "100 digits")
	_, err = segment.DriversBy(wide, func(string) int { return 1 })
	refused(t, "a group too large", err, relationship.ErrAmount, "100 digits")
}

func TestDriversJSONRejects(t *testing.T) {
	const good = `{"version":1,"currency":"EUR","customers":[{"customer":"ada","earlier":true,"lines":[{"line":"tea","opening":"10.00","closing":"12.50"}]},` +
		`{"customer":"ben","earlier":false,"lines":[{"line":"","opening":"0.00","closing":"-1.00"}]},{"customer":"eve","earlier":true,"lines":[]}]}`
	d := new(segment.Drivers)
	if err := json.Unmarshal([]byte(good), d); err != nil || string(relationship.Must(json.Marshal(d))) != good {
		t.Fatalf("%s, %v", relationship.Must(json.Marshal(d)), err)
	}
	was := d.Clone()
	for name, change := range map[string][2]string{
		"version":               {`"version":1`, `"version":2`},
		"a currency of no one":  {`"EUR"`, `"EURO"`},
		"no currency":           {`"EUR"`, `""`},
		"a customer twice":      {`"ben"`, `"ada"`},
		"no name":               {`"ben"`, `""`},
		"nothing known":         {`"eve","earlier":true`, `"eve","earlier":false`},
		"amounts of 0":          {`"-1.00"`, `"0"`},
		"no amount":             {`"-1.00"`, `"x"`},
		"no opening amount":     {`"10.00"`, `"1e3"`},
		"an amount as a number": {`"-1.00"`, `-1`},
		"a line twice":          {`"closing":"12.50"}`, `"closing":"12.50"},{"line":"tea","opening":"1.00","closing":"1.00"}`},
		"another field":         {`"closing":"12.50"`, `"closing":"12.50","x":1`},
		"null":                  {`"lines":[]`, `"lines":null`},
		"a customer as null":    {`{"customer":"eve","earlier":true,"lines":[]}`, `null`},
		"half an escape":        {`"ben"`, `"\ud83d"`},
	} {
		text := strings.Replace(good, change[0], change[1], 1)
		if text == good {
			t.Fatalf("%s changes nothing", name)
		}
		refused(t, name, json.Unmarshal([]byte(text), d), segment.ErrDecode, "segment: drivers JSON")
		if !d.Equal(was) {
			t.Errorf("%s changed the state", name)
		}
	}
}
