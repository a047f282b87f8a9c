package segment

import (
	"slices"

	"github.com/rapport-go/rapport/relationship"
)

// gathering holds the amounts of a population. Sorting them as money takes ten times as long as sorting words, and nearly all
// amounts are a whole number of minor units that fits one.
type gathering struct {
	currency relationship.Currency
	minor    []int64              // amounts in minor units
	rest     []relationship.Money // the others: finer than the minor unit, or too large
}

// add takes in one amount.
func (g *gathering) add(v relationship.Money) error {
	if c := v.Currency(); c != g.currency || c.IsZero() {
		if err := meets("quantiles", g.currency, v); err != nil {
			return err
		}
		g.currency = c
	}
	g.keep(v)
	return nil
}

// keep takes in an amount that was checked. The zero Money is 0.
func (g *gathering) keep(v relationship.Money) {
	if minor, ok := v.Minor(); ok || v.IsZero() {
		g.minor = append(g.minor, minor)
	} else {
		g.rest = append(g.rest, v)
	}
}

// meets refuses an amount without a currency, or in another one than c, which may be none yet.
func meets(op string, c relationship.Currency, v relationship.Money) error {
	switch of := v.Currency(); {
	case of.IsZero():
		return invalid("value", v.String(), "an amount in a currency")
	case of != c && !c.IsZero():
		return &relationship.CurrencyMismatchError{Op: op, Left: c, Right: of}
	}
	return nil
}

// len returns the number of amounts.
func (g *gathering) len() int { return len(g.minor) + len(g.rest) }

// scale takes thresholds from the amounts, at least one. The gathering is used up.
func (g *gathering) scale(k int, ties Ties) (ValueScale, Spread) {
	return g.runs().scale(k, ties)
}

// runs counts the amounts. The gathering is used up.
func (g *gathering) runs() amountRuns {
	a := amountRuns{currency: g.currency}
	if len(g.minor) > 0 {
		a.minor = runsOf(g.minor)
	}
	slices.SortFunc(g.rest, compareMoney)
	a.rest = combined(g.rest, compareMoney)
	return a
}

// compareMoney orders amounts of one currency.
func compareMoney(a, b relationship.Money) int {
	order, _ := a.Cmp(b)
	return order
}

// amountRuns are amounts of one currency with their counts: those that are a word in minor units, and the others.
type amountRuns struct {
	currency relationship.Currency
	minor    []run[int64]
	rest     []run[relationship.Money]
}

// scale takes thresholds from the amounts, at least one.
func (a amountRuns) scale(k int, ties Ties) (ValueScale, Spread) {
	if len(a.rest) == 0 {
		return amountScale(a.currency, a.minor, func(v int64) relationship.Money { return relationship.MoneyFromMinor(v, a.currency) },
			func(v int64) bool { return v <= 0 }, k, ties)
	}
	return amountScale(a.currency, a.all(), func(v relationship.Money) relationship.Money { return v },
		func(v relationship.Money) bool { return v.Sign() <= 0 }, k, ties)
}

// all returns all amounts in ascending order.
func (a amountRuns) all() []run[relationship.Money] {
	minor := make([]run[relationship.Money], len(a.minor))
	for i, r := range a.minor {
		minor[i] = run[relationship.Money]{relationship.MoneyFromMinor(r.value, a.currency), r.n}
	}
	return mergeRuns(minor, a.rest, compareMoney)
}

// amountScale takes thresholds from runs. Those at amounts that bring nothing are lifted to more than 0.
func amountScale[V any](c relationship.Currency, runs []run[V], money func(V) relationship.Money, nothing func(V) bool, k int, ties Ties) (ValueScale, Spread) {
	l := ladderOf(runs)
	none := 0 // so many values bring nothing
	for none < len(runs) && nothing(runs[none].value) {
		none++
	}
	steps := l.steps(k, ties)
	cuts := make([]ValueCut, len(steps))
	for i, s := range steps {
		if s.at < none {
			steps[i] = step{at: none - 1, above: true}
			cuts[i] = ValueCut{At: relationship.MoneyFromMinor(0, c), Above: true}
			continue
		}
		cuts[i] = ValueCut{At: money(runs[s.at].value), Above: s.above}
	}
	spread := l.spread(steps)
	scale := newValueScale(c, cuts, slices.Clone(spread.Counts))
	spread.Thresholds = scale.thresholds()
	return scale, spread
}
