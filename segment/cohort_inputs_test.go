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

func TestNewCohortTableRejects(t *testing.T) {
	good := cohortConfig("1m", "2026-01-01", "2026-12-31")
	for name, c := range map[string]struct {
		change func(*segment.CohortConfig)
		text   string
	}{
		"no period":          {func(c *segment.CohortConfig) { c.Period = relationship.Period{} }, "segment: cohorts: period = 0d, want some time"},
		"no start":           {func(c *segment.CohortConfig) { c.Start = relationship.Date{} }, "segment: cohorts: start = none, want a date"},
		"no end":             {func(c *segment.CohortConfig) { c.End = relationship.Date{} }, `segment: cohorts: end = "", want a date not before the start`},
		"an end before it":   {func(c *segment.CohortConfig) { c.End = date("2025-12-31") }, ""},
		"too many periods":   {func(c *segment.CohortConfig) { c.End = date("2126-01-01") }, "segment: cohorts = 1m from 2026-01-01 to 2126-01-01, want at most 1200 periods"},
		"days without bound": {func(c *segment.CohortConfig) { *c = cohortConfig("1d", "0001-01-01", "9999-12-31") }, ""},
	} {
		cfg := good
		c.change(&cfg)
		table, err := segment.NewCohortTable(cfg)
		var fault *segment.InvalidError
		if table != nil || !errors.Is(err, segment.ErrInvalid) || !errors.As(err, &fault) || c.text != "" && err.Error() != c.text {
			t.Errorf("%s: %v", name, err)
		}
		if table, err := segment.Cohorts(nil, cfg); table != nil || err == nil {
			t.Errorf("%s: %v", name, err)
		}
		if table, err := segment.CohortsOfOrders(nil, cfg); table != nil || err == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := segment.NewCohortTable(segment.CohortConfig{})
	if err == nil || strings.Count(err.Error(), "segment: ") != 3 {
		t.Errorf("three faults: %v", err)
	}
	if _, err := segment.NewCohortTable(cohortConfig("1m", "2026-01-01", "2125-12-31")); err != nil {
		t.Errorf("1200 months: %v", err)
	}
}

func TestCohortObserveRejects(t *testing.T) {
	table := cohortSix(t)
	kept := table.Clone()
	usd := summary(t, order("2026-01-05", "1.00 USD"))
	if err := table.Observe(usd); !errors.Is(err, relationship.ErrCurrencyMismatch) || !table.Equal(kept) {
		t.Errorf("another currency: %v", err)
	}
	late := summary(t, order("2027-01-05", "1.00 USD"))
	if err := table.Observe(late); !errors.Is(err, relationship.ErrCurrencyMismatch) || !table.Equal(kept) {
		t.Errorf("another currency of who is left out: %v", err)
	}
	if err := new(segment.CohortTable).Observe(usd); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("no table: %v", err)
	}
	customers := []*relationship.Summary{nil, summary(t, order("2026-01-05", "1.00 EUR")), usd}
	made, err := segment.Cohorts(slices.Values(customers), table.Config())
	var who *segment.CustomerError
	if made != nil || !errors.As(err, &who) || who.At != 2 || !errors.Is(err, relationship.ErrCurrencyMismatch) {
		t.Errorf("%v", err)
	}
}

