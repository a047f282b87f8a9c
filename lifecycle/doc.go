// Package lifecycle says where a relationship stands: it carries customers and partners from stage to stage as things happen, and as
// time passes and nothing does, and keeps for every move the date and the reason.
//
// # The nouns
//
//   - A [Definition] is a life cycle: stages, kinds of events, and rules that lead from one stage to another. It is made from data, a
//     [Spec] of [Rule] values, by [Compile], which refuses what cannot work. One definition serves any number of relationships.
//   - A [State] is where one relationship stands: 64 bytes, a plain value. A [Step] is the record of what one event did to it.
//   - [Facts] is what guards read: instants and counts that events fill in, and scores that the caller copies in. A [Score] may be unknown,
//     and then it passes no guard.
//   - A [Course] joins a definition with the events of package relationship, and a [Standing] is a State with its Facts: what a service
//     stores for each [relationship.Key].
//   - [Customer] and [Partner] are ready-made courses of six and of seven stages; [CustomerPolicy] and [PartnerPolicy] hold their numbers,
//     and work as they are.
//   - [Phase] and [Rung] speak of both in the same words; [CustomerStage.Partner] and [PartnerStage.Customer] lead from the one to the other.
//   - [Gaps] are the silences between the purchases of a base: they say which silence is unusual, and [Gaps.Thresholds] makes of that the
//     LapseAfter and DormantAfter of a [CustomerPolicy].
//   - A [Plan] says whom to contact when and why, and whom not and why not; a [Touch] is one such contact. It reads [PlanFacts], which
//     [PlanFactsOf] makes from events. [AfterSalesCoverage] and [NeedsCoverage] say how well a party is served.
//   - A [Tally] counts what the histories of a base say, over a [TallyWindow] of calendar periods: from which stage to which in each
//     period, by which moves, and after how many days. Package markov estimates from it.
//
// # The shortest program
//
// history is a [relationship.History], ada a key, today an instant; errors are left out:
//
//	customers, _ := lifecycle.Customer(lifecycle.CustomerPolicy{})
//	path, _ := customers.Path(history.Of(ada), today)
//	for _, move := range path {
//		fmt.Println(move) // 2026-01-05 discovery → purchase by purchased: first order
//	}
//
// A service keeps a standing for each relationship, and hands it every event as it happens:
//
//	var standing lifecycle.CustomerStanding // or the one from the database, which is JSON
//	standing.Facts.Trust = lifecycle.Points(8200)
//	err := customers.Observe(&standing, order, func(s lifecycle.CustomerStep) { audit = append(audit, s) })
//	next, waits := customers.NextDue(&standing) // next.At is when to call customers.Advance
//
// # Which function do I want?
//
//   - How a relationship came to where it stands: [Course.Path]. From a stored standing on: [Course.Replay].
//   - To take in one event: [Course.Observe]. To let time pass: [Course.Advance], as often or as seldom as you like.
//   - When to look again: [Course.NextDue]. What could happen now, and why not the rest: [Course.Permitted].
//   - To define stages of your own: [Compile], with [NewCourse] for the facts and events of this library, or [Definition.Step],
//     [Definition.Advance] and [Definition.Replay] for yours.
//   - To draw it: [Definition.Mermaid] and [Definition.DOT]. To check it against a specification: [Definition.Table]; as data:
//     [Definition.Edges].
//   - Whether time alone has moved it by now, without moving it: [Course.Due].
//   - Whether a gate can be passed at all: [Definition.Warnings], with the ceilings of the scores in [PartnerPolicy].
//   - To carry stored states over to the next version of a definition: [NewMigration].
//   - From when on a customer counts as lapsing: [Gaps.Thresholds], or [Gaps.ThresholdsWithin] for one with gaps of its own; what such an
//     alarm is worth: [Gaps.Returned]. Customers in seven stages, without a signature: [PartnerPolicy].ByConduct.
//   - Whom to contact today, whom not, and why: [Plan.On]. A year ahead or back: [Plan.Calendar]. To record that it was done:
//     [Touch.Contact].
//   - Whether every deal got its after-sales check: [Plan.AfterSales]. What a party turns to another firm for: [NeedsCoverageOf].
//   - To count stages over a base: [Course.Tally], or [Definition.Tally] where steps were kept. What the counts say (conversion, time in
//     each stage, survival, value per stage): package lifecycle/markov; examples/stagevalue shows it from end to end.
//
// # Time
//
// Nothing here asks a clock. A move by time is made at the instant at which it was due, however late Advance is called: ticking every day
// and ticking once give the same. So that this holds, time rules read instants and no scores, and have no guards. A move that is due at
// the very instant of an event comes first. Days are 24 hours: all instants are in UTC. Idle counts from the party's own last act and
// never from what we send it, for a mailing is no sign of life.
//
// # What happened, and what is asked for
//
// Most events are observations. A customer who buys while dormant has bought: an observation is never an error, and where no rule is for
// it, it is recorded as [Ignored]. A few are commands, such as to start winning a party back; they can be [Rejected]. Nothing is called
// back: the caller reads the records and acts on them, in a transaction of its own, with State.Seq as the expected value of a
// compare-and-set. That an id is observed once is the caller's care, or that of [relationship.History].
//
// A standing belongs to one relationship. Order matters here, unlike in the other packages: an event that is older than what was taken in
// is refused, and then the way is to add it to a History and to replay that.
//
// # Whom to contact when
//
// A [Plan] is a pure function of dates: welcome pack, policy pack, newsletter, anniversary, renewal reminder, after-sales check and offer
// fall due by the calendar, months as months, 29 February by a declared rule. Service comes before sales: while a complaint, a request or
// a dispute is open nothing that sells is made, and the touch says which one it waits for. What sells needs consent and keeps to a contact
// cap; what serves counts in the cap and is never put off by it. Every touch is in the list with exactly one status: planned, due, done,
// deferred, suppressed or missed. It is done when a contact in the log has its id.
//
//	plan, _ := lifecycle.NewPlan(lifecycle.PlanPolicy{})
//	facts, _ := lifecycle.PlanFactsOf(history.Of(ada))
//	facts.Stages = lifecycle.StageChanges(path, lifecycle.CustomerPlanStage) // without it whoever bought once is a customer for ever
//	touches, _ := plan.On(facts, today)                                      // those with the status TouchDue are to be made today
//
// # Who should not use it
//
// There are no nested stages, no parallel ones and no actions: it is no workflow engine.
//
// # Errors
//
// [Compile], [Customer] and [Partner] join everything that is wrong, each a [*ConfigError]. Observe, Step, Advance and Replay have
// [*EventError], [*OrderError], [*RejectedError] and [*StateError]; decoding has [*DecodeError]. [NewPlan], [NewTallyWindow] and
// [NewMigration] join [*ConfigError]s too; what a plan is asked and told has [*PlanError], a tally [*TallyError], and gaps have [*GapsError],
// which is [ErrFewGaps] where they are too few to say. Each is one of the sentinels by errors.Is.
// No input makes anything here panic; a guard of your own that panics is not recovered.
//
// # Stored forms
//
// State, Facts, Standing and Gaps have a JSON form and a binary form, Tally and Touch a JSON form, each with a version. They are strict
// when read and the same for equal values when written, and each version will be read forever. The binary form of a standing is an eighth
// of the size and is read some eighty times as fast; it stores stages, channels and voices by their numbers, so the numbers of a stored
// enumeration are never reused.
//
// # References
//
//   - F. R. Dwyer, P. H. Schurr and S. Oh, Developing buyer-seller relationships, Journal of Marketing 51(2), 1987: the phases.
//   - R. M. Morgan and S. D. Hunt, The commitment-trust theory of relationship marketing, Journal of Marketing 58(3), 1994.
//   - A. O. Hirschman, Exit, Voice, and Loyalty, 1970: a complaint is a voice, and no exit.
//   - B. Stauss and C. Friege, Regaining service customers, Journal of Service Research 1(4), 1999: second lifetimes.
//   - F. F. Reichheld, The one number you need to grow, Harvard Business Review 81(12), 2003: promoters and detractors.
//   - C. M. Harmeling, R. W. Palmatier, M. B. Houston, M. J. Arnold and S. A. Samaha, Transformational relationship events, Journal of
//     Marketing 79(5), 2015: relationships also change in jumps.
//   - A. Payne, M. Christopher, M. Clark and H. Peck, Relationship Marketing for Competitive Advantage, 1995: the ladder.
//   - E. L. Kaplan and P. Meier, Nonparametric estimation from incomplete observations, Journal of the American Statistical Association
//     53, 1958: silences that have not ended yet.
//   - United Nations Convention on Contracts for the International Sale of Goods, 1980, article 18: acceptance by conduct.
package lifecycle
