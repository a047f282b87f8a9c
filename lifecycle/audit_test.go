package lifecycle_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
)

// A table is a published life cycle as text, one row to a line: stages | event | condition | where it leads. The rows of one cell are
// tried as they stand. What the words mean is written down a second time, apart from the definitions.
type table struct {
	rows []row
	// guards are the conditions by their text, spans the times, and since from when each of the instants in them counts.
	guards map[string]func(lifecycle.Facts) bool
	spans  map[string]int
	since  map[string]func(lifecycle.Facts) time.Time
}

// row is one line.
type row struct {
	from, on, guard, to string
}

// in reports whether the row is for a stage, and matches reports whether it is for a cell.
func (r row) in(stage string) bool {
	return r.from == "every state but closed" && stage != "closed" || strings.Contains(", "+r.from+",", ", "+stage+",")
}

func (r row) matches(stage, event string) bool { return r.on == event && r.in(stage) }

// tabulate reads a table.
func tabulate(text string) []row {
	var rows []row
	words := strings.NewReplacer("WinBackStarted", "win-back-started", "WinBack", "win-back", "PromiseBroken", "promise-broken")
	for line := range strings.Lines(strings.TrimSpace(text)) {
		cells := strings.Split(strings.TrimSpace(line), " | ")
		low := func(i int) string { return strings.ToLower(words.Replace(cells[i])) }
		rows = append(rows, row{low(0), low(1), cells[2], low(3)})
	}
	return rows
}

// step returns where an event leads by the table, and how.
func (t table) step(stage, back, event string, f lifecycle.Facts, command bool) (string, lifecycle.Outcome) {
	for _, r := range t.rows {
		if !r.matches(stage, event) || r.guard != "-" && !t.guards[r.guard](f) {
			continue
		}
		to := strings.NewReplacer("return", back, "same", stage).Replace(r.to)
		if to == stage {
			return to, lifecycle.Stayed
		}
		return to, lifecycle.Moved
	}
	if command {
		return stage, lifecycle.Rejected
	}
	return stage, lifecycle.Ignored
}

// due returns the first move by time alone, where the stage was entered at since and last stepped in at last.
func (t table) due(stage string, since, last time.Time, f lifecycle.Facts) (to string, at time.Time) {
	for _, r := range t.rows {
		if !r.matches(stage, "tick") {
			continue
		}
		anchor, span, _ := strings.Cut(r.guard, ">=")
		from := since
		if anchor != "inState" {
			if from = t.since[anchor](f); from.IsZero() {
				continue
			}
		}
		due := from.Add(days(t.spans[span]))
		if due.Before(last) {
			due = last
		}
		if to == "" || due.Before(at) {
			to, at = r.to, due
		}
	}
	return to, at
}

// audit holds a definition against its table: in every cell, and at every stage for time alone.
func audit[S, E lifecycle.Label](
	t *testing.T, text table, d *lifecycle.Definition[S, E, *lifecycle.Facts], events []E, back []S, commands string, facts func(*rapid.T) lifecycle.Facts,
) {
	t.Helper()
	rapid.Check(t, func(t *rapid.T) {
		f := facts(t)
		s := lifecycle.State[S]{Return: rapid.SampledFrom(back).Draw(t, "return"), Lifetime: 1, Since: on(0), Last: on(0)}
		for _, stage := range d.Stages() {
			s.Stage = stage
			for _, e := range events[:len(events)-1] { // the last is the tick
				command := strings.Contains(commands, e.String())
				f.LastSeen = on(0).Add(time.Hour)
				want, outcome := text.step(stage.String(), s.Return.String(), e.String(), f, command)
				next, record, err := d.Step(s, lifecycle.Event[E]{Kind: e, At: f.LastSeen}, &f)
				if next.Stage.String() != want || record.Outcome != outcome || (err != nil) != (outcome == lifecycle.Rejected) {
					t.Fatalf("%v on %v: %v %v, %v, want %v %s; facts %+v", stage, e, record.Outcome, next.Stage, err, outcome, want, f)
				}
			}
		}
		ago := func(name string) time.Time { return on(-rapid.SampledFrom(gaps).Draw(t, name)) }
		s.Since, f.FirstSeen = ago("since"), on(-1000)
		for _, at := range []*time.Time{&f.LastOwn, &f.LastHeard, &f.LastReferral} {
			*at = rapid.SampledFrom([]time.Time{{}, ago("ago")}).Draw(t, "instant")
		}
		for _, stage := range d.Stages() {
			s.Stage = stage
			want, at := text.due(stage.String(), s.Since, s.Last, f)
			record, waits := d.NextDue(s, &f)
			if waits != (want != "") || waits && (record.To.String() != want || !record.At.Equal(at)) {
				t.Fatalf("%v: due %v, %v, want %s at %v; state %+v, facts %+v", stage, record, waits, want, at, s, f)
			}
		}
	})
	// Every row is a rule of each of its stages, and there are no others.
	edges := 0
	for _, r := range text.rows {
		for _, s := range d.Stages() {
			if r.in(s.String()) {
				edges++
			}
		}
	}
	if got := len(d.Edges()); got != edges {
		t.Errorf("%d edges, and the table has %d", got, edges)
	}
}

