package main

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// letters compares what it costs to win a customer by letter with what it costs to keep one.
func letters(p *paper, b *base) error {
	p.heading("2. Letters to strangers, or keeping whom one has")
	var won relationship.Money // the price of a customer who would not have come otherwise
	claimed := ""
	for _, a := range b.actions {
		if !a.mailing {
			continue
		}
		effect, err := b.mailing(a)
		if err != nil {
			return fmt.Errorf("%s: %w", a.name, err)
		}
		p.mailing(a, effect)
		if price, ok := effect.CostPerIncrementalResponse(); ok && !slices.Contains(effect.Warnings(), segment.CampaignUpliftUnclear) {
			won, claimed = price, a.name
		}
	}
	change, err := b.retention()
	if err != nil {
		return err
	}
	if change == nil {
		p.line("  There are no two years of customers to compare: nothing can be said of keeping them.")
		return nil
	}
	for _, a := range b.actions {
		if a.mailing || a.date.Before(b.mid) || a.date.After(b.last) {
			continue
		}
		p.line("  %s, for those who are customers: cost %v", a.name, a.fixed)
		p.line("    kept in %d %s, in %d %s, difference %s points", b.year-1, kept(change.before), b.year, kept(change.after), points(change.Difference))
		price, ok := change.price(a.fixed, b.opt.currency)
		if !ok || change.Difference.Interval.Low <= 0 {
			p.line("    It is not clear that more were kept, and so nobody knows what one cost.")
			continue
		}
		cheap, _ := change.perKept(a.fixed, change.Difference.Interval.High, b.opt.currency)
		dear, _ := change.perKept(a.fixed, change.Difference.Interval.Low, b.opt.currency)
		p.line("    %s for each customer kept who would have left at the rate of %d (from %s to %s)", price.AmountString(), b.year-1, cheap.AmountString(), dear.AmountString())
		if claimed == "" {
			continue
		}
		times, err := won.Ratio(price)
		if err != nil {
			return err
		}
		p.prose(`To win a customer by the %s cost %.1f times as much as to keep one. That is no law: it is the ratio of these two actions. And the
two years are no experiment: no group was left out, and whatever else changed in %d is in the difference too.`, claimed, times, b.year)
	}
	return nil
}

// mailing reads what a mailing brought: the margin of those who became customers, from the day of the letter to the end.
func (b *base) mailing(a *action) (segment.CampaignEffect, error) {
	var c segment.Campaign
	for _, m := range a.mailed {
		x := segment.CampaignCustomer{Exposed: m.exposed, Responded: m.customer != nil}
		if m.customer != nil {
			for _, e := range m.customer.entries {
				if e.date.Before(a.date) || e.date.After(b.last) || e.count > 0 {
					continue
				}
				amount := e.amount
				if e.what != premium {
					amount = amount.Neg()
				}
				if err := add(&x.Margin, amount); err != nil {
					return segment.CampaignEffect{}, err
				}
			}
		}
		if err := c.Observe(x); err != nil {
			return segment.CampaignEffect{}, err
		}
	}
	return c.Effect(segment.CampaignConfig{Level: level, Fixed: a.fixed, PerContact: a.perContact, Randomised: a.byLot})
}

