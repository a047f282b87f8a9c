package segment

import (
	"errors"

	"github.com/rapport-go/rapport/relationship"
)

// Account is what one customer, or any other party, brought and cost in a term, and what is expected of it afterwards. The caller
// chooses the term, and the same one for all parties that are to be compared.
//
// The amounts are in one currency; the zero Money is nothing and goes with any. The zero value is a party that neither brought nor
// cost anything, and of whose value nothing is known.
type Account struct {
	// Revenue is what was paid and not paid back. It may be negative, where refunds exceed what was paid in the term.
	Revenue relationship.Money
	// Margin is the revenue less the direct cost of what was sold. It may be negative. It is not taken from Revenue: left out, it is 0.
	Margin relationship.Money
	// CostToServe is what the relationship cost beside that: visits, hotline, returns, terms of payment. It is 0 or more.
	CostToServe relationship.Money
	// Value is the contribution expected in the future, discounted as the caller likes, such as a residual lifetime value of package clv
	// turned into money. It may be negative. It is the zero Money unless ValueKnown.
	Value relationship.Money
	// ValueKnown says that Value is known, if only to be nothing. A value that is not known is not the same as one of 0.
	ValueKnown bool
}

// Contribution returns the margin less the cost to serve, exactly.
//
// The error is that of Validate.
func (a Account) Contribution() (relationship.Money, error) {
	if err := a.Validate(); err != nil {
		return relationship.Money{}, err
	}
	return moneyLess(a.Margin, a.CostToServe), nil
}

// Validate returns an error that joins all faults: amounts in different currencies wrap relationship.ErrCurrencyMismatch; a negative
// cost to serve, a value that is said not to be known, and an amount of more than 60 digits before the point wrap ErrInvalid.
func (a Account) Validate() error {
	_, err := a.check()
	return err
}

// check is Validate, and returns the currency, none if all amounts are the zero Money.
func (a Account) check() (relationship.Currency, error) {
	var faults []error
	var currency relationship.Currency
	for _, m := range [...]*relationship.Money{&a.Revenue, &a.Margin, &a.CostToServe, &a.Value} {
		c := m.Currency()
		switch {
		case c.IsZero() || c == currency:
		case currency.IsZero():
			currency = c
		default:
			faults = append(faults, &relationship.CurrencyMismatchError{Op: "account", Left: currency, Right: c})
		}
	}
	if isWide(a.Revenue) || isWide(a.Margin) || isWide(a.CostToServe) || isWide(a.Value) {
		faults = append(faults, invalid("account", "an amount of more than 60 digits", "at most 60 digits before the point"))
	}
	if a.CostToServe.Sign() < 0 {
		faults = append(faults, invalid("cost to serve", wideText(a.CostToServe), "0 or more"))
	}
	if !a.ValueKnown && !a.Value.Equal(relationship.Money{}) {
		faults = append(faults, invalid("value", wideText(a.Value), "none where it is not known"))
	}
	return currency, errors.Join(faults...)
}

// Equal reports whether both say the same, amounts by value and currency.
func (a Account) Equal(o Account) bool {
	return a.Revenue.Equal(o.Revenue) && a.Margin.Equal(o.Margin) && a.CostToServe.Equal(o.CostToServe) && a.Value.Equal(o.Value) &&
		a.ValueKnown == o.ValueKnown
}
