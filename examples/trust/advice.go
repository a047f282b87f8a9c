package main

import (
	"strings"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// strategies says which of Berry's strategies helps which factor of the supplier card. The library's table is for the factors of the customer
// card; this one is the tutorial's, in its manner, read as what to work on with the supplier.
func strategies() loyalty.StrategyPolicy {
	return loyalty.StrategyPolicy{
		{Factor: loyalty.FactorOnTime, Strategies: []loyalty.Strategy{loyalty.StrategyCoreService}},
		{Factor: loyalty.FactorQuality, Strategies: []loyalty.Strategy{loyalty.StrategyCoreService, loyalty.StrategyInternalMarketing}},
		{Factor: loyalty.FactorResponse, Strategies: []loyalty.Strategy{loyalty.StrategyCustomization, loyalty.StrategyInternalMarketing}},
		{Factor: loyalty.FactorPriceStability, Strategies: []loyalty.Strategy{loyalty.StrategyPricing}},
		{Factor: loyalty.FactorFormality, Strategies: []loyalty.Strategy{loyalty.StrategyCustomization}},
		{Factor: loyalty.FactorPromises, Strategies: []loyalty.Strategy{loyalty.StrategyCoreService, loyalty.StrategyInternalMarketing}},
	}
}

// advice says what would help most.
func (d *desk) advice() error {
	d.heading("6. What would help most")
	advice, ok, err := strategies().Advise(d.now.result)
	if err != nil {
		return err
	}
	if !ok {
		d.prose("Nothing is weak.")
		return nil
	}
	weak := advice.Weakness
	var names []string
	for _, s := range advice.Strategies {
		names = append(names, s.String())
	}
	d.prose(`The weakest factor is %s: it takes %s points off a perfect score, 10,000 × weight %s × (1 − %s), more than any other. Of
Berry's five strategies our table has for it: %s.`, weak.Factor, number(weak.Gap), share(weak.Weight), share(weak.Value), strings.Join(names, ", then "))
	if weak.Missing {
		d.prose("But little is known of it: it may be unknown rather than weak.")
	}
	return d.ifDelivered(weak)
}

// ifDelivered says what would be if all that is overdue were delivered in full today.
func (d *desk) ifDelivered(weak loyalty.Weakness) error {
	state, done := d.now.state, 0
	var pro, con float64
	for p := range d.now.open.Promises(d.asOf) {
		if !late(p, d.asOf) {
			continue
		}
		item, err := loyalty.Promise{Due: p.Due, Stake: p.Stake, Lateness: loyalty.Timeliness{
			Grace: loyalty.Span(p.Grace), HalfLife: d.now.model.Card().Policy.Lateness,
		}}.Delivered(1, d.asOf)
		if err != nil {
			return err
		}
		if err := d.now.model.ObserveEvidence(&state, loyalty.FactorPromises, item, d.asOf); err != nil {
			return err
		}
		pro += item.For()
		con += item.Against()
		done++
	}
	if done == 0 {
		return nil
	}
	open, err := d.openBut(func(p relationship.OpenPromise) bool { return late(p, d.asOf) })
	if err != nil {
		return err
	}
	r, err := d.now.model.Score(state, open, d.asOf)
	if err != nil {
		return err
	}
	d.prose(`If what is overdue came today the score would be %s, %s: coming this late, %s of the %s at stake would speak for the
supplier and %s against, and both would fade from then on.`, number(r.Points), change(r.Points-d.now.result.Points), share(pro), share(pro+con), share(con))
	if next, ok := r.Weakest(); ok {
		d.prose("The weakest factor would then be %s, which takes %s points off.", next.Factor, number(next.Gap))
	}
	return nil
}
