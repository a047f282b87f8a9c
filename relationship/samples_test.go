package relationship_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// sample is an event of one kind with every field set, and how it was made, so that a test can go through all kinds and all fields.
type sample struct {
	kind  relationship.EventKind
	cfg   any // a config, by value
	build func(cfg any) (relationship.Event, error)
}

// of makes a sample from a constructor.
func of[C any, E relationship.Event](kind relationship.EventKind, build func(C) (E, error), cfg C) sample {
	return sample{kind, cfg, func(cfg any) (relationship.Event, error) { return build(cfg.(C)) }}
}

// with returns the config with one field changed.
func (s sample) with(field string, value any) any {
	changed := reflect.New(reflect.TypeOf(s.cfg)).Elem()
	changed.Set(reflect.ValueOf(s.cfg))
	changed.FieldByName(field).Set(reflect.ValueOf(value))
	return changed.Interface()
}

// fields returns the names of the config's fields.
func (s sample) fields() []string {
	var names []string
	for i := range reflect.TypeOf(s.cfg).NumField() {
		names = append(names, reflect.TypeOf(s.cfg).Field(i).Name)
	}
	return names
}

// value returns a field of the config.
func (s sample) value(field string) any { return reflect.ValueOf(s.cfg).FieldByName(field).Interface() }

// event returns the event of the sample.
func (s sample) event(t testing.TB) relationship.Event {
	t.Helper()
	e, err := s.build(s.cfg)
	if err != nil {
		t.Fatalf("%v: %v", s.kind, err)
	}
	return e
}

// The instants of the samples, in a zone where the date is not that of UTC.
var (
	before = noon.Add(-48 * time.Hour)
	later  = noon.Add(240 * time.Hour)
)

