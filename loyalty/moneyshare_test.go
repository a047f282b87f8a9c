package loyalty

import (
	"math/big"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// genAmount draws an amount of 0 to 38 digits with up to 18 places, in a currency of 2 places.
func genAmount() *rapid.Generator[relationship.Money] {
	eur := relationship.Must(relationship.ParseCurrency("EUR"))
	return rapid.Custom(func(t *rapid.T) relationship.Money {
		whole := rapid.SampledFrom([]string{"0", "1", "7", "99", "123456789", strings.Repeat("9", 20)}).Draw(t, "whole")
		if rapid.Bool().Draw(t, "any") {
			whole = rapid.StringMatching(`[1-9][0-9]{0,18}`).Draw(t, "digits")
		}
		places := rapid.SampledFrom([]string{"", ".5", ".01", ".333", "." + strings.Repeat("0", 17) + "1"}).Draw(t, "places")
		return relationship.Must(relationship.ParseAmount(whole+places, eur))
	})
}

// exact returns an amount as a fraction.
func exact(m relationship.Money) *big.Rat {
	r, _ := new(big.Rat).SetString(strings.TrimSuffix(m.String(), " EUR"))
	return r
}

// TestShareOfMoney holds the division against exact fractions, rounded once.
func TestShareOfMoney(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := genAmount().Draw(t, "a"), genAmount().Draw(t, "b")
		if b.IsZero() {
			return
		}
		ratio, err := ratioOfMoney(a, b)
		if want, _ := new(big.Rat).Quo(exact(a), exact(b)).Float64(); err != nil || ratio != want {
			t.Fatalf("%v/%v = %.17g, %v; want %.17g", a, b, ratio, err, want)
		}
		share, err := shareOfMoney(a, b)
		if more := exact(a).Cmp(exact(b)) > 0; (err != nil) != more || !more && share != ratio {
			t.Fatalf("share %v of %v = %.17g, %v", a, b, share, err)
		}
	})
}

// TestQuotientOfMoney holds the rounding of a/b·c, with either sign, against exact fractions.
func TestQuotientOfMoney(t *testing.T) {
	modes := []relationship.Rounding{
		relationship.RoundHalfEven, relationship.RoundHalfUp, relationship.RoundDown, relationship.RoundUp, relationship.RoundFloor, relationship.RoundCeiling,
	}
	rapid.Check(t, func(t *rapid.T) {
		m := genAmount().Draw(t, "m")
		if rapid.Bool().Draw(t, "negative") {
			m = m.Neg()
		}
		num, den := rapid.Int64Range(0, 1000).Draw(t, "num"), rapid.SampledFrom([]int64{1, 2, 3, 8, 1000}).Draw(t, "den")
		mode := rapid.SampledFrom(modes).Draw(t, "rounding")
		x, _, places := units(m, m)
		got, err := quotientOfMoney(new(big.Int).Mul(x, big.NewInt(num)), big.NewInt(den), places, m.Currency(), mode)
		if err != nil {
			t.Fatal(err)
		}
		cents := new(big.Rat).Mul(exact(m), big.NewRat(100*num, den))
		off := new(big.Rat).Sub(new(big.Rat).Mul(exact(got), big.NewRat(100, 1)), cents) // what rounding added, in cents
		size := new(big.Rat).Abs(off)
		half, whole := big.NewRat(1, 2), big.NewRat(1, 1)
		bad := size.Cmp(whole) >= 0
		switch mode {
		case relationship.RoundHalfEven, relationship.RoundHalfUp:
			bad = size.Cmp(half) > 0
			if size.Cmp(half) == 0 && mode == relationship.RoundHalfUp {
				bad = off.Sign() != cents.Sign()
			} else if size.Cmp(half) == 0 {
				whole := new(big.Rat).Mul(exact(got), big.NewRat(100, 1))
				bad = whole.Num().Bit(0) == 1
			}
		case relationship.RoundDown:
			bad = bad || off.Sign()*cents.Sign() > 0
		case relationship.RoundUp:
			bad = bad || off.Sign()*cents.Sign() < 0
		case relationship.RoundFloor:
			bad = bad || off.Sign() > 0
		case relationship.RoundCeiling:
			bad = bad || off.Sign() < 0
		}
		if bad {
			t.Fatalf("%v·%d/%d by %v is %v", m, num, den, mode, got)
		}
	})
}
