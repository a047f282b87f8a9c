// Package btyd holds the models of customers who may leave without saying so ("buy till you die"): how many are still there,
// how often they will buy, and what one purchase brings.
//
// # The nouns
//
// A [Record] is what a counting model needs of one customer: Repeats, Last and Age, the x, t_x and T of the literature. A
// [Row] is a record with the number of customers who have it. A fit turns rows into a model: [FitBGNBD] returns a [BGNBD]
// with its log-likelihood, covariance, [Status] and warnings. A model paired with a record, [BGNBD.Of], is a forecast, whose
// methods are plain numbers. Spend is apart: [FitGammaGamma], [GammaGamma] and [Spend].
//
//	m, _ := btyd.NewBGNBD(btyd.BGNBDParams{R: 0.243, Alpha: 4.414, A: 0.793, B: 2.426, Unit: relationship.Week})
//	f, _ := m.Of(btyd.Record{Repeats: 2, Last: 30.43, Age: 38.86, Unit: relationship.Week})
//	fmt.Printf("%.3f alive, %.3f purchases in 39 weeks\n", f.ProbAlive(), f.ExpectedPurchases(39))
//	// 0.727 alive, 1.226 purchases in 39 weeks
//
// # Which function do I want?
//
//	is the customer still there?           BGNBDForecast.ProbAlive
//	will nothing be bought until t?        BGNBDForecast.ProbNoPurchase     (what a business calls churn)
//	how many purchases until t?            BGNBDForecast.ExpectedPurchases, and Explain for the reasons
//	the same in money of today             BGNBDForecast.DiscountedPurchases, DERT without a horizon; then package clv
//	what will a new customer do?           BGNBD.ExpectedPurchases, BGNBD.PMF
//	what does one purchase bring?          GammaGammaForecast.ExpectedSpend, GammaGamma.PopulationMean
//
// # Units
//
// Times are float64 in the unit that the model and every record carry; a record in another unit is an error, never a silent
// conversion. A model of weekly time asked about t = 39 answers for 39 weeks. Amounts are floats in one currency that the
// caller keeps; exact money begins in package clv.
//
// # Who should not use it
//
// BG/NBD is for settings without a contract. It takes every customer who never came back for alive (P(alive) = 1, since
// leaving is possible only after a repeat purchase): where most customers bought once, go by ProbNoPurchase and
// ExpectedPurchases, which know better. Gamma-Gamma takes spend to be independent of frequency.
//
// # Storing
//
// A fitted model is a line of JSON, and comes back to the bit: store BGNBDFit.Model overnight, read it in the service.
//
// # Errors and doubt
//
// Errors live where values come in: NewBGNBD (*ParamError), Of (*RecordError, *UnitError), the fits (these, ErrNoRows,
// ErrOptions). After that every method is total: no error, no panic, no NaN. A quantity that need not exist comes with ok. Doubt
// that does not prevent a result is a [Warning]; how far to trust a fit is its [Status].
//
// # Accuracy
//
// Against reference vectors computed with 40 to 120 digits, nine in ten of them at the edges of what is legal (x to 100,000,
// shapes from 1e-6 to 1e5, times to 1e8, a = 1, a+b = 1), the worst relative error, in the logarithm where the value leaves
// the range of float64:
//
//	                      vectors   worst
//	BG/NBD log-likelihood     267   2.0e-14   relative to max(1, |ll|)
//	P(alive)                  267   5.8e-14   one bit of an exponent of several hundred
//	E[Y(t) | x, t_x, T]       267   5.8e-14
//	E[X(t)]                   267   8.9e-15
//	DERT                       12   9.2e-16
//	pmf                        42   5.2e-15
//	P(no purchase)             60   1.3e-15
//	Gamma-Gamma               196   6.4e-16
//
// The table is what "go test -v -run Golden ./clv/btyd" prints on the worst of amd64, 386,
// arm, arm64, ppc64le, riscv64 and s390x, and the tests hold it. Maximum-likelihood estimates agree with exact ones to 1e-10.
// Fits are equal to the bit for any order of the rows; across processors floats agree to 1e-9.
//
// # References
//
//   - Fader, Hardie & Lee (2005), "“Counting Your Customers” the Easy Way: An Alternative to the Pareto/NBD Model", Marketing
//     Science 24(2), 275–284: BG/NBD.
//   - Fader & Hardie (2008), "Computing P(alive) Using the BG/NBD Model", note 021 at brucehardie.com.
//   - Fader & Hardie (2013), "The Gamma-Gamma Model of Monetary Value", note 025 at brucehardie.com.
//   - Fader, Hardie & Lee (2005), "RFM and CLV: Using Iso-Value Curves for Customer Base Analysis", Journal of Marketing
//     Research 42(4), 415–430: discounted expected residual transactions.
package btyd
