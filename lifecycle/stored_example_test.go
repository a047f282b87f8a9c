package lifecycle_test

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
)

// The binary form is for stores of many standings: it is a fraction of the JSON, and says the same.
func ExampleStanding_MarshalBinary() {
	at := lifecycle.CustomerStanding{
		State: lifecycle.State[lifecycle.CustomerStage]{
			Stage: lifecycle.CustomerExperience, Peak: lifecycle.CustomerExperience, Lifetime: 1, Seq: 2,
			Since: time.Date(2026, 1, 5, 10, 0, 0, 0, time.UTC), Last: time.Date(2026, 2, 3, 9, 30, 0, 0, time.UTC),
		},
		Facts: lifecycle.Facts{
			FirstSeen: time.Date(2026, 1, 5, 10, 0, 0, 0, time.UTC), LastSeen: time.Date(2026, 2, 3, 9, 30, 0, 0, time.UTC),
			Purchases: 2, Trust: lifecycle.Points(8200),
		},
	}
	data, _ := at.MarshalBinary() // a standing that a course led to has a form
	text, _ := json.Marshal(at)
	var back lifecycle.CustomerStanding
	fmt.Println(len(data) < len(text)/5, back.UnmarshalBinary(data), back == at)
	// Output:
	// true <nil> true
}

// A score of decaying evidence has a ceiling, and a threshold above it is a gate that nobody will ever pass.
func ExampleDefinition_Warnings() {
	partners, err := lifecycle.Partner(lifecycle.PartnerPolicy{
		Ceilings: []lifecycle.Ceiling{{Fact: "trust", Points: 7900}, {Fact: "commitment", Points: 9400}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, w := range partners.Definition().Warnings() {
		for _, e := range partners.Definition().Edges() {
			if e.Rule == w.Rule {
				fmt.Printf("%v is never reached from %v: %v\n", e.To, e.From, w)
			}
		}
	}
	// Output:
	// loyal is never reached from strengthen: rule 12 needs trust >= 8000, and its ceiling is 7900
}

// Due asks what time alone would have done by now, and does nothing.
func ExampleCourse_Due() {
	customers, err := lifecycle.Customer(lifecycle.CustomerPolicy{})
	if err != nil {
		fmt.Println(err)
		return
	}
	order := time.Date(2026, 1, 5, 0, 0, 0, 0, time.UTC)
	at := lifecycle.CustomerStanding{
		State: lifecycle.State[lifecycle.CustomerStage]{
			Stage: lifecycle.CustomerBonding, Peak: lifecycle.CustomerBonding, Lifetime: 1, Seq: 7, Since: order, Last: order,
		},
		Facts: lifecycle.Facts{FirstSeen: order, LastSeen: order, LastOwn: order, Purchases: 6},
	}
	for _, days := range []int{59, 90} {
		move, due := customers.Due(&at, order.AddDate(0, 0, days))
		if due {
			fmt.Println(days, "days:", move)
		} else {
			fmt.Println(days, "days: still", at.State.Stage)
		}
	}
	// Output:
	// 59 days: still bonding
	// 90 days: 2026-03-06 bonding → lapsing by tick if idle >= 60d: silent
}
