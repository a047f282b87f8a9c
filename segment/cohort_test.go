package segment_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// cohortConfig divides time.
func cohortConfig(period, start, end string) segment.CohortConfig {
	return segment.CohortConfig{Period: relationship.Must(relationship.ParsePeriod(period)), Start: date(start), End: date(end)}
}

// cohortLine is an order of a customer.
func cohortLine(customer, day, amount string) segment.CohortOrder {
	return segment.CohortOrder{Customer: relationship.PartyID(customer), Date: date(day), Amount: money(amount)}
}

// cohortBook are the orders of six customers in the first months of 2026.
func cohortBook() []segment.CohortOrder {
	return []segment.CohortOrder{
		cohortLine("ada", "2026-01-05", "30.00 EUR"), cohortLine("ada", "2026-01-05", "10.00 EUR"), cohortLine("ada", "2026-01-31", "20.00 EUR"),
		cohortLine("ada", "2026-03-01", "25.00 EUR"),
		cohortLine("ben", "2026-01-31", "50.00 EUR"), cohortLine("ben", "2026-02-28", "15.00 EUR"), cohortLine("ben", "2026-02-28", "-15.00 EUR"),
		cohortLine("cleo", "2026-02-01", "0.00 EUR"), cohortLine("cleo", "2026-03-31", "5.00 EUR"), cohortLine("cleo", "2026-04-10", "7.50 EUR"),
		cohortLine("dan", "2025-12-31", "99.00 EUR"), cohortLine("dan", "2026-02-02", "1.00 EUR"),
		cohortLine("eve", "2026-04-16", "3.00 EUR"),
		cohortLine("finn", "2026-02-02", "-8.00 EUR"),
		cohortLine("gus", "2026-01-10", "-2.00 EUR"), cohortLine("gus", "2026-02-14", "12.00 EUR"), cohortLine("gus", "2026-02-20", "-4.00 EUR"),
	}
}

