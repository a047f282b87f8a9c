package lifecycle_test

import (
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// seen is the facts after one event on day 0 that is nothing but seen.
func seen(edit func(*lifecycle.Facts)) lifecycle.Facts {
	f := lifecycle.Facts{FirstSeen: on(0), LastSeen: on(0)}
	if edit != nil {
		edit(&f)
	}
	return f
}

// own is what an act of the party's own accord adds.
func own(f *lifecycle.Facts) { f.LastOwn = on(0) }

func TestFactsOfOneEvent(t *testing.T) {
	l, supplied := &log{key: ada}, &log{key: mill}
	for _, tt := range []struct {
		name  string
		event relationship.Event
		want  func(*lifecycle.Facts)
	}{
		{"an order", l.buy(0), func(f *lifecycle.Facts) { own(f); f.Purchases = 1 }},
		{"our order", supplied.buy(0), nil},
		{"its offer", l.contact(0, party, relationship.PurposeOffer), func(f *lifecycle.Facts) { own(f); f.LastHeard = on(0) }},
		{"its greeting", l.contact(0, party, relationship.PurposeSocial), func(f *lifecycle.Facts) { f.LastHeard = on(0) }},
		{"our offer", l.contact(0, we, relationship.PurposeOffer), func(f *lifecycle.Facts) { f.Reached = true }},
		{"its request", l.request(0, party), func(f *lifecycle.Facts) { own(f); f.LastHeard = on(0) }},
		{"our request", l.request(0, we), func(f *lifecycle.Facts) { f.Reached = true }},
		{"stars", l.stars(0, 4), func(f *lifecycle.Facts) {
			own(f)
			f.Voice, f.Satisfaction = lifecycle.VoiceSatisfaction, lifecycle.Points(7500)
		}},
		{"a recommendation", l.recommend(0, 9), func(f *lifecycle.Facts) {
			own(f)
			f.Voice, f.Recommendation = lifecycle.VoiceRecommendation, lifecycle.Points(9000)
		}},
		{"a rating of the price", l.rate(0, party, relationship.AspectPrice, 1, 0, 1), own},
		{"our rating of a customer", l.rate(0, we, relationship.AspectSatisfaction, 1, 0, 1), nil},
		{"our rating of a supplier", supplied.rate(0, we, relationship.AspectSatisfaction, 1, 0, 1), func(f *lifecycle.Facts) {
			f.Voice, f.Satisfaction = lifecycle.VoiceSatisfaction, lifecycle.Points(10_000)
		}},
		{"a complaint", l.complain(0), func(f *lifecycle.Facts) { own(f); f.OpenComplaints = 1 }},
		{"a resolution of nothing known", l.resolve(0, relationship.VerdictDissatisfied), func(f *lifecycle.Facts) { f.Voice = lifecycle.VoiceDissatisfied }},
		{"an agreement we signed last", l.signBy(0, we), own},
		{"its dispute", l.disputeBy(0, party), func(f *lifecycle.Facts) { own(f); f.OpenDisputes = 1 }},
		{"our dispute", l.dispute(0), func(f *lifecycle.Facts) { f.OpenDisputes = 1 }},
		{"a reconciliation of nothing known", l.reconcile(0, relationship.VerdictSatisfied), func(f *lifecycle.Facts) { own(f); f.Voice = lifecycle.VoiceSatisfied }},
		{"a referral", l.refer(0), func(f *lifecycle.Facts) { own(f); f.LastReferral = on(0) }},
		{"a use", l.use(0), own},
		{"a delivery", l.deliver(0), func(f *lifecycle.Facts) { own(f); f.Deliveries = 1 }},
		{"a whole order back", l.giveBack(0, true), func(f *lifecycle.Facts) { f.Returns = 1 }},
		{"part of one", l.giveBack(0, false), nil},
		{"an agreement", l.sign(0), own},
		{"a renewal", l.renew(0), own},
		{"an end", l.end(0), nil},
		{"consent", l.consent(0), func(f *lifecycle.Facts) { f.Consents = lifecycle.Consents(0).With(relationship.ChannelEmail) }},
		{"no consent", l.withdraw(0), nil},
		{"its broken promise", l.closePromise(0, party, relationship.OutcomeBroken, 7), func(f *lifecycle.Facts) { f.BrokenStake = 7 }},
		{"our broken promise", l.closePromise(0, we, relationship.OutcomeBroken, 7), nil},
		{"a review", l.review(0), nil},
		{"the end of the party", l.closes(0), nil},
	} {
		var f lifecycle.Facts
		if err := f.Observe(tt.event); err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
		if diff := cmp.Diff(seen(tt.want), f); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// By pointer, every event says what it says by value.
func TestFactsByPointer(t *testing.T) {
	l := &log{key: ada}
	rating, closed := l.stars(0, 4).(relationship.Rating), l.closePromise(0, party, relationship.OutcomeBroken, 7).(relationship.PromiseClosed)
	var values, pointers lifecycle.Facts
	for _, e := range []relationship.Event{rating, closed} {
		if err := values.Observe(e); err != nil {
			t.Fatal(err)
		}
	}
	for _, e := range []relationship.Event{&rating, &closed} {
		if err := pointers.Observe(e); err != nil {
			t.Fatal(err)
		}
	}
	if values != pointers || values.BrokenStake != 7 || !values.Satisfaction.Known {
		t.Errorf("by value %+v, by pointer %+v", values, pointers)
	}
}

// A complaint silences what was said before it; what is said after it stands, unless the verdict says otherwise.
func TestVoice(t *testing.T) {
	l := &log{key: ada}
	for _, tt := range []struct {
		name   string
		events []relationship.Event
		want   lifecycle.Voice
	}{
		{"a rating and a complaint", []relationship.Event{l.stars(0, 5), l.complain(1)}, 0},
		{"and no verdict", []relationship.Event{l.stars(0, 5), l.complain(1), l.resolve(2, relationship.VerdictUnknown)}, 0},
		{"and a rating since", []relationship.Event{l.complain(1), l.recommend(2, 9), l.resolve(3, relationship.VerdictUnknown)}, lifecycle.VoiceRecommendation},
		{"and a verdict", []relationship.Event{l.complain(1), l.recommend(2, 9), l.resolve(3, relationship.VerdictDissatisfied)}, lifecycle.VoiceDissatisfied},
		{"our complaint is not its word", []relationship.Event{l.stars(0, 5), l.complainBy(1, we)}, lifecycle.VoiceSatisfaction},
		{"nor is what we say of its answer", []relationship.Event{
			l.stars(0, 5), l.complainBy(1, we), l.resolveBy(2, party, relationship.VerdictDissatisfied),
		}, lifecycle.VoiceSatisfaction},
		{"and a rating after it", []relationship.Event{l.complain(1), l.resolve(3, relationship.VerdictDissatisfied), l.stars(4, 5)}, lifecycle.VoiceSatisfaction},
	} {
		var f lifecycle.Facts
		for _, e := range tt.events {
			if err := f.Observe(e); err != nil {
				t.Fatal(err)
			}
		}
		if f.Voice != tt.want {
			t.Errorf("%s: voice = %v, want %v", tt.name, f.Voice, tt.want)
		}
	}
}

func TestFactsRefuse(t *testing.T) {
	l := &log{key: ada}
	f := seen(func(f *lifecycle.Facts) { f.Purchases = math.MaxUint32 })
	for _, tt := range []struct {
		name  string
		event relationship.Event
		want  error
	}{
		{"nil", nil, lifecycle.ErrEvent}, {"not constructed", relationship.Purchase{}, lifecycle.ErrEvent}, {"older", l.buy(-1), lifecycle.ErrOutOfOrder},
	} {
		before := f
		if err := f.Observe(tt.event); !errors.Is(err, tt.want) || f != before {
			t.Errorf("%s: %v, facts %+v; want %v and the facts as they were", tt.name, err, f, tt.want)
		}
	}
	if err := f.Observe((*relationship.Purchase)(nil)); err != nil || f.LastSeen != on(0) {
		t.Errorf("a nil pointer: %v, want nothing", err)
	}
	if err := f.Observe(l.buy(1)); err != nil || f.Purchases != math.MaxUint32 {
		t.Errorf("one order more than can be counted: %d, %v", f.Purchases, err)
	}
}

func TestConsents(t *testing.T) {
	var c lifecycle.Consents
	for _, channel := range relationship.Channels() {
		c = c.With(channel)
		if !c.Has(channel) || c.Without(channel).Has(channel) {
			t.Errorf("%v is not among %v, or stays there", channel, c)
		}
	}
	if c.With(99) != c || c.Without(0) != c || c.Has(0) {
		t.Error("channels that are none change the consents")
	}
}
