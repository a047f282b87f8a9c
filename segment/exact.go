package segment

import (
	"math/big"

	"github.com/rapport-go/rapport/relationship"
)

// What is computed with money here is exact, up to the one rounding that a caller asks for. The helpers below are for amounts whose
// currencies and sizes were checked at the door, so that nothing can go wrong any more.

const (
	// wideDigits bounds an amount at the door, so that sums over all customers stay within the 100 digits that Money holds.
	wideDigits = 60
	// wideCarry is how many digits a sum over mostCustomers has more than its terms.
	wideCarry = 16
)

// isWide reports whether an amount has more than 60 digits before the point.
func isWide(m relationship.Money) bool { return isWider(m, wideDigits) }

// isWider reports whether an amount has more than so many digits before the point.
func isWider(m relationship.Money, digits int) bool {
	if _, ok := m.Minor(); ok || m.IsZero() {
		return false // 64 bits
	}
	d := m.Decimal()
	return d.NumDigits()+int(d.Exponent()) > digits
}

// wideText shows an amount that may be of any size.
func wideText(m relationship.Money) string {
	if isWide(m) {
		return "an amount of more than 60 digits"
	}
	return m.String()
}

// moneyFits is a result that was found to stay within Money, without the error that it cannot have.
func moneyFits(m relationship.Money, _ error) relationship.Money { return m }

// moneyPlus returns a + b.
func moneyPlus(a, b relationship.Money) relationship.Money { return moneyFits(a.Add(b)) }

// moneyLess returns a − b.
func moneyLess(a, b relationship.Money) relationship.Money { return moneyFits(a.Sub(b)) }

// moneyTimes returns n times an amount.
func moneyTimes(m relationship.Money, n int64) relationship.Money { return moneyFits(m.Times(n)) }

// moneyOver returns m/n in whole minor units, for n above 0.
func moneyOver(m relationship.Money, n int64, r relationship.Rounding) relationship.Money {
	return moneyOf(new(big.Rat).Quo(m.Rat(), new(big.Rat).SetInt64(n)), m.Currency(), r)
}

// moneyOf returns a fraction in whole minor units, rounded once; nothing in no currency. As in [relationship.Money.Round], what is no
// rounding is half-even.
func moneyOf(q *big.Rat, c relationship.Currency, r relationship.Rounding) relationship.Money {
	if !r.IsValid() {
		r = relationship.RoundHalfEven
	}
	return moneyFits(relationship.MoneyFromRat(q, c, r))
}

// shareOfMoney returns part/whole. It is false unless the whole is above 0, and in the currency of the part.
func shareOfMoney(part, whole relationship.Money) (float64, bool) {
	if whole.Sign() <= 0 {
		return 0, false
	}
	share, err := part.Ratio(whole)
	return share, err == nil
}

// oneCurrency returns the currency of a whole in which there is a, if anything, and b is to be taken in.
func oneCurrency(op string, a, b relationship.Currency) (relationship.Currency, error) {
	switch {
	case b.IsZero() || a == b:
		return a, nil
	case a.IsZero():
		return b, nil
	}
	return a, &relationship.CurrencyMismatchError{Op: op, Left: a, Right: b}
}
