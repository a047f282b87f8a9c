package loyalty_test

import (
	"encoding/json"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// FuzzOverTime: no bytes make the decoders of timelines, attributions and snapshots panic, and what one of them takes it writes, and
// takes again, to the same bytes.
func FuzzOverTime(f *testing.F) {
	model, _, err := loyalty.DefaultCustomerCard().Compile()
	if err != nil {
		f.Fatal(err)
	}
	side := loyalty.Side{Model: model, AsOf: base}
	a, err := (loyalty.Change{Before: side, After: side}).Attribute()
	if err != nil {
		f.Fatal(err)
	}
	for _, v := range []any{relationship.Must(loyalty.NewTimeline(editions(1))), a, a.After.Snapshot(), []int{}} {
		f.Add(relationship.Must(json.Marshal(v)))
	}
	f.Add([]byte(`[{"from":"0000-01-01T00:00:00Z","card":{}}]`))
	f.Add([]byte(`{}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		rewritten[loyalty.Timeline](t, data)
		rewritten[loyalty.Attribution](t, data)
		rewritten[loyalty.Snapshot](t, data)
	})
}

// rewritten reads a value, writes it, and reads and writes that.
func rewritten[T any](t *testing.T, data []byte) {
	var v, again T
	if json.Unmarshal(data, &v) != nil {
		return
	}
	first, err := json.Marshal(v)
	if err != nil {
		return // what a lax time or an unset enumeration says has no text
	}
	if err := json.Unmarshal(first, &again); err != nil {
		t.Fatalf("%s of %s is refused: %v", first, data, err)
	}
	second, err := json.Marshal(again)
	if err != nil || string(second) != string(first) {
		t.Fatalf("%s of %s, %v", second, first, err)
	}
}
