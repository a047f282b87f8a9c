package loyalty_test

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// P3 and P4 of whole states.
func TestStatesMergeAndShuffle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		model := compiled(t, genCard().Draw(t, "card"))
		all := genObservations().Draw(t, "history")
		whole := fold(t, model, all)
		sameState(t, "shuffled", fold(t, model, rapid.Permutation(all).Draw(t, "order")), whole)
		at := rapid.IntRange(0, len(all)).Draw(t, "split")
		one, other := fold(t, model, all[:at]), fold(t, model, all[at:])
		sum := one
		if err := model.Merge(&sum, other); err != nil {
			t.Fatal(err)
		}
		sameState(t, "merged", sum, whole)
		if err := model.Merge(&other, one); err != nil || other != sum {
			t.Fatalf("merged the other way %+v, want %+v, %v", other, sum, err)
		}
		if err := model.Merge(&sum, loyalty.State{}); err != nil || sum != other {
			t.Fatalf("merged with nothing %+v, want %+v, %v", sum, other, err)
		}
	})
}

// P14.
func TestStateRefusesThePast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		model := compiled(t, loyalty.DefaultCustomerCard())
		state := fold(t, model, genObservations().Draw(t, "history"))
		if state.IsZero() {
			return
		}
		if _, err := model.Score(state, nil, state.At()); err != nil {
			t.Fatal(err)
		}
		var late *loyalty.AsOfError
		if _, err := model.Score(state, nil, state.At().Add(-1)); !errors.Is(err, loyalty.ErrAsOfBeforeState) || !errors.As(err, &late) {
			t.Fatalf("a nanosecond before: %v", err)
		}
	})
}

// P16, P17 and P20: the score is a mean, its lines sum to it exactly, and gates only take off.
func TestLinesSumToTheScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		card := genCard().Draw(t, "card")
		model := compiled(t, card)
		r := scored(t, model, fold(t, model, genObservations().Draw(t, "history")), later())
		points, effects, low, high := 0, 0, 1.0, 0.0
		most := 10000
		for _, l := range r.Lines() {
			points += l.Points
			effects += l.Effect
			if l.Kind == loyalty.LineGate {
				if l.Points >= 0 {
					t.Fatalf("a gate adds: %+v", l)
				}
				continue
			}
			if l.Weight > 0 {
				low, high = min(low, l.Value), max(high, l.Value)
			}
			for _, g := range card.Gates {
				if g.Factor == l.Factor && int(math.Round(10000*l.Value)) < g.Below {
					most = min(most, g.Cap)
				}
			}
			if l.Points < 0 || l.Potential < 0 {
				t.Fatalf("a factor takes off: %+v", l)
			}
		}
		if points != r.Points || effects != r.Points-r.Prior {
			t.Fatalf("lines sum to %d and %d, want %d and %d", points, effects, r.Points, r.Points-r.Prior)
		}
		if r.Score < low-1e-12 || r.Score > high+1e-12 {
			t.Fatalf("score %v of values from %v to %v", r.Score, low, high)
		}
		// The last bit of Score decides nothing where it lies on the half of a point.
		if want := min(float64(most), 10000*r.Score); math.Abs(float64(r.Points)-want) > 0.5+1e-9 {
			t.Fatalf("%d points, want %v", r.Points, want)
		}
		if !(r.Coverage >= 0 && r.Coverage <= 1) || (r.Band == loyalty.Unrated) != (r.Coverage < card.MinCoverage-1e-12) {
			t.Fatalf("coverage %v, band %s", r.Coverage, r.Band)
		}
		inner, outer := r.Interval(), r.CautiousInterval()
		if outer.Low > r.Points || outer.High < r.Points || inner.Low > r.Points || inner.High < r.Points {
			t.Fatalf("%d points in %v in %v", r.Points, inner, outer)
		}
	})
}

// TestCautiousIntervalHoldsTheOther on the default card; it is no law for beliefs as one-sided as Beta(19, 1).
func TestCautiousIntervalHoldsTheOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		model := compiled(t, loyalty.DefaultPartnerCard())
		r := scored(t, model, fold(t, model, genObservations().Draw(t, "history")), later())
		if inner, outer := r.Interval(), r.CautiousInterval(); inner.Low < outer.Low || inner.High > outer.High {
			t.Fatalf("%v in %v", inner, outer)
		}
	})
}

// P16: better evidence on one factor never lowers the score; the scale of weights and the order of factors do not matter; a
// factor may be split into two halves.
func TestScoreIsAWeightedMean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		card := genCard().Draw(t, "card")
		model := compiled(t, card)
		all := genObservations().Draw(t, "history")
		state := fold(t, model, all)
		r := scored(t, model, state, later())

		if i := rapid.IntRange(0, 4).Draw(t, "factor"); card.Factors[i].Missing == loyalty.MissingPrior {
			better := state
			item := relationship.Must(loyalty.For(genWeight().Draw(t, "weight")))
			if err := model.ObserveEvidence(&better, card.Factors[i].ID, item, genWhen().Draw(t, "when")); err != nil {
				t.Fatal(err)
			}
			if up := scored(t, model, better, later()); up.Points < r.Points || up.Coverage < r.Coverage {
				t.Fatalf("good news takes %d points to %d, coverage %v to %v", r.Points, up.Points, r.Coverage, up.Coverage)
			}
		}

		other := model.Card()
		k := rapid.SampledFrom([]float64{0.01, 3, 1000}).Draw(t, "scale")
		for i := range other.Factors {
			other.Factors[i].Weight *= k
		}
		other.Factors = rapid.Permutation(other.Factors).Draw(t, "order")
		if s := scored(t, compiled(t, other), state, later()); math.Abs(s.Score-r.Score) > 1e-12 {
			t.Fatalf("weights times %v, in another order: %v, want %v", k, s.Score, r.Score)
		}

		halves := model.Card()
		twin := halves.Factors[0]
		twin.ID, twin.Weight = "twin", twin.Weight/2
		halves.Factors[0].Weight /= 2
		halves.Factors = append(halves.Factors, twin)
		split := compiled(t, halves)
		var doubled []observation
		for _, o := range all {
			if doubled = append(doubled, o); o.factor == loyalty.Trust {
				o.factor = "twin"
				doubled = append(doubled, o)
			}
		}
		if s := scored(t, split, fold(t, split, doubled), later()); math.Abs(s.Score-r.Score) > 1e-12 {
			t.Fatalf("split in two: %v, want %v", s.Score, r.Score)
		}
	})
}

