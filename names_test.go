package rapport_test

import (
	"reflect"
	"testing"

	"github.com/rapport-go/rapport/clv/btyd"
	"github.com/rapport-go/rapport/segment"
)

// Recency and frequency mean one thing in segmentation and another in the models of lifetime value: no field has the name of
// another thing.
func TestRecencyMeansOneThing(t *testing.T) {
	fields := func(v any) map[string]bool {
		names := map[string]bool{}
		for f := range reflect.TypeOf(v).Fields() {
			names[f.Name] = true
		}
		return names
	}
	scored := fields(segment.RFM{})
	for _, record := range []any{btyd.Record{}, btyd.Row{}, btyd.SpendRow{}} {
		for name := range fields(record) {
			if scored[name] {
				t.Errorf("%T and segment.RFM both have %s", record, name)
			}
		}
	}
	if len(scored) < 4 {
		t.Errorf("segment.RFM has %d fields", len(scored))
	}
}
