package loyalty_test

import (
	"errors"
	"math"
	"reflect"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// nowhere are the numbers that no share and no weight can be.
func nowhere() []float64 {
	return []float64{math.NaN(), math.Inf(1), math.Inf(-1), -5e-324, -1, 1 + 0x1p-52, 85, math.MaxFloat64}
}

func TestSharesAreRefusedNotClamped(t *testing.T) {
	lateness := loyalty.Timeliness{HalfLife: loyalty.Day}
	promise := loyalty.Promise{Due: base, Stake: 1, Lateness: lateness}
	for _, v := range nowhere() {
		for name, err := range map[string]error{
			"graded":     second(loyalty.Graded(v, 1)),
			"discounted": second(loyalty.Item{}.Discounted(v)),
			"share":      second(promise.Delivered(v, base)),
			"severity":   second(loyalty.Case{Severity: v, At: base, Handling: lateness}.Open(base)),
			"resolved":   second(loyalty.Case{Severity: v}.Resolved(0)),
			"forgiven":   second(loyalty.Case{Forgiven: v}.Resolved(0)),
			"recovered":  second(loyalty.Case{}.Resolved(v)),
			"recovery":   errors.Join(second(loyalty.Recovery(v, 0, 0))),
			"treatment":  errors.Join(second(loyalty.Recovery(0, v, 0))),
			"procedure":  errors.Join(second(loyalty.Recovery(0, 0, v))),
			"rated":      second(loyalty.Rated(v, 0, 1)),
			"ceiling":    second(loyalty.SuggestHalfLife(loyalty.Prior{Strength: 2, Mean: 0.5}, loyalty.Day, v)),
		} {
			var field *loyalty.FieldError
			if !errors.Is(err, loyalty.ErrInvalid) || !errors.As(err, &field) || field.Path == "" || field.Rule == "" {
				t.Errorf("%s of %v: %v", name, v, err)
			}
		}
	}
	for _, w := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -5e-324, -1, 1e6 + 1e-9, math.MaxFloat64} {
		promise.Stake = w
		for name, err := range map[string]error{
			"graded": second(loyalty.Graded(1, w)), "for": second(loyalty.For(w)), "against": second(loyalty.Against(w)),
			"broken": second(promise.Broken()), "delivered": second(promise.Delivered(1, base)), "open in time": second(promise.Open(base)),
		} {
			if !errors.Is(err, loyalty.ErrInvalid) {
				t.Errorf("%s of weight %v: %v", name, w, err)
			}
		}
	}
	for _, level := range []float64{math.NaN(), math.Inf(1), 0, 0.2, 0.4999, 1, 2, -1} {
		if _, err := (loyalty.Posterior{}).Interval(level); !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("level %v: %v", level, err)
		}
	}
	for _, scale := range [][2]float64{{1, 1}, {5, 1}, {math.NaN(), 1}, {0, math.Inf(1)}, {-math.MaxFloat64, math.MaxFloat64}} {
		if _, err := loyalty.Rated(1, scale[0], scale[1]); !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("scale %v: %v", scale, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestMinusZeroIsZero(t *testing.T) {
	zero := math.Copysign(0, -1)
	for _, item := range []loyalty.Item{
		relationship.Must(loyalty.Graded(zero, 1)), relationship.Must(loyalty.For(zero)), relationship.Must(loyalty.Against(zero)),
		relationship.Must(loyalty.Graded(0.5, zero)),
	} {
		if math.Signbit(item.For()) || math.Signbit(item.Against()) {
			t.Errorf("an item with minus zero: %+v", item)
		}
	}
}

func TestInstantsAreRefused(t *testing.T) {
	model := compiled(t, loyalty.DefaultCustomerCard())
	rule := loyalty.Timeliness{HalfLife: loyalty.Day}
	for _, when := range []time.Time{{}, time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC), time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)} {
		var s loyalty.State
		var e loyalty.Evidence
		for name, err := range map[string]error{
			"observe":   model.ObserveEvidence(&s, loyalty.Trust, relationship.Must(loyalty.For(1)), when),
			"score":     second(model.Score(s, nil, when)),
			"add":       e.Add(relationship.Must(loyalty.For(1)), when, loyalty.Days(1)),
			"decayed":   second(e.Decayed(when, loyalty.Days(1))),
			"posterior": second(e.Posterior(loyalty.Prior{Strength: 2, Mean: 0.5}, loyalty.Days(1), when)),
			"due":       second(loyalty.Promise{Due: when, Lateness: rule}.Open(base)),
			"answered":  second(loyalty.Inquiry{At: base, Speed: rule}.Answered(when)),
		} {
			if !errors.Is(err, loyalty.ErrInvalid) {
				t.Errorf("%s at %v: %v", name, when, err)
			}
		}
		if !s.IsZero() || !e.IsZero() {
			t.Errorf("refused, and changed: %+v, %+v", s, e)
		}
	}
	if _, err := (loyalty.Inquiry{At: base, Speed: rule}).Answered(base.Add(-1)); !errors.Is(err, loyalty.ErrInvalid) {
		t.Errorf("an answer before the question: %v", err)
	}
	for _, bad := range []loyalty.Timeliness{{}, {HalfLife: -1}, {HalfLife: 1, Grace: -1}} {
		if err := bad.Validate(); !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("%+v: %v", bad, err)
		}
		if _, err := (loyalty.Promise{Due: base, Lateness: bad}).Open(base); !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("%+v is used: %v", bad, err)
		}
	}
}

