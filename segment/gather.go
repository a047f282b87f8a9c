package segment

import (
	"cmp"
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
		switch {
		case c.IsZero():
			return invalid("value", v.String(), "an amount in a currency")
		case !g.currency.IsZero():
			return &relationship.CurrencyMismatchError{Op: "quantiles", Left: g.currency, Right: c}
		}
		g.currency = c
	}
	if minor, ok := minorUnits(v); ok {
		g.minor = append(g.minor, minor)
	} else {
		g.rest = append(g.rest, v)
	}
	return nil
}

// minorUnits returns the amount as a number of minor units of at most 18 digits, if it is one. It reads the digits of the text
// form, which takes no memory and drops no digit.
func minorUnits(v relationship.Money) (minor int64, ok bool) {
	var room [128]byte
	text, _ := v.AppendText(room[:0])
	negative := text[0] == '-'
	if negative {
		text = text[1:]
	}
	digits, whole := 0, -1
	for _, c := range text {
		if c == ' ' {
			break
		}
		if c == '.' {
			whole = digits
			continue
		}
		minor = 10*minor + int64(c-'0')
		if digits++; digits > 18 {
			return 0, false
		}
	}
	if whole < 0 {
		whole = digits
	}
	if negative {
		minor = -minor
	}
	return minor, digits-whole == v.Currency().Places()
}

// len returns the number of amounts.
func (g *gathering) len() int { return len(g.minor) + len(g.rest) }

// scale sorts the amounts, at least one, and takes thresholds from them. The gathering is used up.
func (g *gathering) scale(k int, ties Ties) (ValueScale, Spread) {
	if len(g.rest) == 0 {
		slices.Sort(g.minor)
		bounds := quantiles(g.minor, cmp.Compare[int64], k, ties)
		positive(bounds, cmp.Compare[int64], 0)
		return g.made(spread(g.minor, cmp.Compare[int64], bounds), func(i int) ValueCut {
			return ValueCut{At: relationship.MoneyFromMinor(bounds[i].at, g.currency), Above: bounds[i].above}
		})
	}
	compare := func(a, b relationship.Money) int {
		order, _ := a.Cmp(b)
		return order
	}
	all := slices.Grow(g.rest, len(g.minor))
	for _, minor := range g.minor {
		all = append(all, relationship.MoneyFromMinor(minor, g.currency))
	}
	slices.SortFunc(all, compare)
	bounds := quantiles(all, compare, k, ties)
	positive(bounds, compare, relationship.MoneyFromMinor(0, g.currency))
	return g.made(spread(all, compare, bounds), func(i int) ValueCut { return ValueCut{At: bounds[i].at, Above: bounds[i].above} })
}

// positive lifts bounds so that what is not more than zero passes none of them.
func positive[T any](bounds []bound[T], compare func(a, b T) int, zero T) {
	for i, b := range bounds {
		if compare(b.at, zero) <= 0 {
			bounds[i] = bound[T]{at: zero, above: true}
		}
	}
}

// made puts a scale together.
func (g *gathering) made(s Spread, cut func(int) ValueCut) (ValueScale, Spread) {
	scale := ValueScale{currency: g.currency, cuts: make([]ValueCut, len(s.Counts)-1), counts: slices.Clone(s.Counts)}
	for i := range scale.cuts {
		scale.cuts[i] = cut(i)
	}
	return scale, s
}
