package relationship_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
	"github.com/shopspring/decimal"
)

// What goes wrong with decimals elsewhere, and does not here. Each test first shows the pitfall where that can be shown in good time,
// so that it fails should the pitfall go away and the guard become needless.

// quickly fails the test if f takes longer than three seconds; each of the bombs would take many.
func quickly(t *testing.T, f func()) {
	t.Helper()
	start := time.Now()
	f()
	if took := time.Since(start); took > 3*time.Second {
		t.Errorf("took %v, want less than three seconds", took)
	}
}

// bombs are decimals of a few bytes that fill the memory when they are compared, added or written.
func bombs() map[string]decimal.Decimal {
	squared := decimal.RequireFromString("1e10000")
	for range 8 {
		squared = squared.Mul(squared)
	}
	return map[string]decimal.Decimal{
		"1e100000000": decimal.New(1, 100_000_000), "1e-100000000": decimal.New(1, -100_000_000), "1e10000": decimal.RequireFromString("1e10000"),
		"1e10000 squared eight times": squared, "0e2147483647": decimal.New(0, 1<<31-1), "7e-2147483648": decimal.New(7, -1<<31),
	}
}

func TestPitfallExponentBomb(t *testing.T) {
	for name, bomb := range bombs() {
		quickly(t, func() {
			m, err := relationship.NewMoney(bomb, eur)
			if !errors.Is(err, relationship.ErrAmount) || m != (relationship.Money{}) {
				t.Errorf("%s becomes %v, %v", name, m, err)
			}
			if len(err.Error()) > 200 {
				t.Errorf("%s: the error has %d bytes, it writes the number out", name, len(err.Error()))
			}
		})
	}
}

func TestPitfallExponentBombCmp(t *testing.T) {
	// decimal.New(1, 1e8).Cmp(1) takes many seconds. What cannot become Money is never compared, and the largest Money compares at once.
	largest := relationship.Must(relationship.NewMoney(decimal.New(1, 18), eur))
	smallest := relationship.Must(relationship.NewMoney(decimal.New(1, -18), eur))
	quickly(t, func() {
		for range 10_000 {
			if c, err := largest.Cmp(smallest); c != 1 || err != nil {
				t.Fatalf("%v cmp %v = %d, %v", largest, smallest, c, err)
			}
		}
	})
}

func TestPitfallExponentInText(t *testing.T) {
	if d, err := decimal.NewFromString("1e10000"); err != nil || len(d.String()) != 10_001 {
		t.Errorf("the decimal package takes 1e10000 no more: %v", err)
	}
	quickly(t, func() {
		for _, text := range []string{"1e10000", "1e100000000", "1E5", "0e0", strings.Repeat("9", 1_000_000), "0." + strings.Repeat("0", 1_000_000)} {
			if m, err := relationship.ParseAmount(text, eur); !errors.Is(err, relationship.ErrAmount) {
				t.Errorf("%.20s becomes %v, %v", text, m, err)
			}
			var m relationship.Money
			if err := m.UnmarshalJSON([]byte(`{"amount":"` + text + `","currency":"EUR"}`)); !errors.Is(err, relationship.ErrDecode) {
				t.Errorf("%.20s is decoded as %v, %v", text, m, err)
			}
		}
	})
}

func TestPitfallWideCoefficient(t *testing.T) {
	wide := decimal.RequireFromString(strings.Repeat("9", 100_000))
	quickly(t, func() {
		if _, err := relationship.NewMoney(wide, eur); !errors.Is(err, relationship.ErrAmount) || len(err.Error()) > 200 {
			t.Errorf("a decimal of 100,000 digits: %v", err)
		}
	})
}

func TestPitfallEqualByPointer(t *testing.T) {
	a, b := decimal.RequireFromString("1.5"), decimal.RequireFromString("1.5")
	if a == b {
		t.Error("decimals are equal by == now")
	}
	m, n := relationship.Must(relationship.NewMoney(a, eur)), relationship.Must(relationship.NewMoney(b, eur))
	if m != n || !m.Equal(n) {
		t.Errorf("%v and %v differ", m, n)
	}
	seen := map[relationship.Money]bool{m: true}
	if !seen[n] {
		t.Error("an amount is not found in a map")
	}
}

func TestPitfallTrailingZerosEncodeDifferently(t *testing.T) {
	a, b := decimal.RequireFromString("1.0"), decimal.RequireFromString("1.0000")
	if bytes.Equal(relationship.Must(a.MarshalBinary()), relationship.Must(b.MarshalBinary())) {
		t.Error("decimals of one value encode alike now")
	}
	m, n := relationship.Must(relationship.NewMoney(a, eur)), relationship.Must(relationship.NewMoney(b, eur))
	if !m.Equal(n) || m.String() != n.String() || !bytes.Equal(relationship.Must(json.Marshal(m)), relationship.Must(json.Marshal(n))) {
		t.Errorf("%v and %v are written differently", m, n)
	}
	if !bytes.Equal(relationship.Must(m.Decimal().MarshalBinary()), relationship.Must(n.Decimal().MarshalBinary())) {
		t.Error("the decimals handed out encode differently")
	}
	order := func(amount relationship.Money) relationship.Event {
		return relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{ID: "o-1", At: noon, Key: keyOfTests, Amount: amount}))
	}
	x, y := summaryOf(t, order(m)), summaryOf(t, order(n))
	if !bytes.Equal(relationship.Must(x.MarshalBinary()), relationship.Must(y.MarshalBinary())) {
		t.Error("summaries of equal amounts encode differently")
	}
}

