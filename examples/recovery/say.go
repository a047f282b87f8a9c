package main

import (
	"fmt"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// date writes the day of an instant.
func date(at time.Time) string { return at.UTC().Format(time.DateOnly) }

// length writes how long something took.
func length(d time.Duration) string {
	if d < 48*time.Hour {
		return fmt.Sprintf("%.0f h", d.Hours())
	}
	return fmt.Sprintf("%.0f d", d.Hours()/24)
}

// against says how an instant lies to the one that was due.
func against(due, at time.Time) string {
	switch {
	case at.After(due):
		return length(at.Sub(due)) + " late"
	case at.Before(due):
		return length(due.Sub(at)) + " before it is due"
	}
	return "when it is due"
}

// say tells an event in a few words. "We" is the shop.
func say(e relationship.Event) string {
	who := "we"
	if e.Actor() == relationship.ByTo {
		who = string(e.Key().To)
	}
	switch e := e.(type) {
	case relationship.Purchase:
		return fmt.Sprintf("%s buys for %v", who, e.Amount())
	case relationship.Delivery:
		if e.Due().IsZero() {
			return who + " deliver, without a date of its own"
		}
		return who + " deliver, " + against(e.Due(), e.At())
	case relationship.Rating:
		return fmt.Sprintf("%s rates %v %v on %v to %v", who, e.About(), e.Value(), e.Low(), e.High())
	case relationship.Request:
		return fmt.Sprintf("%s writes (%v, %v)", who, e.Channel(), e.Purpose())
	case relationship.Reply:
		return fmt.Sprintf("%s reply, after %s", who, length(e.Latency()))
	case relationship.Complaint:
		return fmt.Sprintf("%s complains of %s, severity %v", who, of(e.Topic()), e.Severity())
	case relationship.Resolution:
		return fmt.Sprintf("%s settle it, %v of 1 made good: %v", who, e.Recovery(), e.Verdict())
	case relationship.PromiseMade:
		to := ""
		if e.Public() {
			to = " in public"
		}
		return fmt.Sprintf("%s promise %s%s, by %s", who, of(e.Topic()), to, date(e.Due()))
	case relationship.PromiseClosed:
		if over := e.At().Sub(e.Due()); e.Outcome() == relationship.OutcomeBroken && over > 0 {
			return fmt.Sprintf("the promise is broken, %s past its date", length(over))
		}
		return fmt.Sprintf("the promise is %v, %s", e.Outcome(), against(e.Due(), e.At()))
	case relationship.Contact:
		return fmt.Sprintf("%s get in touch (%v, %v)", who, e.Channel(), e.Purpose())
	case relationship.Use:
		return who + " uses it"
	case relationship.Referral:
		return who + " recommends us"
	}
	kind, _ := relationship.KindOf(e)
	if who == "we" {
		who = "us"
	}
	return fmt.Sprintf("%v by %s", kind, who)
}

// of names a topic.
func of(topic string) string {
	if topic == "" {
		return "something"
	}
	return "the " + topic
}

// sayStage tells what an event or time did to the stage.
func sayStage(m moment) string {
	switch m.step.Outcome {
	case lifecycle.Moved:
		return fmt.Sprintf("%v → %v (%s)", m.step.From, m.step.To, m.step.Because)
	case lifecycle.Rejected:
		return fmt.Sprintf("%v (rejected)", m.stage)
	}
	return m.stage.String()
}
