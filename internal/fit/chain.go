package fit

// Change is a change of variables at one point: natural parameters p as functions of the variables x of a search.
type Change struct {
	// Jacobian holds ∂p_k/∂x_i at [k][i].
	Jacobian Matrix
	// Curvature holds ∂²p_k/∂x_i∂x_j at [k][i][j].
	Curvature [MaxDim]Matrix
}

// Pull carries the gradient and Hessian of a function from the natural parameters to the variables of the search, both
// multiplied by factor: the chain rule.
func (c *Change) Pull(g Vector, h Matrix, factor float64, n int) (Vector, Matrix) {
	var gx Vector
	var hx, half Matrix
	for i := range n {
		for k := range n {
			gx[i] += factor * g[k] * c.Jacobian[k][i]
			for m := range n {
				half[k][i] += factor * h[k][m] * c.Jacobian[m][i]
			}
		}
	}
	for i := range n {
		for j := range n {
			for k := range n {
				hx[i][j] += c.Jacobian[k][i]*half[k][j] + factor*g[k]*c.Curvature[k][i][j]
			}
		}
	}
	return gx, hx
}

// Push carries a covariance from the variables of the search to the natural parameters, multiplied by factor: J·V·Jᵀ.
func (c *Change) Push(v Matrix, factor float64, n int) (natural Matrix) {
	for k := range n {
		for l := range k + 1 {
			sum := 0.0
			for i := range n {
				for j := range n {
					sum += c.Jacobian[k][i] * v[i][j] * c.Jacobian[l][j]
				}
			}
			natural[k][l] = factor * sum
			natural[l][k] = natural[k][l]
		}
	}
	return natural
}
