package clv_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

func TestSpendOf(t *testing.T) {
	for _, test := range []struct {
		name   string
		orders []string
		// Without and with the first purchase.
		exclude, include btyd.Spend
	}{
		{"one order", []string{"2026-01-01 10"}, btyd.Spend{}, btyd.Spend{Repeats: 1, Mean: 10}},
		// 20 and 40 after a first of 10: 60/2 and 70/3.
		{"three orders", []string{"2026-01-01 10", "2026-01-15 20", "2026-02-01 40"}, btyd.Spend{Repeats: 2, Mean: 30}, btyd.Spend{Repeats: 3, Mean: 70.0 / 3}},
		// 0.1 + 0.2 is exactly 0.3 in money; as float64s they would add up to 0.30000000000000004.
		{"sums are exact", []string{"2026-01-01 0.60", "2026-01-15 0.10", "2026-02-01 0.20"}, btyd.Spend{Repeats: 2, Mean: 0.15}, btyd.Spend{Repeats: 3, Mean: 0.3}},
		// The CDNOW base's first customer: (29.73 + 14.96)/2.
		{"published", []string{"1997-01-01 29.33", "1997-01-18 29.73", "1997-08-02 14.96"}, btyd.Spend{Repeats: 2, Mean: 22.345}, btyd.Spend{Repeats: 3, Mean: 74.02 / 3}},

		// A day counts once, with all that was bought on it: 10 | 12 + 8 | 40.
		{"several orders a day", []string{"2026-01-01 4", "2026-01-01 6", "2026-01-15 12", "2026-01-15 8", "2026-02-01 40"}, btyd.Spend{Repeats: 2, Mean: 30}, btyd.Spend{Repeats: 3, Mean: 70.0 / 3}},
		// A free order is a purchase of nothing: 20 and 0; 10, 20 and 0.
		{"an order of nothing counts", []string{"2026-01-01 10", "2026-01-15 20", "2026-02-01 0"}, btyd.Spend{Repeats: 2, Mean: 10}, btyd.Spend{Repeats: 3, Mean: 10}},
		{"a first order of nothing", []string{"2026-01-01 0", "2026-01-15 20"}, btyd.Spend{Repeats: 1, Mean: 20}, btyd.Spend{Repeats: 2, Mean: 10}},

		// 20 − 5 and 40; with 10.
		{"a partial refund", []string{"2026-01-01 10", "2026-01-15 20", "2026-02-01 40", "2026-02-02 back 5 2026-01-15"}, btyd.Spend{Repeats: 2, Mean: 27.5}, btyd.Spend{Repeats: 3, Mean: 65.0 / 3}},
		// The refund of the first is not taken from the others: 20 and 40; with 10 − 4.
		{"a partial refund of the first", []string{"2026-01-01 10", "2026-01-15 20", "2026-02-01 40", "2026-02-02 back 4 2026-01-01"}, btyd.Spend{Repeats: 2, Mean: 30}, btyd.Spend{Repeats: 3, Mean: 22}},
		{"a full refund", []string{"2026-01-01 10", "2026-01-15 20", "2026-02-01 40", "2026-02-02 back 20 2026-01-15"}, btyd.Spend{Repeats: 1, Mean: 40}, btyd.Spend{Repeats: 2, Mean: 25}},
		// 20 is now the first, 40 the only repeat.
		{"a full refund of the first", []string{"2026-01-01 10", "2026-01-15 20", "2026-02-01 40", "2026-02-02 back 10 2026-01-01"}, btyd.Spend{Repeats: 1, Mean: 40}, btyd.Spend{Repeats: 2, Mean: 30}},
		// More than was paid on a day is no purchase, and its rest is not taken from the others.
		{"more refunded than paid", []string{"2026-01-01 10", "2026-01-15 20", "2026-02-01 40", "2026-02-02 back 21 2026-01-15"}, btyd.Spend{Repeats: 1, Mean: 40}, btyd.Spend{Repeats: 2, Mean: 25}},
		{"a refund before its order", []string{"2026-02-02 back 5 2026-01-15", "2026-01-01 10", "2026-01-15 20"}, btyd.Spend{Repeats: 1, Mean: 15}, btyd.Spend{Repeats: 2, Mean: 12.5}},
		// A free order keeps its day a purchase, at 20 − 20 = 0: 0 and 40; with 10.
		{"a free order on a refunded day", []string{"2026-01-01 10", "2026-01-15 20", "2026-01-15 0", "2026-02-01 40", "2026-02-02 back 20 2026-01-15"}, btyd.Spend{Repeats: 2, Mean: 20}, btyd.Spend{Repeats: 3, Mean: 50.0 / 3}},
		// And at 20 − 26 = −6, when too much is paid back: −6 and 40; with 10.
		{"a free order on a day in debt", []string{"2026-01-01 10", "2026-01-15 20", "2026-01-15 0", "2026-02-01 40", "2026-02-02 back 26 2026-01-15"}, btyd.Spend{Repeats: 2, Mean: 17}, btyd.Spend{Repeats: 3, Mean: 44.0 / 3}},
	} {
		t.Run(test.name, func(t *testing.T) {
			orders := slices.Clone(test.orders)
			for _, order := range []string{"as told", "backwards"} {
				s := history(orders...)
				for first, want := range map[clv.FirstPurchase]btyd.Spend{clv.ExcludeFirst: test.exclude, clv.IncludeFirst: test.include} {
					got, err := clv.SpendOf(s, date("2026-03-01"), clv.SpendOptions{FirstPurchase: first})
					if err != nil || got != want {
						t.Errorf("%s, %v: %+v, %v, want %+v", order, first, got, err, want)
					}
				}
				slices.Reverse(orders)
			}
		})
	}
}

