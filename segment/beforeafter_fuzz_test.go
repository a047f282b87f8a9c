package segment_test

import (
	"encoding/json"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

// No input makes the decoders panic; what is taken comes back from what is written, and can be read.

func FuzzSalesPairsJSON(f *testing.F) {
	perDay := segment.SalesWindows{Before: 30, After: 60, PerDay: true}
	for _, s := range []segment.SalesPairs{{}, salesOf(f, salesSameMonth, salesSleepFirst, salesSleepSecond), salesOf(f, perDay, []string{"1"}, []string{"-0.005"})} {
		text, err := json.Marshal(s)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var s segment.SalesPairs
		if err := s.UnmarshalJSON(data); err != nil {
			if !s.Equal(segment.SalesPairs{}) {
				t.Fatalf("%s was refused (%v) and gave a state", data, err)
			}
			return
		}
		written, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var back segment.SalesPairs
		if err := json.Unmarshal(written, &back); err != nil || !back.Equal(s) {
			t.Fatalf("%s is written as %s, which is another, %v", data, written, err)
		}
		c := salesChange(t, s, 0.9)
		if in, ok := c.Interval(); ok && !(in.Low <= in.High) {
			t.Fatalf("%s: %v", data, in)
		}
		if v, ok := c.Relative(); ok && v != v {
			t.Fatalf("%s: %v", data, v)
		}
	})
}

func FuzzRetentionPairsJSON(f *testing.F) {
	f.Add([]byte(`{"version":1,"both":60,"only_before":10,"only_after":20,"neither":10}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var p, back segment.RetentionPairs
		if err := p.UnmarshalJSON(data); err != nil {
			if p != (segment.RetentionPairs{}) {
				t.Fatalf("%s was refused (%v) and gave counts", data, err)
			}
			return
		}
		written, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(written, &back); err != nil || back != p {
			t.Fatalf("%s is written as %s, %v", data, written, err)
		}
	})
}
