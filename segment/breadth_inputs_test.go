package segment_test

import (
	"errors"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

// A segment that is full refuses more, and then nothing of what was to be merged is taken.
func TestBreadthByIsFull(t *testing.T) {
	var few, many segment.BreadthBy[string]
	if err := many.UnmarshalJSON([]byte(`{"version":1,"groups":[{"label":"a","tally":{"version":1,"counts":[1]}},{"label":"b","tally":{"version":1,"counts":[0,1000000000000]}}]}`)); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(few.Add("a", 2), few.Add("b", 2)); err != nil {
		t.Fatal(err)
	}
	before := few.Clone()
	if err := few.Merge(&many); !errors.Is(err, segment.ErrInvalid) || !few.Equal(before) {
		t.Error(err)
	}
	if err := many.Add("b", 0); !errors.Is(err, segment.ErrInvalid) || many.Of("b").Count(0) != 0 {
		t.Error(err)
	}
	if total, err := many.Total(); !errors.Is(err, segment.ErrInvalid) || total != nil {
		t.Error(err)
	}
	if of := few.Of("c"); !of.IsZero() {
		t.Errorf("%v", of)
	}
	of := few.Of("a")
	if err := of.Add(9); err != nil || !few.Equal(before) {
		t.Error("Of hands out the state", err)
	}
	if err := new(segment.Breadth).Merge(nil); err != nil {
		t.Error(err)
	}
}
