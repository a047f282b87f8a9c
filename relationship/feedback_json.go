package relationship

import (
	"maps"
	"slices"
)

// feedbackForm is how errors name the stored form of a Feedback.
const feedbackForm = "feedback JSON"

// slots lists the fields in the order in which they are stored.
func (p *piece) slots(s *slots) {
	s.add("id", &p.id, required)
	s.add("from", &p.key.From, required)
	s.add("to", &p.key.To, required)
	s.choice("role", (*uint8)(&p.key.Role), kindNames, required)
	s.add("told", &p.told, optional)
	s.add("topic", &p.topic, optional)
	s.add("at", &p.at, required)
	s.add("weight", &p.weight, required)
	s.add("owed", &p.owed, optional)
	s.add("closed", &p.closed, optional)
}

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"pieces":[{"id":"x-1","from":"us","to":"ada","role":"customer","told":true,"topic":"late","at":"2026-01-02T10:00:00Z",
//	 "weight":0.4,"owed":true,"closed":"2026-01-05T10:00:00Z"}]}
//
// in the order of ids, without the list if it is empty, and without fields that are false, empty or no instant. A piece that was not told is a
// closing whose opening is not known. Equal values have equal forms.
func (f Feedback) MarshalJSON() ([]byte, error) {
	dst := append(make([]byte, 0, 128), `{"version":1`...)
	for i, id := range slices.Sorted(maps.Keys(f.pieces)) {
		if i == 0 {
			dst = append(dst, `,"pieces":[`...)
		} else {
			dst = append(dst, ',')
		}
		p := f.pieces[id]
		dst = appendFlat(dst, &p)
	}
	if len(f.pieces) > 0 {
		dst = append(dst, ']')
	}
	return append(dst, '}'), nil
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; ids in ascending
// order, and nothing that could not have been heard. After an error f is as it was. The error wraps [ErrDecode].
func (f *Feedback) UnmarshalJSON(data []byte) error {
	read := Feedback{map[EventID]piece{}}
	last := EventID("")
	err := loadBook(feedbackForm, data, list{"pieces", func(item []byte) error {
		var p piece
		if err := loadItem(&p, "piece", item); err != nil {
			return err
		}
		if p.id <= last {
			return errDisorder(string(p.id))
		}
		read.pieces[p.id], last = p, p.id
		return nil
	}})
	if err != nil {
		return err
	}
	*f = read
	return nil
}