func TestCohortsOfOrdersRejects(t *testing.T) {
	large := "9" + strings.Repeat("0", 99) + " EUR"
	for name, c := range map[string]struct {
		order segment.CohortOrder
		want  error
		text  string
	}{
		"no customer":      {segment.CohortOrder{Date: date("2026-01-05")}, relationship.ErrInvalid, ""},
		"no date":          {segment.CohortOrder{Customer: "ada"}, segment.ErrInvalid, "segment: order 17: date = none, want a date"},
		"another currency": {cohortLine("ada", "2026-01-05", "1.00 USD"), relationship.ErrCurrencyMismatch, ""},
		"too much":         {cohortLine("zoe", "2026-01-05", large), relationship.ErrAmount, ""},
		"too much late":    {cohortLine("zoe", "2027-01-05", large), relationship.ErrAmount, ""},
	} {
		book := append(cohortBook(), c.order)
		table, err := segment.CohortsOfOrders(slices.Values(book), cohortSix(t).Config())
		if table != nil || !errors.Is(err, c.want) || c.text != "" && err.Error() != c.text {
			t.Errorf("%s: %v", name, err)
		}
		var where *segment.CohortOrderError
		if c.want != relationship.ErrAmount && (!errors.As(err, &where) || where.At != 17) {
			t.Errorf("%s: %v", name, err)
		}
	}
	huge := []segment.CohortOrder{cohortLine("zoe", "2026-01-05", large), cohortLine("zoe", "2026-01-05", large)}
	for _, day := range []string{"2026-01-05", "2026-01-06", "2026-03-06"} {
		huge[1].Date = date(day)
		if _, err := segment.CohortsOfOrders(slices.Values(huge), cohortSix(t).Config()); !errors.Is(err, relationship.ErrAmount) {
			t.Errorf("twice too much, the second on %s: %v", day, err)
		}
	}
}

// TestCohortsOfOrdersLeavesItsArgument: an order book out of order stays so.
func TestCohortsOfOrdersLeavesItsArgument(t *testing.T) {
	book := cohortBook()
	slices.Reverse(book)
	kept := slices.Clone(book)
	if table := cohortsOf(t, book, cohortSix(t).Config()); !table.Equal(cohortSix(t)) || !slices.Equal(book, kept) {
		t.Errorf("%v", table)
	}
}

func TestCohortMergeRejects(t *testing.T) {
	table := cohortSix(t)
	kept := table.Clone()
	read := func(text string) *segment.CohortTable {
		other := new(segment.CohortTable)
		if err := other.UnmarshalJSON([]byte(text)); err != nil {
			t.Fatal(err)
		}
		return other
	}
	const head = `{"version":1,"period":"1m","start":"2026-01-01","end":"2026-04-15",`
	full := read(head + `"left_out":{"prospects":1125899906842624,"early":0,"late":0,"purchase_days":0},"cells":[]}`)
	if err := full.Observe(nil); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("one more than there may be: %v", err)
	}
	worn := read(head + `"left_out":{"prospects":0,"early":1,"late":0,"purchase_days":4611686018427387904},"cells":[]}`)
	if err := worn.Observe(summary(t, order("2026-01-01", "1.00 EUR"))); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("a purchase day more than there may be: %v", err)
	}
	large := read(head + `"currency":"EUR","left_out":{"prospects":0,"early":1,"late":0,"purchase_days":1,"net":"4` + strings.Repeat("0", 99) + `"},"cells":[]}`)
	if err := large.Merge(large); !errors.Is(err, relationship.ErrAmount) {
		t.Errorf("too much: %v", err)
	}
	for name, c := range map[string]struct {
		other *segment.CohortTable
		want  error
	}{
		"another period":   {cohortsOf(t, nil, cohortConfig("2m", "2026-01-01", "2026-04-15")), segment.ErrInvalid},
		"another start":    {cohortsOf(t, nil, cohortConfig("1m", "2026-01-02", "2026-04-15")), segment.ErrInvalid},
		"another end":      {cohortsOf(t, nil, cohortConfig("1m", "2026-01-01", "2026-04-16")), segment.ErrInvalid},
		"too many":         {full, segment.ErrInvalid},
		"too many days":    {worn, segment.ErrInvalid},
		"another currency": {cohortsOf(t, []segment.CohortOrder{cohortLine("zoe", "2026-01-05", "1.00 USD")}, table.Config()), relationship.ErrCurrencyMismatch},
	} {
		if err := table.Merge(c.other); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if !table.Equal(kept) {
			t.Fatalf("%s: was refused and changed the table", name)
		}
	}
}

