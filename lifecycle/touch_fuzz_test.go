package lifecycle_test

import (
	"encoding/json"
	"errors"
	"os"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
)

// FuzzTouch: what can be read is written in one way only.
func FuzzTouch(f *testing.F) {
	for _, file := range []string{"testdata/touch-v1-full.json", "testdata/touch-v1-least.json"} {
		seed, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var first, second lifecycle.Touch
		if err := first.UnmarshalJSON(data); err != nil {
			if !errors.Is(err, lifecycle.ErrDecode) || first != (lifecycle.Touch{}) {
				t.Fatalf("%v, touch %+v; want ErrDecode and nothing read", err, first)
			}
			return
		}
		written, err := json.Marshal(first)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(written, &second); err != nil || second != first {
			t.Fatalf("%s: read %+v, %v, want %+v", written, second, err, first)
		}
	})
}
