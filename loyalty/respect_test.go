package loyalty_test

import (
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

func TestGoldenRestraint(t *testing.T) {
	for _, c := range []struct {
		contacts, limit int
		value           float64
		ok              bool
	}{
		{0, 0, 0, false}, {0, 4, 0, false}, {1, 4, 1, true}, {4, 4, 1, true}, {5, 4, 0.8, true}, {8, 4, 0.5, true}, {3, 0, 0, true},
		{math.MaxInt, 1, 1 / float64(math.MaxInt), true},
	} {
		got, ok, err := loyalty.Restraint(c.contacts, c.limit)
		if got != c.value || ok != c.ok || err != nil {
			t.Errorf("%d contacts of %d: %v, %v, %v", c.contacts, c.limit, got, ok, err)
		}
	}
	for _, err := range []error{third(loyalty.Restraint(-1, 1)), third(loyalty.Restraint(1, -1))} {
		if !errors.Is(err, loyalty.ErrInvalid) {
			t.Error(err)
		}
	}
	events := []relationship.Event{
		contactAt(noon, us, relationship.ChannelEmail, relationship.PurposeOffer), requestAt(1, noon, us),
		contactAt(noon, us, relationship.ChannelPhone, relationship.PurposeOffer), contactAt(noon, them, relationship.ChannelEmail, relationship.PurposeOffer),
		contactAt(due, us, relationship.ChannelEmail, relationship.PurposeOffer), contactAt(noon.Add(1), us, relationship.ChannelEmail, relationship.PurposeOffer),
		replied(relationship.ChannelEmail, us),
	}
	mail, err := loyalty.Approaches(seqOf(events), us, relationship.ChannelEmail, due, noon)
	if all, _ := loyalty.Approaches(seqOf(events), us, 0, due, noon); mail != 2 || all != 3 || err != nil {
		t.Errorf("%d by e-mail and %d in all, %v; want 2 and 3", mail, all, err)
	}
}

func TestRestraintLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		contacts, limit, k := rapid.IntRange(1, 1000).Draw(t, "contacts"), rapid.IntRange(0, 1000).Draw(t, "limit"), rapid.IntRange(1, 1000).Draw(t, "k")
		value := func(contacts, limit int) float64 { v, _, _ := loyalty.Restraint(contacts, limit); return v }
		v := value(contacts, limit)
		if !(v >= 0 && v <= 1) || value(contacts+1, limit) > v || value(contacts, limit+1) < v || value(k*contacts, k*limit) != v || (v == 1) != (contacts <= limit) {
			t.Fatalf("%d contacts of %d: %v", contacts, limit, v)
		}
	})
}

func consent(given bool, at time.Time, by relationship.Actor, channel relationship.Channel) relationship.Event {
	if given {
		return must(relationship.NewConsentGiven(relationship.ConsentGivenConfig{ID: "g", At: at, Key: key(), Actor: by, Channel: channel}))
	}
	return must(relationship.NewConsentWithdrawn(relationship.ConsentWithdrawnConfig{ID: "w", At: at, Key: key(), Actor: by, Channel: channel}))
}