func TestExchangesAreRefused(t *testing.T) {
	usd := relationship.Must(relationship.ParseMoney("1 USD"))
	for _, c := range []struct {
		benefit, cost relationship.Money
		want          error
	}{
		{euros("-1"), euros("2"), loyalty.ErrInvalid}, {euros("2"), euros("-1"), loyalty.ErrInvalid},
		{euros("0"), euros("0"), loyalty.ErrInvalid}, {relationship.Money{}, relationship.Money{}, loyalty.ErrInvalid},
		{euros("1"), usd, relationship.ErrCurrencyMismatch},
	} {
		if _, err := loyalty.Exchanged(c.benefit, c.cost); !errors.Is(err, c.want) {
			t.Errorf("%v for %v: %v, want %v", c.benefit, c.cost, err, c.want)
		}
	}
	for _, c := range []struct {
		benefit, cost string
		want          float64
	}{{"1", "0", 1}, {"0", "1", 0}, {"1", "1", 0.5}, {"1", "3", 0.25}, {"0.000000000000000001", "99999999999999999999", 1e-38}} {
		if item, err := loyalty.Exchanged(euros(c.benefit), euros(c.cost)); err != nil || item.For() != c.want {
			t.Errorf("%s for %s: %+v, %v; want %v", c.benefit, c.cost, item, err, c.want)
		}
	}
}

func TestPriorsAndCeilingsAreRefused(t *testing.T) {
	good := loyalty.Prior{Strength: 5, Mean: 0.8}
	if err := good.Validate(); err != nil {
		t.Error(err)
	}
	for _, p := range []loyalty.Prior{
		{}, {2, 0.4}, {1.9, 0.5}, {math.NaN(), 0.5}, {2, math.NaN()}, {math.Inf(1), 0.5}, {5, 0}, {5, 1}, {-5, 0.5}, {1e7, 0.5}, {1e6, -1},
	} {
		var e loyalty.Evidence
		for name, err := range map[string]error{
			"validate":  p.Validate(),
			"posterior": second(e.Posterior(p, loyalty.Days(1), base)),
			"ceiling":   second(loyalty.Ceiling(p, loyalty.Day, loyalty.Days(1))),
			"suggest":   second(loyalty.SuggestHalfLife(p, loyalty.Day, 0.99)),
		} {
			if !errors.Is(err, loyalty.ErrInvalid) {
				t.Errorf("%s of %+v: %v", name, p, err)
			}
		}
	}
	for name, err := range map[string]error{
		"no cadence":     second(loyalty.Ceiling(good, 0, loyalty.Days(1))),
		"no half-life":   second(loyalty.Ceiling(good, loyalty.Day, 0)),
		"too low":        second(loyalty.SuggestHalfLife(good, loyalty.Day, 0.8)),
		"one is enough":  second(loyalty.SuggestHalfLife(good, loyalty.Day, 5.0/6)),
		"beyond reach":   second(loyalty.SuggestHalfLife(good, 106751*loyalty.Day, 0.999)),
		"never finished": second(loyalty.SuggestHalfLife(good, loyalty.Day, 1)),
	} {
		if !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if best, err := loyalty.Ceiling(good, loyalty.Day, loyalty.NoDecay); err != nil || best != 1 {
		t.Errorf("without decay %v, %v", best, err)
	}
}

func TestObserveRefuses(t *testing.T) {
	model := compiled(t, loyalty.DefaultCustomerCard())
	var s loyalty.State
	if err := model.ObserveEvidence(&s, "charm", relationship.Must(loyalty.For(1)), base); !errors.Is(err, loyalty.ErrUnknownFactor) {
		t.Errorf("a factor that is not there: %v", err)
	}
	for _, e := range []relationship.Event{
		nil, (*relationship.Rating)(nil), (*relationship.Reply)(nil), (*relationship.Contact)(nil), (*relationship.Referral)(nil),
		(*relationship.Delivery)(nil), (*relationship.Resolution)(nil), (*relationship.PromiseClosed)(nil),
	} {
		if err := model.Observe(&s, e); !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("%T: %v", e, err)
		}
	}
	// Events that were not constructed are of nobody's conduct.
	for _, e := range []relationship.Event{
		relationship.Rating{}, relationship.Reply{}, relationship.Contact{}, relationship.Referral{}, relationship.Delivery{},
		relationship.Resolution{}, relationship.PromiseClosed{}, relationship.Purchase{}, &relationship.Purchase{},
	} {
		if err := model.Observe(&s, e); err != nil {
			t.Errorf("%T: %v", e, err)
		}
	}
	if !s.IsZero() {
		t.Errorf("something was observed: %+v", s)
	}
	card := loyalty.DefaultCustomerCard()
	card.Factors[0].ID, card.Policy.Rules = "charm", nil
	var other loyalty.State
	if err := compiled(t, card).ObserveEvidence(&other, "charm", relationship.Must(loyalty.For(1)), base); err != nil {
		t.Fatal(err)
	}
	var unknown *loyalty.FactorError
	if err := model.Merge(&s, other); !errors.As(err, &unknown) || unknown.Factor != "charm" || !s.IsZero() {
		t.Errorf("merged with a foreign factor: %v", err)
	}
}

