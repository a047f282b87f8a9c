package relationship

import (
	"iter"
	"math"
	"time"
)

// PromiseRecord says how a side kept its promises. The zero value is that of no promise.
type PromiseRecord struct {
	// N is the number of promises that were kept, partly kept or broken.
	N int
	// Stake is the sum of their stakes.
	Stake float64
	// Kept is the sum of their stakes, each times the share that was delivered.
	Kept float64
}

// PromiseKeeping adds up the promises of one side that were closed after from and at or before to: one kept counts in full, also when late,
// one partly kept by its share, one broken not at all, each weighted with its stake. Promises waived or renegotiated do not count, and other
// events are passed over; each closing is to come once, as from a [History].
//
// It is a plain share, drawn to no prior value by the number of promises: give N beside it. Sums that leave the range of float64 stay at its
// end.
func PromiseKeeping(events iter.Seq[Event], by Actor, from, to time.Time) PromiseRecord {
	var r PromiseRecord
	for e := range orNone(events) {
		var closed *PromiseClosed
		switch e := e.(type) {
		case PromiseClosed:
			closed = &e
		case *PromiseClosed:
			closed = e
		}
		if closed == nil || closed.by != by || !closed.at.After(from) || closed.at.After(to) {
			continue
		}
		switch closed.outcome {
		case OutcomeKept, OutcomePartlyKept, OutcomeBroken:
			delivered := closed.stake * closed.share // a variable, so that no processor fuses the product with the sum
			r.N++
			r.Stake = min(r.Stake+closed.stake, math.MaxFloat64)
			r.Kept = min(r.Kept+delivered, math.MaxFloat64)
		}
	}
	return r
}

// Points returns the share of the stake that was kept, from 0 to 10000; false if there was no promise.
func (r PromiseRecord) Points() (int, bool) {
	if r.N <= 0 || !(r.Stake > 0) {
		return 0, false
	}
	share := r.Kept / r.Stake
	if !(share >= 0) { // of no record that PromiseKeeping returns
		return 0, false
	}
	return int(math.Round(10_000 * min(share, 1))), true
}
