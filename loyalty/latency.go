package loyalty

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// Latencies counts how long each side took to answer on each channel: what stands beside a score of responsiveness, which is
// made of [Inquiry]. The zero value has seen no answer and is ready to use. It is used by pointer, and copied with Clone.
//
// Laws: any order and any split of the same replies gives the same counts; Merge is commutative and associative, and has the
// zero value for identity. A reply that is given twice counts twice: duplicates are to be removed before, as
// relationship.History does.
type Latencies struct {
	lists []latencyList // in ascending order of side and channel, none empty
}

type latencyList struct {
	by      relationship.Actor
	channel relationship.Channel
	spans   SpanCounts
}

// compare orders lists.
func (l *latencyList) compare(by relationship.Actor, channel relationship.Channel) int {
	return cmp.Or(cmp.Compare(l.by, by), cmp.Compare(l.channel, channel))
}

// slot returns the counts of a side on a channel, and makes room for them.
func (l *Latencies) slot(by relationship.Actor, channel relationship.Channel) *SpanCounts {
	i := 0
	for i < len(l.lists) && l.lists[i].compare(by, channel) < 0 {
		i++
	}
	if i == len(l.lists) || l.lists[i].compare(by, channel) > 0 {
		l.lists = slices.Insert(l.lists, i, latencyList{by: by, channel: channel})
	}
	return &l.lists[i].spans
}

// Observe takes a relationship.Reply in; other events are no-ops. Latencies are counted by the clock, to the nanosecond:
// business hours are the caller's calendar. After an error l is as it was.
func (l *Latencies) Observe(event relationship.Event) error {
	switch e := plain(event).(type) {
	case nil:
		return errNoEvent()
	case relationship.Reply:
		if !e.Actor().IsValid() || !e.Channel().IsValid() {
			return &FieldError{Path: "event", Value: "nothing", Rule: "an event that was constructed"}
		}
		return l.slot(e.Actor(), e.Channel()).Add(Span(e.Latency()), 1)
	}
	return nil
}

// Merge adds what other counted, which is not changed; nil counted nothing. After an error, of more than an int holds, l is
// as it was.
func (l *Latencies) Merge(other *Latencies) error {
	if other == nil {
		return nil
	}
	sum := l.Clone()
	for _, o := range other.lists {
		if err := sum.slot(o.by, o.channel).Merge(o.spans); err != nil {
			return err
		}
	}
	*l = *sum
	return nil
}

// Response returns how fast one side answers on one channel, or on all of them if the channel is unset: what it answered, and
// how long the requests of the other side have waited that are open at asOf. Open may be nil. What is counted stays counted: an
// answer later than asOf is in it.
func (l *Latencies) Response(by relationship.Actor, channel relationship.Channel, open *relationship.Open, asOf time.Time) (Turnaround, error) {
	var f faults
	f.checkSide("by", by)
	f.checkChannel(channel)
	now, err := instantOf("as-of", asOf)
	if err != nil {
		f.errs = append(f.errs, err)
	}
	if err := f.err(); err != nil {
		return Turnaround{}, err
	}
	var t Turnaround
	for _, list := range l.lists {
		if list.by == by && (channel == 0 || list.channel == channel) {
			if err := t.Done.Merge(list.spans); err != nil {
				return Turnaround{}, err
			}
		}
	}
	if open == nil {
		return t, nil
	}
	for q := range open.Requests(now.time()) {
		if q.By == otherSide(by) && (channel == 0 || q.Channel == channel) {
			if err := t.Waiting.Add(Span(now.time().Sub(q.Since)), 1); err != nil {
				return Turnaround{}, err
			}
		}
	}
	return t, nil
}

// IsZero reports whether no answer was seen.
func (l *Latencies) IsZero() bool { return len(l.lists) == 0 }

// Equal reports whether both counted the same; nil counted nothing.
func (l *Latencies) Equal(other *Latencies) bool {
	if other == nil {
		return l.IsZero()
	}
	return slices.EqualFunc(l.lists, other.lists, func(a, b latencyList) bool {
		return a.compare(b.by, b.channel) == 0 && a.spans.Equal(b.spans)
	})
}

// Clone returns a copy that shares nothing with l.
func (l *Latencies) Clone() *Latencies {
	c := &Latencies{slices.Clone(l.lists)}
	for i := range c.lists {
		c.lists[i].spans = c.lists[i].spans.Clone()
	}
	return c
}

// The JSON form of latencies.
type (
	latenciesJSON struct {
		Version   int               `json:"version"`
		Latencies []latencyListJSON `json:"latencies"`
	}
	latencyListJSON struct {
		By      relationship.Actor   `json:"by"`
		Channel relationship.Channel `json:"channel"`
		Spans   []spanCountJSON      `json:"spans"`
	}
)

// MarshalJSON writes {"version":1,"latencies":[{"by":"from","channel":"chat","spans":[{"span":"5m","count":2}]}]}, the sides
// and channels in the order of their constants. Equal latencies give equal bytes.
func (l Latencies) MarshalJSON() ([]byte, error) {
	form := latenciesJSON{spanCountsVersion, []latencyListJSON{}}
	for _, list := range l.lists {
		form.Latencies = append(form.Latencies, latencyListJSON{list.by, list.channel, list.spans.form()})
	}
	return json.Marshal(form)
}

// UnmarshalJSON reads what MarshalJSON writes, and refuses unknown and missing fields, other versions, and lists that are empty or
// out of order. The error wraps ErrDecode; after it l is as it was.
func (l *Latencies) UnmarshalJSON(data []byte) error {
	const form = "latencies JSON"
	var read latenciesJSON
	if err := decodeStrict(form, data, &read); err != nil {
		return err
	}
	if read.Version != spanCountsVersion || read.Latencies == nil {
		return &DecodeError{Form: form, Where: "version", Rule: "version 1 with latencies"}
	}
	var next Latencies
	for i, x := range read.Latencies {
		where := at("latencies", i)
		if !x.By.IsValid() || !x.Channel.IsValid() || len(x.Spans) == 0 || i > 0 && next.lists[i-1].compare(x.By, x.Channel) >= 0 {
			return &DecodeError{Form: form, Where: where, Rule: "a side, a channel and spans, in ascending order and each once"}
		}
		list := latencyList{by: x.By, channel: x.Channel}
		if err := list.spans.read(form, where+".spans", x.Spans); err != nil {
			return err
		}
		next.lists = append(next.lists, list)
	}
	*l = next
	return nil
}
