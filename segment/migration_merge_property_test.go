package segment_test

import (
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/segment"
)

// Migrations of disjoint parts merge to that of all, in any order and grouping, to the bit; the empty one and nil change nothing.
func TestMigrationMergeIsBatch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := migBase.Draw(t, "base")
		want := migOf(t, base[0], base[1])
		shard := func(k int) *segment.Migration[string] {
			var part [2][]migPlaced
			for i := range base {
				for _, c := range base[i] {
					if int(c.id[len(c.id)-1])%3 == k {
						part[i] = append(part[i], c)
					}
				}
			}
			return migOf(t, part[0], part[1])
		}
		merged := func(parts ...*segment.Migration[string]) *segment.Migration[string] {
			sum := new(segment.Migration[string])
			for _, p := range parts {
				kept := p.Clone()
				if err := sum.Merge(p); err != nil || !p.Equal(kept) {
					t.Fatal("merging changed its argument", err)
				}
			}
			return sum
		}
		a, b, c, none := shard(0), shard(1), shard(2), new(segment.Migration[string])
		for _, sum := range []*segment.Migration[string]{merged(a, b, c), merged(c, none, b, a), merged(a, merged(b, c)), merged(none, want)} {
			if form, whole := migForm(t, sum), migForm(t, want); form != whole || !sum.Equal(want) || sum.String() != want.String() {
				t.Fatalf("%s\nwant %s", form, whole)
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

// migForm is the stored form.
func migForm(t interface{ Fatal(...any) }, m *segment.Migration[string]) string {
	form, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return string(form)
}

// Reading what was written gives the same migration, which is written alike.
func TestMigrationRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := migBase.Draw(t, "base")
		m := migOf(t, base[0], base[1])
		form := migForm(t, m)
		var back segment.Migration[string]
		if err := json.Unmarshal([]byte(form), &back); err != nil || !back.Equal(m) || !m.Equal(&back) || migForm(t, &back) != form {
			t.Fatalf("%s: %v", form, err)
		}
		if !back.Total().Equal(m.Total()) || back.Currency() != m.Currency() || !slices.Equal(back.Labels(), m.Labels()) {
			t.Fatalf("%s is read as %v", form, back.Total())
		}
		// One customer more makes another migration.
		if err := back.Count(migIn("a"), migOut); err != nil || back.Equal(m) || m.Equal(&back) || m.Equal(nil) != m.IsZero() {
			t.Fatalf("%s equals one with a customer more: %v", form, err)
		}
	})
}

// The shares of retention lie in their intervals, who stayed is among the kept, and a higher level is a wider interval.
func TestMigrationRetentionIsOrdered(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := migBase.Draw(t, "base")
		m := migOf(t, base[0], base[1])
		for _, l := range migLabels {
			narrow, err := m.Retention(l, 0.8)
			wide, errWide := m.Retention(l, 0.99)
			if err != nil || errWide != nil || narrow.Stayed.Kept > narrow.Kept.Kept || narrow.Kept.Of != m.Row(migIn(l)).Customers {
				t.Fatalf("%v: %+v, %v, %v", m, narrow, err, errWide)
			}
			for i, k := range []segment.KeptShare{narrow.Stayed, narrow.Kept} {
				w := []segment.KeptShare{wide.Stayed, wide.Kept}[i].Interval
				share, ok := k.Share()
				if ok && (share < k.Interval.Low || share > k.Interval.High) || w.Low > k.Interval.Low || w.High < k.Interval.High {
					t.Fatalf("%v: share %v in %v, wider %v", m, share, k.Interval, w)
				}
			}
		}
	})
}
