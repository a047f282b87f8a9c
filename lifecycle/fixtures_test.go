package lifecycle_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// start is the instant that days are counted from.
var start = time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)

// on is the start of a day, counted from start.
func on(day int) time.Time { return start.AddDate(0, 0, day) }

// days is a duration.
func days(n int) time.Duration { return time.Duration(n) * 24 * time.Hour }

var (
	ada  = relationship.Key{From: "shop", To: "ada", Role: relationship.KindEndConsumer}
	mill = relationship.Key{From: "shop", To: "mill", Role: relationship.KindSupplier}
)

const (
	we    = relationship.ByFrom
	party = relationship.ByTo
)

// log makes events of one relationship, with ids that count up.
type log struct {
	key    relationship.Key
	n      int
	events []relationship.Event
}

// next returns the id of the next event.
func (l *log) next() relationship.EventID {
	l.n++
	return relationship.EventID(fmt.Sprintf("e-%d", l.n))
}

// add keeps an event.
func (l *log) add(e relationship.Event) relationship.Event {
	l.events = append(l.events, e)
	return e
}

func (l *log) buy(day int) relationship.Event {
	eur := relationship.Must(relationship.ParseCurrency("EUR"))
	return l.add(relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
		ID: l.next(), At: on(day), Key: l.key, Amount: relationship.Must(relationship.ParseAmount("10", eur)),
	})))
}

func (l *log) rate(day int, by relationship.Actor, about relationship.Aspect, value, low, high float64) relationship.Event {
	return l.add(relationship.Must(relationship.NewRating(relationship.RatingConfig{
		ID: l.next(), At: on(day), Key: l.key, Actor: by, About: about, Value: value, Low: low, High: high,
	})))
}

// stars is a rating of satisfaction by the party, from 1 to 5.
func (l *log) stars(day int, value float64) relationship.Event {
	return l.rate(day, party, relationship.AspectSatisfaction, value, 1, 5)
}

// recommend is an answer of the party to how likely it is to recommend, from 0 to 10.
func (l *log) recommend(day int, value float64) relationship.Event {
	return l.rate(day, party, relationship.AspectRecommendation, value, 0, 10)
}

func (l *log) contact(day int, by relationship.Actor, purpose relationship.Purpose) relationship.Event {
	return l.add(relationship.Must(relationship.NewContact(relationship.ContactConfig{
		ID: l.next(), At: on(day), Key: l.key, Actor: by, Channel: relationship.ChannelPhone, Purpose: purpose,
	})))
}

func (l *log) request(day int, by relationship.Actor) relationship.Event {
	return l.add(relationship.Must(relationship.NewRequest(relationship.RequestConfig{
		ID: l.next(), At: on(day), Key: l.key, Actor: by, Channel: relationship.ChannelWeb, Purpose: relationship.PurposeOffer,
	})))
}

func (l *log) complain(day int) relationship.Event { return l.complainBy(day, party) }

func (l *log) complainBy(day int, by relationship.Actor) relationship.Event {
	return l.add(relationship.Must(relationship.NewComplaint(relationship.ComplaintConfig{
		ID: l.next(), At: on(day), Key: l.key, Actor: by, Severity: 0.5,
	})))
}

func (l *log) resolve(day int, v relationship.Verdict) relationship.Event {
	return l.resolveBy(day, we, v)
}

func (l *log) resolveBy(day int, by relationship.Actor, v relationship.Verdict) relationship.Event {
	return l.add(relationship.Must(relationship.NewResolution(relationship.ResolutionConfig{
		ID: l.next(), At: on(day), Key: l.key, Actor: by, Complaint: "c", ComplainedAt: start.AddDate(-1, 0, 0), Severity: 0.5, Recovery: 1, Verdict: v,
	})))
}

func (l *log) refer(day int) relationship.Event {
	return l.add(relationship.Must(relationship.NewReferral(relationship.ReferralConfig{ID: l.next(), At: on(day), Key: l.key})))
}

func (l *log) use(day int) relationship.Event {
	return l.add(relationship.Must(relationship.NewUse(relationship.UseConfig{ID: l.next(), At: on(day), Key: l.key})))
}

func (l *log) giveBack(day int, whole bool) relationship.Event {
	return l.add(relationship.Must(relationship.NewReturn(relationship.ReturnConfig{
		ID: l.next(), At: on(day), Key: l.key, Order: "o", Whole: whole,
	})))
}

func (l *log) decline(day int) relationship.Event {
	return l.add(relationship.Must(relationship.NewDecline(relationship.DeclineConfig{ID: l.next(), At: on(day), Key: l.key})))
}

func (l *log) cancel(day int) relationship.Event {
	return l.add(relationship.Must(relationship.NewCancellation(relationship.CancellationConfig{ID: l.next(), At: on(day), Key: l.key})))
}

