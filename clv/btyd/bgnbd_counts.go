package btyd

import (
	"math"

	"github.com/rapport-go/rapport/internal/numeric"
)

// countSums carries what of the likelihood depends on x alone: Σ over customers of ln (r)_x/α^x + ln (b)_x/(a+b)_x, with
// (y)_x = Γ(y+x)/Γ(y). As x is whole, these are sums over j < x, each weighted with the customers whose x exceeds j: no
// log-gamma and no digamma is needed. Only beyond headTerms do Stirling's formula and its derivatives take over.
type countSums struct {
	over []float64 // over[j] is the weight of customers with x > j, j < headTerms
	tail []struct{ beyond, weight float64 }
}

const headTerms = 256

func newCountSums(cells []cell, groups []xGroup) countSums {
	var s countSums
	most := groups[len(groups)-1].x
	s.over = make([]float64, min(most, headTerms))
	beyond := 0
	for _, g := range groups {
		if g.x > headTerms {
			beyond++
		}
	}
	s.tail = make([]struct{ beyond, weight float64 }, 0, beyond)
	for _, g := range groups {
		w := 0.0
		for i := g.from; i < g.to; i++ {
			w += cells[i].weight
		}
		if g.x > 0 {
			s.over[min(g.x, headTerms)-1] += w
		}
		if g.x > headTerms {
			s.tail = append(s.tail, struct{ beyond, weight float64 }{float64(g.x - headTerms), w})
		}
	}
	for j := len(s.over) - 2; j >= 0; j-- {
		s.over[j] += s.over[j+1]
	}
	return s
}

// purchases returns Σ weight·x.
func (c *countSums) purchases() float64 {
	sum := 0.0
	for _, w := range c.over {
		sum += w
	}
	for _, t := range c.tail {
		sum += t.weight * t.beyond
	}
	return sum
}

// add adds the sums with their derivatives.
func (c *countSums) add(s *derivatives, r, alpha, a, b float64) {
	for j, w := range c.over {
		y, z := r+float64(j), b+float64(j)
		iy, iz, ic := 1/y, 1/z, 1/(a+z)
		s.f += w * (math.Log(y/alpha) - math.Log1p(a*iz))
		s.g[0] += w * iy
		s.h[0][0] -= w * iy * iy
		drop := w * a * iz * ic // w(1/z − 1/(a+z))
		s.g[2] -= w * ic
		s.g[3] += drop
		s.h[2][2] += w * ic * ic
		s.h[2][3] += w * ic * ic
		s.h[3][3] -= drop * (iz + ic)
	}
	purchases := c.purchases()
	s.g[1] -= purchases / alpha
	s.h[1][1] += purchases / (alpha * alpha)
	if len(c.tail) > 0 {
		c.addTail(s, r, alpha, a, b)
	}
}

// addTail adds the terms beyond headTerms: Stirling's formula for r, the ratio of Beta functions for a and b.
func (c *countSums) addTail(s *derivatives, r, alpha, a, b float64) {
	y, z := r+headTerms, b+headTerms
	scale, s0 := math.Log(y/alpha), numeric.StirlingRemainder(y)
	dy, ty := numeric.Digamma(y), numeric.Trigamma(y)
	dz, tz := numeric.Digamma(z), numeric.Trigamma(z)
	dc, tc := numeric.Digamma(a+z), numeric.Trigamma(a+z)
	for _, t := range c.tail {
		m, w := t.beyond, t.weight
		s.f += w * (m*scale + y*numeric.Log1pmx(m/y) + (m-0.5)*math.Log1p(m/y) + numeric.StirlingRemainder(y+m) - s0 +
			numeric.LogBetaRatio(a, z, m))
		s.g[0] += w * (numeric.Digamma(y+m) - dy)
		s.h[0][0] += w * (numeric.Trigamma(y+m) - ty)
		s.g[2] -= w * (numeric.Digamma(a+z+m) - dc)
		s.g[3] += w * (numeric.Digamma(z+m) - dz - (numeric.Digamma(a+z+m) - dc))
		s.h[2][2] -= w * (numeric.Trigamma(a+z+m) - tc)
		s.h[2][3] -= w * (numeric.Trigamma(a+z+m) - tc)
		s.h[3][3] += w * (numeric.Trigamma(z+m) - tz - (numeric.Trigamma(a+z+m) - tc))
	}
}
