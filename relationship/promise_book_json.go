package relationship

import "slices"

// promisesForm is how errors name the stored form of a PromiseBook.
const promisesForm = "promises JSON"

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"events":[…],"parts":[{"id":"d-1","at":"2026-01-02T10:00:00Z","promise":"p-1","so_far":0.5}]}
//
// with the events that [PromiseBook.Events] yields, as [AppendEvent] writes them, the parts in the same order of promises, and without a
// list that is empty. Equal books have equal forms.
func (b PromiseBook) MarshalJSON() ([]byte, error) {
	dst := append(make([]byte, 0, 128), `{"version":1`...)
	dst, err := appendList(dst, "events", slices.Collect(b.Events()), appendEventItem)
	if err != nil {
		return nil, err
	}
	dst, err = appendList(dst, "parts", slices.Collect(b.parts()), func(dst []byte, p *PromisePart) ([]byte, error) {
		return appendFlat(dst, p), nil
	})
	if err != nil {
		return nil, err
	}
	return append(dst, '}'), nil
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: events and parts in the order in which they are written, each once, and nothing
// that Observe and Deliver refuse. After an error b is as it was. The error wraps [ErrDecode].
func (b *PromiseBook) UnmarshalJSON(data []byte) error {
	var read PromiseBook
	var last promiseTerms // of the event before
	var lastPart PromisePart
	err := loadBook(promisesForm, data, list{"events", func(item []byte) error {
		e, err := ParseEvent(item)
		if err != nil {
			return err
		}
		terms, ok := termsOf(e)
		if _, making := e.(PromiseMade); !ok || terms.id < last.id || terms.id == last.id && making {
			return errDisorder(string(e.ID()))
		}
		known := len(read.seen)
		if err := read.Observe(e); err != nil {
			return err
		}
		if len(read.seen) == known {
			return errDisorder(string(e.ID()))
		}
		last = terms
		return nil
	}}, list{"parts", func(item []byte) error {
		var part PromisePart
		if err := loadItem(&part, partPlace, item); err != nil {
			return err
		}
		if part.promise < lastPart.promise || part.promise == lastPart.promise && compareParts(part, lastPart) <= 0 {
			return errDisorder(string(part.id))
		}
		lastPart = part
		return read.Deliver(part)
	}})
	if err != nil {
		return err
	}
	*b = read
	return nil
}
