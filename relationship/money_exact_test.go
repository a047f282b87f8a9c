package relationship_test

import (
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
)

// exactAmounts draws amounts of any size and any number of places, of either sign.
var exactAmounts = rapid.Custom(func(t *rapid.T) relationship.Money {
	text := rapid.SampledFrom([]string{"0", "1", "9", "12", "9223372036854775807", "18446744073709551616", strings.Repeat("9", 90)}).Draw(t, "whole")
	text += "." + rapid.SampledFrom([]string{"00", "01", "50", "005", "999999999999999999"}).Draw(t, "places")
	return money(rapid.SampledFrom([]string{"", "-"}).Draw(t, "sign") + text + " EUR")
})

// ratOf reads the amount back from its text.
func ratOf(m relationship.Money) *big.Rat {
	q, _ := new(big.Rat).SetString(m.AmountString())
	return q
}

func TestTimesIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := exactAmounts.Draw(t, "amount")
		n := rapid.OneOf(rapid.SampledFrom([]int64{0, 1, -1, 2, math.MaxInt64, math.MinInt64, 1 << 32}), rapid.Int64()).Draw(t, "n")
		want := new(big.Rat).Mul(ratOf(m), new(big.Rat).SetInt64(n))
		got, err := m.Times(n)
		if limit := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(100), nil)); new(big.Rat).Abs(want).Cmp(limit) >= 0 {
			if !errors.Is(err, relationship.ErrAmount) {
				t.Fatalf("%v times %d = %v, %v; want an error", m, n, got, err)
			}
			return
		}
		if err != nil || ratOf(got).Cmp(want) != 0 || got.Currency() != eur {
			t.Fatalf("%v times %d = %v, %v; want %v", m, n, got, err, want)
		}
	})
	if got, err := (relationship.Money{}).Times(7); err != nil || got != (relationship.Money{}) {
		t.Errorf("nothing 7 times is %v, %v", got, err)
	}
}

// The fraction of an amount is the amount, and a fraction becomes money as rounding its exact decimals would make it.
func TestMoneyFromRat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, r := exactAmounts.Draw(t, "amount"), rapid.SampledFrom(roundings).Draw(t, "rounding")
		if m.Rat().Cmp(ratOf(m)) != 0 {
			t.Fatalf("%v is %v", m, m.Rat())
		}
		got, err := relationship.MoneyFromRat(m.Rat(), eur, r)
		if want := m.Round(r); err != nil || !got.Equal(want) {
			t.Fatalf("%v %v: %v, %v; want %v", m, r, got, err, want)
		}
	})
	for _, row := range []struct {
		over, under int64
		r           relationship.Rounding
		want        string
	}{
		{1, 3, relationship.RoundHalfEven, "0.33 EUR"},
		{-2, 3, relationship.RoundHalfEven, "-0.67 EUR"},
		{-2, 3, relationship.RoundDown, "-0.66 EUR"},
		{1, 3, relationship.RoundCeiling, "0.34 EUR"},
		{1, 3, relationship.RoundUp, "0.34 EUR"},
		{-1, 3, relationship.RoundFloor, "-0.34 EUR"},
		{1, 8, relationship.RoundHalfEven, "0.12 EUR"},
		{1, 8, relationship.RoundHalfUp, "0.13 EUR"},
		{1, 1000000000000, relationship.RoundUp, "0.01 EUR"},
	} {
		q := big.NewRat(row.over, row.under)
		if got, err := relationship.MoneyFromRat(q, eur, row.r); err != nil || got.String() != row.want || q.Cmp(big.NewRat(row.over, row.under)) != 0 {
			t.Errorf("%d/%d %v: %v, %v; want %s", row.over, row.under, row.r, got, err, row.want)
		}
	}
}

// A quotient that no decimal writes goes to the neighbour that the rounding says.
func TestMoneyFromRatRounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, r := exactAmounts.Draw(t, "amount"), rapid.SampledFrom(roundings).Draw(t, "rounding")
		n, d := rapid.Int64Range(0, 1000).Draw(t, "over"), rapid.SampledFrom([]int64{1, 2, 3, 8, 1000}).Draw(t, "under")
		q := new(big.Rat).Mul(m.Rat(), big.NewRat(n, d))
		got, err := relationship.MoneyFromRat(q, eur, r)
		if err != nil {
			t.Fatal(err)
		}
		cents := new(big.Rat).Mul(ratOf(got), big.NewRat(100, 1))
		exact := new(big.Rat).Mul(q, big.NewRat(100, 1))
		off := new(big.Rat).Sub(cents, exact) // what rounding added
		half := new(big.Rat).Abs(off).Cmp(big.NewRat(1, 2))
		ok := cents.IsInt() && new(big.Rat).Abs(off).Cmp(big.NewRat(1, 1)) < 0
		switch r {
		case relationship.RoundHalfEven:
			ok = ok && (half < 0 || half == 0 && cents.Num().Bit(0) == 0)
		case relationship.RoundHalfUp:
			ok = ok && (half < 0 || half == 0 && off.Sign() == exact.Sign())
		case relationship.RoundDown:
			ok = ok && off.Sign()*exact.Sign() <= 0
		case relationship.RoundUp:
			ok = ok && off.Sign()*exact.Sign() >= 0
		case relationship.RoundFloor:
			ok = ok && off.Sign() <= 0
		case relationship.RoundCeiling:
			ok = ok && off.Sign() >= 0
		}
		if !ok {
			t.Fatalf("%v·%d/%d by %v is %v", m, n, d, r, got)
		}
	})
}

func TestMoneyFromRatRefuses(t *testing.T) {
	one := big.NewRat(1, 1)
	huge := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(100), nil))
	for name, row := range map[string]struct {
		q    *big.Rat
		c    relationship.Currency
		r    relationship.Rounding
		want error
	}{
		"no fraction": {nil, eur, 0, relationship.ErrInvalid},
		"no currency": {one, relationship.Currency{}, 0, relationship.ErrInvalid},
		"no rounding": {one, eur, 99, relationship.ErrInvalid},
		"too wide":    {huge, eur, 0, relationship.ErrAmount},
	} {
		if got, err := relationship.MoneyFromRat(row.q, row.c, row.r); !errors.Is(err, row.want) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
}
