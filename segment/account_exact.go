package segment

import (
	"math"
	"math/big"
	"math/bits"
	"strings"

	"github.com/rapport-go/rapport/relationship"
)

// What is computed with whole numbers and money here is exact, up to the one rounding that a caller asks for.

const (
	// accountDigits bounds an amount at the door, so that sums over all customers stay within the 100 digits that Money holds.
	accountDigits = 60
	// accountMost bounds a number of customers, for the same reason; an int of 32 bits holds fewer.
	accountMost = min(1<<50, math.MaxInt)
	// accountCarry is how many digits a sum over that many has more than its terms.
	accountCarry = 16
)

// accountWide reports whether an amount has more than 60 digits before the point.
func accountWide(m relationship.Money) bool { return accountWider(m, accountDigits) }

// accountWider reports whether an amount has more than so many digits before the point.
func accountWider(m relationship.Money, digits int) bool {
	if _, ok := m.Minor(); ok || m.IsZero() {
		return false // 64 bits
	}
	d := m.Decimal()
	return d.NumDigits()+int(d.Exponent()) > digits
}

// accountText shows an amount that may be of any size.
func accountText(m relationship.Money) string {
	if accountWide(m) {
		return "an amount of more than 60 digits"
	}
	return m.String()
}

// accountPlus and accountLess are for amounts whose currencies and sizes were checked at the door, so that nothing can go wrong.
func accountPlus(a, b relationship.Money) relationship.Money {
	sum, _ := a.Add(b)
	return sum
}

func accountLess(a, b relationship.Money) relationship.Money {
	rest, _ := a.Sub(b)
	return rest
}

// accountCmp is the same for comparing.
func accountCmp(a, b relationship.Money) int {
	order, _ := a.Cmp(b)
	return order
}

// accountWhole writes an amount as coefficient / 10^places, with at least the places of its minor unit.
func accountWhole(m relationship.Money) (coefficient *big.Int, places int) {
	d := m.Decimal()
	return d.Coefficient(), -int(d.Exponent())
}

// accountPower returns 10^k.
func accountPower(k int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(k)), nil)
}

// accountMoney is the inverse of accountWhole. Beyond 100 digits before the point there is no such money, and it is nothing.
func accountMoney(coefficient *big.Int, places int, c relationship.Currency) relationship.Money {
	if c.IsZero() {
		return relationship.Money{}
	}
	if coefficient.IsInt64() && places == c.Places() {
		return relationship.MoneyFromMinor(coefficient.Int64(), c)
	}
	digits := new(big.Int).Abs(coefficient).String()
	if len(digits) <= places {
		digits = strings.Repeat("0", places+1-len(digits)) + digits
	}
	if places > 0 {
		digits = digits[:len(digits)-places] + "." + digits[len(digits)-places:]
	}
	if coefficient.Sign() < 0 {
		digits = "-" + digits
	}
	m, _ := relationship.ParseMoney(digits + " " + c.String())
	return m
}

// accountTimes returns m·n, exactly. Most amounts are whole cents and fit a word with their product.
func accountTimes(m relationship.Money, n int64) relationship.Money {
	if minor, ok := m.Minor(); ok && minor != math.MinInt64 && n != math.MinInt64 {
		high, low := bits.Mul64(uint64(max(minor, -minor)), uint64(max(n, -n)))
		if high == 0 && low <= math.MaxInt64 {
			product := int64(low)
			if (minor < 0) != (n < 0) {
				product = -product
			}
			return relationship.MoneyFromMinor(product, m.Currency())
		}
	}
	coefficient, places := accountWhole(m)
	return accountMoney(coefficient.Mul(coefficient, big.NewInt(n)), places, m.Currency())
}

// accountOver returns m/n in whole minor units, rounded once; n is more than 0.
func accountOver(m relationship.Money, n int64, r relationship.Rounding) relationship.Money {
	if m.Currency().IsZero() {
		return m
	}
	coefficient, places := accountWhole(m)
	q := new(big.Rat).SetFrac(coefficient, new(big.Int).Mul(big.NewInt(n), accountPower(places)))
	return accountRounded(q, m.Currency(), r)
}

// accountRat returns the amount as a fraction.
func accountRat(m relationship.Money) *big.Rat {
	coefficient, places := accountWhole(m)
	return new(big.Rat).SetFrac(coefficient, accountPower(places))
}

// accountRounded rounds a fraction of the currency to whole minor units.
func accountRounded(q *big.Rat, c relationship.Currency, r relationship.Rounding) relationship.Money {
	minor := new(big.Int).Mul(q.Num(), accountPower(c.Places()))
	whole, rest := minor.QuoRem(minor, q.Denom(), new(big.Int))
	if sign := rest.Sign(); sign != 0 && accountAway(r, sign < 0, whole.Bit(0) == 1, rest.Abs(rest).Lsh(rest, 1).Cmp(q.Denom())) {
		whole.Add(whole, big.NewInt(int64(sign)))
	}
	return accountMoney(whole, c.Places(), c)
}

// accountAway reports whether a number with a rest goes away from zero; half is -1, 0 or +1 as the rest is less than, equal to or more
// than one half. It is the rule of [relationship.Money.Round], which cannot be asked here, since a quotient has no last place.
func accountAway(r relationship.Rounding, negative, odd bool, half int) bool {
	switch r {
	case relationship.RoundDown:
		return false
	case relationship.RoundUp:
		return true
	case relationship.RoundFloor:
		return negative
	case relationship.RoundCeiling:
		return !negative
	case relationship.RoundHalfUp:
		return half >= 0
	}
	return half > 0 || half == 0 && odd
}
