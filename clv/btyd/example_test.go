package btyd_test

import (
	"fmt"

	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/relationship"
)

// The customer of the paper: two repeat purchases, the last one in week 30, seen for 39 weeks.
func Example() {
	m, err := btyd.NewBGNBD(btyd.BGNBDParams{R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426, Unit: relationship.Week})
	if err != nil {
		panic(err)
	}
	f, err := m.Of(btyd.Record{Repeats: 2, Last: 30.43, Age: 38.86, Unit: relationship.Week})
	if err != nil {
		panic(err)
	}
	fmt.Printf("%.3f alive, %.3f purchases in 39 weeks\n", f.ProbAlive(), f.ExpectedPurchases(39))
	// Output: 0.727 alive, 1.226 purchases in 39 weeks
}

// Eight kinds of customers are enough to see a fit; a real base has thousands of rows.
func ExampleFitBGNBD() {
	row := func(repeats int, last, age, customers float64) btyd.Row {
		return btyd.Row{Record: btyd.Record{Repeats: repeats, Last: last, Age: age, Unit: relationship.Week}, Weight: customers}
	}
	fit, err := btyd.FitBGNBD([]btyd.Row{
		row(0, 0, 39, 420), row(0, 0, 30, 300), row(1, 4, 39, 90), row(1, 25, 35, 60),
		row(2, 12, 38, 40), row(3, 33, 39, 30), row(5, 20, 36, 15), row(9, 37, 39, 10),
	}, btyd.FitOptions{})
	if err != nil {
		panic(err)
	}
	se, _ := fit.StdErr()
	p := fit.Model.Params()
	fmt.Println(fit.Status, "on", fit.Customers, "customers")
	fmt.Printf("r %.2f ± %.2f, alpha %.1f ± %.1f, log-likelihood %.1f\n", p.R, se[0], p.Alpha, se[1], fit.LogLikelihood)
	// Output:
	// converged on 965 customers
	// r 0.16 ± 0.02, alpha 6.6 ± 1.2, log-likelihood -2306.5
}

// Why does the model expect 1.2 purchases? The customer is probably there, buys once in 19 weeks, and 32 of the next 39
// weeks count, because customers who buy also leave.
func ExampleBGNBDForecast_Explain() {
	m := relationship.Must(btyd.NewBGNBD(btyd.BGNBDParams{R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426, Unit: relationship.Week}))
	f := relationship.Must(m.Of(btyd.Record{Repeats: 2, Last: 30.43, Age: 38.86, Unit: relationship.Week}))
	why := f.Explain(39)
	fmt.Printf("%.3f alive × %.4f a week × %.1f weeks = %.3f\n", why.ProbAlive, why.Rate, why.Exposure, f.ExpectedPurchases(39))
	// Output: 0.727 alive × 0.0518 a week × 32.6 weeks = 1.226
}

// After ten silent weeks, how likely is silence for another thirteen? Who bought once is rare anyway; who bought twenty times
// has probably left.
func ExampleBGNBDForecast_ProbNoPurchase() {
	m := relationship.Must(btyd.NewBGNBD(btyd.BGNBDParams{R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426, Unit: relationship.Week}))
	for _, repeats := range []int{1, 5, 20} {
		f := relationship.Must(m.Of(btyd.Record{Repeats: repeats, Last: 29, Age: 39, Unit: relationship.Week}))
		fmt.Printf("%2d repeats: %.2f\n", repeats, f.ProbNoPurchase(13))
	}
	// Output:
	//  1 repeats: 0.81
	//  5 repeats: 0.50
	// 20 repeats: 0.88
}

func ExampleBGNBD_PMF() {
	m := relationship.Must(btyd.NewBGNBD(btyd.BGNBDParams{R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426, Unit: relationship.Week}))
	for n := range 4 {
		fmt.Printf("P(%d purchases in 39 weeks) = %.3f\n", n, m.PMF(n, 39))
	}
	// Output:
	// P(0 purchases in 39 weeks) = 0.574
	// P(1 purchases in 39 weeks) = 0.199
	// P(2 purchases in 39 weeks) = 0.085
	// P(3 purchases in 39 weeks) = 0.046
}

// One purchase at 80 tells little about a customer, nine tell a lot: own mean and population share the weight.
func ExampleGammaGammaForecast_ExpectedSpend() {
	g := relationship.Must(btyd.NewGammaGamma(btyd.GammaGammaParams{P: 6.25, Q: 3.74, Gamma: 15.44}))
	population, _ := g.PopulationMean()
	fmt.Printf("population %.2f\n", population)
	for _, repeats := range []int{1, 9} {
		f := relationship.Must(g.Of(btyd.Spend{Repeats: repeats, Mean: 80}))
		spend, _ := f.ExpectedSpend()
		fmt.Printf("mean of %d purchases 80.00: expect %.2f\n", repeats, spend)
	}
	// Output:
	// population 35.22
	// mean of 1 purchases 80.00: expect 66.35
	// mean of 9 purchases 80.00: expect 77.92
}
