package lifecycle

// touchVersion is the version of the stored form of a Touch.
const touchVersion = 1

// slots lists the stored fields of a touch.
func (t *Touch) slots() []slot {
	return []slot{
		{"id", &t.ID}, {"kind", &t.Kind}, {"class", &t.Class}, {"source", &t.Source}, {"due", &t.Due}, {"until", &t.Until}, {"on", &t.On},
		{"channel", &t.Channel}, {"status", &t.Status}, {"reason", &t.Reason}, {"by", &t.By},
	}
}

// MarshalJSON implements json.Marshaler, for whatever sends the touches out:
//
//	{"version":1,"id":"policy-pack/signed-1","kind":"policy-pack","class":"service","source":"motor","due":"2026-03-01","until":"2026-03-15","on":"2026-03-01","channel":"mail","status":"due"}
//
// Fields that are empty are left out. The error, which wraps [ErrDecode], is of a touch that no plan has made.
func (t Touch) MarshalJSON() ([]byte, error) {
	const form = "touch JSON"
	if err := t.check(form); err != nil {
		return nil, err
	}
	return encodeObject(form, touchVersion, t.slots()...)
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, and those that its status asks
// for. After an error, which wraps [ErrDecode], t is as it was.
func (t *Touch) UnmarshalJSON(data []byte) error {
	const form = "touch JSON"
	var read Touch
	if err := decodeObject(form, touchVersion, data, read.slots()...); err != nil {
		return err
	}
	if err := read.check(form); err != nil {
		return err
	}
	*t = read
	return nil
}

// check returns the first field that no plan would set so.
func (t *Touch) check(form string) error {
	fault := func(where, rule string) error { return &DecodeError{Form: form, Where: where, Rule: rule} }
	made := t.Status != TouchSuppressed && t.Status != TouchMissed
	waits := t.Status == TouchSuppressed || t.Status == TouchDeferred
	switch {
	case t.ID.Validate() != nil:
		return fault("id", "an id")
	case !t.Kind.IsValid():
		return fault("kind", "a touch kind")
	case !t.Class.IsValid():
		return fault("class", "a touch class")
	case t.Source != "" && t.Source.Validate() != nil:
		return fault("source", "an id, or none")
	case t.Due.IsZero():
		return fault("due", "a date")
	case t.Until.Before(t.Due):
		return fault("until", "a date that is not before due")
	case !t.Status.IsValid():
		return fault("status", "a touch status")
	case t.On.IsZero() == made:
		return fault("on", "a date, or none if it is suppressed or missed")
	case t.Channel.IsValid() != made || !made && t.Channel != 0:
		return fault("channel", "a channel, or none if it is suppressed or missed")
	case t.Reason.IsValid() != waits || !waits && t.Reason != 0:
		return fault("reason", "a reason if it is suppressed or deferred, and otherwise none")
	case t.By != "" && (t.By.Validate() != nil || !waits):
		return fault("by", "an id, or none without a reason")
	}
	return nil
}
