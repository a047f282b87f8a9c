package segment_test

import (
	"encoding"
	"errors"
	"fmt"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

// targetEnum is what the enumerations of attributes, truths and policies have in common.
type targetEnum interface {
	comparable
	fmt.Stringer
	encoding.TextMarshaler
	IsValid() bool
}

func checkTargetEnum[E targetEnum](t *testing.T, all []E, zero bool, last E, parse func(string) (E, error), read func(*E, []byte) error, names ...string) {
	t.Helper()
	if len(all) != len(names) {
		t.Fatalf("%v, want %q", all, names)
	}
	for i, e := range all {
		text, err := e.MarshalText()
		if e.String() != names[i] || string(text) != names[i] || err != nil || !e.IsValid() {
			t.Errorf("%v, %s, %v, want %s", e, text, err, names[i])
		}
		var back E
		if parsed, err := parse(names[i]); parsed != e || err != nil || read(&back, text) != nil || back != e {
			t.Errorf("%s is read as %v and %v, %v", text, parsed, back, err)
		}
	}
	for _, text := range []string{"", "x", names[0] + " "} {
		back := all[0]
		if _, err := parse(text); !errors.Is(err, segment.ErrInvalid) || read(&back, []byte(text)) == nil || back != all[0] {
			t.Errorf("%q is read: %v", text, err)
		}
	}
	var none E
	if none.IsValid() != zero || last.IsValid() {
		t.Error("what is valid")
	}
	if _, err := last.MarshalText(); !errors.Is(err, segment.ErrInvalid) || last.String() == "" {
		t.Errorf("%v has a text", last)
	}
}

func TestTargetEnumerations(t *testing.T) {
	checkTargetEnum(t, segment.AttributeKinds(), false, 6, segment.ParseAttributeKind, (*segment.AttributeKind).UnmarshalText,
		"number", "choice", "set", "flag", "date")
	checkTargetEnum(t, segment.Truths(), true, 3, segment.ParseTruth, (*segment.Truth).UnmarshalText, "unknown", "no", "yes")
	checkTargetEnum(t, segment.TargetPolicies(), true, 2, segment.ParseTargetPolicy, (*segment.TargetPolicy).UnmarshalText, "overlap", "first match")
}
