package segment_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// mostCounted is the most that fits: 2^50, or what an int of 32 bits holds.
const mostCounted = min(1<<50, math.MaxInt)

func TestDistributionRejects(t *testing.T) {
	d, v := distributionOf(t, 1, 2), valueDistributionOf(t, money("1 EUR"))
	full, rich, none := new(segment.Distribution), new(segment.ValueDistribution), (*segment.ValueDistribution)(nil)
	huge := money("1" + strings.Repeat("0", 68) + " EUR")
	if err := errors.Join(full.Add(5, mostCounted), rich.Add(money("5 EUR"), mostCounted)); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		err  error
		want error
		text string
	}{
		{"a negative count", d.Add(1, -1), segment.ErrInvalid, "segment: count = -1, want 0 or more"},
		{"the least count", d.Add(1, math.MinInt), segment.ErrInvalid, "count = -"},
		{"a count too large", d.Add(1, mostCounted), segment.ErrInvalid, " in all"},
		{"one more", full.Add(1, 1), segment.ErrInvalid, "count = 1, want at most "},
		{"a full one", d.Merge(full), segment.ErrInvalid, " in all"},
		{"to a full one", full.Merge(d), segment.ErrInvalid, "count = 2, want at most "},
		{"itself", full.Merge(full), segment.ErrInvalid, " in all"},
		{"a negative count", v.Add(money("1 EUR"), -1), segment.ErrInvalid, "count = -1, want 0 or more"},
		{"a count too large", v.Add(money("1.001 EUR"), mostCounted), segment.ErrInvalid, " in all"},
		{"a full one", v.Merge(rich), segment.ErrInvalid, " in all"},
		{"an amount too large", v.Add(huge, 1), segment.ErrInvalid, "0.00 EUR, want an amount of less than 10^68"},
		{"a loss too large", v.Add(huge.Neg(), 0), segment.ErrInvalid, "value = -1000"},
		{"one beyond 10^84", v.Add(money(strings.Repeat("9", 100)+" EUR"), 1), segment.ErrInvalid, "less than 10^68"},
		{"one more of nothing", rich.Add(relationship.Money{}, 1), segment.ErrInvalid, "count = 1, want at most "},
		{"nowhere to add to", none.Add(money("1 EUR"), 1), segment.ErrInvalid, "segment: distribution = nil, want somewhere to add to"},
		{"nowhere to merge into", none.Merge(v), segment.ErrInvalid, "distribution = nil"},
		{"no numbers to add to", (*segment.Distribution)(nil).Add(1, 0), segment.ErrInvalid, "distribution = nil"},
		{"no numbers to merge into", (*segment.Distribution)(nil).Merge(d), segment.ErrInvalid, "distribution = nil"},
		{"another currency", v.Add(money("1 USD"), 1), relationship.ErrCurrencyMismatch, "distribution: currencies EUR and USD"},
		{"another currency, 0 times", v.Add(money("1 USD"), 0), relationship.ErrCurrencyMismatch, "EUR and USD"},
		{"another currency, merged", v.Merge(valueDistributionOf(t, money("1 USD"))), relationship.ErrCurrencyMismatch, "merge: currencies EUR and USD"},
	} {
		refused(t, test.name, test.err, test.want, test.text)
	}
	_, err := v.Below(money("1 USD"))
	refused(t, "below another currency", err, relationship.ErrCurrencyMismatch, "EUR and USD")
	_, err = v.AtMost(money("0 USD"))
	refused(t, "at most nothing of another currency", err, relationship.ErrCurrencyMismatch, "EUR and USD")
	if !d.Equal(distributionOf(t, 2, 1)) || d.N() != 2 || full.N() != mostCounted || !v.Equal(valueDistributionOf(t, money("1 EUR"))) || v.N() != 1 {
		t.Error("a refusal changed something")
	}
	var empty segment.ValueDistribution
	if err := empty.Add(money("1 EUR"), 0); err != nil || !empty.Currency().IsZero() || empty.Add(money("1 USD"), 1) != nil || d.Add(9, 0) != nil || d.Distinct() != 2 {
		t.Errorf("0 times is something: %v", err)
	}
}

