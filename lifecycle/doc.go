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
//   - To draw it: [Definition.Mermaid]. To tabulate it: [Definition.Edges].
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
// # Who should not use it
//
// There are no nested stages, no parallel ones and no actions: it is no workflow engine.
//
// # Errors
//
// [Compile], [Customer] and [Partner] join everything that is wrong, each a [*ConfigError]. Observe, Step, Advance and Replay have
// [*EventError], [*OrderError], [*RejectedError] and [*StateError]; decoding has [*DecodeError]. Each is one of the sentinels by errors.Is.
// No input makes anything here panic; a guard of your own that panics is not recovered.
//
// # Stored forms
//
// State, Facts and Standing have a JSON form with a version. It is strict when read and the same for equal values when written, and each
// version will be read forever.
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
package lifecycle
