package segment_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// portfolioCents draws profits that often meet.
var portfolioCents = rapid.OneOf(rapid.Int64Range(-2, 2), rapid.Int64Range(-100_000, 100_000), rapid.Int64())

// Each customer has exactly one class: profit and length each at the midpoint or above it, or below.
func TestPortfolioExhaustiveAndExclusive(t *testing.T) {
	draws, seen := 0, map[segment.PortfolioClass]int{}
	rapid.Check(t, func(t *rapid.T) {
		draws++
		midpoint, cents := portfolioCents.Draw(t, "midpoint"), portfolioCents.Draw(t, "profit")
		if rapid.Bool().Draw(t, "at the midpoint") {
			cents = midpoint
		}
		from, length := twoByTwoMidpoints.Draw(t, "from"), twoByTwoPoints.Draw(t, "length")
		at, err := portfolio(t, relationship.MoneyFromMinor(midpoint, eur), from).Of(relationship.MoneyFromMinor(cents, eur), length)
		want := map[[2]bool]segment.PortfolioClass{
			{false, false}: segment.PortfolioStrangers, {false, true}: segment.PortfolioBarnacles,
			{true, false}: segment.PortfolioButterflies, {true, true}: segment.PortfolioTrueFriends,
		}[[2]bool{cents >= midpoint, length >= from}]
		if err != nil || at.Class != want {
			t.Fatalf("%v, %v, want %v", at, err, want)
		}
		back, err := at.ProfitMidpoint.Add(at.ProfitDistance)
		if err != nil || !back.Equal(at.Profit) || (at.ProfitDistance.Sign() >= 0) != (at.ProfitSide == segment.HighSide) {
			t.Fatalf("%v: %v from the midpoint, %v", at, at.ProfitDistance, err)
		}
		seen[want]++
	})
	if draws >= 50 && len(seen) != 4 { // few draws may miss one
		t.Errorf("%v", seen)
	}
}

// More profit, or more points, never lead to a lower side.
func TestPortfolioMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := portfolio(t, relationship.MoneyFromMinor(portfolioCents.Draw(t, "midpoint"), eur), twoByTwoMidpoints.Draw(t, "from"))
		cents, length := portfolioCents.Draw(t, "profit"), twoByTwoPoints.Draw(t, "length")
		more := max(cents, portfolioCents.Draw(t, "more"))
		before, err1 := p.Of(relationship.MoneyFromMinor(cents, eur), length)
		after, err2 := p.Of(relationship.MoneyFromMinor(more, eur), rapid.IntRange(length, 10_000).Draw(t, "longer"))
		if err1 != nil || err2 != nil || after.ProfitSide < before.ProfitSide || after.Length.Side < before.Length.Side {
			t.Fatalf("%v\nbecame\n%v; %v, %v", before, after, err1, err2)
		}
	})
}
