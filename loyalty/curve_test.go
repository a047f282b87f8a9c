package loyalty_test

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/loyalty"
)

// TestGoldenCurve: a ladder of thresholds (a half from 10 on, all from 40 on) as lines, and one that falls, by hand.
func TestGoldenCurve(t *testing.T) {
	up := loyalty.Curve{{At: 0, Value: 0}, {At: 10, Value: 0.5}, {At: 40, Value: 1}}
	down := loyalty.Curve{{At: -5, Value: 0.9}, {At: 3, Value: 0.9}, {At: 7, Value: 0.1}}
	for _, row := range []struct {
		curve   loyalty.Curve
		v, want float64
	}{
		{up, -1e9, 0}, {up, 0, 0}, {up, 4, 0.2}, {up, 10, 0.5}, {up, 25, 0.75}, {up, 40, 1}, {up, 41, 1},
		{down, -6, 0.9}, {down, 0, 0.9}, {down, 3, 0.9}, {down, 5, 0.5}, {down, 7, 0.1}, {down, 1e300, 0.1},
	} {
		if got, err := row.curve.Of(row.v); err != nil || math.Abs(got-row.want) > 1e-15 {
			t.Errorf("%v at %v: %v, %v; want %v", row.curve, row.v, got, err, row.want)
		}
	}
}

// TestGoldenSaturating: by hand; three are worth a half, five 5/8.
func TestGoldenSaturating(t *testing.T) {
	for _, row := range [][3]float64{{0, 3, 0}, {3, 3, 0.5}, {5, 3, 0.625}, {1, 3, 0.25}, {27, 3, 0.9}, {1e300, 1e300, 0.5}} {
		if got, err := loyalty.Saturating(row[0], row[1]); err != nil || math.Abs(got-row[2]) > 1e-15 {
			t.Errorf("%v of %v: %v, %v; want %v", row[0], row[1], got, err, row[2])
		}
	}
}

// TestGoldenLowerIsBetter: 2^(−1/2) and 2^(−7/3), to 20 digits, and the edges.
func TestGoldenLowerIsBetter(t *testing.T) {
	for _, row := range [][4]float64{
		{0, 2, 4, 1}, {2, 2, 4, 1}, {-9, 2, 4, 1}, {6, 2, 4, 0.5}, {4, 2, 4, 0.70710678118654752440}, {9, 2, 3, 0.19842513149602493434},
		{1e300, -1e300, 1e-300, 0},
	} {
		if got, err := loyalty.LowerIsBetter(row[0], row[1], row[2]); err != nil || math.Abs(got-row[3]) > 1e-15 {
			t.Errorf("%v: %v, %v", row, got, err)
		}
	}
}

// TestCurveStaysBetweenKnots: where a share of the way rounds to 1, the sum of both values' difference may pass the knot by a last bit.
func TestCurveStaysBetweenKnots(t *testing.T) {
	c := loyalty.Curve{{At: -1e16, Value: 0.43276706790505337}, {At: 1, Value: 0.04348955417302772}}
	if got, err := c.Of(0.5); err != nil || got != c[1].Value {
		t.Errorf("%v, %v; want %v", got, err, c[1].Value)
	}
}

func TestCurveJSON(t *testing.T) {
	c := loyalty.Curve{{At: math.Copysign(0, -1), Value: 0.25}, {At: 0.1, Value: 1}}
	const want = `[{"at":0,"value":0.25},{"at":0.1,"value":1}]`
	data, err := json.Marshal(c)
	if err != nil || string(data) != want {
		t.Fatalf("%s, %v", data, err)
	}
	var read loyalty.Curve
	if err := json.Unmarshal(data, &read); err != nil || !cmp.Equal(read, loyalty.Curve{{At: 0, Value: 0.25}, {At: 0.1, Value: 1}}) {
		t.Errorf("%v, %v", read, err)
	}
	kept := slices.Clone(read)
	for _, bad := range []string{
		``, `null`, `[]`, `{}`, `[{"at":0,"value":0},{"at":0,"value":1}]`, `[{"at":0,"value":0},{"at":1,"value":1,"x":1}]`,
		`[{"at":0,"value":0},{"at":1,"Value":1}]`, `[{"at":0,"value":0},{"at":1,"value":2}]`,
	} {
		if err := read.UnmarshalJSON([]byte(bad)); !errors.Is(err, loyalty.ErrDecode) || !slices.Equal(read, kept) {
			t.Errorf("%s: %v, %v", bad, err, read)
		}
	}
}
