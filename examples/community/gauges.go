package main

import (
	"slices"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// gauges is the sixth block.
func gauges(p *paper, s *story) error {
	f, err := s.fundamentals()
	if err != nil {
		return err
	}
	p.heading("6. The four fundamentals, side by side")
	for _, row := range []struct {
		name, of string
		gauge    loyalty.Gauge
	}{
		{"satisfaction", "pieces of evidence, faded: ratings in the shops", f.Satisfaction},
		{"loyalty", "members: who would choose us, and does", f.Loyalty},
		{"profitability", "customers: what letters and answers leave of the margin", f.Profitability},
		{"retention", "members at the start: those who are still there", f.Retention},
	} {
		if !row.gauge.Known {
			p.line("  %-14s too little to show", row.name)
			continue
		}
		i := row.gauge.Interval
		p.line("  %-14s %s %3s %% %-12s of %.0f %s", row.name, gauge(row.gauge.Value, i.Low, i.High, 31), percent(row.gauge.Value), within(i.Low, i.High),
			row.gauge.N, row.of)
	}
	p.prose("  ", `They are not added up: satisfied members may leave, and loyal ones may cost more than they bring. ● is the value, ─ where it may lie, and
the scale is from 0 to 100 %%.`)
	return nil
}

// fundamentals are the four numbers.
func (s *story) fundamentals() (f loyalty.Fundamentals, err error) {
	if f.Satisfaction, err = s.satisfaction(); err != nil {
		return f, err
	}
	all, err := s.loyalties()
	if err != nil {
		return f, err
	}
	truly := make([]float64, len(all))
	for i, l := range all {
		truly[i] = l.True
	}
	if f.Loyalty, err = loyalty.LoyaltyGauge(truly, level); err != nil {
		return f, err
	}
	earned, err := s.earned()
	if err != nil {
		return f, err
	}
	if f.Profitability, err = loyalty.ProfitabilityGauge(earned, level); err != nil {
		return f, err
	}
	start := s.membersAt(s.from)
	r := loyalty.Retention{Start: len(start), End: len(s.members)}
	for _, id := range s.members {
		if _, there := slices.BinarySearch(start, id); !there {
			r.New++
		}
	}
	f.Retention, err = loyalty.RetentionGauge(r, level)
	return f, err
}

// satisfaction reads all that customers lived through in the shops, as if it were one relationship: the states merge.
func (s *story) satisfaction() (loyalty.Gauge, error) {
	model, _, err := loyalty.DefaultCustomerCard().Compile()
	if err != nil {
		return loyalty.Gauge{}, err
	}
	var together loyalty.State
	for _, e := range s.inShops() {
		if err := model.Observe(&together, e); err != nil {
			return loyalty.Gauge{}, err
		}
	}
	result, err := model.Score(together, nil, s.asOf)
	if err != nil {
		return loyalty.Gauge{}, err
	}
	return result.Gauge(loyalty.Satisfaction)
}

// earned is what each customer brought in the window, and what is left of it when letters and answers are paid. Customers are those who
// bought, and all members.
func (s *story) earned() ([]loyalty.Earned, error) {
	customers, known := slices.Clone(s.members), map[relationship.PartyID]bool{}
	for _, id := range customers {
		known[id] = true
	}
	var currency relationship.Currency
	for _, e := range s.inShops() {
		if sale, ok := e.(relationship.Purchase); ok && s.recent(sale) {
			currency = sale.Amount().Currency()
			if id := sale.Key().To; !known[id] {
				customers, known[id] = append(customers, id), true
			}
		}
	}
	if currency.IsZero() {
		return nil, nil
	}
	touch, err := relationship.ParseAmount(s.opt.touch, currency)
	if err != nil {
		return nil, err
	}
	touches := map[relationship.PartyID]int{}
	for e := range s.onPage() {
		switch e.(type) {
		case relationship.Contact, relationship.Reply:
			if s.recent(e) && e.Actor() == relationship.ByFrom {
				touches[e.Key().To]++
			}
		}
	}
	all := make([]loyalty.Earned, len(customers))
	for i, id := range customers {
		margin := relationship.MoneyFromMinor(0, currency)
		for _, sale := range s.sales(id) {
			m, err := s.margin(sale.Amount())
			if err == nil {
				margin, err = margin.Add(m)
			}
			if err != nil {
				return nil, err
			}
		}
		left := margin
		for range touches[id] {
			if left, err = left.Sub(touch); err != nil {
				return nil, err
			}
		}
		all[i] = loyalty.Earned{Margin: margin, Contribution: left}
	}
	return all, nil
}
