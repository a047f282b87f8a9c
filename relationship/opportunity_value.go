package relationship

import (
	"cmp"
	"math"
	"math/big"
	"slices"
	"strings"
)

// Expected returns value × probability, rounded once to the currency's minor unit. The points are whole numbers, so nothing but that
// rounding is inexact.
func (o Opportunity) Expected(r Rounding) Money { return o.times(1, r) }

// Discounted returns the expected value as of a date: value × probability × exp(-δ·t), with t the time from that date to the expected close
// in years of 365.2425 days, 0 if it has gone by. The factor is the nearest float64 within a few units in the last place; it is taken for
// the exact number that it is, and the product is rounded once to the currency's minor unit. It is no more than Expected, and the same with
// the zero rate, which discounts nothing.
func (o Opportunity) Discounted(rate Rate, asOf Date, r Rounding) Money {
	years := max(Year.BetweenDates(asOf, o.closes), 0)
	return o.times(math.Exp(-rate.Continuous(Year)*years), r)
}

// times returns value × probability × factor, rounded; the factor is from 0 to 1.
func (o Opportunity) times(factor float64, r Rounding) Money {
	minor := uint8(o.value.currency.Places())
	mantissa, exponent := split(factor)
	n := new(big.Int).Mul(o.value.amount.coefficient(), big.NewInt(o.probability))
	n.Mul(n, new(big.Int).SetUint64(mantissa))
	n.Mul(n, bigPow10(int(minor)))
	d := bigPow10(int(o.value.amount.places) + 4) // points are 10^-4
	if exponent < 0 {
		d.Lsh(d, uint(-exponent))
	} else {
		n.Lsh(n, uint(exponent))
	}
	return Money{fromBig(roundQuotient(n, d, r), minor), o.value.currency}
}

// roundQuotient returns n/d rounded to a whole number, for d > 0.
func roundQuotient(n, d *big.Int, r Rounding) *big.Int {
	quotient, rest := new(big.Int).QuoRem(n, d, new(big.Int))
	twice := new(big.Int).Lsh(rest, 1)
	if rest.Sign() != 0 && r.away(n.Sign() < 0, quotient.Bit(0) == 1, twice.CmpAbs(d)) {
		quotient.Add(quotient, big.NewInt(int64(n.Sign())))
	}
	return quotient
}

// PipelineOptions says how opportunities are added up. The zero value discounts nothing and rounds half to even; without a date nothing is
// due.
type PipelineOptions struct {
	// AsOf is the date on which they are looked at.
	AsOf Date
	// Rate is the rate at which they are discounted.
	Rate Rate
	// Rounding is how each opportunity's values are rounded.
	Rounding Rounding
}

// PipelineTotal is what opportunities in one currency add up to.
type PipelineTotal struct {
	// Currency is that currency.
	Currency Currency
	// N is how many there are, Due how many should be closed by now, and Overdue how many should have been closed before.
	N, Due, Overdue int
	// Value is the sum of their values.
	Value Money
	// Expected is the sum of their expected values.
	Expected Money
	// Discounted is the sum of their discounted values.
	Discounted Money
}

// Pipeline adds up opportunities, each currency by itself and in the order of their codes. Values are rounded one by one and then added, so
// that a list of them adds up to the total. Each opportunity is to come once; zero ones are passed over.
//
// The error wraps [ErrAmount], when a sum reaches 10^100.
func Pipeline(opportunities []Opportunity, opt PipelineOptions) ([]PipelineTotal, error) {
	at := map[Currency]int{}
	var totals []PipelineTotal
	for i := range opportunities {
		o := &opportunities[i]
		if o.IsZero() {
			continue
		}
		place, known := at[o.value.currency]
		if !known {
			place = len(totals)
			at[o.value.currency] = place
			totals = append(totals, PipelineTotal{Currency: o.value.currency})
		}
		if err := totals[place].add(o, opt); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(totals, func(a, b PipelineTotal) int {
		return cmp.Or(strings.Compare(a.Currency.String(), b.Currency.String()), cmp.Compare(a.Currency.Places(), b.Currency.Places()))
	})
	return totals, nil
}

// add takes one opportunity in.
func (p *PipelineTotal) add(o *Opportunity, opt PipelineOptions) error {
	p.N++
	if o.IsDue(opt.AsOf) {
		p.Due++
	}
	if o.OverdueDays(opt.AsOf) > 0 {
		p.Overdue++
	}
	for _, part := range []struct {
		sum  *Money
		more Money
	}{{&p.Value, o.value}, {&p.Expected, o.Expected(opt.Rounding)}, {&p.Discounted, o.Discounted(opt.Rate, opt.AsOf, opt.Rounding)}} {
		sum, err := part.sum.Add(part.more)
		if err != nil {
			return err
		}
		*part.sum = sum
	}
	return nil
}
