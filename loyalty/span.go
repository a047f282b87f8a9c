package loyalty

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// Span is a length of time as a card writes it: "180d", "36h", "5m", "30s" or "1500000000ns". A day is 24 hours.
type Span time.Duration

// The units of a span.
const (
	Second = Span(time.Second)
	Minute = Span(time.Minute)
	Hour   = Span(time.Hour)
	Day    = 24 * Hour
)

// HalfLife is the time in which evidence loses half of its weight, or NoDecay. The zero value is unset and not valid.
type HalfLife Span

// NoDecay says that evidence never loses weight. It is written "none".
const NoDecay HalfLife = -1

// Days returns a half-life of n days. What no half-life can be, n < 1 or n > 106751, is the zero value.
func Days(n int) HalfLife {
	if n < 1 || int64(n) > math.MaxInt64/int64(Day) {
		return 0
	}
	return HalfLife(n) * HalfLife(Day)
}

// spanUnits are the units from the largest down; nanoseconds hold what no other does.
var spanUnits = []struct {
	name string
	size Span
}{{"d", Day}, {"h", Hour}, {"m", Minute}, {"s", Second}, {"ns", 1}}

const spanRule = `a whole number of d, h, m, s or ns, as "36h"`

// String returns the span in the largest unit that it is a whole number of: "1d", not "24h".
func (s Span) String() string {
	for _, u := range spanUnits {
		if s%u.size == 0 && s != 0 {
			return strconv.FormatInt(int64(s/u.size), 10) + u.name
		}
	}
	return "0s"
}

// ParseSpan reads a whole number >= 0 with a unit, as String writes it or in any smaller unit.
func ParseSpan(s string) (Span, error) {
	digits := strings.TrimRight(s, "dhmns")
	for _, u := range spanUnits {
		if s[len(digits):] != u.name {
			continue
		}
		n, err := strconv.ParseUint(digits, 10, 63)
		if err != nil || n > math.MaxInt64/uint64(u.size) || digits != strconv.FormatUint(n, 10) {
			break
		}
		return Span(n) * u.size, nil
	}
	return 0, &FieldError{Path: "span", Value: quote(s), Rule: spanRule}
}

// MarshalText returns the text of String; a negative span has none.
func (s Span) MarshalText() ([]byte, error) {
	if s < 0 {
		return nil, &FieldError{Path: "span", Value: s.String(), Rule: "a span >= 0"}
	}
	return []byte(s.String()), nil
}

// UnmarshalText reads what ParseSpan reads; after an error s is as it was.
func (s *Span) UnmarshalText(data []byte) error {
	read, err := ParseSpan(string(data))
	if err == nil {
		*s = read
	}
	return err
}

// seconds returns the span as a number.
func (s Span) seconds() float64 { return float64(s) / 1e9 }

// IsValid reports whether h is NoDecay or longer than nothing.
func (h HalfLife) IsValid() bool { return h > 0 || h == NoDecay }

// String returns the text of a span, or "none".
func (h HalfLife) String() string {
	if h == NoDecay {
		return "none"
	}
	return Span(h).String()
}

// ParseHalfLife reads "none" or a span longer than nothing.
func ParseHalfLife(s string) (HalfLife, error) {
	if s == "none" {
		return NoDecay, nil
	}
	read, err := ParseSpan(s)
	if err != nil || read == 0 {
		return 0, &FieldError{Path: "half_life", Value: quote(s), Rule: "none, or " + spanRule}
	}
	return HalfLife(read), nil
}

// MarshalText returns the text of String; a half-life that is not valid has none.
func (h HalfLife) MarshalText() ([]byte, error) {
	if err := h.check("half_life"); err != nil {
		return nil, err
	}
	return []byte(h.String()), nil
}

// UnmarshalText reads what ParseHalfLife reads; after an error h is as it was.
func (h *HalfLife) UnmarshalText(data []byte) error {
	read, err := ParseHalfLife(string(data))
	if err == nil {
		*h = read
	}
	return err
}

// check refuses a half-life that is not valid.
func (h HalfLife) check(path string) error {
	if h.IsValid() {
		return nil
	}
	return &FieldError{Path: path, Value: Span(h).String(), Rule: "a span longer than nothing, or none"}
}

// seconds returns the half-life as a number: with +Inf every factor of decay is 1.
func (h HalfLife) seconds() float64 {
	if h == NoDecay {
		return math.Inf(1)
	}
	return Span(h).seconds()
}

// instant is a point in time in whole seconds and nanoseconds: the distance of two never saturates, as that of two
// time.Time does after 292 years. The zero value is none.
type instant struct {
	sec  int64
	nsec int32
	set  bool
}

// The seconds of the years 1 to 9999.
const (
	firstSecond = -62135596800
	lastSecond  = 253402300799
)

// instantOf returns t; it refuses the zero time and what is outside the years 1 to 9999.
func instantOf(path string, t time.Time) (instant, error) {
	sec, nsec := t.Unix(), t.Nanosecond()
	if sec < firstSecond || sec > lastSecond || sec == firstSecond && nsec == 0 { // the last is the zero time
		return instant{}, noInstant(path, t)
	}
	return instant{sec, int32(nsec), true}, nil
}

// noInstant is the error of a time that is none; it stands apart to keep what is called for every event small.
func noInstant(path string, t time.Time) error {
	return &FieldError{Path: path, Value: t.UTC().Format(time.RFC3339), Rule: "an instant that is set, in the years 1 to 9999"}
}

// time returns the instant in UTC.
func (a instant) time() time.Time {
	if !a.set {
		return time.Time{}
	}
	return time.Unix(a.sec, int64(a.nsec)).UTC()
}

// before reports whether a is earlier; none is before everything.
func (a instant) before(b instant) bool {
	if a.set != b.set {
		return b.set
	}
	return a.sec < b.sec || a.sec == b.sec && a.nsec < b.nsec
}

// since returns the seconds from b to a. The product is rounded by itself, so that no processor fuses it into the sum.
func (a instant) since(b instant) float64 {
	return float64(float64(a.nsec-b.nsec)*1e-9) + float64(a.sec-b.sec)
}
