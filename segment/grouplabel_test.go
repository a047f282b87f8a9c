package segment_test

import (
	"errors"
	"math"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// A label that could not be stored is refused where it comes in, by every state that has labels.
func TestGroupsRefuseLabelsThatAreNone(t *testing.T) {
	day := date("2026-01-01")
	costs, err := segment.NewCostSeries[segment.Engagement](segment.CostSeriesConfig{Anchor: day, Period: relationship.Must(relationship.PeriodOf(1, 0))})
	if err != nil {
		t.Fatal(err)
	}
	var unset segment.Engagement
	for name, err := range map[string]error{
		"roll-up":    new(segment.RollUp[segment.Engagement]).Add(unset, segment.Account{}, true),
		"declared":   new(segment.RollUp[segment.Engagement]).Declare([]segment.Engagement{segment.Loyal, unset}),
		"aggregate":  new(segment.Aggregate[segment.Engagement]).Add(unset, 1, 1),
		"unknown":    new(segment.Aggregate[segment.Engagement]).AddUnknown(99, 1),
		"breadth":    new(segment.BreadthBy[segment.Engagement]).Add(unset, 1),
		"snapshot":   new(segment.Snapshot[segment.Engagement]).Add("ada", unset, relationship.Money{}),
		"migration":  new(segment.Migration[segment.Engagement]).Count(segment.InSegment(unset), segment.InSegment(segment.Loyal)),
		"moved to":   new(segment.Migration[segment.Engagement]).Count(segment.Standing[segment.Engagement]{}, segment.InSegment(segment.Engagement(99))),
		"costs":      costs.Add(segment.CostEntry[segment.Engagement]{Date: day, Label: unset, Party: "ada", Cost: money("1 EUR")}),
		"not itself": new(segment.RollUp[float64]).Declare([]float64{math.NaN()}),
	} {
		var fault *segment.InvalidError
		if !errors.As(err, &fault) || fault.Place != "label" {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Outside is a place without a label, and anything that does not say otherwise is a label.
	if err := new(segment.Migration[segment.Engagement]).Count(segment.Standing[segment.Engagement]{}, segment.InSegment(segment.Loyal)); err != nil {
		t.Error(err)
	}
	if err := new(segment.RollUp[string]).Declare([]string{""}); err != nil {
		t.Error(err)
	}
}
