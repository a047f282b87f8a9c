package loyalty_test

import (
	"errors"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
)

func TestSpans(t *testing.T) {
	for _, c := range []struct {
		text  string
		span  loyalty.Span
		again string
	}{
		{"0s", 0, "0s"}, {"0d", 0, "0s"}, {"180d", 180 * loyalty.Day, "180d"}, {"36h", 36 * loyalty.Hour, "36h"},
		{"24h", loyalty.Day, "1d"}, {"5m", 5 * loyalty.Minute, "5m"}, {"90s", 90 * loyalty.Second, "90s"},
		{"1500000000ns", loyalty.Second * 3 / 2, "1500000000ns"}, {"106751d", 106751 * loyalty.Day, "106751d"},
		{"9223372036854775807ns", 1<<63 - 1, "9223372036854775807ns"},
	} {
		got, err := loyalty.ParseSpan(c.text)
		if err != nil || got != c.span || got.String() != c.again {
			t.Errorf("%s: %d, written %s, %v; want %d, %s", c.text, got, got, err, c.span, c.again)
		}
	}
	for _, text := range []string{"", "d", "1", "1w", "-1d", "+1d", "1.5h", "1 d", "01d", "106752d", "1dd", "1hs", "1e3s", "none", "9223372036854775808ns"} {
		span := loyalty.Span(7)
		if err := span.UnmarshalText([]byte(text)); !errors.Is(err, loyalty.ErrInvalid) || span != 7 {
			t.Errorf("%q is read as %v, %v", text, span, err)
		}
	}
	if text, err := loyalty.Span(-1).MarshalText(); err == nil {
		t.Errorf("a negative span is written %s", text)
	}
}

func TestHalfLives(t *testing.T) {
	for _, c := range []struct {
		text string
		half loyalty.HalfLife
	}{{"180d", loyalty.Days(180)}, {"none", loyalty.NoDecay}, {"1ns", 1}, {"36h", loyalty.HalfLife(36 * loyalty.Hour)}} {
		got, err := loyalty.ParseHalfLife(c.text)
		if err != nil || got != c.half || got.String() != c.text || !got.IsValid() {
			t.Errorf("%s: %d, written %s, %v", c.text, got, got, err)
		}
	}
	for _, text := range []string{"0d", "", "-1ns", "None", "forever"} {
		half := loyalty.Days(3)
		if err := half.UnmarshalText([]byte(text)); !errors.Is(err, loyalty.ErrInvalid) || half != loyalty.Days(3) {
			t.Errorf("%q is read as %v, %v", text, half, err)
		}
	}
	for _, half := range []loyalty.HalfLife{0, -2, loyalty.Days(0), loyalty.Days(-5), loyalty.Days(106752)} {
		var e loyalty.Evidence
		if err := e.Add(loyalty.Item{}, base, half); half.IsValid() || !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("half-life %d is taken: %v", half, err)
		}
		if text, err := half.MarshalText(); err == nil {
			t.Errorf("half-life %d is written %s", half, text)
		}
		if err := e.Merge(e, half); !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("half-life %d merges: %v", half, err)
		}
	}
}

// TestFarApart: the distance of two instants does not saturate after the 292 years of a time.Duration.
func TestFarApart(t *testing.T) {
	var e loyalty.Evidence
	first, last := time.Date(1, 1, 2, 0, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
	item, err := loyalty.For(1)
	if err != nil {
		t.Fatal(err)
	}
	half := loyalty.Days(100000)
	for _, at := range []time.Time{last, first} {
		if err := e.Add(item, at, half); err != nil {
			t.Fatal(err)
		}
	}
	// 3,652,057 days are 36.52057 half-lives.
	if left := e.For() - 1; left < 1.01438e-11 || left > 1.01445e-11 || !e.At().Equal(last) {
		t.Errorf("of the first item %g is left at %v", left, e.At())
	}
}

func TestEnumerations(t *testing.T) {
	for m := loyalty.MissingPrior; m <= loyalty.MissingRequire; m++ {
		text, err := m.MarshalText()
		back, parseErr := loyalty.ParseMissing(m.String())
		if err != nil || parseErr != nil || back != m || string(text) != m.String() || !m.IsValid() {
			t.Errorf("%d is %v, written %s, read %v; %v, %v", m, m, text, back, err, parseErr)
		}
	}
	for k := loyalty.LineFactor; k <= loyalty.LineGate; k++ {
		text, err := k.MarshalText()
		back, parseErr := loyalty.ParseLineKind(k.String())
		if err != nil || parseErr != nil || back != k || string(text) != k.String() || !k.IsValid() {
			t.Errorf("%d is %v, written %s, read %v; %v, %v", k, k, text, back, err, parseErr)
		}
	}
	missing, kind := loyalty.MissingBest, loyalty.LineGate
	if err := missing.UnmarshalText([]byte("Prior")); !errors.Is(err, loyalty.ErrInvalid) || missing != loyalty.MissingBest {
		t.Errorf("read as %v, %v", missing, err)
	}
	if err := kind.UnmarshalText([]byte("")); !errors.Is(err, loyalty.ErrInvalid) || kind != loyalty.LineGate {
		t.Errorf("read as %v, %v", kind, err)
	}
	if loyalty.Missing(0).IsValid() || loyalty.LineKind(3).IsValid() || loyalty.Missing(9).String() != "Missing(9)" {
		t.Error("what has no name is valid")
	}
}
