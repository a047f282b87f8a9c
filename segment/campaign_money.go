package segment

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/rapport-go/rapport/relationship"
)

// incremental returns the incremental margin times the customers of the control group, in 10^-18 of the currency: nothing is divided yet.
func (e CampaignEffect) incremental() *big.Int {
	exposed, control := momentUnits(e.exposed.margin), momentUnits(e.control.margin)
	exposed.Mul(exposed, big.NewInt(int64(e.control.customers)))
	return exposed.Sub(exposed, control.Mul(control, big.NewInt(int64(e.exposed.customers))))
}

// net returns the incremental margin less the cost, times the customers of the control group.
func (e CampaignEffect) net() *big.Int {
	cost := momentUnits(e.cost)
	return new(big.Int).Sub(e.incremental(), cost.Mul(cost, big.NewInt(int64(e.control.customers))))
}

// quotient returns over/under, over in 10^-18 of the currency, rounded to the minor unit. The error is that of an amount of more than 100
// digits.
func (e CampaignEffect) quotient(over, under *big.Int) (relationship.Money, error) {
	q := new(big.Rat).SetFrac(over, new(big.Int).Mul(under, momentPow(momentPlaces)))
	return relationship.MoneyFromRat(q, e.currency, e.rounding)
}

// divided is quotient, after fits.
func (e CampaignEffect) divided(over, under *big.Int) (relationship.Money, bool) {
	m, err := e.quotient(over, under)
	return m, err == nil
}

// amounts reports whether there are two groups, and a currency.
func (e CampaignEffect) amounts() bool { return e.both() && !e.currency.IsZero() }

// Margin returns the margin of those reached, before the cost. Part of it would have come without the campaign: see IncrementalMargin.
func (e CampaignEffect) Margin() relationship.Money { return e.exposed.margin }

// Cost returns what the campaign cost: the fixed cost, and that per contact for each customer reached.
func (e CampaignEffect) Cost() relationship.Money { return e.cost }

// IncrementalMargin returns what the campaign brought before its cost: the margin of those reached, less what as many of the control group
// brought,
//
//	margin of exposed − exposed/control · margin of control,
//
// divided once and exactly, and rounded. It is false if either group is empty, or there is no currency.
func (e CampaignEffect) IncrementalMargin() (relationship.Money, bool) {
	if !e.amounts() {
		return relationship.Money{}, false
	}
	return e.divided(e.incremental(), big.NewInt(int64(e.control.customers)))
}

// IncrementalMarginPerExposed returns the incremental margin for each customer reached: the difference of the two means, rounded from its
// exact value. It is false when IncrementalMargin is.
func (e CampaignEffect) IncrementalMarginPerExposed() (relationship.Money, bool) {
	if !e.amounts() {
		return relationship.Money{}, false
	}
	under := big.NewInt(int64(e.control.customers))
	return e.divided(e.incremental(), under.Mul(under, big.NewInt(int64(e.exposed.customers))))
}

// MarginInterval returns where the incremental margin per customer reached lies, in units of the currency: Welch's interval of the
// difference of two means with unequal variances, with Student's t and the degrees of freedom of Welch and Satterthwaite. It is false when
// IncrementalMargin is, when the margins of either group are known as totals only or of fewer than two customers, and when no margin differs
// from the others of its group.
//
// Margins are mostly 0 with a few large ones; the interval reaches what it promises only where each group has some dozens of those.
//
// Source: Welch (1947), "The generalization of Student's problem when several different population variances are involved", Biometrika 34,
// pp. 28-35.
func (e CampaignEffect) MarginInterval() (Interval, bool) {
	if !e.amounts() || e.exposed.singly < e.exposed.customers || e.control.singly < e.control.customers {
		return Interval{}, false
	}
	per := momentFloat(e.incremental()) / 1e18 / float64(e.exposed.customers) / float64(e.control.customers)
	in, _, ok := momentWelch(e.exposed.moments(), e.control.moments(), per, e.level)
	return in, ok
}

