package relationship_test

import (
	"bytes"
	"encoding"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// No input makes a parser or a decoder panic; what is taken comes back from what is written; what is refused leaves the target alone.

// checkParser holds a parser to that.
func checkParser[T interface {
	comparable
	fmt.Stringer
}](f *testing.F, parse func(string) (T, error), equal func(a, b T) bool, seeds ...string) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, err := parse(text)
		if err != nil {
			if zero := *new(T); v != zero {
				t.Fatalf("%q was refused (%v) and gave %v", text, err, v)
			}
			return
		}
		again, err := parse(v.String())
		if err != nil || !equal(again, v) || again.String() != v.String() {
			t.Fatalf("%q gives %v, which gives %v, %v", text, v, again, err)
		}
	})
}

// same is == as a function.
func same[T comparable](a, b T) bool { return a == b }

func FuzzParseAmount(f *testing.F) {
	parse := func(text string) (relationship.Money, error) { return relationship.ParseAmount(text, eur) }
	for _, seed := range []string{"12.50", "-0", "007", "1e5", ".5", "5.", "+1", "99999999999999999999999999999999999999", "0.000000000000000001"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, err := parse(text)
		if grammatical := inGrammar(text); grammatical != (err == nil) {
			t.Fatalf("ParseAmount(%q) = %v, %v; in the grammar: %t", text, m, err, grammatical)
		}
		if err == nil && !m.Decimal().Equal(slowDecimal(relationship.Must(relationship.ParseMoney(m.String())))) {
			t.Fatalf("%q is %v", text, m)
		}
	})
}

// inGrammar is the rule of ParseAmount in words: a minus or not, digits, and perhaps a point and up to 18 digits; 38 significant ones.
func inGrammar(text string) bool {
	digits := func(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
	whole, fraction, pointed := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	significant := len(strings.TrimLeft(whole+fraction, "0"))
	return digits(whole) && (!pointed || digits(fraction) && len(fraction) <= 18) && significant <= 38
}

func FuzzParseMoney(f *testing.F) {
	checkParser(f, relationship.ParseMoney, relationship.Money.Equal, "0", "12.50 EUR", "-1 JPY", "1 PTS/0", "1.000 XAU/4", "1  EUR", "1 eur")
}

func FuzzParseCurrency(f *testing.F) {
	checkParser(f, relationship.ParseCurrency, same[relationship.Currency], "EUR", "PTS/0", "XAU/4", "EUR/2", "A/18", "/", "X/00")
}

func FuzzParseDate(f *testing.F) {
	checkParser(f, relationship.ParseDate, same[relationship.Date], "2026-01-02", "2024-02-29", "0001-01-01", "9999-12-31", "2025-02-29")
}

func FuzzParsePeriod(f *testing.F) {
	checkParser(f, relationship.ParsePeriod, same[relationship.Period], "1y6m10d", "52w", "0d", "9999y", "1d1m", "00000001d")
}

func FuzzParseRate(f *testing.F) {
	checkParser(f, relationship.ParseRate, relationship.Rate.Equal, "10%/year", "0.002/week continuous", "1e-10%/year", "0%/year", "5e-324/day continuous")
}

func FuzzParseEnumerations(f *testing.F) {
	f.Add("customer")
	f.Add("half-even")
	f.Fuzz(func(t *testing.T, text string) {
		for _, e := range []encoding.TextUnmarshaler{
			new(relationship.PartyKind), new(relationship.Group), new(relationship.Market), new(relationship.Actor), new(relationship.Unit),
			new(relationship.Rounding),
		} {
			if err := e.UnmarshalText([]byte(text)); err == nil && e.(fmt.Stringer).String() != text {
				t.Fatalf("%q was read as %v", text, e)
			}
		}
	})
}

// checkJSON holds a decoder of JSON to the promise.
func checkJSON[T any, P interface {
	*T
	json.Unmarshaler
}](f *testing.F, seeds ...string) {
	for _, seed := range append(seeds, `{}`, `null`, `{"version":1}`, `{"version":1,"version":1}`) {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var v T
		if err := P(&v).UnmarshalJSON(data); err != nil {
			return
		}
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatalf("%s was read and cannot be written: %v", data, err)
		}
		var back T
		if err := P(&back).UnmarshalJSON(text); err != nil {
			t.Fatalf("%s gives %s, which is refused: %v", data, text, err)
		}
		if again, err := json.Marshal(back); err != nil || !bytes.Equal(again, text) {
			t.Fatalf("%s gives %s, which gives %s", data, text, again)
		}
	})
}

