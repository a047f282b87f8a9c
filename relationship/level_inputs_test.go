package relationship_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// levelFaults counts what an error joins.
func levelFaults(err error) int {
	var joined interface{ Unwrap() []error }
	if !errors.As(err, &joined) {
		return 0
	}
	return len(joined.Unwrap())
}

func TestRefusedPolicies(t *testing.T) {
	for _, test := range []struct {
		place string
		err   error
	}{
		{"answers", levelErr(relationship.NewLevels(relationship.LevelPolicy{Answers: -1}))},
		{"follow-up days", levelErr(relationship.NewLevels(relationship.LevelPolicy{FollowUpDays: 36_526}))},
		{"follow-up points", levelErr(relationship.NewLevels(relationship.LevelPolicy{FollowUpPoints: 10_001}))},
		{"suggestion days", levelErr(relationship.NewLevels(relationship.LevelPolicy{SuggestionDays: -1}))},
		{"joint", levelErr(relationship.NewLevels(relationship.LevelPolicy{Joint: 1_000_000_001}))},
		{"completeness", levelErr(relationship.NewPyramid(relationship.PyramidPolicy{Completeness: -1}))},
		{"partners", levelErr(relationship.NewPyramid(relationship.PyramidPolicy{Partners: 10_001}))},
		{"consumers", levelErr(relationship.NewPyramid(relationship.PyramidPolicy{Consumers: math.MinInt}))},
		{"fast days", relationship.FeedbackPolicy{FastDays: -1}.Validate()},
		{"slow days", relationship.FeedbackPolicy{SlowDays: 30}.Validate()},
		{"slow days", relationship.FeedbackPolicy{SlowDays: 36_526}.Validate()},
		{"target days", relationship.FeedbackPolicy{TargetDays: -1}.Validate()},
	} {
		refuse(t, test.place, test.err, relationship.ErrInvalid)
		if levelFaults(test.err) != 1 || !strings.Contains(test.err.Error(), ": "+test.place+" = ") {
			t.Errorf("%v, want one fault in %s", test.err, test.place)
		}
	}
	l, err := relationship.NewLevels(relationship.LevelPolicy{-1, -1, -1, -1, -1})
	if levelFaults(err) != 5 || l != (relationship.Levels{}) {
		t.Errorf("%+v, %v", l, err)
	}
	p, err := relationship.NewPyramid(relationship.PyramidPolicy{-1, -1, -1})
	if levelFaults(err) != 3 || p != (relationship.Pyramid{}) {
		t.Errorf("%+v, %v", p, err)
	}
	if _, err := fbLog(t).Topics(noon, relationship.FeedbackPolicy{FastDays: 60, SlowDays: 60}, nil); !errors.Is(err, relationship.ErrInvalid) {
		t.Errorf("half-lives that do not differ: %v", err)
	}
}

// levelErr returns the error.
func levelErr[T any](_ T, err error) error { return err }

func TestRefusedPoints(t *testing.T) {
	m := pyramidMean(t, 7)
	for _, points := range []int{-1, 10_001, math.MaxInt} {
		if refuse(t, "points", m.Add(points), relationship.ErrInvalid); m != pyramidMean(t, 7) {
			t.Errorf("%d was refused and changed the mean", points)
		}
	}
	var full relationship.PointsMean
	if err := json.Unmarshal([]byte(`{"version":1,"n":922337203685477,"sum":9223372036854770000}`), &full); err != nil {
		t.Fatal(err)
	}
	refuse(t, "one more than fits", full.Add(1), relationship.ErrOverflow)
	if got, ok := full.Mean(); got != 10_000 || !ok || !full.AtLeast(10_000) {
		t.Errorf("the mean of the most is %d, %t", got, ok)
	}
}

