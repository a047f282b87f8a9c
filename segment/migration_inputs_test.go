package segment_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

func TestMigrationAddRejects(t *testing.T) {
	m := migSeven(t)
	before := m.Clone()
	type moved = segment.Moved
	large := money("5" + strings.Repeat("0", 99) + " EUR")
	for name, c := range map[string]struct {
		from, to segment.Standing[string]
		moved    segment.Moved
		want     error
		text     string
	}{
		"nobody":              {migIn("a"), migIn("b"), moved{}, segment.ErrInvalid, "segment: customers = 0, want 1 or more, and at most 2^50 in all"},
		"less than nobody":    {migIn("a"), migIn("b"), moved{Customers: -1}, segment.ErrInvalid, ""},
		"too many":            {migIn("a"), migIn("b"), moved{Customers: 1<<50 - 6}, segment.ErrInvalid, ""},
		"far too many":        {migIn("a"), migIn("b"), moved{Customers: math.MaxInt64}, segment.ErrInvalid, ""},
		"nowhere":             {migOut, migOut, moved{Customers: 1}, segment.ErrInvalid, "segment: move = from outside to outside, want a segment on one side"},
		"worth before":        {migOut, migIn("b"), moved{Customers: 1, Before: money("1.00 EUR")}, segment.ErrInvalid, ""},
		"worth after":         {migIn("a"), migOut, moved{Customers: 1, After: money("1.00 EUR")}, segment.ErrInvalid, ""},
		"another currency":    {migIn("a"), migIn("b"), moved{Customers: 1, After: money("1.00 USD")}, relationship.ErrCurrencyMismatch, ""},
		"zero of another":     {migIn("a"), migIn("b"), moved{Customers: 1, Before: money("0.00 USD")}, relationship.ErrCurrencyMismatch, ""},
		"an amount too large": {migIn("a"), migIn("b"), moved{Customers: 1, Before: large}, relationship.ErrAmount, ""},
	} {
		err := m.Add(c.from, c.to, c.moved)
		if !errors.Is(err, c.want) || c.text != "" && err.Error() != c.text {
			t.Errorf("%s: %v", name, err)
		}
		if !m.Equal(before) {
			t.Fatalf("%s: was refused and changed the migration", name)
		}
	}
	err := m.Add(migOut, migOut, moved{Before: money("1.00 USD"), After: money("1.00 EUR")})
	if text := err.Error(); strings.Count(text, "\n") != 4 || !errors.Is(err, relationship.ErrCurrencyMismatch) {
		t.Errorf("five faults: %v", err)
	}
}

func TestMigrationOfFloatsRejectsNaN(t *testing.T) {
	var m segment.Migration[float64]
	nan, negative := segment.InSegment(math.NaN()), segment.InSegment(math.Copysign(0, -1))
	if err := m.Count(nan, negative); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("from NaN: %v", err)
	}
	if err := m.Count(negative, nan); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("to NaN: %v", err)
	}
	if err := m.Count(negative, segment.InSegment(0.0)); err != nil || m.Stayed().Customers != 1 || m.NetFlow(0) != 0 {
		t.Errorf("there is one zero: %v, %v", m, err)
	}
	if err := m.Count(segment.InSegment(math.Inf(1)), negative); err != nil || m.Total().Customers != 2 {
		t.Errorf("an infinity is a label: %v", err)
	}
	if _, err := m.Transitions(math.NaN()); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("gone is NaN: %v", err)
	}
	if _, err := m.Shifts([]float64{math.NaN()}); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("an order with NaN: %v", err)
	}
	var fault *segment.DecodeError
	if _, err := json.Marshal(m); !errors.As(err, &fault) || !errors.Is(err, segment.ErrDecode) {
		t.Errorf("an infinity is written: %v", err)
	}
	var s segment.Snapshot[float64]
	if err := s.Add("ada", math.NaN(), relationship.Money{}); !errors.Is(err, segment.ErrInvalid) || s.Len() != 0 {
		t.Errorf("NaN in a snapshot: %v", err)
	}
	var odd segment.Migration[string]
	if err := odd.Count(migIn("\xff"), migIn("a")); err != nil {
		t.Fatal(err)
	}
	if _, err := json.Marshal(odd); !errors.Is(err, segment.ErrDecode) {
		t.Errorf("a label that is no UTF-8 is written: %v", err)
	}
}

