package segment_test

import (
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// accountAmounts draws money of every kind: negative, nothing in a currency and in none, finer than a cent, larger than a word.
var accountAmounts = rapid.Custom(func(t *rapid.T) relationship.Money {
	switch rapid.IntRange(0, 9).Draw(t, "kind") {
	case 0:
		return relationship.Money{}
	case 1:
		return money(rapid.SampledFrom([]string{
			"0", "-0.000000000000000001", "0.005", "0.015", "-0.005", "1000000000000000000000.01", "-99999999999999999999999999999999999999999.99",
			"999999999999999999999999999999999999999999999999999999999999.999", "92233720368547758.07", "-92233720368547758.08",
		}).Draw(t, "odd") + " EUR")
	}
	return relationship.MoneyFromMinor(rapid.Int64Range(-50_000, 50_000).Draw(t, "cents"), eur)
})

// accounts draws accounts of which nothing is wrong.
var accounts = rapid.Custom(func(t *rapid.T) segment.Account {
	a := segment.Account{
		Revenue: accountAmounts.Draw(t, "revenue"), Margin: accountAmounts.Draw(t, "margin"),
		CostToServe: accountAmounts.Draw(t, "cost").Abs(), ValueKnown: rapid.Bool().Draw(t, "known"),
	}
	if a.ValueKnown {
		a.Value = accountAmounts.Draw(t, "value")
	}
	return a
})

// acctMembers draws books: often everyone is in one segment, and some have many customers.
var acctMembers = rapid.Custom(func(t *rapid.T) []acctMember {
	n := rapid.SampledFrom([]int{0, 1, 2, 3, 5, 8, 13, 30}).Draw(t, "n")
	labels := rapid.SampledFrom([]string{"", "a", "b", "c", "ü<&>\u2028"}[:rapid.IntRange(1, 5).Draw(t, "labels")])
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) acctMember {
		return acctMember{labels.Draw(t, "label"), accounts.Draw(t, "account"), rapid.Bool().Draw(t, "desired")}
	}), n, n).Draw(t, "members")
})

// acctRoundings draws every way to round.
var acctRoundings = rapid.SampledFrom([]relationship.Rounding{
	relationship.RoundHalfEven, relationship.RoundHalfUp, relationship.RoundDown, relationship.RoundUp, relationship.RoundFloor, relationship.RoundCeiling,
})

// acctRat reads an amount as a fraction, from its text.
func acctRat(m relationship.Money) *big.Rat {
	q, ok := new(big.Rat).SetString(m.AmountString())
	if !ok {
		panic("no number: " + m.String())
	}
	return q
}

// acctIsRounded reports whether a number of cents is a fraction of euros rounded in a way, by what the ways mean.
func acctIsRounded(m relationship.Money, exact *big.Rat, r relationship.Rounding) bool {
	cents := new(big.Rat).Mul(acctRat(m), big.NewRat(100, 1))
	off := new(big.Rat).Sub(cents, new(big.Rat).Mul(exact, big.NewRat(100, 1)))
	if !cents.IsInt() || new(big.Rat).Abs(off).Cmp(big.NewRat(1, 1)) >= 0 {
		return false
	}
	if off.Sign() == 0 {
		return true
	}
	outward := off.Sign() == exact.Sign()
	half := new(big.Rat).Abs(off).Cmp(big.NewRat(1, 2))
	switch r {
	case relationship.RoundDown:
		return !outward
	case relationship.RoundUp:
		return outward
	case relationship.RoundFloor:
		return off.Sign() < 0
	case relationship.RoundCeiling:
		return off.Sign() > 0
	case relationship.RoundHalfUp:
		return half < 0 || half == 0 && outward
	}
	return half < 0 || half == 0 && cents.Num().Bit(0) == 0
}

// The generators reach what they are for.
func TestAccountGenerators(t *testing.T) {
	var none, fine, wide, unknown, empty, many, one bool
	draws := 0
	rapid.Check(t, func(t *rapid.T) {
		members := acctMembers.Draw(t, "members")
		empty, many = empty || len(members) == 0, many || len(members) >= 13
		draws++
		labels := map[string]bool{}
		for _, m := range members {
			labels[m.label] = true
			a := m.account
			if err := a.Validate(); err != nil {
				t.Fatal(err)
			}
			none = none || a.Margin.Currency().IsZero()
			fine = fine || !a.Margin.Equal(a.Margin.Round(relationship.RoundDown))
			wide = wide || len(a.Margin.AmountString()) > 25
			unknown = unknown || !a.ValueKnown
		}
		one = one || len(labels) == 1 && len(members) > 2
	})
	if draws >= 100 && (!none || !fine || !wide || !unknown || !empty || !many || !one) {
		t.Errorf("none %t, fine %t, wide %t, unknown %t, empty %t, many %t, one segment %t", none, fine, wide, unknown, empty, many, one)
	}
	if !acctIsRounded(money("0.12 EUR"), big.NewRat(125, 1000), relationship.RoundHalfEven) ||
		acctIsRounded(money("0.13 EUR"), big.NewRat(125, 1000), relationship.RoundHalfEven) ||
		acctIsRounded(money("-0.12 EUR"), big.NewRat(-125, 1000), relationship.RoundHalfUp) ||
		acctIsRounded(money("0.13 EUR"), big.NewRat(1251, 10000), relationship.RoundDown) || strings.Count(money("1 EUR").AmountString(), ".") != 1 {
		t.Error("what rounding means is itself wrong")
	}
}
