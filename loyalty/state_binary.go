package loyalty

import (
	"encoding/binary"
	"math"
	"strconv"
)

// AppendBinary implements encoding.BinaryAppender: the version, the number of factors, and for each the length of its id,
// the id, the bits of both weights, the seconds (8 bytes each, big-endian) and the nanoseconds (4 bytes). There is exactly one
// form for each state; five factors take about 190 bytes.
func (s State) AppendBinary(dst []byte) ([]byte, error) {
	dst = append(dst, stateVersion, byte(s.count))
	for _, e := range s.entries[:s.count] {
		dst = append(dst, byte(len(e.factor)))
		dst = append(dst, e.factor...)
		dst = binary.BigEndian.AppendUint64(dst, math.Float64bits(e.evidence.pro))
		dst = binary.BigEndian.AppendUint64(dst, math.Float64bits(e.evidence.con))
		dst = binary.BigEndian.AppendUint64(dst, uint64(e.evidence.at.sec))
		dst = binary.BigEndian.AppendUint32(dst, uint32(e.evidence.at.nsec))
	}
	return dst, nil
}

// MarshalBinary implements encoding.BinaryMarshaler with the form of AppendBinary.
func (s State) MarshalBinary() ([]byte, error) { return s.AppendBinary(nil) }

// UnmarshalBinary reads what MarshalBinary writes, to the bit. The error wraps ErrDecode; after it s is as it was.
func (s *State) UnmarshalBinary(data []byte) error {
	const (
		form    = "state binary"
		numbers = 8 + 8 + 8 + 4
	)
	if len(data) < 2 || data[0] != stateVersion {
		return &DecodeError{Form: form, Where: "byte 0", Rule: "version 1 and a count"}
	}
	var next State
	rest := data[2:]
	for range data[1] {
		where := "byte " + strconv.Itoa(len(data)-len(rest))
		if len(rest) < 1 || len(rest) < 1+int(rest[0])+numbers {
			return &DecodeError{Form: form, Where: where, Rule: "a factor in full"}
		}
		id, v := rest[1:1+int(rest[0])], rest[1+int(rest[0]):]
		at := instant{int64(binary.BigEndian.Uint64(v[16:])), int32(binary.BigEndian.Uint32(v[24:])), true}
		if checked, err := instantOf("at", at.time()); err != nil || checked != at {
			return &DecodeError{Form: form, Where: where, Rule: "an instant in the years 1 to 9999"}
		}
		pro, con := math.Float64frombits(binary.BigEndian.Uint64(v)), math.Float64frombits(binary.BigEndian.Uint64(v[8:]))
		if err := next.push(form, where, entry{FactorID(id), Evidence{pro, con, at}}); err != nil {
			return err
		}
		rest = v[numbers:]
	}
	if len(rest) > 0 {
		return &DecodeError{Form: form, Where: "byte " + strconv.Itoa(len(data)-len(rest)), Rule: "nothing behind the factors"}
	}
	*s = next
	return nil
}
