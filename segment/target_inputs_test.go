package segment_test

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

func TestTargetsReject(t *testing.T) {
	s := insurerSchema()
	one := segment.Target[any]{Label: "one", Where: segment.Everyone()}
	with := func(change func(*segment.TargetsConfig[any])) segment.TargetsConfig[any] {
		cfg := segment.TargetsConfig[any]{Targets: []segment.Target[any]{one}}
		change(&cfg)
		return cfg
	}
	type config = segment.TargetsConfig[any]
	for name, row := range map[string]struct {
		cfg  config
		want string
	}{
		"nothing":         {config{}, "targets = 0, want 1 to 1000"},
		"too many":        {config{Targets: make([]segment.Target[any], 1001)}, "targets = 1001"},
		"no policy":       {with(func(c *config) { c.Policy = 2 }), "targets: policy = 2, want overlap or first match"},
		"a label twice":   {with(func(c *config) { c.Targets = append(c.Targets, one) }), `target 2: label = "one", want a label of its own`},
		"no number":       {with(func(c *config) { c.Targets[0].Label = math.NaN() }), "target 1: label = no label"},
		"not comparable":  {with(func(c *config) { c.Targets[0].Label = []int{1} }), "target 1: label = no label"},
		"an else":         {with(func(c *config) { c.Else = "x" }), "targets: else"},
		"a wanted else":   {with(func(c *config) { c.ElseDesired = true }), "targets: else"},
		"else a target":   {with(func(c *config) { c.Policy, c.Else = segment.TargetsFirstMatch, "one" }), `target 1: label = "one"`},
		"else no label":   {with(func(c *config) { c.Policy, c.Else = segment.TargetsFirstMatch, []int{1} }), "targets: else = no label"},
		"where forgotten": {with(func(c *config) { c.Targets[0].Where = segment.Predicate{} }), "target 1: predicate = none, want a condition, or Everyone"},
		"a typo":          {with(func(c *config) { c.Targets[0].Where = segment.Has("products", "lief") }), `target 1: predicate: products = "lief"`},
		"a desired typo":  {with(func(c *config) { c.Desired = segment.Has("products", "lief") }), `desired: predicate: products = "lief"`},
		"desired twice": {with(func(c *config) { c.Desired, c.Targets[0].Desired = segment.Everyone(), true }),
			"targets: desired = a predicate and segments, want one of both"},
		"else desired twice": {with(func(c *config) {
			c.Policy, c.Else, c.ElseDesired, c.Desired = segment.TargetsFirstMatch, "x", true, segment.Everyone()
		}),
			"targets: desired = a predicate and segments"},
	} {
		targets, err := segment.CompileTargets(s, row.cfg)
		attributeRefused(t, name, err, segment.ErrInvalid, row.want)
		if !targets.IsZero() {
			t.Errorf("%s: made targets", name)
		}
	}
	_, err := segment.CompileTargets(s, with(func(c *config) {
		c.Targets = append(c.Targets, segment.Target[any]{Label: 2, Where: segment.And(segment.Known("x"), segment.Known("y"))})
	}))
	for _, want := range []string{`target 2: predicate: attribute = "x"`, `target 2: predicate: attribute = "y"`} {
		attributeRefused(t, "joined", err, segment.ErrInvalid, want)
	}
	var typed *segment.TargetError
	if !errors.As(err, &typed) || typed.At != 2 {
		t.Errorf("%v", err)
	}
	_, err = segment.CompileTargets(segment.Schema{}, with(func(*config) {}))
	attributeRefused(t, "no schema", err, segment.ErrInvalid, "schema = none")
}

