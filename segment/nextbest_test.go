package segment_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// nextLines are the lines suggested, in their order.
func nextLines(n segment.NextLines) []string {
	lines := []string{}
	for _, s := range n.Suggestions {
		lines = append(lines, s.Line)
	}
	return lines
}

// nextBase has 200 customers: life goes with car and home, boat with car alone and seldom, and nearly all have a card.
func nextBase() [][]string {
	return slices.Concat(basketsTimes(40, "car", "home", "life", "card"), basketsTimes(20, "car", "home", "card"), basketsTimes(40, "car", "card"),
		basketsTimes(30, "home", "card"), basketsTimes(12, "car", "boat"), basketsTimes(5, "home", "pet"), basketsTimes(53, "card"))
}

func TestNextBest(t *testing.T) {
	b := basketsAdd(t, nextBase()...)
	values := map[string]relationship.Money{"card": money("1 EUR"), "car": money("200 EUR"), "home": money("100 EUR"), "life": money("400 EUR"), "boat": money("0 EUR"), "pet": money("5 EUR")}
	nothing := map[string]relationship.Money{"card": {}, "home": {}, "life": {}, "boat": {}, "pet": {}}
	for line := range nothing {
		nothing[line] = money("0 EUR")
	}
	for _, c := range []struct {
		name     string
		held     []string
		o        segment.NextBestOptions
		want     string
		popular  bool
		unknown  string
		suppress int
		unproven int
	}{
		{"the most likely", []string{"car"}, segment.NextBestOptions{}, "card home life boat", false, "", 0, 0},
		{"two held", []string{"home", "car", "home"}, segment.NextBestOptions{}, "card life boat", false, "", 1, 0},
		{"at most two", []string{"car"}, segment.NextBestOptions{Most: 2}, "card home", false, "", 0, 0},
		{"beyond chance", []string{"car"}, segment.NextBestOptions{Rules: segment.AssociationOptions{LeastLift: 1}}, "home life boat", false, "", 0, 1},
		{"by value", []string{"car"}, segment.NextBestOptions{Values: values}, "life home card boat", false, "", 0, 0},
		{"without value", []string{"car"}, segment.NextBestOptions{Values: nothing}, "card home life boat", false, "", 0, 0},
		{"excluded", []string{"car"}, segment.NextBestOptions{Excluded: []string{"card", "yacht"}}, "home life boat", false, "", 0, 0},
		{"more support", []string{"car"}, segment.NextBestOptions{Rules: segment.AssociationOptions{LeastBoth: 13}}, "card home life", false, "", 1, 0},
		{"a share", []string{"car"}, segment.NextBestOptions{Rules: segment.AssociationOptions{LeastShare: 0.25}}, "card home", false, "", 2, 0},
		{"too few with it", []string{"pet"}, segment.NextBestOptions{}, "", false, "", 1, 0},
		{"nothing held", nil, segment.NextBestOptions{}, "card car home life boat", true, "", 1, 0},
		{"nothing known", []string{"yacht", "yacht", "moon"}, segment.NextBestOptions{Most: 1}, "card", true, "moon yacht", 1, 0},
		{"something unknown", []string{"yacht", "car"}, segment.NextBestOptions{Most: 1}, "card", false, "yacht", 0, 0},
		{"all held", b.Lines(), segment.NextBestOptions{}, "", false, "", 0, 0},
	} {
		got, err := b.NextBest(c.held, c.o)
		if err != nil {
			t.Fatal(err)
		}
		if text := strings.Join(nextLines(got), " "); text != c.want || got.Popular != c.popular || got.Suppressed != c.suppress || got.Unproven != c.unproven || strings.Join(got.Unknown, " ") != c.unknown {
			t.Errorf("%s: %s, %+v", c.name, text, got)
		}
	}
}

