package markov_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/lifecycle/markov"
	"github.com/rapport-go/rapport/relationship"
)

var nan, inf = math.NaN(), math.Inf(1)

// rejected checks that an error is an ErrConfig whose faults are those of these fields, in this order.
func rejected(t *testing.T, what string, err error, fields ...string) {
	t.Helper()
	if !errors.Is(err, markov.ErrConfig) {
		t.Errorf("%s: %v, want an ErrConfig", what, err)
		return
	}
	var got []string
	for line := range strings.Lines(err.Error()) {
		field, _, _ := strings.Cut(strings.TrimPrefix(line, "lifecycle/markov: "), " = ")
		got = append(got, field)
		if !strings.Contains(line, ", want ") {
			t.Errorf("%s: %q names no rule", what, line)
		}
	}
	if !slices.Equal(got, fields) {
		t.Errorf("%s: faults in %q, want %q: %v", what, got, fields, err)
	}
}

func TestNewChainRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		states []float64
		p      [][]float64
		fields []string
	}{
		"nothing":         {nil, nil, []string{"States"}},
		"rows of nothing": {nil, [][]float64{{}}, []string{"States", "P", "P[0]"}},
		"NaN label":       {[]float64{1, nan}, [][]float64{{1, 0}, {0, 1}}, []string{"States[1]"}},
		"twice":           {[]float64{1, 0, math.Copysign(0, -1)}, [][]float64{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, []string{"States[2]"}},
		"too few rows":    {[]float64{1, 2}, [][]float64{{1, 0}}, []string{"P"}},
		"no rows":         {[]float64{1}, nil, []string{"P"}},
		"too many rows":   {[]float64{1}, [][]float64{{1}, {1}}, []string{"P"}},
		"short row":       {[]float64{1, 2}, [][]float64{{1, 0}, {1}}, []string{"P[1]"}},
		"empty row":       {[]float64{1, 2}, [][]float64{nil, {0, 1}}, []string{"P[0]"}},
		"NaN":             {[]float64{1, 2}, [][]float64{{nan, 1}, {0, 1}}, []string{"P[0][0]"}},
		"infinite":        {[]float64{1, 2}, [][]float64{{0, 1}, {inf, 1}}, []string{"P[1][0]"}},
		"negative":        {[]float64{1, 2}, [][]float64{{-1e-300, 1}, {0, 1}}, []string{"P[0][0]"}},
		"sum":             {[]float64{1, 2}, [][]float64{{0.5, 0.5 + 2e-9}, {0, 0}}, []string{"P[0]", "P[1]"}},
		"all of it":       {[]float64{nan, nan}, [][]float64{{-1, nan}, {0.5}, {}}, []string{"States[0]", "States[1]", "P", "P[0][0]", "P[0][1]", "P[1]", "P[2]"}},
	} {
		c, err := markov.NewChain(markov.ChainConfig[float64]{States: test.states, P: test.p})
		rejected(t, name, err, test.fields...)
		if !c.IsZero() {
			t.Errorf("%s: a chain of %v beside the error", name, c.States())
		}
	}
	_, err := markov.NewChain(markov.ChainConfig[int]{States: make([]int, 1001)})
	rejected(t, "1001 states", err, "States", "P")
}

func TestNewChainTakes(t *testing.T) {
	states := []int{7, 3}
	p := [][]float64{{math.Copysign(0, -1), 1 + 5e-10}, {5e-324, 1}}
	c := must(markov.NewChain(markov.ChainConfig[int]{States: states, P: p}))
	if got := c.Row(7); got[0] != 0 || math.Signbit(got[0]) || got[1] != 1 {
		t.Errorf("row %v, want 0 and 1", got)
	}
	if c.P(3, 7) != 5e-324 || len(c.Final()) != 0 {
		t.Errorf("the smallest probability is %v, final %v: want it kept, and 3 not final", c.P(3, 7), c.Final())
	}
	// Neither kept nor changed; what is handed out is a copy.
	states[0], p[0][1] = 9, 0
	c.States()[1], c.Row(7)[1] = 9, 0
	if !slices.Equal(c.States(), []int{7, 3}) || c.P(7, 3) != 1 || p[1][0] != 5e-324 {
		t.Errorf("the chain is %v %v after its arguments changed", c.States(), c.Row(7))
	}
}

