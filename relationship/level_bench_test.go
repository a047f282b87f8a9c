package relationship_test

import (
	"slices"
	"strconv"
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

func BenchmarkLevelSignals(b *testing.B) {
	var events []relationship.Event
	for i := range 1000 {
		events = append(events, levelSale("s-"+strconv.Itoa(i), i), levelTurn("c-"+strconv.Itoa(i), i+1, relationship.ByFrom, relationship.PurposeFollowUp, false))
	}
	var l relationship.Levels
	b.ReportAllocs()
	for b.Loop() {
		if s := l.Signals(slices.Values(events), noon, fbDay(2000)); l.Observed(s) != relationship.LevelBasic {
			b.Fatal(s)
		}
	}
}

func BenchmarkExchanges(b *testing.B) {
	var events []relationship.Event
	for i := range 1000 {
		request := xRequest(relationship.EventID("q-"+strconv.Itoa(i)), i)
		events = append(events, request, xReply(relationship.EventID("a-"+strconv.Itoa(i)), request, 3))
	}
	b.ReportAllocs()
	for b.Loop() {
		if pairs, err := relationship.Exchanges(slices.Values(events)); len(pairs) != 1000 {
			b.Fatal(err)
		}
	}
}

func BenchmarkFeedbackTopics(b *testing.B) {
	var f relationship.Feedback
	for i := range 1000 {
		c := fbComplaint(relationship.EventID("x-"+strconv.Itoa(i)), relationship.PartyID(strconv.Itoa(i%100)), strconv.Itoa(i%10), 0.5, float64(i))
		if err := f.Observe(c); err != nil {
			b.Fatal(err)
		}
	}
	worth := money("12.50 EUR")
	b.ReportAllocs()
	for b.Loop() {
		if topics, err := f.Topics(fbDay(1000), relationship.FeedbackPolicy{}, func(relationship.Key) relationship.Money { return worth }); len(topics) != 10 {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpportunityDiscounted(b *testing.B) {
	o := relationship.Must(relationship.NewOpportunity(oppConfig()))
	rate, asOf := relationship.Must(relationship.AnnualRate(0.1)), date("2026-01-02")
	b.ReportAllocs()
	for b.Loop() {
		if o.Discounted(rate, asOf, relationship.RoundHalfEven).IsZero() {
			b.Fatal("worth nothing")
		}
	}
}
