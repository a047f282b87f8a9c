package segment_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

func TestWhaleBaseOf(t *testing.T) {
	for name, row := range map[string]struct {
		profits []relationship.Money
		base    segment.WhaleBase
		share   float64 // of the end
	}{
		"nobody":             {nil, segment.WhaleBaseNone, 0},
		"nothing":            {whaleAmounts("0", "0"), segment.WhaleBaseNone, 0},
		"losses only":        {whaleAmounts("-1", "0"), segment.WhaleBaseNone, 0},
		"a total above 0":    {whaleAmounts("1", "-0.99"), segment.WhaleBaseTotal, 1},
		"a total of 0":       {whaleAmounts("1", "-1"), segment.WhaleBaseGains, 0},
		"a total below 0":    {whaleAmounts("1", "-1.50"), segment.WhaleBaseGains, -0.5},
		"finer than a cent":  {whaleAmounts("0.001", "-0.0015"), segment.WhaleBaseGains, -0.5},
		"larger than a word": {whaleAmounts("1000000000000000000000", "-1500000000000000000000"), segment.WhaleBaseGains, -0.5},
		"gains beyond it":    {whaleAmounts("92233720368547758.07", "0.01", "-46116860184273879.04", "-92233720368547758.07", "-0.01"), segment.WhaleBaseGains, -0.5},
		"losses beyond it":   {whaleAmounts("0.02", "-92233720368547758.07", "-0.05"), segment.WhaleBaseGains, -9223372036854775810.0 / 2},
		"a loss beyond it":   {whaleAmounts("92233720368547758.07", "0.01", "-138350580552821637.12"), segment.WhaleBaseGains, -0.5},
	} {
		w := whaleOf(t, row.profits)
		end, ok := w.At(len(row.profits))
		if w.Base() != row.base || !ok || end.Share != row.share || w.Customers() != len(row.profits) {
			t.Errorf("%s: %v, ends at %v", name, w.Base(), end)
		}
		if _, ok := w.Share(w.Peak()); ok != (row.base != segment.WhaleBaseNone) {
			t.Errorf("%s: a share of nothing", name)
		}
	}
}

// Where part of the customers is no whole number of them it is the next one.
func TestWhaleTop(t *testing.T) {
	w := whaleOf(t, whaleAmounts("7", "6", "5", "4", "3", "2", "1"))
	for points, want := range map[int]int{0: 0, 1: 1, 1428: 1, 1429: 2, 2000: 2, 2857: 2, 2858: 3, 5000: 4, 9999: 7, 10000: 7} {
		if p, ok := w.Top(points); !ok || p.Customers != want {
			t.Errorf("%d: %v, want %d", points, p, want)
		}
	}
	for _, points := range []int{-1, 10001, math.MinInt, math.MaxInt} {
		if p, ok := w.Top(points); ok || p != (segment.WhalePoint{}) {
			t.Errorf("%d: %v", points, p)
		}
	}
	for _, n := range []int{-1, 8, math.MinInt, math.MaxInt} {
		if p, ok := w.At(n); ok || p != (segment.WhalePoint{}) {
			t.Errorf("%d: %v", n, p)
		}
	}
}

// As many points as asked for, and all of them where there are not more.
func TestWhalePoints(t *testing.T) {
	w := whaleOf(t, whaleAmounts("7", "6", "5", "-4", "-5", "-6", "-7"))
	for most, want := range map[int][]int{
		math.MinInt: {0, 3, 7}, 0: {0, 3, 7}, 3: {0, 3, 7}, 4: {0, 3, 7}, 5: {0, 2, 3, 4, 7}, 6: {0, 1, 3, 5, 7}, 7: {0, 1, 2, 3, 4, 5, 7},
		8: {0, 1, 2, 3, 4, 5, 6, 7}, 9: {0, 1, 2, 3, 4, 5, 6, 7}, math.MaxInt: {0, 1, 2, 3, 4, 5, 6, 7},
	} {
		var got []int
		for p := range w.Points(most) {
			got = append(got, p.Customers)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%d: %v, want %v", most, got, want)
		}
	}
	for p := range w.Points(5) {
		if p.Customers == 3 {
			break
		}
	}
}

