package segment_test

import (
	"errors"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// A nil snapshot holds nobody and takes nobody in.
func TestNilSnapshot(t *testing.T) {
	var none *segment.Snapshot[string]
	refused(t, "snapshot", none.Add("ada", "loyal", relationship.Money{}), segment.ErrInvalid, "snapshot = nil, want somewhere to add to")
	if _, _, ok := none.Of("ada"); ok || none.Len() != 0 {
		t.Error("nil holds somebody")
	}
	if m, err := segment.Migrate(none, none); err != nil || !m.IsZero() {
		t.Errorf("%v, %v", m, err)
	}
	if err := (*segment.RollUp[string])(nil).Merge(nil); err != nil {
		t.Error(err)
	}
	if err := (*segment.CohortTable)(nil).Observe(nil); !errors.Is(err, segment.ErrInvalid) {
		t.Error(err)
	}
}

// Parts of the customers are from nobody to all.
func TestWhaleShareOfCustomersInRange(t *testing.T) {
	d := new(segment.ValueDistribution)
	if err := errors.Join(d.Add(money("3 EUR"), 3), d.Add(money("-1 EUR"), 1)); err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int]float64{0: 0, 1: 0.25, 4: 1} {
		if got, ok := d.Whale().ShareOfCustomers(n); !ok || got != want {
			t.Errorf("%d: %v, %v", n, got, ok)
		}
	}
	for _, n := range []int{-1, 5} {
		if got, ok := d.Whale().ShareOfCustomers(n); ok || got != 0 {
			t.Errorf("%d: %v, %v", n, got, ok)
		}
	}
}

// The table of the comment of String.
func TestMigrationTableOfTheComment(t *testing.T) {
	var m segment.Migration[string]
	active, lapsed, outside := segment.InSegment("active"), segment.InSegment("lapsed"), segment.Standing[string]{}
	for _, c := range []struct {
		from, to segment.Standing[string]
		n        int64
	}{{active, active, 7}, {active, lapsed, 2}, {active, outside, 1}, {lapsed, lapsed, 3}, {outside, active, 4}} {
		if err := m.Add(c.from, c.to, segment.Moved{Customers: c.n}); err != nil {
			t.Fatal(err)
		}
	}
	want := "        active  lapsed  gone\nactive       7       2     1\nlapsed       0       3     0\nnew          4       0"
	if got := m.String(); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}
