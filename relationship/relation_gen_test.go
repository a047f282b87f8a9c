package relationship_test

import (
	"fmt"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// genSteps draws steps, many of them illegal.
func genSteps(one func(t *rapid.T, id string) tieStep) *rapid.Generator[[]tieStep] {
	return rapid.Custom(func(t *rapid.T) []tieStep {
		steps := make([]tieStep, rapid.SampledFrom([]int{0, 1, 3, 8, 25}).Draw(t, "steps"))
		for i := range steps {
			steps[i] = one(t, fmt.Sprint("e-", rapid.SampledFrom([]int{i, i, i, i, i / 2}).Draw(t, "id")))
		}
		return steps
	})
}

// genAgreementStep draws a change of one of two agreements.
func genAgreementStep(t *rapid.T, id string) tieStep {
	day, of := rapid.IntRange(0, 12).Draw(t, "day"), rapid.SampledFrom([]string{"a", "b"}).Draw(t, "of")
	end := rapid.SampledFrom([]int{-1, 0, 2, 5, 9}).Draw(t, "end")
	if end >= 0 {
		end += day
	}
	switch rapid.IntRange(0, 4).Draw(t, "kind") {
	case 0:
		return agreed(id, of, max(0, day-rapid.IntRange(0, 12).Draw(t, "before")), day, end)
	case 1:
		return endedOn(id, of, day)
	}
	return renewedTo(id, of, day, end)
}

// opensAgreement reports whether a step has to come first.
func opensAgreement(step tieStep) bool {
	_, is := step.(relationship.AgreementSigned)
	return is
}

// genPromiseStep draws a change of one of two promises.
func genPromiseStep(t *rapid.T, id string) tieStep {
	of, day := rapid.SampledFrom([]string{"a", "b"}).Draw(t, "of"), rapid.IntRange(0, 14).Draw(t, "day")
	switch rapid.IntRange(0, 5).Draw(t, "kind") {
	case 0:
		return promised(of)
	case 1:
		outcome := rapid.SampledFrom(relationship.Outcomes()).Draw(t, "outcome")
		share := 0.0
		if outcome == relationship.OutcomePartlyKept {
			share = rapid.SampledFrom([]float64{0.25, 0.5, 0.75}).Draw(t, "share")
		}
		return closedAs(id, of, tieDay(day), outcome, share)
	}
	return piece(id, of, max(day-2, -1), rapid.SampledFrom([]float64{0.1, 0.25, 0.5, 0.9, 1 - 0x1p-53}).Draw(t, "so far"))
}

// genOrderStep draws one of two orders, or a change of one.
func genOrderStep(t *rapid.T, id string) tieStep {
	of, day := rapid.SampledFrom([]string{"a", "b"}).Draw(t, "of"), rapid.IntRange(0, 9).Draw(t, "day")
	amount := rapid.SampledFrom([]string{"0.001 EUR", "4.345 EUR", "8 EUR", "12 EUR", "20.00 EUR", "1 USD"}).Draw(t, "amount")
	switch rapid.IntRange(0, 9).Draw(t, "kind") {
	case 0, 1, 2:
		return ordered(of)
	case 3:
		return sentBack(id, of, rapid.Bool().Draw(t, "whole"))
	case 4, 5:
		return cameBack(id, of, amount, day)
	}
	return paidBack(id, of, amount, day)
}

// TestGeneratorsOfSteps proves that the generators reach each fault and each state.
func TestGeneratorsOfSteps(t *testing.T) {
	seen := map[string]bool{}
	for seed := range 600 {
		var agreements relationship.AgreementBook
		for _, step := range genSteps(genAgreementStep).Example(seed) {
			seen[fmt.Sprint("agreement ", tieFault(agreements.Observe(step.(relationship.Event))))] = true
		}
		for a := range agreements.All() {
			seen["renewed twice"] = seen["renewed twice"] || len(a.Renewals()) > 1
		}
		var promises relationship.PromiseBook
		for _, step := range genSteps(genPromiseStep).Example(seed) {
			seen[fmt.Sprint("promise ", tieFault(takePromise(&promises, step)))] = true
		}
		for p := range promises.All() {
			seen[p.State(tieDay(20)).String()] = true
		}
		var orders relationship.OrderBook
		for _, step := range genSteps(genOrderStep).Example(seed) {
			seen[fmt.Sprint("order ", tieFault(takeOrder(&orders, step)))] = true
		}
		for _, a := range orders.All() {
			seen["loss"] = seen["loss"] || a.Margin().Sign() < 0
		}
	}
	for _, what := range []string{"agreement unknown", "agreement twice", "agreement over", "agreement early", "agreement term", "promise unknown", "promise twice",
		"promise over", "promise early", "promise less", "order unknown", "renewed twice", "open", "kept", "late", "partly-kept", "broken", "waived", "renegotiated", "loss"} {
		if !seen[what] {
			t.Errorf("the generators never drew: %s", what)
		}
	}
}
