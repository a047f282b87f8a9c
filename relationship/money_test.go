package relationship_test

import (
	"encoding/json"
	"math"
	"testing"
	"unsafe"

	"github.com/rapport-go/rapport/relationship"
	"github.com/shopspring/decimal"
)

// money reads "12.50 EUR".
func money(text string) relationship.Money {
	return relationship.Must(relationship.ParseMoney(text))
}

func TestMoneyIsFortyBytes(t *testing.T) {
	want := 4*8 + unsafe.Sizeof(uintptr(0)) // a pointer of 4 bytes leaves 4 for the places
	if size := unsafe.Sizeof(relationship.Money{}); size > want {
		t.Errorf("Money takes %d bytes, want %d", size, want)
	}
}

func TestParseAmount(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		{"0", "0.00 EUR"},
		{"-0", "0.00 EUR"},
		{"-0.000", "0.00 EUR"},
		{"12", "12.00 EUR"},
		{"12.5", "12.50 EUR"},
		{"12.50", "12.50 EUR"},
		{"12.500", "12.50 EUR"},
		{"12.505", "12.505 EUR"},
		{"-12.5", "-12.50 EUR"},
		{"007.5", "7.50 EUR"},
		{"0.000000000000000001", "0.000000000000000001 EUR"},
		{"92233720368547758.08", "92233720368547758.08 EUR"},
		{"184467440737095516.16", "184467440737095516.16 EUR"},
		{"9999999999999999999.9999999999999999999"[:38], "9999999999999999999.999999999999999999 EUR"},
		{"99999999999999999999999999999999999999", "99999999999999999999999999999999999999.00 EUR"},
		{"-99999999999999999999.999999999999999999", "-99999999999999999999.999999999999999999 EUR"},
		{"00000000000000000000000000000000000000000000000000000001", "1.00 EUR"},
	} {
		got, err := relationship.ParseAmount(row.text, eur)
		if err != nil || got.String() != row.want {
			t.Errorf("ParseAmount(%q) = %v, %v; want %s", row.text, got, err, row.want)
		}
	}
}

func TestMoneyString(t *testing.T) {
	for _, row := range []struct {
		m    relationship.Money
		want string
	}{
		{relationship.Money{}, "0"},
		{relationship.MoneyFromMinor(0, eur), "0.00 EUR"},
		{relationship.MoneyFromMinor(5, eur), "0.05 EUR"},
		{relationship.MoneyFromMinor(-5, eur), "-0.05 EUR"},
		{relationship.MoneyFromMinor(1250, jpy), "1250 JPY"},
		{relationship.MoneyFromMinor(1250, kwd), "1.250 KWD"},
		{relationship.MoneyFromMinor(250, pts), "250 PTS/0"},
		{relationship.MoneyFromMinor(1, wei), "0.000000000000000001 ETH/18"},
		{relationship.MoneyFromMinor(math.MaxInt64, eur), "92233720368547758.07 EUR"},
		{relationship.MoneyFromMinor(math.MinInt64, eur), "-92233720368547758.08 EUR"},
	} {
		if got := row.m.String(); got != row.want {
			t.Errorf("String = %q, want %q", got, row.want)
		}
	}
	if got := relationship.MoneyFromMinor(1250, relationship.Currency{}); got != (relationship.Money{}) {
		t.Errorf("MoneyFromMinor without a currency = %v, want the zero value", got)
	}
}

func TestNewMoney(t *testing.T) {
	for _, row := range []struct {
		d    decimal.Decimal
		want string
	}{
		{decimal.Decimal{}, "0.00 EUR"},
		{decimal.New(1250, -2), "12.50 EUR"},
		{decimal.New(-125, -1), "-12.50 EUR"},
		{decimal.New(12, 3), "12000.00 EUR"},
		{decimal.New(1, 18), "1000000000000000000.00 EUR"},
		{decimal.New(1, -18), "0.000000000000000001 EUR"},
		{decimal.New(math.MaxInt64, 0), "9223372036854775807.00 EUR"},
		{decimal.RequireFromString("9999999999999999999"), "9999999999999999999.00 EUR"},
		{decimal.New(math.MinInt64, -18), "-9.223372036854775808 EUR"},
		{decimal.RequireFromString("99999999999999999999999999999999999999"), "99999999999999999999999999999999999999.00 EUR"},
		{decimal.RequireFromString("99999999999999999999999999999999999999").Shift(18), "99999999999999999999999999999999999999000000000000000000.00 EUR"},
	} {
		got, err := relationship.NewMoney(row.d, eur)
		if err != nil || got.String() != row.want {
			t.Errorf("NewMoney(%s) = %v, %v; want %s", row.d, got, err, row.want)
		}
	}
}

