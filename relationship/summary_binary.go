package relationship

import (
	"encoding/binary"
	"math/big"
	"strconv"
)

// The binary form of a Summary, version 1. Numbers are unsigned varints, seven bits a byte, least significant first, as in
// encoding/binary, but of any length.
//
//	version    one byte, 1; a summary that knows nothing ends here
//	currency   one byte of length, then the text of Currency.String
//	places     one byte: the decimal places of all coefficients, the fewest that hold them all but at least those of the minor unit
//	count      number of days
//	days       head, then for a plain day its gross coefficient, else paid, free, gross, refunded
//
// head is the days since the previous date (the first counts from 0000-12-31), times two, plus one for a plain day: one paid order, no
// free one, no refund. Most days are plain and take three or four bytes.
//
// There is one form for each state: whatever does not encode to the same bytes again is refused.

// minDayBytes is the least that a day takes; it bounds what a hostile count can make us allocate to less than a hundred bytes for each byte read.
const minDayBytes = 2

// maxVarint is the most bytes of a coefficient: 10^108 has 359 bits.
const maxVarint = 52

// MarshalBinary implements [encoding.BinaryMarshaler]. Equal summaries have equal forms. Like the other encoders it is a method on the
// value, so that a Summary within another value is stored too, which an encoder reaches without its address.
func (s Summary) MarshalBinary() ([]byte, error) {
	return s.AppendBinary(make([]byte, 0, 16+6*len(s.days)))
}

// AppendBinary implements [encoding.BinaryAppender].
func (s Summary) AppendBinary(dst []byte) ([]byte, error) {
	dst = append(dst, summaryVersion)
	if len(s.days) == 0 {
		return dst, nil
	}
	size := len(dst)
	dst = s.currency.append(append(dst, 0))
	dst[size] = byte(len(dst) - size - 1)
	places := s.finest()
	dst = append(dst, places)
	dst = binary.AppendUvarint(dst, uint64(len(s.days)))
	var last Date
	for i := range s.days {
		d := s.at(i)
		head := uint64(d.date.n-last.n) << 1
		last = d.date
		if d.plain() {
			dst = binary.AppendUvarint(dst, head|1)
			dst = d.gross.appendCoefficient(dst, places)
			continue
		}
		dst = binary.AppendUvarint(dst, head)
		dst = binary.AppendUvarint(dst, uint64(d.paid))
		dst = binary.AppendUvarint(dst, uint64(d.free))
		dst = d.gross.appendCoefficient(dst, places)
		dst = d.refunded.appendCoefficient(dst, places)
	}
	return dst, nil
}

// finest returns the places that the coefficients of all days need. Ordinary dates need none beyond the minor unit.
func (s Summary) finest() uint8 {
	places := uint8(s.currency.Places())
	for i := range s.rare {
		d := &s.rare[i]
		places = max(places, d.gross.trim(places).places, d.refunded.trim(places).places)
	}
	return places
}

// appendCoefficient appends the coefficient, which is not negative, at the given places, which hold it exactly.
func (a amount) appendCoefficient(dst []byte, places uint8) []byte {
	a = a.trim(places).finer(places)
	if a.big == nil {
		hi, lo := uint64(a.hi), a.lo
		for hi != 0 {
			dst = append(dst, byte(lo)|0x80)
			hi, lo = hi>>7, lo>>7|hi<<57
		}
		return binary.AppendUvarint(dst, lo)
	}
	rest, low := new(big.Int).Set(a.big), new(big.Int)
	mask := big.NewInt(0x7f)
	for rest.BitLen() > 7 {
		dst = append(dst, byte(low.And(rest, mask).Uint64())|0x80)
		rest.Rsh(rest, 7)
	}
	return append(dst, byte(rest.Uint64()))
}

// UnmarshalBinary implements [encoding.BinaryUnmarshaler]. It takes exactly what MarshalBinary writes. After an error s is as it was.
// The error is a [*DecodeError] and wraps [ErrDecode].
func (s *Summary) UnmarshalBinary(data []byte) error {
	r := binaryReader{data: data}
	decoded := r.summary()
	if r.rule == "" && r.at != len(data) {
		r.fail("nothing behind the last day")
	}
	if r.rule != "" {
		return &DecodeError{Form: "summary binary", Where: "byte " + strconv.Itoa(r.at), Rule: r.rule, Err: r.err}
	}
	*s = decoded
	return nil
}

