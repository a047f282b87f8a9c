package relationship

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Money is an exact amount in one currency: what was or will be paid, never what is believed (see [Money.Estimate] for that).
//
// It is an immutable value of 40 bytes. Within 128 bits, some 38 digits, no operation allocates; beyond that it carries on in
// arbitrary precision. Nothing rounds but [Money.Round]. Compare with Equal or Cmp, not with ==, which sees the places written.
//
// The zero value is nothing, in no currency: adding it changes no amount, and so it is where every sum starts.
type Money struct {
	amount   amount
	currency Currency
}

// NewMoney is the door for decimals: it takes an exponent from -18 to 18 and at most 38 digits, and looks at both before it computes
// anything, because arithmetic on decimal.New(1, 100000000) takes seconds. The value is kept exactly, however many places it has.
//
// The error wraps [ErrAmount], or [ErrInvalid] when c is no currency.
func NewMoney(d decimal.Decimal, c Currency) (Money, error) {
	if c.IsZero() {
		return Money{}, errNoCurrency()
	}
	exponent := d.Exponent()
	if exponent < -maxPlaces || exponent > maxPlaces {
		return Money{}, &AmountError{Value: "a decimal with exponent " + strconv.Itoa(int(exponent)), Rule: "an exponent from -18 to 18"}
	}
	digits := d.NumDigits()
	if digits > doorDigits {
		return Money{}, &AmountError{Value: "a decimal of " + strconv.Itoa(digits) + " digits", Rule: "at most 38 digits"}
	}
	places := uint8(max(-exponent, 0))
	var a amount
	if digits <= 18 { // 10^18 is below 2^63, so that the coefficient is an int64
		a = fromInt64(d.CoefficientInt64(), places)
	} else {
		a = fromBig(d.Coefficient(), places)
	}
	if exponent > 0 {
		a = a.finer(uint8(exponent)) // ten to the exponent, kept in the coefficient
		a.places = 0
	}
	return newMoney(a, c), nil
}

// errNoCurrency is the refusal of an amount without a currency.
func errNoCurrency() error {
	return &InvalidError{Place: "currency", Value: `""`, Rule: "a currency"}
}

// fromInt64 builds an amount from a coefficient of one word.
func fromInt64(v int64, places uint8) amount {
	return amount{hi: v >> 63, lo: uint64(v), places: places}
}

// newMoney gives a checked amount its currency, and at least the places of its minor unit.
func newMoney(a amount, c Currency) Money {
	return Money{a.finer(uint8(c.Places())), c}
}

// ParseAmount reads a number such as "12.50" or "-3" as money in c: ASCII digits with at most one point between them, at most 38
// significant digits and 18 decimal places; no exponent, plus sign, space or grouping.
//
// The error wraps [ErrAmount], or [ErrInvalid] when c is no currency.
func ParseAmount(text string, c Currency) (Money, error) {
	if c.IsZero() {
		return Money{}, errNoCurrency()
	}
	a, rule := parseAmount(text, true)
	if rule != "" {
		return Money{}, &AmountError{Value: quote(text), Rule: rule}
	}
	return newMoney(a, c), nil
}

// ParseMoney reads what [Money.String] writes: "12.50 EUR", or "0" for the zero value. Unlike ParseAmount it takes sums of any size
// that Money can hold.
//
// The error wraps [ErrAmount], or [ErrInvalid] when the currency is at fault.
func ParseMoney(text string) (Money, error) {
	if text == "0" {
		return Money{}, nil
	}
	number, code, found := strings.Cut(text, " ")
	if !found {
		return Money{}, &AmountError{Value: quote(text), Rule: "a number, one space and a currency, as in 12.50 EUR"}
	}
	c, err := ParseCurrency(code)
	if err != nil {
		return Money{}, err
	}
	return parseStored(number, c)
}

// parseStored reads a number that some Money wrote.
func parseStored(text string, c Currency) (Money, error) {
	a, rule := parseAmount(text, false)
	if rule != "" {
		return Money{}, &AmountError{Value: quote(text), Rule: rule}
	}
	return newMoney(a, c), nil
}

// MoneyFromMinor returns a number of minor units: 1250 in EUR is 12.50 EUR, in JPY 1250 JPY. Without a currency it is the zero value.
func MoneyFromMinor(minor int64, c Currency) Money {
	if c.IsZero() {
		return Money{}
	}
	return Money{fromInt64(minor, uint8(c.Places())), c}
}

