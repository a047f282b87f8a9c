package lifecycle_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// orders are two orders of one customer, a week apart.
func orders() []relationship.Event {
	eur := relationship.Must(relationship.ParseCurrency("EUR"))
	var all []relationship.Event
	for i, day := range []int{5, 12} {
		all = append(all, relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
			ID:     relationship.EventID(fmt.Sprintf("order-%d", i+1)),
			At:     time.Date(2026, 1, day, 9, 0, 0, 0, time.UTC),
			Key:    relationship.Key{From: "shop", To: "ada", Role: relationship.KindEndConsumer},
			Amount: relationship.Must(relationship.ParseAmount("12.50", eur)),
		})))
	}
	return all
}

// How a customer came to where it stands, from its orders alone.
func ExampleCourse_Path() {
	customers, err := lifecycle.Customer(lifecycle.CustomerPolicy{})
	if err != nil {
		fmt.Println(err)
		return
	}
	path, err := customers.Path(slices.Values(orders()), time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, move := range path {
		fmt.Println(move)
	}
	// Output:
	// 2026-01-05 discovery → purchase by purchased: first order
	// 2026-01-12 purchase → experience by purchased if purchases >= 2: repeat order
	// 2026-03-13 experience → lapsing by tick if idle >= 60d: silent
	// 2026-05-12 lapsing → dormant by tick if idle >= 120d: long silent
	// 2026-09-09 dormant → churned by tick if idle >= 240d: gone
}

// A service stores a standing for each relationship, and hands it every event as it happens.
func ExampleCourse_Observe() {
	customers, err := lifecycle.Customer(lifecycle.CustomerPolicy{LapseAfter: 45 * 24 * time.Hour})
	if err != nil {
		fmt.Println(err)
		return
	}
	var ada lifecycle.CustomerStanding
	for _, order := range orders() {
		if err := customers.Observe(&ada, order, func(s lifecycle.CustomerStep) { fmt.Println(s.Seq, s.Outcome, s.To) }); err != nil {
			fmt.Println(err)
			return
		}
	}
	next, _ := customers.NextDue(&ada)
	fmt.Println("look again on", next.At.Format(time.DateOnly), "for", next.To)

	stored, err := json.Marshal(ada)
	fmt.Println(len(stored) < 600, err)
	// Output:
	// 1 moved purchase
	// 2 moved experience
	// look again on 2026-02-26 for lapsing
	// true <nil>
}

// Commands can be rejected, and the error says by which guard.
func ExampleRejectedError() {
	customers, err := lifecycle.Customer(lifecycle.CustomerPolicy{})
	if err != nil {
		fmt.Println(err)
		return
	}
	var ada lifecycle.CustomerStanding
	if err := customers.Replay(&ada, slices.Values(orders()), nil); err != nil {
		fmt.Println(err)
		return
	}
	start := relationship.Must(relationship.NewWinBackStarted(relationship.WinBackStartedConfig{
		ID:  "campaign-7",
		At:  time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC),
		Key: relationship.Key{From: "shop", To: "ada", Role: relationship.KindEndConsumer},
	}))
	err = customers.Observe(&ada, start, nil)
	fmt.Println(errors.Is(err, lifecycle.ErrGuardRefused))
	fmt.Println(err)
	// Output:
	// true
	// lifecycle: event "campaign-7": win-back-started in stage churned, want contactable && pays back
}

// Partners climb by scores, which the caller copies into the facts.
func ExamplePartner() {
	partners, err := lifecycle.Partner(lifecycle.PartnerPolicy{})
	if err != nil {
		fmt.Println(err)
		return
	}
	key := relationship.Key{From: "shop", To: "mill", Role: relationship.KindSupplier}
	day := func(d int) time.Time { return time.Date(2026, 1, d, 0, 0, 0, 0, time.UTC) }
	var mill lifecycle.PartnerStanding
	mill.Facts.Trust = lifecycle.Points(4500)
	mill.Facts.Keeping = lifecycle.Points(9600)
	for _, e := range []relationship.Event{
		relationship.Must(relationship.NewAgreementSigned(relationship.AgreementSignedConfig{
			ID: "a-1", At: day(1), Key: key, Agreement: "frame", Form: relationship.FormWritten, Start: relationship.DateOf(day(1)),
		})),
		relationship.Must(relationship.NewDelivery(relationship.DeliveryConfig{ID: "d-1", At: day(8), Key: key})),
		relationship.Must(relationship.NewDelivery(relationship.DeliveryConfig{ID: "d-2", At: day(15), Key: key})),
	} {
		if err := partners.Observe(&mill, e, func(s lifecycle.PartnerStep) { fmt.Println(s) }); err != nil {
			fmt.Println(err)
			return
		}
	}
	// Output:
	// 2026-01-01 attract → build by agreed: agreement
	// 2026-01-08 build stayed by delivered: delivery
	// 2026-01-15 build → develop by delivered if deliveries >= 2 && keeping >= 9000 && trust >= 4000: proved itself
}

// Lamp is a life cycle of one's own: a stage type needs constants from 1 on, and names.
type Lamp uint8

const (
	Off Lamp = iota + 1
	On
	Broken
)

func (l Lamp) String() string { return [...]string{"unset", "off", "on", "broken"}[l] }

// Hand is what happens to a lamp.
type Hand uint8

const (
	Press Hand = iota + 1
	Drop
	Wait
)

func (h Hand) String() string { return [...]string{"unset", "press", "drop", "wait"}[h] }

func ExampleCompile() {
	lamp, err := lifecycle.Compile(lifecycle.Spec[Lamp, Hand, struct{}]{
		Stages: []Lamp{Off, On, Broken}, Final: []Lamp{Broken},
		Events: []Hand{Press, Drop, Wait}, Tick: Wait,
		Rules: []lifecycle.Rule[Lamp, Hand, struct{}]{
			{From: []Lamp{Off}, On: Press, To: On},
			{From: []Lamp{On}, On: Press, To: Off},
			{From: []Lamp{On}, On: Wait, After: lifecycle.After[struct{}]{Duration: 10 * time.Minute}, To: Off, Because: "saving"},
			{From: []Lamp{Off, On}, On: Drop, To: Broken},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	noon := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	state, _, err := lamp.Step(lifecycle.State[Lamp]{}, lifecycle.Event[Hand]{Kind: Press, At: noon}, struct{}{})
	fmt.Println(state.Stage, err)
	err = lamp.Advance(&state, struct{}{}, noon.Add(time.Hour), func(s lifecycle.Step[Lamp, Hand]) {
		fmt.Println(s.From, "→", s.To, "after", s.Dwell, "for", s.Because)
	})
	fmt.Println(state.Stage, err)
	// Output:
	// on <nil>
	// on → off after 10m0s for saving
	// off <nil>
}

// Definitions can be drawn, which is how to talk about them with those who do not program.
func ExampleDefinition_Mermaid() {
	customers, err := lifecycle.Customer(lifecycle.CustomerPolicy{})
	if err != nil {
		fmt.Println(err)
		return
	}
	drawing := strings.Split(customers.Definition().Mermaid(lifecycle.DrawOptions[lifecycle.CustomerStage]{}), "\n")
	fmt.Println(strings.Join(drawing[:3], "\n"))
	// Output:
	// stateDiagram-v2
	//     state "discovery" as s1
	//     state "evaluation" as s2
}