func TestMoneyDecimal(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		{"0", "0"}, {"12.50 EUR", "12.5"}, {"1250 JPY", "1250"}, {"-0.005 EUR", "-0.005"},
		{"99999999999999999999999999999999999999.00 EUR", "99999999999999999999999999999999999999"},
		{"170141183460469231731687303715884105727.00 EUR", "170141183460469231731687303715884105727"},
	} {
		m := money(row.text)
		if got := m.Decimal(); !got.Equal(decimal.RequireFromString(row.want)) {
			t.Errorf("%s: Decimal = %s, want %s", row.text, got, row.want)
		}
		if got := m.Decimal().Exponent(); got != -int32(m.Currency().Places()) && row.text != "-0.005 EUR" {
			t.Errorf("%s: Decimal has exponent %d, want that of the minor unit", row.text, got)
		}
	}
}

func TestMoneyZeroValue(t *testing.T) {
	var zero relationship.Money
	five := money("5.00 EUR")
	for name, got := range map[string]relationship.Money{
		"0 + 5": relationship.Must(zero.Add(five)), "5 + 0": relationship.Must(five.Add(zero)), "5 - 0": relationship.Must(five.Sub(zero)),
		"-(0 - 5)": relationship.Must(zero.Sub(five)).Neg(), "sum": relationship.Must(relationship.Sum(zero, five, zero)),
	} {
		if !got.Equal(five) {
			t.Errorf("%s = %v, want 5.00 EUR", name, got)
		}
	}
	if c, err := zero.Cmp(five); c != -1 || err != nil {
		t.Errorf("0 cmp 5 EUR = %d, %v; want -1", c, err)
	}
	if nothing := relationship.MoneyFromMinor(0, eur); nothing.Equal(zero) || !nothing.IsZero() || !zero.IsZero() {
		t.Error("0 EUR and the zero value are both zero and not equal")
	}
	if got := relationship.Must(relationship.Sum()); got != zero || zero.Round(relationship.RoundUp) != zero || zero.Neg() != zero {
		t.Error("the empty sum, Round and Neg of the zero value are the zero value")
	}
}

func TestMoneyCmp(t *testing.T) {
	ascending := []string{
		"-170141183460469231731687303715884105728.00 EUR", "-1.01 EUR", "-1.00 EUR", "-0.001 EUR", "0.00 EUR", "0.001 EUR", "0.01 EUR",
		"1.00 EUR", "1.001 EUR", "92233720368547758.08 EUR", "184467440737095516.16 EUR", "1701411834604692317316873037158841057.28 EUR",
		"170141183460469231731687303715884105727.001 EUR",
	}
	for i, a := range ascending {
		for j, b := range ascending {
			want := 0
			if i != j {
				want = 1
				if i < j {
					want = -1
				}
			}
			if got, err := money(a).Cmp(money(b)); got != want || err != nil {
				t.Errorf("%s cmp %s = %d, %v; want %d", a, b, got, err, want)
			}
			if got := money(a).Equal(money(b)); got != (want == 0) {
				t.Errorf("%s equal %s = %t", a, b, got)
			}
		}
	}
}

func TestMoneyRound(t *testing.T) {
	// The columns are in the order of the constants.
	for _, row := range []struct {
		text string
		want [6]string
	}{
		{"0.124 EUR", [6]string{"0.12", "0.12", "0.12", "0.13", "0.12", "0.13"}},
		{"0.125 EUR", [6]string{"0.12", "0.13", "0.12", "0.13", "0.12", "0.13"}},
		{"0.135 EUR", [6]string{"0.14", "0.14", "0.13", "0.14", "0.13", "0.14"}},
		{"0.126 EUR", [6]string{"0.13", "0.13", "0.12", "0.13", "0.12", "0.13"}},
		{"-0.124 EUR", [6]string{"-0.12", "-0.12", "-0.12", "-0.13", "-0.13", "-0.12"}},
		{"-0.125 EUR", [6]string{"-0.12", "-0.13", "-0.12", "-0.13", "-0.13", "-0.12"}},
		{"-0.135 EUR", [6]string{"-0.14", "-0.14", "-0.13", "-0.14", "-0.14", "-0.13"}},
		{"0.120 EUR", [6]string{"0.12", "0.12", "0.12", "0.12", "0.12", "0.12"}},
		{"0.5 JPY", [6]string{"0", "1", "0", "1", "0", "1"}},
		{"-0.000000000000000001 EUR", [6]string{"0.00", "0.00", "0.00", "-0.01", "-0.01", "0.00"}},
		{"170141183460469231731687303715884105727.125 EUR", [6]string{
			"170141183460469231731687303715884105727.12", "170141183460469231731687303715884105727.13",
			"170141183460469231731687303715884105727.12", "170141183460469231731687303715884105727.13",
			"170141183460469231731687303715884105727.12", "170141183460469231731687303715884105727.13",
		}},
	} {
		for i, r := range roundings {
			if got := money(row.text).Round(r).AmountString(); got != row.want[i] {
				t.Errorf("%s rounded %v = %s, want %s", row.text, r, got, row.want[i])
			}
		}
	}
}

