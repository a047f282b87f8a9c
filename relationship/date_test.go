package relationship_test

import (
	"math"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// date reads "2006-01-02".
func date(text string) relationship.Date {
	return relationship.Must(relationship.ParseDate(text))
}

// TestEveryDate walks the whole calendar beside the time package.
func TestEveryDate(t *testing.T) {
	d := date("0001-01-01")
	want := time.Date(1, time.January, 1, 0, 0, 0, 0, time.UTC)
	for n := 0; !d.IsZero(); n++ {
		year, month, day := d.Civil()
		made, err := relationship.NewDate(year, month, day)
		if y, m, dd := want.Date(); year != y || month != m || day != dd || made != d || err != nil || relationship.DateOf(want) != d {
			t.Fatalf("day %d is %v and should be %v (%v, %v)", n, d, want, made, err)
		}
		if n%997 == 0 && (d.String() != want.Format(time.DateOnly) || !d.Time().Equal(want) || d.DaysSince(date("0001-01-01")) != n) {
			t.Fatalf("day %d is written %v", n, d)
		}
		d, want = d.AddDays(1), want.AddDate(0, 0, 1)
	}
	if want.Year() != 10_000 {
		t.Errorf("the calendar ends before %v", want)
	}
}

func TestDateOf(t *testing.T) {
	tokyo := time.FixedZone("Tokyo", 9*3600)
	hawaii := time.FixedZone("Hawaii", -10*3600)
	for _, row := range []struct {
		at   time.Time
		want string
	}{
		{time.Date(2026, 1, 3, 0, 0, 0, 0, tokyo), "2026-01-03"},
		{time.Date(2026, 1, 2, 23, 59, 59, 999_999_999, hawaii), "2026-01-02"},
		{time.Date(1969, 12, 31, 23, 59, 59, 1, time.UTC), "1969-12-31"},
		{time.Date(1, 1, 1, 0, 0, 0, 0, tokyo), "0001-01-01"},
		{time.Date(9999, 12, 31, 23, 0, 0, 0, hawaii), "9999-12-31"},
		{time.Date(0, 12, 31, 23, 0, 0, 0, time.UTC), ""},
		{time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC), ""},
		{time.Unix(1<<62, 0), ""},
		{time.Unix(-1<<62, 0), ""},
	} {
		if got := relationship.DateOf(row.at); got.String() != row.want {
			t.Errorf("DateOf(%v) = %q, want %q", row.at, got, row.want)
		}
	}
}

func TestDateAddDays(t *testing.T) {
	first, last := date("0001-01-01"), date("9999-12-31")
	for _, row := range []struct {
		from relationship.Date
		n    int
		want string
	}{
		{date("2024-02-28"), 1, "2024-02-29"},
		{date("2023-02-28"), 1, "2023-03-01"},
		{first, 3_652_058, "9999-12-31"},
		{last, -3_652_058, "0001-01-01"},
		{last, 1, ""},
		{first, -1, ""},
		{first, math.MaxInt, ""},
		{first, math.MinInt, ""},
		{relationship.Date{}, 1, ""},
	} {
		if got := row.from.AddDays(row.n).String(); got != row.want {
			t.Errorf("%v plus %d days = %q, want %q", row.from, row.n, got, row.want)
		}
	}
}

func TestDateZeroValue(t *testing.T) {
	var none relationship.Date
	some := date("2026-01-02")
	year, month, day := none.Civil()
	if !none.IsZero() || none.String() != "" || !none.Time().IsZero() || year != 0 || month != 0 || day != 0 {
		t.Errorf("no date is %v, %d-%d-%d", none, year, month, day)
	}
	if none.DaysSince(some) != 0 || some.DaysSince(none) != 0 || !none.Before(some) || none.Compare(some) != -1 || !some.After(none) {
		t.Error("no date counts no days and comes before all")
	}
	if err := none.UnmarshalText(nil); err != nil || !none.IsZero() {
		t.Errorf("empty text = %v, %v", none, err)
	}
}
