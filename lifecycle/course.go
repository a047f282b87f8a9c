package lifecycle

import (
	"iter"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// Standing is where one relationship stands and what is known of it: what a service stores for each [relationship.Key], as JSON. The
// zero value is a relationship of which nothing is known.
type Standing[S Label] struct {
	// State is the stage and its circumstances.
	State State[S]
	// Facts are what guards read. The caller sets the scores in them; see [Facts].
	Facts Facts
}

// Course carries a relationship through a definition, event by event. It is immutable, and any number of goroutines may use one for any
// number of standings. [Customer] and [Partner] return ready-made ones; [NewCourse] makes one of stages of your own. The zero value
// accepts no standing.
type Course[S, E Label] struct {
	definition Definition[S, E, *Facts]
	kind       func(relationship.Event) (E, bool)
}

// NewCourse joins a definition over [Facts] with the table that says what an event of a relationship is to it; kind is false for what is
// nothing to it, and reads nothing but the event. The error is a *[ConfigError] if one of them is missing.
func NewCourse[S, E Label](
	definition *Definition[S, E, *Facts], kind func(relationship.Event) (E, bool),
) (*Course[S, E], error) {
	if definition == nil || len(definition.stages) == 0 {
		return nil, &ConfigError{Field: "definition", Value: "none", Rule: "one that was compiled"}
	}
	if kind == nil {
		return nil, &ConfigError{Field: "kind", Value: "none", Rule: "a function"}
	}
	return &Course[S, E]{*definition, kind}, nil
}

// Definition returns the definition, for its drawing, its groups and for single steps.
func (c *Course[S, E]) Definition() *Definition[S, E, *Facts] { return &c.definition }

// Observe takes one event in: it makes the moves that were due by then, takes the event into the facts, and steps. Every record is
// visited (visit may be nil). An event that is nothing to the definition makes due moves and facts, and no step; one of a type that is
// not of package relationship does nothing. The first of any other event puts the standing into the initial stage, so that a party that we
// only ever wrote to has a course too.
//
// A command that the stage does not allow is a *[RejectedError]: the stage stays as time alone has made it, the rejection is visited, and
// the facts have taken the event in, for it has happened. After any other error (*[EventError], *[OrderError], *[StateError]) nothing
// has changed.
//
// Cost: no allocation unless there is an error.
func (c *Course[S, E]) Observe(at *Standing[S], e relationship.Event, visit func(Step[S, E])) error {
	kind, known, err := at.Facts.admit(e)
	if err != nil {
		return err
	}
	d := &c.definition
	if !d.accepts(&at.State) {
		return d.Accepts(at.State)
	}
	if !known {
		return nil
	}
	event := Event[E]{At: e.At(), ID: e.ID()}
	label, of := c.kind(e)
	if event.Kind = label; of {
		event.At = event.At.UTC()
		if !d.admits(&at.State, label, event.At) {
			return d.refuse(&at.State, event)
		}
	} else if event.At.Before(at.State.Last) {
		return &OrderError{ID: event.ID, At: event.At, First: at.State.Last}
	}
	d.pass(&at.State, &at.Facts, event.At, visit)
	at.Facts.note(kind, e)
	if at.State.Stage == 0 {
		d.begin(&at.State, event.At)
	}
	if !of {
		return nil
	}
	return d.observe(&at.State, &event, &at.Facts, visit)
}

// Advance lets time pass up to and including an instant: every move that is due by then is made and visited (visit may be nil) as of the
// instant at which it was due, however late Advance is called. An instant before the last step changes nothing.
func (c *Course[S, E]) Advance(at *Standing[S], asOf time.Time, visit func(Step[S, E])) error {
	return c.definition.Advance(&at.State, &at.Facts, asOf, visit)
}

// Replay observes the events of one relationship, in the order of time, as [relationship.History.Of] has them. Rejected commands are
// visited, and do not end it; any other error does, with the standing before that event, and so does an id that comes twice
// ([ErrDuplicate]). A replay can be cut anywhere.
func (c *Course[S, E]) Replay(at *Standing[S], events iter.Seq[relationship.Event], visit func(Step[S, E])) error {
	seen := ids{}
	for e := range orNone(events) {
		if _, ok := relationship.KindOf(e); ok {
			if err := seen.add(e.ID()); err != nil {
				return err
			}
		}
		if err := c.Observe(at, e, visit); err != nil && !isRejection(err) {
			return err
		}
	}
	return nil
}

// Path returns how a relationship came to where it stands at an instant: the moves from stage to stage, with their dates and reasons,
// that its events up to then and time alone have made. It is Replay from nothing, followed by Advance; scores, which the caller sets,
// are unknown to it, so that no guard that reads one is passed. Where they matter, replay from a standing that has them.
func (c *Course[S, E]) Path(events iter.Seq[relationship.Event], asOf time.Time) ([]Step[S, E], error) {
	var moves []Step[S, E]
	keep := func(s Step[S, E]) {
		if s.Outcome == Moved {
			moves = append(moves, s)
		}
	}
	var at Standing[S]
	known := func(yield func(relationship.Event) bool) {
		for e := range orNone(events) {
			if _, ok := relationship.KindOf(e); ok && e.At().After(asOf) {
				continue
			}
			if !yield(e) {
				return
			}
		}
	}
	if err := c.Replay(&at, known, keep); err != nil {
		return nil, err
	}
	if err := c.Advance(&at, asOf, keep); err != nil {
		return nil, err
	}
	return moves, nil
}

// NextDue returns the move that time alone will make next if nothing happens before: its At is when to look again. It is false if time
// alone moves nothing.
func (c *Course[S, E]) NextDue(at *Standing[S]) (Step[S, E], bool) {
	return c.definition.NextDue(at.State, &at.Facts)
}

// Due returns the first move that time alone makes by an instant, if nothing happens before, without making it; see [Definition.Due]. It
// is false if there is none.
func (c *Course[S, E]) Due(at *Standing[S], asOf time.Time) (Step[S, E], bool) {
	return c.definition.Due(at.State, &at.Facts, asOf)
}

// Permitted lists what could happen now, refused rules included; see [Definition.Permitted].
func (c *Course[S, E]) Permitted(at *Standing[S]) []Permit[S, E] {
	return c.definition.Permitted(at.State, &at.Facts)
}

// only returns a kind under a condition, and otherwise none.
func only[E Label](kind E, holds bool) (E, bool) {
	if !holds {
		return 0, false
	}
	return kind, true
}

// standingVersion is the version of the stored form of a Standing.
const standingVersion = 1

// slots lists the stored fields of a standing.
func (s *Standing[S]) slots() []slot { return []slot{{"state", &s.State}, {"facts", &s.Facts}} }

// MarshalJSON implements json.Marshaler: {"version":1,"state":{…},"facts":{…}}, each left out while nothing is known.
func (s Standing[S]) MarshalJSON() ([]byte, error) {
	return encodeObject("standing JSON", standingVersion, s.slots()...)
}

// UnmarshalJSON implements json.Unmarshaler, as strictly as [State] and [Facts] do. After an error, which wraps [ErrDecode], s is as it
// was.
func (s *Standing[S]) UnmarshalJSON(data []byte) error {
	var read Standing[S]
	if err := decodeObject("standing JSON", standingVersion, data, read.slots()...); err != nil {
		return err
	}
	*s = read
	return nil
}

// orNone returns the events, or none where there is no sequence: nil is as good as empty.
func orNone(events iter.Seq[relationship.Event]) iter.Seq[relationship.Event] {
	if events == nil {
		return func(func(relationship.Event) bool) {}
	}
	return events
}
