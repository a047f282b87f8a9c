package segment_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// cohortBegin is the day on which a period begins, by the calendar of package time: months are added to the month alone, and the day is
// clamped to the last one of the month.
func cohortBegin(cfg segment.CohortConfig, i int) time.Time {
	year, month, day := cfg.Start.Civil()
	month += time.Month(i * cfg.Period.Months())
	last := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return time.Date(year, month, min(day, last), 0, 0, 0, 0, time.UTC).AddDate(0, 0, i*cfg.Period.Days())
}

// cohortPeriodOf looks for the period of a date among all, and reports whether it is in exactly one.
func cohortPeriodOf(cfg segment.CohortConfig, d relationship.Date) (period int, once bool) {
	n := 0
	for i := 0; !cohortBegin(cfg, i).After(d.Time()); i++ {
		if d.Time().Before(cohortBegin(cfg, i+1)) {
			period = i
			n++
		}
	}
	return period, n == 1
}

// TestCohortEachDayInOnePeriod: day by day, a customer who buys once is in the cohort of the one period which that day is in.
func TestCohortEachDayInOnePeriod(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cfg := cohortConfigs.Draw(t, "config")
		d := cfg.Start.AddDays(rapid.IntRange(0, cfg.End.DaysSince(cfg.Start)).Draw(t, "day"))
		for range 20 {
			if d.After(cfg.End) {
				break
			}
			table := cohortsOf(t, []segment.CohortOrder{{Customer: "ada", Date: d, Amount: money("1.00 EUR")}}, cfg)
			want, once := cohortPeriodOf(cfg, d)
			from, to, ok := table.Dates(want)
			c, there := table.Cell(want, 0)
			if !there {
				c, there = table.Running(want)
			}
			if !once || !ok || d.Before(from) || d.After(to) || !there || c.Size != 1 || table.Totals().Customers != 1 {
				t.Fatalf("%v: %v is in period %d (%v), from %v to %v; %+v", cfg, d, want, once, from, to, c)
			}
			d = d.AddDays(1)
		}
	})
}

// TestCohortTableIsItsDefinition: every cell is counted by itself, from all orders.
func TestCohortTableIsItsDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		book, cfg := cohortBooks.Draw(t, "book"), cohortConfigs.Draw(t, "config")
		if cfg.Period.Months() == 0 { // hundreds of periods take too long
			cfg.End = relationship.Must(relationship.ParseDate("2024-02-29"))
		}
		table := cohortsOf(t, book, cfg)
		// net and bought look at one customer's day.
		net := func(who relationship.PartyID, d relationship.Date) (sum relationship.Money, bought bool) {
			for _, o := range book {
				if o.Customer == who && o.Date == d {
					sum = relationship.Must(sum.Add(o.Amount))
					bought = bought || o.Amount.IsZero()
				}
			}
			return sum, bought || sum.Sign() > 0
		}
		first := map[relationship.PartyID]relationship.Date{}
		days := map[relationship.PartyID]map[relationship.Date]bool{}
		for _, o := range book {
			if days[o.Customer] == nil {
				days[o.Customer] = map[relationship.Date]bool{}
			}
			days[o.Customer][o.Date] = true
			if _, bought := net(o.Customer, o.Date); bought && (first[o.Customer].IsZero() || o.Date.Before(first[o.Customer])) {
				first[o.Customer] = o.Date
			}
		}
		type key struct{ cohort, age int }
		cells := map[key]segment.CohortCell{}
		for who, begin := range first {
			if begin.Before(cfg.Start) || begin.After(cfg.End) {
				continue
			}
			cohort, _ := cohortPeriodOf(cfg, begin)
			active := map[key]bool{}
			for d := range days[who] {
				sum, bought := net(who, d)
				period, _ := cohortPeriodOf(cfg, d)
				if d.Before(cfg.Start) || d.After(cfg.End) || period < cohort {
					continue
				}
				k := key{cohort, period - cohort}
				c := cells[k]
				c.Revenue = relationship.Must(c.Revenue.Add(sum))
				if bought {
					c.PurchaseDays++
					active[k] = true
				}
				cells[k] = c
			}
			for k := range active {
				c := cells[k]
				c.Active++
				cells[k] = c
			}
		}
		for cohort := range table.Len() {
			for _, got := range table.Row(cohort) {
				want := cells[key{cohort, got.Age}]
				order, _ := got.Revenue.Cmp(want.Revenue)
				if got.Active != want.Active || got.PurchaseDays != want.PurchaseDays || order != 0 || got.Size != cells[key{cohort, 0}].Active {
					t.Fatalf("%v: %+v, want %+v", cfg, got, want)
				}
			}
		}
	})
}
