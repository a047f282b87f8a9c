package loyalty_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/loyalty"
)

// pair is a state under a model and under its fast twin.
type pair struct {
	model, twin *loyalty.Model
	slow, fast  loyalty.State
}

// paired observes a history with a model and its twin.
func paired(t interface {
	Helper()
	Fatal(...any)
}, model *loyalty.Model, all []observation) pair {
	t.Helper()
	twin, err := model.Fast()
	p := pair{model: model, twin: twin}
	for _, o := range all {
		err = errors.Join(err, model.ObserveEvidence(&p.slow, o.factor, o.item, o.when), twin.ObserveEvidence(&p.fast, o.factor, o.item, o.when))
	}
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestGoldenTrend: three promises kept over a year, good then bad news of communication, bad then good of satisfaction. Computed with 50
// digits.
func TestGoldenTrend(t *testing.T) {
	good, bad := must(loyalty.For(4)), must(loyalty.Against(4))
	kept := must(loyalty.For(1))
	p := paired(t, compiled(t, loyalty.DefaultCustomerCard()), []observation{
		{loyalty.Trust, kept, base}, {loyalty.Trust, kept, base.Add(-4380 * 3600e9)}, {loyalty.Trust, kept, base.AddDate(0, 0, -365)},
		{loyalty.Satisfaction, bad, base.AddDate(0, 0, -360)}, {loyalty.Satisfaction, good, base},
		{loyalty.Communication, good, base.AddDate(0, 0, -180)}, {loyalty.Communication, bad, base},
	})
	got, err := loyalty.TrendOf(scored(t, p.model, p.slow, base), scored(t, p.twin, p.fast, base))
	if err != nil {
		t.Fatal(err)
	}
	const steady = loyalty.DirectionSteady
	even := math.Sqrt(1. / 12)
	want := loyalty.Trend{Drift: loyalty.Drift{Value: -0.012838750510762591343, Deviation: 0.10110206571952460884, Direction: steady},
		Factors: []loyalty.FactorDrift{
			{Factor: loyalty.Trust, Drift: loyalty.Drift{Value: -0.064193752553812956713, Deviation: 0.22106522455188021201, Direction: steady}},
			{Factor: loyalty.Satisfaction, Drift: loyalty.Drift{Value: 0.11688311688311688312, Deviation: 0.14142876678037770795, Direction: steady}},
			{Factor: loyalty.Value, Drift: loyalty.Drift{Deviation: even, Direction: steady}},
			{Factor: loyalty.Communication, Drift: loyalty.Drift{Value: -0.11688311688311688312, Deviation: 0.14142876678037770795, Direction: steady}},
			{Factor: loyalty.SocialBond, Drift: loyalty.Drift{Deviation: even, Direction: steady}},
		}}
	near := cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) <= 1e-14 })
	if diff := cmp.Diff(want, got, near); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	var back loyalty.Trend
	data := must(json.Marshal(got))
	if err := json.Unmarshal(data, &back); err != nil || !cmp.Equal(back, got) || !strings.Contains(string(data), `"direction":"steady","factors":[{"factor":"trust","value":`) {
		t.Errorf("%s came back as %+v, %v", data, back, err)
	}
}

// TestTrendDirections: news that outweighs what was known stands out, and so does much good news and then silence.
func TestTrendDirections(t *testing.T) {
	model := compiled(t, loyalty.DefaultCustomerCard())
	for name, row := range map[string]struct {
		history []observation
		days    int
		want    loyalty.Direction
	}{
		"better":  {[]observation{{loyalty.Trust, must(loyalty.Against(9)), base}, {loyalty.Trust, must(loyalty.For(9)), base.AddDate(1, 0, 0)}}, 365, loyalty.DirectionUp},
		"worse":   {[]observation{{loyalty.Trust, must(loyalty.For(9)), base}, {loyalty.Trust, must(loyalty.Against(9)), base.AddDate(1, 0, 0)}}, 365, loyalty.DirectionDown},
		"silence": {manyTimes(loyalty.Trust, 100), 730, loyalty.DirectionDown},
		"one":     {[]observation{{loyalty.Trust, must(loyalty.For(1)), base}}, 0, loyalty.DirectionSteady},
		"nothing": {nil, 0, loyalty.DirectionSteady},
	} {
		p := paired(t, model, row.history)
		at := base.AddDate(0, 0, row.days)
		got, err := loyalty.TrendOf(scored(t, p.model, p.slow, at), scored(t, p.twin, p.fast, at))
		if err != nil || got.Factors[0].Direction != row.want {
			t.Errorf("%s: %+v, %v, want %v", name, got.Factors[0], err, row.want)
		}
	}
}