// gaps are days on either side of every span.
var gaps = []int{0, 29, 30, 31, 59, 60, 61, 89, 90, 91, 119, 120, 121, 179, 180, 181, 239, 240, 241, 364, 365, 366}

// anyFacts draws facts on which every guard turns, all of whose instants are recent.
func anyFacts(t *rapid.T) lifecycle.Facts {
	n := func(name string) uint32 { return rapid.SampledFrom([]uint32{0, 1, 2, 4, 5, 6}).Draw(t, name) }
	score := func(name string) lifecycle.Score {
		return rapid.SampledFrom([]lifecycle.Score{
			{}, {Points: 9999}, lifecycle.Points(0), lifecycle.Points(2500), lifecycle.Points(2501), lifecycle.Points(3999), lifecycle.Points(4000),
			lifecycle.Points(4999), lifecycle.Points(5000), lifecycle.Points(5499), lifecycle.Points(5500), lifecycle.Points(5999), lifecycle.Points(6000),
			lifecycle.Points(6001), lifecycle.Points(6999), lifecycle.Points(7000), lifecycle.Points(7499), lifecycle.Points(7500), lifecycle.Points(7999),
			lifecycle.Points(8000), lifecycle.Points(8999), lifecycle.Points(9000), lifecycle.Points(10_000), lifecycle.Points(10_000),
		}).Draw(t, name)
	}
	return lifecycle.Facts{
		FirstSeen: on(-1), LastOwn: on(0), LastReferral: on(0), LastHeard: rapid.SampledFrom([]time.Time{{}, on(0), on(-179), on(-180).Add(time.Hour), on(-180)}).Draw(t, "heard"),
		Purchases: n("purchases"), Returns: n("returns"), Deliveries: n("deliveries"), OpenComplaints: n("complaints") / 3, OpenDisputes: n("disputes") / 3,
		Reached: rapid.Bool().Draw(t, "reached"), PaysBack: rapid.Bool().Draw(t, "pays back"), Consents: lifecycle.Consents(n("consents") &^ 1),
		Voice:        rapid.SampledFrom(append(lifecycle.Voices(), 0)).Draw(t, "voice"),
		Satisfaction: score("satisfaction"), Recommendation: score("recommendation"), BrokenStake: rapid.SampledFrom([]float64{0, 0.5, 1, 2}).Draw(t, "stake"),
		Trust: score("trust"), Value: score("value"), Communication: score("communication"), Bond: score("bond"), Commitment: score("commitment"),
		Keeping: score("keeping"),
	}
}

// contentWord and discontentWord say what the last word of the buyer was: a rating speaks until a complaint or a dispute, and then the
// verdict on it, or a new rating, does.
func contentWord(f lifecycle.Facts) bool {
	return f.Voice == lifecycle.VoiceSatisfied || f.Voice == lifecycle.VoiceSatisfaction && atLeast(f.Satisfaction, 7500) ||
		f.Voice == lifecycle.VoiceRecommendation && atLeast(f.Recommendation, 7000)
}

func discontentWord(f lifecycle.Facts) bool {
	return f.Voice == lifecycle.VoiceDissatisfied || f.Voice == lifecycle.VoiceSatisfaction && under(f.Satisfaction, 2501) ||
		f.Voice == lifecycle.VoiceRecommendation && under(f.Recommendation, 6001)
}

// atLeast and under are false of what is unknown.
func atLeast(s lifecycle.Score, n uint16) bool { return s.Known && s.Points >= n }
func under(s lifecycle.Score, n uint16) bool   { return s.Known && s.Points < n }

// approachable is what every attempt to win back needs.
func approachable(f lifecycle.Facts) bool { return f.Consents > 0 && f.PaysBack }
