package loyalty

import (
	"iter"
	"math/big"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// ReferralRate counts those of the active parties who referred somebody after from and until to: the To of each
// [relationship.Referral] that is theirs, each once however many they sent. A party that is listed twice is one; other events are
// passed over.
//
// Read it with [Share].Value and [Share].Interval. The error is a [*FieldError] for a window that ends before it begins and for an
// event that is nil. Cost: O(n).
func ReferralRate(active []relationship.PartyID, events iter.Seq[relationship.Event], from, to time.Time) (Share, error) {
	referred := make(map[relationship.PartyID]bool, len(active))
	for _, party := range active {
		referred[party] = false
	}
	s := Share{Of: len(referred)}
	err := eachWithin(events, from, to, func(r relationship.Referral) {
		party := r.Key().To
		if done, counts := referred[party]; r.Actor() == relationship.ByTo && counts && !done {
			referred[party] = true
			s.Hits++
		}
	})
	if err != nil {
		return Share{}, err
	}
	return s, nil
}

// ReferralCredit says how much of the margin of those who were referred is credited to who referred them.
type ReferralCredit struct {
	// Points is the share credited, in points of 1 to 10000; 0 is 5000, one half.
	Points int
	// Rounding is how the value is rounded to the minor unit of the currency.
	Rounding relationship.Rounding
}

// Validate refuses what is not valid.
func (c ReferralCredit) Validate() error {
	var f faults
	f.number("points", float64(c.Points), 0, perfect)
	if !c.Rounding.IsValid() {
		f.add("rounding", c.Rounding.String(), "one of the constants")
	}
	return f.err()
}

// ReferralValue returns what the referrals of one party are worth: Σ margin of the referred × share credited.
//
// Margins may be losses, and are in one currency. The sum is exact; the product is rounded once, to the minor unit. Laws: the order
// of the margins changes nothing; of none it is the zero value; with all points it is the sum, rounded. The error is a [*FieldError]
// for a credit that is not valid, and one of package relationship for two currencies.
// Source: a convention. Half is for whom the referred might have found us without; measure it where you can.
func ReferralValue(margins []relationship.Money, credit ReferralCredit) (relationship.Money, error) {
	if err := credit.Validate(); err != nil {
		return relationship.Money{}, err
	}
	sum, err := relationship.Sum(margins...)
	if err != nil || sum.Currency().IsZero() {
		return relationship.Money{}, err
	}
	if credit.Points == 0 {
		credit.Points = perfect / 2
	}
	value := new(big.Rat).Mul(sum.Rat(), big.NewRat(int64(credit.Points), perfect))
	return relationship.MoneyFromRat(value, sum.Currency(), credit.Rounding)
}
