package relationship

import (
	"slices"
	"strconv"
)

// LevelPolicy says from where on a level is reached. The zero value of each field is its default, so that LevelPolicy{} is the usual policy.
type LevelPolicy struct {
	// Answers is the number of signals for the level reactive, at least 1. 0 means 1.
	Answers int
	// FollowUpDays is within how many days after a sale it is to be asked how it meets expectations, from 1 to 36525. 0 means 14.
	FollowUpDays int
	// FollowUpPoints is the share of the sales for which that is to be done for the level accountable, from 1 to 10000. 0 means 5000, half of
	// them.
	FollowUpPoints int
	// SuggestionDays is how often there is to be a suggestion for the level proactive: one for every so many full days of the window, and at
	// least one; from 1 to 36525. 0 means 90.
	SuggestionDays int
	// Joint is the number of signals for the level partnership, at least 1. 0 means 1.
	Joint int
}

// Levels is a [LevelPolicy] that was checked, and reads levels by it. It is a comparable, immutable value. The zero value is that of the zero
// policy.
type Levels struct {
	policy LevelPolicy // with its defaults filled in; the usual one as the zero value
}

// levelDefaults are what a 0 of a policy means.
func levelDefaults() LevelPolicy { return LevelPolicy{1, 14, 5000, 90, 1} }

const (
	fullPoints   = 10_000        // a share of one, in points
	mostSignals  = 1_000_000_000 // what a policy may ask for
	longestTerm  = 36_525        // days: a hundred years
	pointsRule   = "points from 1 to 10000, or 0 for the default"
	termRule     = "days from 1 to 36525, or 0 for the default"
	atLeastRule  = "a number from 1 to 1000000000, or 0 for the default"
	levelsPlace  = "level policy"
	signalsPlace = "level signals"
)

// NewLevels checks a policy. The error joins all faults; each wraps [ErrInvalid].
func NewLevels(p LevelPolicy) (Levels, error) {
	f := faults{place: levelsPlace}
	p.fill(&f)
	if p == levelDefaults() {
		p = LevelPolicy{}
	}
	return checked(Levels{p}, f)
}

// fill sets the defaults and notes what is wrong.
func (p *LevelPolicy) fill(f *faults) {
	unset := levelDefaults()
	f.bounded("answers", &p.Answers, unset.Answers, mostSignals, atLeastRule)
	f.bounded("follow-up days", &p.FollowUpDays, unset.FollowUpDays, longestTerm, termRule)
	f.bounded("follow-up points", &p.FollowUpPoints, unset.FollowUpPoints, fullPoints, pointsRule)
	f.bounded("suggestion days", &p.SuggestionDays, unset.SuggestionDays, longestTerm, termRule)
	f.bounded("joint", &p.Joint, unset.Joint, mostSignals, atLeastRule)
}

// bounded checks a number from 1 to most, where 0 is another number.
func (f *faults) bounded(field string, n *int, unset, most int, rule string) {
	if *n == 0 {
		*n = unset
	}
	if *n < 1 || *n > most {
		f.add(field, strconv.Itoa(*n), rule)
	}
}

// Policy returns the policy with its defaults filled in.
func (l Levels) Policy() LevelPolicy {
	if l.policy == (LevelPolicy{}) {
		return levelDefaults()
	}
	return l.policy
}

// Equal reports whether both read levels alike.
func (l Levels) Equal(o Levels) bool { return l == o }

// LevelNeed is what one level asks for, beside what the level below it does.
type LevelNeed struct {
	// Level is that level. What counts for it is the field of [LevelSignals]: Sales for basic, Answers for reactive, FollowedUp for
	// accountable, Suggestions for proactive, Joint for partnership.
	Level Level
	// Have is what there is of it, Want what there is to be.
	Have, Want int
}

// Met reports whether there is enough.
func (n LevelNeed) Met() bool { return n.Have >= n.Want }

// Needs returns what each of the five levels asks for in view of the signals, from the lowest, met or not.
func (l Levels) Needs(s LevelSignals) []LevelNeed {
	needs := l.needs(s)
	return needs[:]
}

// needs is Needs without memory of its own.
func (l Levels) needs(s LevelSignals) [LevelPartnership]LevelNeed {
	p := l.Policy()
	// The share of the sales, rounded up, without a product that could overflow.
	sales := max(s.Sales, 0)
	followed := sales/fullPoints*p.FollowUpPoints + (sales%fullPoints*p.FollowUpPoints+fullPoints-1)/fullPoints
	return [LevelPartnership]LevelNeed{
		{LevelBasic, s.Sales, 1},
		{LevelReactive, s.Answers, p.Answers},
		{LevelAccountable, s.FollowedUp, followed},
		{LevelProactive, s.Suggestions, max(s.Days/p.SuggestionDays, 1)},
		{LevelPartnership, s.Joint, p.Joint},
	}
}

// Observed returns the highest level all of whose needs are met, its own and those of the levels below. It is non-decreasing in every signal
// but the sales, which ask to be followed up, and the days, in which suggestions are to come.
func (l Levels) Observed(s LevelSignals) Level {
	level := LevelNone
	for _, need := range l.needs(s) {
		if !need.Met() {
			break
		}
		level = need.Level
	}
	return level
}

// Missing returns the needs up to a level that are not met, from the lowest, as a fresh slice; none if that level is reached. With the level
// behind the observed one it says what the next step takes.
func (l Levels) Missing(s LevelSignals, target Level) []LevelNeed {
	needs := l.Needs(s)
	return slices.DeleteFunc(needs, func(n LevelNeed) bool { return n.Level > target || n.Met() })
}

// LevelGap is where a relationship stands, where it should, and what is between them. The zero value stands nowhere and should not.
type LevelGap struct {
	// Observed is the level that the signals show.
	Observed Level
	// Recommended is the level that pays.
	Recommended Level
	// Missing is what is not met up to the recommended level, from the lowest; what comes first is wanted next.
	Missing []LevelNeed
}

// Gap returns Recommended - Observed: below 0 more is done than pays.
func (g LevelGap) Gap() int { return int(g.Recommended) - int(g.Observed) }

// Gap compares the level that the signals show with the one that pays, see [RecommendedLevel]. The error joins all faults; each wraps
// [ErrInvalid].
func (l Levels) Gap(s LevelSignals, margin MarginClass, customers CrowdClass) (LevelGap, error) {
	recommended, err := RecommendedLevel(margin, customers)
	if err != nil {
		return LevelGap{}, err
	}
	return LevelGap{l.Observed(s), recommended, l.Missing(s, recommended)}, nil
}
