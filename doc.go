// Package rapport is the front door of a library that scores relationships: where one stands, how strong it is, which group it
// is in, what it is worth, and why. It holds documentation only; the rooms are the packages below it.
//
//   - [github.com/rapport-go/rapport/relationship]: who the parties are to each other; exact money, civil dates, units and
//     rates; events; the summary that is kept of them.
//   - [github.com/rapport-go/rapport/clv]: from order histories to records, and from forecasts to exact money.
//   - [github.com/rapport-go/rapport/clv/btyd]: the models of customers who may leave without saying so, BG/NBD and
//     Gamma-Gamma: fits, forecasts, doubts.
//
// Everything goes one way. Events are observed into small values that merge; these are read at an explicit instant; what is
// read feeds a model; a model paired with a record answers, and exact money comes out:
//
//	Purchase, Refund → Summary → Record → forecast → Value
//
// There is no I/O, no clock, no goroutine and no state in any of it: a service calls it in the request. The tutorial
// examples/quickstart scores a whole order log from the command line.
//
// The example of this page is the shortest way from orders to a probability.
package rapport
