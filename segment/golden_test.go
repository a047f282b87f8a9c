package segment_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// The files in testdata are stored forms of each version, to be read forever. -update writes those of the present version; a
// difference in a file that is there already is a break with what users have stored.
var update = flag.Bool("update", false, "write the golden files of stored forms")

// orderCounts is a base of 50,000 of whom 54 % ordered once and 20 % twice; the others ordered 3 to 54 times.
func orderCounts() []segment.RFM {
	var base []segment.RFM
	add := func(n, orders int) {
		for range n {
			base = append(base, segment.RFM{Recency: 0, Frequency: orders, Net: relationship.MoneyFromMinor(100, eur)})
		}
	}
	add(27_000, 1)
	add(10_000, 2)
	add(2_900, 3)
	add(2_300, 4)
	for orders := 5; orders <= 54; orders++ {
		add(156, orders)
	}
	return base
}

// How scores of a base with many ties are spread, by the way to count equals. The shares are those measured with other tools on a
// base of this shape: "strictly worse", "mid-rank" and "at most as good".
func TestTies(t *testing.T) {
	base := orderCounts()
	for _, test := range []struct {
		ties  segment.Ties
		want  []int // of 50,000
		empty []int
		cuts  []int
		once  uint8 // the score of who ordered once
		equal uint8 // the score of everyone where all are equal
	}{
		{segment.TieLow, []int{27_000, 0, 10_000, 5_200, 7_800}, []int{2}, []int{2, 2, 3, 5}, 1, 1},
		{segment.TieMid, []int{0, 27_000, 0, 12_900, 10_100}, []int{1, 3}, []int{1, 2, 2, 4}, 2, 3},
		{segment.TieHigh, []int{0, 0, 27_000, 12_900, 10_100}, []int{1, 2}, []int{1, 1, 2, 4}, 3, 5},
	} {
		s, report := quantile(t, base, segment.QuantileOptions{Ties: test.ties})
		if diff := cmp.Diff(test.want, report.Frequency.Counts); diff != "" {
			t.Errorf("%v: %s", test.ties, diff)
		}
		if got := report.Frequency.Empty(); !slices.Equal(got, test.empty) {
			t.Errorf("%v: scores %v are empty, want %v", test.ties, got, test.empty)
		}
		if got := s.FrequencyCuts(); !slices.Equal(got, test.cuts) {
			t.Errorf("%v: cuts %v, want %v", test.ties, got, test.cuts)
		}
		if report.Frequency.Distinct != 54 || report.Frequency.LargestTie != 27_000 {
			t.Errorf("%v: %+v", test.ties, report.Frequency)
		}
		got := scoreOf(t, s, base[0])
		if want := (segment.Score{R: test.equal, F: test.once, M: test.equal}); got != want {
			t.Errorf("%v: who ordered once scores %v, want %v", test.ties, got, want)
		}
	}
}

// Ten customers, worked out by hand.
func TestSmallBase(t *testing.T) {
	var base []segment.RFM
	for i, net := range []string{"-5", "0", "10", "20", "30", "40", "50", "60", "70", "80"} {
		base = append(base, rfm(10*i, i+1, net+".00 EUR"))
	}
	s, report := quantile(t, base, segment.QuantileOptions{Monetary: 4})
	if got := s.RecencyCuts(); !slices.Equal(got, []int{79, 59, 39, 19}) {
		t.Errorf("recency: %v", got)
	}
	if got := s.FrequencyCuts(); !slices.Equal(got, []int{3, 5, 7, 9}) {
		t.Errorf("frequency: %v", got)
	}
	var cuts []string
	for _, c := range s.Value().Cuts() {
		cuts = append(cuts, c.String())
	}
	if want := []string{"more than 10.00 EUR", "more than 30.00 EUR", "more than 60.00 EUR"}; !slices.Equal(cuts, want) {
		t.Errorf("monetary: %v", cuts)
	}
	const want = `10 customers; left out 0 prospects, 0 too new, 0 in the future
R 1: 20.0 %, 2: 20.0 %, 3: 20.0 %, 4: 20.0 %, 5: 20.0 %; 10 values, the commonest 10.0 %
F 1: 20.0 %, 2: 20.0 %, 3: 20.0 %, 4: 20.0 %, 5: 20.0 %; 10 values, the commonest 10.0 %
M 1: 30.0 %, 2: 20.0 %, 3: 30.0 %, 4: 20.0 %; 10 values, the commonest 10.0 %`
	if report.String() != want {
		t.Errorf("%v", report)
	}
}

// stored are scorers with every kind of threshold.
func stored(t *testing.T) map[string]segment.Scorer {
	quantiles, _ := quantile(t, orderCounts(), segment.QuantileOptions{Recency: 2, Ties: segment.TieMid})
	fine, _ := quantile(t, []segment.RFM{rfm(3, 1, "0.005 EUR"), rfm(0, 7, "-1.00 EUR"), rfm(0, 2, "12345678901234567890.12 EUR")},
		segment.QuantileOptions{Recency: 3, Frequency: 4, Monetary: 3})
	fixed, err := segment.Fixed(segment.Cuts{Recency: []int{180, 30, 0}, Frequency: []int{2, 10}, Monetary: []relationship.Money{money("5 PTS/0")}})
	if err != nil {
		t.Fatal(err)
	}
	return map[string]segment.Scorer{"mid": quantiles, "fine": fine, "fixed": fixed}
}

func TestStoredForms(t *testing.T) {
	for name, s := range stored(t) {
		text, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", "scorer-v1-"+name+".json")
		if *update {
			if err := os.WriteFile(file, append(text, '\n'), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var back segment.Scorer
		if err := json.Unmarshal(want, &back); err != nil || !back.Equal(s) {
			t.Errorf("%s is read as another scorer, %v", file, err)
		}
		if string(text)+"\n" != string(want) {
			t.Errorf("%s: written %s", file, text)
		}
	}
}