// Minor is the inverse of MoneyFromMinor: the amount as a whole number of minor units, such as cents. It is false for an amount that
// is finer than the minor unit, or beyond 64 bits, and for the zero value, which has no unit.
func (m Money) Minor() (minor int64, ok bool) {
	a := m.amount
	if m.currency.IsZero() || a.big != nil {
		return 0, false
	}
	if a.places > uint8(m.currency.Places()) {
		if a = m.canonical(); a.places > uint8(m.currency.Places()) {
			return 0, false
		}
	}
	return int64(a.lo), a.hi == int64(a.lo)>>63
}

// Currency returns the currency; no currency for the zero value.
func (m Money) Currency() Currency { return m.currency }

// Decimal returns the amount as a decimal, with the places of the minor unit and no trailing zeros behind them.
func (m Money) Decimal() decimal.Decimal {
	a := m.canonical()
	if a.hi == int64(a.lo)>>63 && a.big == nil {
		return decimal.New(int64(a.lo), -int32(a.places))
	}
	return decimal.NewFromBigInt(new(big.Int).Set(a.coefficient()), -int32(a.places))
}

// canonical returns the amount with trailing zeros dropped down to the minor unit: equal money, equal writing.
func (m Money) canonical() amount { return m.amount.trim(uint8(m.currency.Places())) }

// Sign returns -1, 0 or +1.
func (m Money) Sign() int { return m.amount.sign() }

// IsZero reports whether the amount is 0, in whatever currency; Currency().IsZero() tells the zero value from 0 EUR.
func (m Money) IsZero() bool { return m.amount.sign() == 0 }

// Neg returns -m.
func (m Money) Neg() Money { return Money{m.amount.neg(), m.currency} }

// Abs returns m without its sign.
func (m Money) Abs() Money {
	if m.Sign() < 0 {
		return m.Neg()
	}
	return m
}

// Add returns m + n, exactly. The zero value has no currency and adds to any.
//
// The error wraps [ErrCurrencyMismatch], or [ErrAmount] when the sum reaches 10^100.
func (m Money) Add(n Money) (Money, error) { return m.combine("add", n, n.amount) }

// Sub returns m - n, exactly. The zero value has no currency and subtracts from any.
//
// The error wraps [ErrCurrencyMismatch], or [ErrAmount] when the difference reaches ±10^100.
func (m Money) Sub(n Money) (Money, error) { return m.combine("subtract", n, n.amount.neg()) }

// combine adds the amount that is n or its negative.
func (m Money) combine(op string, n Money, signed amount) (Money, error) {
	c, err := m.common(op, n)
	if err != nil {
		return Money{}, err
	}
	sum := m.amount.add(signed)
	if sum.exceeds(wholeDigits) {
		return Money{}, errTooWide()
	}
	return Money{sum, c}, nil
}

// errTooWide is the refusal of a result beyond what Money holds.
func errTooWide() error {
	return &AmountError{Value: "a result of more than 100 digits", Rule: "at most 100 digits before the point"}
}

// common returns the currency in which m and n can meet.
func (m Money) common(op string, n Money) (Currency, error) {
	switch {
	case m.currency == n.currency, n.currency.IsZero():
		return m.currency, nil
	case m.currency.IsZero():
		return n.currency, nil
	}
	return Currency{}, &CurrencyMismatchError{Op: op, Left: m.currency, Right: n.currency}
}

// Cmp returns -1, 0 or +1 as m is less than, equal to or greater than n. The zero value compares as 0 with any currency.
//
// The error wraps [ErrCurrencyMismatch].
func (m Money) Cmp(n Money) (int, error) {
	if _, err := m.common("compare", n); err != nil {
		return 0, err
	}
	return m.amount.cmp(n.amount), nil
}

// Equal reports whether both have the same currency and the same value, whatever the places written: 1.5 EUR is 1.50 EUR,
// and 0 EUR is not 0 USD.
func (m Money) Equal(n Money) bool {
	return m.currency == n.currency && m.amount.cmp(n.amount) == 0
}

// Round returns the amount rounded to the currency's minor unit.
func (m Money) Round(r Rounding) Money {
	return Money{m.amount.round(uint8(m.currency.Places()), r), m.currency}
}

// Sum adds any number of amounts, exactly; of none it is the zero value. It does not allocate while the sum stays within 128 bits.
//
// The error wraps [ErrCurrencyMismatch], or [ErrAmount] when the sum reaches ±10^100.
func Sum(amounts ...Money) (Money, error) {
	var sum Money
	for i := range amounts {
		m := &amounts[i]
		if m.currency != sum.currency {
			c, err := sum.common("add", *m)
			if err != nil {
				return Money{}, err
			}
			sum.currency = c
		}
		if !sum.amount.addWords(&m.amount) {
			sum.amount = sum.amount.add(m.amount)
		}
	}
	if sum.amount.exceeds(wholeDigits) {
		return Money{}, errTooWide()
	}
	return sum, nil
}
