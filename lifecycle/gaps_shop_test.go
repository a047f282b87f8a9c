package lifecycle_test

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// A shop that knows only orders must see its customers move, and stay: who buys every month, now on this day and now on that, does not
// lapse under the thresholds of a base of its like, nor under its own in a base of quicker buyers, though by the floors alone it would.
func TestMonthlyBuyersDoNotFlap(t *testing.T) {
	monthly := make([]int, 36)
	for m := range monthly { // the fifth of each month, by the calendar
		monthly[m] = int(time.Date(2026, time.Month(1+m), 5, 0, 0, 0, 0, time.UTC).Sub(on(0)) / (24 * time.Hour))
	}
	asOf := monthly[35] + 5
	weekly := every(7, 0, 150)
	for _, tt := range []struct {
		name string
		base *lifecycle.Gaps
	}{
		{"a base of its like", bought(t, asOf, monthly, monthly, every(30, 3, 30))},
		{"a base of weekly buyers, and its own gaps", bought(t, asOf, weekly, weekly, weekly, monthly)},
	} {
		th, err := bought(t, asOf, monthly).ThresholdsWithin(tt.base, lifecycle.GapOptions{})
		if err != nil {
			t.Fatal(err)
		}
		c := relationship.Must(lifecycle.Customer(lifecycle.CustomerPolicy{}.WithThresholds(th)))
		// Orders are placed at either end of the day.
		l := &log{key: ada}
		for i, day := range monthly {
			l.buyAt(on(day).Add(time.Duration(i%2) * (24*time.Hour - time.Second)))
		}
		got := path(t, c, l, on(asOf))
		if len(got) != 3 || !strings.Contains(got[2], "experience → bonding") {
			t.Errorf("%s (%+v): path %q, want to bonding in three moves and no other", tt.name, th, got)
		}
		// And it does lapse when it stays away.
		silent := path(t, c, l, on(asOf+400))
		if tail := strings.Join(silent[3:], "\n"); !strings.Contains(tail, "bonding → lapsing") || !strings.Contains(tail, "dormant → churned") {
			t.Errorf("%s: silent for 400 days: %s", tt.name, tail)
		}
	}
	// What the test is about: at the floors, it would lapse again and again.
	floors := relationship.Must(lifecycle.Customer(lifecycle.CustomerPolicy{LapseAfter: days(30)}))
	l := &log{key: ada}
	for _, day := range monthly {
		l.buy(day)
	}
	if n := len(path(t, floors, l, on(asOf))); n < 20 {
		t.Errorf("at the floor: %d moves, want it to flap", n)
	}
}

// buyAt is an order at an instant.
func (l *log) buyAt(at time.Time) relationship.Event {
	eur := relationship.Must(relationship.ParseCurrency("EUR"))
	return l.add(relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
		ID: l.next(), At: at, Key: l.key, Amount: relationship.Must(relationship.ParseAmount("10", eur)),
	})))
}

// A weekly buyer reaches Bonding under the thresholds of its base, by orders alone.
func TestWeeklyBuyerBondsUnderThresholds(t *testing.T) {
	th, err := bought(t, 700, every(7, 0, 100)).Thresholds(lifecycle.GapOptions{})
	if err != nil {
		t.Fatal(err)
	}
	l := &log{key: ada}
	for _, day := range every(7, 0, 20) {
		l.buy(day)
	}
	got := path(t, relationship.Must(lifecycle.Customer(lifecycle.CustomerPolicy{}.WithThresholds(th))), l, on(134))
	if len(got) != 3 || !strings.HasPrefix(got[2], "2026-02-02 experience → bonding") {
		t.Errorf("path %q, want to bonding by the fifth order", got)
	}
}

// TestGapsOfCDNOW: the public sample of Fader and Hardie. The closed percentiles were counted apart from this library.
func TestGapsOfCDNOW(t *testing.T) {
	dir := os.Getenv("RAPPORT_DATA")
	if dir == "" {
		t.Skip("RAPPORT_DATA does not name a folder with cdnow_sample.csv")
	}
	file, err := os.Open(filepath.Join(dir, "cdnow_sample.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	usd := relationship.Must(relationship.ParseCurrency("USD"))
	customers := map[string]*relationship.Summary{}
	l := &log{}
	for _, row := range rows[1:] {
		at, err := time.Parse(time.DateOnly, row[2])
		if err != nil {
			t.Fatal(err)
		}
		key := relationship.Key{From: "cdnow", To: relationship.PartyID(row[1]), Role: relationship.KindEndConsumer}
		if customers[row[1]] == nil {
			customers[row[1]] = &relationship.Summary{}
		}
		if err := customers[row[1]].Observe(relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
			ID: l.next(), At: at, Key: key, Amount: relationship.Must(relationship.ParseAmount(row[4], usd)),
		}))); err != nil {
			t.Fatal(err)
		}
	}
	var g lifecycle.Gaps
	asOf := relationship.DateOf(time.Date(1998, 6, 30, 0, 0, 0, 0, time.UTC))
	for _, s := range customers {
		if err := g.Add(s, asOf); err != nil {
			t.Fatal(err)
		}
	}
	closed, open := g.N()
	plain := func(q int) int { n, _ := g.ClosedQuantile(q); return n }
	full := func(q int) int { n, _ := g.Quantile(q); return n }
	share, n, _ := g.Returned(full(8000))
	ever, _, _ := g.Returned(0)
	th, err := g.Thresholds(lifecycle.GapOptions{})
	t.Logf("%d closed, %d open; closed %d %d %d, estimated %d %d %d; ever %.4f, after the 80th %.4f of %d; %+v, %v",
		closed, open, plain(5000), plain(8000), plain(9500), full(5000), full(8000), full(9500), ever, share, n, th, err)
	got := []int{int(closed), int(open), plain(5000), plain(8000), plain(9500), full(5000), full(8000), full(9500), int(n)}
	want := cdnowGaps
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("closed, open, percentiles of closed and of all, followed (-want +got):\n%s", diff)
	}
	if math.Abs(ever-cdnowEver) > 1e-9 || math.Abs(share-cdnowReturned) > 1e-9 {
		t.Errorf("returned %.12f of all and %.12f after the 80th percentile, want %.12f and %.12f", ever, share, cdnowEver, cdnowReturned)
	}
	// Seen for 545 days, which is less than twice 324.
	if !th.Young || th.Lapse != days(full(8000)+1) || th.Dormant != days(full(9500)+1) {
		t.Errorf("thresholds %+v", th)
	}
}

// What a count apart from this library gives, in Python with exact fractions.
var cdnowGaps = []int{4339, 2357, 34, 117, 279, 37, 135, 324, 2648}

const cdnowEver, cdnowReturned = 0.6933722862573414, 0.31097741634038356
