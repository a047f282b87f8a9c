package segment_test

import (
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// Whom to serve first: 2500·3·400, 5000·1·600, 1·1000·3000 (all 3,000,000) and 100·1·1,000,000.
func TestPrioritiesByHand(t *testing.T) {
	ranks, err := segment.Priorities([]segment.PriorityItem{
		{"cleo", 5000, 1, money("600 EUR")}, {"ada", 2500, 3, money("400 EUR")}, {"dan", 100, 1, money("1000000 EUR")}, {"ben", 1, 1000, money("3000 EUR")},
		{"gus", 100, 1, money("-5 EUR")}, {"eve", 0, 0, money("0 EUR")}, {"finn", 5, 0, money("9 EUR")}, {"hal", -300, 7, money("9 EUR")},
		{"ida", 1, 1, money("0.01 EUR")},
	})
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, r := range ranks {
		text += r.String() + "; " + r.Product.String() + "; " + r.Missing(relationship.RoundHalfUp).String() + "\n"
	}
	const want = `1. dan: gap 100 of 10000 × weight 1 × 1000000.00 EUR at stake; 100000000.00 EUR; 10000.00 EUR
2. ada: gap 2500 of 10000 × weight 3 × 400.00 EUR at stake; 3000000.00 EUR; 300.00 EUR
2. ben: gap 1 of 10000 × weight 1000 × 3000.00 EUR at stake; 3000000.00 EUR; 300.00 EUR
2. cleo: gap 5000 of 10000 × weight 1 × 600.00 EUR at stake; 3000000.00 EUR; 300.00 EUR
5. ida: gap 1 of 10000 × weight 1 × 0.01 EUR at stake; 0.01 EUR; 0.00 EUR
– eve: no gap; 0; 0
– finn: no weight; 0; 0
– gus: nothing at stake; 0; 0
– hal: no gap; 0; 0
`
	if text != want {
		t.Errorf("\n%s", text)
	}
}
