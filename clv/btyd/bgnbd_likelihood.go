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
// two logarithms, an exponential and three divisions for each with x > 0, one logarithm and one division for x = 0.
//
// Row by row it is, after Fader, Hardie & Lee (2005), equation (6),
//
//	Σ_{j<x} [ln (r+j)/α − ln(1 + a/(b+j))] − (r+x) ln(1+T/α) + ln(1 + e^l),
//	l = ln a − ln(b+x−1) + (r+x) ln((α+T)/(α+t_x)),  the last term for x > 0 only,
//
// written so that nothing large cancels where r and α, or a and b, grow without bound.
func (d *bgnbdBase) at(r, alpha, a, b float64) derivatives {
	var s derivatives
	d.counts.add(&s, r, alpha, a, b)
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

// logSum adds up w·ln(1+v), v ≥ 0. Where all weights are 1 it multiplies six values and takes one logarithm, unless v may
// be so small that 1+v rounds its digits away: the search keeps v below 1e50, so that the product stays in range.
type logSum struct {
	sum, product float64
	n            int
	multiply     bool
}

func newLogSum(multiply bool) logSum { return logSum{product: 1, multiply: multiply} }

func (l *logSum) add(w, v float64) {
	if !l.multiply {
		l.sum += w * numeric.Log1p(v)
		return
	}
	l.product *= 1 + v
	if l.n++; l.n == 6 {
		l.sum += math.Log(l.product)
		l.product, l.n = 1, 0
	}
}

func (l *logSum) total() float64 { return l.sum + math.Log(l.product) }

// From this α on, in scaled time, T/α counts as small.
const smallShare = 64

// addSilent adds the cells with x = 0: −r ln(1+T/α).
func (d *bgnbdBase) addSilent(s *derivatives, cells []cell, r, alpha float64) {
	inverse := 1 / alpha
	for len(cells) > 0 {
		n := min(block, len(cells))
		logs := newLogSum(d.single && alpha < smallShare)
		var share, share2 float64 // Σ of T/(α(α+T)), and of minus its derivative in α
		for i := range cells[:n] {
			c := &cells[i]
			iA := 1 / (alpha + c.u)
			h := c.weight * c.u * inverse * iA
			logs.add(c.weight, c.u*inverse)
			share += h
			share2 += h * (inverse + iA)
		}
		sum := logs.total()
		s.f -= r * sum
		s.g[0] -= sum
		s.g[1] += r * share
		s.h[0][1] += share
		s.h[1][1] -= r * share2
		cells = cells[n:]
	}
}

// addBuyers adds the cells with one x > 0. Per cell only sums are formed; the factors of x, r, a and b come after.
// With A = α+T, D = α+t_x, R = r+x, u = ln(A/D), P the probability of having left:
//
//	l_r = u,  l_α = −R(1/D − 1/A),  l_a = 1/a,  l_b = −1/(b+x−1),   (ln(1+e^l))' = P l',  '' = P l'' + P(1−P) l' l'ᵀ
func (d *bgnbdBase) addBuyers(s *derivatives, cells []cell, x, r, alpha, a, b float64) {
	R, inverse := r+x, 1/alpha
	ia, ib := 1/a, 1/(b+(x-1))
	logPre := math.Log(a * ib)
	for len(cells) > 0 {
		n := min(block, len(cells))
		logs, soft := newLogSum(d.single && alpha < smallShare), newLogSum(d.single) // ln(1+T/α) and ln(1+e^−|l|)
		var above, share, share2, p, pu, pd, pd2, q, qu, quu, qd, qud, qdd float64
		var lastU, logA, iA float64
		for i := range cells[:n] {
			c := &cells[i]
			A, D, w := alpha+c.u, alpha+c.v, c.weight
			var iD float64
			if d.single {
				both := 1 / (A * D)
				iA, iD = D*both, A*both
				logs.add(1, c.u*inverse)
			} else { // merged cells of one T are mostly neighbours
				if c.u != lastU {
					lastU, logA, iA = c.u, numeric.Log1p(c.u*inverse), 1/A
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
			soft.add(w, e)
			h := w * c.u * inverse * iA
			share += h
			share2 += h * (inverse + iA)
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
		s.g[1] += R * (share - pd)
		s.g[2] += p * ia
		s.g[3] -= p * ib
		s.h[0][0] += quu
		s.h[0][1] += share - pd - R*qud
		s.h[0][2] += qu * ia
		s.h[0][3] -= qu * ib
		s.h[1][1] -= R * (share2 - pd2 - R*qdd)
		s.h[1][2] -= R * qd * ia
		s.h[1][3] += R * qd * ib
		s.h[2][2] += (q - p) * ia * ia
		s.h[2][3] -= q * ia * ib
		s.h[3][3] += (q + p) * ib * ib
		cells = cells[n:]
	}
}