func TestMoneyJSON(t *testing.T) {
	for _, row := range []struct{ text, want string }{
		{"0", `{"amount":"0","currency":""}`},
		{"0.00 EUR", `{"amount":"0.00","currency":"EUR"}`},
		{"12.5 EUR", `{"amount":"12.50","currency":"EUR"}`},
		{"-12.505 EUR", `{"amount":"-12.505","currency":"EUR"}`},
		{"250 PTS/0", `{"amount":"250","currency":"PTS/0"}`},
	} {
		got, err := json.Marshal(money(row.text))
		if err != nil || string(got) != row.want {
			t.Errorf("%s as JSON = %s, %v; want %s", row.text, got, err, row.want)
		}
		var back relationship.Money
		if err := json.Unmarshal(got, &back); err != nil || !back.Equal(money(row.text)) {
			t.Errorf("%s back from JSON = %v, %v", row.text, back, err)
		}
	}
}

func TestMoneyDoesNotAllocate(t *testing.T) {
	a, b := money("12345.67 EUR"), money("-0.005 EUR")
	d := decimal.New(1234567, -2)
	many := []relationship.Money{a, b, a, b}
	var wide relationship.Money
	text := make([]byte, 0, 64)
	for name, f := range map[string]func(){
		"Add":               func() { wide, _ = a.Add(b) },
		"Sub":               func() { wide, _ = a.Sub(b) },
		"Sum":               func() { wide, _ = relationship.Sum(many...) },
		"Cmp":               func() { _, _ = a.Cmp(b) },
		"Equal":             func() { _ = a.Equal(b) },
		"Neg":               func() { wide = a.Neg() },
		"Round":             func() { wide = a.Round(relationship.RoundHalfEven) },
		"Estimate":          func() { _ = a.Estimate() },
		"ParseAmount":       func() { wide, _ = relationship.ParseAmount("12345.67", eur) },
		"ParseAmount of 38": func() { wide, _ = relationship.ParseAmount("-12345678901234567890.123456789012345678", eur) },
		"NewMoney":          func() { wide, _ = relationship.NewMoney(d, eur) },
		"AppendText":        func() { text, _ = a.AppendText(text[:0]) },
		"MoneyFromEstimate": func() { wide, _ = relationship.MoneyFromEstimate(12345.678, eur, relationship.RoundHalfEven) },
	} {
		if n := testing.AllocsPerRun(100, f); n != 0 {
			t.Errorf("%s allocates %v times, want 0", name, n)
		}
	}
	if wide.IsZero() {
		t.Error("nothing was computed")
	}
}

// The coefficient of a is the least whose tenfold needs 129 bits while its high word alone does not show it: the carry does.
func TestMoneyOutgrowsItsWordsByACarry(t *testing.T) {
	points := relationship.Must(relationship.NewCurrency("PTS", 0))
	a := relationship.Must(relationship.ParseAmount("34028236692093846346337460743176821146", points))
	b := relationship.Must(relationship.ParseAmount("0.1", points))
	sum, err := a.Add(b)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := sum.AmountString(), "34028236692093846346337460743176821146.1"; got != want {
		t.Errorf("sum %s, want %s", got, want)
	}
	if back, err := sum.Sub(b); err != nil || !back.Equal(a) {
		t.Errorf("and back: %v, %v", back, err)
	}
}

func TestMinor(t *testing.T) {
	for _, row := range []struct {
		text string
		want int64
		ok   bool
	}{
		{"12.50 EUR", 1250, true},
		{"-0.01 EUR", -1, true},
		{"1.5000 EUR", 150, true},
		{"1.505 EUR", 0, false},
		{"7 JPY", 7, true},
		{"92233720368547758.07 EUR", 1<<63 - 1, true},
		{"-92233720368547758.08 EUR", -1 << 63, true},
		{"92233720368547758.08 EUR", 0, false},
		{"-92233720368547758.09 EUR", 0, false},
		{"184467440737095516.16 EUR", 0, false}, // its low word is 0
		{"99999999999999999999999999999999999999999.00 EUR", 0, false},
		{"0", 0, false},
	} {
		m := money(row.text)
		got, ok := m.Minor()
		if ok != row.ok || ok && got != row.want {
			t.Errorf("%s: %d, %t; want %d, %t", row.text, got, ok, row.want, row.ok)
		}
		if ok && !relationship.MoneyFromMinor(got, m.Currency()).Equal(m) {
			t.Errorf("%s comes back as %d", row.text, got)
		}
	}
}
