package main

import (
	"fmt"

	"github.com/rapport-go/rapport/relationship"
)

// The ways to speak of the two sides: ours and the party's.
const (
	us   = relationship.ByFrom
	them = relationship.ByTo
)

// customer draws what passes between the shop and a customer around the orders,
// which are given with their refunds in the order of days.
func (d *draft) customer(orders []*entry) {
	mood := d.between(0, 99) // how pleased the customer is with whatever happens
	first := orders[0].day
	if first > 10 && d.chance(40) {
		d.ask(instant(first-d.between(1, 10), 10), them, relationship.ChannelWeb, relationship.PurposeOffer, d.between(1, 48)*d.between(0, 1))
	}
	d.add(relationship.NewConsentGiven(relationship.ConsentGivenConfig{
		ID: d.id("consent"), At: instant(first, 8), Key: d.key, Channel: relationship.ChannelEmail,
	}))
	for i, o := range orders {
		if o.of != nil {
			d.refund(o)
			continue
		}
		d.order(o, i, mood)
	}
	d.letters(orders, d.parting(orders, mood))
}

// refund gives an order back, or a part of it.
func (d *draft) refund(o *entry) {
	d.add(relationship.NewRefund(relationship.RefundConfig{
		ID: relationship.EventID(fmt.Sprint("refund-", o.of.number)), At: instant(o.day, 15), Key: d.key, Amount: cents(o.cents),
		Order: orderID(o.of), OrderDate: relationship.DateOf(instant(o.of.day, 9)),
	}))
	if o.cents == o.of.cents {
		d.add(relationship.NewReturn(relationship.ReturnConfig{
			ID: d.id("return"), At: instant(o.day, 14), Key: d.key, Order: orderID(o.of), Whole: true,
		}))
	}
}

// order is a purchase and what comes of it.
func (d *draft) order(o *entry, n, mood int) {
	d.add(relationship.NewPurchase(relationship.PurchaseConfig{ID: orderID(o), At: instant(o.day, 9), Key: d.key, Amount: cents(o.cents)}))
	late := 0
	if d.chance(12) {
		late = d.between(1, 9)
	}
	due := instant(o.day+4, 20)
	arrived := instant(o.day+d.between(1, 3)+late, 12)
	d.add(relationship.NewDelivery(relationship.DeliveryConfig{ID: d.id("delivery"), At: arrived, Key: d.key, Order: orderID(o), Due: due}))
	if d.chance(20) {
		d.add(relationship.NewUse(relationship.UseConfig{ID: d.id("use"), At: later(arrived, 24*d.between(3, 12)), Key: d.key}))
	}
	pleased := mood - 8*late + d.between(-20, 20)
	if d.chance(35) {
		d.rate(later(arrived, 24*d.between(1, 5)), them, relationship.AspectSatisfaction, 1, 5, 3+pleased/34)
	}
	if d.chance(8) {
		d.rate(later(arrived, 24*d.between(6, 9)), them, relationship.AspectRecommendation, 0, 10, 5+pleased/16)
	}
	if late > 2 && d.chance(50) || pleased < 0 && d.chance(30) {
		d.complain(o.day+6+late, late)
	}
	if n > 2 && mood > 55 && d.chance(18) {
		d.add(relationship.NewReferral(relationship.ReferralConfig{ID: d.id("referral"), At: later(arrived, 24*d.between(2, 20)), Key: d.key}))
	}
	if d.chance(6) {
		d.rate(later(arrived, 24*d.between(2, 9)), them, relationship.AspectPrice, 1, 5, 3+d.between(-2, 2))
	}
}

// complain is a complaint and what the shop makes of it.
func (d *draft) complain(day, late int) {
	name, at := d.id("complaint"), instant(day, 11)
	severity := float64(min(2+late, 9)) / 10
	d.add(relationship.NewComplaint(relationship.ComplaintConfig{ID: name, At: at, Key: d.key, Severity: severity, Topic: "delivery"}))
	if d.chance(4) {
		return // nobody answers
	}
	recovery := d.between(2, 10)
	verdict := relationship.VerdictDissatisfied
	if recovery > 4 {
		verdict = relationship.VerdictSatisfied
	}
	days := d.between(1, 20)
	if d.chance(60) {
		d.promise(later(at, 4), us, days, 0, 1, "replacement")
	}
	d.add(relationship.NewResolution(relationship.ResolutionConfig{
		ID: d.id("resolution"), At: at.AddDate(0, 0, days), Key: d.key,
		Complaint: name, ComplainedAt: at, Severity: severity, Recovery: float64(recovery) / 10, Verdict: verdict,
	}))
}

// letters are what the shop sends four times a year to whoever bought in the half
// year before, until they part, and what some of them answer.
func (d *draft) letters(orders []*entry, until int) {
	for day := 80; day < until; day += 91 {
		bought := false
		for _, o := range orders {
			bought = bought || o.of == nil && o.day < day && o.day > day-182
		}
		if !bought {
			continue
		}
		d.contact(instant(day, 7), us, relationship.ChannelEmail, relationship.PurposeOffer)
		if d.chance(2) {
			d.add(relationship.NewConsentWithdrawn(relationship.ConsentWithdrawnConfig{
				ID: d.id("consent"), At: instant(day+1, 9), Key: d.key, Channel: relationship.ChannelEmail,
			}))
			return
		}
		if d.chance(15) {
			d.ask(instant(day+1, 18), them, relationship.ChannelEmail, relationship.PurposeInformation, d.between(0, 70))
		}
	}
}

// parting is how some leave who have been silent for long: told so, won back in
// vain, or closed for good. It returns the day, or the last one of the sample.
func (d *draft) parting(orders []*entry, mood int) int {
	last := orders[len(orders)-1].day
	switch silent := sampleDays - last; {
	case silent > 300 && d.chance(15):
		d.add(relationship.NewWinBackStarted(relationship.WinBackStartedConfig{ID: d.id("win-back"), At: instant(last+d.between(250, 290), 10), Key: d.key}))
		if d.chance(60) {
			d.add(relationship.NewDecline(relationship.DeclineConfig{ID: d.id("decline"), At: instant(last+300, 10), Key: d.key, Reason: "not interested"}))
		}
	case silent > 90 && mood < 10:
		d.add(relationship.NewCancellation(relationship.CancellationConfig{ID: d.id("cancellation"), At: instant(last+30, 10), Key: d.key, Reason: "service"}))
		return last + 30
	case silent > 60 && d.chance(3):
		d.add(relationship.NewPartyClosed(relationship.PartyClosedConfig{ID: d.id("closed"), At: instant(last+45, 10), Key: d.key, Reason: "erased"}))
		return last + 45
	}
	return sampleDays
}

// orderID is the number of an order.
func orderID(o *entry) relationship.EventID { return relationship.EventID(fmt.Sprint(o.number)) }

// cents is an amount of the sample's money.
func cents(n int) relationship.Money {
	return relationship.MoneyFromMinor(int64(n), relationship.Must(relationship.ParseCurrency("EUR")))
}
