package clv

import "github.com/rapport-go/rapport/internal/enum"

// Timing says when the money of a purchase counts as received, which is what discounting goes by.
type Timing uint8

const (
	// Continuous discounts every purchase from the instant at which it is expected: the zero value, and what the closed
	// forms of the literature do.
	Continuous Timing = iota
	// PeriodStart books the purchases of each period of one unit of time at its beginning (advance). Periods are counted in
	// the forecast's unit from the day of observation: a calendar year from 1 January is 0.999 or 1.002 units of a mean year,
	// and what lies past a whole unit is a period of its own.
	PeriodStart
	// PeriodEnd books them at its end (arrears): PeriodStart divided by one period's growth, exactly.
	PeriodEnd
)

// FirstPurchase says whether the first purchase day counts when spend is averaged.
type FirstPurchase uint8

const (
	// ExcludeFirst averages over the repeat purchases only, as Fader, Hardie & Lee (2005) do: the zero value. Of who never
	// came back nothing is known then.
	ExcludeFirst FirstPurchase = iota
	// IncludeFirst averages over all purchase days, x+1 of them, where first purchases are like all others. It changes how
	// strongly a customer's own mean counts.
	IncludeFirst
)

var (
	timingNames        = []string{"continuous", "period start", "period end"}
	firstPurchaseNames = []string{"exclude first", "include first"}
)

// fault makes the error of one field.
func fault(field string) enum.Fault {
	return func(value, rule string) error { return &ConfigError{Field: field, Value: value, Rule: rule} }
}

// IsValid reports whether t is one of the three timings.
func (t Timing) IsValid() bool { return enum.Valid(timingNames, t) }

// String returns "continuous", "period start" or "period end".
func (t Timing) String() string { return enum.Name("timing", timingNames, t) }

// ParseTiming is the inverse of String; anything else is a *ConfigError.
func ParseTiming(text string) (Timing, error) {
	return enum.Parse[Timing](timingNames, text, fault("timing"))
}

// MarshalText returns the text of String; an unknown timing is a *ConfigError.
func (t Timing) MarshalText() ([]byte, error) { return enum.Text(timingNames, t, fault("timing")) }

// UnmarshalText reads the text of String; anything else is a *ConfigError and leaves t as it was.
func (t *Timing) UnmarshalText(text []byte) error {
	return enum.Set(t, timingNames, text, fault("timing"))
}

// IsValid reports whether p is one of the two.
func (p FirstPurchase) IsValid() bool { return enum.Valid(firstPurchaseNames, p) }

// String returns "exclude first" or "include first".
func (p FirstPurchase) String() string { return enum.Name("first purchase", firstPurchaseNames, p) }

// ParseFirstPurchase is the inverse of String; anything else is a *ConfigError.
func ParseFirstPurchase(text string) (FirstPurchase, error) {
	return enum.Parse[FirstPurchase](firstPurchaseNames, text, fault("first purchase"))
}

// MarshalText returns the text of String; an unknown value is a *ConfigError.
func (p FirstPurchase) MarshalText() ([]byte, error) {
	return enum.Text(firstPurchaseNames, p, fault("first purchase"))
}

// UnmarshalText reads the text of String; anything else is a *ConfigError and leaves p as it was.
func (p *FirstPurchase) UnmarshalText(text []byte) error {
	return enum.Set(p, firstPurchaseNames, text, fault("first purchase"))
}
