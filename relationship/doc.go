// Package relationship says who the parties are to each other, what passes between them, and what of it is kept. It is the ground that
// the other packages of rapport stand on: they read its events and summaries, and agree through it on money and time.
//
// # The nouns
//
//   - Parties: a [Customer] buys, a [Partner] works with us in another way. What a party is to us is a [PartyKind], which belongs to one
//     [Group] and one [Market]; a [KindSet] holds several. A [PartyID] is the caller's own name for a party, and a [Key] names a
//     relationship: whose book it is, whom it is about, and in which role.
//   - Money: a [Money] is an exact amount in one [Currency]. [Rounding] says what happens to what does not fit the minor unit.
//   - Time: a [Date] is the day on a receipt, a [Unit] is what time is counted in when it becomes a number, a [Period] is a term by the
//     calendar, and a [Rate] is a discount rate that knows what it is a rate of.
//   - Events: every [Event] has an id, an instant, a key and an [Actor], and is of one [EventKind]; the table below says which one to
//     use. They are immutable values, each with a constructor, and have one stored form, JSON lines.
//   - The log: a [History] holds events, each once and in order.
//   - What is kept of events: a [Summary] of purchases and refunds; an [Open] of what was opened and is not closed; a [PromiseRecord] of
//     promises. The first two merge with others of their kind.
//
// # The events
//
//	what happened                                          event             who acts, unless it is told
//
//	an order was paid, or was free of charge               Purchase          the buyer
//	money was given back                                   Refund            the seller
//	goods or a service were handed over                    Delivery          the seller
//	goods came back                                        Return            the buyer
//	what was bought was used                               Use               the buyer
//	the buyer took up something more                       Expansion         the buyer
//
//	one side turned to the other; no answer is owed        Contact           is to be told
//	one side asked, and an answer is owed                  Request           is to be told
//	  … and it was given                                   Reply             is to be told
//	a channel may be used, from now on                     ConsentGiven      To
//	a channel may no longer be used                        ConsentWithdrawn  To
//
//	something was promised for a time                      PromiseMade       is to be told
//	  … and was kept, broken, waived or renegotiated       PromiseClosed     the promisor; the other side waives and renegotiates
//	one side said how good the other is, on a scale        Rating            is to be told
//	one side said that something is wrong                  Complaint         the buyer
//	  … and it was settled, well or badly                  Resolution        the seller
//	the two sides were in open conflict                    Dispute           is to be told
//	  … and made peace                                     Reconciliation    is to be told
//
//	an agreement was made                                  AgreementSigned   To
//	  … and goes on for another term                       AgreementRenewed  To
//	  … and is over                                        AgreementEnded    To
//
//	the party sent another one to us                       Referral          To
//	we looked back and decided what comes next             Review            From
//	the party refused an offer                             Decline           To
//	the party ended what it had                            Cancellation      To
//	we try to win the party back                           WinBackStarted    From
//	all dealings with the party are over                   PartyClosed       From
//
// The buyer is To among buyers and From among suppliers, by the role of the [Key], and the seller is the other; in a relationship that
// does not say who buys, these are to be told too. Each event has a constructor, [NewPurchase] and so on, and a config of its own.
//
// A [Reply], [PromiseClosed], [Resolution] or [Reconciliation] closes what another event opened. It repeats what the opening said, its
// instant above all, so that it counts without it and in any order.
//
// # The shortest program
//
//	eur := relationship.Must(relationship.ParseCurrency("EUR"))
//	var history relationship.Summary
//	order, err := relationship.NewPurchase(relationship.PurchaseConfig{
//		ID:     "order-1",
//		At:     time.Date(2026, 1, 2, 15, 4, 0, 0, time.UTC),
//		Key:    relationship.Key{From: "shop", To: "ada", Role: relationship.KindEndConsumer},
//		Amount: relationship.Must(relationship.ParseAmount("12.50", eur)),
//	})
//	if err != nil {
//		return err
//	}
//	if err := history.Observe(order); err != nil {
//		return err
//	}
//	fmt.Println(history.PurchaseDays(), history.Net()) // 1 12.50 EUR
//
// # Which function do I want?
//
//   - An amount from a form or a file: [ParseAmount]. From a database that hands out decimals: [NewMoney]. From a payment provider that
//     counts cents: [MoneyFromMinor]. From a forecast: [MoneyFromEstimate], which makes you say how to round.
//   - To add amounts: [Sum] for many, [Money.Add] for two. To compute with an amount as evidence: [Money.Estimate].
//   - To count time between instants: [Unit.Between]. Between dates: [Unit.BetweenDates]. To add a term to a date: [Period.End].
//   - To read events from a file or a queue: [ParseEvent] for one, [DecodeEvents] for a stream with bad lines in it, [ReadHistory] for a
//     log that is to be good as a whole. To write them: [AppendEvent], [EncodeEvents]. To tell kinds apart: [KindOf], or a type switch.
//   - To keep a log without duplicates, in order: [History.Add]. As of an earlier instant: [History.Until].
//   - To take in events: [Summary.Observe], and [Summarize] for those of many relationships at once. To join what two shops or two machines
//     saw: [Summary.Merge], or [History.Merge] if both may have seen the same.
//   - To know what is due or unanswered: [History.Open], or [Open.Observe] without a log. To know how a side keeps its word: [PromiseKeeping].
//   - What a summary comes to: [Summary.Totals].
//   - To store a summary: its binary form takes about ten bytes and three or four a day, its JSON form can be read by people.
//
// # Units
//
// There are three: [Day] is 86,400 seconds, [Week] is 7 days, [Year] is 365.2425 days. There is no month among them, because months
// differ; a term of months is a [Period] and is counted from a date. Instants are kept in UTC, and the civil date of an event is taken
// from the location of the time that was given. Nothing here asks a clock.
//
// # Values
//
// All types but [Summary], [Open] and [History] are small immutable values. Amounts and events are compared with their Equal methods; the
// others also with ==. What a constructor or a parser returned is valid, and methods that read it cannot fail.
// Each type says what its zero value is: useful where nothing means something, and otherwise not valid.
//
// # Errors
//
// Errors are met at the doors: constructors, parsers, decoders, Observe, Merge, and the arithmetic of two amounts, which may be in two
// currencies. Each wraps one of [ErrInvalid], [ErrAmount], [ErrCurrencyMismatch], [ErrOverflow], [ErrDecode] and [ErrConflict]; the facts are
// in [*InvalidError], [*AmountError], [*CurrencyMismatchError], [*DecodeError] and [*ConflictError], and in an [*EventError] which event it
// was. Only what a caller's reader or writer returns is handed on as it is. Constructors join everything that is wrong. Error texts hold no
// names of persons and no labels. No input makes anything here panic, but [Must] in the hands of the caller.
//
// # Accuracy
//
// Money is exact: sums keep the finest decimal place they have seen, and only [Money.Round] and [MoneyFromEstimate] round.
// [Money.Estimate] is the nearest float64. Amounts from outside have at most 38 digits and 18 decimal places; sums may grow to 10^100.
// Decimals are looked at before they are computed with, and no variable of the decimal package is read or set.
// [Unit.Between] and [Rate.Continuous] are within a few units in the last place.
//
// # Stored forms
//
// JSON and text forms are strict when read and the same for equal values when written; the binary form of a [Summary] has exactly one
// writing for each state. Each versioned form will be read forever.
//
// A log of events is one JSON object a line, in any order, as the next section says; a history is stored as its events.
// An [Open] has a JSON form only: it is small, and can be made anew from the log.
//
// # Events as JSON
//
// This is what [ParseEvent] reads and [AppendEvent] writes: one flat JSON object, in a log one a line. The first line here has everything
// that any event has, and the amount of a purchase; the second has the least that a contact needs.
//
//	{"kind":"purchase","id":"o-1","at":"2026-01-02T23:30:00Z","date":"2026-01-03","from":"shop","to":"ada","role":"end-consumer","actor":"to","amount":"12.50 EUR"}
//	{"kind":"contact","id":"c-1","at":"2026-01-02T23:30:00Z","from":"shop","to":"ada","role":"end-consumer","actor":"from","channel":"e-mail","purpose":"offer"}
//
// Fields stand as name: type, in square brackets if they may be left out, and may come in any order. All events have these:
//
//	kind: kind         what happened, as in the next table
//	id: id             your own name for the event; no two events of a log share one
//	at: instant        when it happened
//	[date: date]       the civil date, at most a day from that of the instant in UTC; if left out, the day at the offset of the instant
//	from: party        whose book it is
//	to: party          whom it is about, not the same as from
//	role: role         what to is to from
//	[actor: actor]     who acted; if left out, as in the table of events, and not to be left out where that says it is to be told
//
// And each kind has fields of its own:
//
//	kind               fields
//
//	purchase           amount: amount
//	refund             amount: amount, order: id, order_date: date
//	contact            channel: channel, [method: method], purpose: purpose, [informal: truth]
//	request            channel: channel, purpose: purpose
//	reply              request: id, requested_at: instant, channel: channel
//	promise-made       due: instant, [grace: length], [stake: number], [public: truth], [topic: label]
//	promise-closed     promise: id, made_at: instant, due: instant, [grace: length], [stake: number],
//	                   by: actor, outcome: outcome, [share: share]
//	rating             about: aspect, value: number, low: number, high: number
//	complaint          severity: share, [topic: label]
//	resolution         complaint: id, complained_at: instant, severity: share, [by: actor], [recovery: share],
//	                   [verdict: verdict]
//	referral           [referred: party]
//	use                [line: label]
//	delivery           [order: id], [due: instant]
//	return             order: id, [whole: truth]
//	review             [topic: label]
//	expansion          [line: label]
//	decline            [reason: label]
//	cancellation       [reason: label]
//	agreement-signed   agreement: id, form: form, [value: amount], start: date, [end: date],
//	                   [completeness: share]
//	agreement-renewed  agreement: id, [end: date]
//	agreement-ended    agreement: id, [reason: label]
//	dispute            severity: share, [topic: label]
//	reconciliation     dispute: id, disputed_at: instant, severity: share, [by: actor], [verdict: verdict]
//	win-back-started   [cost: amount]
//	consent-given      channel: channel
//	consent-withdrawn  channel: channel
//	party-closed       [reason: label]
//
// If left out, a stake is 1, by is the other side than the actor, and a verdict is unknown. The share of a promise that was partly kept
// must be there, above 0 and below 1; it is 1 if the promise was kept, and 0 or left out after any other outcome. Anything else that is
// left out is not known, not so, or 0. An order_date is not after the date, an end not before the start, a due of a promise not before it
// was made, and requested_at, made_at, complained_at and disputed_at are not after at. What is closed has another id than what closes it.
//
// The types, and below them the texts of the enumerations:
//
//	id, party          a text of 1 to 256 bytes, without control characters, and without space at either end
//	label              the same, or empty
//	instant            a text: "2026-01-02T23:30:00Z", or with up to nine digits of a fraction, or with an offset as "+01:00"
//	date               a text: "2026-01-02"
//	length             a text: "36h0m0s" or "36h", as time.ParseDuration reads it; not below 0
//	amount             a text: "12.50 EUR", or "150 PTS/0" in a currency of your own without decimal places; above 0 in a refund,
//	                   elsewhere not below 0
//	share              a number from 0 to 1; a severity is above 0
//	number             a number; a stake is above 0, and the value of a rating is from low to high, high above low
//	truth              true or false
//
//	actor              from, to
//	channel            mail, phone, e-mail, chat, text-message, web, app, social, in-person, tender, other
//	method             direct-mail-and-telephone, direct-marketing, database-marketing, crm
//	purpose            offer, service, information, feedback, follow-up, suggestion, social, joint-work
//	aspect             satisfaction, recommendation, effort, ability, integrity, benevolence, quality, price,
//	                   value, communication, empathy, knowledge, bond, commitment
//	outcome            kept, partly-kept, broken, waived, renegotiated
//	verdict            unknown, satisfied, dissatisfied
//	form               written, unsigned, oral
//	role               supplier, contractor, distributor, retailer, customer, end-consumer, peer-manufacturer,
//	                   independent-unit, alliance, stakeholder, referrer, recruiter, subsidiary, business-unit,
//	                   employee
//
// # References
//
//   - R. M. Morgan and S. D. Hunt, The commitment-trust theory of relationship marketing, Journal of Marketing 58(3), 1994: the groups.
//   - A. Payne, Advances in Relationship Marketing, 1995: the six markets.
//   - ISO 4217, Codes for the representation of currencies: the codes and their minor units.
//   - ISO 8601, Representations for information interchange of dates and times: the writing of dates.
//
// # One record
//
// What several channels know of their customers, each under ids of its own, becomes a [SourceRecord] each. [Resolve] brings together those
// that share a [MatchKey], also by way of others, and keeps of each field what a [SurvivorRule] says. The [Golden] record of a party says of
// every value who said so, what lost against it, and which keys joined whom. Error texts and String methods show no values of fields.
//
// # Levels, feedback and opportunities
//
// [Levels] reads from events which of Kotler's five levels a relationship has reached, which would pay, and what is missing; a [Pyramid] says how
// far the whole work on relationships has come. [Exchanges] pairs requests with their replies. [Feedback] gathers what is said about topics, with
// its trend and how it was dealt with, the topic first that matters to those who are worth most. An [Opportunity] is business that may come,
// with its expected and its discounted value; [Pipeline] adds them up.
//
// # Who they are to each other
//
// A [Relation] says how two parties came together and since when, and that tenure which was imposed is no evidence of attitude; [People] are
// the persons inside parties and the ties between them, and an [Opinion] is a human rating to be kept beside a score. Three books say what
// follows from events and refuse what does not, with a [*ChangeError] or an [*ExceedError], which wrap [ErrChange]: an [AgreementBook] what is
// in force, a [PromiseBook] how each promise stands, and an [OrderBook] what is left of each [Order] after refunds and returns.
package relationship
