package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

func TestGroup(t *testing.T) {
	tests := []struct{ in, want string }{
		{"0", "0"}, {"7", "7"}, {"999", "999"}, {"1000", "1,000"}, {"-1000", "-1,000"}, {"-999.5", "-999.5"},
		{"1234567.891", "1,234,567.891"}, {"100000", "100,000"}, {"12345678901234567890", "12,345,678,901,234,567,890"},
	}
	for _, test := range tests {
		if got := group(test.in); got != test.want {
			t.Errorf("group(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestEstimate(t *testing.T) {
	tests := []struct {
		value, stdErr float64 // stdErr 0 = unknown
		want          string
	}{
		{0.24259, 0.01256, "0.243 ± 0.013"},
		{0.33901, 0.00468, "0.3390 ± 0.0047"},
		{4.4136, 0, "4.414"},
		{4.4136, 1e-12, "4.413600000 ± 0.000000000"},
		{12345.678, 300.2, "12,345.678 ± 300.200"},
		{1e-9, 0, "1e-09"},
		{1e-5, 2e-6, "1e-05 ± 2e-06"},
		{1e9, 0, "1e+09"},
	}
	for _, test := range tests {
		var stdErr *float64
		if test.stdErr > 0 {
			stdErr = &test.stdErr
		}
		if got := estimate(test.value, stdErr); got != test.want {
			t.Errorf("estimate(%v, %v) = %q, want %q", test.value, test.stdErr, got, test.want)
		}
	}
}

func TestMoney(t *testing.T) {
	tests := []struct{ in, plain, code string }{
		{"1234.5 EUR", "1,234.50", "1,234.50 EUR"},
		{"-1234567 JPY", "-1,234,567", "-1,234,567 JPY"},
		{"1234.5 XXX", "1,234.50", "1,234.50"},
		{"0.001 XXX", "0.001", "0.001"},
	}
	for _, test := range tests {
		m := relationship.Must(relationship.ParseMoney(test.in))
		if got := money(m); got != test.plain {
			t.Errorf("money(%s) = %q, want %q", test.in, got, test.plain)
		}
		if got := moneyWithCode(m); got != test.code {
			t.Errorf("moneyWithCode(%s) = %q, want %q", test.in, got, test.code)
		}
	}
}

func TestAmount(t *testing.T) {
	tests := []struct {
		value    float64
		currency string
		want     string
	}{
		{1234.567, "EUR", "1,234.57"}, {1234.567, "JPY", "1,235"}, {0, "EUR", "0.00"}, {0.01, "EUR", "0.01"},
		{0.0012345678, "EUR", "0.00123457"}, {0.5, "JPY", "0.5"}, {1e15, "EUR", "1e+15"}, {2e-40, "EUR", "2e-40"},
	}
	for _, test := range tests {
		if got := amount(test.value, relationship.Must(relationship.ParseCurrency(test.currency))); got != test.want {
			t.Errorf("amount(%v, %s) = %q, want %q", test.value, test.currency, got, test.want)
		}
	}
}

func TestWrap(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""}, {"one", "one"}, {"one two", "one two"}, {"one  two three", "one two|three"},
		{"éé éé éé", "éé éé|éé"}, {"a longest word", "a|longest|word"}, {"unbreakable", "unbreakable"},
	}
	for _, test := range tests {
		if got := strings.Join(wrap(test.in, 7), "|"); got != test.want {
			t.Errorf("wrap(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestNarrow(t *testing.T) {
	long := strings.Repeat("é", 32)
	if got := narrow(long); got != long {
		t.Errorf("32 letters become %q", got)
	}
	if got, want := narrow(long+"é"), strings.Repeat("é", 31)+"…"; got != want {
		t.Errorf("33 letters become %q, want %q", got, want)
	}
}

func TestGrid(t *testing.T) {
	g := grid{align: "lr"}
	g.add("name", "n")
	g.add("é", "1,000")
	g.add()
	g.add("total")
	var b bytes.Buffer
	g.write(&b)
	const want = "  name       n\n  é      1,000\n  ------------\n  total\n"
	if b.String() != want {
		t.Errorf("got:\n%swant:\n%s", b.String(), want)
	}
}

// TestProgress winds a clock by hand.
func TestProgress(t *testing.T) {
	var out bytes.Buffer
	clock := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	p := newProgress(&out, func() time.Time { return clock })
	steps := []struct {
		lines int
		after time.Duration
		want  string
	}{
		{4096, 1999 * time.Millisecond, ""},
		{4097, time.Millisecond, ""}, // no look at the clock
		{8192, 0, "8,192 lines read …\n"},
		{12288, time.Second, ""},
		{16384, time.Second, "16,384 lines read …\n"},
	}
	for _, s := range steps {
		clock = clock.Add(s.after)
		p.at(s.lines)
		if out.String() != s.want {
			t.Errorf("at line %d: %q, want %q", s.lines, out.String(), s.want)
		}
		out.Reset()
	}
}
