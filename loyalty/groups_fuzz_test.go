package loyalty_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
)

// readAndChecked reads a form, and checks that what was read is written in one form that is read again and written alike.
func readAndChecked[T any](t *testing.T, data []byte, validate func(T) error) {
	t.Helper()
	var read, again T
	if err := any(&read).(json.Unmarshaler).UnmarshalJSON(data); err != nil {
		if !errors.Is(err, loyalty.ErrDecode) {
			t.Fatalf("%q: %v", data, err)
		}
		return
	}
	if err := validate(read); err != nil {
		t.Fatalf("%q was read: %v", data, err)
	}
	first, err := json.Marshal(read)
	if err != nil {
		t.Fatalf("%q: %v", data, err)
	}
	if err := any(&again).(json.Unmarshaler).UnmarshalJSON(first); err != nil {
		t.Fatalf("%q: %v", first, err)
	}
	if second, err := json.Marshal(again); err != nil || !bytes.Equal(first, second) {
		t.Fatalf("%q, then %q: %v", first, second, err)
	}
}

func FuzzCurve(f *testing.F) {
	f.Add([]byte(`[{"at":-0,"value":0.25},{"at":1e3,"value":-0}]`), 0.0)
	f.Add([]byte(`[{"at":0,"value":0},{"at":10,"value":0.5},{"at":40,"value":1}]`), 25.0)
	f.Add([]byte(`[{"at":1,"value":1},{"at":1,"value":0}]`), 1e308)
	f.Fuzz(func(t *testing.T, data []byte, v float64) {
		readAndChecked(t, data, loyalty.Curve.Validate)
		var c loyalty.Curve
		if c.UnmarshalJSON(data) != nil {
			return
		}
		if y, err := c.Of(v); err == nil && !(y >= 0 && y <= 1) || err != nil && !errors.Is(err, loyalty.ErrInvalid) {
			t.Fatalf("%v at %v: %v, %v", c, v, y, err)
		}
	})
}

func FuzzGrouping(f *testing.F) {
	for _, g := range groupings() {
		data, err := json.Marshal(g)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte(`{"name":"g","groups":[{"name":"other","factors":["x"]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) { readAndChecked(t, data, loyalty.Grouping.Validate) })
}

func FuzzStrategyPolicy(f *testing.F) {
	data, err := json.Marshal(loyalty.DefaultStrategyPolicy())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte(`[{"factor":"trust","strategies":["core-service","core-service"]}]`))
	f.Fuzz(func(t *testing.T, data []byte) { readAndChecked(t, data, loyalty.StrategyPolicy.Validate) })
}
