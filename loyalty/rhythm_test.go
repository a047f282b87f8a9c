package loyalty_test

import (
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// By hand: gaps of 10, 20 and 30 days have mean 20 and variance 200/3, so that CV² = 1/6 and the regularity is 6/7.
func TestGoldenRhythm(t *testing.T) {
	for _, c := range []struct {
		days  []int // before noon
		gaps  int
		value float64
		ok    bool
	}{
		{nil, 0, 0, false}, {[]int{3}, 0, 0, false}, {[]int{0, 30}, 1, 0, false},
		{[]int{0, 10, 30, 60}, 3, 6.0 / 7, true},
		{[]int{60, 0, 30, 10, 10, 0}, 3, 6.0 / 7, true}, // any order, and twice a day
		{[]int{0, 64, 128, 192, 256, 320}, 5, 1, true},
		{[]int{0, 7, 364}, 2, 364.0 * 364 / (2 * (49 + 357*357)), true},
		{[]int{0, 7, 365}, 1, 0, false},             // a year ago is not in the year
		{[]int{500, 450, 400, 385, 0}, 0, 0, false}, // nor is what is older
		{[]int{900, 640, 320, 640, 5}, 1, 0, false}, // nor what was known before
		{[]int{364, 363, 0}, 2, 364.0 * 364 / (2 * (1 + 363*363)), true},
	} {
		var talk []relationship.Event
		for _, d := range c.days {
			talk = append(talk, contactAt(noon.AddDate(0, 0, -d), us, relationship.ChannelChat, relationship.PurposeService))
		}
		m, s := talked(t, loyalty.DialoguePolicy{}, talk)
		r := must(m.Read(s, nil, noon)).Rhythm()
		got, ok := r.Regularity()
		if r.Gaps != c.gaps || ok != c.ok || !near(got, c.value) {
			t.Errorf("%v: %+v, regularity %v, %v; want %d gaps and %v", c.days, r, got, ok, c.gaps, c.value)
		}
		if mean, known := r.Mean(); known != (c.gaps > 0) || known && mean != float64(r.Days)/float64(c.gaps) {
			t.Errorf("%v: mean gap %v, %v", c.days, mean, known)
		}
	}
}

// What no days have is no rhythm.
func TestRhythmOfNoDays(t *testing.T) {
	for _, r := range []loyalty.Rhythm{{}, {Gaps: -1, Days: 1, Squares: 1}, {Gaps: 1, Days: 1, Squares: 1}, {Gaps: 2, Squares: 1}, {Gaps: 2, Days: 1}, {Gaps: 2, Days: -1, Squares: 1}} {
		if v, ok := r.Regularity(); v != 0 || ok {
			t.Errorf("%+v is regular to %v", r, v)
		}
	}
}

// The day set against a plain set, and the laws of the regularity.
func TestRhythmLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{0, 1, 2, 3, 10, 50}).Draw(t, "n")
		m := loyalty.DialogueModel{}
		var s loyalty.Dialogue
		seen := map[int]bool{}
		for range n {
			ago := rapid.OneOf(rapid.IntRange(0, 800), rapid.SampledFrom([]int{0, 63, 64, 65, 127, 128, 364, 365, 383, 384})).Draw(t, "ago")
			seen[ago] = seen[ago] || ago < 365
			if err := m.Observe(&s, contactAt(noon.AddDate(0, 0, -ago), them, relationship.ChannelChat, relationship.PurposeService)); err != nil {
				t.Fatal(err)
			}
		}
		var want loyalty.Rhythm
		last := -1
		for ago := range 365 {
			if !seen[ago] {
				continue
			}
			if last >= 0 {
				want.Gaps, want.Days, want.Squares = want.Gaps+1, want.Days+ago-last, want.Squares+(ago-last)*(ago-last)
			}
			last = ago
		}
		r := must(m.Read(s, nil, noon)).Rhythm()
		if r != want {
			t.Fatalf("%+v, want %+v", r, want)
		}
		v, ok := r.Regularity()
		if ok != (r.Gaps > 1) || ok && !(v <= 1 && v >= 1/float64(r.Gaps)-1e-15) {
			t.Fatalf("regularity %v, %v of %+v", v, ok, r)
		}
		k := rapid.IntRange(1, 100).Draw(t, "k")
		if scaled, _ := (loyalty.Rhythm{Gaps: r.Gaps, Days: k * r.Days, Squares: k * k * r.Squares}).Regularity(); !near(scaled, v) {
			t.Fatalf("%v, in another unit %v", v, scaled)
		}
	})
}