func TestSpendRowsOf(t *testing.T) {
	base := []*relationship.Summary{
		history("2026-01-01 10", "2026-01-15 20"),                                                  // 20 once
		history("2026-01-01 10", "2026-01-15 30", "2026-01-20 10"),                                 // 20 twice
		history("2026-01-01 10"),                                                                   // came once
		history(),                                                                                  // knows nothing
		history("2026-01-03 99", "2026-01-14 12", "2026-01-14 8"),                                  // 20 once
		history("2026-01-01 10", "2026-01-15 0"),                                                   // came back for nothing
		history("2026-01-01 10", "2026-01-15 12.34"),                                               // 12.34 once
		history("2026-01-01 10", "2026-01-02 back 10 2026-01-01"),                                  // all given back
		history("2026-01-01 10", "2026-01-15 9", "2026-01-15 0", "2026-01-16 back 10 2026-01-15"),  // −1 once
		history("2026-01-01 10", "2026-01-15 20", "2026-01-16 back 20 2026-01-15"),                 // came once after all
		history("2026-01-01 10", "2026-01-15 25", "2026-01-16 back 5 2026-01-15", "2026-01-20 20"), // 20 twice
	}
	row := func(x int, mean, weight float64) btyd.SpendRow {
		return btyd.SpendRow{Spend: btyd.Spend{Repeats: x, Mean: mean}, Weight: weight}
	}
	for _, test := range []struct {
		first clv.FirstPurchase
		want  clv.SpendRows
	}{
		{clv.ExcludeFirst, clv.SpendRows{
			Rows:     []btyd.SpendRow{row(1, 12.34, 1), row(1, 20, 2), row(2, 20, 2)},
			Currency: eur, Customers: 5, NoPurchase: 2, OneTime: 2, NotPositive: 2,
		}},
		// With the first purchase: 10, 10 | 30/2, 119/2, 10/2, 22.34/2, 9/2 | 50/3, 50/3.
		{clv.IncludeFirst, clv.SpendRows{
			Rows: []btyd.SpendRow{
				row(1, 10, 2), row(2, 4.5, 1), row(2, 5, 1), row(2, 11.17, 1), row(2, 15, 1), row(2, 59.5, 1), row(3, 50.0/3, 2),
			},
			Currency: eur, Customers: 9, NoPurchase: 2,
		}},
	} {
		got, err := clv.SpendRowsOf(slices.Values(base), date("2026-03-01"), clv.SpendOptions{FirstPurchase: test.first})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, got, cmpopts.EquateComparable(relationship.Currency{})); diff != "" {
			t.Errorf("%v (-want +got):\n%s", test.first, diff)
		}
	}
}

// A currency in which nothing is averaged does not mix with the others.
func TestSpendRowsOfOtherCurrency(t *testing.T) {
	base := []*relationship.Summary{history("2026-01-01 10 USD"), history("2026-01-01 10", "2026-01-15 20")}
	got, err := clv.SpendRowsOf(slices.Values(base), date("2026-03-01"), clv.SpendOptions{})
	if err != nil || got.Currency != eur || got.Customers != 1 || got.OneTime != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestSpendRowsOfNobody(t *testing.T) {
	got, err := clv.SpendRowsOf(slices.Values([]*relationship.Summary{}), date("2026-03-01"), clv.SpendOptions{})
	if err != nil || len(got.Rows) != 0 || !got.Currency.IsZero() || got.Customers != 0 {
		t.Errorf("%+v, %v", got, err)
	}
}
