package loyalty

import (
	"encoding/json"
	"errors"
	"slices"
	"time"
)

// Edition is a card and the instant from which it is in force.
type Edition struct {
	// From is when it comes into force.
	From time.Time `json:"from"`
	// Card is the card.
	Card Card `json:"card"`
}

// Timeline is the editions of one card over time. It is immutable and safe for use by many goroutines; NewTimeline makes it, and the
// zero value has no card at any time.
type Timeline struct {
	editions []edition
}

type edition struct {
	from  instant
	model *Model
}

// NewTimeline compiles the editions of a card. They have one id, and each is in force from its instant until the next one's: their
// instants ascend. The error joins all faults; those of a card have its place before their path, as "editions[1]: factors[0].weight".
func NewTimeline(editions []Edition) (Timeline, error) {
	var (
		f faults
		t Timeline
	)
	if len(editions) == 0 {
		f.add("editions", "none", "one or more")
	}
	for i, e := range editions {
		path := at("editions", i)
		from, err := instantOf(path+".from", e.From)
		if err != nil {
			f.errs = append(f.errs, err)
		}
		if i > 0 && !e.From.After(editions[i-1].From) {
			f.add(path+".from", e.From.UTC().Format(time.RFC3339Nano), "an instant after that of the edition before")
		}
		if i > 0 && e.Card.ID != editions[0].Card.ID {
			f.add(path+".card.id", quote(e.Card.ID), "that of the first, "+quote(editions[0].Card.ID))
		}
		model, _, err := e.Card.Compile()
		if err != nil {
			f.errs = append(f.errs, within(path, err))
		}
		t.editions = append(t.editions, edition{from, model})
	}
	if err := f.err(); err != nil {
		return Timeline{}, err
	}
	return t, nil
}

// within puts a place before the paths of the faults of one configuration.
func within(path string, err error) error {
	var f faults
	all := []error{err}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		all = joined.Unwrap()
	}
	for _, err := range all {
		if field, ok := errors.AsType[*FieldError](err); ok {
			err = &FieldError{Path: path + ": " + field.Path, Value: field.Value, Rule: field.Rule}
		}
		f.errs = append(f.errs, err)
	}
	return f.err()
}

// At returns the model of the edition that is in force at an instant; ok is false before the first. Cost: O(editions).
func (t Timeline) At(asOf time.Time) (m *Model, ok bool) {
	for _, e := range slices.Backward(t.editions) {
		if !e.from.time().After(asOf) {
			return e.model, true
		}
	}
	return nil, false
}

// Editions returns the editions as copies of their own, in the order of time.
func (t Timeline) Editions() []Edition {
	all := make([]Edition, len(t.editions))
	for i, e := range t.editions {
		all[i] = Edition{e.from.time(), e.model.Card()}
	}
	return all
}

// IsZero reports whether there is no edition.
func (t Timeline) IsZero() bool { return len(t.editions) == 0 }

// Equal reports whether both have the same editions from the same instants.
func (t Timeline) Equal(o Timeline) bool {
	return slices.EqualFunc(t.editions, o.editions, func(a, b edition) bool {
		return a.from == b.from && a.model.hash == b.model.hash
	})
}

// MarshalJSON writes the list of editions, as [{"from":"2026-01-01T00:00:00Z","card":{…}}]. Equal timelines give equal bytes.
func (t Timeline) MarshalJSON() ([]byte, error) { return json.Marshal(t.Editions()) }

// UnmarshalJSON reads what MarshalJSON writes, strictly, and checks it as NewTimeline does; after an error t is as it was.
func (t *Timeline) UnmarshalJSON(data []byte) error {
	var read []Edition
	if err := decodeStrict("timeline JSON", data, &read); err != nil {
		return err
	}
	if len(read) == 0 {
		*t = Timeline{}
		return nil
	}
	next, err := NewTimeline(read)
	if err != nil {
		return &DecodeError{Form: "timeline JSON", Err: err}
	}
	*t = next
	return nil
}
