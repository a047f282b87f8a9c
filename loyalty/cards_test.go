package loyalty_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// TestGoldenCardCeilings: the tables of the three cards: a perfect item at the rhythm expected for forty years ends at the best mean
// that is said, (1 + n)/(2 + n) with n = 1/(1 − 2^(−Δ/h)), to a thousandth, and none is too low for the best band.
func TestGoldenCardCeilings(t *testing.T) {
	type row struct {
		factor   loyalty.FactorID
		halfLife int
		cadence  int
		best     float64
	}
	for _, c := range []struct {
		card loyalty.Card
		rows []row
	}{
		{loyalty.DefaultSupplierCard(), []row{
			{"on-time", 365, 30, 0.950}, {"quality", 365, 90, 0.880}, {"response", 180, 30, 0.910}, {"price-stability", 365, 90, 0.880},
			{"formality", 365, 0, 0}, {"promises", 365, 90, 0.880},
		}},
		{loyalty.DefaultDistributorCard(), []row{
			{"promises", 365, 30, 0.950}, {"reporting", 365, 30, 0.950}, {"response", 180, 30, 0.910}, {"market-effort", 365, 90, 0.880},
			{"price-discipline", 365, 90, 0.880}, {"trust", 730, 180, 0.880},
		}},
		{loyalty.DefaultCommitmentCard(), []row{
			{"horizon", 365, 0, 0}, {"renewal", 1095, 365, 0.854}, {"share-of-wallet", 365, 90, 0.880}, {"exclusivity", 365, 0, 0},
			{"intent", 365, 90, 0.880}, {"lock-in", 365, 0, 0},
		}},
	} {
		model, warnings, err := c.card.Compile()
		if err != nil || len(warnings) != 0 || len(c.card.Factors) != len(c.rows) {
			t.Fatalf("card %s: %v, %v", c.card.ID, warnings, err)
		}
		var state loyalty.State
		end := instant("2026-01-01T00:00:00Z")
		for i, r := range c.rows {
			f := c.card.Factors[i]
			if f.ID != r.factor || f.HalfLife != loyalty.Days(r.halfLife) || f.Cadence != loyalty.Span(r.cadence)*loyalty.Day {
				t.Errorf("card %s: %+v, want %+v", c.card.ID, f, r)
			}
			for day := 0; r.cadence > 0 && day < 40*365; day += r.cadence {
				if err := model.ObserveEvidence(&state, f.ID, must(loyalty.For(1)), end.AddDate(0, 0, -day)); err != nil {
					t.Fatal(err)
				}
			}
		}
		for i, l := range scored(t, model, state, end).Lines() {
			if r := c.rows[i]; r.cadence > 0 && (math.Abs(l.Value-r.best) > 0.0005 || l.Value < 0.8) {
				t.Errorf("card %s: %s reaches %v, want %v", c.card.ID, l.Factor, l.Value, r.best)
			}
		}
	}
}

// history makes events of one partner, at 9:00 UTC some days before the end.
type history struct {
	t     *testing.T
	model *loyalty.Model
	state loyalty.State
	role  relationship.PartyKind
	n     int
}

var storyEnd = instant("2026-01-01T09:00:00Z")

func (h *history) next() (relationship.EventID, relationship.Key) {
	h.n++
	return relationship.EventID(fmt.Sprint("e", h.n)), relationship.Key{From: "us", To: "acme", Role: h.role}
}

func (h *history) ago(days int) time.Time { return storyEnd.AddDate(0, 0, -days) }

func (h *history) observe(e relationship.Event, err error) {
	h.t.Helper()
	if err == nil {
		err = h.model.Observe(&h.state, e)
	}
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *history) delivery(days, late int) {
	id, key := h.next()
	h.observe(relationship.NewDelivery(relationship.DeliveryConfig{ID: id, At: h.ago(days), Key: key, Due: h.ago(days + late), Actor: relationship.ByTo}))
}

func (h *history) promise(days, late int, outcome relationship.Outcome) {
	id, key := h.next()
	h.observe(relationship.NewPromiseClosed(relationship.PromiseClosedConfig{
		ID: id, At: h.ago(days), Key: key, Promise: id + "p", MadeAt: h.ago(days + 60), Due: h.ago(days + late), By: relationship.ByTo, Outcome: outcome,
	}))
}

