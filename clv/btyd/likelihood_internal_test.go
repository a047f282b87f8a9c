package btyd

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/internal/fit"
	"github.com/rapport-go/rapport/relationship"
)

// cellsOf draws cells on a coarse grid, so that many are equal.
func cellsOf(t *rapid.T, n int) []cell {
	cells := make([]cell, n)
	for i := range cells {
		x := rapid.SampledFrom([]int{0, 0, 0, 1, 2, 3, 7, 300, 2047, 2048, 5000}).Draw(t, "x")
		u := float64(rapid.IntRange(1, 5).Draw(t, "u")) / 4
		v := 0.0
		if x > 0 {
			v = u / float64(rapid.IntRange(1, 3).Draw(t, "v"))
		}
		cells[i] = cell{x, u, v, rapid.SampledFrom([]float64{1, 1, 0.1, 0.2, 3}).Draw(t, "w")}
	}
	return cells
}

// Both sorts end in the same order, whatever order the cells came in, and the weights add up.
func TestMergeCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cells := cellsOf(t, rapid.IntRange(1, 60).Draw(t, "n"))
		want := map[cell]float64{}
		total := 0.0
		for _, c := range cells {
			total += c.weight
			c.weight, want[cell{c.x, c.u, c.v, 0}] = 0, want[cell{c.x, c.u, c.v, 0}]+c.weight
		}
		shuffled := slices.Clone(cells)
		rand.New(rand.NewPCG(1, uint64(len(cells)))).Shuffle(len(cells), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		radix, again := slices.Clone(cells), slices.Clone(shuffled)
		radixSort(radix)
		radixSort(again)
		if !slices.Equal(radix, again) {
			t.Fatal("the radix sort depends on the order of its input")
		}
		for i := 1; i < len(radix); i++ {
			if radix[i].x < radix[i-1].x {
				t.Fatal("cells of one x are not together")
			}
		}
		got := mergeCells(slices.Clone(cells))
		if !slices.Equal(got, mergeCells(shuffled)) {
			t.Fatal("merging depends on the order of its input")
		}
		if len(got) != len(want) {
			t.Fatalf("%d cells, want %d", len(got), len(want))
		}
		sum := 0.0
		for _, c := range got {
			sum += c.weight
			if w := want[cell{c.x, c.u, c.v, 0}]; math.Abs(c.weight-w) > 1e-12*w {
				t.Errorf("%+v, want weight %g", c, w)
			}
		}
		if math.Abs(sum-total) > 1e-12*total {
			t.Errorf("weights %g, want %g", sum, total)
		}
	})
}

// A minus zero is a zero, however many rows there are.
func TestMinusZeroMerges(t *testing.T) {
	rows := make([]Row, 3*mostKeyed)
	for i := range rows {
		rows[i] = Row{Record{Age: float64(1 + i%3), Unit: relationship.Day}, 1}
		if i%2 == 0 {
			rows[i].Last = math.Copysign(0, -1)
		}
	}
	cells, err := bgnbdCells(rows)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(mergeCells(cells)); n != 3 {
		t.Errorf("%d distinct rows, want 3", n)
	}
}

// derivativesAgree compares gradient and Hessian with central differences of value and gradient.
func derivativesAgree(t *rapid.T, at func(p [4]float64) derivatives, p [4]float64, n int) {
	t.Helper()
	d := at(p)
	for i := range n {
		h := 1e-5 * p[i]
		lo, hi := p, p
		lo[i] -= h
		hi[i] += h
		below, above := at(lo), at(hi)
		close := func(what string, got, want, size float64) {
			if math.Abs(got-want) > 1e-6*size {
				t.Errorf("%s %d at %v: %g, by differences %g", what, i, p, got, want)
			}
		}
		close("gradient", d.g[i], (above.f-below.f)/(2*h), math.Abs(d.g[i])+1e-4*math.Abs(d.f)/p[i])
		for j := range n {
			close("Hessian", d.h[i][j], (above.g[j]-below.g[j])/(2*h), math.Abs(d.h[i][j])+1e-4*(math.Abs(d.g[j])+math.Abs(d.f)/p[j])/p[i])
			if d.h[i][j] != d.h[j][i] {
				t.Errorf("Hessian is not symmetric at %d, %d", i, j)
			}
		}
	}
}

