package loyalty_test

import (
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

func genNegativity() *rapid.Generator[float64] {
	return rapid.OneOf(rapid.Float64Range(1, 100), rapid.SampledFrom([]float64{0, 1, 2, 100, 1 + 0x1p-52}))
}

// TestNegativityLaws: any order and any split give the same; what is against weighs η times as much and what is for as before; more
// negativity never raises a score.
func TestNegativityLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		card := genCard().Draw(t, "card")
		plain := compiled(t, card)
		all := genObservations().Draw(t, "history")
		i := rapid.IntRange(0, 4).Draw(t, "factor")
		eta := genNegativity().Draw(t, "negativity")
		card.Factors[i].Negativity = eta
		model := compiled(t, card)

		whole := fold(t, model, all)
		sameState(t, "shuffled", fold(t, model, rapid.Permutation(all).Draw(t, "order")), whole)
		at := rapid.IntRange(0, len(all)).Draw(t, "split")
		sum := fold(t, model, all[:at])
		if err := model.Merge(&sum, fold(t, model, all[at:])); err != nil {
			t.Fatal(err)
		}
		sameState(t, "merged", sum, whole)

		id := card.Factors[i].ID
		without := fold(t, plain, all)
		closeTo(t, "for", whole.Evidence(id).For(), without.Evidence(id).For())
		closeTo(t, "against", whole.Evidence(id).Against(), max(1, eta)*without.Evidence(id).Against())
		a, b := scored(t, plain, without, later()).Lines()[i], scored(t, model, whole, later()).Lines()[i]
		if beliefOf(t, b).Mean() > beliefOf(t, a).Mean()+1e-12 {
			t.Fatalf("negativity %v takes the mean from %v to %v", eta, beliefOf(t, a).Mean(), beliefOf(t, b).Mean())
		}
	})
}

// genEvent draws an event of the scored side's conduct, one of them of a weight beyond the cap.
func genEvent() *rapid.Generator[relationship.Event] {
	us, them := relationship.ByFrom, relationship.ByTo
	return rapid.SampledFrom([]relationship.Event{
		closed(relationship.OutcomeKept, 1, us), closed(relationship.OutcomeBroken, 0, us), replied(relationship.ChannelChat, us),
		rating(relationship.AspectPrice, them), resolved(us), referred(them), contacted(relationship.PurposeSocial, false, us),
		must(relationship.NewPromiseClosed(relationship.PromiseClosedConfig{
			ID: "big", At: noon, Key: key(), Promise: "p", MadeAt: due, Due: due, Stake: 1000, By: us, Outcome: relationship.OutcomeBroken,
		})),
	})
}

// TestReliabilityLaws: what ObserveFrom adds is reliability times what Observe adds: 1 is Observe, 0 is nothing, one belief after the
// other on items is their product, and the order of sources does not matter.
func TestReliabilityLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		card := loyalty.DefaultCustomerCard()
		for i := range card.Factors {
			card.Factors[i].Negativity = genNegativity().Draw(t, "negativity")
		}
		model := compiled(t, card)
		state := fold(t, model, genObservations().Draw(t, "history"))
		event, other := genEvent().Draw(t, "event"), genEvent().Draw(t, "other")
		rho, second := genX().Draw(t, "reliability"), genX().Draw(t, "second")
		from := func(s loyalty.State, e relationship.Event, rho float64) loyalty.State {
			if err := model.ObserveFrom(&s, e, rho); err != nil {
				t.Fatal(err)
			}
			return s
		}
		observed := state
		if err := model.Observe(&observed, event); err != nil || from(state, event, 1) != observed {
			t.Fatalf("fully believed %+v, observed %+v, %v", from(state, event, 1), observed, err)
		}
		if got := from(state, event, 0); got != state {
			t.Fatalf("not believed it makes %+v of %+v", got, state)
		}
		sameState(t, "the other way round", from(from(state, other, second), event, rho), from(from(state, event, rho), other, second))
		one, part := from(loyalty.State{}, event, 1), from(loyalty.State{}, event, rho)
		for _, id := range factors() {
			closeTo(t, "for", part.Evidence(id).For(), rho*one.Evidence(id).For())
			closeTo(t, "against", part.Evidence(id).Against(), rho*one.Evidence(id).Against())
		}

		item := genItem().Draw(t, "item")
		twice := must(must(item.Discounted(rho)).Discounted(second))
		once := must(item.Discounted(rho * second))
		closeTo(t, "twice for", twice.For(), once.For())
		closeTo(t, "twice against", twice.Against(), once.Against())
	})
}
