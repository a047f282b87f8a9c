package lifecycle_test

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// No move is made outside the calendar, so that what was advanced can always be stored and read again.
func TestEndOfTheCalendar(t *testing.T) {
	odd := small()
	odd.Rules[7].After.Duration = 1500 * time.Millisecond
	d, err := lifecycle.Compile(odd)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name  string
		since time.Time
		want  phase
	}{
		{"within the last second", time.Date(9999, 12, 31, 23, 59, 58, 100_000_000, time.UTC), gone},
		{"half a second behind it", time.Date(9999, 12, 31, 23, 59, 58, 900_000_000, time.UTC), away},
	} {
		s := state{Stage: away, Return: good, Lifetime: 1, Since: tt.since, Last: tt.since}
		_, waits := d.NextDue(s, known{})
		if err := d.Advance(&s, known{}, time.Date(10_001, 1, 1, 0, 0, 0, 0, time.UTC), nil); err != nil {
			t.Fatal(err)
		}
		if s.Stage != tt.want || waits != (tt.want == gone) || d.Accepts(s) != nil {
			t.Errorf("%s: %+v, due %v, %v; want %v", tt.name, s, waits, d.Accepts(s), tt.want)
		}
	}
}

// Lifetimes are counted as far as numbers go, and what comes behind that can still be stored.
func TestLifetimesAreCountedToTheEnd(t *testing.T) {
	s := state{Stage: away, Over: true, Lifetime: math.MaxUint32, Seq: 1, Since: on(0), Last: on(0)}
	to, _, err := compiled(t).Step(s, event(buy, 1), known{})
	if err != nil || to.Lifetime != math.MaxUint32 || to.Over {
		t.Errorf("%+v, %v, want the last lifetime that can be counted", to, err)
	}
}

// Dwell is the difference of two instants, as far as durations go, and no event of a nanosecond before the last step is taken.
func TestInstantsAreComparedToTheNanosecond(t *testing.T) {
	d := compiled(t)
	rapid.Check(t, func(t *rapid.T) {
		instant := func(name string) time.Time {
			day := rapid.SampledFrom([]int{-730_000, -40_000, -1, 0, 1, 40_000, 2_900_000}).Draw(t, name)
			return on(day).Add(time.Duration(rapid.SampledFrom([]int64{0, 1, 999_999_999, 1_000_000_000}).Draw(t, name)))
		}
		since, at := instant("since"), instant("at")
		s := state{Stage: good, Lifetime: 1, Since: since, Last: since}
		_, r, err := d.Step(s, lifecycle.Event[signal]{Kind: note, At: at}, known{})
		if at.Before(since) != errors.Is(err, lifecycle.ErrOutOfOrder) || err == nil && r.Dwell != at.Sub(since) {
			t.Fatalf("since %v at %v: dwell %v, %v, want %v", since, at, r.Dwell, err, at.Sub(since))
		}
	})
}

// Instants are what counts, and not the clocks that showed them: neither zones nor the nights in which clocks change move a stage.
func TestZonesMoveNothing(t *testing.T) {
	zones := []*time.Location{time.UTC, time.FixedZone("far east", 14*3600), time.FixedZone("far west", -12*3600)}
	for _, name := range []string{"Europe/Berlin", "America/New_York", "Australia/Lord_Howe"} {
		if zone, err := time.LoadLocation(name); err == nil { // no tables of zones on this machine: the fixed ones remain
			zones = append(zones, zone)
		}
	}
	eur := relationship.Must(relationship.ParseCurrency("EUR"))
	c := customers(t)
	rapid.Check(t, func(t *rapid.T) {
		here, there := &log{key: ada}, &log{key: ada}
		now := time.Date(2026, 3, 1, 0, 30, 0, 0, time.UTC)
		for range rapid.IntRange(1, 12).Draw(t, "orders") {
			now = now.Add(time.Duration(rapid.IntRange(0, 24*130).Draw(t, "hours")) * time.Hour)
			for _, l := range []*log{here, there} {
				at := now
				if l == there {
					at = now.In(rapid.SampledFrom(zones).Draw(t, "zone"))
				}
				l.add(relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
					ID: l.next(), At: at, Key: l.key, Amount: relationship.Must(relationship.ParseAmount("10", eur)),
				})))
			}
		}
		asOf := now.AddDate(0, rapid.IntRange(0, 12).Draw(t, "months"), 0)
		want, err := c.Path(slices.Values(here.events), asOf)
		got, errThere := c.Path(slices.Values(there.events), asOf.In(zones[len(zones)-1]))
		if err != nil || errThere != nil {
			t.Fatal(err, errThere)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("path (-here +there):\n%s", diff)
		}
	})
}

