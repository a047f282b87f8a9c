package loyalty_test

import (
	"encoding/json"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/loyalty"
)

// TestStrategyLaws: the weakest has the largest gap and is the first such, another scale of the weights changes nothing, and it is
// the same after a result was stored.
func TestStrategyLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		card := genCard().Draw(t, "card")
		model := compiled(t, card)
		state := fold(t, model, genObservations().Draw(t, "history"))
		result := scored(t, model, state, later())
		weak, ok := result.Weakest()
		largest, factor := 0, loyalty.FactorID("")
		for _, l := range result.Lines() { // the definition
			if l.Kind != loyalty.LineFactor {
				continue
			}
			if gap := int(math.Round(1e4 * l.Weight * (1 - l.Value))); gap > largest {
				largest, factor = gap, l.Factor
			}
		}
		if ok != (largest > 0) || weak.Factor != factor || weak.Gap < largest-1 || weak.Gap > largest+1 {
			t.Fatalf("%+v, %v; want %s with %d", weak, ok, factor, largest)
		}
		data, err := json.Marshal(result)
		var stored loyalty.Result
		if err != nil || json.Unmarshal(data, &stored) != nil {
			t.Fatal(err)
		}
		if again, _ := stored.Weakest(); again != weak {
			t.Fatalf("stored: %+v, want %+v", again, weak)
		}
		for i := range card.Factors {
			card.Factors[i].Weight *= 4
		}
		if again, _ := scored(t, compiled(t, card), state, later()).Weakest(); again != weak {
			t.Fatalf("other scale: %+v, want %+v", again, weak)
		}
	})
}
