package main

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// The parties of the tests.
var (
	adaKey  = relationship.Key{From: self, To: "ada", Role: relationship.KindEndConsumer}
	millKey = relationship.Key{From: self, To: "mill", Role: relationship.KindSupplier}
)

// fitted is the models' document, made once for all tests, which do not write to it.
var fitted = sync.OnceValues(fitModels)

// testModels returns the models, decoded anew.
func testModels(t testing.TB) *models {
	t.Helper()
	doc, err := fitted()
	if err != nil {
		t.Fatal(err)
	}
	m, err := decodeModels(doc)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// testRooms returns the rooms of those models.
func testRooms(t testing.TB) *rooms {
	t.Helper()
	r, err := openRooms(testModels(t))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// newService returns a service with an empty store, whose clock shows demoNow.
func newService(t testing.TB) *service {
	t.Helper()
	return newServiceIn(testRooms(t))
}

// newServiceIn does so with rooms that are open already.
func newServiceIn(r *rooms) *service {
	return &service{rooms: r, store: &memory{}, self: self, now: func() time.Time { return demoNow }}
}

// stored returns the record of one party after the events among some lines, and
// some more after them; what the service refuses is passed over.
func stored(t testing.TB, r *rooms, lines []line, more ...string) []byte {
	t.Helper()
	for _, text := range more {
		lines = append(lines, line{post: text})
	}
	var doc []byte
	for _, l := range lines {
		e, err := relationship.ParseEvent([]byte(l.post))
		if err != nil {
			continue
		}
		id, err := receiptOf(e)
		if err != nil {
			t.Fatal(err)
		}
		if next, _, err := r.observe(doc, e, id); err == nil && next != nil {
			doc = next
		}
	}
	if len(doc) == 0 {
		t.Fatal("no event was taken in")
	}
	return doc
}

// ask makes one request and returns the answer.
func ask(h http.Handler, method, path, body string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(method, path, strings.NewReader(body)))
	return w
}

// failing is a store and a reader that always fail.
type failing struct{}

var errFailing = errors.New("disk on fire in rack 7")

func (failing) Get(relationship.Key) ([]byte, uint64, error) { return nil, 0, errFailing }

func (failing) CompareAndSet(relationship.Key, uint64, []byte) (bool, error) {
	return false, errFailing
}

func (failing) Read([]byte) (int, error) { return 0, errFailing }
