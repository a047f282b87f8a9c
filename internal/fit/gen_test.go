package fit_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/rapport-go/rapport/internal/fit"
	"pgregory.net/rapid"
)

// genDim draws a number of variables.
func genDim() *rapid.Generator[int] { return rapid.IntRange(1, fit.MaxDim) }

// genWhole draws a small whole number as a float64: sums and products of such are exact.
func genWhole(most int) *rapid.Generator[float64] {
	return rapid.Map(rapid.IntRange(-most, most), func(k int) float64 { return float64(k) })
}

// genVector draws the first n entries of a vector.
func genVector(n int, entry *rapid.Generator[float64]) *rapid.Generator[fit.Vector] {
	return rapid.Custom(func(t *rapid.T) (v fit.Vector) {
		for i := range n {
			v[i] = entry.Draw(t, "entry")
		}
		return v
	})
}

// genSymmetric draws the leading n×n block of a symmetric matrix.
func genSymmetric(n int, entry *rapid.Generator[float64]) *rapid.Generator[fit.Matrix] {
	return rapid.Custom(func(t *rapid.T) (m fit.Matrix) {
		for i := range n {
			for j := range i + 1 {
				m[i][j] = entry.Draw(t, "entry")
				m[j][i] = m[i][j]
			}
		}
		return m
	})
}

// genSquares draws L·diag(d)·Lᵀ with L unit lower triangular: a matrix with as many positive, zero and negative eigenvalues
// as d has (Sylvester's law of inertia). With entries of quarters and small whole d every product is exact.
func genSquares(n int, diagonal func(i int) *rapid.Generator[float64]) *rapid.Generator[fit.Matrix] {
	return rapid.Custom(func(t *rapid.T) (m fit.Matrix) {
		var l fit.Matrix
		var d fit.Vector
		for i := range n {
			d[i] = diagonal(i).Draw(t, "d")
			l[i][i] = 1
			for j := range i {
				l[i][j] = float64(rapid.IntRange(-4, 4).Draw(t, "l")) / 4
			}
		}
		for i := range n {
			for j := range n {
				for k := range n {
					m[i][j] += l[i][k] * d[k] * l[j][k]
				}
			}
		}
		return m
	})
}

// genDefinite draws a positive definite matrix, rows and columns scaled by powers of two from 2^−40 to 2^40.
func genDefinite(n int) *rapid.Generator[fit.Matrix] {
	return rapid.Custom(func(t *rapid.T) fit.Matrix {
		positive := rapid.Map(rapid.IntRange(1, 16), func(k int) float64 { return float64(k) / 4 })
		m := genSquares(n, func(int) *rapid.Generator[float64] { return positive }).Draw(t, "matrix")
		if rapid.Bool().Draw(t, "scaled") {
			var scale [fit.MaxDim]int
			for i := range n {
				scale[i] = rapid.IntRange(-40, 40).Draw(t, "scale")
			}
			for i := range n {
				for j := range n {
					m[i][j] = math.Ldexp(m[i][j], scale[i]+scale[j])
				}
			}
		}
		return m
	})
}

// slowInverse inverts by Gauss and Jordan in exact fractions; nil for a singular matrix.
func slowInverse(m fit.Matrix, n int) [][]*big.Rat {
	rows := make([][]*big.Rat, n)
	for i := range rows {
		rows[i] = make([]*big.Rat, 2*n)
		for j := range rows[i] {
			switch {
			case j < n:
				rows[i][j] = new(big.Rat).SetFloat64(m[i][j])
			case j == n+i:
				rows[i][j] = big.NewRat(1, 1)
			default:
				rows[i][j] = new(big.Rat)
			}
		}
	}
	for c := range n {
		pivot := c
		for pivot < n && rows[pivot][c].Sign() == 0 {
			pivot++
		}
		if pivot == n {
			return nil
		}
		rows[c], rows[pivot] = rows[pivot], rows[c]
		inverse := new(big.Rat).Inv(rows[c][c])
		for j := range rows[c] {
			rows[c][j].Mul(rows[c][j], inverse)
		}
		for i := range rows {
			if i == c {
				continue
			}
			factor := new(big.Rat).Set(rows[i][c])
			for j := range rows[i] {
				rows[i][j].Sub(rows[i][j], new(big.Rat).Mul(factor, rows[c][j]))
			}
		}
	}
	for i := range rows {
		rows[i] = rows[i][n:]
	}
	return rows
}

// TestGenerators proves that the generators draw what their names say: definite matrices have positive leading minors, which
// the signs of exact inverses of the leading blocks show, and the scaled ones span many powers of ten.
func TestGenerators(t *testing.T) {
	widest := 1.0
	rapid.Check(t, func(t *rapid.T) {
		n := genDim().Draw(t, "n")
		m := genDefinite(n).Draw(t, "m")
		for k := 1; k <= n; k++ {
			// The last entry of a leading block's inverse is the ratio of two leading minors.
			if inverse := slowInverse(m, k); inverse == nil || inverse[k-1][k-1].Sign() <= 0 {
				t.Fatalf("the leading %d×%d block of %v is not definite", k, k, m)
			}
		}
		for i := range n {
			widest = max(widest, m[i][i]/m[0][0])
		}
	})
	if widest < 1e12 {
		t.Errorf("entries differ by a factor of %g at most, want some far apart", widest)
	}
}
