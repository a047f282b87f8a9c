package loyalty_test

import (
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

func BenchmarkObserveEvidence(b *testing.B) {
	b.ReportAllocs()
	model, state, _ := worked(b)
	item, when := must(loyalty.Graded(0.9, 1)), hours()
	i := 0
	for b.Loop() {
		if err := model.ObserveEvidence(&state, loyalty.Communication, item, when[i%24]); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

func BenchmarkOutcomesObserve(b *testing.B) {
	b.ReportAllocs()
	model, state := dealt(b)
	when := hours()
	i := 0
	for b.Loop() {
		if err := model.Observe(&state, "late", 1, when[i%24]); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

func BenchmarkOutcomesScore(b *testing.B) {
	b.ReportAllocs()
	model, state := dealt(b)
	asOf := later()
	for b.Loop() {
		belief, err := model.Score(state, asOf)
		if err != nil {
			b.Fatal(err)
		}
		sink += belief.Mean()
	}
}

func BenchmarkPooledPrior(b *testing.B) {
	b.ReportAllocs()
	var all []loyalty.Posterior
	for i := range 1000 {
		all = append(all, member(float64(i%11), 10))
	}
	for b.Loop() {
		prior, _ := loyalty.PooledPrior(all)
		sink += prior.Mean
	}
}

// TestKernelAllocations: outcomes, a batch and a discounted event allocate nothing.
func TestKernelAllocations(t *testing.T) {
	model, state, asOf := worked(t)
	outcomes, dealings := dealt(t)
	event := rating(relationship.AspectPrice, relationship.ByTo)
	for name, run := range map[string]func(){
		"ObserveFrom":          func() { _ = model.ObserveFrom(&state, event, 0.5) },
		"OutcomeModel.Observe": func() { _ = outcomes.Observe(&dealings, "late", 1, asOf) },
		"OutcomeModel.Score":   func() { b, _ := outcomes.Score(dealings, asOf); sink += b.Mean() },
		"PooledPrior":          func() { p, _ := loyalty.PooledPrior(nil); sink += p.Mean },
	} {
		if got := testing.AllocsPerRun(20, run); got != 0 {
			t.Errorf("%s: %v allocations", name, got)
		}
	}
}
