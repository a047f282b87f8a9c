package relationship

import (
	"strconv"
	"strings"
)

const (
	// maxCode is the longest code of a currency.
	maxCode = 7
	// maxPlaces is the largest number of decimal places of a minor unit, and of any amount.
	maxPlaces = 18
	// neutralPlaces is what we assume for ISO codes without a minor unit (XXX, XTS, the metals) when nothing is said.
	neutralPlaces = 2
)

// Currency is what money is counted in: an ISO 4217 currency, or a unit of the caller's own such as loyalty points.
//
// It is one machine word: comparable, usable as a map key, and copied freely. The zero value is no currency; IsZero reports it.
type Currency struct {
	// bits holds the code in the upper seven bytes, left-aligned, and the places in the lowest byte,
	// so that the order of words is the order of codes.
	bits uint64
}

// NewCurrency returns the currency with a code of 1 to 7 characters (capital letters and digits, a letter first) and a minor unit of
// 0 to 18 decimal places. An ISO 4217 code keeps its own number of places; those without a minor unit take any number.
//
// The error wraps [ErrInvalid].
func NewCurrency(code string, places int) (Currency, error) {
	if rule := codeFault(code); rule != "" {
		return Currency{}, &InvalidError{Place: "currency", Value: quote(code), Rule: rule}
	}
	if places < 0 || places > maxPlaces {
		return Currency{}, &InvalidError{Place: "currency " + code + ": places", Value: strconv.Itoa(places), Rule: "0 to 18"}
	}
	if own, iso := isoPlaces(code); iso && own >= 0 && own != places {
		return Currency{}, &InvalidError{
			Place: "currency " + code + ": places", Value: strconv.Itoa(places), Rule: strconv.Itoa(own) + ", as ISO 4217 has it",
		}
	}
	return packCurrency(code, places), nil
}

// ParseCurrency reads what [Currency.String] writes: "EUR" for an ISO currency, "PTS/0" for one's own, "XAU/4" for an ISO code
// without a minor unit counted in more or fewer than two places.
//
// The error wraps [ErrInvalid].
func ParseCurrency(text string) (Currency, error) {
	code, suffix, suffixed := strings.Cut(text, "/")
	if rule := codeFault(code); rule != "" {
		return Currency{}, &InvalidError{Place: "currency", Value: quote(text), Rule: rule}
	}
	own, iso := isoPlaces(code)
	if own < 0 {
		own = neutralPlaces
	}
	if !suffixed {
		if !iso {
			return Currency{}, &InvalidError{Place: "currency", Value: quote(text), Rule: "an ISO 4217 code, or an own code with its places as in PTS/0"}
		}
		return packCurrency(code, own), nil
	}
	places, err := strconv.Atoi(suffix)
	if err != nil || strconv.Itoa(places) != suffix {
		return Currency{}, &InvalidError{Place: "currency", Value: quote(text), Rule: "a plain number of places behind the slash"}
	}
	if iso && places == own {
		return Currency{}, &InvalidError{Place: "currency", Value: quote(text), Rule: "the code alone, " + code + " has these places by itself"}
	}
	return NewCurrency(code, places)
}

// codeFault names the rule that a code breaks, or returns "".
func codeFault(code string) string {
	if len(code) < 1 || len(code) > maxCode {
		return "a code of 1 to 7 characters"
	}
	for i := range len(code) {
		switch c := code[i]; {
		case 'A' <= c && c <= 'Z', '0' <= c && c <= '9' && i > 0:
		case 'a' <= c && c <= 'z':
			return "capital letters (lower case is not taken)"
		default:
			return "capital letters and digits, a letter first"
		}
	}
	return ""
}

// packCurrency builds the word of a code and places that have been checked.
func packCurrency(code string, places int) Currency {
	bits := uint64(places)
	for i := range len(code) {
		bits |= uint64(code[i]) << (56 - 8*i)
	}
	return Currency{bits}
}

// Currencies returns the currencies of ISO 4217 in the order of their codes, as a fresh slice. Those without a minor unit have two places.
func Currencies() []Currency {
	all := make([]Currency, 0, len(iso4217))
	for _, entry := range iso4217 {
		places := int(entry.places)
		if places < 0 {
			places = neutralPlaces
		}
		all = append(all, packCurrency(entry.code, places))
	}
	return all
}

// isoPlaces returns the places of an ISO 4217 code, -1 for one without a minor unit, and whether the code is in the standard.
// The search is written out because a function given to the slices package would make every code escape to the heap.
func isoPlaces(code string) (places int, iso bool) {
	low, high := 0, len(iso4217)
	for low < high {
		middle := (low + high) / 2
		if iso4217[middle].code < code {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low == len(iso4217) || iso4217[low].code != code {
		return 0, false
	}
	return int(iso4217[low].places), true
}

// IsZero reports whether c is no currency.
func (c Currency) IsZero() bool { return c == Currency{} }

// Code returns the code alone, such as "EUR"; "" for no currency.
func (c Currency) Code() string {
	var buf [maxCode]byte
	return string(c.appendCode(buf[:0]))
}

// Places returns the number of decimal places of the minor unit: 2 for EUR, 0 for JPY, 3 for KWD.
func (c Currency) Places() int { return int(c.bits & 0xff) }

// IsISO reports whether the code is one of ISO 4217.
func (c Currency) IsISO() bool {
	_, iso := isoPlaces(c.Code())
	return iso
}

// String returns the form that [ParseCurrency] reads; "" for no currency.
func (c Currency) String() string {
	var buf [maxCode + 3]byte
	return string(c.append(buf[:0]))
}

// appendCode appends the code.
func (c Currency) appendCode(dst []byte) []byte {
	for bits := c.bits &^ 0xff; bits != 0; bits <<= 8 {
		dst = append(dst, byte(bits>>56))
	}
	return dst
}

// append appends the form that ParseCurrency reads.
func (c Currency) append(dst []byte) []byte {
	if c.IsZero() {
		return dst
	}
	start := len(dst)
	dst = c.appendCode(dst)
	own, iso := isoPlaces(string(dst[start:]))
	if own < 0 {
		own = neutralPlaces
	}
	if iso && own == c.Places() {
		return dst
	}
	return strconv.AppendUint(append(dst, '/'), c.bits&0xff, 10)
}

// AppendText implements [encoding.TextAppender] with the form of String.
func (c Currency) AppendText(dst []byte) ([]byte, error) { return c.append(dst), nil }

// MarshalText implements [encoding.TextMarshaler] with the form of String.
func (c Currency) MarshalText() ([]byte, error) { return c.AppendText(nil) }

// UnmarshalText implements [encoding.TextUnmarshaler]; empty text is no currency. After an error c is as it was.
func (c *Currency) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*c = Currency{}
		return nil
	}
	parsed, err := ParseCurrency(string(text))
	if err != nil {
		return err
	}
	*c = parsed
	return nil
}
