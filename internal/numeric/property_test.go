package numeric_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/rapport-go/rapport/internal/numeric"
	"pgregory.net/rapid"
)

// within fails unless got and want differ by eps·unit at most.
func within(t *rapid.T, what string, got, want, eps, unit float64) {
	t.Helper()
	if !(math.Abs(got-want) <= eps*unit) {
		t.Fatalf("%s: %.17g, want %.17g (off by %.1e, allowed %.1e)", what, got, want, math.Abs(got-want), eps*unit)
	}
}

func TestLog1pmxLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := rapid.OneOf(rapid.Float64Range(-0.999, 3), genBetween(1e-12, 100)).Draw(t, "q")
		v := numeric.Log1pmx(q)
		within(t, "(1+q)·e^−q", math.Exp(v), (1+q)*math.Exp(-q), 1e-15, max(1, math.Abs(v)))
		if v > 0 {
			t.Fatalf("Log1pmx(%v) = %v, want none above 0", q, v)
		}
		if half := q * q / 2; q > 1e-150 && (v < -half || v > -half*(1-2*q/3)*(1-1e-15)) {
			t.Fatalf("Log1pmx(%v) = %v, want between −q²/2 and −q²/2 + q³/3", q, v)
		}
	})
}

func TestLog1pInvertsExpm1(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := genBetween(1e-300, 1e300).Draw(t, "g")
		v := numeric.Log1p(g)
		within(t, "expm1(log1p(g))", math.Expm1(v), g, 4e-16*max(1, v), g)
	})
}

func TestDiffOfProductsIsExactToARounding(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := genBetween(1e-9, 1e18).Draw(t, "a"), genBetween(1e-9, 1e9).Draw(t, "b"), genBetween(1e-9, 1e9).Draw(t, "c")
		d := genBetween(1e-9, 1e18).Draw(t, "d")
		if rapid.Bool().Draw(t, "cancel") {
			d = a * b / c * (1 + rapid.SampledFrom([]float64{0, 0x1p-52, 1e-12, -1e-6}).Draw(t, "off"))
		}
		got := numeric.DiffOfProducts(a, b, c, d)
		ab := new(big.Float).SetPrec(200).SetFloat64(a)
		ab.Mul(ab, big.NewFloat(b))
		cd := new(big.Float).SetPrec(200).SetFloat64(c)
		cd.Mul(cd, big.NewFloat(d))
		want, _ := ab.Sub(ab, cd).Float64()
		within(t, "a·b − c·d", got, want, 3.4e-16, math.Abs(want))
		if other := numeric.DiffOfProducts(c, d, a, b); math.Abs(other+got) > 4.5e-16*math.Abs(got) {
			t.Fatalf("c·d − a·b = %v, a·b − c·d = %v", other, got)
		}
	})
}

func TestStirlingRemainderLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y := genShape().Draw(t, "y")
		s, next := numeric.StirlingRemainder(y), numeric.StirlingRemainder(y+1)
		within(t, "s(y) − s(y+1)", s-next, (y+0.5)*math.Log1p(1/y)-1, 1e-14, 1+math.Abs(math.Log(y)))
		if !(s > next && next > 0) {
			t.Fatalf("s(%v) = %v, s(y+1) = %v, want positive and falling", y, s, next)
		}
		if y >= 1 && !(s < 1/(12*y)*(1+1e-12) && s > 1/(12*y+1)) { // Robbins (1955)
			t.Fatalf("s(%v) = %v, want between 1/(12y+1) and 1/(12y)", y, s)
		}
	})
}

func TestDigammaRecurrence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y := genShape().Draw(t, "y")
		v := numeric.Digamma(y)
		within(t, "ψ(y+1)", numeric.Digamma(y+1), v+1/y, 2e-15, max(1, math.Abs(v), 1/y))
		w := numeric.Trigamma(y)
		within(t, "ψ′(y+1)", numeric.Trigamma(y+1), w-1/(y*y), 2e-15, max(w, 1/(y*y)))
	})
}

