package relationship_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/relationship"
)

// foreign is an event of another package, made from one of ours.
type foreign struct{ relationship.Purchase }

func TestKindOf(t *testing.T) {
	for i, s := range samples() {
		if s.kind != relationship.EventKinds()[i] {
			t.Fatalf("sample %d is of kind %v, want %v", i, s.kind, relationship.EventKinds()[i])
		}
		e := s.event(t)
		pointer := reflect.New(reflect.TypeOf(e))
		pointer.Elem().Set(reflect.ValueOf(e))
		for name, e := range map[string]any{"value": e, "pointer": pointer.Interface()} {
			if k, ok := relationship.KindOf(e.(relationship.Event)); k != s.kind || !ok {
				t.Errorf("the %s of %v is of kind %v, %t", name, s.kind, k, ok)
			}
		}
		if k, ok := relationship.KindOf(reflect.Zero(pointer.Type()).Interface().(relationship.Event)); ok || k != 0 {
			t.Errorf("no %v is of kind %v", s.kind, k)
		}
		if want := strings.ReplaceAll(s.kind.String(), "-", ""); want != strings.ToLower(reflect.TypeOf(e).Name()) {
			t.Errorf("%T is called %v", e, s.kind)
		}
	}
	if n := len(samples()); n != len(relationship.EventKinds()) {
		t.Errorf("%d samples of %d kinds", n, len(relationship.EventKinds()))
	}
	order := samples()[0].event(t).(relationship.Purchase)
	for _, e := range []relationship.Event{nil, foreign{order}, &foreign{order}, (*foreign)(nil)} {
		if k, ok := relationship.KindOf(e); ok || k != 0 {
			t.Errorf("%T is of kind %v", e, k)
		}
	}
}

// TestAccessors compares every field of every kind with what it was made from.
func TestAccessors(t *testing.T) {
	for _, s := range samples() {
		e := reflect.ValueOf(s.event(t))
		for _, field := range s.fields() {
			method := e.MethodByName(field)
			if !method.IsValid() {
				t.Errorf("%v has no method %s", s.kind, field)
				continue
			}
			got := method.Call(nil)[0].Interface()
			if diff := cmp.Diff(s.value(field), got, cmp.AllowUnexported(relationship.Date{})); diff != "" {
				t.Errorf("%v: %s (-made from +got):\n%s", s.kind, field, diff)
			}
			if at, is := got.(time.Time); is && at.Location() != time.UTC {
				t.Errorf("%v: %s is in %v", s.kind, field, at.Location())
			}
		}
		if got := e.MethodByName("Date").Call(nil)[0].Interface(); got != date("2026-01-03") {
			t.Errorf("%v was on %v, want the date of the clock that was given", s.kind, got)
		}
	}
}

// otherwise returns another value of a field.
func otherwise(v any) any {
	switch v := v.(type) {
	case relationship.EventID:
		return v + "-other"
	case relationship.PartyID:
		return v + "-other"
	case string:
		return v + " other"
	case time.Time:
		return v.Add(-time.Hour)
	case time.Duration:
		return v + time.Second
	case float64:
		return v * 0.9
	case bool:
		return !v
	case relationship.Key:
		v.To += "-other"
		return v
	case relationship.Actor:
		return 3 - v
	case relationship.Date:
		return v.AddDays(-1)
	case relationship.Money:
		return relationship.Must(v.Add(v))
	}
	next := reflect.New(reflect.TypeOf(v)).Elem() // an enumeration
	next.SetUint(reflect.ValueOf(v).Uint() - 1)
	if next.Uint() == 0 {
		next.SetUint(2)
	}
	return next.Interface()
}

// TestEventsEqual changes one field after the other: each makes another event, for Equal, for History and in the stored form.
func TestEventsEqual(t *testing.T) {
	for _, s := range samples() {
		e := s.event(t)
		equal := reflect.ValueOf(e).MethodByName("Equal")
		same := func(o relationship.Event) bool { return equal.Call([]reflect.Value{reflect.ValueOf(o)})[0].Bool() }
		if !same(s.event(t)) {
			t.Errorf("%v: made twice it is two", s.kind)
		}
		for _, field := range s.fields() {
			cfg := s.with(field, otherwise(s.value(field)))
			if s.kind == relationship.EventPromiseClosed && field == "Outcome" {
				cfg = sample{s.kind, cfg, s.build}.with("Share", 1.0) // of a promise kept
			}
			other, err := s.build(cfg)
			if err != nil {
				t.Errorf("%v with another %s: %v", s.kind, field, err)
				continue
			}
			if same(other) {
				t.Errorf("%v with another %s is equal", s.kind, field)
			}
			if a, b := stored(t, e), stored(t, other); a == b {
				t.Errorf("%v with another %s is stored alike: %s", s.kind, field, a)
			}
		}
	}
}

