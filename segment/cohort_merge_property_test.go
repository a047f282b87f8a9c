package segment_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// Tables of disjoint customers merge to that of all, in any order and grouping and to the bit; the order of lines does not matter.
func TestCohortMergeIsBatch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		book, cfg := cohortBooks.Draw(t, "book"), cohortConfigs.Draw(t, "config")
		want := cohortForm(t, cohortsOf(t, book, cfg))
		if shuffled := cohortForm(t, cohortsOf(t, rapid.Permutation(book).Draw(t, "order"), cfg)); shuffled != want {
			t.Fatalf("in another order %s\nwant %s", shuffled, want)
		}
		shard := func(k int) *segment.CohortTable {
			var part []segment.CohortOrder
			for _, o := range book {
				if int(o.Customer[len(o.Customer)-1])%3 == k {
					part = append(part, o)
				}
			}
			return cohortsOf(t, part, cfg)
		}
		merged := func(parts ...*segment.CohortTable) *segment.CohortTable {
			sum := new(segment.CohortTable)
			for _, p := range parts {
				kept := p.Clone()
				if err := sum.Merge(p); err != nil || !p.Equal(kept) {
					t.Fatal("merging changed its argument", err)
				}
			}
			return sum
		}
		a, b, c, none := shard(0), shard(1), shard(2), new(segment.CohortTable)
		for i, sum := range []*segment.CohortTable{merged(a, b, c), merged(none, c, b, a), merged(a, merged(b, c), none)} {
			if form := cohortForm(t, sum); form != want {
				t.Fatalf("%d: %s\nwant %s", i, form, want)
			}
		}
		if err := a.Merge(nil); err != nil || !a.Equal(shard(0)) {
			t.Fatal(err)
		}
		twice := a.Clone()
		if err := twice.Merge(twice); err != nil || !twice.Equal(merged(a, a)) {
			t.Fatal(err)
		}
	})
}

// Reading what was written gives the same table, which is written alike; a purchase more makes another.
func TestCohortRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := cohortsOf(t, cohortBooks.Draw(t, "book"), cohortConfigs.Draw(t, "config"))
		form := cohortForm(t, table)
		var back segment.CohortTable
		if err := back.UnmarshalJSON([]byte(form)); err != nil || !back.Equal(table) || !table.Equal(&back) || cohortForm(t, &back) != form {
			t.Fatalf("%s: %v", form, err)
		}
		if back.String() != table.String() || !cmp.Equal(back.Totals(), table.Totals()) || back.Config() != table.Config() {
			t.Fatalf("%s is read as\n%v", form, &back)
		}
		more := cohortsOf(t, []segment.CohortOrder{cohortLine("new", "2024-02-29", "1.00 EUR")}, table.Config())
		if err := more.Merge(table); err != nil || more.Equal(table) || table.Equal(more) {
			t.Fatalf("%s equals one with a customer more: %v", form, err)
		}
	})
}

// An order book and the summaries of its customers make the same table.
func TestCohortOrdersAreSummaries(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		book, cfg := cohortBooks.Draw(t, "book"), cohortConfigs.Draw(t, "config")
		customers := map[relationship.PartyID]*relationship.Summary{}
		for _, o := range book {
			s := customers[o.Customer]
			if s == nil {
				s = new(relationship.Summary)
				customers[o.Customer] = s
			}
			e := order(o.Date.String(), o.Amount.Abs().String())
			if strings.HasPrefix(o.Amount.String(), "-") {
				e = refund(o.Date.String(), o.Amount.Neg().String())
			}
			if err := s.Observe(e); err != nil {
				t.Fatal(err)
			}
		}
		list := make([]*relationship.Summary, 0, len(customers))
		for _, s := range customers {
			list = append(list, s)
		}
		table, err := segment.Cohorts(slices.Values(list), cfg)
		if want := cohortsOf(t, book, cfg); err != nil || cohortForm(t, table) != cohortForm(t, want) {
			t.Fatalf("%v: %s\nwant %s", err, cohortForm(t, table), cohortForm(t, want))
		}
	})
}

// The average of a row is the mean of its shares from age 1 on.
func TestCohortRowAverageIsAMean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		table := cohortsOf(t, cohortBooks.Draw(t, "book"), cohortConfigs.Draw(t, "config"))
		for cohort := range table.Len() {
			row := table.Row(cohort)
			mean, ok := table.RowAverage(cohort)
			active := int64(0)
			for _, c := range row[1:] {
				active += c.Active
			}
			of := float64(row[0].Size) * float64(len(row)-1)
			if ok != (of > 0) || ok && math.Abs(mean-float64(active)/of) > 1e-14 || mean < 0 || mean > 1 {
				t.Fatalf("%+v: %v, %v", row, mean, ok)
			}
		}
	})
}