func TestEstimateRefuses(t *testing.T) {
	var some markov.Counts[string]
	for _, n := range []error{some.AddN("a", "a", 50), some.AddN("a", "b", 50), some.AddN("b", "a", 50)} {
		if n != nil {
			t.Fatal(n)
		}
	}
	known := must(markov.NewChain(markov.ChainConfig[string]{States: []string{"a", "z"}, P: [][]float64{{0.5, 0.5}, {0, 1}}}))
	type options = markov.EstimateOptions[string]
	every := map[string][]string{"a": {"a", "b"}, "b": {"a"}}
	for name, test := range map[string]struct {
		options options
		fields  []string
	}{
		"no states":         {options{States: []string{}}, []string{"States"}},
		"missing":           {options{States: []string{"b"}}, []string{"States"}},
		"twice":             {options{States: []string{"b", "a", "b"}}, []string{"States[2]"}},
		"final unknown":     {options{States: []string{"a", "b"}, Final: []string{"c", "a", "a"}}, []string{"Final[0]", "Final[2]"}},
		"row":               {options{MinRow: -1}, []string{"MinRow"}},
		"alpha":             {options{Alpha: -1, Allowed: every}, []string{"Alpha"}},
		"NaN alpha":         {options{Alpha: nan, Allowed: every}, []string{"Alpha"}},
		"infinite alpha":    {options{Alpha: inf, Allowed: every}, []string{"Alpha"}},
		"alpha on anything": {options{Alpha: 1}, []string{"Alpha"}},
		"not allowed":       {options{Allowed: map[string][]string{"a": {"b"}}}, []string{`Allowed["a"]`, `Allowed["b"]`}},
		"unknown moves":     {options{States: []string{"a", "b"}, Allowed: map[string][]string{"a": {"a", "b", "c", "a"}, "b": {"a"}, "d": nil}}, []string{`Allowed["a"][2]`, `Allowed["a"][3]`, `Allowed["d"]`}},
		"mass alone":        {options{Mass: 1}, []string{"Mass"}},
		"prior alone":       {options{Prior: known}, []string{"Mass"}},
		"negative mass":     {options{Prior: known, Mass: -1}, []string{"Mass"}},
		"NaN mass":          {options{Prior: known, Mass: nan}, []string{"Mass"}},
		"infinite mass":     {options{Mass: inf}, []string{"Mass"}},
		"prior's moves": {
			options{Allowed: map[string][]string{"a": {"a", "b", "z"}, "b": {"a"}}, Prior: known, Mass: 1},
			[]string{`Prior["z"]`},
		},
		"prior's states": {options{States: []string{"a", "b"}, Prior: known, Mass: 1}, []string{"States"}},
		"all of it":      {options{States: []string{"a"}, Final: []string{"b"}, MinRow: -1, Alpha: nan, Mass: -1}, []string{"MinRow", "Alpha", "Mass", "Final[0]", "States"}},
	} {
		_, err := markov.Estimate(&some, test.options)
		rejected(t, name, err, test.fields...)
	}
	_, err := markov.Estimate(nil, options{})
	rejected(t, "nil", err, "counts")
	_, err = markov.Estimate(new(markov.Counts[string]), options{})
	rejected(t, "no counts", err, "States")
	_, err = markov.Estimate(&some, options{Allowed: map[string][]string{"a": {"a", "b"}, "b": {"a"}}, Alpha: 1})
	if err != nil {
		t.Error(err)
	}
	floats := new(markov.Counts[float64])
	_, err = markov.Estimate(floats, markov.EstimateOptions[float64]{Allowed: map[float64][]float64{nan: {nan}, 1: {inf}}})
	rejected(t, "NaN moves", err, "States[0]", "States[1]", `Allowed["NaN"]`)
}

