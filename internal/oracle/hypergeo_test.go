package oracle_test

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/mathext"

	"github.com/rapport-go/rapport/clv/btyd"
)

// safe tells where mathext.Hypergeo can be believed: it loses its digits as z nears 1,
// without saying so, and the published forms divide by a−1.
func safe(a, z float64) bool { return math.Abs(a-1) > 0.1 && z < 0.9 }

// TestConditionalExpectationInPrint holds E[Y(t) | x, tx, T] against equation (10) of
// Fader, Hardie & Lee (2005).
func TestConditionalExpectationInPrint(t *testing.T) {
	compared := 0
	eachPair(t, func(t *testing.T, m [4]float64, c customer, f btyd.BGNBDForecast) {
		r, alpha, a, b := m[0], m[1], m[2], m[3]
		x := float64(c.x)
		for _, h := range []float64{0.5, 8, 39} {
			z := h / (alpha + c.T + h)
			if !safe(a, z) {
				continue
			}
			compared++
			f21 := mathext.Hypergeo(r+x, b+x, a+b+x-1, z)
			want := (a + b + x - 1) / (a - 1) * (1 - math.Pow((alpha+c.T)/(alpha+c.T+h), r+x)*f21)
			if c.x > 0 {
				want /= 1 + a/(b+x-1)*math.Pow((alpha+c.T)/(alpha+c.tx), r+x)
			}
			// The subtraction in print costs about as many digits as the bracket is small.
			same(t, fmt.Sprintf("E[Y(%g)]", h), f.ExpectedPurchases(h), want, 1e-11)
		}
	})
	if compared < 80 {
		t.Errorf("%d points compared, want at least 80: the safe region has shrunk", compared)
	}
}

// TestExpectationInPrint holds E[X(t)] against equation (9) of the same paper.
func TestExpectationInPrint(t *testing.T) {
	compared := 0
	for _, m := range models() {
		r, alpha, a, b := m[0], m[1], m[2], m[3]
		for _, h := range []float64{0.25, 1, 4, 13, 26, 52} {
			z := h / (alpha + h)
			if !safe(a, z) {
				continue
			}
			compared++
			f21 := mathext.Hypergeo(r, b, a+b-1, z)
			want := (a + b - 1) / (a - 1) * (1 - math.Pow(alpha/(alpha+h), r)*f21)
			same(t, fmt.Sprintf("%v: E[X(%g)]", m, h), bgnbd(t, m).ExpectedPurchases(h), want, 1e-11)
		}
	}
	if compared < 16 {
		t.Errorf("%d points compared, want at least 16: the safe region has shrunk", compared)
	}
}
