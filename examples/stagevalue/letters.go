package main

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

// longest is how many months ago the last order may be for a customer to be told apart by it.
const longest = 12

// former stands for those who are gone, or whose last order is longer ago.
const former = longest + 1

// ages counts the months of customers by how many months ago their last order was: 1 at the end of the month in which they ordered. now
// is where they are on the last day; 0 are those who never ordered.
func (b *base) ages() (counts *markov.Counts[int], now map[int]int, err error) {
	counts, now = &markov.Counts[int]{}, map[int]int{}
	for _, c := range b.customers {
		age := 0 // has not ordered yet
		for i, s := range c.stages[1:] {
			next := age
			switch {
			case age != former && slices.Contains(final(), s):
				if age > 0 {
					next = former
				}
			case c.bought[i]:
				next = 1
			case age > 0:
				next = min(age+1, former)
			}
			if age > 0 && age < former {
				if err := counts.Add(age, next); err != nil {
					return nil, nil, err
				}
			}
			if age = next; age == former {
				break
			}
		}
		now[age]++
	}
	return counts, now, nil
}

// orderMargin is what a month with an order brings.
func (b *base) orderMargin() float64 {
	sum, n := 0.0, 0
	for _, c := range b.customers {
		for i, bought := range c.bought {
			if bought {
				sum += c.spent[i].Estimate()
				n++
			}
		}
	}
	if n == 0 {
		return 0
	}
	return b.opt.margin * sum / float64(n)
}

// letters asks down to whom to write.
func letters(w io.Writer, b *base) error {
	fmt.Fprint(w, "\nHow long to go on writing\n-------------------------\n\n")
	counts, now, err := b.ages()
	if err != nil {
		return err
	}
	var order []int
	for age := 1; age <= longest && counts.Row(age) >= leastMonths; age++ {
		order = append(order, age)
	}
	if len(order) < 2 {
		fmt.Fprintf(w, "Too few months after an order were seen to say: at least %d are wanted.\n", leastMonths)
		return nil
	}
	// Whoever is silent for longer than there is enough known of, is former.
	var kept markov.Counts[int]
	for _, from := range order {
		for to := 1; to <= former; to++ {
			end := to
			if to > len(order) {
				end = former
			}
			if err := kept.AddN(from, end, counts.N(from, to)); err != nil {
				return err
			}
		}
	}
	chain, err := markov.Estimate(&kept, markov.EstimateOptions[int]{Final: []int{former}})
	if err != nil {
		return err
	}
	discount, err := b.discount()
	if err != nil {
		return err
	}
	gain := b.orderMargin()
	margin := map[int]float64{1: gain - b.opt.contact}
	for _, age := range order[1:] {
		margin[age] = -b.opt.contact
	}
	cut, err := chain.CutOff(markov.CutOffOptions[int]{Order: order, Margin: margin, Discount: discount})
	if unbounded := (*markov.DivergesError)(nil); errors.As(err, &unbounded) {
		fmt.Fprintln(w, "Nobody was ever seen to stop ordering: there is no end to compare with.")
		return nil
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(w, `A letter a month to one customer costs %.2f, and a month with an order brings %.2f. The longer ago the last order, the
rarer the next. Writing through month k means: to stop when the last order is more than k months ago. The value is that
of a customer who has just ordered, if that rule is kept.

  last order     months    of 100    writing through it
  months ago      seen     order     makes the customer worth
`, b.opt.contact, gain)
	best := cut.Best()
	most, _ := cut.Value(best, 1)
	for _, k := range order {
		v, _ := cut.Value(k, 1)
		mark := ""
		if k == best {
			mark = " ← best"
		}
		fmt.Fprintf(w, "  %6d       %6d   %7.1f    %8.2f %s%s\n", k, chain.N(k), 100*chain.P(k, 1), v, bar(v, most, 40), mark)
	}
	b.verdict(w, best, most, len(order), now)
	return nil
}

// verdict says what to do.
func (b *base) verdict(w io.Writer, best int, most float64, known int, now map[int]int) {
	switch best {
	case 0:
		fmt.Fprint(w, "\nDo not write at all: no letter pays at this price.\n")
		return
	case known:
		fmt.Fprint(w, "\nGo on writing for as long as enough is known: it pays throughout.\n")
	default:
		fmt.Fprintf(w, "\nGo on writing through month %d, and stop then: a customer who has just ordered is worth %.2f.\n", best, most)
	}
	write, stop := 0, 0
	for age, n := range now {
		switch {
		case age >= 1 && age <= best:
			write += n
		case age > best && age < former:
			stop += n
		}
	}
	fmt.Fprintf(w, "Today that is to write to %d customers, and no more to %d who ordered longer ago: %.2f saved a month.\n", write, stop, float64(stop)*b.opt.contact)
	fmt.Fprint(w, `What these customers do who are not written to, the log does not know. If they order all the same, stop sooner; and if
the letters of the past were not sent to everybody, try it on some first. (The question is that of Pfeifer & Carraway,
Modeling customer relationships as Markov chains, 2000.)
`)
}
