package lifecycle_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// lives draws the events of one relationship in order: 0 to 60 of any kind, on days that are often the same and sometimes far apart, so
// that time rules of every length come due between them.
func lives(t *rapid.T, key relationship.Key) *log {
	l := &log{key: key}
	n := rapid.SampledFrom([]int{0, 1, 2, 5, 15, 30, 60}).Draw(t, "events")
	day := 0
	all := []func(){
		func() { l.buy(day) }, func() { l.buy(day) }, func() { l.buy(day) }, // orders are what most histories are made of
		func() { l.use(day) }, func() { l.request(day, party) }, func() { l.contact(day, we, relationship.PurposeOffer) },
		func() { l.contact(day, party, relationship.PurposeSocial) }, func() { l.complain(day) },
		func() { l.resolve(day, rapid.SampledFrom(relationship.Verdicts()).Draw(t, "verdict")) },
		func() { l.stars(day, float64(rapid.IntRange(1, 5).Draw(t, "stars"))) },
		func() {
			l.rate(day, we, relationship.AspectSatisfaction, float64(rapid.IntRange(1, 5).Draw(t, "stars")), 1, 5)
		},
		func() { l.recommend(day, float64(rapid.IntRange(0, 10).Draw(t, "answer"))) },
		func() { l.refer(day) }, func() { l.giveBack(day, rapid.Bool().Draw(t, "whole")) }, func() { l.decline(day) },
		func() { l.cancel(day) }, func() { l.consent(day) }, func() { l.withdraw(day) }, func() { l.winBack(day) },
		func() { l.sign(day) }, func() { l.renew(day) }, func() { l.end(day) }, func() { l.deliver(day) }, func() { l.deliver(day) },
		func() { l.expand(day) }, func() { l.review(day) }, func() { l.dispute(day) },
		func() { l.reconcile(day, rapid.SampledFrom(relationship.Verdicts()).Draw(t, "verdict")) },
		func() {
			l.closePromise(day, rapid.SampledFrom([]relationship.Actor{we, party}).Draw(t, "by"), relationship.OutcomeBroken, 1)
		},
	}
	// A partnership that goes well needs certain events close together, which chance alone hardly brings.
	well := []func(){
		func() { l.sign(day) }, func() { l.deliver(day) }, func() { l.deliver(day) }, func() { l.renew(day) }, func() { l.review(day) },
		func() { l.rate(day, l.buyer(), relationship.AspectSatisfaction, 5, 1, 5) },
	}
	makers, gaps := all, []int{0, 0, 1, 7, 29, 30, 31, 60, 61, 90, 120, 121, 365, 400}
	if rapid.IntRange(0, 3).Draw(t, "well") == 0 {
		makers, gaps = append(well, all[rapid.IntRange(0, len(all)-1).Draw(t, "and")]), gaps[:6]
	}
	for range n {
		day += rapid.SampledFrom(gaps).Draw(t, "gap")
		makers[rapid.IntRange(0, len(makers)-1).Draw(t, "kind")]()
	}
	if rapid.IntRange(0, 9).Draw(t, "ends") == 0 {
		l.closes(day)
	}
	return l
}

// buyer is the side that buys.
func (l *log) buyer() relationship.Actor {
	if l.key.Role.Group() == relationship.GroupSupplier {
		return we
	}
	return party
}

// given draws the scores that a caller copies in.
func given(t *rapid.T) lifecycle.Facts {
	score := func(name string) lifecycle.Score {
		return rapid.SampledFrom([]lifecycle.Score{
			{}, {Points: 9999}, lifecycle.Points(0), lifecycle.Points(3999), lifecycle.Points(5999), lifecycle.Points(9500), lifecycle.Points(10_000),
		}).Draw(t, name)
	}
	return lifecycle.Facts{
		Trust: score("trust"), Value: score("value"), Communication: score("communication"), Bond: score("bond"),
		Commitment: score("commitment"), Keeping: score("keeping"), PaysBack: rapid.Bool().Draw(t, "pays back"),
	}
}

// last is the day of the last event.
func (l *log) last() time.Time {
	if len(l.events) == 0 {
		return start
	}
	return l.events[len(l.events)-1].At()
}

// The generator leads into every stage of both ready-made definitions.
func TestLivesReachEveryStage(t *testing.T) {
	customer, partner := map[lifecycle.CustomerStage]bool{}, map[lifecycle.PartnerStage]bool{}
	for i := range 4000 {
		l := rapid.Custom(func(t *rapid.T) *log { return lives(t, ada) }).Example(i)
		facts := rapid.Custom(given).Example(i)
		if i%2 == 0 {
			scores(&facts, 9500)
		}
		asOf := l.last().AddDate(2, 0, 0)
		c := lifecycle.CustomerStanding{Facts: facts}
		if err := walk(customers(t), &c, l, asOf, func(s lifecycle.CustomerStep) { customer[s.From], customer[s.To] = true, true }); err != nil {
			t.Fatal(err)
		}
		p := lifecycle.PartnerStanding{Facts: facts}
		if err := walk(partners(t), &p, l, asOf, func(s lifecycle.PartnerStep) { partner[s.From], partner[s.To] = true, true }); err != nil {
			t.Fatal(err)
		}
		if len(customer) == len(lifecycle.CustomerStages()) && len(partner) == len(lifecycle.PartnerStages()) {
			return
		}
	}
	t.Errorf("reached %v and %v", customer, partner)
}

// walk replays a life, and lets time pass to its end.
func walk[S, E lifecycle.Label](
	c *lifecycle.Course[S, E], at *lifecycle.Standing[S], l *log, asOf time.Time, visit func(lifecycle.Step[S, E]),
) error {
	if err := c.Replay(at, slices.Values(l.events), visit); err != nil {
		return err
	}
	return c.Advance(at, asOf, visit)
}
