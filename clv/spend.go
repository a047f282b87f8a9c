package clv

import (
	"cmp"
	"errors"
	"iter"
	"slices"

	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// SpendOptions say how spend is read. The zero value is the convention of the literature.
type SpendOptions struct {
	// FirstPurchase says whether the first purchase day counts.
	FirstPurchase FirstPurchase
}

// SpendOf reads a customer's summary as what a spend model needs: how many purchases, and their mean net amount.
//
// The mean is the exact sum of gross less refunded amounts over the purchase days that count, turned into a float64 once,
// divided by their number. A day refunded in full is no purchase day and does not count. Who never came back has the zero
// Spend unless first purchases are included.
//
// It returns an error if
//   - asOf is missing or before a day that the summary holds (*AsOfError);
//   - options are out of range, or s is nil (*ConfigError);
//   - no purchase day is left after refunds (ErrNoPurchase);
//   - there are purchases to average, but their sum is not positive (ErrNotPositive), or their mean is beyond all sense, below
//     1e-40 or above 1e40 (*btyd.RecordError).
func SpendOf(s *relationship.Summary, asOf relationship.Date, o SpendOptions) (btyd.Spend, error) {
	if !o.FirstPurchase.IsValid() {
		return btyd.Spend{}, &ConfigError{Field: "FirstPurchase", Value: o.FirstPurchase.String(), Rule: "ExcludeFirst or IncludeFirst"}
	}
	if err := checkAsOf(s, asOf); err != nil {
		return btyd.Spend{}, err
	}
	var sum relationship.Money
	days, counted := 0, 0
	for day := range s.Days() {
		if !day.IsPurchase() {
			continue
		}
		if days++; days == 1 && o.FirstPurchase == ExcludeFirst {
			continue
		}
		var err error
		if sum, err = sum.Add(day.Net()); err != nil {
			return btyd.Spend{}, err
		}
		counted++
	}
	switch {
	case days == 0:
		return btyd.Spend{}, ErrNoPurchase
	case counted == 0:
		return btyd.Spend{}, nil
	case sum.Sign() <= 0:
		return btyd.Spend{}, ErrNotPositive
	}
	spend := btyd.Spend{Repeats: counted, Mean: sum.Estimate() / float64(counted)}
	return spend, spend.Validate()
}

// SpendRows is a whole base as spend rows to fit, with the account of who is in it.
type SpendRows struct {
	// Rows are the distinct spends in ascending order of Repeats and Mean, weighted with their customers.
	Rows []btyd.SpendRow
	// Currency is the one currency of all means.
	Currency relationship.Currency
	// Customers is how many summaries are in Rows. The others are counted here: NoPurchase have no purchase day, OneTime
	// nothing to average, NotPositive a mean of nothing or less.
	Customers, NoPurchase, OneTime, NotPositive int
}

// SpendRowsOf reads many summaries with SpendOf and merges equal spends. Customers who have none are counted, not lost; any
// other error ends the reading, and so does a second currency (a *relationship.CurrencyMismatchError): its amounts cannot be
// averaged with the others. No sequence at all is a *ConfigError. The result does not depend on the order of the summaries.
func SpendRowsOf(summaries iter.Seq[*relationship.Summary], asOf relationship.Date, o SpendOptions) (SpendRows, error) {
	if summaries == nil {
		return SpendRows{}, errNoSummaries()
	}
	var out SpendRows
	for s := range summaries {
		spend, err := SpendOf(s, asOf, o)
		switch {
		case errors.Is(err, ErrNoPurchase):
			out.NoPurchase++
			continue
		case errors.Is(err, ErrNotPositive):
			out.NotPositive++
			continue
		case err != nil:
			return SpendRows{}, err
		case spend.Repeats == 0:
			out.OneTime++
			continue
		}
		if c := s.Currency(); out.Currency.IsZero() {
			out.Currency = c
		} else if c != out.Currency {
			return SpendRows{}, &relationship.CurrencyMismatchError{Op: "average", Left: out.Currency, Right: c}
		}
		out.Customers++
		out.Rows = append(out.Rows, btyd.SpendRow{Spend: spend, Weight: 1})
	}
	slices.SortFunc(out.Rows, func(p, q btyd.SpendRow) int {
		return cmp.Or(cmp.Compare(p.Repeats, q.Repeats), cmp.Compare(p.Mean, q.Mean))
	})
	out.Rows = merge(out.Rows, func(p, q *btyd.SpendRow) bool {
		if p.Spend != q.Spend {
			return false
		}
		p.Weight += q.Weight
		return true
	})
	return out, nil
}
