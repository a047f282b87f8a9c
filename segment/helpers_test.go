package segment_test

import (
	"iter"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

var eur = relationship.Must(relationship.ParseCurrency("EUR"))

func money(text string) relationship.Money { return relationship.Must(relationship.ParseMoney(text)) }

func date(text string) relationship.Date { return relationship.Must(relationship.ParseDate(text)) }

// rfm is a customer with that much paid and nothing paid back.
func rfm(recency, frequency int, net string) segment.RFM {
	return segment.RFM{Recency: recency, Frequency: frequency, Net: money(net)}
}

// everyone yields customers who are all scored.
func everyone(base []segment.RFM) iter.Seq2[segment.RFM, segment.Status] {
	return func(yield func(segment.RFM, segment.Status) bool) {
		for _, r := range base {
			if !yield(r, segment.Scored) {
				return
			}
		}
	}
}

// quantile is segment.Quantile for a base that has nothing wrong with it.
func quantile(t interface{ Fatal(...any) }, base []segment.RFM, o segment.QuantileOptions) (segment.Scorer, segment.Report) {
	s, report, err := segment.Quantile(everyone(base), o)
	if err != nil {
		t.Fatal(err)
	}
	return s, report
}

// scoreOf is Scorer.Score for a customer with nothing wrong.
func scoreOf(t interface{ Fatal(...any) }, s segment.Scorer, r segment.RFM) segment.Score {
	score, err := s.Score(r)
	if err != nil {
		t.Fatal(err)
	}
	return score
}

// order is a purchase of the day, at noon.
func order(day, amount string) relationship.Event {
	return relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
		ID: "an order", At: date(day).Time().Add(12 * time.Hour), Key: book, Amount: money(amount),
	}))
}

// refund is money back, on the last day of the year, for the orders of the day.
func refund(day, amount string) relationship.Event {
	return relationship.Must(relationship.NewRefund(relationship.RefundConfig{
		ID: "a refund", At: date("2026-12-31").Time(), Key: book, Amount: money(amount), Order: "an order", OrderDate: date(day),
	}))
}

var book = relationship.Key{From: "shop", To: "ada", Role: relationship.KindEndConsumer}

func summary(t testing.TB, events ...relationship.Event) *relationship.Summary {
	s := new(relationship.Summary)
	for _, e := range events {
		if err := s.Observe(e); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// customers draws RFMs of few values, so that ties are frequent, and a few that are far off.
var customers = rapid.Custom(func(t *rapid.T) segment.RFM {
	return segment.RFM{
		Recency:   rapid.SampledFrom([]int{0, 0, 1, 2, 3, 5, 8, 30, 365, 1_000_000_000}).Draw(t, "recency"),
		Frequency: rapid.SampledFrom([]int{1, 1, 1, 2, 2, 3, 4, 9, 1_000_000_000}).Draw(t, "frequency"),
		Net:       amounts.Draw(t, "net"),
	}
})

// amounts draws money with ties: negative, nothing, finer than a cent, and larger than a word.
var amounts = rapid.Custom(func(t *rapid.T) relationship.Money {
	return money(rapid.SampledFrom([]string{
		"-0.01", "-500.00", "0.00", "0.00", "0.01", "0.009", "1.00", "1.00", "2.50", "2.505", "10.00", "10.00", "99.99",
		"1000000000000000000.00", "999999999999999999999999.99",
	}).Draw(t, "amount") + " EUR")
})

// plainAmounts draws whole cents only, which are sorted in another way.
var plainAmounts = rapid.Custom(func(t *rapid.T) relationship.Money {
	return relationship.MoneyFromMinor(rapid.SampledFrom([]int64{-100, 0, 1, 1, 5, 10, 10, 99, 1000}).Draw(t, "cents"), eur)
})

// bases draws populations, half of them in whole cents.
var bases = rapid.Custom(func(t *rapid.T) []segment.RFM {
	base := rapid.SliceOfN(customers, 1, 40).Draw(t, "base")
	if rapid.Bool().Draw(t, "plain") {
		for i := range base {
			base[i].Net = plainAmounts.Draw(t, "net")
		}
	}
	return base
})

var manyTies = rapid.SampledFrom([]segment.Ties{segment.TieLow, segment.TieMid, segment.TieHigh})

var options = rapid.Custom(func(t *rapid.T) segment.QuantileOptions {
	k := rapid.SampledFrom([]int{0, 2, 3, 4, 5, 5, 7, 10, 99, 100})
	return segment.QuantileOptions{
		Recency: k.Draw(t, "R"), Frequency: k.Draw(t, "F"), Monetary: k.Draw(t, "M"), Ties: manyTies.Draw(t, "ties"),
	}
})