func TestTargetsOfRejects(t *testing.T) {
	targets := insurerTargets(segment.TargetsFirstMatch)
	foreign := relationship.Must(smallSchema().Attributes())
	none := segment.Targets[string]{}
	tally := new(segment.TargetTally)
	if err := targets.Observe(tally, segment.Attributes{}); err != nil {
		t.Fatal(err)
	}
	before := tally.Clone()
	other := new(segment.TargetTally)
	if err := insurerTargets(segment.TargetsOverlap).Observe(other, segment.Attributes{}); err != nil {
		t.Fatal(err)
	}
	for name, ask := range map[string]func() error{
		"Of":                 func() error { _, err := targets.Of(foreign); return err },
		"Possible":           func() error { _, err := targets.Possible(foreign); return err },
		"Desired":            func() error { _, err := targets.Desired(foreign); return err },
		"Observe":            func() error { return targets.Observe(tally, foreign) },
		"nobody's Of":        func() error { _, err := none.Of(segment.Attributes{}); return err },
		"nobody's Desired":   func() error { _, err := none.Desired(segment.Attributes{}); return err },
		"nobody's Observe":   func() error { return none.Observe(tally, segment.Attributes{}) },
		"nobody's Report":    func() error { _, err := none.Report(segment.TargetTally{}); return err },
		"no tally":           func() error { return targets.Observe(nil, segment.Attributes{}) },
		"no tally to merge":  func() error { return (*segment.TargetTally)(nil).Merge(tally) },
		"others' tally":      func() error { return targets.Observe(other, segment.Attributes{}) },
		"others' Merge":      func() error { return tally.Merge(other) },
		"others' Report":     func() error { _, err := targets.Report(*other); return err },
		"one of a sequence":  func() error { _, err := targets.ReportOf(slices.Values([]segment.Attributes{{}, foreign})); return err },
		"nobody's sequence ": func() error { _, err := none.ReportOf(nil); return err },
	} {
		attributeRefused(t, name, ask(), segment.ErrInvalid, "segment: ")
	}
	if !tally.Equal(before) || none.Labels() != nil {
		t.Error("the tally was changed by what was refused")
	}
	if _, ok := none.Criterion(""); ok {
		t.Error("a criterion of nobody")
	}
	var about *segment.CustomerError
	if _, err := targets.ReportOf(slices.Values([]segment.Attributes{{}, foreign})); !errors.As(err, &about) || about.At != 1 {
		t.Errorf("%v", err)
	}
	held := []string{"x"}
	if got, err := targets.AppendOf(held, foreign); err == nil || !slices.Equal(got, held) {
		t.Errorf("%v, %v", got, err)
	}
}

