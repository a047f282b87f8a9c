package markov_test

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/lifecycle/markov"
	"github.com/rapport-go/rapport/relationship"
)

// goldenError is what the package promises, relative, against every vector.
const goldenError = 1e-12

// digits is a decimal number of a vector, read as the nearest float64.
type digits float64

func (d *digits) UnmarshalJSON(text []byte) error {
	v, err := strconv.ParseFloat(strings.Trim(string(text), `"`), 64)
	*d = digits(v)
	return err
}

// vector is a chain and what exact fractions say of it: solved by Gauss's elimination over the rationals, 50 digits kept.
type vector struct {
	What    string
	P       [][]digits
	Final   []int
	Margin  []digits
	Annual  digits
	Horizon int
	Visits  [][]digits
	Periods []digits
	StdDev  []digits `json:"std_dev"`
	Shares  [][]digits
	Reach   [][]digits
	Value   []digits
	Until   []digits `json:"value_until"`
	Alive   []digits `json:"survival"`
}

func vectors(t *testing.T) (list []vector) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "chains.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

func (v vector) chain(t *testing.T) markov.Chain[int] {
	t.Helper()
	p := make([][]float64, len(v.P))
	states := make([]int, len(v.P))
	for i, row := range v.P {
		states[i] = i
		for _, x := range row {
			p[i] = append(p[i], float64(x))
		}
	}
	return must(markov.NewChain(markov.ChainConfig[int]{States: states, P: p}))
}

// worst keeps the largest relative error of each kind of number.
type worst map[string]float64

func (w worst) add(t *testing.T, what string, got float64, want digits) {
	t.Helper()
	err := math.Abs(got - float64(want))
	if want != 0 {
		err /= math.Abs(float64(want))
	}
	if w[what] = max(w[what], err); !(err <= goldenError) {
		t.Errorf("%s = %.17g, want %.17g: relative error %.2g", what, got, float64(want), err)
	}
}

func TestGolden(t *testing.T) {
	errors := worst{}
	list := vectors(t)
	if len(list) != 14 {
		t.Fatalf("%d vectors, want 14", len(list))
	}
	for _, v := range list {
		t.Run(v.What, func(t *testing.T) {
			c := v.chain(t)
			a := must(c.Absorbing(v.Final))
			for i, s := range a.Transient() {
				o := sure(a.From(s))
				errors.add(t, "Periods", o.Periods(), v.Periods[i])
				errors.add(t, "PeriodsStdDev", o.PeriodsStdDev(), v.StdDev[i])
				errors.add(t, "Survival", o.Survival(v.Horizon), v.Alive[i])
				for j, to := range a.Transient() {
					errors.add(t, "Visits", o.Visits(to), v.Visits[i][j])
					errors.add(t, "Reach", o.Reach(to), v.Reach[i][j])
				}
				for j, to := range a.Final() {
					errors.add(t, "Share", o.Share(to), v.Shares[i][j])
				}
			}
			margin := map[int]float64{}
			for i, m := range v.Margin {
				margin[i] = float64(m)
			}
			options := markov.ValueOptions[int]{Margin: margin, Discount: markov.Discount{
				Rate: relationship.Must(relationship.AnnualRate(float64(v.Annual))), Unit: relationship.Year,
			}}
			if v.Value != nil {
				values := must(c.Value(options))
				for i, want := range v.Value {
					errors.add(t, "Value", sure(values.Of(i)), want)
				}
			}
			options.Horizon = v.Horizon
			values := must(c.Value(options))
			for i, want := range v.Until {
				errors.add(t, "Value until", sure(values.Of(i)), want)
			}
		})
	}
	kinds := make([]string, 0, len(errors))
	for what := range errors {
		kinds = append(kinds, what)
	}
	slices.Sort(kinds)
	for _, what := range kinds {
		t.Logf("%-14s %.1e", what, errors[what])
	}
}
