package segment

import (
	"cmp"
	"errors"
	"maps"
	"math"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// LineShare is what one line is of what a customer spends.
type LineShare struct {
	// Line is the product line.
	Line string
	// Amount is what is spent on it, above 0.
	Amount relationship.Money
	// Share is the part of it in the whole, above 0.
	Share float64
}

// SpendMix says over how many lines a customer's money is spread: one who holds many lines and pays for one is still a customer of one.
// It is an immutable value. The zero value is that of a customer who spends nothing.
type SpendMix struct {
	total relationship.Money
	lines []LineShare
}

// SpendMixOf takes the amount spent on each line. Lines with 0 are left out, as they are no part of it. The error joins what is wrong,
// in the order of the lines: each line is named as [Baskets.Add] has it, each amount is at least 0 and all are in one currency; each
// wraps [ErrInvalid] or relationship's ErrCurrencyMismatch.
func SpendMixOf(amounts map[string]relationship.Money) (SpendMix, error) {
	var mix SpendMix
	var faults []error
	all := make([]relationship.Money, 0, len(amounts))
	for _, line := range slices.Sorted(maps.Keys(amounts)) {
		amount := amounts[line]
		faults = append(faults, checkLine("line", line))
		if amount.Sign() < 0 || amount.Currency().IsZero() {
			faults = append(faults, invalid("amount of "+quote(line), amount.String(), "an amount >= 0 in a currency"))
			continue
		}
		all = append(all, amount)
		if amount.Sign() > 0 {
			mix.lines = append(mix.lines, LineShare{Line: line, Amount: amount})
		}
	}
	total, err := relationship.Sum(all...)
	if err := errors.Join(append(faults, err)...); err != nil {
		return SpendMix{}, err
	}
	mix.total = total
	for i := range mix.lines {
		share, err := mix.lines[i].Amount.Ratio(total)
		if err != nil {
			return SpendMix{}, err // impossible: the total is above 0
		}
		mix.lines[i].Share = share
	}
	slices.SortFunc(mix.lines, func(a, b LineShare) int {
		order, _ := b.Amount.Cmp(a.Amount) // in one currency
		return cmp.Or(order, cmp.Compare(a.Line, b.Line))
	})
	return mix, nil
}

// Total returns what is spent in all, exactly; the zero Money if no line was given.
func (m SpendMix) Total() relationship.Money { return m.total }

// Lines returns the lines with their shares, the largest first and equals by name, as a fresh slice.
func (m SpendMix) Lines() []LineShare { return slices.Clone(m.lines) }

// Herfindahl returns the sum of the squares of the shares, from 1/(number of lines) for equal shares to 1 for a single line; false if
// nothing is spent. It is the chance that two units of money, drawn one after the other, were spent on the same line.
//
// Source: A. O. Hirschman, The paternity of an index, American Economic Review 54, 1964.
func (m SpendMix) Herfindahl() (float64, bool) {
	sum := 0.0
	for i := range m.lines {
		sum += float64(m.lines[i].Share * m.lines[i].Share)
	}
	return min(sum, 1), len(m.lines) > 0
}

// EffectiveLines returns 1/Herfindahl: how many lines of equal shares are as concentrated, from 1 to the number of lines; false if
// nothing is spent.
func (m SpendMix) EffectiveLines() (float64, bool) {
	h, ok := m.Herfindahl()
	if !ok {
		return 0, false
	}
	return min(1/h, float64(len(m.lines))), true
}

// Entropy returns Shannon's −Σ s·ln s of the shares s, from 0 for a single line to ln(number of lines) for equal shares; false if nothing
// is spent. Its exponential is another number of effective lines, never below that of EffectiveLines, which heeds small shares more.
//
// Source: M. O. Hill, Diversity and evenness: a unifying notation and its consequences, Ecology 54, 1973, for both numbers.
func (m SpendMix) Entropy() (float64, bool) {
	sum := 0.0
	for i := range m.lines {
		if s := m.lines[i].Share; s > 0 { // a share may be too small for a float64
			sum -= float64(s * math.Log(s))
		}
	}
	return min(max(sum, 0), math.Log(max(float64(len(m.lines)), 1))), len(m.lines) > 0
}

// String says it as "3 lines, as 1.8 of equal shares".
func (m SpendMix) String() string {
	text := count(len(m.lines), "line")
	if effective, ok := m.EffectiveLines(); ok {
		text += ", as " + strconv.FormatFloat(effective, 'f', 1, 64) + " of equal shares"
	}
	return text
}
