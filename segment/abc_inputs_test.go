package segment_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

func TestABCOptionsReject(t *testing.T) {
	for text, o := range map[string]segment.ABCOptions{
		"segment: ACut = -1, want basis points from 1 to 9999, or 0 for 8000":                                                                              {ACut: -1},
		"segment: ACut = 10000, want basis points from 1 to 9999, or 0 for 8000":                                                                           {ACut: 10000, BCut: 10000},
		"segment: BCut = -1, want basis points up to 10000, or 0 for 9500":                                                                                 {BCut: -1},
		"segment: BCut = 10001, want basis points up to 10000, or 0 for 9500":                                                                              {BCut: 10001},
		"segment: BCut = 8000, want more than an ACut of 8000":                                                                                             {BCut: 8000},
		"segment: BCut = 9500, want more than an ACut of 9600":                                                                                             {ACut: 9600},
		"segment: BCut = 1, want more than an ACut of 8000":                                                                                                {BCut: 1},
		"segment: ACut = 20000, want basis points from 1 to 9999, or 0 for 8000\n" + "segment: BCut = 20000, want basis points up to 10000, or 0 for 9500": {ACut: 20000, BCut: 20000},
	} {
		_, err := segment.ABC(abcItems("1"), o)
		if !errors.Is(err, segment.ErrInvalid) || err.Error() != text {
			t.Errorf("%v: %v, want %s", o, err, text)
		}
		if _, again := new(segment.ValueDistribution).ABCCuts(o); again == nil || again.Error() != text {
			t.Errorf("%v: %v, want %s", o, again, text)
		}
	}
}

func TestABCRejects(t *testing.T) {
	huge := money("1" + strings.Repeat("0", 68) + " EUR")
	for name, row := range map[string]struct {
		items []segment.ABCItem
		at    int
		is    error
	}{
		"no ID":       {[]segment.ABCItem{{ID: "a"}, {}}, 1, segment.ErrInvalid},
		"an ID twice": {append(abcItems("1", "2"), segment.ABCItem{ID: "a", Value: money("3 EUR")}), 2, segment.ErrInvalid},
		"two currencies": {[]segment.ABCItem{{ID: "a"}, {ID: "b", Value: money("0 EUR")}, {ID: "c", Value: money("1 USD")}}, 2,
			relationship.ErrCurrencyMismatch},
		"a value too large": {[]segment.ABCItem{{ID: "a"}, {ID: "b", Value: huge}}, 1, segment.ErrInvalid},
		"a loss too large":  {[]segment.ABCItem{{ID: "a"}, {ID: "b"}, {ID: "c", Value: huge.Neg()}}, 2, segment.ErrInvalid},
	} {
		before := slices.Clone(row.items)
		r, err := segment.ABC(row.items, segment.ABCOptions{})
		var customer *segment.CustomerError
		if !errors.Is(err, row.is) || !errors.As(err, &customer) || customer.At != row.at || r.Items() != 0 {
			t.Errorf("%s: %v", name, err)
		}
		if !slices.Equal(before, row.items) {
			t.Errorf("%s: the items were changed", name)
		}
	}
	_, err := segment.ABC([]segment.ABCItem{{ID: "a\n"}, {ID: "a\n"}}, segment.ABCOptions{})
	if err == nil || err.Error() != `segment: customer 1: ID = "a\n", want a name that no item before has` {
		t.Error(err)
	}
}

// ABC leaves its argument alone, whatever order it is in.
func TestABCLeavesItemsUnchanged(t *testing.T) {
	items := abcItems("1", "5", "-3", "5", "0.001")
	before := slices.Clone(items)
	abcOf(t, items, segment.ABCOptions{})
	if !slices.Equal(before, items) {
		t.Errorf("%v", items)
	}
}

func TestNewABCCutsRejects(t *testing.T) {
	for _, row := range []struct{ a, b, text string }{
		{"0 EUR", "0", "segment: cut A = 0.00 EUR, want more than 0\nsegment: cut B = 0, want more than 0"},
		{"1 EUR", "-1 EUR", "segment: cut B = -1.00 EUR, want more than 0"},
		{"1 EUR", "1.001 EUR", "segment: cut B = 1.001 EUR, want at most cut A of 1.00 EUR"},
		{"-2 EUR", "-1 EUR", "segment: cut A = -2.00 EUR, want more than 0\nsegment: cut B = -1.00 EUR, want more than 0"},
	} {
		c, err := segment.NewABCCuts(money(row.a), money(row.b))
		if !errors.Is(err, segment.ErrInvalid) || err.Error() != row.text || !c.IsZero() {
			t.Errorf("%s, %s: %v, want %s", row.a, row.b, err, row.text)
		}
	}
	if _, err := segment.NewABCCuts(money("2 EUR"), money("1 USD")); !errors.Is(err, relationship.ErrCurrencyMismatch) {
		t.Error(err)
	}
}

func TestABCCutsClassRejects(t *testing.T) {
	if _, err := (segment.ABCCuts{}).Class(money("1 EUR")); !errors.Is(err, segment.ErrInvalid) {
		t.Error(err)
	}
	cuts := relationship.Must(segment.NewABCCuts(money("2 EUR"), money("1 EUR")))
	if _, err := cuts.Class(money("-1 USD")); !errors.Is(err, relationship.ErrCurrencyMismatch) {
		t.Error(err)
	}
	if _, err := json.Marshal(segment.ABCCuts{}); !errors.Is(err, segment.ErrInvalid) {
		t.Error(err)
	}
}

func TestABCCutsJSONRejects(t *testing.T) {
	const good = `{"version":1,"currency":"EUR","a":"2.00","b":"1.00"}`
	var read segment.ABCCuts
	if err := json.Unmarshal([]byte(good), &read); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"nothing":             ``,
		"null":                `null`,
		"an array":            `[]`,
		"another version":     strings.Replace(good, `1,`, `2,`, 1),
		"no version":          strings.Replace(good, `"version":1,`, ``, 1),
		"no currency":         strings.Replace(good, `EUR`, ``, 1),
		"an unknown currency": strings.Replace(good, `EUR`, `eur`, 1),
		"a number":            strings.Replace(good, `"2.00"`, `2.00`, 1),
		"no amount":           strings.Replace(good, `"2.00"`, `""`, 1),
		"another currency":    strings.Replace(good, `"2.00"`, `"2.00 EUR"`, 1),
		"a below b":           strings.Replace(good, `"2.00"`, `"0.99"`, 1),
		"b of 0":              strings.Replace(good, `"1.00"`, `"0.00"`, 1),
		"an unknown field":    strings.Replace(good, `{`, `{"c":"1",`, 1),
		"a field twice":       strings.Replace(good, `{`, `{"a":"2.00",`, 1),
		"more behind":         good + `x`,
	} {
		c := read
		if err := c.UnmarshalJSON([]byte(text)); !errors.Is(err, segment.ErrDecode) || !c.Equal(read) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestABCClassRejects(t *testing.T) {
	c := segment.ClassB
	if err := c.UnmarshalText([]byte("a")); !errors.Is(err, segment.ErrInvalid) || c != segment.ClassB {
		t.Error(err, c)
	}
	if _, err := segment.ABCClass(0).MarshalText(); !errors.Is(err, segment.ErrInvalid) {
		t.Error(err)
	}
	if _, err := segment.ParseABCClass(""); err == nil || err.Error() != `segment: ABC class = "", want one of A, B, C, Z` {
		t.Error(err)
	}
}
