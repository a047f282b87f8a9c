package lifecycle_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

func TestTallyConfigRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		config lifecycle.TallyConfig
		want   []string
	}{
		"nothing":           {lifecycle.TallyConfig{}, []string{"From", "Until"}},
		"no end":            {lifecycle.TallyConfig{From: dayOf(0)}, []string{"Until"}},
		"no beginning":      {lifecycle.TallyConfig{Until: dayOf(1)}, []string{"From"}},
		"no day":            {lifecycle.TallyConfig{From: dayOf(0), Until: dayOf(0)}, []string{"Until"}},
		"backwards":         {lifecycle.TallyConfig{From: dayOf(1), Until: dayOf(0)}, []string{"Until"}},
		"anchored later":    {lifecycle.TallyConfig{From: dayOf(0), Until: dayOf(9), Anchor: dayOf(1)}, []string{"Anchor"}},
		"all that is wrong": {lifecycle.TallyConfig{Anchor: dayOf(1)}, []string{"From", "Until", "Anchor"}},
	} {
		w, err := lifecycle.NewTallyWindow(c.config)
		if diff := cmp.Diff(c.want, fields(err)); diff != "" || !w.IsZero() || len(w.Boundaries()) != 0 {
			t.Errorf("%s: fields (-want +got):\n%s", name, diff)
		}
	}
	_, err := lifecycle.NewTallyWindow(lifecycle.TallyConfig{From: dayOf(0), Until: dayOf(0)})
	if want := "lifecycle: Until = 2026-01-05, want a date after From"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
	_, err = lifecycle.NewTallyWindow(lifecycle.TallyConfig{From: dayOf(0)})
	if want := "lifecycle: Until = no date, want a date after From"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

// untallied checks a refusal: its sentinel, its type and its text.
func untallied(t *testing.T, err error, text string) {
	t.Helper()
	var e *lifecycle.TallyError
	if !errors.Is(err, lifecycle.ErrTally) || !errors.As(err, &e) || err.Error() != "lifecycle: tally: "+text {
		t.Errorf("error %v, want %s", err, text)
	}
}

