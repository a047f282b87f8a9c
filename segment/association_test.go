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

// associationOf is a rule from counts with nothing wrong.
func associationOf(t basketsTB, n, given, line, both int64) segment.Association {
	a, err := segment.NewAssociation("A", "B", segment.AssociationCounts{Customers: n, Given: given, Line: line, Both: both})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// associationNear reports whether two numbers are the same to 1e-14.
func associationNear(got, want float64) bool { return math.Abs(got-want) <= 1e-14*math.Abs(want) }

// Of 100, 25 drink tea and 90 coffee, 20 both: support 0.2, confidence 20/25, lift 0.2/(0.25·0.9), leverage 0.2 − 0.225, conviction
// (1 − 0.9)/(1 − 0.8), Jaccard 20/95. The example of tea and coffee is from S. Brin, R. Motwani and C. Silverstein, Beyond market
// baskets, SIGMOD 1997.
func TestAssociationOfTeaAndCoffee(t *testing.T) {
	base := slices.Concat(basketsTimes(20, "tea", "coffee"), basketsTimes(5, "tea"), basketsTimes(70, "coffee"), basketsTimes(5))
	a, err := basketsAdd(t, base...).Association("tea", "coffee")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		of   func() (float64, bool)
		want float64
	}{
		{"support", a.Support, 0.2}, {"confidence", a.Confidence, 0.8}, {"lift", a.Lift, 8. / 9}, {"leverage", a.Leverage, -0.025},
		{"conviction", a.Conviction, 0.5}, {"Jaccard", a.Jaccard, 4. / 19}, {"reverse confidence", a.Reverse().Confidence, 2. / 9},
		{"reverse conviction", a.Reverse().Conviction, 0.75 / (7. / 9)},
	} {
		if got, ok := c.of(); !ok || !associationNear(got, c.want) {
			t.Errorf("%s: %v, %v, want %v", c.name, got, ok, c.want)
		}
	}
	if text := a.String(); text != "tea -> coffee: 20 of 25, of 100 customers" {
		t.Error(text)
	}
	if a.Given() != "tea" || a.Line() != "coffee" || a.Counts() != (segment.AssociationCounts{Customers: 100, Given: 25, Line: 90, Both: 20}) {
		t.Errorf("%v %v %v", a.Given(), a.Line(), a.Counts())
	}
}

// The ends of the intervals, by mpmath with 40 digits.
func TestAssociationIntervalsOfOthers(t *testing.T) {
	for _, c := range []struct {
		n, given, line, both int64
		level                float64
		want                 segment.Interval
	}{
		{100, 25, 90, 20, 0.9, segment.Interval{Low: 0.77125030344562455, High: 1.0127056597334238}},
		{1000, 100, 200, 60, 0.95, segment.Interval{Low: 2.546095209813801, High: 3.5021656990217499}},
		{200, 10, 10, 0, 0.9, segment.Interval{Low: 0, High: 7.6850010303274127}},
	} {
		got, ok, err := associationOf(t, c.n, c.given, c.line, c.both).LiftInterval(c.level)
		if err != nil || !ok || !associationNear(got.Low, c.want.Low) || !associationNear(got.High, c.want.High) {
			t.Errorf("%v: %v, %v, %v", c, got, ok, err)
		}
	}
	for level, want := range map[float64]segment.Interval{0.9: {Low: 0.51780950643433159, High: 0.67692194940903354}, 0.95: {Low: 0.50200258679106176, High: 0.6905987135675411}} {
		got, err := associationOf(t, 1000, 100, 200, 60).ConfidenceInterval(level)
		if err != nil || !associationNear(got.Low, want.Low) || !associationNear(got.High, want.High) {
			t.Errorf("confidence: %v, %v", got, err)
		}
	}
}

