package segment_test

import (
	"errors"
	"math"
	"strconv"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// costsByDay is a series whose periods are days.
func costsByDay[L interface{ ~string | ~float64 }]() *segment.CostSeries[L] {
	return relationship.Must(segment.NewCostSeries[L](segment.CostSeriesConfig{
		Anchor: date("2026-01-01"), Period: relationship.Must(relationship.ParsePeriod("1d")),
	}))
}

// TestCostSeriesIsFull: a cell takes no entry more than can be counted, and no period follows the ten thousandth.
func TestCostSeriesIsFull(t *testing.T) {
	const head = `{"version":1,"anchor":"2026-01-01","period":"1d","currency":"","latest":"`
	const most = min(1<<50, math.MaxInt) // an int of 32 bits holds fewer
	var s segment.CostSeries[string]
	full := head + `2026-01-01","rows":[{"label":"a","cells":[{"number":0,"entries":` + strconv.Itoa(most) + `,"cost":"0","margin":"0","parties":[]}]}]}`
	if err := s.UnmarshalJSON([]byte(full)); err != nil {
		t.Fatal(err)
	}
	if err := s.Add(segment.CostEntry[string]{Date: date("2026-01-01"), Label: "a"}); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("one entry more: %v", err)
	}
	if err := s.Add(segment.CostEntry[string]{Date: date("2026-01-02"), Label: "a"}); err != nil {
		t.Errorf("the next day has room: %v", err)
	}
	if rows, err := s.Timeline(date("2053-05-18")); err != nil || len(rows) != 10_000 {
		t.Errorf("%d periods, %v", len(rows), err)
	}
	if _, err := s.Timeline(date("2053-05-19")); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("one period more: %v", err)
	}
	late := head + `2053-05-19","rows":[{"label":"a","cells":[{"number":10000,"entries":1,"cost":"0","margin":"0","parties":[]}]}]}`
	if err := s.UnmarshalJSON([]byte(late)); !errors.Is(err, segment.ErrDecode) {
		t.Errorf("one period more, stored: %v", err)
	}
}

// TestCostSeriesDiffer: a currency is something to know, even of nothing; of the two zeros there is one label.
func TestCostSeriesDiffer(t *testing.T) {
	priced, free := costsByDay[string](), costsByDay[string]()
	for s, cost := range map[*segment.CostSeries[string]]string{priced: "0 EUR", free: "0"} {
		if err := s.Add(segment.CostEntry[string]{Date: date("2026-01-01"), Label: "a", Cost: money(cost)}); err != nil {
			t.Fatal(err)
		}
	}
	if priced.Equal(free) || free.Equal(priced) {
		t.Error("nothing in euros is nothing in no currency")
	}
	plus, minus := costsByDay[float64](), costsByDay[float64]()
	for s, label := range map[*segment.CostSeries[float64]]float64{plus: 0, minus: math.Copysign(0, -1)} {
		if err := s.Add(segment.CostEntry[float64]{Date: date("2026-01-01"), Label: label}); err != nil {
			t.Fatal(err)
		}
	}
	a, b := relationship.Must(plus.MarshalJSON()), relationship.Must(minus.MarshalJSON())
	if !plus.Equal(minus) || string(a) != string(b) {
		t.Errorf("%s\n%s", a, b)
	}
}

// TestCostRowsDiffer: each part of a row counts, and timelines stand side by side only where the periods are the same.
func TestCostRowsDiffer(t *testing.T) {
	row := segment.CostRow{From: date("2026-01-01"), To: date("2026-01-31"), Customers: 2, Cost: money("1 EUR"), Margin: money("3 EUR")}
	for name, change := range map[string]func(*segment.CostRow){
		"from":      func(r *segment.CostRow) { r.From = date("2026-01-02") },
		"to":        func(r *segment.CostRow) { r.To = date("2026-01-30") },
		"partial":   func(r *segment.CostRow) { r.Partial = true },
		"customers": func(r *segment.CostRow) { r.Customers = 3 },
		"cost":      func(r *segment.CostRow) { r.Cost = money("2 EUR") },
		"margin":    func(r *segment.CostRow) { r.Margin = money("4 EUR") },
	} {
		other := row
		change(&other)
		if row.Equal(other) || other.Equal(row) || !other.Equal(other) {
			t.Errorf("%s: %+v", name, other)
		}
		_, err := (segment.CostTimeline{row}).Versus(segment.CostTimeline{other})
		if period := row.From != other.From || row.To != other.To || row.Partial != other.Partial; errors.Is(err, segment.ErrInvalid) != period {
			t.Errorf("%s: %v", name, err)
		}
	}
}
