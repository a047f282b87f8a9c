package loyalty_test

import (
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// opened returns an Open that has taken the events in.
func opened(events ...relationship.Event) *relationship.Open {
	open := new(relationship.Open)
	for _, e := range events {
		must(0, open.Observe(e))
	}
	return open
}

// complained is a complaint of the other side.
func complained(at time.Time) relationship.Event {
	return must(relationship.NewComplaint(relationship.ComplaintConfig{ID: "c", At: at, Key: key(), Actor: relationship.ByTo, Severity: 0.9}))
}

// TestOpenOfTheFirstFactor: a rule may send what is open to the first factor of a card as to any other.
func TestOpenOfTheFirstFactor(t *testing.T) {
	asked := must(relationship.NewRequest(relationship.RequestConfig{
		ID: "q", At: base, Key: key(), Actor: relationship.ByTo, Channel: relationship.ChannelEmail, Purpose: relationship.PurposeService,
	}))
	for name, row := range map[string]struct {
		event relationship.Event
		kind  relationship.EventKind
	}{"request": {asked, relationship.EventReply}, "complaint": {complained(base), relationship.EventResolution}} {
		card := loyalty.DefaultCustomerCard()
		card.Policy.Rules = []loyalty.Rule{{Event: row.kind, Factor: card.Factors[0].ID, Weight: 1}}
		r := must(compiled(t, card).Score(loyalty.State{}, opened(row.event), base.AddDate(0, 0, 30)))
		if first := r.Lines()[0]; !(first.Mass > 0.9 && first.Value < 0.4) {
			t.Errorf("%s: %+v", name, first)
		}
	}
}

// TestAttributionOfWhatCameAndWent: a complaint that was made after the earlier end and resolved before the later one is no decay, though
// the earlier Open knows it: at the earlier end it was not made yet.
func TestAttributionOfWhatCameAndWent(t *testing.T) {
	model := compiled(t, loyalty.DefaultCustomerCard())
	got := attributed(t, loyalty.Change{
		Before: loyalty.Side{Model: model, Open: opened(complained(base.AddDate(0, 0, 2))), AsOf: base},
		After:  loyalty.Side{Model: model, AsOf: base.AddDate(0, 0, 7)},
	})
	if got.Points != 0 || got.Decay != 0 || got.Evidence != 0 {
		t.Errorf("%+v", got)
	}
	before := loyalty.Side{Model: model, Open: opened(complained(base)), AsOf: base}
	got = attributed(t, loyalty.Change{Before: before, After: loyalty.Side{Model: model, AsOf: base.AddDate(0, 0, 7)}})
	if got.Decay != 0 || got.Evidence <= 0 || got.Points != got.Evidence {
		t.Errorf("made at the earlier end: %+v", got)
	}
}
