package segment_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"github.com/rapport-go/rapport/segment"
)

// enumeration is what all enumerations have.
type enumeration interface {
	~uint8
	fmt.Stringer
	IsValid() bool
	MarshalText() ([]byte, error)
}

// checkEnum holds an enumeration to its names, of which "" is a value that is not valid.
func checkEnum[E enumeration](t *testing.T, parse func(string) (E, error), set func(*E, []byte) error, unknown string, names ...string) {
	t.Helper()
	for i, name := range names {
		e := E(i)
		if name == "" {
			if _, err := e.MarshalText(); e.IsValid() || !errors.Is(err, segment.ErrInvalid) {
				t.Errorf("%v is valid, or stored: %v", e, err)
			}
			continue
		}
		back, err := parse(name)
		if e.String() != name || !e.IsValid() || err != nil || back != e {
			t.Errorf("%d is %v, want %s, which is read as %v, %v", i, e, name, back, err)
		}
		text, err := json.Marshal(e)
		if err != nil || string(text) != `"`+name+`"` {
			t.Errorf("%v is stored as %s, %v", e, text, err)
		}
		if err := set(&back, []byte(name)); err != nil || back != e {
			t.Errorf("%s is read as %v, %v", name, back, err)
		}
	}
	past := E(len(names))
	if past.IsValid() || past.String() != unknown {
		t.Errorf("%d is %v, want %s", len(names), past, unknown)
	}
	kept := E(1)
	for _, text := range []string{"", " ", unknown, names[1] + " ", "Scored"} {
		err := set(&kept, []byte(text))
		var fault *segment.InvalidError
		if kept != 1 || !errors.Is(err, segment.ErrInvalid) || !errors.As(err, &fault) {
			t.Errorf("%q is read as %v, %v", text, kept, err)
		}
	}
}

func TestEnumerations(t *testing.T) {
	checkEnum(t, segment.ParseStatus, (*segment.Status).UnmarshalText, "status(5)", "", "scored", "prospect", "too new", "future")
	checkEnum(t, segment.ParseTies, (*segment.Ties).UnmarshalText, "ties(3)", "low", "mid", "high")
	checkEnum(t, segment.ParseDimension, (*segment.Dimension).UnmarshalText, "dimension(4)", "", "recency", "frequency", "monetary")
	checkEnum(t, segment.ParseWarmth, (*segment.Warmth).UnmarshalText, "warmth(4)", "", "lapsed", "cooling", "active")
	checkEnum(t, segment.ParseValueTier, (*segment.ValueTier).UnmarshalText, "value tier(6)", "", "none", "low", "mid", "high", "top")
	checkEnum(t, segment.ParseEngagement, (*segment.Engagement).UnmarshalText, "engagement(11)", "", "champions", "loyal",
		"potential loyalists", "newcomers", "promising", "need attention", "about to sleep", "at risk", "cannot lose", "hibernating")
}

func TestLetters(t *testing.T) {
	for d, want := range map[segment.Dimension]string{segment.Recency: "R", segment.Frequency: "F", segment.Monetary: "M", 0: "", 4: ""} {
		if got := d.Letter(); got != want {
			t.Errorf("%v is %q, want %q", d, got, want)
		}
	}
}