// What cannot be said is not said.
func TestAssociationUnknowns(t *testing.T) {
	for _, c := range []struct {
		name                                                     string
		a                                                        segment.Association
		support, confidence, lift, leverage, conviction, jaccard bool
	}{
		{"zero", segment.Association{}, false, false, false, false, false, false},
		{"nobody", associationOf(t, 0, 0, 0, 0), false, false, false, false, false, false},
		{"neither", associationOf(t, 9, 0, 0, 0), true, false, false, true, false, false},
		{"no A", associationOf(t, 9, 0, 4, 0), true, false, false, true, false, true},
		{"no B", associationOf(t, 9, 4, 0, 0), true, true, false, true, true, true},
		{"never both", associationOf(t, 9, 4, 5, 0), true, true, true, true, true, true},
		{"always", associationOf(t, 9, 4, 5, 4), true, true, true, true, false, true},
		{"all", associationOf(t, 9, 9, 9, 9), true, true, true, true, false, true},
	} {
		for i, of := range []func() (float64, bool){c.a.Support, c.a.Confidence, c.a.Lift, c.a.Leverage, c.a.Conviction, c.a.Jaccard} {
			want := []bool{c.support, c.confidence, c.lift, c.leverage, c.conviction, c.jaccard}[i]
			if v, ok := of(); ok != want || math.IsNaN(v) || math.IsInf(v, 0) || !ok && v != 0 {
				t.Errorf("%s, quantity %d: %v, %v", c.name, i, v, ok)
			}
		}
		if _, ok, err := c.a.LiftInterval(0.9); ok != c.lift || err != nil {
			t.Errorf("%s: %v, %v", c.name, ok, err)
		}
		around, err := c.a.ConfidenceInterval(0.9)
		if err != nil || !c.confidence && around != (segment.Interval{Low: 0, High: 1}) {
			t.Errorf("%s: %v, %v", c.name, around, err)
		}
	}
	if !(segment.Association{}).IsZero() || associationOf(t, 0, 0, 0, 0).IsZero() {
		t.Error("IsZero")
	}
}

// Three of three do not beat ninety of a hundred, and a rule that too few stand behind is not told.
func TestAssociationsInOrder(t *testing.T) {
	base := slices.Concat(basketsTimes(90, "a", "b"), basketsTimes(10, "a"), basketsTimes(3, "c", "d"), basketsTimes(100, "e"))
	b := basketsAdd(t, base...)
	say := func(o segment.AssociationOptions) string {
		list, err := b.Associations(o)
		if err != nil {
			t.Fatal(err)
		}
		parts := []string{}
		for _, r := range list.Rules {
			parts = append(parts, r.Given()+r.Line())
		}
		if len(list.Rules)+list.Suppressed+list.Unproven != 4 {
			t.Errorf("%v", list)
		}
		return strings.Join(parts, " ")
	}
	for _, c := range []struct {
		o    segment.AssociationOptions
		want string
	}{
		{segment.AssociationOptions{LeastBoth: 1}, "ba ab cd dc"},
		{segment.AssociationOptions{}, "ba ab"},
		{segment.AssociationOptions{LeastBoth: 3}, "ba ab cd dc"},
		{segment.AssociationOptions{LeastBoth: 4}, "ba ab"},
		{segment.AssociationOptions{LeastBoth: 91}, ""},
		{segment.AssociationOptions{LeastBoth: 1, LeastShare: 3. / 203}, "ba ab cd dc"},
		{segment.AssociationOptions{LeastBoth: 1, LeastShare: 0.015}, "ba ab"},
		{segment.AssociationOptions{LeastBoth: 1, LeastLift: 1}, "ba ab cd dc"},
		{segment.AssociationOptions{LeastBoth: 1, LeastLift: 2}, "cd dc"},
	} {
		if got := say(c.o); got != c.want {
			t.Errorf("%+v: %s, want %s", c.o, got, c.want)
		}
	}
}