func TestAheadRefuses(t *testing.T) {
	c := must(markov.NewChain(markov.ChainConfig[int]{States: []int{1, 2}, P: [][]float64{{0.5, 0.5}, {0, 1}}}))
	for name, test := range map[string]struct {
		now     map[int]float64
		periods int
		fields  []string
	}{
		"unknown":  {map[int]float64{3: 1, 0: 1}, 1, []string{`now["0"]`, `now["3"]`}},
		"negative": {map[int]float64{1: -1, 2: -1e-300}, 1, []string{`now["1"]`, `now["2"]`}},
		"no count": {map[int]float64{1: nan, 2: inf}, 1, []string{`now["1"]`, `now["2"]`}},
		"sum":      {map[int]float64{1: 1e308, 2: 1e308}, 1, []string{"now"}},
		"too many": {map[int]float64{1: 6e149, 2: 6e149}, 1, []string{"now"}},
		"back":     {map[int]float64{1: 1}, -1, []string{"periods"}},
	} {
		_, err := c.Ahead(test.now, test.periods)
		rejected(t, name, err, test.fields...)
	}
	_, err := markov.Chain[int]{}.Ahead(map[int]float64{1: 1}, 1)
	rejected(t, "zero chain", err, `now["1"]`)
	if got := must(c.Ahead(map[int]float64{1: math.Copysign(0, -1)}, 0)); math.Signbit(got[1]) {
		t.Errorf("nobody, written as −0, leads to %v", got)
	}
	if got := must(c.Ahead(nil, math.MaxInt)); len(got) != 2 || got[1] != 0 || got[2] != 0 {
		t.Errorf("nobody leads to %v", got)
	}
}

func TestAbsorbingRefuses(t *testing.T) {
	c := must(markov.NewChain(markov.ChainConfig[int]{States: []int{1, 2, 3, 4}, P: [][]float64{
		{0.5, 0.25, 0, 0.25}, {0, 0.5, 0.5, 0}, {0, 1, 0, 0}, {0, 0, 0, 1},
	}}))
	_, err := c.Absorbing([]int{4, 5, 4})
	rejected(t, "unknown and twice", err, "final[1]", "final[2]")
	_, err = markov.Chain[int]{}.Absorbing(nil)
	rejected(t, "zero chain", err, "chain")
	for name, test := range map[string]struct {
		final []int
		want  [][]string
	}{
		"by default":   {nil, [][]string{{`"2"`, `"3"`}}},
		"none":         {[]int{}, [][]string{{`"2"`, `"3"`}, {`"4"`}}},
		"only in part": {[]int{1, 3}, [][]string{{`"4"`}}},
	} {
		_, err := c.Absorbing(test.final)
		if !errors.Is(err, markov.ErrClosedClass) || errors.Is(err, markov.ErrConfig) {
			t.Fatalf("%s: %v, want an ErrClosedClass", name, err)
		}
		var got [][]string
		for _, e := range err.(interface{ Unwrap() []error }).Unwrap() {
			var class *markov.ClosedClassError
			if !errors.As(e, &class) {
				t.Fatalf("%s: %v", name, e)
			}
			got = append(got, class.States)
		}
		if !slices.EqualFunc(got, test.want, slices.Equal) {
			t.Errorf("%s: classes %q, want %q", name, got, test.want)
		}
	}
	a := must(c.Absorbing([]int{2, 4}))
	if !slices.Equal(a.Final(), []int{2, 4}) || !slices.Equal(a.Transient(), []int{1, 3}) {
		t.Errorf("final %v, others %v", a.Final(), a.Transient())
	}
}