func TestSnapshotAddRejects(t *testing.T) {
	s := migSnapshot(t, migSpring())
	for name, c := range map[string]struct {
		id    relationship.PartyID
		value string
		want  error
	}{
		"no id":            {"", "1.00 EUR", relationship.ErrInvalid},
		"there already":    {"ada", "1.00 EUR", segment.ErrInvalid},
		"another currency": {"zoe", "1.00 USD", relationship.ErrCurrencyMismatch},
	} {
		if err := s.Add(c.id, "tin", money(c.value)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if label, _, _ := s.Of("ada"); s.Len() != 6 || label != "gold" {
		t.Error("what was refused changed the snapshot")
	}
	err := s.Add("ada", "tin", money("0"))
	if text := `segment: customer = "ada", want each once in a snapshot`; err == nil || err.Error() != text {
		t.Errorf("%v", err)
	}
}

func TestMigrateRejects(t *testing.T) {
	before := migSnapshot(t, []migPlaced{{"ada", "gold", "1.00 EUR"}})
	after := migSnapshot(t, []migPlaced{{"ben", "gold", "1.00 USD"}})
	if m, err := segment.Migrate(before, after); !errors.Is(err, relationship.ErrCurrencyMismatch) || m != nil {
		t.Errorf("two currencies: %v, %v", m, err)
	}
	after = migSnapshot(t, []migPlaced{{"ben", "gold", "9" + strings.Repeat("0", 99) + " EUR"}})
	if m, err := segment.Migrate(before, after); !errors.Is(err, relationship.ErrAmount) || m != nil {
		t.Errorf("too much: %v, %v", m, err)
	}
	if m, err := segment.Migrate(after, nil); !errors.Is(err, relationship.ErrAmount) || m != nil {
		t.Errorf("too much before: %v, %v", m, err)
	}
}

func TestMigrationMergeRejects(t *testing.T) {
	with := func(n int64, value string) *segment.Migration[string] {
		m := new(segment.Migration[string])
		if err := m.Add(migIn("a"), migIn("b"), segment.Moved{Customers: n, After: money(value)}); err != nil {
			t.Fatal(err)
		}
		return m
	}
	large := "4" + strings.Repeat("0", 99) + " EUR"
	m := with(2, large)
	before := m.Clone()
	for name, c := range map[string]struct {
		other *segment.Migration[string]
		want  error
	}{
		"another currency": {with(1, "1.00 USD"), relationship.ErrCurrencyMismatch},
		"too many":         {with(1<<50-1, "0"), segment.ErrInvalid},
		"too much":         {with(1, large), relationship.ErrAmount},
	} {
		if err := m.Merge(c.other); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
		if !m.Equal(before) {
			t.Fatalf("%s: was refused and changed the migration", name)
		}
	}
	if err := m.Merge(with(1<<50-2, "0")); err != nil || m.Total().Customers != 1<<50 {
		t.Errorf("the most there may be: %v", err)
	}
}

func TestMigrationReadingRejects(t *testing.T) {
	m := migSeven(t)
	for name, order := range map[string][]string{
		"none": nil, "one that is off": {"gold", "silver"}, "one twice": {"gold", "silver", "bronze", "gold"},
	} {
		if s, err := m.Shifts(order); !errors.Is(err, segment.ErrInvalid) || s != (segment.Shifts{}) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := m.ShiftsBy(nil); !errors.Is(err, segment.ErrInvalid) {
		t.Errorf("no rank: %v", err)
	}
	for _, level := range []float64{0, 0.49, 1, -1, math.NaN(), math.Inf(1), 95} {
		if r, err := m.Retention("gold", level); !errors.Is(err, segment.ErrInvalid) || r != (segment.SegmentRetention{}) {
			t.Errorf("level %v: %v", level, err)
		}
	}
	mixed := segment.Moved{Customers: 1, Before: money("1.00 EUR"), After: money("1.00 USD")}
	if _, err := mixed.Change(); !errors.Is(err, relationship.ErrCurrencyMismatch) {
		t.Errorf("a change of currency: %v", err)
	}
	if share, ok := (segment.KeptShare{Kept: 3, Of: -1}).Share(); ok || share != 0 {
		t.Errorf("a share of less than nobody: %v", share)
	}
}

func TestMigrationJSONRejects(t *testing.T) {
	const good = `{"version":1,"currency":"EUR","cells":[{"from":"a","to":"a","customers":2,"before":"1.00","after":"2.50"},` +
		`{"from":"a","customers":1},{"to":"a","customers":3}]}`
	cells := func(text string) string { return `{"version":1,"currency":"EUR","cells":[` + text + `]}` }
	for name, text := range map[string]string{
		"nothing":             ``,
		"null":                `null`,
		"an array":            `[]`,
		"no version":          strings.Replace(good, `"version":1,`, ``, 1),
		"another version":     strings.Replace(good, `"version":1`, `"version":2`, 1),
		"no cells":            `{"version":1}`,
		"an unknown field":    strings.Replace(good, `{"version"`, `{"x":1,"version"`, 1),
		"another spelling":    strings.Replace(good, `"cells"`, `"Cells"`, 1),
		"a field twice":       strings.Replace(good, `"version":1`, `"version":1,"version":1`, 1),
		"something behind":    good + `{}`,
		"no customers":        cells(`{"from":"a","to":"b"}`),
		"0 customers":         cells(`{"from":"a","to":"b","customers":0}`),
		"a part of one":       cells(`{"from":"a","to":"b","customers":1.5}`),
		"too many":            cells(`{"from":"a","to":"b","customers":1125899906842625}`),
		"too many in all":     cells(`{"from":"a","to":"b","customers":1125899906842624},{"from":"b","to":"b","customers":1}`),
		"from nowhere to it":  cells(`{"customers":1}`),
		"a label as null":     cells(`{"from":null,"to":"b","customers":1}`),
		"a label as a number": cells(`{"from":1,"to":"b","customers":1}`),
		"half a sign":         cells(`{"from":"\ud83d","to":"b","customers":1}`),
		"descending":          cells(`{"from":"b","to":"b","customers":1},{"from":"a","to":"b","customers":1}`),
		"the same twice":      cells(`{"from":"a","to":"b","customers":1},{"from":"a","to":"b","customers":1}`),
		"outside before":      cells(`{"to":"b","customers":1},{"from":"a","to":"b","customers":1}`),
		"new with a before":   cells(`{"to":"b","customers":1,"before":"1.00"}`),
		"gone with an after":  cells(`{"from":"b","customers":1,"after":"1.00"}`),
		"an amount as number": cells(`{"from":"a","to":"b","customers":1,"before":1.00}`),
		"an amount with unit": cells(`{"from":"a","to":"b","customers":1,"before":"1.00 EUR"}`),
		"an empty amount":     cells(`{"from":"a","to":"b","customers":1,"before":""}`),
		"an amount too large": cells(`{"from":"a","to":"b","customers":1,"before":"9` + strings.Repeat("0", 99) + `"}`),
		"amounts of nothing":  strings.Replace(good, `"currency":"EUR",`, ``, 1),
		"an empty currency":   strings.Replace(good, `"EUR"`, `""`, 1),
		"a currency of none":  cells(``),
	} {
		var m segment.Migration[string]
		if err := m.UnmarshalJSON([]byte(good)); err != nil {
			t.Fatal(err)
		}
		before := m.Clone()
		err := m.UnmarshalJSON([]byte(text))
		var fault *segment.DecodeError
		if !errors.Is(err, segment.ErrDecode) || !errors.As(err, &fault) || strings.Count(err.Error(), "segment: ") != 1 {
			t.Errorf("%s: %v", name, err)
		}
		if !m.Equal(before) {
			t.Errorf("%s: was refused and changed the migration", name)
		}
	}
	var m segment.Migration[string]
	if err := m.UnmarshalJSON([]byte(good)); err != nil || m.Total().Customers != 6 || !m.Total().After.Equal(money("2.50 EUR")) {
		t.Errorf("%v, %v", m, err)
	}
	for _, text := range []string{`"x"`, `""`, `1`} {
		var e segment.Migration[segment.Engagement]
		if err := e.UnmarshalJSON([]byte(cells(`{"from":` + text + `,"customers":1}`))); !errors.Is(err, segment.ErrDecode) || !e.IsZero() {
			t.Errorf("engagement %s: %v", text, err)
		}
	}
}
