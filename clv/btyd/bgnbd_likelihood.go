package btyd

import (
	"math"

	"github.com/rapport-go/rapport/internal/fit"
	"github.com/rapport-go/rapport/internal/numeric"
)

// bgnbdBase is a whole base as the BG/NBD likelihood needs it: cells of one x stand together, and everything that depends
// on x alone is summed once over the distribution of x.
type bgnbdBase struct {
	cells  []cell // u = T, v = t_x, in units of scale
	groups []xGroup
	counts countSums
	total  float64 // Σ weight
	single bool    // all weights are 1, as in a raw base
}

// xGroup is the stretch of cells with one x.
type xGroup struct{ x, from, to int }

func newBGNBDBase(cells []cell) *bgnbdBase {
	d := &bgnbdBase{cells: cells, single: true}
	n := 0
	for i := range cells {
		d.single = d.single && cells[i].weight == 1
		if i == 0 || cells[i].x != cells[i-1].x {
			n++
		}
	}
	d.groups = make([]xGroup, 0, n)
	for from := 0; from < len(cells); {
		to := from
		for to < len(cells) && cells[to].x == cells[from].x {
			d.total += cells[to].weight
			to++
		}
		d.groups = append(d.groups, xGroup{cells[from].x, from, to})
		from = to
	}
	d.counts = newCountSums(cells, d.groups)
	return d
}

// derivatives holds a function of a model's parameters with its gradient and Hessian.
type derivatives struct {
	f float64
	g fit.Vector
	h fit.Matrix
}

// at returns the log-likelihood of the base with its exact gradient and Hessian in (r, α, a, b): one pass over the cells,
// two logarithms, an exponential and two divisions for each with x > 0, one logarithm and one division for x = 0.
//
// Row by row it is, after Fader, Hardie & Lee (2005), equation (6),
//
//	ln Γ(r+x)/Γ(r) + ln B(a,b+x)/B(a,b) + r ln α − (r+x) ln(α+T) + ln(1 + e^l),
//	l = ln a − ln(b+x−1) + (r+x) ln((α+T)/(α+t_x)),  the last term for x > 0 only.
func (d *bgnbdBase) at(r, alpha, a, b float64) derivatives {
	var s derivatives
	logAlpha := math.Log(alpha)
	s.f = d.total * r * logAlpha
	s.g[0], s.g[1] = d.total*logAlpha, d.total*r/alpha
	s.h[0][1], s.h[1][1] = d.total/alpha, -d.total*r/(alpha*alpha)
	d.counts.add(&s, r, a, b)
	for _, g := range d.groups {
		if g.x == 0 {
			d.addSilent(&s, d.cells[g.from:g.to], r, alpha)
		} else {
			d.addBuyers(&s, d.cells[g.from:g.to], float64(g.x), r, alpha, a, b)
		}
	}
	for i := range 4 {
		for j := range i {
			s.h[i][j] = s.h[j][i]
		}
	}
	return s
}

// block is how many cells are summed before the sum joins the total: short sums of like terms keep the rounding error of a
// million rows below that of a few thousand.
const block = 256

// logSum adds up w·ln v. Where all weights are 1 it multiplies sixteen values and takes one logarithm: the search keeps v
// within 1e±18, so that the product stays in range.
type logSum struct {
	sum, product float64
	n            int
	single       bool
}

func (l *logSum) add(w, v float64) {
	if !l.single {
		l.sum += w * math.Log(v)
		return
	}
	l.product *= v
	if l.n++; l.n == 16 {
		l.sum += math.Log(l.product)
		l.product, l.n = 1, 0
	}
}

func (l *logSum) total() float64 { return l.sum + math.Log(l.product) }

// addSilent adds the cells with x = 0: −r ln(α+T).
func (d *bgnbdBase) addSilent(s *derivatives, cells []cell, r, alpha float64) {
	for len(cells) > 0 {
		n := min(block, len(cells))
		logs := logSum{product: 1, single: d.single}
		var inv, inv2 float64
		for i := range cells[:n] {
			c := &cells[i]
			A := alpha + c.u
			w := c.weight / A
			logs.add(c.weight, A)
			inv += w
			inv2 += w / A
		}
		sum := logs.total()
		s.f -= r * sum
		s.g[0] -= sum
		s.g[1] -= r * inv
		s.h[0][1] -= inv
		s.h[1][1] += r * inv2
		cells = cells[n:]
	}
}