func TestDistributionJSONRejects(t *testing.T) {
	for name, text := range map[string]string{
		"nothing": ``, "null": `null`, "an array": `[]`, "no version": `{"values":[],"counts":[]}`, "another version": `{"version":2,"values":[],"counts":[]}`,
		"no counts": `{"version":1,"values":[]}`, "too few counts": `{"version":1,"values":[1],"counts":[]}`, "a count of 0": `{"version":1,"values":[1],"counts":[0]}`,
		"a negative count": `{"version":1,"values":[1,2],"counts":[4,-1]}`, "a value that is null": `{"version":1,"values":[null],"counts":[1]}`,
		"a count that is null": `{"version":1,"values":[1],"counts":[null]}`, "a value with a point": `{"version":1,"values":[1.5],"counts":[1]}`,
		"values descend": `{"version":1,"values":[2,1],"counts":[1,1]}`, "a value twice": `{"version":1,"values":[2,2],"counts":[1,1]}`,
		"too many":              `{"version":1,"values":[1,2],"counts":[1125899906842624,1]}`,
		"a value beyond a word": `{"version":1,"values":[9223372036854775808],"counts":[1]}`, "one field more": `{"version":1,"values":[],"counts":[],"x":1}`,
	} {
		d := distributionOf(t, 7)
		err := d.UnmarshalJSON([]byte(text))
		refused(t, name, err, segment.ErrDecode, "segment: distribution JSON")
		if !d.Equal(distributionOf(t, 7)) {
			t.Errorf("%s: was refused and changed the distribution", name)
		}
	}
	for name, text := range map[string]string{
		"null": `null`, "another version": `{"version":2,"values":[],"counts":[]}`, "no currency": `{"version":1,"values":["1.00"],"counts":[1]}`,
		"a currency of nothing": `{"version":1,"currency":"EUR","values":[],"counts":[]}`, "an unknown currency": `{"version":1,"currency":"eur","values":["1.00"],"counts":[1]}`,
		"a number": `{"version":1,"currency":"EUR","values":[1],"counts":[1]}`, "no number": `{"version":1,"currency":"EUR","values":["x"],"counts":[1]}`,
		"an amount twice": `{"version":1,"currency":"EUR","values":["1.00","1.00"],"counts":[1,1]}`, "amounts descend": `{"version":1,"currency":"EUR","values":["1.00","0.50"],"counts":[1,1]}`,
		"null inside": `{"version":1,"currency":"EUR","values":[null],"counts":[1]}`, "too few counts": `{"version":1,"currency":"EUR","values":["1.00"],"counts":[]}`,
		"two amounts in one": `{"version":1,"currency":"EUR","values":["1 EUR"],"counts":[1]}`,
		"too few places":     `{"version":1,"currency":"EUR","values":["1.0"],"counts":[1]}`, "minus 0": `{"version":1,"currency":"EUR","values":["-0.00"],"counts":[1]}`,
		"too many places": `{"version":1,"currency":"EUR","values":["1.000"],"counts":[1]}`, "cents of nothing": `{"version":1,"values":["0.00"],"counts":[1]}`,
		"an empty currency":    `{"version":1,"currency":"","values":["1.00"],"counts":[1]}`,
		"nothing twice":        `{"version":1,"values":["0","0"],"counts":[1,1]}`,
		"too large":            `{"version":1,"currency":"EUR","values":["1` + strings.Repeat("0", 68) + `.00"],"counts":[1]}`,
		"too large a loss":     `{"version":1,"currency":"EUR","values":["-1` + strings.Repeat("0", 99) + `.00"],"counts":[1]}`,
		"larger than money":    `{"version":1,"currency":"EUR","values":["1` + strings.Repeat("0", 100) + `.00"],"counts":[1]}`,
		"too many customers":   `{"version":1,"currency":"EUR","values":["1.00","2.00"],"counts":[1125899906842624,1]}`,
		"a count with a point": `{"version":1,"currency":"EUR","values":["1.00"],"counts":[1.5]}`,
	} {
		d := valueDistributionOf(t, money("7 EUR"))
		err := d.UnmarshalJSON([]byte(text))
		refused(t, name, err, segment.ErrDecode, "segment: value distribution JSON")
		if !d.Equal(valueDistributionOf(t, money("7 EUR"))) {
			t.Errorf("%s: was refused and changed the distribution", name)
		}
	}
	err := new(segment.ValueDistribution).UnmarshalJSON([]byte(`{"version":1,"values":["1.00"],"counts":[1]}`))
	refused(t, "no currency", err, segment.ErrDecode, "values[0]: value = \"1.00\", want 0, or a currency")
}

