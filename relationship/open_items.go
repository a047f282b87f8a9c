package relationship

import (
	"iter"
	"time"
)

// OpenPromise is a promise that is not closed.
type OpenPromise struct {
	// ID is the id of the event that made it.
	ID EventID
	// By is the promisor.
	By Actor
	// Since is when it was made, Due when it is to be delivered.
	Since, Due time.Time
	// Grace is how long after Due still counts as in time.
	Grace time.Duration
	// Stake is how much depends on it.
	Stake float64
}

// OpenRequest is a request without a reply.
type OpenRequest struct {
	// ID is the id of the request.
	ID EventID
	// By is who asked.
	By Actor
	// Since is when it came.
	Since time.Time
	// Channel is the way on which it came.
	Channel Channel
}

// OpenComplaint is a complaint without a resolution.
type OpenComplaint struct {
	// ID is the id of the complaint.
	ID EventID
	// By is who complained.
	By Actor
	// Since is when it came.
	Since time.Time
	// Severity is how bad it is, above 0 and at most 1.
	Severity float64
}

// OpenDispute is a dispute without a reconciliation.
type OpenDispute struct {
	// ID is the id of the dispute.
	ID EventID
	// By is who began it.
	By Actor
	// Since is when it began.
	Since time.Time
	// Severity is how bad it is, above 0 and at most 1.
	Severity float64
}

// Promises yields the open promises that were made at or before asOf, in the order of their instants and then of their ids.
func (o *Open) Promises(asOf time.Time) iter.Seq[OpenPromise] {
	return func(yield func(OpenPromise) bool) {
		for p := range o.each(promises, asOf) {
			if !yield(OpenPromise{ID: p.id, By: p.by, Since: p.since, Due: p.due, Grace: p.grace, Stake: p.weight}) {
				return
			}
		}
	}
}

// Requests yields the open requests that came at or before asOf, in the order of their instants and then of their ids.
func (o *Open) Requests(asOf time.Time) iter.Seq[OpenRequest] {
	return func(yield func(OpenRequest) bool) {
		for r := range o.each(requests, asOf) {
			if !yield(OpenRequest{ID: r.id, By: r.by, Since: r.since, Channel: r.channel}) {
				return
			}
		}
	}
}

// Complaints yields the open complaints that came at or before asOf, in the order of their instants and then of their ids.
func (o *Open) Complaints(asOf time.Time) iter.Seq[OpenComplaint] {
	return func(yield func(OpenComplaint) bool) {
		for c := range o.each(complaints, asOf) {
			if !yield(OpenComplaint{ID: c.id, By: c.by, Since: c.since, Severity: c.weight}) {
				return
			}
		}
	}
}

// Disputes yields the open disputes that began at or before asOf, in the order of their instants and then of their ids.
func (o *Open) Disputes(asOf time.Time) iter.Seq[OpenDispute] {
	return func(yield func(OpenDispute) bool) {
		for d := range o.each(disputes, asOf) {
			if !yield(OpenDispute{ID: d.id, By: d.by, Since: d.since, Severity: d.weight}) {
				return
			}
		}
	}
}
