package markov_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

// Rows sum to 1, in known chains and in estimated ones, and so do they after any number of periods.
func TestRowsSumToOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, _ := absorbing(t)
		c := must(m.chain())
		periods := rapid.SampledFrom([]int{0, 1, 2, 10, 1000, 1 << 30}).Draw(t, "periods")
		for _, from := range c.States() {
			sum := 0.0
			for _, p := range c.Row(from) {
				if !(p >= 0 && p <= 1) {
					t.Fatalf("P = %v, want a probability", p)
				}
				sum += p
			}
			near(t, "the sum of a row", sum, 1, 1e-15)
			sum = 0
			for _, p := range must(c.Ahead(map[int]float64{from: 1}, periods)) {
				sum += p
			}
			near(t, "the sum ahead", sum, 1, 1e-12)
		}
	})
}

// Shares sum to 1, visits are at least 0 and sum to the periods, and the present state is visited at least once.
func TestOutlookAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, final := absorbing(t)
		a := must(must(m.chain()).Absorbing(final))
		for _, s := range a.Transient() {
			o := sure(a.From(s))
			share, visits := 0.0, 0.0
			for _, end := range a.Final() {
				share += o.Share(end)
				near(t, "Reach of a final state", o.Reach(end), o.Share(end), 0)
			}
			for _, to := range a.Transient() {
				if v := o.Visits(to); !(v >= 0) {
					t.Fatalf("%v visits, want >= 0", v)
				}
				if h := o.Reach(to); !(h >= 0 && h <= 1) {
					t.Fatalf("reach %v, want a probability", h)
				}
				visits += o.Visits(to)
			}
			near(t, "the sum of the shares", share, 1, 1e-13)
			near(t, "the sum of the visits", visits, o.Periods(), 1e-14)
			if !(o.Visits(s) >= 1) || !(o.Periods() >= 1) {
				t.Fatalf("%v visits to the present state in %v periods, want 1 at least", o.Visits(s), o.Periods())
			}
		}
	})
}

// What is expected now is what is expected after one period, and one period.
func TestFirstStep(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, final := absorbing(t)
		c := must(m.chain())
		a := must(c.Absorbing(final))
		for _, s := range a.Transient() {
			// The diagonal goes to the left, since it may be all but 1: t·(1 − p_ss) = 1 + Σ_others p t.
			periods, square := 1.0, 0.0
			for _, to := range a.Transient() {
				if to != s {
					periods += c.P(s, to) * sure(a.From(to)).Periods()
				}
			}
			o := sure(a.From(s))
			near(t, "Periods", o.Periods()*m.out(s), periods, 1e-12)
			// E[T²] = 1 + 2·Σ p t + Σ p E[T²].
			second := func(o markov.Outlook[int]) float64 {
				return o.PeriodsStdDev()*o.PeriodsStdDev() + o.Periods()*o.Periods()
			}
			square = 1
			for _, to := range a.Transient() {
				square += 2 * c.P(s, to) * sure(a.From(to)).Periods()
				if to != s {
					square += c.P(s, to) * second(sure(a.From(to)))
				}
			}
			near(t, "the second moment", second(o)*m.out(s), square, 1e-11)
		}
	})
}

// Survival begins at 1, never rises, and summed over all periods it is Periods.
func TestSurvivalSumsToPeriods(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 4).Draw(t, "states")
		m := make(matrix, n+1)
		for i := range m {
			m[i] = make([]float64, n+1)
			for j := range m[i] {
				if i < n && j != i {
					m[i][j] = rapid.Float64Range(0.05, 1).Draw(t, "p") / float64(n+1)
				}
			}
		}
		c := must(m.chain())
		o := sure(must(c.Absorbing([]int{n})).From(0))
		now := map[int]float64{0: 1}
		sum, last := 0.0, 1.0
		for k := range 3000 {
			left := 1 - now[n]
			if k < 200 { // later 1 − the share of those who are gone has lost its digits
				s := o.Survival(k)
				near(t, "Survival, and who is left", s+1, left+1, 1e-13)
				if !(s <= last) {
					t.Fatalf("survival %v after %d periods and %v before", s, k, last)
				}
				last = s
			}
			sum += left
			now = must(c.Ahead(now, 1))
		}
		near(t, "the sum of Survival", sum, o.Periods(), 1e-11)
		if o.Survival(0) != 1 || o.Survival(-5) != 1 {
			t.Errorf("survival %v after no period, want 1", o.Survival(0))
		}
	})
}

