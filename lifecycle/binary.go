package lifecycle

import (
	"encoding/binary"
	"strconv"
	"time"
)

// The binary forms, version 1. Numbers are unsigned varints as in encoding/binary, in their shortest form. Instants are seconds, from the
// first of the calendar or from an instant before, and then nanoseconds. There is one form for each value: what does not encode to the
// same bytes again is refused.

// appendInstant appends an instant that is not before another: the whole seconds between them, and its own nanoseconds.
func appendInstant(dst []byte, from int64, t time.Time) []byte {
	return binary.AppendUvarint(binary.AppendUvarint(dst, uint64(t.Unix()-from)), uint64(t.Nanosecond()))
}

// binaryReader reads a binary form from front to back. The first fault sticks; after it everything reads as zero.
type binaryReader struct {
	data []byte
	at   int
	rule string // the rule that was broken, or ""
}

// fail notes the first fault.
func (r *binaryReader) fail(rule string) {
	if r.rule == "" {
		r.rule = rule
	}
}

// end returns the error of reading a whole form, or nil.
func (r *binaryReader) end(form string) error {
	if r.rule == "" && r.at != len(r.data) {
		r.fail("nothing behind the last field")
	}
	if r.rule == "" {
		return nil
	}
	return &DecodeError{Form: form, Where: "byte " + strconv.Itoa(r.at), Rule: r.rule}
}

// version reads the version, which is 1.
func (r *binaryReader) version() {
	if r.byte() != 1 {
		r.fail("version 1")
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

// number reads a number from least to most in its shortest form.
func (r *binaryReader) number(least, most uint64, rule string) uint64 {
	if r.rule != "" {
		return 0
	}
	v, n := binary.Uvarint(r.data[r.at:])
	if n <= 0 || n > 1 && r.data[r.at+n-1] == 0 {
		r.fail("a number in its shortest form")
		return 0
	}
	if v < least || v > most {
		r.fail(rule)
		return 0
	}
	r.at += n
	return v
}

// instant reads an instant that is so many seconds or more behind another.
func (r *binaryReader) instant(from int64) time.Time {
	seconds := r.number(0, uint64(lastSecond-from), "an instant of the years 1 to 9999")
	nanoseconds := r.number(0, uint64(time.Second-1), "nanoseconds below a second")
	if r.rule != "" {
		return time.Time{}
	}
	return time.Unix(from+int64(seconds), int64(nanoseconds)).UTC()
}

// valid reports whether a label is a constant of its type, where the type says so by an IsValid.
func valid[L Label](l L) bool {
	v, says := any(l).(interface{ IsValid() bool })
	return !says || v.IsValid()
}
