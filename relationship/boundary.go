package relationship

import (
	"cmp"
	"math"
	"math/big"
	"math/bits"
	"strconv"
)

// This file is where money and float64 meet, both ways, and the only one.

// Estimate returns the float64 nearest to the amount, ties to even: what is computed with when money becomes evidence.
// It is exact for whole numbers up to 2^53 and never infinite.
func (m Money) Estimate() float64 { return m.amount.float() }

// float returns the nearest float64, ties to even.
func (a amount) float() float64 {
	const exact = 1 << 53
	if negative, hi, lo := a.magnitude(); a.big == nil && hi == 0 && lo <= exact {
		// Both terms are exact (10^18 is 2^18 times 5^18 < 2^53), so the division is the only rounding.
		v := float64(lo) / float64(pow10[a.places])
		if negative {
			return -v
		}
		return v
	}
	return a.floatSlow()
}

// floatSlow is float for numbers beyond 2^53: strconv rounds a decimal text of any length correctly.
func (a amount) floatSlow() float64 {
	var buf [wholeDigits + maxPlaces + 3]byte
	v, _ := strconv.ParseFloat(string(a.append(buf[:0])), 64) // the text is one we wrote, and below 10^100
	return v
}

// Ratio returns m/of as a pure number, such as a share, a return or a multiple: the float64 nearest to the exact quotient, ties to
// even. It is negative when one of the two is. Both are divided as whole numbers, so that no amount becomes a float64 on the way.
//
// The error wraps [ErrCurrencyMismatch], or [ErrInvalid] when of is 0.
func (m Money) Ratio(of Money) (float64, error) {
	if _, err := m.common("ratio", of); err != nil {
		return 0, err
	}
	if of.IsZero() {
		return 0, &InvalidError{Place: "whole of a ratio", Value: of.String(), Rule: "an amount other than 0"}
	}
	a, b := align(m.amount, of.amount)
	const exact = 1 << 53
	if below, ahi, alo := a.magnitude(); a.big == nil && ahi == 0 && alo <= exact && alo > 0 {
		if under, bhi, blo := b.magnitude(); b.big == nil && bhi == 0 && blo <= exact {
			v := float64(alo) / float64(blo) // both are exact, so the division is the only rounding
			if below != under {
				return -v, nil
			}
			return v, nil
		}
	}
	q, _ := new(big.Rat).SetFrac(a.coefficient(), b.coefficient()).Float64()
	return q, nil
}

// MoneyFromEstimate turns a believed amount into money in c. The exact binary value of v, not its shortest decimal writing, is rounded
// to the minor unit by r: 1.005 is a little less than it looks, and becomes 1.00 with RoundHalfUp.
//
// NaN, the infinities and amounts that round to more than 38 digits are refused; the error wraps [ErrAmount], or [ErrInvalid] when c is
// no currency or r no rounding.
func MoneyFromEstimate(v float64, c Currency, r Rounding) (Money, error) {
	switch {
	case c.IsZero():
		return Money{}, errNoCurrency()
	case !r.IsValid():
		return Money{}, &InvalidError{Place: "rounding", Value: r.String(), Rule: "one of the constants"}
	case math.IsNaN(v) || math.IsInf(v, 0):
		return Money{}, &AmountError{Value: strconv.FormatFloat(v, 'g', -1, 64), Rule: "a finite number"}
	}
	negative := math.Signbit(v)
	mantissa, exponent := split(v)
	// |v|·10^places = mantissa·10^places·2^exponent, and mantissa·10^18 < 2^113.
	hi, lo := bits.Mul64(mantissa, pow10[c.Places()])
	if exponent >= 0 {
		var fits bool
		if hi, lo, fits = shiftLeft(hi, lo, exponent); !fits {
			return Money{}, tooLarge(v)
		}
	} else {
		hi, lo = shiftRight(hi, lo, -exponent, negative, r)
	}
	if top, low := bits.Mul64(pow10[19], pow10[19]); hi > top || hi == top && lo >= low { // 10^38
		return Money{}, tooLarge(v)
	}
	return Money{fromMagnitude(negative, hi, lo, uint8(c.Places())), c}, nil
}

// tooLarge is the refusal of an estimate beyond the door.
func tooLarge(v float64) error {
	return &AmountError{Value: strconv.FormatFloat(v, 'g', -1, 64), Rule: "at most 38 digits"}
}

// split returns |v| as mantissa·2^exponent, for a finite v.
func split(v float64) (mantissa uint64, exponent int) {
	const fraction = 52
	word := math.Float64bits(v)
	mantissa = word & (1<<fraction - 1)
	exponent = int(word >> fraction & 0x7ff)
	if exponent == 0 {
		return mantissa, -1074 // zero or subnormal
	}
	return mantissa | 1<<fraction, exponent - 1075
}

// shiftLeft multiplies a number, not zero, by 2^by and reports whether the product stays below 2^127.
func shiftLeft(hi, lo uint64, by int) (uint64, uint64, bool) {
	size := bits.Len64(lo)
	if hi != 0 {
		size = 64 + bits.Len64(hi)
	}
	switch {
	case size+by > 127:
		return 0, 0, false
	case by >= 64:
		return lo << (by - 64), 0, true
	}
	return hi<<by | lo>>(64-by), lo << by, true
}

// shiftRight divides by 2^by and rounds.
func shiftRight(hi, lo uint64, by int, negative bool, r Rounding) (uint64, uint64) {
	var qhi, qlo, rhi, rlo uint64 // whole part and rest, which counts 2^-by
	switch {
	case by >= 128:
		rhi, rlo = hi, lo
	case by >= 64:
		qlo = hi >> (by - 64)
		rhi, rlo = hi&(1<<(by-64)-1), lo
	default:
		qhi, qlo = hi>>by, hi<<(64-by)|lo>>by
		rlo = lo & (1<<by - 1)
	}
	if rhi|rlo == 0 || !r.away(negative, qlo&1 == 1, compareHalf(rhi, rlo, by)) {
		return qhi, qlo
	}
	qlo, carry := bits.Add64(qlo, 1, 0)
	return qhi + carry, qlo
}

// compareHalf compares a rest with one half, which is 2^(by-1). A rest has fewer than 113 bits, and fewer than by.
func compareHalf(hi, lo uint64, by int) int {
	switch {
	case by > 128:
		return -1
	case by > 64:
		return cmp.Or(cmp.Compare(hi, 1<<(by-65)), cmp.Compare(lo, 0))
	}
	return cmp.Compare(lo, 1<<(by-1))
}