func TestRefusedOpportunities(t *testing.T) {
	for place, change := range map[string]func(*relationship.OpportunityConfig){
		"id":             func(c *relationship.OpportunityConfig) { c.ID = " " },
		"key to":         func(c *relationship.OpportunityConfig) { c.Key.To = "" },
		"value":          func(c *relationship.OpportunityConfig) { c.Value = money("-0.01 EUR") },
		"probability":    func(c *relationship.OpportunityConfig) { c.Probability = 10_001 },
		"opened":         func(c *relationship.OpportunityConfig) { c.Opened = relationship.Date{} },
		"expected close": func(c *relationship.OpportunityConfig) { c.ExpectedClose = date("2026-01-01") },
		"source":         func(c *relationship.OpportunityConfig) { c.Source = "a\x00b" },
	} {
		cfg := oppConfig()
		change(&cfg)
		o, err := relationship.NewOpportunity(cfg)
		if refuse(t, place, err, relationship.ErrInvalid); levelFaults(err) != 1 || !strings.Contains(err.Error(), "opportunity: "+place+" = ") || !o.IsZero() {
			t.Errorf("%v, want one fault in %s", err, place)
		}
	}
	_, err := relationship.NewOpportunity(relationship.OpportunityConfig{Probability: -1, Source: "\n"})
	if levelFaults(err) != 9 { // the id, three of the key, the value, the probability, the dates, the source
		t.Errorf("%d faults: %v", levelFaults(err), err)
	}
	_, err = json.Marshal(relationship.Opportunity{})
	if !errors.Is(err, relationship.ErrInvalid) {
		t.Errorf("the zero value: %v", err)
	}
	huge := oppConfig()
	huge.Value = money(strings.Repeat("9", 100) + " EUR")
	one := relationship.Must(relationship.NewOpportunity(huge))
	totals, err := relationship.Pipeline([]relationship.Opportunity{one, one}, relationship.PipelineOptions{})
	if refuse(t, "a sum too wide", err, relationship.ErrAmount); totals != nil {
		t.Errorf("%v", totals)
	}
}

func TestRefusedFeedback(t *testing.T) {
	good := relationship.FeedbackNote{ID: "n-1", Key: fbKey("ada"), Topic: "late", At: noon, Weight: 0.5, Owed: true, Closed: noon}
	for place, change := range map[string]func(*relationship.FeedbackNote){
		"id":      func(n *relationship.FeedbackNote) { n.ID = "" },
		"key to":  func(n *relationship.FeedbackNote) { n.Key.To = "us" },
		"topic":   func(n *relationship.FeedbackNote) { n.Topic = " late" },
		"at":      func(n *relationship.FeedbackNote) { n.At, n.Closed, n.Owed = time.Time{}, time.Time{}, false },
		"weight":  func(n *relationship.FeedbackNote) { n.Weight = math.NaN() },
		"weight ": func(n *relationship.FeedbackNote) { n.Weight = 1.5 },
		"closed":  func(n *relationship.FeedbackNote) { n.Closed = noon.Add(-1) },
		"closed ": func(n *relationship.FeedbackNote) { n.Owed = false },
	} {
		note, f := good, fbLog(t)
		change(&note)
		err := f.Note(note)
		if refuse(t, place, err, relationship.ErrInvalid); levelFaults(err) != 1 || !strings.Contains(err.Error(), "feedback: "+strings.TrimSpace(place)+" = ") || !f.Equal(fbLog(t)) {
			t.Errorf("%v, want one fault in %s", err, place)
		}
	}
	f := fbLog(t)
	for name, err := range map[string]error{
		"nil":              f.Observe(nil),
		"a nil pointer":    f.Observe((*relationship.Complaint)(nil)),
		"no constructor":   f.Observe(relationship.Complaint{}),
		"no constructor 2": f.Observe(relationship.Resolution{}),
	} {
		refuse(t, name, err, relationship.ErrInvalid)
	}
	known := fbComplaint("x-1", "ada", "late", 1, 0)
	for name, e := range map[string]relationship.Event{
		"another topic":    fbComplaint("x-1", "ada", "price", 1, 0),
		"another severity": fbComplaint("x-1", "ada", "late", 0.5, 0),
		"another party":    fbComplaint("x-1", "bob", "late", 1, 0),
		"another instant":  fbComplaint("x-1", "ada", "late", 1, 1),
		"another end":      fbEnd("y-1", fbComplaint("x-1", "ada", "late", 1, 1), 4),
	} {
		refuse(t, name, f.Observe(e), relationship.ErrConflict)
		if other := fbOf(t, e); f.Merge(other) == nil || other.Merge(f) == nil {
			t.Errorf("%s was merged", name)
		}
	}
	refuse(t, "a note with the id of a complaint", f.Note(relationship.FeedbackNote{ID: "x-1", Key: known.Key(), Topic: "late", At: known.At()}), relationship.ErrConflict)
	if !f.Equal(fbLog(t)) {
		t.Error("what was refused changed the state")
	}
	_, err := f.Topics(fbDay(60), relationship.FeedbackPolicy{}, func(k relationship.Key) relationship.Money {
		return map[relationship.PartyID]relationship.Money{"ada": money("1.00 EUR"), "eve": money("1.00 USD")}[k.To]
	})
	refuse(t, "two currencies", err, relationship.ErrCurrencyMismatch)
}

