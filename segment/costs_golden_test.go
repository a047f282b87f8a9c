package segment_test

import (
	"math"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// The VIPs of the book cost so many times what the others do.
func TestCostsOfAnInsurer(t *testing.T) {
	s := costsOfAnInsurer(t)
	vips := relationship.Must(s.TimelineOf("vip", date("2026-04-15")))
	rest := relationship.Must(s.TimelineWithout("vip", date("2026-04-15")))
	everyone := relationship.Must(s.Timeline(date("2026-04-15")))
	for i, row := range []struct {
		from, to          string
		partial           bool
		vips, rest, all   int
		cost, each, other string
	}{ // VIPs: 90+30 of two, 100 of two, 160.01 of two, nothing; others: 40, 80 of two, 30 of one, 12 of one
		{"2026-01-31", "2026-02-27", false, 2, 1, 3, "160.00 EUR", "60.00 EUR", "40.00 EUR"},
		{"2026-02-28", "2026-03-30", false, 2, 2, 3, "180.00 EUR", "50.00 EUR", "40.00 EUR"}, // cleo is in both
		{"2026-03-31", "2026-04-29", true, 2, 1, 3, "190.01 EUR", "80.00 EUR", "30.00 EUR"},  // 80.005, half to even
	} {
		each, _ := vips[i].PerCustomer(relationship.RoundHalfEven)
		other, _ := rest[i].PerCustomer(relationship.RoundHalfEven)
		if everyone[i].From != date(row.from) || everyone[i].To != date(row.to) || everyone[i].Partial != row.partial ||
			vips[i].Customers != row.vips || rest[i].Customers != row.rest || everyone[i].Customers != row.all ||
			everyone[i].Cost.String() != row.cost || each.String() != row.each || other.String() != row.other {
			t.Errorf("period %d: %+v, %v, %v", i, everyone[i], each, other)
		}
	}
	if len(everyone) != 3 {
		t.Fatalf("%d periods", len(everyone))
	}
	if share, ok := vips[0].ShareOfMargin(); !ok || share != 0.4 { // 120 of 300
		t.Errorf("%v of the margin", share)
	}
	versus := relationship.Must(vips.Versus(rest))
	multiple, ok := versus[2].Multiple() // 80.005/30
	more, okMore := versus[2].Difference(relationship.RoundUp)
	if !ok || math.Abs(multiple-2.66683333333333333) > 1e-15 || !okMore || more.String() != "50.01 EUR" {
		t.Errorf("%v times, %v", multiple, more)
	}
	changes := vips.Changes(relationship.RoundDown)
	if len(changes) != 2 || changes[0].Change.String() != "-10.00 EUR" || changes[1].Change.String() != "30.00 EUR" || !changes[1].Partial || changes[0].Partial {
		t.Errorf("%+v", changes)
	}
	accountStoredForm(t, "costs-v1.json", s, new(segment.CostSeries[string]))
}

// costsOfAnInsurer is a series by month, from the end of January.
func costsOfAnInsurer(t testing.TB) *segment.CostSeries[string] {
	s, err := segment.NewCostSeries[string](segment.CostSeriesConfig{Anchor: date("2026-01-31"), Period: relationship.Must(relationship.ParsePeriod("1m"))})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []struct {
		day, label, party, cost, margin string
	}{
		{"2026-01-31", "vip", "ada", "90", "300"}, {"2026-02-27", "vip", "ben", "30", "0"}, {"2026-02-10", "rest", "cleo", "40", "30"},
		{"2026-02-28", "vip", "ada", "60", "100"}, {"2026-03-30", "vip", "cleo", "40", "0"}, {"2026-03-01", "rest", "cleo", "20", "0"},
		{"2026-03-02", "rest", "dan", "60", "10"}, {"2026-03-31", "vip", "ada", "60.01", "0"}, {"2026-04-02", "vip", "", "100", "0"},
		{"2026-04-03", "vip", "cleo", "0", "50"}, {"2026-04-15", "rest", "dan", "30", "0"},
	} {
		if err := s.Add(segment.CostEntry[string]{
			Date: date(e.day), Label: e.label, Party: relationship.PartyID(e.party), Cost: money(e.cost + " EUR"), Margin: money(e.margin + " EUR"),
		}); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// Five months with one that is far off: 10, 12, 62, 15 and 18. The slopes are
//
//	from the first 2, 26, 5/3, 2; from the second 50, 1.5, 2; from the third -47, -22; from the fourth 3
func TestTrendOfAnOddMonth(t *testing.T) {
	var months segment.CostTimeline
	for i, cost := range []string{"10", "12", "62", "15", "18"} {
		months = append(months, segment.CostRow{From: date("2026-01-01").AddDays(31 * i), Customers: 1, Cost: money(cost + " EUR")})
	}
	// In order: -47, -22, 1.5, 5/3, 2, 2, 2, 3, 26, 50.
	trend, err := months.Trend(segment.CostTrendOptions{})
	if err != nil || !trend.Known || trend.Points != 5 || trend.PerPeriod.String() != "2.00 EUR" {
		t.Errorf("%+v, %v", trend, err)
	}
	// Of the last four: 50, 1.5, 2, -47, -22, 3; (1.5+2)/2.
	trend, err = months.Trend(segment.CostTrendOptions{Over: 4})
	if err != nil || trend.PerPeriod.String() != "1.75 EUR" || trend.Points != 4 {
		t.Errorf("%+v, %v", trend, err)
	}
	// With nobody in the fourth, of 10, 12, 62 and the fifth, 18/2 = 9: 2, 26, -1/4; 50, -1; -53/2; (-1/4+2)/2 = 0.875.
	months[3].Customers, months[4].Customers = 0, 2
	trend, err = months.Trend(segment.CostTrendOptions{Rounding: relationship.RoundHalfUp})
	if err != nil || trend.PerPeriod.String() != "0.88 EUR" || trend.Points != 4 {
		t.Errorf("%+v, %v", trend, err)
	}
}

// Visits of 100 EUR for ten, of which six were made; a hotline of 10 EUR shared by three.
//
//	visits    ada 4: 40.00, ben 2: 20.00, idle 4: 40.00
//	hotline   3.333… each: one cent is left, for the first
//	freight   0.005 at two places beyond the cent: 5 thousandths for 1 and 3, 1.25 and 3.75, to 1 and 4
func TestAttributionByHand(t *testing.T) {
	got, err := segment.AttributeCosts(
		[]segment.CostPool{{"visits", money("100 EUR"), 10}, {"hotline", money("10 EUR"), 0}, {"freight", money("0.005 EUR"), 0}, {"idle", money("7 EUR"), 0}},
		[]segment.CostUse[string]{{"hotline", "ben", 7}, {"visits", "ada", 3}, {"hotline", "cleo", 7}, {"visits", "ben", 2}, {"hotline", "ada", 7},
			{"visits", "ada", 1}, {"freight", "ben", 3}, {"freight", "ada", 1}, {"visits", "dan", 0}},
	)
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, s := range got.Shares {
		text += s.By + " " + s.Cost.AmountString()
		for _, p := range s.Parts {
			text += " " + p.Activity + " " + p.Cost.AmountString()
		}
		text += "\n"
	}
	for _, p := range got.Pools {
		rate, _ := p.Rate(relationship.RoundHalfEven)
		text += p.Pool.Activity + " " + rate.AmountString() + ": " + p.Charged.AmountString() + ", " + p.Unused.AmountString() + "\n"
	}
	const want = `ada 43.341 freight 0.001 hotline 3.34 visits 40.00
ben 23.334 freight 0.004 hotline 3.33 visits 20.00
cleo 3.33 hotline 3.33
freight 0.00: 0.005, 0.00
hotline 0.48: 10.00, 0.00
idle 0: 0.00, 7.00
visits 10.00: 60.00, 40.00
`
	if text != want || got.Spent.String() != "117.005 EUR" || got.Charged.String() != "70.005 EUR" || got.Unused.String() != "47.00 EUR" {
		t.Errorf("%s%v, %v, %v", text, got.Spent, got.Charged, got.Unused)
	}
}