// addBuyers adds the cells with one x > 0. Per cell only sums are formed; the factors of x, r, a and b come after.
// With A = α+T, D = α+t_x, R = r+x, u = ln(A/D), P the probability of having left:
//
//	l_r = u,  l_α = −R(1/D − 1/A),  l_a = 1/a,  l_b = −1/(b+x−1),   (ln(1+e^l))' = P l',  '' = P l'' + P(1−P) l' l'ᵀ
func (d *bgnbdBase) addBuyers(s *derivatives, cells []cell, x, r, alpha, a, b float64) {
	R := r + x
	ia, ib := 1/a, 1/(b+(x-1))
	logPre := math.Log(a * ib)
	for len(cells) > 0 {
		n := min(block, len(cells))
		logs, soft := logSum{product: 1, single: d.single}, logSum{product: 1, single: d.single} // ln A and ln(1+e^−|l|)
		var above, inv, inv2, p, pu, pd, pd2, q, qu, quu, qd, qud, qdd float64
		var lastU, logA, iA float64
		for i := range cells[:n] {
			c := &cells[i]
			A, D, w := alpha+c.u, alpha+c.v, c.weight
			var iD float64
			if d.single {
				both := 1 / (A * D)
				iA, iD = D*both, A*both
				logs.add(1, A)
			} else { // merged cells of one T are mostly neighbours
				if c.u != lastU || i == 0 {
					lastU, logA, iA = c.u, math.Log(A), 1/A
				}
				iD = 1 / D
				logs.sum += w * logA
			}
			gap := c.u - c.v
			diff := gap * iA * iD // 1/D − 1/A
			u := numeric.Log1p(gap * iD)
			l := logPre + R*u
			e := math.Exp(-math.Abs(l))
			left := 1 / (1 + e) // e^l/(1+e^l)
			if l > 0 {
				above += w * l
			} else {
				left *= e
			}
			soft.add(w, 1+e)
			inv += w * iA
			inv2 += w * iA * iA
			wp := w * left
			p += wp
			pu += wp * u
			pd += wp * diff
			pd2 += wp * diff * (iD + iA) // 1/D² − 1/A²
			wq := wp * (1 - left)
			q += wq
			qu += wq * u
			quu += wq * u * u
			qd += wq * diff
			qud += wq * u * diff
			qdd += wq * diff * diff
		}
		sum := logs.total()
		s.f += above + soft.total() - R*sum
		s.g[0] += pu - sum
		s.g[1] -= R * (inv + pd)
		s.g[2] += p * ia
		s.g[3] -= p * ib
		s.h[0][0] += quu
		s.h[0][1] -= inv + pd + R*qud
		s.h[0][2] += qu * ia
		s.h[0][3] -= qu * ib
		s.h[1][1] += R * (inv2 + pd2 + R*qdd)
		s.h[1][2] -= R * qd * ia
		s.h[1][3] += R * qd * ib
		s.h[2][2] += (q - p) * ia * ia
		s.h[2][3] -= q * ia * ib
		s.h[3][3] += (q + p) * ib * ib
		cells = cells[n:]
	}
}

// countSums carries what of the likelihood depends on x alone: Σ over customers of ln (r)_x + ln (b)_x − ln (a+b)_x, with
// (y)_x = Γ(y+x)/Γ(y). As x is whole, these are sums over j of ln(y+j), each weighted with the customers whose x exceeds j:
// no log-gamma and no digamma is needed. Only beyond headTerms do Stirling's formula and its derivatives take over.
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

func (c *countSums) add(s *derivatives, r, a, b float64) {
	f, d, dd := c.rising(r)
	s.f += f
	s.g[0] += d
	s.h[0][0] += dd
	f, d, dd = c.rising(b)
	s.f += f
	s.g[3] += d
	s.h[3][3] += dd
	f, d, dd = c.rising(a + b)
	s.f -= f
	s.g[2] -= d
	s.g[3] -= d
	s.h[2][2] -= dd
	s.h[2][3] -= dd
	s.h[3][3] -= dd
}

// rising returns Σ weight·ln (y)_x with its first and second derivative in y.
func (c *countSums) rising(y float64) (f, d, dd float64) {
	for j, w := range c.over {
		v := y + float64(j)
		i := w / v
		f += w * math.Log(v)
		d += i
		dd -= i / v
	}
	if len(c.tail) == 0 {
		return f, d, dd
	}
	from := y + headTerms
	logFrom, s0, d0, t0 := math.Log(from), numeric.StirlingRemainder(from), numeric.Digamma(from), numeric.Trigamma(from)
	for _, t := range c.tail {
		m, to := t.beyond, from+t.beyond
		f += t.weight * (m*logFrom + (to-0.5)*math.Log1p(m/from) - m + numeric.StirlingRemainder(to) - s0)
		d += t.weight * (numeric.Digamma(to) - d0)
		dd += t.weight * (numeric.Trigamma(to) - t0)
	}
	return f, d, dd
}