// Written down by hand, with a grace of two days.
func TestGoldenOptOuts(t *testing.T) {
	const email, phone, chat = relationship.ChannelEmail, relationship.ChannelPhone, relationship.ChannelChat
	on := func(day int) time.Time { return noon.AddDate(0, 0, day) }
	offer := func(day int, channel relationship.Channel) relationship.Event {
		return contactAt(on(day), us, channel, relationship.PurposeOffer)
	}
	events := []relationship.Event{
		consent(false, on(0), them, email), offer(1, email), offer(2, email), offer(5, email), requestAt(1, on(6), us), // until the second day it may
		consent(false, on(7), them, email), consent(true, on(10), them, email), offer(11, email), // withdrawn is withdrawn
		consent(false, on(20), them, email), replyAt(on(20), on(25), us, email), offer(30, phone), // owed, and elsewhere
		consent(false, on(1), them, phone), consent(true, on(2), them, phone), offer(4, phone), // taken back within the grace
		consent(false, on(3), us, chat), offer(9, chat), // ours is no consent of theirs
		consent(false, on(39), them, chat), // the grace is not over
		contactAt(on(30), them, email, relationship.PurposeOffer), rating(relationship.AspectPrice, them),
		must(relationship.NewContact(relationship.ContactConfig{ // to somebody else, who said nothing
			ID: "e", At: on(6), Key: relationship.Key{From: "us", To: "ben", Role: relationship.KindEndConsumer}, Actor: us, Channel: email,
			Purpose: relationship.PurposeOffer,
		})),
	}
	cfg := loyalty.OptOutConfig{By: us, Grace: 2 * loyalty.Day, AsOf: on(40)}
	for range 2 {
		all, err := loyalty.OptOuts(seqOf(events), cfg)
		want := []loyalty.OptOut{
			{Key: key(), Channel: email, At: on(0), Until: on(10), Deadline: on(2), Violations: 2, First: on(5)},
			{Key: key(), Channel: email, At: on(20), Deadline: on(22)},
		}
		if err != nil || !slices.Equal(all, want) {
			t.Fatalf("%+v, %v", all, err)
		}
		broken, when := all[0].Evidence()
		kept, end := all[1].Evidence()
		if broken.Against() != 1 || broken.For() != 0 || kept.For() != 1 || kept.Against() != 0 || !when.Equal(on(5)) || !end.Equal(on(22)) {
			t.Errorf("evidence %+v of %v, %+v of %v", broken, when, kept, end)
		}
		if s := loyalty.HonouredShare(all); s != (loyalty.Share{Hits: 1, Of: 2}) {
			t.Errorf("honoured %v", s)
		}
		slices.Reverse(events)
	}
	for name, bad := range map[string]loyalty.OptOutConfig{"by": {AsOf: noon}, "as-of": {By: us}, "grace": {By: us, AsOf: noon, Grace: -1}} {
		if _, err := loyalty.OptOuts(nil, bad); !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOptOutsLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var events []relationship.Event
		channel := rapid.SampledFrom([]relationship.Channel{relationship.ChannelEmail, relationship.ChannelPhone})
		day := rapid.Map(rapid.IntRange(0, 40), func(d int) time.Time { return noon.AddDate(0, 0, d) })
		for range rapid.SampledFrom([]int{0, 1, 4, 20}).Draw(t, "n") {
			switch k := rapid.IntRange(0, 3).Draw(t, "kind"); k {
			case 0, 1:
				events = append(events, consent(k == 0, day.Draw(t, "at"), them, channel.Draw(t, "channel")))
			default:
				events = append(events, contactAt(day.Draw(t, "at"), us, channel.Draw(t, "channel"), relationship.PurposeOffer))
			}
		}
		cfg := loyalty.OptOutConfig{By: us, Grace: loyalty.Span(rapid.IntRange(0, 10).Draw(t, "grace")) * loyalty.Day, AsOf: noon.AddDate(0, 0, 45)}
		read := func(all []relationship.Event, cfg loyalty.OptOutConfig) map[[2]any]loyalty.OptOut {
			found := map[[2]any]loyalty.OptOut{}
			for _, o := range must(loyalty.OptOuts(seqOf(all), cfg)) {
				if o.Honoured() != o.First.IsZero() || !o.Honoured() && !o.First.After(o.Deadline) || !o.Until.IsZero() && o.Until.Before(o.Deadline) {
					t.Fatalf("%+v", o)
				}
				found[[2]any{o.Channel, o.At}] = o
			}
			return found
		}
		before := read(events, cfg)
		after := read(append(slices.Clone(events), contactAt(day.Draw(t, "another"), us, channel.Draw(t, "on"), relationship.PurposeOffer)), cfg)
		more := cfg
		more.Grace += loyalty.Day
		graced := read(events, more)
		for k, o := range before {
			if a, there := after[k]; !there || a.Violations < o.Violations {
				t.Fatalf("a contact more makes %+v of %+v", a, o)
			}
			if g, there := graced[k]; there && g.Violations > o.Violations {
				t.Fatalf("more grace makes %+v of %+v", g, o)
			}
		}
		if len(after) != len(before) || len(graced) > len(before) {
			t.Fatal("another number of them")
		}
	})
}
