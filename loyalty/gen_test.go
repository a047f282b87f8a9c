package loyalty_test

import (
	"math"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// base is where the histories of the generators begin; they last four years at most.
var base = instant("2022-01-01T00:00:00Z")

// observation is one piece of evidence with its factor and instant.
type observation struct {
	factor loyalty.FactorID
	item   loyalty.Item
	when   time.Time
}

func factors() []loyalty.FactorID {
	return []loyalty.FactorID{loyalty.Trust, loyalty.Satisfaction, loyalty.Value, loyalty.Communication, loyalty.SocialBond}
}

func genX() *rapid.Generator[float64] {
	return rapid.OneOf(rapid.Float64Range(0, 1), rapid.SampledFrom([]float64{0, 1, 0.5, 1e-300, 1 - 0x1p-53}))
}

func genWeight() *rapid.Generator[float64] {
	return rapid.OneOf(rapid.Float64Range(0, 3), rapid.SampledFrom([]float64{0, 1, 1e-9, 10, 5e-324}))
}

// genItem draws graded and one-sided evidence.
func genItem() *rapid.Generator[loyalty.Item] {
	return rapid.Custom(func(t *rapid.T) loyalty.Item {
		w := genWeight().Draw(t, "weight")
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			return relationship.Must(loyalty.For(w))
		case 1:
			return relationship.Must(loyalty.Against(w))
		}
		return relationship.Must(loyalty.Graded(genX().Draw(t, "x"), w))
	})
}

// genWhen draws an instant of the four years, often one of a few, so that instants meet.
func genWhen() *rapid.Generator[time.Time] {
	return rapid.OneOf(
		rapid.Map(rapid.Int64Range(0, 4*365*24*3600*1e9), func(ns int64) time.Time { return base.Add(time.Duration(ns)) }),
		rapid.Map(rapid.IntRange(0, 4), func(y int) time.Time { return base.AddDate(0, 9*y, 0) }),
	)
}

// genHalfLife draws one that is of the order of the histories, or no decay.
func genHalfLife() *rapid.Generator[loyalty.HalfLife] {
	return rapid.OneOf(
		rapid.Map(rapid.IntRange(1, 2000), loyalty.Days),
		rapid.SampledFrom([]loyalty.HalfLife{loyalty.NoDecay, loyalty.Days(1), loyalty.Days(365), loyalty.HalfLife(loyalty.Hour)}),
	)
}

// genPrior draws one that is valid, at the edge of its rule at times.
func genPrior() *rapid.Generator[loyalty.Prior] {
	return rapid.Custom(func(t *rapid.T) loyalty.Prior {
		mean := rapid.OneOf(rapid.Float64Range(0.05, 0.95), rapid.SampledFrom([]float64{0.5, 0.8})).Draw(t, "mean")
		least := 1 / min(mean, 1-mean)
		return loyalty.Prior{Strength: least * rapid.SampledFrom([]float64{1, 1.5, 10}).Draw(t, "strength/least"), Mean: mean}
	})
}

// genObservations draws a history; its length comes first, as lists are short otherwise.
func genObservations() *rapid.Generator[[]observation] {
	return rapid.Custom(func(t *rapid.T) []observation {
		n := rapid.SampledFrom([]int{0, 1, 2, 5, 20, 60}).Draw(t, "n")
		all := make([]observation, n)
		for i := range all {
			all[i] = observation{rapid.SampledFrom(factors()).Draw(t, "factor"), genItem().Draw(t, "item"), genWhen().Draw(t, "when")}
		}
		return all
	})
}

// genCard draws a card of the five factors with other weights, half-lives, priors and policies, and perhaps gates.
func genCard() *rapid.Generator[loyalty.Card] {
	return rapid.Custom(func(t *rapid.T) loyalty.Card {
		card := loyalty.DefaultPartnerCard()
		for i := range card.Factors {
			f := &card.Factors[i]
			f.Weight = rapid.SampledFrom([]float64{1, 0.25, 3, 17}).Draw(t, "weight")
			f.HalfLife, f.Prior = genHalfLife().Draw(t, "half-life"), genPrior().Draw(t, "prior")
			f.Missing = rapid.SampledFrom([]loyalty.Missing{
				loyalty.MissingPrior, loyalty.MissingPrior, loyalty.MissingRenormalise, loyalty.MissingNeutral,
				loyalty.MissingWorst, loyalty.MissingBest,
			}).Draw(t, "missing")
			if f.Missing == loyalty.MissingNeutral {
				f.Neutral = genX().Draw(t, "neutral")
			}
		}
		for range rapid.IntRange(0, 2).Draw(t, "gates") {
			card.Gates = append(card.Gates, loyalty.Gate{
				Factor: rapid.SampledFrom(factors()).Draw(t, "gate"), Below: rapid.IntRange(0, 10000).Draw(t, "below"),
				Cap: rapid.IntRange(0, 10000).Draw(t, "cap"),
			})
		}
		return card
	})
}

// fold observes a history with a model.
func fold(t *rapid.T, m *loyalty.Model, all []observation) loyalty.State {
	var s loyalty.State
	for _, o := range all {
		if err := m.ObserveEvidence(&s, o.factor, o.item, o.when); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// later returns an instant after all histories.
func later() time.Time { return base.AddDate(5, 0, 0) }

// closeTo fails unless two numbers agree to 1e-12 relative.
func closeTo(t *rapid.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-12*math.Max(math.Abs(want), 1e-290)) {
		t.Fatalf("%s: %.17g, want %.17g", what, got, want)
	}
}

// sameState fails unless two states agree: instants exactly, masses to 1e-12.
func sameState(t *rapid.T, what string, got, want loyalty.State) {
	t.Helper()
	for _, id := range factors() {
		a, b := got.Evidence(id), want.Evidence(id)
		if !a.At().Equal(b.At()) {
			t.Fatalf("%s: %s known at %v, want %v", what, id, a.At(), b.At())
		}
		closeTo(t, what+": for "+string(id), a.For(), b.For())
		closeTo(t, what+": against "+string(id), a.Against(), b.Against())
	}
}

// TestGenerators proves that the generators reach the ends, each policy and gates.
func TestGenerators(t *testing.T) {
	var none, many, zero, pro, con, forever int
	policies, gates := map[loyalty.Missing]bool{}, map[int]bool{}
	for seed := range 300 {
		switch all := genObservations().Example(seed); {
		case len(all) == 0:
			none++
		case len(all) > 19:
			many++
		}
		switch i := genItem().Example(seed); {
		case i == (loyalty.Item{}):
			zero++
		case i.Against() == 0:
			pro++
		case i.For() == 0:
			con++
		}
		if genHalfLife().Example(seed) == loyalty.NoDecay {
			forever++
		}
		card := genCard().Example(seed)
		policies[card.Factors[0].Missing], gates[len(card.Gates)] = true, true
		if _, _, err := card.Compile(); err != nil {
			t.Fatal(err)
		}
	}
	if none*many*zero*pro*con*forever == 0 || len(policies) != 5 || len(gates) != 3 {
		t.Errorf("no evidence %d, much %d, zero items %d, for %d, against %d, no decay %d, policies %v, gates %v",
			none, many, zero, pro, con, forever, policies, gates)
	}
}
