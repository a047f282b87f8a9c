package relationship_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/rapport-go/rapport/relationship"
	"github.com/shopspring/decimal"
)

func Example() {
	eur := relationship.Must(relationship.ParseCurrency("EUR"))
	var history relationship.Summary
	order, err := relationship.NewPurchase(relationship.PurchaseConfig{
		ID:     "order-1",
		At:     time.Date(2026, 1, 2, 15, 4, 0, 0, time.UTC),
		Key:    relationship.Key{From: "shop", To: "ada", Role: relationship.KindEndConsumer},
		Amount: relationship.Must(relationship.ParseAmount("12.50", eur)),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := history.Observe(order); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(history.PurchaseDays(), history.Net())
	// Output: 1 12.50 EUR
}

// Two shops saw the same customer; what they know is merged, and a refund counts against the day of its order.
func ExampleSummary_Merge() {
	key := relationship.Key{From: "us", To: "ada", Role: relationship.KindEndConsumer}
	at := func(day int) time.Time { return time.Date(2026, 3, day, 12, 0, 0, 0, time.UTC) }
	buy := func(id relationship.EventID, day int, amount string) relationship.Event {
		return relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
			ID: id, At: at(day), Key: key, Amount: relationship.Must(relationship.ParseAmount(amount, eur)),
		}))
	}
	back := relationship.Must(relationship.NewRefund(relationship.RefundConfig{
		ID: "r-1", At: at(20), Key: key, Amount: relationship.Must(relationship.ParseAmount("30", eur)),
		Order: "b-1", OrderDate: relationship.Must(relationship.ParseDate("2026-03-05")),
	}))

	var online, store relationship.Summary
	for _, err := range []error{
		online.Observe(buy("a-1", 1, "12.50")), online.Observe(back),
		store.Observe(buy("b-1", 5, "30")), store.Observe(buy("b-2", 9, "7.25")),
		online.Merge(&store),
	} {
		if err != nil {
			fmt.Println(err)
		}
	}
	for day := range online.Days() {
		fmt.Println(day.Date, day.Paid, day.Gross, day.Refunded, day.IsPurchase())
	}
	fmt.Println("net", online.Net())
	// Output:
	// 2026-03-01 1 12.50 EUR 0.00 EUR true
	// 2026-03-05 1 30.00 EUR 30.00 EUR false
	// 2026-03-09 1 7.25 EUR 0.00 EUR true
	// net 19.75 EUR
}

// The JSON form is for people and other programs, the binary form is for keeping many.
func ExampleSummary_MarshalBinary() {
	var s relationship.Summary
	for day := 1; day <= 3; day++ {
		if err := s.Observe(relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
			ID: relationship.EventID(fmt.Sprint("order-", day)), At: time.Date(2026, 1, day, 9, 0, 0, 0, time.UTC),
			Key:    relationship.Key{From: "us", To: "ada", Role: relationship.KindCustomer},
			Amount: relationship.MoneyFromMinor(1999, eur),
		}))); err != nil {
			fmt.Println(err)
		}
	}
	data, _ := s.MarshalBinary()
	var back relationship.Summary
	fmt.Println(len(data), back.UnmarshalBinary(data), back.Equal(&s))
	text, _ := json.Marshal(back)
	fmt.Println(len(text))
	// Output:
	// 18 <nil> true
	// 261
}

func ExampleParseAmount() {
	price, err := relationship.ParseAmount("12.5", eur)
	fmt.Println(price, err)
	_, err = relationship.ParseAmount("1,250", eur)
	fmt.Println(err)
	// Output:
	// 12.50 EUR <nil>
	// relationship: amount = "1,250", want digits with at most one point between them, as in -12.50
}

func ExampleNewMoney() {
	price, err := relationship.NewMoney(decimal.RequireFromString("19.990"), eur)
	fmt.Println(price, err)
	// A decimal may stand for a number that would fill the memory; it is refused unread.
	_, err = relationship.NewMoney(decimal.New(1, 100_000_000), eur)
	fmt.Println(err)
	// Output:
	// 19.99 EUR <nil>
	// relationship: amount = a decimal with exponent 100000000, want an exponent from -18 to 18
}

func ExampleMoney_Add() {
	price := relationship.MoneyFromMinor(1250, eur)
	fee := relationship.Must(relationship.ParseAmount("0.005", eur))
	fmt.Println(price.Add(fee))
	_, err := price.Add(relationship.MoneyFromMinor(100, usd))
	fmt.Println(err)
	fmt.Println(errors.Is(err, relationship.ErrCurrencyMismatch))
	// Output:
	// 12.505 EUR <nil>
	// relationship: add: currencies EUR and USD, want one currency
	// true
}

