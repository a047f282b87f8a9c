package lifecycle_test

import (
	"slices"
	"testing"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// window makes a window from texts; an empty one is a default.
func window(t fataler, from, until, period, anchor string) lifecycle.TallyWindow {
	t.Helper()
	date := func(text string) (d relationship.Date) {
		if text == "" {
			return d
		}
		return relationship.Must(relationship.ParseDate(text))
	}
	c := lifecycle.TallyConfig{From: date(from), Until: date(until), Anchor: date(anchor)}
	if period != "" {
		c.Period = relationship.Must(relationship.ParsePeriod(period))
	}
	w, err := lifecycle.NewTallyWindow(c)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// instant reads "2026-01-05" or "2026-01-05T10:00:00Z".
func instant(text string) time.Time {
	if len(text) == len(time.DateOnly) {
		text += "T00:00:00Z"
	}
	return relationship.Must(time.Parse(time.RFC3339Nano, text))
}

// wayOf is stages and instants in turn.
func wayOf(stagesAndInstants ...string) (w way) {
	for i := 0; i < len(stagesAndInstants); i += 2 {
		w.stages = append(w.stages, relationship.Must(lifecycle.ParseCustomerStage(stagesAndInstants[i])))
		w.since = append(w.since, instant(stagesAndInstants[i+1]))
	}
	return w
}

// Boundaries are whole periods from the anchor, and do not drift.
func TestBoundaries(t *testing.T) {
	for name, c := range map[string]struct {
		from, until, period, anchor string
		want                        []string
	}{
		"months by default":   {"2026-01-01", "2026-04-01", "", "", []string{"2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"}},
		"from the 31st":       {"2026-01-31", "2026-06-30", "1m", "", []string{"2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"}},
		"further on":          {"2026-02-28", "2026-04-29", "1m", "2025-01-31", []string{"2026-02-28", "2026-03-31"}},
		"weeks":               {"2026-01-07", "2026-01-26", "1w", "2026-01-05", []string{"2026-01-12", "2026-01-19", "2026-01-26"}},
		"quarters":            {"2026-01-02", "2026-12-31", "3m", "2020-01-01", []string{"2026-04-01", "2026-07-01", "2026-10-01"}},
		"years of a leap day": {"2024-02-29", "2029-01-01", "1y", "", []string{"2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"}},
		"none":                {"2026-01-02", "2026-01-30", "", "2026-01-01", nil},
		"one":                 {"2026-01-02", "2026-02-02", "", "2026-01-01", []string{"2026-02-01"}},
		"to the last day":     {"9999-11-30", "9999-12-31", "1m", "", []string{"9999-11-30", "9999-12-30"}},
		"of 72 centuries":     {"7000-01-01", "9999-01-01", "87027m", "0001-01-01", []string{"7253-04-01"}}, // 1826029 of them are 35831 months in 32 bits
		"from the first day":  {"9999-12-30", "9999-12-31", "1d", "0001-01-01", []string{"9999-12-30", "9999-12-31"}},
	} {
		w := window(t, c.from, c.until, c.period, c.anchor)
		var got []string
		for _, date := range w.Boundaries() {
			got = append(got, date.String())
		}
		if !slices.Equal(got, c.want) || w.IsZero() {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	w := window(t, "2026-01-05", "2026-02-01", "", "")
	w.Boundaries()[0] = relationship.Date{}
	if c := w.Config(); w.Boundaries()[0].IsZero() || c.Anchor != c.From || c.Period.String() != "1m" {
		t.Errorf("%+v, %v", c, w.Boundaries())
	}
}

// The instants at which it matters on which side of a boundary something is.
func TestTallyAtTheEdges(t *testing.T) {
	w := window(t, "2026-02-01", "2026-04-01", "1m", "")
	for name, c := range map[string]struct {
		way                  way
		periods, jumps, says string
	}{
		"nothing":             {way{}, "none", "none", "none"},
		"never moved, before": {wayOf("discovery", "2026-01-15"), "discovery→discovery 2", "none", "discovery 0 ended 1 running"},
		"never moved, within": {wayOf("discovery", "2026-02-15"), "discovery→discovery 1", "none", "discovery 0 ended 1 running"},
		"began on the first instant of a period": {
			wayOf("discovery", "2026-03-01"), "discovery→discovery 1", "none", "discovery 0 ended 1 running",
		},
		"began just after it":       {wayOf("discovery", "2026-03-01T00:00:00.000000001Z"), "none", "none", "discovery 0 ended 1 running"},
		"began on the last instant": {wayOf("discovery", "2026-04-01"), "none", "none", "none"},
		"began just before it": {
			wayOf("discovery", "2026-03-31T23:59:59.999999999Z"), "none", "none", "discovery 0 ended 1 running",
		},
		"moved on the first instant of a period counts as made": {
			wayOf("discovery", "2026-02-01", "purchase", "2026-03-01"),
			"discovery→purchase 1, purchase→purchase 1", "discovery→purchase 1", "discovery 1 ended 0 running, purchase 0 ended 1 running",
		},
		"moved just after it does not": {
			wayOf("discovery", "2026-02-01", "purchase", "2026-03-01T00:00:00.000000001Z"),
			"discovery→discovery 1, discovery→purchase 1", "discovery→purchase 1", "discovery 1 ended 0 running, purchase 0 ended 1 running",
		},
		"moved on the first instant of the window": {
			wayOf("discovery", "2026-01-10", "purchase", "2026-02-01"),
			"purchase→purchase 2", "discovery→purchase 1", "discovery 1 ended 0 running, purchase 0 ended 1 running",
		},
		"moved just before it": {
			wayOf("discovery", "2026-01-10", "purchase", "2026-01-31T23:59:59.999999999Z"), "purchase→purchase 2", "none", "purchase 0 ended 1 running",
		},
		"moved on the first instant that is not seen": {
			wayOf("discovery", "2026-02-01", "purchase", "2026-04-01"),
			"discovery→discovery 1, discovery→purchase 1", "none", "discovery 0 ended 1 running",
		},
		"passed through": {
			wayOf("discovery", "2026-01-10", "evaluation", "2026-02-10", "purchase", "2026-02-10", "experience", "2026-02-20"),
			"discovery→experience 1, experience→experience 1", "discovery→evaluation 1, evaluation→purchase 1, purchase→experience 1",
			"discovery 1 ended 0 running, evaluation 1 ended 0 running, purchase 1 ended 0 running, experience 0 ended 1 running",
		},
		"closed for long": {
			wayOf("discovery", "2025-01-10", "closed", "2025-02-10"), "closed→closed 2", "none", "closed 0 ended 1 running",
		},
		"all after": {wayOf("discovery", "2026-05-10", "closed", "2026-06-10"), "none", "none", "none"},
	} {
		tally := tallied(t, w, c.way)
		if p, j, s := tally.Periods().String(), tally.Jumps().String(), tally.Stays().String(); p != c.periods || j != c.jumps || s != c.says {
			t.Errorf("%s:\n%s; %s; %s, want\n%s; %s; %s", name, p, j, s, c.periods, c.jumps, c.says)
		}
	}
}

// What a stay lasted is the days between dates; one that had begun before the window is at risk from the window on, and one that goes on was
// seen last on the day before Until.
func TestTalliedDays(t *testing.T) {
	w := window(t, "2026-02-01", "2026-04-01", "1m", "")
	for name, c := range map[string]struct {
		way  way
		form string
	}{
		"on one day":      {wayOf("discovery", "2026-02-03T01:00:00Z", "lost", "2026-02-03T23:00:00Z", "closed", "2026-02-03T23:00:00Z"), `[{"label":"discovery","days":0,"ended":1},{"label":"lost","days":0,"ended":1},{"label":"closed","days":56,"running":1}]`},
		"over a midnight": {wayOf("discovery", "2026-02-03T23:00:00Z", "closed", "2026-02-04T01:00:00Z"), `[{"label":"discovery","days":1,"ended":1},{"label":"closed","days":55,"running":1}]`},
		"late":            {wayOf("discovery", "2026-01-22T12:00:00Z", "closed", "2026-02-01"), `[{"label":"discovery","days":9,"late":1},{"label":"discovery","days":10,"ended":1},{"label":"closed","days":58,"running":1}]`},
		"late, goes on":   {wayOf("discovery", "2026-01-31"), `[{"label":"discovery","days":0,"late":1},{"label":"discovery","days":59,"running":1}]`},
		"one day":         {wayOf("discovery", "2026-03-31T08:00:00Z"), `[{"label":"discovery","days":0,"running":1}]`},
	} {
		form, err := tallied(t, w, c.way).Stays().MarshalJSON()
		if want := `{"version":1,"stays":` + c.form + `}`; err != nil || string(form) != want {
			t.Errorf("%s: %s, %v, want\n%s", name, form, err, want)
		}
	}
}

// An event that comes later than the window is none to it, and what is due by the window's end is made.
func TestTallyOfEvents(t *testing.T) {
	c, l := customers(t), &log{key: ada}
	l.buy(0) // 2026-01-05
	l.use(9)
	l.buy(300)
	var tally lifecycle.CustomerTally
	w := window(t, "2026-01-01", "2026-07-01", "1m", "")
	if err := c.Tally(&tally, w, slices.Values(l.events)); err != nil {
		t.Fatal(err)
	}
	want := "experience→experience 1, experience→lapsing 1, lapsing→lapsing 1, lapsing→dormant 1, dormant→dormant 1"
	if got := tally.Periods().String(); got != want {
		t.Errorf("periods %s, want %s", got, want)
	}
	if got, want := tally.Jumps().String(), "discovery→purchase 1, purchase→experience 1, experience→lapsing 1, lapsing→dormant 1"; got != want {
		t.Errorf("jumps %s, want %s", got, want)
	}
	if got, want := tally.String(), "1m: 5 periods, 4 jumps, 5 stays"; got != want || tally.Period().String() != "1m" {
		t.Errorf("%s, want %s", got, want)
	}
	// The use on day 9 is at the first instant that is not seen: the last period ends with it, and the move is of the next window.
	var week lifecycle.CustomerTally
	if err := c.Tally(&week, window(t, "2026-01-07", "2026-01-14", "1w", ""), slices.Values(l.events)); err != nil {
		t.Fatal(err)
	}
	if p, j := week.Periods().String(), week.Jumps().String(); p != "purchase→experience 1" || j != "none" {
		t.Errorf("a week that ends with a move: periods %s, jumps %s", p, j)
	}
	// Nothing that it hands out is its own.
	_, _, _ = tally.Periods().Add(1, 1), tally.Jumps().Add(1, 2), tally.Stays().Add(1, 1, true)
	clone := tally.Clone()
	if err := clone.Merge(clone); err != nil || clone.String() != "1m: 10 periods, 8 jumps, 10 stays" || tally.String() != "1m: 5 periods, 4 jumps, 5 stays" {
		t.Errorf("%v, twice %v, %v", tally, clone, err)
	}
	if clone.Equal(&tally) || tally.Equal(nil) || !tally.Equal(tally.Clone()) || !new(lifecycle.CustomerTally).Equal(nil) {
		t.Error("Equal does not tell tallies apart")
	}
	if err := c.Tally(&tally, w, nil); err != nil || tally.String() != "1m: 5 periods, 4 jumps, 5 stays" {
		t.Errorf("no events are something: %v, %v", tally, err)
	}
	if got := (lifecycle.CustomerTally{}).String(); got != "0 periods, 0 jumps, 0 stays" {
		t.Errorf("the zero value is %s", got)
	}
}