func TestAssociationRejects(t *testing.T) {
	counts := segment.AssociationCounts{Customers: 10, Given: 4, Line: 5, Both: 2}
	with := func(change func(*segment.AssociationCounts)) segment.AssociationCounts {
		c := counts
		change(&c)
		return c
	}
	for name, c := range map[string]struct {
		given, line string
		counts      segment.AssociationCounts
	}{
		"no name": {"", "B", counts}, "no second name": {"A", " ", counts}, "one line": {"A", "A", counts},
		"negative customers": {"A", "B", segment.AssociationCounts{Customers: -1}},
		"too many":           {"A", "B", segment.AssociationCounts{Customers: 1_000_000_000_001}},
		"negative given":     {"A", "B", with(func(c *segment.AssociationCounts) { c.Given = -1 })},
		"too many given":     {"A", "B", with(func(c *segment.AssociationCounts) { c.Given = 11 })},
		"negative line":      {"A", "B", with(func(c *segment.AssociationCounts) { c.Line = -1 })},
		"too many of line":   {"A", "B", with(func(c *segment.AssociationCounts) { c.Line = 11 })},
		"negative both":      {"A", "B", with(func(c *segment.AssociationCounts) { c.Both = -1 })},
		"too many both":      {"A", "B", with(func(c *segment.AssociationCounts) { c.Both = 5 })},
		"too few both":       {"A", "B", segment.AssociationCounts{Customers: 10, Given: 6, Line: 6, Both: 1}},
		"far off":            {"A", "B", segment.AssociationCounts{Customers: 10, Given: math.MaxInt64, Line: math.MinInt64, Both: math.MinInt64}},
	} {
		a, err := segment.NewAssociation(c.given, c.line, c.counts)
		if !errors.Is(err, segment.ErrInvalid) || !a.IsZero() {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := segment.NewAssociation("", "", segment.AssociationCounts{Customers: -1, Given: -1, Line: -1, Both: -2})
	if n := strings.Count(err.Error(), "segment: "); n != 7 {
		t.Errorf("%d faults: %v", n, err)
	}
	b := basketsAdd(t, []string{"car", "home"})
	for name, lines := range map[string][2]string{"unknown": {"car", "boat"}, "unknown given": {"boat", "car"}, "one line": {"car", "car"}, "no name": {"", "car"}} {
		if _, err := b.Association(lines[0], lines[1]); !errors.Is(err, segment.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, o := range map[string]segment.AssociationOptions{
		"least both": {LeastBoth: -1}, "least share": {LeastShare: -0.1}, "a share above 1": {LeastShare: 1.1}, "share NaN": {LeastShare: math.NaN()},
		"least lift": {LeastLift: -1}, "lift NaN": {LeastLift: math.NaN()}, "lift Inf": {LeastLift: math.Inf(1)},
		"level": {Level: 0.4}, "level of 1": {Level: 1}, "level NaN": {Level: math.NaN()}, "level Inf": {Level: math.Inf(-1)},
	} {
		if _, err := b.Associations(o); !errors.Is(err, segment.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	a := relationship.Must(b.Association("car", "home"))
	for _, level := range []float64{0, 0.49, 1, math.NaN(), math.Inf(1)} {
		if _, err := a.ConfidenceInterval(level); !errors.Is(err, segment.ErrInvalid) {
			t.Errorf("%v: %v", level, err)
		}
		if _, ok, err := a.LiftInterval(level); !errors.Is(err, segment.ErrInvalid) || ok {
			t.Errorf("%v: %v", level, err)
		}
	}
}

// A share that is reached to the customer is reached: as a float64, 0.07 of 100 is more than 7.
func TestAssociationsLeastShareIsReached(t *testing.T) {
	for both := 1; both < 100; both++ {
		b := basketsAdd(t, append(basketsTimes(both, "car", "home"), basketsTimes(100-both, "life")...)...)
		for more, want := range []int{2, 0} {
			list, err := b.Associations(segment.AssociationOptions{LeastBoth: 1, LeastShare: float64(both+more) / 100})
			if err != nil || len(list.Rules) != want || list.Suppressed != 2-want {
				t.Fatalf("%d of 100, asked for %d: %v, %v", both, both+more, list, err)
			}
		}
	}
}

// The interval of the support is that of a share of all: 10 of 50 at 95 %, by mpmath.
func TestSupportInterval(t *testing.T) {
	a := associationOf(t, 50, 20, 30, 10)
	around, err := a.SupportInterval(0.95)
	if err != nil || !associationNear(around.Low, 0.11243750015776109750) || !associationNear(around.High, 0.33037105932225415404) {
		t.Errorf("%v, %v", around, err)
	}
	if back, err := a.Reverse().SupportInterval(0.95); err != nil || back != around {
		t.Errorf("%v, %v", back, err)
	}
	if around, err := (segment.Association{}).SupportInterval(0.5); err != nil || around != (segment.Interval{Low: 0, High: 1}) {
		t.Errorf("%v, %v", around, err)
	}
	if _, err := a.SupportInterval(0.49); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("%v", err)
	}
}

// What was left out for its lift is told apart from what too few hold: a and b go together, c and d do as by chance, e with f is rare.
func TestAssociationsTellWhyRulesAreLeftOut(t *testing.T) {
	b := basketsAdd(t, slices.Concat(basketsTimes(40, "a", "b"), basketsTimes(13, "c", "d"), basketsTimes(27, "c"), basketsTimes(27, "d"),
		basketsTimes(10), basketsTimes(3, "e", "f"))...)
	list, err := b.Associations(segment.AssociationOptions{LeastLift: 1})
	if err != nil || len(list.Rules) != 2 || list.Rules[0].Given() != "a" || list.Unproven != 2 || list.Suppressed != 2 {
		t.Errorf("%+v, %v", list, err)
	}
}