func TestCohortReadingRejects(t *testing.T) {
	table := cohortSix(t)
	for _, at := range [][2]int{{-1, 0}, {0, -1}, {0, 3}, {1, 2}, {2, 1}, {3, 0}, {math.MaxInt, 0}, {0, math.MaxInt}, {math.MinInt, math.MinInt}} {
		if c, ok := table.Cell(at[0], at[1]); ok || c != (segment.CohortCell{}) {
			t.Errorf("cell %v is %+v", at, c)
		}
	}
	for _, cohort := range []int{-1, 4, math.MaxInt, math.MinInt} {
		if c, ok := table.Running(cohort); ok || c != (segment.CohortCell{}) || table.Row(cohort) != nil {
			t.Errorf("cohort %d is %+v", cohort, c)
		}
	}
	good, _ := table.Cell(0, 1)
	for _, level := range []float64{0, 0.49, 1, -1, math.NaN(), math.Inf(1), 95} {
		if ages, err := table.Ages(level); !errors.Is(err, segment.ErrInvalid) || ages != nil {
			t.Errorf("level %v: %v", level, err)
		}
		if k, err := good.Retention(level); !errors.Is(err, segment.ErrInvalid) || k != (segment.KeptShare{}) {
			t.Errorf("level %v: %v", level, err)
		}
	}
	for _, c := range []segment.CohortCell{{Size: 1, Active: 2}, {Size: 1, Active: -1}, {Size: math.MaxInt64, Active: 1}, {Size: -1}} {
		if k, err := c.Retention(0.95); !errors.Is(err, segment.ErrInvalid) || k != (segment.KeptShare{}) {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if text, err := table.Text(segment.CohortTextOptions{Measure: 9}); !errors.Is(err, segment.ErrInvalid) || text != "" {
		t.Errorf("%q, %v", text, err)
	}
	var m segment.CohortMeasure = 3
	if err := m.UnmarshalText([]byte("Active")); !errors.Is(err, segment.ErrInvalid) || m != segment.CohortCumulative {
		t.Errorf("%v, %v", m, err)
	}
	if _, err := segment.CohortMeasure(4).MarshalText(); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("%v", err)
	}
}

func TestCohortJSONRejects(t *testing.T) {
	const head = `{"version":1,"period":"1m","start":"2026-01-01","end":"2026-04-15","currency":"EUR",`
	const left = `"left_out":{"prospects":1,"early":0,"late":0,"purchase_days":0},`
	const cell = `{"cohort":0,"age":0,"active":2,"purchase_days":3,"revenue":"9.00"}`
	const good = head + left + `"cells":[` + cell + `]}`
	cells := func(text string) string { return head + left + `"cells":[` + text + `]}` }
	after := func(text string) string { return cells(cell + "," + text) }
	leftOut := func(text string) string { return head + `"left_out":` + text + `,"cells":[]}` }
	for name, text := range map[string]string{
		"nothing":              ``,
		"null":                 `null`,
		"no version":           strings.Replace(good, `"version":1,`, ``, 1),
		"another version":      strings.Replace(good, `"version":1`, `"version":0`, 1),
		"something behind":     good + `1`,
		"an unknown field":     strings.Replace(good, `{"version"`, `{"x":1,"version"`, 1),
		"a field twice":        strings.Replace(good, `"version":1`, `"version":1,"version":1`, 1),
		"no period":            strings.Replace(good, `"period":"1m",`, ``, 1),
		"no start":             strings.Replace(good, `"start":"2026-01-01",`, ``, 1),
		"no end":               strings.Replace(good, `"end":"2026-04-15",`, ``, 1),
		"no left_out":          head + `"cells":[]}`,
		"no cells":             head + strings.TrimSuffix(left, ",") + `}`,
		"only a currency":      `{"version":1,"currency":"EUR"}`,
		"an empty date":        strings.Replace(good, `"2026-04-15"`, `""`, 1),
		"a period of nothing":  strings.Replace(good, `"1m"`, `"0d"`, 1),
		"too many periods":     strings.Replace(good, `"2026-04-15"`, `"2226-04-15"`, 1),
		"an empty currency":    strings.Replace(good, `"EUR"`, `""`, 1),
		"amounts of nothing":   strings.Replace(good, `,"currency":"EUR"`, ``, 1),
		"a currency of nobody": leftOut(`{"prospects":0,"early":0,"late":0,"purchase_days":0}`),
		"less than nobody":     leftOut(`{"prospects":-1,"early":3,"late":0,"purchase_days":0}`),
		"too many":             leftOut(`{"prospects":1125899906842624,"early":1,"late":0,"purchase_days":0}`),
		"days below 0":         leftOut(`{"prospects":1,"early":0,"late":0,"purchase_days":-1}`),
		"too many days":        leftOut(`{"prospects":1,"early":0,"late":0,"purchase_days":4611686018427387905}`),
		"a net that is none":   leftOut(`{"prospects":1,"early":0,"late":0,"purchase_days":0,"net":"x"}`),
		"a net too large":      leftOut(`{"prospects":1,"early":0,"late":0,"purchase_days":0,"net":"-9` + strings.Repeat("0", 99) + `"}`),
		"a cell of no cohort":  cells(`{"age":0,"active":2,"purchase_days":3}`),
		"a cell of no age":     cells(`{"cohort":0,"active":2,"purchase_days":3}`),
		"a cohort below 0":     cells(`{"cohort":-1,"age":0,"active":2,"purchase_days":3}`),
		"a cohort after all":   cells(`{"cohort":4,"age":0,"active":2,"purchase_days":3}`),
		"an age below 0":       after(`{"cohort":1,"age":-1,"active":2,"purchase_days":3}`),
		"an age after the end": after(`{"cohort":0,"age":4,"active":2,"purchase_days":3}`),
		"a far age":            after(`{"cohort":0,"age":2147483647,"active":2,"purchase_days":3}`),
		"the same twice":       after(cell),
		"descending":           after(`{"cohort":0,"age":2,"active":1,"purchase_days":1},{"cohort":0,"age":1,"active":1,"purchase_days":1}`),
		"no one at age 0":      cells(`{"cohort":0,"age":1,"active":1,"purchase_days":1}`),
		"nobody at age 0":      cells(`{"cohort":0,"age":0,"active":0,"purchase_days":0,"revenue":"1.00"}`),
		"below nobody":         cells(`{"cohort":0,"age":0,"active":-1,"purchase_days":1}`),
		"too many at age 0":    cells(`{"cohort":0,"age":0,"active":1125899906842624,"purchase_days":1125899906842624}`),
		"more than there are":  after(`{"cohort":0,"age":1,"active":3,"purchase_days":3}`),
		"fewer days":           after(`{"cohort":0,"age":1,"active":2,"purchase_days":1}`),
		"days of nobody":       after(`{"cohort":0,"age":1,"active":0,"purchase_days":1}`),
		"too many days there":  after(`{"cohort":0,"age":1,"active":1,"purchase_days":4611686018427387902}`),
		"nothing happened":     after(`{"cohort":0,"age":1,"active":0,"purchase_days":0,"revenue":"0.00"}`),
		"an amount as number":  strings.Replace(good, `"9.00"`, `9.00`, 1),
		"an empty amount":      strings.Replace(good, `"9.00"`, `""`, 1),
	} {
		var table segment.CohortTable
		if err := table.UnmarshalJSON([]byte(good)); err != nil {
			t.Fatal(err)
		}
		kept := table.Clone()
		err := table.UnmarshalJSON([]byte(text))
		var fault *segment.DecodeError
		if !errors.Is(err, segment.ErrDecode) || !errors.As(err, &fault) || strings.Count(err.Error(), "segment: ") != 1 {
			t.Errorf("%s: %v", name, err)
		}
		if !table.Equal(kept) {
			t.Errorf("%s: was refused and changed the table", name)
		}
	}
}
