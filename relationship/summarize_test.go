package relationship_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// booksOfTests are relationships that share a party, a book or a role with one another.
var booksOfTests = []relationship.Key{
	keyOfTests,
	{From: "us", To: "bob", Role: relationship.KindEndConsumer},
	{From: "us", To: "ada", Role: relationship.KindDistributor},
	{From: "ada", To: "us", Role: relationship.KindEndConsumer},
	{From: "them", To: "ada", Role: relationship.KindEndConsumer},
}

// observed takes in events one by one, as Summarize says it does at once.
func observed(events []relationship.Event) (map[relationship.Key]*relationship.Summary, error) {
	all := map[relationship.Key]*relationship.Summary{}
	for _, e := range events {
		if e == nil {
			return nil, new(relationship.Summary).Observe(nil)
		}
		s := all[e.Key()]
		if s == nil {
			s = new(relationship.Summary)
		}
		if err := s.Observe(e); err != nil {
			return nil, err
		}
		if !s.IsZero() {
			all[e.Key()] = s
		}
	}
	return all, nil
}

// TestSummarizeIsObserve: all at once is one by one, in any order of dates, by value or by pointer, with what is refused refused.
func TestSummarizeIsObserve(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		currencies := map[relationship.Key]relationship.Currency{}
		n := rapid.SampledFrom([]int{0, 1, 5, 20, 60}).Draw(t, "n") // else rapid's lists are short, and dates hardly meet
		events := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) relationship.Event {
			key := rapid.SampledFrom(booksOfTests).Draw(t, "key")
			if _, known := currencies[key]; !known || rapid.IntRange(0, 99).Draw(t, "change") == 0 {
				currencies[key] = genCurrency().Draw(t, "currency")
			}
			e := genEventOf(key, currencies[key]).Draw(t, "event")
			if rapid.Bool().Draw(t, "by pointer") {
				switch p := e.(type) {
				case relationship.Purchase:
					return &p
				case relationship.Refund:
					return &p
				}
			}
			return e
		}), n, n).Draw(t, "events")
		want, wantErr := observed(events)
		got, err := relationship.Summarize(slices.Values(events))
		if (err == nil) != (wantErr == nil) || err != nil && !errors.Is(err, relationship.ErrCurrencyMismatch) || len(got) != len(want) {
			t.Fatalf("%d summaries and %v, one by one %d and %v", len(got), err, len(want), wantErr)
		}
		for key, s := range want {
			if got[key] == nil || !got[key].Equal(s) || got[key].LastSeen() != s.LastSeen() || string(binary(t, got[key])) != string(binary(t, s)) {
				t.Fatalf("%v: %v, one by one %v", key, got[key], s)
			}
		}
		// What is taken in later goes to one summary and to no other, though they share memory.
		for key, s := range got {
			e := genEventOf(key, s.Currency()).Draw(t, "later")
			if err := errors.Join(s.Observe(e), want[key].Observe(e)); err != nil {
				t.Fatal(err)
			}
		}
		for key, s := range want {
			if !got[key].Equal(s) {
				t.Fatalf("%v after more: %v, one by one %v", key, got[key], s)
			}
		}
	})
}

// TestSummarizeMany: more orders than one list holds, out of order of their dates.
func TestSummarizeMany(t *testing.T) {
	all := orders(20_000, 700)
	slices.Reverse(all[:9_000])
	var events []relationship.Event
	for e := range each(all) {
		events = append(events, e)
	}
	want, err := observed(events)
	if err != nil {
		t.Fatal(err)
	}
	got, err := relationship.Summarize(each(all))
	if err != nil || len(got) != len(want) || len(got) != 700 {
		t.Fatalf("%d summaries, want %d: %v", len(got), len(want), err)
	}
	for key, s := range want {
		if !got[key].Equal(s) {
			t.Fatalf("%v: %v, one by one %v", key, got[key], s)
		}
	}
}

// otherEvent is an event of the caller's own.
type otherEvent struct{ relationship.Purchase }

// ID returns a name of its own.
func (otherEvent) ID() relationship.EventID { return "other" }

// TestSummarizeRefuses: what Observe refuses is refused, with the event named; what is of no use is passed over.
func TestSummarizeRefuses(t *testing.T) {
	in := func(id, on, amount string, key relationship.Key) relationship.Event {
		return relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
			ID: relationship.EventID(id), At: date(on).Time().Add(12 * time.Hour), Key: key, Amount: money(amount),
		}))
	}
	plain, odd := in("o-1", "2026-01-02", "1.00 EUR", keyOfTests), in("o-2", "2026-01-02", "1.005 EUR", keyOfTests)
	for name, row := range map[string]struct {
		events []relationship.Event
		want   error
		id     relationship.EventID
	}{
		"nil event":           {[]relationship.Event{nil}, relationship.ErrInvalid, ""},
		"nil purchase":        {[]relationship.Event{(*relationship.Purchase)(nil)}, relationship.ErrInvalid, ""},
		"nil refund":          {[]relationship.Event{(*relationship.Refund)(nil)}, relationship.ErrInvalid, ""},
		"not constructed":     {[]relationship.Event{relationship.Refund{}}, relationship.ErrInvalid, ""},
		"two plain ones":      {[]relationship.Event{plain, in("o-3", "2026-01-03", "1.00 USD", keyOfTests)}, relationship.ErrCurrencyMismatch, "o-3"},
		"plain after odd":     {[]relationship.Event{odd, in("o-3", "2026-01-03", "1.00 USD", keyOfTests)}, relationship.ErrCurrencyMismatch, "o-3"},
		"odd after plain":     {[]relationship.Event{plain, in("o-3", "2026-01-03", "1.005 USD", keyOfTests)}, relationship.ErrCurrencyMismatch, "o-3"},
		"nothing":             {nil, nil, ""},
		"an event of no use":  {[]relationship.Event{otherEvent{}}, nil, ""},
		"two books, one each": {[]relationship.Event{plain, in("o-3", "2026-01-03", "1.00 USD", booksOfTests[1])}, nil, ""},
	} {
		got, err := relationship.Summarize(slices.Values(row.events))
		if !errors.Is(err, row.want) || (got == nil) != (err != nil) {
			t.Errorf("%s: %v and %v, want %v", name, got, err, row.want)
		}
		if found := new(relationship.EventError); errors.As(err, &found) && found.ID != row.id {
			t.Errorf("%s: event %q, want %q", name, found.ID, row.id)
		}
	}
	_, err := relationship.Summarize(slices.Values([]relationship.Event{plain, in("o-3", "2026-01-03", "1.00 USD", keyOfTests)}))
	if want := `relationship: summarize: event "o-3": observe: currencies EUR and USD, want one currency`; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}