func TestValueRefuses(t *testing.T) {
	c, cut := recency()
	rate := relationship.Must(relationship.AnnualRate(0.1))
	for name, test := range map[string]struct {
		options markov.ValueOptions[string]
		fields  []string
	}{
		"unknown":      {markov.ValueOptions[string]{Margin: map[string]float64{"r9": 1, "r8": 1}}, []string{`Margin["r8"]`, `Margin["r9"]`}},
		"NaN":          {markov.ValueOptions[string]{Margin: map[string]float64{"r1": nan}}, []string{`Margin["r1"]`}},
		"infinite":     {markov.ValueOptions[string]{Margin: map[string]float64{"r1": -inf}}, []string{`Margin["r1"]`}},
		"too large":    {markov.ValueOptions[string]{Margin: map[string]float64{"r1": 2e150}}, []string{`Margin["r1"]`}},
		"no unit":      {markov.ValueOptions[string]{Discount: markov.Discount{Rate: rate}}, []string{"Discount.Unit"}},
		"wrong unit":   {markov.ValueOptions[string]{Discount: markov.Discount{Rate: rate, Unit: 9}}, []string{"Discount.Unit"}},
		"length":       {markov.ValueOptions[string]{Discount: markov.Discount{Length: -1}}, []string{"Discount.Length"}},
		"NaN length":   {markov.ValueOptions[string]{Discount: markov.Discount{Length: nan}}, []string{"Discount.Length"}},
		"for ever":     {markov.ValueOptions[string]{Discount: markov.Discount{Length: inf}}, []string{"Discount.Length"}},
		"past":         {markov.ValueOptions[string]{Horizon: -1}, []string{"Horizon"}},
		"far":          {markov.ValueOptions[string]{Horizon: 10_001}, []string{"Horizon"}},
		"all of these": {markov.ValueOptions[string]{Horizon: -1, Margin: map[string]float64{"": 1}, Discount: markov.Discount{Rate: rate}}, []string{`Margin[""]`, "Discount.Unit", "Horizon"}},
	} {
		_, err := c.Value(test.options)
		rejected(t, name, err, test.fields...)
		if test.options.Horizon == 0 {
			_, err = c.CutOff(markov.CutOffOptions[string]{Order: cut.Order, Margin: test.options.Margin, Discount: test.options.Discount})
			rejected(t, name, err, test.fields...)
		}
	}
	_, err := markov.Chain[string]{}.Value(markov.ValueOptions[string]{})
	rejected(t, "zero chain", err, "chain")
	_, err = c.CutOff(markov.CutOffOptions[string]{})
	rejected(t, "no order", err, "Order")
	_, err = c.CutOff(markov.CutOffOptions[string]{Order: []string{"r1", "r9", "r1"}})
	rejected(t, "bad order", err, "Order[1]", "Order[2]")
	_, err = markov.Chain[string]{}.CutOff(markov.CutOffOptions[string]{})
	rejected(t, "zero chain", err, "chain", "Order")
	v := must(c.Value(markov.ValueOptions[string]{}))
	_, err = v.Steps([]string{"r1"})
	rejected(t, "one step", err, "order")
	_, err = v.Steps([]string{"r1", "r1", "r9"})
	rejected(t, "bad steps", err, "order[1]", "order[2]")
	_, err = markov.Values[string]{}.Steps(nil)
	rejected(t, "zero values", err, "values")
}

