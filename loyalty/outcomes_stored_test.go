package loyalty_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
)

// TestStoredOutcomes: what version 1 wrote is read forever, and written again to the byte.
func TestStoredOutcomes(t *testing.T) {
	text := bytes.TrimSpace(must(os.ReadFile("testdata/outcomes-v1.json")))
	var read loyalty.OutcomeState
	if err := json.Unmarshal(text, &read); err != nil {
		t.Fatal(err)
	}
	if _, want := dealt(t); read != want || read.IsZero() {
		t.Errorf("read %+v, want %+v", read, want)
	}
	if again := must(json.Marshal(read)); !bytes.Equal(again, text) {
		t.Errorf("%s is written %s", text, again)
	}
	const empty = `{"version":1,"masses":[]}`
	if text := must(json.Marshal(loyalty.OutcomeState{})); string(text) != empty {
		t.Errorf("nothing is written %s", text)
	}
	if err := json.Unmarshal([]byte(empty), &read); err != nil || !read.IsZero() {
		t.Errorf("nothing is read as %+v, %v", read, err)
	}
	var o loyalty.Outcomes
	rule := must(json.Marshal(deliveries()))
	if err := json.Unmarshal(rule, &o); err != nil || string(must(json.Marshal(o))) != string(rule) || o.HalfLife != loyalty.Days(180) {
		t.Errorf("%s is read as %+v, %v", rule, o, err)
	}
}

// TestOutcomesAreReadStrictly: a file with a misspelt, repeated or foreign field is refused, and changes nothing.
func TestOutcomesAreReadStrictly(t *testing.T) {
	rule := string(must(json.Marshal(deliveries())))
	for _, c := range [][2]string{
		{`"value"`, `"valu"`}, {`"base"`, `"Base"`}, {`"strength":4`, `"strength":4,"strength":5`}, {`"half_life":`, `"colour":"red","half_life":`},
		{`"half_life":"180d"`, `"half_life":180`}, {`"strength":4`, `"strength":null`}, {rule, rule + " {}"}, {rule, `null`},
	} {
		o := loyalty.Outcomes{Strength: 7}
		text := strings.Replace(rule, c[0], c[1], 1)
		if err := json.Unmarshal([]byte(text), &o); text == rule || err == nil || o.Strength != 7 || o.Categories != nil {
			t.Errorf("%s is read as %+v, %v", text, o, err)
		}
		if err := o.UnmarshalJSON([]byte(text)); !errors.Is(err, loyalty.ErrDecode) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// damaged are stored states, each with one thing wrong.
func damaged() []string {
	const good = `{"version":1,"at":"2026-01-02T00:00:00Z","masses":[{"category":"late","mass":2},{"category":"short","mass":1}]}`
	var all []string
	for _, c := range [][2]string{
		{`"version":1`, `"version":2`}, {`"version":1,`, ``}, {`"version":1`, `"Version":1`}, {`"at":"2026-01-02T00:00:00Z",`, ``},
		{`2026`, `0000`}, {`"late"`, `"short"`}, {`"late"`, `"zebra"`}, {`"late"`, `"LATE"`}, {`"late"`, `""`}, {`"mass":2`, `"mass":-1`},
		{`"mass":2`, `"mass":-0`}, {`"mass":2`, `"mass":1e10`}, {`"mass":2`, `"mass":null`}, {`,"mass":2`, ``}, {`"mass":2`, `"mass":2,"mass":2`},
		{`"mass":2`, `"mass":"2"`}, {`]}`, `],"more":1}`}, {`]}`, `]} {}`}, {good, `null`}, {good, `{"version":1}`}, {good, `{"version":1,"masses":null}`},
		{good, `{"version":1,"at":"2026-01-02T00:00:00Z","masses":[]}`}, {good, ``},
		{`{"category":"late","mass":2}`, strings.TrimSuffix(strings.Repeat(`{"category":"a","mass":1},`, 8), ",")},
	} {
		all = append(all, strings.Replace(good, c[0], c[1], 1))
	}
	return all
}

func TestDamagedOutcomesAreRefused(t *testing.T) {
	_, kept := dealt(t)
	for _, text := range damaged() {
		s := kept
		if err := s.UnmarshalJSON([]byte(text)); !errors.Is(err, loyalty.ErrDecode) || s != kept || !strings.HasPrefix(err.Error(), "loyalty: outcome state JSON") {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func FuzzOutcomeStateJSON(f *testing.F) {
	model, state := dealt(f)
	f.Add(must(json.Marshal(state)))
	f.Add([]byte(`{"version":1,"masses":[]}`))
	for _, text := range damaged() {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		kept := state
		if err := kept.UnmarshalJSON(data); err != nil {
			if kept != state {
				t.Fatalf("%s was refused (%v) and changed the target", data, err)
			}
			return
		}
		var back loyalty.OutcomeState
		if err := json.Unmarshal(must(json.Marshal(kept)), &back); err != nil || back != kept {
			t.Fatalf("%+v comes back as %+v, %v", kept, back, err)
		}
		if b, err := model.Score(kept, later().AddDate(4000, 0, 0)); err == nil && !(b.Mean() >= 0 && b.Mean() <= 1) {
			t.Fatalf("%s scores %v", data, b.Mean())
		}
	})
}
