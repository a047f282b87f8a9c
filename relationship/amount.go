package relationship

import (
	"cmp"
	"math/big"
	"math/bits"
)

// amount is an exact decimal: a whole coefficient divided by 10^places. Nothing here rounds unless it is called round.
//
// The coefficient is a two's complement number of 128 bits. When it does not fit it moves to a big.Int, and comes back as soon as it
// fits again; so at equal places equal values are equal bits, the big ones apart. A big.Int in an amount is never changed again, because
// copies of the amount share it.
type amount struct {
	hi     int64
	lo     uint64
	big    *big.Int // not nil exactly when the coefficient does not fit 128 bits
	places uint8    // 0 to maxPlaces
}

// pow10 holds the powers of ten that fit one word.
var pow10 = [...]uint64{
	1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
}

// magnitude returns sign and absolute value of a coefficient that is not big.
func (a amount) magnitude() (negative bool, hi, lo uint64) {
	hi, lo = uint64(a.hi), a.lo
	if a.hi < 0 {
		hi, lo = negate128(hi, lo)
		return true, hi, lo
	}
	return false, hi, lo
}

// negate128 is the two's complement negation of a 128-bit word.
func negate128(hi, lo uint64) (uint64, uint64) {
	lo, borrow := bits.Sub64(0, lo, 0)
	hi, _ = bits.Sub64(0, hi, borrow)
	return hi, lo
}

// fromMagnitude builds an amount from sign and absolute value.
func fromMagnitude(negative bool, hi, lo uint64, places uint8) amount {
	const top = 1 << 63
	switch {
	case hi < top && !negative:
		return amount{hi: int64(hi), lo: lo, places: places}
	case hi < top || hi == top && lo == 0 && negative:
		hi, lo = negate128(hi, lo)
		return amount{hi: int64(hi), lo: lo, places: places}
	}
	v := bigOf(hi, lo)
	if negative {
		v.Neg(v)
	}
	return amount{big: v, places: places}
}

// bigOf returns hi·2^64 + lo.
func bigOf(hi, lo uint64) *big.Int {
	v := new(big.Int).SetUint64(hi)
	return v.Or(v.Lsh(v, 64), new(big.Int).SetUint64(lo))
}

// coefficient returns the coefficient as a big.Int, which the caller must not change.
func (a amount) coefficient() *big.Int {
	if a.big != nil {
		return a.big
	}
	negative, hi, lo := a.magnitude()
	v := bigOf(hi, lo)
	if negative {
		v.Neg(v)
	}
	return v
}

// fromBig builds an amount from a big coefficient and takes it over: the caller must not change it afterwards.
func fromBig(v *big.Int, places uint8) amount {
	if v.BitLen() > 128 {
		return amount{big: v, places: places}
	}
	var word [16]byte
	v.FillBytes(word[:])
	var hi, lo uint64
	for i, b := range word[:8] {
		hi, lo = hi<<8|uint64(b), lo<<8|uint64(word[8+i])
	}
	return fromMagnitude(v.Sign() < 0, hi, lo, places)
}

// bigPow10 returns 10^k.
func bigPow10(k int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(k)), nil)
}

// sign returns -1, 0 or +1.
func (a amount) sign() int {
	switch {
	case a.big != nil:
		return a.big.Sign()
	case a.hi < 0:
		return -1
	case a.hi == 0 && a.lo == 0:
		return 0
	}
	return 1
}

// neg returns -a. Only -2^127 changes its kind by it.
func (a amount) neg() amount {
	if a.big != nil {
		return fromBig(new(big.Int).Neg(a.big), a.places)
	}
	negative, hi, lo := a.magnitude()
	return fromMagnitude(!negative, hi, lo, a.places)
}

// add returns a + b at the finer of their places.
func (a amount) add(b amount) amount {
	if a.addWords(&b) {
		return a
	}
	a, b = align(a, b)
	if a.addWords(&b) {
		return a
	}
	return fromBig(new(big.Int).Add(a.coefficient(), b.coefficient()), a.places)
}

