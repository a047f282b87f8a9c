// Package rapport is the front door of a library that scores relationships: where one stands, how strong it is, which group it
// is in, what it is worth, and why. It holds documentation only; the rooms are the packages below it.
//
//   - [github.com/rapport-go/rapport/relationship]: who the parties are to each other; exact money, civil dates, units and
//     rates; events and their history; the summary that is kept of them.
//   - [github.com/rapport-go/rapport/lifecycle]: where a relationship stands: definitions as data, moves by events and by time,
//     the path with its reasons.
//   - [github.com/rapport-go/rapport/loyalty]: how strong it is: evidence that fades, scorecards, points that sum, intervals.
//   - [github.com/rapport-go/rapport/segment]: which group it is in: recency, frequency, value, and grids that leave no gap.
//   - [github.com/rapport-go/rapport/clv]: from order histories to records, and from forecasts to exact money.
//   - [github.com/rapport-go/rapport/clv/btyd]: the models of customers who may leave without saying so, BG/NBD and
//     Gamma-Gamma: fits, forecasts, doubts.
//
// Everything goes one way. Events are observed into small values that merge; these are read at an explicit instant; what is
// read feeds a model; a model paired with a record answers, and exact money comes out:
//
//	events → History → Summary         → Record → forecast → Value      what it is worth
//	                   Summary         → RFM → score → segment          which group it is in
//	                   loyalty.State, Open     → points, lines, band    how strong it is
//	                   lifecycle.Standing      → stage, path, next move where it stands
//
// There is no I/O, no clock, no goroutine and no state in any of it: a service calls it in the request. The tutorial
// examples/quickstart scores a whole log from the command line, examples/inrequest one party in a web request.
//
// The example of this page is the shortest way from orders to a stage and a probability.
package rapport
