package segment_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// What n amounts of at most 60 digits come to, and what they do not.
const storedNines = "999999999999999999999999999999999999999999999999999999999999"

// A stored sum is one that so many amounts can have: then what is read can be merged, written, and read again.
func TestStoredSumsOfMany(t *testing.T) {
	rollUp := func(customers, revenue string) string {
		none := `,"margin":"0.00","cost_to_serve":"0.00","value":"0.00"}`
		return `{"version":1,"currency":"EUR","rows":[{"label":"a","all":{"customers":` + customers + `,"known":0,"revenue":"` + revenue + `"` + none +
			`,"desired":{"customers":0,"known":0,"revenue":"0.00"` + none + `}]}`
	}
	costs := func(entries, margin string) string {
		return `{"version":1,"anchor":"2026-01-01","period":"1m","currency":"EUR","latest":"2026-01-01","rows":[{"label":"a","cells":[` +
			`{"number":0,"entries":` + entries + `,"cost":"0.00","margin":"` + margin + `","parties":[]}]}]}`
	}
	for _, row := range []struct {
		n, sum string
		ok     bool
	}{
		{"1", storedNines + ".99", true}, {"1", "-" + storedNines + ".99", true},
		{"1", "1" + strings.Repeat("0", 60) + ".00", false}, {"1", "-1" + strings.Repeat("0", 60) + ".00", false},
		{"3", "2" + strings.Repeat("9", 60) + ".00", true}, {"3", "3" + strings.Repeat("0", 60) + ".00", false},
		{"1000", "1" + strings.Repeat("0", 79) + ".00", false},
	} {
		var r segment.RollUp[string]
		if err := json.Unmarshal([]byte(rollUp(row.n, row.sum)), &r); (err == nil) != row.ok {
			t.Errorf("roll-up of %s with %s: %v", row.n, row.sum, err)
		}
		var s segment.CostSeries[string]
		if err := json.Unmarshal([]byte(costs(row.n, row.sum)), &s); (err == nil) != row.ok {
			t.Errorf("costs of %s with %s: %v", row.n, row.sum, err)
		}
		if !row.ok {
			continue
		}
		r2, s2 := r.Clone(), s.Clone()
		for range 20 { // twice as much each time
			if err := r2.Merge(r2); err != nil {
				t.Fatal(err)
			}
			if err := s2.Merge(s2); err != nil {
				t.Fatal(err)
			}
		}
		var backR segment.RollUp[string]
		if err := json.Unmarshal(relationship.Must(json.Marshal(r2)), &backR); err != nil || !backR.Equal(r2) || backR.Equal(&r) {
			t.Errorf("merged roll-up: %v", err)
		}
		var backS segment.CostSeries[string]
		if err := json.Unmarshal(relationship.Must(json.Marshal(s2)), &backS); err != nil || !backS.Equal(s2) || backS.Equal(&s) {
			t.Errorf("merged costs: %v", err)
		}
	}
}

// Two series are equal if they say the same, whatever the way there.
func TestCostSeriesEqual(t *testing.T) {
	series := func(entries ...segment.CostEntry[string]) *segment.CostSeries[string] {
		s := relationship.Must(segment.NewCostSeries[string](segment.CostSeriesConfig{Anchor: date("2026-01-01"), Period: relationship.Must(relationship.ParsePeriod("1m"))}))
		for _, e := range entries {
			if err := s.Add(e); err != nil {
				t.Fatal(err)
			}
		}
		return s
	}
	entry := func(day, label, party, cost, margin string) segment.CostEntry[string] {
		e := segment.CostEntry[string]{Date: date(day), Label: label, Party: relationship.PartyID(party)}
		if cost != "" {
			e.Cost = money(cost)
		}
		if margin != "" {
			e.Margin = money(margin)
		}
		return e
	}
	base := entry("2026-01-02", "a", "ada", "1.00 EUR", "2.00 EUR")
	s := series(base)
	if !s.Equal(series(entry("2026-01-02", "a", "ada", "1.000 EUR", "2 EUR"))) || !s.Equal(s.Clone()) {
		t.Error("the same is not equal")
	}
	nothing := entry("2026-01-02", "a", "ada", "", "")
	if !series(nothing, entry("2026-01-02", "b", "", "1 EUR", "")).Equal(series(entry("2026-01-02", "a", "ada", "0.00 EUR", "0.00 EUR"), entry("2026-01-02", "b", "", "1 EUR", "0 EUR"))) {
		t.Error("nothing in no currency is 0 of the series")
	}
	for name, other := range map[string]*segment.CostSeries[string]{
		"nil": nil, "empty": series(), "date": series(entry("2026-01-03", "a", "ada", "1 EUR", "2 EUR")),
		"period": series(entry("2026-02-02", "a", "ada", "1 EUR", "2 EUR")), "label": series(entry("2026-01-02", "b", "ada", "1 EUR", "2 EUR")),
		"party": series(entry("2026-01-02", "a", "ben", "1 EUR", "2 EUR")), "cost": series(entry("2026-01-02", "a", "ada", "1.01 EUR", "2 EUR")),
		"margin": series(entry("2026-01-02", "a", "ada", "1 EUR", "2.01 EUR")), "currency": series(entry("2026-01-02", "a", "ada", "1 USD", "2 USD")),
		"entries": series(base, nothing), "more": series(base, entry("2026-01-02", "b", "ada", "1 EUR", "2 EUR")),
	} {
		if s.Equal(other) || other.Equal(s) {
			t.Errorf("another %s is equal", name)
		}
	}
}