// The curve of nobody answers everything.
func TestWhaleOfNobody(t *testing.T) {
	var w segment.WhaleCurve
	start, ok := w.At(0)
	top, too := w.Top(10000)
	_, gini := w.Gini()
	_, share := w.Share(money("1 EUR"))
	_, part := w.ShareOfCustomers(0)
	if !ok || !too || gini || share || part || start != top || start != w.PeakAt() || start != (segment.WhalePoint{}) {
		t.Errorf("%v, %v", start, top)
	}
	if points := whalePoints(w, 0); len(points) != 1 || points[0] != start {
		t.Errorf("%v", points)
	}
	if text := w.String(); text != "total: 0 customers, 0\npeak: 0 customers, 0\nerosion: 0 customers, 0\ntop 20 %: 0 customers, 0" {
		t.Error(text)
	}
	if w.Unprofitable() != 0 || w.Profitable() != 0 || !w.Total().IsZero() || !w.Erosion().IsZero() || !w.Losses().IsZero() {
		t.Errorf("%v", w)
	}
	if _, ok := whaleOf(t, whaleAmounts("5")).Gini(); ok {
		t.Error("a coefficient of one")
	}
	if share, ok := whaleOf(t, whaleAmounts("5")).Share(money("1 USD")); ok {
		t.Errorf("%v of another currency", share)
	}
}

func TestWhaleString(t *testing.T) {
	for _, row := range []struct {
		profits []relationship.Money
		want    string
	}{
		{whaleAmounts("60", "50", "-10"), "total: 3 customers (100.0 %), 100.00 EUR (100.0 %)\npeak: 2 customers (66.7 %), 110.00 EUR (110.0 %)\n" +
			"erosion: 1 customer (33.3 %), 10.00 EUR (10.0 %)\ntop 20 %: 1 customer (33.3 %), 60.00 EUR (60.0 %)\nGini: 0.583"},
		{whaleAmounts("5", "-10"), "total: 2 customers (100.0 %), -5.00 EUR (-100.0 % of all profits)\npeak: 1 customer (50.0 %), 5.00 EUR (100.0 % of all profits)\n" +
			"erosion: 1 customer (50.0 %), 10.00 EUR (200.0 % of all profits)\ntop 20 %: 1 customer (50.0 %), 5.00 EUR (100.0 % of all profits)\nGini: 1.000"},
		{whaleAmounts("-10"), "total: 1 customer (100.0 %), -10.00 EUR\npeak: 0 customers (0.0 %), 0.00 EUR\nerosion: 1 customer (100.0 %), 10.00 EUR\n" +
			"top 20 %: 1 customer (100.0 %), -10.00 EUR"},
	} {
		if text := whaleOf(t, row.profits).String(); text != row.want {
			t.Errorf("%s\nwant\n%s", text, row.want)
		}
	}
	if text := (segment.WhalePoint{Customers: 1, Part: 0.25, Profit: money("3 EUR"), Share: 1.5}).String(); text != "1 customer (25.0 %): 3.00 EUR (150.0 %)" {
		t.Error(text)
	}
}

// Each star is the height of the curve at its column, rounded: in the first picture column 4 of 0 to 11 is 1.82 customers, 181.82 of
// 200.00, and so row 3.64 of 0 to 4.
func TestWhalePlot(t *testing.T) {
	for _, row := range []struct {
		profits []relationship.Money
		want    string
	}{
		{whaleAmounts("100", "100", "0", "-50", "-50"), `
200.0 % |    ****
        |   *    **
100.0 % |..*.......**
        | *
  0.0 % |*-----------
         5 customers, the most profitable first`},
		{whaleAmounts("100", "-300"), `
 100.0 % |    ***
   0.0 % |****---*----
         |        *
         |         **
-200.0 % |...........*
          2 customers, the most profitable first`},
		{whaleAmounts("-1", "-1"), `
 0.00 |**----------
      |  ***
      |     **
      |       ***
-2.00 |..........**
       2 customers, the most profitable first`},
		{nil, `
  |
  |
  |
  |
0 |************
   0 customers, the most profitable first`},
	} {
		if got, err := whaleOf(t, row.profits).Plot(12, 5); err != nil || "\n"+got != row.want {
			t.Errorf("%v\n%s\nwant%s", err, got, row.want)
		}
	}
}

func TestWhaleBases(t *testing.T) {
	var text strings.Builder
	for _, b := range segment.WhaleBases() {
		written, err := b.MarshalText()
		var back segment.WhaleBase
		if err != nil || back.UnmarshalText(written) != nil || back != b || !b.IsValid() {
			t.Errorf("%v: %s, %v", b, written, err)
		}
		if parsed, err := segment.ParseWhaleBase(b.String()); err != nil || parsed != b {
			t.Errorf("%v: %v, %v", b, parsed, err)
		}
		text.WriteString(b.String() + " ")
	}
	if text.String() != "none total gains " || segment.WhaleBase(3).IsValid() || segment.WhaleBase(3).String() != "whale base(3)" {
		t.Error(text.String())
	}
}

// Nothing is 0 % in no currency too.
func TestWhaleShareOfNothing(t *testing.T) {
	if share, ok := whaleOf(t, whaleAmounts("5", "-1")).Share(relationship.Money{}); !ok || share != 0 {
		t.Errorf("%v, %v", share, ok)
	}
}