// cohortsOf is segment.CohortsOfOrders with nothing wrong.
func cohortsOf(t interface{ Fatal(...any) }, orders []segment.CohortOrder, cfg segment.CohortConfig) *segment.CohortTable {
	table, err := segment.CohortsOfOrders(slices.Values(orders), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// cohortSix is the table of that book until the middle of April.
func cohortSix(t interface{ Fatal(...any) }) *segment.CohortTable {
	return cohortsOf(t, cohortBook(), cohortConfig("1m", "2026-01-01", "2026-04-15"))
}

func TestCohortsOfSixCustomers(t *testing.T) {
	table := cohortSix(t)
	cell := func(cohort, age int, size, active, days int64, revenue, cumulative string) segment.CohortCell {
		return segment.CohortCell{
			Cohort: cohort, Age: age, Size: size, Active: active, PurchaseDays: days, Revenue: money(revenue + " EUR"),
			Cumulative: money(cumulative + " EUR"),
		}
	}
	// January are ada and ben. Ben's day in February was refunded in full: no activity. February are cleo, whose first order was free,
	// and gus, of whom a refund of 4.00 stands there.
	want := [][]segment.CohortCell{
		{cell(0, 0, 2, 2, 3, "110.00", "110.00"), cell(0, 1, 2, 0, 0, "0.00", "110.00"), cell(0, 2, 2, 1, 1, "25.00", "135.00")},
		{cell(1, 0, 2, 2, 2, "8.00", "8.00"), cell(1, 1, 2, 1, 1, "5.00", "13.00")},
		{cell(2, 0, 0, 0, 0, "0.00", "0.00")},
	}
	for cohort, row := range want {
		if got := table.Row(cohort); !cmp.Equal(got, row) {
			t.Errorf("cohort %d: %s", cohort, cmp.Diff(row, got))
		}
		for age, c := range row {
			if got, ok := table.Cell(cohort, age); !ok || !cmp.Equal(got, c) {
				t.Errorf("cell %d, %d: %+v, %v", cohort, age, got, ok)
			}
		}
	}
	if table.Len() != 3 || table.Currency() != eur {
		t.Errorf("%d periods are over, in %v", table.Len(), table.Currency())
	}
	// April has begun: cleo bought on the 10th. Eve is there from the 16th on only.
	if got, ok := table.Running(1); !ok || !cmp.Equal(got, cell(1, 2, 2, 1, 1, "7.50", "20.50")) {
		t.Errorf("running: %+v, %v", got, ok)
	}
	if got, ok := table.Running(3); !ok || !cmp.Equal(got, cell(3, 0, 0, 0, 0, "0.00", "0.00")) {
		t.Errorf("running: %+v, %v", got, ok)
	}
	// Dan came before, eve after, finn only gave something back; what of gus is in January is before his first purchase.
	left := segment.CohortLeftOut{Prospects: 1, Early: 1, Late: 1, PurchaseDays: 3, Net: money("93.00 EUR")}
	if got := table.LeftOut(); !cmp.Equal(got, left) || got.Customers() != 3 {
		t.Error(cmp.Diff(left, got))
	}
	totals := segment.CohortTotals{Customers: 4, PurchaseDays: 8, Revenue: money("155.50 EUR")}
	if got := table.Totals(); !cmp.Equal(got, totals) {
		t.Error(cmp.Diff(totals, got))
	}
	if mean, ok := table.RowAverage(0); !ok || mean != 0.25 {
		t.Errorf("row average %v, %v", mean, ok)
	}
	for _, cohort := range []int{-1, 2, 3, 4} {
		if mean, ok := table.RowAverage(cohort); ok || mean != 0 {
			t.Errorf("row average of %d is %v", cohort, mean)
		}
	}
}

func TestCohortAges(t *testing.T) {
	table := cohortSix(t)
	ages, err := table.Ages(0.95)
	if err != nil || len(ages) != 3 {
		t.Fatal(ages, err)
	}
	for age, want := range []struct {
		cohorts             int
		kept, of            int64
		revenue, cumulative string
		mean                float64
	}{
		{3, 4, 4, "118.00 EUR", "118.00 EUR", 1}, // the third cohort has nobody
		{2, 1, 4, "5.00 EUR", "123.00 EUR", 0.25},
		{1, 1, 2, "25.00 EUR", "135.00 EUR", 0.5},
	} {
		a := ages[age]
		mean, ok := a.Mean()
		if a.Age != age || a.Cohorts != want.cohorts || a.Retention.Kept != want.kept || a.Retention.Of != want.of || mean != want.mean || !ok ||
			!a.Revenue.Equal(money(want.revenue)) || !a.Cumulative.Equal(money(want.cumulative)) {
			t.Errorf("age %d: %+v", age, a)
		}
	}
}

func TestCohortText(t *testing.T) {
	table := cohortSix(t)
	for _, c := range []struct {
		o    segment.CohortTextOptions
		want string
	}{
		{segment.CohortTextOptions{}, "" +
			"cohort      customers        0       1       2\n" +
			"2026-01-01          2  100.0 %   0.0 %  50.0 %\n" +
			"2026-02-01          2  100.0 %  50.0 %\n" +
			"2026-03-01          0        -"},
		{segment.CohortTextOptions{Measure: segment.CohortActive, Running: true}, "" +
			"cohort      customers    0    1    2    3\n" +
			"2026-01-01          2    2    0    1  (0)\n" +
			"2026-02-01          2    2    1  (1)\n" +
			"2026-03-01          0    0  (0)\n" +
			"2026-04-01          0  (0)"},
		{segment.CohortTextOptions{Measure: segment.CohortRevenue}, "" +
			"cohort      customers       0     1      2\n" +
			"2026-01-01          2  110.00  0.00  25.00\n" +
			"2026-02-01          2    8.00  5.00\n" +
			"2026-03-01          0    0.00"},
		{segment.CohortTextOptions{Measure: segment.CohortCumulative, Running: true}, "" +
			"cohort      customers       0       1        2         3\n" +
			"2026-01-01          2  110.00  110.00   135.00  (135.00)\n" +
			"2026-02-01          2    8.00   13.00  (20.50)\n" +
			"2026-03-01          0    0.00  (0.00)\n" +
			"2026-04-01          0  (0.00)"},
	} {
		if got, err := table.Text(c.o); err != nil || got != c.want {
			t.Errorf("%+v: %v\n%s\nwant\n%s", c.o, err, got, c.want)
		}
	}
	if got, err := table.Text(segment.CohortTextOptions{}); err != nil || table.String() != got {
		t.Errorf("%v\n%s", err, table)
	}
	early := relationship.Must(segment.NewCohortTable(cohortConfig("1m", "2026-01-01", "2026-01-30")))
	if early.String() != "no cohorts" || new(segment.CohortTable).String() != "no cohorts" {
		t.Errorf("%v", early)
	}
}

// TestCohortPeriods: periods go by the calendar, from the start each time.
func TestCohortPeriods(t *testing.T) {
	for _, c := range []struct {
		period, start, end string
		first              []string // the first days of all periods
		last               string   // the last day of the last
		over               int
	}{
		{"1m", "2024-01-31", "2024-05-30", []string{"2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"}, "2024-05-30", 4},
		{"1m", "2023-01-31", "2023-03-30", []string{"2023-01-31", "2023-02-28"}, "2023-03-30", 2},
		{"1m", "2023-01-31", "2023-03-29", []string{"2023-01-31", "2023-02-28"}, "2023-03-30", 1},
		{"1y", "2020-02-29", "2024-02-28", []string{"2020-02-29", "2021-02-28", "2022-02-28", "2023-02-28"}, "2024-02-28", 4},
		{"1y", "2020-02-29", "2024-02-29", []string{"2020-02-29", "2021-02-28", "2022-02-28", "2023-02-28", "2024-02-29"}, "2025-02-27", 4},
		{"3m", "2025-11-30", "2026-06-01", []string{"2025-11-30", "2026-02-28", "2026-05-30"}, "2026-08-29", 2},
		{"7d", "2026-02-23", "2026-03-08", []string{"2026-02-23", "2026-03-02"}, "2026-03-08", 2},
		{"1m1d", "2026-01-01", "2026-03-05", []string{"2026-01-01", "2026-02-02", "2026-03-03"}, "2026-04-03", 2},
		{"1d", "2026-01-01", "2026-01-01", []string{"2026-01-01"}, "2026-01-01", 1},
		{"5000y", "2026-01-01", "9999-12-31", []string{"2026-01-01", "7026-01-01"}, "", 1},
	} {
		table := relationship.Must(segment.NewCohortTable(cohortConfig(c.period, c.start, c.end)))
		if table.Len() != c.over {
			t.Errorf("%v: %d are over, want %d", table.Config(), table.Len(), c.over)
		}
		last := ""
		for i, first := range c.first {
			from, to, ok := table.Dates(i)
			if !ok || from.String() != first {
				t.Errorf("%v: period %d begins on %v, want %s", table.Config(), i, from, first)
			}
			last = to.String()
		}
		if _, _, more := table.Dates(len(c.first)); last != c.last || more {
			t.Errorf("%v: the last period ends on %q, want %q; more %v", table.Config(), last, c.last, more)
		}
		if _, _, ok := table.Dates(-1); ok {
			t.Errorf("%v: has a period -1", table.Config())
		}
		if _, running := table.Running(0); running != (c.over < len(c.first)) {
			t.Errorf("%v: running is %v", table.Config(), running)
		}
	}
}
