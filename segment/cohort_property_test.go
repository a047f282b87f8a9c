package segment_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// cohortConfigs draws divisions of time that begin and end at the edges of months and years.
var cohortConfigs = rapid.Custom(func(t *rapid.T) segment.CohortConfig {
	period := rapid.SampledFrom([]string{"1m", "1m", "3m", "1y", "7d", "30d", "1m1d"}).Draw(t, "period")
	start := rapid.SampledFrom([]string{"2024-01-31", "2024-02-29", "2023-12-31", "2024-01-01", "2023-10-30"}).Draw(t, "start")
	end := rapid.SampledFrom([]string{"2024-02-29", "2024-06-30", "2024-07-01", "2024-12-31", "2025-03-30", "2025-03-31"}).Draw(t, "end")
	return cohortConfig(period, start, end)
})

// cohortBooks draws order books of few customers whose dates crowd at the edges of months. The length is drawn first, since rapid's
// slices are short.
var cohortBooks = rapid.Custom(func(t *rapid.T) []segment.CohortOrder {
	n := rapid.SampledFrom([]int{0, 1, 3, 10, 40, 120}).Draw(t, "orders")
	days := rapid.SampledFrom([]string{
		"2023-10-30", "2023-12-31", "2024-01-01", "2024-01-30", "2024-01-31", "2024-02-01", "2024-02-28", "2024-02-29", "2024-03-01",
		"2024-03-30", "2024-03-31", "2024-06-30", "2024-07-01", "2024-12-31", "2025-01-30", "2025-02-28", "2025-03-30", "2025-03-31", "2025-04-01",
	})
	amounts := rapid.SampledFrom([]string{"0.00", "0.01", "5.00", "5.00", "12.345", "-5.00", "-0.01", "99999999999999999999.99"})
	customers := rapid.SampledFrom([]int{1, 3, 12}).Draw(t, "customers")
	book := make([]segment.CohortOrder, n)
	for i := range book {
		who := fmt.Sprint("c", rapid.IntRange(0, customers-1).Draw(t, "customer"))
		book[i] = cohortLine(who, days.Draw(t, "day"), amounts.Draw(t, "amount")+" EUR")
	}
	return book
})

// The generators draw empty tables, all that can be left out, cells of refunds alone, and cohorts without customers.
func TestCohortBooksReachTheEdges(t *testing.T) {
	seen := map[string]bool{}
	for i := range 400 {
		table := cohortsOf(t, cohortBooks.Example(i), cohortConfigs.Example(i))
		left := table.LeftOut()
		seen["prospects"] = seen["prospects"] || left.Prospects > 0
		seen["early"] = seen["early"] || left.Early > 0
		seen["late"] = seen["late"] || left.Late > 0
		seen["nobody"] = seen["nobody"] || table.Totals().Customers == 0
		seen["many"] = seen["many"] || table.Totals().Customers > 5
		_, running := table.Running(0)
		seen["running"] = seen["running"] || running
		seen["whole"] = seen["whole"] || !running
		for cohort := range table.Len() {
			for _, c := range table.Row(cohort) {
				seen["negative"] = seen["negative"] || c.Revenue.Sign() < 0
				seen["later"] = seen["later"] || c.Age > 0 && c.Active > 0
				seen["refunds"] = seen["refunds"] || c.Active == 0 && !c.Revenue.IsZero()
				seen["empty"] = seen["empty"] || c.Size == 0
			}
		}
	}
	for name, ok := range seen {
		if !ok {
			t.Error("never", name)
		}
	}
	if len(seen) != 11 {
		t.Error(seen)
	}
}

// What is in cells and what is left out are everything, to the last digit.
func TestCohortTotals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		book := cohortBooks.Draw(t, "book")
		table := cohortsOf(t, book, cohortConfigs.Draw(t, "config"))
		type day struct {
			who  relationship.PartyID
			date relationship.Date
		}
		var net relationship.Money
		customers, free, paid := map[relationship.PartyID]bool{}, map[day]bool{}, map[day]relationship.Money{}
		for _, o := range book {
			at := day{o.Customer, o.Date}
			customers[o.Customer] = true
			free[at] = free[at] || o.Amount.IsZero()
			paid[at] = relationship.Must(paid[at].Add(o.Amount))
			net = relationship.Must(net.Add(o.Amount))
		}
		days := int64(0)
		for at, sum := range paid {
			if free[at] || sum.Sign() > 0 {
				days++
			}
		}
		totals, left := table.Totals(), table.LeftOut()
		sum := relationship.Must(totals.Revenue.Add(left.Net))
		if totals.Customers+left.Customers() != int64(len(customers)) || totals.PurchaseDays+left.PurchaseDays != days || !sum.Equal(net) {
			t.Fatalf("%+v and %+v, want %d customers, %d days, %v", totals, left, len(customers), days, net)
		}
		// The totals are the rows, the running cells included.
		var size, active int64
		var revenue relationship.Money
		for cohort := 0; ; cohort++ {
			row := table.Row(cohort)
			if c, ok := table.Running(cohort); ok {
				row = append(row, c)
			}
			if len(row) == 0 {
				break
			}
			size += row[0].Size
			for _, c := range row {
				active += c.PurchaseDays
				revenue = relationship.Must(revenue.Add(c.Revenue))
			}
			if last := row[len(row)-1]; cohort == 0 && !last.Cumulative.Equal(revenue) && len(book) > 0 {
				t.Fatalf("%v is brought in all, and %v in parts", last.Cumulative, revenue)
			}
		}
		if size != totals.Customers || active != totals.PurchaseDays || len(book) > 0 && !revenue.Equal(totals.Revenue) {
			t.Fatalf("rows have %d, %d, %v; want %+v", size, active, revenue, totals)
		}
	})
}

