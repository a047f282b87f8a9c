package loyalty_test

import (
	"encoding/json"
	"errors"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/loyalty"
)

// daily returns a series with a snapshot each day.
func daily(points ...int) []loyalty.Snapshot {
	all := make([]loyalty.Snapshot, len(points))
	for i, p := range points {
		all[i] = loyalty.Snapshot{Stamp: loyalty.Stamp{Card: "c", Version: 1, Hash: "h"}, AsOf: base.AddDate(0, 0, i), Points: p}
	}
	return all
}

// rising returns n scores with 0 to n−1 exchanged so that S comes to the given number: the last ones are moved forward.
func rising(n, s int) []loyalty.Snapshot {
	points := make([]int, n)
	for i := range points {
		points[i] = 100 * i
	}
	swaps := (n*(n-1)/2 - s) / 2
	for i := n - 1; swaps > 0; i-- {
		for j := i; j > n-1-i && swaps > 0; j-- { // the largest left goes down past the others
			points[j], points[j-1] = points[j-1], points[j]
			swaps--
		}
	}
	return daily(points...)
}

// TestGoldenSlope: exact chances from the numbers of permutations by inversions, as tables of Kendall's S have them to three digits
// (n = 4: 0.167, 0.042; n = 10: 0.036, 0.014), and normal ones computed with 50 digits.
func TestGoldenSlope(t *testing.T) {
	for _, row := range []struct {
		name   string
		series []loyalty.Snapshot
		slope  float64
		s      int
		p      float64
	}{
		// By hand: the ten slopes are −150 −130 −80 −70 −57.5 −55 −45 −33.3 10 40.
		{"five", daily(1260, 1270, 1120, 1160, 1030), -56.25, -6, 2 * 14. / 120},
		{"two", daily(5000, 4900), -100, -1, 1},
		{"four", daily(1, 2, 3, 4), 1, 6, 2 / 24.},
		{"four, one exchanged", daily(1, 2, 4, 3), 5. / 6, 4, 2 * 4 / 24.}, // 1, 2, −1; 1.5, 0.5; 2/3
		{"ten", rising(10, 21), math.NaN(), 21, 2 * 131635 / 3628800.},
		{"ten, steeper", rising(10, 25), math.NaN(), 25, 2 * 51909 / 3628800.},
		{"twenty", rising(20, 60), math.NaN(), 60, 2 * 66605005701653994. / 2432902008176640000},
		{"twenty, all", rising(20, 190), 100, 190, 2 / 2432902008176640000.},
		{"all equal", daily(7, 7, 7), 0, 0, 1},
		{"tied", daily(1, 1, 2), 0.5, 2, 2 / 3.}, // 112 121 211 have S = 2, 0, −2
		{"24 with ties", daily(5000, 5100, 5050, 5200, 5200, 5150, 5300, 5250, 5400, 5300, 5500, 5450, 5450, 5600, 5500, 5550, 5700, 5650, 5600,
			5800, 5750, 5700, 5900, 5850), 35.714285714285714286, 238, 3.8730885263228811709e-9},
		{"22 without trend", daily(5000, 5100, 4900, 5100, 5000, 5200, 4800, 5000, 5300, 4900, 5100, 5000, 5200, 5050, 4950, 5150, 5100, 4850, 5250,
			5000, 5300, 5000), 3.8461538461538461538, 27, 0.45621689445963875389},
	} {
		got, ok, err := loyalty.SlopeOf(row.series)
		if err != nil || !ok || got.S != row.s || got.N != len(row.series) {
			t.Errorf("%s: %+v, %v, %v, want S = %d", row.name, got, ok, err, row.s)
		}
		if math.Abs(got.P-row.p) > 1e-13*row.p || !math.IsNaN(row.slope) && math.Abs(got.PerDay-row.slope) > 1e-13*math.Abs(row.slope) {
			t.Errorf("%s: %+v, want slope %v, P %v", row.name, got, row.slope, row.p)
		}
	}
}

