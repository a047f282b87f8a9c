package loyalty_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// TestCardFaults: every rule of a card, each with the path of its field.
func TestCardFaults(t *testing.T) {
	rule := func(event relationship.EventKind, about relationship.Aspect) []loyalty.Rule {
		return []loyalty.Rule{{Event: event, About: about, Factor: loyalty.Trust, Weight: 1}}
	}
	for _, c := range []struct {
		path  string
		spoil func(*loyalty.Card)
	}{
		{"id", func(c *loyalty.Card) { c.ID = "" }},
		{"id", func(c *loyalty.Card) { c.ID = "Card" }},
		{"id", func(c *loyalty.Card) { c.ID = strings.Repeat("a", 41) }},
		{"version", func(c *loyalty.Card) { c.Version = 0 }},
		{"scores", func(c *loyalty.Card) { c.Scores = 0 }},
		{"factors", func(c *loyalty.Card) { c.Factors, c.Policy.Rules = nil, nil }},
		{"factors", func(c *loyalty.Card) {
			for _, id := range []string{"a", "b", "c", "d"} {
				f := c.Factors[0]
				f.ID = loyalty.FactorID(id)
				c.Factors = append(c.Factors, f)
			}
		}},
		{"factors", func(c *loyalty.Card) {
			for i := range c.Factors {
				c.Factors[i].Weight = 0
			}
		}},
		{"factors[1].id", func(c *loyalty.Card) { c.Factors[1].ID = loyalty.Trust; c.Policy.Rules = nil }},
		{"factors[4].id", func(c *loyalty.Card) { c.Factors[4].ID = "social bond"; c.Policy.Rules = nil }},
		{"factors[0].weight", func(c *loyalty.Card) { c.Factors[0].Weight = -1 }},
		{"factors[0].weight", func(c *loyalty.Card) { c.Factors[0].Weight = math.NaN() }},
		{"factors[0].weight", func(c *loyalty.Card) { c.Factors[0].Weight = math.Inf(1) }},
		{"factors[2].half_life", func(c *loyalty.Card) { c.Factors[2].HalfLife = 0 }},
		{"factors[0].prior", func(c *loyalty.Card) { c.Factors[0].Prior.Mean = 0.4 }},
		{"factors[0].missing", func(c *loyalty.Card) { c.Factors[0].Missing = 0 }},
		{"factors[0].neutral", func(c *loyalty.Card) { c.Factors[0].Neutral = 0.5 }},
		{"factors[0].neutral", func(c *loyalty.Card) { c.Factors[0].Missing, c.Factors[0].Neutral = loyalty.MissingNeutral, 2 }},
		{"factors[0].cadence", func(c *loyalty.Card) { c.Factors[0].Cadence = -1 }},
		{"gates[0].factor", func(c *loyalty.Card) { c.Gates = []loyalty.Gate{{Factor: "charm"}} }},
		{"gates[0].below", func(c *loyalty.Card) { c.Gates = []loyalty.Gate{{Factor: loyalty.Trust, Below: 10001}} }},
		{"gates[0].cap", func(c *loyalty.Card) { c.Gates = []loyalty.Gate{{Factor: loyalty.Trust, Cap: -1}} }},
		{"bands", func(c *loyalty.Card) { c.Bands = nil }},
		{"bands", func(c *loyalty.Card) { c.Bands[0].From = 1 }},
		{"bands[2].from", func(c *loyalty.Card) { c.Bands[2].From = 3500 }},
		{"bands[4].from", func(c *loyalty.Card) { c.Bands[4].From = 9801 }},
		{"bands[1].from", func(c *loyalty.Card) { c.Bands[1].From = 200 }},
		{"bands[4].from", func(c *loyalty.Card) { c.Bands[4].From = math.MaxInt }},
		{"bands[1].from", func(c *loyalty.Card) { c.Hysteresis = math.MaxInt }},
		{"bands[3].name", func(c *loyalty.Card) { c.Bands[3].Name = "fair" }},
		{"bands[3].name", func(c *loyalty.Card) { c.Bands[3].Name = loyalty.Unrated }},
		{"hysteresis", func(c *loyalty.Card) { c.Hysteresis = -1 }},
		{"min_mass", func(c *loyalty.Card) { c.MinMass = math.NaN() }},
		{"min_coverage", func(c *loyalty.Card) { c.MinCoverage = 1.01 }},
		{"level", func(c *loyalty.Card) { c.Level = 0.2 }},
		{"level", func(c *loyalty.Card) { c.Level = 1 }},
		{"policy.max_weight", func(c *loyalty.Card) { c.Policy.MaxWeight = -1 }},
		{"policy.lateness", func(c *loyalty.Card) { c.Policy.Lateness = 0 }},
		{"policy.replies[1].channel", func(c *loyalty.Card) { c.Policy.Replies[1].Channel = 0 }},
		{"policy.replies[1].channel", func(c *loyalty.Card) { c.Policy.Replies[1].Channel = c.Policy.Replies[0].Channel }},
		{"policy.replies[1].channel", func(c *loyalty.Card) { c.Policy.Replies[1].Channel = 255 }},
		{"policy.replies[1].half_life", func(c *loyalty.Card) { c.Policy.Replies[1].HalfLife = 0 }},
		{"policy.replies", func(c *loyalty.Card) { c.Policy.Replies = c.Policy.Replies[:4] }},
		{"policy.complaints.grace", func(c *loyalty.Card) { c.Policy.Complaints.Grace = -1 }},
		{"policy.forgiven", func(c *loyalty.Card) { c.Policy.Forgiven = 90 }},
		{"policy.rules[0].event", func(c *loyalty.Card) { c.Policy.Rules = rule(relationship.EventPurchase, 0) }},
		{"policy.rules[0].event", func(c *loyalty.Card) { c.Policy.Rules = rule(255, 0) }},
		{"policy.rules[0].about", func(c *loyalty.Card) { c.Policy.Rules = rule(relationship.EventReply, relationship.AspectPrice) }},
		{"policy.rules[0].about", func(c *loyalty.Card) { c.Policy.Rules = rule(relationship.EventReply, 255) }},
		{"policy.rules[0].about", func(c *loyalty.Card) { c.Policy.Rules = rule(relationship.EventRating, 0) }},
		{"policy.rules[19]", func(c *loyalty.Card) { c.Policy.Rules = append(c.Policy.Rules, c.Policy.Rules[0]) }},
		{"policy.rules[3].factor", func(c *loyalty.Card) { c.Policy.Rules[3].Factor = "charm" }},
		{"policy.rules[3].weight", func(c *loyalty.Card) { c.Policy.Rules[3].Weight = math.Inf(1) }},
	} {
		card := loyalty.DefaultCustomerCard()
		c.spoil(&card)
		model, _, err := card.Compile()
		var field *loyalty.FieldError
		if model != nil || !errors.Is(err, loyalty.ErrInvalid) || !errors.As(err, &field) || field.Path != c.path {
			t.Errorf("%s: %v", c.path, err)
		}
	}
}

