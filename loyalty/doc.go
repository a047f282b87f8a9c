// Package loyalty says how strong a relationship is: it turns what happened in it into a score of 0 to 10000 points, with the
// lines that sum to it, and with how sure it is.
//
// # The nouns
//
// A [Card] is plain data: factors with weights, half-lives and priors, gates, bands, and a [Policy] that says what events are
// evidence of. [Card.Compile] checks it and makes a [Model]. A [State] is what a score needs of a history, one [Evidence] for
// each factor: how much speaks for the scored side and how much against, faded to the latest piece. An [Item] is one piece,
// made by [Graded], [For], [Against] or the constructors that know what things mean: [Promise], [Inquiry], [Case], [Rated],
// [Exchanged]. A [Result] is what [Model.Score] reads at an instant, and its [Line]s explain it.
//
// A card scores the conduct of one side: [DefaultCustomerCard] ours as customers perceive it, [DefaultPartnerCard] that of
// partners towards us, [DefaultEmployeeCard] that of staff. [DefaultSupplierCard] and [DefaultDistributorCard] ask what partners
// do, [DefaultTrustCard] in what and in whom there is trust, and [DefaultCommitmentCard] reads an outcome, not a part.
//
// Beside the cards stand the measures, from [Share]s counted to [Dialogue]s and [Reputation]s kept: the table below lists them.
// What surveys say is in package survey. [LoyaltyOf] says of which kind a loyalty is, and a [Backtest] whether a score predicts.
//
// # The shortest program
//
//	model, _, err := loyalty.DefaultCustomerCard().Compile()
//	var state loyalty.State // nothing is known
//	err = model.Observe(&state, rating)
//	result, err := model.Score(state, nil, asOf)
//	fmt.Println(result.Points, result.Band)
//
// # Which function do I want?
//
//	an event of package relationship       Model.Observe; from a source half believed, Model.ObserveFrom
//	evidence of your own                   Rated, Promise, Inquiry, Case, Exchanged …, then Model.ObserveEvidence
//	a number of your own as 0 to 1         Curve, Saturating, LowerIsBetter
//	what two machines saw                  Model.Merge
//	the score                              Model.Score, with what is open at that instant; of many, Batch
//	how sure it is                         Result.Interval, Result.BandConfident
//	why                                    Result.Lines, TopStrengths, TopRisks, TopPotential, Risks
//	in the words of another theory         Result.Groups with ThreePillars, FiveFoci …
//	which factors can be relied on         Result.Known
//	how often promises are kept            PromisesKept; by whom and how late, its fields
//	whether contact is two-way, regular    DialogueModel.Read
//	contracts, wallet, horizon             Formality, DefaultCommitmentCard with ShareOfWallet, CommitmentHorizon
//	a band that does not flicker           Model.NextBand
//	why it is not what it was              Change.Attribute; with one card, Compare
//	where it is going                      TrendOf with Model.Fast and a state for each, SlopeOf
//	when silence changes the band          Model.TimeToBand
//	which edition of a card is in force    Timeline.At
//	what to do                             StrategyPolicy.Advise
//	whom to choose                         Rank
//	a belief without a card                Evidence.Posterior; of results in categories, Outcomes.Compile
//	what to believe of a newcomer          PooledPrior
//	how long evidence is to live           SuggestHalfLife, Ceiling
//	of which kind a loyalty is             LoyaltyOf
//	four numbers for the board             Fundamentals
//	does the score predict                 NewBacktest
//
// What holds on a date, as a contract or a social bond, is no evidence of an event, and would count anew with each reading. To
// let it count, copy the state, which is a value, add Graded(value, weight) dated as-of to the copy, and score the copy.
//
// # The formulas
//
// Evidence is a pair R, S that fades by 2^(−Δ/h). With the prior of strength κ and mean m₀, which does not fade, the belief is
// Beta(α, β), α = κ·m₀ + R and β = κ·(1−m₀) + S; its mean is m = α/(α+β), its mass n = R + S, its uncertainty u = κ/(κ+n). The
// score is the weighted mean of the factors' m, rounded to points; the points go to the factors by largest remainder. What speaks
// against weighs [Factor].Negativity times as much, after the cap of an event; with more than 1 the mean is no estimate of a
// frequency.
//
// What events are evidence of, by the default policy. "We" is the scored side, "they" the other; w is the weight.
//
//	promise-closed   by us, delivered           trust           graded share·2^(−lateness/7d), w = stake
//	                 by us, broken              trust           against, w = stake
//	                 by us, renegotiated late   trust           against, stake·(1 − 2^(−lateness/7d))
//	delivery         by us, with a due date     trust           graded 2^(−lateness/7d), w = 1
//	reply            by us                      communication   graded 2^(−latency/h), w = 1: chat 5m, phone 1h, tender 5d, other 24h
//	resolution       by us                      satisfaction    against, severity·(1 − 0.9·recovery)
//	contact          social or informal         social-bond     for, w = 1
//	referral         by them                    social-bond     for, w = 1
//	rating           by them                    by aspect       graded (v−low)/(high−low), w = 1
//
// Ratings of satisfaction, recommendation, effort (high is easy) and quality speak of satisfaction; of ability, integrity,
// benevolence and knowledge of trust; of price and value of value; of communication and empathy of communication; of bond of
// the social bond. Commitment is an outcome and in no factor. One event weighs [Policy].MaxWeight at most.
//
// Open promises of ours, and open requests and complaints of theirs, are read anew at each instant and count against only:
// stake·(1−x) past the due date and its grace, 1−x after a request, and from a complaint's severity towards 1 after three
// days. A breach that goes on does not fade.
//
// # What is measured by what
//
// All are 0 to 1 unless the formula says otherwise, and missing, with ok false, where there is nothing to divide by. Shares come
// with Wilson's interval, beliefs with that of their Beta distribution. A source of "–" is a convention of this package.
//
//	measure                    made by                                   formula                          default             source
//	trust, six ways            DefaultTrustCard, TrustFactor             Σ ŵ·m                            equal, 365 d        Mayer 1995
//	promises                   Promise                                   share·2^(−late/h)                h 7 d               –
//	promises, counted          PromisesKept                              kept/closed; lateness; stake     –                   –
//	speed of answers           Inquiry                                   2^(−max(0, wait − grace)/h)      by channel          –
//	speed, counted             Latencies.Response, Turnaround            S(t) = Π(1 − d/n)                –                   Kaplan 1958
//	reciprocity                Reciprocity, DialogueReading.Reciprocity  4p(1−p), shrunk                  90 d, κ 2           –
//	initiative                 DialogueReading.Proactive                 for/(for + against)              90 d, κ 2           –
//	ease of access             DialogueReading.Access                    for/(for + against)              patience 3 d        –
//	rate and rhythm            DialogueReading.Rate, Rhythm.Regularity   n·ln2/h a day; 1/(1+CV²)         365 days            –
//	formality                  Formality                                 Σ v·c/Σ v                        1, 0.5, 0           –
//	commitment                 CommitmentHorizon, RenewalEvidence        1 − 2^(−T/h); for, against       365 d, notice 90 d  –
//	                           ShareOfWallet, Exclusivity                ours/all; needs met by us alone  –                   –
//	both ways                  BothWays, NewCommitment                   min(a, b), a − b in −1…1         –                   Gustafsson 2005
//	satisfaction               Rated                                     (v − low)/(high − low)           –                   –
//	                           survey.NPS, survey.CSAT                   100(p − d); 4 and 5 of 5         –                   Rocks 2016
//	                           survey.CES, survey.CES1                   5 to 7 of 7; 1 and 2 of 5        –                   Dixon 2010
//	                           survey.SERVQUAL                           Σ w·(P − E) in −6…6              equal weights       Parasuraman 1988
//	perceived, internal        survey.CompareQuality                     internal − perceived in −1…1     –                   –
//	complaints                 Case, Recovery                            against σ(1 − 0.9ρ)              .5, .3, .2          Orsingher 2010
//	complaints, counted        ComplaintsHandled                         resolved/made; Σσρ/Σσ            –                   –
//	value                      Exchanged                                 B/(B + C)                        –                   –
//	mutual benefit             MutualBenefit                             1 − |a−b|/(a+b); 2ab/(a+b)       half-even           –
//	initiatives, ideals        MutualInterest, SharedIdeals              4pq; |A∩B|/|A∪B|                 –                   Jaccard 1901
//	social bond                BondOf, PersonalShare                     n/(n + 3); personal/contacts     365 d               –
//	a rating by hand           Disagreement                              points outside of the interval   –                   –
//	respect                    Restraint, OptOuts                        min(1, limit/contacts)           grace 0             –
//	the index                  DefaultCustomerCard                       Σ ŵ·m, points by largest rest    five factors        OECD 2008
//	why it changed             Change.Attribute                          differences of S, in points      –                   –
//	where it is going          TrendOf                                   m at h/4 − m                     1 deviation         –
//	                           SlopeOf                                   median slope, exact P            –                   Sen 1968
//	when silence changes it    Model.TimeToBand                          t = −h·log₂ k, by halving        –                   –
//	groups of it               Result.Groups with ThreePillars,          subtotals                        –                   see each
//	                           DialogueTrustRespect, PayneElements,
//	                           FiveFoci, GoalsAndTools
//	partners                   DefaultSupplierCard                       Σ ŵ·m                            six factors         –
//	                           DefaultDistributorCard                    Σ ŵ·m                            six factors         –
//	prices                     PriceStability                            2^(−max(0, y − y*)/h)            0, 0.1              –
//	categories                 Outcomes                                  Σ v·(κa + R)/(κ + n)             equal bases         Jøsang 2007
//	newcomers of a segment     PooledPrior                               κ = 1/φ − 1                      2 at 0.5            Kleinman 1973
//	who is chosen              Rank                                      lower end of the interval        level of the card   –
//	kind of loyalty            LoyaltyOf, RelativeAttitude               P(A ≥ τ)·P(B ≥ τ)                0.5, clear 0.6      Dick 1994
//	referrals                  ReferralRate, ReferralValue               referrers/active; Σ margin/2     ½                   –
//	recognition                Recognised                                for, against                     –                   –
//	expectation                Expectation, DesiresMet                   E + λ(P − E), gap P − E          λ 0.3               Boulding 1993
//	strategy                   DefaultStrategyPolicy, Result.Weakest     largest ŵ·(1 − m)                five factors        Berry 1983
//	fundamentals               Result.Gauge, SatisfactionGauge           m; Σ m/n                         –                   –
//	                           LoyaltyGauge                              Σ P(true)/n                      –                   –
//	                           ProfitabilityGauge, RetentionGauge        Σ c/Σ m ≤ 1; (end − new)/start   –                   Cochran 1977
//	predictive power           NewBacktest                               AUC, Brier, log loss, lift       ten bins            Murphy 1973
//	resilience                 Posterior.Resilience                      (κ + n)/(κ + n + 1)              –                   –
//	reputation                 NewReputationModel, Reputation            m by audience, gap in −1…1       365 d, κ 2          Newcombe 1998
//	community                  ActiveShare, Activity, Community          counts; Σ 2^(−age/h)             –                   –
//	openness                   Disclosure, DisclosedInTime               as promises                      h 7 d               –
//	beyond price               OffDealShare, OffDealTrend                margin without offer/margin      –                   –
//
// # The ceiling
//
// What fades cannot be perfect: with one perfect item each Δ the mass stops at n = 1/(1 − 2^(−Δ/h)), and the mean with it.
// Compile warns of bands that a factor cannot reach at its cadence. With κ = 2 and m₀ = 0.5:
//
//	cadence     half-life   best mean   its 90 % lower bound
//	weekly      180 d       0.975       0.925
//	monthly     180 d       0.910       0.745
//	quarterly   180 d       0.814       0.505
//	quarterly   365 d       0.880       0.663
//	yearly      365 d       0.750       0.368
//
// # What is not so
//
// These sound true and are false; no code should rely on them.
//
//  1. More evidence never widens the interval. One failure after a hundred successes takes the standard deviation from 0.0098
//     to 0.0137.
//  2. Fading always widens the interval. With a strong extreme prior it narrowed from 0.279 to 0.119; mass and uncertainty are
//     what moves one way.
//  3. Ranks are stable without news. 0.799 and 0.875 became 0.750 and 0.521 after 6.6 half-lives.
//  4. An observation below the mean never raises the lower bound. One a little below did in 2971 of 3000 cases: there is less
//     doubt. Only a full failure never does.
//  5. A central interval contains the mean. Not with a shape below 1, which is why [Prior] refuses it.
//  6. Adding a good factor never lowers a renormalised score. It did in half of the cases.
//  7. Who keeps all promises has missed none. [PromisesKept] counts what was closed; an overdue one that nobody closes is in
//     [relationship.Open], and against the side in a score.
//  8. Regular contact is going on. [Rhythm] knows gaps between contacts, and the silence since the last is none yet.
//  9. An event that Observe takes was of use. Those of the other side, of kinds without a rule and on scales that an instrument
//     does not have are passed over: look at the masses of a state, or at the answers of a tally, if they stay at nothing.
//  10. [Result.CautiousInterval] always holds [Result.Interval]. With beliefs as lopsided as Beta(19, 1) it ended at 7455, the
//     other at 7458; on the default cards it does.
//
// # Units
//
// Scores are points of 0 to 10000; shares, means and coverages are 0 to 1; masses count observations; lengths of time are a
// [Span] or a [HalfLife]. A score is no probability, unless it was calibrated against outcomes. One without evidence is 5000
// on the default cards, which is why the band is [Unrated] until half of the weight is covered.
//
// # Errors
//
// Errors live at the doors: Compile, ParseCard, the constructors of items, Observe, Merge, Score and the decoders. Values out
// of range are refused and not clamped. Each error wraps one of [ErrInvalid], [ErrAsOfBeforeState], [ErrUnknownFactor],
// [ErrInsufficient], [ErrFull], [ErrOtherCard] and [ErrDecode]. No input makes anything here panic.
//
// # Accuracy
//
// Equal evidence in any order or split gives the same state to 1e-12 relative, and the same points except within 1e-9 of a
// rounding edge. Quantiles are right to 1e-12. Stored states and cards come back to the bit.
//
// # References
//
//   - L. L. Berry, Relationship Marketing, in Emerging Perspectives on Services Marketing, AMA, 1983: the five strategies.
//   - W. Boulding, A. Kalra, R. Staelin and V. A. Zeithaml, A dynamic process model of service quality, Journal of Marketing
//     Research 30(1), 1993: expectations that learn.
//   - W. G. Cochran, Sampling Techniques, 3rd ed., Wiley, 1977: the ratio estimate.
//   - A. S. Dick and K. Basu, Customer loyalty: toward an integrated conceptual framework, Journal of the Academy of Marketing
//     Science 22(2), 1994: the quadrants.
//   - A. Gustafsson, M. D. Johnson and I. Roos, The effects of customer satisfaction, relationship commitment dimensions, and
//     triggers on customer retention, Journal of Marketing 69(4), 2005: affective and calculative commitment.
//   - P. Jaccard, Étude comparative de la distribution florale, Bulletin de la Société Vaudoise des Sciences Naturelles 37, 1901.
//   - A. Jøsang and R. Ismail, The Beta Reputation System, 15th Bled Electronic Commerce Conference, 2002: the kernel.
//   - A. Jøsang and J. Haller, Dirichlet Reputation Systems, ARES, 2007: categories.
//   - E. L. Kaplan and P. Meier, Nonparametric estimation from incomplete observations, JASA 53, 1958: what still waits.
//   - J. C. Kleinman, Proportions with extraneous variance, JASA 68, 1973: the prior of a segment.
//   - R. C. Mayer, J. H. Davis and F. D. Schoorman, An integrative model of organizational trust, Academy of Management Review
//     20(3), 1995: ability, integrity and benevolence.
//   - R. M. Morgan and S. D. Hunt, The commitment-trust theory of relationship marketing, Journal of Marketing 58(3), 1994.
//   - A. H. Murphy, A new vector partition of the probability score, Journal of Applied Meteorology 12, 1973.
//   - R. G. Newcombe, Interval estimation for the difference between independent proportions, Statistics in Medicine 17, 1998.
//   - C. Orsingher, S. Valentini and M. de Angelis, A meta-analysis of satisfaction with complaint handling in services,
//     Journal of the Academy of Marketing Science 38(2), 2010: the order of the three sides of recovery.
//   - OECD and JRC, Handbook on Constructing Composite Indicators, 2008: equal weights as the baseline.
//   - P. K. Sen, Estimates of the regression coefficient based on Kendall's tau, JASA 63, 1968: the slope of a series.
//   - E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22, 1927: the interval of shares.
package loyalty
