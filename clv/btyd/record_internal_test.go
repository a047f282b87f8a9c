package btyd

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

// The one expression and the list of rules agree on every combination of edges.
func TestSoundIsCheck(t *testing.T) {
	edges := []float64{0, math.Copysign(0, -1), -1, 5e-324, 9e-31, minTime, 0.5, 1, MaxTime, 1.1 * MaxTime, math.Inf(1), math.Inf(-1), math.NaN()}
	sound := 0
	for _, x := range []int{math.MinInt, -1, 0, 1, 7, MaxRepeats, MaxRepeats + 1, math.MaxInt} {
		for _, last := range edges {
			for _, age := range edges {
				for _, unit := range []relationship.Unit{0, relationship.Day, relationship.Year, relationship.Year + 1} {
					r := Record{x, last, age, unit}
					refused := false
					switch { // the rules as Record's fields state them
					case unit != relationship.Day && unit != relationship.Week && unit != relationship.Year,
						x < 0 || x > MaxRepeats,
						!(age == 0 || age >= minTime && age <= MaxTime),
						!(last == 0 || last >= minTime && last <= age),
						(x == 0) != (last == 0):
						refused = true
					}
					if r.sound() == refused || (r.check(-1) != nil) != refused {
						t.Errorf("%+v: sound %v, check %v, want refused %v", r, r.sound(), r.check(-1), refused)
					}
					if !refused {
						sound++
					}
				}
			}
		}
	}
	if sound < 50 {
		t.Errorf("only %d sound records: the test sees nothing", sound)
	}
}
