package loyalty_test

import (
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// TestFadingCommutesWithMerge (P5), and what fades out of one part fades out of the whole.
func TestFadingCommutesWithMerge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := genHalfLife().Draw(t, "half-life")
		one, other := gathered(t, genPieces().Draw(t, "one"), h), gathered(t, genPieces().Draw(t, "other"), h)
		faded := func(e loyalty.Evidence) loyalty.Evidence { return must(e.Decayed(later(), h)) }
		before, after := faded(one), one
		if before.Merge(faded(other), h) != nil || after.Merge(other, h) != nil {
			t.Fatal("refused")
		}
		closeTo(t, "for", before.For(), faded(after).For())
		closeTo(t, "against", before.Against(), faded(after).Against())
	})
}

// TestAddIsMergeOfOne: one item by Add is to the bit what the evidence of that item alone gives by Merge.
func TestAddIsMergeOfOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := draw(t)
		item, when := genItem().Draw(t, "item"), genWhen().Draw(t, "when")
		added, merged := d.e, d.e
		if err := added.Add(item, when, d.h); err != nil {
			t.Fatal(err)
		}
		if err := merged.Merge(gathered(t, []piece{{item, when}}, d.h), d.h); err != nil || added != merged {
			t.Fatalf("added %+v, merged %+v, %v", added, merged, err)
		}
	})
}

// genLog draws events with ids, some of them twice.
func genLog() *rapid.Generator[[]relationship.Event] {
	return rapid.Custom(func(t *rapid.T) []relationship.Event {
		all := make([]relationship.Event, rapid.SampledFrom([]int{0, 1, 5, 30}).Draw(t, "n"))
		for i := range all {
			head := func() (relationship.EventID, time.Time) {
				return relationship.EventID("e" + string(rune('A'+i))), genWhen().Draw(t, "at")
			}
			id, at := head()
			switch rapid.IntRange(0, 2).Draw(t, "kind") {
			case 0:
				about := rapid.SampledFrom([]relationship.Aspect{relationship.AspectPrice, relationship.AspectAbility, relationship.AspectSatisfaction}).Draw(t, "about")
				all[i] = must(relationship.NewRating(relationship.RatingConfig{
					ID: id, At: at, Key: key(), Actor: relationship.ByTo, About: about, Value: float64(rapid.IntRange(1, 5).Draw(t, "value")), Low: 1, High: 5,
				}))
			case 1:
				all[i] = must(relationship.NewReply(relationship.ReplyConfig{
					ID: id, At: at, Key: key(), Actor: relationship.ByFrom, Request: "q" + id,
					RequestedAt: at.Add(-time.Duration(rapid.IntRange(0, 100).Draw(t, "hours")) * time.Hour), Channel: relationship.ChannelEmail,
				}))
			default:
				all[i] = must(relationship.NewContact(relationship.ContactConfig{
					ID: id, At: at, Key: key(), Actor: relationship.ByFrom, Channel: relationship.ChannelPhone, Purpose: relationship.PurposeSocial,
				}))
			}
		}
		return all
	})
}

// replayed observes what a history holds of the relationship.
func replayed(t *rapid.T, m *loyalty.Model, h *relationship.History) (s loyalty.State) {
	t.Helper()
	for e := range h.Of(key()) {
		if err := m.Observe(&s, e); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// TestEventsCountOnceThroughAHistory (P13): what comes twice is there once, and without an event the history is as if it had never come.
func TestEventsCountOnceThroughAHistory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		model := compiled(t, loyalty.DefaultCustomerCard())
		log := genLog().Draw(t, "log")
		var once, twice relationship.History
		for _, e := range log {
			if err := once.Add(e); err != nil {
				t.Fatal(err)
			}
		}
		for _, e := range rapid.Permutation(append(log[:len(log):len(log)], log...)).Draw(t, "twice") {
			if err := twice.Add(e); err != nil {
				t.Fatal(err)
			}
		}
		want := replayed(t, model, &once)
		if got := replayed(t, model, &twice); got != want {
			t.Fatalf("twice %+v, want %+v", got, want)
		}
		var direct loyalty.State
		for _, e := range log {
			if err := model.Observe(&direct, e); err != nil {
				t.Fatal(err)
			}
		}
		sameState(t, "without a history", direct, want)
	})
}

// TestTheFutureDoesNotCount (P14): a history up to an instant scores as if nothing had come after it.
func TestTheFutureDoesNotCount(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		model := compiled(t, loyalty.DefaultCustomerCard())
		log, asOf := genLog().Draw(t, "log"), genWhen().Draw(t, "as-of")
		var all, past relationship.History
		for _, e := range log {
			if err := all.Add(e); err != nil {
				t.Fatal(err)
			}
			if !e.At().After(asOf) {
				if err := past.Add(e); err != nil {
					t.Fatal(err)
				}
			}
		}
		got, want := scored(t, model, replayed(t, model, all.Until(asOf)), asOf), scored(t, model, replayed(t, model, &past), asOf)
		if got.Points != want.Points || got.Score != want.Score {
			t.Fatalf("%v with what comes later, want %v", got.Score, want.Score)
		}
	})
}
