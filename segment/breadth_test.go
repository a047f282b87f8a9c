package segment_test

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// breadthAdd counts customers with nothing wrong.
func breadthAdd(t basketsTB, lines ...int) *segment.Breadth {
	b := new(segment.Breadth)
	for _, n := range lines {
		if err := b.Add(n); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

// Ten customers, 2 without a line, 5 with one and 3 with two: 11 lines, mean 1.1; 5 of 8 have one only; of 4 lines offered they hold
// 11/40. The interval is 1.1 ± t(9)·√(0.5444…/10), by mpmath.
func TestBreadth(t *testing.T) {
	b := breadthAdd(t, 0, 1, 2, 1, 0, 1, 2, 1, 1, 2)
	mean, ok := b.Mean()
	if mean != 1.1 || !ok || b.Customers() != 10 || b.Most() != 2 || b.AtLeast(1) != 8 || b.AtLeast(-3) != 10 || b.AtLeast(3) != 0 {
		t.Errorf("%v, %v", mean, b)
	}
	for lines, want := range map[int]int64{-1: 0, 0: 2, 1: 5, 2: 3, 3: 0} {
		if n := b.Count(lines); n != want {
			t.Errorf("%d lines: %d", lines, n)
		}
	}
	around, ok, err := b.MeanInterval(0.9)
	if err != nil || !ok || math.Abs(around.Low-0.67227364904687799) > 1e-13 || math.Abs(around.High-1.527726350953122) > 1e-13 {
		t.Errorf("%v, %v", around, err)
	}
	if share, ok := b.SingleShare(); !ok || share != 0.625 {
		t.Errorf("%v", share)
	}
	if single, err := b.SingleInterval(0.9); err != nil || !(single.Low < 0.625 && 0.625 < single.High) {
		t.Errorf("%v, %v", single, err)
	}
	if share, ok, err := b.OfferedShare(4); err != nil || !ok || share != 0.275 {
		t.Errorf("%v, %v", share, err)
	}
}

func TestBreadthOfFew(t *testing.T) {
	var b segment.Breadth
	_, mean := b.Mean()
	_, single := b.SingleShare()
	_, interval, err := b.MeanInterval(0.9)
	_, offered, err2 := b.OfferedShare(3)
	if mean || single || interval || offered || err != nil || err2 != nil || b.Customers() != 0 || b.Most() != 0 || !b.IsZero() {
		t.Error("something is said of nobody")
	}
	if around, err := b.SingleInterval(0.9); err != nil || around != (segment.Interval{Low: 0, High: 1}) {
		t.Errorf("%v, %v", around, err)
	}
	one := breadthAdd(t, 0)
	mean0, ok := one.Mean()
	if _, interval, _ := one.MeanInterval(0.9); interval || mean0 != 0 || !ok || one.IsZero() || one.Most() != 0 {
		t.Errorf("%v", one)
	}
	if around, ok, _ := breadthAdd(t, 3, 3).MeanInterval(0.9); ok { // as of SalesPairs: they say nothing of their error
		t.Errorf("%v of equal numbers", around)
	}
	if around, ok, _ := breadthAdd(t, 0, 9).MeanInterval(0.9); !ok || around.Low != 0 {
		t.Errorf("%v", around)
	}
}

func TestBreadthRejects(t *testing.T) {
	b := breadthAdd(t, 3, 1000)
	before := b.Clone()
	for _, lines := range []int{-1, 1001, math.MinInt, math.MaxInt} {
		if err := b.Add(lines); !errors.Is(err, segment.ErrInvalid) || !b.Equal(before) {
			t.Errorf("%d: %v", lines, err)
		}
	}
	for _, offered := range []int{0, -1, 999, 1001} {
		if _, ok, err := b.OfferedShare(offered); !errors.Is(err, segment.ErrInvalid) || ok {
			t.Errorf("%d: %v", offered, err)
		}
	}
	for _, level := range []float64{0, 1, math.NaN()} {
		_, ok, err := b.MeanInterval(level)
		_, err2 := b.SingleInterval(level)
		if ok || !errors.Is(err, segment.ErrInvalid) || !errors.Is(err2, segment.ErrInvalid) {
			t.Errorf("%v: %v, %v", level, err, err2)
		}
	}
	full := new(segment.Breadth)
	if err := full.UnmarshalJSON([]byte(`{"version":1,"counts":[1,999999999999]}`)); err != nil {
		t.Fatal(err)
	}
	if err := full.Add(0); !errors.Is(err, segment.ErrInvalid) {
		t.Error(err)
	}
	if err := b.Merge(full); !errors.Is(err, segment.ErrInvalid) || !b.Equal(before) {
		t.Error(err)
	}
	if mean, ok := full.Mean(); !ok || mean != 0.999999999999 {
		t.Error(mean)
	}
	var by segment.BreadthBy[float64]
	if err := by.Add(math.NaN(), 1); !errors.Is(err, segment.ErrInvalid) || !by.IsZero() {
		t.Error(err)
	}
	if err := by.Add(1, -1); !errors.Is(err, segment.ErrInvalid) || !by.IsZero() {
		t.Error(err)
	}
	for _, text := range []string{
		``, `null`, `{}`, `{"version":1}`, `{"version":2,"counts":[]}`, `{"version":1,"counts":[0]}`, `{"version":1,"counts":[1,0]}`, `{"version":1,"counts":[-1,1]}`,
		`{"version":1,"counts":[null]}`, `{"version":1,"counts":[1.5]}`, `{"version":1,"counts":[1],"x":1}`, `{"version":1,"counts":[1000000000000,1]}`,
		`{"version":1,"counts":[` + strings.Repeat("1,", 1001) + `1]}`, `{"version":1,"counts":[1]}{}`, `{"version":1,"counts":[9223372036854775807,9223372036854775807]}`,
	} {
		if err := b.UnmarshalJSON([]byte(text)); !errors.Is(err, segment.ErrDecode) || !b.Equal(before) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// 50, 30 and 20 of 100: Herfindahl 0.25 + 0.09 + 0.04, and the entropy by mpmath.
func TestSpendMix(t *testing.T) {
	mix, err := segment.SpendMixOf(map[string]relationship.Money{"car": money("30.00 EUR"), "home": money("50 EUR"), "life": money("20 EUR"), "boat": money("0 EUR")})
	if err != nil {
		t.Fatal(err)
	}
	h, ok := mix.Herfindahl()
	effective, _ := mix.EffectiveLines()
	entropy, _ := mix.Entropy()
	if !ok || !associationNear(h, 0.38) || !associationNear(effective, 2.6315789473684211) || !associationNear(entropy, 1.0296530140645735) {
		t.Errorf("%v, %v, %v", h, effective, entropy)
	}
	if !mix.Total().Equal(money("100 EUR")) || mix.String() != "3 lines, as 2.6 of equal shares" {
		t.Errorf("%v, %v", mix.Total(), mix)
	}
	got := []string{}
	for _, l := range mix.Lines() {
		got = append(got, l.Line)
	}
	if lines := mix.Lines(); !slices.Equal(got, []string{"home", "car", "life"}) || lines[0].Share != 0.5 || !lines[1].Amount.Equal(money("30 EUR")) {
		t.Errorf("%v", lines)
	}
	mix.Lines()[0].Line = "x"
	if mix.Lines()[0].Line != "home" {
		t.Error("Lines hands out the value")
	}
	tied := map[string]relationship.Money{}
	for i := range 60 {
		tied[strings.Repeat("x", i+1)] = relationship.MoneyFromMinor(int64(i*7%3+1), eur)
	}
	if !slices.IsSortedFunc(relationship.Must(segment.SpendMixOf(tied)).Lines(), func(a, b segment.LineShare) int {
		return cmp.Or(cmp.Compare(b.Share, a.Share), strings.Compare(a.Line, b.Line))
	}) {
		t.Error("equal shares are not in the order of the lines")
	}
	one, err := segment.SpendMixOf(map[string]relationship.Money{"car": money("0.01 EUR")})
	h, ok = one.Herfindahl()
	effective, _ = one.EffectiveLines()
	entropy, _ = one.Entropy()
	if err != nil || h != 1 || !ok || effective != 1 || entropy != 0 || one.String() != "1 line, as 1.0 of equal shares" {
		t.Errorf("%v, %v, %v", h, effective, entropy)
	}
	for _, amounts := range []map[string]relationship.Money{nil, {"car": money("0 EUR")}} {
		none, err := segment.SpendMixOf(amounts)
		_, a := none.Herfindahl()
		_, b := none.EffectiveLines()
		_, c := none.Entropy()
		if err != nil || a || b || c || len(none.Lines()) != 0 || !none.Total().IsZero() || none.String() != "0 lines" {
			t.Errorf("%v, %v", none, err)
		}
	}
}

func TestSpendMixRejects(t *testing.T) {
	for name, c := range map[string]struct {
		amounts map[string]relationship.Money
		is      error
		faults  int
	}{
		"a negative amount": {map[string]relationship.Money{"car": money("-1 EUR")}, segment.ErrInvalid, 1},
		"no currency":       {map[string]relationship.Money{"car": {}}, segment.ErrInvalid, 1},
		"no name":           {map[string]relationship.Money{"": money("1 EUR")}, segment.ErrInvalid, 1},
		"two currencies":    {map[string]relationship.Money{"car": money("1 EUR"), "home": money("1 USD")}, relationship.ErrCurrencyMismatch, 0},
		"several":           {map[string]relationship.Money{"": money("-1 EUR"), "b": {}, "c": money("1 EUR")}, segment.ErrInvalid, 3},
	} {
		mix, err := segment.SpendMixOf(c.amounts)
		if !errors.Is(err, c.is) || len(mix.Lines()) != 0 || strings.Count(err.Error(), "segment: ") != c.faults {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Lines of equal shares are as many as themselves, and not a rounding more.
func TestSpendMixOfEqualShares(t *testing.T) {
	amounts := map[string]relationship.Money{}
	for n := 1; n <= 60; n++ {
		amounts["line "+strconv.Itoa(n)] = money("5 EUR")
		mix, err := segment.SpendMixOf(amounts)
		if err != nil {
			t.Fatal(err)
		}
		if effective, ok := mix.EffectiveLines(); !ok || effective > float64(n) || !associationNear(effective, float64(n)) {
			t.Errorf("%v of %d", effective, n)
		}
	}
}
