package loyalty_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// The numbers are worked out by hand, those with a root or an incomplete beta function by mpmath with 40 digits.

func TestGoldenFormality(t *testing.T) {
	on := day("2026-06-01")
	deals := []deal{
		{form: relationship.FormWritten, value: "60000 EUR", start: "2026-01-01", complete: 0.9},
		{form: relationship.FormUnsigned, value: "30000 EUR", start: "2026-01-01", end: "2026-06-01"},
		{form: relationship.FormOral, value: "10000 EUR", start: "2026-01-01"},
		{form: relationship.FormOral, value: "999999 EUR", start: "2025-01-01", end: "2026-05-31"}, // over
		{form: relationship.FormOral, value: "999999 USD", start: "2026-06-02"},                    // to come
	}
	none := slices.Clone(deals)
	for i := range none {
		none[i].value = ""
	}
	for _, c := range []struct {
		deals []deal
		o     loyalty.FormalityOptions
		want  float64
	}{
		{deals, loyalty.FormalityOptions{}, 0.69},                                       // (60·0.9 + 30·0.5 + 10·0)/100
		{deals, loyalty.FormalityOptions{Written: 1, Unsigned: 0.5, Oral: 0.25}, 0.715}, // and 10·0.25
		{deals, loyalty.FormalityOptions{Each: true}, 1.4 / 3},                          // (0.9 + 0.5 + 0)/3
		{none, loyalty.FormalityOptions{}, 1.4 / 3},
		{deals[2:3], loyalty.FormalityOptions{}, 0},
		{deals[2:3], loyalty.FormalityOptions{Written: 1, Unsigned: 1, Oral: 1}, 1},
	} {
		got, ok, err := loyalty.Formality(agreements(t, c.deals...), on, c.o)
		if err != nil || !ok {
			t.Fatal(got, ok, err)
		}
		nearly(t, "formality", got, c.want)
	}
	for _, bad := range []loyalty.FormalityOptions{{Oral: 0.2}, {Written: 1, Oral: 0.2}, {Written: 0.5, Unsigned: 0.6}} {
		if err := bad.Validate(); !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	if got, ok, err := loyalty.Formality(agreements(t, deals...), day("2024-06-01"), loyalty.FormalityOptions{}); got != 0 || ok || err != nil {
		t.Errorf("with nothing in force: %v, %v, %v", got, ok, err)
	}
}

func TestGoldenCommitment(t *testing.T) {
	on := day("2026-01-01")
	for _, c := range []struct {
		deal deal
		o    loyalty.HorizonOptions
		want float64
	}{
		{deal{end: "2027-06-30"}, loyalty.HorizonOptions{}, 0.64476409440855592612}, // 545 days
		{deal{end: "2027-01-01"}, loyalty.HorizonOptions{}, 0.5},
		{deal{end: "2026-01-01"}, loyalty.HorizonOptions{}, 0},
		{deal{}, loyalty.HorizonOptions{}, 0.15710510074927600867}, // 90 days
		{deal{}, loyalty.HorizonOptions{HalfLife: 30 * loyalty.Day, Notice: 60 * loyalty.Day}, 0.75},
		{deal{end: "2029-12-31", ended: "2026-01-31T00:00:00Z"}, loyalty.HorizonOptions{HalfLife: 30 * loyalty.Day}, 0.5},
		{deal{end: "2025-12-31", renewed: []string{"2025-12-01T00:00:00Z"}}, loyalty.HorizonOptions{HalfLife: 399 * loyalty.Day}, 0.5},
	} {
		c.deal.form, c.deal.start = relationship.FormWritten, "2025-01-01"
		short := deal{form: relationship.FormWritten, start: "2025-01-01", end: on.String()}
		got, ok, err := loyalty.CommitmentHorizon(agreements(t, c.deal, short), on, c.o)
		if err != nil || !ok {
			t.Fatal(got, ok, err)
		}
		nearly(t, "horizon", got, c.want)
	}
	if got, ok, err := loyalty.CommitmentHorizon(nil, on, loyalty.HorizonOptions{}); got != 0 || ok || err != nil {
		t.Errorf("with nothing in force: %v, %v, %v", got, ok, err)
	}
	if v, ok, err := loyalty.ShareOfWallet(euros("30"), euros("120")); v != 0.25 || !ok || err != nil {
		t.Errorf("share of wallet: %v, %v, %v", v, ok, err)
	}
	jpy := must(relationship.ParseMoney("7 JPY"))
	needs := []loyalty.Need{{Ours: euros("5"), All: euros("5")}, {Ours: euros("99999999999999999.99"), All: euros("100000000000000000")},
		{Ours: jpy, All: jpy}, {Ours: euros("0"), All: euros("0")}, {All: euros("3")}}
	if got, err := loyalty.Exclusivity(needs); err != nil || got != (loyalty.Share{Hits: 2, Of: 4}) {
		t.Errorf("exclusivity: %v, %v", got, err)
	}
	if mutual, asymmetry, err := loyalty.BothWays(0.75, 0.5); mutual != 0.5 || asymmetry != 0.25 || err != nil {
		t.Errorf("both ways: %v, %v, %v", mutual, asymmetry, err)
	}
	if got := must(loyalty.NewCommitment(0.25, 0.5)); got.Spurious() != 0.375 || got.Affective() != 0.25 || got.Calculative() != 0.5 {
		t.Errorf("commitment %+v is spurious by %v", got, got.Spurious())
	}
}

func TestGoldenRenewals(t *testing.T) {
	asOf := instant("2026-07-02T12:00:00Z")
	h := loyalty.Days(365)
	all := agreements(t,
		deal{form: relationship.FormWritten, start: "2024-01-01", renewed: []string{"2025-07-02T12:00:00Z", "2026-07-02T12:00:00Z"}},
		// Ended 182.5 days before.
		deal{form: relationship.FormOral, start: "2024-01-01", end: "2027-01-01", ended: "2026-01-01T00:00:00Z"},
		deal{form: relationship.FormOral, start: "2024-01-01", end: "2026-07-02"}, // its last day
		deal{form: relationship.FormOral, start: "2026-07-03"},                    // to come
		deal{form: relationship.FormOral, start: "2026-01-01", end: "9999-12-31"}, // no day after it
	)
	e, err := loyalty.RenewalEvidence(all, asOf, h)
	if err != nil {
		t.Fatal(err)
	}
	nearly(t, "for", e.For(), 1.5)
	nearly(t, "against", e.Against(), 0.7071067811865475244) // 2^(−182.5/365)
	p := must(e.Posterior(loyalty.Prior{Strength: 2, Mean: 0.5}, h, asOf))
	nearly(t, "renewal rate", p.Mean(), 0.59423259974754307991)
	card := loyalty.DefaultCommitmentCard()
	var state loyalty.State
	if err := compiled(t, card).ObserveEvidence(&state, loyalty.FactorRenewal, e.Item(), e.At()); err != nil || state.Evidence(loyalty.FactorRenewal) != e {
		t.Errorf("%+v in a state is %+v, %v", e, state.Evidence(loyalty.FactorRenewal), err)
	}
	for _, c := range []struct{ end, ended, want string }{ // whichever came first
		{"2025-12-31", "2026-03-01T00:00:00Z", "2026-01-01T00:00:00Z"}, {"2026-04-30", "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z"},
	} {
		one := agreements(t, deal{form: relationship.FormOral, start: "2024-01-01", end: c.end, ended: c.ended})
		if got := must(loyalty.RenewalEvidence(one, asOf, h)); got.Against() != 1 || !got.At().Equal(instant(c.want)) {
			t.Errorf("%+v: %v against at %v", c, got.Against(), got.At())
		}
	}
	next := must(loyalty.RenewalEvidence(all, instant("2026-07-03T00:00:00Z"), loyalty.NoDecay))
	if next.For() != 2 || next.Against() != 2 {
		t.Errorf("after the last day: %v for, %v against", next.For(), next.Against())
	}
}
