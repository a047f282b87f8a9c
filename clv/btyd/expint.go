package btyd

import "math"

// scaledExpIntegral computes e^y·E_s(y) = E[1/(y + g)], g ~ Gamma(s, 1), for one s > 1 and many y > 0.
//
// It holds the nodes of the trapezoidal rule in ln g, with weights relative to their peak so that no Γ(s) is needed:
// e^(s(d − expm1 d)) at g = s·e^d falls double-exponentially to the right and as e^(s·d) to the left. 256 nodes are more
// than s > 1 can ask for.
type scaledExpIntegral struct {
	s     float64
	total float64
	n     int
	g, w  [256]float64
}

// newScaledExpIntegral prepares the nodes for one s > 1.
func newScaledExpIntegral(s float64) *scaledExpIntegral {
	k := &scaledExpIntegral{s: s, total: 1, n: 1}
	k.g[0], k.w[0] = s, 1
	h := 1 / math.Sqrt(1/(0.27*0.27)+2*s)
	for _, step := range [...]float64{-h, h} {
		for i := 1; k.n < len(k.g); i++ {
			d := float64(i) * step
			e, w := math.Exp(d), math.Exp(s*(d-math.Expm1(d)))
			// To the left the mean of 1/g falls one power of e^d slower than the weight.
			if w < 1e-18*min(1, e) {
				break
			}
			k.g[k.n], k.w[k.n] = s*e, w
			k.total += w
			k.n++
		}
	}
	return k
}

// at returns e^y·E_s(y). For large y by the even part of the continued fraction (Abramowitz & Stegun 5.1.22), evaluated
// backwards, else by the prepared nodes.
func (k *scaledExpIntegral) at(y float64) float64 {
	s := k.s
	if y > 8 {
		f := 0.0
		for n := 3 + math.Ceil(200/y); n >= 1; n-- {
			f = n * (s + (n - 1)) / (y + s + 2*n - f)
		}
		return 1 / (y + s - f)
	}
	sum := 0.0
	for i, w := range k.w[:k.n] {
		sum += w / (y + k.g[i])
	}
	return sum / k.total
}
