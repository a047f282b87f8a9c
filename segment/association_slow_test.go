package segment_test

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/segment"
)

// Rules, their order and who is left out are what looking at every customer for every two lines gives.
func TestAssociationsAreThoseOfTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := basketsBases.Draw(t, "base")
		least := rapid.Int64Range(1, 4).Draw(t, "least")
		var want []segment.Association
		suppressed := 0
		lines := basketsSet(slices.Concat(base...))
		for _, a := range lines {
			for _, b := range lines {
				var given, line, both int64
				for _, held := range base {
					hasA, hasB := slices.Contains(held, a), slices.Contains(held, b)
					if hasA {
						given++
					}
					if hasB {
						line++
					}
					if hasA && hasB {
						both++
					}
				}
				switch {
				case a == b || both == 0:
				case both < least:
					suppressed++
				default:
					rule, err := segment.NewAssociation(a, b, segment.AssociationCounts{Customers: int64(len(base)), Given: given, Line: line, Both: both})
					if err != nil {
						t.Fatal(err)
					}
					want = append(want, rule)
				}
			}
		}
		low := func(a segment.Association) float64 {
			around, _ := a.ConfidenceInterval(0.9)
			return around.Low
		}
		slices.SortStableFunc(want, func(a, b segment.Association) int { // by name already
			return cmp.Compare(low(b), low(a))
		})
		got, err := basketsAdd(t, base...).Associations(segment.AssociationOptions{LeastBoth: least})
		if err != nil || !slices.Equal(got.Rules, want) || got.Suppressed != suppressed {
			t.Fatalf("%v, want %v; %d suppressed, want %d; %v", got.Rules, want, got.Suppressed, suppressed, err)
		}
	})
}

// The interval of the lift holds the true lift as often as it says, where five customers and more are to be expected of each kind that
// holds a line; where as many hold both and fewer hold one of them only, it is rather too wide in larger bases.
func TestLiftIntervalCoverage(t *testing.T) {
	const level = 0.9
	samples := 4000
	if testing.Short() {
		samples = 1500
	}
	margin := 4 * math.Sqrt(level*(1-level)/float64(samples)) // of the simulation itself
	random := rand.New(rand.NewPCG(7, 11))
	tried, sparse := 0, 0
	for _, n := range []int{100, 300, 1000} {
		for _, given := range []float64{0.01, 0.05, 0.2, 0.5} {
			for _, line := range []float64{0.05, 0.2, 0.8} {
				for _, lift := range []float64{0.3, 1, 1.2, 3} {
					both := lift * given * line
					onlyGiven, onlyLine := given-both, line-both
					if onlyGiven < 0 || onlyLine < 0 || given+line-both > 1 || both*float64(n) < 5 {
						continue
					}
					tried++
					held := 0
					for range samples {
						a := associationSample(t, random, n, both, onlyGiven, onlyLine)
						if around, ok, _ := a.LiftInterval(level); !ok || around.Low <= lift && lift <= around.High {
							held++
						}
					}
					coverage := float64(held) / float64(samples)
					if coverage < 0.87-margin {
						t.Errorf("n %d, %v and %v, lift %v: covers %v", n, given, line, lift, coverage)
					}
					if min(onlyGiven, onlyLine)*float64(n) < 5 {
						sparse++
					} else if coverage > 0.93+margin {
						t.Errorf("n %d, %v and %v, lift %v: covers %v", n, given, line, lift, coverage)
					}
				}
			}
		}
	}
	if tried < 25 || sparse < 1 {
		t.Errorf("only %d tried, %d of them sparse", tried, sparse)
	}
}

// With few customers who hold both the interval of the lift covers too little: at worst 0.67 where 0.39 of them are to be expected, as a
// single one lifts its lower end above that.
func TestLiftIntervalOfTheFew(t *testing.T) {
	const n, held, expected = 1_000_000, 10_000, 0.39
	lift := expected * n / (held * held)
	covered, chance := 0.0, math.Exp(-expected) // of Poisson's law
	for both := range int64(12) {
		if around, _, _ := associationOf(t, n, held, held, both).LiftInterval(0.9); around.Low <= lift && lift <= around.High {
			covered += chance
		}
		chance *= expected / float64(both+1)
	}
	if covered < 0.67 || covered > 0.68 {
		t.Errorf("covers %v", covered)
	}
}

// Of lines that are held as by chance 5 to 8 in a hundred seem to go together at 90 %, and about one at 99 %.
func TestLiftIntervalByChance(t *testing.T) {
	const samples = 3000
	random := rand.New(rand.NewPCG(3, 5))
	for _, p := range [][2]float64{{0.1, 0.1}, {0.2, 0.3}, {0.5, 0.5}} {
		passed := map[float64]float64{}
		for range samples {
			a := associationSample(t, random, 1000, p[0]*p[1], p[0]*(1-p[1]), p[1]*(1-p[0]))
			for _, level := range []float64{0.9, 0.99} {
				if around, _, _ := a.LiftInterval(level); around.Low >= 1 {
					passed[level]++
				}
			}
		}
		if low, high := passed[0.9]/samples, passed[0.99]/samples; low < 0.04 || low > 0.09 || high < 0.002 || high > 0.02 {
			t.Errorf("%v: %v at 90 %%, %v at 99 %%", p, low, high)
		}
	}
}

// associationSample draws n customers, kind by kind.
func associationSample(t *testing.T, random *rand.Rand, n int, both, onlyGiven, onlyLine float64) segment.Association {
	ab := associationBinomial(random, n, both)
	a := associationBinomial(random, n-ab, onlyGiven/(1-both))
	b := associationBinomial(random, n-ab-a, min(onlyLine/(1-both-onlyGiven), 1))
	return associationOf(t, int64(n), int64(ab+a), int64(ab+b), int64(ab))
}

// associationBinomial counts the hits of n tries, jumping from hit to hit.
func associationBinomial(random *rand.Rand, n int, p float64) int {
	switch {
	case p <= 0:
		return 0
	case p > 0.5:
		return n - associationBinomial(random, n, 1-p)
	}
	hits, at := 0, -1
	for {
		at += 1 + int(math.Log(1-random.Float64())/math.Log1p(-p))
		if at >= n {
			return hits
		}
		hits++
	}
}
