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
	card, err := loyalty.ParseCard(read("card-v1.json"))
	if err != nil {
		t.Fatal(err)
	}
	if again := must(card.Canonical()); string(again) != strings.TrimSpace(string(read("card-v1.json"))) {
		t.Errorf("the card is written %s", again)
	}
}
