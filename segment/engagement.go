package segment

import "github.com/rapport-go/rapport/internal/enum"

// Engagement is what recency and frequency say of a customer together. What they are worth is apart, see [ValueTier]. The zero value
// is unset and not valid.
type Engagement uint8

const (
	// Champions bought just now, and often.
	Champions Engagement = iota + 1
	// Loyal buy often.
	Loyal
	// PotentialLoyalists bought lately, and not for the first time.
	PotentialLoyalists
	// Newcomers bought just now, and hardly before.
	Newcomers
	// Promising bought lately, and hardly before.
	Promising
	// NeedAttention are in the middle on both sides.
	NeedAttention
	// AboutToSleep have not bought for a while, and never often.
	AboutToSleep
	// AtRisk bought fairly often, long ago.
	AtRisk
	// CannotLose bought most often of all, long ago.
	CannotLose
	// Hibernating bought seldom, long ago.
	Hibernating
)

// Warmth is how close a customer is, in three steps from cold to warm. The zero value is unset and not valid.
type Warmth uint8

const (
	// Lapsed are gone, or as good as.
	Lapsed Warmth = iota + 1
	// Cooling are on their way out.
	Cooling
	// Active are here.
	Active
)

var (
	engagementNames = []string{
		"", "champions", "loyal", "potential loyalists", "newcomers", "promising", "need attention", "about to sleep", "at risk",
		"cannot lose", "hibernating",
	}
	warmthNames = []string{"", "lapsed", "cooling", "active"}
)

// EngagementGrid returns the map of recency and frequency in five scores each that is in common use:
//
//	R = 5   newcomers       potential loyalists  potential loyalists  champions  champions
//	R = 4   promising       potential loyalists  potential loyalists  loyal      loyal
//	R = 3   about to sleep  about to sleep       need attention       loyal      loyal
//	R = 2   hibernating     hibernating          at risk              at risk    cannot lose
//	R = 1   hibernating     hibernating          at risk              at risk    cannot lose
//	        F = 1           F = 2                F = 3                F = 4      F = 5
//
// It covers all 25 cells, none of them twice, and who scores higher in R or F is never called colder (see Warmth).
func EngagementGrid() Grid[Engagement] {
	g, _ := CompileGrid([]Axis{{"R", 5}, {"F", 5}}, []Rule[Engagement]{ // a test shows that it compiles
		{Champions, []Range{{5, 5}, {4, 5}}},
		{Loyal, []Range{{3, 4}, {4, 5}}},
		{PotentialLoyalists, []Range{{4, 5}, {2, 3}}},
		{Newcomers, []Range{{5, 5}, {1, 1}}},
		{Promising, []Range{{4, 4}, {1, 1}}},
		{NeedAttention, []Range{{3, 3}, {3, 3}}},
		{AboutToSleep, []Range{{3, 3}, {1, 2}}},
		{AtRisk, []Range{{1, 2}, {3, 4}}},
		{CannotLose, []Range{{1, 2}, {5, 5}}},
		{Hibernating, []Range{{1, 2}, {1, 2}}},
	})
	return g
}

// Engagements returns the ten segments, as a fresh slice.
func Engagements() []Engagement { return enum.All[Engagement](engagementNames) }

// Warmth returns how close the segment is: need attention and about to sleep are cooling; at risk, cannot lose and hibernating have
// lapsed; the others are active. It is unset for a segment that is not valid.
func (e Engagement) Warmth() Warmth {
	switch e {
	case Champions, Loyal, PotentialLoyalists, Newcomers, Promising:
		return Active
	case NeedAttention, AboutToSleep:
		return Cooling
	case AtRisk, CannotLose, Hibernating:
		return Lapsed
	}
	return 0
}

// IsValid reports whether e is one of the constants.
func (e Engagement) IsValid() bool { return enum.Valid(engagementNames, e) }

// String returns the name in lower case, as "potential loyalists".
func (e Engagement) String() string { return enum.Name("engagement", engagementNames, e) }

// ParseEngagement is the inverse of String; anything else is an *InvalidError.
func ParseEngagement(text string) (Engagement, error) {
	return enum.Parse[Engagement](engagementNames, text, fault("engagement"))
}

// MarshalText returns the text of String; an unknown segment is an *InvalidError.
func (e Engagement) MarshalText() ([]byte, error) {
	return enum.Text(engagementNames, e, fault("engagement"))
}

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves e as it was.
func (e *Engagement) UnmarshalText(text []byte) error {
	return enum.Set(e, engagementNames, text, fault("engagement"))
}

// IsValid reports whether w is one of the constants.
func (w Warmth) IsValid() bool { return enum.Valid(warmthNames, w) }

// String returns "lapsed", "cooling" or "active".
func (w Warmth) String() string { return enum.Name("warmth", warmthNames, w) }

// ParseWarmth is the inverse of String; anything else is an *InvalidError.
func ParseWarmth(text string) (Warmth, error) {
	return enum.Parse[Warmth](warmthNames, text, fault("warmth"))
}

// MarshalText returns the text of String; an unknown value is an *InvalidError.
func (w Warmth) MarshalText() ([]byte, error) { return enum.Text(warmthNames, w, fault("warmth")) }

// UnmarshalText reads the text of String; anything else is an *InvalidError and leaves w as it was.
func (w *Warmth) UnmarshalText(text []byte) error {
	return enum.Set(w, warmthNames, text, fault("warmth"))
}