// TestRefusedLevelForms goes through stored forms that nobody wrote.
func TestRefusedLevelForms(t *testing.T) {
	const piece = `{"id":"a","from":"us","to":"ada","role":"customer","told":true,"at":"2026-01-02T10:00:00Z","weight":1}`
	for _, test := range []struct {
		into  json.Unmarshaler
		texts []string
	}{
		{new(relationship.Levels), []string{`{"version":1}`, `{"version":2,"answers":1,"follow_up_days":14,"follow_up_points":5000,"suggestion_days":90,"joint":1}`,
			`{"version":1,"answers":-1,"follow_up_days":14,"follow_up_points":5000,"suggestion_days":90,"joint":1}`,
			`{"version":1,"answers":1,"follow_up_days":14,"follow_up_points":10001,"suggestion_days":90,"joint":1}`,
			`{"version":1,"answers":1.5,"follow_up_days":14,"follow_up_points":5000,"suggestion_days":90,"joint":1}`, `{}`, `[]`, ``, `null`}},
		{new(relationship.LevelSignals), []string{`{"version":1,"days":1,"sales":1,"answers":1,"followed_up":1,"suggestions":1}`,
			`{"version":1,"days":1,"sales":-1,"answers":1,"followed_up":1,"suggestions":1,"joint":1}`,
			`{"version":1,"days":1,"sales":1,"sales":1,"answers":1,"followed_up":1,"suggestions":1,"joint":1}`}},
		{new(relationship.Pyramid), []string{`{"version":1,"completeness":7000,"partners":5000}`, `{"version":1,"completeness":7000,"partners":5000,"consumers":10001}`,
			`{"version":1,"completeness":7000,"partners":5000,"consumers":5000,"more":1}`, `{"version":4294967297,"completeness":7000,"partners":5000,"consumers":1}`}},
		{new(relationship.PointsMean), []string{`{"version":1,"n":1}`, `{"version":1,"n":-1,"sum":0}`, `{"version":1,"n":1,"sum":10001}`, `{"version":1,"n":0,"sum":1}`,
			`{"version":1,"n":1,"sum":-1}`, `{"version":1,"n":9223372036854775807,"sum":0}`}},
		{new(relationship.Opportunity), []string{`{"version":1}`,
			`{"version":1,"id":"N","from":"us","to":"ada","role":"customer","value":"0","probability":1,"opened":"2026-01-02","expected_close":"2026-01-02"}`,
			`{"version":1,"id":"N","from":"us","to":"ada","role":"customer","value":"1.00 EUR","probability":1,"opened":"2026-01-02","expected_close":"2026-01-01"}`}},
		{new(relationship.Feedback), []string{`{"version":2}`, `{"pieces":[]}`, `{"version":1,"pieces":[null]}`, `{"version":1,"pieces":[{}]}`,
			`{"version":1,"pieces":[` + piece + `,` + piece + `]}`, `{"version":1,"pieces":[` + strings.Replace(piece, `"told":true`, `"told":false`, 1) + `]}`,
			`{"version":1,"pieces":[` + strings.Replace(piece, `"weight":1`, `"weight":2`, 1) + `]}`,
			`{"version":1,"pieces":[` + strings.Replace(piece, `"weight":1`, `"weight":1,"closed":"2026-01-03T10:00:00Z"`, 1) + `]}`,
			`{"version":1,"pieces":[` + strings.Replace(piece, `"weight":1`, `"weight":1,"owed":true,"closed":"2026-01-01T10:00:00Z"`, 1) + `]}`}},
	} {
		for _, text := range test.texts {
			refuse(t, text, test.into.UnmarshalJSON([]byte(text)), relationship.ErrDecode)
		}
	}
}
