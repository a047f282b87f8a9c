package relationship_test

import (
	"math"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

func TestUnitDays(t *testing.T) {
	for unit, want := range map[relationship.Unit]float64{
		relationship.Day: 1, relationship.Week: 7, relationship.Year: 365.2425, 0: 0, 200: 0,
	} {
		if got := unit.Days(); got != want {
			t.Errorf("%v.Days() = %v, want %v", unit, got, want)
		}
	}
}

func TestUnitBetween(t *testing.T) {
	a := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, row := range []struct {
		unit relationship.Unit
		b    time.Time
		want float64
	}{
		{relationship.Day, a, 0},
		{relationship.Day, a.Add(36 * time.Hour), 1.5},
		{relationship.Day, a.Add(-36 * time.Hour), -1.5},
		{relationship.Week, a.AddDate(0, 0, 14), 2},
		{relationship.Year, a.AddDate(400, 0, 0), 400}, // the Gregorian calendar repeats after 400 years; time.Duration ends at 292
		{relationship.Year, a.AddDate(-400, 0, 0), -400},
		{relationship.Day, a.Add(864 * time.Nanosecond), 1e-11},
		{0, a.AddDate(1, 0, 0), 0},
	} {
		if got := row.unit.Between(a, row.b); got != row.want {
			t.Errorf("%v.Between(%v, %v) = %v, want %v", row.unit, a, row.b, got, row.want)
		}
	}
	if got := relationship.Day.Between(time.Unix(-1<<63, 0), time.Unix(1<<63-1, 0)); got != 0x1p64/86400 {
		t.Errorf("between the ends of time = %v, want %v", got, 0x1p64/86400)
	}
}

func TestUnitBetweenDates(t *testing.T) {
	for _, row := range []struct {
		unit relationship.Unit
		a, b relationship.Date
		want float64
	}{
		{relationship.Day, date("2024-01-01"), date("2025-01-01"), 366},
		{relationship.Week, date("2025-01-15"), date("2025-01-01"), -2},
		{relationship.Year, date("2000-01-01"), date("2400-01-01"), 400},
		{relationship.Day, relationship.Date{}, date("2025-01-01"), 0},
		{0, date("2024-01-01"), date("2025-01-01"), 0},
	} {
		if got := row.unit.BetweenDates(row.a, row.b); got != row.want {
			t.Errorf("%v.BetweenDates(%v, %v) = %v, want %v", row.unit, row.a, row.b, got, row.want)
		}
	}
}

func TestPeriod(t *testing.T) {
	for _, row := range []struct {
		text, canonical, from, end string
		days                       float64
	}{
		{"0d", "0d", "2024-02-29", "2024-02-29", 0},
		{"12m", "12m", "2024-02-29", "2025-02-28", 365},
		{"1y", "12m", "2024-01-01", "2025-01-01", 366},
		{"365d", "365d", "2024-01-01", "2024-12-31", 365},
		{"52w", "364d", "2024-01-01", "2024-12-30", 364},
		{"1y6m10d", "18m10d", "2024-08-31", "2026-03-10", 556}, // first to 28 February, then ten days
		{"1m", "1m", "2024-12-31", "2025-01-31", 31},
		{"2m", "2m", "2024-12-31", "2025-02-28", 59},
		{"1m1d", "1m1d", "2026-01-31", "2026-03-01", 29},
		{"1w2d", "9d", "2026-01-01", "2026-01-10", 9},
		{"0y0m0w0d", "0d", "2026-01-01", "2026-01-01", 0},
		{"9999y", "119988m", "2026-01-01", "", 3652060},
		{"1d", "1d", "9999-12-31", "", 1},
	} {
		p, err := relationship.ParsePeriod(row.text)
		if err != nil || p.String() != row.canonical {
			t.Errorf("ParsePeriod(%q) = %v, %v; want %s", row.text, p, err, row.canonical)
		}
		if end := p.End(date(row.from)); end.String() != row.end {
			t.Errorf("%s from %s ends %q, want %q", row.text, row.from, end, row.end)
		}
		if days := p.Count(relationship.Day, date(row.from)); days != row.days {
			t.Errorf("%s from %s counts %v days, want %v", row.text, row.from, days, row.days)
		}
		if again := relationship.Must(relationship.PeriodOf(p.Months(), p.Days())); again != p || p.IsZero() != (row.canonical == "0d") {
			t.Errorf("%s is not %d months and %d days", row.text, p.Months(), p.Days())
		}
	}
	month := relationship.Must(relationship.ParsePeriod("1m"))
	if end := month.End(relationship.Date{}); !end.IsZero() || month.Count(relationship.Day, relationship.Date{}) != 0 || month.Count(0, date("2026-01-01")) != 0 {
		t.Error("a period from no date has an end or a length")
	}
}

func TestRate(t *testing.T) {
	for _, row := range []struct {
		rate         relationship.Rate
		text         string
		year, annual float64
	}{
		{relationship.Rate{}, "0%/year", 0, 0},
		{relationship.Must(relationship.AnnualRate(0)), "0%/year", 0, 0},
		{relationship.Must(relationship.ContinuousRate(0, relationship.Week)), "0%/year", 0, 0},
		{relationship.Must(relationship.AnnualRate(0.10)), "10%/year", math.Log(1.10), 0.10},
		{relationship.Must(relationship.AnnualRate(0.075)), "7.5%/year", math.Log1p(0.075), 0.075},
		{relationship.Must(relationship.AnnualRate(1)), "100%/year", math.Ln2, 1},
		{relationship.Must(relationship.AnnualRate(12.3)), "1230%/year", math.Log(13.3), 12.3},
		{relationship.Must(relationship.AnnualRate(1e-9)), "0.0000001%/year", math.Log1p(1e-9), 1e-9},
		{relationship.Must(relationship.AnnualRate(1e-10)), "1e-8%/year", math.Log1p(1e-10), 1e-10},
		{relationship.Must(relationship.AnnualRate(1e18)), "100000000000000000000%/year", math.Log1p(1e18), 1e18},
		{relationship.Must(relationship.AnnualRate(1e-12)), "1e-10%/year", math.Log1p(1e-12), 1e-12},
		{relationship.Must(relationship.AnnualRate(1.5e30)), "1.5e32%/year", math.Log1p(1.5e30), 1.5e30},
		{relationship.Must(relationship.ContinuousRate(0.0953, relationship.Year)), "0.0953/year continuous", 0.0953, math.Expm1(0.0953)},
		{relationship.Must(relationship.ContinuousRate(0.002, relationship.Week)), "0.002/week continuous", 0.002 * 365.2425 / 7, math.Expm1(0.002 * 365.2425 / 7)},
		{relationship.Must(relationship.ContinuousRate(0.5, relationship.Day)), "0.5/day continuous", 182.62125, math.Expm1(182.62125)},
		{relationship.Must(relationship.ContinuousRate(2, relationship.Day)), "2/day continuous", 730.485, math.Inf(1)},
	} {
		if got := row.rate.String(); got != row.text {
			t.Errorf("String = %q, want %q", got, row.text)
		}
		if back, err := relationship.ParseRate(row.text); err != nil || !back.Equal(row.rate) {
			t.Errorf("ParseRate(%q) = %v, %v", row.text, back, err)
		}
		if got := row.rate.Continuous(relationship.Year); math.Abs(got-row.year) > 1e-15*row.year {
			t.Errorf("%s is %v a year, want %v", row.text, got, row.year)
		}
		if got := row.rate.Annual(); !(got == row.annual || math.Abs(got-row.annual) <= 1e-13*row.annual) {
			t.Errorf("%s is effectively %v, want %v", row.text, got, row.annual)
		}
		if row.rate.IsZero() != (row.year == 0) {
			t.Errorf("%s: IsZero = %t", row.text, row.rate.IsZero())
		}
	}
	week := relationship.Must(relationship.ContinuousRate(0.002, relationship.Week))
	if week.Continuous(relationship.Week) != 0.002 || week.Continuous(0) != 0 || week.Continuous(relationship.Day) != 0.002/7 {
		t.Error("0.002 a week is not itself by the week, or not nothing without a unit")
	}
	for _, text := range []string{"10.0%/year", "1e1%/year", "1000e-2%/year", "010%/year"} {
		if r, err := relationship.ParseRate(text); err != nil || r.Annual() != 0.10 {
			t.Errorf("ParseRate(%q) = %v, %v; want 10 %%", text, r, err)
		}
	}
}
