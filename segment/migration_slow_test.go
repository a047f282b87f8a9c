package segment_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// TestMigrationIsItsDefinition: each cell is a count over all customers, one cell at a time.
func TestMigrationIsItsDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := migBase.Draw(t, "base")
		m := migOf(t, base[0], base[1])
		find := func(in []migPlaced, id string) (segment.Standing[string], relationship.Money) {
			for _, c := range in {
				if c.id == id {
					return migIn(c.label), money(c.value)
				}
			}
			return migOut, relationship.Money{}
		}
		ids := map[string]bool{}
		for _, snapshot := range base {
			for _, c := range snapshot {
				ids[c.id] = true
			}
		}
		for _, from := range migPlaces() {
			for _, to := range migPlaces() {
				var want segment.Moved
				for id := range ids {
					a, before := find(base[0], id)
					b, after := find(base[1], id)
					if a == from && b == to {
						want.Customers++
						want.Before = relationship.Must(want.Before.Add(before))
						want.After = relationship.Must(want.After.Add(after))
					}
				}
				got := m.Cell(from, to)
				x, _ := got.Before.Cmp(want.Before)
				y, _ := got.After.Cmp(want.After)
				if got.Customers != want.Customers || x != 0 || y != 0 {
					t.Fatalf("%v→%v: %v, want %v", from, to, got, want)
				}
			}
		}
	})
}
