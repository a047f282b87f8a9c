package main

import (
	"fmt"
	"strings"

	"github.com/rapport-go/rapport/relationship"
)

// longestGap is how many days a shop may well be silent before the last day of
// its log.
const longestGap = 366

// warnings says what is odd about a log that was read without a fault.
func (b *ledger) warnings() []string {
	texts := []string{}
	if gap := b.days.gap(); b.opt.asOf.IsZero() && gap > longestGap {
		texts = append(texts, fmt.Sprintf("The last date, %s (%s), comes %s days after the one before it: a mistyped date? "+
			"All customers are scored as of that day; -as-of sets another.", b.days.last, b.at(b.days.place), count(gap)))
	}
	if b.columns != nil && b.columns.Used[colRefundOf.String()] == "" {
		for _, name := range b.columns.NotUsed {
			if looksLikeRefund(name) {
				texts = append(texts, fmt.Sprintf("The column %s is not used. If it holds the order that a line gives money back for, "+
					"say so with -columns %q.", clip(name), colRefundOf.String()+"="+name))
			}
		}
	}
	if text := b.fine.String(); text != "" {
		texts = append(texts, text+" (the first: "+b.at(b.fine.place)+"); they are kept as they are.")
	}
	return texts
}

// looksLikeRefund reports whether a column of this name may link refunds to their
// orders.
func looksLikeRefund(name string) bool {
	letters := strings.Map(func(r rune) rune {
		if r < 'a' || r > 'z' {
			return -1
		}
		return r
	}, strings.ToLower(name))
	for _, sign := range []string{"refund", "returnof", "returnfor", "returned", "creditof", "creditfor"} {
		if strings.Contains(letters, sign) {
			return true
		}
	}
	return false
}

// fineAmounts counts the amounts that are finer than the money there is, such as
// 5.001 EUR. They are exact, and may be meant; they may also be a price per gram.
type fineAmounts struct {
	n        int
	place    place // of the first
	currency relationship.Currency
}

// add takes in an amount.
func (f *fineAmounts) add(m relationship.Money, p place) {
	if m.Round(relationship.RoundHalfEven).Equal(m) {
		return
	}
	if f.n == 0 || p.compare(f.place) < 0 {
		f.place = p
	}
	f.n++
	f.currency = m.Currency()
}

// String says how many there are, and is empty if there are none.
func (f *fineAmounts) String() string {
	if f.n == 0 {
		return ""
	}
	text := fmt.Sprintf("%s more than %s", of(f.n, "amount has", "amounts have"), of(f.currency.Places(), "decimal place", "decimal places"))
	if code := currencyCode(f.currency); code != "" {
		text += ", which is all that " + code + " has"
	}
	return text
}