func (l *log) consent(day int) relationship.Event {
	return l.add(relationship.Must(relationship.NewConsentGiven(relationship.ConsentGivenConfig{
		ID: l.next(), At: on(day), Key: l.key, Channel: relationship.ChannelEmail,
	})))
}

func (l *log) winBack(day int) relationship.Event {
	return l.add(relationship.Must(relationship.NewWinBackStarted(relationship.WinBackStartedConfig{ID: l.next(), At: on(day), Key: l.key})))
}

func (l *log) closes(day int) relationship.Event {
	return l.add(relationship.Must(relationship.NewPartyClosed(relationship.PartyClosedConfig{ID: l.next(), At: on(day), Key: l.key})))
}

// customers is the ready-made course of customers.
func customers(t testing.TB) *lifecycle.CustomerCourse {
	t.Helper()
	c, err := lifecycle.Customer(lifecycle.CustomerPolicy{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// partners is the ready-made course of partners.
func partners(t testing.TB) *lifecycle.PartnerCourse {
	t.Helper()
	c, err := lifecycle.Partner(lifecycle.PartnerPolicy{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// path returns the lines of a path.
func path[S, E lifecycle.Label](t testing.TB, c *lifecycle.Course[S, E], l *log, asOf time.Time) []string {
	t.Helper()
	steps, err := c.Path(slices.Values(l.events), asOf)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, s := range steps {
		lines = append(lines, s.String())
	}
	return lines
}

// fields returns the field paths of all configuration errors joined in err.
func fields(err error) []string {
	var all []string
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return nil
	}
	for _, e := range joined.Unwrap() {
		var c *lifecycle.ConfigError
		if errors.As(e, &c) {
			all = append(all, c.Field)
		}
	}
	return all
}

func (l *log) sign(day int) relationship.Event { return l.signBy(day, party) }

// signBy is an agreement that one side was the last to sign.
func (l *log) signBy(day int, by relationship.Actor) relationship.Event {
	return l.add(relationship.Must(relationship.NewAgreementSigned(relationship.AgreementSignedConfig{
		ID: l.next(), At: on(day), Key: l.key, Actor: by, Agreement: "a", Form: relationship.FormWritten, Start: relationship.DateOf(on(day)),
	})))
}

func (l *log) renew(day int) relationship.Event {
	return l.add(relationship.Must(relationship.NewAgreementRenewed(relationship.AgreementRenewedConfig{
		ID: l.next(), At: on(day), Key: l.key, Agreement: "a",
	})))
}

func (l *log) end(day int) relationship.Event {
	return l.add(relationship.Must(relationship.NewAgreementEnded(relationship.AgreementEndedConfig{
		ID: l.next(), At: on(day), Key: l.key, Agreement: "a",
	})))
}

func (l *log) deliver(day int) relationship.Event {
	return l.add(relationship.Must(relationship.NewDelivery(relationship.DeliveryConfig{ID: l.next(), At: on(day), Key: l.key, Actor: party})))
}

func (l *log) expand(day int) relationship.Event {
	return l.add(relationship.Must(relationship.NewExpansion(relationship.ExpansionConfig{ID: l.next(), At: on(day), Key: l.key, Actor: we})))
}

func (l *log) review(day int) relationship.Event {
	return l.add(relationship.Must(relationship.NewReview(relationship.ReviewConfig{ID: l.next(), At: on(day), Key: l.key})))
}

func (l *log) dispute(day int) relationship.Event { return l.disputeBy(day, we) }

func (l *log) disputeBy(day int, by relationship.Actor) relationship.Event {
	return l.add(relationship.Must(relationship.NewDispute(relationship.DisputeConfig{
		ID: l.next(), At: on(day), Key: l.key, Actor: by, Severity: 0.5,
	})))
}

func (l *log) reconcile(day int, v relationship.Verdict) relationship.Event {
	return l.add(relationship.Must(relationship.NewReconciliation(relationship.ReconciliationConfig{
		ID: l.next(), At: on(day), Key: l.key, Actor: we, Dispute: "d", DisputedAt: start.AddDate(-1, 0, 0), Severity: 0.5, Verdict: v,
	})))
}

// closePromise is a promise that is closed, with its outcome and stake.
func (l *log) closePromise(day int, by relationship.Actor, o relationship.Outcome, stake float64) relationship.Event {
	return l.add(relationship.Must(relationship.NewPromiseClosed(relationship.PromiseClosedConfig{
		ID: l.next(), At: on(day), Key: l.key, Promise: "p", MadeAt: start.AddDate(-1, 0, 0), Due: start, Stake: stake, By: by, Outcome: o,
	})))
}

func (l *log) withdraw(day int) relationship.Event {
	return l.add(relationship.Must(relationship.NewConsentWithdrawn(relationship.ConsentWithdrawnConfig{
		ID: l.next(), At: on(day), Key: l.key, Channel: relationship.ChannelEmail,
	})))
}
