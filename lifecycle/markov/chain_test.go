package markov_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/lifecycle/markov"
	"github.com/rapport-go/rapport/relationship"
)

// Each error says place, value and rule, and is the sentinel of its kind.
func TestErrors(t *testing.T) {
	var counts markov.Counts[string]
	_ = counts.AddN("a", "b", 23)
	_ = counts.AddN("c", "b", 24)
	prior := must(markov.NewChain(markov.ChainConfig[string]{States: []string{"a", "d"}, P: [][]float64{{0.5, 0.5}, {1, 0}}}))
	_, thin := markov.Estimate(&counts, markov.EstimateOptions[string]{})
	_, drawn := markov.Estimate(&counts, markov.EstimateOptions[string]{Prior: prior, Mass: 0.5, Final: []string{"b"}})
	c, _ := recency()
	_, closed := c.Absorbing([]string{"r2"})
	_, diverges := c.Value(markov.ValueOptions[string]{Margin: map[string]float64{"r1": 1, "former": 1}})
	slow := must(markov.NewChain(markov.ChainConfig[int]{States: []int{0, 1}, P: [][]float64{{1, 1e-200}, {0, 1}}}))
	_, far := slow.Absorbing(nil)
	_, dear := slow.Value(markov.ValueOptions[int]{Margin: map[int]float64{0: 1}})
	_, dearer := slow.Value(markov.ValueOptions[int]{Margin: map[int]float64{0: 1e150}, Horizon: 1})
	// To the end and back: 1e-200 twice is nothing that float64 knows.
	stuck := must(markov.NewChain(markov.ChainConfig[int]{States: []int{0, 1, 2}, P: [][]float64{{0, 1, 1e-200}, {1e-200, 1, 0}, {0, 0, 1}}}))
	_, lost := stuck.Absorbing(nil)
	_, gone := stuck.Value(markov.ValueOptions[int]{Margin: map[int]float64{0: 1}})
	_, config := markov.NewChain(markov.ChainConfig[int]{States: []int{0}, P: [][]float64{{0.5}}})
	for _, test := range []struct {
		err  error
		is   error
		text string
	}{
		{config, markov.ErrConfig, "lifecycle/markov: P[0] = a sum of 0.5, want 1 within 1e-09"},
		{
			thin, markov.ErrThinRow, `lifecycle/markov: state "a": periods = 23, want at least 24, a prior, another MinRow, or, if nothing leaves it, a place in Final` + "\n" +
				`lifecycle/markov: state "b": periods = 0, want at least 24, a prior, another MinRow, or, if nothing leaves it, a place in Final`,
		},
		{
			drawn, markov.ErrThinRow, `lifecycle/markov: state "a": periods = 23 and 0.5 of the prior, want at least 24, a prior, another MinRow, or, if nothing leaves it, a place in Final` + "\n" +
				`lifecycle/markov: state "d": periods = 0 and 0.5 of the prior, want at least 24, a prior, another MinRow, or, if nothing leaves it, a place in Final`,
		},
		{closed, markov.ErrClosedClass, `lifecycle/markov: states "former" are never left, want a final state among them`},
		{diverges, markov.ErrDiverges, `lifecycle/markov: states "former" have a margin and are returned to for ever, want a rate, a horizon or margins of 0`},
		{far, markov.ErrRange, `lifecycle/markov: expected periods from "0" = beyond 1e150, want larger probabilities to leave or smaller margins`},
		{dearer, markov.ErrRange, `lifecycle/markov: value from "0" = beyond 1e150, want larger probabilities to leave or smaller margins`},
		{lost, markov.ErrRange, `lifecycle/markov: expected periods from "1" = beyond 1e150, want larger probabilities to leave or smaller margins`},
		{gone, markov.ErrRange, `lifecycle/markov: value from "1" = beyond 1e150, want larger probabilities to leave or smaller margins`},
		{dear, markov.ErrRange, `lifecycle/markov: value from "0" = beyond 1e150, want larger probabilities to leave or smaller margins`},
	} {
		if test.err == nil || test.err.Error() != test.text {
			t.Errorf("error %q, want %q", test.err, test.text)
		}
		for _, sentinel := range []error{markov.ErrConfig, markov.ErrThinRow, markov.ErrClosedClass, markov.ErrDiverges, markov.ErrRange} {
			if errors.Is(test.err, sentinel) != (sentinel == test.is) {
				t.Errorf("%v: is %v: %v", test.err, sentinel, !errors.Is(test.err, sentinel))
			}
		}
	}
	var row *markov.ThinRowError
	if !errors.As(drawn, &row) || *row != (markov.ThinRowError{State: `"a"`, N: 23, Prior: 0.5, Min: 24}) {
		t.Errorf("%+v", row)
	}
}

