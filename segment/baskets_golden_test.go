package segment_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// basketsForever reads a stored form of the first version, which has to be the form of what is given, now and later.
func basketsForever(t *testing.T, file string, state any, back interface{ UnmarshalJSON([]byte) error }) {
	t.Helper()
	stored, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.TrimSpace(string(stored))
	if got := relationship.Must(json.Marshal(state)); string(got) != want {
		t.Errorf("written as\n%s, want\n%s", got, want)
	}
	if err := back.UnmarshalJSON([]byte(want)); err != nil {
		t.Fatal(err)
	}
	if again := relationship.Must(json.Marshal(back)); string(again) != want {
		t.Errorf("read as\n%s, want\n%s", again, want)
	}
}

func TestBasketsFormIsReadForever(t *testing.T) {
	b := basketsAdd(t, []string{"home", "car"}, []string{"car"}, []string{"life, <whole>", "home"}, nil)
	basketsForever(t, "baskets-v1.json", b, new(segment.Baskets))
}