func TestPitfallJSONDropsTrailingZeros(t *testing.T) {
	d := decimal.RequireFromString("1.50")
	if text := string(relationship.Must(json.Marshal(d))); text != `"1.5"` {
		t.Errorf("a decimal is now written %s", text)
	}
	m := relationship.Must(relationship.NewMoney(d, eur))
	if text := string(relationship.Must(json.Marshal(m))); text != `{"amount":"1.50","currency":"EUR"}` {
		t.Errorf("an amount is written %s", text)
	}
}

func TestPitfallIntegersWrap(t *testing.T) {
	wide, power := decimal.RequireFromString("100000000000000000000"), decimal.RequireFromString("36893488147419103232") // 2^65
	if wide.IntPart() != 7766279631452241920 || power.CoefficientInt64() != 0 {
		t.Error("IntPart and CoefficientInt64 wrap no more")
	}
	for d, want := range map[*decimal.Decimal]string{&wide: "100000000000000000000.00", &power: "36893488147419103232.00"} {
		if m, err := relationship.NewMoney(*d, eur); err != nil || m.AmountString() != want || !m.Decimal().Equal(*d) {
			t.Errorf("%s becomes %v, %v", want, m, err)
		}
	}
}

func TestPitfallLenientParsing(t *testing.T) {
	for _, text := range []string{".5", "5.", "+1", "1E5", "1e5", "\u22121"} {
		if _, err := decimal.NewFromString(text); err != nil {
			t.Errorf("the decimal package refuses %q now", text)
		}
		if m, err := relationship.ParseAmount(text, eur); !errors.Is(err, relationship.ErrAmount) {
			t.Errorf("%q becomes %v, %v", text, m, err)
		}
	}
}

func TestPitfallDivisionIsNotUsed(t *testing.T) {
	// decimal.Div stops after 16 places, so that a small amount vanishes. Rounding here is on the whole coefficient.
	small := relationship.Must(relationship.ParseAmount("0.000000000000000001", eur))
	if decimal.New(1, -20).Div(decimal.NewFromInt(3)).IsPositive() {
		t.Error("decimal.Div keeps more than 16 places now")
	}
	if got := small.Round(relationship.RoundUp); got.String() != "0.01 EUR" {
		t.Errorf("%v rounded up is %v", small, got)
	}
}

// TestPitfallGlobals turns every variable of the decimal package and wants the same results as before.
func TestPitfallGlobals(t *testing.T) {
	results := func() string {
		var out strings.Builder
		note := func(v ...any) {
			for _, v := range v {
				text, err := json.Marshal(v)
				out.Write(text)
				if err != nil {
					out.WriteString(err.Error())
				}
				out.WriteByte('\n')
			}
		}
		d := decimal.New(150000, -5)
		m := relationship.Must(relationship.NewMoney(d, eur))
		n := relationship.Must(relationship.ParseAmount("99999999999999999999999999999999999.125", eur))
		sum := relationship.Must(relationship.Sum(m, n, m.Neg(), n))
		note(m, n, sum, sum.Round(relationship.RoundHalfEven), m.String(), sum.AmountString(), sum.Estimate(), m.Decimal().Exponent(),
			relationship.Must(relationship.MoneyFromEstimate(1.005, eur, relationship.RoundHalfUp)),
			relationship.Must(relationship.NewMoney(decimal.New(1, 18), jpy)),
			summaryOf(t, bought("2026-01-02", "1.50 EUR"), refunded("2026-01-02", "0.005 EUR")),
			relationship.Must(summaryOf(t, bought("2026-01-02", "1.50 EUR")).MarshalBinary()))
		_, err := relationship.NewMoney(decimal.New(1, 19), eur)
		note(err.Error())
		return out.String()
	}
	want := results()
	division, power, quotes, trim := decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent, decimal.MarshalJSONWithoutQuotes, decimal.TrimTrailingZeros
	scientific, iterations, exponent, zero := decimal.UseScientificNotation, decimal.ExpMaxIterations, decimal.MaxDecodeExponent, decimal.Zero
	defer func() {
		decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent, decimal.MarshalJSONWithoutQuotes, decimal.TrimTrailingZeros = division, power, quotes, trim
		decimal.UseScientificNotation, decimal.ExpMaxIterations, decimal.MaxDecodeExponent, decimal.Zero = scientific, iterations, exponent, zero
	}()
	decimal.DivisionPrecision, decimal.PowPrecisionNegativeExponent, decimal.MarshalJSONWithoutQuotes, decimal.TrimTrailingZeros = 0, 0, !quotes, !trim
	decimal.UseScientificNotation, decimal.ExpMaxIterations, decimal.MaxDecodeExponent, decimal.Zero = !scientific, 1, 0, decimal.NewFromInt(7)
	if got := results(); got != want {
		t.Errorf("with the variables turned:\n%s\nbefore:\n%s", got, want)
	}
}
