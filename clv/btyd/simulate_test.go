package btyd_test

import (
	"math"
	"math/rand/v2"

	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// cdnow are the published estimates of the CDNOW base (Fader, Hardie & Lee 2005, table 2), per week.
var cdnow = btyd.BGNBDParams{R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426, Unit: relationship.Week}

// simulate draws n customers from the story of BG/NBD itself: rate, purchases, and a coin after every one. As in the
// CDNOW base, customers join within the first three tenths of T. With grid the first purchase and all others fall on whole days, several on a day being one.
func simulate(n int, p btyd.BGNBDParams, T float64, grid bool, seed uint64) []btyd.Row {
	rng := rand.New(rand.NewPCG(seed, 20261123))
	rows := make([]btyd.Row, n)
	for i := range rows {
		age := T * (0.7 + 0.3*rng.Float64())
		if grid {
			age = math.Floor(age*7) / 7
		}
		rate, leave := gamma(rng, p.R)/p.Alpha, beta(rng, p.A, p.B)
		x, last, t := 0, 0.0, 0.0
		for {
			t += rng.ExpFloat64() / rate
			at := t
			if grid {
				at = math.Ceil(t*7) / 7
			}
			if !(at <= age) {
				break
			}
			if at > last {
				x, last = x+1, at
			}
			if rng.Float64() < leave {
				break
			}
		}
		rows[i] = btyd.Row{Record: btyd.Record{Repeats: x, Last: last, Age: age, Unit: p.Unit}, Weight: 1}
	}
	return rows
}

// simulateOther draws a small base that BG/NBD does not describe: log-normal rates, logistic-normal chances to leave, and in
// every third base one odd group of customers.
func simulateOther(seed uint64) []btyd.Row {
	rng := rand.New(rand.NewPCG(seed, 1))
	spread := func(lo, hi float64) float64 { return lo * math.Exp(rng.Float64()*math.Log(hi/lo)) }
	row := func(x int, last, age, w float64) btyd.Row {
		return btyd.Row{Record: btyd.Record{Repeats: x, Last: last, Age: age, Unit: week}, Weight: w}
	}
	n := 3 + rng.IntN(300)
	rate, leave, rates, leaves := spread(0.01, 3), spread(0.02, 0.8), spread(0.1, 2), spread(0.05, 2)
	var rows []btyd.Row
	for range n {
		age := 20 + 19*rng.Float64()
		l := rate * math.Exp(rates*rng.NormFloat64())
		q := 1 / (1 + math.Exp(-math.Log(leave/(1-leave))-leaves*rng.NormFloat64()))
		x, last, t := 0, 0.0, 0.0
		for {
			if t += rng.ExpFloat64() / l; t > age {
				break
			}
			x, last = x+1, t
			if rng.Float64() < q {
				break
			}
		}
		rows = append(rows, row(x, last, age, 1))
	}
	if seed%3 == 0 {
		age := spread(1, 39)
		rows = append(rows, row(1+rng.IntN(500), age*(0.2+0.8*rng.Float64()), age, spread(0.1, 100)))
	}
	return rows
}

// gamma draws from Gamma(shape, 1): Marsaglia & Tsang (2000).
func gamma(rng *rand.Rand, shape float64) float64 {
	if shape < 1 {
		return gamma(rng, shape+1) * math.Pow(rng.Float64(), 1/shape)
	}
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		z := rng.NormFloat64()
		v := 1 + c*z
		if v <= 0 {
			continue
		}
		v = v * v * v
		if math.Log(rng.Float64()) < 0.5*z*z+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}

func beta(rng *rand.Rand, a, b float64) float64 {
	x, y := gamma(rng, a), gamma(rng, b)
	return x / (x + y)
}

// simulateSpend draws the mean spend of n repeat customers from the story of Gamma-Gamma.
func simulateSpend(n int, p btyd.GammaGammaParams, seed uint64) []btyd.SpendRow {
	rng := rand.New(rand.NewPCG(seed, 20261124))
	rows := make([]btyd.SpendRow, n)
	for i := range rows {
		x := 1 + int(rng.ExpFloat64()*2)
		nu := gamma(rng, p.Q) / p.Gamma
		mean := gamma(rng, p.P*float64(x)) / nu / float64(x)
		rows[i] = btyd.SpendRow{Spend: btyd.Spend{Repeats: x, Mean: mean}, Weight: 1}
	}
	return rows
}

// merged adds up equal rows, as a caller with a grid would.
func merged(rows []btyd.Row) []btyd.Row {
	weight := map[btyd.Record]float64{}
	var out []btyd.Row
	for _, r := range rows {
		weight[r.Record] += r.Weight
	}
	for _, r := range rows {
		if w := weight[r.Record]; w > 0 {
			out = append(out, btyd.Row{Record: r.Record, Weight: w})
			delete(weight, r.Record)
		}
	}
	return out
}