func TestPopulationRejects(t *testing.T) {
	p := populationOf(t, []observed{{rfm(1, 1, "1 EUR"), segment.Scored}, {segment.RFM{}, segment.Prospect}})
	before := p.Clone()
	for _, test := range badCustomers {
		refused(t, test.name, p.Observe(test.r, segment.Scored), test.want, test.text)
		if err := p.Clone().Observe(test.r, segment.Future); err != nil {
			t.Errorf("%s is looked at, and is left out: %v", test.name, err)
		}
	}
	refused(t, "no status", p.Observe(rfm(1, 1, "1 EUR"), 0), segment.ErrInvalid, "status = status(0)")
	refused(t, "another currency", p.Observe(rfm(1, 1, "1 USD"), segment.Scored), relationship.ErrCurrencyMismatch, "EUR and USD")
	dollars := populationOf(t, []observed{{rfm(1, 1, "1 USD"), segment.Scored}, {segment.RFM{}, segment.Future}})
	refused(t, "another currency", p.Merge(dollars), relationship.ErrCurrencyMismatch, "merge: currencies EUR and USD")
	for range 64 { // doubled until no more fit
		held := dollars.Clone()
		if err := dollars.Merge(dollars); err != nil {
			refused(t, "too many", err, segment.ErrInvalid, " in all")
			if !dollars.Equal(held) {
				t.Error("was refused and changed the population")
			}
			break
		}
	}
	if dollars.Customers() < mostCounted/8 {
		t.Errorf("only %d customers fit", dollars.Customers())
	}
	var full segment.Population // of prospects, whom no distribution counts
	empty := `"recency":{"version":1,"values":[],"counts":[]},"frequency":{"version":1,"values":[],"counts":[]},"net":{"version":1,"values":[],"counts":[]}}`
	if err := json.Unmarshal([]byte(fmt.Sprintf(`{"version":1,"prospects":%d,"too_new":0,"future":0,`, mostCounted)+empty), &full); err != nil {
		t.Fatal(err)
	}
	held := full.Clone()
	refused(t, "more than all prospects", full.Merge(p), segment.ErrInvalid, " in all")
	refused(t, "one more prospect", full.Observe(segment.RFM{}, segment.Prospect), segment.ErrInvalid, " in all")
	if !full.Equal(held) {
		t.Error("was refused and changed the population")
	}
	var none *segment.Population
	refused(t, "nowhere to observe", none.Observe(rfm(1, 1, "1 EUR"), segment.Scored), segment.ErrInvalid, "population = nil, want one to take customers in")
	refused(t, "nowhere to merge", none.Merge(p), segment.ErrInvalid, "population = nil")
	refused(t, "nothing to nowhere", none.Merge(nil), segment.ErrInvalid, "population = nil")
	_, _, err := p.Scorer(segment.QuantileOptions{Nested: true, Ties: 9})
	refused(t, "nested", err, segment.ErrInvalid, "nested = true, want false: a population keeps each dimension by itself")
	refused(t, "every fault is named", err, segment.ErrInvalid, "ties = ties(9)")
	_, _, err = (*segment.Population)(nil).Scorer(segment.QuantileOptions{})
	refused(t, "nobody", err, segment.ErrNobody, "nobody to score")
	left := populationOf(t, []observed{{segment.RFM{}, segment.Prospect}, {rfm(1, 1, "1 EUR"), segment.TooNew}})
	_, report, err := left.Scorer(segment.QuantileOptions{})
	refused(t, "nobody who is scored", err, segment.ErrNobody, "nobody to score")
	if report.Prospects != 1 || report.TooNew != 1 || report.Excluded() != 2 {
		t.Errorf("%+v", report)
	}
	if !p.Equal(before) {
		t.Error("a refusal changed the population")
	}
}

func TestPopulationJSONRejects(t *testing.T) {
	const empty = `{"version":1,"values":[],"counts":[]}`
	text := func(left, recency, frequency, net string) string {
		return `{"version":1,` + left + `,"recency":` + recency + `,"frequency":` + frequency + `,"net":` + net + `}`
	}
	const (
		none = `"prospects":0,"too_new":0,"future":0`
		one  = `{"version":1,"values":[1],"counts":[1]}`
		euro = `{"version":1,"currency":"EUR","values":["1.00"],"counts":[1]}`
	)
	good := text(none, one, one, euro)
	value := func(v string) string { return strings.Replace(one, "[1]", "["+v+"]", 1) }
	for name, bad := range map[string]string{
		"null": `null`, "nothing": `{}`, "no version": strings.Replace(good, `"version":1,"pro`, `"pro`, 1), "another version": strings.Replace(good, `1`, `2`, 1),
		"a negative count": text(`"prospects":-1,"too_new":0,"future":0`, one, one, euro), "too many": text(`"prospects":0,"too_new":0,"future":1125899906842624`, one, one, euro),
		"nobody's recency": text(none, empty, one, euro), "nobody's frequency": text(none, one, empty, euro), "nobody's amount": text(none, one, one, empty),
		"an amount in no currency": text(none, one, one, `{"version":1,"values":["0"],"counts":[1]}`),
		"a recency in the future":  text(none, value("-1"), one, euro), "a recency too large": text(none, value("1000000001"), one, euro),
		"no purchase": text(none, one, value("0"), euro), "a frequency too large": text(none, one, value("1000000001"), euro),
		"one field more": strings.Replace(good, `"future"`, `"x":1,"future"`, 1), "null inside": text(none, `null`, one, euro),
	} {
		p := populationOf(t, []observed{{rfm(3, 1, "1 EUR"), segment.Scored}})
		err := p.UnmarshalJSON([]byte(bad))
		refused(t, name, err, segment.ErrDecode, "segment: population JSON")
		if p.Recency().Below(3) != 0 || p.Customers() != 1 {
			t.Errorf("%s: was refused and changed the population", name)
		}
	}
	var p segment.Population
	if err := json.Unmarshal([]byte(good), &p); err != nil || p.Customers() != 1 {
		t.Errorf("%v", err)
	}
}
