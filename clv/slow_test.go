package clv_test

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/clv"
	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// bySteps is the definition of a value's discounted purchases: what is expected in each small step of time, weighted with
// e^(−δu) for the middle of the step, or for the beginning or end of the period it is in.
func bySteps(f clv.Forecast, h, delta float64, timing clv.Timing, perUnit int) float64 {
	sum := 0.0
	for i := 0; ; i++ {
		from, to := float64(i)/float64(perUnit), min(float64(i+1)/float64(perUnit), h)
		if !(from < h) {
			return sum
		}
		paid := (from + to) / 2
		switch timing {
		case clv.PeriodStart:
			paid = math.Floor(paid)
		case clv.PeriodEnd:
			paid = math.Floor(paid) + 1
		}
		sum += math.Exp(-delta*paid) * (f.ExpectedPurchases(to) - f.ExpectedPurchases(from))
	}
}

func TestDiscountedIsTheSumOverSmallSteps(t *testing.T) {
	asOf := date("2026-01-31")
	for _, unit := range []struct {
		is      relationship.Unit
		alpha   float64
		perUnit int // small enough steps that their error, (δ·step)²/24, is below 3e-10
	}{
		{relationship.Day, 30.898, 40}, {relationship.Week, 4.414, 200}, {relationship.Year, 0.0845954, 10_000},
	} {
		m := relationship.Must(btyd.NewBGNBD(btyd.BGNBDParams{R: 0.243, Alpha: unit.alpha, A: 0.793, B: 2.426, Unit: unit.is}))
		for _, weeks := range [][3]float64{{0, 0, 38.86}, {2, 30.43, 38.86}, {29, 37.86, 38.86}} {
			scale := 7 / unit.is.Days()
			f := relationship.Must(m.Of(btyd.Record{Repeats: int(weeks[0]), Last: weeks[1] * scale, Age: weeks[2] * scale, Unit: unit.is}))
			for _, horizon := range []string{"1d", "39w", "12m"} {
				for _, annual := range []float64{0, 0.1, 1} {
					rate := relationship.Must(relationship.AnnualRate(annual))
					for _, timing := range timings {
						v, err := clv.NewValuation(clv.ValueConfig{
							AsOf: asOf, Horizon: period(horizon), Rate: rate, Margin: 1, Currency: eur, Timing: timing,
						})
						if err != nil {
							t.Fatal(err)
						}
						got, err := v.Of(f, 1)
						if err != nil {
							t.Fatal(err)
						}
						days := float64(period(horizon).End(asOf).DaysSince(asOf))
						delta := math.Log1p(annual) * unit.is.Days() / 365.2425
						want := bySteps(f, days/unit.is.Days(), delta, timing, unit.perUnit)
						near(t, horizon+" "+timing.String()+" at "+rate.String()+" in "+unit.is.String()+"s", got.Discounted, want, 1e-9)
					}
				}
			}
		}
	}
}

// One purchase of 1,000,000 a period for n periods is an annuity: (1 − v^n)/i in arrears, (1 − v^n)/d in advance and
// (1 − v^n)/δ continuously, with v = 1/(1+i), d = i·v, δ = ln(1+i), here worked out in decimal to 40 digits. Those in arrears
// stand in every compound interest table: 7.7217 for ten years at 5 %, 9.7122, 11.2578, 8.5136, 0.9091.
func TestSteadyForecastIsAnAnnuity(t *testing.T) {
	for _, test := range []struct {
		i float64
		n string
		// continuous, in advance, in arrears
		want [3]string
	}{
		{0.05, "10", [3]string{"7913208.60", "8107821.68", "7721734.93"}},
		{0.06, "15", [3]string{"10000787.01", "10294983.93", "9712248.99"}},
		{0.08, "30", [3]string{"11702319.18", "12158406.01", "11257783.34"}},
		{0.10, "20", [3]string{"8932481.02", "9364920.09", "8513563.72"}},
		{0.10, "1", [3]string{"953823.52", "1000000.00", "909090.91"}},
	} {
		for _, unit := range []struct {
			is     relationship.Unit
			letter string
		}{{relationship.Day, "d"}, {relationship.Week, "w"}} {
			for i, timing := range timings {
				v, err := clv.NewValuation(with(func(c *clv.ValueConfig) {
					c.Horizon, c.Timing = period(test.n+unit.letter), timing
					c.Rate = relationship.Must(relationship.ContinuousRate(math.Log1p(test.i), unit.is))
				}))
				if err != nil {
					t.Fatal(err)
				}
				got, err := v.Of(steady{1, unit.is}, 1e6)
				if want := money(test.want[i] + " EUR"); err != nil || !got.Amount.Equal(want) {
					t.Errorf("%s %vs at %v, %v: %v, %v, want %v", test.n, unit.is, test.i, timing, got.Amount, err, want)
				}
			}
		}
	}
}
