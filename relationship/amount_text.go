package relationship

import (
	"math/big"
	"math/bits"
	"strconv"
)

const (
	// doorDigits is the most significant digits that an amount from outside may have. 10^38 is below 2^127.
	doorDigits = 38
	// wholeDigits bounds every amount: |value| < 10^100. Sums of any honest kind stay far below, and every amount that exists
	// can be written, read again and turned into a float64.
	wholeDigits = 100
	// amountRule says what the text of an amount looks like.
	amountRule = "digits with at most one point between them, as in -12.50"
)

// parseAmount reads -?digits[.digits] with at most maxPlaces digits behind the point. A number from the door has at most doorDigits
// significant digits, one from a stored form at most wholeDigits before the point. It returns the rule that the text breaks, or "".
func parseAmount(text string, door bool) (a amount, rule string) {
	negative := len(text) > 0 && text[0] == '-'
	first := 0
	if negative {
		first = 1
	}
	point, significant := -1, 0
	for i := first; i < len(text); i++ {
		switch c := text[i]; {
		case c == '.' && point < 0 && i > first && i+1 < len(text):
			point = i
		case c < '0' || c > '9':
			return amount{}, amountRule
		case c != '0' || significant > 0:
			significant++
		}
	}
	if first == len(text) {
		return amount{}, amountRule
	}
	places := 0
	if point >= 0 {
		places = len(text) - 1 - point
	}
	switch {
	case places > maxPlaces:
		return amount{}, "at most 18 decimal places"
	case door && significant > doorDigits:
		return amount{}, "at most 38 digits"
	case significant-places > wholeDigits:
		return amount{}, "at most 100 digits before the point"
	case significant > doorDigits:
		return parseBig(text, point, uint8(places)), ""
	}
	hi, lo := parseDigits(text[first:], significant)
	return fromMagnitude(negative, hi, lo, uint8(places)), ""
}

// parseDigits reads the coefficient of a number of at most doorDigits significant digits.
func parseDigits(text string, significant int) (hi, lo uint64) {
	const word = 19 // digits that always fit one word
	head, tail, factor := uint64(0), uint64(0), uint64(1)
	late := max(significant-word, 0)
	for i := len(text) - 1; late > 0; i-- { // the last digits, when there are more than one word takes
		if text[i] != '.' {
			tail += factor * uint64(text[i]-'0')
			factor *= 10
			late--
		}
		text = text[:i]
	}
	for i := range len(text) {
		if text[i] != '.' {
			head = head*10 + uint64(text[i]-'0')
		}
	}
	hi, lo = bits.Mul64(head, factor)
	lo, carry := bits.Add64(lo, tail, 0)
	return hi + carry, lo
}

// parseBig reads a number that has been checked and may need more than 128 bits.
func parseBig(text string, point int, places uint8) amount {
	if point >= 0 {
		text = text[:point] + text[point+1:]
	}
	v, _ := new(big.Int).SetString(text, 10)
	return fromBig(v, places)
}

// append appends the digits, with all places written.
func (a amount) append(dst []byte) []byte {
	var buf [wholeDigits + maxPlaces + 2]byte
	digits := buf[:0]
	negative := a.sign() < 0
	if a.big != nil {
		digits = a.big.Append(digits, 10)
		if negative {
			digits = digits[1:]
		}
	} else {
		_, hi, lo := a.magnitude()
		digits = appendDigits(digits, hi, lo)
	}
	if negative {
		dst = append(dst, '-')
	}
	whole := len(digits) - int(a.places)
	if whole > 0 {
		dst = append(dst, digits[:whole]...)
		digits = digits[whole:]
	} else {
		dst = append(dst, '0')
	}
	if a.places == 0 {
		return dst
	}
	dst = append(dst, '.')
	for ; whole < 0; whole++ {
		dst = append(dst, '0')
	}
	return append(dst, digits...)
}

// appendDigits appends a 128-bit number in decimal.
func appendDigits(dst []byte, hi, lo uint64) []byte {
	if hi == 0 {
		return strconv.AppendUint(dst, lo, 10)
	}
	hi, lo, rest := div128(hi, lo, pow10[19])
	dst = appendDigits(dst, hi, lo)
	for i := 18; i > 0 && rest < pow10[i]; i-- {
		dst = append(dst, '0')
	}
	return strconv.AppendUint(dst, rest, 10)
}
