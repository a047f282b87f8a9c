package numeric_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/internal/numeric"
)

// near reports whether two numbers are within eps of each other.
func newcombeNear(a, b, eps float64) bool { return math.Abs(a-b) <= eps }

// TestNewcombeGolden holds the worked examples of the paper (independent shares, 95 %, printed there to four places: 0.0524 to 0.3339 for
// the first) against 20 digits by mpmath.
func TestNewcombeGolden(t *testing.T) {
	for _, c := range []struct{ h1, n1, h2, n2, z, low, high float64 }{
		{56, 70, 48, 80, z95, 0.052431472402364877896, 0.33387265403690597643},
		{9, 10, 3, 10, z95, 0.17052272393450287595, 0.80901797353548798443},
		{6, 7, 2, 7, z95, 0.058227927482312201553, 0.80624963752422776018},
		{5, 56, 0, 29, z95, -0.038137147903536903301, 0.19256001385511162047},
		{0, 10, 0, 20, z95, -0.16112515805281938715, 0.27753279986288925272},
		{0, 10, 0, 10, z95, -0.27753279986288925272, 0.27753279986288925272},
		{10, 10, 0, 20, z95, 0.67908603714191467264, 1},
		{10, 10, 0, 10, z95, 0.6075093504305241648, 1},
		{56, 70, 48, 80, numeric.NormalWidth(0.9), 0.076564191544071938921, 0.31364458358294378765},
		{120, 1000, 80, 1000, 2, 0.013177751972285173572, 0.066996729202306243904},
	} {
		low, high := numeric.Newcombe(c.h1, c.n1, c.h2, c.n2, c.z)
		if !newcombeNear(low, c.low, 1e-15) || !newcombeNear(high, c.high, 1e-15) {
			t.Errorf("%v/%v - %v/%v: %.17g to %.17g, want %.17g to %.17g", c.h1, c.n1, c.h2, c.n2, low, high, c.low, c.high)
		}
	}
}

// TestNewcombePairedGolden holds tables (both, first only, second only, neither) at 95 % against 20 digits by mpmath.
func TestNewcombePairedGolden(t *testing.T) {
	for _, c := range []struct{ a, b, c, d, low, high float64 }{
		{14, 5, 0, 22, 0.011483241383033257712, 0.22649268435121123454},
		{1, 1, 7, 12, -0.50692022668614096227, -0.02555912416485979492},
		{59, 6, 16, 80, -0.11862119563870993062, -0.0046251139330500547852},
		{10, 15, 5, 20, 0.025838416549251061221, 0.35693657165919256112},
		{36, 12, 2, 0, 0.056929584003238811146, 0.34042760297494070162},
		{36, 14, 0, 0, 0.15283951785585732333, 0.41665123695956560384},
		{97, 0, 2, 1, -0.072835268484762557478, 0.023387035204772036609},
		{30, 0, 10, 15, -0.28454215005471663307, -0.072486580396370221642},
		{0, 14, 2, 4, 0.23504477540985283272, 0.8010754391351875239},
		{54, 0, 0, 0, -0.066413588090896400439, 0.066413588090896400439},
		{53, 0, 0, 1, -0.072938145478576953443, 0.072938145478576953443},
		{27, 0, 0, 27, -0.035069662971613028235, 0.035069662971613028235},
		{0, 30, 0, 24, 0.40796908976753109408, 0.6799753582777034438},
		{0, 54, 0, 0, 0.90607700299599404087, 1},
	} {
		low, high := numeric.NewcombePaired(c.a, c.b, c.c, c.d, z95)
		if !newcombeNear(low, c.low, 2e-15) || !newcombeNear(high, c.high, 2e-15) {
			t.Errorf("%v: %.17g to %.17g", c, low, high)
		}
	}
}

// z95 is the width of an interval of 95 %, by mpmath.
const z95 = 1.9599639845400542355

func TestNewcombeSpecialCases(t *testing.T) {
	for _, c := range [][5]float64{{0, 0, 5, 10, 2}, {5, 10, 0, 0, 2}, {0, 0, 0, 0, 2}} {
		if low, high := numeric.Newcombe(c[0], c[1], c[2], c[3], c[4]); low != -1 || high != 1 {
			t.Errorf("%v: %v to %v", c, low, high)
		}
	}
	if low, high := numeric.NewcombePaired(0, 0, 0, 0, 2); low != -1 || high != 1 {
		t.Errorf("no cases: %v to %v", low, high)
	}
	if low, high := numeric.Newcombe(3, 4, 1, 4, 0); low != 0.5 || high != 0.5 {
		t.Errorf("z = 0: %v to %v", low, high)
	}
	if low, high := numeric.NewcombePaired(1, 3, 1, 3, 0); low != 0.25 || high != 0.25 {
		t.Errorf("z = 0: %v to %v", low, high)
	}
}

