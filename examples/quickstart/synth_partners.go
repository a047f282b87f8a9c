package main

import (
	"fmt"

	"github.com/rapport-go/rapport/relationship"
)

// partner is how one partner of the sample behaves, in hundredths where nothing
// else is said.
type partner struct {
	id       string
	role     relationship.PartyKind
	first    int // day of the first word
	every    int // days between deliveries, or between a distributor's orders
	punctual int // how often what is due is there in time
	kept     int // how often a promise is kept
	quality  int // how good we find it
	warmth   int // how often there is more than business
	last     int // day of the last word; sampleDays for those who stay
}

// partners are the sample's fifteen: nine who supply the shop, six who sell on.
func partners() []partner {
	const s, v, stay = relationship.KindSupplier, relationship.KindDistributor, sampleDays
	return []partner{
		{"S01-mill", s, 3, 14, 99, 99, 95, 80, stay},
		{"S02-dairy", s, 5, 7, 96, 95, 90, 60, stay},
		{"S03-printer", s, 12, 30, 90, 90, 80, 30, stay},
		{"S04-packer", s, 20, 21, 70, 60, 55, 10, stay},
		{"S05-hauler", s, 2, 10, 45, 40, 35, 0, stay},
		{"S06-farm", s, 40, 28, 92, 85, 85, 90, stay},
		{"S07-roaster", s, 300, 14, 97, 99, 92, 50, stay},
		{"S08-glazier", s, 60, 30, 80, 50, 60, 20, 430},
		{"S09-newcomer", s, 690, 14, 95, 95, 80, 30, stay},
		{"V01-north", v, 4, 21, 95, 95, 90, 70, stay},
		{"V02-coast", v, 9, 28, 90, 92, 80, 40, stay},
		{"V03-city", v, 15, 14, 60, 55, 50, 10, stay},
		{"V04-hills", v, 150, 30, 95, 90, 85, 60, stay},
		{"V05-border", v, 30, 35, 75, 70, 60, 20, 500},
		{"V06-islands", v, 640, 30, 99, 95, 85, 50, stay},
	}
}

// partner draws what passes between the shop and a partner.
func (d *draft) partner(p partner) {
	d.contact(instant(p.first, 10), us, relationship.ChannelPhone, relationship.PurposeOffer)
	d.contact(instant(p.first+2, 10), them, relationship.ChannelPhone, relationship.PurposeOffer)
	d.ask(instant(p.first+5, 9), us, relationship.ChannelTender, relationship.PurposeOffer, d.between(24, 24*9))
	signed := p.first + 20
	start := relationship.DateOf(instant(signed, 9))
	name := d.id("agreement")
	form := relationship.FormWritten
	if p.warmth > 75 {
		form = relationship.FormOral
	}
	d.add(relationship.NewAgreementSigned(relationship.AgreementSignedConfig{
		ID: d.id("signed"), At: instant(signed, 9), Key: d.key, Agreement: name, Form: form,
		Value: cents(500_000 + 3_000*p.quality), Start: start, End: start.AddDays(365),
	}))
	for day, n := signed+p.every, 1; day < min(p.last, sampleDays); day, n = day+p.every, n+1 {
		d.shipment(p, day, n)
	}
	for day := signed + 365; day < p.last; day += 365 {
		d.add(relationship.NewAgreementRenewed(relationship.AgreementRenewedConfig{
			ID: d.id("renewed"), At: instant(day-10, 9), Key: d.key, Agreement: name, End: start.AddDays(day - signed + 365),
		}))
	}
	d.year(p, signed)
	if p.last < sampleDays {
		d.add(relationship.NewAgreementEnded(relationship.AgreementEndedConfig{
			ID: d.id("ended"), At: instant(p.last, 9), Key: d.key, Agreement: name, Reason: "quality",
		}))
	}
}

// shipment is one order and its delivery: ours to a distributor, or to us.
func (d *draft) shipment(p partner, day, n int) {
	order, paid := d.id("order"), 20_000+d.between(0, 15_000)
	if p.role == relationship.KindDistributor {
		paid = 6_000 + d.between(0, 9_000)
	}
	d.add(relationship.NewPurchase(relationship.PurchaseConfig{ID: order, At: instant(day-5, 9), Key: d.key, Amount: cents(paid)}))
	late := 0
	if !d.chance(p.punctual) {
		late = d.between(1, 12)
	}
	d.add(relationship.NewDelivery(relationship.DeliveryConfig{
		ID: d.id("delivery"), At: instant(day+late, 10), Key: d.key, Order: order, Due: instant(day, 20),
	}))
	if n%3 == 0 {
		d.rate(instant(day+late+1, 16), us, relationship.AspectQuality, 1, 5, 1+(p.quality+d.between(-15, 15))/24)
	}
	if n%4 == 1 {
		d.ask(instant(day+2, 9), us, relationship.ChannelEmail, relationship.PurposeOffer, d.between(2, 130-p.punctual))
	}
	if n%5 == 2 {
		share := 1.0
		if !d.chance(p.kept) {
			share = float64(d.between(0, 3)) / 5
		}
		d.promise(instant(day, 11), them, 14, d.between(-3, (100-p.punctual)/4), share, "delivery dates")
		if share == 0 {
			d.quarrel(p, day+16)
		}
	}
	if d.chance(p.warmth / 4) {
		d.contact(instant(day+3, 18), them, relationship.ChannelInPerson, relationship.PurposeSocial)
	}
}

// year is what comes once or twice a year: reviews, ratings, growth, quarrels.
func (d *draft) year(p partner, signed int) {
	for n, day := 1, signed+120; day < min(p.last, sampleDays); n, day = n+1, day+120 {
		d.add(relationship.NewReview(relationship.ReviewConfig{ID: d.id("review"), At: instant(day, 14), Key: d.key, Topic: fmt.Sprint("review ", n)}))
		for _, about := range []relationship.Aspect{
			relationship.AspectSatisfaction, relationship.AspectAbility, relationship.AspectIntegrity, relationship.AspectValue,
			relationship.AspectCommunication, relationship.AspectCommitment,
		} {
			d.rate(instant(day, 15), us, about, 1, 5, 1+(p.quality+d.between(-12, 12))/22)
		}
		d.rate(instant(day+1, 15), us, relationship.AspectBond, 1, 5, 2+p.warmth/30)
		if p.role == relationship.KindDistributor {
			d.rate(instant(day+2, 15), them, relationship.AspectSatisfaction, 1, 5, 3+d.between(0, p.warmth)/30)
		}
		if p.quality > 75 {
			d.add(relationship.NewExpansion(relationship.ExpansionConfig{ID: d.id("expansion"), At: instant(day+20, 10), Key: d.key, Line: fmt.Sprint("line ", n)}))
		}
		if p.quality < 60 {
			d.quarrel(p, day+40)
		}
	}
}

// quarrel is a dispute and how it ends, if it does.
func (d *draft) quarrel(p partner, day int) {
	name, at := d.id("dispute"), instant(day, 13)
	d.add(relationship.NewDispute(relationship.DisputeConfig{ID: name, At: at, Key: d.key, Actor: us, Severity: 0.6, Topic: "late deliveries"}))
	verdict := relationship.VerdictDissatisfied
	if d.chance(p.quality) {
		verdict = relationship.VerdictSatisfied
	}
	d.add(relationship.NewReconciliation(relationship.ReconciliationConfig{
		ID: d.id("reconciled"), At: at.AddDate(0, 0, d.between(10, 60)), Key: d.key, Actor: them,
		Dispute: name, DisputedAt: at, Severity: 0.6, Verdict: verdict,
	}))
}