// TestTrigammaIsTheSlopeOfDigamma takes the difference quotient; its error is h²/6·ψ‴ ~ h²/y² and the rounding of ψ over h.
func TestTrigammaIsTheSlopeOfDigamma(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y := genBetween(1e-6, 1e6).Draw(t, "y")
		h := y * 0x1p-12
		quotient := (numeric.Digamma(y+h) - numeric.Digamma(y-h)) / (2 * h)
		rounding := 1e-15 * max(1, math.Abs(numeric.Digamma(y))) / h
		want := numeric.Trigamma(y)
		within(t, "difference quotient of ψ", quotient, want, 1, 1e-7*want+2*rounding)
	})
}

// TestDigammaIsTheSlopeOfLogGamma does the same with ln Γ put together from its Stirling remainder.
func TestDigammaIsTheSlopeOfLogGamma(t *testing.T) {
	logGamma := func(y float64) float64 {
		return (y-0.5)*math.Log(y) - y + numeric.HalfLogTwoPi + numeric.StirlingRemainder(y)
	}
	rapid.Check(t, func(t *rapid.T) {
		y := genBetween(1e-3, 1e3).Draw(t, "y")
		h := y * 0x1p-14
		quotient := (logGamma(y+h) - logGamma(y-h)) / (2 * h)
		rounding := 1e-15 * max(1, y*math.Abs(math.Log(y))) / h
		within(t, "difference quotient of ln Γ", quotient, numeric.Digamma(y), 1, 1e-7*max(1, 1/y)+4*rounding)
	})
}

func TestLogGammaSlopeRecurrence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, x := genShape().Draw(t, "r"), genCount(0).Draw(t, "x")
		alpha, tau := genScale().Draw(t, "alpha"), genTime().Draw(t, "tau")
		one, two := numeric.LogGammaSlope(r, x, alpha, tau), numeric.LogGammaSlope(r, x+1, alpha, tau)
		step := math.Log((r + float64(x)) / (alpha + tau))
		within(t, "one event more", two-one, step, 1e-14, max(1, math.Abs(one), math.Abs(two), float64(x)))
	})
}

// TestLogGammaSlopeScale: in another unit of time the density changes by its power of it; the power of two rounds nothing.
func TestLogGammaSlopeScale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, x := genShape().Draw(t, "r"), genCount(0).Draw(t, "x")
		alpha, tau := genBetween(1e-29, 1e29).Draw(t, "alpha"), genBetween(1e-9, 1e9).Draw(t, "tau")
		v := numeric.LogGammaSlope(r, x, alpha, tau)
		scaled := numeric.LogGammaSlope(r, x, 8*alpha, 8*tau)
		within(t, "time in eighths", scaled, v-float64(x)*math.Log(8), 1e-14, max(1, math.Abs(v), float64(x)))
	})
}

func TestLogBetaRatioSymmetry(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, z, s := genShape().Draw(t, "a"), genShape().Draw(t, "z"), genShape().Draw(t, "t")
		v, swapped := numeric.LogBetaRatio(a, z, s), numeric.LogBetaRatio(s, z, a)
		if v != swapped {
			t.Fatalf("LogBetaRatio(a, z, t) = %v, LogBetaRatio(t, z, a) = %v", v, swapped)
		}
		if !(v < 0) {
			t.Fatalf("LogBetaRatio = %v, want below 0", v)
		}
		if more := numeric.LogBetaRatio(a, z, 1.5*s); !(more <= v*(1-1e-14)) {
			t.Fatalf("LogBetaRatio = %v at t, %v at 1.5 t, want a fall", v, more)
		}
	})
}

// TestLogBetaRatioAdditivity: surviving s trials and then t more is surviving s+t.
func TestLogBetaRatioAdditivity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, z := genShape().Draw(t, "a"), genSixteenths(1).Draw(t, "z")
		s, u := genSixteenths(0).Draw(t, "s"), genSixteenths(0).Draw(t, "t")
		whole := numeric.LogBetaRatio(a, z, s+u)
		within(t, "s trials and t more", numeric.LogBetaRatio(a, z, s)+numeric.LogBetaRatio(a, z+s, u), whole, 1e-14, math.Abs(whole))
	})
}

// TestLogBetaRatioIsAProduct: for whole t it is Π (z+j)/(z+a+j).
func TestLogBetaRatioIsAProduct(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, z, n := genShape().Draw(t, "a"), genShape().Draw(t, "z"), rapid.IntRange(0, 300).Draw(t, "t")
		sum := 0.0
		for j := range n {
			sum -= math.Log1p(a / (z + float64(j)))
		}
		within(t, "product", numeric.LogBetaRatio(a, z, float64(n)), sum, 1e-13, math.Abs(sum))
	})
}

