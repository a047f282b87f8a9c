package fit_test

import (
	"testing"

	"github.com/rapport-go/rapport/internal/fit"
)

// TestNothingIsAllocated: a fit is a handful of allocations whatever it takes to converge.
func TestNothingIsAllocated(t *testing.T) {
	p := box(4, -10, 10, wood)
	start := fill(4, -3, -1)
	h := fit.Matrix{{4, 1}, {1, 3}}
	c := fit.Change{Jacobian: h}
	for name, f := range map[string]func(){
		"Minimize": func() { fit.Minimize(p, start) },
		"Invert":   func() { fit.Invert(h, 2) },
		"Pull":     func() { c.Pull(fit.Vector{1, 2}, h, 1, 2) },
		"Push":     func() { c.Push(h, 1, 2) },
	} {
		if n := testing.AllocsPerRun(10, f); n != 0 {
			t.Errorf("%s: %v allocations, want none", name, n)
		}
	}
}
