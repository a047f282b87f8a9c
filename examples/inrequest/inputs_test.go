package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

// refusal looks at an answer that is no 200, and returns it.
func refusal(t *testing.T, w *httptest.ResponseRecorder, status int, kind, place string) problem {
	t.Helper()
	var p problem
	if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
		t.Fatalf("%d %s: %v", w.Code, w.Body, err)
	}
	if w.Code != status || p.Kind != kind || !strings.Contains(p.Place, place) || p.Text == "" {
		t.Errorf("%d %+v, want %d %s at %q", w.Code, p, status, kind, place)
	}
	return p
}

// TestRefusedEvents: every refusal has its status and rule, and leaves the record
// as it was, to the byte.
func TestRefusedEvents(t *testing.T) {
	s := newService(t)
	h := s.handler()
	for _, text := range []string{
		firstOrder,
		`{"kind":"complaint","id":"x-1","at":"2026-02-01T00:00:00Z",` + ada + `,"severity":0.5}`,
	} {
		post(t, h, text)
	}
	before, version, err := s.store.Get(adaKey)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, body  string
		status      int
		kind, place string
	}{
		{"nothing", ``, 400, kindBad, ""},
		{"no JSON", `hello`, 400, kindBad, ""},
		{"two events", firstOrder + firstOrder, 400, kindBad, ""},
		{"an unknown kind", `{"kind":"hug","id":"h","at":"2026-02-02T00:00:00Z",` + ada + `}`, 400, kindBad, "kind"},
		{"an unknown field", `{"kind":"use","id":"u","at":"2026-02-02T00:00:00Z",` + ada + `,"mood":"good"}`, 400, kindBad, "mood"},
		{"a bad amount", `{"kind":"purchase","id":"o","at":"2026-02-02T00:00:00Z",` + ada + `,"amount":"ten"}`, 400, kindBad, "amount"},
		{"a severity of 4", `{"kind":"complaint","id":"x","at":"2026-02-02T00:00:00Z",` + ada + `,"severity":4}`, 400, kindBad, "complaint: severity"},
		{"another book", `{"kind":"use","id":"u","at":"2026-02-02T00:00:00Z","from":"other","to":"ada","role":"end-consumer"}`, 400, kindBad, "from"},
		{"the future", `{"kind":"use","id":"u","at":"2026-09-01T12:00:00.000000001Z",` + ada + `}`, 400, kindBad, "at"},
		{"too long", `{"kind":"use","id":"u","at":"2026-02-02T00:00:00Z",` + ada + strings.Repeat(" ", maxBody) + `}`, 413, kindBad, "body"},
		{"another event of the same id", strings.Replace(firstOrder, "40.00", "41.00", 1), 409, kindConflict, "id"},
		{"a closing that contradicts", `{"kind":"resolution","id":"y","at":"2026-02-02T00:00:00Z",` + ada + `,"actor":"from","complaint":"x-1","complained_at":"2026-02-01T00:00:00Z","severity":0.6}`, 409, kindConflict, "id"},
		{"late", `{"kind":"use","id":"u","at":"2026-01-31T23:59:59Z",` + ada + `}`, 409, kindLate, "at"},
		{"late by a nanosecond", `{"kind":"contact","id":"c","at":"2026-01-31T23:59:59.999999999Z",` + ada + `,"actor":"to","channel":"phone","purpose":"social"}`, 409, kindLate, "at"},
		{"another currency", `{"kind":"purchase","id":"o","at":"2026-02-02T00:00:00Z",` + ada + `,"amount":"1.00 USD"}`, 409, kindCurrency, "amount"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			refusal(t, ask(h, "POST", "/events", test.body), test.status, test.kind, test.place)
			after, now, err := s.store.Get(adaKey)
			if err != nil || now != version || !bytes.Equal(before, after) {
				t.Errorf("the record changed: %v, version %d, want %d", err, now, version)
			}
		})
	}
}

// TestForeignCurrencyFirst: a first order in a currency that the models do not
// value is refused, and leaves no record behind.
func TestForeignCurrencyFirst(t *testing.T) {
	h := newService(t).handler()
	refusal(t, ask(h, "POST", "/events", strings.Replace(firstOrder, "EUR", "USD", 1)), 409, kindCurrency, "amount")
	refusal(t, ask(h, "GET", adaPath, ""), 404, kindUnknown, "")
}