func TestBGNBDDerivatives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := newBGNBDBase(mergeCells(cellsOf(t, 40)))
		draw := func(name string) float64 { return math.Exp(rapid.Float64Range(-2, 3).Draw(t, name)) }
		p := [4]float64{draw("r"), draw("alpha"), draw("a"), draw("b")}
		derivativesAgree(t, func(p [4]float64) derivatives { return base.at(p[0], p[1], p[2], p[3]) }, p, 4)

		// Weights of 1 go another way through the logarithms.
		var ones []cell
		for i := range 600 {
			c := cell{x: i % 3 * i % 5, u: 0.5 + math.Sqrt2*float64(i), weight: 1}
			if c.x > 0 {
				c.v = c.u / float64(1+i%7)
			}
			ones = append(ones, c)
		}
		single := newBGNBDBase(mergeCells(ones))
		if !single.single {
			t.Fatal("not all weights are 1")
		}
		fast := single.at(p[0], p[1], p[2], p[3])
		single.single = false
		plain := single.at(p[0], p[1], p[2], p[3])
		if math.Abs(fast.f-plain.f) > 1e-13*math.Abs(plain.f) || math.Abs(fast.g[0]-plain.g[0]) > 1e-12*math.Abs(plain.f) {
			t.Errorf("product %.17g, sum %.17g of logarithms", fast.f, plain.f)
		}
	})
}

// The search differentiates in variables of its own: the chain rule, curvature and all, against differences.
func TestSearchDerivatives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cells := mergeCells(cellsOf(t, 40))
		scaleCells(cells)
		var buyers []cell
		weight := 0.0
		for _, c := range cells {
			if c.x > 0 && c.x < 100 {
				buyers = append(buyers, c)
				weight += c.weight
			}
		}
		problems := []fit.Problem{bgnbdProblem(newBGNBDBase(cells))}
		if len(buyers) > 0 {
			problems = append(problems, gammaGammaProblem(buyers, weight))
		}
		for _, p := range problems {
			var x fit.Vector
			for i := range p.Dim {
				x[i] = rapid.Float64Range(-1.5, 1.5).Draw(t, "x")
			}
			_, g, h := p.F(x)
			for i := range p.Dim {
				const step = 1e-5
				lo, hi := x, x
				lo[i] -= step
				hi[i] += step
				below, gBelow, _ := p.F(lo)
				above, gAbove, _ := p.F(hi)
				if d := (above - below) / (2 * step); math.Abs(g[i]-d) > 1e-6*(1+math.Abs(g[i])) {
					t.Errorf("gradient %d at %v: %g, by differences %g", i, x, g[i], d)
				}
				for j := range p.Dim {
					if d := (gAbove[j] - gBelow[j]) / (2 * step); math.Abs(h[i][j]-d) > 1e-6*(1+math.Abs(h[i][j])) {
						t.Errorf("Hessian %d, %d at %v: %g, by differences %g", i, j, x, h[i][j], d)
					}
				}
			}
		}
	})
}

func TestGammaGammaDerivatives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var cells []cell
		for _, c := range cellsOf(t, 40) {
			if c.x > 0 && c.x < 100 { // differences of digammas at larger ones are lost in their own rounding
				cells = append(cells, c)
			}
		}
		if len(cells) == 0 {
			return
		}
		cells = mergeCells(cells)
		draw := func(name string) float64 { return math.Exp(rapid.Float64Range(-2, 3).Draw(t, name)) }
		p := [4]float64{draw("p"), draw("q"), draw("gamma")}
		derivativesAgree(t, func(p [4]float64) derivatives { return gammaGammaAt(cells, p[0], p[1], p[2]) }, p, 3)
	})
}
