package lifecycle_test

import (
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// samples are events of every kind, by both sides where both can act.
func samples(key relationship.Key) []relationship.Event {
	l := &log{key: key}
	l.buy(0)
	for _, by := range []relationship.Actor{we, party} {
		l.contact(0, by, relationship.PurposeOffer)
		l.contact(0, by, relationship.PurposeSocial)
		l.request(0, by)
		l.rate(0, by, relationship.AspectSatisfaction, 4, 1, 5)
		l.rate(0, by, relationship.AspectRecommendation, 3, 0, 10)
		l.rate(0, by, relationship.AspectPrice, 3, 0, 10)
		l.closePromise(0, by, relationship.OutcomeBroken, 1)
		l.closePromise(0, by, relationship.OutcomeKept, 1)
		l.add(relationship.Must(relationship.NewReply(relationship.ReplyConfig{
			ID: l.next(), At: on(0), Key: key, Actor: by, Request: "r", RequestedAt: on(-1), Channel: relationship.ChannelWeb,
		})))
		l.add(relationship.Must(relationship.NewPromiseMade(relationship.PromiseMadeConfig{
			ID: l.next(), At: on(0), Key: key, Actor: by, Due: on(9),
		})))
	}
	eur := relationship.Must(relationship.ParseCurrency("EUR"))
	l.add(relationship.Must(relationship.NewRefund(relationship.RefundConfig{
		ID: l.next(), At: on(0), Key: key, Order: "o", OrderDate: relationship.DateOf(on(0)),
		Amount: relationship.Must(relationship.ParseAmount("10", eur)),
	})))
	l.complain(0)
	l.resolve(0, relationship.VerdictSatisfied)
	l.resolve(0, relationship.VerdictDissatisfied)
	l.resolve(0, relationship.VerdictUnknown)
	l.refer(0)
	l.use(0)
	l.giveBack(0, true)
	l.giveBack(0, false)
	l.decline(0)
	l.cancel(0)
	l.consent(0)
	l.withdraw(0)
	l.winBack(0)
	l.sign(0)
	l.renew(0)
	l.end(0)
	l.deliver(0)
	l.expand(0)
	l.review(0)
	l.dispute(0)
	l.reconcile(0, relationship.VerdictSatisfied)
	l.closes(0)
	return l.events
}

func TestSamplesReachEveryKind(t *testing.T) {
	seen := map[relationship.EventKind]bool{}
	for _, e := range samples(ada) {
		kind, _ := relationship.KindOf(e)
		seen[kind] = true
	}
	for _, kind := range relationship.EventKinds() {
		if !seen[kind] {
			t.Errorf("no sample of kind %v", kind)
		}
	}
}

// Every kind of event of a life cycle but the Tick comes from some event of a relationship.
func TestEveryKindIsProduced(t *testing.T) {
	customer, partner := map[lifecycle.CustomerEvent]bool{}, map[lifecycle.PartnerEvent]bool{}
	for _, e := range samples(ada) {
		if kind, ok := lifecycle.CustomerKind(e); ok {
			customer[kind] = true
		}
		if kind, ok := lifecycle.PartnerKind(e); ok {
			partner[kind] = true
		}
	}
	for _, kind := range lifecycle.CustomerEvents() {
		if customer[kind] == (kind == lifecycle.CustomerEventTick) {
			t.Errorf("customer event %v produced: %v", kind, customer[kind])
		}
	}
	for _, kind := range lifecycle.PartnerEvents() {
		if partner[kind] == (kind == lifecycle.PartnerEventTick) {
			t.Errorf("partner event %v produced: %v", kind, partner[kind])
		}
	}
}

// Who acts decides: what we do is nothing of the customer's.
func TestKindsByActor(t *testing.T) {
	l := &log{key: ada}
	supplied := &log{key: mill}
	for _, tt := range []struct {
		name     string
		event    relationship.Event
		customer lifecycle.CustomerEvent
		partner  lifecycle.PartnerEvent
	}{
		{"its offer", l.contact(0, party, relationship.PurposeOffer), lifecycle.CustomerEventInquired, lifecycle.PartnerEventEngaged},
		{"its greeting", l.contact(0, party, relationship.PurposeSocial), 0, lifecycle.PartnerEventEngaged},
		{"our offer", l.contact(0, we, relationship.PurposeOffer), 0, lifecycle.PartnerEventEngaged},
		{"its request", l.request(0, party), lifecycle.CustomerEventInquired, lifecycle.PartnerEventEngaged},
		{"our request", l.request(0, we), 0, lifecycle.PartnerEventEngaged},
		{"its order", l.buy(0), lifecycle.CustomerEventPurchased, lifecycle.PartnerEventDelivered},
		{"our order", supplied.buy(0), 0, 0},
		{"its rating", l.stars(0, 4), lifecycle.CustomerEventRated, 0},
		{"our rating", l.rate(0, we, relationship.AspectSatisfaction, 4, 1, 5), 0, 0},
		{"of the price", l.rate(0, party, relationship.AspectPrice, 4, 1, 5), 0, 0},
		{"its broken promise", l.closePromise(0, party, relationship.OutcomeBroken, 1), 0, lifecycle.PartnerEventPromiseBroken},
		{"our broken promise", l.closePromise(0, we, relationship.OutcomeBroken, 1), 0, 0},
		{"its kept promise", l.closePromise(0, party, relationship.OutcomeKept, 1), 0, 0},
		{"our answer to its complaint", l.resolve(0, relationship.VerdictSatisfied), lifecycle.CustomerEventResolved, 0},
		{"its answer to ours", l.resolveBy(0, party, relationship.VerdictSatisfied), 0, 0},
		{"a cancellation", l.cancel(0), lifecycle.CustomerEventCancelled, lifecycle.PartnerEventEnded},
		{"nothing", nil, 0, 0},
		{"a nil pointer", (*relationship.Purchase)(nil), 0, 0},
	} {
		customer, isCustomer := lifecycle.CustomerKind(tt.event)
		partner, isPartner := lifecycle.PartnerKind(tt.event)
		if isCustomer != (tt.customer != 0) || customer != tt.customer {
			t.Errorf("%s: customer = %v, %v, want %v", tt.name, customer, isCustomer, tt.customer)
		}
		if isPartner != (tt.partner != 0) || partner != tt.partner {
			t.Errorf("%s: partner = %v, %v, want %v", tt.name, partner, isPartner, tt.partner)
		}
	}
}
