package loyalty_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

func TestDialogueInputs(t *testing.T) {
	var m loyalty.DialogueModel
	var s loyalty.Dialogue
	if err := m.Observe(&s, contacted(relationship.PurposeService, false, us)); err != nil {
		t.Fatal(err)
	}
	before := s
	for name, err := range map[string]error{
		"half-life":  second(loyalty.NewDialogueModel(loyalty.DialoguePolicy{HalfLife: -2})),
		"prior":      second(loyalty.NewDialogueModel(loyalty.DialoguePolicy{Prior: loyalty.Prior{Strength: 1, Mean: 0.5}})),
		"patience":   second(loyalty.NewDialogueModel(loyalty.DialoguePolicy{Patience: -1})),
		"nil":        m.Observe(&s, nil),
		"none":       m.Observe(&s, (*relationship.Contact)(nil)),
		"no request": m.Observe(&s, (*relationship.Request)(nil)),
		"unmade":     m.Observe(&s, relationship.Contact{}),
		"no side":    m.ObserveAttempt(&s, 0, true, noon),
		"no instant": m.ObserveAttempt(&s, us, true, time.Time{}),
		"as-of":      second(m.Read(s, nil, time.Time{})),
	} {
		if !errors.Is(err, loyalty.ErrInvalid) || s != before {
			t.Errorf("%s: %v", name, err)
		}
	}
	var asOf *loyalty.AsOfError
	if _, err := m.Read(s, nil, noon.Add(-1)); !errors.As(err, &asOf) || !asOf.Known.Equal(noon) {
		t.Errorf("before what is known: %v", err)
	}
	for _, w := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -5e-324, -1} {
		for _, err := range []error{third(loyalty.Reciprocity(w, 1)), third(loyalty.Reciprocity(1, w))} {
			if !errors.Is(err, loyalty.ErrInvalid) {
				t.Errorf("weight %v: %v", w, err)
			}
		}
	}
	zero := math.Copysign(0, -1)
	if q, ok, err := loyalty.Reciprocity(zero, zero); q != 0 || math.Signbit(q) || ok || err != nil {
		t.Errorf("−0: %v, %v, %v", q, ok, err)
	}
}

// third returns the error of three results.
func third[A, B any](_ A, _ B, err error) error { return err }

// What nothing made reads as nothing known, and what is no side as nobody.
func TestDialogueZeroValues(t *testing.T) {
	var r loyalty.DialogueReading
	read := must(loyalty.DialogueModel{}.Read(loyalty.Dialogue{}, nil, noon))
	for _, r := range []loyalty.DialogueReading{r, read} {
		_, balanced := r.Balance()
		_, mean := r.Rhythm().Mean()
		for _, by := range []relationship.Actor{0, us, them, 77} {
			if r.Mass(by) != 0 || r.Initiatives(by) != 0 || r.Proactive(by).Mean() != 0.5 || r.Access(by).Mean() != 0.5 {
				t.Errorf("of %v something is known", by)
			}
		}
		if balanced || mean || r.Reciprocity() != 0.5 || r.ReciprocityItem() != (loyalty.Item{}) || r.NonBusiness().Mass() != 0 {
			t.Errorf("%+v knows something", r)
		}
	}
	var busy loyalty.Dialogue
	for _, by := range []relationship.Actor{us, them} {
		if err := (loyalty.DialogueModel{}).ObserveAttempt(&busy, by, false, noon); err != nil {
			t.Fatal(err)
		}
	}
	heard := must(loyalty.DialogueModel{}.Read(busy, nil, noon))
	for _, by := range []relationship.Actor{0, 77} {
		if heard.Access(by).Mass() != 0 || heard.Access(us).Mass() != 1 {
			t.Errorf("%v is known to have been tried", by)
		}
	}
	if _, ok := r.Rate(); ok {
		t.Error("a rate without a policy")
	}
	if rate, ok := read.Rate(); !ok || rate != 0 {
		t.Errorf("rate of silence %v, %v", rate, ok)
	}
	want := loyalty.DialoguePolicy{HalfLife: loyalty.Days(90), Prior: loyalty.Prior{Strength: 2, Mean: 0.5}, Patience: 3 * loyalty.Day}
	if got := (loyalty.DialogueModel{}).Policy(); got != want {
		t.Errorf("defaults %+v", got)
	}
}
