package survey_test

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"

	"github.com/rapport-go/rapport/loyalty/survey"
	"pgregory.net/rapid"
)

// readable fails unless what was decoded is written, read and estimated.
func readable(t *testing.T, name string, s stored, fresh func() stored) {
	t.Helper()
	fromText, fromBytes := fresh(), fresh()
	text, data := must(s.MarshalJSON()), must(s.MarshalBinary())
	if err := fromText.UnmarshalJSON(text); err != nil || !bytes.Equal(must(fromText.MarshalBinary()), data) {
		t.Fatalf("%s: %s comes back otherwise: %v", name, text, err)
	}
	if err := fromBytes.UnmarshalBinary(data); err != nil || !bytes.Equal(must(fromBytes.MarshalJSON()), text) {
		t.Fatalf("%s: %x comes back otherwise: %v", name, data, err)
	}
	check := func(lo, hi float64) func(survey.Estimate, bool, error) {
		return func(e survey.Estimate, ok bool, err error) {
			t.Helper()
			if err != nil || ok && !(lo <= e.Low && e.Low <= e.Value && e.Value <= e.High && e.High <= hi) {
				t.Fatalf("%s reads %+v, %v", text, e, err)
			}
		}
	}
	if all, ok := s.(*survey.SERVQUAL); ok {
		for _, d := range survey.Dimensions() {
			check(1, 7)(all.Expected(d, 0.9))
			check(1, 7)(all.Perceived(d, 0.9))
			check(-6, 6)(all.Gap(d, 0.9))
		}
		check(0, 1)(all.Score(survey.Weights{}, 0.9))
		return
	}
	check(0, 1)(s.(tally).Perceived(0.9))
	if n, ok := s.(*survey.NPS); ok {
		if score, _, err := n.Score(0.9); err != nil || math.Abs(score.Value) > 100 || !(score.Low <= score.Centre && score.Centre <= score.High) {
			t.Fatalf("%s scores %+v, %v", text, score, err)
		}
	}
}

// FuzzJSON: what is read by one of the tallies comes back, and what is refused changes nothing.
func FuzzJSON(f *testing.F) {
	for _, k := range keepers(f) {
		f.Add(must(k.sample.MarshalJSON()))
	}
	f.Add([]byte(`{"version":1,"instrument":"csat","counts":[1,0,0,0,1000000000000]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		for name, k := range keepers(t) {
			before := must(k.sample.MarshalBinary())
			if err := k.sample.UnmarshalJSON(data); err == nil {
				readable(t, name, k.sample, k.fresh)
			} else if !bytes.Equal(before, must(k.sample.MarshalBinary())) {
				t.Fatalf("%s: %s was refused (%v) and changed the target", name, data, err)
			}
		}
	})
}

// FuzzBinary: what is read by one of the tallies is written the same, and what is refused changes nothing.
func FuzzBinary(f *testing.F) {
	for _, k := range keepers(f) {
		f.Add(must(k.sample.MarshalBinary()))
	}
	f.Add([]byte{1, 2, 0, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, data []byte) {
		for name, k := range keepers(t) {
			before := must(k.sample.MarshalBinary())
			err := k.sample.UnmarshalBinary(data)
			after := must(k.sample.MarshalBinary())
			if err == nil && !bytes.Equal(after, data) {
				t.Fatalf("%s: %x was read and is written %x", name, data, after)
			}
			if err == nil {
				readable(t, name, k.sample, k.fresh)
			} else if !bytes.Equal(before, after) {
				t.Fatalf("%s: %x was refused (%v) and changed the target", name, data, err)
			}
		}
	})
}

// FuzzGather joins the law that order and merging do not matter to the fuzzer.
func FuzzGather(f *testing.F) {
	f.Fuzz(rapid.MakeFuzz(func(t *rapid.T) {
		x, y := drawSheets(t, "x"), drawSheets(t, "y")
		if !merged(t, gathered(t, x), gathered(t, y)).Equal(gathered(t, append(y, x...))) {
			t.Fatal("merged is not gathered together")
		}
	}))
}

// FuzzSheet: what is read as a sheet is valid, and comes back as it was.
func FuzzSheet(f *testing.F) {
	seed, err := json.Marshal(survey.Sheet{})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(seed)
	f.Add([]byte(`{"perceived":[7]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var s, back survey.Sheet
		if err := s.UnmarshalJSON(data); err != nil {
			if s != (survey.Sheet{}) {
				t.Fatalf("%+v after %v", s, err)
			}
			return
		}
		if err := s.Validate(); err != nil {
			t.Fatal(err)
		}
		if err := back.UnmarshalJSON(must(json.Marshal(s))); err != nil || back != s {
			t.Fatalf("%+v comes back as %+v, %v", s, back, err)
		}
	})
}