// TestSlopeJustSignificant: two of twenty orders, and two of ten, are as far out as these; 1 − level is a last bit below both.
func TestSlopeJustSignificant(t *testing.T) {
	for _, row := range []struct {
		points []int
		level  float64
	}{{[]int{1, 1, 1, 2, 2, 2}, 0.9}, {[]int{1, 1, 1, 2, 2}, 0.8}} {
		s, _, err := loyalty.SlopeOf(daily(row.points...))
		if d, failed := s.Direction(row.level); err != nil || failed != nil || d != loyalty.DirectionUp {
			t.Errorf("%+v at %v: %v, %v, %v", s, row.level, d, err, failed)
		}
	}
}

// TestSlopeOverAnySpan: from a nanosecond to a thousand years, which no time.Duration holds.
func TestSlopeOverAnySpan(t *testing.T) {
	for _, row := range []struct {
		first, last time.Time
		want        float64
	}{
		{instant("2022-01-01T00:00:00.999999999Z"), instant("2022-01-01T00:00:01Z"), 8.64e17},
		{base, base.AddDate(1000, 0, 0), 10000. / 365242},
		{instant("0001-01-01T00:00:01Z"), instant("9999-12-31T00:00:01Z"), 10000. / 3652058},
	} {
		series := daily(0, 10000)
		series[0].AsOf, series[1].AsOf = row.first, row.last
		if got, _, err := loyalty.SlopeOf(series); err != nil || math.Abs(got.PerDay-row.want) > 1e-15*row.want {
			t.Errorf("%v to %v: %.17g, %v, want %.17g", row.first, row.last, got.PerDay, err, row.want)
		}
	}
}

// TestSlopeByDefinition counts the orders of seven scores, tied ones too, one by one.
func TestSlopeByDefinition(t *testing.T) {
	for _, scores := range [][]int{{1, 2, 3, 4, 5, 6, 7}, {1, 1, 2, 3, 3, 3, 4}, {1, 1, 1, 1, 2, 2, 2}, {1, 2, 2, 3}, {5, 5, 5, 5, 5, 9}} {
		count := map[int]int{}
		all := 0
		var permute func(k int)
		permute = func(k int) {
			if k == len(scores) {
				s := 0
				for j := range scores {
					for i := range j {
						s += signOfPoints(scores[j] - scores[i])
					}
				}
				count[s]++
				all++
				return
			}
			for i := k; i < len(scores); i++ {
				scores[k], scores[i] = scores[i], scores[k]
				permute(k + 1)
				scores[k], scores[i] = scores[i], scores[k]
			}
		}
		permute(0)
		seen := 0
		for trial := range 40 {
			mixed := append([]int(nil), scores...)
			for i := range mixed { // some order
				j := (i*i + trial*(i+1)) % len(mixed)
				mixed[i], mixed[j] = mixed[j], mixed[i]
			}
			got, _, err := loyalty.SlopeOf(daily(mixed...))
			if err != nil {
				t.Fatal(err)
			}
			far := 0
			for s, n := range count {
				if max(s, -s) >= max(got.S, -got.S) {
					far += n
				}
			}
			if want := float64(far) / float64(all); math.Abs(got.P-want) > 1e-14 {
				t.Errorf("%v: S = %d, P = %v, want %v", mixed, got.S, got.P, want)
			}
			if got.S != 0 {
				seen++
			}
		}
		if seen == 0 {
			t.Errorf("%v: no order with a trend", scores)
		}
	}
}

func signOfPoints(v int) int { return min(1, max(-1, v)) }