// binaryReader reads a binary form from front to back. The first fault sticks; after it everything reads as zero.
type binaryReader struct {
	data []byte
	at   int
	rule string // the rule that was broken, or ""
	err  error  // its cause, if there is one
}

// fail notes the first fault.
func (r *binaryReader) fail(rule string) {
	if r.rule == "" {
		r.rule = rule
	}
}

// byte reads one byte.
func (r *binaryReader) byte() byte {
	if r.rule != "" || r.at == len(r.data) {
		r.fail("more bytes")
		return 0
	}
	r.at++
	return r.data[r.at-1]
}

// uvarint reads a number of at most 64 bits in its shortest form.
func (r *binaryReader) uvarint() uint64 {
	v, n := binary.Uvarint(r.data[r.at:])
	if r.rule != "" || n <= 0 || n > 1 && r.data[r.at+n-1] == 0 {
		r.fail("a number in its shortest form")
		return 0
	}
	r.at += n
	return v
}

// count reads a number of orders.
func (r *binaryReader) count() int64 {
	v := r.uvarint()
	if v > 1<<63-1 {
		r.fail("a count within int64")
		return 0
	}
	return int64(v)
}

// coefficient reads a coefficient of any length in its shortest form.
func (r *binaryReader) coefficient(places uint8) amount {
	n := 0
	for rest := r.data[r.at:]; n < len(rest) && rest[n]&0x80 != 0; n++ {
	}
	if n < 9 {
		return amount{lo: r.uvarint(), places: places}
	}
	if n >= maxVarint || r.at+n == len(r.data) || r.data[r.at+n] == 0 {
		r.fail("a number in its shortest form")
		return amount{}
	}
	v := new(big.Int)
	for i := n; i >= 0; i-- {
		v.Or(v.Lsh(v, 7), big.NewInt(int64(r.data[r.at+i]&0x7f)))
	}
	r.at += n + 1
	return fromBig(v, places)
}

// summary reads a whole summary.
func (r *binaryReader) summary() Summary {
	if version := r.byte(); version != summaryVersion {
		r.fail("version 1")
	}
	if r.rule != "" || r.at == len(r.data) {
		return Summary{}
	}
	s := Summary{currency: r.currency()}
	places := r.byte()
	if places > maxPlaces || int(places) < s.currency.Places() {
		r.fail("places from those of the minor unit to 18")
	}
	n := r.uvarint()
	if n == 0 || n > uint64(len(r.data)-r.at)/minDayBytes {
		r.fail("a number of days that the bytes can hold")
	}
	if r.rule != "" {
		return Summary{}
	}
	s.days = make([]entry, 0, n)
	for range n {
		start := r.at
		d := r.day(s.LastSeen(), places)
		if r.rule != "" {
			return Summary{}
		}
		if err := s.attach(d); err != nil {
			r.at, r.err = start, err
			r.fail("a day that can stand here")
			return Summary{}
		}
	}
	if s.finest() != places {
		r.fail("the fewest places that hold every amount")
	}
	return s
}

// currency reads the currency of a summary.
func (r *binaryReader) currency() Currency {
	size := int(r.byte())
	if size > len(r.data)-r.at {
		r.fail("more bytes")
		return Currency{}
	}
	c, err := ParseCurrency(string(r.data[r.at : r.at+size]))
	if err != nil {
		r.err = err
		r.fail("a currency")
		return Currency{}
	}
	r.at += size
	return c
}

// day reads a day that comes after the given date.
func (r *binaryReader) day(last Date, places uint8) day {
	head := r.uvarint()
	if head>>1 > uint64(lastDay-last.n) {
		r.fail("a date of the calendar")
		return day{}
	}
	d := day{date: Date{last.n + int32(head>>1)}}
	if head&1 == 1 {
		d.paid, d.gross, d.refunded = 1, r.coefficient(places), amount{places: places}
		return d
	}
	d.paid, d.free = r.count(), r.count()
	d.gross, d.refunded = r.coefficient(places), r.coefficient(places)
	if d.plain() {
		r.fail("the short form of a plain day")
	}
	return d
}