// Retention at age 0 is 1 where there are customers; nobody is active who is not in the cohort; days and customers go together.
func TestCohortAgeZeroIsOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := cohortsOf(t, cohortBooks.Draw(t, "book"), cohortConfigs.Draw(t, "config"))
		for cohort := range table.Len() {
			for age, c := range table.Row(cohort) {
				k, err := c.Retention(0.9)
				share, ok := k.Share()
				if err != nil || ok != (c.Size > 0) || age == 0 && ok && share != 1 || c.Active > c.Size || c.PurchaseDays < c.Active || (c.PurchaseDays > 0) != (c.Active > 0) {
					t.Fatalf("%+v: %v, %v, %v", c, k, ok, err)
				}
			}
		}
	})
}

// A cell is there exactly if its period is over on the last day of observation.
func TestCohortCensoring(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cfg := cohortConfigs.Draw(t, "config")
		table := cohortsOf(t, cohortBooks.Draw(t, "book"), cfg)
		for cohort := range table.Len() + 2 {
			row := table.Row(cohort)
			for age := range table.Len() + 2 {
				_, last, begun := table.Dates(cohort + age)
				c, ok := table.Cell(cohort, age)
				if ok != (begun && !last.After(cfg.End)) || ok != (age < len(row)) || ok && !cmp.Equal(c, row[age]) || !ok && c != (segment.CohortCell{}) {
					t.Fatalf("%v: cell %d, %d is %+v, %v; its period ends on %v", cfg, cohort, age, c, ok, last)
				}
			}
			running, ok := table.Running(cohort)
			if _, last, begun := table.Dates(cohort + running.Age); ok && (!begun || !last.After(cfg.End)) {
				t.Fatalf("%v: %+v is said to run, and ends on %v", cfg, running, last)
			}
		}
	})
}

// A later end of observation adds cells and changes none.
func TestCohortLaterEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		book, cfg := cohortBooks.Draw(t, "book"), cohortConfigs.Draw(t, "config")
		later := cfg
		later.End = cfg.End.AddDays(rapid.SampledFrom([]int{0, 1, 2, 28, 31, 400}).Draw(t, "days"))
		a, b := cohortsOf(t, book, cfg), cohortsOf(t, book, later)
		for cohort := range a.Len() {
			if row, longer := a.Row(cohort), b.Row(cohort); len(longer) < len(row) || !cmp.Equal(row, longer[:len(row)]) {
				t.Fatalf("%v: %s", later, cmp.Diff(row, longer))
			}
		}
	})
}

// Ages are the sums over those cohorts that are observed at them; their shares lie in their intervals.
func TestCohortAgesAreSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := cohortsOf(t, cohortBooks.Draw(t, "book"), cohortConfigs.Draw(t, "config"))
		ages, err := table.Ages(0.9)
		if err != nil || len(ages) != table.Len() {
			t.Fatal(ages, err)
		}
		for age, a := range ages {
			var kept, of, some int64
			var revenue, cumulative relationship.Money
			shares := 0.0
			for cohort := 0; ; cohort++ {
				c, ok := table.Cell(cohort, age)
				if !ok {
					break
				}
				kept, of = kept+c.Active, of+c.Size
				revenue, cumulative = relationship.Must(revenue.Add(c.Revenue)), relationship.Must(cumulative.Add(c.Cumulative))
				if c.Size > 0 {
					some++
					shares += float64(c.Active) / float64(c.Size)
				}
			}
			mean, ok := a.Mean()
			share, there := a.Retention.Share()
			if a.Age != age || a.Cohorts != table.Len()-age || a.Retention.Kept != kept || a.Retention.Of != of || !a.Revenue.Equal(revenue) ||
				!a.Cumulative.Equal(cumulative) || ok != (some > 0) || ok && math.Abs(mean-shares/float64(some)) > 1e-15 ||
				there && (share < a.Retention.Interval.Low || share > a.Retention.Interval.High) {
				t.Fatalf("%+v, want %d of %d, %v, %v", a, kept, of, revenue, cumulative)
			}
		}
	})
}