func TestTallyRefusesPaths(t *testing.T) {
	d := customers(t).Definition()
	over := window(t, "2026-01-01", "2027-01-01", "1m", "")
	good := wayOf("discovery", "2026-01-05", "purchase", "2026-02-05", "experience", "2026-03-05", "lapsing", "2026-05-05")
	for name, c := range map[string]struct {
		damage func(end *lifecycle.State[lifecycle.CustomerStage], path []lifecycle.CustomerStep) []lifecycle.CustomerStep
		want   string
	}{
		"a move is missing": {func(_ *lifecycle.State[lifecycle.CustomerStage], path []lifecycle.CustomerStep) []lifecycle.CustomerStep {
			return slices.Delete(path, 1, 2)
		}, "path[1].From = experience, want purchase, where the move before led"},
		"the last is missing": {func(_ *lifecycle.State[lifecycle.CustomerStage], path []lifecycle.CustomerStep) []lifecycle.CustomerStep {
			return path[:2]
		}, "end = lapsing since 2026-05-05T00:00:00Z, want experience since 2026-03-05T00:00:00Z, where the path led"},
		"another time": {func(_ *lifecycle.State[lifecycle.CustomerStage], path []lifecycle.CustomerStep) []lifecycle.CustomerStep {
			path[1].At = path[1].At.Add(1)
			return path
		}, "path[1].Dwell = 672h0m0s, want the time since 2026-02-05T00:00:00Z, when From was entered"},
		"not the state after it": {func(end *lifecycle.State[lifecycle.CustomerStage], path []lifecycle.CustomerStep) []lifecycle.CustomerStep {
			end.Last = end.Last.Add(1)
			end.Since = end.Last
			return path
		}, "end = lapsing since 2026-05-05T00:00:00.000000001Z, want lapsing since 2026-05-05T00:00:00Z, where the path led"},
		"a path of nothing known": {func(end *lifecycle.State[lifecycle.CustomerStage], path []lifecycle.CustomerStep) []lifecycle.CustomerStep {
			*end = lifecycle.State[lifecycle.CustomerStage]{}
			return path
		}, "end = customer stage(0) since 0001-01-01T00:00:00Z, want lapsing since 2026-05-05T00:00:00Z, where the path led"},
		"no such stage": {func(_ *lifecycle.State[lifecycle.CustomerStage], path []lifecycle.CustomerStep) []lifecycle.CustomerStep {
			path[0].From = 77
			return path
		}, "path[0].From = customer stage(77), want a stage of the definition"},
		"nor such a one": {func(_ *lifecycle.State[lifecycle.CustomerStage], path []lifecycle.CustomerStep) []lifecycle.CustomerStep {
			path[2].To = 0
			return path
		}, "path[2].To = customer stage(0), want a stage of the definition"},
		"no move": {func(_ *lifecycle.State[lifecycle.CustomerStage], path []lifecycle.CustomerStep) []lifecycle.CustomerStep {
			path[2].To = path[2].From
			return path
		}, "path[2].To = experience, want another stage than From"},
		"no time": {func(_ *lifecycle.State[lifecycle.CustomerStage], path []lifecycle.CustomerStep) []lifecycle.CustomerStep {
			path[0].At = time.Time{}
			return path
		}, "path[0].At = 0001-01-01T00:00:00Z, want an instant of the years 1 to 9999, and Dwell before it too"},
		"a dwell from before time": {func(_ *lifecycle.State[lifecycle.CustomerStage], path []lifecycle.CustomerStep) []lifecycle.CustomerStep {
			path[0].At, path[0].Dwell = time.Date(2, 1, 1, 0, 0, 0, 0, time.UTC), days(400)
			return path
		}, "path[0].At = 0002-01-01T00:00:00Z, want an instant of the years 1 to 9999, and Dwell before it too"},
		"a negative dwell": {func(_ *lifecycle.State[lifecycle.CustomerStage], path []lifecycle.CustomerStep) []lifecycle.CustomerStep {
			path[0].Dwell = -1
			return path
		}, "path[0].Dwell = -1ns, want 0 or more"},
		"a dwell that was cut": {func(_ *lifecycle.State[lifecycle.CustomerStage], path []lifecycle.CustomerStep) []lifecycle.CustomerStep {
			path[0].Dwell = math.MaxInt64
			return path
		}, "path[0].Dwell = 2562047h47m16.854775807s, want less than 292 years in the first stage, to tell when it was entered"},
	} {
		var tally lifecycle.CustomerTally
		end, path := good.steps()
		path = c.damage(&end, path)
		given := slices.Clone(path)
		t.Run(name, func(t *testing.T) { untallied(t, d.Tally(&tally, over, end, path), c.want) })
		if !tally.IsZero() || !slices.Equal(given, path) {
			t.Errorf("%s: %v was counted, or the path changed", name, tally)
		}
	}
	var tally lifecycle.CustomerTally
	end, path := good.steps()
	for _, outcome := range []lifecycle.Outcome{lifecycle.Stayed, lifecycle.Ignored, lifecycle.Rejected} {
		path = append(path, lifecycle.CustomerStep{From: 99, To: 99, Outcome: outcome}) // which is not looked at
	}
	if err := d.Tally(&tally, over, end, path); err != nil || tally.Jumps().Total() != 3 {
		t.Errorf("with steps that moved nothing: %v, %v", tally, err)
	}
	end.Stage = 99
	if err := d.Tally(&tally, over, end, path); !errors.Is(err, lifecycle.ErrState) {
		t.Errorf("no stage of the definition: %v", err)
	}
}

