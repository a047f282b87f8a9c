package loyalty_test

import (
	"encoding/json"
	"math"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

var sink float64

// hours are instants that go forward for a day and then back: every update but one in a day fades something.
func hours() (all [24]time.Time) {
	for i := range all {
		all[i] = base.Add(time.Duration(i) * time.Hour)
	}
	return all
}

func BenchmarkEvidenceAdd(b *testing.B) {
	b.ReportAllocs()
	var e loyalty.Evidence
	item, when, half := must(loyalty.Graded(0.9, 1)), hours(), loyalty.Days(180)
	i := 0
	for b.Loop() {
		if err := e.Add(item, when[i%24], half); err != nil {
			b.Fatal(err)
		}
		i++
	}
	sink += e.For()
}

// BenchmarkEvidenceFloor is what an update cannot do without: one power of two and two products.
func BenchmarkEvidenceFloor(b *testing.B) {
	r, s, age := 0.0, 0.0, 3600.0
	for b.Loop() {
		k := math.Exp2(-age / 1.5552e7)
		r, s = r*k+0.9, s*k+0.1
		age++
	}
	sink += r + s
}

func BenchmarkObserve(b *testing.B) {
	b.ReportAllocs()
	model := compiled(b, loyalty.DefaultCustomerCard())
	events := []relationship.Event{
		rating(relationship.AspectPrice, relationship.ByTo), replied(relationship.ChannelChat, relationship.ByFrom),
		closed(relationship.OutcomeKept, 1, relationship.ByFrom), resolved(relationship.ByFrom),
	}
	var s loyalty.State
	i := 0
	for b.Loop() {
		if err := model.Observe(&s, events[i&3]); err != nil {
			b.Fatal(err)
		}
		i++
	}
}

func BenchmarkMerge(b *testing.B) {
	b.ReportAllocs()
	model, state, _ := worked(b)
	for b.Loop() {
		s := state
		if err := model.Merge(&s, state); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkScore(b *testing.B) {
	b.ReportAllocs()
	model, state, asOf := worked(b)
	asOf = asOf.Add(time.Hour)
	for b.Loop() {
		r, err := model.Score(state, nil, asOf)
		if err != nil {
			b.Fatal(err)
		}
		sink += r.Score
	}
}

// BenchmarkScoreFloor is what a score of five factors cannot do without: five powers of two and five divisions.
func BenchmarkScoreFloor(b *testing.B) {
	b.ReportAllocs()
	sum := 0.0
	for b.Loop() {
		for i := range 5 {
			x := math.Exp2(-float64(i) / 7)
			sum += x / (x + 2)
		}
	}
	sink += sum
}

// BenchmarkScoreLines is a score and what explains it.
func BenchmarkScoreLines(b *testing.B) {
	b.ReportAllocs()
	model, state, asOf := worked(b)
	asOf = asOf.Add(time.Hour)
	for b.Loop() {
		r, err := model.Score(state, nil, asOf)
		if err != nil {
			b.Fatal(err)
		}
		sink += float64(len(r.Lines()))
	}
}

func BenchmarkScoreWithOpen(b *testing.B) {
	b.ReportAllocs()
	model, state, asOf := worked(b)
	var open relationship.Open
	for _, id := range []relationship.EventID{"q1", "q2", "q3"} {
		if err := open.Observe(must(relationship.NewRequest(relationship.RequestConfig{
			ID: id, At: due, Key: key(), Actor: relationship.ByTo, Channel: relationship.ChannelEmail, Purpose: relationship.PurposeOffer,
		}))); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		r, err := model.Score(state, &open, asOf)
		if err != nil {
			b.Fatal(err)
		}
		sink += r.Score
	}
}

func BenchmarkInterval(b *testing.B) {
	b.ReportAllocs()
	model, state, asOf := worked(b)
	r := must(model.Score(state, nil, asOf))
	for b.Loop() {
		sink += float64(r.Interval().Low)
	}
}

func BenchmarkExchanged(b *testing.B) {
	b.ReportAllocs()
	benefit, cost := euros("130"), euros("100")
	for b.Loop() {
		sink += must(loyalty.Exchanged(benefit, cost)).For()
	}
}

func BenchmarkCompile(b *testing.B) {
	b.ReportAllocs()
	card := loyalty.DefaultCustomerCard()
	for b.Loop() {
		compiled(b, card)
	}
}

func BenchmarkStateBinary(b *testing.B) {
	b.ReportAllocs()
	_, state, _ := worked(b)
	data := must(state.MarshalBinary())
	for b.Loop() {
		if err := state.UnmarshalBinary(data); err != nil {
			b.Fatal(err)
		}
		data = must(state.AppendBinary(data[:0]))
	}
}

func BenchmarkStateJSON(b *testing.B) {
	b.ReportAllocs()
	_, state, _ := worked(b)
	for b.Loop() {
		if err := json.Unmarshal(must(json.Marshal(state)), &state); err != nil {
			b.Fatal(err)
		}
	}
}

// TestAllocations: taking evidence in allocates nothing, a score its list of lines and nothing else.
func TestAllocations(t *testing.T) {
	model, state, asOf := worked(t)
	event := rating(relationship.AspectPrice, relationship.ByTo)
	item := must(loyalty.For(1))
	var e loyalty.Evidence
	for _, c := range []struct {
		name string
		want float64
		run  func()
	}{
		{"Evidence.Add", 0, func() { _ = e.Add(item, asOf, loyalty.NoDecay) }},
		{"Observe", 0, func() { _ = model.Observe(&state, event) }},
		{"ObserveEvidence", 0, func() { _ = model.ObserveEvidence(&state, loyalty.Trust, item, asOf) }},
		{"Merge", 0, func() { _ = model.Merge(&state, loyalty.State{}) }},
		{"Score", 0, func() { r, _ := model.Score(state, nil, asOf); sink += r.Score }},
	} {
		if got := testing.AllocsPerRun(20, c.run); got != c.want {
			t.Errorf("%s: %v allocations, want %v", c.name, got, c.want)
		}
	}
}
