package loyalty_test

import (
	"bytes"
	"encoding/json"
	"math"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"pgregory.net/rapid"
)

func FuzzParseCard(f *testing.F) {
	for _, card := range []loyalty.Card{{}, loyalty.DefaultCustomerCard(), loyalty.DefaultPartnerCard()} {
		if text, err := card.Canonical(); err == nil {
			f.Add(text)
		}
	}
	f.Add([]byte(`{"id":"x","factors":[{"half_life":"none"}],"policy":{"replies":[{"channel":"chat","half_life":"5m"}]}}`))
	f.Add([]byte(`null`))
	f.Fuzz(func(t *testing.T, data []byte) {
		card, err := loyalty.ParseCard(data)
		if err != nil {
			return
		}
		model, _, err := card.Compile()
		if err != nil {
			return
		}
		again, err := loyalty.ParseCard(must(card.Canonical()))
		if err != nil || compiled(t, again).Stamp() != model.Stamp() {
			t.Fatalf("%s comes back otherwise: %v", data, err)
		}
		if r, err := model.Score(loyalty.State{}, nil, base); err == nil && (r.Points < 0 || r.Points > 10000 || math.IsNaN(r.Score)) {
			t.Fatalf("%s scores %+v", data, r)
		}
	})
}

// holds fails unless a decoded state is one that can be written, read and scored.
func holds(t *testing.T, s loyalty.State) {
	t.Helper()
	var fromText, fromBytes loyalty.State
	if err := json.Unmarshal(must(json.Marshal(s)), &fromText); err != nil || fromText != s {
		t.Fatalf("%+v comes back as %+v, %v", s, fromText, err)
	}
	if err := fromBytes.UnmarshalBinary(must(s.MarshalBinary())); err != nil || fromBytes != s {
		t.Fatalf("%+v comes back as %+v, %v", s, fromBytes, err)
	}
	model := compiled(t, loyalty.DefaultCustomerCard())
	if s.IsZero() {
		return
	}
	r := scored(t, model, s, s.At())
	if around := r.Interval(); r.Points < 0 || r.Points > 10000 || around.Low > around.High {
		t.Fatalf("%+v scores %+v in %v", s, r, around)
	}
}

func FuzzStateJSON(f *testing.F) {
	_, state, _ := worked(f)
	f.Add(must(json.Marshal(state)))
	f.Add([]byte(`{"version":1,"factors":[{"factor":"trust","for":1e9,"against":1e9,"at":"2026-01-02T00:00:00.000000001+01:00"}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		kept := state
		if err := kept.UnmarshalJSON(data); err != nil {
			if kept != state {
				t.Fatalf("%s was refused (%v) and changed the target", data, err)
			}
			return
		}
		holds(t, kept)
	})
}

func FuzzStateBinary(f *testing.F) {
	_, state, _ := worked(f)
	f.Add(must(state.MarshalBinary()))
	f.Add([]byte{1, 0})
	f.Fuzz(func(t *testing.T, data []byte) {
		kept := state
		if err := kept.UnmarshalBinary(data); err != nil {
			if kept != state {
				t.Fatalf("%x was refused (%v) and changed the target", data, err)
			}
			return
		}
		if back := must(kept.MarshalBinary()); !bytes.Equal(back, data) {
			t.Fatalf("%x was read and is written %x", data, back)
		}
		holds(t, kept)
	})
}

func FuzzParseSpan(f *testing.F) {
	for _, seed := range []string{"180d", "36h", "0s", "1ns", "none", "9223372036854775807ns"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		span, err := loyalty.ParseSpan(text)
		if err != nil {
			return
		}
		if back, err := loyalty.ParseSpan(span.String()); err != nil || back != span || span < 0 {
			t.Fatalf("%q is %v, which is read as %v, %v", text, span, back, err)
		}
	})
}

// FuzzOrder joins the law that order does not matter to the fuzzer.
func FuzzOrder(f *testing.F) {
	f.Fuzz(rapid.MakeFuzz(func(t *rapid.T) {
		d := draw(t)
		shuffled := gathered(t, rapid.Permutation(d.pieces).Draw(t, "order"), d.h)
		closeTo(t, "for", shuffled.For(), d.e.For())
		closeTo(t, "against", shuffled.Against(), d.e.Against())
	}))
}