// samples returns one sample of each kind, in the order of the kinds.
func samples() []sample {
	key := keyOfTests
	const us, them = relationship.ByFrom, relationship.ByTo
	return []sample{
		of(relationship.EventPurchase, relationship.NewPurchase, relationship.PurchaseConfig{ID: "o-1", At: noon, Key: key, Actor: them, Amount: money("12.50 EUR")}),
		of(relationship.EventRefund, relationship.NewRefund, relationship.RefundConfig{ID: "r-1", At: noon, Key: key, Actor: us,
			Amount: money("2.50 EUR"), Order: "o-1", OrderDate: date("2026-01-02")}),
		of(relationship.EventContact, relationship.NewContact, relationship.ContactConfig{ID: "c-1", At: noon, Key: key, Actor: us,
			Channel: relationship.ChannelPhone, Method: relationship.MethodDirectMarketing, Purpose: relationship.PurposeFollowUp, Informal: true}),
		of(relationship.EventRequest, relationship.NewRequest, relationship.RequestConfig{ID: "q-1", At: noon, Key: key, Actor: them,
			Channel: relationship.ChannelEmail, Purpose: relationship.PurposeOffer}),
		of(relationship.EventReply, relationship.NewReply, relationship.ReplyConfig{ID: "a-1", At: noon, Key: key, Actor: us,
			Request: "q-0", RequestedAt: before, Channel: relationship.ChannelEmail}),
		of(relationship.EventPromiseMade, relationship.NewPromiseMade, relationship.PromiseMadeConfig{ID: "p-1", At: noon, Key: key, Actor: us,
			Due: later, Grace: 36 * time.Hour, Stake: 2.5, Public: true, Topic: "launch"}),
		of(relationship.EventPromiseClosed, relationship.NewPromiseClosed, relationship.PromiseClosedConfig{ID: "k-1", At: noon, Key: key, Actor: them,
			Promise: "p-0", MadeAt: before, Due: later, Grace: 36 * time.Hour, Stake: 2.5, By: us, Outcome: relationship.OutcomePartlyKept, Share: 0.5}),
		of(relationship.EventRating, relationship.NewRating, relationship.RatingConfig{ID: "n-1", At: noon, Key: key, Actor: them,
			About: relationship.AspectSatisfaction, Value: 4, Low: 1, High: 5}),
		of(relationship.EventComplaint, relationship.NewComplaint, relationship.ComplaintConfig{ID: "x-1", At: noon, Key: key, Actor: them, Severity: 0.4, Topic: "late"}),
		of(relationship.EventResolution, relationship.NewResolution, relationship.ResolutionConfig{ID: "y-1", At: noon, Key: key, Actor: us,
			Complaint: "x-0", ComplainedAt: before, Severity: 0.4, By: them, Recovery: 0.8, Verdict: relationship.VerdictSatisfied}),
		of(relationship.EventReferral, relationship.NewReferral, relationship.ReferralConfig{ID: "f-1", At: noon, Key: key, Actor: them, Referred: "bob"}),
		of(relationship.EventUse, relationship.NewUse, relationship.UseConfig{ID: "u-1", At: noon, Key: key, Actor: them, Line: "basic"}),
		of(relationship.EventDelivery, relationship.NewDelivery, relationship.DeliveryConfig{ID: "d-1", At: noon, Key: key, Actor: us, Order: "o-1", Due: before}),
		of(relationship.EventReturn, relationship.NewReturn, relationship.ReturnConfig{ID: "b-1", At: noon, Key: key, Actor: them, Order: "o-1", Whole: true}),
		of(relationship.EventReview, relationship.NewReview, relationship.ReviewConfig{ID: "w-1", At: noon, Key: key, Actor: us, Topic: "year"}),
		of(relationship.EventExpansion, relationship.NewExpansion, relationship.ExpansionConfig{ID: "e-1", At: noon, Key: key, Actor: them, Line: "plus"}),
		of(relationship.EventDecline, relationship.NewDecline, relationship.DeclineConfig{ID: "l-1", At: noon, Key: key, Actor: them, Reason: "price"}),
		of(relationship.EventCancellation, relationship.NewCancellation, relationship.CancellationConfig{ID: "z-1", At: noon, Key: key, Actor: them, Reason: "moved"}),
		of(relationship.EventAgreementSigned, relationship.NewAgreementSigned, relationship.AgreementSignedConfig{ID: "g-1", At: noon, Key: key, Actor: us,
			Agreement: "a-7", Form: relationship.FormUnsigned, Value: money("1200.00 EUR"), Start: date("2026-02-01"), End: date("2027-01-31"), Completeness: 0.75}),
		of(relationship.EventAgreementRenewed, relationship.NewAgreementRenewed, relationship.AgreementRenewedConfig{ID: "g-2", At: noon, Key: key, Actor: us,
			Agreement: "a-7", End: date("2028-01-31")}),
		of(relationship.EventAgreementEnded, relationship.NewAgreementEnded, relationship.AgreementEndedConfig{ID: "g-3", At: noon, Key: key, Actor: us,
			Agreement: "a-7", Reason: "term"}),
		of(relationship.EventDispute, relationship.NewDispute, relationship.DisputeConfig{ID: "i-1", At: noon, Key: key, Actor: them, Severity: 0.6, Topic: "invoice"}),
		of(relationship.EventReconciliation, relationship.NewReconciliation, relationship.ReconciliationConfig{ID: "j-1", At: noon, Key: key, Actor: us,
			Dispute: "i-0", DisputedAt: before, Severity: 0.6, By: them, Verdict: relationship.VerdictDissatisfied}),
		of(relationship.EventWinBackStarted, relationship.NewWinBackStarted, relationship.WinBackStartedConfig{ID: "v-1", At: noon, Key: key, Actor: us, Cost: money("8.00 EUR")}),
		of(relationship.EventConsentGiven, relationship.NewConsentGiven, relationship.ConsentGivenConfig{ID: "h-1", At: noon, Key: key, Actor: them,
			Channel: relationship.ChannelText}),
		of(relationship.EventConsentWithdrawn, relationship.NewConsentWithdrawn, relationship.ConsentWithdrawnConfig{ID: "h-2", At: noon, Key: key, Actor: them,
			Channel: relationship.ChannelText}),
		of(relationship.EventPartyClosed, relationship.NewPartyClosed, relationship.PartyClosedConfig{ID: "m-1", At: noon, Key: key, Actor: us, Reason: "insolvent"}),
	}
}

// bare returns the event of a sample with all that may be left out left out, so that its form is the shortest.
func (s sample) bare(t testing.TB) relationship.Event {
	t.Helper()
	cfg := s.with("At", noon.UTC())
	for _, field := range s.fields() {
		zero := reflect.Zero(reflect.TypeOf(s.value(field))).Interface()
		changed := sample{s.kind, cfg, s.build}.with(field, zero)
		if _, err := s.build(changed); err == nil {
			cfg = changed
		}
	}
	e, err := s.build(cfg)
	if err != nil {
		t.Fatalf("%v: %v", s.kind, err)
	}
	return e
}
