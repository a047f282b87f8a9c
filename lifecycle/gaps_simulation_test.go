package lifecycle_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/lifecycle"
)

// A trade is a distribution of gaps of 30 days or so, and its 80th and 95th percentile in whole days.
type trade struct {
	name string
	gap  func(*rand.Rand) float64
	// The percentiles in closed form: 30·ln 5 and 30·ln 20; 25·exp(0.8·0.8416) and 25·exp(0.8·1.6449); 7.5 times those of an Erlang of
	// four stages, 5.5150 and 7.7537; each rounded up.
	q80, q95 int
}

func trades() []trade {
	return []trade{
		{"exponential", func(r *rand.Rand) float64 { return 30 * r.ExpFloat64() }, 49, 90},
		{"lognormal", func(r *rand.Rand) float64 { return 25 * math.Exp(0.8*r.NormFloat64()) }, 50, 94},
		{"erlang", func(r *rand.Rand) float64 {
			return 7.5 * (r.ExpFloat64() + r.ExpFloat64() + r.ExpFloat64() + r.ExpFloat64())
		}, 42, 59},
	}
}

// simulate returns the gaps of customers who begin at any time within a window, leave for good with a chance at each purchase, and are
// seen until its end. Those of a diverse base buy at rates of their own, of mean 1 and shape 2.
func simulate(t testing.TB, of trade, window, customers int, leaves float64, diverse bool, r *rand.Rand) *lifecycle.Gaps {
	t.Helper()
	counts := map[int][2]int64{}
	for range customers {
		slow := 1.0
		if diverse {
			slow = min(50, 2/(r.ExpFloat64()+r.ExpFloat64()))
		}
		last := r.IntN(window)
		for {
			next := window + 1
			if r.Float64() >= leaves {
				next = last + max(1, int(math.Ceil(slow*of.gap(r))))
			}
			if next > window {
				c := counts[window-last]
				counts[window-last] = [2]int64{c[0], c[1] + 1}
				break
			}
			c := counts[next-last]
			counts[next-last] = [2]int64{c[0] + 1, c[1]}
			last = next
		}
	}
	text := `{"version":1,"gaps":[`
	for i, days := range slices.Sorted(keys(counts)) {
		if i > 0 {
			text += ","
		}
		text += fmt.Sprintf(`{"days":%d,"closed":%d,"open":%d}`, days, counts[days][0], counts[days][1])
	}
	return read(t, text+`]}`)
}

// keys yields the keys of a map.
func keys[K comparable, V any](m map[K]V) func(func(K) bool) {
	return func(yield func(K) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// TestWhichPercentileIsNearer holds what the documentation of Quantile and of Thresholds.Young claims against bases of which the truth is
// known: closed gaps alone are too short; the estimate is nearer, and near where the base is not called young.
func TestWhichPercentileIsNearer(t *testing.T) {
	r := rand.New(rand.NewPCG(20260105, 7))
	least, most, worst, short := 1.0, 0.0, 0.0, 0.0
	for _, of := range trades() {
		for _, leaves := range []float64{0, 0.1, 0.3} {
			for _, window := range []int{60, 90, 120, 180, 365, 730} {
				g := simulate(t, of, window, 4000, leaves, false, r)
				plain, _ := g.ClosedQuantile(9500)
				full, _ := g.Quantile(9500)
				th, err := g.Thresholds(lifecycle.GapOptions{})
				if err != nil {
					t.Fatal(err)
				}
				truth := float64(of.q95)
				closedError, fullError := float64(plain)/truth-1, float64(full)/truth-1
				if math.Abs(fullError) > math.Abs(closedError) {
					t.Errorf("%s, %d days, %v leave: %d is farther from %d than %d", of.name, window, leaves, full, of.q95, plain)
				}
				if th.Young {
					short = min(short, fullError)
					continue
				}
				worst = max(worst, math.Abs(fullError))
				if window == 180 {
					least, most = min(least, -closedError), max(most, -closedError)
				}
				half, _ := g.Quantile(8000)
				if e := float64(half)/float64(of.q80) - 1; math.Abs(e) > 0.05 {
					t.Errorf("%s, %d days, %v leave: 80th percentile %d, want %d", of.name, window, leaves, half, of.q80)
				}
				// How many leave is what does not return.
				if ever, _, _ := g.Returned(0); math.Abs(ever-(1-leaves)) > 0.03 {
					t.Errorf("%s, %d days, %v leave: %v return", of.name, window, leaves, ever)
				}
			}
		}
	}
	t.Logf("closed gaps alone, after half a year: %.0f to %.0f in 100 too short; estimated: off by %.0f in 100 at most, of young bases %.0f",
		100*least, 100*most, 100*worst, 100*short)
	if least < 0.045 || most > 0.32 || most < 0.25 || worst > 0.10 || short < -0.5 || short > -0.3 {
		t.Errorf("closed %v to %v short, estimate off by %v, young ones by %v", least, most, worst, short)
	}
}

// TestDiverseBases: where customers differ and leave, both are short, the estimate less so. The truth is what two thousand customers who
// are seen for fifty years leave behind.
func TestDiverseBases(t *testing.T) {
	r := rand.New(rand.NewPCG(20260105, 8))
	of := trades()[0]
	truth, _ := simulate(t, of, 20_000, 2000, 0.1, true, r).ClosedQuantile(9500)
	g := simulate(t, of, 730, 4000, 0.1, true, r)
	plain, _ := g.ClosedQuantile(9500)
	full, _ := g.Quantile(9500)
	t.Logf("95th percentile %d; seen for two years, closed %d, estimated %d", truth, plain, full)
	if !(plain < full && full < truth) || float64(full)/float64(truth) < 0.75 || float64(plain)/float64(truth) > 0.7 {
		t.Errorf("95th percentile %d; seen for two years, closed %d, estimated %d", truth, plain, full)
	}
}
