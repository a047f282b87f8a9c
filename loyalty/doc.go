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
// partners towards us, [DefaultEmployeeCard] that of staff. [Consistency] says how alike the members of staff serve.
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
//	an event of package relationship       Model.Observe
//	evidence of your own                   Rated, Promise, Inquiry, Case, Exchanged …, then Model.ObserveEvidence
//	what two machines saw                  Model.Merge
//	the score                              Model.Score, with what is open at that instant
//	how sure it is                         Result.Interval, Result.BandConfident
//	why                                    Result.Lines, Result.TopStrengths, Result.TopRisks
//	which factors can be relied on         Result.Known
//	a band that does not flicker           Model.NextBand
//	how long evidence is to live           SuggestHalfLife, Ceiling
//	a belief without a card                Evidence.Posterior
//
// # The formulas
//
// Evidence is a pair R, S that fades by 2^(−Δ/h). With the prior of strength κ and mean m₀, which does not fade, the belief is
// Beta(α, β), α = κ·m₀ + R and β = κ·(1−m₀) + S; its mean is m = α/(α+β), its mass n = R + S, its uncertainty u = κ/(κ+n). The
// score is the weighted mean of the factors' m, rounded to points; the points go to the factors by largest remainder.
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
//  7. [Result.CautiousInterval] always holds [Result.Interval]. With beliefs as lopsided as Beta(19, 1) it ended at 7455, the
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
// [ErrInsufficient], [ErrFull] and [ErrDecode]. No input makes anything here panic.
//
// # Accuracy
//
// Equal evidence in any order or split gives the same state to 1e-12 relative, and the same points except within 1e-9 of a
// rounding edge. Quantiles are right to 1e-12. Stored states and cards come back to the bit.
//
// # References
//
//   - A. Jøsang and R. Ismail, The Beta Reputation System, 15th Bled Electronic Commerce Conference, 2002: the kernel.
//   - R. M. Morgan and S. D. Hunt, The commitment-trust theory of relationship marketing, Journal of Marketing 58(3), 1994.
//   - C. Orsingher, S. Valentini and M. de Angelis, A meta-analysis of satisfaction with complaint handling in services,
//     Journal of the Academy of Marketing Science 38(2), 2010: the order of the three sides of recovery.
//   - OECD and JRC, Handbook on Constructing Composite Indicators, 2008: equal weights as the baseline.
package loyalty