// TestSlopeDirection: at the level asked for, and steady where there is no S.
func TestSlopeDirection(t *testing.T) {
	for _, row := range []struct {
		slope loyalty.Slope
		level float64
		want  loyalty.Direction
	}{
		{loyalty.Slope{S: 5, P: 0.1}, 0.875, loyalty.DirectionUp},
		{loyalty.Slope{S: 5, P: 0.125}, 0.875, loyalty.DirectionUp}, // just
		{loyalty.Slope{S: -5, P: 0.125}, 0.875, loyalty.DirectionDown},
		{loyalty.Slope{S: -5, P: 0.126}, 0.875, loyalty.DirectionSteady},
		{loyalty.Slope{S: 5, P: 0.1}, 0.95, loyalty.DirectionSteady},
		{loyalty.Slope{}, 0.9, loyalty.DirectionSteady},
		{loyalty.Slope{S: 1, P: math.NaN()}, 0.9, loyalty.DirectionSteady},
	} {
		if got, err := row.slope.Direction(row.level); got != row.want || err != nil {
			t.Errorf("%+v at %v: %v, %v, want %v", row.slope, row.level, got, err, row.want)
		}
	}
	for _, level := range []float64{0, 0.49, 1, math.NaN()} {
		if _, err := (loyalty.Slope{S: 1}).Direction(level); !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("level %v: %v", level, err)
		}
	}
}

func TestSlopeInputs(t *testing.T) {
	for _, few := range [][]loyalty.Snapshot{nil, {}, daily(5000)} {
		if got, ok, err := loyalty.SlopeOf(few); ok || err != nil || got != (loyalty.Slope{}) {
			t.Errorf("%d snapshots: %+v, %v, %v", len(few), got, ok, err)
		}
	}
	change := func(i int, f func(*loyalty.Snapshot)) []loyalty.Snapshot {
		all := daily(1, 2, 3)
		f(&all[i])
		return all
	}
	for name, all := range map[string][]loyalty.Snapshot{
		"points below":  change(0, func(s *loyalty.Snapshot) { s.Points = -1 }),
		"points above":  change(1, func(s *loyalty.Snapshot) { s.Points = 10001 }),
		"no instant":    change(2, func(s *loyalty.Snapshot) { s.AsOf = time.Time{} }),
		"same instant":  change(2, func(s *loyalty.Snapshot) { s.AsOf = base.In(time.FixedZone("x", 3600)) }),
		"one of a card": append(daily(-1), daily(1)[0]),
		"too many":      make([]loyalty.Snapshot, loyalty.MaxSnapshots+1),
	} {
		var field *loyalty.FieldError
		if _, ok, err := loyalty.SlopeOf(all); ok || !errors.As(err, &field) || !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	other := change(1, func(s *loyalty.Snapshot) { s.Stamp.Hash = "other" })
	var card *loyalty.OtherCardError
	if _, ok, err := loyalty.SlopeOf(other); ok || !errors.Is(err, loyalty.ErrOtherCard) || !errors.As(err, &card) || card.After.Hash != "other" {
		t.Errorf("other card: %v", err)
	}
	given := daily(3, 1, 2)
	given[0], given[2] = given[2], given[0]
	kept := append([]loyalty.Snapshot(nil), given...)
	if _, _, err := loyalty.SlopeOf(given); err != nil || !cmp.Equal(given, kept) {
		t.Errorf("the argument became %v, %v", given, err)
	}
}

// TestSnapshotStored: a snapshot is that of a result, and comes back.
func TestSnapshotStored(t *testing.T) {
	r := scored(t, compiled(t, loyalty.DefaultCustomerCard()), loyalty.State{}, base)
	s := r.Snapshot()
	if s.Points != 5000 || !s.AsOf.Equal(base) || s.Stamp != r.Stamp {
		t.Fatalf("%+v", s)
	}
	var back loyalty.Snapshot
	data := must(json.Marshal(s))
	if err := json.Unmarshal(data, &back); err != nil || back != s {
		t.Errorf("%s came back as %+v, %v", data, back, err)
	}
	for _, bad := range []string{`{}x`, `{"point":1}`, `{"points":null}`, `{"points":1,"points":1}`, `[]`} {
		if err := back.UnmarshalJSON([]byte(bad)); !errors.Is(err, loyalty.ErrDecode) || back != s {
			t.Errorf("%s: %v, %+v", bad, err, back)
		}
	}
}
