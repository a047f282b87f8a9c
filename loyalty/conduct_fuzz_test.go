package loyalty_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
)

func FuzzSpanCountsJSON(f *testing.F) {
	f.Add([]byte(`{"version":1,"spans":[{"span":"0s","count":2},{"span":"36h","count":1}]}`))
	f.Add([]byte(`{"version":1,"spans":[]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var c, back loyalty.SpanCounts
		if c.UnmarshalJSON(data) != nil {
			return
		}
		text := must(json.Marshal(c))
		if err := json.Unmarshal(text, &back); err != nil || !back.Equal(c) || back.N() != c.N() {
			t.Fatalf("%s comes back as %+v, %v", text, back, err)
		}
		if s, ok := c.Median(); ok == c.IsZero() || s < 0 {
			t.Fatalf("%s has the median %v, %v", text, s, ok)
		}
	})
}

func FuzzLatenciesJSON(f *testing.F) {
	f.Add([]byte(`{"version":1,"latencies":[{"by":"from","channel":"chat","spans":[{"span":"5m","count":1}]}]}`))
	f.Add([]byte(`{"version":1,"latencies":[]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var l, back loyalty.Latencies
		if l.UnmarshalJSON(data) != nil {
			return
		}
		text := must(json.Marshal(&l))
		if err := json.Unmarshal(text, &back); err != nil || !back.Equal(&l) {
			t.Fatalf("%s comes back as %+v, %v", text, back, err)
		}
		_, _ = l.Response(us, 0, nil, noon) // more than an int holds is an error and no panic
	})
}

func FuzzDialogueJSON(f *testing.F) {
	f.Add([]byte(`{"version":1,"at":"2026-03-02T12:00:00Z","from":{"started":1.5},"to":{"replied":1},"days":["2026-02-27","2026-03-02"]}`))
	f.Add([]byte(`{"version":1}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var s, back loyalty.Dialogue
		if s.UnmarshalJSON(data) != nil {
			return
		}
		text := must(json.Marshal(s))
		if err := json.Unmarshal(text, &back); err != nil || back != s || string(must(json.Marshal(back))) != string(text) {
			t.Fatalf("%s comes back as %+v, %v", text, back, err)
		}
		var m loyalty.DialogueModel
		last := time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
		for _, at := range []time.Time{s.At(), last} {
			r, err := m.Read(s, nil, at)
			if err != nil {
				continue
			}
			q, _ := r.Balance()
			v, _ := r.Rhythm().Regularity()
			if m := r.Reciprocity(); !(q >= 0 && q <= 1 && v >= 0 && v <= 1 && m >= 0 && m <= 1) {
				t.Fatalf("%s reads as %v, %v, %v", text, q, v, m)
			}
			for _, p := range []loyalty.Posterior{r.Proactive(us), r.Access(them), r.NonBusiness()} {
				if i := must(p.Interval(0.9)); !(i.Low <= p.Mean() && p.Mean() <= i.High) {
					t.Fatalf("%s: %v is not in %v", text, p.Mean(), i)
				}
			}
		}
		if err := m.Merge(&s, back); err != nil {
			t.Fatal(err)
		}
	})
}
