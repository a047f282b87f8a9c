package loyalty

import (
	"math/big"
	"strings"

	"github.com/rapport-go/rapport/relationship"
)

// shareOfMoney returns part/whole, for 0 <= part <= whole and whole > 0 in one currency, right to half of a last bit.
func shareOfMoney(part, whole relationship.Money) (float64, error) {
	order, err := part.Cmp(whole)
	if err != nil {
		return 0, err
	}
	if order > 0 {
		return 0, errShare(part, whole, "a part from 0 to a whole that is more than 0")
	}
	return ratioOfMoney(part, whole)
}

func errShare(part, whole relationship.Money, rule string) error {
	return &FieldError{Path: "share", Value: part.String() + " of " + whole.String(), Rule: rule}
}

// ratioOfMoney is shareOfMoney for a part that may be more than the whole.
func ratioOfMoney(part, whole relationship.Money) (float64, error) {
	if _, err := part.Cmp(whole); err != nil {
		return 0, err
	}
	if part.Sign() < 0 || whole.Sign() <= 0 {
		return 0, errShare(part, whole, "a part of 0 or more, and a whole that is more than 0")
	}
	return part.Ratio(whole)
}

// units returns two amounts as whole numbers of 10^−places, of as many places as the finer of them has.
func units(a, b relationship.Money) (x, y *big.Int, places int) {
	d, e := a.Decimal(), b.Decimal()
	x, y = d.Coefficient(), e.Coefficient()
	apart := int(d.Exponent() - e.Exponent())
	if apart > 0 {
		x.Mul(x, pow10(apart))
	} else if apart < 0 {
		y.Mul(y, pow10(-apart))
	}
	return x, y, -int(min(d.Exponent(), e.Exponent()))
}

func pow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// quotientOfMoney returns num/den·10^−places in a currency, rounded to its minor unit. The quotient is cut behind one more place,
// and a last digit says whether anything was cut, so that every way to round sees what it needs.
func quotientOfMoney(num, den *big.Int, places int, c relationship.Currency, r relationship.Rounding) (relationship.Money, error) {
	fine := c.Places() + 1
	q, rest := new(big.Int).QuoRem(new(big.Int).Mul(num, pow10(fine)), new(big.Int).Mul(den, pow10(places)), new(big.Int))
	digits := new(big.Int).Abs(q).String()
	if missing := fine + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	sign, cut := "", "0"
	if num.Sign()*den.Sign() < 0 {
		sign = "-"
	}
	if rest.Sign() != 0 {
		cut = "1"
	}
	point := len(digits) - fine
	m, err := relationship.ParseMoney(sign + digits[:point] + "." + digits[point:] + cut + " " + c.String())
	if err != nil {
		return relationship.Money{}, err
	}
	return m.Round(r), nil
}
