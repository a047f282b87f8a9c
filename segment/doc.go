// Package segment says which group a customer or partner is in, what the groups earn, how parties move between them, and what else
// they may buy.
//
// # The nouns
//
// Scores. An [RFM] is what a customer's [relationship.Summary] looks like on one day: days since the last purchase, number of purchase
// days, money paid. A [Scorer] turns it into a [Score] such as 5-4-5 by thresholds that do not move; [Quantile] takes them from a
// population and gives a [Report] of it, a [Population] does so for a base that is read in parts, [Fixed] takes one's own, and
// [ScorerOf] asks a [Ranker], such as a sketch of quantiles.
//
// Grids. A [Grid] gives every combination of scores exactly one label: [CompileGrid] proves it or lists each gap and each overlap;
// [CompileFirstMatch] lets the first rule win and has a name for what is left. [EngagementGrid] and [ClassicGrid] are ready made. A
// [Segmentation] is a scorer and a grid that fit. What a customer is worth stands apart, as a [ValueTier] on a [ValueScale].
// [TwoByTwo] is the grid of two readings and their midpoints; [Kraljic] places suppliers and [Portfolio] customers by it.
//
// Targets. A [Schema] declares what may be known of parties, such as age group, products or origin; a [Predicate] over it says who is
// in a segment; and [Targets] are such segments with a desired flag. Answers have three values: who is not known to be in is not in,
// and not out either.
//
// Profit. An [Account] is what one party brought and cost. A [RollUp] adds accounts up by segment, so that the parts are the whole to
// the last digit; a [VerdictPolicy] says whether a relation pays now, will pay later, or brings prestige. [CostSeries] and
// [AttributeCosts] follow the cost to serve. [ABC], [Whale] and [Priorities] say who matters most, and whom to serve first.
//
// Movement. A [Migration] counts who moved from which segment to which, a [CohortTable] who came when and came back, [Drivers] what
// made one period's revenue the next one's. A [Campaign] is read against its control group; [SalesPairs], [RetentionPairs] and
// [CompareRetention] set before against after.
//
// Lines. [Baskets] count who holds what; an [Association] says whether two lines go together, and [Baskets.NextBest] what to offer.
// [Breadth] counts lines by customer. An [Aggregate] holds the scores of whole groups, whichever engine gave them.
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
// Who is who:
//
//	from orders to recency, frequency, value   RFMOf, RFMsOf
//	scores by rank among all                   Quantile, then Scorer.Score
//	F compared within R, M within both         QuantileOptions.Nested
//	scores of a base that is read in parts     Population, then Population.Scorer
//	scores by thresholds of one's own          Fixed
//	thresholds from a sketch of quantiles      ScorerOf
//	exact counts that merge                    Distribution, ValueDistribution
//	the same scores next month                 the Scorer, kept as JSON
//	how a later base lies among thresholds     Scorer.Report
//	what a score takes, why scores are empty   Scorer.Thresholds; Report, Spread.Empty
//	from scores to names                       EngagementGrid, ClassicGrid, or CompileGrid
//	rules that overlap, the first wins         CompileFirstMatch; Grid.Claims shows what lost
//	lists of cells, as they are published      CellRules
//	from a customer to a name, and why         NewSegmentation, then Of, Explain
//	how valuable is this customer              Scorer.Value, then ValueScale.Tier
//	scores of lifetime values, of profit       QuantileValues, FixedValues
//	two readings, four names                   NewTwoByTwo
//	which supplier is strategic                NewKraljic, then Kraljic.Of
//	profit by how long they will stay          NewPortfolio, then Portfolio.Of
//	who is in a target segment                 NewSchema, Schema.Compile, then Criterion.Of
//	several target segments, who is desired    CompileTargets, then Targets.Of, Targets.Desired
//	segments that a typo keeps empty           Targets.ReportOf
//
// What it earns:
//
//	what does each segment earn                RollUp, then Rows, Total
//	who pays, now or later                     VerdictPolicy.Judge, VerdictPolicy.JudgeRow
//	what does a customer cost over time        NewCostSeries, then Timeline, Trend
//	what do VIPs cost, against the rest        CostSeries.TimelineOf, CostTimeline.Versus
//	who causes which costs                     AttributeCosts
//	who brings 80 % of the value               ABC; ABCResult.Cuts for who comes later
//	how much profit is made and lost again     Whale, then Peak, Erosion, Gini, Plot
//	the same, counted on several machines      ValueDistribution, then Whale or ABCCuts
//	whom to serve first                        Priorities
//	how good are the scores of a group         Aggregate, ScoreTally, CompareScores
//
// What changes:
//
//	who moved from which segment to which      Migrate; Migration.Add from a database's groups
//	better or worse, and by how much money     Migration.Shifts
//	who stayed, with interval                  Migration.Retention
//	a Markov chain on segments                 Migration.Transitions, for lifecycle/markov
//	who came when, and who comes back          Cohorts, CohortsOfOrders
//	what a campaign brought                    Campaign, then Effect
//	did the same customers buy more after      SalesPairs; DifferenceInDifferences with a control group
//	did retention change                       CompareRetention; RetentionPairs for the same customers
//	what drives revenue                        Drivers, then Report, Explain, DriversBy
//
// What else:
//
//	which lines does each customer hold        HoldingsOf
//	which lines go together                    Baskets, then Associations
//	what to offer next                         Baskets.NextBest
//	do suggestions beat the bestsellers        HitRateOf
//	how many lines do customers hold           Breadth, BreadthBy
//	over how many lines is the money spread    SpendMixOf
//
// # How scores come about
//
// With k scores, a customer scores 1 + floor(k · share of the customers who are strictly worse): 4 of 5 says "better than at least
// 60 %". Customers with equal values have equal scores, which cutting a sorted list into equal parts does not give. Where many share
// one value, as those who bought once, some scores are therefore empty; the report says which. Counting is in whole customers and
// exact amounts, so that neither the order of the customers nor the unit of anything matters. Other ways to count equals are [Ties]. Among
// fewer customers than scores nobody beats enough of them for the best score: the only customer there is scores 1-1-1.
//
// Thresholds are frozen. A scorer that was kept scores who comes later as if compared with the base of then, and moves nobody else;
// movements between two months are then movements of customers.
//
// # What flows where
//
//	orders ─► Summary ─► RFM ─► Scorer ─► Score ─► Grid ─► label ─┬─► RollUp ─► verdict
//	                                                              ├─► Migration, Aggregate, Breadth
//	declared attributes ─► Schema ─► Targets ─► label, desired ───┘
//	orders ─► CohortTable, Drivers          profits ─► ABC, Whale          lines held ─► Baskets ─► NextBest
//
// # What can be merged
//
// Distribution, ValueDistribution, Population, TargetTally, RollUp, CostSeries, Migration, CohortTable, Campaign, SalesPairs,
// RetentionPairs, Drivers, Baskets, Breadth, ScoreTally and Aggregate are states: the zero value knows nothing and is ready to use (a
// CohortTable and a CostSeries that are to be added to are made with their periods), each takes in one thing at a time, Merge joins
// what two shards saw to exactly what one would have seen, and each has a stored form in JSON, version 1.
// Apart from Campaign, SalesPairs and RetentionPairs they are used by pointer.
//
// # Units and words
//
// Days are civil days, and several orders on one day are one purchase. A recency is small when it is good; its score is high. Recency
// and frequency mean something else in the models of clv/btyd, whose records therefore use other words; see [RFM]. Money stays exact:
// a threshold of value is an amount, and what is not more than 0 after refunds scores 1. Points are whole numbers from 0 to 10000, as
// the scores of package loyalty are. A level is a confidence from 0.5 to below 1 and is given; only in AssociationOptions 0 stands for
// 0.9. A desired customer is one the caller wants, whatever they bring today.
//
// # Errors
//
// Errors live at the doors: constructors, compilers, Observe, Add, Merge, decoding, and readings that are given an argument. Each wraps
// ErrInvalid, ErrNobody, ErrGrid, ErrDecode, or what package relationship says of a party id, an amount or a currency
// (relationship.ErrInvalid, ErrAmount, ErrCurrencyMismatch); the facts are in *InvalidError,
// *GridError, *DecodeError and relationship's *CurrencyMismatchError, and whom it is about in a *CustomerError, *TargetError or
// *CohortOrderError. What need not exist, such as the uplift of a campaign without a control group, comes with a bool.
//
// # Accuracy
//
// Scores, labels, classes, counts and money are computed in whole numbers and exact amounts and are equal on every platform; a mean or
// a return in money is rounded once, as asked. Shares and ratios are the float64 nearest to the exact quotient. Intervals are float64:
// Wilson's for shares, Newcombe's for differences of shares, Student's and Welch's for means.
//
// # Who should not use it
//
// Scores compare, they do not predict: who will buy, and for how much, is for clv. Where customers are bound by agreements, recency
// says little. Before and after without a control group shows a change, not its cause.
//
// # References
//
//   - A. M. Hughes, Strategic Database Marketing, 1994: recency, frequency and monetary value in fifths. Which labels the combinations
//     get is custom, not theory; the map of EngagementGrid is the one of those in common use that is complete and without overlaps,
//     and calls nobody colder for buying more.
//   - P. Kraljic, Purchasing must become supply management, Harvard Business Review 61(5), 1983, 109–117.
//   - W. Reinartz and V. Kumar, The mismanagement of customer loyalty, Harvard Business Review 80(7), 2002, 86–94.
//   - S. C. Kleene, Introduction to Metamathematics, 1952, §64: three-valued logic.
//   - R. S. Kaplan and S. R. Anderson, Time-driven activity-based costing, Harvard Business Review, November 2004.
//   - E. Raffinetti, E. Siletti and A. Vernizzi, On the Gini coefficient normalization when attributes with negative values are
//     considered, Statistical Methods & Applications 24(3), 2015, 507–521.
//   - R. G. Newcombe, Statistics in Medicine 17, 1998, 873–890 and 2635–2650: differences of shares, independent and paired.
//   - R. Agrawal, T. Imieliński and A. Swami, Mining association rules between sets of items in large databases, SIGMOD 1993.
//   - S. Brin, R. Motwani, J. D. Ullman and S. Tsur, Dynamic itemset counting and implication rules for market basket data, SIGMOD 1997.
package segment