func TestEstimate(t *testing.T) {
	var counts markov.Counts[string]
	for _, c := range []struct {
		from, to string
		n        int64
	}{{"trial", "trial", 10}, {"trial", "paid", 20}, {"paid", "paid", 90}, {"paid", "gone", 10}, {"gone", "gone", 500}, {"gone", "paid", 7}} {
		if err := counts.AddN(c.from, c.to, c.n); err != nil {
			t.Fatal(err)
		}
	}
	prior := must(markov.NewChain(markov.ChainConfig[string]{
		States: []string{"gone", "paid", "trial"}, P: [][]float64{{1, 0, 0}, {0.2, 0.8, 0}, {0.25, 0.5, 0.25}},
	}))
	allowed := map[string][]string{"trial": {"trial", "paid", "gone"}, "paid": {"paid", "gone"}} // nothing out of gone
	for name, test := range map[string]struct {
		options markov.EstimateOptions[string]
		states  []string
		rows    [][]float64
		se      float64 // of trial to gone
	}{
		"shares": {
			markov.EstimateOptions[string]{},
			[]string{"gone", "paid", "trial"},
			[][]float64{{500.0 / 507, 7.0 / 507, 0}, {0.1, 0.9, 0}, {0, 2.0 / 3, 1.0 / 3}}, 0,
		},
		"declared": {
			markov.EstimateOptions[string]{States: []string{"trial", "paid", "gone"}, Final: []string{"gone"}},
			[]string{"trial", "paid", "gone"},
			[][]float64{{1.0 / 3, 2.0 / 3, 0}, {0, 0.9, 0.1}, {0, 0, 1}}, 0,
		},
		"one of each that is allowed": {
			markov.EstimateOptions[string]{Final: []string{"gone"}, Allowed: allowed, Alpha: 1},
			[]string{"gone", "paid", "trial"},
			[][]float64{{1, 0, 0}, {11.0 / 102, 91.0 / 102, 0}, {1.0 / 33, 21.0 / 33, 11.0 / 33}},
			math.Sqrt(1.0 / 33 * 32 / 33 / 34),
		},
		"drawn to the base, with one that is new": {
			markov.EstimateOptions[string]{States: []string{"trial", "paid", "gone", "new"}, Final: []string{"gone", "new"}, Prior: prior, Mass: 20},
			[]string{"trial", "paid", "gone", "new"},
			[][]float64{{15.0 / 50, 30.0 / 50, 5.0 / 50, 0}, {0, 106.0 / 120, 14.0 / 120, 0}, {0, 0, 1, 0}, {0, 0, 0, 1}},
			math.Sqrt(0.1 * 0.9 / 51),
		},
	} {
		c := must(markov.Estimate(&counts, test.options))
		if !slices.Equal(c.States(), test.states) {
			t.Errorf("%s: states %v, want %v", name, c.States(), test.states)
		}
		for i, s := range test.states {
			if c.N(s) != counts.Row(s) {
				t.Errorf("%s: %d periods in %s, want %d", name, c.N(s), s, counts.Row(s))
			}
			for j, to := range test.states {
				near(t, name+": "+s+" to "+to, c.P(s, to), test.rows[i][j], 1e-15)
			}
		}
		near(t, name+": the standard error", sure(c.StdErr("trial", "gone")), test.se, 1e-14)
		if !slices.Equal(c.Final(), slices.DeleteFunc(slices.Clone(test.states), func(s string) bool { return !slices.Contains(test.options.Final, s) })) {
			t.Errorf("%s: final %v", name, c.Final())
		}
	}
}

