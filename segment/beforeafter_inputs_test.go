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

func TestSalesRejects(t *testing.T) {
	s := salesOf(t, salesSameMonth, []string{"1"}, []string{"2"})
	was := s
	one := money("1 EUR")
	month := func(before, after int) segment.SalesWindows {
		return segment.SalesWindows{Before: before, After: after}
	}
	for _, test := range []struct {
		name string
		err  error
		want error
		text string
	}{
		{"no windows", s.Observe(segment.SalesWindows{}, one, one), segment.ErrInvalid, "window before = 0, want 1 to 36525 days"},
		{"no window after", s.Observe(month(30, 0), one, one), segment.ErrInvalid, "window after = 0"},
		{"too long", s.Observe(month(36526, 30), one, one), segment.ErrInvalid, "window before = 36526"},
		{"too long after", s.Observe(month(30, 36526), one, one), segment.ErrInvalid, "window after = 36526"},
		{"unequal", s.Observe(month(30, 31), one, one), segment.ErrInvalid, "window after = 31, want 30 days as before, or a comparison per day"},
		{"other windows", s.Observe(month(31, 31), one, one), segment.ErrInvalid, "windows = 31 and 31 days, want 30 and 30 days, as of the customers before"},
		{"per day", s.Observe(segment.SalesWindows{Before: 30, After: 30, PerDay: true}, one, one), segment.ErrInvalid, "windows = 30 and 30 days, per day, want"},
		{"two currencies", s.Observe(salesSameMonth, one, money("1 USD")), relationship.ErrCurrencyMismatch, "EUR"},
		{"a second currency", s.Observe(salesSameMonth, money("1 USD"), money("1 USD")), relationship.ErrCurrencyMismatch, "EUR"},
		{"a second currency after", s.Observe(salesSameMonth, relationship.Money{}, money("1 USD")), relationship.ErrCurrencyMismatch, "EUR"},
		{"a sum too large", s.Observe(salesSameMonth, money(strings.Repeat("9", 100)+" EUR"), one), relationship.ErrAmount, "100 digits"},
	} {
		refused(t, test.name, test.err, test.want, test.text)
		if !s.Equal(was) {
			t.Errorf("%s changed the state", test.name)
		}
	}
	var euros, late segment.SalesPairs
	if err := errors.Join(euros.Observe(salesSameMonth, one, relationship.Money{}), late.Observe(salesSameMonth, relationship.Money{}, money("1 USD"))); err != nil {
		t.Fatal(err)
	}
	refused(t, "a currency before and another after", euros.Merge(late), relationship.ErrCurrencyMismatch, "EUR")
	for _, level := range []float64{0, 0.4, 1, math.NaN(), math.Inf(1)} {
		_, err := s.Change(level)
		refused(t, "level", err, segment.ErrInvalid, "level = ")
		_, err = segment.DifferenceInDifferences(s, s, level)
		refused(t, "level", err, segment.ErrInvalid, "level = ")
		_, err = segment.CompareRetention(segment.RetentionCount{Of: 1}, segment.RetentionCount{Of: 1}, level)
		refused(t, "level", err, segment.ErrInvalid, "level = ")
		_, err = segment.RetentionPairs{Both: 1}.Change(level)
		refused(t, "level", err, segment.ErrInvalid, "level = ")
	}
	dollars := segment.SalesPairs{}
	if err := dollars.Observe(salesSameMonth, money("1 USD"), money("1 USD")); err != nil {
		t.Fatal(err)
	}
	year := salesOf(t, month(365, 365), []string{"1"}, []string{"2"})
	for _, test := range []struct {
		treated, control segment.SalesPairs
		want             error
		text             string
	}{
		{segment.SalesPairs{}, s, segment.ErrInvalid, "treated customers = 0"},
		{s, segment.SalesPairs{}, segment.ErrInvalid, "control customers = 0"},
		{s, year, segment.ErrInvalid, "windows of the control group = 365 and 365 days, want 30 and 30 days, as of the treated"},
		{s, dollars, relationship.ErrCurrencyMismatch, "USD"},
	} {
		_, err := segment.DifferenceInDifferences(test.treated, test.control, 0.9)
		refused(t, "difference in differences", err, test.want, test.text)
	}
}

