package segment_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

func TestPortfolioRejects(t *testing.T) {
	for _, bad := range []int{0, -1, 10_001, math.MinInt, math.MaxInt} {
		p, err := segment.NewPortfolio(segment.PortfolioPolicy{Length: bad})
		refused(t, "length", err, segment.ErrInvalid, `midpoint of "expected length" = `)
		refused(t, "every fault is named", err, segment.ErrInvalid, `two by two: midpoint of "profit" = none, want an amount with a currency`)
		if p.Policy() != (segment.PortfolioPolicy{}) {
			t.Errorf("%d: a portfolio all the same", bad)
		}
	}
	_, err := new(segment.Portfolio).Of(money("1 EUR"), 1)
	refused(t, "zero value", err, segment.ErrInvalid, "portfolio = none, want one that was made")
}

func TestPortfolioRejectsCustomers(t *testing.T) {
	p := portfolio(t, money("10 EUR"), 5000)
	for _, bad := range []int{-1, 10_001, math.MinInt, math.MaxInt} {
		at, err := p.Of(money("1 EUR"), bad)
		refused(t, "length", err, segment.ErrInvalid, "segment: expected length = ")
		if at.Class != 0 {
			t.Errorf("%d is %v", bad, at.Class)
		}
	}
	at, err := p.Of(relationship.Money{}, -1)
	refused(t, "no currency", err, segment.ErrInvalid, "segment: profit = none, want an amount with a currency")
	refused(t, "every fault is named", err, segment.ErrInvalid, "expected length = -1")
	var mismatch *relationship.CurrencyMismatchError
	at2, err := p.Of(money("1 USD"), -1)
	refused(t, "every fault is named", err, segment.ErrInvalid, "expected length = -1")
	if !errors.As(err, &mismatch) || !errors.Is(err, relationship.ErrCurrencyMismatch) || at.Class != 0 || at2.Class != 0 {
		t.Errorf("%v; %v, %v", err, at, at2)
	}
	vast := money("9" + strings.Repeat("0", 37) + " EUR")
	for range 10 { // sums may have 100 digits
		if sum, err := vast.Add(vast); err == nil {
			vast = sum
		}
	}
	if at, err := portfolio(t, vast.Neg(), 1).Of(vast, 0); err != nil || at.Class != segment.PortfolioButterflies {
		t.Errorf("%v, %v", at, err)
	}
}