// At 24 periods no standard error is above 0.1, which is what the default asks for; fewer may be asked for, or stood for by a prior.
func TestMinRow(t *testing.T) {
	half := func(n int64) *markov.Counts[int] {
		var c markov.Counts[int]
		_ = c.AddN(0, 0, n/2)
		_ = c.AddN(0, 1, n-n/2)
		return &c
	}
	final := []int{1}
	c := must(markov.Estimate(half(24), markov.EstimateOptions[int]{Final: final}))
	near(t, "the standard error", sure(c.StdErr(0, 1)), 0.1, 1e-15)
	coin := must(markov.NewChain(markov.ChainConfig[int]{States: []int{0, 1}, P: [][]float64{{0.5, 0.5}, {0, 1}}}))
	for _, test := range []struct {
		n       int64
		options markov.EstimateOptions[int]
		fine    bool
	}{
		{23, markov.EstimateOptions[int]{}, false},
		{23, markov.EstimateOptions[int]{MinRow: 23}, true},
		{23, markov.EstimateOptions[int]{Allowed: map[int][]int{0: {0, 1}}, Alpha: 0.5}, true},
		{23, markov.EstimateOptions[int]{Allowed: map[int][]int{0: {0, 1}}, Alpha: 0.49}, false},
		{0, markov.EstimateOptions[int]{MinRow: 1}, false},
		{0, markov.EstimateOptions[int]{MinRow: 1, Prior: coin, Mass: 0.99}, false},
		{0, markov.EstimateOptions[int]{MinRow: 1, Prior: coin, Mass: 1}, true},
		{0, markov.EstimateOptions[int]{Prior: coin, Mass: 24}, true},
		// Nine times 24/9 and seven times 24/7 are less than 24 in float64.
		{0, markov.EstimateOptions[int]{Prior: even(9), Mass: 24}, true},
		{0, markov.EstimateOptions[int]{Allowed: map[int][]int{0: {0, 1, 2, 3, 4, 5, 6}}, Alpha: 24. / 7}, true},
	} {
		test.options.Final, test.options.States = final, []int{0, 1, 2, 3, 4, 5, 6, 7, 8}
		test.options.Final = append(test.options.Final, test.options.States[2:]...)
		if _, err := markov.Estimate(half(test.n), test.options); (err == nil) != test.fine || err != nil && !errors.Is(err, markov.ErrThinRow) {
			t.Errorf("%d periods, %+v: %v", test.n, test.options, err)
		}
	}
}

// A state that was merely never seen to be left is not final.
func TestNeverLeftIsNotFinal(t *testing.T) {
	var counts markov.Counts[string]
	_ = counts.AddN("in", "loyal", 30)
	_ = counts.AddN("loyal", "loyal", 30)
	c := must(markov.Estimate(&counts, markov.EstimateOptions[string]{}))
	if _, err := c.Absorbing(nil); !errors.Is(err, markov.ErrClosedClass) || len(c.Final()) != 0 {
		t.Errorf("final %v, %v", c.Final(), err)
	}
}

