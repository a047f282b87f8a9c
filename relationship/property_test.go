package relationship_test

import (
	"encoding/json"
	"math/big"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// The laws of money. Those of time are in property_time_test.go, those of summaries in property_summary_test.go.

// TestMoneyRoundTrip: text and JSON give back an equal amount, written the same.
func TestMoneyRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := genMoney().Draw(t, "m")
		back, err := relationship.ParseMoney(m.String())
		if err != nil || !back.Equal(m) || back.String() != m.String() {
			t.Fatalf("text %q comes back as %v, %v", m, back, err)
		}
		var fromText relationship.Money
		if err := fromText.UnmarshalText(relationship.Must(m.MarshalText())); err != nil || !fromText.Equal(m) {
			t.Fatalf("%v is decoded as %v, %v", m, fromText, err)
		}
		text, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		var read relationship.Money
		if err := json.Unmarshal(text, &read); err != nil || !read.Equal(m) {
			t.Fatalf("JSON %s comes back as %v, %v", text, read, err)
		}
	})
}

// TestMoneyCanonical: amounts that are equal are written alike, whatever places they were given with.
func TestMoneyCanonical(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := genCurrency().Draw(t, "currency")
		m := genMoneyIn(c).Draw(t, "m")
		trace := relationship.Must(relationship.ParseAmount("0.000000000000000001", c))
		long := relationship.Must(relationship.Must(m.Add(trace)).Sub(trace)) // the same with 18 places
		if !long.Equal(m) || long.String() != m.String() || !long.Decimal().Equal(m.Decimal()) || long.Decimal().Exponent() != m.Decimal().Exponent() {
			t.Fatalf("%v and %v are equal and written differently", m, long)
		}
	})
}

// TestMoneyAgreesWithDecimal: every operation gives what the decimal package gives.
func TestMoneyAgreesWithDecimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := genCurrency().Draw(t, "currency")
		m, n := genMoneyIn(c).Draw(t, "m"), genMoneyIn(c).Draw(t, "n")
		r := genRounding().Draw(t, "rounding")
		a, b := slowDecimal(m), slowDecimal(n)
		for name, pair := range map[string]struct {
			fast relationship.Money
			slow decimal.Decimal
		}{
			"add":   {relationship.Must(m.Add(n)), a.Add(b)},
			"sub":   {relationship.Must(m.Sub(n)), a.Sub(b)},
			"neg":   {m.Neg(), a.Neg()},
			"abs":   {m.Abs(), a.Abs()},
			"round": {m.Round(r), slowRound(a, c.Places(), r)},
		} {
			if !pair.fast.Decimal().Equal(pair.slow) || pair.fast.Currency() != c {
				t.Fatalf("%s of %v and %v (%v) = %v, want %s", name, m, n, r, pair.fast, pair.slow)
			}
		}
		if got := relationship.Must(m.Cmp(n)); got != a.Cmp(b) || m.Equal(n) != a.Equal(b) || m.Sign() != a.Sign() || m.IsZero() != a.IsZero() {
			t.Fatalf("%v cmp %v = %d, want %d", m, n, got, a.Cmp(b))
		}
	})
}

// TestNewMoneyKeepsTheValue: the decimal door keeps every value that passes it, and Decimal gives it back.
func TestNewMoneyKeepsTheValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		coefficient := new(big.Int).SetBytes(rapid.SliceOfN(rapid.Byte(), 0, 15).Draw(t, "coefficient"))
		if rapid.Bool().Draw(t, "negative") {
			coefficient.Neg(coefficient)
		}
		d := decimal.NewFromBigInt(coefficient, rapid.Int32Range(-18, 18).Draw(t, "exponent"))
		c := genCurrency().Draw(t, "currency")
		m, err := relationship.NewMoney(d, c)
		if err != nil || !m.Decimal().Equal(d) || m.Currency() != c {
			t.Fatalf("%s becomes %v, %v", d, m, err)
		}
		if again := relationship.Must(relationship.ParseMoney(m.String())); !again.Equal(m) {
			t.Fatalf("%v is read as %v", m, again)
		}
	})
}

// TestAddLaws: addition is commutative and associative, has the zero value as identity, and Sub undoes it.
func TestAddLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amounts := rapid.SliceOfN(genMoneyIn(genCurrency().Draw(t, "currency")), 3, 3).Draw(t, "amounts")
		a, b, c := amounts[0], amounts[1], amounts[2]
		ab, ba := relationship.Must(a.Add(b)), relationship.Must(b.Add(a))
		left, right := relationship.Must(ab.Add(c)), relationship.Must(a.Add(relationship.Must(b.Add(c))))
		if !ab.Equal(ba) || !left.Equal(right) || left.String() != right.String() {
			t.Fatalf("%v, %v: %v and %v; with %v: %v and %v", a, b, ab, ba, c, left, right)
		}
		if same := relationship.Must(a.Add(relationship.Money{})); !same.Equal(a) {
			t.Fatalf("%v and nothing is %v", a, same)
		}
		if back := relationship.Must(ab.Sub(b)); !back.Equal(a) || !relationship.Must(a.Sub(a)).IsZero() {
			t.Fatalf("%v plus and minus %v is %v", a, b, back)
		}
	})
}

