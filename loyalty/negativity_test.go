package loyalty_test

import (
	"math"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// negative is the default customer card with a negativity of trust and satisfaction.
func negative(eta float64) loyalty.Card {
	card := loyalty.DefaultCustomerCard()
	card.Factors[0].Negativity, card.Factors[1].Negativity = eta, eta
	return card
}

// TestGoldenNegativity: S grows by η·w·(1−x) after the cap of the event. With η = 2, κ = 2 and m₀ = 0.5 a promise kept and one broken
// give Beta(2, 3), and a graded 0.75 of weight 40, capped at 10, gives Beta(8.5, 6).
func TestGoldenNegativity(t *testing.T) {
	for _, c := range []struct {
		name        string
		eta         float64
		items       []loyalty.Item
		alpha, beta float64
	}{
		{"kept and broken", 2, []loyalty.Item{must(loyalty.For(1)), must(loyalty.Against(1))}, 2, 3},
		{"kept and broken, none", 1, []loyalty.Item{must(loyalty.For(1)), must(loyalty.Against(1))}, 2, 2},
		{"kept and broken, unset", 0, []loyalty.Item{must(loyalty.For(1)), must(loyalty.Against(1))}, 2, 2},
		{"capped first", 2, []loyalty.Item{must(loyalty.Graded(0.75, 40))}, 8.5, 6},
		{"most", 100, []loyalty.Item{must(loyalty.Against(10))}, 1, 1001},
	} {
		model := compiled(t, negative(c.eta))
		var s loyalty.State
		for _, item := range c.items {
			if err := model.ObserveEvidence(&s, loyalty.Trust, item, base); err != nil {
				t.Fatal(err)
			}
		}
		if alpha, beta := beliefOf(t, scored(t, model, s, base).Lines()[0]).Shapes(); alpha != c.alpha || beta != c.beta {
			t.Errorf("%s: Beta(%v, %v), want Beta(%v, %v)", c.name, alpha, beta, c.alpha, c.beta)
		}
	}
}

// TestNegativityOfOpenItems: an open item weighs what its closing will weigh, so that nothing jumps when it closes.
func TestNegativityOfOpenItems(t *testing.T) {
	model := compiled(t, negative(2))
	var open relationship.Open
	if err := open.Observe(must(relationship.NewComplaint(relationship.ComplaintConfig{
		ID: "c", At: due, Key: key(), Actor: relationship.ByTo, Severity: 0.4,
	}))); err != nil {
		t.Fatal(err)
	}
	asOf := due.Add(1) // within the grace
	r := must(model.Score(loyalty.State{}, &open, asOf))
	if _, beta := beliefOf(t, r.Lines()[1]).Shapes(); math.Abs(beta-1.8) > 1e-12 {
		t.Errorf("an open complaint of 0.4 gives β = %v, want 1.8", beta)
	}
}

// TestNegativityIsNotWrittenUnlessUsed: cards without it have the form and the hash they had before there was one.
func TestNegativityIsNotWrittenUnlessUsed(t *testing.T) {
	want := compiled(t, loyalty.DefaultCustomerCard()).Stamp()
	for _, none := range []float64{0, math.Copysign(0, -1), 1} {
		card := negative(none)
		if got := compiled(t, card).Stamp(); got != want {
			t.Errorf("negativity %v: %v, want %v", none, got, want)
		}
		if text := string(must(card.Canonical())); strings.Contains(text, "negativity") {
			t.Errorf("negativity %v is written: %s", none, text)
		}
	}
	card := negative(2)
	back, err := loyalty.ParseCard(must(card.Canonical()))
	if err != nil || back.Factors[0].Negativity != 2 || compiled(t, card).Stamp() == want {
		t.Errorf("negativity 2 comes back as %v, %v, stamped %v", back.Factors[0].Negativity, err, compiled(t, card).Stamp())
	}
	if got := compiled(t, card).Card().Factors[1].Negativity; got != 2 {
		t.Errorf("the model's card has %v", got)
	}
}
