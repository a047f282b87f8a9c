package loyalty_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// attributed takes a change apart and fails on an error.
func attributed(t interface {
	Helper()
	Fatal(...any)
}, c loyalty.Change) loyalty.Attribution {
	t.Helper()
	a, err := c.Attribute()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestGoldenAttribution by hand. Trust and satisfaction weigh 1 each and 3 to 1 on the later card; κ = 2, m₀ = 0.5, h = 10 days. At first
// trust is known by 6 for: 7/8 and 1/2 are 4375 + 2500. After ten days 3 are left: 4/5 is 4000. A rating of satisfaction by 2 against makes
// 1/4 of it: 1250. On the later card they are 3/4·0.8 and 1/4·0.25: 6000 + 625.
func TestGoldenAttribution(t *testing.T) {
	card := loyalty.DefaultCustomerCard()
	card.Factors, card.Policy.Rules = card.Factors[:2], nil
	card.Factors[0].HalfLife, card.Factors[1].HalfLife = loyalty.Days(10), loyalty.Days(10)
	old := compiled(t, card)
	card.Version, card.Factors[0].Weight = 2, 3
	new := compiled(t, card)
	var s0 loyalty.State
	if err := old.ObserveEvidence(&s0, loyalty.Trust, must(loyalty.For(6)), base); err != nil {
		t.Fatal(err)
	}
	s1, later := s0, base.AddDate(0, 0, 10)
	if err := new.ObserveEvidence(&s1, loyalty.Satisfaction, must(loyalty.Against(2)), later); err != nil {
		t.Fatal(err)
	}
	a := attributed(t, loyalty.Change{
		Before: loyalty.Side{Model: old, State: s0, AsOf: base}, After: loyalty.Side{Model: new, State: s1, AsOf: later},
	})
	want := []loyalty.AttributionLine{
		{Kind: loyalty.LineFactor, Factor: loyalty.Trust, Decay: -375, Evidence: 0, Card: 2000},
		{Kind: loyalty.LineFactor, Factor: loyalty.Satisfaction, Decay: 0, Evidence: -1250, Card: -625},
	}
	if diff := cmp.Diff(want, a.Lines); diff != "" || a.Points != -250 || a.Decay != -375 || a.Evidence != -1250 || a.Card != 1375 {
		t.Errorf("%d = %d + %d + %d points (-want +got):\n%s", a.Points, a.Decay, a.Evidence, a.Card, diff)
	}
	if a.Before.Points != 6875 || a.After.Points != 6625 || want[0].Points() != 1625 {
		t.Errorf("from %d to %d, trust by %d", a.Before.Points, a.After.Points, want[0].Points())
	}
	data := must(json.Marshal(a))
	var back loyalty.Attribution
	if err := json.Unmarshal(data, &back); err != nil || string(must(json.Marshal(back))) != string(data) {
		t.Errorf("%s came back as %s, %v", data, must(json.Marshal(back)), err)
	}
	for _, bad := range []string{`{"points":null}`, `{"point":1}`, `{} {}`, `[]`, `{"lines":[{"kind":"no"}]}`} {
		kept := back
		if err := back.UnmarshalJSON([]byte(bad)); !errors.Is(err, loyalty.ErrDecode) || !cmp.Equal(back.Lines, kept.Lines) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

// TestAttributionOfOpenPromises: that a promise gets later is time; that one was opened or closed is evidence.
func TestAttributionOfOpenPromises(t *testing.T) {
	model := compiled(t, loyalty.DefaultCustomerCard())
	var open relationship.Open
	if err := open.Observe(promised(relationship.ByFrom, base)); err != nil {
		t.Fatal(err)
	}
	week := base.AddDate(0, 0, 7) // 1 − x = 1/2, against by 1.5: 1/3.5 of trust
	from := loyalty.Side{Model: model, Open: &open, AsOf: base}
	late := attributed(t, loyalty.Change{Before: from, After: loyalty.Side{Model: model, Open: &open, AsOf: week}})
	if late.Decay != -429 || late.Evidence != 0 || late.Card != 0 || late.Points != -429 {
		t.Errorf("a promise that got late: %+v", late)
	}
	waived := attributed(t, loyalty.Change{Before: from, After: loyalty.Side{Model: model, AsOf: week}})
	if waived.Decay != 0 || waived.Evidence != 0 || waived.Points != 0 {
		t.Errorf("taken back before it was late: %+v", waived)
	}
	from.AsOf = week
	waived = attributed(t, loyalty.Change{Before: from, After: loyalty.Side{Model: model, AsOf: week.AddDate(0, 0, 7)}})
	if waived.Decay != 0 || waived.Evidence != 429 || waived.Points != 429 {
		t.Errorf("taken back when it was: %+v", waived)
	}
}

// TestAttributionAcrossCards: gates are lines of their own, factors of one card only too, and what the later card keeps otherwise is to be
// replayed.
func TestAttributionAcrossCards(t *testing.T) {
	card := loyalty.DefaultCustomerCard()
	card.Factors, card.Policy.Rules = card.Factors[:2], nil
	old := compiled(t, card)
	other := loyalty.DefaultCustomerCard()
	other.Factors, other.Policy.Rules = other.Factors[1:3], nil
	other.Gates = []loyalty.Gate{{Factor: loyalty.Value, Below: 9000, Cap: 4000}}
	new := compiled(t, other)
	var s0, s1 loyalty.State
	if err := old.ObserveEvidence(&s0, loyalty.Trust, must(loyalty.For(2)), base); err != nil {
		t.Fatal(err)
	}
	before := loyalty.Side{Model: old, State: s0, AsOf: base}
	kept := attributed(t, loyalty.Change{Before: before, After: loyalty.Side{Model: new, State: s0, AsOf: base}})
	want := []loyalty.AttributionLine{
		{Kind: loyalty.LineFactor, Factor: loyalty.Satisfaction},
		{Kind: loyalty.LineFactor, Factor: loyalty.Value, Card: 2500},
		{Kind: loyalty.LineFactor, Factor: loyalty.Trust, Card: -3750},
		{Kind: loyalty.LineGate, Factor: loyalty.Value, Card: -1000},
	}
	if diff := cmp.Diff(want, kept.Lines); diff != "" || kept.Points != -2250 || kept.Card != -2250 {
		t.Errorf("%d points (-want +got):\n%s", kept.Points, diff)
	}
	slower, harder := card, card
	slower.Factors, harder.Factors = append([]loyalty.Factor(nil), card.Factors...), append([]loyalty.Factor(nil), card.Factors...)
	slower.Factors[0].HalfLife = loyalty.NoDecay
	harder.Factors[0].Negativity = 2
	for name, c := range map[string]loyalty.Change{
		"gone":               {Before: before, After: loyalty.Side{Model: new, State: s1, AsOf: base}},
		"another half-life":  {Before: before, After: loyalty.Side{Model: compiled(t, slower), State: s0, AsOf: base}},
		"another negativity": {Before: before, After: loyalty.Side{Model: compiled(t, harder), State: s0, AsOf: base}},
	} {
		var field *loyalty.FieldError
		if _, err := c.Attribute(); !errors.As(err, &field) || field.Path != "replayed" || !strings.Contains(field.Rule, "trust") {
			t.Errorf("%s: %v", name, err)
		}
		c.Replayed = &s0
		if a, err := c.Attribute(); err != nil || a.Evidence != 0 || a.Decay != 0 {
			t.Errorf("%s, replayed: %+v, %v", name, a, err)
		}
	}
	unknown := loyalty.Change{Before: loyalty.Side{Model: old, AsOf: base}, After: loyalty.Side{Model: compiled(t, slower), AsOf: base}}
	if a, err := unknown.Attribute(); err != nil || a.Points != 0 {
		t.Errorf("another half-life of what is not known: %+v, %v", a, err)
	}
	useless := loyalty.Change{Before: before, After: before, Replayed: &s0}
	var field *loyalty.FieldError
	if _, err := useless.Attribute(); !errors.As(err, &field) || field.Path != "replayed" {
		t.Errorf("replayed under one card: %v", err)
	}
}

func TestAttributionInputs(t *testing.T) {
	model := compiled(t, loyalty.DefaultCustomerCard())
	good := loyalty.Side{Model: model, AsOf: base}
	for path, c := range map[string]loyalty.Change{
		"before.model": {After: good, Before: loyalty.Side{AsOf: base}},
		"after.model":  {Before: good, After: loyalty.Side{AsOf: base}},
		"before.as-of": {After: good, Before: loyalty.Side{Model: model}},
		"after.as-of":  {Before: good, After: loyalty.Side{Model: model, AsOf: base.Add(-1)}},
	} {
		if _, err := c.Attribute(); !errors.Is(err, loyalty.ErrInvalid) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, err := (loyalty.Change{}).Attribute(); strings.Count(err.Error(), "loyalty:") != 4 {
		t.Errorf("of nothing: %v", err)
	}
	var s loyalty.State
	if err := model.ObserveEvidence(&s, loyalty.Trust, must(loyalty.For(1)), base.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	c := loyalty.Change{Before: loyalty.Side{Model: model, State: s, AsOf: base}, After: good}
	if _, err := c.Attribute(); !errors.Is(err, loyalty.ErrAsOfBeforeState) {
		t.Errorf("a state of the future: %v", err)
	}
}

// TestReplayedIsTheLaterEvidence: with the same rules, what is known of a factor to another instant than After knows is no replay.
func TestReplayedIsTheLaterEvidence(t *testing.T) {
	card := loyalty.DefaultCustomerCard()
	old := compiled(t, card)
	card.Version, card.Factors[0].HalfLife = 2, loyalty.Days(100)
	next := compiled(t, card)
	history := func(m *loyalty.Model, days ...int) (s loyalty.State) {
		for _, d := range days {
			if err := m.ObserveEvidence(&s, loyalty.Trust, must(loyalty.For(1)), base.AddDate(0, 0, d)); err != nil {
				t.Fatal(err)
			}
		}
		return s
	}
	before, right := history(old, 0), history(old, 0, 30)
	c := loyalty.Change{
		Before: loyalty.Side{Model: old, State: before, AsOf: base}, After: loyalty.Side{Model: next, State: history(next, 0, 30), AsOf: base.AddDate(0, 0, 60)},
	}
	for name, replayed := range map[string]*loyalty.State{"that of before": &before, "nothing": {}} {
		c.Replayed = replayed
		if _, err := c.Attribute(); !errors.Is(err, loyalty.ErrInvalid) || !strings.Contains(err.Error(), "replayed = trust known to ") {
			t.Errorf("%s: %v", name, err)
		}
	}
	c.Replayed = &right
	if a := attributed(t, c); a.Evidence <= 0 || a.Card >= 0 {
		t.Errorf("the right one: %+v", a)
	}
}

// TestCompare: lines of one card, also of results that were stored; never across cards.
func TestCompare(t *testing.T) {
	card := loyalty.DefaultCustomerCard()
	card.Gates = []loyalty.Gate{{Factor: loyalty.Trust, Below: 4000, Cap: 3000}}
	model := compiled(t, card)
	var s loyalty.State
	if err := model.ObserveEvidence(&s, loyalty.Trust, must(loyalty.Against(2)), base); err != nil { // 1/4
		t.Fatal(err)
	}
	before, after := scored(t, model, loyalty.State{}, base), scored(t, model, s, base)
	want := []loyalty.Delta{
		{Kind: loyalty.LineFactor, Factor: loyalty.Trust, Points: -500}, {Kind: loyalty.LineFactor, Factor: loyalty.Satisfaction},
		{Kind: loyalty.LineFactor, Factor: loyalty.Value}, {Kind: loyalty.LineFactor, Factor: loyalty.Communication},
		{Kind: loyalty.LineFactor, Factor: loyalty.SocialBond}, {Kind: loyalty.LineGate, Factor: loyalty.Trust, Points: -1500},
	}
	got, err := loyalty.Compare(before, after)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	var stored loyalty.Result
	if err := json.Unmarshal(must(json.Marshal(before)), &stored); err != nil {
		t.Fatal(err)
	}
	if got, err := loyalty.Compare(stored, after); err != nil || !cmp.Equal(got, want) {
		t.Errorf("of a stored result %v, %v", got, err)
	}
	other := scored(t, compiled(t, loyalty.DefaultPartnerCard()), loyalty.State{}, base)
	var cards *loyalty.OtherCardError
	if got, err := loyalty.Compare(before, other); got != nil || !errors.Is(err, loyalty.ErrOtherCard) || !errors.As(err, &cards) ||
		cards.Before != before.Stamp || cards.After != other.Stamp || !strings.HasPrefix(err.Error(), "loyalty: result = of card partner 1, ") {
		t.Errorf("across cards %v, %v", got, err)
	}
	if got, err := loyalty.Compare(loyalty.Result{}, loyalty.Result{}); len(got) != 0 || err != nil {
		t.Errorf("of nothing %v, %v", got, err)
	}
}

// TestTopPotential: the factors by what they could add, the largest first.
func TestTopPotential(t *testing.T) {
	card := loyalty.DefaultCustomerCard()
	card.Gates = []loyalty.Gate{{Factor: loyalty.Trust, Below: 10000, Cap: 100}}
	model := compiled(t, card)
	var s loyalty.State
	for id, item := range map[loyalty.FactorID]loyalty.Item{loyalty.Value: must(loyalty.Against(2)), loyalty.Trust: must(loyalty.For(2))} {
		if err := model.ObserveEvidence(&s, id, item, base); err != nil {
			t.Fatal(err)
		}
	}
	r := scored(t, model, s, base)
	var got []loyalty.FactorID
	for _, l := range r.TopPotential(9) {
		got = append(got, l.Factor)
	}
	want := []loyalty.FactorID{loyalty.Value, loyalty.Satisfaction, loyalty.Communication, loyalty.SocialBond, loyalty.Trust}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if top := r.TopPotential(1); len(top) != 1 || top[0].Potential != 1500 || len(r.TopPotential(0)) != 0 || len(r.TopPotential(-1)) != 0 {
		t.Errorf("the first: %+v", top)
	}
}
