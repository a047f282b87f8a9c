package segment_test

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// whaleAmounts reads profits in EUR.
func whaleAmounts(amounts ...string) []relationship.Money {
	profits := make([]relationship.Money, len(amounts))
	for i, amount := range amounts {
		profits[i] = money(amount + " EUR")
	}
	return profits
}

// The shape that is told of customer bases: 20 % of the customers make 140 % of the profit, and another 20 % cost 40 % of it. The
// shape alone is known; of ten customers, it is 2 × 70, 6 × 0 and 2 × −20.
func TestWhaleOfTheTold(t *testing.T) {
	w := whaleOf(t, whaleAmounts("-20", "0", "70", "0", "0", "0", "0", "70", "0", "-20"))
	top, ok := w.Top(2000)
	if !ok || top != (segment.WhalePoint{Customers: 2, Part: 0.2, Profit: money("140.00 EUR"), Share: 1.4}) || w.PeakAt() != top {
		t.Errorf("%v, peak %v", top, w.PeakAt())
	}
	if most, ok := w.Top(8000); !ok || most.Share != 1.4 {
		t.Errorf("until 80 %%: %v", most)
	}
	erosion, ok := w.Share(w.Erosion())
	if part, too := w.ShareOfCustomers(w.Unprofitable()); !ok || !too || erosion != 0.4 || part != 0.2 {
		t.Errorf("%v eroded by %v", erosion, part)
	}
	// Descending, the weights n+1−2k are 9, 7, 5, ..., −7, −9: 70·16 + 20·16 = 1440, of 9·(140+40) = 1620 at most.
	if g, ok := w.Gini(); !ok || g != 8.0/9 {
		t.Errorf("Gini %v", g)
	}
}

// The three distributions of ten by which Raffinetti, Siletti and Vernizzi (2015) explain their coefficient, as they are quoted with
// 0.555, 1 and 0.8346.
func TestGiniOfPublishedDistributions(t *testing.T) {
	for _, row := range []struct {
		amounts []string
		printed float64
		exactly float64 // by hand, in cents
	}{
		// 5·(−9 −7 ... +7) turns into 45.00, and 9·45.01 is 405.09; 450.09 of 9·(45.01+45.00) = 810.09.
		{[]string{"-5", "-5", "-5", "-5", "-5", "-5", "-5", "-5", "-5", "45.01"}, 0.555, 45009.0 / 81009},
		{[]string{"-45", "0", "0", "0", "0", "0", "0", "0", "0", "45.01"}, 1, 1},
		// 135 + 70 + 40 + 21 + 5 = 271.00, and 405.09.
		{[]string{"-15", "-10", "-8", "-7", "-5", "0", "0", "0", "0", "45.01"}, 0.8346, 67609.0 / 81009},
	} {
		g, ok := whaleOf(t, whaleAmounts(row.amounts...)).Gini()
		if !ok || g != row.exactly || math.Abs(g-row.printed) > 0.001 {
			t.Errorf("%v: %v, want %v, printed %v", row.amounts, g, row.exactly, row.printed)
		}
	}
}

// Without losses it is n/(n−1) times the ordinary coefficient: of 1, 2, 3 and 4 that is 2·(1+4+9+16)/(4·10) − 5/4 = 1/4.
func TestGiniOfGains(t *testing.T) {
	if g, ok := whaleOf(t, whaleAmounts("3", "1", "4", "2")).Gini(); !ok || g != 1.0/3 {
		t.Errorf("%v", g)
	}
}

// Ten items with the classes worked out by hand. Of 10,000.00 the first three bring 8,000.00, to the cent, and the first five 9,500.00.
func TestABCByHand(t *testing.T) {
	r := abcOf(t, abcItems("4000", "2500", "1500", "900", "600", "250", "125", "75", "40", "10"), segment.ABCOptions{})
	if got := abcLetters(r); got != "AAABBCCCCC" {
		t.Error(got)
	}
	cumulative := []float64{0.40, 0.65, 0.80, 0.89, 0.95, 0.975, 0.9875, 0.995, 0.999, 1}
	for row := range r.Ranked() {
		if row.Cumulative != cumulative[row.Rank-1] {
			t.Errorf("%v", row)
		}
	}
	// With 70 and 90 % the second reaches 65 %, so the third crosses; the fourth reaches 89 %, so the fifth crosses.
	if got := abcLetters(abcOf(t, abcItems("4000", "2500", "1500", "900", "600", "250", "125", "75", "40", "10"),
		segment.ABCOptions{ACut: 7000, BCut: 9000})); got != "AAABBCCCCC" {
		t.Error(got)
	}
	// 66.6 % and 23.3 % more, 89.9 % together.
	if got := abcLetters(abcOf(t, abcItems("4000", "2660", "2330", "1010"), segment.ABCOptions{ACut: 6660, BCut: 8990})); got != "AABC" {
		t.Error(got)
	}
}