// moments draws a history of the small life cycle, with events at one instant, on the day of a due move, and far apart.
func moments(t *rapid.T) []moment {
	var all []moment
	var f known
	day := 0
	for i := range rapid.IntRange(0, 20).Draw(t, "events") {
		day += rapid.SampledFrom([]int{0, 0, 1, 9, 10, 11, 29, 30, 31, 100, 130}).Draw(t, "gap")
		kind := rapid.SampledFrom([]signal{buy, buy, praise, trouble, settle, settle, quit, note, note}).Draw(t, "kind")
		if kind == quit && i < 15 {
			kind = note // or most lives would be over soon
		}
		if kind == buy {
			f.lastBuy = on(day)
		}
		f.points = rapid.SampledFrom([]lifecycle.Score{{}, lifecycle.Points(4999), lifecycle.Points(5000)}).Draw(t, "points")
		all = append(all, moment{lifecycle.Event[signal]{Kind: kind, At: on(day)}, f})
	}
	return all
}

// Replay(h1 ++ h2) = Replay(Replay(h1), h2), wherever the cut, through the stored form, and one by one with a tick every day between.
func TestReplayCanBeCutAnywhere(t *testing.T) {
	d := compiled(t)
	rapid.Check(t, func(t *rapid.T) {
		all := moments(t)
		run := func(seed state, before known, part []moment) (state, []record) {
			var records []record
			s, err := d.Replay(seed, before, history(part), func(r record) { records = append(records, r) })
			if err != nil {
				t.Fatal(err)
			}
			return s, records
		}
		want, wantRecords := run(state{}, known{}, all)
		for cut := range len(all) + 1 {
			s, records := run(state{}, known{}, all[:cut])
			var before known
			if cut > 0 {
				before = all[cut-1].facts
			}
			s, rest := run(s, before, all[cut:])
			if diff := cmp.Diff(wantRecords, append(records, rest...)); s != want || diff != "" {
				t.Fatalf("cut at %d: %+v, want %+v; records (-whole +parts):\n%s", cut, s, want, diff)
			}
		}
		var s state
		var f known
		var records []record
		keep := func(r record) { records = append(records, r) }
		now := start
		for _, m := range all {
			for ; !now.After(m.event.At); now = now.AddDate(0, 0, 1) {
				if err := d.Advance(&s, f, now, keep); err != nil {
					t.Fatal(err)
				}
			}
			if err := d.Advance(&s, f, m.event.At, keep); err != nil { // the day before may have moved it to where a move is due at once
				t.Fatal(err)
			}
			next, r, _ := d.Step(s, m.event, m.facts)
			s, f, records = next, m.facts, append(records, r)
		}
		if diff := cmp.Diff(wantRecords, records); s != want || diff != "" {
			t.Fatalf("one by one: %+v, want %+v; records (-whole +single):\n%s", s, want, diff)
		}
	})
}

// One course serves any number of relationships at once.
func TestManyAtOnce(t *testing.T) {
	c := customers(t)
	l := &log{key: ada}
	for _, e := range []func(){
		func() { l.buy(0) }, func() { l.stars(3, 5) }, func() { l.buy(4) }, func() { l.complain(5) }, func() { l.buy(50) }, func() { l.buy(400) },
	} {
		e()
	}
	want, err := c.Path(slices.Values(l.events), on(1000))
	if err != nil || len(want) < 5 {
		t.Fatal(want, err)
	}
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 50 {
				if got, err := c.Path(slices.Values(l.events), on(1000)); err != nil || !slices.Equal(got, want) {
					t.Errorf("path = %v, %v, want %v", got, err, want)
				}
				d := c.Definition()
				if d.Mermaid(lifecycle.DrawOptions[lifecycle.CustomerStage]{}) == "" || len(d.Edges()) == 0 {
					t.Error("no drawing")
				}
			}
		})
	}
	wait.Wait()
}

// Whatever can be read, a course takes or refuses; what it took can be written and read again.
func TestHostileStatesStayStorable(t *testing.T) {
	c, l := customers(t), &log{key: ada}
	order := l.buy(0)
	for _, stage := range lifecycle.CustomerStages() {
		for _, last := range []string{"9999-12-31T23:59:59.9Z", "0001-01-01T00:00:01Z"} {
			var at lifecycle.CustomerStanding
			stored := `{"version":1,"stage":"` + stage.String() + `","since":"0001-01-01T00:00:01Z","last":"` + last +
				`","seq":18446744073709551615,"lifetime":4294967295,"over":true,"peak":"discovery","return":"bonding"}`
			if err := json.Unmarshal([]byte(stored), &at.State); err != nil {
				t.Fatal(err)
			}
			_ = c.Observe(&at, order, nil)
			if err := c.Advance(&at, time.Date(10_500, 1, 1, 0, 0, 0, 0, time.UTC), nil); err != nil {
				t.Fatal(err)
			}
			written, err := json.Marshal(at)
			if err != nil {
				t.Fatal(err)
			}
			var read lifecycle.CustomerStanding
			if err := json.Unmarshal(written, &read); err != nil || read != at {
				t.Errorf("%s: read %+v, %v, want %+v", written, read, err, at)
			}
		}
	}
}
