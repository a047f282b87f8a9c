package lifecycle_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// huge is a base of as many gaps as can be held.
const huge = `{"version":1,"gaps":[{"days":30,"closed":9007199254740991,"open":1}]}`

func TestGapsInputs(t *testing.T) {
	l := &log{key: ada}
	s, asOf := summaryOf(t, l, 0, 10), relationship.DateOf(on(20))
	for _, tt := range []struct {
		name string
		into string
		add  func(*lifecycle.Gaps) error
		want string
	}{
		{"no date", `{"version":1}`, func(g *lifecycle.Gaps) error { return g.Add(s, relationship.Date{}) },
			"lifecycle: gaps: as of = no date, want a date"},
		{"no date and no summary", `{"version":1}`, func(g *lifecycle.Gaps) error { return g.Add(nil, relationship.Date{}) },
			"lifecycle: gaps: as of = no date, want a date"},
		{"before the last purchase", `{"version":1}`, func(g *lifecycle.Gaps) error { return g.Add(s, relationship.DateOf(on(9))) },
			"lifecycle: gaps: as of = 2026-01-14, want 2026-01-15 or later: the last purchase"},
		{"too many", huge, func(g *lifecycle.Gaps) error { return g.Add(s, asOf) },
			"lifecycle: gaps: gaps = 9007199254740992 and 2 more, want at most 2^53"},
		{"too many to merge", huge, func(g *lifecycle.Gaps) error { return g.Merge(bought(t, 5, []int{5})) },
			"lifecycle: gaps: gaps = 9007199254740992 and 1 more, want at most 2^53"},
		{"too many of itself", huge, func(g *lifecycle.Gaps) error { return g.Merge(g) },
			"lifecycle: gaps: gaps = 9007199254740992 and 9007199254740992 more, want at most 2^53"},
	} {
		g := read(t, tt.into)
		before := g.Clone()
		err := tt.add(g)
		var typed *lifecycle.GapsError
		if err == nil || err.Error() != tt.want || !errors.As(err, &typed) || !errors.Is(err, lifecycle.ErrGaps) || errors.Is(err, lifecycle.ErrFewGaps) {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
		if !g.Equal(before) {
			t.Errorf("%s: the gaps have changed to %s", tt.name, form(t, g))
		}
	}
	// What is nothing adds nothing.
	g := bought(t, 5, []int{0, 3})
	before := g.Clone()
	for _, err := range []error{g.Add(nil, asOf), g.Add(&relationship.Summary{}, asOf), g.Merge(nil), g.Merge(&lifecycle.Gaps{})} {
		if err != nil || !g.Equal(before) {
			t.Errorf("%v, %s", err, form(t, g))
		}
	}
	if !(&lifecycle.Gaps{}).Equal(nil) || g.Equal(nil) || (&lifecycle.Gaps{}).Equal(g) {
		t.Error("nil is as good as nothing, and nothing else is")
	}
}

// Arguments are left unchanged, and what is cloned or merged shares nothing.
func TestGapsShareNothing(t *testing.T) {
	one, two := bought(t, 50, []int{0, 30}), bought(t, 50, []int{0, 10, 30})
	text := form(t, two)
	copied := two.Clone()
	var sum lifecycle.Gaps
	for _, g := range []*lifecycle.Gaps{two, one, two} {
		if err := sum.Merge(g); err != nil {
			t.Fatal(err)
		}
	}
	if err := copied.Merge(one); err != nil {
		t.Fatal(err)
	}
	if err := sum.Add(summaryOf(t, &log{key: ada}, 0, 10, 20), relationship.DateOf(on(50))); err != nil {
		t.Fatal(err)
	}
	if got := form(t, two); got != text {
		t.Errorf("the argument has become %s, was %s", got, text)
	}
	s := summaryOf(t, &log{key: ada}, 0, 10, 20)
	was := s.Clone()
	if err := sum.Add(s, relationship.DateOf(on(50))); err != nil || !s.Equal(was) {
		t.Error("the summary has changed")
	}
}

// Where nothing can be said, nothing is.
func TestGapsSayNothing(t *testing.T) {
	var nothing lifecycle.Gaps
	openOnly := bought(t, 50, []int{0}, []int{20})
	some := bought(t, 50, []int{0, 10})
	for _, g := range []*lifecycle.Gaps{&nothing, openOnly} {
		for _, share := range []int{1, 8000, 10_000} {
			if d, ok := g.Quantile(share); ok || d != 0 {
				t.Errorf("quantile of %s = %d", form(t, g), d)
			}
			if d, ok := g.ClosedQuantile(share); ok || d != 0 {
				t.Errorf("closed quantile of %s = %d", form(t, g), d)
			}
		}
	}
	for _, share := range []int{math.MinInt, -1, 0, 10_001, math.MaxInt} {
		if _, ok := some.Quantile(share); ok {
			t.Errorf("a quantile of %d", share)
		}
		if _, ok := some.ClosedQuantile(share); ok {
			t.Errorf("a closed quantile of %d", share)
		}
	}
	for _, days := range []int{math.MinInt, -1, 40, 41, math.MaxInt} {
		if share, n, ok := some.Returned(days); ok || share != 0 || n != 0 {
			t.Errorf("returned after %d: %v of %d", days, share, n)
		}
	}
	if _, _, ok := nothing.Returned(0); ok {
		t.Error("a share of nothing")
	}
	// Those who bought once have all been silent, and none has come back yet.
	if share, n, ok := openOnly.Returned(0); !ok || share != 0 || n != 2 {
		t.Errorf("open only: %v of %d, %v, want 0 of 2", share, n, ok)
	}
}

func TestThresholdInputs(t *testing.T) {
	g := bought(t, 10_000, every(30, 0, 100))
	for _, tt := range []struct {
		o    lifecycle.GapOptions
		want []string
	}{
		{lifecycle.GapOptions{Lapse: -1, Dormant: 10_001, LapseFloor: -1, DormantFloor: -1, Least: -1},
			[]string{"Lapse", "Dormant", "LapseFloor", "DormantFloor", "Least"}},
		{lifecycle.GapOptions{Lapse: 9500}, []string{"Lapse"}},
		{lifecycle.GapOptions{Dormant: 8000}, []string{"Lapse"}},
		{lifecycle.GapOptions{Lapse: 10_001, Dormant: -5, Least: 1_000_001}, []string{"Lapse", "Dormant", "Least", "Lapse"}},
		{lifecycle.GapOptions{LapseFloor: days(18_263), DormantFloor: days(18_262) + 1}, []string{"LapseFloor", "DormantFloor"}},
	} {
		for name, read := range map[string]func() (lifecycle.Thresholds, error){
			"of a base": func() (lifecycle.Thresholds, error) { return g.Thresholds(tt.o) },
			"within":    func() (lifecycle.Thresholds, error) { return g.ThresholdsWithin(nil, tt.o) },
		} {
			got, err := read()
			if f := fields(err); strings.Join(f, " ") != strings.Join(tt.want, " ") || !errors.Is(err, lifecycle.ErrConfig) || got != (lifecycle.Thresholds{}) {
				t.Errorf("%+v, %s: %v, want faults of %v", tt.o, name, err, tt.want)
			}
		}
	}
	few := bought(t, 600, every(30, 0, 20))
	for name, read := range map[string]func() (lifecycle.Thresholds, error){
		"a base": func() (lifecycle.Thresholds, error) { return few.Thresholds(lifecycle.GapOptions{}) },
		"its base": func() (lifecycle.Thresholds, error) {
			return (&lifecycle.Gaps{}).ThresholdsWithin(few, lifecycle.GapOptions{})
		},
		"a lapsed base": func() (lifecycle.Thresholds, error) { return few.ThresholdsWithin(few, lifecycle.GapOptions{}) },
	} {
		var typed *lifecycle.GapsError
		if _, err := read(); !errors.Is(err, lifecycle.ErrFewGaps) || !errors.Is(err, lifecycle.ErrGaps) || !errors.As(err, &typed) ||
			err.Error() != "lifecycle: gaps: closed gaps = 19, want 20 or more" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := few.ThresholdsWithin(nil, lifecycle.GapOptions{}); err == nil || err.Error() != "lifecycle: gaps: closed gaps = 0, want 20 or more" {
		t.Errorf("no base: %v", err)
	}
	// The longest span that can be, and a day more.
	for days, fault := range map[int]string{18_261: "", 18_262: "lifecycle: gaps: percentile = 18262d, want at most 18261d", 3_652_058: "lifecycle: gaps: percentile = 3652058d, want at most 18261d"} {
		ages := read(t, strings.ReplaceAll(`{"version":1,"gaps":[{"days":D,"closed":50,"open":0}]}`, "D", string(must(json.Marshal(days)))))
		th, err := ages.Thresholds(lifecycle.GapOptions{})
		if fault != "" {
			if err == nil || err.Error() != fault || !errors.Is(err, lifecycle.ErrGaps) || errors.Is(err, lifecycle.ErrFewGaps) {
				t.Errorf("%d days: %v, want %s", days, err, fault)
			}
			continue
		}
		if _, policy := lifecycle.Customer(lifecycle.CustomerPolicy{}.WithThresholds(th)); err != nil || policy != nil || th.Lapse != 18_262*24*time.Hour {
			t.Errorf("%d days: %+v, %v, %v", days, th, err, policy)
		}
	}
}

func TestStoredGapsInputs(t *testing.T) {
	before := bought(t, 5, []int{0, 3})
	for _, text := range []string{
		``, `[]`, `null`, `{}`, `{"version":2}`, `{"version":1,"gaps":[]}`, `{"version":1,"gaps":null}`, `{"version":1,"Gaps":[]}`, `{"version":1} {}`,
		`{"version":1,"gaps":[null]}`, `{"version":1,"gaps":[{}]}`, `{"version":1,"gaps":[{"days":1,"closed":1}]}`,
		`{"version":1,"gaps":[{"days":1,"closed":0,"open":0}]}`, `{"version":1,"gaps":[{"days":0,"closed":1,"open":0}]}`,
		`{"version":1,"gaps":[{"days":-1,"closed":0,"open":1}]}`, `{"version":1,"gaps":[{"days":3652059,"closed":0,"open":1}]}`,
		`{"version":1,"gaps":[{"days":1,"closed":-1,"open":2}]}`, `{"version":1,"gaps":[{"days":1,"closed":2,"open":-1}]}`,
		`{"version":1,"gaps":[{"days":1,"closed":9007199254740992,"open":1}]}`, `{"version":1,"gaps":[{"days":1,"closed":9223372036854775807,"open":1}]}`,
		`{"version":1,"gaps":[{"days":1,"closed":1,"open":0},{"days":1,"closed":1,"open":0}]}`,
		`{"version":1,"gaps":[{"days":2,"closed":1,"open":0},{"days":1,"closed":1,"open":0}]}`,
		`{"version":1,"gaps":[{"days":1,"closed":1,"open":0,"more":0}]}`, `{"version":1,"gaps":[{"days":1.5,"closed":1,"open":0}]}`,
		`{"version":1,"gaps":[{"days":1,"days":2,"closed":1,"open":0}]}`, `{"version":1,"version":1}`,
	} {
		g := before.Clone()
		if err := g.UnmarshalJSON([]byte(text)); !errors.Is(err, lifecycle.ErrDecode) || !g.Equal(before) {
			t.Errorf("%s: %v, %s; want ErrDecode and nothing read", text, err, form(t, g))
		}
	}
	for _, data := range []string{
		"", "\x00", "\x02", "\x01\x00", "\x01\x01", "\x01\x01\x01\x01", "\x01\x02\x01\x01\x00", "\x01\x01\x00\x01\x00", "\x01\x01\x01\x00\x00",
		"\x01\x01\x01\x01\x00\x00", "\x01\x81\x00\x01\x01\x00", "\x01\x01\x01\x81\x00\x00", "\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x01\x01\x00",
		"\x01\xff\xff\xff\xff\xff\xff\x03\x01\x01\x00", "\x01\x01\xff\xff\xff\xff\x7f\x00\x01", "\x01\x01\x01\x80\x80\x80\x80\x80\x80\x80\x10\x01", "\x01\x02\x01\x01\x00\xdb\xf3\xde\x01\x00\x01",
	} {
		g := before.Clone()
		if err := g.UnmarshalBinary([]byte(data)); !errors.Is(err, lifecycle.ErrDecode) || !g.Equal(before) {
			t.Errorf("%x: %v, %s; want ErrDecode and nothing read", data, err, form(t, g))
		}
	}
	// A fault names its place.
	var g lifecycle.Gaps
	err := g.UnmarshalJSON([]byte(`{"version":1,"gaps":[{"days":2,"closed":1,"open":0},{"days":1,"closed":1,"open":0}]}`))
	if want := "lifecycle: gaps JSON: gaps[1], want ascending days"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	err = g.UnmarshalJSON([]byte(`{"version":1,"gaps":[7]}`))
	if want := "lifecycle: gaps JSON: gaps[0], want an object"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}

// Percentages are not taken for shares of 10,000: under the floors nobody would notice.
func TestPercentagesAreRefused(t *testing.T) {
	var g lifecycle.Gaps
	_, err := g.Thresholds(lifecycle.GapOptions{Lapse: 80, Dormant: 95})
	if !errors.Is(err, lifecycle.ErrConfig) || !strings.Contains(err.Error(), "Lapse = 80, want a share in 10,000 of at least 1,000") ||
		!strings.Contains(err.Error(), "Dormant = 95, want a share") {
		t.Errorf("80 and 95: %v", err)
	}
}
