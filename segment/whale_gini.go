package segment

import "github.com/rapport-go/rapport/relationship"

// Gini says in one number how unequally profits lie, from 0, where all customers are equal, to 1, where one makes all the profit and,
// if there are losses, one makes all the losses.
//
// It is the mean difference between two customers, divided by the largest that the same gains and losses allow:
//
//	G = Σᵢ Σⱼ |yᵢ − yⱼ| / (2·(n−1)·(T⁺ + T⁻))
//
// with T⁺ the sum of the profits and T⁻ that of the losses, without its sign. Without losses it is n/(n−1) times the ordinary Gini
// coefficient, which cannot reach 1 in a base of n; with losses the ordinary one can pass 1, and loses its meaning as the total comes
// near 0. The unit does not matter; nor does the sign, as a base in which profit and loss change places has the same coefficient.
// Twice the same base has a little less, as n/(n−1) is less.
//
// It is false for fewer than two customers, and where everyone came out even. Accuracy: the float64 nearest to the exact quotient. Cost:
// O(n).
//
// Source: E. Raffinetti, E. Siletti, A. Vernizzi, On the Gini coefficient normalization when attributes with negative values are
// considered, Statistical Methods & Applications 24(3), 2015, 507–521.
func (c WhaleCurve) Gini() (float64, bool) {
	if c.customers < 2 || c.gains.IsZero() && c.losses.IsZero() {
		return 0, false
	}
	// With y descending and Sₖ the sum of the first k, ΣᵢΣⱼ|yᵢ−yⱼ|/2 = Σₖ (n+1−2k)·yₖ = 2·ΣₖSₖ − (n+1)·Sₙ. Over the m customers of one
	// amount Sₖ is an arithmetic series from S to S′, without S itself, of which twice the sum is m·(S+S′) + S′−S; and all S′−S add up to Sₙ.
	var difference, before relationship.Money
	p := 0
	for i := range c.steps() {
		s := c.step(i)
		difference = whalePlus(difference, moneyPlus(before, s.sum), s.customers-p)
		p, before = s.customers, s.sum
	}
	difference = whalePlus(difference, before, -p)
	return shareOfMoney(difference, moneyTimes(moneyLess(c.gains, c.losses), int64(c.customers-1)))
}
