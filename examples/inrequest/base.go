package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// baseSeed makes the base the same each time.
const baseSeed = 2026

// baseCustomers is how many customers the base has: enough for a fit.
const baseCustomers = 800

// baseDay is the day on which the base is looked at: all its orders are before.
var baseDay = time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)

// draws makes numbers that look random: SplitMix64 of Steele, Lea and Flood (2014).
// Its draws are whole numbers, so that every machine makes the same base.
type draws uint64

// below draws one of 0, 1, … n−1.
func (d *draws) below(n int) int {
	*d += 0x9e3779b97f4a7c15
	z := uint64(*d)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return int((z ^ z>>31) % uint64(n))
}

// newBase returns the orders of a made-up shop in 2025. Its customers first come on
// any day of the first nine months. Some buy often and some seldom, some dear and
// some cheap, and after each order some are likelier than others to have bought for
// the last time.
func newBase(self relationship.PartyID, currency relationship.Currency) ([]relationship.Event, error) {
	d := draws(baseSeed)
	start := baseDay.AddDate(-1, 0, 0)
	var orders []relationship.Event
	var errs []error
	for c := range baseCustomers {
		key := relationship.Key{From: self, To: relationship.PartyID(fmt.Sprintf("B%04d", c)), Role: relationship.KindEndConsumer}
		pause := 10 * (1 + d.below(8)) // days between two orders, on average: 10 to 80
		price := 1500 + 500*d.below(10)
		leaves := 2 + d.below(7)*d.below(7) // after one order in so many
		for day := d.below(270); day < 365; day += 1 + d.below(2*pause) {
			amount := relationship.MoneyFromMinor(int64(price+d.below(price)), currency)
			order, err := relationship.NewPurchase(relationship.PurchaseConfig{
				ID: relationship.EventID(fmt.Sprintf("%s-%d", key.To, day)), At: start.AddDate(0, 0, day).Add(12 * time.Hour), Key: key, Amount: amount,
			})
			errs = append(errs, err)
			orders = append(orders, order)
			if d.below(leaves) == 0 {
				break
			}
		}
	}
	return orders, errors.Join(errs...)
}