// TestLogBetaKernelSymmetry: exchanging success with failure, or the unit of time for a power of two of it, changes nothing,
// but for the order of two additions.
func TestLogBetaKernelSymmetry(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q := genShape().Draw(t, "p"), genShape().Draw(t, "q")
		x, y := genScale().Draw(t, "X"), genTime().Draw(t, "Y")
		v := numeric.LogBetaKernel(p, q, x, y)
		within(t, "exchanged", numeric.LogBetaKernel(q, p, y, x), v, 1e-14, max(1, math.Abs(v)))
		if scaled := numeric.LogBetaKernel(p, q, 0x1p20*x, 0x1p20*y); scaled != v {
			t.Fatalf("scaled by 2^20: %v, want %v", scaled, v)
		}
		if v > 0.5*math.Log1p(min(p, q)) {
			t.Fatalf("LogBetaKernel = %v, above the height of its peak", v)
		}
	})
}

// TestNegBinomTailDifference: what P(N ≥ n) has above P(N ≥ n+1) is P(N = n).
func TestNegBinomTailDifference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := genNegBinom().Draw(t, "d")
		tail, next := numeric.NegBinomTail(d.n, d.r, d.alpha, d.t), numeric.NegBinomTail(d.n+1, d.r, d.alpha, d.t)
		within(t, "P(N ≥ n) − P(N ≥ n+1)", tail-next, math.Exp(numeric.LogNegBinom(d.n, d.r, d.alpha, d.t)), 5e-13, max(tail, 1e-300))
	})
}

func TestNegBinomTailFallsAndRises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := genNegBinom().Draw(t, "d")
		tail := numeric.NegBinomTail(d.n, d.r, d.alpha, d.t)
		if !(tail >= 0 && tail <= 1) {
			t.Fatalf("P(N ≥ n) = %v", tail)
		}
		if next := numeric.NegBinomTail(d.n+1, d.r, d.alpha, d.t); !(next <= tail*(1+2e-13)) {
			t.Fatalf("P(N ≥ n+1) = %v above P(N ≥ n) = %v", next, tail)
		}
		if later := numeric.NegBinomTail(d.n, d.r, d.alpha, 1.25*d.t); !(later >= tail*(1-2e-13)) {
			t.Fatalf("P(N ≥ n) = %v by t, %v by 1.25 t", tail, later)
		}
		log := numeric.LogNegBinomTail(d.n, d.r, d.alpha, d.t)
		if !(log <= 0) || math.Exp(log) != tail {
			t.Fatalf("ln P(N ≥ n) = %v, P(N ≥ n) = %v", log, tail)
		}
	})
}

// TestNegBinomSumsToOne: the probabilities of less than n and the tail of n are all there is.
func TestNegBinomSumsToOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := genNegBinom().Draw(t, "d")
		n := rapid.IntRange(0, 200).Draw(t, "n")
		sum := numeric.NegBinomTail(n, d.r, d.alpha, d.t)
		for k := range n {
			sum += math.Exp(numeric.LogNegBinom(k, d.r, d.alpha, d.t))
		}
		within(t, "sum", sum, 1, 1e-13, 1)
	})
}

// genAverage draws shapes for an average, and the reach of an integrand.
func genAverage(t *rapid.T) (a, b, reach float64) {
	return genShape().Draw(t, "A"), genShape().Draw(t, "B"), genBetween(1e-3, 1e6).Draw(t, "s")
}

func TestBetaAverageOfAConstant(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, _ := genAverage(t)
		c := genBetween(1e-100, 1e100).Draw(t, "c")
		within(t, "mean", betaMean(a, b, func(float64) float64 { return c }), c, 1e-14, c)
	})
}

