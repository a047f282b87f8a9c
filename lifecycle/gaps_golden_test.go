package lifecycle_test

import (
	"encoding/hex"
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
)

// read is gaps of a stored form.
func read(t testing.TB, stored string) *lifecycle.Gaps {
	t.Helper()
	var g lifecycle.Gaps
	if err := json.Unmarshal([]byte(stored), &g); err != nil {
		t.Fatal(err)
	}
	return &g
}

// The remissions under 6-MP of Freireich et al. (Blood 21, 1963), in weeks, with the estimates of Kaplan and Meier that textbooks print
// of them (Klein & Moeschberger, Survival Analysis, table 4.1): 0.857 0.807 0.753 0.690 0.627 0.538 0.448 outlast 6 7 10 13 16 22 23.
func TestRemissions(t *testing.T) {
	g := read(t, `{"version":1,"gaps":[{"days":6,"closed":3,"open":1},{"days":7,"closed":1,"open":0},{"days":9,"closed":0,"open":1},
		{"days":10,"closed":1,"open":1},{"days":11,"closed":0,"open":1},{"days":13,"closed":1,"open":0},{"days":16,"closed":1,"open":0},
		{"days":17,"closed":0,"open":1},{"days":19,"closed":0,"open":1},{"days":20,"closed":0,"open":1},{"days":22,"closed":1,"open":0},
		{"days":23,"closed":1,"open":0},{"days":25,"closed":0,"open":1},{"days":32,"closed":0,"open":2},{"days":34,"closed":0,"open":1},
		{"days":35,"closed":0,"open":1}]}`)
	if closed, open := g.N(); closed != 9 || open != 12 {
		t.Fatalf("%d and %d, want 9 and 12", closed, open)
	}
	last := 0.448
	for _, row := range []struct {
		day      int
		outlasts float64
		followed int64
	}{{0, 1, 21}, {5, 1, 21}, {6, 0.857, 17}, {7, 0.807, 16}, {9, 0.807, 15}, {10, 0.753, 13}, {13, 0.690, 11}, {16, 0.627, 10}, {22, 0.538, 6}, {23, 0.448, 5}} {
		share, n, ok := g.Returned(row.day)
		if want := 1 - last/row.outlasts; !ok || n != row.followed || math.Abs(share-want) > 2e-3 {
			t.Errorf("returned after %d: %v of %d, %v, want %.3f of %d", row.day, share, n, ok, want, row.followed)
		}
	}
	// Exactly: 1 − 5/6, and 1 − S(23) with S = 18/21·16/17·14/15·11/12·10/11·6/7·5/6.
	if share, _, _ := g.Returned(22); math.Abs(share-1.0/6) > 1e-15 {
		t.Errorf("after 22: %v, want 1/6", share)
	}
	if share, _, _ := g.Returned(0); math.Abs(share-(1-160.0/357)) > 1e-15 {
		t.Errorf("of all: %.17g, want 197/357", share)
	}
	if _, _, ok := g.Returned(35); ok {
		t.Error("after 35, nothing was followed")
	}
	// F is 0.14286 0.19328 0.24706 0.30980 0.37255 0.46218 0.55182 on 6 7 10 13 16 22 23; these are shares of the last.
	for share, want := range map[int]int{1: 6, 2588: 6, 2589: 7, 3502: 7, 3503: 10, 4477: 10, 4478: 13, 5615: 16, 8375: 22, 8376: 23, 10_000: 23} {
		if days, ok := g.Quantile(share); !ok || days != want {
			t.Errorf("quantile of %d = %d, %v, want %d", share, days, ok, want)
		}
	}
	// Of the nine that are closed, 6 6 6 7 10 13 16 22 23.
	for share, want := range map[int]int{1: 6, 3333: 6, 3334: 7, 5000: 10, 8000: 22, 8888: 22, 8889: 23, 10_000: 23} {
		if days, ok := g.ClosedQuantile(share); !ok || days != want {
			t.Errorf("closed quantile of %d = %d, %v, want %d", share, days, ok, want)
		}
	}
}

// The stored forms of version 1, byte for byte, both ways.
func TestStoredGaps(t *testing.T) {
	for name, g := range map[string]*lifecycle.Gaps{"empty": {}, "full": bought(t, 1000, []int{0, 30, 60}, []int{100, 400, 1000}, every(7, 0, 140))} {
		stored, err := os.ReadFile("testdata/gaps-v1-" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		text := strings.TrimSpace(string(stored))
		if got := form(t, g); got != text {
			t.Errorf("%s: written\n%s\nwant\n%s", name, got, text)
		}
		if back := read(t, text); !back.Equal(g) {
			t.Errorf("%s: read %s", name, form(t, back))
		}
		stored, err = os.ReadFile("testdata/gaps-v1-" + name + ".hex")
		if err != nil {
			t.Fatal(err)
		}
		want := strings.TrimSpace(string(stored))
		if got, err := g.MarshalBinary(); err != nil || hex.EncodeToString(got) != want {
			t.Errorf("%s: written %x, %v, want %s", name, got, err, want)
		}
		var back lifecycle.Gaps
		if err := back.UnmarshalBinary(must(hex.DecodeString(want))); err != nil || !back.Equal(g) {
			t.Errorf("%s: read %s, %v", name, form(t, &back), err)
		}
	}
}

// must is the value of a call that cannot fail.
func must[T any](v T, _ error) T { return v }
