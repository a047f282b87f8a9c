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
// each closing is to come once, as from relationship.History. What is open is in relationship.Open, and against the side in a
// score.
//
// Laws: InTime never exceeds Kept; the order of events does not matter, that of Record apart, whose sums are floats.
func PromisesKept(events iter.Seq[relationship.Event], by relationship.Actor, from, to time.Time) (PromiseConduct, error) {
	if err := checkWindow(by, from, to); err != nil {
		return PromiseConduct{}, err
	}
	var p PromiseConduct
	var counted []relationship.Event
	for event := range each(events) {
		e, ok := event.(relationship.PromiseClosed)
		if !ok || e.By() != by || !e.At().After(from) || e.At().After(to) {
			continue
		}
		counted = append(counted, e)
		late := Span(max(0, e.At().Sub(e.Due())))
		switch e.Outcome() {
		case relationship.OutcomeWaived:
			p.Waived++
			continue
		case relationship.OutcomeRenegotiated:
			p.Renegotiated++
			continue
		}
		full := e.Outcome() == relationship.OutcomeKept
		p.Kept.counted(full)
		p.InTime.counted(full && late <= Span(e.Grace()))
		if full || e.Outcome() == relationship.OutcomePartlyKept {
			if err := p.Lateness.Add(late, 1); err != nil {
				return PromiseConduct{}, err
			}
		}
	}
	p.Record = relationship.PromiseKeeping(slices.Values(counted), by, from, to)
	return p, nil
}

// checkWindow refuses what is no side and no window: from is before to.
func checkWindow(by relationship.Actor, from, to time.Time) error {
	var f faults
	f.checkSide("by", by)
	for _, x := range []struct {
		path string
		at   time.Time
	}{{"from", from}, {"to", to}} {
		if _, err := instantOf(x.path, x.at); err != nil {
			f.errs = append(f.errs, err)
		}
	}
	if !from.Before(to) {
		f.add("to", to.UTC().Format(time.RFC3339Nano), "an instant after from")
	}
	return f.err()
}

// each yields the events as values, and skips those that are none; a nil sequence has none.
func each(events iter.Seq[relationship.Event]) iter.Seq[relationship.Event] {
	return func(yield func(relationship.Event) bool) {
		if events == nil {
			return
		}
		for event := range events {
			if e := plain(event); e != nil && !yield(e) {
				return
			}
		}
	}
}
