package lifecycle_test

import (
	"bytes"
	"encoding/json"
	"math"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// standings draws what can be stored: also what no course leads to, with the ends of every field.
func standings(t *rapid.T) lifecycle.CustomerStanding {
	var s lifecycle.CustomerStanding
	pick := func(name string, from ...int64) int64 { return rapid.SampledFrom(from).Draw(t, name) }
	first := time.Unix(pick("first", -62_135_596_799, -1, 0, 1_767_571_200, 253_402_300_700), pick("ns", 0, 1, 999_999_998)).UTC()
	later := func(name string) time.Time {
		return first.Add(time.Duration(pick(name, 0, 0, 1, 1_000_000_000, 90_000_000_000)))
	}
	if rapid.IntRange(0, 5).Draw(t, "known") > 0 {
		stages := append(lifecycle.CustomerStages(), 0)
		s.State = lifecycle.State[lifecycle.CustomerStage]{
			Stage:  rapid.SampledFrom(lifecycle.CustomerStages()).Draw(t, "stage"),
			Return: rapid.SampledFrom(stages).Draw(t, "return"), Peak: rapid.SampledFrom(stages).Draw(t, "peak"),
			Over: rapid.Bool().Draw(t, "over"), Lifetime: uint32(pick("lifetime", 1, 2, 127, 128, math.MaxUint32)),
			Seq: uint64(pick("seq", 0, 1, 127, 128, math.MaxInt64, math.MinInt64, -1)), Since: first, Last: later("last"),
		}
	}
	f := &s.Facts
	if rapid.Bool().Draw(t, "seen") {
		f.FirstSeen, f.LastSeen = first, first.Add(90*time.Second)
		for i, at := range []*time.Time{&f.LastOwn, &f.LastHeard, &f.LastReferral} {
			if rapid.Bool().Draw(t, "within") {
				*at = later([]string{"own", "heard", "referral"}[i])
			}
		}
	}
	for _, n := range []*uint32{&f.Purchases, &f.Returns, &f.Deliveries, &f.OpenComplaints, &f.OpenDisputes} {
		*n = uint32(pick("count", 0, 0, 1, 127, 128, math.MaxUint32))
	}
	f.Reached, f.PaysBack = rapid.Bool().Draw(t, "reached"), rapid.Bool().Draw(t, "pays back")
	f.Consents = lifecycle.Consents(pick("consents", 0, 2, 6, 1<<11, 1<<12-2))
	f.Voice = rapid.SampledFrom(append(lifecycle.Voices(), 0)).Draw(t, "voice")
	for _, score := range []*lifecycle.Score{
		&f.Satisfaction, &f.Recommendation, &f.Trust, &f.Value, &f.Communication, &f.Bond, &f.Commitment, &f.Keeping,
	} {
		if points := pick("points", -1, 0, 1, 127, 128, 10_000); points >= 0 {
			*score = lifecycle.Points(int(points))
		}
	}
	f.BrokenStake = rapid.SampledFrom([]float64{0, 0, 5e-324, 0.1, 1, math.MaxFloat64}).Draw(t, "stake")
	return s
}

// The generator sets every field, and leaves every one unset.
func TestStandingsHaveEveryField(t *testing.T) {
	set, unset := map[string]bool{}, map[string]bool{}
	for i := range 400 {
		s := rapid.Custom(standings).Example(i)
		for _, part := range []reflect.Value{reflect.ValueOf(s.State), reflect.ValueOf(s.Facts)} {
			for j := range part.NumField() {
				seen, name := set, part.Type().Name()[:5]+"."+part.Type().Field(j).Name
				if part.Field(j).IsZero() {
					seen = unset
				}
				seen[name] = true
			}
		}
	}
	n := reflect.TypeFor[lifecycle.State[lifecycle.CustomerStage]]().NumField() + reflect.TypeFor[lifecycle.Facts]().NumField()
	if len(set) != n || len(unset) != n {
		t.Errorf("%d fields are set and %d unset, want %d: %v, %v", len(set), len(unset), n, set, unset)
	}
}

// Decoding gives the same value, to the bit; equal values have equal forms; the binary form and that in JSON describe the same value; and
// the forms of the parts do too.
func TestBinaryIsTheValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := standings(t)
		data, err := s.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var read, fromText lifecycle.CustomerStanding
		if err := read.UnmarshalBinary(data); err != nil || read != s {
			t.Fatalf("%x: read %+v, %v, want %+v", data, read, err, s)
		}
		if err := json.Unmarshal(text, &fromText); err != nil || fromText != read {
			t.Fatalf("%s: read %+v, %v, want %+v", text, fromText, err, read)
		}
		if again, err := fromText.MarshalBinary(); err != nil || !bytes.Equal(again, data) {
			t.Fatalf("written %x and %x, %v", data, again, err)
		}
		state, stateErr := s.State.MarshalBinary()
		facts, factsErr := s.Facts.MarshalBinary()
		var part lifecycle.CustomerStanding
		if stateErr != nil || factsErr != nil || part.State.UnmarshalBinary(state) != nil || part.Facts.UnmarshalBinary(facts) != nil || part != s {
			t.Fatalf("state %x, %v, facts %x, %v: read %+v, want %+v", state, stateErr, facts, factsErr, part, s)
		}
	})
}

