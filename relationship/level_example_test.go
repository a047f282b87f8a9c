package relationship_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// Where a relationship stands among Kotler's levels, where it should, and what is missing.
func ExampleLevels_Gap() {
	key := relationship.Key{From: "mill", To: "bakery", Role: relationship.KindCustomer}
	day := func(d int) time.Time { return time.Date(2026, 1, d, 9, 0, 0, 0, time.UTC) }
	events := []relationship.Event{
		relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
			ID: "o-1", At: day(2), Key: key, Amount: relationship.Must(relationship.ParseMoney("340.00 EUR")),
		})),
		relationship.Must(relationship.NewContact(relationship.ContactConfig{
			ID: "c-1", At: day(9), Key: key, Actor: relationship.ByFrom, Channel: relationship.ChannelPhone, Purpose: relationship.PurposeFollowUp,
		})),
	}
	var levels relationship.Levels // the usual policy
	signals := levels.Signals(slices.Values(events), day(1), day(91))
	gap, err := levels.Gap(signals, relationship.MarginMedium, relationship.CrowdSome)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(gap.Observed, gap.Recommended, gap.Gap())
	for _, need := range gap.Missing {
		fmt.Println(need.Level, "has", need.Have, "of", need.Want)
	}
	// Output:
	// basic accountable 2
	// reactive has 0 of 1
}

// How long answers take.
func ExampleExchanges() {
	key := relationship.Key{From: "shop", To: "ada", Role: relationship.KindEndConsumer}
	monday := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	question := relationship.Must(relationship.NewRequest(relationship.RequestConfig{
		ID: "q-1", At: monday, Key: key, Actor: relationship.ByTo, Channel: relationship.ChannelEmail, Purpose: relationship.PurposeService,
	}))
	answer := relationship.Must(relationship.NewReply(relationship.ReplyConfig{
		ID: "a-1", At: monday.Add(90 * time.Minute), Key: key, Actor: relationship.ByFrom,
		Request: question.ID(), RequestedAt: question.At(), Channel: question.Channel(),
	}))
	pairs, err := relationship.Exchanges(slices.Values([]relationship.Event{question, answer}))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, pair := range pairs {
		fmt.Println(pair.Request, "was answered by", pair.Reply, "after", pair.Latency())
	}
	// Output:
	// q-1 was answered by a-1 after 1h30m0s
}

func ExamplePyramid() {
	var records, partners, consumers relationship.PointsMean
	for _, completeness := range []int{9000, 6000, 7500} {
		if err := records.Add(completeness); err != nil {
			fmt.Println(err)
		}
	}
	if err := partners.Add(6100); err != nil {
		fmt.Println(err)
	}
	var usual relationship.Pyramid
	fmt.Println(usual.Level(records, partners, consumers)) // nothing is known of consumers
	// Output:
	// partner-cooperation
}

// What is heard is ranked by what those are worth who say it.
func ExampleFeedback_Topics() {
	monday := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	var heard relationship.Feedback
	for i, said := range []struct {
		who   relationship.PartyID
		topic string
	}{{"ada", "delivery"}, {"bob", "delivery"}, {"eve", "vegan range"}} {
		err := heard.Note(relationship.FeedbackNote{
			ID: relationship.EventID(fmt.Sprint("n-", i)), Key: relationship.Key{From: "shop", To: said.who, Role: relationship.KindEndConsumer},
			Topic: said.topic, At: monday.AddDate(0, 0, i),
		})
		if err != nil {
			fmt.Println(err)
		}
	}
	eur := relationship.Must(relationship.ParseCurrency("EUR"))
	topics, err := heard.Topics(monday.AddDate(0, 0, 7), relationship.FeedbackPolicy{}, func(k relationship.Key) relationship.Money {
		if k.To == "eve" {
			return relationship.MoneyFromMinor(500_000, eur)
		}
		return relationship.MoneyFromMinor(40_000, eur)
	})
	if err != nil {
		fmt.Println(err)
	}
	for _, t := range topics {
		fmt.Printf("%-12s heard %d times, mass %.2f, worth %v\n", t.Topic, t.N, t.Slow, t.Value)
	}
	// Output:
	// vegan range  heard 1 times, mass 0.98, worth 5000.00 EUR
	// delivery     heard 2 times, mass 1.95, worth 800.00 EUR
}

func ExampleOpportunity_Discounted() {
	o, err := relationship.NewOpportunity(relationship.OpportunityConfig{
		ID: "N-7", Key: relationship.Key{From: "mill", To: "bakery", Role: relationship.KindCustomer},
		Value: relationship.Must(relationship.ParseMoney("12000.00 EUR")), Probability: 2500,
		Opened: relationship.Must(relationship.ParseDate("2026-01-02")), ExpectedClose: relationship.Must(relationship.ParseDate("2027-01-02")),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	now := relationship.Must(relationship.ParseDate("2026-03-01"))
	ten := relationship.Must(relationship.AnnualRate(0.10))
	fmt.Println(o.Expected(relationship.RoundHalfEven), o.Discounted(ten, now, relationship.RoundHalfEven), o.AgeDays(now), o.IsDue(now))
	// Output:
	// 3000.00 EUR 2769.04 EUR 58 false
}