func ExampleMoney_Round() {
	m := relationship.Must(relationship.ParseAmount("-0.125", eur))
	for _, r := range []relationship.Rounding{relationship.RoundHalfEven, relationship.RoundHalfUp, relationship.RoundCeiling} {
		fmt.Println(r, m.Round(r))
	}
	// Output:
	// half-even -0.12 EUR
	// half-up -0.13 EUR
	// ceiling -0.12 EUR
}

func ExampleSum() {
	fmt.Println(relationship.Sum(
		relationship.MoneyFromMinor(1999, eur), relationship.MoneyFromMinor(501, eur), relationship.MoneyFromMinor(-250, eur),
	))
	// Output: 22.50 EUR <nil>
}

func ExampleMoneyFromEstimate() {
	// The exact value of 1.005 is a little less than it looks.
	fmt.Println(relationship.MoneyFromEstimate(1.005, eur, relationship.RoundHalfUp))
	fmt.Println(relationship.MoneyFromEstimate(120.4996, jpy, relationship.RoundHalfEven))
	// Output:
	// 1.00 EUR <nil>
	// 120 JPY <nil>
}

func ExampleNewCurrency() {
	points, err := relationship.NewCurrency("PTS", 0)
	fmt.Println(points, err, relationship.MoneyFromMinor(250, points))
	_, err = relationship.NewCurrency("JPY", 2)
	fmt.Println(err)
	// Output:
	// PTS/0 <nil> 250 PTS/0
	// relationship: currency JPY: places = 2, want 0, as ISO 4217 has it
}

// The day of an event is the one that the clock on the wall showed.
func ExampleDateOf() {
	tokyo := time.FixedZone("Tokyo", 9*60*60)
	at := time.Date(2026, 1, 3, 8, 0, 0, 0, tokyo)
	fmt.Println(relationship.DateOf(at), relationship.DateOf(at.UTC()))
	// Output: 2026-01-03 2026-01-02
}

func ExamplePeriod_End() {
	month := relationship.Must(relationship.ParsePeriod("1m"))
	for _, from := range []string{"2024-01-31", "2026-01-31", "2026-02-28"} {
		date := relationship.Must(relationship.ParseDate(from))
		fmt.Println(from, month.End(date), month.Count(relationship.Day, date))
	}
	// Output:
	// 2024-01-31 2024-02-29 29
	// 2026-01-31 2026-02-28 28
	// 2026-02-28 2026-03-28 28
}

func ExampleUnit_Between() {
	signed := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)
	now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	fmt.Println(relationship.Day.Between(signed, now))
	fmt.Printf("%.4f %.4f\n", relationship.Week.Between(signed, now), relationship.Year.Between(signed, now))
	// Output:
	// 365.5
	// 52.2143 1.0007
}

func ExampleAnnualRate() {
	r, err := relationship.AnnualRate(0.10)
	fmt.Printf("%v %v %.6f a year, %.6f a week\n", r, err, r.Continuous(relationship.Year), r.Continuous(relationship.Week))
	// Output: 10%/year <nil> 0.095310 a year, 0.001827 a week
}

func ExampleNewCustomer() {
	ada, err := relationship.NewCustomer(relationship.CustomerConfig{
		ID: "C-1", Name: "Ada", Kinds: relationship.Must(relationship.KindsOf(relationship.KindReferrer, relationship.KindEndConsumer)),
		Since: relationship.Must(relationship.NewDate(2026, time.January, 2)),
	})
	fmt.Println(ada, err)
	text, _ := json.Marshal(ada)
	fmt.Println(string(text))
	// Output:
	// C-1 (end-consumer,referrer) <nil>
	// {"version":1,"id":"C-1","name":"Ada","kinds":["end-consumer","referrer"],"since":"2026-01-02"}
}

func ExampleNewPartner() {
	_, err := relationship.NewPartner(relationship.PartnerConfig{ID: " P-1"})
	fmt.Println(err)
	// Output:
	// relationship: partner: id = " P-1", want no space at either end
	// relationship: partner: kinds = "", want one that is neither customer nor end-consumer among them
}

func ExamplePartyKind_Group() {
	for _, kind := range []relationship.PartyKind{relationship.KindDistributor, relationship.KindReferrer} {
		fmt.Println(kind, kind.Group(), kind.Market())
	}
	// Output:
	// distributor buyer customer
	// referrer lateral referral
}

func ExampleKey_Reverse() {
	ours := relationship.Key{From: "us", To: "mill", Role: relationship.KindSupplier}
	fmt.Println(ours.Reverse())
	fmt.Println(ours.Reverse().Reverse() == ours)
	// Output:
	// {mill us supplier}
	// true
}
