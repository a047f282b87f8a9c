package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// The sample is the log of a shop that does not exist, over the two years 2024
// and 2025.
const (
	sampleCustomers = 600
	sampleDays      = 366 + 365
	sampleSeed      = 2026
)

// entry is one line of the sample: an order, or a refund of one.
type entry struct {
	day      int // from 0, the first day of the sample
	customer int
	cents    int
	number   int    // the order's number, in the order of the log
	of       *entry // the order that is refunded
}

// writeSample writes a log of so many customers. All draws are whole numbers from
// a generator with a fixed seed, so that the log is the same on every machine: a
// float64 rounded another way could move an order to the next day.
func writeSample(w io.Writer, customers int) error {
	log := drawLog(customers)
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "customer,date,amount,order,refund_of")
	start := relationship.Must(relationship.NewDate(2024, time.January, 1))
	for _, e := range log {
		date := start.AddDays(e.day)
		if e.of == nil {
			fmt.Fprintf(out, "C%05d,%s,%d.%02d,%d,\n", e.customer, date, e.cents/100, e.cents%100, e.number)
		} else {
			fmt.Fprintf(out, "C%05d,%s,-%d.%02d,,%d\n", e.customer, date, e.cents/100, e.cents%100, e.of.number)
		}
	}
	return out.Flush()
}

// writeEvents writes the log of events of the shop, one as JSON on each line.
func writeEvents(w io.Writer) error {
	var all draft
	orders := make(map[int][]*entry)
	for _, e := range drawLog(sampleCustomers) {
		orders[e.customer] = append(orders[e.customer], e)
	}
	for c := range sampleCustomers {
		all.begin(fmt.Sprintf("C%05d", c+1), relationship.KindEndConsumer, uint64(c+1))
		all.customer(orders[c+1])
	}
	for i, p := range partners() {
		all.begin(p.id, p.role, uint64(sampleCustomers+i+1))
		all.partner(p)
	}
	var log relationship.History
	for _, e := range all.log {
		all.err = errors.Join(all.err, log.Add(e))
	}
	out := bufio.NewWriter(w)
	return errors.Join(all.err, relationship.EncodeEvents(out, log.All()), out.Flush())
}

// writeKinds writes the first event of each kind in the sample.
func writeKinds(w io.Writer) error {
	var log bytes.Buffer
	if err := writeEvents(&log); err != nil {
		return err
	}
	seen := map[relationship.EventKind]bool{}
	for line := range bytes.Lines(log.Bytes()) {
		e, err := relationship.ParseEvent(line)
		if err != nil {
			return err
		}
		if kind, _ := relationship.KindOf(e); !seen[kind] {
			seen[kind] = true
			if _, err := w.Write(line); err != nil {
				return err
			}
		}
	}
	return nil
}

// drawLog draws the orders and refunds of all customers, sorts them by day and
// numbers the orders. New customers come evenly over the two years.
func drawLog(customers int) []*entry {
	rng := rand.New(rand.NewPCG(sampleSeed, 0))
	var log []*entry
	for c := range customers {
		s := drawShopper(rng)
		if c == 11 || c == 56 {
			s = shopper{rate: 14_300, loss: 0, basket: 3_500} // two who come every week and stay
		}
		for _, day := range s.orderDays(rng, c*sampleDays/customers) {
			e := &entry{day: day, customer: c + 1, cents: s.basket * (1 + rng.IntN(100) + rng.IntN(100)) / 100}
			log = append(log, e)
			if back := drawRefund(rng, e); back != nil {
				log = append(log, back)
			}
		}
	}
	slices.SortStableFunc(log, func(a, b *entry) int { return a.day - b.day })
	number := 10_000
	for _, e := range log {
		if e.of == nil {
			number++
			e.number = number
		}
	}
	return log
}

// shopper is how one customer buys.
type shopper struct {
	rate   int // chance of an order on a day, in 100,000
	loss   int // chance of leaving for good after an order, in 10,000
	basket int // what an order is worth on average, in cents
}

// drawShopper draws a customer: products of even draws make most of them small
// and a few large, in how often they come, how soon they leave and what they pay.
func drawShopper(rng *rand.Rand) shopper {
	even := func() int { return rng.IntN(100) }
	return shopper{
		rate:   even() * even() * even() / 100 * even() / 100 * even() / 31, // fits in 32 bits at every step
		loss:   even() * even() * 2 / 3,
		basket: 1_200 + even()*even()*3/2,
	}
}

// orderDays draws the days on which the customer orders, from the first one on.
func (s shopper) orderDays(rng *rand.Rand, first int) []int {
	days := []int{first}
	for day := first + 1; day < sampleDays; day++ {
		if rng.IntN(100_000) >= s.rate {
			continue
		}
		days = append(days, day)
		if rng.IntN(10_000) < s.loss {
			break
		}
	}
	return days
}

// drawRefund gives one order in 25 back, half of them in full and half in part,
// two to twenty days later. What would come after the last day is not in the log.
func drawRefund(rng *rand.Rand, e *entry) *entry {
	if rng.IntN(25) > 0 {
		return nil
	}
	back := &entry{day: e.day + 2 + rng.IntN(19), customer: e.customer, cents: e.cents, of: e}
	if rng.IntN(2) == 0 {
		back.cents = e.cents * (1 + rng.IntN(9)) / 10
	}
	if back.day >= sampleDays {
		return nil
	}
	return back
}
