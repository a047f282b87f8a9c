package relationship_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// TestDateRoundTrip: text, JSON, time and civil numbers give back the same date.
func TestDateRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := genDate().Draw(t, "d")
		text, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var read relationship.Date
		if err := json.Unmarshal(text, &read); err != nil {
			t.Fatal(err)
		}
		if relationship.Must(relationship.ParseDate(d.String())) != d || relationship.DateOf(d.Time()) != d || read != d ||
			relationship.Must(relationship.NewDate(d.Civil())) != d {
			t.Fatalf("%v does not come back", d)
		}
	})
}

// TestDateOfIsTheClockOnTheWall: DateOf agrees with time.Time.Date in any zone.
func TestDateOfIsTheClockOnTheWall(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone := time.FixedZone("zone", rapid.IntRange(-30*3600, 30*3600).Draw(t, "offset"))
		at := time.Unix(rapid.Int64Range(-62_200_000_000, 253_500_000_000).Draw(t, "seconds"), 0).In(zone)
		want, ok := slowDate(at.Date())
		if got := relationship.DateOf(at); got.IsZero() == ok || ok && !got.Time().Equal(want) {
			t.Fatalf("DateOf(%v) = %v", at, got)
		}
	})
}

// TestNewDateKnowsTheCalendar: NewDate takes exactly the days that exist.
func TestNewDateKnowsTheCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		year, month, day := rapid.IntRange(-5, 10_005).Draw(t, "year"), time.Month(rapid.IntRange(-1, 14).Draw(t, "month")), rapid.IntRange(-1, 33).Draw(t, "day")
		_, ok := slowDate(year, month, day)
		if d, err := relationship.NewDate(year, month, day); (err == nil) != ok || d.IsZero() == ok {
			t.Fatalf("NewDate(%d, %d, %d) = %v, %v", year, month, day, d, err)
		}
	})
}

// TestAddDaysIsUndone: adding and counting days are inverse, and order follows.
func TestAddDaysIsUndone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := genDate().Draw(t, "a"), genDate().Draw(t, "b")
		n := b.DaysSince(a)
		if a.AddDays(n) != b || b.AddDays(-n) != a || a.DaysSince(b) != -n {
			t.Fatalf("%v and %v are %d days apart", a, b, n)
		}
		if a.Before(b) != (n > 0) || a.After(b) != (n < 0) || (a.Compare(b) == 0) != (a == b) || (a.String() < b.String()) != (n > 0) {
			t.Fatalf("%v and %v are in the wrong order", a, b)
		}
	})
}

// TestPeriodRoundTrip: text gives back the same period.
func TestPeriodRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := genPeriod().Draw(t, "p")
		if back, err := relationship.ParsePeriod(p.String()); back != p || err != nil {
			t.Fatalf("%v comes back as %v, %v", p, back, err)
		}
	})
}

// TestPeriodEnd: the months go first, to the same day of the month or its last, then the days; Count is the days between.
func TestPeriodEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, from := genPeriod().Draw(t, "p"), genDate().Draw(t, "from")
		first := from.Time()
		month := time.Date(first.Year(), first.Month()+time.Month(p.Months()), 1, 0, 0, 0, 0, time.UTC)
		last := month.AddDate(0, 1, -1).Day()
		want := month.AddDate(0, 0, min(first.Day(), last)-1+p.Days())
		end := p.End(from)
		if want.Year() > 9999 {
			if !end.IsZero() {
				t.Fatalf("%v from %v ends %v, want no date", p, from, end)
			}
		} else if !end.Time().Equal(want) {
			t.Fatalf("%v from %v ends %v, want %v", p, from, end, want)
		}
		if got, want := p.Count(relationship.Day, from), math.Round(want.Sub(month).Hours()/24+month.Sub(first).Hours()/24); want < 100_000 && got != want {
			t.Fatalf("%v from %v counts %v days, want %v", p, from, got, want)
		}
		if p.Count(relationship.Week, from) != p.Count(relationship.Day, from)/7 {
			t.Fatalf("%v from %v: weeks and days differ", p, from)
		}
	})
}

// TestPeriodEndIsMonotone: what begins later does not end earlier.
func TestPeriodEndIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, from := genPeriod().Draw(t, "p"), genDate().Draw(t, "from")
		end, next := p.End(from), p.End(from.AddDays(1))
		if !next.IsZero() && next.Before(end) {
			t.Fatalf("%v from %v ends %v, and from the day after %v", p, from, end, next)
		}
	})
}

// TestBetweenLaws: Between is antisymmetric, agrees with time.Duration where that reaches, and with BetweenDates on midnights;
// its units differ by their lengths.
func TestBetweenLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := genUnit().Draw(t, "unit")
		a := time.Unix(rapid.Int64Range(-1e10, 1e10).Draw(t, "a"), rapid.Int64Range(0, 999_999_999).Draw(t, "nanoseconds"))
		d := time.Duration(rapid.Int64().Draw(t, "d"))
		got := u.Between(a, a.Add(d))
		if want := d.Hours() / 24 / u.Days(); math.Abs(got-want) > 1e-14*math.Abs(want) || u.Between(a.Add(d), a) != -got {
			t.Fatalf("%v after %v is %v in %v, want %v", d, a, got, u, want)
		}
		days := relationship.Day.Between(a, a.Add(d))
		if math.Abs(got*u.Days()-days) > 1e-14*math.Abs(days) {
			t.Fatalf("%v %v are not %v days", got, u, days)
		}
		x, y := genDate().Draw(t, "x"), genDate().Draw(t, "y")
		if u.BetweenDates(x, y) != u.Between(x.Time(), y.Time()) || relationship.Day.BetweenDates(x, y) != float64(y.DaysSince(x)) {
			t.Fatalf("from %v to %v is %v and %v", x, y, u.BetweenDates(x, y), u.Between(x.Time(), y.Time()))
		}
	})
}

// TestRateRoundTrip: text gives back the same rate to the bit.
func TestRateRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := genRate().Draw(t, "r")
		if back, err := relationship.ParseRate(r.String()); err != nil || !back.Equal(r) {
			t.Fatalf("%v comes back as %v, %v", r, back, err)
		}
	})
}

// TestRateKeepsWhatWasGiven: in the unit and meaning it was given in, a rate is what was given; elsewhere it is in proportion.
func TestRateKeepsWhatWasGiven(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v, u := rapid.Float64Range(0, 1e3).Draw(t, "v"), genUnit().Draw(t, "unit")
		annual, continuous := relationship.Must(relationship.AnnualRate(v)), relationship.Must(relationship.ContinuousRate(v, u))
		if annual.Annual() != v || annual.Continuous(relationship.Year) != math.Log1p(v) || continuous.Continuous(u) != v {
			t.Fatalf("%v is %v a year, and per %v %v", v, annual.Annual(), u, continuous.Continuous(u))
		}
		w := genUnit().Draw(t, "other")
		if got, want := continuous.Continuous(w), v*(w.Days()/u.Days()); math.Abs(got-want) > 1e-15*want+0x1p-1073 { // below 2^-1022 digits are lost
			t.Fatalf("%v per %v is %v per %v, want %v", v, u, got, w, want)
		}
		if got, want := continuous.Annual(), math.Expm1(continuous.Continuous(relationship.Year)); got != want {
			t.Fatalf("%v per %v is effectively %v, want %v", v, u, got, want)
		}
	})
}
