package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

const (
	// maxBody is the most bytes of an event.
	maxBody = 64 << 10
	// maxAttempts is how often a lost compare-and-set is tried again before the caller is asked to.
	maxAttempts = 8
)

// service answers requests. All of its fields are set once.
type service struct {
	// rooms score.
	rooms *rooms
	// store keeps the records.
	store store
	// self is whose book this is: Key.From of every event.
	self relationship.PartyID
	// now is the clock. It is the only one: the library has none, and is told.
	now func() time.Time
}

// handler has the endpoints:
//
//	POST /events                one event, as relationship.ParseEvent reads it
//	GET  /parties/{role}/{id}   the profile of a party, as of ?at= (RFC 3339) or of now
func (s *service) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /events", answering(s.postEvent))
	mux.HandleFunc("GET /parties/{role}/{id}", answering(s.getParty))
	return mux
}

// observed is the answer to an event.
type observed struct {
	// Version is that of the party's record now.
	Version uint64 `json:"version"`
	// Changed is false for an event that was known.
	Changed bool `json:"changed"`
	// Attempts is how often the record was read until a compare-and-set succeeded.
	Attempts int `json:"attempts"`
	// Steps are what the event, and time before it, did to the stage.
	Steps []string `json:"steps,omitempty"`
}

// postEvent takes in one event: 200 when it was, or was already.
func (s *service) postEvent(r *http.Request) (any, error) {
	body, err := io.ReadAll(r.Body)
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return nil, &problem{http.StatusRequestEntityTooLarge, kindBad, "body", fmt.Sprintf("at most %d bytes", maxBody), "the event is too long"}
	}
	if err != nil {
		return nil, bad("body", "sent as a whole", "the body cannot be read")
	}
	e, err := relationship.ParseEvent(body)
	if err != nil {
		return nil, err
	}
	if e.Key().From != s.self {
		return nil, bad("from", string(s.self), "the event is of another book")
	}
	// An event of the year 9000 would be believed, and everything after it refused as late.
	if e.At().After(s.now()) {
		return nil, bad("at", "not after now", "the event has not happened yet")
	}
	return s.observe(e)
}

// observe is the loop of optimistic concurrency: read the record, take the event
// into it, and put it back unless someone else did so in between; then begin anew
// with what they wrote. No lock is held, and a process that dies leaves nothing
// half done. After the last attempt the caller is told to come again, which is safe
// as an event never counts twice.
func (s *service) observe(e relationship.Event) (*observed, error) {
	id, err := receiptOf(e)
	if err != nil {
		return nil, err
	}
	for attempt := 1; attempt <= maxAttempts; attempt++ {
		doc, version, err := s.store.Get(e.Key())
		if err != nil {
			return nil, err
		}
		next, steps, err := s.rooms.observe(doc, e, id)
		if err != nil {
			return nil, err
		}
		if next == nil {
			return &observed{Version: version, Attempts: attempt}, nil
		}
		swapped, err := s.store.CompareAndSet(e.Key(), version, next)
		if err != nil {
			return nil, err
		}
		if swapped {
			return &observed{version + 1, true, attempt, steps}, nil
		}
	}
	return nil, &problem{Status: http.StatusServiceUnavailable, Kind: kindBusy, Text: "the record changed each time it was read"}
}

// getParty reads a profile. Nothing is written: what time alone has done is worked
// out anew by each reader.
func (s *service) getParty(r *http.Request) (any, error) {
	role, err := relationship.ParsePartyKind(r.PathValue("role"))
	if err != nil {
		return nil, err
	}
	key := relationship.Key{From: s.self, To: relationship.PartyID(r.PathValue("id")), Role: role}
	if err := key.Validate(); err != nil {
		return nil, err
	}
	at := s.now()
	if text := r.URL.Query().Get("at"); text != "" {
		if at, err = time.Parse(time.RFC3339, text); err != nil {
			return nil, bad("at", "an instant as 2026-01-02T15:04:05Z", "the instant cannot be read")
		}
	}
	doc, version, err := s.store.Get(key)
	if err != nil {
		return nil, err
	}
	if version == 0 {
		return nil, &problem{Status: http.StatusNotFound, Kind: kindUnknown, Text: "nothing is known of this party"}
	}
	p, err := s.rooms.profile(doc, key, at)
	if err != nil {
		return nil, err
	}
	return s.rooms.view(key, version, at, p)
}

// observe takes an event into a stored record, and returns the record to store in
// its place with a line for each step; none if the event was known.
func (r *rooms) observe(doc []byte, e relationship.Event, id receipt) ([]byte, []string, error) {
	if sixStages(e.Key().Role) {
		return observe(r.customers, doc, e, id)
	}
	return observe(r.partners, doc, e, id)
}

func observe[S, E lifecycle.Label](d *desk[S, E], doc []byte, e relationship.Event, id receipt) ([]byte, []string, error) {
	r, err := decodeRecord[S](doc)
	if err != nil {
		return nil, nil, err
	}
	if known, err := r.knows(id); known || err != nil {
		return nil, nil, err
	}
	var steps []string
	err = d.take(r, e, func(s lifecycle.Step[S, E]) { steps = append(steps, s.String()) })
	// A command that its stage does not allow has been given all the same. The stage stays, and the step says so.
	if err != nil && !errors.Is(err, lifecycle.ErrRejected) {
		return nil, nil, err
	}
	r.remember(id)
	next, err := r.encode()
	return next, steps, err
}

// profile reads a stored record at an instant.
func (r *rooms) profile(doc []byte, key relationship.Key, at time.Time) (profile, error) {
	if sixStages(key.Role) {
		return read(r.customers, doc, key.Role, at)
	}
	return read(r.partners, doc, key.Role, at)
}

func read[S, E lifecycle.Label](d *desk[S, E], doc []byte, role relationship.PartyKind, at time.Time) (profile, error) {
	r, err := decodeRecord[S](doc)
	if err != nil {
		return profile{}, err
	}
	// A record is what is left of events that are gone, and cannot be read as of an earlier instant.
	if at.Before(r.last()) {
		return profile{}, &problem{http.StatusConflict, kindLate, "at", "not before " + stamp(r.last()), "the record has an event after this instant"}
	}
	return d.read(r, role, at)
}

// sixStages reports whether a role goes through the six stages of a customer; the
// others go through the seven of a partner.
func sixStages(role relationship.PartyKind) bool {
	return role == relationship.KindCustomer || role == relationship.KindEndConsumer
}

// answering makes an http.HandlerFunc of a function that returns what to say.
func answering(answer func(*http.Request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		status := http.StatusOK
		said, err := answer(r)
		if err != nil {
			p := problemOf(err)
			status, said = p.Status, p
			if p.Kind == kindBusy {
				w.Header().Set("Retry-After", "1")
			}
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		// A caller who went away does not hear the answer; there is nobody left to tell.
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false) // conditions such as "purchases >= 2" come out as they are
		_ = enc.Encode(said)
	}
}