// Both zeros of floating point are one label, which is stored as 0.
func TestNegativeZeroIsTheLabelZero(t *testing.T) {
	stored := func(label float64) [2]string {
		var r segment.RollUp[float64]
		s := relationship.Must(segment.NewCostSeries[float64](segment.CostSeriesConfig{Anchor: date("2026-01-01"), Period: relationship.Must(relationship.ParsePeriod("1m"))}))
		if err := errors.Join(r.Add(label, acct("1", "1", "1", ""), false), s.Add(segment.CostEntry[float64]{Date: date("2026-01-01"), Label: label})); err != nil {
			t.Fatal(err)
		}
		return [2]string{string(relationship.Must(json.Marshal(r))), string(relationship.Must(json.Marshal(*s)))}
	}
	if got, want := stored(math.Copysign(0, -1)), stored(0); got != want {
		t.Errorf("%v, want %v", got, want)
	}
}

// What no customers can have added up to is not read: a negative cost, and desired ones who leave fewer others than known values.
func TestRollUpStoredImpossibleSums(t *testing.T) {
	sums := func(customers, known, cost string) string {
		return `{"customers":` + customers + `,"known":` + known + `,"revenue":"0.00","margin":"0.00","cost_to_serve":"` + cost + `","value":"0.00"}`
	}
	for name, row := range map[string]struct {
		all, desired string
		ok           bool
	}{
		"possible":           {sums("2", "1", "1.00"), sums("1", "1", "1.00"), true},
		"negative cost":      {sums("1", "1", "-1.00"), sums("1", "1", "-1.00"), false},
		"known without them": {sums("2", "2", "0.00"), sums("1", "0", "0.00"), false},
	} {
		var r segment.RollUp[string]
		err := json.Unmarshal([]byte(`{"version":1,"currency":"EUR","rows":[{"label":"a","all":`+row.all+`,"desired":`+row.desired+`}]}`), &r)
		if (err == nil) != row.ok || err != nil && !errors.Is(err, segment.ErrDecode) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Of a segment of which no value is known, no part of it counts either.
func TestVerdictOfNoPartialValue(t *testing.T) {
	policy := segment.VerdictPolicy{LeastContribution: money("10 EUR"), PartialValue: true}
	j, err := policy.JudgeRow(segment.RollUpSums{Customers: 2, Margin: money("5 EUR"), Contribution: money("5 EUR")}, "")
	if err != nil || j.ValueKnown || j.Verdict != segment.Unprofitable {
		t.Errorf("%v, %v", j, err)
	}
}

// Both limits of a segment are those of a customer times the customers: 3 · 4 is not passed by 12.
func TestVerdictLimitsOfASegment(t *testing.T) {
	policy := segment.VerdictPolicy{LeastContribution: money("50 EUR"), LeastProspect: money("4 EUR")}
	sums := segment.RollUpSums{Customers: 3, Known: 3, Margin: money("5 EUR"), Contribution: money("5 EUR"), Value: money("7 EUR")}
	j, err := policy.JudgeRow(sums, "")
	if err != nil || j.Verdict != segment.Unprofitable || !j.LeastProspect.Equal(money("12 EUR")) || !j.LeastContribution.Equal(money("150 EUR")) {
		t.Errorf("%v, %v", j, err)
	}
}
