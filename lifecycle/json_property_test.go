package lifecycle_test

import (
	"encoding/json"
	"errors"
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
)

// odds are instants, of which not all can be stored.
var odds = []time.Time{
	{}, on(0), on(1), on(2), time.Date(0, 5, 1, 0, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 23, 59, 59, 999_999_999, time.UTC),
	time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC),
}

// TestWhatIsWrittenCanBeRead: a state or facts, put together from anything, have a JSON form that reads back as the same, or none; and they
// have one where they have a binary form.
func TestWhatIsWrittenCanBeRead(t *testing.T) {
	states, facts := 0, 0
	sound := lifecycle.State[lifecycle.CustomerStage]{Stage: 5, Return: 4, Peak: 5, Lifetime: 1, Since: on(0), Last: on(1)}
	rapid.Check(t, func(t *rapid.T) {
		instant := func() time.Time { return rapid.SampledFrom(odds).Draw(t, "instant") }
		stage := func() lifecycle.CustomerStage {
			return rapid.SampledFrom([]lifecycle.CustomerStage{0, 1, 5, 99}).Draw(t, "stage")
		}
		s := lifecycle.State[lifecycle.CustomerStage]{
			Stage: stage(), Return: stage(), Peak: stage(), Lifetime: rapid.Uint32Range(0, 1).Draw(t, "lifetime"),
			Since: rapid.SampledFrom(odds[:3]).Draw(t, "since"), Last: instant(),
		}
		if rapid.Bool().Draw(t, "sound") {
			s = sound
		}
		states += written(t, s)
		points := rapid.SampledFrom([]uint16{0, 10_000, 10_001}).Draw(t, "points")
		if rapid.Bool().Draw(t, "nothing known") {
			facts += written(t, lifecycle.Facts{FirstSeen: on(0), LastSeen: on(1)})
			return
		}
		facts += written(t, lifecycle.Facts{
			FirstSeen: rapid.SampledFrom(odds[:3]).Draw(t, "first"), LastSeen: instant(), LastOwn: rapid.SampledFrom(odds[:3]).Draw(t, "own"),
			Trust:       lifecycle.Score{Points: points, Known: points > 0},
			Consents:    rapid.SampledFrom([]lifecycle.Consents{0, 2, 0x8000}).Draw(t, "consents"),
			Voice:       rapid.SampledFrom([]lifecycle.Voice{0, 1, 99}).Draw(t, "voice"),
			BrokenStake: rapid.SampledFrom([]float64{0, 1, -1, math.NaN(), math.Inf(1)}).Draw(t, "stake"),
		})
	})
	if states == 0 || facts == 0 {
		t.Errorf("%d states and %d facts were written: the generator is too wide", states, facts)
	}
}

// written checks the law for one value, and returns 1 if it has a stored form.
func written[T interface {
	comparable
	MarshalBinary() ([]byte, error)
}](t *rapid.T, v T) int {
	form, err := json.Marshal(v)
	_, binary := v.MarshalBinary()
	if (err == nil) != (binary == nil) {
		t.Fatalf("JSON: %v, binary: %v, of %+v", err, binary, v)
	}
	if err != nil {
		if !errors.Is(err, lifecycle.ErrDecode) {
			t.Fatalf("%v, want ErrDecode", err)
		}
		return 0
	}
	var read T
	if err := json.Unmarshal(form, &read); err != nil || read != v {
		t.Fatalf("%s = %+v, %v, want %+v", form, read, err, v)
	}
	return 1
}