func (h *history) reply(days, hours int) {
	id, key := h.next()
	h.observe(relationship.NewReply(relationship.ReplyConfig{
		ID: id, At: h.ago(days), Key: key, Actor: relationship.ByTo, Request: id + "q",
		RequestedAt: h.ago(days).Add(-time.Duration(hours) * time.Hour), Channel: relationship.ChannelEmail,
	}))
}

func (h *history) resolution(days int, severity, recovery float64) {
	id, key := h.next()
	h.observe(relationship.NewResolution(relationship.ResolutionConfig{
		ID: id, At: h.ago(days), Key: key, Actor: relationship.ByTo, Complaint: id + "c", ComplainedAt: h.ago(days + 9), Severity: severity, Recovery: recovery,
	}))
}

func (h *history) rated(days int, by relationship.Actor, about relationship.Aspect, stars float64) {
	id, key := h.next()
	h.observe(relationship.NewRating(relationship.RatingConfig{
		ID: id, At: h.ago(days), Key: key, Actor: by, About: about, Value: stars, Low: 1, High: 5,
	}))
}

func (h *history) fed(state *loyalty.State, factor loyalty.FactorID, x, weight float64, days int) {
	h.t.Helper()
	if err := h.model.ObserveEvidence(state, factor, must(loyalty.Graded(x, weight)), h.ago(days)); err != nil {
		h.t.Fatal(err)
	}
}

func (h *history) ends(what, band string, covered float64, state loyalty.State) loyalty.Result {
	h.t.Helper()
	result := scored(h.t, h.model, state, storyEnd)
	if result.Band != band || math.Abs(result.Coverage-covered) > 1e-12 {
		h.t.Errorf("%s: %d points, %s, coverage %v; want %s, %v\n%v", what, result.Points, result.Band, result.Coverage, band, covered, result.Lines())
	}
	return result
}

// TestSupplierStory: two years of a good supplier with a contract, and of a bad one without.
func TestSupplierStory(t *testing.T) {
	story := func(late, hours int, stars float64, outcome relationship.Outcome, contract float64) (*history, loyalty.State) {
		h := &history{t: t, model: compiled(t, loyalty.DefaultSupplierCard()), role: relationship.KindSupplier}
		for day := 0; day < 720; day += 30 {
			h.delivery(day, late)
			h.reply(day, hours)
			if day%90 == 0 {
				h.promise(day, late, outcome)
				h.rated(day, relationship.ByFrom, relationship.AspectQuality, stars)
				h.rated(day, relationship.ByFrom, relationship.AspectPrice, stars)
				h.rated(day, relationship.ByTo, relationship.AspectQuality, 6-stars) // what they say of us
			}
		}
		copied := h.state // formality is read at the instant and not kept
		h.fed(&copied, loyalty.FactorFormality, contract, 10, 0)
		return h, copied
	}
	good, signed := story(0, 1, 5, relationship.OutcomeKept, 1)
	best := good.ends("good", "strong", 1, signed)
	if without := good.ends("good, formality left out", "strong", 5.0/6, good.state); without.Points >= best.Points {
		t.Errorf("%d without the contract, %d with it", without.Points, best.Points)
	}
	if h := good.state.At(); !h.Equal(storyEnd) {
		t.Error(h)
	}
	bad, oral := story(21, 120, 1.5, relationship.OutcomeBroken, 0)
	bad.resolution(5, 0.8, 0)
	worst := bad.ends("bad", "critical", 1, oral)
	if best.Points-worst.Points < 5000 {
		t.Errorf("%d and %d", best.Points, worst.Points)
	}
	if l := best.Lines()[4]; math.Abs(l.Value-11.0/12) > 1e-12 { // (1 + 10)/12
		t.Error(l.Value)
	}
}

