// Package clv says what customers are worth: it turns their order history into the records of a model, and the model's
// forecast into exact money.
//
// # The nouns
//
// A [relationship.Summary] is what is known of one customer's orders. [RecordOf] reads it as a [btyd.Record], the numbers
// x, t_x and T that a counting model wants, and [SpendOf] as a [btyd.Spend]; [RowsOf] and [SpendRowsOf] read a whole base,
// merged and weighted, ready to fit. A [Valuation] multiplies a [Forecast] of purchases with what one of them brings, over a
// [relationship.Period], at a [relationship.Rate], and answers with a [Value]: exact [relationship.Money] and the factors it
// came from. An [Appraiser] joins models and valuation, and goes the whole way from a summary to an [Appraisal] in one call.
//
// Money becomes numbers in SpendOf and nowhere else in this package; numbers become money in [Valuation.Of] and nowhere
// else. In between, and in clv/btyd, everything is a float64 in a unit of time that travels with it.
//
// # Which function do I want?
//
//	from orders to a record        RecordOf, RowsOf
//	from orders to mean spend      SpendOf, SpendRowsOf
//	who is still a customer        btyd.FitBGNBD, then BGNBD.Of(record).ProbAlive()
//	how much will be bought        BGNBD.Of(record).ExpectedPurchases(t)
//	what will one purchase bring   btyd.FitGammaGamma, then GammaGamma.Of(spend).ExpectedSpend()
//	what is that worth today       NewValuation, then Valuation.Of(forecast, spend)
//	all of that in one call        NewAppraiser, then Appraiser.Of(summary)
//
// # The shortest program
//
// summaries is a []*relationship.Summary, today a relationship.Date; errors are left out:
//
//	base, _ := clv.RowsOf(slices.Values(summaries), relationship.Week, today)
//	spends, _ := clv.SpendRowsOf(slices.Values(summaries), today, clv.SpendOptions{})
//	orders, _ := btyd.FitBGNBD(base.Rows, btyd.FitOptions{})
//	amounts, _ := btyd.FitGammaGamma(spends.Rows, btyd.FitOptions{})
//	year, _ := relationship.ParsePeriod("1y")
//	rate, _ := relationship.AnnualRate(0.10)
//	valuation, _ := clv.NewValuation(clv.ValueConfig{
//		AsOf: today, Horizon: year, Rate: rate, Margin: 0.3, Currency: spends.Currency,
//	})
//	appraiser, _ := clv.NewAppraiser(clv.AppraiserConfig{
//		Orders: orders.Model, Spend: amounts.Model, Valuation: valuation,
//	})
//	for _, s := range summaries {
//		a, _ := appraiser.Of(s)
//		fmt.Println(a.Forecast.ProbAlive(), a.Value.Purchases, a.Value.Amount)
//	}
//
// The package's example goes the same way step by step, with real orders and every error looked at; that of RowsOf fits a base.
//
// # Time and money
//
// Records are counted in civil days and divided by the unit's exact length. A horizon is a calendar period from the day of
// observation: twelve months are twelve months, not 52 weeks or 360 days. A rate carries its own period, so that 10 % a year
// is 10 % a year for a model in weeks. When a purchase counts as paid is a [Timing], continuous unless said otherwise; sums by
// period differ from it by up to the growth of one period, which is the usual reason why two tools disagree.
//
// # Who should not use it
//
// The models of clv/btyd are for customers who may leave without saying so: shops, restaurants, donors. Subscriptions,
// policies and memberships end on a known day; they want a contractual model. Values here have no acquisition or service
// cost taken off.
//
// # Errors
//
// Errors live at the doors: reading (ErrNoPurchase, ErrNotPositive, *AsOfError), NewValuation (*ConfigError) and Of, for a
// value too large for money. A mixture of currencies is relationship's *CurrencyMismatchError.
//
// # References
//
// Fader, Hardie & Lee (2005), "RFM and CLV: Using Iso-Value Curves for Customer Base Analysis", Journal of Marketing Research
// 42(4), 415–430: lifetime value as margin × spend × discounted expected transactions. The models' papers are named in
// clv/btyd.
package clv
