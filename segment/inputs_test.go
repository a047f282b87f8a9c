package segment_test

import (
	"errors"
	"iter"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// refused checks an error: what it is and what it says.
func refused(t *testing.T, name string, err, want error, text string) {
	t.Helper()
	if !errors.Is(err, want) || !strings.Contains(err.Error(), text) {
		t.Errorf("%s: %v, want %v with %q", name, err, want, text)
	}
}

// badCustomers are RFMs that break one rule each.
var badCustomers = []struct {
	name string
	r    segment.RFM
	want error
	text string
}{
	{"a future recency", rfm(-1, 1, "1 EUR"), segment.ErrInvalid, "recency = -1, want 0 to 1000000000 days"},
	{"a recency too large", rfm(1_000_000_001, 1, "1 EUR"), segment.ErrInvalid, "recency = 1000000001"},
	{"the least recency", rfm(math.MinInt, 1, "1 EUR"), segment.ErrInvalid, "recency = -"},
	{"no purchase", rfm(0, 0, "1 EUR"), segment.ErrInvalid, "frequency = 0, want 1 to 1000000000 purchase days"},
	{"a negative frequency", rfm(0, -1, "1 EUR"), segment.ErrInvalid, "frequency = -1"},
	{"the least frequency", rfm(0, math.MinInt, "1 EUR"), segment.ErrInvalid, "frequency = -"},
	{"a frequency too large", rfm(0, 1_000_000_001, "1 EUR"), segment.ErrInvalid, "frequency = 1000000001"},
	{"no currency", rfm(0, 1, "0"), segment.ErrInvalid, "net = 0, want an amount in a currency"},
	{"a negative gross", segment.RFM{Frequency: 1, Net: money("1 EUR"), Gross: money("-1 EUR")}, segment.ErrInvalid, "gross = -1.00 EUR, want 0 or more"},
	{
		"two currencies", segment.RFM{Frequency: 1, Net: money("1 EUR"), Gross: money("1 USD")}, relationship.ErrCurrencyMismatch,
		"net and gross: currencies EUR and USD",
	},
}

func TestRFMRejects(t *testing.T) {
	good, _ := quantile(t, []segment.RFM{rfm(1, 1, "1 EUR"), rfm(2, 2, "2 EUR")}, segment.QuantileOptions{})
	for _, test := range badCustomers {
		refused(t, test.name, test.r.Validate(), test.want, test.text)
		score, err := good.Score(test.r)
		refused(t, test.name+", scored", err, test.want, test.text)
		if !score.IsZero() {
			t.Errorf("%s scores %v", test.name, score)
		}
		s, report, err := segment.Quantile(everyone([]segment.RFM{rfm(0, 1, "1 EUR"), test.r}), segment.QuantileOptions{})
		refused(t, test.name+", in a population", err, test.want, "segment: customer 1: ")
		refused(t, test.name+", in a population", err, test.want, test.text)
		var who *segment.CustomerError
		if !errors.As(err, &who) || who.At != 1 || !s.IsZero() || report.Customers != 0 {
			t.Errorf("%s: %v, %v", test.name, err, report)
		}
	}
	all := segment.RFM{Recency: -1, Gross: money("-1 EUR")}.Validate()
	for _, text := range []string{"recency = -1", "frequency = 0", "net = 0", "gross = -1.00 EUR"} {
		refused(t, "every fault is named", all, segment.ErrInvalid, text)
	}
	if err := rfm(0, 1, "-1 EUR").Validate(); err != nil {
		t.Errorf("a loss is no fault: %v", err)
	}
	_, err := good.Score(rfm(0, 1, "1 USD"))
	refused(t, "another currency", err, relationship.ErrCurrencyMismatch, "score: currencies EUR and USD")
	_, err = segment.Scorer{}.Score(rfm(0, 1, "1 EUR"))
	refused(t, "the zero scorer", err, segment.ErrInvalid, "scorer = none, want one that was made")
}

func TestQuantileRejects(t *testing.T) {
	one := everyone([]segment.RFM{rfm(1, 1, "1 EUR")})
	for _, k := range []int{-1, 1, 101, math.MinInt, math.MaxInt} {
		_, _, err := segment.Quantile(one, segment.QuantileOptions{Recency: k})
		refused(t, "recency", err, segment.ErrInvalid, "scores of recency = ")
		_, _, err = segment.Quantile(one, segment.QuantileOptions{Frequency: k})
		refused(t, "frequency", err, segment.ErrInvalid, "scores of frequency = ")
		_, _, err = segment.Quantile(one, segment.QuantileOptions{Monetary: k})
		refused(t, "monetary", err, segment.ErrInvalid, "scores of monetary = ")
		_, _, err = segment.QuantileValues(slices.Values([]relationship.Money{money("1 EUR")}), segment.ValueOptions{Scores: k})
		refused(t, "values", err, segment.ErrInvalid, "segment: scores = ")
	}
	_, _, err := segment.Quantile(nil, segment.QuantileOptions{Ties: 3})
	refused(t, "ties", err, segment.ErrInvalid, "ties = ties(3), want low, mid or high")
	refused(t, "no sequence", err, segment.ErrInvalid, "population = nil, want a sequence")
	_, _, err = segment.QuantileValues(nil, segment.ValueOptions{Ties: 3})
	refused(t, "ties", err, segment.ErrInvalid, "ties = ties(3)")
	refused(t, "no sequence", err, segment.ErrInvalid, "values = nil, want a sequence")

	_, _, err = segment.Quantile(everyone(nil), segment.QuantileOptions{})
	refused(t, "nobody", err, segment.ErrNobody, "nobody to score")
	_, report, err := segment.Quantile(with(rfm(0, 1, "1 EUR"), segment.TooNew), segment.QuantileOptions{})
	refused(t, "nobody who is scored", err, segment.ErrNobody, "nobody to score")
	if report.TooNew != 1 {
		t.Errorf("%+v", report)
	}
	_, _, err = segment.Quantile(with(rfm(0, 1, "1 EUR"), 0), segment.QuantileOptions{})
	refused(t, "no status", err, segment.ErrInvalid, "customer 0: status = status(0)")

	_, _, err = segment.Quantile(everyone([]segment.RFM{rfm(1, 1, "1 EUR"), rfm(1, 1, "1 USD")}), segment.QuantileOptions{})
	refused(t, "two currencies", err, relationship.ErrCurrencyMismatch, "customer 1: quantiles: currencies EUR and USD")
	_, _, err = segment.QuantileValues(slices.Values([]relationship.Money{money("1 EUR"), money("1 USD")}), segment.ValueOptions{})
	refused(t, "two currencies", err, relationship.ErrCurrencyMismatch, "EUR and USD")
	_, _, err = segment.QuantileValues(slices.Values([]relationship.Money{{}}), segment.ValueOptions{})
	refused(t, "no currency", err, segment.ErrInvalid, "value = 0, want an amount in a currency")
	_, _, err = segment.QuantileValues(slices.Values([]relationship.Money{}), segment.ValueOptions{})
	refused(t, "no values", err, segment.ErrNobody, "nobody")
}

// with yields one customer with a status.
func with(r segment.RFM, status segment.Status) iter.Seq2[segment.RFM, segment.Status] {
	return func(yield func(segment.RFM, segment.Status) bool) { yield(r, status) }
}

func TestFixedRejects(t *testing.T) {
	good := segment.Cuts{Recency: []int{30, 7}, Frequency: []int{2, 5}, Monetary: []relationship.Money{money("10 EUR"), money("20 EUR")}}
	for _, test := range []struct {
		name   string
		change func(*segment.Cuts)
		want   error
		text   string
	}{
		{"no recency", func(c *segment.Cuts) { c.Recency = nil }, segment.ErrInvalid, "recency = 0 cuts, want 1 to 99 cuts"},
		{"100 cuts", func(c *segment.Cuts) { c.Frequency = make([]int, 100) }, segment.ErrInvalid, "frequency = 100 cuts"},
		{"no amounts", func(c *segment.Cuts) { c.Monetary = nil }, segment.ErrInvalid, "monetary = 0 cuts"},
		{"recency ascends", func(c *segment.Cuts) { c.Recency = []int{7, 30} }, segment.ErrInvalid, "recency cut 2 = 30, want better"},
		{"recency repeats", func(c *segment.Cuts) { c.Recency = []int{7, 7} }, segment.ErrInvalid, "recency cut 2 = 7"},
		{"negative days", func(c *segment.Cuts) { c.Recency = []int{7, -1} }, segment.ErrInvalid, "recency cut 2 = -1, want 0 to"},
		{"days without end", func(c *segment.Cuts) { c.Recency = []int{1_000_000_000} }, segment.ErrInvalid, "recency cut 1 = 1000000000"},
		{"everyone purchased", func(c *segment.Cuts) { c.Frequency = []int{1, 2} }, segment.ErrInvalid, "frequency cut 1 = 1, want 2 to"},
		{"frequency descends", func(c *segment.Cuts) { c.Frequency = []int{5, 2} }, segment.ErrInvalid, "frequency cut 2 = 2, want better"},
		{"out of reach", func(c *segment.Cuts) { c.Frequency = []int{1_000_000_001} }, segment.ErrInvalid, "frequency cut 1"},
		{"the least number", func(c *segment.Cuts) { c.Recency = []int{math.MinInt} }, segment.ErrInvalid, "recency cut 1"},
		{"nothing", func(c *segment.Cuts) { c.Monetary[0] = money("0 EUR") }, segment.ErrInvalid, "monetary cut 1 = 0.00 EUR, want more than 0"},
		{"no currency", func(c *segment.Cuts) { c.Monetary[0] = relationship.Money{} }, segment.ErrInvalid, "monetary cut 1 = 0, want"},
		{"equal amounts", func(c *segment.Cuts) { c.Monetary[1] = money("10 EUR") }, segment.ErrInvalid, "monetary cut 2 = 10.00 EUR, want more"},
		{"two currencies", func(c *segment.Cuts) { c.Monetary[1] = money("20 USD") }, relationship.ErrCurrencyMismatch, "cut: currencies EUR and USD"},
	} {
		c := segment.Cuts{Recency: slices.Clone(good.Recency), Frequency: slices.Clone(good.Frequency), Monetary: slices.Clone(good.Monetary)}
		test.change(&c)
		s, err := segment.Fixed(c)
		refused(t, test.name, err, test.want, test.text)
		if !s.IsZero() {
			t.Errorf("%s: a scorer all the same", test.name)
		}
	}
	_, err := segment.Fixed(segment.Cuts{})
	for _, text := range []string{"recency = 0", "frequency = 0", "monetary = 0"} {
		refused(t, "every fault is named", err, segment.ErrInvalid, text)
	}
	if s, err := segment.Fixed(good); err != nil || s.IsZero() {
		t.Error(err)
	}
}

func TestValueScaleRejects(t *testing.T) {
	scale, err := segment.FixedValues([]relationship.Money{money("10 EUR")})
	if err != nil {
		t.Fatal(err)
	}
	for name, v := range map[string]relationship.Money{"another currency": money("1 USD"), "no currency": {}} {
		want := segment.ErrInvalid
		if !v.Currency().IsZero() {
			want = relationship.ErrCurrencyMismatch
		}
		if score, err := scale.Score(v); !errors.Is(err, want) || score != 0 {
			t.Errorf("%s: %d, %v", name, score, err)
		}
		if tier, err := scale.Tier(v); !errors.Is(err, want) || tier != 0 {
			t.Errorf("%s: %v, %v", name, tier, err)
		}
	}
	if scale.Currency() != eur || scale.K() != 2 || scale.IsZero() {
		t.Errorf("%v, %d", scale.Currency(), scale.K())
	}
	var zero segment.ValueScale
	if _, err := zero.Score(money("1 EUR")); !errors.Is(err, segment.ErrInvalid) || zero.K() != 0 || !zero.IsZero() {
		t.Errorf("the zero scale: %v", err)
	}
}

func TestGridRejects(t *testing.T) {
	axes := []segment.Axis{{Name: "R", K: 2}, {Name: "F", K: 3}}
	whole := []segment.Range{{}, {}}
	for _, test := range []struct {
		name string
		axes []segment.Axis
		box  []segment.Range
		text string
	}{
		{"no axes", nil, nil, "grid: axes = 0, want 1 or more, with at most 2^20 cells"},
		{"an axis without a name", []segment.Axis{{K: 2}, {Name: "F", K: 2}}, whole, `name of axis 1 = "", want a name of its own`},
		{"two axes of one name", []segment.Axis{{Name: "F", K: 2}, {Name: "F", K: 2}}, whole, `name of axis 2 = "F"`},
		{"one value", []segment.Axis{{Name: "R", K: 1}, {Name: "F", K: 2}}, whole, "values of axis 1 = 1, want 2 to 100"},
		{"too many values", []segment.Axis{{Name: "R", K: 101}, {Name: "F", K: 2}}, whole, "values of axis 1 = 101"},
		{
			"too many cells", []segment.Axis{{Name: "a", K: 100}, {Name: "b", K: 100}, {Name: "c", K: 100}, {Name: "d", K: 2}},
			make([]segment.Range, 4), "grid: axes = 4",
		},
		{"too few ranges", axes, whole[:1], "box of rule 1 = [all], want 2 ranges"},
		{"too many ranges", axes, make([]segment.Range, 3), "want 2 ranges"},
		{"a range from 0", axes, []segment.Range{{}, {Low: 0, High: 2}}, `[all, 0-2], want ranges within 1 to 3 on axis "F"`},
		{"a range too far", axes, []segment.Range{{Low: 1, High: 3}, {}}, `within 1 to 2 on axis "R"`},
		{"a range backwards", axes, []segment.Range{{}, {Low: 3, High: 2}}, `within 1 to 3 on axis "F"`},
	} {
		_, err := segment.CompileGrid(test.axes, []segment.Rule[string]{{Label: "all", Box: test.box}})
		refused(t, test.name, err, segment.ErrInvalid, test.text)
	}
	var fault *segment.GridError
	if _, err := segment.CompileGrid[string](axes, nil); !errors.As(err, &fault) || len(fault.Gaps) != 6 {
		t.Errorf("no rules: %v", err)
	}
	bad := []segment.Rule[string]{{Label: "a", Box: whole[:1]}, {Label: "b", Box: nil}}
	_, err := segment.CompileGrid(axes, bad)
	refused(t, "every fault is named", err, segment.ErrInvalid, "rule 1")
	refused(t, "every fault is named", err, segment.ErrInvalid, "rule 2")
}

func TestParseScoreRejects(t *testing.T) {
	for _, text := range []string{"", "5", "5-4", "5-4-5-1", "5-4-", "0-1-1", "101-1-1", "05-4-5", "+5-4-5", "5 -4-5", "5--4-5", "a-b-c", "5-4-5\n"} {
		score := segment.Score{R: 1, F: 2, M: 3}
		err := score.UnmarshalText([]byte(text))
		refused(t, text, err, segment.ErrInvalid, "want three numbers from 1 to 100, as in 5-4-5")
		if score != (segment.Score{R: 1, F: 2, M: 3}) {
			t.Errorf("%q was refused and left %v", text, score)
		}
	}
	for _, score := range []segment.Score{{}, {R: 1, F: 1}, {R: 101, F: 1, M: 1}} {
		_, err := score.MarshalText()
		refused(t, score.String(), err, segment.ErrInvalid, score.String())
	}
	_, err := segment.ParseScore(strings.Repeat("é", 100))
	if err == nil || len(err.Error()) > 300 {
		t.Errorf("%v", err)
	}
}

// What was given can be changed afterwards, and what was returned too.
func TestArgumentsAreLeftUnchanged(t *testing.T) {
	cuts := segment.Cuts{Recency: []int{30, 7}, Frequency: []int{2, 5}, Monetary: []relationship.Money{money("10 EUR"), money("20 EUR")}}
	s, err := segment.Fixed(cuts)
	if err != nil {
		t.Fatal(err)
	}
	same, err := segment.Fixed(cuts)
	if err != nil {
		t.Fatal(err)
	}
	cuts.Recency[0], cuts.Frequency[0], cuts.Monetary[0] = 1, 9, money("99 EUR")
	s.RecencyCuts()[0], s.FrequencyCuts()[0], s.Value().Cuts()[0].Above = 1, 9, true
	if !s.Equal(same) {
		t.Error("a scorer of one's own was changed")
	}
	base := []segment.RFM{rfm(9, 1, "3 EUR"), rfm(1, 5, "1.001 EUR"), rfm(4, 2, "2 EUR")}
	before := slices.Clone(base)
	q, report := quantile(t, base, segment.QuantileOptions{})
	if !slices.EqualFunc(base, before, segment.RFM.Equal) {
		t.Errorf("the population became %v", base)
	}
	again, _ := quantile(t, base, segment.QuantileOptions{})
	report.Recency.Counts[0], report.Monetary.Counts[0] = 99, 99
	if !q.Equal(again) {
		t.Error("the scorer was changed through its report")
	}
	values := []relationship.Money{money("3 EUR"), money("1 EUR"), money("2 EUR")}
	kept := slices.Clone(values)
	if _, _, err := segment.QuantileValues(slices.Values(values), segment.ValueOptions{}); err != nil ||
		!cmp.Equal(values, kept, cmp.Comparer(relationship.Money.Equal)) {
		t.Errorf("%v, %v", values, err)
	}
}