// Counts as large as int64 holds are shares like others.
func TestHugeCounts(t *testing.T) {
	var counts markov.Counts[string]
	_ = counts.AddN("in", "in", math.MaxInt64-1)
	_ = counts.AddN("in", "out", 1)
	c := must(markov.Estimate(&counts, markov.EstimateOptions[string]{Final: []string{"out"}}))
	near(t, "P", c.P("in", "out"), math.Pow(2, -63), 1e-15)
	o := sure(must(c.Absorbing(nil)).From("in"))
	near(t, "Periods", o.Periods(), math.Pow(2, 63), 1e-15)
	near(t, "PeriodsStdErr", sure(o.PeriodsStdErr()), math.Pow(2, 63), 1e-15)
}

// A discount is e^(−δ·length), whatever the unit; a rate as small as can be is one, and keeps its digits.
func TestDiscount(t *testing.T) {
	c := must(markov.NewChain(markov.ChainConfig[int]{States: []int{0}, P: [][]float64{{1}}}))
	value := func(d markov.Discount) float64 {
		return sure(must(c.Value(markov.ValueOptions[int]{Margin: map[int]float64{0: 1}, Discount: d})).Of(0))
	}
	annual := relationship.Must(relationship.AnnualRate(0.25))
	for _, test := range []struct {
		discount markov.Discount
		want     float64
	}{
		{markov.Discount{Rate: annual, Unit: relationship.Year}, 5}, // a perpetuity due: (1 + d)/d
		{markov.Discount{Rate: annual, Unit: relationship.Year, Length: 1}, 5},
		{markov.Discount{Rate: annual, Unit: relationship.Year, Length: 2}, 1.5625 / 0.5625},
		{markov.Discount{Rate: annual, Unit: relationship.Day, Length: 365.2425}, 5},
		{markov.Discount{Rate: annual, Unit: relationship.Year, Length: 1.0 / 12}, 1 / -math.Expm1(-math.Log(1.25)/12)},
		{markov.Discount{Rate: relationship.Must(relationship.ContinuousRate(1e-18, relationship.Week)), Unit: relationship.Week}, 1e18},
		{markov.Discount{Rate: relationship.Must(relationship.ContinuousRate(1e-100, relationship.Week)), Unit: relationship.Week}, 1e100},
		{markov.Discount{Rate: relationship.Must(relationship.ContinuousRate(1e300, relationship.Day)), Unit: relationship.Year}, 1},
	} {
		near(t, fmt.Sprint(test.discount), value(test.discount), test.want, 1e-13)
	}
	// So small that nothing is left of it: as if there were none.
	lost := markov.Discount{Rate: relationship.Must(relationship.ContinuousRate(5e-324, relationship.Day)), Unit: relationship.Day, Length: 1e-10}
	if _, err := c.Value(markov.ValueOptions[int]{Margin: map[int]float64{0: 1}, Discount: lost}); !errors.Is(err, markov.ErrDiverges) {
		t.Errorf("%v, want an ErrDiverges", err)
	}
	tiny := markov.Discount{Rate: relationship.Must(relationship.ContinuousRate(1e-200, relationship.Day)), Unit: relationship.Day}
	if _, err := c.Value(markov.ValueOptions[int]{Margin: map[int]float64{0: 1}, Discount: tiny}); !errors.Is(err, markov.ErrRange) {
		t.Errorf("%v, want an ErrRange", err)
	}
	if v := must(c.Value(markov.ValueOptions[int]{Discount: lost})); sure(v.Of(0)) != 0 {
		t.Errorf("no margin is worth %v", sure(v.Of(0)))
	}
}

