package segment_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

func TestCostSeriesRejections(t *testing.T) {
	month := relationship.Must(relationship.PeriodOf(1, 0))
	for _, cfg := range []segment.CostSeriesConfig{{}, {Anchor: date("2026-01-01")}, {Period: month}} {
		if s, err := segment.NewCostSeries[string](cfg); !errors.Is(err, segment.ErrInvalid) || s != nil {
			t.Errorf("%+v: %v", cfg, err)
		}
	}
	var none segment.CostSeries[string]
	if err := none.Add(segment.CostEntry[string]{Date: date("2026-01-01")}); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("added to nothing: %v", err)
	}
	if _, err := none.Timeline(date("2026-01-01")); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("read from nothing: %v", err)
	}
	s := costsOfAnInsurer(t)
	before, err := s.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	good := date("2026-02-01")
	for _, row := range []struct {
		entry segment.CostEntry[string]
		is    error
	}{
		{segment.CostEntry[string]{}, segment.ErrInvalid},
		{segment.CostEntry[string]{Date: date("2026-01-30")}, segment.ErrInvalid},
		{segment.CostEntry[string]{Date: date("2860-01-01")}, segment.ErrInvalid},
		{segment.CostEntry[string]{Date: good, Cost: money("-0.01 EUR")}, segment.ErrInvalid},
		{segment.CostEntry[string]{Date: good, Cost: money("1" + strings.Repeat("0", 60) + " EUR")}, segment.ErrInvalid},
		{segment.CostEntry[string]{Date: good, Margin: money("1 USD")}, relationship.ErrCurrencyMismatch},
		{segment.CostEntry[string]{Date: good, Margin: money("1 USD"), Cost: money("1 EUR")}, relationship.ErrCurrencyMismatch},
		{segment.CostEntry[string]{Date: good, Party: " x"}, relationship.ErrInvalid},
	} {
		if err := s.Add(row.entry); !errors.Is(err, row.is) {
			t.Errorf("%+v: %v", row.entry, err)
		}
	}
	other, err := segment.NewCostSeries[string](segment.CostSeriesConfig{Anchor: date("2026-01-30"), Period: month})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Merge(other); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("other periods: %v", err)
	}
	dollars := relationship.Must(segment.NewCostSeries[string](s.Config()))
	if err := dollars.Add(segment.CostEntry[string]{Date: good, Label: "vip", Cost: money("1 USD")}); err != nil {
		t.Fatal(err)
	}
	if err := s.Merge(dollars); !errors.Is(err, relationship.ErrCurrencyMismatch) {
		t.Errorf("dollars: %v", err)
	}
	if err := s.Merge(nil); err != nil {
		t.Error(err)
	}
	for _, through := range []relationship.Date{{}, date("2026-04-14"), date("2026-01-01"), date("9000-01-01")} {
		if _, err := s.Timeline(through); !errors.Is(err, segment.ErrInvalid) {
			t.Errorf("through %v: %v", through, err)
		}
	}
	if after, err := s.MarshalJSON(); err != nil || string(after) != string(before) {
		t.Errorf("%s became %s", before, after)
	}
	numbers := relationship.Must(segment.NewCostSeries[float64](s.Config()))
	if err := numbers.Add(segment.CostEntry[float64]{Date: good, Label: math.NaN()}); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("NaN: %v", err)
	}
	for range 70 { // doubles until no more can be counted
		if err = s.Merge(s.Clone()); err != nil {
			break
		}
	}
	if !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("entries without end: %v", err)
	}
	if rows, err := s.Timeline(date("2026-04-15")); err != nil || rows[0].Customers != 3 {
		t.Errorf("%+v, %v", rows, err)
	}
}

// The ends of the calendar, and of the periods.
func TestCostPeriodsAtTheEnds(t *testing.T) {
	for _, row := range []struct{ anchor, period, day, to string }{
		{"9999-12-31", "1d", "9999-12-31", "9999-12-31"},
		{"9999-01-01", "9999y", "9999-12-31", "9999-12-31"},
		{"0001-01-01", "9999y3652059d", "9999-12-31", "9999-12-31"},
		{"0001-01-01", "1y", "9999-12-31", "9999-12-31"},
		{"0001-01-01", "3652059d", "9999-12-31", "9999-12-31"},
		{"2026-01-01", "1d", "2053-05-18", "2053-05-18"}, // the ten thousandth day
		{"2024-01-31", "1m", "2024-03-30", "2024-03-30"},
	} {
		s := relationship.Must(segment.NewCostSeries[string](segment.CostSeriesConfig{
			Anchor: date(row.anchor), Period: relationship.Must(relationship.ParsePeriod(row.period)),
		}))
		if err := s.Add(segment.CostEntry[string]{Date: date(row.day), Party: "ada"}); err != nil {
			t.Errorf("%v: %v", row, err)
			continue
		}
		rows, err := s.Timeline(date(row.day))
		if err != nil || rows[len(rows)-1].To != date(row.to) || rows[len(rows)-1].Partial || rows[len(rows)-1].Customers != 1 {
			t.Errorf("%v: %v, %v", row, rows, err)
		}
	}
	s := relationship.Must(segment.NewCostSeries[string](segment.CostSeriesConfig{Anchor: date("2026-01-01"), Period: relationship.Must(relationship.ParsePeriod("1d"))}))
	if err := s.Add(segment.CostEntry[string]{Date: date("2053-05-19")}); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("more than 10000 periods: %v", err)
	}
}

