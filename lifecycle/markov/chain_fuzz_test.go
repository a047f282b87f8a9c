package markov_test

import (
	"encoding/binary"
	"errors"
	"math"
	"testing"

	"github.com/rapport-go/rapport/lifecycle/markov"
	"github.com/rapport-go/rapport/relationship"
)

// FuzzChain feeds any numbers to every door. Nothing panics, an error is one of the package's, and what comes out are numbers.
func FuzzChain(f *testing.F) {
	seed := func(n uint8, rate float64, values ...float64) {
		var data []byte
		for _, v := range values {
			data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
		}
		f.Add(n, rate, data)
	}
	seed(2, 0.1, 0.5, 0.5, 0, 1, 3, 0)
	seed(2, 0, 1, 1e-300, 0, 1, 1e150, -1e150)
	seed(3, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 1, -1, 0)
	seed(3, 1e-320, 1, 5e-324, 0, 0, 1, 5e-324, 0, 0, 1, 1e150, 1, 1)
	seed(2, nan, nan, inf, -1, 2, nan, inf)
	f.Fuzz(func(t *testing.T, n uint8, rate float64, data []byte) {
		next := func() float64 {
			if len(data) < 8 {
				return 0
			}
			v := math.Float64frombits(binary.LittleEndian.Uint64(data))
			data = data[8:]
			return v
		}
		size := int(n % 6)
		p, states, margin := make([][]float64, size), make([]int, size), map[int]float64{}
		for i := range p {
			p[i], states[i] = make([]float64, size), i
			for j := range p[i] {
				p[i][j] = next()
			}
		}
		for i := range states {
			margin[i] = next()
		}
		finite := func(what string, v float64) {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				t.Errorf("%s = %v", what, v)
			}
		}
		known := func(err error) {
			for _, is := range []error{markov.ErrConfig, markov.ErrClosedClass, markov.ErrDiverges, markov.ErrRange, markov.ErrThinRow} {
				if errors.Is(err, is) {
					return
				}
			}
			if err != nil {
				t.Errorf("%v is none of the package's errors", err)
			}
		}
		c, err := markov.NewChain(markov.ChainConfig[int]{States: states, P: p})
		known(err)
		a, err := c.Absorbing(nil)
		known(err)
		for _, s := range states {
			o, _ := a.From(s)
			for _, v := range []float64{o.Periods(), o.PeriodsStdDev(), o.Survival(7), o.Survival(math.MaxInt), o.Visits(0), o.Reach(0), o.Reach(s), o.Share(size - 1)} {
				finite("an outlook", v)
			}
		}
		delta, err := relationship.ContinuousRate(rate, relationship.Week)
		if err != nil {
			delta = relationship.Rate{}
		}
		discount := markov.Discount{Rate: delta, Unit: relationship.Week, Length: next()}
		for _, horizon := range []int{0, 9} {
			v, err := c.Value(markov.ValueOptions[int]{Margin: margin, Discount: discount, Horizon: horizon})
			known(err)
			for _, s := range states {
				x, _ := v.Of(s)
				finite("a value", x)
			}
		}
		cut, err := c.CutOff(markov.CutOffOptions[int]{Order: states, Margin: margin, Discount: discount})
		known(err)
		for _, s := range states {
			x, _ := cut.Optimal(s)
			finite("a best value", x)
		}
		// The same as counts, which are whole.
		var counts markov.Counts[int]
		for i := range p {
			for j := range p[i] {
				if x := math.Abs(p[i][j]); x < 1e15 {
					_ = counts.AddN(i, j, int64(x))
				}
			}
		}
		estimated, err := markov.Estimate(&counts, markov.EstimateOptions[int]{MinRow: 1, Prior: c, Mass: rate})
		known(err)
		values, err := estimated.Value(markov.ValueOptions[int]{Margin: margin, Discount: discount, Horizon: 3})
		known(err)
		for _, s := range states {
			se, _ := values.StdErr(s)
			finite("a standard error", se)
			se, _ = estimated.StdErr(s, 0)
			finite("a standard error", se)
		}
	})
}