// stored returns the stored form of an event.
func stored(t interface{ Fatal(...any) }, e relationship.Event) string {
	text, err := relationship.AppendEvent(nil, e)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestPromiseOutcomes goes through the outcomes: who acts, what was delivered, and who may.
func TestPromiseOutcomes(t *testing.T) {
	for _, row := range []struct {
		outcome     relationship.Outcome
		given, want float64
		byPromisor  bool // when unset
		promisor    bool // may do it
	}{
		{relationship.OutcomeKept, 0, 1, true, true},
		{relationship.OutcomeKept, 1, 1, true, true},
		{relationship.OutcomePartlyKept, 0.25, 0.25, true, true},
		{relationship.OutcomeBroken, 0, 0, true, true},
		{relationship.OutcomeWaived, 0, 0, false, false},
		{relationship.OutcomeRenegotiated, 0, 0, false, false},
	} {
		for _, by := range []relationship.Actor{relationship.ByFrom, relationship.ByTo} {
			cfg := relationship.PromiseClosedConfig{ID: "k-1", At: noon, Key: keyOfTests, Promise: "p-1", MadeAt: before, Due: later,
				By: by, Outcome: row.outcome, Share: row.given}
			c, err := relationship.NewPromiseClosed(cfg)
			if err != nil || c.Share() != row.want || c.Stake() != 1 || (c.Actor() == by) != row.byPromisor {
				t.Errorf("%v by %v: share %v, stake %v, by %v, %v", row.outcome, by, c.Share(), c.Stake(), c.Actor(), err)
			}
			cfg.Actor = by
			if _, err := relationship.NewPromiseClosed(cfg); (err == nil) != row.promisor {
				t.Errorf("%v by the promisor %v: %v", row.outcome, by, err)
			}
		}
	}
}

func TestReplyLatency(t *testing.T) {
	cfg := relationship.ReplyConfig{ID: "a-1", At: noon, Key: keyOfTests, Actor: relationship.ByFrom, Request: "q-1", RequestedAt: before, Channel: relationship.ChannelChat}
	if got := relationship.Must(relationship.NewReply(cfg)).Latency(); got != 48*time.Hour {
		t.Errorf("the reply took %v, want 48h", got)
	}
	cfg.RequestedAt = time.Date(1, 1, 1, 0, 0, 0, 1, time.UTC)
	if got := relationship.Must(relationship.NewReply(cfg)).Latency(); got != 1<<63-1 {
		t.Errorf("the reply after 2025 years took %v, want the longest duration", got)
	}
}

func TestRatingScore(t *testing.T) {
	for _, row := range []struct{ value, low, high, want float64 }{
		{1, 1, 5, 0}, {5, 1, 5, 1}, {4, 1, 5, 0.75}, {9, 0, 10, 0.9}, {-1, -3, 1, 0.5},
		{0, -1.7e308, 1.7e308, 0.5}, {1.7e308, -1.7e308, 1.7e308, 1}, {5e-324, 0, 1e-323, 0.5},
	} {
		r := relationship.Must(relationship.NewRating(relationship.RatingConfig{ID: "n-1", At: noon, Key: keyOfTests, Actor: relationship.ByTo,
			About: relationship.AspectQuality, Value: row.value, Low: row.low, High: row.high}))
		if got := r.Score(); got != row.want {
			t.Errorf("%v from %v to %v scores %v, want %v", row.value, row.low, row.high, got, row.want)
		}
	}
	if got := (relationship.Rating{}).Score(); got != 0 {
		t.Errorf("no rating scores %v", got)
	}
}

// TestNegativeZero checks that -0 is 0 in events: they are equal, so their forms are.
func TestNegativeZero(t *testing.T) {
	var zero float64
	for _, s := range []string{
		`{"kind":"rating","id":"n","at":"2026-01-02T10:00:00Z","from":"us","to":"ada","role":"customer","actor":"to","about":"quality","value":-0,"low":-0.0,"high":1}`,
		`{"kind":"rating","id":"n","at":"2026-01-02T10:00:00Z","from":"us","to":"ada","role":"customer","actor":"to","about":"quality","value":0,"low":0,"high":1}`,
	} {
		e, err := relationship.ParseEvent([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(e)
		if err != nil || !strings.Contains(string(text), `"value":0,"low":0,`) || 1/e.(relationship.Rating).Value() != 1/zero {
			t.Errorf("%s is stored as %s, %v", s, text, err)
		}
	}
}