// Squaring the matrix and walking along give the same: so many periods, in one go and in parts.
func TestAheadInParts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, final := absorbing(t)
		c := must(m.chain())
		now := map[int]float64{}
		for _, s := range c.States() {
			now[s] = rapid.OneOf(rapid.Just(0.0), rapid.Float64Range(1e-3, 1e6)).Draw(t, "now")
		}
		parts := rapid.SliceOfN(rapid.IntRange(0, 60), 2, 20).Draw(t, "parts")
		whole, step := 0, now
		for _, k := range parts {
			whole += k
			step = must(c.Ahead(step, k))
		}
		for s, want := range must(c.Ahead(now, whole)) {
			near(t, "Ahead", step[s], want, 1e-12)
		}
		// Survival is who is not in a final state ahead.
		a := must(c.Absorbing(final))
		want := 0.0
		for s, v := range must(c.Ahead(map[int]float64{0: 1}, whole)) {
			if !slices.Contains(final, s) {
				want += v
			}
		}
		near(t, "Survival", sure(a.From(0)).Survival(whole), want, 1e-12)
	})
}

// Relabelling the states, and giving them in another order, permutes every result.
func TestRelabelling(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, final := absorbing(t)
		margin := margins(t, len(m), final, 0)
		order := rapid.Permutation([]int{0, 1, 2, 3, 4, 5, 6}[:len(m)]).Draw(t, "order")
		labels := []string{"zoe", "a", "m", "b", "x", "c", "k"}[:len(m)]
		c := must(m.chain())
		cfg := markov.ChainConfig[string]{}
		for _, i := range order {
			cfg.States = append(cfg.States, labels[i])
			row := make([]float64, 0, len(m))
			for _, j := range order {
				row = append(row, c.P(i, j))
			}
			cfg.P = append(cfg.P, row)
		}
		renamed := must(markov.NewChain(cfg))
		ends, named := []string{}, map[string]float64{}
		for _, i := range final {
			ends = append(ends, labels[i])
		}
		for i, x := range margin {
			named[labels[i]] = x
		}
		a, b := must(c.Absorbing(final)), must(renamed.Absorbing(ends))
		v := must(c.Value(markov.ValueOptions[int]{Margin: margin, Discount: yearly(0.1)}))
		w := must(renamed.Value(markov.ValueOptions[string]{Margin: named, Discount: yearly(0.1)}))
		for i, s := range labels {
			o, p := sure(a.From(i)), sure(b.From(s))
			near(t, "Periods", p.Periods(), o.Periods(), 1e-13)
			near(t, "PeriodsStdDev", p.PeriodsStdDev(), o.PeriodsStdDev(), 1e-12)
			near(t, "V", sure(w.Of(s)), sure(v.Of(i)), 1e-13)
			for j, to := range labels {
				near(t, "Visits", p.Visits(to), o.Visits(j), 1e-13)
				near(t, "Reach", p.Reach(to), o.Reach(j), 1e-13)
				near(t, "Share", p.Share(to), o.Share(j), 1e-13)
			}
		}
	})
}

// Reach is the share of the chain in which the state is made final with the others.
func TestReachIsAShare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, final := absorbing(t)
		c := must(m.chain())
		a := must(c.Absorbing(final))
		for _, to := range a.Transient() {
			stop := must(c.Absorbing(append(slices.Clone(final), to)))
			for _, s := range a.Transient() {
				if s != to {
					near(t, "Reach", sure(a.From(s)).Reach(to), sure(stop.From(s)).Share(to), 1e-12)
				}
			}
		}
	})
}

