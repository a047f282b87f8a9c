package main

import (
	"fmt"

	"github.com/rapport-go/rapport/loyalty"
)

// failure shows what one full failure would do to each factor, and to one who is new.
func (d *desk) failure() error {
	d.heading("5. What one failure would do")
	rows := [][]string{{"a failure of", "mean", "× leaves", "= mean after", "score", "after", "change"}}
	for _, l := range d.now.result.Lines() {
		if l.Kind != loyalty.LineFactor {
			continue
		}
		after, err := d.failed(d.now.state, l.Factor)
		if err != nil {
			return err
		}
		p, _ := l.Posterior()
		rows = append(rows, []string{string(l.Factor), share(p.Mean()), fmt.Sprintf("%.3f", p.Resilience()), share(p.Mean() * p.Resilience()),
			number(d.now.result.Points), number(after.Points), change(after.Points - d.now.result.Points)})
	}
	none, err := d.now.model.Score(loyalty.State{}, nil, d.asOf)
	if err != nil {
		return err
	}
	first := none.Lines()[0]
	p, _ := first.Posterior()
	var state loyalty.State
	item, err := loyalty.Against(1)
	if err != nil {
		return err
	}
	if err := d.now.model.ObserveEvidence(&state, first.Factor, item, d.asOf); err != nil {
		return err
	}
	after, err := d.now.model.Score(state, nil, d.asOf)
	if err != nil {
		return err
	}
	rows = append(rows, []string{string(first.Factor) + ", of a newcomer", share(p.Mean()), fmt.Sprintf("%.3f", p.Resilience()),
		share(p.Mean() * p.Resilience()), number(none.Points), number(after.Points), change(after.Points - none.Points)})
	d.table("lrrrrrr", rows)
	d.prose(`One failure of ordinary weight takes the mean down by the factor under "leaves": (2 + pieces)/(3 + pieces). Who is well known
survives a mistake better than a newcomer, of whom it would leave two thirds; what is scarcely known, or weighs double, is tender.`)
	return nil
}

// failed is the score after one full failure in a factor, today.
func (d *desk) failed(state loyalty.State, factor loyalty.FactorID) (loyalty.Result, error) {
	item, err := loyalty.Against(1)
	if err != nil {
		return loyalty.Result{}, err
	}
	if err := d.now.model.ObserveEvidence(&state, factor, item, d.asOf); err != nil {
		return loyalty.Result{}, err
	}
	return d.now.model.Score(state, d.now.open, d.asOf)
}
