package loyalty_test

import (
	"math"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"pgregory.net/rapid"
)

// genSeries draws a series of one card, with ties and gaps, on both sides of where P stops to be counted out.
func genSeries() *rapid.Generator[[]loyalty.Snapshot] {
	return rapid.Custom(func(t *rapid.T) []loyalty.Snapshot {
		n := rapid.SampledFrom([]int{2, 3, 5, 10, 20, 21, 40}).Draw(t, "n")
		most := rapid.SampledFrom([]int{0, 1, 3, 5000}).Draw(t, "most")
		at := base
		points := make([]int, n)
		for i := range points {
			points[i] = rapid.IntRange(0, most).Draw(t, "points")
		}
		all := daily(points...)
		for i := range all {
			at = at.Add(time.Duration(rapid.SampledFrom([]int64{1, 1e9, 3600e9, 86400e9, 730 * 86400e9}).Draw(t, "gap")))
			all[i].AsOf = at
		}
		return all
	})
}

// TestSlopeLaws: order does not matter, mirrors change the signs, k times the scores are k times the slope, and P is a chance.
func TestSlopeLaws(t *testing.T) {
	directions := map[bool]int{}
	rapid.Check(t, func(t *rapid.T) {
		all := genSeries().Draw(t, "series")
		s, ok, err := loyalty.SlopeOf(all)
		if err != nil || !ok || !(s.P > 0 && s.P <= 1) || math.IsInf(s.PerDay, 0) {
			t.Fatalf("%+v, %v, %v", s, ok, err)
		}
		directions[s.S > 0]++
		if (s.S == 0) && s.P != 1 {
			t.Fatalf("without S the chance is %v", s.P)
		}
		if other, _, err := loyalty.SlopeOf(rapid.Permutation(all).Draw(t, "order")); other != s || err != nil {
			t.Fatalf("in another order %+v, want %+v, %v", other, s, err)
		}
		low, turned, larger := daily(), daily(), daily()
		for i := range all {
			a, b, c := all[i], all[i], all[i]
			a.Points = 10000 - a.Points
			b.AsOf = base.Add(-b.AsOf.Sub(base))
			c.Points *= 2
			low, turned, larger = append(low, a), append(turned, b), append(larger, c)
		}
		for name, mirror := range map[string][]loyalty.Snapshot{"scores": low, "time": turned} {
			if m, _, err := loyalty.SlopeOf(mirror); m.S != -s.S || m.P != s.P || math.Abs(m.PerDay+s.PerDay) > 1e-12*math.Abs(s.PerDay) || err != nil {
				t.Fatalf("%s mirrored %+v of %+v, %v", name, m, s, err)
			}
		}
		if m, _, err := loyalty.SlopeOf(larger); m.S != s.S || m.P != s.P || m.PerDay != 2*s.PerDay || err != nil {
			t.Fatalf("twice as large %+v of %+v, %v", m, s, err)
		}
	})
	if directions[true]+directions[false] >= 50 && len(directions) < 2 { // few draws may go one way
		t.Error("all series went one way")
	}
}