func TestRefusedProfiles(t *testing.T) {
	h := newService(t).handler()
	post(t, h, firstOrder)
	tests := []struct {
		name, path  string
		status      int
		kind, place string
	}{
		{"unknown", "/parties/end-consumer/bob", 404, kindUnknown, ""},
		{"another role", "/parties/customer/ada", 404, kindUnknown, ""},
		{"no role", "/parties/friend/ada", 400, kindBad, ""},
		{"ourselves", "/parties/end-consumer/shop", 400, kindBad, ""},
		{"no id", "/parties/end-consumer/%20", 400, kindBad, ""},
		{"no instant", adaPath + "?at=yesterday", 400, kindBad, "at"},
		{"a date", adaPath + "?at=2026-02-01", 400, kindBad, "at"},
		{"before the last event", adaPath + "?at=2026-01-05T09:59:59Z", 409, kindLate, "at"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			refusal(t, ask(h, "GET", test.path, ""), test.status, test.kind, test.place)
		})
	}
}

// TestOtherPaths are the mux's own refusals.
func TestOtherPaths(t *testing.T) {
	h := newService(t).handler()
	for _, c := range []struct {
		method, path string
		status       int
	}{{"GET", "/", 404}, {"GET", "/events", 405}, {"POST", adaPath, 405}, {"GET", "/parties/ada", 404}} {
		if w := ask(h, c.method, c.path, ""); w.Code != c.status {
			t.Errorf("%s %s: %d, want %d", c.method, c.path, w.Code, c.status)
		}
	}
}

// TestBrokenStore: what is wrong inside stays inside.
func TestBrokenStore(t *testing.T) {
	s := newService(t)
	s.store = failing{}
	damaged := newService(t)
	for _, key := range []relationship.Key{adaKey, millKey} {
		if ok, err := damaged.store.CompareAndSet(key, 0, []byte(`{"version":1,"standing":{"version":1},"secret":7}`)); !ok || err != nil {
			t.Fatal(ok, err)
		}
	}
	for _, s := range []*service{s, damaged} {
		for _, w := range []*httptest.ResponseRecorder{
			ask(s.handler(), "POST", "/events", firstOrder), ask(s.handler(), "GET", adaPath, ""), ask(s.handler(), "GET", millPath, ""),
		} {
			if p := refusal(t, w, 500, kindBroken, ""); strings.Contains(p.Text, "rack") || strings.Contains(p.Text, "secret") {
				t.Errorf("%q tells too much", p.Text)
			}
		}
	}
}

// TestForeignStanding: a record of a stage that no course has is the service's
// fault and no panic.
func TestForeignStanding(t *testing.T) {
	s := newService(t)
	doc := stored(t, s.rooms, supplierLines()) // stages of a partner
	if ok, err := s.store.CompareAndSet(adaKey, 0, doc); !ok || err != nil {
		t.Fatal(ok, err)
	}
	refusal(t, ask(s.handler(), "GET", adaPath, ""), 500, kindBroken, "")
}

// TestUnreadableBody: a caller who breaks off has sent no event.
func TestUnreadableBody(t *testing.T) {
	w := httptest.NewRecorder()
	newService(t).handler().ServeHTTP(w, httptest.NewRequest("POST", "/events", failing{}))
	refusal(t, w, 400, kindBad, "body")
}

// TestBusy: whoever loses every time is asked to come again.
func TestBusy(t *testing.T) {
	s := newService(t)
	tries := 0
	s.store = &contended{store: s.store, lose: func() bool { tries++; return true }}
	w := ask(s.handler(), "POST", "/events", firstOrder)
	refusal(t, w, http.StatusServiceUnavailable, kindBusy, "")
	if w.Header().Get("Retry-After") == "" || tries != maxAttempts {
		t.Errorf("Retry-After %q after %d attempts, want one after %d", w.Header().Get("Retry-After"), tries, maxAttempts)
	}
}

// contended is a store whose compare-and-set fails as often as lose says.
type contended struct {
	store
	lose func() bool
}

func (c *contended) CompareAndSet(key relationship.Key, old uint64, doc []byte) (bool, error) {
	if c.lose() {
		return false, nil
	}
	return c.store.CompareAndSet(key, old, doc)
}

// TestProblemOf: an error that nobody foresaw is ours.
func TestProblemOf(t *testing.T) {
	if p := problemOf(errors.New("unforeseen")); p.Status != 500 || strings.Contains(p.Text, "unforeseen") {
		t.Errorf("%+v", p)
	}
	if p := problemOf(relationship.ErrOverflow); p.Status != 400 || p.Kind != kindBad {
		t.Errorf("%+v", p)
	}
}