// addWords adds b to a, in place, if both have the same places and they and their sum fit 128 bits; it reports whether it did.
func (a *amount) addWords(b *amount) bool {
	lo, carry := bits.Add64(a.lo, b.lo, 0)
	sum, _ := bits.Add64(uint64(a.hi), uint64(b.hi), carry)
	hi := int64(sum)
	// The sum overflows exactly when both terms have the sign that it has not.
	if a.places != b.places || a.big != nil || b.big != nil || (a.hi^hi)&(b.hi^hi) < 0 {
		return false
	}
	a.hi, a.lo = hi, lo
	return true
}

// cmp returns -1, 0 or +1 as a is less than, equal to or greater than b in value.
func (a amount) cmp(b amount) int {
	if a.places != b.places {
		a, b = align(a, b)
	}
	if a.big != nil || b.big != nil {
		return a.coefficient().Cmp(b.coefficient())
	}
	if a.hi != b.hi {
		return cmp.Compare(a.hi, b.hi)
	}
	return cmp.Compare(a.lo, b.lo)
}

// align brings both to the finer of their places.
func align(a, b amount) (amount, amount) {
	if a.places < b.places {
		return a.finer(b.places), b
	}
	return a, b.finer(a.places)
}

// finer returns the same value at more places; fewer places than a has leave it as it is.
func (a amount) finer(places uint8) amount {
	if places <= a.places {
		return a
	}
	a = a.times(false, pow10[places-a.places])
	a.places = places
	return a
}

// times returns a·by, or -a·by, at the same places.
func (a amount) times(negate bool, by uint64) amount {
	if a.big == nil {
		negative, hi, lo := a.magnitude()
		over, high := bits.Mul64(hi, by)
		carry, low := bits.Mul64(lo, by)
		high, carry = bits.Add64(high, carry, 0)
		if over == 0 && carry == 0 {
			return fromMagnitude(negative != negate, high, low, a.places)
		}
	}
	product := new(big.Int).Mul(a.coefficient(), new(big.Int).SetUint64(by))
	if negate {
		product.Neg(product)
	}
	return fromBig(product, a.places)
}

// trim drops trailing zeros behind the point, but keeps at least the given places: the canonical writing of a value.
func (a amount) trim(places uint8) amount {
	for a.places > places {
		if a.big != nil {
			quotient, rest := new(big.Int).QuoRem(a.big, big.NewInt(10), new(big.Int))
			if rest.Sign() != 0 {
				return a
			}
			a = fromBig(quotient, a.places-1)
			continue
		}
		negative, hi, lo := a.magnitude()
		hi, lo, rest := div128(hi, lo, 10)
		if rest != 0 {
			return a
		}
		a = fromMagnitude(negative, hi, lo, a.places-1)
	}
	return a
}

// div128 divides a 128-bit number by one word.
func div128(hi, lo, by uint64) (qhi, qlo, rest uint64) {
	qhi, rest = hi/by, hi%by
	qlo, rest = bits.Div64(rest, lo, by)
	return qhi, qlo, rest
}

// round returns a at no more than the given places.
func (a amount) round(places uint8, r Rounding) amount {
	if a.places <= places {
		return a
	}
	factor := pow10[a.places-places]
	if a.big != nil {
		return a.roundBig(places, factor, r)
	}
	negative, hi, lo := a.magnitude()
	hi, lo, rest := div128(hi, lo, factor)
	// factor is at most 10^18, so twice the rest stays within one word.
	if rest != 0 && r.away(negative, lo&1 == 1, cmp.Compare(2*rest, factor)) {
		var carry uint64
		lo, carry = bits.Add64(lo, 1, 0)
		hi += carry
	}
	return fromMagnitude(negative, hi, lo, places)
}

// roundBig is round for a big coefficient.
func (a amount) roundBig(places uint8, factor uint64, r Rounding) amount {
	quotient, rest := new(big.Int).QuoRem(a.big, new(big.Int).SetUint64(factor), new(big.Int))
	half := cmp.Compare(2*rest.Abs(rest).Uint64(), factor)
	if rest.Sign() != 0 && r.away(a.big.Sign() < 0, quotient.Bit(0) == 1, half) {
		quotient.Add(quotient, big.NewInt(int64(a.big.Sign())))
	}
	return fromBig(quotient, places)
}

// exceeds reports whether |a| has more than the given number of digits before the point. It is only ever true of a big coefficient,
// as long as digits is at least 39.
func (a amount) exceeds(digits int) bool {
	return a.big != nil && a.big.CmpAbs(bigPow10(digits+int(a.places))) >= 0
}
