package lifecycle_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
)

// refusesBinary checks that a form is refused with the place and the rule, and that the target stays what it was.
func refusesBinary[T comparable](t *testing.T, what, form string, data []byte, kept T, read func(*T, []byte) error) {
	t.Helper()
	got, given := kept, bytes.Clone(data)
	err := read(&got, data)
	var e *lifecycle.DecodeError
	if !errors.Is(err, lifecycle.ErrDecode) || !errors.As(err, &e) || e.Form != form || !strings.HasPrefix(e.Where, "byte ") || e.Rule == "" {
		t.Errorf("%s: %x: %v, want a *DecodeError of the %s", what, data, err, form)
	}
	if got != kept || !bytes.Equal(data, given) {
		t.Errorf("%s: %x: a refused form changed its target or itself", what, data)
	}
}

// Every rule of the binary forms is broken once.
func TestBinaryRefuses(t *testing.T) {
	type state = lifecycle.State[lifecycle.CustomerStage]
	long := bytes.Repeat([]byte{0x80}, 10)
	beyond := binary.AppendUvarint(nil, 9999*366*86_400) // seconds after the end of the calendar
	end := binary.AppendUvarint(nil, 253_402_300_799+62_135_596_799)
	for what, data := range map[string][]byte{
		"nothing": {}, "version 0": {0, 0}, "version 2": {2, 0}, "no stage": {1}, "more than nothing": {1, 0, 0},
		"an unknown stage":              join(1, 14, lost1[1:]),
		"an unknown return":             join(1, 10, 14, lost1[2:]),
		"an unknown peak":               join(1, 10, 0, 99, lost1[3:]),
		"half over":                     join(1, 10, 0, 0, 2, lost1[4:]),
		"no lifetime":                   join(1, 10, 0, 0, 0, 0, lost1[5:]),
		"more lifetimes than there are": join(1, 10, 0, 0, 0, binary.AppendUvarint(nil, math.MaxUint32+1), lost1[5:]),
		"a lifetime in long form":       join(1, 10, 0, 0, 0, 0x81, 0, lost1[5:]),
		"a number beyond 64 bits":       join(1, 10, 0, 0, 0, 1, long, 1, lost1[6:]),
		"since beyond the calendar":     join(1, 10, 0, 0, 0, 1, 1, beyond, 0, 0, 0),
		"last beyond the calendar":      join(1, 10, 0, 0, 0, 1, 1, end, 0, 1, 0),
		"last before since":             join(1, 10, 0, 0, 0, 1, 1, begins, 2, 0, 1),
		"more than a second":            join(1, 10, 0, 0, 0, 1, 1, begins, binary.AppendUvarint(nil, 1e9), tenDays, 0),
		"a byte behind":                 join(1, lost1, 0),
	} {
		refusesBinary(t, what, "state binary", data, full().State, (*state).UnmarshalBinary)
	}
	for what, data := range map[string][]byte{
		"nothing": {}, "version 0": {0, 0}, "version 2": {2, 0}, "no fields": {1}, "a byte behind": {1, 0, 0},
		"unknown fields":           join(1, binary.AppendUvarint(nil, 1<<22)),
		"fields in long form":      {1, 0x80, 0},
		"an instant without first": join(1, 1<<1, tenDays, 0),
		"one that would be zero":   {1, 1 << 3, 0, 0},
		"half the instants":        join(1, 1, begins, 0),
		"last before first":        join(1, 1, begins, 1, 0, 0),
		"own before first":         join(1, 1|1<<1, begins, 5, tenDays, 0, 0, 4),
		"own after last":           join(1, 1|1<<1, begins, 0, tenDays, 0, tenDays, 1),
		"heard after last":         join(1, 1|1<<2, begins, 0, tenDays, 0, tenDays, 1),
		"referral after last":      join(1, 1|1<<3, begins, 0, tenDays, 0, tenDays, 1),
		"beyond the calendar":      join(1, 1, end, 0, 1, 0),
		"a count of none":          {1, 1 << 4, 0},
		"a count beyond 32 bits":   join(1, 1<<5, binary.AppendUvarint(nil, 1<<32)),
		"consent to nothing":       {1, 0x80, 8, 0},
		"consent to no channel":    {1, 0x80, 8, 1},
		"consent to the unknown":   join(1, 0x80, 8, binary.AppendUvarint(nil, 1<<15)),
		"consent beyond 16 bits":   join(1, 0x80, 8, binary.AppendUvarint(nil, 1<<16)),
		"a voice that is none":     {1, 0x80, 16, 0},
		"an unknown voice":         {1, 0x80, 16, 5},
		"a score above all":        join(1, 0x80, 32, binary.AppendUvarint(nil, 10_001)),
		"half a score":             {1, 0x80, 32, 0x88},
		"a score in long form":     {1, 0x80, 32, 0x80, 0},
		"half a stake":             join(1, 0x80, 0x80, 0x40, 0x3f, 0xf0),
		"no stake":                 join(1, 0x80, 0x80, 0x40, 0, 0, 0, 0, 0, 0, 0, 0),
		"a stake of less than 0":   join(1, 0x80, 0x80, 0x40, 0xbf, 0xf0, 0, 0, 0, 0, 0, 0),
		"a stake of −0":            join(1, 0x80, 0x80, 0x40, 0x80, 0, 0, 0, 0, 0, 0, 0),
		"an infinite stake":        join(1, 0x80, 0x80, 0x40, 0x7f, 0xf0, 0, 0, 0, 0, 0, 0),
		"a stake that is no number": join(1, 0x80, 0x80, 0x40,
			binary.BigEndian.AppendUint64(nil, math.Float64bits(math.NaN()))),
	} {
		refusesBinary(t, what, "facts binary", data, full().Facts, (*lifecycle.Facts).UnmarshalBinary)
	}
	whole, err := full().MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	for cut := range whole {
		refusesBinary(t, "a cut one", "standing binary", whole[:cut], full(), (*lifecycle.CustomerStanding).UnmarshalBinary)
	}
	for _, data := range [][]byte{join(whole, 0), join(2, whole[1:]), {1, 0}, {1, 0, 0, 0}} {
		refusesBinary(t, "another", "standing binary", data, full(), (*lifecycle.CustomerStanding).UnmarshalBinary)
	}
}

