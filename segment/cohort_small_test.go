package segment_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// TestCohortsOfSummaries: summaries and order books are two ways to one table.
func TestCohortsOfSummaries(t *testing.T) {
	customers := []*relationship.Summary{
		summary(t, order("2026-01-05", "40.00 EUR"), order("2026-01-31", "20.00 EUR"), order("2026-03-01", "25.00 EUR")),
		summary(t, order("2026-01-31", "50.00 EUR"), order("2026-02-28", "15.00 EUR"), refund("2026-02-28", "15.00 EUR")),
		summary(t, order("2026-02-01", "0.00 EUR"), order("2026-03-31", "5.00 EUR"), order("2026-04-10", "7.50 EUR")),
		summary(t, order("2025-12-31", "99.00 EUR"), order("2026-02-02", "1.00 EUR")),
		summary(t, order("2026-04-16", "3.00 EUR")),
		summary(t, refund("2026-02-02", "8.00 EUR")),
		summary(t, refund("2026-01-10", "2.00 EUR"), order("2026-02-14", "12.00 EUR"), refund("2026-02-20", "4.00 EUR")),
	}
	table, err := segment.Cohorts(slices.Values(customers), cohortSix(t).Config())
	if err != nil || !table.Equal(cohortSix(t)) {
		t.Errorf("%v\n%v\nwant\n%v", err, table, cohortSix(t))
	}
	if err := table.Observe(nil); err != nil || table.LeftOut().Prospects != 2 {
		t.Errorf("nil is a prospect: %v, %v", table.LeftOut(), err)
	}
	if err := table.Observe(new(relationship.Summary)); err != nil || table.LeftOut().Prospects != 3 {
		t.Errorf("who is unknown is a prospect: %v, %v", table.LeftOut(), err)
	}
}

func TestCohortTableOfNobody(t *testing.T) {
	var zero segment.CohortTable
	table, err := segment.CohortsOfOrders(nil, cohortConfig("1m", "2026-01-01", "2026-02-28"))
	if err != nil || table.IsZero() || table.Len() != 2 || !zero.IsZero() || !zero.Equal(nil) || zero.Equal(table) || table.Equal(&zero) {
		t.Errorf("%v, %v", table, err)
	}
	if same, err := segment.Cohorts(nil, table.Config()); err != nil || !same.Equal(table) {
		t.Errorf("%v, %v", same, err)
	}
	ages, err := table.Ages(0.95)
	if err != nil || len(ages) != 2 || ages[1].Cohorts != 1 || ages[1].Retention != (segment.KeptShare{Interval: segment.Interval{Low: 0, High: 1}}) {
		t.Errorf("%+v, %v", ages, err)
	}
	if _, ok := ages[0].Mean(); ok {
		t.Error("nobody has a mean")
	}
	if _, ok := zero.Cell(0, 0); ok || zero.Row(0) != nil || zero.Len() != 0 || !cmp.Equal(zero.LeftOut(), segment.CohortLeftOut{}) {
		t.Error("the zero value has cells")
	}
	if _, ok := zero.Running(0); ok {
		t.Error("the zero value has a period")
	}
	if ages, err := zero.Ages(0.95); err != nil || len(ages) != 0 {
		t.Error(ages, err)
	}
	for text, v := range map[string]*segment.CohortTable{
		`{"version":1}`: &zero,
		`{"version":1,"period":"1m","start":"2026-01-01","end":"2026-02-28","left_out":{"prospects":0,"early":0,"late":0,"purchase_days":0},"cells":[]}`: table,
	} {
		if got, err := json.Marshal(v); err != nil || string(got) != text {
			t.Errorf("%s, %v", got, err)
		}
		back := *table.Clone()
		if err := json.Unmarshal([]byte(text), &back); err != nil || !back.Equal(v) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// TestCohortTableSharesNothing: neither a copy nor what was merged sees what comes later.
func TestCohortTableSharesNothing(t *testing.T) {
	table := cohortSix(t)
	kept := cohortSix(t)
	var sum segment.CohortTable
	if err := sum.Merge(table); err != nil {
		t.Fatal(err)
	}
	for _, other := range []*segment.CohortTable{&sum, table.Clone()} {
		if err := other.Observe(summary(t, order("2026-01-01", "1.00 EUR"), order("2026-02-02", "1.00 EUR"))); err != nil {
			t.Fatal(err)
		}
		if !table.Equal(kept) || other.Equal(table) {
			t.Error("a copy is the same table")
		}
	}
}

// TestCohortTablesDiffer: each part of a table counts when two are compared.
func TestCohortTablesDiffer(t *testing.T) {
	cfg := cohortConfig("1m", "2026-01-01", "2026-03-31")
	base := []segment.CohortOrder{cohortLine("ada", "2026-01-05", "10.00 EUR"), cohortLine("ada", "2026-02-05", "10.00 EUR")}
	tables := []*segment.CohortTable{
		cohortsOf(t, base, cfg),
		cohortsOf(t, base, cohortConfig("1m", "2026-01-01", "2026-03-30")),
		cohortsOf(t, base[:1], cfg),
		cohortsOf(t, append(slices.Clone(base), cohortLine("ada", "2026-02-06", "0.00 EUR")), cfg),                                           // days
		cohortsOf(t, append(slices.Clone(base), cohortLine("ada", "2026-02-06", "-1.00 EUR")), cfg),                                          // revenue
		cohortsOf(t, append(slices.Clone(base), cohortLine("ben", "2025-02-06", "1.00 EUR")), cfg),                                           // early
		cohortsOf(t, append(slices.Clone(base), cohortLine("ben", "2025-02-06", "2.00 EUR")), cfg),                                           // net
		cohortsOf(t, []segment.CohortOrder{cohortLine("ada", "2026-01-05", "10.00 USD"), cohortLine("ada", "2026-02-05", "10.00 USD")}, cfg), // currency
		cohortsOf(t, nil, cfg),
	}
	for i, a := range tables {
		for j, b := range tables {
			if a.Equal(b) != (i == j) {
				t.Errorf("%d and %d: %v", i, j, a.Equal(b))
			}
		}
	}
}

func TestCohortMeasures(t *testing.T) {
	for i, m := range segment.CohortMeasures() {
		text, err := m.MarshalText()
		var back segment.CohortMeasure
		if err != nil || back.UnmarshalText(text) != nil || back != m || !m.IsValid() || string(text) != m.String() || int(m) != i {
			t.Errorf("%d: %s, %v", i, text, err)
		}
		if parsed, err := segment.ParseCohortMeasure(m.String()); err != nil || parsed != m {
			t.Errorf("%v: %v", m, err)
		}
	}
	if len(segment.CohortMeasures()) != 4 || segment.CohortMeasure(4).IsValid() {
		t.Error("there are four")
	}
}
