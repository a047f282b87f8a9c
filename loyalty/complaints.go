package loyalty

import (
	"iter"
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
// false where nothing was resolved.
func (r ComplaintRecord) Recovered() (share float64, ok bool) {
	if !(r.Severity > 0) {
		return 0, false
	}
	return min(1, max(0, r.MadeGood/r.Severity)), true
}

// ComplaintsHandled counts the complaints that one side made after from and at or before to, as they stand at to. A resolution
// repeats what the complaint said, so that a complaint counts once with either or both. Other events are passed over, and so
// are resolutions after to; the order of events does not matter, that of the sums of severities apart, which are floats.
//
// Laws: an open complaint more never raises the share of Resolved, nor the share that is handled within a limit; its resolution
// never lowers the first.
func ComplaintsHandled(events iter.Seq[relationship.Event], by relationship.Actor, from, to time.Time) (ComplaintRecord, error) {
	if err := checkWindow(by, from, to); err != nil {
		return ComplaintRecord{}, err
	}
	within := func(at time.Time) bool { return at.After(from) && !at.After(to) }
	var r ComplaintRecord
	resolved := map[relationship.EventID]bool{}
	made := map[relationship.EventID]time.Time{}
	for event := range each(events) {
		switch e := event.(type) {
		case relationship.Complaint:
			if e.Actor() == by && within(e.At()) {
				made[e.ID()] = e.At()
			}
		case relationship.Resolution:
			if e.By() != by || !within(e.ComplainedAt()) || e.At().After(to) || resolved[e.Complaint()] {
				continue
			}
			resolved[e.Complaint()] = true
			r.Resolved.counted(true)
			if e.Verdict() != relationship.VerdictUnknown {
				r.Satisfied.counted(e.Verdict() == relationship.VerdictSatisfied)
			}
			r.Severity += e.Severity()
			r.MadeGood += float64(e.Severity() * e.Recovery())
			if err := r.Handling.Done.Add(Span(e.At().Sub(e.ComplainedAt())), 1); err != nil {
				return ComplaintRecord{}, err
			}
		}
	}
	for id, at := range made { // counts do not hang on the order
		if resolved[id] {
			continue
		}
		r.Resolved.counted(false)
		if err := r.Handling.Waiting.Add(Span(to.Sub(at)), 1); err != nil {
			return ComplaintRecord{}, err
		}
	}
	return r, nil
}
