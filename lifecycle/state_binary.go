package lifecycle

import (
	"encoding/binary"
	"math"
)

// AppendBinary implements encoding.BinaryAppender: the version, and then, in one or more bytes each, Stage, Return, Peak, 1 if Over,
// Lifetime, Seq, Since, and Last as what has passed since then. The zero state is the version and a zero. A usual state takes about 20
// bytes.
//
// Stages are stored by their numbers, unlike in JSON: as long as states are stored in this form, a constant keeps its number, and the
// number of one that is no more is never given to another.
//
// Equal states have equal forms, and decoding gives the same state, to the bit; its instants are in UTC. The error, which wraps
// [ErrDecode], is of a state that UnmarshalBinary would refuse, which only the caller can have put together.
func (s State[S]) AppendBinary(dst []byte) ([]byte, error) {
	if err := s.storable("state binary"); err != nil {
		return nil, err
	}
	return s.append(append(dst, stateVersion)), nil
}

// MarshalBinary implements encoding.BinaryMarshaler with the form of AppendBinary.
func (s State[S]) MarshalBinary() ([]byte, error) { return s.AppendBinary(make([]byte, 0, 32)) }

// UnmarshalBinary implements encoding.BinaryUnmarshaler. It takes exactly what MarshalBinary writes; of a stage type with an IsValid, as
// the ready-made ones have it, no other stages. After an error s is as it was. The error is a [*DecodeError] and wraps [ErrDecode].
// Whether a definition can have led to the state, [Definition.Accepts] says.
func (s *State[S]) UnmarshalBinary(data []byte) error {
	var read State[S]
	r := binaryReader{data: data}
	r.version()
	read.read(&r)
	if err := r.end("state binary"); err != nil {
		return err
	}
	*s = read
	return nil
}

// flaw returns what is wrong with a state by itself, or nothing.
func (s *State[S]) flaw() (where, rule string) {
	switch {
	case s.Stage == 0 && !s.IsZero():
		return "stage", "a stage, or no other field"
	case s.Stage != 0 && (s.Since.IsZero() || s.Last.Before(s.Since)):
		return "since", "an instant that is not after last"
	case s.Stage != 0 && s.Lifetime == 0:
		return "lifetime", "1 or more"
	}
	return "", ""
}

// storable brings the instants into UTC, and returns why the state has no binary form, or nil.
func (s *State[S]) storable(form string) error {
	s.Since, s.Last = s.Since.UTC(), s.Last.UTC()
	where, rule := s.flaw()
	switch {
	case rule != "" || s.Stage == 0:
	case !valid(s.Stage):
		where, rule = "stage", "a known stage"
	case s.Return != 0 && !valid(s.Return):
		where, rule = "return", "a known stage"
	case s.Peak != 0 && !valid(s.Peak):
		where, rule = "peak", "a known stage"
	case !inCalendar(s.Since) || !inCalendar(s.Last):
		where, rule = "since", "an instant of the years 1 to 9999"
	}
	if rule == "" {
		return nil
	}
	return &DecodeError{Form: form, Where: where, Rule: rule}
}

// append appends a state that is storable.
func (s *State[S]) append(dst []byte) []byte {
	if s.Stage == 0 {
		return append(dst, 0)
	}
	over := byte(0)
	if s.Over {
		over = 1
	}
	dst = append(dst, byte(s.Stage), byte(s.Return), byte(s.Peak), over)
	dst = binary.AppendUvarint(dst, uint64(s.Lifetime))
	dst = binary.AppendUvarint(dst, s.Seq)
	dst = appendInstant(dst, firstSecond, s.Since)
	return appendInstant(dst, s.Since.Unix(), s.Last)
}

// read reads a state.
func (s *State[S]) read(r *binaryReader) {
	if s.Stage = S(r.byte()); s.Stage == 0 {
		return
	}
	if !valid(s.Stage) {
		r.fail("a known stage")
	}
	for _, field := range [...]*S{&s.Return, &s.Peak} {
		if *field = S(r.byte()); *field != 0 && !valid(*field) {
			r.fail("a known stage, or 0")
		}
	}
	s.Over = r.number(0, 1, "0 or 1") == 1
	s.Lifetime = uint32(r.number(1, math.MaxUint32, "1 to 4294967295"))
	s.Seq = r.number(0, math.MaxUint64, "")
	s.Since = r.instant(firstSecond)
	if r.rule == "" {
		s.Last = r.instant(s.Since.Unix())
	}
	if _, rule := s.flaw(); rule != "" {
		r.fail(rule)
	}
}