func TestAllFaultsAtOnce(t *testing.T) {
	_, _, err := loyalty.Card{}.Compile()
	for _, path := range []string{"id", "version", "scores", "factors", "bands", "level", "policy.lateness", "policy.replies", "policy.complaints.half_life"} {
		if !strings.Contains(err.Error(), "loyalty: "+path+" = ") {
			t.Errorf("%s is not among the faults: %v", path, err)
		}
	}
}

func TestParseCardIsStrict(t *testing.T) {
	text := string(must(loyalty.DefaultCustomerCard().Canonical()))
	if _, err := loyalty.ParseCard([]byte(text)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, young string }{
		{`"id":`, `"Id":`}, {`"id":`, `"colour":1,"id":`}, {`"id":`, `"id":"x","id":`}, {`"180d"`, `"180 d"`}, {`"180d"`, `180`},
		{`"180d"`, `null`}, {`"prior"`, `"priör"`}, {`"strength":2`, `"strength":"2"`}, {`"missing":"prior"`, `"missing":"maybe"`},
		{`"scores":"from"`, `"scores":"us"`}, {`"rating"`, `"ratings"`}, {`"customer"`, "\"\xff\""}, {`"customer"`, `"customer`}, {`{"id"`, `[{"id"`},
	} {
		spoilt := strings.Replace(text, c.old, c.young, 1)
		if spoilt == text {
			t.Fatalf("%s is not in the card", c.old)
		}
		if card, err := loyalty.ParseCard([]byte(spoilt)); !errors.Is(err, loyalty.ErrDecode) {
			t.Errorf("%s for %s: %+v, %v", c.young, c.old, card, err)
		}
	}
	for _, spoilt := range []string{"", "null", "{}x", text + text, "7", `"x"`, "[]"} {
		kept := loyalty.DefaultPartnerCard()
		if err := kept.UnmarshalJSON([]byte(spoilt)); !errors.Is(err, loyalty.ErrDecode) || kept.ID != "partner" {
			t.Errorf("%s: %+v, %v", spoilt, kept, err)
		}
	}
}