func FuzzMoneyJSON(f *testing.F) {
	checkJSON[relationship.Money](f, `{"amount":"12.50","currency":"EUR"}`, `{"amount":"0","currency":""}`, `{"amount":"1","Currency":"EUR"}`)
}

func FuzzKeyJSON(f *testing.F) {
	checkJSON[relationship.Key](f, `{"from":"us","to":"ada","role":"customer"}`, `{"from":"us","to":"us","role":"customer"}`)
}

func FuzzCustomerJSON(f *testing.F) {
	checkJSON[relationship.Customer](f, `{"version":1,"id":"C-1","name":"Ada","kinds":["end-consumer"],"since":"2026-01-02"}`)
}

func FuzzPartnerJSON(f *testing.F) {
	checkJSON[relationship.Partner](f, `{"version":1,"id":"P-1","kinds":["supplier","customer"]}`)
}

func FuzzSummaryJSON(f *testing.F) {
	checkJSON[relationship.Summary](f,
		`{"version":1,"currency":"EUR","days":[{"date":"2026-01-02","paid":1,"free":0,"gross":"12.50","refunded":"0.00"}]}`,
		`{"version":1,"currency":"PTS/0","days":[{"date":"2026-01-02","paid":0,"free":2,"gross":"0","refunded":"0.001"}]}`)
}

func FuzzSummaryBinary(f *testing.F) {
	for _, s := range goldenSummaries(f) {
		data, err := s.MarshalBinary()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte{})
	f.Add([]byte{1, 3, 'E', 'U', 'R', 2, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1})
	f.Fuzz(func(t *testing.T, data []byte) {
		kept := summaryOf(t, bought("2026-01-02", "1.00 USD"))
		s := kept.Clone()
		if err := s.UnmarshalBinary(data); err != nil {
			if !s.Equal(kept) {
				t.Fatalf("%x was refused (%v) and changed the target", data, err)
			}
			return
		}
		if back, err := s.MarshalBinary(); err != nil || !bytes.Equal(back, data) {
			t.Fatalf("%x was read and is written %x, %v", data, back, err)
		}
		text, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var fromText relationship.Summary
		if err := json.Unmarshal(text, &fromText); err != nil || !fromText.Equal(s) {
			t.Fatalf("%x is %s, which comes back otherwise: %v", data, text, err)
		}
		for day := range s.Days() {
			if day.Gross.Sign() < 0 || day.Refunded.Sign() < 0 || math.IsInf(day.Net().Estimate(), 0) {
				t.Fatalf("%x holds %+v", data, day)
			}
		}
		for _, total := range []relationship.Money{s.Gross(), s.Refunded(), s.Net()} {
			if back, err := relationship.ParseMoney(total.String()); err != nil || !back.Equal(total) {
				t.Fatalf("%x has a total of %v, which comes back as %v, %v", data, total, back, err)
			}
		}
	})
}

func FuzzMoneyFromEstimate(f *testing.F) {
	for _, v := range []float64{0, 0.125, -2.5, 1e38, math.Inf(1), math.NaN(), math.SmallestNonzeroFloat64, math.MaxFloat64} {
		f.Add(v, uint8(0))
	}
	f.Fuzz(func(t *testing.T, v float64, r uint8) {
		m, err := relationship.MoneyFromEstimate(v, eur, relationship.Rounding(r))
		if err != nil {
			return
		}
		if want := slowDoor(v, 2, relationship.Rounding(r)); m.Decimal().Shift(2).BigInt().Cmp(want) != 0 {
			t.Fatalf("%v rounded %d is %v, want %v cents", v, r, m, want)
		}
	})
}

// FuzzSplitAndMerge joins the law of merging to the fuzzer.
func FuzzSplitAndMerge(f *testing.F) {
	f.Fuzz(rapid.MakeFuzz(func(t *rapid.T) {
		events := genEvents().Draw(t, "events")
		at := rapid.IntRange(0, len(events)).Draw(t, "at")
		sum, rest := summaryOf(t, events[at:]...), summaryOf(t, events[:at]...)
		if err := sum.Merge(rest); err != nil || !sum.Equal(summaryOf(t, events...)) {
			t.Fatalf("split at %d: %v", at, err)
		}
	}))
}
