package loyalty_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
)

// TestStoredForms: what version 1 wrote is read forever, and written again to the byte.
func TestStoredForms(t *testing.T) {
	read := func(name string) []byte {
		t.Helper()
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return bytes.TrimSpace(data)
	}
	text, digits := read("state-v1.json"), read("state-v1.hex")
	var fromText, fromBytes loyalty.State
	if err := json.Unmarshal(text, &fromText); err != nil {
		t.Fatal(err)
	}
	data, err := hex.DecodeString(string(digits))
	if err != nil {
		t.Fatal(err)
	}
	if err := fromBytes.UnmarshalBinary(data); err != nil {
		t.Fatal(err)
	}
	_, state, asOf := worked(t)
	if fromText != fromBytes || fromText.IsZero() || !fromText.At().Equal(asOf) {
		t.Errorf("JSON holds %+v, binary %+v", fromText, fromBytes)
	}
	for _, id := range factors() { // whose last bits are the processor's
		a, b := fromText.Evidence(id), state.Evidence(id)
		if math.Abs(a.For()-b.For()) > 1e-14 || math.Abs(a.Against()-b.Against()) > 1e-14 {
			t.Errorf("%s: stored %+v, want %+v", id, a, b)
		}
	}
	if again := must(json.Marshal(fromText)); !bytes.Equal(again, text) {
		t.Errorf("%s is written %s", text, again)
	}
	if again := must(fromBytes.MarshalBinary()); !bytes.Equal(again, data) {
		t.Errorf("%x is written %x", data, again)
	}
	if empty := must(json.Marshal(loyalty.State{})); string(empty) != `{"version":1,"factors":[]}` {
		t.Errorf("nothing is written %s", empty)
	}
	var nobody loyalty.State
	if err := json.Unmarshal([]byte(`{"version":1,"factors":[]}`), &nobody); err != nil || !nobody.IsZero() {
		t.Errorf("nothing is read as %+v, %v", nobody, err)
	}
	card, err := loyalty.ParseCard(read("card-v1.json"))
	if err != nil {
		t.Fatal(err)
	}
	if again := must(card.Canonical()); string(again) != strings.TrimSpace(string(read("card-v1.json"))) {
		t.Errorf("the card is written %s", again)
	}
}

// TestBareCardIsStored: a card without rules and gates, be they nil or empty, has one form, and it is read again.
func TestBareCardIsStored(t *testing.T) {
	bare := loyalty.DefaultCustomerCard()
	bare.Policy.Rules = nil
	empty := loyalty.DefaultCustomerCard()
	empty.Policy.Rules, empty.Gates = []loyalty.Rule{}, []loyalty.Gate{}
	text := must(bare.Canonical())
	back, err := loyalty.ParseCard(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	if a, b, c := compiled(t, bare).Stamp(), compiled(t, back).Stamp(), compiled(t, empty).Stamp(); a != b || a != c {
		t.Errorf("stamps %v, %v when read again, %v with empty lists", a, b, c)
	}
	draft, err := loyalty.ParseCard(must(loyalty.Card{Scores: bare.Scores}.Canonical()))
	if err != nil || draft.Scores != bare.Scores {
		t.Errorf("a draft is read as %+v, %v", draft, err)
	}
}

// TestZeroHasNoSignInACard: equal cards have equal hashes.
func TestZeroHasNoSignInACard(t *testing.T) {
	minus := math.Copysign(0, -1)
	sign := func(zero float64) loyalty.Card {
		c := loyalty.DefaultCustomerCard()
		c.Factors[0].Weight, c.Factors[1].Missing, c.Factors[1].Neutral = zero, loyalty.MissingNeutral, zero
		c.MinMass, c.MinCoverage, c.Policy.MaxWeight, c.Policy.Forgiven, c.Policy.Rules[2].Weight = zero, zero, zero, zero, zero
		return c
	}
	signed := sign(minus)
	model := compiled(t, signed)
	if a, b := model.Stamp(), compiled(t, sign(0)).Stamp(); a != b || strings.Contains(string(must(signed.Canonical())), "-0,") {
		t.Errorf("stamps %v and %v", a, b)
	}
	if !math.Signbit(signed.Factors[0].Weight) {
		t.Error("Compile changed the caller's card")
	}
}
