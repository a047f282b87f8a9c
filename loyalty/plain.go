package loyalty

import "github.com/rapport-go/rapport/relationship"

// plain returns an event of the kinds that measures read as a value, in whichever way it came; nil is none. Other
// events are returned as they are.
func plain(event relationship.Event) relationship.Event {
	switch e := event.(type) {
	case *relationship.Contact:
		return valueOf(e)
	case *relationship.Request:
		return valueOf(e)
	case *relationship.Referral:
		return valueOf(e)
	case *relationship.Reply:
		return valueOf(e)
	case *relationship.PromiseClosed:
		return valueOf(e)
	case *relationship.Complaint:
		return valueOf(e)
	case *relationship.Resolution:
		return valueOf(e)
	case *relationship.ConsentGiven:
		return valueOf(e)
	case *relationship.ConsentWithdrawn:
		return valueOf(e)
	}
	return event
}

func valueOf[E relationship.Event](e *E) relationship.Event {
	if e == nil {
		return nil
	}
	return *e
}

// otherSide returns the side that an actor turns to; of no side there is none.
func otherSide(a relationship.Actor) relationship.Actor {
	switch a {
	case relationship.ByFrom:
		return relationship.ByTo
	case relationship.ByTo:
		return relationship.ByFrom
	}
	return 0
}

// checkSide notes an actor that is no side.
func (f *faults) checkSide(path string, a relationship.Actor) {
	if !a.IsValid() {
		f.add(path, a.String(), "from or to")
	}
}

// checkChannel notes what is no channel; unset it stands for all.
func (f *faults) checkChannel(c relationship.Channel) {
	if c != 0 && !c.IsValid() {
		f.add("channel", c.String(), "a channel, or none for all")
	}
}