// manyTimes returns n times ten pieces of good news.
func manyTimes(id loyalty.FactorID, n int) (all []observation) {
	for range n {
		all = append(all, observation{id, must(loyalty.For(10)), base})
	}
	return all
}

func TestFast(t *testing.T) {
	card := loyalty.DefaultCustomerCard()
	card.Factors[0].HalfLife, card.Factors[1].HalfLife = loyalty.NoDecay, loyalty.HalfLife(4*loyalty.Hour)+7
	twin := must(compiled(t, card).Fast()).Card()
	if twin.Factors[0].HalfLife != loyalty.NoDecay || twin.Factors[1].HalfLife != loyalty.HalfLife(loyalty.Hour)+1 || twin.ID != card.ID {
		t.Errorf("%+v", twin.Factors[:2])
	}
	for i := range card.Factors {
		twin.Factors[i].HalfLife = card.Factors[i].HalfLife
	}
	if !cmp.Equal(twin, card) {
		t.Errorf("the twin differs in more than half-lives: %s", cmp.Diff(card, twin))
	}
	card.Factors[1].HalfLife = 3
	var field *loyalty.FieldError
	if _, err := compiled(t, card).Fast(); !errors.As(err, &field) || field.Path != "factors[1].half_life" {
		t.Errorf("of 3 ns: %v", err)
	}
	if _, err := new(loyalty.Model).Fast(); !errors.Is(err, loyalty.ErrInvalid) {
		t.Errorf("of the zero model: %v", err)
	}
}

func TestTrendInputs(t *testing.T) {
	model := compiled(t, loyalty.DefaultCustomerCard())
	slow, fast := scored(t, model, loyalty.State{}, base), scored(t, must(model.Fast()), loyalty.State{}, base)
	var stored loyalty.Result
	if err := json.Unmarshal(must(json.Marshal(slow)), &stored); err != nil {
		t.Fatal(err)
	}
	changed := func(f func(*loyalty.Factor)) loyalty.Result {
		card := must(model.Fast()).Card()
		f(&card.Factors[0])
		return scored(t, compiled(t, card), loyalty.State{}, base)
	}
	for name, row := range map[string][2]loyalty.Result{
		"weight":      {slow, changed(func(f *loyalty.Factor) { f.Weight = 2 })},
		"prior":       {slow, changed(func(f *loyalty.Factor) { f.Prior.Strength = 3 })},
		"negativity":  {slow, changed(func(f *loyalty.Factor) { f.Negativity = 3 })},
		"half-life":   {slow, changed(func(f *loyalty.Factor) { f.HalfLife++ })},
		"zero slow":   {{}, fast},
		"zero fast":   {slow, {}},
		"stored":      {stored, fast},
		"no twin":     {slow, slow},
		"twice":       {fast, slow},
		"other card":  {slow, scored(t, must(compiled(t, loyalty.DefaultPartnerCard()).Fast()), loyalty.State{}, base)},
		"other as-of": {slow, scored(t, must(model.Fast()), loyalty.State{}, base.Add(1))},
		"zero models": {{}, {}},
	} {
		if _, err := loyalty.TrendOf(row[0], row[1]); !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDirectionNames(t *testing.T) {
	want := []string{"steady", "up", "down"}
	for i, d := range loyalty.Directions() {
		back, err := loyalty.ParseDirection(d.String())
		var read loyalty.Direction
		text, failed := d.MarshalText()
		if d.String() != want[i] || back != d || err != nil || failed != nil || read.UnmarshalText(text) != nil || read != d || !d.IsValid() {
			t.Errorf("%v: %v, %v", d, back, err)
		}
	}
	if len(loyalty.Directions()) != len(want) {
		t.Errorf("%d directions", len(loyalty.Directions()))
	}
	var d loyalty.Direction
	if _, err := d.MarshalText(); err == nil || d.IsValid() || d.UnmarshalText([]byte("Up")) == nil || d != 0 {
		t.Errorf("the zero value: %v", err)
	}
}