// Of 112 with a car 60 have a home, of 95 with a home 40 have a life insurance: the better of two rules is told, with its numbers.
func TestNextBestExplains(t *testing.T) {
	b := basketsAdd(t, nextBase()...)
	got, err := b.NextBest([]string{"car", "home"}, segment.NextBestOptions{Excluded: []string{"card"}})
	if err != nil {
		t.Fatal(err)
	}
	s := got.Suggestions[0]
	because, ok := s.Because()
	want := relationship.Must(b.Association("home", "life"))
	around := relationship.Must(want.ConfidenceInterval(0.9))
	if s.Line != "life" || because != "home" || !ok || s.Hits != 40 || s.Of != 95 || s.Share != 40./95 || s.Rule != want || s.Interval != around || s.Score != around.Low {
		t.Errorf("%+v", s)
	}
	got, err = b.NextBest(nil, segment.NextBestOptions{})
	if err != nil {
		t.Fatal(err)
	}
	s = got.Suggestions[1]
	if because, ok := s.Because(); ok || because != "" || s.Line != "car" || s.Hits != 112 || s.Of != 200 || s.Share != 0.56 || s.Score != s.Interval.Low || !(s.Interval.Low < 0.56) {
		t.Errorf("%+v", s)
	}
	got, err = b.NextBest([]string{"car"}, segment.NextBestOptions{Excluded: []string{"card", "boat", "life"}, Values: map[string]relationship.Money{
		"home": money("1 EUR"), "x": money("4 EUR"),
	}})
	if err != nil || len(got.Suggestions) != 1 || got.Suggestions[0].Score != got.Suggestions[0].Interval.Low/4 {
		t.Errorf("%+v, %v", got, err)
	}
	got, err = b.NextBest([]string{"car"}, segment.NextBestOptions{Excluded: []string{"card", "boat", "life"}, Values: map[string]relationship.Money{"home": money("0 EUR")}})
	if err != nil || len(got.Suggestions) != 1 || got.Suggestions[0].Score != 0 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestNextBestRejects(t *testing.T) {
	b := basketsAdd(t, nextBase()...)
	held, excluded := []string{"home", "car", "moon", "car"}, []string{"life", "card"}
	if _, err := b.NextBest(held, segment.NextBestOptions{Excluded: excluded}); err != nil || !slices.Equal(held, []string{"home", "car", "moon", "car"}) || !slices.Equal(excluded, []string{"life", "card"}) {
		t.Error("the arguments are changed", err)
	}
	for name, c := range map[string]struct {
		held []string
		o    segment.NextBestOptions
		is   error
	}{
		"most":               {nil, segment.NextBestOptions{Most: -1}, segment.ErrInvalid},
		"level":              {nil, segment.NextBestOptions{Rules: segment.AssociationOptions{Level: math.NaN()}}, segment.ErrInvalid},
		"held without name":  {[]string{"car", ""}, segment.NextBestOptions{}, segment.ErrInvalid},
		"excluded no UTF-8":  {nil, segment.NextBestOptions{Excluded: []string{"\xff"}}, segment.ErrInvalid},
		"a negative value":   {nil, segment.NextBestOptions{Values: map[string]relationship.Money{"car": money("-1 EUR")}}, segment.ErrInvalid},
		"a value of nothing": {nil, segment.NextBestOptions{Values: map[string]relationship.Money{"car": {}}}, segment.ErrInvalid},
		"two currencies":     {nil, segment.NextBestOptions{Values: map[string]relationship.Money{"car": money("1 EUR"), "home": money("1 USD")}}, relationship.ErrCurrencyMismatch},
		"no value":           {[]string{"car"}, segment.NextBestOptions{Values: map[string]relationship.Money{"home": money("1 EUR")}}, segment.ErrInvalid},
		"no values at all":   {[]string{"car"}, segment.NextBestOptions{Values: map[string]relationship.Money{}}, segment.ErrInvalid},
	} {
		got, err := b.NextBest(c.held, c.o)
		if !errors.Is(err, c.is) || len(got.Suggestions) != 0 {
			t.Errorf("%s: %v", name, err)
		}
		if _, ok, err := segment.HitRateOf(nextBase(), c.o); name != "held without name" && (!errors.Is(err, c.is) || ok) {
			t.Errorf("%s: hit rate: %v", name, err)
		}
	}
	_, err := b.NextBest([]string{""}, segment.NextBestOptions{Most: -1, Rules: segment.AssociationOptions{LeastBoth: -1}, Values: map[string]relationship.Money{"a": {}, "b": money("-1 EUR")}})
	if n := strings.Count(err.Error(), "segment: "); n != 5 {
		t.Errorf("%d faults: %v", n, err)
	}
	var fault *segment.CustomerError
	if _, _, err := segment.HitRateOf([][]string{{"a"}, {""}}, segment.NextBestOptions{}); !errors.As(err, &fault) || fault.At != 1 {
		t.Error(err)
	}
}

// Nine in ten hold c and d together, whatever else; a and b go together without exception. Hiding one of a and b, the other finds it;
// popularity names c or d before.
func TestHitRate(t *testing.T) {
	base := slices.Concat(basketsTimes(30, "a", "b"), basketsTimes(60, "c"), basketsTimes(50, "d"), basketsTimes(1), basketsTimes(20, "c", "d"))
	got, ok, err := segment.HitRateOf(base, segment.NextBestOptions{Most: 1, Rules: segment.AssociationOptions{LeastLift: 1}})
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	// The 30 are found, both lines of each; of the 20, c given d and d given c are held less often than by chance. By popularity the
	// 20 have both found, since c (80) and d (70) come before a and b, and the 30 none.
	if got.Customers != 50 || got.Skipped != 111 || got.Suggested.Value != 0.6 || got.Popular.Value != 0.4 || got.Better != 30 || got.Worse != 20 {
		t.Errorf("%+v", got)
	}
	for _, s := range []segment.Finding{got.Suggested, got.Popular} {
		if !(s.Interval.Low < s.Value && s.Value < s.Interval.High) {
			t.Errorf("%+v", s)
		}
	}
	if got, ok, err := segment.HitRateOf([][]string{{"a"}, nil, {"b", "b"}}, segment.NextBestOptions{}); ok || err != nil || got.Skipped != 3 || got.Customers != 0 {
		t.Errorf("%+v, %v, %v", got, ok, err)
	}
	// The customer itself is no evidence: with one alone nothing is known.
	one := segment.NextBestOptions{Rules: segment.AssociationOptions{LeastBoth: 1}}
	if got, ok, err := segment.HitRateOf([][]string{{"a", "b"}}, one); !ok || err != nil || got.Suggested.Value != 0 || got.Popular.Value != 0 {
		t.Errorf("%+v, %v, %v", got, ok, err)
	}
	if got, ok, err := segment.HitRateOf([][]string{{"a", "b"}, {"b", "a", "a"}}, one); !ok || err != nil || got.Suggested.Value != 1 || got.Popular.Value != 1 {
		t.Errorf("%+v, %v, %v", got, ok, err)
	}
	// Nobody else holds x, which therefore tells nothing once its customer is taken out: a is found as what most hold.
	base = append(basketsTimes(20, "a"), []string{"a", "x"})
	if got, ok, err := segment.HitRateOf(base, segment.NextBestOptions{}); !ok || err != nil || got.Suggested.Value != 0.5 || got.Better+got.Worse != 0 {
		t.Errorf("%+v, %v, %v", got, ok, err)
	}
}
