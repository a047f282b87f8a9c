package relationship_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// used is a use with an id at an instant.
func used(id string, at time.Time, to relationship.PartyID) relationship.Use {
	return relationship.Must(relationship.NewUse(relationship.UseConfig{
		ID: relationship.EventID(id), At: at, Key: relationship.Key{From: "us", To: to, Role: relationship.KindCustomer},
	}))
}

// ids returns the ids of events in their order.
func ids(h *relationship.History) string {
	var names []string
	for e := range h.All() {
		names = append(names, string(e.ID()))
	}
	return strings.Join(names, " ")
}

func TestHistory(t *testing.T) {
	var h relationship.History
	if h.Len() != 0 || len(h.Keys()) != 0 || h.Has("b") || ids(&h) != "" || !h.Equal(h.Clone()) || h.Until(noon).Len() != 0 {
		t.Errorf("the zero value is %+v", h)
	}
	b := used("b", noon, "ada")
	for _, e := range []relationship.Event{used("c", noon.Add(1), "ada"), &b, used("a", noon, "bob"), used("d", before, "ada"), used("a", noon, "bob"), b} {
		if err := h.Add(e); err != nil {
			t.Fatal(err)
		}
	}
	if got := ids(&h); got != "d a b c" || h.Len() != 4 {
		t.Errorf("%d events: %s", h.Len(), got)
	}
	for e := range h.All() {
		if _, value := e.(relationship.Use); !value {
			t.Errorf("%T is kept, want values", e)
		}
	}
	ada, bob := relationship.Key{From: "us", To: "ada", Role: relationship.KindCustomer}, relationship.Key{From: "us", To: "bob", Role: relationship.KindCustomer}
	if got := h.Keys(); !slices.Equal(got, []relationship.Key{ada, bob}) {
		t.Errorf("the keys are %v", got)
	}
	if got := ids(h.Until(noon)); got != "d a b" {
		t.Errorf("until noon: %s", got)
	}
	for e := range h.Of(bob) {
		if e.ID() != "a" {
			t.Errorf("of bob: %v", e)
		}
	}
	for range h.Of(relationship.Key{}) {
		t.Error("there is something of nobody")
	}
	for e := range h.All() {
		if e.ID() != "d" {
			t.Errorf("%v after the loop was left", e.ID())
		}
		break
	}
	if s, err := h.Summary(ada); err != nil || !s.IsZero() {
		t.Errorf("the summary of uses is %v, %v", s, err)
	}
}

// TestHistoryConflict gives an id to something else: nothing is changed.
func TestHistoryConflict(t *testing.T) {
	h := historyOf(t, used("a", noon, "ada"), used("b", noon, "ada"))
	kept := h.Clone()
	order := relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{ID: "b", At: noon, Key: keyOfTests, Amount: money("1.00 EUR")}))
	for name, e := range map[string]relationship.Event{
		"another instant": used("b", noon.Add(1), "ada"), "another relationship": used("b", noon, "bob"), "another kind": order,
		"another date": used("b", noon.UTC(), "ada"),
	} {
		other := historyOf(t, used("c", noon, "ada"), e)
		for way, err := range map[string]error{"add": h.Add(e), "merge": h.Merge(other)} {
			refuse(t, way+" "+name, err, relationship.ErrConflict)
			var conflict *relationship.ConflictError
			if !errors.As(err, &conflict) || conflict.ID != "b" || !strings.Contains(err.Error(), `"b"`) {
				t.Errorf("%s %s: %v", way, name, err)
			}
		}
		if h.Equal(other) || other.Equal(h) {
			t.Errorf("%s: equal to what it contradicts", name)
		}
	}
	if fewer := historyOf(t, used("a", noon, "ada")); h.Equal(fewer) || fewer.Equal(h) {
		t.Error("equal to one with fewer events")
	}
	if !h.Equal(kept) || ids(h) != "a b" {
		t.Errorf("refused events left %s", ids(h))
	}
	if err := h.Merge(nil); err != nil {
		t.Error(err)
	}
}

func TestHistoryRefuses(t *testing.T) {
	var h relationship.History
	for name, e := range map[string]relationship.Event{
		"nil": nil, "a nil pointer": (*relationship.Use)(nil), "a foreign type": foreign{}, "a pointer to it": &foreign{}, "one that nobody made": relationship.Use{},
		"a pointer to that": new(relationship.Rating),
	} {
		refuse(t, name, h.Add(e), relationship.ErrInvalid)
	}
	if h.Len() != 0 {
		t.Errorf("%d refused events are kept", h.Len())
	}
}

func TestReadHistory(t *testing.T) {
	good := stored(t, used("a", noon, "ada")) + "\n"
	h, err := relationship.ReadHistory(strings.NewReader(good + good + "\n" + stored(t, used("b", before, "ada"))))
	if err != nil || ids(h) != "b a" {
		t.Errorf("read %v, %v", h, err)
	}
	var text strings.Builder
	for i := range 25 {
		fmt.Fprintf(&text, "%s%d\n", good, i)
	}
	text.WriteString(stored(t, used("a", noon.Add(1), "ada")))
	h, err = relationship.ReadHistory(strings.NewReader(text.String()))
	refuse(t, "25 bad lines", err, relationship.ErrDecode)
	if h != nil || err == nil {
		t.Fatalf("a history of %v, %v", h, err)
	}
	faults := strings.Split(err.Error(), "\n")
	if len(faults) != 21 || !strings.HasPrefix(faults[0], "relationship: event lines: line 2: ") || !strings.Contains(faults[20], "6 more faults") {
		t.Errorf("%d faults are told:\n%v", len(faults), err)
	}
	_, err = relationship.ReadHistory(strings.NewReader(good + stored(t, used("a", before, "ada"))))
	refuse(t, "one id for two events", err, relationship.ErrConflict)
}

// TestHistoryReadings refuses what cannot be added up, and names the event.
func TestHistoryReadings(t *testing.T) {
	order := func(id, amount string) relationship.Event {
		return relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{ID: relationship.EventID(id), At: noon, Key: keyOfTests, Amount: money(amount)}))
	}
	h := historyOf(t, order("a", "1.00 EUR"), order("b", "1.00 USD"))
	_, one := h.Summary(keyOfTests)
	_, all := h.Summaries()
	for name, err := range map[string]error{"one": one, "all": all} {
		var which *relationship.EventError
		refuse(t, name, err, relationship.ErrCurrencyMismatch)
		if !errors.As(err, &which) || which.ID != "b" {
			t.Errorf("%s: %v", name, err)
		}
	}
	q := samples()[relationship.EventRequest-1]
	a := samples()[relationship.EventReply-1]
	h = historyOf(t, q.event(t))
	if o, err := h.Open(keyOfTests); err != nil || o.Len() != 1 {
		t.Errorf("open: %v, %v", o, err)
	}
	reply, err := a.build(a.with("Request", relationship.EventID("q-1")))
	if err != nil || h.Add(reply) != nil {
		t.Fatal(err)
	}
	o, err := h.Open(keyOfTests)
	refuse(t, "a reply to another instant", err, relationship.ErrConflict)
	if o != nil {
		t.Errorf("it gives %v", o)
	}
}