func TestTallyRefuses(t *testing.T) {
	c, l := customers(t), &log{key: ada}
	l.buy(0)
	events := slices.Values(l.events)
	over := window(t, "2026-01-01", "2026-07-01", "1m", "")
	var tally, weeks lifecycle.CustomerTally
	untallied(t, c.Tally(nil, over, events), "tally = none, want one to add to")
	untallied(t, c.Tally(&tally, lifecycle.TallyWindow{}, events), "window = none, want one of NewTallyWindow")
	untallied(t, c.Definition().Tally(nil, over, lifecycle.State[lifecycle.CustomerStage]{}, nil), "tally = none, want one to add to")
	for _, err := range []error{c.Tally(&tally, over, events), c.Tally(&weeks, window(t, "2026-01-01", "2026-07-01", "1w", ""), events)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	before := tally.Clone()
	untallied(t, tally.Merge(&weeks), "period = 7d, want 1m, as counted so far")
	untallied(t, c.Tally(&tally, window(t, "2026-01-01", "2026-07-01", "1y", ""), events), "period = 12m, want 1m, as counted so far")
	// A window without a period of its own has none that could differ.
	var short lifecycle.CustomerTally
	if err := c.Tally(&short, window(t, "2026-01-02", "2026-01-20", "3m", "2026-01-01"), events); err != nil || !short.Period().IsZero() || short.IsZero() {
		t.Errorf("a short window: %v, %v", short, err)
	}
	if err := c.Tally(&tally, over, slices.Values([]relationship.Event{l.buy(3), l.buy(2)})); !errors.Is(err, lifecycle.ErrOutOfOrder) {
		t.Errorf("events out of order: %v", err)
	}
	if !tally.Equal(before) {
		t.Errorf("%v after refusals, want %v", tally, before)
	}
	// A count at its brim takes no more, and says so instead of wrapping.
	var full lifecycle.CustomerTally
	stored := fmt.Sprintf(`{"version":1,"jumps":{"version":1,"counts":[{"from":"discovery","to":"closed","n":%[1]d}]},`+
		`"stays":{"version":1,"stays":[{"label":"discovery","days":1,"ended":%[1]d}]}}`, int64(math.MaxInt64-1))
	if err := json.Unmarshal([]byte(stored), &full); err != nil {
		t.Fatal(err)
	}
	untallied(t, c.Tally(&full, over, events), "n = 12 more, want at most 9223372036854775807 periods, jumps and stays")
	untallied(t, full.Merge(full.Clone()), "n = the sum of both, want at most 9223372036854775807 periods, jumps and stays")
	// Durations end after 292 years, and stays need not.
	old := &log{key: ada}
	old.buy(-400 * 365)
	old.buy(0)
	var centuries lifecycle.CustomerTally
	if err := c.Tally(&centuries, over, slices.Values(old.events)); err != nil || centuries.Jumps().N(lifecycle.CustomerChurned, lifecycle.CustomerPurchase) != 1 {
		t.Errorf("orders of 1626 and today: %v, %v", centuries.Jumps(), err)
	}
}

func TestTallyJSONRefuses(t *testing.T) {
	const form = `{"version":1,"period":"1m","periods":{"version":1,"counts":[{"from":"discovery","to":"closed","n":2}]},` +
		`"jumps":{"version":1,"counts":[{"from":"discovery","to":"closed","n":3}]},` +
		`"stays":{"version":1,"stays":[{"label":"discovery","days":4,"ended":3},{"label":"closed","days":9,"running":1}]}}`
	var good lifecycle.CustomerTally
	if err := json.Unmarshal([]byte(form), &good); err != nil || good.String() != "1m: 2 periods, 3 jumps, 4 stays" {
		t.Fatalf("%v, %v", good, err)
	}
	if again, err := json.Marshal(good); err != nil || string(again) != form {
		t.Errorf("written as %s, %v", again, err)
	}
	for name, c := range map[string]struct{ old, new, want string }{
		"no version":       {`"version":1,"period"`, `"period"`, "version, want 1"},
		"another version":  {`"version":1,"period"`, `"version":2,"period"`, "version, want 1"},
		"no period":        {`"period":"1m",`, ``, "period, want one where there are periods"},
		"a period of none": {`"periods":{"version":1,"counts":[{"from":"discovery","to":"closed","n":2}]},`, ``, "period, want one where there are periods"},
		"no such stage":    {`"from":"discovery"`, `"from":"somewhere"`, "periods"},
		"a jump to itself": {`"to":"closed","n":3`, `"to":"discovery","n":3`, "jumps, want moves from one stage to another"},
		"a part's version": {`"jumps":{"version":1`, `"jumps":{"version":7`, "jumps: "},
		"a jump too few":   {`"n":3`, `"n":2`, "stays, want as many that ended in each stage as jumps from it"},
		"an end too many":  {`"running":1`, `"ended":1`, "stays, want as many that ended in each stage as jumps from it"},
		"another stage's":  {`"from":"discovery","to":"closed","n":3`, `"from":"evaluation","to":"closed","n":3`, "stays, want as many that ended"},
		"an unknown field": {`"jumps"`, `"jump"`, "no such field"},
		"null":             {`{"version":1,"stays":[{"label":"discovery","days":4,"ended":3},{"label":"closed","days":9,"running":1}]}`, `null`, "stays, want a value, not null"},
		"nothing":          {form, ``, ""},
	} {
		read := good.Clone()
		err := read.UnmarshalJSON([]byte(strings.Replace(form, c.old, c.new, 1)))
		var e *lifecycle.DecodeError
		if !errors.Is(err, lifecycle.ErrDecode) || !errors.As(err, &e) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
		if !read.Equal(&good) {
			t.Errorf("%s: the tally changed to %v", name, read)
		}
	}
	// A stage without a text is written as its number, and 0 is none.
	var plain lifecycle.Tally[phase]
	const unset = `{"version":1,"stays":{"version":1,"stays":[{"label":0,"days":4,"running":2}]}}`
	if err := json.Unmarshal([]byte(unset), &plain); !errors.Is(err, lifecycle.ErrDecode) || !plain.IsZero() {
		t.Errorf("an unset stage was read: %v, %v", plain, err)
	}
	if err := json.Unmarshal([]byte(strings.Replace(unset, `"label":0`, `"label":1`, 1)), &plain); err != nil || plain.IsZero() {
		t.Errorf("a stage by its number: %v, %v", plain, err)
	}
}