// What could not be read is not written.
func TestBinaryEncodingRefuses(t *testing.T) {
	late := time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC)
	for what, edit := range map[string]func(*lifecycle.CustomerStanding){
		"an unset stage":     func(s *lifecycle.CustomerStanding) { s.State.Stage = 0 },
		"an unknown stage":   func(s *lifecycle.CustomerStanding) { s.State.Stage = 14 },
		"an unknown return":  func(s *lifecycle.CustomerStanding) { s.State.Return = 14 },
		"an unknown peak":    func(s *lifecycle.CustomerStanding) { s.State.Peak = 14 },
		"no lifetime":        func(s *lifecycle.CustomerStanding) { s.State.Lifetime = 0 },
		"no since":           func(s *lifecycle.CustomerStanding) { s.State.Since = time.Time{} },
		"last before since":  func(s *lifecycle.CustomerStanding) { s.State.Last = on(-100) },
		"last too late":      func(s *lifecycle.CustomerStanding) { s.State.Last = late },
		"since too early":    func(s *lifecycle.CustomerStanding) { s.State.Since = time.Time{}.Add(-1) },
		"seen too late":      func(s *lifecycle.CustomerStanding) { s.Facts.LastSeen = late },
		"seen too early":     func(s *lifecycle.CustomerStanding) { s.Facts.FirstSeen = time.Time{}.Add(-1) },
		"never seen":         func(s *lifecycle.CustomerStanding) { s.Facts.FirstSeen = time.Time{} },
		"own after last":     func(s *lifecycle.CustomerStanding) { s.Facts.LastOwn = on(52) },
		"heard before first": func(s *lifecycle.CustomerStanding) { s.Facts.LastHeard = on(-1) },
		"an unknown voice":   func(s *lifecycle.CustomerStanding) { s.Facts.Voice = 5 },
		"an unknown channel": func(s *lifecycle.CustomerStanding) { s.Facts.Consents = 1 << 15 },
		"no channel":         func(s *lifecycle.CustomerStanding) { s.Facts.Consents = 1 },
		"a score above all":  func(s *lifecycle.CustomerStanding) { s.Facts.Keeping = lifecycle.Score{Points: 10_001, Known: true} },
		"a stake below 0":    func(s *lifecycle.CustomerStanding) { s.Facts.BrokenStake = -1 },
		"an infinite stake":  func(s *lifecycle.CustomerStanding) { s.Facts.BrokenStake = math.Inf(1) },
		"a stake that is no number": func(s *lifecycle.CustomerStanding) {
			s.Facts.BrokenStake = math.NaN()
		},
	} {
		s := full()
		edit(&s)
		if got, err := s.MarshalBinary(); !errors.Is(err, lifecycle.ErrDecode) || got != nil {
			t.Errorf("%s: a standing %x, %v, want ErrDecode", what, got, err)
		}
		_, stateErr := s.State.MarshalBinary()
		_, factsErr := s.Facts.MarshalBinary()
		if (stateErr == nil) == (factsErr == nil) {
			t.Errorf("%s: a state %v, facts %v, want ErrDecode of one of them", what, stateErr, factsErr)
		}
	}
	// −0 is 0, and the points of an unknown score mean nothing.
	odd := lifecycle.Facts{BrokenStake: math.Copysign(0, -1), Trust: lifecycle.Score{Points: 60_000}}
	if got, err := odd.MarshalBinary(); err != nil || !bytes.Equal(got, []byte{1, 0}) {
		t.Errorf("nothing is written %x, %v", got, err)
	}
}

// A stage type that does not say which of its numbers are constants has any.
func TestBinaryOfAnyStage(t *testing.T) {
	s := state{Stage: 250, Lifetime: 1, Since: on(0), Last: on(0)}
	data, err := s.MarshalBinary()
	var read state
	if err != nil || read.UnmarshalBinary(data) != nil || read != s {
		t.Errorf("%x, %v: read %+v", data, err, read)
	}
	if compiled(t).Accepts(read) == nil {
		t.Error("accepted, of a definition that has no such stage")
	}
}
