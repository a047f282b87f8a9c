package loyalty_test

import (
	"fmt"
	"log"
	"time"

	"github.com/rapport-go/rapport/loyalty"
)

// What was said is evidence and goes into the state that is kept. What holds today, the share of wallet and how far ahead both are
// bound, goes into a copy that is scored and forgotten. They stay because they must more than because they want to: lock-in weighs nothing, and
// is seen beside intent.
func ExampleDefaultCommitmentCard() {
	model, _, err := loyalty.DefaultCommitmentCard().Compile()
	if err != nil {
		log.Fatal(err)
	}
	asOf := time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)
	var state loyalty.State
	says, err := loyalty.Rated(4, 1, 5) // "we mean to stay": 4 of 5
	if err != nil {
		log.Fatal(err)
	}
	if err := model.ObserveEvidence(&state, loyalty.FactorIntent, says, asOf.AddDate(0, -1, 0)); err != nil {
		log.Fatal(err)
	}

	wallet, ok, err := loyalty.ShareOfWallet(euros("420000"), euros("600000"))
	if err != nil || !ok {
		log.Fatal(ok, err)
	}
	today := state // a copy
	for factor, holds := range map[loyalty.FactorID]float64{loyalty.FactorShareOfWallet: wallet, loyalty.FactorLockIn: 0.9} {
		item, err := loyalty.Graded(holds, 10) // as firm as the policy lets it be
		if err != nil {
			log.Fatal(err)
		}
		if err := model.ObserveEvidence(&today, factor, item, asOf); err != nil {
			log.Fatal(err)
		}
	}
	result, err := model.Score(today, nil, asOf)
	if err != nil {
		log.Fatal(err)
	}
	sides, err := result.Groups(loyalty.CommitmentBySide())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(result.Points, result.Band, result.Coverage)
	for _, side := range sides {
		fmt.Println(side)
	}
	// Output:
	// 5494 unrated 0.4
	// conduct 4333 (+333), mean 0.542
	// affective 1161 (+161), mean 0.58
	// calculative 0 (+0), mean 0.833
}
