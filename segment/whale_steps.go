package segment

import (
	"math"
	"math/bits"
	"slices"

	"github.com/rapport-go/rapport/relationship"
)

// Whale returns the curve of customers whose profits d has counted, as [Whale] does of the profits themselves; of none it is the zero
// curve. Cost: O(m) with m different amounts.
func (d *ValueDistribution) Whale() WhaleCurve { return whaleOf(d.runs()) }

// ABCCuts returns the cuts that [ABC] gives for items of the counted values. They are the zero value where nothing is above 0.
//
// The error is an *InvalidError about the options. Cost: O(m) with m different amounts.
func (d *ValueDistribution) ABCCuts(o ABCOptions) (ABCCuts, error) {
	o, err := o.filled()
	if err != nil {
		return ABCCuts{}, err
	}
	w := d.Whale()
	if w.Peak().IsZero() {
		return ABCCuts{}, nil
	}
	return ABCCuts{a: w.crossing(o.ACut), b: w.crossing(o.BCut)}, nil
}

// whaleOf makes the curve of amounts that [countable] lets in, so that no sum leaves what Money holds.
func whaleOf(a amountRuns) WhaleCurve {
	c := WhaleCurve{currency: a.currency}
	if len(a.minor)+len(a.rest) == 0 {
		return c
	}
	if len(a.rest) > 0 || !c.fillWords(a.minor) {
		c.fillAmounts(a.all())
	}
	return c
}

// fillWords makes the steps in minor units. It is false, and c as it was, where a sum leaves one word.
func (c *WhaleCurve) fillWords(runs []run[int64]) bool {
	w := WhaleCurve{currency: c.currency, words: make([]whaleStep[int64], 0, len(runs))}
	var at whaleStep[int64]
	var gains int64
	for _, r := range slices.Backward(runs) {
		sum, ok := whaleWord(at.sum, r.value, r.n)
		if !ok {
			return false
		}
		at = whaleStep[int64]{at.customers + r.n, r.value, sum}
		w.words = append(w.words, at)
		if r.value > 0 {
			gains = sum
		}
		w.tally(r.n, int(min(max(r.value, -1), 1)))
	}
	w.gains = relationship.MoneyFromMinor(gains, c.currency)
	w.losses = moneyLess(relationship.MoneyFromMinor(at.sum, c.currency), w.gains) // which need not be a word
	*c = w
	return true
}

// whaleWord returns sum + n·value, and false where it or the product is no word.
func whaleWord(sum, value int64, n int) (int64, bool) {
	size := uint64(value)
	if value < 0 {
		size = -size
	}
	hi, lo := bits.Mul64(size, uint64(n))
	if hi > 0 || lo > math.MaxInt64 {
		return 0, false
	}
	more := int64(lo)
	if value < 0 {
		more = -more
	}
	all := sum + more
	return all, (sum^all)&(more^all) >= 0 // a sum overflows exactly when both terms have the sign that it has not
}

// fillAmounts makes the steps in money.
func (c *WhaleCurve) fillAmounts(runs []run[relationship.Money]) {
	c.amounts = make([]whaleStep[relationship.Money], 0, len(runs))
	at := whaleStep[relationship.Money]{sum: relationship.MoneyFromMinor(0, c.currency)}
	c.gains = at.sum
	for _, r := range slices.Backward(runs) {
		sum := whalePlus(at.sum, r.value, r.n)
		at = whaleStep[relationship.Money]{at.customers + r.n, r.value, sum}
		c.amounts = append(c.amounts, at)
		sign := r.value.Sign()
		if sign > 0 {
			c.gains = sum
		}
		c.tally(r.n, sign)
	}
	c.losses = moneyLess(at.sum, c.gains)
}

// tally counts customers of one amount by its sign.
func (c *WhaleCurve) tally(customers, sign int) {
	c.customers += customers
	switch sign {
	case 1:
		c.rising++
		c.earners += customers
	case -1:
		c.spenders += customers
	}
}
