package lifecycle_test

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// bases draws gaps.
func bases(t *rapid.T) *lifecycle.Gaps {
	customers, asOf := shoppers(t)
	return gather(t, asOf, customers)
}

// gather adds customers.
func gather(t *rapid.T, asOf int, customers [][]int) *lifecycle.Gaps {
	var g lifecycle.Gaps
	for _, orders := range customers {
		if err := g.Add(plainSummary(orders), relationship.DateOf(on(asOf))); err != nil {
			t.Fatal(err)
		}
	}
	return &g
}

// mixed draws gaps of any lengths and large numbers.
func mixed(t *rapid.T) *lifecycle.Gaps {
	type entry struct {
		Days   int32 `json:"days"`
		Closed int64 `json:"closed"`
		Open   int64 `json:"open"`
	}
	stored := struct {
		Version int     `json:"version"`
		Gaps    []entry `json:"gaps,omitempty"`
	}{Version: 1}
	days := int32(0)
	for range rapid.SampledFrom([]int{0, 1, 2, 5, 30}).Draw(t, "lengths") {
		days += rapid.SampledFrom([]int32{1, 1, 2, 10, 100, 20_000}).Draw(t, "more")
		e := entry{days, rapid.SampledFrom([]int64{0, 1, 2, 19, 1000, 1 << 40}).Draw(t, "closed"), rapid.SampledFrom([]int64{0, 1, 5, 1 << 40}).Draw(t, "open")}
		if e.Closed+e.Open == 0 {
			e.Open = 1
		}
		stored.Gaps = append(stored.Gaps, e)
	}
	var g lifecycle.Gaps
	if err := json.Unmarshal(must(json.Marshal(stored)), &g); err != nil {
		t.Fatal(err)
	}
	return &g
}

func merged(t *rapid.T, parts ...*lifecycle.Gaps) *lifecycle.Gaps {
	var sum lifecycle.Gaps
	for _, g := range parts {
		if err := sum.Merge(g); err != nil {
			t.Fatal(err)
		}
	}
	return &sum
}

// Merging shards is adding all customers, in whatever order.
func TestMergeIsBatch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		customers, asOf := shoppers(t)
		batch := gather(t, asOf, customers)
		turned := rapid.Permutation(customers).Draw(t, "order")
		cut := rapid.IntRange(0, len(turned)).Draw(t, "cut")
		shards := merged(t, gather(t, asOf, turned[:cut]), gather(t, asOf, turned[cut:]))
		if !shards.Equal(batch) || form(t, shards) != form(t, batch) {
			t.Fatalf("%s, want %s", form(t, shards), form(t, batch))
		}
	})
}

// Merge is commutative and associative, and nothing is its identity.
func TestMergeIsAMonoid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := mixed(t), mixed(t), bases(t)
		left, right := merged(t, merged(t, a, b), c), merged(t, a, merged(t, b, c))
		if !left.Equal(right) || !merged(t, a, b).Equal(merged(t, b, a)) || !merged(t, a, nil, &lifecycle.Gaps{}).Equal(a) {
			t.Fatalf("%s, %s, %s", form(t, a), form(t, b), form(t, c))
		}
		twice := a.Clone()
		if err := twice.Merge(twice); err != nil || !twice.Equal(merged(t, a, a)) {
			t.Fatalf("doubled: %s, %v", form(t, twice), err)
		}
		if closed, open := left.N(); a.IsZero() && b.IsZero() && c.IsZero() != (closed+open == 0) {
			t.Fatalf("%d and %d", closed, open)
		}
	})
}

// Both stored forms say everything, and in one way.
func TestGapsForms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, g := range []*lifecycle.Gaps{mixed(t), bases(t)} {
			var fromJSON, fromBinary lifecycle.Gaps
			text, data := must(g.MarshalJSON()), must(g.MarshalBinary())
			if err := fromJSON.UnmarshalJSON(text); err != nil || !fromJSON.Equal(g) || !bytes.Equal(must(fromJSON.MarshalBinary()), data) {
				t.Fatalf("%s: %v", text, err)
			}
			if err := fromBinary.UnmarshalBinary(data); err != nil || !fromBinary.Equal(g) || !bytes.Equal(must(fromBinary.MarshalJSON()), text) {
				t.Fatalf("%s: %x, %v", text, data, err)
			}
			c1, o1 := fromJSON.N()
			c2, o2 := fromBinary.N()
			if c, o := g.N(); c1 != c || c2 != c || o1 != o || o2 != o {
				t.Fatalf("%d %d, %d %d, want %d %d", c1, o1, c2, o2, c, o)
			}
			if appended := must(g.AppendBinary([]byte("x"))); string(appended) != "x"+string(data) {
				t.Fatalf("%x", appended)
			}
		}
	})
}

