package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// newest returns who joined last in the year and has had a hundred days to get to know us: of those who are still insured at the end, and may
// be written to.
func (b *base) newest() *holder {
	var last *holder
	for _, h := range b.holders {
		if h.email && h.insured(b.last) && !h.joined.Before(b.mid) && !h.joined.After(b.last.AddDays(-100)) && (last == nil || h.joined.After(last.joined)) {
			last = h
		}
	}
	return last
}

// contact tells what the newest customer is sent, and when.
func contact(p *paper, b *base) error {
	p.heading("5. What a new customer is sent, and when")
	h := b.newest()
	if h == nil {
		p.line("  Nobody who may be written to joined in the first nine months of the year.")
		return nil
	}
	plan, err := lifecycle.NewPlan(lifecycle.PlanPolicy{})
	if err != nil {
		return err
	}
	log, key, err := b.contract(h)
	if err != nil {
		return err
	}
	p.prose(`%s joined on %v and agreed to e-mail. Every morning a job asked the plan of contacts what is due, sent it, and wrote it down. Service (what
belongs to the cover) is always sent; what sells needs a consent, and keeps to a cap on contacts. As of %v:`, h.id, h.joined, b.last)
	p.line("")
	for d := h.joined; !d.After(b.last); d = d.AddDays(1) {
		facts, err := lifecycle.PlanFactsOf(slices.Values(log))
		if err != nil {
			return err
		}
		due, err := plan.On(facts, d)
		if err != nil {
			return err
		}
		for _, touch := range due {
			if touch.Status != lifecycle.TouchDue {
				continue
			}
			sent, err := touch.Contact(key, d.Time().Add(8*time.Hour))
			if err != nil {
				return err
			}
			log = append(log, sent)
		}
	}
	facts, err := lifecycle.PlanFactsOf(slices.Values(log))
	if err != nil {
		return err
	}
	touches, err := plan.Calendar(facts, b.last, h.joined, quarter(4).End(h.joined).AddDays(1))
	if err != nil {
		return err
	}
	for _, touch := range touches {
		p.line("  %s  %-17s %-8s %s", touch.Due, touch.Kind, touch.Class, outcome(touch))
	}
	return nil
}

// contract is what happened so far: a consent, and cover for a year from the day of joining.
func (b *base) contract(h *holder) ([]relationship.Event, relationship.Key, error) {
	key := relationship.Key{From: "insurer", To: h.id, Role: relationship.KindEndConsumer}
	if h.id == key.From {
		key.From = "the insurer"
	}
	at := h.joined.Time().Add(9 * time.Hour)
	consent, err := relationship.NewConsentGiven(relationship.ConsentGivenConfig{ID: "consent", At: at, Key: key, Channel: relationship.ChannelEmail})
	if err != nil {
		return nil, key, err
	}
	signed, err := relationship.NewAgreementSigned(relationship.AgreementSignedConfig{
		ID: "signed", At: at, Key: key, Agreement: "cover", Form: relationship.FormWritten, Start: h.joined, End: quarter(4).End(h.joined).AddDays(-1),
	})
	if err != nil {
		return nil, key, err
	}
	return []relationship.Event{consent, signed}, key, nil
}

// outcome says what came of a touch, or will.
func outcome(t lifecycle.Touch) string {
	switch t.Status {
	case lifecycle.TouchDone:
		return fmt.Sprintf("sent on %v by %v", t.On, t.Channel)
	case lifecycle.TouchPlanned, lifecycle.TouchDue:
		return fmt.Sprintf("%v by %v", t.Status, t.Channel)
	case lifecycle.TouchDeferred:
		return fmt.Sprintf("put off to %v by %v: %v", t.On, t.Channel, t.Reason)
	case lifecycle.TouchSuppressed:
		return fmt.Sprintf("not sent: %v", t.Reason)
	default:
		return t.Status.String()
	}
}
