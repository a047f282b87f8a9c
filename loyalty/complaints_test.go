package loyalty_test

import (
	"math"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// By hand: two of four resolved, in 2 and 4 days, of severities 0.2 and 0.8 with recoveries 1 and 0.5; two wait for 5 and 10 days.
func TestGoldenComplaintsHandled(t *testing.T) {
	complain := func(id string, days int, by relationship.Actor) relationship.Complaint {
		return must(relationship.NewComplaint(relationship.ComplaintConfig{
			ID: relationship.EventID(id), At: noon.AddDate(0, 0, -days), Key: key(), Actor: by, Severity: 0.5,
		}))
	}
	resolve := func(id string, made, took int, severity, recovery float64, verdict relationship.Verdict) relationship.Resolution {
		return must(relationship.NewResolution(relationship.ResolutionConfig{
			ID: relationship.EventID("r" + id), At: noon.AddDate(0, 0, took-made), Key: key(), Actor: us, Complaint: relationship.EventID(id),
			ComplainedAt: noon.AddDate(0, 0, -made), Severity: severity, Recovery: recovery, Verdict: verdict,
		}))
	}
	b := resolve("b", 20, 4, 0.8, 0.5, relationship.VerdictDissatisfied)
	events := []relationship.Event{
		resolve("a", 20, 2, 0.2, 1, relationship.VerdictSatisfied), complain("a", 20, them), // the resolution comes first
		&b, complain("c", 5, them), complain("d", 10, them), complain("d", 10, them), // told twice
		complain("e", 5, us), complain("f", 400, them), // ours, and before the window
		resolve("c", 5, 6, 1, 1, relationship.VerdictSatisfied),        // after it
		resolve("g", 400, 390, 1, 1, relationship.VerdictSatisfied), b, // made before it, and told twice
		contacted(relationship.PurposeService, false, us),
	}
	for range 2 {
		r, err := loyalty.ComplaintsHandled(seqOf(events), them, noon.AddDate(-1, 0, 0), noon)
		if err != nil || r.Resolved != (loyalty.Share{Hits: 2, Of: 4}) || r.Open() != 2 || r.Satisfied != (loyalty.Share{Hits: 1, Of: 2}) {
			t.Errorf("%+v, %v", r, err)
		}
		recovered, ok := r.Recovered()
		median, known := r.Handling.Median()
		if !near(recovered, 0.6) || !ok || median != 4*loyalty.Day || !known || r.Handling.Within(7*loyalty.Day) != (loyalty.Share{Hits: 2, Of: 3}) {
			t.Errorf("recovered %v, median %v, %v within a week", recovered, median, r.Handling.Within(7*loyalty.Day))
		}
		slices.Reverse(events)
	}
	for _, r := range []loyalty.ComplaintRecord{{}, {Severity: -1}, {Severity: math.Inf(1), MadeGood: math.Inf(1)}, {Severity: 1, MadeGood: math.NaN()}, {Severity: 1, MadeGood: 2}} {
		if v, ok := r.Recovered(); v != 0 || ok {
			t.Errorf("of %+v %v is recovered", r, v)
		}
	}
}

// A complaint that was resolved twice was resolved the first time, in whichever order that is told.
func TestComplaintResolvedTwice(t *testing.T) {
	resolve := func(id string, days int, recovery float64, verdict relationship.Verdict) relationship.Event {
		return must(relationship.NewResolution(relationship.ResolutionConfig{
			ID: relationship.EventID(id), At: due.AddDate(0, 0, days), Key: key(), Actor: us, Complaint: "case", ComplainedAt: due, Severity: 0.5,
			Recovery: recovery, Verdict: verdict,
		}))
	}
	events := []relationship.Event{
		resolve("b", 2, 0.25, relationship.VerdictSatisfied), resolve("c", 2, 0.5, relationship.VerdictDissatisfied), resolve("a", 4, 1, relationship.VerdictUnknown),
	}
	for range 2 {
		r := must(loyalty.ComplaintsHandled(seqOf(events), them, due.AddDate(0, 0, -1), due.AddDate(1, 0, 0)))
		recovered, ok := r.Recovered()
		if one := (loyalty.Share{Hits: 1, Of: 1}); r.Resolved != one || r.Satisfied != one || recovered != 0.25 || !ok || r.Handling.Within(2*loyalty.Day) != one {
			t.Errorf("%+v", r)
		}
		slices.Reverse(events)
	}
}

func TestComplaintsHandledLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var events []relationship.Event
		n := rapid.SampledFrom([]int{0, 1, 5, 20}).Draw(t, "n")
		for i := range n {
			made := genWhen().Draw(t, "made")
			id := relationship.EventID(strconv.Itoa(i))
			events = append(events, must(relationship.NewComplaint(relationship.ComplaintConfig{ID: id, At: made, Key: key(), Actor: them, Severity: 0.5})))
			if rapid.Bool().Draw(t, "resolved") {
				events = append(events, must(relationship.NewResolution(relationship.ResolutionConfig{
					ID: "r" + id, At: made.Add(time.Duration(genSpan().Draw(t, "took"))), Key: key(), Actor: us, Complaint: id, ComplainedAt: made, Severity: 0.5,
				})))
			}
		}
		read := func(all []relationship.Event) loyalty.ComplaintRecord {
			return must(loyalty.ComplaintsHandled(seqOf(all), them, base.AddDate(0, 0, -1), later()))
		}
		before := read(events)
		if before.Resolved.Of != n || before.Handling.Done.N() != before.Resolved.Hits || before.Handling.Waiting.N() != before.Open() {
			t.Fatalf("%+v of %d", before, n)
		}
		made := genWhen().Draw(t, "another")
		more := append(slices.Clone(events), must(relationship.NewComplaint(relationship.ComplaintConfig{ID: "x", At: made, Key: key(), Actor: them, Severity: 1})))
		open := read(more)
		closed := read(append(more, must(relationship.NewResolution(relationship.ResolutionConfig{
			ID: "rx", At: made.Add(time.Hour), Key: key(), Actor: us, Complaint: "x", ComplainedAt: made, Severity: 1,
		}))))
		limit := genSpan().Draw(t, "limit")
		value := func(s loyalty.Share) float64 { v, _ := s.Value(); return v }
		if value(open.Resolved) > value(before.Resolved) || value(closed.Resolved) < value(open.Resolved) ||
			value(open.Handling.Within(limit)) > value(before.Handling.Within(limit)) {
			t.Fatalf("%+v; with one more %+v; when that is resolved %+v", before, open, closed)
		}
	})
}
