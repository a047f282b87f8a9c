package fit

import "math"

// MaxDim is the largest number of variables.
const MaxDim = 6

// Vector is a point or gradient; the first n entries count.
type Vector [MaxDim]float64

// Matrix is a symmetric matrix; the first n rows and columns count.
type Matrix [MaxDim][MaxDim]float64

// cholesky returns the lower factor of the leading n×n block of m, and whether m is positive definite: every pivot larger
// than what rounding leaves of its diagonal entry, and than least.
func cholesky(m *Matrix, n int, least float64) (l Matrix, ok bool) {
	for i := range n {
		for j := range i + 1 {
			s := m[i][j]
			for k := range j {
				s -= l[i][k] * l[j][k]
			}
			if i != j {
				l[i][j] = s / l[j][j]
				continue
			}
			if !(s > max(1e-14*math.Abs(m[i][i]), least)) || math.IsInf(s, 1) {
				return l, false
			}
			l[i][i] = math.Sqrt(s)
		}
	}
	return l, true
}

// solve returns m⁻¹·v for the factor l of m.
func (l *Matrix) solve(v Vector, n int) Vector {
	for i := range n {
		for k := range i {
			v[i] -= l[i][k] * v[k]
		}
		v[i] /= l[i][i]
	}
	for i := n - 1; i >= 0; i-- {
		for k := i + 1; k < n; k++ {
			v[i] -= l[k][i] * v[k]
		}
		v[i] /= l[i][i]
	}
	return v
}

// Invert returns the inverse of the leading n×n block of m; ok is false where m is not positive definite.
func Invert(m Matrix, n int) (inverse Matrix, ok bool) {
	l, ok := cholesky(&m, n, 0)
	if !ok {
		return Matrix{}, false
	}
	for j := range n {
		var e Vector
		e[j] = 1
		column := l.solve(e, n)
		for i := range n {
			inverse[i][j] = column[i]
		}
	}
	for i := range n { // rounding leaves the two halves unequal in the last bit
		for j := range i {
			inverse[i][j] = 0.5 * (inverse[i][j] + inverse[j][i])
			inverse[j][i] = inverse[i][j]
		}
	}
	return inverse, true
}