// TestStateIsFull: more factors than a card can have do not fit, and nothing is lost.
func TestStateIsFull(t *testing.T) {
	var s loyalty.State
	for i, last := range []bool{false, true} {
		card := loyalty.DefaultCustomerCard()
		card.Policy.Rules = nil
		for j := range card.Factors {
			card.Factors[j].ID = loyalty.FactorID("abcdefghij"[5*i+j : 5*i+j+1])
		}
		model := compiled(t, card)
		for j, f := range card.Factors {
			before := s
			err := model.ObserveEvidence(&s, f.ID, relationship.Must(loyalty.For(1)), base)
			if full := last && j > 2; full != errors.Is(err, loyalty.ErrFull) || full && s != before {
				t.Errorf("factor %s: %v", f.ID, err)
			}
		}
	}
}

// TestZeroValues of the types that only Compile and Score make: nothing panics.
func TestZeroValues(t *testing.T) {
	var m loyalty.Model
	var open relationship.Open
	for _, e := range []relationship.Event{asked(relationship.ByTo), asked(relationship.ByFrom)} {
		if err := errors.Join(open.Observe(e), m.Observe(&loyalty.State{}, rating(relationship.AspectPrice, relationship.ByTo))); err != nil {
			t.Fatal(err)
		}
		if r, err := m.Score(loyalty.State{}, &open, noon); err != nil || r.Points != 0 || r.BandConfident() {
			t.Errorf("no factors: %+v, %v", r, err)
		}
	}
	if m.BandAt(5) != loyalty.Unrated || m.NextBand("good", 5) != loyalty.Unrated {
		t.Error("a model without bands has one")
	}
	r := loyalty.Result{Points: 7}
	if r.BandConfident() || r.Interval() != r.CautiousInterval() || len(r.TopRisks(-1)) != 0 || len(r.TopStrengths(9)) != 0 {
		t.Error("a result that nobody made explains itself")
	}
}

// TestArgumentsAreLeftUnchanged: Compile and Score keep nothing of the caller's and change nothing of it.
func TestArgumentsAreLeftUnchanged(t *testing.T) {
	card, twin := loyalty.DefaultCustomerCard(), loyalty.DefaultCustomerCard()
	model := compiled(t, card)
	if !reflect.DeepEqual(card, twin) {
		t.Error("Compile changed the card")
	}
	card.Factors[0].Weight, card.Bands[0].Name, card.Policy.Rules[0].Factor = 99, "x", "y"
	got := model.Card()
	if !reflect.DeepEqual(got, twin) {
		t.Error("the model hangs on the caller's card")
	}
	got.Factors[0].ID, got.Policy.Replies[0].HalfLife = "x", 1
	if !reflect.DeepEqual(model.Card(), twin) {
		t.Error("the model hands itself out")
	}
}