// TestBetaAverageOfP: the mean of p is A/(A+B), and that of 1−p the rest; on top of 1, since an integrand must not vanish
// where the tail is closed.
func TestBetaAverageOfP(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, s := genAverage(t)
		rule := numeric.BetaAverage{A: a, B: b, Step: 0.27, Limit: 1e-16, LeftScale: 1 + a + b + s, RightScale: 1 + a + b + s}
		want := 1 + s*a/(a+b)
		within(t, "mean of 1 + s·p", rule.Mean(func(p float64) float64 { return 1 + s*p }), want, 1e-13, want)
		want = 1 + s*(b/(a+b))
		rounding := 3e-3 * s // 1−p itself has digits down to 1e-16 only
		within(t, "mean of 1 + s·(1−p)", rule.Mean(func(p float64) float64 { return 1 + s*(1-p) }), want, 1e-13, want+rounding)
	})
}

// TestBetaAverageIsBetween: an average of a falling function lies between its ends, and falls with A.
func TestBetaAverageIsBetween(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, s := genAverage(t)
		v := reciprocal(s, a, b)
		if !(v >= 1/(1+s)*(1-1e-14) && v <= 1+1e-14) {
			t.Fatalf("mean %v of 1/(1+sp), want between %v and 1", v, 1/(1+s))
		}
		if more := reciprocal(s, 1.5*a, b); !(more <= v*(1+1e-13)) {
			t.Fatalf("mean %v at A, %v at 1.5 A", v, more)
		}
	})
}

// TestBetaAverageBounds: the mean of (1 − (1+pw)^−R)/p is at most R·w, and rises with R and w.
func TestBetaAverageBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, _ := genAverage(t)
		R, w := genShape().Draw(t, "R"), genBetween(1e-9, 1e39).Draw(t, "w")
		calls := 0
		v := purchases(R, w, a, b, &calls)
		if !(v > 0 && v <= R*w*(1+1e-14)) {
			t.Fatalf("mean %v, want in (0, R·w = %v]", v, R*w)
		}
		if a > 1 && !(v <= (a+b-1)/(a-1)*(1+1e-13)) {
			t.Fatalf("mean %v above its limit %v", v, (a+b-1)/(a-1))
		}
		if more := purchases(R, 2*w, a, b, nil); !(more >= v*(1-1e-13)) {
			t.Fatalf("mean %v at w, %v at 2w", v, more)
		}
		if more := purchases(2*R, w, a, b, nil); !(more >= v*(1-1e-13)) {
			t.Fatalf("mean %v at R, %v at 2R", v, more)
		}
		if calls > 600 {
			t.Fatalf("%d evaluations, want no more than the comment says", calls)
		}
	})
}

// TestLegendreIsExactOnPolynomials: to degree 23 nothing is left but rounding.
func TestLegendreIsExactOnPolynomials(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		degree := rapid.IntRange(0, 23).Draw(t, "degree")
		coefficients := rapid.SliceOfN(rapid.Float64Range(-4, 4), degree+1, degree+1).Draw(t, "coefficients")
		lo, hi := rapid.Float64Range(-1.5, 1.5).Draw(t, "lo"), rapid.Float64Range(-1.5, 1.5).Draw(t, "hi")
		value := func(v float64) float64 {
			sum := 0.0
			for k := degree; k >= 0; k-- {
				sum = sum*v + coefficients[k]
			}
			return sum
		}
		want, size := 0.0, 0.0
		for k, c := range coefficients {
			n := float64(k + 1)
			want += c / n * (math.Pow(hi, n) - math.Pow(lo, n))
			size += math.Abs(c) / n * (math.Pow(math.Abs(hi), n) + math.Pow(math.Abs(lo), n))
		}
		within(t, "integral", numeric.Legendre(lo, hi, value), want, 1e-14, size+1e-300)
	})
}

// TestLegendreStopsAtDegree24: there the rule errs by the square of the twelfth Legendre polynomial's norm over the square of
// its leading coefficient (Abramowitz & Stegun 25.4.30), which a rule with wrong nodes would not.
func TestLegendreStopsAtDegree24(t *testing.T) {
	leading := 1.0 // (24)!/(2¹²·12!²)
	for k := 1.0; k <= 12; k++ {
		leading *= (12 + k) / (2 * k)
	}
	want := 2 / 25. / (leading * leading)
	got := 2/25. - numeric.Legendre(-1, 1, func(v float64) float64 { return math.Pow(v, 24) })
	if !(math.Abs(got-want) <= 1e-9*want) {
		t.Errorf("error on v²⁴ = %.15g, want %.15g", got, want)
	}
}
