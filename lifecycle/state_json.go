package lifecycle

// stateVersion is the version of the stored form of a State.
const stateVersion = 1

// slots lists the stored fields of a state.
func (s *State[S]) slots() []slot {
	return []slot{
		{"stage", &s.Stage}, {"since", &s.Since}, {"last", &s.Last}, {"seq", &s.Seq}, {"lifetime", &s.Lifetime}, {"over", &s.Over},
		{"peak", &s.Peak}, {"return", &s.Return},
	}
}

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"stage":"lapsing","since":"2026-03-03T00:00:00Z","last":"2026-03-03T00:00:00Z","seq":3,"lifetime":1,"peak":"experience","return":"experience"}
//
// and {"version":1} while nothing is known. Fields that are zero are left out. Stages are written by their MarshalText; a stage type
// without one is written as its number. The error, which wraps [ErrDecode], is of a state that UnmarshalJSON would refuse, which only the
// caller can have put together.
func (s State[S]) MarshalJSON() ([]byte, error) {
	const form = "state JSON"
	if err := s.storable(form); err != nil {
		return nil, err
	}
	return encodeObject(form, stateVersion, s.slots()...)
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, and stages that are known.
// After an error s is as it was. The error wraps [ErrDecode]. Whether a definition can have led to the state, [Definition.Accepts] says.
func (s *State[S]) UnmarshalJSON(data []byte) error {
	const form = "state JSON"
	var read State[S]
	if err := decodeObject(form, stateVersion, data, read.slots()...); err != nil {
		return err
	}
	if where, rule := read.flaw(); rule != "" {
		return &DecodeError{Form: form, Where: where, Rule: rule}
	}
	*s = read
	return nil
}