// Where no gap is open the two percentiles are one; both rise with the share, and are lengths that are known.
func TestQuantileLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := mixed(t)
		low, high := rapid.IntRange(1, 10_000).Draw(t, "low"), rapid.IntRange(1, 10_000).Draw(t, "high")
		low, high = min(low, high), max(low, high)
		closed, open := g.N()
		for name, quantile := range map[string]func(int) (int, bool){"all": g.Quantile, "closed": g.ClosedQuantile} {
			a, ok := quantile(low)
			b, _ := quantile(high)
			if ok != (closed > 0) || ok && a < 1 || a > b {
				t.Fatalf("%s: %d of %d and %d of %d, %v", name, a, low, b, high, ok)
			}
		}
		if open == 0 {
			a, _ := g.Quantile(low)
			if b, _ := g.ClosedQuantile(low); a != b {
				t.Fatalf("%d and %d of %d without open gaps: %s", a, b, low, form(t, g))
			}
		}
	})
}

// Open gaps only lengthen what closed ones say: the estimate is never below the percentile of closed gaps.
func TestOpenGapsLengthen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := bases(t)
		for _, q := range []int{1, 2500, 5000, 8000, 9500, 10_000} {
			all, _ := g.Quantile(q)
			if closed, _ := g.ClosedQuantile(q); all < closed {
				t.Fatalf("%d < %d of %d: %s", all, closed, q, form(t, g))
			}
		}
	})
}

// Returned is a share, and falls as the silence grows.
func TestReturnedLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := mixed(t)
		last, followed := 1.0, int64(math.MaxInt64)
		for _, day := range []int{0, 1, 2, 3, 10, 50, 100, 1000, 20_000, 50_000} {
			share, n, ok := g.Returned(day)
			if !ok {
				last, followed = 0, 0 // and none later
				continue
			}
			if !(share >= 0) || share > last+1e-12 || n > followed || n < 1 {
				t.Fatalf("after %d: %v of %d, was %v of %d", day, share, n, last, followed)
			}
			last, followed = share, n
		}
	})
}

// Thresholds: the shorter is Lapse, neither is below its floor, a course takes them, and no gap within the percentile lapses.
func TestThresholdLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := bases(t)
		o := lifecycle.GapOptions{
			Lapse: rapid.SampledFrom([]int{0, 1000, 5000, 8000}).Draw(t, "lapse"), Dormant: rapid.SampledFrom([]int{0, 8001, 10_000}).Draw(t, "dormant"),
			LapseFloor:   rapid.SampledFrom([]time.Duration{0, 1, days(7), days(100)}).Draw(t, "floor"),
			DormantFloor: rapid.SampledFrom([]time.Duration{0, 1, days(7), days(100)}).Draw(t, "dormant floor"),
			Least:        rapid.SampledFrom([]int{0, 1, 5}).Draw(t, "least"), ClosedOnly: rapid.Bool().Draw(t, "closed only"),
		}
		th, err := g.Thresholds(o)
		closed, open := g.N()
		least := int64(o.Least)
		if least == 0 {
			least = 20
		}
		if (err == nil) != (closed >= least) {
			t.Fatalf("%d gaps: %v", closed, err)
		}
		if within, wrong := g.ThresholdsWithin(g, o); wrong == nil {
			if within.Own = false; within != th {
				t.Fatalf("within itself: %+v, want %+v", within, th)
			}
		}
		if err != nil {
			return
		}
		floor := o.LapseFloor
		if floor == 0 {
			floor = days(30)
		}
		if th.Lapse >= th.Dormant || th.Lapse < floor || th.Closed != closed || th.Open != open || th.Own {
			t.Fatalf("%+v of %+v", th, o)
		}
		if _, err := lifecycle.Customer(lifecycle.CustomerPolicy{}.WithThresholds(th)); err != nil {
			t.Fatal(err)
		}
		share := o.Lapse
		if share == 0 {
			share = 8000
		}
		if q, _ := g.ClosedQuantile(share); th.Lapse < days(q+1) {
			t.Fatalf("lapse after %v, and a gap of %d days is usual", th.Lapse, q)
		}
	})
}
