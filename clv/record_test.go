package clv_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

func TestRecordOf(t *testing.T) {
	// In all rows the observation ends on 2026-03-01, which is day 59 from 2026-01-01: 30 of January after its first, 28 of
	// February, and 1.
	const asOf = "2026-03-01"
	for _, test := range []struct {
		name   string
		orders []string
		// In days: repeats x, t_x and T.
		x, last, age int
	}{
		{"one order", []string{"2026-01-01 10"}, 0, 0, 59},
		{"one order on the last day", []string{"2026-03-01 10"}, 0, 0, 0},
		{"two orders", []string{"2026-01-01 10", "2026-01-15 10"}, 1, 14, 59},
		{"the last one on the last day", []string{"2026-01-01 10", "2026-03-01 10"}, 1, 59, 59},
		// Days 0, 7 and 31 of February: 2026-01-25 to 2026-02-01 is 7 days, to 2026-02-28 it is 34, to the end 35.
		{"across the end of a month", []string{"2026-01-25 1", "2026-02-01 1", "2026-02-28 1"}, 2, 34, 35},
		// 2024-02-28 to 2024-03-01 is 2 days; 2024-02-28 to 2026-03-01 is 366 + 365 + 1.
		{"across a leap day", []string{"2024-02-28 1", "2024-03-01 1"}, 1, 2, 732},

		{"several orders a day are one purchase", []string{"2026-01-01 10", "2026-01-01 20", "2026-01-15 5", "2026-01-15 5"}, 1, 14, 59},
		{"an order of nothing is a purchase", []string{"2026-01-01 0", "2026-01-15 0"}, 1, 14, 59},
		{"paid and free on one day", []string{"2026-01-01 10", "2026-01-15 0", "2026-01-15 10"}, 1, 14, 59},

		{"a partial refund changes nothing", []string{"2026-01-01 10", "2026-01-15 10", "2026-01-20 back 9.99 2026-01-15"}, 1, 14, 59},
		{"a full refund of the last", []string{"2026-01-01 10", "2026-01-15 10", "2026-01-20 back 10 2026-01-15"}, 0, 0, 59},
		{"a full refund of one in the middle", []string{"2026-01-01 10", "2026-01-15 10", "2026-02-01 10", "2026-02-01 back 10 2026-01-15"}, 1, 31, 59},
		// The customer's life starts on 2026-01-15 now, 45 days before the end.
		{"a full refund of the first", []string{"2026-01-01 10", "2026-01-15 10", "2026-01-20 back 10 2026-01-01"}, 0, 0, 45},
		{"refunded in two parts", []string{"2026-01-01 10", "2026-01-15 10", "2026-01-20 back 4 2026-01-15", "2026-01-21 back 6 2026-01-15"}, 0, 0, 59},
		{"one of two orders of a day refunded", []string{"2026-01-01 10", "2026-01-15 10", "2026-01-15 5", "2026-01-20 back 10 2026-01-15"}, 1, 14, 59},
		{"a free order outlives the refund of its day", []string{"2026-01-01 10", "2026-01-15 10", "2026-01-15 0", "2026-01-20 back 10 2026-01-15"}, 1, 14, 59},
		{"more refunded than paid", []string{"2026-01-01 10", "2026-01-15 10", "2026-01-20 back 12 2026-01-15"}, 0, 0, 59},
		{"a refund that is known before its order", []string{"2026-01-20 back 10 2026-01-15", "2026-01-01 10", "2026-01-15 10"}, 0, 0, 59},
		{"a refund whose order is not known", []string{"2026-01-01 10", "2026-01-20 back 10 2026-01-15"}, 0, 0, 59},
		// A summary knows what came of an order, not when: who wants the view of a day takes in the events of that day only.
		{"a refund after the last day", []string{"2026-01-01 10", "2026-01-15 10", "2026-04-01 back 10 2026-01-15"}, 0, 0, 59},
	} {
		t.Run(test.name, func(t *testing.T) {
			orders := slices.Clone(test.orders)
			for _, order := range []string{"as told", "backwards"} {
				for _, unit := range []struct {
					is     relationship.Unit
					length float64
				}{{relationship.Day, 1}, {relationship.Week, 7}, {relationship.Year, 365.2425}} {
					got, err := clv.RecordOf(history(orders...), unit.is, date(asOf))
					if err != nil {
						t.Fatal(err)
					}
					if got.Repeats != test.x || got.Unit != unit.is {
						t.Errorf("%s, in %vs: %+v, want %d repeats", order, unit.is, got, test.x)
					}
					near(t, order+": t_x in "+unit.is.String(), got.Last, float64(test.last)/unit.length, 1e-15)
					near(t, order+": T in "+unit.is.String(), got.Age, float64(test.age)/unit.length, 1e-15)
					if err := got.Validate(); err != nil {
						t.Errorf("%s: the record is invalid: %v", order, err)
					}
				}
				slices.Reverse(orders)
			}
		})
	}
}

