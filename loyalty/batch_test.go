package loyalty_test

import (
	"errors"
	"iter"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// TestBatchGoesOnAfterAnError: the row is told, and those after it are scored.
func TestBatchGoesOnAfterAnError(t *testing.T) {
	model, state, asOf := worked(t)
	var late loyalty.State
	if err := model.ObserveEvidence(&late, loyalty.Trust, must(loyalty.For(1)), asOf.Add(1)); err != nil {
		t.Fatal(err)
	}
	var open relationship.Open
	if err := open.Observe(asked(relationship.ByTo)); err != nil {
		t.Fatal(err)
	}
	rows := []loyalty.Situation{{State: state}, {State: late}, {}, {State: state, Open: &open}}
	var points []int
	for i, r := range loyalty.Batch(model, slices.All(rows), asOf) {
		if i != len(points) || (r.Err != nil) != (i == 1) || i == 1 && !errors.Is(r.Err, loyalty.ErrAsOfBeforeState) {
			t.Errorf("row %d: %v", i, r.Err)
		}
		points = append(points, r.Result.Points)
	}
	if want := []int{5516, 0, 5000}; !slices.Equal(points[:3], want) || points[3] >= 5516 {
		t.Errorf("points %v, want %v and less than 5516", points, want)
	}
	for _, r := range loyalty.Batch(model, slices.All(rows), time.Time{}) {
		if !errors.Is(r.Err, loyalty.ErrInvalid) || r.Result.Points != 0 {
			t.Errorf("without an instant: %+v", r)
		}
	}
}

// TestBatchStops: a row is read when its reading is asked for, and none after the last.
func TestBatchStops(t *testing.T) {
	model, state, asOf := worked(t)
	read := 0
	var rows iter.Seq2[string, loyalty.Situation] = func(yield func(string, loyalty.Situation) bool) {
		for _, id := range []string{"a", "b", "c"} {
			if read++; !yield(id, loyalty.Situation{State: state}) {
				return
			}
		}
	}
	batch := loyalty.Batch(model, rows, asOf)
	if read != 0 {
		t.Errorf("%d rows were read before they were asked for", read)
	}
	for id := range batch {
		if id == "b" {
			break
		}
	}
	if read != 2 {
		t.Errorf("%d rows were read, want 2", read)
	}
}

// TestBatchIsOneByOne: to the bit, in any order of rows and any division of them.
func TestBatchIsOneByOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		card := genCard().Draw(t, "card")
		if rapid.Bool().Draw(t, "requires") {
			card.Factors[1].Missing, card.Factors[1].Neutral = loyalty.MissingRequire, 0
		}
		model := compiled(t, card)
		rows := make([]loyalty.Situation, rapid.SampledFrom([]int{0, 1, 7}).Draw(t, "rows"))
		for i := range rows {
			rows[i].State = fold(t, model, genObservations().Draw(t, "history"))
		}
		asOf := genWhen().Draw(t, "as-of") // often before a state
		order := map[int]loyalty.Situation{}
		for i, row := range rows {
			order[i] = row
		}
		seen := 0
		for i, got := range loyalty.Batch(model, maps.All(order), asOf) {
			want, err := model.Score(rows[i].State, nil, asOf)
			if (err == nil) != (got.Err == nil) || err != nil && err.Error() != got.Err.Error() {
				t.Fatalf("row %d: %v, want %v", i, got.Err, err)
			}
			if string(must(want.MarshalJSON())) != string(must(got.Result.MarshalJSON())) || want.Score != got.Result.Score || err == nil && want.Interval() != got.Result.Interval() {
				t.Fatalf("row %d: %+v, want %+v", i, got.Result, want)
			}
			seen++
		}
		if seen != len(rows) {
			t.Fatalf("%d readings of %d rows", seen, len(rows))
		}
	})
}

// BenchmarkBatch scores a million relationships of different evidence.
func BenchmarkBatch(b *testing.B) {
	b.ReportAllocs()
	model, state, asOf := worked(b)
	const million = 1_000_000
	states := make([]loyalty.Situation, 1000)
	for i := range states {
		states[i].State = state
		if err := model.ObserveEvidence(&states[i].State, factors()[i%5], must(loyalty.Graded(float64(i)/1000, 1)), asOf.Add(-time.Duration(i)*time.Hour)); err != nil {
			b.Fatal(err)
		}
	}
	rows := func(yield func(int, loyalty.Situation) bool) {
		for i := range million {
			if !yield(i, states[i%1000]) {
				return
			}
		}
	}
	for b.Loop() {
		for _, r := range loyalty.Batch(model, rows, asOf.Add(time.Hour)) {
			if r.Err != nil {
				b.Fatal(r.Err)
			}
			sink += r.Result.Score
		}
	}
}
