package relationship

import "slices"

// agreementsForm is how errors name the stored form of an AgreementBook.
const agreementsForm = "agreements JSON"

// MarshalJSON implements json.Marshaler: {"version":1,"events":[…]} with the events that [AgreementBook.Events] yields, as [AppendEvent]
// writes them, and without a list if there are none. Equal books have equal forms.
func (b AgreementBook) MarshalJSON() ([]byte, error) {
	dst := append(make([]byte, 0, 128), `{"version":1`...)
	dst, err := appendList(dst, "events", slices.Collect(b.Events()), appendEventItem)
	if err != nil {
		return nil, err
	}
	return append(dst, '}'), nil
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: the events in the order in which they are written, each once, and nothing that
// Observe refuses. After an error b is as it was. The error wraps [ErrDecode].
func (b *AgreementBook) UnmarshalJSON(data []byte) error {
	var read AgreementBook
	last := EventID("")
	err := loadBook(agreementsForm, data, list{"events", func(item []byte) error {
		e, err := ParseEvent(item)
		if err != nil {
			return err
		}
		id, _ := agreementOf(e)
		known := len(read.seen)
		if err := read.Observe(e); err != nil {
			return err
		}
		if len(read.seen) == known || id < last || !read.byID[id].endsWith(e.ID()) {
			return errDisorder(string(e.ID()))
		}
		last = id
		return nil
	}})
	if err != nil {
		return err
	}
	*b = read
	return nil
}

// endsWith reports whether the last change of an agreement is the event with the given id.
func (a Agreement) endsWith(id EventID) bool {
	last := EventID("")
	for change := range a.Changes() {
		last = change.ID()
	}
	return last == id
}