// newcombeCounts draws counts that favour 0 and the very large.
var newcombeCounts = rapid.Custom(func(t *rapid.T) float64 {
	return float64(rapid.OneOf(rapid.Int64Range(0, 3), rapid.Int64Range(0, 300), rapid.Int64Range(0, 1e15)).Draw(t, "count"))
})

var newcombeWidths = rapid.OneOf(rapid.Just(0.0), rapid.Float64Range(0, 5), rapid.Float64Range(0, 100))

// TestNewcombeLaws: the interval holds the difference seen, lies within −1 and 1, turns with the shares and with hits and misses, and
// widens in z.
func TestNewcombeLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h1, m1, h2, m2 := newcombeCounts.Draw(t, "h1"), newcombeCounts.Draw(t, "m1"), newcombeCounts.Draw(t, "h2"), newcombeCounts.Draw(t, "m2")
		z := newcombeWidths.Draw(t, "z")
		n1, n2 := h1+m1, h2+m2
		low, high := numeric.Newcombe(h1, n1, h2, n2, z)
		if !(-1 <= low && low <= high && high <= 1) {
			t.Fatalf("%v to %v", low, high)
		}
		if n1 > 0 && n2 > 0 && !(low <= h1/n1-h2/n2 && h1/n1-h2/n2 <= high) {
			t.Fatalf("%v to %v does not hold %v", low, high, h1/n1-h2/n2)
		}
		if l, h := numeric.Newcombe(h2, n2, h1, n1, z); l != -high || h != -low {
			t.Fatalf("exchanged: %v to %v, want %v to %v", l, h, -high, -low)
		}
		if l, h := numeric.Newcombe(m1, n1, m2, n2, z); !newcombeNear(l, -high, 1e-14) || !newcombeNear(h, -low, 1e-14) {
			t.Fatalf("misses: %v to %v, want %v to %v", l, h, -high, -low)
		}
		if l, h := numeric.Newcombe(h1, n1, h2, n2, z+1); l > low+1e-14 || h < high-1e-14 {
			t.Fatalf("wider: %v to %v, from %v to %v", l, h, low, high)
		}
	})
}

// TestNewcombePairedLaws: the interval holds the difference seen, lies within −1 and 1, turns with first and second, and stays when both
// and neither are exchanged.
func TestNewcombePairedLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c, d := newcombeCounts.Draw(t, "both"), newcombeCounts.Draw(t, "first"), newcombeCounts.Draw(t, "second"), newcombeCounts.Draw(t, "neither")
		z := newcombeWidths.Draw(t, "z")
		low, high := numeric.NewcombePaired(a, b, c, d, z)
		if !(-1 <= low && low <= high && high <= 1) {
			t.Fatalf("%v to %v", low, high)
		}
		if n := a + b + c + d; n > 0 && !(low <= (b-c)/n && (b-c)/n <= high) {
			t.Fatalf("%v to %v does not hold %v", low, high, (b-c)/n)
		}
		if l, h := numeric.NewcombePaired(a, c, b, d, z); l != -high || h != -low {
			t.Fatalf("exchanged: %v to %v, want %v to %v", l, h, -high, -low)
		}
		if l, h := numeric.NewcombePaired(d, b, c, a, z); !newcombeNear(l, low, 1e-13) || !newcombeNear(h, high, 1e-13) {
			t.Fatalf("both and neither: %v to %v, want %v to %v", l, h, low, high)
		}
	})
}

// TestNewcombePairedNarrows: cases that go together make the interval narrower than that of two samples, cases that go against each
// other make it wider, and where one share is certain the two agree.
func TestNewcombePairedNarrows(t *testing.T) {
	width := func(low, high float64) float64 { return high - low }
	alone := width(numeric.Newcombe(50, 100, 50, 100, 2))
	if together := width(numeric.NewcombePaired(45, 5, 5, 45, 2)); !(together < 0.7*alone) {
		t.Errorf("together %v, alone %v", together, alone)
	}
	if against := width(numeric.NewcombePaired(5, 45, 45, 5, 2)); !(against > 1.2*alone) {
		t.Errorf("against %v, alone %v", against, alone)
	}
	if sure := width(numeric.NewcombePaired(36, 14, 0, 0, 2)); !newcombeNear(sure, width(numeric.Newcombe(50, 50, 36, 50, 2)), 1e-15) {
		t.Errorf("certain: %v", sure)
	}
}