// P19: with the prior's policy the first evidence moves the score as little as it weighs.
func TestPriorPolicyIsContinuous(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		model := compiled(t, loyalty.DefaultPartnerCard())
		state := fold(t, model, genObservations().Draw(t, "history"))
		w := rapid.SampledFrom([]float64{1e-3, 1e-6, 1e-9}).Draw(t, "w")
		more := state
		id := rapid.SampledFrom(factors()).Draw(t, "factor")
		if err := model.ObserveEvidence(&more, id, relationship.Must(loyalty.Graded(genX().Draw(t, "x"), w)), later()); err != nil {
			t.Fatal(err)
		}
		if a, b := scored(t, model, state, later()), scored(t, model, more, later()); math.Abs(a.Score-b.Score) > w {
			t.Fatalf("evidence of %v moves the score from %v to %v", w, a.Score, b.Score)
		}
	})
}

// P21.
func TestBandsAndHysteresis(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		card := loyalty.DefaultCustomerCard()
		card.Hysteresis = rapid.IntRange(0, 1000).Draw(t, "hysteresis")
		model := compiled(t, card)
		var order []string
		for _, b := range card.Bands {
			order = append(order, b.Name)
		}
		rank := func(name string) int { return slices.Index(order, name) }
		points := rapid.OneOf(rapid.IntRange(-10, 10010), rapid.Map(rapid.IntRange(0, 4), func(i int) int { return card.Bands[i].From - 1 }))
		p, q := points.Draw(t, "p"), points.Draw(t, "q")
		p, q = min(p, q), max(p, q)
		if rank(model.BandAt(p)) > rank(model.BandAt(q)) || rank(model.BandAt(p)) < 0 {
			t.Fatalf("%d is %s, %d is %s", p, model.BandAt(p), q, model.BandAt(q))
		}
		prev := rapid.SampledFrom(append(order, loyalty.Unrated, "")).Draw(t, "prev")
		next := model.NextBand(prev, p)
		if again := model.NextBand(next, p); again != next {
			t.Fatalf("from %q at %d to %s, then to %s", prev, p, next, again)
		}
		if rank(next) > rank(model.NextBand(prev, q)) {
			t.Fatalf("from %q: %d gives %s, %d gives %s", prev, p, next, q, model.NextBand(prev, q))
		}
		if next != prev && rank(prev) >= 0 && card.Hysteresis > 0 && model.BandAt(p) == prev {
			t.Fatalf("at %d, in %s, it moves to %s", p, prev, next)
		}
	})
}

// P31.
func TestCardsAndStatesAreStoredToTheBit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		card := genCard().Draw(t, "card")
		text := relationship.Must(card.Canonical())
		back, err := loyalty.ParseCard(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		model, again := compiled(t, card), compiled(t, back)
		if model.Stamp() != again.Stamp() || string(relationship.Must(back.Canonical())) != string(text) {
			t.Fatalf("%s comes back as another card", text)
		}
		state := fold(t, model, genObservations().Draw(t, "history"))
		var fromText, fromBytes loyalty.State
		if err := json.Unmarshal(relationship.Must(json.Marshal(state)), &fromText); err != nil {
			t.Fatal(err)
		}
		if err := fromBytes.UnmarshalBinary(relationship.Must(state.MarshalBinary())); err != nil {
			t.Fatal(err)
		}
		if fromText != state || fromBytes != state || !state.Equal(fromText) {
			t.Fatalf("%+v comes back as %+v and %+v", state, fromText, fromBytes)
		}
		a, b := scored(t, model, state, later()), scored(t, again, fromText, later())
		if math.Float64bits(a.Score) != math.Float64bits(b.Score) || a.Points != b.Points {
			t.Fatalf("scores %v, stored %v", a.Score, b.Score)
		}
	})
}

// TestOneEventIsCapped: no single event weighs more than the policy's most.
func TestOneEventIsCapped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		model := compiled(t, loyalty.DefaultCustomerCard())
		var s loyalty.State
		x, w := genX().Draw(t, "x"), rapid.Float64Range(0, loyalty.MaxWeight).Draw(t, "w")
		if err := model.ObserveEvidence(&s, loyalty.Trust, relationship.Must(loyalty.Graded(x, w)), base); err != nil {
			t.Fatal(err)
		}
		if e := s.Evidence(loyalty.Trust); math.Abs(e.Mass()-min(w, 10)) > 1e-9 || math.Abs(e.For()-x*min(w, 10)) > 1e-9 {
			t.Fatalf("x %v at %v: for %v, against %v", x, w, e.For(), e.Against())
		}
	})
}
