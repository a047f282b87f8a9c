package lifecycle_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// way is the stages of one relationship, and when each was entered.
type way struct {
	stages []lifecycle.CustomerStage
	since  []time.Time
}

// steps returns the moves of a way, and the state after them.
func (w way) steps() (end lifecycle.State[lifecycle.CustomerStage], path []lifecycle.CustomerStep) {
	for i := 1; i < len(w.stages); i++ {
		path = append(path, lifecycle.CustomerStep{
			Seq: uint64(i), At: w.since[i], From: w.stages[i-1], To: w.stages[i], Outcome: lifecycle.Moved, Dwell: w.since[i].Sub(w.since[i-1]),
		})
	}
	if n := len(w.stages); n > 0 {
		end = lifecycle.State[lifecycle.CustomerStage]{
			Stage: w.stages[n-1], Since: w.since[n-1], Last: w.since[n-1], Lifetime: 1, Seq: uint64(n - 1), Return: lifecycle.CustomerPurchase,
		}
	}
	return end, path
}

// tallied adds ways up.
func tallied(t fataler, over lifecycle.TallyWindow, ways ...way) *lifecycle.CustomerTally {
	t.Helper()
	c, err := lifecycle.Customer(lifecycle.CustomerPolicy{})
	if err != nil {
		t.Fatal(err)
	}
	var tally lifecycle.CustomerTally
	for _, w := range ways {
		end, path := w.steps()
		if err := c.Definition().Tally(&tally, over, end, path); err != nil {
			t.Fatal(err)
		}
	}
	return &tally
}

// fataler is a *testing.T, *testing.B or *rapid.T.
type fataler interface {
	Helper()
	Fatal(args ...any)
}

// dayOf is the date of a day, counted from start.
func dayOf(day int) relationship.Date { return relationship.DateOf(on(day)) }

// windows draws windows of up to two years from some day around start on, with periods of all kinds.
func windows(t *rapid.T) lifecycle.TallyWindow {
	from := rapid.SampledFrom([]int{-40, -5, -4, 0, 1, 26, 300}).Draw(t, "from")
	return relationship.Must(lifecycle.NewTallyWindow(lifecycle.TallyConfig{
		From: dayOf(from), Until: dayOf(from + rapid.SampledFrom([]int{1, 2, 7, 31, 365, 700}).Draw(t, "until")),
		Period: relationship.Must(relationship.ParsePeriod(rapid.SampledFrom([]string{"1m", "1d", "1w", "3m", "1y", "1m10d"}).Draw(t, "period"))),
		Anchor: dayOf(from - rapid.SampledFrom([]int{0, 0, 1, 5, 400}).Draw(t, "anchor")),
	}))
}

// walks draws ways of one relationship: none, without a move, or with many, at midnight and beside it, several at one instant, and over
// many periods.
func walks(t *rapid.T) way {
	var w way
	n := rapid.SampledFrom([]int{0, 1, 1, 2, 5, 20}).Draw(t, "stays")
	at := on(rapid.IntRange(-60, 60).Draw(t, "day")).Add(rapid.SampledFrom([]time.Duration{0, 0, 1, -1, 12 * time.Hour}).Draw(t, "time"))
	stages := lifecycle.CustomerStages()
	stage := lifecycle.CustomerStage(0)
	for range n {
		next := rapid.SampledFrom(stages).Draw(t, "stage")
		if next == stage {
			next = stage%lifecycle.CustomerStage(len(stages)) + 1
		}
		w.stages, w.since, stage = append(w.stages, next), append(w.since, at), next
		at = at.Add(rapid.SampledFrom([]time.Duration{
			0, 0, 1, time.Hour, 12 * time.Hour, days(1) - 1, days(1), days(1) + 1, days(7), days(30), days(31), days(200),
		}).Draw(t, "stay"))
		if rapid.IntRange(0, 3).Draw(t, "midnight") == 0 {
			at = at.Add(days(1) - 1).Truncate(days(1))
		}
	}
	return w
}

// The generators draw what makes a difference: nothing at all, what began unseen, ended and running stays, stays of no day, periods that
// were stayed in and such that were not.
func TestWalksReachTheEdges(t *testing.T) {
	reached := map[string]bool{}
	note := func(what string, ok bool) { reached[what] = reached[what] || ok }
	for i := range 600 {
		tally := rapid.Custom(func(t *rapid.T) *lifecycle.CustomerTally { return tallied(t, windows(t), walks(t)) }).Example(i)
		note("nothing", tally.IsZero())
		note("no period", tally.Periods().IsZero() && !tally.Stays().IsZero())
		stays := tally.Stays()
		for _, s := range stays.States() {
			ended, running := stays.N(s)
			note("ended", ended > 0)
			note("running", running > 0)
			note("stayed", tally.Periods().N(s, s) > 0)
			note("moved", tally.Periods().Row(s) > tally.Periods().N(s, s))
			points := stays.Survival(s)
			note("late", len(points) > 0 && points[0].AtRisk < ended+running)
			note("no day", len(points) > 0 && points[0].Days == 0)
		}
	}
	for _, what := range []string{"nothing", "no period", "ended", "running", "stayed", "moved", "late", "no day"} {
		if !reached[what] {
			t.Errorf("%s is never drawn", what)
		}
	}
}
