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