// TestSumIsAddition: Sum is repeated Add, in any order.
func TestSumIsAddition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amounts := rapid.SliceOfN(genMoneyIn(genCurrency().Draw(t, "currency")), 0, 20).Draw(t, "amounts")
		var want relationship.Money
		for _, m := range amounts {
			want = relationship.Must(want.Add(m))
		}
		shuffled := rapid.Permutation(amounts).Draw(t, "shuffled")
		if got := relationship.Must(relationship.Sum(shuffled...)); !got.Equal(want) || got.String() != want.String() {
			t.Fatalf("Sum = %v, want %v", got, want)
		}
	})
}

// TestRoundLaws: rounding twice is rounding once; the result has no more places than the minor unit and lies within it of the amount;
// rounding -m is the mirror image, with floor and ceiling exchanged.
func TestRoundLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := genMoney().Draw(t, "m")
		r := genRounding().Draw(t, "rounding")
		mirror := r
		switch r {
		case relationship.RoundFloor:
			mirror = relationship.RoundCeiling
		case relationship.RoundCeiling:
			mirror = relationship.RoundFloor
		}
		got := m.Round(r)
		unit := relationship.MoneyFromMinor(1, m.Currency())
		if off := relationship.Must(got.Sub(m)).Abs(); !off.IsZero() && relationship.Must(off.Cmp(unit)) >= 0 {
			t.Fatalf("%v rounded %v is %v", m, r, got)
		}
		if !got.Round(r).Equal(got) || !m.Neg().Round(mirror).Equal(got.Neg()) || int(-got.Decimal().Exponent()) > m.Currency().Places() {
			t.Fatalf("%v rounded %v is %v; again %v; mirrored %v", m, r, got, got.Round(r), m.Neg().Round(mirror))
		}
	})
}

// TestEstimateIsNearest: Estimate is what math/big gives for the exact fraction.
func TestEstimateIsNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := genMoney().Draw(t, "m")
		exact, ok := new(big.Rat).SetString(m.AmountString())
		if !ok {
			t.Fatalf("%v is no fraction", m)
		}
		if want, _ := exact.Float64(); m.Estimate() != want {
			t.Fatalf("%v: Estimate = %v, want %v", m, m.Estimate(), want)
		}
	})
}

// TestMoneyFromEstimateRoundsTheExactValue: the door rounds the binary value, and refuses exactly what has more than 38 digits.
func TestMoneyFromEstimateRoundsTheExactValue(t *testing.T) {
	limit := new(big.Int).Exp(big.NewInt(10), big.NewInt(38), nil)
	rapid.Check(t, func(t *rapid.T) {
		v := genEstimate().Draw(t, "v")
		c := genCurrency().Draw(t, "currency")
		r := genRounding().Draw(t, "rounding")
		want := slowDoor(v, c.Places(), r)
		got, err := relationship.MoneyFromEstimate(v, c, r)
		if large := want.CmpAbs(limit) >= 0; large || err != nil {
			if !large || err == nil {
				t.Fatalf("%v in %v is %v minor units; %v, %v", v, c, want, got, err)
			}
			return
		}
		if !got.Decimal().Equal(decimal.NewFromBigInt(want, -int32(c.Places()))) || got.Currency() != c {
			t.Fatalf("%v in %v rounded %v = %v, want %v minor units", v, c, r, got, want)
		}
	})
}

// TestEstimateRoundTrip: amounts of up to 15 digits survive the way through float64.
func TestEstimateRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := genCurrency().Draw(t, "currency")
		m := relationship.MoneyFromMinor(rapid.Int64Range(-999_999_999_999_999, 999_999_999_999_999).Draw(t, "minor"), c)
		back, err := relationship.MoneyFromEstimate(m.Estimate(), c, relationship.RoundHalfEven)
		if err != nil || !back.Equal(m) {
			t.Fatalf("%v comes back as %v, %v", m, back, err)
		}
	})
}

// TestCurrencyRoundTrip: text gives back the same word.
func TestCurrencyRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.StringMatching(`[A-Z][A-Z0-9]{0,6}`).Draw(t, "code")
		places := rapid.IntRange(0, 18).Draw(t, "places")
		c, err := relationship.NewCurrency(code, places)
		if err != nil { // an ISO code with places of its own
			if iso, err := relationship.ParseCurrency(code); err != nil || iso.Places() == places {
				t.Fatalf("%s with %d places was refused, and is %v, %v", code, places, iso, err)
			}
			return
		}
		if back, err := relationship.ParseCurrency(c.String()); back != c || err != nil || c.Code() != code || c.Places() != places {
			t.Fatalf("%v comes back as %v, %v", c, back, err)
		}
	})
}