// Zero values answer for what is not there, and so does everything for what is no state; nothing panics.
func TestWhatIsNotThere(t *testing.T) {
	counts := expected()
	c := must(markov.Estimate(counts, markov.EstimateOptions[string]{Final: []string{"gone"}}))
	a := must(c.Absorbing(nil))
	v := must(c.Value(markov.ValueOptions[string]{Margin: brings}))
	known, _ := recency()
	cut := must(known.CutOff(markov.CutOffOptions[string]{Order: []string{"r1"}}))
	for _, c := range []markov.Chain[string]{{}, c} {
		_, ok := c.StdErr("nowhere", "gone")
		_, also := c.StdErr("gone", "nowhere")
		if c.P("nowhere", "gone") != 0 || c.P("gone", "nowhere") != 0 || c.Row("nowhere") != nil || c.N("nowhere") != 0 || ok || also {
			t.Errorf("%v knows of nowhere", c)
		}
	}
	for _, a := range []markov.Absorption[string]{{}, a} {
		o, ok := a.From("nowhere")
		_, periods := o.PeriodsStdErr()
		_, share := o.ShareStdErr("gone")
		if ok || periods || share || o.Periods()+o.PeriodsStdDev()+o.Visits("gone")+o.Reach("gone")+o.Share("gone")+o.Survival(3) != 0 {
			t.Errorf("an outlook from nowhere: %v", o)
		}
	}
	o := sure(a.From("new"))
	if _, ok := o.ShareStdErr("new"); ok || o.Visits("nowhere")+o.Reach("nowhere")+o.Share("nowhere")+o.Share("new")+o.Visits("gone") != 0 {
		t.Error("a way to nowhere")
	}
	o = sure(a.From("gone"))
	if o.Periods()+o.PeriodsStdDev()+sure(o.PeriodsStdErr())+sure(o.ShareStdErr("gone"))+o.Survival(0)+o.Visits("new")+o.Reach("new") != 0 ||
		o.Share("gone") != 1 || o.Reach("gone") != 1 {
		t.Error("the end is not the end")
	}
	for _, v := range []markov.Values[string]{{}, v} {
		_, a := v.Of("nowhere")
		_, b := v.StdErr("nowhere")
		_, c := v.Gain("new", "nowhere")
		_, d := v.Gain("nowhere", "new")
		_, e := v.GainStdErr("nowhere", "new")
		_, f := v.GainStdErr("new", "nowhere")
		if a || b || c || d || e || f {
			t.Error("a value of nowhere")
		}
	}
	for _, c := range []markov.CutOff[string]{{}, cut} {
		_, a := c.Optimal("nowhere")
		_, b := c.Value(0, "nowhere")
		if a || b {
			t.Error("a cut-off of nowhere")
		}
	}
	var zero markov.CutOff[string]
	if zero.Best() != 0 || zero.Contact() != nil || zero.String() == "" || !zero.IsZero() || cut.IsZero() {
		t.Error("the zero cut-off")
	}
	var none markov.Absorption[string]
	if none.Final() != nil || none.Transient() != nil || !none.IsZero() || a.IsZero() {
		t.Error("the zero absorption")
	}
	if (markov.Values[string]{}).States() != nil || !slices.Equal(v.States(), c.States()) || v.IsZero() || !(markov.Values[string]{}).IsZero() {
		t.Error("the zero values")
	}
	if _, ok := known.StdErr("r1", "r2"); ok || known.N("r1") != 0 {
		t.Error("a known chain has no standard errors and no periods")
	}
	if _, ok := sure(must(known.Absorbing(nil)).From("r1")).PeriodsStdErr(); ok {
		t.Error("a known chain has no standard errors")
	}
	if _, ok := must(known.Value(markov.ValueOptions[string]{})).StdErr("r1"); ok {
		t.Error("a known chain has no standard errors")
	}
}

// Rows that sum to 1 but for rounding do not grow or shrink away, however many the periods are: 1 + 1e-16 to the power of 2^63 is e^900.
func TestForEverAhead(t *testing.T) {
	for n := 2; n < 12; n++ {
		cfg := markov.ChainConfig[int]{}
		for i := range n {
			row := make([]float64, n+1)
			for j := range n {
				row[j] = 1 / float64(1+(i+j)%n) // divided by sums that are no powers of 2
			}
			sum := 0.0
			for _, p := range row {
				sum += p
			}
			for j := range row {
				row[j] /= sum
			}
			row[n] = 1e-19
			cfg.States, cfg.P = append(cfg.States, i), append(cfg.P, row)
		}
		cfg.States, cfg.P = append(cfg.States, n), append(cfg.P, append(make([]float64, n), 1))
		c := must(markov.NewChain(cfg))
		o := sure(must(c.Absorbing(nil)).From(0))
		for _, periods := range []int{1 << 20, math.MaxInt / 2, math.MaxInt} {
			sum := 0.0
			for _, v := range must(c.Ahead(map[int]float64{0: 1e150}, periods)) {
				sum += v
			}
			near(t, "the sum ahead", sum, 1e150, 1e-13)
			near(t, "Survival", o.Survival(periods), math.Exp(-1e-19*float64(periods)), 1e-12)
		}
	}
}
