package relationship_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

func ExampleParseEvent() {
	e, err := relationship.ParseEvent([]byte(`{"kind":"rating","id":"n-1","at":"2026-03-05T10:00:00+01:00",
		"from":"shop","to":"ada","role":"end-consumer","actor":"to","about":"satisfaction","value":4,"low":1,"high":5}`))
	if err != nil {
		fmt.Println(err)
		return
	}
	if rating, ok := e.(relationship.Rating); ok {
		fmt.Println(rating.Date(), rating.About(), rating.Score())
	}

	_, err = relationship.ParseEvent([]byte(`{"kind":"use","id":"u-1","at":"2026-03-05","from":"shop","to":"ada","role":"end-consumer"}`))
	fmt.Println(err)
	// Output:
	// 2026-03-05 satisfaction 0.75
	// relationship: event JSON: at: instant = "2026-03-05", want an instant as in 2006-01-02T15:04:05Z, or with a fraction or an offset
}

func ExampleReadHistory() {
	log := `{"kind":"purchase","id":"o-2","at":"2026-02-01T09:00:00Z","from":"shop","to":"ada","role":"end-consumer","amount":"20.00 EUR"}
{"kind":"purchase","id":"o-1","at":"2026-01-02T09:00:00Z","from":"shop","to":"ada","role":"end-consumer","amount":"12.50 EUR"}
{"kind":"purchase","id":"o-1","at":"2026-01-02T09:00:00Z","from":"shop","to":"ada","role":"end-consumer","amount":"12.50 EUR"}
`
	h, err := relationship.ReadHistory(strings.NewReader(log))
	if err != nil {
		fmt.Println(err)
		return
	}
	ada := relationship.Key{From: "shop", To: "ada", Role: relationship.KindEndConsumer}
	s, err := h.Summary(ada)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(h.Len(), "events:", s)

	january := h.Until(time.Date(2026, 1, 31, 23, 59, 59, 0, time.UTC))
	if err := relationship.EncodeEvents(os.Stdout, january.All()); err != nil {
		fmt.Println(err)
	}
	// Output:
	// 2 events: 2 purchase days from 2026-01-02 to 2026-02-01, 32.50 EUR net
	// {"kind":"purchase","id":"o-1","at":"2026-01-02T09:00:00Z","from":"shop","to":"ada","role":"end-consumer","actor":"to","amount":"12.50 EUR"}
}

func ExampleOpen() {
	key := relationship.Key{From: "shop", To: "mill", Role: relationship.KindSupplier}
	monday := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	promise := func(id relationship.EventID, due time.Time) relationship.PromiseMade {
		return relationship.Must(relationship.NewPromiseMade(relationship.PromiseMadeConfig{ID: id, At: monday, Key: key, Actor: relationship.ByTo, Due: due}))
	}
	flour, rye := promise("flour", monday.AddDate(0, 0, 3)), promise("rye", monday.AddDate(0, 0, 10))
	kept := relationship.Must(relationship.NewPromiseClosed(relationship.PromiseClosedConfig{
		ID: "flour-came", At: monday.AddDate(0, 0, 2), Key: key,
		Promise: flour.ID(), MadeAt: flour.At(), Due: flour.Due(), Stake: flour.Stake(), By: flour.Actor(), Outcome: relationship.OutcomeKept,
	}))

	var open relationship.Open
	for _, e := range []relationship.Event{kept, rye, flour} { // in whatever order they come
		if err := open.Observe(e); err != nil {
			fmt.Println(err)
			return
		}
	}
	for p := range open.Promises(monday.AddDate(0, 0, 14)) {
		fmt.Println(p.ID, "was due on", p.Due.Format(time.DateOnly))
	}
	// Output:
	// rye was due on 2026-03-12
}

func ExamplePromiseKeeping() {
	key := relationship.Key{From: "shop", To: "mill", Role: relationship.KindSupplier}
	march := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	var closed []relationship.Event
	for i, outcome := range []relationship.Outcome{relationship.OutcomeKept, relationship.OutcomeKept, relationship.OutcomeBroken} {
		id := relationship.EventID(fmt.Sprint("p-", i))
		closed = append(closed, relationship.Must(relationship.NewPromiseClosed(relationship.PromiseClosedConfig{
			ID: id + "-closed", At: march.AddDate(0, 0, 7), Key: key, Promise: id, MadeAt: march, Due: march.AddDate(0, 0, 5),
			By: relationship.ByTo, Outcome: outcome,
		})))
	}
	record := relationship.PromiseKeeping(slices.Values(closed), relationship.ByTo, march, march.AddDate(0, 1, 0))
	points, _ := record.Points()
	fmt.Println(points, "of", record.N, "promises")
	// Output:
	// 6667 of 3 promises
}