// Net returns the incremental margin less the cost, rounded from its exact value. It is false when IncrementalMargin is.
func (e CampaignEffect) Net() (relationship.Money, bool) {
	if !e.amounts() {
		return relationship.Money{}, false
	}
	return e.divided(e.net(), big.NewInt(int64(e.control.customers)))
}

// NetInterval returns where the net result lies, in units of the currency: MarginInterval for all customers reached, less the cost. It is
// false when MarginInterval is.
func (e CampaignEffect) NetInterval() (Interval, bool) {
	in, ok := e.MarginInterval()
	if !ok {
		return Interval{}, false
	}
	n, cost := float64(e.exposed.customers), momentFloat(momentUnits(e.cost))/1e18
	return Interval{float64(n*in.Low) - cost, float64(n*in.High) - cost}, true
}

// Return returns the net result as a multiple of the cost, from exact amounts: 0.25 says that each euro came back with 25 cents more, -1
// that nothing came back. It is false when Net is, and without a cost.
func (e CampaignEffect) Return() (float64, bool) {
	if !e.amounts() || e.cost.Sign() == 0 {
		return 0, false
	}
	cost := momentUnits(e.cost)
	return momentFloat(e.net()) / momentFloat(cost.Mul(cost, big.NewInt(int64(e.control.customers)))), true
}

// CostPerResponse returns the cost for each response of those reached, rounded, whatever brought the response. It is false without a
// response, or a currency.
func (e CampaignEffect) CostPerResponse() (relationship.Money, bool) {
	if e.exposed.responses == 0 || e.currency.IsZero() {
		return relationship.Money{}, false
	}
	return e.divided(momentUnits(e.cost), big.NewInt(int64(e.exposed.responses)))
}

// CostPerIncrementalResponse returns the cost for each response that would not have come without the campaign, rounded from its exact value.
// It is false if either group is empty, there is no currency, the uplift is not above 0, or the amount would reach 10^100.
func (e CampaignEffect) CostPerIncrementalResponse() (relationship.Money, bool) {
	n1, n2 := big.NewInt(int64(e.exposed.customers)), big.NewInt(int64(e.control.customers))
	under := new(big.Int).Mul(big.NewInt(int64(e.exposed.responses)), n2)
	under.Sub(under, n1.Mul(n1, big.NewInt(int64(e.control.responses))))
	if !e.amounts() || under.Sign() <= 0 {
		return relationship.Money{}, false
	}
	return e.divided(n2.Mul(n2, momentUnits(e.cost)), under)
}

// String says it in a few lines, with what is not known left out and the warnings behind.
func (e CampaignEffect) String() string {
	lines := []string{count(e.exposed.customers, "customer") + " reached, " + strconv.Itoa(e.control.customers) + " in the control group"}
	share := func(name string, f Finding, ok bool) {
		if ok {
			lines = append(lines, name+" "+campaignPercent(f.Value)+" ("+campaignPercent(f.Interval.Low)+" to "+campaignPercent(f.Interval.High)+")")
		}
	}
	amount := func(name string, m relationship.Money, ok bool) {
		if ok {
			lines = append(lines, name+" "+m.String())
		}
	}
	f, ok := e.ResponseRate()
	share("response", f, ok)
	f, ok = e.Uplift()
	share("uplift", f, ok)
	m, ok := e.IncrementalMargin()
	amount("incremental margin", m, ok)
	amount("cost", e.cost, !e.currency.IsZero())
	m, ok = e.Net()
	amount("net", m, ok)
	if in, ok := e.NetInterval(); ok {
		lines[len(lines)-1] += " (" + campaignAmount(in.Low) + " to " + campaignAmount(in.High) + ")"
	}
	if r, ok := e.Return(); ok {
		lines = append(lines, "return "+campaignPercent(r))
	}
	for _, w := range e.warnings {
		lines = append(lines, "! "+w.Words())
	}
	return strings.Join(lines, "\n")
}

// campaignAmount writes a number of the currency's units as it is known: with two decimals.
func campaignAmount(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }

// campaignPercent writes a share in percent with one decimal.
func campaignPercent(v float64) string { return strconv.FormatFloat(100*v, 'f', 1, 64) + " %" }
