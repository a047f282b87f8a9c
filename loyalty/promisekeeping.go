package loyalty

import (
	"iter"
	"slices"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// PromiseConduct is how one side kept its promises, in counts: what is to be shown beside a score that promises are evidence
// of. A score alone praises whoever promises little; the number of promises and their stake tell.
type PromiseConduct struct {
	// Kept is how many were delivered in full, also late, of those kept, partly kept or broken.
	Kept Share
	// InTime is how many were delivered in full by their due date and grace, of the same.
	InTime Share
	// Lateness is how long after the due date those kept and partly kept were delivered; early and in time is 0. The grace is in it.
	Lateness SpanCounts
	// Waived and Renegotiated are those that the promisee released; they are in no share.
	Waived, Renegotiated int
	// Record is the stake: how much there was, and how much of it was kept.
	Record relationship.PromiseRecord
}

// PromisesKept counts the promises of one side that were closed after from and at or before to. Other events are passed over;
// each closing is to come once, as from relationship.History. What is open, however long it is
// overdue, is not counted: it is in relationship.Open, and against the side in a score. Whose events they are is not looked at: give
// those of one relationship, as of History.Of.
//
// The window may be empty. The error joins what is wrong with the side and the window, or is that of an event that is nil.
//
// Laws: InTime never exceeds Kept; the order of events does not matter, that of Record apart, whose sums are floats.
func PromisesKept(events iter.Seq[relationship.Event], by relationship.Actor, from, to time.Time) (PromiseConduct, error) {
	if _, err := windowOfSide(by, from, to); err != nil {
		return PromiseConduct{}, err
	}
	var p PromiseConduct
	var closed []relationship.Event
	err := eachWithin(events, from, to, func(e relationship.PromiseClosed) {
		if e.By() == by {
			closed = append(closed, e)
			p.count(e)
		}
	})
	if err != nil {
		return PromiseConduct{}, err
	}
	p.Record = relationship.PromiseKeeping(slices.Values(closed), by, from, to)
	return p, nil
}

// count takes in a promise of the side.
func (p *PromiseConduct) count(e relationship.PromiseClosed) {
	switch e.Outcome() {
	case relationship.OutcomeWaived:
		p.Waived++
		return
	case relationship.OutcomeRenegotiated:
		p.Renegotiated++
		return
	}
	full, late := e.Outcome() == relationship.OutcomeKept, Span(max(0, e.At().Sub(e.Due())))
	p.Kept.Count(full)
	p.InTime.Count(full && late <= Span(e.Grace()))
	if full || e.Outcome() == relationship.OutcomePartlyKept {
		p.Lateness.counted(late)
	}
}
