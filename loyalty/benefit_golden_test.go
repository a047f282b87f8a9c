package loyalty_test

import (
	"slices"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// The numbers are worked out by hand, those with a root or an incomplete beta function by mpmath with 40 digits.

func TestGoldenMutualBenefit(t *testing.T) {
	for _, c := range []struct {
		a, b     string
		rounding relationship.Rounding
		balance  float64
		level    string
		ok       bool
	}{
		{"120", "80", relationship.RoundHalfEven, 0.8, "96.00 EUR", true},
		{"1", "2", relationship.RoundHalfEven, 2. / 3, "1.33 EUR", true},
		{"1", "2", relationship.RoundUp, 2. / 3, "1.34 EUR", true},
		{"0.01", "0.03", relationship.RoundHalfEven, 0.5, "0.02 EUR", true}, // 0.015
		{"0.01", "0.03", relationship.RoundDown, 0.5, "0.01 EUR", true},
		{"0.05", "0.15", relationship.RoundHalfUp, 0.5, "0.08 EUR", true}, // 0.075
		{"7", "7", relationship.RoundHalfEven, 1, "7.00 EUR", true},
		{"-5", "100", relationship.RoundHalfEven, 0, "0.00 EUR", true},
		{"0", "100", relationship.RoundHalfEven, 0, "0.00 EUR", true},
		{"-5", "-5", relationship.RoundHalfEven, 0, "0.00 EUR", true},
		{"-5", "5", relationship.RoundHalfEven, 0, "0.00 EUR", true},
		{"0", "0", relationship.RoundHalfEven, 0, "0", false},
	} {
		got, ok, err := loyalty.MutualBenefit(euros(c.a), euros(c.b), c.rounding)
		if err != nil || ok != c.ok || got.Level.String() != c.level {
			t.Errorf("%s and %s: %v, %v, %v; want %s", c.a, c.b, got, ok, err, c.level)
		}
		nearly(t, c.a+" and "+c.b, got.Balance, c.balance)
	}
	for _, c := range []struct {
		ours, theirs int
		want         float64
		ok           bool
	}{{3, 1, 0.75, true}, {5, 5, 1, true}, {0, 9, 0, true}, {0, 0, 0, false}} {
		if got, ok, err := loyalty.MutualInterest(c.ours, c.theirs); got != c.want || ok != c.ok || err != nil {
			t.Errorf("initiatives %d, %d: %v, %v, %v", c.ours, c.theirs, got, ok, err)
		}
	}
	if got, ok, err := loyalty.SharedIdeals([]string{"green", "fair", "local"}, []string{"fair", "open", "local", "fair"}); got != 0.5 || !ok || err != nil {
		t.Errorf("ideals: %v, %v, %v", got, ok, err)
	}
}

func TestGoldenBond(t *testing.T) {
	ties := []relationship.Tie{
		tie("e-1", "u-1", 0.8, ""), tie("e-2", "u-2", 0.6, "2025-06-01"), tie("e-3", "u-1", -0.5, "1990-01-01"),
		tie("e-4", "u-1", 1, "2026-06-02"), tie("e-5", "u-1", 0, "2026-06-01"),
	}
	b, err := loyalty.BondOf(slices.Values(ties), day("2026-06-01"), loyalty.BondOptions{})
	if err != nil {
		t.Fatal(err)
	}
	nearly(t, "n", b.Ties, 1.1) // 0.8 + 0.6/2
	nearly(t, "bond", b.Value, 0.26829268292682926829)
	if len(b.Risks) != 1 || b.Risks[0] != ties[2] {
		t.Errorf("risks: %v", b.Risks)
	}
	contact := func(id string, purpose relationship.Purpose, informal bool, at string) relationship.Event {
		return must(relationship.NewContact(relationship.ContactConfig{
			ID: relationship.EventID(id), At: instant(at), Key: key(), Actor: relationship.ByTo, Channel: relationship.ChannelOther,
			Purpose: purpose, Informal: informal,
		}))
	}
	from, to := instant("2026-01-01T00:00:00Z"), instant("2026-02-01T00:00:00Z")
	byPointer := contact("c-3", relationship.PurposeOffer, true, "2026-01-11T00:00:00Z").(relationship.Contact)
	share, err := loyalty.PersonalShare(slices.Values([]relationship.Event{
		contact("c-0", relationship.PurposeSocial, false, "2026-01-01T00:00:00Z"), // on the edge, outside
		contact("c-1", relationship.PurposeSocial, false, "2026-02-01T00:00:00Z"), // on the edge, inside
		contact("c-2", relationship.PurposeOffer, false, "2026-01-11T00:00:00Z"), &byPointer,
		contact("c-4", relationship.PurposeService, false, "2026-01-11T00:00:00Z"),
	}), from, to)
	if err != nil || share != (loyalty.Share{Hits: 2, Of: 4}) {
		t.Errorf("personal share: %v, %v", share, err)
	}
}

func TestGoldenDisagreement(t *testing.T) {
	model, state, asOf := worked(t)
	result := scored(t, model, state, asOf) // 5516, 3661 to 7308
	for points, want := range map[int]bool{5516: false, 3661: false, 3660: true, 7308: false, 7309: true, 0: true} {
		o := must(relationship.NewOpinion(relationship.OpinionConfig{Key: key(), By: "e-1", At: asOf, Points: points}))
		if gap, got, err := loyalty.Disagreement(o, result); gap != points-5516 || got != want || err != nil {
			t.Errorf("%d: gap %d, %v, %v", points, gap, got, err)
		}
	}
}
