package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// recordVersion is the version of the stored form below. A service that changes
// the form counts it up, and goes on reading what it wrote before.
const recordVersion = 1

// recent is how many events a record can tell from new ones, at least.
const recent = 32

// errRecord says that a stored document is none that this program wrote.
var errRecord = errors.New("record: invalid stored form")

// record is all that is kept of one relationship, of all rooms together, so that
// one compare-and-set replaces all of it or nothing. Each field has a canonical
// JSON form of its own; hence so has the record: what was decoded is encoded to
// the same bytes.
//
// It does not grow with the events, but in four places: a Summary has one entry for
// each day with an order or a refund, an Open one for each thing that is open,
// Promises those of a year, and Seen the last 32 events and any more that share
// the latest instant.
type record[S lifecycle.Label] struct {
	// Version is recordVersion.
	Version int `json:"version"`
	// Standing is where the relationship stands in its life cycle, as of its last event.
	Standing lifecycle.Standing[S] `json:"standing"`
	// Loyalty is the evidence behind the score.
	Loyalty loyalty.State `json:"loyalty"`
	// Orders are the days with orders: what segment and clv read.
	Orders compact `json:"orders,omitzero"`
	// Open are the promises, requests, complaints and disputes that wait.
	Open relationship.Open `json:"open,omitzero"`
	// Promises are those of the other side that were closed in the year before the last event, for a share of promises
	// kept is counted, and does not fade as evidence does. What is older is dropped.
	Promises []relationship.PromiseClosed `json:"promises,omitempty"`
	// Seen are the latest events, in the order in which they came, which is that of time.
	Seen []receipt `json:"seen"`
}

// compact is a Summary that is stored in its binary form, as text. Its JSON form is
// for people: of a customer who ordered on 200 days it takes ten times as long to read as
// all the rest of a request, and it is the one part that a glance at a record can spare.
type compact struct{ relationship.Summary }

// MarshalJSON implements json.Marshaler.
func (c compact) MarshalJSON() ([]byte, error) {
	form, err := c.MarshalBinary()
	if err != nil {
		return nil, err
	}
	return json.Marshal(form)
}

// UnmarshalJSON implements json.Unmarshaler. After an error c is as it was.
func (c *compact) UnmarshalJSON(data []byte) error {
	var form []byte
	if err := json.Unmarshal(data, &form); err != nil {
		return err
	}
	return c.UnmarshalBinary(form)
}

// receipt says which event was taken in: enough to know it again, and to know
// another event under its id for what it is.
type receipt struct {
	// ID is the event's own.
	ID relationship.EventID `json:"id"`
	// At is its instant.
	At time.Time `json:"at"`
	// Digest is of its canonical form: half of a SHA-256, in hexadecimal.
	Digest string `json:"digest"`
}

// receiptOf returns the receipt of an event. Equal events have equal ones, however
// their JSON was laid out, because AppendEvent writes equal events alike.
func receiptOf(e relationship.Event) (receipt, error) {
	form, err := relationship.AppendEvent(nil, e)
	if err != nil {
		return receipt{}, err
	}
	sum := sha256.Sum256(form)
	return receipt{e.ID(), e.At(), hex.EncodeToString(sum[:len(sum)/2])}, nil
}

// decodeRecord reads a record; no bytes at all are a relationship of which nothing
// is known yet.
func decodeRecord[S lifecycle.Label](doc []byte) (*record[S], error) {
	if len(doc) == 0 {
		return &record[S]{Version: recordVersion}, nil
	}
	r := &record[S]{}
	d := json.NewDecoder(bytes.NewReader(doc))
	d.DisallowUnknownFields()
	if err := d.Decode(r); err != nil {
		return nil, fmt.Errorf("%w: %w", errRecord, err)
	}
	if d.InputOffset() != int64(len(doc)) {
		return nil, fmt.Errorf("%w: more than one value", errRecord)
	}
	if r.Version != recordVersion {
		return nil, fmt.Errorf("%w: version = %d, want %d", errRecord, r.Version, recordVersion)
	}
	return r, nil
}

// encode returns the stored form.
func (r *record[S]) encode() ([]byte, error) { return json.Marshal(r) }

// last is the instant of the last event; the zero time if there is none.
func (r *record[S]) last() time.Time { return r.Standing.Facts.LastSeen }

// day is the civil day on which a record is read. Events carry the date that the
// clock in their own place showed, which may be a day ahead of the reader's: then
// that day is today already.
func (r *record[S]) day(at time.Time) relationship.Date {
	day := relationship.DateOf(at)
	if known := r.Orders.LastSeen(); known.After(day) {
		return known
	}
	return day
}

// knows reports whether an event has been taken in. Another event with the same id
// is a *relationship.ConflictError.
func (r *record[S]) knows(e receipt) (bool, error) {
	i := slices.IndexFunc(r.Seen, func(s receipt) bool { return s.ID == e.ID })
	if i < 0 {
		return false, nil
	}
	if r.Seen[i].Digest != e.Digest {
		return false, &relationship.ConflictError{ID: e.ID}
	}
	return true, nil
}

// remember keeps the receipt of an event, and drops the oldest beyond the last 32.
// None is dropped that shares the latest instant. So no event counts twice: one
// that is no longer remembered is older than the last one, and refused as late.
func (r *record[S]) remember(e receipt) {
	r.Seen = append(r.Seen, e)
	drop := 0
	for len(r.Seen)-drop > recent && r.Seen[drop].At.Before(e.At) {
		drop++
	}
	r.Seen = slices.Delete(r.Seen, 0, drop)
}

// promise keeps a promise that the other side has closed, and drops those that
// were closed a year ago or earlier.
func (r *record[S]) promise(e relationship.Event) {
	if p, ok := e.(relationship.PromiseClosed); ok && p.By() == relationship.ByTo {
		r.Promises = append(r.Promises, p)
	}
	from := yearBefore(e.At())
	r.Promises = slices.DeleteFunc(r.Promises, func(p relationship.PromiseClosed) bool { return !p.At().After(from) })
}

// keeping says how the other side kept its promises in the year up to an instant.
func (r *record[S]) keeping(at time.Time) relationship.PromiseRecord {
	return relationship.PromiseKeeping(events(r.Promises), relationship.ByTo, yearBefore(at), at)
}

// yearBefore returns the same day and time of the year before.
func yearBefore(at time.Time) time.Time { return at.AddDate(-1, 0, 0) }

// events yields events of one kind as events of any.
func events[E relationship.Event](of []E) iter.Seq[relationship.Event] {
	return func(yield func(relationship.Event) bool) {
		for _, e := range of {
			if !yield(e) {
				return
			}
		}
	}
}
