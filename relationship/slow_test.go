package relationship_test

import (
	"maps"
	"math/big"
	"slices"
	"time"

	"github.com/rapport-go/rapport/relationship"
	"github.com/shopspring/decimal"
)

// The references of this file are slow and obvious: amounts are decimals, a summary is a map, a date is a time.

// slowDecimal reads the number of an amount from its text.
func slowDecimal(m relationship.Money) decimal.Decimal {
	return decimal.RequireFromString(m.AmountString())
}

// slowRound rounds a decimal as the decimal package does.
func slowRound(d decimal.Decimal, places int, r relationship.Rounding) decimal.Decimal {
	p := int32(places)
	switch r {
	case relationship.RoundHalfEven:
		return d.RoundBank(p)
	case relationship.RoundHalfUp:
		return d.Round(p)
	case relationship.RoundDown:
		return d.RoundDown(p)
	case relationship.RoundUp:
		return d.RoundUp(p)
	case relationship.RoundFloor:
		return d.RoundFloor(p)
	}
	return d.RoundCeil(p)
}

// slowDoor rounds the exact value of a finite float64 to a whole number of minor units.
func slowDoor(v float64, places int, r relationship.Rounding) *big.Int {
	exact := new(big.Rat).SetFloat64(v)
	exact.Mul(exact, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)))
	floor := new(big.Int).Div(exact.Num(), exact.Denom()) // Euclidean, and so the floor for a positive denominator
	rest := new(big.Rat).Sub(exact, new(big.Rat).SetInt(floor))
	if rest.Sign() == 0 {
		return floor
	}
	ceiling := new(big.Int).Add(floor, big.NewInt(1))
	toZero, fromZero := floor, ceiling
	if v < 0 {
		toZero, fromZero = ceiling, floor
	}
	half := rest.Cmp(big.NewRat(1, 2))
	switch r {
	case relationship.RoundFloor:
		return floor
	case relationship.RoundCeiling:
		return ceiling
	case relationship.RoundDown:
		return toZero
	case relationship.RoundUp:
		return fromZero
	}
	switch {
	case half < 0:
		return floor
	case half > 0:
		return ceiling
	case r == relationship.RoundHalfUp:
		return fromZero
	case floor.Bit(0) == 0:
		return floor
	}
	return ceiling
}

// slowDay is one date of a slowSummary.
type slowDay struct {
	paid, free      int64
	gross, refunded decimal.Decimal
}

// isPurchase is the rule in words: a free order, or more paid than paid back.
func (d slowDay) isPurchase() bool { return d.free > 0 || d.gross.GreaterThan(d.refunded) }

// slowSummary keeps the days in a map by their text.
type slowSummary map[string]slowDay

// observe books one event.
func (s slowSummary) observe(e relationship.Event) {
	switch e := e.(type) {
	case relationship.Purchase:
		key := e.At().Format(time.DateOnly) // the events of the tests are in UTC
		d := s[key]
		if e.Amount().IsZero() {
			d.free++
		} else {
			d.paid++
		}
		d.gross = d.gross.Add(slowDecimal(e.Amount()))
		s[key] = d
	case relationship.Refund:
		key := e.OrderDate().String()
		d := s[key]
		d.refunded = d.refunded.Add(slowDecimal(e.Amount()))
		s[key] = d
	}
}

// dates returns the dates in order, all of them or those with a purchase.
func (s slowSummary) dates(purchases bool) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(s)), func(date string) bool { return purchases && !s[date].isPurchase() })
}

// slowDate is a date by the time package.
func slowDate(year int, month time.Month, day int) (time.Time, bool) {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	y, m, d := t.Date()
	return t, y == year && m == month && d == day && year >= 1 && year <= 9999
}
