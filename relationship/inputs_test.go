package relationship_test

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
	"github.com/shopspring/decimal"
)

// refuse checks that an error wraps a sentinel and says something.
func refuse(t *testing.T, what string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: error = %v, want one that wraps %q", what, err, want)
		return
	}
	for line := range strings.Lines(err.Error()) {
		if strings.Count(line, "relationship: ") != 1 || !strings.HasPrefix(line, "relationship: ") {
			t.Errorf("%s: error text %q, want the package once, at the front", what, line)
		}
	}
}

// long is a text of n letters.
func long(n int) string { return strings.Repeat("x", n) }

func TestRefusedAmounts(t *testing.T) {
	for _, text := range []string{
		"", "-", ".", "-.", ".5", "5.", "-.5", "-5.", "+1", "--1", "1-", "1..2", "1.2.3", "1e5", "1E5", "1e-5", "0x10", "1_000", "1,000", "1 000",
		" 1", "1 ", "1\n", "\t1", "NaN", "Inf", "-Inf", "infinity", "\u22121", "1\u00a0000", "\uff11", "\u0661", "1\x00", "1.0000000000000000001",
		"0.0000000000000000000", "100000000000000000000000000000000000000", "10000000000000000000000.0000000000000000", "12.50 EUR",
		long(1000), strings.Repeat("9", 1_000_000),
	} {
		_, err := relationship.ParseAmount(text, eur)
		refuse(t, text[:min(len(text), 40)], err, relationship.ErrAmount)
		var amount *relationship.AmountError
		if errors.As(err, &amount) && (amount.Rule == "" || len(amount.Value) > 200) {
			t.Errorf("the error about %.40q has rule %q and a value of %d bytes", text, amount.Rule, len(amount.Value))
		}
	}
	for name, d := range map[string]decimal.Decimal{
		"exponent 19": decimal.New(1, 19), "exponent -19": decimal.New(1, -19), "largest exponent": decimal.New(1, math.MaxInt32),
		"smallest exponent": decimal.New(0, math.MinInt32), "39 digits": decimal.RequireFromString("100000000000000000000000000000000000000"),
		"-39 digits": decimal.RequireFromString("-1.00000000000000000000000000000000000000").Shift(30),
	} {
		_, err := relationship.NewMoney(d, eur)
		refuse(t, name, err, relationship.ErrAmount)
	}
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e39, -1e39, math.Nextafter(1e38, 2e38), math.MaxFloat64} {
		_, err := relationship.MoneyFromEstimate(v, jpy, relationship.RoundDown)
		refuse(t, "an estimate", err, relationship.ErrAmount)
	}
	// The float64 nearest to 10^36 is a little more than that, and so more than 10^38 cents; the one before it is less.
	_, err := relationship.MoneyFromEstimate(1e36, eur, relationship.RoundDown)
	refuse(t, "10^38 cents", err, relationship.ErrAmount)
	_, err = relationship.MoneyFromEstimate(1e20, wei, relationship.RoundDown) // exactly 10^38
	refuse(t, "10^38 minor units", err, relationship.ErrAmount)
	if _, err := relationship.MoneyFromEstimate(math.Nextafter(1e36, 0), eur, relationship.RoundDown); err != nil {
		t.Errorf("less than 10^38 cents were refused: %v", err)
	}
}

func TestRefusedWithoutCurrency(t *testing.T) {
	var none relationship.Currency
	_, err := relationship.ParseAmount("1", none)
	refuse(t, "ParseAmount", err, relationship.ErrInvalid)
	_, err = relationship.NewMoney(decimal.New(1, 0), none)
	refuse(t, "NewMoney", err, relationship.ErrInvalid)
	_, err = relationship.MoneyFromEstimate(1, none, relationship.RoundHalfEven)
	refuse(t, "MoneyFromEstimate", err, relationship.ErrInvalid)
	_, err = relationship.MoneyFromEstimate(1, eur, 6)
	refuse(t, "a rounding that is none", err, relationship.ErrInvalid)
}

