package lifecycle_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
)

// useGaps reads all that can be read from gaps.
func useGaps(t *testing.T, g *lifecycle.Gaps) {
	t.Helper()
	for _, n := range []int{-1, 0, 1, 8000, 9500, 10_000, math.MaxInt} {
		g.Quantile(n)
		g.ClosedQuantile(n)
		if share, _, ok := g.Returned(n); ok && !(share >= 0 && share <= 1) {
			t.Fatalf("returned after %d: %v", n, share)
		}
	}
	th, err := g.Thresholds(lifecycle.GapOptions{Least: 1})
	if err == nil {
		_, err = lifecycle.Customer(lifecycle.CustomerPolicy{}.WithThresholds(th))
		if err != nil {
			t.Fatal(err)
		}
	} else if !errors.Is(err, lifecycle.ErrGaps) {
		t.Fatal(err)
	}
	if err := g.Clone().Merge(g); err != nil && !errors.Is(err, lifecycle.ErrGaps) {
		t.Fatal(err)
	}
}

// FuzzGapsJSON: what can be read is written in one way only, and says something or says why not.
func FuzzGapsJSON(f *testing.F) {
	for _, name := range []string{"empty", "full"} {
		f.Add(must(os.ReadFile("testdata/gaps-v1-" + name + ".json")))
	}
	f.Add([]byte(huge))
	f.Fuzz(func(t *testing.T, data []byte) {
		var first, second lifecycle.Gaps
		if err := first.UnmarshalJSON(data); err != nil {
			if !errors.Is(err, lifecycle.ErrDecode) || !first.IsZero() {
				t.Fatalf("%v, %s; want ErrDecode and nothing read", err, form(t, &first))
			}
			return
		}
		written := must(first.MarshalJSON())
		if err := second.UnmarshalJSON(written); err != nil || !second.Equal(&first) || !bytes.Equal(must(second.MarshalJSON()), written) {
			t.Fatalf("%s: %v, %s", written, err, form(t, &second))
		}
		useGaps(t, &second)
	})
}

// FuzzGapsBinary: there is one form for each state.
func FuzzGapsBinary(f *testing.F) {
	for _, name := range []string{"empty", "full"} {
		f.Add(must(hex.DecodeString(strings.TrimSpace(string(must(os.ReadFile("testdata/gaps-v1-" + name + ".hex")))))))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var g lifecycle.Gaps
		if err := g.UnmarshalBinary(data); err != nil {
			if !errors.Is(err, lifecycle.ErrDecode) || !g.IsZero() {
				t.Fatalf("%v, %s; want ErrDecode and nothing read", err, form(t, &g))
			}
			return
		}
		if written := must(g.MarshalBinary()); !bytes.Equal(written, data) {
			t.Fatalf("%x, want %x", written, data)
		}
		useGaps(t, &g)
	})
}
