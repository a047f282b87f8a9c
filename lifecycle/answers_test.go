package lifecycle_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// One answer, in each of two stages: from where on it bonds, and up to where it breaks the bond.
func TestCustomerAnswers(t *testing.T) {
	const experience, bonding = lifecycle.CustomerExperience, lifecycle.CustomerBonding
	stars := func(n float64) func(*log, int) { return func(l *log, day int) { l.stars(day, n) } }
	recommend := func(n float64) func(*log, int) { return func(l *log, day int) { l.recommend(day, n) } }
	for _, tt := range []struct {
		name           string
		answer         func(*log, int)
		first, decides lifecycle.CustomerStage // where it leads from Experience, and from Bonding
	}{
		{"2 of 5", stars(2), experience, experience},
		{"3 of 5", stars(3), experience, bonding},
		{"4 of 5", stars(4), bonding, bonding},
		{"6 of 10", recommend(6), experience, experience},
		{"7 of 10", recommend(7), bonding, bonding},
		{"9 of 10", recommend(9), bonding, bonding},
	} {
		first := &log{key: ada}
		first.buy(0)
		first.buy(1)
		tt.answer(first, 2)
		bonded := &log{key: ada}
		for day := range 5 {
			bonded.buy(day)
		}
		tt.answer(bonded, 5)
		for l, want := range map[*log]lifecycle.CustomerStage{first: tt.first, bonded: tt.decides} {
			var at lifecycle.CustomerStanding
			if err := customers(t).Replay(&at, slices.Values(l.events), nil); err != nil || at.State.Stage != want {
				t.Errorf("%s after %d orders: %v, %v, want %v", tt.name, at.Facts.Purchases, at.State.Stage, err, want)
			}
		}
	}
}

// A referral makes an advocate of a promoter, or of who is trusted; of others it does not.
func TestCustomerAdvocates(t *testing.T) {
	for _, tt := range []struct {
		name  string
		facts lifecycle.Facts
		want  lifecycle.CustomerStage
	}{
		{"nothing known", lifecycle.Facts{}, lifecycle.CustomerBonding},
		{"nearly a promoter", lifecycle.Facts{Recommendation: lifecycle.Points(8999)}, lifecycle.CustomerBonding},
		{"a promoter", lifecycle.Facts{Recommendation: lifecycle.Points(9000)}, lifecycle.CustomerAdvocacy},
		{"nearly trusted", lifecycle.Facts{Trust: lifecycle.Points(7999)}, lifecycle.CustomerBonding},
		{"trusted", lifecycle.Facts{Trust: lifecycle.Points(8000)}, lifecycle.CustomerAdvocacy},
	} {
		at := lifecycle.CustomerStanding{Facts: tt.facts}
		at.State = lifecycle.State[lifecycle.CustomerStage]{Stage: lifecycle.CustomerBonding, Lifetime: 1, Since: on(0), Last: on(0)}
		err := customers(t).Observe(&at, (&log{key: ada}).refer(1), nil)
		if err != nil || at.State.Stage != tt.want {
			t.Errorf("%s: %v, %v, want %v", tt.name, at.State.Stage, err, tt.want)
		}
		// The dissatisfied are told apart by what they said last, a verdict included.
		at.Facts.Voice = lifecycle.VoiceDissatisfied
		rated := lifecycle.Event[lifecycle.CustomerEvent]{Kind: lifecycle.CustomerEventRated, At: on(2)}
		if to, _, err := customers(t).Definition().Step(at.State, rated, &at.Facts); err != nil || to.Stage != lifecycle.CustomerExperience {
			t.Errorf("%s, then dissatisfied: %v, %v, want experience", tt.name, to.Stage, err)
		}
	}
}

// A complaint that is open, also one of several, holds a customer where it is.
func TestOpenComplaintsHoldBack(t *testing.T) {
	c, l := customers(t), &log{key: ada}
	l.buy(0)
	l.buy(1)
	l.complain(2)
	l.complain(2)
	l.resolve(3, relationship.VerdictUnknown) // one of two
	l.stars(4, 5)
	l.buy(5)
	var at lifecycle.CustomerStanding
	if err := c.Replay(&at, slices.Values(l.events), nil); err != nil {
		t.Fatal(err)
	}
	if at.State.Stage != lifecycle.CustomerComplaint || at.Facts.OpenComplaints != 1 {
		t.Errorf("with a complaint open: %v, %d open, want complaint and 1", at.State.Stage, at.Facts.OpenComplaints)
	}
	if err := c.Observe(&at, l.resolve(6, relationship.VerdictUnknown), nil); err != nil || at.State.Stage != lifecycle.CustomerExperience {
		t.Errorf("with none open: %v, %v, want experience", at.State.Stage, err)
	}
	// A resolution in Experience is no command that it knows, but the facts take it in.
	at.Facts.OpenComplaints = 1
	if err := c.Observe(&at, l.resolve(7, relationship.VerdictUnknown), nil); !errors.Is(err, lifecycle.ErrNoRule) {
		t.Fatal(err)
	}
	if err := c.Observe(&at, l.buy(8), nil); err != nil || at.State.Stage != lifecycle.CustomerBonding || at.Facts.OpenComplaints != 0 {
		t.Errorf("afterwards: %v, %d open, %v, want bonding and 0", at.State.Stage, at.Facts.OpenComplaints, err)
	}
}

// A dispute that is open stands in the way of loyalty.
func TestOpenDisputesHoldBack(t *testing.T) {
	for open, want := range map[uint32]lifecycle.PartnerStage{0: lifecycle.PartnerLoyal, 1: lifecycle.PartnerStrengthen} {
		at := lifecycle.PartnerStanding{Facts: lifecycle.Facts{OpenDisputes: open}}
		scores(&at.Facts, 9500)
		at.State = lifecycle.State[lifecycle.PartnerStage]{Stage: lifecycle.PartnerStrengthen, Lifetime: 1, Since: on(0), Last: on(0)}
		if err := partners(t).Observe(&at, (&log{key: mill}).review(1), nil); err != nil || at.State.Stage != want {
			t.Errorf("%d open: %v, %v, want %v", open, at.State.Stage, err, want)
		}
	}
}
