package segment_test

import (
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

func TestWhaleRejects(t *testing.T) {
	huge := money("9" + strings.Repeat("0", 83) + " EUR") // the largest is 1.1 of 10^84
	for name, row := range map[string]struct {
		profits iter.Seq[relationship.Money]
		is      error
		at      int
	}{
		"nil":               {nil, segment.ErrInvalid, -1},
		"two currencies":    {slices.Values([]relationship.Money{{}, money("0 EUR"), money("1 USD")}), relationship.ErrCurrencyMismatch, 2},
		"gains too large":   {slices.Values([]relationship.Money{huge, huge.Neg(), huge}), relationship.ErrAmount, 2},
		"losses too large":  {slices.Values([]relationship.Money{huge.Neg(), huge, huge.Neg()}), relationship.ErrAmount, 2},
		"in no order, late": {slices.Values([]relationship.Money{money("0 USD"), money("0 EUR")}), relationship.ErrCurrencyMismatch, 1},
	} {
		w, err := segment.Whale(row.profits)
		var customer *segment.CustomerError
		if !errors.Is(err, row.is) || w.Customers() != 0 || errors.As(err, &customer) != (row.at >= 0) || row.at >= 0 && customer.At != row.at {
			t.Errorf("%s: %v", name, err)
		}
	}
	w := whaleOf(t, []relationship.Money{huge, huge.Neg()})
	if g, ok := w.Gini(); w.Base() != segment.WhaleBaseGains || !w.Total().IsZero() || !ok || g != 1 {
		t.Errorf("%v", w)
	}
}

// After an error the state is as it was.
func TestConcentrationRejects(t *testing.T) {
	huge := money("9" + strings.Repeat("0", 83) + " EUR") // the largest is 1.1 of 10^84
	c := whaleState(t, []relationship.Money{huge, huge.Neg(), money("1.00 EUR")})
	before := relationship.Must(json.Marshal(c))
	full := new(segment.Concentration)
	if err := json.Unmarshal([]byte(whaleFull()), full); err != nil {
		t.Fatal(err)
	}
	for name, row := range map[string]struct {
		err error
		is  error
	}{
		"another currency":   {c.Add(money("1 USD")), relationship.ErrCurrencyMismatch},
		"gains too large":    {c.Add(huge), relationship.ErrAmount},
		"one beyond Money":   {c.Add(money(strings.Repeat("9", 100) + " EUR")), relationship.ErrAmount},
		"losses too large":   {c.Add(huge.Neg()), relationship.ErrAmount},
		"merged currencies":  {c.Merge(whaleState(t, []relationship.Money{money("1 USD")})), relationship.ErrCurrencyMismatch},
		"merged gains":       {c.Merge(whaleState(t, []relationship.Money{huge})), relationship.ErrAmount},
		"merged losses":      {c.Merge(whaleState(t, []relationship.Money{huge.Neg()})), relationship.ErrAmount},
		"too many customers": {c.Merge(full), segment.ErrInvalid},
		"one too many":       {full.Clone().Add(money("1 EUR")), segment.ErrInvalid},
		"nowhere to add":     {(*segment.Concentration)(nil).Add(money("1 EUR")), segment.ErrInvalid},
		"nowhere to merge":   {(*segment.Concentration)(nil).Merge(c), segment.ErrInvalid},
	} {
		if !errors.Is(row.err, row.is) {
			t.Errorf("%s: %v", name, row.err)
		}
	}
	if after := relationship.Must(json.Marshal(c)); string(after) != string(before) {
		t.Errorf("%s became %s", before, after)
	}
	most := full.Customers()
	if err := json.Unmarshal([]byte(strings.Replace(whaleFull(), strconv.Itoa(most), strconv.Itoa(most-2), 1)), full); err != nil {
		t.Fatal(err)
	}
	one := whaleState(t, []relationship.Money{money("1 EUR")})
	if err := errors.Join(full.Add(money("1 EUR")), full.Merge(one)); err != nil || full.Customers() != most {
		t.Errorf("up to the last customer: %v", err)
	}
}

// whaleFull is the stored form of as many customers as can be counted.
func whaleFull() string {
	if ^uint(0)>>32 == 0 {
		return `{"version":1,"currency":"EUR","values":["0.01"],"counts":[2147483647]}`
	}
	return `{"version":1,"currency":"EUR","values":["0.01"],"counts":[1125899906842624]}`
}

func TestConcentrationJSONRejects(t *testing.T) {
	const good = `{"version":1,"currency":"EUR","values":["2.00","0.00","-1.00"],"counts":[1,2,3]}`
	var read segment.Concentration
	if err := json.Unmarshal([]byte(good), &read); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"nothing":                 ``,
		"null":                    `null`,
		"an array":                `[]`,
		"another version":         strings.Replace(good, `1,`, `2,`, 1),
		"no version":              strings.Replace(good, `"version":1,`, ``, 1),
		"no values":               strings.Replace(good, `"values":["2.00","0.00","-1.00"],`, ``, 1),
		"values of null":          strings.Replace(good, `["2.00","0.00","-1.00"]`, `null`, 1),
		"a value of null":         strings.Replace(good, `"2.00"`, `null`, 1),
		"a value as a number":     strings.Replace(good, `"2.00"`, `2.00`, 1),
		"a value in other places": strings.Replace(good, `"2.00"`, `"2.0"`, 1),
		"a value with a currency": strings.Replace(good, `"2.00"`, `"2.00 EUR"`, 1),
		"a value of minus 0":      strings.Replace(good, `"0.00"`, `"-0.00"`, 1),
		"ascending":               strings.Replace(good, `"2.00"`, `"-2.00"`, 1),
		"a value twice":           strings.Replace(good, `"2.00"`, `"0.00"`, 1),
		"a count of 0":            strings.Replace(good, `[1,`, `[0,`, 1),
		"a negative count":        strings.Replace(good, `[1,`, `[-1,`, 1),
		"a count of null":         strings.Replace(good, `[1,`, `[null,`, 1),
		"a count with a point":    strings.Replace(good, `[1,`, `[1.5,`, 1),
		"too few counts":          strings.Replace(good, `[1,`, `[`, 1),
		"too many customers":      strings.Replace(good, `[1,`, `[1125899906842624,`, 1),
		"no currency":             strings.Replace(good, `"currency":"EUR",`, ``, 1),
		"an empty currency":       strings.Replace(good, `EUR`, ``, 1),
		"a currency of nobody":    `{"version":1,"currency":"EUR","values":[],"counts":[]}`,
		"a sum too large":         `{"version":1,"currency":"EUR","values":["9` + strings.Repeat("0", 99) + `.00"],"counts":[2]}`,
		"sums too large":          `{"version":1,"currency":"EUR","values":["9` + strings.Repeat("0", 99) + `.00","8` + strings.Repeat("0", 99) + `.00"],"counts":[1,1]}`,
		"no room for customers":   `{"version":1,"currency":"EUR","values":["2` + strings.Repeat("0", 84) + `.00"],"counts":[1]}`,
		"an unknown field":        strings.Replace(good, `{`, `{"x":1,`, 1),
		"a field twice":           strings.Replace(good, `{`, `{"version":1,`, 1),
	} {
		c := *read.Clone()
		if err := c.UnmarshalJSON([]byte(text)); !errors.Is(err, segment.ErrDecode) || !c.Equal(&read) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, text := range []string{`{"version":1,"values":[],"counts":[]}`, `{"version":1,"values":["0"],"counts":[4]}`} {
		var c segment.Concentration
		if err := json.Unmarshal([]byte(text), &c); err != nil || string(relationship.Must(json.Marshal(c))) != text {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func TestWhalePlotRejects(t *testing.T) {
	for _, size := range [][2]int{{9, 10}, {201, 10}, {50, 3}, {50, 61}, {-1, -1}} {
		if text, err := (segment.WhaleCurve{}).Plot(size[0], size[1]); !errors.Is(err, segment.ErrInvalid) || text != "" {
			t.Errorf("%v: %v", size, err)
		}
	}
	if _, err := (segment.WhaleCurve{}).Plot(1, 100); err == nil || err.Error() != "segment: columns = 1, want 10 to 200\nsegment: rows = 100, want 4 to 60" {
		t.Error(err)
	}
}

func TestWhaleBaseRejects(t *testing.T) {
	b := segment.WhaleBaseGains
	if err := b.UnmarshalText([]byte("Total")); !errors.Is(err, segment.ErrInvalid) || b != segment.WhaleBaseGains {
		t.Error(err, b)
	}
	if _, err := segment.WhaleBase(3).MarshalText(); !errors.Is(err, segment.ErrInvalid) {
		t.Error(err)
	}
	if _, err := segment.ParseWhaleBase(""); !errors.Is(err, segment.ErrInvalid) {
		t.Error(err)
	}
}

// With the largest sums and the most customers everything is still exact.
func TestWhaleOfTheLargestBase(t *testing.T) {
	if ^uint(0)>>32 == 0 {
		t.Skip("an int of 32 bits counts fewer customers")
	}
	most := "555" + strings.Repeat("0", 66) // half of 1.11·10^84, divided by 2^49 customers
	text := `{"version":1,"currency":"EUR","values":["` + most + `.00","-` + most + `.00"],"counts":[562949953421312,562949953421312]}`
	var c segment.Concentration
	if err := json.Unmarshal([]byte(text), &c); err != nil {
		t.Fatal(err)
	}
	w := c.Whale()
	g, ok := w.Gini()
	quarter, too := w.Top(2500)
	if n := float64(w.Customers()); !ok || g != n/(2*(n-1)) || !too || quarter.Share != 0.5 || quarter.Part != 0.25 {
		t.Errorf("Gini %v, %v", g, quarter)
	}
	if cuts := relationship.Must(c.Cuts(segment.ABCOptions{})); !cuts.A().Equal(cuts.B()) || cuts.A().AmountString() != most+".00" {
		t.Errorf("%v", cuts)
	}
}
