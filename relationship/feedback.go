package relationship

import (
	"maps"
	"time"
)

// Feedback is what was said about topics, in any number of relationships: complaints and disputes, which wait for an end, and notes of
// anything else that was heard, such as a need or an idea. Topics are the caller's own labels; the empty one stands for no topic.
//
// Every piece is kept under the id of its event. So events may come in any order, twice, and from any number of places, and it can be read
// as of any instant; it takes some 200 bytes a piece. A closing that comes before its opening waits for it and is no feedback of its own.
//
// The zero value is empty and ready to use. A Feedback is used by pointer, and copied with Clone; it is not safe for use by several
// goroutines while one of them changes it.
type Feedback struct {
	pieces map[EventID]piece
}

// piece is one thing that was said.
type piece struct {
	id     EventID
	key    Key
	told   bool // the opening is known; otherwise its closing alone
	topic  string
	at     time.Time
	weight float64   // above 0 and at most 1
	owed   bool      // it is to be closed
	closed time.Time // the earliest closing, or none
}

// FeedbackNote is something that was heard and that no complaint or dispute tells.
type FeedbackNote struct {
	// ID is the caller's own name for it, as for an event.
	ID EventID
	// Key is the relationship in which it was heard.
	Key Key
	// Topic is the caller's own label, or empty.
	Topic string
	// At is when it was heard.
	At time.Time
	// Weight is how much it counts, above 0 and at most 1; 0 means 1.
	Weight float64
	// Owed says that something is to come of it: it is open until it is closed.
	Owed bool
	// Closed is when that came, not before At, or the zero time; it is only for what is owed. Noting the same again with Closed set closes it.
	Closed time.Time
}

// Observe takes in one event. A [Complaint] or [Dispute] is feedback on its topic, weighted with its severity, and open until its
// [Resolution] or [Reconciliation]; where several close it, the earliest counts. Events of other kinds are passed over, and the same again
// changes nothing.
//
// The error is a [*ConflictError] when a closing contradicts its opening or an opening another with its id, and wraps [ErrInvalid] when the
// event is nil or was not constructed. After an error f is as it was.
func (f *Feedback) Observe(given Event) error {
	told, err := retell("feedback", given)
	if err != nil {
		return err
	}
	var p piece
	switch e := told.(type) {
	case Complaint:
		p = piece{id: e.id, key: e.key, told: true, topic: e.topic, at: e.at, weight: e.severity, owed: true}
	case Dispute:
		p = piece{id: e.id, key: e.key, told: true, topic: e.topic, at: e.at, weight: e.severity, owed: true}
	case Resolution:
		p = piece{id: e.complaint, key: e.key, at: e.complainedAt, weight: e.severity, owed: true, closed: e.at}
	case Reconciliation:
		p = piece{id: e.dispute, key: e.key, at: e.disputedAt, weight: e.severity, owed: true, closed: e.at}
	default:
		return nil
	}
	return f.join(p)
}

// Note takes in what was heard. The same again changes nothing, but for an earlier closing.
//
// The error joins all faults of the note, each of which wraps [ErrInvalid], or is a [*ConflictError] when something else has its id. After
// an error f is as it was.
func (f *Feedback) Note(n FeedbackNote) error {
	p := piece{n.ID, n.Key, true, n.Topic, n.At, n.Weight, n.Owed, n.Closed}
	if p.weight == 0 {
		p.weight = 1
	}
	rules := faults{place: "feedback"}
	p.check(&rules)
	if err := rules.err(); err != nil {
		return err
	}
	return f.join(p)
}

// check takes the instants to UTC and notes what is wrong.
func (p *piece) check(f *faults) {
	f.ref("id", p.id)
	p.key.check(f, "key ")
	f.label("topic", p.topic)
	f.instant("at", &p.at)
	f.share("weight", &p.weight, false)
	p.checkUntold(f)
	if p.closed.IsZero() {
		p.closed = time.Time{}
		return
	}
	f.after("closed", &p.closed, p.at)
	if !p.owed {
		f.add("closed", "an instant", "none, as nothing is owed")
	}
}

// checkUntold notes what a closing without its opening cannot have.
func (p *piece) checkUntold(f *faults) {
	if !p.told && (p.topic != "" || !p.owed || p.closed.IsZero()) {
		f.add("told", "false", "true, or a closing without topic")
	}
}

// join adds a piece to what is known under its id.
func (f *Feedback) join(p piece) error {
	known, found := f.pieces[p.id]
	if found {
		both, err := known.and(p)
		if err != nil {
			return err
		}
		p = both
	}
	if f.pieces == nil {
		f.pieces = map[EventID]piece{}
	}
	f.pieces[p.id] = p
	return nil
}

// and returns what two pieces of one id say together.
func (p piece) and(o piece) (piece, error) {
	if !p.told {
		p, o = o, p
	}
	agree := p.key == o.key && p.at.Equal(o.at) && p.weight == o.weight && p.owed == o.owed && (!o.told || p.topic == o.topic)
	if !agree {
		return piece{}, &ConflictError{ID: p.id}
	}
	if p.closed.IsZero() || !o.closed.IsZero() && o.closed.Before(p.closed) {
		p.closed = o.closed
	}
	return p, nil
}

// Merge takes in what another has heard, which is not changed; nil has heard nothing. Merging is commutative, associative and idempotent, and
// the empty Feedback is its identity.
//
// The error is a [*ConflictError] when an id names different things in the two. After an error f is as it was.
func (f *Feedback) Merge(other *Feedback) error {
	if other == nil {
		return nil
	}
	sum := Feedback{maps.Clone(f.pieces)}
	for _, p := range other.pieces {
		if err := sum.join(p); err != nil {
			return err
		}
	}
	*f = sum
	return nil
}

// Forget drops what was heard before an instant, however open it is, and closings that wait for an opening from before it.
func (f *Feedback) Forget(before time.Time) {
	maps.DeleteFunc(f.pieces, func(_ EventID, p piece) bool { return p.at.Before(before) })
}

// Len returns the number of pieces that were heard; closings that wait for their opening are not among them.
func (f *Feedback) Len() int {
	n := 0
	for _, p := range f.pieces {
		if p.told {
			n++
		}
	}
	return n
}

// IsZero reports whether nothing is known.
func (f *Feedback) IsZero() bool { return len(f.pieces) == 0 }

// Clone returns a copy that shares nothing with f.
func (f *Feedback) Clone() *Feedback { return &Feedback{maps.Clone(f.pieces)} }

// Equal reports whether both know the same; nil knows nothing.
func (f *Feedback) Equal(other *Feedback) bool {
	if other == nil {
		return f.IsZero()
	}
	return maps.EqualFunc(f.pieces, other.pieces, func(a, b piece) bool {
		same := a.at.Equal(b.at) && a.closed.Equal(b.closed)
		a.at, a.closed, b.at, b.closed = time.Time{}, time.Time{}, time.Time{}, time.Time{}
		return same && a == b
	})
}
