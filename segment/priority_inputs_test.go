package segment_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

func TestPriorityRejections(t *testing.T) {
	for _, row := range []struct {
		items []segment.PriorityItem
		is    error
		text  string
	}{
		{[]segment.PriorityItem{{}}, segment.ErrInvalid, `segment: item 1: id = "", want an id`},
		{[]segment.PriorityItem{{ID: "a"}, {ID: "a"}}, segment.ErrInvalid, `segment: item 2: id = "a", want one that no other item has`},
		{[]segment.PriorityItem{{ID: "a", Gap: 10_001}}, segment.ErrInvalid, "segment: item 1: gap = 10001, want -10000 to 10000"},
		{[]segment.PriorityItem{{ID: "a", Gap: -10_001}}, segment.ErrInvalid, ""},
		{[]segment.PriorityItem{{ID: "a", Weight: -1}}, segment.ErrInvalid, "segment: item 1: weight = -1, want 0 to 1000000000"},
		{[]segment.PriorityItem{{ID: "a", Weight: 1_000_000_001}}, segment.ErrInvalid, ""},
		{[]segment.PriorityItem{{ID: "a", AtStake: money("1" + strings.Repeat("0", 60) + " EUR")}}, segment.ErrInvalid, ""},
		{[]segment.PriorityItem{{ID: "a", AtStake: money("1 EUR")}, {ID: "b", AtStake: money("1 USD")}}, relationship.ErrCurrencyMismatch, ""},
	} {
		got, err := segment.Priorities(row.items)
		if !errors.Is(err, row.is) || got != nil || row.text != "" && err.Error() != row.text {
			t.Errorf("%+v: %v, %v", row.items, got, err)
		}
	}
	_, err := segment.Priorities([]segment.PriorityItem{{Gap: 20_000, Weight: -1}, {ID: "b", Weight: -1}})
	if strings.Count(err.Error(), "\n") != 3 {
		t.Errorf("not all faults: %v", err)
	}
	if got, err := segment.Priorities(nil); err != nil || len(got) != 0 {
		t.Errorf("%v, %v", got, err)
	}
	items := []segment.PriorityItem{{ID: "b", Gap: 1, Weight: 1, AtStake: money("1 EUR")}, {ID: "a", Gap: 2, Weight: 1, AtStake: money("1 EUR")}}
	if got, err := segment.Priorities(items); err != nil || got[0].Item.ID != "a" || items[0].ID != "b" {
		t.Errorf("the argument was changed: %v, %v", items, err)
	}
	ranks, err := segment.Priorities([]segment.PriorityItem{{"wide", 10_000, 1_000_000_000, money(strings.Repeat("9", 60) + ".999 EUR")},
		{"yen", 1, 1, relationship.Money{}}})
	if err != nil || ranks[0].Product.String() != strings.Repeat("9", 60)+"9990000000000.00 EUR" || ranks[1].Rank != 0 || ranks[0].Equal(ranks[1]) || !ranks[0].Equal(ranks[0]) {
		t.Errorf("%v, %v", ranks, err)
	}
}