// mailing tells it.
func (p *paper) mailing(a *action, e segment.CampaignEffect) {
	p.line("  %s of %v: cost %v", a.name, a.date, e.Cost())
	if rate, ok := e.ResponseRate(); ok {
		text := fmt.Sprintf("became customers: %s of those who got it", found(rate, 2))
		if other, ok := e.ControlRate(); ok {
			text += fmt.Sprintf(", %s of those left out", found(other, 2))
		}
		p.line("    %s", text)
	}
	if up, ok := e.Uplift(); ok {
		extra, _ := e.IncrementalResponses()
		text := fmt.Sprintf("so owed to the letter: %s points, %.1f customers (%.1f to %.1f)", points(up), extra.Value, extra.Interval.Low, extra.Interval.High)
		if price, ok := e.CostPerIncrementalResponse(); ok {
			text += fmt.Sprintf(", %s each", price.AmountString())
		}
		p.line("    %s", text)
	} else if each, ok := e.CostPerResponse(); ok {
		p.line("    %s for each of them; nobody was left out, so nobody knows who would have come anyway: no uplift", each.AmountString())
	}
	if margin, ok := e.IncrementalMargin(); ok {
		net, _ := e.Net()
		text := fmt.Sprintf("margin owed to it up to now %s, less the cost %s", margin.AmountString(), net.AmountString())
		if r, ok := e.Return(); ok {
			if text += fmt.Sprintf(": return %s", percent(r, 0)); r < -1 {
				text += " (those it won cost more so far than they paid)"
			}
		}
		p.line("    %s", text)
	}
	for _, w := range e.Warnings() {
		p.line("    doubt: %s", w.Words())
	}
}

// change is how many of the customers at the beginning of each year were kept to its end.
type change struct {
	segment.RetentionChange
	before, after segment.KeptShare
	counts        [2]segment.RetentionCount
}

// retention counts it; nil if one of the years began without customers.
func (b *base) retention() (*change, error) {
	var c change
	for y, start := range []relationship.Date{b.first, b.mid} {
		end := b.mid.AddDays(-1)
		if y == 1 {
			end = b.last
		}
		for _, h := range b.holders {
			if h.insured(start) {
				c.counts[y].Of++
				if h.insured(end) {
					c.counts[y].Kept++
				}
			}
		}
	}
	if c.counts[0].Of == 0 || c.counts[1].Of == 0 {
		return nil, nil
	}
	var err error
	if c.RetentionChange, err = segment.CompareRetention(c.counts[0], c.counts[1], level); err != nil {
		return nil, err
	}
	c.before = segment.KeptShare{Kept: int64(c.counts[0].Kept), Of: int64(c.counts[0].Of), Interval: c.Before.Interval}
	c.after = segment.KeptShare{Kept: int64(c.counts[1].Kept), Of: int64(c.counts[1].Of), Interval: c.After.Interval}
	return &c, nil
}

// price is a cost for each customer kept beyond the rate of the year before; false if there is none.
func (c *change) price(cost relationship.Money, in relationship.Currency) (relationship.Money, bool) {
	// Kept beyond: kept − of·(kept before/of before), as an exact fraction.
	beyond := new(big.Rat).SetFrac64(int64(c.counts[0].Kept), int64(c.counts[0].Of))
	beyond.Mul(beyond, big.NewRat(int64(c.counts[1].Of), 1)).Sub(big.NewRat(int64(c.counts[1].Kept), 1), beyond)
	return perUnit(cost, beyond, in)
}

// perKept is the same for another difference, such as an end of its interval.
func (c *change) perKept(cost relationship.Money, difference float64, in relationship.Currency) (relationship.Money, bool) {
	beyond := new(big.Rat).SetFloat64(difference)
	if beyond == nil {
		return relationship.Money{}, false
	}
	return perUnit(cost, beyond.Mul(beyond, big.NewRat(int64(c.counts[1].Of), 1)), in)
}

// perUnit divides an amount once, exactly; false unless the number is above 0.
func perUnit(cost relationship.Money, n *big.Rat, in relationship.Currency) (relationship.Money, bool) {
	if n.Sign() <= 0 {
		return relationship.Money{}, false
	}
	m, err := relationship.MoneyFromRat(n.Quo(cost.Rat(), n), in, relationship.RoundHalfEven)
	return m, err == nil
}

// points writes a difference of shares in percentage points.
func points(f segment.Finding) string {
	return fmt.Sprintf("%+.2f (%+.2f to %+.2f)", 100*f.Value, 100*f.Interval.Low, 100*f.Interval.High)
}
