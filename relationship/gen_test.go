package relationship_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// The generators lean to the edges: the ends of the calendar, the ends of machine words, zeros of every kind.

// genCurrency draws one of the currencies of the tests.
func genCurrency() *rapid.Generator[relationship.Currency] {
	return rapid.SampledFrom([]relationship.Currency{eur, usd, jpy, kwd, pts, wei})
}

// edgeDigits are whole numbers around the ends of words.
var edgeDigits = []string{
	"0", "1", "9", "10", "99", "100",
	"9007199254740992", "9007199254740993", "9007199254740995", // 2^53
	"999999999999999999", "1000000000000000000", // 10^18
	"9223372036854775807", "9223372036854775808", // 2^63
	"9999999999999999999", "10000000000000000000", // 10^19
	"18446744073709551615", "18446744073709551616", // 2^64
	"99999999999999999999999999999999999999", // 10^38 - 1
}

// genAmountText draws a number that ParseAmount takes: at most 38 significant digits and 18 places.
func genAmountText() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		var digits string
		if rapid.IntRange(0, 3).Draw(t, "edge") == 0 {
			digits = rapid.SampledFrom(edgeDigits).Draw(t, "digits")
		} else {
			digits = rapid.StringMatching(`[1-9][0-9]{0,37}`).Draw(t, "digits")
		}
		places := rapid.SampledFrom([]int{0, 0, 1, 2, 2, 2, 3, 4, 17, 18}).Draw(t, "places")
		if len(digits) <= places {
			digits = strings.Repeat("0", places+1-len(digits)) + digits
		}
		if places > 0 {
			digits = digits[:len(digits)-places] + "." + digits[len(digits)-places:]
		}
		return rapid.SampledFrom([]string{"", "-"}).Draw(t, "sign") + digits
	})
}

// genMoneyIn draws an amount in one currency.
func genMoneyIn(c relationship.Currency) *rapid.Generator[relationship.Money] {
	return rapid.Map(genAmountText(), func(text string) relationship.Money {
		return relationship.Must(relationship.ParseAmount(text, c))
	})
}

// genMoney draws an amount in any currency, now and then the zero value, and now and then a sum beyond 38 digits.
func genMoney() *rapid.Generator[relationship.Money] {
	return rapid.Custom(func(t *rapid.T) relationship.Money {
		switch rapid.IntRange(0, 9).Draw(t, "kind") {
		case 0:
			return relationship.Money{}
		case 1:
			m := genMoneyIn(genCurrency().Draw(t, "currency")).Draw(t, "money")
			for range rapid.IntRange(1, 150).Draw(t, "doublings") {
				m = relationship.Must(m.Add(m))
			}
			return m
		}
		return genMoneyIn(genCurrency().Draw(t, "currency")).Draw(t, "money")
	})
}

// genRounding draws one of the roundings.
func genRounding() *rapid.Generator[relationship.Rounding] {
	return rapid.SampledFrom(roundings)
}

var roundings = []relationship.Rounding{
	relationship.RoundHalfEven, relationship.RoundHalfUp, relationship.RoundDown,
	relationship.RoundUp, relationship.RoundFloor, relationship.RoundCeiling,
}

// edgeDates are the ends of the calendar and the days around which calendars go wrong.
var edgeDates = []string{
	"0001-01-01", "0001-12-31", "0004-02-29", "0100-02-28", "0100-03-01", "0400-02-29", "1582-10-10", "1600-02-29", "1899-12-31",
	"1900-02-28", "1900-03-01", "1969-12-31", "1970-01-01", "2000-02-29", "2024-02-29", "2024-12-31", "2025-01-01", "2100-02-28",
	"2100-03-01", "9996-02-29", "9999-12-30", "9999-12-31",
}

// genDate draws a date of the calendar.
func genDate() *rapid.Generator[relationship.Date] {
	return rapid.OneOf(
		rapid.Map(rapid.SampledFrom(edgeDates), func(text string) relationship.Date {
			return relationship.Must(relationship.ParseDate(text))
		}),
		rapid.Map(rapid.IntRange(0, 3_652_058), func(n int) relationship.Date {
			return relationship.Must(relationship.NewDate(1, time.January, 1)).AddDays(n)
		}),
	)
}

// genPeriod draws a period, mostly of ordinary length.
func genPeriod() *rapid.Generator[relationship.Period] {
	return rapid.Custom(func(t *rapid.T) relationship.Period {
		months := rapid.OneOf(rapid.IntRange(0, 40), rapid.IntRange(0, 119_988)).Draw(t, "months")
		days := rapid.OneOf(rapid.IntRange(0, 400), rapid.IntRange(0, 3_652_059)).Draw(t, "days")
		return relationship.Must(relationship.PeriodOf(months, days))
	})
}

// genUnit draws one of the units.
func genUnit() *rapid.Generator[relationship.Unit] {
	return rapid.SampledFrom([]relationship.Unit{relationship.Day, relationship.Week, relationship.Year})
}

