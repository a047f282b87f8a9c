package markov_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

// Customers live 37.1 months on average, come evenly over two years, and are looked at after these. The mean over those who are gone says a
// quarter of it, for the long lives are still running, however many customers there are. Counted with the periods and the days of those who
// are still there, it is right to a few per cent.
func TestThoseStillThereCount(t *testing.T) {
	const life, window, month = 37.1, 24, 30
	random := rand.New(rand.NewPCG(37, 1))
	var periods markov.Counts[string]
	var days, late markov.Stays[string]
	gone, months := 0, 0
	for range 10_000 {
		came, stayed, ended := random.IntN(window), 0, false
		for came+stayed < window && !ended {
			ended = random.Float64() < 1/life
			to := "active"
			if ended {
				to = "gone"
			}
			if err := periods.Add("active", to); err != nil {
				t.Fatal(err)
			}
			stayed++
		}
		if ended {
			gone++
			months += stayed
		}
		if err := days.Add("active", stayed*month, ended); err != nil {
			t.Fatal(err)
		}
		// The same base, when records began after a year.
		if entered := window/2 - came; entered <= 0 {
			if err := late.Add("active", stayed*month, ended); err != nil {
				t.Fatal(err)
			}
		} else if stayed > entered {
			if err := late.AddLate("active", entered*month, stayed*month, ended); err != nil {
				t.Fatal(err)
			}
		}
	}
	naive := float64(months) / float64(gone)
	counted := float64(periods.Row("active")) / float64(periods.N("active", "gone"))
	mean, stdErr, _ := days.Mean("active")
	rest, restErr, _ := late.Mean("active")
	t.Logf("of those gone %.1f; by periods %.1f; by stays %.1f ± %.1f; from records of a year %.1f ± %.1f", naive, counted, mean/month, stdErr/month, rest/month, restErr/month)
	if naive > life/3 {
		t.Errorf("the mean over those who are gone is %.1f months: the lesson is lost", naive)
	}
	for name, got := range map[string]float64{"periods": counted, "stays": mean / month, "late stays": rest / month} {
		if math.Abs(got/life-1) > 0.05 {
			t.Errorf("by %s %.1f months, want about %v", name, got, life)
		}
	}
	// Half of a geometric life is over after 26 months, which nobody has been seen for; a fifth of it after 9.
	if days, ok := days.Median("active"); ok {
		t.Errorf("median %d: the curve does not come down to a half in two years", days)
	}
	for _, p := range days.Survival("active") {
		want := math.Pow(1-1/life, float64(p.Days/month))
		if math.Abs(p.Survival-want) > 4*p.StdErr+0.002 {
			t.Errorf("after %d days %v ± %v, want %v", p.Days, p.Survival, p.StdErr, want)
		}
	}
}
