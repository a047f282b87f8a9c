package loyalty_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"pgregory.net/rapid"
)

// genForecasts draws forecasts; their number comes first, as lists are short otherwise. Scores are often one of a few, so that
// they tie, and of the edges of bins.
func genForecasts() *rapid.Generator[[]loyalty.Forecast] {
	score := rapid.OneOf(rapid.Float64Range(0, 1), rapid.SampledFrom([]float64{0, 1, 0.5, 0.29, 0.3, 0.7, 5e-324, 1 - 0x1p-53}),
		rapid.SampledFrom([]float64{0.1, 0.5, 0.9}))
	return rapid.Custom(func(t *rapid.T) []loyalty.Forecast {
		n := rapid.SampledFrom([]int{0, 1, 2, 3, 8, 30, 80}).Draw(t, "n")
		all := make([]loyalty.Forecast, n)
		for i := range all {
			all[i] = loyalty.Forecast{
				Score: score.Draw(t, "score"), Happened: rapid.Bool().Draw(t, "happened"),
				Weight: rapid.SampledFrom([]float64{1, 1, 1, 2, 0.25, 7.3, 1e-9, 1000}).Draw(t, "weight"),
			}
		}
		return all
	})
}

// genBins draws ways to put forecasts into bins.
func genBins() *rapid.Generator[loyalty.BinOptions] {
	return rapid.Custom(func(t *rapid.T) loyalty.BinOptions {
		return loyalty.BinOptions{
			Kind:  rapid.SampledFrom(loyalty.BinKinds()).Draw(t, "kind"),
			Count: rapid.SampledFrom([]int{0, 1, 2, 7, 10, 100, 10000}).Draw(t, "count"),
		}
	})
}

// TestForecastGenerator: it draws ties, both outcomes and enough forecasts.
func TestForecastGenerator(t *testing.T) {
	ties, both, many, draws := 0, 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		draws++
		all := genForecasts().Draw(t, "forecasts")
		b := tested(t, all)
		if o := b.Outcomes(); o.Hits > 0 && o.Hits < o.Of {
			both++
		}
		c, _, _ := b.Calibration(loyalty.BinOptions{Kind: loyalty.BinEachScore})
		if len(c.Bins) < len(all) {
			ties++
		}
		if len(all) >= 30 {
			many++
		}
	})
	if draws >= 50 && ties*both*many == 0 { // few draws may miss one
		t.Errorf("%d with ties, %d with both outcomes, %d long", ties, both, many)
	}
}

func tested(t interface {
	Helper()
	Fatal(...any)
}, all []loyalty.Forecast) loyalty.Backtest {
	t.Helper()
	b, err := loyalty.NewBacktest(all)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// readings is everything that a back-test says.
type readings struct {
	area        loyalty.AUC
	deviation   float64
	brier       loyalty.Brier
	loss        loyalty.LogLoss
	calibration loyalty.Calibration
	lift        []loyalty.LiftPart
	edges       []loyalty.EdgeErrors
	rate        float64
	weight      float64
	outcomes    loyalty.Share
}

func read(t interface {
	Helper()
	Fatal(...any)
}, b loyalty.Backtest, o loyalty.BinOptions) (r readings) {
	t.Helper()
	var errs [6]error
	r.area, _, errs[0] = b.AUC(0.9)
	r.deviation, _ = b.AUCDeviation()
	r.brier, _, errs[1] = b.Brier(o)
	r.loss, _, errs[2] = b.LogLoss(0)
	r.calibration, _, errs[3] = b.Calibration(o)
	r.lift, _, errs[4] = b.Lift(0)
	r.edges, errs[5] = b.ErrorRates([]float64{0, 0.29, 0.5, 1})
	r.rate, _ = b.BaseRate()
	r.weight, r.outcomes = b.Weight(), b.Outcomes()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
	return r
}

// shuffled returns the forecasts in another order.
func shuffled(all []loyalty.Forecast, seed uint64) []loyalty.Forecast {
	all = slices.Clone(all)
	rand.New(rand.NewPCG(seed, 1)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all
}

// off is how far two numbers are apart, relative to the larger one of them and a floor.
func off(a, b, floor float64) float64 {
	return math.Abs(a-b) / max(math.Abs(a), math.Abs(b), floor)
}
