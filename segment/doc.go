// Package segment says which group a customer is in: it scores recency, frequency and value against the rest of the base, and names
// the combinations.
//
// # The nouns
//
// An [RFM] is what a customer's [relationship.Summary] looks like on one day: days since the last purchase, number of purchase days,
// money paid. A [Scorer] turns it into a [Score] such as 5-4-5 by thresholds that do not move; [Quantile] takes them from a
// population and gives a [Report] of it, [Fixed] takes one's own. A [Grid] gives every combination of scores exactly one label:
// [CompileGrid] proves it or lists each gap and each overlap, and [EngagementGrid] is ready made. A [Segmentation] is a scorer and a
// grid that fit. What a customer is worth stands apart, as a [ValueTier] on a [ValueScale], which scores any amount.
//
// # The shortest program
//
// summaries is an iter.Seq[*relationship.Summary], today a relationship.Date; errors are left out:
//
//	population := segment.RFMsOf(summaries, segment.RFMOptions{AsOf: today})
//	scorer, report, _ := segment.Quantile(population, segment.QuantileOptions{})
//	engagement, _ := segment.NewSegmentation(scorer, segment.EngagementGrid())
//	for rfm, status := range population {
//		if status == segment.Scored {
//			group, _ := engagement.Of(rfm)
//			tier, _ := scorer.Value().Tier(rfm.Net)
//			fmt.Println(group, tier) // champions top
//		}
//	}
//	fmt.Println(report)
//
// The package's example is this with orders and every error looked at.
//
// # Which function do I want?
//
//	from orders to recency, frequency, value   RFMOf, RFMsOf
//	scores by rank among all                   Quantile, then Scorer.Score
//	scores by thresholds of one's own          Fixed, then Scorer.Score
//	the same scores next month                 the Scorer, kept as JSON
//	why are scores empty                       Report, Spread.Empty
//	from scores to names                       EngagementGrid, or CompileGrid
//	from a customer to a name                  NewSegmentation, then Of
//	why is this customer there                 Segmentation.Explain, Scorer.Explain
//	how valuable is this customer              Scorer.Value, then ValueScale.Tier
//	scores of lifetime values, of profit       QuantileValues, FixedValues
//
// # How scores come about
//
// With k scores, a customer scores 1 + floor(k · share of the customers who are strictly worse): 4 of 5 says "better than at least
// 60 %". Customers with equal values have equal scores, which cutting a sorted list into equal parts does not give. Where many share
// one value, as those who bought once, some scores are therefore empty; the report says which. Counting is in whole customers and
// exact amounts, so that neither the order of the customers nor the unit of anything matters. Other ways to count equals are [Ties].
//
// Thresholds are frozen. A scorer that was kept scores who comes later as if compared with the base of then, and moves nobody else;
// movements between two months are then movements of customers.
//
// # Units and words
//
// Days are civil days, and several orders on one day are one purchase. A recency is small when it is good; its score is high. Recency
// and frequency mean something else in the models of clv/btyd, whose records therefore use other words; see [RFM]. Money stays exact:
// a threshold of value is an amount, and what is not more than 0 after refunds scores 1.
//
// # Errors
//
// Errors live at the doors: Quantile, Fixed, CompileGrid, decoding and scoring. Each wraps ErrInvalid, ErrNobody, ErrGrid, ErrDecode or
// relationship.ErrCurrencyMismatch; the facts are in *InvalidError, *GridError, *DecodeError and relationship's
// *CurrencyMismatchError, and in a *CustomerError whom it is about.
//
// # Accuracy
//
// There is no float64 in this package. Results are equal on every platform.
//
// # Who should not use it
//
// Scores compare, they do not predict: who will buy, and for how much, is for clv. Where customers are bound by agreements, recency
// says little.
//
// # References
//
// A. M. Hughes, Strategic Database Marketing, 1994: recency, frequency and monetary value in fifths. Which labels the combinations
// get is custom, not theory; the map of EngagementGrid is the one of those in common use that is complete and without overlaps, and
// calls nobody colder for buying more.
package segment
