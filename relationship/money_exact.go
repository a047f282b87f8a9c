package relationship

import "math/big"

// Times returns the amount n times, exactly. The error wraps [ErrAmount] when the product reaches ±10^100.
func (m Money) Times(n int64) (Money, error) {
	if m.currency.IsZero() {
		return m, nil
	}
	by := uint64(n)
	if n < 0 {
		by = -by
	}
	return inRange(m.amount.times(n < 0, by), m.currency)
}

// inRange makes money of a result that may be too wide.
func inRange(a amount, c Currency) (Money, error) {
	if a.exceeds(wholeDigits) {
		return Money{}, errTooWide()
	}
	return Money{a, c}, nil
}

// Rat returns the amount as a fraction, to compute with exactly; see [MoneyFromRat].
func (m Money) Rat() *big.Rat {
	return new(big.Rat).SetFrac(m.amount.coefficient(), bigPow10(int(m.amount.places)))
}

// MoneyFromRat returns a fraction as money in c, rounded once to the minor unit: a mean, a part, a quotient. q is not changed.
//
// The error wraps [ErrInvalid] when q is nil, c no currency or r no rounding, and [ErrAmount] when the amount reaches ±10^100.
func MoneyFromRat(q *big.Rat, c Currency, r Rounding) (Money, error) {
	switch {
	case q == nil:
		return Money{}, &InvalidError{Place: "fraction", Value: "nil", Rule: "a number"}
	case c.IsZero():
		return Money{}, errNoCurrency()
	case !r.IsValid():
		return Money{}, &InvalidError{Place: "rounding", Value: r.String(), Rule: "one of the constants"}
	}
	minor := new(big.Int).Mul(q.Num(), bigPow10(c.Places()))
	whole, rest := minor.QuoRem(minor, q.Denom(), new(big.Int))
	if sign := rest.Sign(); sign != 0 && r.away(sign < 0, whole.Bit(0) == 1, rest.Abs(rest).Lsh(rest, 1).Cmp(q.Denom())) {
		whole.Add(whole, big.NewInt(int64(sign)))
	}
	return inRange(fromBig(whole, uint8(c.Places())), c)
}