// There is one form for each value: with any byte of it changed, dropped or added, it is refused, or it is the form of another value.
func TestBinaryHasOneForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := standings(t)
		data, err := s.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		at := rapid.IntRange(0, len(data)-1).Draw(t, "at")
		switch rapid.IntRange(0, 2).Draw(t, "how") {
		case 0:
			data[at] ^= byte(rapid.SampledFrom([]int{1, 2, 4, 8, 16, 32, 64, 128, 255}).Draw(t, "bits"))
		case 1:
			data = append(data[:at], data[at+1:]...)
		case 2:
			data = append(data[:at], append([]byte{rapid.Byte().Draw(t, "byte")}, data[at:]...)...)
		}
		var read lifecycle.CustomerStanding
		if read.UnmarshalBinary(data) != nil {
			return
		}
		if again, err := read.MarshalBinary(); err != nil || !bytes.Equal(again, data) {
			t.Fatalf("%x is read as %+v, which is written %x, %v", data, read, again, err)
		}
	})
}

// What a course led to can be stored, and takes less than a third of the bytes of its JSON.
func TestCoursesLeadToWhatIsShort(t *testing.T) {
	both(t, storedLaw[lifecycle.CustomerStage, lifecycle.CustomerEvent], storedLaw[lifecycle.PartnerStage, lifecycle.PartnerEvent])
}

func storedLaw[S, E lifecycle.Label](t *rapid.T, c *lifecycle.Course[S, E], key relationship.Key) {
	l := lives(t, key)
	at := lifecycle.Standing[S]{}
	if err := walk(c, &at, l, l.last().AddDate(0, rapid.IntRange(0, 24).Draw(t, "months"), 0), nil); err != nil {
		t.Fatal(err)
	}
	data, err := at.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	text, _ := json.Marshal(at)
	var read lifecycle.Standing[S]
	if err := read.UnmarshalBinary(data); err != nil || read != at || 3*len(data) >= len(text) {
		t.Fatalf("%x (%d bytes, and %d in JSON): read %+v, %v, want %+v", data, len(data), len(text), read, err, at)
	}
}

// No field of Facts is left out of the form.
func TestBinaryHasEveryField(t *testing.T) {
	want, err := full().Facts.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	for i := range reflect.TypeFor[lifecycle.Facts]().NumField() {
		f := full().Facts
		field, name := reflect.ValueOf(&f).Elem().Field(i), reflect.TypeFor[lifecycle.Facts]().Field(i).Name
		if field.IsZero() {
			t.Errorf("%s is not set", name)
		}
		field.SetZero()
		if got, err := f.MarshalBinary(); err == nil && bytes.Equal(got, want) {
			t.Errorf("%s is not stored", name)
		}
	}
}