// TestOtherSegmentsOtherCounts: what counts depend on is part of a tally's mark; labels are not, as they need not have a text.
func TestOtherSegmentsOtherCounts(t *testing.T) {
	s := insurerSchema()
	compile := func(change func(*segment.TargetsConfig[string])) segment.Targets[string] {
		cfg := segment.TargetsConfig[string]{Policy: segment.TargetsFirstMatch, Else: "z", Targets: []segment.Target[string]{
			{Label: "a", Where: segment.Known("age")}, {Label: "b", Where: segment.Known("since")},
		}}
		change(&cfg)
		return relationship.Must(segment.CompileTargets(s, cfg))
	}
	var tally segment.TargetTally
	if err := compile(func(*segment.TargetsConfig[string]) {}).Observe(&tally, segment.Attributes{}); err != nil {
		t.Fatal(err)
	}
	if _, err := compile(func(c *segment.TargetsConfig[string]) { c.Targets[0].Label = "c" }).Report(tally); err != nil {
		t.Error(err)
	}
	for name, change := range map[string]func(*segment.TargetsConfig[string]){
		"a predicate":   func(c *segment.TargetsConfig[string]) { c.Targets[0].Where = segment.Known("origin") },
		"the order":     func(c *segment.TargetsConfig[string]) { slices.Reverse(c.Targets) },
		"who is wanted": func(c *segment.TargetsConfig[string]) { c.Targets[0].Desired = true },
		"the rest":      func(c *segment.TargetsConfig[string]) { c.ElseDesired = true },
		"by predicate":  func(c *segment.TargetsConfig[string]) { c.Desired = segment.Everyone() },
		"the policy":    func(c *segment.TargetsConfig[string]) { c.Policy, c.Else = segment.TargetsOverlap, "" },
		"fewer":         func(c *segment.TargetsConfig[string]) { c.Targets = c.Targets[:1] },
	} {
		if _, err := compile(change).Report(tally); !errors.Is(err, segment.ErrInvalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTargetTallyJSONRejects(t *testing.T) {
	good := `{"version":1,"rules":"00f1e2d3c4b5a697","parties":9,"one":5,"several":1,"open":2,"desired":[4,1],"rows":[[3,1,3],[4,1,4]],"known":[8,9]}`
	var tally segment.TargetTally
	if err := json.Unmarshal([]byte(good), &tally); err != nil || string(relationship.Must(json.Marshal(tally))) != good {
		t.Fatal(err)
	}
	swap := func(old, now string) string {
		if !strings.Contains(good, old) {
			t.Fatal(old)
		}
		return strings.Replace(good, old, now, 1)
	}
	for name, text := range map[string]string{
		"nothing": ``, "null": `null`, "an object of nothing": `{}`, "another version": `{"version":2}`,
		"another version of all": swap(`"version":1`, `"version":2`), "a field that is off": swap(`"one":5,`, ``),
		"something more": swap(`"one"`, `"x":1,"one"`), "nobody": swap(`"parties":9`, `"parties":0`), "fewer than nobody": swap(`"parties":9`, `"parties":-1`),
		"too many": swap(`"parties":9`, `"parties":1125899906842625`), "short rules": swap(`00f1`, `0f1`), "capitals": swap(`00f1`, `00F1`),
		"rules with a sign": swap(`00f1`, `+0f1`), "a sum too large": swap(`"open":2`, `"open":4`), "a negative count": swap(`"open":2`, `"open":-1`),
		"one desired": swap(`[4,1]`, `[4]`), "too many desired": swap(`[4,1]`, `[4,6]`), "no rows": swap(`[[3,1,3],[4,1,4]]`, `[]`),
		"rows as null": swap(`[[3,1,3],[4,1,4]]`, `null`), "a row as null": swap(`[3,1,3]`, `null`), "a short row": swap(`[3,1,3]`, `[3,1]`),
		"more members than matches": swap(`[[3,1,3],[4,1,4]]`, `[[3,1,4],[4,1,3]]`), "negative members": swap(`[3,1,3]`, `[3,1,-1]`), "a row too large": swap(`[3,1,3]`, `[9,1,3]`),
		"too few labels": swap(`[4,1,4]`, `[4,1,3]`), "too many labels": swap(`[4,1,4]`, `[5,1,5]`), "none known": swap(`[8,9]`, `[]`),
		"too many known": swap(`[8,9]`, `[10,9]`), "negative known": swap(`[8,9]`, `[8,-1]`), "a null": swap(`[8,9]`, `[8,null]`),
		"something behind": good + `{}`,
	} {
		var read segment.TargetTally
		if err := json.Unmarshal([]byte(good), &read); err != nil {
			t.Fatal(err)
		}
		err := read.UnmarshalJSON([]byte(text))
		attributeRefused(t, name, err, segment.ErrDecode, "target tally JSON")
		if !read.Equal(tally) {
			t.Errorf("%s: was refused and changed the tally", name)
		}
	}
	if text := string(relationship.Must(json.Marshal(segment.TargetTally{}))); text != `{"version":1}` {
		t.Error(text)
	}
}

// TestDamagedTally: a stored tally with the mark of the segments, and other rows than theirs, is no way to make them panic.
func TestDamagedTally(t *testing.T) {
	targets := insurerTargets(segment.TargetsOverlap)
	var tally segment.TargetTally
	if err := targets.Observe(&tally, segment.Attributes{}); err != nil {
		t.Fatal(err)
	}
	good := string(relationship.Must(json.Marshal(tally)))
	for _, damaged := range []string{strings.Replace(good, "[0,1,0],", "", 1), strings.Replace(good, `"known":[0,`, `"known":[`, 1)} {
		var read segment.TargetTally
		if err := json.Unmarshal([]byte(damaged), &read); err != nil || damaged == good {
			t.Fatal(damaged, err)
		}
		if _, err := targets.Report(read); !errors.Is(err, segment.ErrInvalid) {
			t.Errorf("%v", err)
		}
		if err := targets.Observe(&read, segment.Attributes{}); !errors.Is(err, segment.ErrInvalid) {
			t.Errorf("%v", err)
		}
		if err := tally.Merge(&read); !errors.Is(err, segment.ErrInvalid) {
			t.Errorf("%v", err)
		}
	}
	full := strings.Replace(good, `"parties":1,`, `"parties":1125899906842624,`, 1)
	if math.MaxInt > 1<<31 {
		var read segment.TargetTally
		if err := json.Unmarshal([]byte(full), &read); err != nil {
			t.Fatal(err)
		}
		for name, err := range map[string]error{"Observe": targets.Observe(&read, segment.Attributes{}), "Merge": read.Merge(&tally)} {
			attributeRefused(t, name, err, segment.ErrInvalid, "2^50")
		}
	}
}
