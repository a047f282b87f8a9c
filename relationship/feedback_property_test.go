package relationship_test

import (
	"encoding/json"
	"math"
	"math/big"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// genFeedback draws complaints with up to two ends each, of few topics and parties.
func genFeedback() *rapid.Generator[[]relationship.Event] {
	return rapid.Custom(func(t *rapid.T) []relationship.Event {
		var events []relationship.Event
		for i := range rapid.IntRange(0, 8).Draw(t, "complaints") {
			id := relationship.EventID(rune('a' + i))
			days := rapid.Float64Range(0, 100).Draw(t, "days")
			c := fbComplaint("x-"+id, relationship.PartyID(rapid.SampledFrom([]string{"ada", "bob"}).Draw(t, "of")), rapid.SampledFrom([]string{"", "late", "price"}).Draw(t, "topic"),
				rapid.SampledFrom([]float64{0.1, 0.5, 1}).Draw(t, "severity"), days)
			if rapid.IntRange(0, 9).Draw(t, "known") > 0 {
				events = append(events, c)
			}
			for j := range rapid.IntRange(0, 2).Draw(t, "ends") {
				events = append(events, fbEnd("y-"+id+relationship.EventID(rune('a'+j)), c, days+rapid.Float64Range(0, 40).Draw(t, "took")))
			}
		}
		return events
	})
}

// fbText is the stored form.
func fbText(t interface{ Fatal(...any) }, f *relationship.Feedback) string {
	text, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestFeedbackOrder: in any order, with repetitions, in any split that is merged or stored in between, the same is known to the byte, and
// what was merged is left as it was.
func TestFeedbackOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := genFeedback().Draw(t, "events")
		want := fbText(t, fbOf(t, events...))
		parts := []*relationship.Feedback{new(relationship.Feedback), new(relationship.Feedback), new(relationship.Feedback)}
		again := rapid.SliceOfN(rapid.SampledFrom(append(slices.Clone(events), bought("2026-01-01", "1.00 EUR"))), 0, 3).Draw(t, "again")
		for _, e := range rapid.Permutation(slices.Concat(events, again)).Draw(t, "order") {
			if err := rapid.SampledFrom(parts).Draw(t, "part").Observe(e); err != nil {
				t.Fatal(err)
			}
		}
		merge := func(of ...*relationship.Feedback) *relationship.Feedback {
			sum := new(relationship.Feedback)
			for _, f := range of {
				text := fbText(t, f)
				if err := sum.Merge(f); err != nil || fbText(t, f) != text {
					t.Fatalf("%v, and %s became %s", err, text, fbText(t, f))
				}
			}
			return sum
		}
		a, b, c := parts[0], parts[1], parts[2]
		var stored relationship.Feedback
		if err := json.Unmarshal([]byte(fbText(t, b)), &stored); err != nil || !stored.Equal(b) {
			t.Fatalf("%s is read as %s, %v", fbText(t, b), fbText(t, &stored), err)
		}
		for name, sum := range map[string]*relationship.Feedback{
			"one after the other": merge(a, &stored, c), "the other way": merge(c, b, a), "the last two first": merge(a, merge(b, c)),
			"with nothing and again": merge(a, nil, b, a, c, new(relationship.Feedback)),
		} {
			if got := fbText(t, sum); got != want {
				t.Fatalf("%s: %s, want %s", name, got, want)
			}
		}
	})
}

// TestTopicsBySearch: reports are those of a search through all events for each topic, at any instant, and their order is that of the exact
// fractions Value·Slow.
func TestTopicsBySearch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := genFeedback().Draw(t, "events")
		asOf := fbDay(rapid.Float64Range(-1, 150).Draw(t, "as-of"))
		p := relationship.FeedbackPolicy{FastDays: rapid.IntRange(1, 20).Draw(t, "fast"), SlowDays: rapid.IntRange(21, 90).Draw(t, "slow"), TargetDays: rapid.IntRange(0, 20).Draw(t, "target")}
		worth := func(k relationship.Key) relationship.Money {
			return map[relationship.PartyID]relationship.Money{"ada": money("0.30 EUR"), "bob": money("0.10 EUR")}[k.To]
		}
		got, err := fbOf(t, rapid.Permutation(events).Draw(t, "order")...).Topics(asOf, p, worth)
		if err != nil {
			t.Fatal(err)
		}
		want := slowTopics(events, asOf, p, worth)
		if len(got) != len(want) {
			t.Fatalf("%d topics of %d", len(got), len(want))
		}
		last := new(big.Rat)
		for i, r := range got {
			if diff := cmp.Diff(want[r.Topic], r, cmpopts.EquateApprox(1e-12, 0)); diff != "" {
				t.Fatalf("(-want +got):\n%s", diff)
			}
			rank := new(big.Rat).Mul(new(big.Rat).SetFloat64(r.Slow), r.Value.Decimal().Rat())
			if i > 0 && (rank.Cmp(last) > 0 || rank.Cmp(last) == 0 && got[i-1].Topic >= r.Topic) {
				t.Fatalf("%+v before %+v", got[i-1], r)
			}
			last = rank
			if trend := r.Trend(p); !(trend >= 0 && trend <= float64(p.SlowDays)/float64(p.FastDays)*(1+1e-12)) {
				t.Fatalf("trend %v", trend)
			}
		}
	})
}

// slowTopics is Topics by search, without an order.
func slowTopics(events []relationship.Event, asOf time.Time, p relationship.FeedbackPolicy, worth func(relationship.Key) relationship.Money) map[string]relationship.TopicReport {
	target := p.TargetDays
	if target == 0 {
		target = 14
	}
	reports := map[string]relationship.TopicReport{}
	took := map[string][]float64{}
	heard := map[string]map[relationship.Key]bool{}
	for _, e := range events {
		c, is := e.(relationship.Complaint)
		if !is || c.At().After(asOf) {
			continue
		}
		r := reports[c.Topic()]
		if r.Topic = c.Topic(); heard[r.Topic] == nil {
			heard[r.Topic] = map[relationship.Key]bool{}
		}
		if !heard[r.Topic][c.Key()] {
			heard[r.Topic][c.Key()] = true
			r.Parties++
			r.Value = relationship.Must(r.Value.Add(worth(c.Key())))
		}
		age := asOf.Sub(c.At()).Hours() / 24
		r.N, r.Opened = r.N+1, r.Opened+1
		r.Fast += c.Severity() * math.Pow(0.5, age/float64(p.FastDays))
		r.Slow += c.Severity() * math.Pow(0.5, age/float64(p.SlowDays))
		least := math.Inf(1)
		for _, o := range events {
			if end, is := o.(relationship.Resolution); is && end.Complaint() == c.ID() && !end.At().After(asOf) {
				least = min(least, float64(end.At().Sub(c.At())))
			}
		}
		switch within := float64(target) * 24 * float64(time.Hour); {
		case !math.IsInf(least, 1):
			r.Closed++
			if took[r.Topic] = append(took[r.Topic], least); least <= within {
				r.InTime++
			}
		case float64(asOf.Sub(c.At())) > within:
			r.Late++
		}
		reports[r.Topic] = r
	}
	for topic, all := range took {
		slices.Sort(all)
		r := reports[topic]
		r.MedianToClose = time.Duration(math.Floor((all[len(all)/2] + all[(len(all)-1)/2]) / 2))
		reports[topic] = r
	}
	return reports
}
