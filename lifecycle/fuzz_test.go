package lifecycle_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
)

// FuzzStanding: what can be read is written in one way only, and any course takes it or says why not.
func FuzzStanding(f *testing.F) {
	for _, file := range []string{"testdata/standing-v1-full.json", "testdata/standing-v1-empty.json"} {
		seed, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(seed)
	}
	f.Add([]byte(`{"version":1,"state":{"version":1,"stage":"complaint","since":"0001-01-01T00:00:01.1Z","last":"9999-12-31T23:59:59.9Z","lifetime":1}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var first, second lifecycle.CustomerStanding
		if err := first.UnmarshalJSON(data); err != nil {
			if !errors.Is(err, lifecycle.ErrDecode) || first != (lifecycle.CustomerStanding{}) {
				t.Fatalf("%v, standing %+v; want ErrDecode and nothing read", err, first)
			}
			return
		}
		written, err := json.Marshal(first)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(written, &second); err != nil || second != first {
			t.Fatalf("%s: read %+v, %v, want %+v", written, second, err, first)
		}
		if again, err := json.Marshal(second); err != nil || !bytes.Equal(again, written) {
			t.Fatalf("written %s and %s, %v", written, again, err)
		}
		c := customers(t)
		for _, e := range samples(ada) {
			_ = c.Observe(&second, e, nil)
		}
		if err := c.Advance(&second, on(100_000), nil); err != nil && !errors.Is(err, lifecycle.ErrState) {
			t.Fatal(err)
		}
		c.NextDue(&second)
		c.Permitted(&second)
	})
}

// FuzzFacts: facts are read as strictly on their own.
func FuzzFacts(f *testing.F) {
	f.Add([]byte(`{"version":1,"first_seen":"2026-01-05T00:00:00Z","last_seen":"2026-01-05T00:00:00+01:00"}`))
	f.Add([]byte(`{"version":1,"consents":["mail"],"trust":0,"broken_stake":1e-300,"voice":"satisfied"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		var first, second lifecycle.Facts
		if err := first.UnmarshalJSON(data); err != nil {
			if !errors.Is(err, lifecycle.ErrDecode) {
				t.Fatal(err)
			}
			return
		}
		written, err := json.Marshal(first)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(written, &second); err != nil || second != first {
			t.Fatalf("%s: read %+v, %v, want %+v", written, second, err, first)
		}
	})
}
