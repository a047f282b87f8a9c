package loyalty_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// How formal a relationship is on a day is no evidence, but may go into a score: dated on that day, into a copy of the state.
func ExampleFormality() {
	must := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	signed, err := relationship.NewAgreementSigned(relationship.AgreementSignedConfig{
		ID: "a-1-signed", At: time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC), Agreement: "a-1", Form: relationship.FormUnsigned,
		Key:   relationship.Key{From: "us", To: "acme", Role: relationship.KindSupplier},
		Start: relationship.DateOf(time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)),
	})
	must(err)
	book, err := relationship.Agreements(slices.Values([]relationship.Event{signed}))
	must(err)

	asOf := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	formality, known, err := loyalty.Formality(book.All(), relationship.DateOf(asOf), loyalty.FormalityOptions{})
	must(err)
	fmt.Println(formality, known)

	model, _, err := loyalty.DefaultPartnerCard().Compile()
	must(err)
	var state loyalty.State // what is known of the partner
	copied := state
	item, err := loyalty.Graded(formality, 1)
	must(err)
	must(model.ObserveEvidence(&copied, loyalty.Trust, item, asOf))
	result, err := model.Score(copied, nil, asOf)
	must(err)
	fmt.Println(result.Points, state.IsZero())

	// Output:
	// 0.5 true
	// 5000 true
}

// Both sides have of each other, but one of them far more.
func ExampleMutualBenefit() {
	ours, _ := relationship.ParseMoney("9000.00 EUR")
	theirs, _ := relationship.ParseMoney("1000.00 EUR")
	benefit, known, err := loyalty.MutualBenefit(ours, theirs, relationship.RoundHalfEven)
	fmt.Println(benefit.Balance, benefit.Level, known, err)

	// Output: 0.2 1800.00 EUR true <nil>
}

// Three stays of the same quality please less each time.
func ExampleExpectation() {
	var guest loyalty.Expectation
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	if err := guest.Declare(0.5, at); err != nil {
		fmt.Println(err)
	}
	for stay := range 3 {
		if err := guest.Experience(0.9, at.AddDate(0, stay, 0), loyalty.DefaultLearning); err != nil {
			fmt.Println(err)
		}
		expected, _ := guest.Expected()
		gap, _ := guest.Gap()
		fmt.Printf("better than expected by %.3f, now expects %.3f\n", gap, expected)
	}

	// Output:
	// better than expected by 0.400, now expects 0.620
	// better than expected by 0.280, now expects 0.704
	// better than expected by 0.196, now expects 0.763
}

// What is bought without an offer, and whether it becomes more.
func ExampleOffDealTrend() {
	eur, _ := relationship.ParseCurrency("EUR")
	day := func(n int) time.Time { return time.Date(2026, 1, 1+n, 0, 0, 0, 0, time.UTC) }
	sales := slices.Values([]loyalty.Sale{
		{At: day(10), Margin: relationship.MoneyFromMinor(3000, eur), Offer: true},
		{At: day(20), Margin: relationship.MoneyFromMinor(1000, eur)},
		{At: day(40), Margin: relationship.MoneyFromMinor(2000, eur)},
		{At: day(50), Margin: relationship.MoneyFromMinor(2000, eur), Offer: true},
	})
	trend, known, err := loyalty.OffDealTrend(sales, day(0), day(30), day(60))
	fmt.Println(trend, known, err)

	// Output: 0.25 true <nil>
}
