package loyalty_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
)

// FuzzUnmarshalExpectation: what is read is written again in one form, and comes back.
func FuzzUnmarshalExpectation(f *testing.F) {
	f.Add([]byte(`{"version":1,"n":0}`))
	f.Add([]byte(`{"version":1,"expected":0.7,"gap":-0.1,"n":3,"at":"2026-01-02T00:00:00Z"}`))
	f.Add([]byte(`{"version":1,"expected":1e-300,"n":0,"at":"9999-12-31T23:59:59.999999999+01:00"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var x, again loyalty.Expectation
		if json.Unmarshal(data, &x) != nil {
			return
		}
		stored := must(json.Marshal(x))
		if err := json.Unmarshal(stored, &again); err != nil || again != x || !bytes.Equal(must(json.Marshal(again)), stored) {
			t.Fatalf("%s became %s, %v", data, stored, err)
		}
	})
}

// FuzzUnmarshalReputation: what is read is written again in one form, and comes back, and can be read.
func FuzzUnmarshalReputation(f *testing.F) {
	f.Add([]byte(`{"version":1,"audiences":[]}`))
	f.Add([]byte(`{"version":1,"audiences":[{"audience":"consumers","for":1e9,"against":0,"recent_for":1,"recent_against":0,"at":"2026-01-02T00:00:00Z"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var s, again loyalty.Reputation
		if json.Unmarshal(data, &s) != nil {
			return
		}
		stored := must(json.Marshal(s))
		if err := json.Unmarshal(stored, &again); err != nil || again != s || !bytes.Equal(must(json.Marshal(again)), stored) {
			t.Fatalf("%s became %s, %v", data, stored, err)
		}
		if r, err := (loyalty.ReputationModel{}).Read(s, instant("9999-12-31T23:59:59.999999999Z")); err != nil || !(r.GapLow <= r.Gap && r.Gap <= r.GapHigh) {
			t.Fatalf("%s reads %+v, %v", stored, r, err)
		}
	})
}
