package lifecycle_test

import (
	"fmt"
	"slices"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/lifecycle/markov"
	"github.com/rapport-go/rapport/relationship"
)

// What the histories of a base say: from month to month, from move to move, and how long it takes. Ada buys on and off, Bob bought once.
func ExampleCourse_Tally() {
	date := func(text string) relationship.Date { return relationship.Must(relationship.ParseDate(text)) }
	eur := relationship.Must(relationship.ParseCurrency("EUR"))
	history := func(party relationship.PartyID, dates ...string) (events []relationship.Event) {
		for i, text := range dates {
			events = append(events, relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
				ID: relationship.EventID(fmt.Sprintf("%s-%d", party, i)), At: date(text).Time().Add(15 * time.Hour),
				Key:    relationship.Key{From: "shop", To: party, Role: relationship.KindEndConsumer},
				Amount: relationship.Must(relationship.ParseAmount("25", eur)),
			})))
		}
		return events
	}
	base := [][]relationship.Event{
		history("ada", "2025-01-10", "2025-02-02", "2025-03-20", "2025-06-25"),
		history("bob", "2025-02-03"),
	}

	customers := relationship.Must(lifecycle.Customer(lifecycle.CustomerPolicy{}))
	window := relationship.Must(lifecycle.NewTallyWindow(lifecycle.TallyConfig{From: date("2025-01-01"), Until: date("2025-08-01")}))
	var tally lifecycle.CustomerTally
	for _, events := range base {
		if err := customers.Tally(&tally, window, slices.Values(events)); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Println(&tally)
	fmt.Println("months:", tally.Periods())
	fmt.Println("moves: ", tally.Jumps())
	days, _, _ := tally.Stays().Mean(lifecycle.CustomerExperience)
	fmt.Printf("experience ends after %.0f days\n", days)
	// Output:
	// 1m: 11 periods, 8 jumps, 10 stays
	// months: purchase→experience 2, experience→experience 3, experience→lapsing 2, lapsing→experience 1, lapsing→lapsing 1, lapsing→dormant 1, dormant→dormant 1
	// moves:  discovery→purchase 2, purchase→experience 2, experience→lapsing 2, lapsing→experience 1, lapsing→dormant 1
	// experience ends after 86 days
}

// Which stage comes next, however long it takes: the chain of the moves alone.
func ExampleTally_Jumps() {
	const experience, bonding, lapsing, dormant = lifecycle.CustomerExperience, lifecycle.CustomerBonding, lifecycle.CustomerLapsing, lifecycle.CustomerDormant
	var tally lifecycle.CustomerTally // which Course.Tally fills; here the moves are given
	jumps := tally.Jumps()
	for _, move := range []struct {
		from, to lifecycle.CustomerStage
		n        int64
	}{{experience, bonding, 8}, {experience, lapsing, 20}, {lapsing, experience, 12}, {lapsing, dormant, 8}} {
		if err := jumps.AddN(move.from, move.to, move.n); err != nil {
			fmt.Println(err)
		}
	}
	chain, err := markov.Estimate(jumps, markov.EstimateOptions[lifecycle.CustomerStage]{
		Final: []lifecycle.CustomerStage{bonding, dormant}, MinRow: 20,
	})
	if err != nil {
		fmt.Println(err)
	}
	fmt.Printf("of ten who lapse %.0f come back\n", 10*chain.P(lapsing, experience))
	absorbed, err := chain.Absorbing(nil)
	if err != nil {
		fmt.Println(err)
	}
	from, _ := absorbed.From(experience)
	fmt.Printf("one in experience bonds with probability %.1f, and all is decided after %.1f moves\n", from.Share(bonding), from.Periods())
	// By hand: b = 8/28 + 20/28·12/20·b, so b = 1/2; m = 1 + 20/28·(1 + 12/20·m), so m = 3.

	// Output:
	// of ten who lapse 6 come back
	// one in experience bonds with probability 0.5, and all is decided after 3.0 moves
}
