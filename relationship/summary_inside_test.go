package relationship

import (
	"encoding/json"
	"testing"
	"unsafe"
)

// This file looks inside a Summary: how a date is kept, which nothing outside can see.

// inside is a summary of dates 2026-01-01 and after, one paid order of the given amount on each.
func inside(t *testing.T, amounts ...string) *Summary {
	s := new(Summary)
	day := Must(ParseDate("2026-01-01"))
	for i, text := range amounts {
		p := Must(NewPurchase(PurchaseConfig{
			ID: "o-1", At: day.AddDays(i).Time(), Key: Key{From: "us", To: "ada", Role: KindCustomer}, Amount: Must(ParseMoney(text)),
		}))
		if err := s.Observe(p); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// TestOrdinaryDatesAreSmall: a date with one paid order takes an entry of 16 bytes, also after it was stored beside a finer amount.
func TestOrdinaryDatesAreSmall(t *testing.T) {
	if size := unsafe.Sizeof(entry{}); size != 16 {
		t.Errorf("an entry takes %d bytes, want 16", size)
	}
	s := inside(t, "12.50 EUR", "12.500 EUR", "12.505 EUR", "184467440737095516.15 EUR", "184467440737095516.16 EUR")
	const rare = 2 // the finer one, and the last, which is 2^64 cents
	fromBinary, fromText, merged := new(Summary), new(Summary), inside(t, "1.00 EUR")
	if err := fromBinary.UnmarshalBinary(Must(s.MarshalBinary())); err != nil {
		t.Error(err)
	}
	if err := fromText.UnmarshalJSON(Must(json.Marshal(s))); err != nil {
		t.Error(err)
	}
	if err := merged.Merge(s); err != nil {
		t.Error(err)
	}
	for name, row := range map[string]struct {
		s    *Summary
		rare int
	}{
		"observed": {s, rare}, "binary": {fromBinary, rare}, "JSON": {fromText, rare}, "clone": {s.Clone(), rare},
		"merged": {merged, rare + 1}, // the date that both know
	} {
		if len(row.s.rare) != row.rare || len(row.s.days) != 5 {
			t.Errorf("%s: %d of %d dates are rare, want %d of 5", name, len(row.s.rare), len(row.s.days), row.rare)
		}
	}
}