func TestRetentionRejects(t *testing.T) {
	good := segment.RetentionCount{Kept: 1, Of: 2}
	for _, test := range []struct {
		before, after segment.RetentionCount
		text          string
	}{
		{segment.RetentionCount{}, good, "before: customers = 0"},
		{good, segment.RetentionCount{Kept: 1, Of: -1}, "after: customers = -1"},
		{segment.RetentionCount{Kept: 3, Of: 2}, good, "before: kept = 3, want 0 to 2, the customers"},
		{good, segment.RetentionCount{Kept: -1, Of: 2}, "after: kept = -1"},
	} {
		_, err := segment.CompareRetention(test.before, test.after, 0.9)
		refused(t, "cohorts", err, segment.ErrInvalid, test.text)
	}
	for text, p := range map[string]segment.RetentionPairs{
		"customers = 0": {}, "both = -1": {Both: -1}, "only_before = -2": {OnlyBefore: -2, Both: 3}, "only_after = -1": {OnlyAfter: -1}, "neither = ": {Both: 1, Neither: math.MaxInt},
	} {
		_, err := p.Change(0.9)
		refused(t, "pairs", err, segment.ErrInvalid, text)
		if p == (segment.RetentionPairs{}) {
			continue
		}
		was := p
		refused(t, "merge into", p.Merge(segment.RetentionPairs{Both: 1}), segment.ErrInvalid, text)
		q := segment.RetentionPairs{Both: 1}
		refused(t, "merge", q.Merge(p), segment.ErrInvalid, "")
		if _, err := json.Marshal(p); p != was || q.Both != 1 || err == nil {
			t.Errorf("%+v, %+v, %v", p, q, err)
		}
	}
}

func TestBeforeAfterJSONRejects(t *testing.T) {
	const rest = `"before":{"amount":"10.00","currency":"EUR"},"after":{"amount":"12.50","currency":"EUR"},"squares":"6.25"}`
	const good = `{"version":1,"before_days":30,"after_days":30,"per_day":false,"customers":2,"more":1,"fewer":0,` + rest
	var s segment.SalesPairs
	if err := json.Unmarshal([]byte(good), &s); err != nil {
		t.Fatal(err)
	}
	was := s
	for name, change := range map[string][2]string{
		"version":             {`"version":1`, `"version":2`},
		"windows":             {`"after_days":30`, `"after_days":31`},
		"nobody and more":     {`"customers":2`, `"customers":0`},
		"below 0":             {`"customers":2`, `"customers":-2`},
		"more than customers": {`"more":1`, `"more":3`},
		"fewer and more":      {`"fewer":0`, `"fewer":2`},
		"fewer below 0":       {`"fewer":0`, `"fewer":-1`},
		"no squares":          {`"squares":"6.25"`, `"squares":"0"`},
		"squares of nothing":  {`"more":1`, `"more":0`},
		"too small squares":   {`"squares":"6.25"`, `"squares":"3.12"`},
		"currencies":          {`"12.50","currency":"EUR"`, `"12.50","currency":"USD"`},
		"null":                {`"per_day":false`, `"per_day":null`},
		"squares of one":      {`"squares":"6.25"`, `"squares":"6.26"`},
		"one against the sum": {`"more":1,"fewer":0`, `"more":0,"fewer":1`},
		"more, and it fell":   {`"10.00"`, `"15.00"`},
		"all against the sum": {`"more":1,"fewer":0`, `"more":0,"fewer":2`},
		"no amount so large":  {`"more":1,"fewer":0,` + rest, `"more":1,"fewer":1,` + strings.Replace(rest, "6.25", strings.Repeat("9", 299), 1)},
		"no squares at all":   {`"squares":"6.25"`, `"squares":"."`},
	} {
		text := strings.Replace(good, change[0], change[1], 1)
		if text == good {
			t.Fatalf("%s changes nothing", name)
		}
		refused(t, name, json.Unmarshal([]byte(text), &s), segment.ErrDecode, "segment: sales pairs JSON")
		if !s.Equal(was) {
			t.Errorf("%s changed the state", name)
		}
	}
	p := segment.RetentionPairs{Both: 7}
	for _, text := range []string{
		`{"version":2,"both":1,"only_before":1,"only_after":1,"neither":1}`, `{"version":1,"both":-1,"only_before":1,"only_after":1,"neither":1}`,
		`{"version":1,"both":1,"only_before":1,"only_after":1}`, `{"version":1,"both":1,"only_before":1,"only_after":1,"neither":9007199254740993}`, `null`,
	} {
		refused(t, text, p.UnmarshalJSON([]byte(text)), segment.ErrDecode, "segment: retention pairs JSON")
	}
	if p.Both != 7 {
		t.Errorf("%+v", p)
	}
}
