package segment_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// cohortRead is a table of January and February 2026 in its stored form.
func cohortRead(t *testing.T, rest string) *segment.CohortTable {
	t.Helper()
	table := new(segment.CohortTable)
	if err := table.UnmarshalJSON([]byte(`{"version":1,"period":"1m","start":"2026-01-01","end":"2026-02-28",` + rest + `}`)); err != nil {
		t.Fatal(err)
	}
	return table
}

// TestCohortTableIsFull: a table takes in as many customers, days and amounts as it can hold, and no more, one by one or at once.
func TestCohortTableIsFull(t *testing.T) {
	one := func() *segment.CohortTable {
		return cohortRead(t, `"left_out":{"prospects":1,"early":0,"late":0,"purchase_days":0},"cells":[]`)
	}
	full := cohortRead(t, `"left_out":{"prospects":1125899906842624,"early":0,"late":0,"purchase_days":0},"cells":[]`)
	if err := one().Merge(full); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("one customer too many: %v", err)
	}
	most := cohortRead(t, `"left_out":{"prospects":1125899906842623,"early":0,"late":0,"purchase_days":0},"cells":[]`)
	if table := one(); table.Merge(most) != nil || table.LeftOut().Customers() != 1<<50 {
		t.Errorf("the most there may be: %+v", table.LeftOut())
	}
	worn := cohortRead(t, `"left_out":{"prospects":0,"early":1,"late":0,"purchase_days":4611686018427387904},"cells":[]`)
	table := one()
	if err := table.Merge(worn); err != nil {
		t.Fatal(err)
	}
	if err := table.Observe(summary(t, order("2026-01-01", "1.00 EUR"))); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("one purchase day too many: %v", err)
	}
	large := "4" + strings.Repeat("0", 99) + " EUR"
	book := []segment.CohortOrder{cohortLine("ada", "2026-01-05", large), cohortLine("ben", "2026-01-05", large)}
	if _, err := segment.CohortsOfOrders(slices.Values(book), table.Config()); !errors.Is(err, relationship.ErrAmount) {
		t.Errorf("too much: %v", err)
	}
}

// TestCohortNumbersDiffer: who is left out, and how many were active, count when tables are compared.
func TestCohortNumbersDiffer(t *testing.T) {
	left := func(counts string) *segment.CohortTable {
		return cohortRead(t, `"left_out":{`+counts+`,"purchase_days":0},"cells":[]`)
	}
	cell := func(active string) *segment.CohortTable {
		return cohortRead(t, `"left_out":{"prospects":0,"early":0,"late":0,"purchase_days":0},"cells":[{"cohort":0,"age":0,"active":`+active+`,"purchase_days":3}]`)
	}
	for _, pair := range [][2]*segment.CohortTable{
		{left(`"prospects":1,"early":0,"late":0`), left(`"prospects":0,"early":1,"late":0`)},
		{left(`"prospects":0,"early":1,"late":0`), left(`"prospects":0,"early":0,"late":1`)},
		{cell("2"), cell("3")},
	} {
		if pair[0].Equal(pair[1]) || pair[1].Equal(pair[0]) || !pair[0].Equal(pair[0].Clone()) {
			t.Errorf("%v\n%v", pair[0], pair[1])
		}
	}
}

// TestCohortRowAverageOfOneAge: a single age behind the first is its own mean.
func TestCohortRowAverageOfOneAge(t *testing.T) {
	table := cohortRead(t, `"left_out":{"prospects":0,"early":0,"late":0,"purchase_days":0},"cells":[{"cohort":0,"age":0,"active":4,"purchase_days":4},`+
		`{"cohort":0,"age":1,"active":1,"purchase_days":1},{"cohort":1,"age":0,"active":1,"purchase_days":1}]`)
	if mean, ok := table.RowAverage(0); !ok || mean != 0.25 {
		t.Errorf("%v, %v", mean, ok)
	}
	if mean, ok := table.RowAverage(1); ok {
		t.Errorf("no age behind the first, and a mean of %v", mean)
	}
}
