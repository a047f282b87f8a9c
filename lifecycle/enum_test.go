package lifecycle_test

import (
	"encoding"
	"errors"
	"fmt"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
)

// label is what all enumerations of the package have.
type label interface {
	~uint8
	fmt.Stringer
	encoding.TextMarshaler
	IsValid() bool
}

// enumeration checks one of them: its values, its texts, and what is neither.
func enumeration[E label](t *testing.T, n int, all []E, parse func(string) (E, error), unmarshal func(*E, []byte) error) {
	t.Helper()
	if len(all) != n {
		t.Errorf("%d values, want %d", len(all), n)
	}
	seen := map[string]bool{}
	for _, e := range all {
		text, err := e.MarshalText()
		if err != nil || string(text) != e.String() || !e.IsValid() || seen[e.String()] {
			t.Errorf("%v: text %q, %v, valid %v", e, text, err, e.IsValid())
		}
		seen[e.String()] = true
		var read E
		if parsed, err := parse(e.String()); err != nil || parsed != e {
			t.Errorf("%v: parsed %v, %v", e, parsed, err)
		}
		if err := unmarshal(&read, text); err != nil || read != e {
			t.Errorf("%v: read %v, %v", e, read, err)
		}
	}
	for _, e := range []E{0, E(n + 1), 255} {
		if text, err := e.MarshalText(); e.IsValid() || !errors.Is(err, lifecycle.ErrDecode) {
			t.Errorf("%v: valid %v, text %q, %v", e, e.IsValid(), text, err)
		}
	}
	read := all[0]
	for _, text := range []string{"", "nothing", all[0].String() + " "} {
		if _, err := parse(text); !errors.Is(err, lifecycle.ErrDecode) {
			t.Errorf("parse %q = %v, want ErrDecode", text, err)
		}
		if err := unmarshal(&read, []byte(text)); !errors.Is(err, lifecycle.ErrDecode) || read != all[0] {
			t.Errorf("read %q = %v, want ErrDecode and the value as it was", text, err)
		}
	}
}

func TestEnumerations(t *testing.T) {
	enumeration(t, 13, lifecycle.CustomerStages(), lifecycle.ParseCustomerStage, (*lifecycle.CustomerStage).UnmarshalText)
	enumeration(t, 13, lifecycle.CustomerEvents(), lifecycle.ParseCustomerEvent, (*lifecycle.CustomerEvent).UnmarshalText)
	enumeration(t, 13, lifecycle.PartnerStages(), lifecycle.ParsePartnerStage, (*lifecycle.PartnerStage).UnmarshalText)
	enumeration(t, 14, lifecycle.PartnerEvents(), lifecycle.ParsePartnerEvent, (*lifecycle.PartnerEvent).UnmarshalText)
	enumeration(t, 4, lifecycle.Outcomes(), lifecycle.ParseOutcome, (*lifecycle.Outcome).UnmarshalText)
	enumeration(t, 4, lifecycle.Voices(), lifecycle.ParseVoice, (*lifecycle.Voice).UnmarshalText)
}
