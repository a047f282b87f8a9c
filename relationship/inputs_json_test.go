package relationship_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

// TestRefusedJSON feeds every decoder of objects what encoding/json alone would let pass.
func TestRefusedJSON(t *testing.T) {
	const day = `{"date":"2026-01-02","paid":1,"free":0,"gross":"12.50","refunded":"0.00"}`
	for name, row := range map[string]struct {
		decode json.Unmarshaler
		valid  string
		bad    []string
	}{
		"money": {new(relationship.Money), `{"amount":"12.50","currency":"EUR"}`, []string{
			`{"amount":12.50,"currency":"EUR"}`, `{"amount":"12.50"}`, `{"currency":"EUR"}`, `{"Amount":"12.50","currency":"EUR"}`,
			`{"amount":"12.50","currency":"eur"}`, `{"amount":"1e2","currency":"EUR"}`, `{"amount":"12.50","currency":""}`,
			`{"amount":"12.50","currency":"EUR","x":1}`, `{"amount":"12.50","amount":"12.50","currency":"EUR"}`, `"12.50 EUR"`,
		}},
		"key": {new(relationship.Key), `{"from":"a","to":"b","role":"customer"}`, []string{
			`{"from":"a","to":"b"}`, `{"from":"a","to":"a","role":"customer"}`, `{"from":"","to":"b","role":"customer"}`,
			`{"from":"a","to":"b","role":"king"}`, `{"From":"a","to":"b","role":"customer"}`,
		}},
		"customer": {new(relationship.Customer), `{"version":1,"id":"a","kinds":["customer"]}`, []string{
			`{"id":"a","kinds":["customer"]}`, `{"version":2,"id":"a","kinds":["customer"]}`, `{"version":1,"id":" a","kinds":["customer"]}`,
			`{"version":1,"id":"a","kinds":["customer","customer"]}`, `{"version":1,"id":"a","kinds":["supplier"]}`, `{"version":1,"id":"a","kinds":[]}`,
			`{"version":1,"id":"a","kinds":["customer"],"since":"2026-02-30"}`, `{"version":1,"id":"a","kinds":["customer"],"name":7}`,
			`{"version":1,"id":"a","kinds":null}`, `{"version":1,"id":"a","kinds":["customer"],"name":null}`,
			`{"version":1,"id":"a","kinds":["customer"],"since":null}`, `{"version":1,"id":"a","kinds":"customer"}`, `{"version":1,"id":"a","kinds":["king"]}`,
			`{"version":1,"id":"a","kinds":[null]}`, `{"version":1,"ID":"a","kinds":["customer"]}`,
		}},
		"partner": {new(relationship.Partner), `{"version":1,"id":"a","kinds":["supplier"]}`, []string{
			`{"version":1,"id":"a","kinds":["customer"]}`, `{"version":0,"id":"a","kinds":["supplier"]}`,
		}},
		"kinds": {new(relationship.KindSet), `["supplier"]`, []string{`["Supplier"]`, `[1]`, `["supplier",]`, `["supplier","supplier"]`}},
		"summary": {new(relationship.Summary), `{"version":1,"currency":"EUR","days":[` + day + `]}`, []string{
			`{}`, `{"version":0}`, `{"version":2}`, `{"version":1.0}`, `{"version":"1"}`, `{"version":1,"currency":"EUR"}`, `{"version":1,"currency":null}`, `{"version":1,"days":null}`,
			`{"version":1,"days":[` + day + `]}`, `{"version":1,"currency":"EUR","days":[]}`, `{"version":1,"currency":"EUR","days":[null]}`,
			`{"version":1,"currency":"EUR","days":[` + day + `,` + day + `]}`,
			`{"version":1,"currency":"EUR","days":[` + strings.Replace(day, "01-02", "01-03", 1) + `,` + day + `]}`,
			`{"version":1,"currency":"EUR","days":[` + strings.Replace(day, `"paid":1`, `"paid":-1`, 1) + `]}`,
			`{"version":1,"currency":"EUR","days":[` + strings.Replace(day, `"paid":1`, `"paid":0`, 1) + `]}`,
			`{"version":1,"currency":"EUR","days":[` + strings.Replace(day, `"paid":1`, `"paid":1.5`, 1) + `]}`,
			`{"version":1,"currency":"EUR","days":[` + strings.Replace(day, `"free":0`, `"free":-1`, 1) + `]}`,
			`{"version":1,"currency":"EUR","days":[` + strings.Replace(day, `"free":0,`, ``, 1) + `]}`,
			`{"version":1,"currency":"EUR","days":[` + strings.Replace(day, `"free":0`, `"Free":0`, 1) + `]}`,
			`{"version":1,"currency":"EUR","days":[` + strings.Replace(day, `12.50`, `-12.50`, 1) + `]}`,
			`{"version":1,"currency":"EUR","days":[` + strings.Replace(day, `12.50`, `0.00`, 1) + `]}`,
			`{"version":1,"currency":"EUR","days":[` + strings.Replace(day, `12.50`, `1e1`, 1) + `]}`,
			`{"version":1,"currency":"EUR","days":[` + strings.Replace(day, `"0.00"`, `"-1.00"`, 1) + `]}`,
			`{"version":1,"currency":"EUR","days":[` + strings.Replace(day, `"0.00"`, `"x"`, 1) + `]}`,
			`{"version":1,"currency":"EUR","days":[` + strings.Replace(day, `12.50`, strings.Repeat("9", 91), 1) + `]}`,
			`{"version":1,"currency":"EUR","days":[` + strings.Replace(day, `2026-01-02`, ``, 1) + `]}`,
			`{"version":1,"currency":"EUR","days":[{"date":"2026-01-02","paid":0,"free":0,"gross":"0.00","refunded":"0.00"}]}`,
		}},
	} {
		if err := row.decode.UnmarshalJSON([]byte(row.valid)); err != nil {
			t.Errorf("%s: the valid form was refused: %v", name, err)
		}
		before, err := json.Marshal(row.decode)
		if err != nil {
			t.Fatal(err)
		}
		bad := append([]string{
			"", "null", "7", `"x"`, "{", "[", `{"`, row.valid[:len(row.valid)-1], row.valid + "x", row.valid + row.valid,
			strings.Replace(row.valid, `"`, "\"\xff", 1), `{"x":1}`, `{"version":}`, `{"amount":}`, `{"from":}`, `{1:2}`, `{"version":1,}`,
		}, row.bad...)
		for _, text := range bad {
			refuse(t, name+" "+text, row.decode.UnmarshalJSON([]byte(text)), relationship.ErrDecode)
			var decode *relationship.DecodeError
			if err := row.decode.UnmarshalJSON([]byte(text)); !errors.As(err, &decode) {
				t.Errorf("%s: %s gives %T", name, text, err)
			}
		}
		for _, key := range []string{"amount", "from", "id", "kinds", "version"} {
			if field := `"` + key + `":`; strings.Contains(row.valid, field) {
				text := `{` + field + `null` + row.valid[strings.Index(row.valid, ","):]
				refuse(t, text, row.decode.UnmarshalJSON([]byte(text)), relationship.ErrDecode)
			}
		}
		if after, err := json.Marshal(row.decode); err != nil || string(after) != string(before) {
			t.Errorf("%s: a refused form turned %s into %s", name, before, after)
		}
	}
}

// TestZeroPartiesAreNotStored wants no document of a party that does not exist.
func TestZeroPartiesAreNotStored(t *testing.T) {
	for _, v := range []any{relationship.Customer{}, relationship.Partner{}, relationship.Key{}} {
		if text, err := json.Marshal(v); !errors.Is(err, relationship.ErrInvalid) {
			t.Errorf("%T{} is stored as %s, %v", v, text, err)
		}
	}
}
