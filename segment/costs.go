package segment

import (
	"cmp"
	"errors"
	"maps"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// CostSeriesConfig lays out the periods of a [CostSeries].
type CostSeriesConfig struct {
	// Anchor is the first day of the first period; nothing is dated before it.
	Anchor relationship.Date
	// Period is the length of each, by the calendar. Period n begins n times that after the anchor, counted from the anchor itself: months
	// from 31 January begin on the last day of February, and on 31 March.
	Period relationship.Period
}

// CostEntry is what one party cost and brought on a day. Without amounts it says that the party was active.
type CostEntry[L cmp.Ordered] struct {
	// Date is the civil day.
	Date relationship.Date
	// Label is the segment that the party was in.
	Label L
	// Party is the customer. It is active in the period of the date. It is empty for what belongs to the segment as a whole.
	Party relationship.PartyID
	// Cost is the cost to serve, 0 or more.
	Cost relationship.Money
	// Margin is what the costs are held against, and may be negative.
	Margin relationship.Money
}

// costPeriods bounds the number of periods, so that a wrong date cannot make a table of millions of rows.
const costPeriods = 10_000

// CostSeries adds up the cost to serve by period and segment, with the parties that were active, for the cost per customer over time. A
// party counts once in each period, in its segment and in the total, however often it comes.
//
// The zero value knows nothing, not even its periods; it is what a series is read or merged into, and NewCostSeries makes one to add to.
// Merge is commutative and associative, with the zero value as identity. Shards may share parties, and must not share entries. All
// amounts are in one currency. To read, nil is like the zero value. It keeps the ids of the parties: its size grows with customers times periods.
type CostSeries[L cmp.Ordered] struct {
	periods  periods
	currency relationship.Currency
	latest   relationship.Date
	cells    map[L]map[int]costCell // by segment and number of the period
}

// costCell is a segment in a period.
type costCell struct {
	entries      int // at most mostCustomers in all
	cost, margin relationship.Money
	parties      map[relationship.PartyID]struct{}
}

// NewCostSeries makes an empty series.
//
// The error wraps ErrInvalid if the anchor is no date or the period is no time.
func NewCostSeries[L cmp.Ordered](cfg CostSeriesConfig) (*CostSeries[L], error) {
	var faults []error
	if cfg.Anchor.IsZero() {
		faults = append(faults, invalid("anchor", "none", "a date"))
	}
	if cfg.Period.IsZero() {
		faults = append(faults, invalid("period", cfg.Period.String(), "1 day or more"))
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return &CostSeries[L]{periods: periods{cfg.Anchor, cfg.Period}}, nil
}

// Add counts an entry.
//
// The error wraps relationship.ErrCurrencyMismatch; or ErrInvalid for the zero series, a date that is none, before the anchor or beyond
// 10000 periods, a label that is NaN, a party that is no id, a negative cost or an amount of more than 60 digits; or
// relationship.ErrInvalid for the party. It joins all faults. After an error the series is as it was.
func (s *CostSeries[L]) Add(e CostEntry[L]) error {
	switch {
	case s == nil:
		return errNowhere("cost series")
	case s.periods.length.IsZero():
		return invalid("cost series", "none", "one that NewCostSeries made")
	}
	currency, err := Account{Margin: e.Margin, CostToServe: e.Cost}.check()
	faults := []error{err, rollUpLabel(e.Label), rollUpCurrency(s.currency, currency)}
	at, ok := s.periods.at(e.Date)
	if !ok || at >= costPeriods {
		faults = append(faults, invalid("date", costDateText(e.Date), "one of the "+strconv.Itoa(costPeriods)+" periods from "+s.periods.anchor.String()))
	}
	if e.Party != "" {
		faults = append(faults, e.Party.Validate())
	}
	faults = append(faults, rollUpRoom(s.cells[e.Label][at].entries, 1))
	if err := errors.Join(faults...); err != nil {
		return err
	}
	if s.currency.IsZero() {
		s.currency = currency
	}
	s.touch(e.Date)
	s.put(e.Label, at, costCell{entries: 1, cost: e.Cost, margin: e.Margin})
	if e.Party != "" {
		cell := s.cells[e.Label][at]
		if cell.parties == nil {
			cell.parties = map[relationship.PartyID]struct{}{}
			s.cells[e.Label][at] = cell
		}
		cell.parties[e.Party] = struct{}{}
	}
	return nil
}

// touch keeps the latest date.
func (s *CostSeries[L]) touch(d relationship.Date) {
	if d.After(s.latest) {
		s.latest = d
	}
}

// put adds to a cell.
func (s *CostSeries[L]) put(label L, at int, more costCell) {
	if s.cells == nil {
		s.cells = map[L]map[int]costCell{}
	}
	var zero L
	if label == zero {
		label = zero // as in a roll-up
	}
	if s.cells[label] == nil {
		s.cells[label] = map[int]costCell{}
	}
	s.cells[label][at] = s.cells[label][at].plus(more)
}

// plus adds to a cell, whose set of parties grows in place; it keeps none of the other's.
func (c costCell) plus(o costCell) costCell {
	c.entries += o.entries
	c.cost, c.margin = moneyPlus(c.cost, o.cost), moneyPlus(c.margin, o.margin)
	if c.parties == nil && len(o.parties) > 0 {
		c.parties = make(map[relationship.PartyID]struct{}, len(o.parties))
	}
	maps.Copy(c.parties, o.parties)
	return c
}

// Merge adds what another series of the same periods holds. nil is nothing. It keeps nothing of o.
//
// The error wraps relationship.ErrCurrencyMismatch, or ErrInvalid for other periods or for more than 2^50 entries in one of them. After an
// error the series is as it was.
func (s *CostSeries[L]) Merge(o *CostSeries[L]) error {
	switch {
	case o == nil:
		return nil
	case s == nil:
		return errNowhere("cost series")
	case o.periods.length.IsZero():
		return nil
	}
	var faults []error
	if !s.periods.length.IsZero() && s.periods != o.periods {
		faults = append(faults, invalid("periods", o.periods.String(), s.periods.String()+", as in what it is merged into"))
	}
	faults = append(faults, rollUpCurrency(s.currency, o.currency))
	for label, row := range o.cells {
		for at, cell := range row {
			faults = append(faults, rollUpRoom(s.cells[label][at].entries, cell.entries))
		}
	}
	if err := errors.Join(faults...); err != nil {
		return err
	}
	if s.currency.IsZero() {
		s.currency = o.currency
	}
	s.periods = o.periods
	s.touch(o.latest)
	for label, row := range o.cells {
		for at, cell := range row {
			s.put(label, at, cell)
		}
	}
	return nil
}

// Clone returns a copy that shares nothing with s.
func (s *CostSeries[L]) Clone() *CostSeries[L] {
	c := new(CostSeries[L])
	_ = c.Merge(s) // into nothing, anything goes
	return c
}

// Config returns the periods, the zero value for the zero series.
func (s *CostSeries[L]) Config() CostSeriesConfig {
	s = orEmpty(s)
	return CostSeriesConfig{Anchor: s.periods.anchor, Period: s.periods.length}
}

// Currency returns the currency, none while no entry had one.
func (s *CostSeries[L]) Currency() relationship.Currency { return orEmpty(s).currency }

// Latest returns the latest date of an entry, no date if there is none.
func (s *CostSeries[L]) Latest() relationship.Date { return orEmpty(s).latest }

// Equal reports whether both know the same, amounts by value. nil knows as much as the zero value.
func (s *CostSeries[L]) Equal(o *CostSeries[L]) bool {
	s, o = orEmpty(s), orEmpty(o)
	if s.periods != o.periods || s.currency != o.currency || s.latest != o.latest {
		return false
	}
	same := func(a, b costCell) bool {
		return a.entries == b.entries && inCurrency(a.cost, s.currency).Equal(inCurrency(b.cost, s.currency)) &&
			inCurrency(a.margin, s.currency).Equal(inCurrency(b.margin, s.currency)) && maps.Equal(a.parties, b.parties)
	}
	return maps.EqualFunc(s.cells, o.cells, func(a, b map[int]costCell) bool { return maps.EqualFunc(a, b, same) })
}
