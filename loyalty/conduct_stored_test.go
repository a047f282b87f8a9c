package loyalty_test

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

func TestConductStoredForms(t *testing.T) {
	const spans = `{"version":1,"spans":[{"span":"0s","count":2},{"span":"36h","count":1}]}`
	const talk = `{"version":1,"at":"2026-03-02T12:00:00Z","from":{"started":1.5,"missed":1},"to":{"replied":0.25},"days":["2025-03-01","2026-03-02"]}`
	const late = `{"version":1,"latencies":[{"by":"from","channel":"chat","spans":[{"span":"5m","count":1}]},{"by":"to","channel":"mail","spans":[{"span":"5m","count":1}]}]}`
	for _, c := range []struct {
		form string
		into interface {
			json.Marshaler
			json.Unmarshaler
		}
		bad []string
	}{
		{spans, new(loyalty.SpanCounts), []string{
			`{"version":2,"spans":[]}`, `{"version":1}`, `{"spans":[]}`, `{"version":1,"spans":[{"count":1}]}`, `{"version":1,"spans":[{"span":"1d"}]}`,
			`{"version":1,"spans":[{"span":"1d","count":0}]}`, `{"version":1,"spans":[{"span":"1d","count":-1}]}`, `{"version":1,"spans":[{"span":"-1d","count":1}]}`,
			`{"version":1,"spans":[{"span":"2d","count":1},{"span":"1d","count":1}]}`, `{"version":1,"spans":[{"span":"24h","count":1},{"span":"1d","count":1}]}`,
			`{"version":1,"spans":[{"span":"1d","count":9223372036854775807}]}`, `{"version":1,"spans":[],"n":1}`, `null`, `[]`, ``,
		}},
		{talk, new(loyalty.Dialogue), []string{
			`{"version":2}`, `{}`, `{"version":1,"at":"2026-03-02T12:00:00Z"}`, `{"version":1,"from":{"started":1}}`, `{"version":1,"days":["2026-03-02"]}`,
			`{"version":1,"at":"2026-03-02T12:00:00Z","from":{"started":-1}}`, `{"version":1,"at":"2026-03-02T12:00:00Z","to":{"replied":-0.0}, "from":{"started":1}}`,
			`{"version":1,"at":"2026-03-02T12:00:00Z","from":{"started":1e10}}`, `{"version":1,"at":"2026-03-02T12:00:00Z","from":{"said":1}}`,
			`{"version":1,"at":"2026-03-02T12:00:00Z","days":["2026-03-02","2026-03-01"]}`, `{"version":1,"at":"2026-03-02T12:00:00Z","days":["2026-03-02","2026-03-02"]}`,
			`{"version":1,"at":"2026-03-02T12:00:00Z","days":[""]}`, `{"version":1,"at":"2026-03-02T12:00:00Z","days":["2025-02-11","2026-03-02"]}`, `null`,
			`{"version":1,"at":"2026-03-02T12:00:00Z","from":{"started":1},"days":["2026-03-04"]}`,
			`{"version":1,"at":"0000-03-02T12:00:00Z","from":{"started":1}}`,
		}},
		{late, new(loyalty.Latencies), []string{
			`{"version":1}`, `{"version":2,"latencies":[]}`, `{"version":1,"latencies":[{"by":"from","channel":"chat","spans":[]}]}`,
			`{"version":1,"latencies":[{"channel":"chat","spans":[{"span":"5m","count":1}]}]}`, `{"version":1,"latencies":[{"by":"to","spans":[{"span":"5m","count":1}]}]}`,
			`{"version":1,"latencies":[{"by":"to","channel":"chat","spans":[{"span":"5m","count":1}]},{"by":"from","channel":"chat","spans":[{"span":"5m","count":1}]}]}`,
			`{"version":1,"latencies":[{"by":"to","channel":"chat","spans":[{"span":"5m","count":1}]},{"by":"to","channel":"chat","spans":[{"span":"5m","count":1}]}]}`,
			`{"version":1,"latencies":[{"by":"to","channel":"chat","spans":[{"span":"5m","count":0}]}]}`, `null`,
		}},
	} {
		if err := json.Unmarshal([]byte(c.form), c.into); err != nil {
			t.Errorf("%s: %v", c.form, err)
		}
		if got := string(must(c.into.MarshalJSON())); got != c.form {
			t.Errorf("%s\nis written as\n%s", c.form, got)
		}
		for _, bad := range c.bad {
			if err := c.into.UnmarshalJSON([]byte(bad)); !errors.Is(err, loyalty.ErrDecode) {
				t.Errorf("%s: %v", bad, err)
			}
			if got := string(must(c.into.MarshalJSON())); got != c.form {
				t.Fatalf("%s left %s", bad, got)
			}
		}
	}
}

// TestLatenciesAreStoredByValue: a struct that holds them by value loses nothing.
func TestLatenciesAreStoredByValue(t *testing.T) {
	var l loyalty.Latencies
	if err := l.Observe(replyAt(due, noon, us, relationship.ChannelChat)); err != nil {
		t.Fatal(err)
	}
	if byValue, byPointer := string(must(json.Marshal(l))), string(must(json.Marshal(&l))); byValue != byPointer {
		t.Errorf("%s by value, %s by pointer", byValue, byPointer)
	}
}
