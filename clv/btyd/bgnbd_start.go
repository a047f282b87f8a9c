package btyd

import (
	"math"

	"github.com/rapport-go/rapport/internal/fit"
)

// repeaters returns the weight of the customers with x > 0.
func (d *bgnbdBase) repeaters() float64 {
	if len(d.counts.over) == 0 {
		return 0
	}
	return d.counts.over[0]
}

// bgnbdStarts returns the starting points in the order they are tried.
//
// The first comes from the moments of an NBD without dropout: with E x = m T and Var x = m T + (m²/r) T² the base gives m and
// r. Customers who leave make the rate while alive higher than m. The others lie around it, far apart.
func bgnbdStarts(d *bgnbdBase) []fit.Vector {
	var time, time2, spread float64
	for _, c := range d.cells {
		time += c.weight * c.u
		time2 += c.weight * c.u * c.u
	}
	m := d.counts.purchases() / max(time, 1e-300)
	for _, c := range d.cells {
		e := float64(c.x) - m*c.u
		spread += c.weight * e * e
	}
	r := 10.0
	if extra := spread - m*time; extra > 0 {
		r = min(max(m*m*time2/extra, 0.05), 20)
	}
	at := func(rate, r, leave, weight float64) fit.Vector {
		return fit.Vector{math.Log(m * rate), math.Log(r), math.Log(leave / (1 - leave)), math.Log(weight)}
	}
	return []fit.Vector{
		at(1.5, r, 0.25, 4),
		at(0.8, 5, 0.02, 50), // far from the first, to see whether the optimum is the only one
		at(3, 0.25, 0.5, 1),
		at(1, 1, 0.05, 2),
		at(6, 0.1, 0.8, 1),
	}
}