// Without discount and horizon a value is finite where margins end; states that are never left and bring nothing do no harm.
func TestValueWithoutEnd(t *testing.T) {
	c := must(markov.NewChain(markov.ChainConfig[int]{States: []int{0, 1, 2, 3}, P: [][]float64{
		{0.5, 0.25, 0, 0.25}, {0, 0, 1, 0}, {0, 1, 0, 0}, {0, 0, 0, 1},
	}}))
	v := must(c.Value(markov.ValueOptions[int]{Margin: map[int]float64{0: 3}}))
	for s, want := range []float64{6, 0, 0, 0} {
		if got := sure(v.Of(s)); got != want {
			t.Errorf("V_%d = %v, want %v", s, got, want)
		}
	}
	_, err := c.Value(markov.ValueOptions[int]{Margin: map[int]float64{0: 3, 1: 1, 2: -1, 3: 1}})
	if want := "lifecycle/markov: states \"1\", \"2\" have a margin and are returned to for ever, want a rate, a horizon or margins of 0\n" +
		"lifecycle/markov: states \"3\" have a margin and are returned to for ever, want a rate, a horizon or margins of 0"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	v = must(c.Value(markov.ValueOptions[int]{Margin: map[int]float64{1: 1, 3: 1}, Horizon: 10_000}))
	if got := sure(v.Of(1)); got != 5001 {
		t.Errorf("every other period of 10001 is %v", got)
	}
	_, err = c.CutOff(markov.CutOffOptions[int]{Order: []int{0, 1}, Margin: map[int]float64{3: 1}})
	if !errors.Is(err, markov.ErrDiverges) {
		t.Errorf("%v, want an ErrDiverges", err)
	}
}

// More than 64 states, so that every part of the search for closed classes is used: a ring of 130 with one way out, and one without.
func TestRings(t *testing.T) {
	const n = 130
	p, states := make([][]float64, n+1), make([]int, n+1)
	for i := range p {
		p[i], states[i] = make([]float64, n+1), i
		p[i][(i+1)%n] = 1
	}
	p[n][0], p[n][1] = 1, 0
	ring := must(markov.NewChain(markov.ChainConfig[int]{States: states, P: p}))
	_, err := ring.Absorbing([]int{n})
	var class *markov.ClosedClassError
	if !errors.As(err, &class) || len(class.States) != n || class.States[127] != `"127"` {
		t.Fatalf("%v, want all but the last", err)
	}
	p[77][78], p[77][n] = 0.75, 0.25
	p[n][0], p[n][n] = 0, 1
	left := must(markov.NewChain(markov.ChainConfig[int]{States: states, P: p}))
	o := sure(must(left.Absorbing(nil)).From(77))
	near(t, "Periods", o.Periods(), 1+3*n, 1e-12)
	near(t, "PeriodsStdDev", o.PeriodsStdDev(), n*math.Sqrt(0.75)/0.25, 1e-12)
	near(t, "Reach", o.Reach(76), 0.75, 1e-12)
	near(t, "Reach itself", o.Reach(77), 0.75, 1e-12)
}

// even is a chain that is in each of n states with the same probability.
func even(n int) markov.Chain[int] {
	cfg := markov.ChainConfig[int]{}
	row := make([]float64, n)
	for i := range row {
		row[i] = 1 / float64(n)
		cfg.States, cfg.P = append(cfg.States, i), append(cfg.P, row)
	}
	return must(markov.NewChain(cfg))
}

// What takes two periods whichever way it goes has no deviation, though shares of 1/n do not sum to 1 in float64; and a deviation far
// below that rounding is still right.
func TestPeriodsThatAreCertain(t *testing.T) {
	for n := 2; n < 40; n++ {
		for _, p := range []float64{0, 1e-34} {
			cfg := markov.ChainConfig[int]{States: []int{0}, P: [][]float64{make([]float64, n+2)}}
			for i := 1; i <= n+1; i++ {
				row := make([]float64, n+2)
				row[i], row[n+1] = p, 1
				cfg.States, cfg.P = append(cfg.States, i), append(cfg.P, row)
				if i <= n {
					cfg.P[0][i] = 1 / float64(n)
				}
			}
			cfg.P[n+1][n+1] = 1
			o := sure(must(must(markov.NewChain(cfg)).Absorbing(nil)).From(0))
			near(t, "PeriodsStdDev", o.PeriodsStdDev(), math.Sqrt(p), 1e-12)
		}
	}
}