// genRate draws a rate given in any way, zero among them.
func genRate() *rapid.Generator[relationship.Rate] {
	return rapid.Custom(func(t *rapid.T) relationship.Rate {
		v := rapid.OneOf(rapid.Just(0.0), rapid.Float64Range(0, 2), rapid.Float64Range(0, 1e300)).Draw(t, "rate")
		if rapid.Bool().Draw(t, "annual") {
			return relationship.Must(relationship.AnnualRate(v))
		}
		return relationship.Must(relationship.ContinuousRate(v, genUnit().Draw(t, "unit")))
	})
}

// genEstimate draws a float64 of any size, halves of minor units and the ends of the range among them.
func genEstimate() *rapid.Generator[float64] {
	return rapid.OneOf(
		rapid.Float64(),
		rapid.Float64Range(-1e6, 1e6),
		rapid.Map(rapid.IntRange(-100_000, 100_000), func(n int) float64 { return float64(n) / 8 }),
		rapid.SampledFrom([]float64{0, math.Copysign(0, -1), 0.5, 1.5, 2.5, 0.005, 0.125, 1e18, 1e22, 1e38, -1e38, math.MaxFloat64,
			math.SmallestNonzeroFloat64, -math.SmallestNonzeroFloat64, 0x1p-64, 0x1p-128, 0x1p127, 0x1p126, 0x1p-1022}),
	)
}

// keyOfTests is the relationship of the events below.
var keyOfTests = relationship.Key{From: "us", To: "ada", Role: relationship.KindEndConsumer}

// genEventIn draws an event of keyOfTests in one currency.
func genEventIn(c relationship.Currency) *rapid.Generator[relationship.Event] {
	return genEventOf(keyOfTests, c)
}

// genEventOf draws a purchase or a refund in one currency within a few weeks, so that dates meet.
func genEventOf(key relationship.Key, c relationship.Currency) *rapid.Generator[relationship.Event] {
	return rapid.Custom(func(t *rapid.T) relationship.Event {
		start := time.Date(2024, 2, 20, 12, 0, 0, 0, time.UTC)
		at := start.AddDate(0, 0, rapid.IntRange(0, 20).Draw(t, "day"))
		id := relationship.EventID(fmt.Sprint("e", rapid.IntRange(0, 999).Draw(t, "id")))
		amount := rapid.OneOf(
			rapid.Map(rapid.Int64Range(0, 5), func(minor int64) relationship.Money { return relationship.MoneyFromMinor(minor, c) }),
			rapid.Map(genMoneyIn(c), relationship.Money.Abs),
		).Draw(t, "amount")
		if amount.IsZero() || rapid.IntRange(0, 2).Draw(t, "refund") > 0 {
			return relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{ID: id, At: at, Key: key, Amount: amount}))
		}
		return relationship.Must(relationship.NewRefund(relationship.RefundConfig{
			ID: id, At: at, Key: key, Amount: amount, Order: "o-1",
			OrderDate: relationship.DateOf(at).AddDays(-rapid.IntRange(0, 10).Draw(t, "days back")),
		}))
	})
}

// genEvents draws up to 30 events in one currency.
func genEvents() *rapid.Generator[[]relationship.Event] {
	return rapid.Custom(func(t *rapid.T) []relationship.Event {
		return rapid.SliceOfN(genEventIn(genCurrency().Draw(t, "currency")), 0, 30).Draw(t, "events")
	})
}

// summaryOf takes in events.
func summaryOf(t interface{ Fatal(...any) }, events ...relationship.Event) *relationship.Summary {
	s := new(relationship.Summary)
	for _, e := range events {
		if err := s.Observe(e); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// TestGenerators proves that the generators reach what they are made for.
func TestGenerators(t *testing.T) {
	seen := map[string]int{}
	for seed := range 200 { // its own number of draws: what must be reached cannot hang on how many checks are asked for
		note := func(what string, is bool) {
			if is {
				seen[what]++
			}
		}
		for _, m := range rapid.SliceOfN(genMoney(), 20, 20).Example(seed) {
			note("zero value", m == relationship.Money{})
			note("negative", m.Sign() < 0)
			note("beyond 38 digits", len(strings.Trim(strings.ReplaceAll(m.AmountString(), ".", ""), "-0")) > 38)
			note("finer than the minor unit", !m.Round(relationship.RoundDown).Equal(m))
		}
		for _, e := range genEvents().Example(seed) {
			p, purchase := e.(relationship.Purchase)
			note("purchase", purchase)
			note("free order", purchase && p.Amount().IsZero())
			note("refund", !purchase)
		}
		_, _, day := genDate().Example(seed).Civil()
		note("29th", day == 29)
		note("zero rate", genRate().Example(seed).IsZero())
		note("large estimate", math.Abs(genEstimate().Example(seed)) > 1e38)
	}
	for _, what := range []string{
		"zero value", "negative", "beyond 38 digits", "finer than the minor unit", "purchase", "free order", "refund", "29th",
		"zero rate", "large estimate",
	} {
		if seen[what] == 0 {
			t.Errorf("the generators never drew: %s", what)
		}
	}
}