func TestCostSeriesStoredRejections(t *testing.T) {
	form := func(anchor, period, currency, latest, rows string) string {
		return `{"version":1,"anchor":"` + anchor + `","period":"` + period + `","currency":"` + currency + `","latest":"` + latest + `","rows":[` + rows + `]}`
	}
	const cell = `{"number":1,"entries":2,"cost":"5.00","margin":"-1.00","parties":["ada","ben"]}`
	row := func(label, cells string) string { return `{"label":"` + label + `","cells":[` + cells + `]}` }
	year := func(rows string) string { return form("2026-01-01", "12m", "EUR", "2027-06-01", rows) }
	of := func(old, now string) string { return year(row("a", strings.Replace(cell, old, now, 1))) }
	for _, good := range []string{form("", "0d", "", "", ""), form("2026-01-01", "12m", "", "", ""), year(row("a", cell))} {
		var s segment.CostSeries[string]
		if err := s.UnmarshalJSON([]byte(good)); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for _, bad := range []string{
		``, `null`, `{}`, strings.Replace(year(row("a", cell)), `"version":1`, `"version":2`, 1), form("", "12m", "", "", ""), form("2026-01-01", "0d", "", "", ""),
		form("2026-01-01", "12m", "EUR", "", ""), form("2026-01-01", "12m", "", "2026-01-01", ""), form("", "0d", "", "", row("a", cell)),
		form("2026-01-01", "12m", "EUR", "2026-06-01", row("a", cell)), form("2026-01-01", "12m", "EUR", "2028-06-01", row("a", cell)),
		form("2026-01-01", "12m", "EUR", "2025-06-01", row("a", cell)), form("2026-01-01", "12m", "", "2027-06-01", row("a", cell)),
		year(row("a", "")), year(row("a", cell+","+cell)), year(row("b", cell) + "," + row("a", cell)), year(row("a", cell) + "," + row("a", cell)),
		year("null"), year(row("a", "null")), of(`"number":1`, `"number":-1`), of(`"number":1`, `"number":10000`), of(`"entries":2`, `"entries":1`),
		of(`"entries":2`, `"entries":1125899906842625`), of("5.00", "-5.00"), of("5.00", "x"), of("-1.00", "x"), of(`"ben"`, `"ada"`), of(`"ben"`, `"aaa"`),
		of(`"ben"`, `null`), of(`"ben"`, `" ben"`), of(`["ada","ben"]`, `null`), of("5.00", "1"+strings.Repeat("0", 80)), of(`"ada"`, `""`), of(`"ben"`, `"\ud800"`),
	} {
		s := costsOfAnInsurer(t)
		before := relationship.Must(s.MarshalJSON())
		err := s.UnmarshalJSON([]byte(bad))
		if !errors.Is(err, segment.ErrDecode) || string(relationship.Must(s.MarshalJSON())) != string(before) {
			t.Errorf("%s: %v", bad, err)
		}
	}
	s := relationship.Must(segment.NewCostSeries[string](segment.CostSeriesConfig{Anchor: date("2026-01-01"), Period: relationship.Must(relationship.ParsePeriod("1y"))}))
	if err := s.Add(segment.CostEntry[string]{Date: date("2026-01-01"), Label: "\xff"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.MarshalJSON(); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("a label that is not UTF-8: %v", err)
	}
}

// Rows that no series made are refused where they make no sense, and nothing panics.
func TestCostTimelineRejections(t *testing.T) {
	day := func(n int, cost string) segment.CostRow {
		return segment.CostRow{From: date("2026-01-01").AddDays(n), To: date("2026-01-01").AddDays(n), Customers: 1, Cost: money(cost)}
	}
	mixed := segment.CostTimeline{day(0, "1 EUR"), day(1, "1 USD")}
	if _, err := mixed.Trend(segment.CostTrendOptions{}); !errors.Is(err, relationship.ErrCurrencyMismatch) {
		t.Errorf("two currencies: %v", err)
	}
	if c := mixed.Changes(relationship.RoundDown); len(c) != 1 || c[0].Known || !c[0].Change.Equal(relationship.Money{}) {
		t.Errorf("two currencies: %+v", c)
	}
	for _, o := range []segment.CostTrendOptions{{Over: 1}, {Over: -1}, {Over: 121}, {Rounding: 99}} {
		if _, err := mixed.Trend(o); !errors.Is(err, segment.ErrInvalid) {
			t.Errorf("%+v: %v", o, err)
		}
	}
	contrast := segment.CostContrast{Own: mixed[0], Other: mixed[1]}
	if _, ok := contrast.Multiple(); ok {
		t.Error("euros of dollars")
	}
	huge := day(0, "1"+strings.Repeat("0", 99)+" EUR")
	if _, ok := (segment.CostContrast{Own: huge, Other: huge}).Difference(relationship.RoundUp); ok {
		t.Error("a cost that no series holds")
	}
	wide, many := day(0, "1"+strings.Repeat("0", 99)+" EUR"), day(0, "1 EUR")
	many.Customers = math.MaxInt32
	if _, ok := (segment.CostContrast{Own: wide, Other: many}).Multiple(); ok {
		t.Error("a multiple that cannot be computed")
	}
	for _, r := range []segment.CostRow{{}, {Customers: -1, Cost: money("1 EUR"), Margin: money("-1 EUR")}, {Cost: money("1 EUR"), Margin: money("0 EUR")}} {
		if _, ok := r.PerCustomer(relationship.RoundDown); ok {
			t.Errorf("%+v: a cost per nobody", r)
		}
		if _, ok := r.ShareOfMargin(); ok {
			t.Errorf("%+v: a share of no margin", r)
		}
		if _, ok := (segment.CostContrast{Own: r, Other: r}).Multiple(); ok {
			t.Errorf("%+v: a multiple of nobody", r)
		}
		trend, err := (segment.CostTimeline{r, r}).Trend(segment.CostTrendOptions{})
		if err != nil || trend.Known || trend.Points != 0 {
			t.Errorf("%+v: %+v, %v", r, trend, err)
		}
	}
	if trend, err := (segment.CostTimeline)(nil).Trend(segment.CostTrendOptions{}); err != nil || trend.Known {
		t.Errorf("%+v, %v", trend, err)
	}
	if _, err := mixed.Versus(mixed[:1]); !errors.Is(err, segment.ErrInvalid) {
		t.Error(err)
	}
	if _, err := mixed.Versus(segment.CostTimeline{mixed[1], mixed[0]}); !errors.Is(err, segment.ErrInvalid) {
		t.Error(err)
	}
	if rows, err := mixed.Versus(mixed); err != nil || len(rows) != 2 || !rows[1].Own.Equal(rows[1].Other) || rows[1].Own.Equal(mixed[0]) {
		t.Error(rows, err)
	}
	// Nothing costs nothing, in no currency.
	free := segment.CostTimeline{{Customers: 1}, {Customers: 2}}
	if trend, err := free.Trend(segment.CostTrendOptions{}); err != nil || !trend.Known || !trend.PerPeriod.IsZero() {
		t.Errorf("%+v, %v", trend, err)
	}
}

func TestAttributionRejections(t *testing.T) {
	type pools = []segment.CostPool
	type uses = []segment.CostUse[string]
	visits := segment.CostPool{Activity: "visits", Spent: money("100 EUR"), Capacity: 10}
	for _, row := range []struct {
		pools pools
		uses  uses
		is    error
	}{
		{pools{{Activity: "", Spent: money("1 EUR")}}, nil, segment.ErrInvalid},
		{pools{visits, visits}, nil, segment.ErrInvalid},
		{pools{{Activity: "a", Spent: money("-1 EUR")}}, nil, segment.ErrInvalid},
		{pools{{Activity: "a", Spent: money("1" + strings.Repeat("0", 60) + " EUR")}}, nil, segment.ErrInvalid},
		{pools{{Activity: "a", Capacity: -1}}, nil, segment.ErrInvalid},
		{pools{{Activity: "a", Capacity: 1_000_000_000_000_001}}, nil, segment.ErrInvalid},
		{pools{visits, {Activity: "a", Spent: money("1 USD")}}, nil, relationship.ErrCurrencyMismatch},
		{pools{visits}, uses{{"calls", "ada", 1}}, segment.ErrInvalid},
		{pools{visits}, uses{{"visits", "ada", -1}}, segment.ErrInvalid},
		{pools{visits}, uses{{"visits", "ada", 1_000_000_000_000_001}}, segment.ErrInvalid},
		{pools{{Activity: "a"}}, uses{{"a", "ada", 1_000_000_000_000_000}, {"a", "ben", 1}}, segment.ErrInvalid},
		{pools{visits}, uses{{"visits", "ada", 6}, {"visits", "ben", 5}}, segment.ErrInvalid},
		{nil, uses{{"visits", "ada", 6}}, segment.ErrInvalid},
	} {
		got, err := segment.AttributeCosts(row.pools, row.uses)
		if !errors.Is(err, row.is) || got.Shares != nil || got.Pools != nil {
			t.Errorf("%+v: %+v, %v", row, got, err)
		}
	}
	if _, err := segment.AttributeCosts(pools{visits}, []segment.CostUse[float64]{{"visits", math.NaN(), 1}}); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("NaN: %v", err)
	}
	if got, err := segment.AttributeCosts[string](nil, nil); err != nil || len(got.Shares)+len(got.Pools) != 0 || !got.Spent.IsZero() {
		t.Errorf("%+v, %v", got, err)
	}
	unsorted := pools{visits, {Activity: "a"}}
	if _, err := segment.AttributeCosts(unsorted, uses{{"visits", "ada", 1}}); err != nil || unsorted[0].Activity != "visits" {
		t.Errorf("the argument was changed: %+v, %v", unsorted, err)
	}
}
