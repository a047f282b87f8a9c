package loyalty_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/rapport-go/rapport/loyalty"
)

// Why a score changed: promises were kept in January, nothing came until July but a bad rating, and then satisfaction was made to count
// twice as much.
func ExampleChange_Attribute() {
	card := loyalty.DefaultCustomerCard()
	old, _, err := card.Compile()
	card.Version, card.Factors[1].Weight = 2, 2
	new, _, err2 := card.Compile()
	kept, err3 := loyalty.For(3)
	rated, err4 := loyalty.Rated(2, 1, 5)
	january := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	july := time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)

	var then loyalty.State
	err5 := old.ObserveEvidence(&then, loyalty.Trust, kept, january)
	now := then
	err6 := old.ObserveEvidence(&now, loyalty.Satisfaction, rated, july)
	a, err7 := loyalty.Change{
		Before: loyalty.Side{Model: old, State: then, AsOf: january},
		After:  loyalty.Side{Model: new, State: now, AsOf: july},
	}.Attribute()
	if err := errors.Join(err, err2, err3, err4, err5, err6, err7); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(a.Before.Points, "to", a.After.Points)
	fmt.Println("decay", a.Decay, "evidence", a.Evidence, "card", a.Card)
	for _, l := range a.Lines {
		fmt.Printf("%-14s %+5d %+5d %+5d\n", l.Factor, l.Decay, l.Evidence, l.Card)
	}
	// Output:
	// 5600 to 5152
	// decay -85 evidence -166 card -197
	// trust            -85    +1  -253
	// satisfaction      +0  -167  +556
	// value             +0    +0  -166
	// communication     +0    +0  -167
	// social-bond       +0    +0  -167
}

// When the band changes if nothing more is heard.
func ExampleModel_TimeToBand() {
	model, _, err := loyalty.DefaultCustomerCard().Compile()
	praise, err2 := loyalty.For(5)
	now := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	var state loyalty.State
	for _, factor := range []loyalty.FactorID{loyalty.Trust, loyalty.Satisfaction, loyalty.Communication} {
		err = errors.Join(err, model.ObserveEvidence(&state, factor, praise, now))
	}
	next, ok, err3 := model.TimeToBand(state, nil, now)
	if err := errors.Join(err, err2, err3); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(next.From, "to", next.To, "on", next.At.Format(time.DateTime), "at", next.Points, "points:", ok)
	// Output:
	// good to fair on 2026-12-23 20:37:23 at 6499 points: true
}

// Whether newer evidence speaks another language than all of it.
func ExampleTrendOf() {
	model, _, err := loyalty.DefaultCustomerCard().Compile()
	if err != nil {
		fmt.Println(err)
		return
	}
	twin, err := model.Fast()
	good, err2 := loyalty.For(6)
	bad, err3 := loyalty.Against(6)
	last := time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)
	now := last.AddDate(1, 0, 0)
	var slow, fast loyalty.State
	err = errors.Join(err, err2, err3,
		model.ObserveEvidence(&slow, loyalty.Trust, good, last), twin.ObserveEvidence(&fast, loyalty.Trust, good, last),
		model.ObserveEvidence(&slow, loyalty.Trust, bad, now), twin.ObserveEvidence(&fast, loyalty.Trust, bad, now))
	one, err4 := model.Score(slow, nil, now)
	other, err5 := twin.Score(fast, nil, now)
	trend, err6 := loyalty.TrendOf(one, other)
	if err := errors.Join(err, err4, err5, err6); err != nil {
		fmt.Println(err)
		return
	}
	trust := trend.Factors[0]
	fmt.Printf("%s %+.3f, give or take %.3f: %s\n", trust.Factor, trust.Value, trust.Deviation, trust.Direction)
	// Output:
	// trust -0.199, give or take 0.121: down
}

// How a series of stored scores runs.
func ExampleSlopeOf() {
	var series []loyalty.Snapshot
	for month, points := range []int{5200, 5350, 5300, 5600, 5650, 9000, 5900} { // one of them odd
		series = append(series, loyalty.Snapshot{AsOf: time.Date(2026, time.Month(1+month), 1, 0, 0, 0, 0, time.UTC), Points: points})
	}
	slope, _, err := loyalty.SlopeOf(series)
	direction, err2 := slope.Direction(0.9)
	if err := errors.Join(err, err2); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.2f points a day, S = %d, P = %.4f: %s\n", slope.PerDay, slope.S, slope.P, direction)
	// Output:
	// 4.24 points a day, S = 17, P = 0.0107: up
}

// Which edition of a card is in force.
func ExampleTimeline() {
	first, second := loyalty.DefaultCustomerCard(), loyalty.DefaultCustomerCard()
	second.Version, second.Factors[0].Weight = 2, 2
	line, err := loyalty.NewTimeline([]loyalty.Edition{
		{From: time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), Card: first},
		{From: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), Card: second},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	model, ok := line.At(time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC))
	fmt.Println(model.Card().Version, ok)
	// Output:
	// 1 true
}