// counted draws counts of up to five labels, many of them 0.
func counted(t *rapid.T, name string) *markov.Counts[string] {
	var c markov.Counts[string]
	for range rapid.IntRange(0, 12).Draw(t, name) {
		from := rapid.SampledFrom([]string{"a", "b", "c", "d", "e"}).Draw(t, "from")
		to := rapid.SampledFrom([]string{"a", "b", "c", "d", "e"}).Draw(t, "to")
		n := rapid.OneOf(rapid.Int64Range(0, 5), rapid.Int64Range(0, 1e6)).Draw(t, "n")
		if err := c.AddN(from, to, n); err != nil {
			t.Fatal(err)
		}
	}
	return &c
}

// Counts merged and then estimated give what the whole gives, to the bit, and each row is the posterior mean.
func TestMergedCountsEstimateTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		left, right := counted(t, "left"), counted(t, "right")
		whole := left.Clone()
		for _, from := range right.States() {
			for _, to := range right.States() {
				if err := whole.AddN(from, to, right.N(from, to)); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := left.Merge(right); err != nil {
			t.Fatal(err)
		}
		prior := must(markov.NewChain(markov.ChainConfig[string]{
			States: []string{"e", "f"}, P: [][]float64{{0.25, 0.75}, {0, 1}},
		}))
		options := markov.EstimateOptions[string]{Final: []string{"d", "f"}, MinRow: 1, Prior: prior, Mass: 3}
		got, err := markov.Estimate(left, options)
		want, wantErr := markov.Estimate(whole, options)
		if (err == nil) != (wantErr == nil) {
			t.Fatalf("%v and %v", err, wantErr)
		}
		for _, from := range want.States() {
			if got.N(from) != want.N(from) || got.N(from) != whole.Row(from) {
				t.Errorf("%d periods in %s, want %d", got.N(from), from, whole.Row(from))
			}
			if !slices.Equal(got.Row(from), want.Row(from)) {
				t.Errorf("row %s = %v, want %v", from, got.Row(from), want.Row(from))
			}
			for _, to := range want.States() {
				p := 0.0
				switch weight := float64(whole.Row(from)); {
				case from == "d" || from == "f":
					if from == to {
						p = 1
					}
				case from == "e":
					p = (float64(whole.N(from, to)) + 3*prior.P(from, to)) / (weight + 3)
				default:
					p = float64(whole.N(from, to)) / weight
				}
				near(t, "P", want.P(from, to), p, 1e-14)
			}
		}
	})
}

// The more periods, the smaller the standard error; it is that of a posterior with the counts and the prior.
func TestStdErrFalls(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		stay, leave := rapid.Int64Range(1, 1e6).Draw(t, "stay"), rapid.Int64Range(1, 1e6).Draw(t, "leave")
		last := math.Inf(1)
		for _, times := range []int64{1, 2, 100} {
			var counts markov.Counts[string]
			_ = counts.AddN("in", "in", times*stay)
			_ = counts.AddN("in", "out", times*leave)
			c := must(markov.Estimate(&counts, markov.EstimateOptions[string]{Final: []string{"out"}, MinRow: 1}))
			se := sure(c.StdErr("in", "out"))
			n, p := float64(times*(stay+leave)), float64(leave)/float64(stay+leave)
			near(t, "StdErr", se, math.Sqrt(p*(1-p)/(n+1)), 1e-9)
			if !(se < last) {
				t.Fatalf("standard error %v after %v", se, last)
			}
			last = se
			// Of a geometric stay: t = 1/p, and the delta method gives its error over p².
			o := sure(must(c.Absorbing(nil)).From("in"))
			near(t, "PeriodsStdErr", sure(o.PeriodsStdErr()), se/(p*p), 1e-9)
			near(t, "ShareStdErr", sure(o.ShareStdErr("out"))+1, 1, 1e-12) // everyone ends there, whatever p is
			v := must(c.Value(markov.ValueOptions[string]{Margin: map[string]float64{"in": 1}}))
			near(t, "StdErr of the value", sure(v.StdErr("in")), se/(p*p), 1e-9)
		}
	})
}
