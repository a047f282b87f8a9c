package loyalty

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// Restraint is respect for how much contact was consented to: min(1, limit/contacts), 1 as long as the contacts of a window stay
// within the limit, ½ at twice as many. It is false where there was no contact: nobody was bothered, and nobody was spared.
// Counts are 0 or more. It is no evidence: to enter a score it is graded, by Graded(value, weight), into a copy of the state
// before Score.
func Restraint(contacts, limit int) (value float64, ok bool, err error) {
	var f faults
	for _, x := range []struct {
		path  string
		count int
	}{{"contacts", contacts}, {"limit", limit}} {
		if x.count < 0 {
			f.add(x.path, strconv.Itoa(x.count), "a count >= 0")
		}
	}
	if err := f.err(); err != nil {
		return 0, false, err
	}
	if contacts == 0 {
		return 0, false, nil
	}
	return min(1, float64(limit)/float64(contacts)), true, nil
}

// Approaches counts how often one side turned to the other by itself, on one channel or on all if it is unset, after from and at
// or before to: its contacts and requests. Replies are owed and do not count. It is what Restraint is asked with. The window may be empty. The error
// joins what is wrong with the side, the channel and the window, or is that of an event that is nil.
func Approaches(events iter.Seq[relationship.Event], by relationship.Actor, channel relationship.Channel, from, to time.Time) (int, error) {
	var f faults
	w, err := windowOfSide(by, from, to)
	f.faulty(err)
	f.checkChannel(channel)
	if err := f.err(); err != nil {
		return 0, err
	}
	n := 0
	err = each(events, func(event relationship.Event) {
		if a, ok := approachOf(event); ok && event.Actor() == by && (channel == 0 || a == channel) && w.holds(event.At()) {
			n++
		}
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}

// approachOf returns the channel on which an event turns to the other side by itself.
func approachOf(event relationship.Event) (relationship.Channel, bool) {
	switch e := event.(type) {
	case relationship.Contact:
		return e.Channel(), true
	case relationship.Request:
		return e.Channel(), true
	}
	return 0, false
}

// OptOut is a withdrawn consent, and whether it was honoured in time.
type OptOut struct {
	// Key is the relationship.
	Key relationship.Key
	// Channel is the one that was closed.
	Channel relationship.Channel
	// At is when it was withdrawn.
	At time.Time
	// Until is when it was given again, the zero time if it was not.
	Until time.Time
	// Deadline is At and the grace.
	Deadline time.Time
	// Violations is how often the other side still turned to them there after the deadline.
	Violations int
	// First is the first of these times, the zero time if there is none.
	First time.Time
}

// Honoured reports whether there was no violation.
func (o OptOut) Honoured() bool { return o.Violations == 0 }

// Evidence returns what it says for or against the side that was to stop: 1 in favour at the deadline if it was honoured, else 1
// against at the first violation.
func (o OptOut) Evidence() (item Item, when time.Time) {
	if o.Honoured() {
		return Item{pro: 1}, o.Deadline
	}
	return Item{con: 1}, o.First
}

// OptOutConfig says which opt-outs are asked for.
type OptOutConfig struct {
	// By is the side that is to stop.
	By relationship.Actor
	// Grace is how long after the withdrawal it still may turn to the other; unset it is nothing.
	Grace Span
	// AsOf is the instant of which the answer is.
	AsOf time.Time
}

// OptOuts returns the consents that the other side than By withdrew and whose deadline is over, in the order of instants, then
// of channels and of relationships, each with what By did there until it was allowed again: its contacts and requests count, its replies are owed. A
// consent that was given again before the deadline, or withdrawn while it was withdrawn, is none. Events may be of many relationships, and
// come in any order; those after AsOf are passed over. The error joins the faults of the configuration, or is that of an event that is nil.
//
// Laws: a contact more never makes an opt-out honoured; a longer grace never makes one violated that was not.
func OptOuts(events iter.Seq[relationship.Event], cfg OptOutConfig) ([]OptOut, error) {
	var f faults
	f.checkSide("by", cfg.By)
	if cfg.Grace < 0 {
		f.add("grace", cfg.Grace.String(), "a span >= 0")
	}
	if _, err := instantOf("as-of", cfg.AsOf); err != nil {
		f.errs = append(f.errs, err)
	}
	if err := f.err(); err != nil {
		return nil, err
	}
	moves, err := consentMoves(events, cfg)
	if err != nil {
		return nil, err
	}
	var all []OptOut
	var current *OptOut // of the channel at hand, nil while it is allowed
	end := func() {
		if current != nil && !current.Deadline.After(cfg.AsOf) && (current.Until.IsZero() || !current.Until.Before(current.Deadline)) {
			all = append(all, *current)
		}
		current = nil
	}
	for i, m := range moves {
		if i > 0 && (m.key != moves[i-1].key || m.channel != moves[i-1].channel) {
			end()
		}
		switch {
		case m.kind == consentGiven && current != nil:
			current.Until = m.at
			end()
		case m.kind == consentWithdrawn && current == nil:
			current = &OptOut{Key: m.key, Channel: m.channel, At: m.at, Deadline: m.at.Add(time.Duration(cfg.Grace))}
		case m.kind == approached && current != nil && m.at.After(current.Deadline):
			if current.Violations++; current.Violations == 1 {
				current.First = m.at
			}
		}
	}
	end()
	slices.SortStableFunc(all, func(a, b OptOut) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Channel, b.Channel)) })
	return all, nil
}

// HonouredShare returns how many of them were honoured.
func HonouredShare(all []OptOut) Share {
	var s Share
	for _, o := range all {
		s.Count(o.Honoured())
	}
	return s
}

// consentMove is one event on a channel.
type consentMove struct {
	key     relationship.Key
	channel relationship.Channel
	at      time.Time
	kind    int
}

// The kinds of moves, in the order in which those of one instant are taken: what meets a withdrawal was under way.
const (
	consentGiven = iota
	approached
	consentWithdrawn
)

// consentMoves returns what matters up to an instant, relationship after relationship and there channel after channel, in the order
// of time.
func consentMoves(events iter.Seq[relationship.Event], cfg OptOutConfig) ([]consentMove, error) {
	var moves []consentMove
	err := each(events, func(event relationship.Event) {
		actor, move := otherSide(cfg.By), consentMove{}
		switch e := event.(type) {
		case relationship.ConsentGiven:
			move = consentMove{e.Key(), e.Channel(), e.At(), consentGiven}
		case relationship.ConsentWithdrawn:
			move = consentMove{e.Key(), e.Channel(), e.At(), consentWithdrawn}
		default:
			channel, ok := approachOf(event)
			if !ok {
				return
			}
			actor, move = cfg.By, consentMove{event.Key(), channel, event.At(), approached}
		}
		if event.Actor() == actor && !move.at.After(cfg.AsOf) {
			moves = append(moves, move)
		}
	})
	if err != nil {
		return nil, err
	}
	slices.SortFunc(moves, func(a, b consentMove) int {
		return cmp.Or(compareKeys(a.key, b.key), cmp.Compare(a.channel, b.channel), a.at.Compare(b.at), cmp.Compare(a.kind, b.kind))
	})
	return moves, nil
}

func compareKeys(a, b relationship.Key) int {
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Role, b.Role))
}