func TestRefusedMoneyText(t *testing.T) {
	for text, want := range map[string]error{
		"":                                      relationship.ErrAmount,
		"1":                                     relationship.ErrAmount,
		"00":                                    relationship.ErrAmount,
		"-0":                                    relationship.ErrAmount,
		"1.50EUR":                               relationship.ErrAmount,
		"x EUR":                                 relationship.ErrAmount,
		" EUR":                                  relationship.ErrAmount,
		"1" + strings.Repeat("0", 100) + " EUR": relationship.ErrAmount,
		"1.50  EUR":                             relationship.ErrInvalid,
		"1.50 EUR ":                             relationship.ErrInvalid,
		"1.50 eur":                              relationship.ErrInvalid,
		"1.50 ":                                 relationship.ErrInvalid,
		"1.50 PTS":                              relationship.ErrInvalid,
		"0 ":                                    relationship.ErrInvalid,
		"EUR 1.50":                              relationship.ErrInvalid,
	} {
		kept := money("1.00 EUR")
		refuse(t, text, kept.UnmarshalText([]byte(text)), want)
		if !kept.Equal(money("1.00 EUR")) {
			t.Errorf("%q changed the target to %v", text, kept)
		}
	}
}

func TestRefusedCurrencies(t *testing.T) {
	for _, text := range []string{
		"", "eur", "Eur", "EU R", "\u20ac", "1UP/0", "TOOLONGX/0", "PTS", "PTS/", "PTS/-1", "PTS/19", "PTS/00", "PTS/ 1", "PTS/+1", "PTS/1/1", "/2",
		"EUR/2", "EUR/3", "JPY/2", "XAU/2", "XXX/19", "EUR\x00", long(1000),
	} {
		_, err := relationship.ParseCurrency(text)
		refuse(t, text, err, relationship.ErrInvalid)
		kept := usd
		if text != "" && (kept.UnmarshalText([]byte(text)) == nil || kept != usd) {
			t.Errorf("%q was decoded as %v", text, kept)
		}
	}
	for code, places := range map[string]int{"": 0, "pts": 0, "PTS": -1, "MILES": 19, "EUR": 3, "JPY": 2, "KWD": 2, "CLF": 2, "XAU": 19} {
		_, err := relationship.NewCurrency(code, places)
		refuse(t, code, err, relationship.ErrInvalid)
	}
	if _, err := relationship.ParseCurrency("eur"); !strings.Contains(err.Error(), "lower case") {
		t.Errorf("the error about eur is %q and does not speak of lower case", err)
	}
}

func TestRefusedMixing(t *testing.T) {
	a, b := money("1.00 EUR"), money("1.00 USD")
	_, add := a.Add(b)
	_, sub := a.Sub(b)
	_, compare := a.Cmp(b)
	_, sum := relationship.Sum(a, relationship.Money{}, b)
	s := summaryOf(t, bought("2026-01-01", "1.00 EUR"))
	before := s.Clone()
	for op, err := range map[string]error{
		"add": add, "subtract": sub, "compare": compare, "add ": sum,
		"observe": s.Observe(bought("2026-01-02", "1.00 USD")),
		"merge":   s.Merge(summaryOf(t, bought("2026-01-02", "1.00 USD"))),
	} {
		refuse(t, op, err, relationship.ErrCurrencyMismatch)
		var mismatch *relationship.CurrencyMismatchError
		if !errors.As(err, &mismatch) || mismatch.Op != strings.TrimSpace(op) || mismatch.Left != eur || mismatch.Right != usd {
			t.Errorf("%s: the facts are %+v", op, mismatch)
		}
	}
	refuse(t, "a free order in another currency", s.Observe(bought("2026-01-01", "0.00 USD")), relationship.ErrCurrencyMismatch)
	if !s.Equal(before) {
		t.Error("a refused event changed the summary")
	}
}