// TestDistributorStory: a year of a distributor who reports and keeps prices, and of one who does neither.
func TestDistributorStory(t *testing.T) {
	story := func(hours int, stars float64, outcome relationship.Outcome, reports float64) *history {
		h := &history{t: t, model: compiled(t, loyalty.DefaultDistributorCard()), role: relationship.KindDistributor}
		for day := 0; day < 720; day += 30 {
			h.promise(day, 0, outcome)
			h.reply(day, hours)
			h.fed(&h.state, loyalty.FactorReporting, reports, 1, day)
			if day%90 == 0 {
				for _, about := range []relationship.Aspect{relationship.AspectKnowledge, relationship.AspectPrice, relationship.AspectIntegrity} {
					h.rated(day, relationship.ByFrom, about, stars)
				}
			}
		}
		return h
	}
	good := story(2, 5, relationship.OutcomeKept, 1)
	good.ends("good", "strong", 1, good.state)
	bad := story(200, 1, relationship.OutcomeBroken, 0.1)
	before := bad.ends("bad, with no complaint", "critical", 1, bad.state).Lines()[3]
	bad.resolution(3, 1, 0.2)
	if after := scored(t, bad.model, bad.state, storyEnd).Lines()[3]; after.Mass <= before.Mass || after.Value >= before.Value {
		t.Errorf("a complaint takes %+v to %+v", before, after)
	}
	bad.ends("bad", "critical", 1, bad.state)
}

// TestCommitmentStory: one who wants to stay, one who has to, and one who leaves. Lock-in is seen and adds nothing.
func TestCommitmentStory(t *testing.T) {
	story := func(conduct, stars, lock float64) (*history, loyalty.State) {
		h := &history{t: t, model: compiled(t, loyalty.DefaultCommitmentCard()), role: relationship.KindCustomer}
		for day := 0; day < 1440; day += 90 {
			h.rated(day, relationship.ByTo, relationship.AspectCommitment, stars)
			h.fed(&h.state, loyalty.FactorShareOfWallet, conduct, 1, day)
			if day%360 == 0 {
				h.fed(&h.state, loyalty.FactorRenewal, conduct, 1, day)
			}
		}
		copied := h.state
		h.fed(&copied, loyalty.FactorHorizon, conduct, 10, 0)
		h.fed(&copied, loyalty.FactorExclusivity, conduct, 10, 0)
		h.fed(&copied, loyalty.FactorLockIn, lock, 10, 0)
		return h, copied
	}
	h, state := story(1, 5, 0)
	willing := h.ends("wants to stay", "strong", 1, state)
	h, state = story(1, 1, 1)
	bound := h.ends("has to stay", "good", 1, state)
	h, state = story(0, 1, 0)
	h.ends("leaves", "critical", 1, state)
	h, state = story(1, 5, 1)
	if again := h.ends("wants to, and has to", "strong", 1, state); again.Points != willing.Points {
		t.Errorf("lock-in moves %d to %d", willing.Points, again.Points)
	}
	sides, err := bound.Groups(loyalty.CommitmentBySide())
	if err != nil || len(sides) != 3 {
		t.Fatal(sides, err)
	}
	conduct, affective, calculative := sides[0], sides[1], sides[2]
	if conduct.Mean < 0.8 || affective.Mean > 0.2 || calculative.Mean < 0.9 || calculative.Points != 0 || calculative.Weight != 0 || calculative.Coverage != 1 {
		t.Errorf("%+v", sides)
	}
}

// TestCardsAreFresh: what one caller changes in a ready-made card is not seen by another, and each card has its hash.
func TestCardsAreFresh(t *testing.T) {
	hashes := map[string]string{}
	for _, ready := range []func() loyalty.Card{
		loyalty.DefaultCustomerCard, loyalty.DefaultPartnerCard, loyalty.DefaultEmployeeCard, loyalty.DefaultSupplierCard,
		loyalty.DefaultDistributorCard, loyalty.DefaultCommitmentCard,
	} {
		card := ready()
		before := compiled(t, card).Stamp()
		card.Factors[0].Weight, card.Policy.Rules[0].Weight = 9, 9
		if again := compiled(t, ready()).Stamp(); again != before {
			t.Errorf("%v became %v", before, again)
		}
		if other, taken := hashes[before.Hash]; taken {
			t.Errorf("%s has the hash of %s", card.ID, other)
		}
		hashes[before.Hash] = card.ID
		data, err := card.Canonical()
		if read, err2 := loyalty.ParseCard(data); err != nil || err2 != nil || compiled(t, read).Stamp() != compiled(t, card).Stamp() {
			t.Errorf("%s: %v, %v", card.ID, err, err2)
		}
	}
}
