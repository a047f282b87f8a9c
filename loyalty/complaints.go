package loyalty

import (
	"cmp"
	"iter"
	"math"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// ComplaintRecord is what became of the complaints of one side, in counts: what is to be shown beside a score, in which a
// complaint only counts against. Whether they that complained are the more loyal for it, their next rating tells, not this.
type ComplaintRecord struct {
	// Resolved is how many were resolved, of all that were made.
	Resolved Share
	// Satisfied is how many of those that complained were content, of those resolved of which their verdict is known.
	Satisfied Share
	// Severity is the sum of the severities of what was resolved.
	Severity float64
	// MadeGood is the sum of the same, each times its recovery.
	MadeGood float64
	// Handling is how long the resolved took, and how long the others have waited.
	Handling Turnaround
}

// Open returns how many are not resolved.
func (r ComplaintRecord) Open() int { return r.Resolved.Of - r.Resolved.Hits }

// Recovered returns the share of what was resolved that was made good, weighted with its severity, from 0 to 1: Σσᵢρᵢ/Σσᵢ;
// false where nothing was resolved, and of sums that no complaints have.
func (r ComplaintRecord) Recovered() (share float64, ok bool) {
	if !(r.Severity > 0 && r.Severity <= math.MaxFloat64 && r.MadeGood >= 0 && r.MadeGood <= r.Severity) {
		return 0, false
	}
	return r.MadeGood / r.Severity, true
}

// ComplaintsHandled counts the complaints that one side made after from and at or before to, as they stand at to. A resolution
// repeats what the complaint said, so that a complaint counts once with either or both; of two resolutions of one complaint the
// earlier counts, and of two at one instant that with the lesser id. Other events are passed over, and so are resolutions after
// to; the order of events does not matter, that of the sums of severities apart, which are floats.
//
// Laws: an open complaint more never raises the share of Resolved, nor the share that is handled within a limit; its resolution
// never lowers the first. The window may be empty. The error joins what is wrong with the side and the window, or is that of an
// event that is nil.
func ComplaintsHandled(events iter.Seq[relationship.Event], by relationship.Actor, from, to time.Time) (ComplaintRecord, error) {
	w, err := windowOfSide(by, from, to)
	if err != nil {
		return ComplaintRecord{}, err
	}
	made := map[relationship.EventID]time.Time{}
	resolved := map[relationship.EventID]relationship.Resolution{}
	var order []relationship.EventID // of the resolved, so that sums have one
	err = each(events, func(event relationship.Event) {
		switch e := event.(type) {
		case relationship.Complaint:
			if e.Actor() == by && w.holds(e.At()) {
				made[e.ID()] = e.At()
			}
		case relationship.Resolution:
			if e.By() != by || !w.holds(e.ComplainedAt()) || e.At().After(to) {
				return
			}
			first, told := resolved[e.Complaint()]
			if !told {
				order = append(order, e.Complaint())
			}
			if !told || cmp.Or(e.At().Compare(first.At()), cmp.Compare(e.ID(), first.ID())) < 0 {
				resolved[e.Complaint()] = e
			}
		}
	})
	if err != nil {
		return ComplaintRecord{}, err
	}
	var r ComplaintRecord
	for _, id := range order {
		r.resolved(resolved[id])
	}
	for id, at := range made { // counts do not hang on the order
		if _, done := resolved[id]; !done {
			r.Resolved.Count(false)
			r.Handling.Waiting.counted(Span(to.Sub(at)))
		}
	}
	return r, nil
}

// resolved takes in how a complaint ended.
func (r *ComplaintRecord) resolved(e relationship.Resolution) {
	r.Resolved.Count(true)
	if e.Verdict() != relationship.VerdictUnknown {
		r.Satisfied.Count(e.Verdict() == relationship.VerdictSatisfied)
	}
	r.Severity += e.Severity()
	r.MadeGood += float64(e.Severity() * e.Recovery())
	r.Handling.Done.counted(Span(e.At().Sub(e.ComplainedAt())))
}
