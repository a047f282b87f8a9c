package relationship_test

import (
	"errors"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
)

func TestEstimate(t *testing.T) {
	for _, row := range []struct {
		text string
		want float64
	}{
		{"0", 0},
		{"0.10 EUR", 0.1},
		{"-0.10 EUR", -0.1},
		{"12.345 EUR", 12.345},
		{"9007199254740993 JPY", 9007199254740992},   // half way, to even
		{"9007199254740993.5 JPY", 9007199254740994}, // above half way
		{"0.000000000000000001 EUR", 1e-18},
		{"90071992547409.93 EUR", 90071992547409.93}, // the coefficient is no float64, and dividing it would round twice
		{"99999999999999999999999999999999999999.00 EUR", 1e38},
		{"-170141183460469231731687303715884105729.00 EUR", -0x1p127},
	} {
		if got := money(row.text).Estimate(); got != row.want {
			t.Errorf("%s: Estimate = %v, want %v", row.text, got, row.want)
		}
	}
}

func TestRatio(t *testing.T) {
	for _, row := range []struct {
		part, of string
		want     float64
	}{
		{"0.00 EUR", "5.00 EUR", 0},
		{"1.00 EUR", "3.00 EUR", 1.0 / 3},
		{"-1.00 EUR", "3.00 EUR", -1.0 / 3},
		{"1.00 EUR", "-3.00 EUR", -1.0 / 3},
		{"0.3 EUR", "0.100 EUR", 3}, // as float64s they give 2.9999999999999996
		{"0.000000000000000001 EUR", "99999999999999999999999999999999999999.00 EUR", 1e-56},
		{"9007199254740993 JPY", "1 JPY", 9007199254740992}, // half way, to even
		{"99999999999999999999999999999999999999.00 EUR", "0.01 EUR", 1e40},
		{"-0.00 EUR", "-5.00 EUR", 0},
		{"0", "-5.00 EUR", 0},
		{"9007199254740992 JPY", "-9007199254740991 JPY", -1.0000000000000002},
		{"9007199254740993 JPY", "3 JPY", 3002399751580331},                  // as float64s they give 3002399751580330.5
		{"9007199254740991 JPY", "9007199254740993 JPY", 0.9999999999999998}, // as float64s they give 0.9999999999999999
	} {
		if got, err := money(row.part).Ratio(money(row.of)); err != nil || got != row.want || got == 0 && math.Signbit(got) {
			t.Errorf("%s / %s = %v, %v; want %v", row.part, row.of, got, err, row.want)
		}
	}
	for _, of := range []string{"0.00 EUR", "0"} {
		if got, err := money("1.00 EUR").Ratio(money(of)); !errors.Is(err, relationship.ErrInvalid) {
			t.Errorf("1.00 EUR / %s = %v, %v", of, got, err)
		}
	}
	if got, err := money("1.00 EUR").Ratio(money("1.00 USD")); !errors.Is(err, relationship.ErrCurrencyMismatch) {
		t.Errorf("two currencies: %v, %v", got, err)
	}
}

// The ratio is the nearest float64, by the rounding of big.Rat.
func TestRatioIsNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := ratioAmounts.Draw(t, "part"), ratioAmounts.Draw(t, "of")
		if b.IsZero() {
			return
		}
		want, _ := new(big.Rat).Quo(ratOf(a), ratOf(b)).Float64()
		if got, err := a.Ratio(b); err != nil || got != want || math.Signbit(got) != math.Signbit(want) {
			t.Fatalf("%v / %v = %v, %v; want %v", a, b, got, err, want)
		}
	})
}

// ratioAmounts draws amounts on either side of what a float64 holds, finer ones, and those of exactAmounts.
var ratioAmounts = rapid.OneOf(exactAmounts, rapid.Custom(func(t *rapid.T) relationship.Money {
	v := rapid.OneOf(rapid.Int64Range(1<<53-4, 1<<53+4), rapid.Int64Range(0, 100), rapid.Int64()).Draw(t, "minor")
	m := relationship.MoneyFromMinor(v, eur)
	if rapid.Bool().Draw(t, "finer") {
		m = relationship.Must(m.Add(money("0.005 EUR")))
	}
	if rapid.Bool().Draw(t, "negative") {
		m = m.Neg()
	}
	return m
}))

func TestMoneyFromEstimate(t *testing.T) {
	for _, row := range []struct {
		v    float64
		c    relationship.Currency
		r    relationship.Rounding
		want string
	}{
		{0, eur, relationship.RoundUp, "0.00 EUR"},
		{math.Copysign(0, -1), eur, relationship.RoundFloor, "0.00 EUR"},
		{0.1, eur, relationship.RoundHalfEven, "0.10 EUR"},
		{0.1, eur, relationship.RoundFloor, "0.10 EUR"},
		{0.1, eur, relationship.RoundCeiling, "0.11 EUR"}, // 0.1 is a little more than it looks
		{1.005, eur, relationship.RoundHalfUp, "1.00 EUR"},
		{1.015, eur, relationship.RoundHalfUp, "1.01 EUR"},
		{0.125, eur, relationship.RoundHalfEven, "0.12 EUR"},
		{0.125, eur, relationship.RoundHalfUp, "0.13 EUR"},
		{-0.125, eur, relationship.RoundHalfUp, "-0.13 EUR"},
		{-2.5, jpy, relationship.RoundHalfEven, "-2 JPY"},
		{-2.5, jpy, relationship.RoundFloor, "-3 JPY"},
		{1e19, wei, relationship.RoundDown, "10000000000000000000.000000000000000000 ETH/18"},
		{1e22, jpy, relationship.RoundDown, "10000000000000000000000 JPY"},
		{0x1p100, jpy, relationship.RoundDown, "1267650600228229401496703205376 JPY"},
		{math.SmallestNonzeroFloat64, eur, relationship.RoundHalfEven, "0.00 EUR"},
		{math.SmallestNonzeroFloat64, eur, relationship.RoundUp, "0.01 EUR"},
		{-math.SmallestNonzeroFloat64, eur, relationship.RoundFloor, "-0.01 EUR"},
		{-math.SmallestNonzeroFloat64, eur, relationship.RoundCeiling, "0.00 EUR"},
		{0x1p-19, wei, relationship.RoundHalfEven, "0.000001907348632812 ETH/18"}, // 10^18 / 2^19 ends in .5
		{math.Nextafter(0x1p-19, 1), wei, relationship.RoundHalfEven, "0.000001907348632813 ETH/18"},
		{0x3p-19, wei, relationship.RoundHalfEven, "0.000005722045898438 ETH/18"},
		{0x1p-65, wei, relationship.RoundHalfEven, "0.000000000000000000 ETH/18"},
		{1e38, jpy, relationship.RoundUp, "99999999999999997748809823456034029568 JPY"}, // the nearest float64 is below 10^38,
	} {
		got, err := relationship.MoneyFromEstimate(row.v, row.c, row.r)
		if err != nil || got.String() != row.want {
			t.Errorf("MoneyFromEstimate(%v, %v, %v) = %v, %v; want %s", row.v, row.c, row.r, got, err, row.want)
		}
	}
}
