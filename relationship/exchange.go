package relationship

import (
	"cmp"
	"iter"
	"slices"
	"time"
)

// Exchange is a request and its reply. The zero value is none.
type Exchange struct {
	// Request is the id of the request, Reply that of the first reply to it.
	Request, Reply EventID
	// Key is the relationship.
	Key Key
	// By is who asked.
	By Actor
	// Channel is the way on which the request came.
	Channel Channel
	// Asked is when the request came, Answered when the reply did, which is not earlier.
	Asked, Answered time.Time
}

// Latency returns the time that the reply took, at least 0; what is longer than 292 years stays at that.
func (x Exchange) Latency() time.Duration { return x.Answered.Sub(x.Asked) }

// Exchanges pairs the requests among events with their replies, in whatever order they come: those with at least one reply, each with its
// earliest, in the order of the instants of the requests and then of their ids. A reply whose request is not among the events counts all the
// same, as it repeats the instant and the channel: it was asked by the other side than the one that replies. Requests that wait for their
// reply at an instant are those of [History.Open].
//
// The error is a [*ConflictError] when a reply contradicts its request or another reply to it, or two requests have one id. Cost:
// O(n log n).
func Exchanges(events iter.Seq[Event]) ([]Exchange, error) {
	asked := map[EventID]Request{}
	var found []Exchange
	for e := range orNone(events) {
		switch v := valueOf(e).(type) {
		case Request:
			if known, twice := asked[v.id]; twice && !known.Equal(v) {
				return nil, &ConflictError{ID: v.id}
			}
			asked[v.id] = v
		case Reply:
			found = append(found, Exchange{v.request, v.id, v.key, v.actor.other(), v.channel, v.requestedAt, v.at})
		}
	}
	slices.SortFunc(found, func(a, b Exchange) int {
		return cmp.Or(a.Asked.Compare(b.Asked), cmp.Compare(a.Request, b.Request), a.Answered.Compare(b.Answered), cmp.Compare(a.Reply, b.Reply))
	})
	first := map[EventID]Exchange{}
	pairs := found[:0]
	for _, x := range found {
		request, known := asked[x.Request]
		if known {
			x.By = request.actor
		}
		earlier, answered := first[x.Request]
		if known && !x.matches(Exchange{Key: request.key, Channel: request.channel, Asked: request.at}) || answered && !x.matches(earlier) {
			return nil, &ConflictError{ID: x.Request}
		}
		if !answered {
			first[x.Request] = x
			pairs = append(pairs, x)
		}
	}
	return pairs, nil
}

// matches reports whether both speak of the same request.
func (x Exchange) matches(o Exchange) bool {
	return x.Key == o.Key && x.Channel == o.Channel && x.Asked.Equal(o.Asked)
}