func TestStateJSONIsStrict(t *testing.T) {
	const good = `{"version":1,"factors":[{"factor":"a","for":1,"against":0,"at":"2026-01-02T00:00:00Z"},{"factor":"b","for":0,"against":2,"at":"2026-01-02T00:00:00Z"}]}`
	var kept loyalty.State
	if err := json.Unmarshal([]byte(good), &kept); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, young string }{
		{`"version":1`, `"version":2`}, {`"a"`, `"b"`}, {`"a"`, `"c"`}, {`"a"`, `"A"`}, {`"a"`, `""`}, {`"for":1`, `"for":-1`}, {`"for":1`, `"for":-0`},
		{`"for":1`, `"for":1e10`}, {`"for":1`, `"for":1e999`}, {`2026`, `0000`}, {`"at"`, `"on"`}, {`"for":1,`, `"for":1,"for":1,`},
		{`"2026-01-02T00:00:00Z"`, `null`}, {`[`, `[{},`}, {`]}`, `]}7`}, {`"for":1,`, ``}, {`"against":0,`, ``}, {`"version":1,`, ``},
		{good, `{"version":1}`},
	} {
		spoilt := strings.Replace(good, c.old, c.young, 1)
		s := kept
		if err := s.UnmarshalJSON([]byte(spoilt)); !errors.Is(err, loyalty.ErrDecode) || s != kept {
			t.Errorf("%s: %+v, %v", spoilt, s, err)
		}
	}
	nine := `{"version":1,"factors":[`
	for _, id := range "abcdefghi" {
		nine += `{"factor":"` + string(id) + `","for":1,"against":0,"at":"2026-01-02T00:00:00Z"},`
	}
	if err := kept.UnmarshalJSON([]byte(strings.TrimSuffix(nine, ",") + "]}")); !errors.Is(err, loyalty.ErrDecode) {
		t.Errorf("nine factors: %v", err)
	}
}

func TestStateBinaryIsStrict(t *testing.T) {
	_, state, _ := worked(t)
	data := must(state.MarshalBinary())
	for i := range data {
		s := state
		if err := s.UnmarshalBinary(data[:i]); !errors.Is(err, loyalty.ErrDecode) || s != state {
			t.Errorf("cut at %d: %v", i, err)
		}
	}
	for i, spoil := range []func([]byte) []byte{
		func(b []byte) []byte { return append(b, 0) },
		func(b []byte) []byte { b[0] = 2; return b },
		func(b []byte) []byte { b[1]++; return b },
		func(b []byte) []byte { b[1]--; return b },
		func(b []byte) []byte { b[3] = 'z'; return b },   // out of order
		func(b []byte) []byte { b[3] = 'C'; return b },   // no label
		func(b []byte) []byte { b[16] = 0xbf; return b }, // below 0
		func(b []byte) []byte { b[16] = 0x7f; return b }, // too much
		func(b []byte) []byte { b[32] = 0x7f; return b }, // the year 292 billion
		func(b []byte) []byte { b[40] = 0x7f; return b }, // two seconds of nanoseconds
		func(b []byte) []byte { b[40] = 0xff; return b },
	} {
		s := state
		if err := s.UnmarshalBinary(spoil(append([]byte(nil), data...))); !errors.Is(err, loyalty.ErrDecode) || s != state {
			t.Errorf("spoilt %d: %v", i, err)
		}
	}
}
