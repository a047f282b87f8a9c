package fit

import "math"

// Objective returns the value of the function at x, with its gradient and Hessian. A value that is not finite says that x
// is out of reach.
type Objective func(x Vector) (value float64, gradient Vector, hessian Matrix)

// Problem is what to minimise.
type Problem struct {
	// Dim is the number of variables, 1 … MaxDim.
	Dim int
	// F is the function; its value is best of the order of 1.
	F Objective
	// Lower and Upper are the sides of the box, Lower < Upper.
	Lower, Upper Vector
	// MaxIterations bounds the number of accepted steps, ≥ 1.
	MaxIterations int
}

// Outcome says how a search ended.
type Outcome uint8

// The outcomes.
const (
	// Converged: inside the box, the gradient is zero as far as float64 can tell, and the Hessian is positive definite.
	Converged Outcome = iota + 1
	// AtBound: the same for the variables that are free; the others lie on a side of the box and press against it.
	AtBound
	// Flat: the gradient is zero for the variables that are free, but the Hessian is not positive definite: in some direction
	// the function does not change.
	Flat
	// IterationLimit: the steps ran out.
	IterationLimit
	// Stalled: no step, however short, lowers the value, yet the gradient is not zero or the Hessian not definite.
	Stalled
	// NonFinite: the function is not finite at the start.
	NonFinite
)

// Result is where a search ended.
type Result struct {
	// X is the best point.
	X Vector
	// F is the value at X.
	F float64
	// Gradient holds the first derivatives at X.
	Gradient Vector
	// Hessian holds the second derivatives at X.
	Hessian Matrix
	// Outcome says how the search ended.
	Outcome Outcome
	// Bound tells for each variable whether it lies at its lower (−1) or upper (+1) bound and presses against it.
	Bound [MaxDim]int8
	// Iterations counts accepted steps, Evaluations calls of F.
	Iterations, Evaluations int
}

const (
	longestStep = 2.0   // variables are logarithms: one step changes no parameter by more than e²
	lastStep    = 1e-7  // Newton's error after a step s is of the order of s²
	idleStep    = 3e-11 // not worth taking: parameters are wanted to ten digits
	noise       = 1e-13
	flatness    = 1e-8  // a derivative that counts as zero where the Hessian cannot tell the distance
	tiny        = 1e-13 // a curvature that counts as none: rounding leaves as much of a function of the order of 1
	mostDamping = 1e10
)

// Minimize searches from start, which is first moved into the box. It is a pure function of its arguments.
//
// Each step solves (H + λD)s = −g on the variables that are not pressed against the box, λ being zero unless H is not
// positive definite or the step before raised the value. A step below 1e-7 is the last one; one
// below 3e-11 is not taken any more. Value, gradient and Hessian always belong to the point returned.
func Minimize(p Problem, start Vector) Result {
	s := search{p: p}
	s.x = s.clip(start)
	s.f, s.g, s.h = p.F(s.x)
	s.evaluations = 1
	if !finite(s.f) {
		return s.result(NonFinite)
	}
	damping := 0.0
	for s.iterations < p.MaxIterations {
		level := s.flat()
		if level {
			damping = 0 // no descent is left that damping could guard
		}
		step, undamped := s.direction(&damping)
		if level && !undamped {
			return s.result(Flat)
		}
		size := maxAbs(step, p.Dim)
		if size <= idleStep && undamped {
			return s.settled()
		}
		if size <= lastStep && undamped {
			x := s.clip(add(s.x, step, p.Dim))
			if f, g, h := p.F(x); finite(f) { // gradient and Hessian belong to the point returned
				s.x, s.f, s.g, s.h = x, f, g, h
			}
			s.iterations++
			s.evaluations++
			return s.settled()
		}
		if damping > mostDamping {
			return s.result(Stalled)
		}
		if size > longestStep {
			for i := range p.Dim {
				step[i] *= longestStep / size
			}
		}
		x := s.clip(add(s.x, step, p.Dim))
		f, g, h := p.F(x)
		s.evaluations++
		if finite(f) && s.accepts(x, f) {
			s.x, s.f, s.g, s.h = x, f, g, h
			s.iterations++
			damping /= 100
			if damping < 1e-6 {
				damping = 0
			}
			continue
		}
		if level {
			return s.settled() // what is left of the gradient is rounding
		}
		damping = max(10*damping, 1e-3)
	}
	return s.result(IterationLimit)
}

type search struct {
	p                       Problem
	x                       Vector
	f                       float64
	g                       Vector
	h                       Matrix
	iterations, evaluations int
}

// direction returns the damped Newton step on the free variables, raising the damping until the matrix is positive
// definite; undamped says that none was needed.
func (s *search) direction(damping *float64) (step Vector, undamped bool) {
	var free [MaxDim]int
	n := 0
	for i := range s.p.Dim {
		if s.pressed(i) == 0 {
			free[n] = i
			n++
		}
	}
	for {
		var m Matrix
		var rhs Vector
		for i := range n {
			for j := range n {
				m[i][j] = s.h[free[i]][free[j]]
			}
			rhs[i] = -s.g[free[i]]
			m[i][i] += *damping * (math.Abs(m[i][i]) + 1e-8)
		}
		if l, ok := cholesky(&m, n, tiny); ok {
			part := l.solve(rhs, n)
			for i := range n {
				step[free[i]] = part[i]
			}
			return step, *damping == 0
		}
		*damping = max(10**damping, 1e-3)
		if *damping > mostDamping {
			return step, false
		}
	}
}

// accepts asks for a real decrease; steps too short for one to be seen above rounding must not raise the value.
func (s *search) accepts(x Vector, f float64) bool {
	slope := 0.0
	for i := range s.p.Dim {
		slope += s.g[i] * (x[i] - s.x[i])
	}
	return f <= s.f+1e-4*min(slope, 0)+noise*(1+math.Abs(s.f))
}

// pressed reports whether variable i lies at a bound that the negative gradient points out of: −1 lower, +1 upper.
func (s *search) pressed(i int) int8 {
	switch {
	case s.x[i] <= s.p.Lower[i] && s.g[i] > 0:
		return -1
	case s.x[i] >= s.p.Upper[i] && s.g[i] < 0:
		return 1
	}
	return 0
}

// flat reports whether every derivative is zero that may still move.
func (s *search) flat() bool {
	for i := range s.p.Dim {
		if s.pressed(i) == 0 && !(math.Abs(s.g[i]) <= flatness) {
			return false
		}
	}
	return true
}

func (s *search) settled() Result {
	for i := range s.p.Dim {
		if s.pressed(i) != 0 {
			return s.result(AtBound)
		}
	}
	return s.result(Converged)
}

func (s *search) result(o Outcome) Result {
	r := Result{X: s.x, F: s.f, Gradient: s.g, Hessian: s.h, Outcome: o, Iterations: s.iterations, Evaluations: s.evaluations}
	for i := range s.p.Dim {
		r.Bound[i] = s.pressed(i)
	}
	return r
}

func (s *search) clip(x Vector) Vector {
	for i := range s.p.Dim {
		x[i] = min(max(x[i], s.p.Lower[i]), s.p.Upper[i])
	}
	return x
}

func add(x, y Vector, n int) Vector {
	for i := range n {
		x[i] += y[i]
	}
	return x
}

func maxAbs(x Vector, n int) float64 {
	most := 0.0
	for i := range n {
		most = max(most, math.Abs(x[i]))
	}
	return most
}

func finite(f float64) bool { return f-f == 0 }
