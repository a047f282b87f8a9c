package lifecycle

import (
	"errors"
	"slices"
	"sort"

	"github.com/rapport-go/rapport/relationship"
)

// TallyConfig is what is looked at: whole days from one date to before another, and the calendar periods between them.
type TallyConfig struct {
	// From is the first day that is seen: that from which records are complete. What began earlier is counted as begun unseen.
	From relationship.Date
	// Until is the first day that is not seen any more, and later than From; today, when histories go up to now.
	Until relationship.Date
	// Period is what is between two looks at the stages: a month if it is zero. 7 days are a week, 3 months a quarter, 12 months a year.
	Period relationship.Period
	// Anchor is a date on which a period begins, not after From; the others begin whole periods later, each counted from the anchor, so that
	// they do not drift: from 31 January on, months begin on the last day of each. Zero is From. Windows that are to continue one another
	// have the same anchor.
	Anchor relationship.Date
}

// TallyWindow is a TallyConfig that was checked, with its boundaries. It is immutable. It is made by [NewTallyWindow]; the zero value sees
// nothing and is refused.
type TallyWindow struct {
	config TallyConfig
	days   int   // from From to Until
	bounds []int // where periods begin and end, in days from From
}

// NewTallyWindow checks a configuration, and finds its boundaries: all that are not before From and not after Until. The error joins all
// faults, each a *[ConfigError].
//
// Cost: O(n) for n periods.
func NewTallyWindow(c TallyConfig) (TallyWindow, error) {
	var faults []error
	fault := func(field string, value relationship.Date, rule string) {
		text := value.String()
		if value.IsZero() {
			text = "no date"
		}
		faults = append(faults, &ConfigError{Field: field, Value: text, Rule: rule})
	}
	if c.From.IsZero() {
		fault("From", c.From, "a date")
	}
	if c.Until.IsZero() || !c.Until.After(c.From) {
		fault("Until", c.Until, "a date after From")
	}
	if c.Anchor.IsZero() {
		c.Anchor = c.From
	}
	if c.Anchor.After(c.From) {
		fault("Anchor", c.Anchor, "a date not after From")
	}
	if len(faults) > 0 {
		return TallyWindow{}, errors.Join(faults...)
	}
	if c.Period.IsZero() {
		c.Period, _ = relationship.PeriodOf(1, 0)
	}
	w := TallyWindow{config: c, days: c.Until.DaysSince(c.From)}
	k := sort.Search(mostPeriods, func(k int) bool { date := c.boundary(k); return date.IsZero() || !date.Before(c.From) })
	for ; ; k++ {
		date := c.boundary(k)
		if date.IsZero() || date.After(c.Until) {
			return w, nil
		}
		w.bounds = append(w.bounds, date.DaysSince(c.From))
	}
}

// mostPeriods is the days of the calendar: there are no more periods in it.
const mostPeriods = 3_652_059

// boundary returns the date k periods after the anchor, or no date beyond the calendar.
func (c *TallyConfig) boundary(k int) relationship.Date {
	if k > mostPeriods/max(c.Period.Months(), c.Period.Days()) { // k of them may be more than 32 bits hold
		return relationship.Date{}
	}
	p, err := relationship.PeriodOf(k*c.Period.Months(), k*c.Period.Days())
	if err != nil {
		return relationship.Date{}
	}
	return p.End(c.Anchor)
}

// IsZero reports whether the window was not made.
func (w TallyWindow) IsZero() bool { return w.days == 0 }

// Config returns the configuration, with the defaults filled in.
func (w TallyWindow) Config() TallyConfig { return w.config }

// Boundaries returns the dates on which periods begin and end, ascending, as a fresh slice. Between n of them are n − 1 periods.
func (w TallyWindow) Boundaries() []relationship.Date {
	dates := make([]relationship.Date, 0, len(w.bounds))
	for _, days := range w.bounds {
		dates = append(dates, w.config.From.AddDays(days))
	}
	return dates
}

// firstBound returns the first boundary that is not before a day.
func (w *TallyWindow) firstBound(day int) int {
	i, _ := slices.BinarySearch(w.bounds, day)
	return i
}
