package lifecycle_test

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"os"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
)

// checkBinary: nothing panics; what is refused leaves the target as it was; what is read is written in the same bytes, and its JSON is read
// as the same value.
func checkBinary[T interface {
	comparable
	encoding.BinaryMarshaler
}, P interface {
	*T
	encoding.BinaryUnmarshaler
}](f *testing.F, kept T, seeds ...[]byte) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	data, err := kept.MarshalBinary()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		read := kept
		if err := P(&read).UnmarshalBinary(data); err != nil {
			if !errors.Is(err, lifecycle.ErrDecode) || read != kept {
				t.Fatalf("%x: %v, want ErrDecode and the target as it was", data, err)
			}
			return
		}
		if again, err := read.MarshalBinary(); err != nil || !bytes.Equal(again, data) {
			t.Fatalf("%x is read as %+v, which is written %x, %v", data, read, again, err)
		}
		var fromText T
		text, err := json.Marshal(read)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(text, &fromText); err != nil || fromText != read {
			t.Fatalf("%s is read as %+v, %v, want %+v", text, fromText, err, read)
		}
	})
}

func FuzzStateBinary(f *testing.F) {
	checkBinary[lifecycle.State[lifecycle.CustomerStage]](f, full().State, []byte{1, 0}, join(1, lost1))
}

func FuzzFactsBinary(f *testing.F) {
	checkBinary[lifecycle.Facts](f, full().Facts, []byte{1, 0}, join(1, seen1))
}

func FuzzStandingBinary(f *testing.F) {
	for _, file := range []string{"testdata/standing-v1.bin", "testdata/standing-v1-empty.bin"} {
		seed, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(seed)
	}
	checkBinary[lifecycle.CustomerStanding](f, full(), join(1, lost1, seen1))
}
