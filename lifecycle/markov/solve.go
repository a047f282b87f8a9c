package markov

import "math"

// mostResult bounds results, so that their squares are finite.
const mostResult = 1e150

// system is I − A, factored, for a matrix A of m × m probabilities that may be discounted, and whose rows leak: what is missing in the
// row of A to 1 goes out.
//
// It is solved as Grassmann, Taksar and Heyman (1985) do: the diagonal of I − A is never formed. What stands there is what leaves the
// state, and that is a sum of probabilities, which stays one when states are eliminated: a path through the state that goes is added to
// the moves between those that stay. So nothing is ever subtracted, and each number has the relative accuracy of the probabilities to
// leave, be they 1e-15: Gauss's elimination would have lost them in 1 − p.
type system struct {
	m int
	// cells are the factors: above the diagonal the moves to states that are eliminated later, below it the multipliers.
	cells []float64
	// pivot is what leaves each state to those that are eliminated later, or for good.
	pivot []float64
}

// factor eliminates the states in their order. cells and leaks are used up: the off-diagonal of A, and what each row leaks. stuck is the
// state that the rest is not left from as far as float64 can tell, or −1.
func factor(cells, leaks []float64) (s system, stuck int) {
	m := len(leaks)
	s = system{m: m, cells: cells, pivot: make([]float64, m)}
	for k := range m {
		row := cells[k*m : (k+1)*m]
		out := leaks[k]
		for _, a := range row[k+1:] {
			out += a
		}
		if !(out > 0) || math.IsInf(out, 1) {
			return s, k
		}
		s.pivot[k] = out
		for i := k + 1; i < m; i++ {
			share := cells[i*m+k] / out
			if share == 0 {
				continue
			}
			cells[i*m+k] = share
			// What comes back to i itself lands on the diagonal, where nobody looks.
			addScaled(cells[i*m+k+1:(i+1)*m], row[k+1:], share)
			leaks[i] += share * leaks[k]
		}
	}
	return s, -1
}

// solve replaces b by (I − A)^−1·b.
func (s system) solve(b []float64) {
	m := s.m
	for k := range m {
		for i := k + 1; i < m; i++ {
			b[i] += s.cells[i*m+k] * b[k]
		}
	}
	for k := m - 1; k >= 0; k-- {
		sum := b[k]
		for j := k + 1; j < m; j++ {
			sum += s.cells[k*m+j] * b[j]
		}
		b[k] = sum / s.pivot[k]
	}
}

// solveRow replaces w by the row w·(I − A)^−1.
func (s system) solveRow(w []float64) {
	m := s.m
	for k := range m {
		w[k] /= s.pivot[k]
		addScaled(w[k+1:], s.cells[k*m+k+1:(k+1)*m], w[k])
	}
	for k := m - 1; k >= 0; k-- {
		addScaled(w[:k], s.cells[k*m:k*m+k], w[k])
	}
}

// inverse returns (I − A)^−1, row after row.
func (s system) inverse() []float64 {
	m := s.m
	x := make([]float64, m*m)
	for k := range m {
		row := x[k*m : (k+1)*m]
		row[k] = 1
		for j, share := range s.cells[k*m : k*m+k] {
			if share != 0 {
				addScaled(row[:j+1], x[j*m:j*m+j+1], share)
			}
		}
	}
	for k := m - 1; k >= 0; k-- {
		row := x[k*m : (k+1)*m]
		for j := k + 1; j < m; j++ {
			if a := s.cells[k*m+j]; a != 0 {
				addScaled(row, x[j*m:(j+1)*m], a)
			}
		}
		for j := range row {
			row[j] /= s.pivot[k]
		}
	}
	return x
}

// system factors I − γP on the states that live. What goes to the others leaks, and leak besides in every period.
func (c Chain[S]) system(live []int, gamma, leak float64) (s system, stuck int) {
	m := len(live)
	cells, leaks := make([]float64, m*m), make([]float64, m)
	place := c.places(live)
	for a, i := range live {
		leaks[a] = leak
		for j, p := range c.row(i) {
			switch b := place[j]; {
			case b < 0:
				leaks[a] += gamma * p
			case b != a:
				cells[a*m+b] = gamma * p
			}
		}
	}
	return factor(cells, leaks)
}

// places returns for each state where it is among those that live, or −1.
func (c Chain[S]) places(live []int) []int {
	place := make([]int, len(c.states))
	for i := range place {
		place[i] = -1
	}
	for a, i := range live {
		place[i] = a
	}
	return place
}