// The day of a purchase is the one on the wall clock of the shop.
func TestRecordOfCivilDays(t *testing.T) {
	tokyo, honolulu := time.FixedZone("JST", 9*3600), time.FixedZone("HST", -10*3600)
	s := new(relationship.Summary)
	for id, at := range map[relationship.EventID]time.Time{
		"a": time.Date(2026, 1, 2, 0, 30, 0, 0, tokyo),     // 2026-01-01 15:30 UTC
		"b": time.Date(2026, 1, 4, 23, 30, 0, 0, honolulu), // 2026-01-05 09:30 UTC
	} {
		p := relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{ID: id, At: at, Key: book, Amount: money("1 EUR")}))
		if err := s.Observe(p); err != nil {
			t.Fatal(err)
		}
	}
	got, err := clv.RecordOf(s, relationship.Day, date("2026-01-04"))
	want := btyd.Record{Repeats: 1, Last: 2, Age: 2, Unit: relationship.Day} // from 2026-01-02 to 2026-01-04
	if err != nil || got != want {
		t.Errorf("%+v, %v, want %+v", got, err, want)
	}
}

// The first record of the CDNOW base: orders on 1997-01-01, 01-18, 08-02, after which it says x 2, t_x 30.43, T 38.86 weeks.
func TestRecordOfPublished(t *testing.T) {
	s := history("1997-01-01 29.33", "1997-01-18 29.73", "1997-08-02 14.96")
	got, err := clv.RecordOf(s, relationship.Week, date("1997-09-30"))
	want := btyd.Record{Repeats: 2, Last: 213.0 / 7, Age: 272.0 / 7, Unit: relationship.Week}
	if err != nil || got != want {
		t.Errorf("%+v, %v, want %+v", got, err, want)
	}
}

func TestRowsOf(t *testing.T) {
	week := func(x int, last, age float64, weight float64) btyd.Row {
		return btyd.Row{Record: btyd.Record{Repeats: x, Last: last, Age: age, Unit: relationship.Week}, Weight: weight}
	}
	// All ages end on 2026-03-01: 2026-01-11 is 49 days or 7 weeks before, 2026-02-08 21 days or 3 weeks.
	base := []*relationship.Summary{
		history("2026-02-08 10"),
		history("2026-01-11 10", "2026-02-22 10"), // t_x 6 weeks
		history("2026-01-11 10", "2026-02-08 10", "2026-02-22 10"),
		history("2026-01-11 99"),
		history(),                                                 // knows nothing
		history("2026-01-11 5", "2026-01-11 7", "2026-02-08 5"),   // t_x 4 weeks
		history("2026-01-11 10", "2026-02-22 33.33"),              // as the second
		history("2026-01-11 10", "2026-02-22 back 10 2026-01-11"), // all given back
		history("2026-01-11 1"),
		history("2026-01-11 1 USD"), // amounts do not matter here, nor what they are in
	}
	got, err := clv.RowsOf(slices.Values(base), relationship.Week, date("2026-03-01"))
	want := clv.Rows{
		Rows: []btyd.Row{
			week(0, 0, 3, 1),
			week(0, 0, 7, 3),
			week(1, 4, 7, 1),
			week(1, 6, 7, 2),
			week(2, 6, 7, 1),
		},
		Customers:  8,
		NoPurchase: 2,
	}
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

func TestRowsOfNobody(t *testing.T) {
	got, err := clv.RowsOf(slices.Values([]*relationship.Summary{}), relationship.Week, date("2026-03-01"))
	if err != nil || len(got.Rows) != 0 || got.Customers != 0 || got.NoPurchase != 0 {
		t.Errorf("nobody: %+v, %v", got, err)
	}
	got, err = clv.RowsOf(slices.Values([]*relationship.Summary{history(), history()}), relationship.Week, date("2026-03-01"))
	if err != nil || len(got.Rows) != 0 || got.Customers != 0 || got.NoPurchase != 2 {
		t.Errorf("nobody who bought: %+v, %v", got, err)
	}
}