func TestRefusedDates(t *testing.T) {
	for _, text := range []string{
		"", "2026", "2026-1-2", "2026-01-2", "02.01.2026", "2026/01/02", "2026-13-01", "2026-00-01", "2026-01-00", "2026-01-32", "2026-04-31", "2025-02-29",
		"1900-02-29", "0000-01-01", "10000-01-01", "-001-01-01", "2026-01-02T00", " 2026-01-02", "2026-01-0a", "2026-01-+2", "20260102  ", "\uff12026-01-1",
	} {
		_, err := relationship.ParseDate(text)
		refuse(t, text, err, relationship.ErrInvalid)
		kept := date("2026-01-02")
		if text != "" && (kept.UnmarshalText([]byte(text)) == nil || kept != date("2026-01-02")) {
			t.Errorf("%q was decoded as %v", text, kept)
		}
	}
	for _, row := range []struct {
		year  int
		month time.Month
		day   int
	}{{2026, 4, 31}, {2025, 2, 29}, {2026, 0, 1}, {2026, 13, 1}, {2026, 1, 0}, {2026, 1, 32}, {0, 1, 1}, {10_000, 1, 1}, {math.MinInt, math.MinInt, math.MaxInt}} {
		_, err := relationship.NewDate(row.year, row.month, row.day)
		refuse(t, "NewDate", err, relationship.ErrInvalid)
	}
}

func TestRefusedPeriods(t *testing.T) {
	for _, text := range []string{
		"", "1", "y", "12", "1x", "-1d", "+1d", "1.5m", "1d1d", "1d1m", "1m1y", "1w1y", "1 y", " 1y", "1y ", "1Y", "12345678d", "00000001d", "9999999y", "10000y", "9999y1m",
		"3652060d", "521723w", "1y\u0661m",
	} {
		kept := relationship.Must(relationship.ParsePeriod("7d"))
		refuse(t, text, kept.UnmarshalText([]byte(text)), relationship.ErrInvalid)
		if kept.String() != "7d" {
			t.Errorf("%q was decoded as %v", text, kept)
		}
	}
	for _, row := range [][2]int{{-1, 0}, {0, -1}, {119_989, 0}, {0, 3_652_060}, {math.MaxInt, math.MinInt}} {
		_, err := relationship.PeriodOf(row[0], row[1])
		refuse(t, "PeriodOf", err, relationship.ErrInvalid)
	}
}

func TestRefusedRates(t *testing.T) {
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1), -1, -math.SmallestNonzeroFloat64} {
		_, err := relationship.AnnualRate(v)
		refuse(t, "AnnualRate", err, relationship.ErrInvalid)
		_, err = relationship.ContinuousRate(v, relationship.Week)
		refuse(t, "ContinuousRate", err, relationship.ErrInvalid)
	}
	_, err := relationship.ContinuousRate(math.MaxFloat64, relationship.Day)
	refuse(t, "infinite by the year", err, relationship.ErrInvalid)
	for _, unit := range []relationship.Unit{0, 4, 255} {
		_, err := relationship.ContinuousRate(0, unit)
		refuse(t, "a unit that is none", err, relationship.ErrInvalid)
	}
	for _, text := range []string{
		"", "10", "10%", "10%/month", "10 %/year", "-1%/year", "+1%/year", "NaN%/year", "Inf%/year", ".5%/year", "5.%/year", "1e%/year", "1e400%/year",
		"1e401%/year", "1e5e5%/year", "0x1p4%/year", "1_0%/year", "0.1/year", "0.1/year  continuous", "0.1/ continuous", "0.1/month continuous",
		"/week continuous", "%/year", "1e309/week continuous", long(41) + "%/year", strings.Repeat("1", 41) + "%/year",
	} {
		kept := relationship.Must(relationship.AnnualRate(0.10))
		refuse(t, text, kept.UnmarshalText([]byte(text)), relationship.ErrInvalid)
		if kept.String() != "10%/year" {
			t.Errorf("%q was decoded as %v", text, kept)
		}
	}
}
