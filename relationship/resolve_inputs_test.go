package relationship_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// secret is a text of a field, which no error may show.
const secret = "geheim"

func TestSourceRecordInputs(t *testing.T) {
	tests := []struct {
		name   string
		change func(*relationship.SourceRecordConfig)
	}{
		{"no source", func(c *relationship.SourceRecordConfig) { c.Source = "" }},
		{"a source with a space", func(c *relationship.SourceRecordConfig) { c.Source = "shop " }},
		{"no id", func(c *relationship.SourceRecordConfig) { c.ID = "" }},
		{"a long id", func(c *relationship.SourceRecordConfig) { c.ID = strings.Repeat("x", 257) }},
		{"no instant", func(c *relationship.SourceRecordConfig) { c.At = time.Time{} }},
		{"an instant outside the calendar", func(c *relationship.SourceRecordConfig) { c.At = time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC) }},
		{"a field without a name", func(c *relationship.SourceRecordConfig) { c.Fields = map[string]string{"": secret} }},
		{"a broken name", func(c *relationship.SourceRecordConfig) { c.Lists = map[string][]string{"a\x00": {secret}} }},
		{"a long text", func(c *relationship.SourceRecordConfig) {
			c.Fields = map[string]string{"note": secret + strings.Repeat("x", 4091)}
		}},
		{"a text that is no UTF-8", func(c *relationship.SourceRecordConfig) { c.Fields = map[string]string{"note": secret + "\xff"} }},
		{"a list that is no UTF-8", func(c *relationship.SourceRecordConfig) {
			c.Lists = map[string][]string{"note": {"a", secret + "\xff"}}
		}},
	}
	for _, test := range tests {
		cfg := relationship.SourceRecordConfig{Source: "shop", ID: "1", At: noon, Fields: map[string]string{"note": strings.Repeat("x", 4096)}}
		if _, err := relationship.NewSourceRecord(cfg); err != nil {
			t.Fatal(err)
		}
		test.change(&cfg)
		r, err := relationship.NewSourceRecord(cfg)
		refuse(t, test.name, err, relationship.ErrInvalid)
		if !r.IsZero() || strings.Contains(fmt.Sprint(err), secret) {
			t.Errorf("%s: %v, %v", test.name, r, err)
		}
	}
	_, err := relationship.NewSourceRecord(relationship.SourceRecordConfig{Fields: map[string]string{"": "\xff"}})
	if joined, ok := err.(interface{ Unwrap() []error }); !ok || len(joined.Unwrap()) != 5 {
		t.Errorf("five faults are told as %v", err)
	}
}

// TestSourceRecordKeepsNothing proves that a record does not change with the lists that it was made of.
func TestSourceRecordKeepsNothing(t *testing.T) {
	list := []string{"b", "a", "b"}
	r := relationship.Must(relationship.NewSourceRecord(relationship.SourceRecordConfig{Source: "s", ID: "1", At: noon, Lists: map[string][]string{"x": list}}))
	if !slices.Equal(list, []string{"b", "a", "b"}) {
		t.Errorf("the list was changed: %v", list)
	}
	list[1] = "c"
	if r.Field("x") != "a" {
		t.Errorf("the record was changed: %v", r.Field("x"))
	}
}

func TestResolveInputs(t *testing.T) {
	type options = relationship.ResolveOptions
	external := func(issuer, text string) []relationship.MatchKey {
		return []relationship.MatchKey{{Kind: relationship.MatchExternal, Issuer: issuer, Text: text}}
	}
	chosen := func(n int) options {
		return options{Rule: relationship.SurvivorChosen, Choose: func(string, []relationship.Claim) int { return n }}
	}
	tests := []struct {
		name string
		opt  options
	}{
		{"below no limit", options{MaxShared: -1}},
		{"a rule that is none", options{Rule: 99}},
		{"a rule of a field that is none", options{Rules: map[string]relationship.SurvivorRule{"name": 99}}},
		{"nobody to choose", options{Rule: relationship.SurvivorChosen}},
		{"nobody to choose for a field", options{Rules: map[string]relationship.SurvivorRule{"name": relationship.SurvivorChosen}}},
		{"a choice below", chosen(-1)},
		{"a choice beyond", chosen(2)},
		{"trust twice", options{Trust: []string{"a", "b", "a"}}},
		{"a field of two sorts", options{Phones: []string{"email"}}},
		{"an id that is an address", options{Issuers: map[string]string{"email": "x"}}},
		{"an id that is a number", options{Issuers: map[string]string{"phone": "x"}}},
		{"no issuer", options{Issuers: map[string]string{"card": ""}}},
		{"a key of no kind", options{Never: []relationship.MatchKey{{Text: secret}}}},
		{"a key without a text", options{Never: external("club", "")}},
		{"an external key without an issuer", options{Never: external("", secret)}},
		{"an issuer with a space", options{Never: external("club ", secret)}},
		{"an address with an issuer", options{Never: []relationship.MatchKey{{Kind: relationship.MatchEmail, Issuer: "x", Text: secret}}}},
		{"an own key that is no UTF-8", options{Keys: func(relationship.SourceRecord) []string { return []string{secret + "\xff"} }}},
		{"a phone key that is no UTF-8", options{Phone: func(_, _ string) string { return secret + "\xff" }}},
		{"a phone key that is long", options{Phone: func(_, _ string) string { return secret + strings.Repeat("1", 5000) }}},
	}
	records := []relationship.SourceRecord{record("a/1", 0, "email", secret+"@x", "phone", "1", "name", secret), record("b/2", 0, "email", secret+"@x", "name", "Ada")}
	for _, test := range tests {
		r, err := relationship.Resolve(records, test.opt)
		refuse(t, test.name, err, relationship.ErrInvalid)
		if !r.IsZero() || strings.Contains(fmt.Sprint(err), secret) {
			t.Errorf("%s: %v, %v", test.name, r, err)
		}
	}
	_, err := relationship.Resolve([]relationship.SourceRecord{records[0], {}}, options{})
	refuse(t, "a record that was not constructed", err, relationship.ErrInvalid)
}

// TestResolveStoredInputs changes one place of a good form each.
func TestResolveStoredInputs(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "resolved-v1.json"))
	if err != nil {
		t.Fatal(err)
	}
	good := strings.TrimSpace(string(text))
	tests := []struct{ name, old, new string }{
		{"no version", `"version":1,`, ``},
		{"another version", `"version":1`, `"version":2`},
		{"an unknown list", `"shared":`, `"common":`},
		{"an unknown field", `"said":1`, `"sayd":1`},
		{"a field twice", `"said":1`, `"said":1,"said":1`},
		{"a null", `"said":1`, `"said":null`},
		{"nobody says so", `"said":1`, `"said":0`},
		{"more than all say so", `"said":1`, `"said":9`},
		{"a rule that is none", `"rule":"most-recent"`, `"rule":"best"`},
		{"a group without records", `"records":[{"source":"calls","id":"1","at":"2026-01-02T23:00:00Z"}]`, `"records":[]`},
		{"a record of no source", `"records":[{"source":"calls"`, `"records":[{"source":""`},
		{"a record that is not linked", `"records":[{"source":"calls","id":"1"`, `"records":[{"source":"calls","id":"0","at":"2026-01-02T23:00:00Z"},{"source":"calls","id":"1"`},
		{"a claim of another record", `"name":"note","value":"line\nbreak","source":"calls","id":"1"`, `"name":"note","value":"line\nbreak","source":"calls","id":"2"`},
		{"a claim of another instant", `"id":"1","at":"2026-01-02T23:00:00Z","said"`, `"id":"1","at":"2026-01-02T23:00:01Z","said"`},
		{"a blank text", `"value":"line\nbreak"`, `"value":" \n"`},
		{"no name", `"name":"note"`, `"name":""`},
		{"values not in order", `"name":"city"`, `"name":"zity"`},
		{"a conflict that was kept", `"value":"Bonn"`, `"value":"Ulm"`},
		{"a conflict of nothing", `"conflicts":[{"name":"city"`, `"conflicts":[{"name":"cit"`},
		{"two values", `"conflicts":[`, `"conflict":[`},
		{"an issuer of an address", `{"kind":"e-mail","text"`, `{"kind":"e-mail","issuer":"x","text"`},
		{"a key that one record holds", `{"kind":"e-mail","text":"ada@example.org","source":"card","id":"7"},`, ``},
		{"joins of another record", `"text":"ada@example.org","source":"shop","id":"3"`, `"text":"ada@example.org","source":"shop","id":"4"`},
		{"shared by one", `"records":3`, `"records":1`},
		{"shared by more than there are", `"records":3`, `"records":99`},
		{"shared and joined", `"shared":[`, `"shared":[{"kind":"e-mail","text":"ada@example.org","records":2},`},
		{"shared twice", `"shared":[`, `"shared":[{"kind":"phone","text":"+491","records":3},`},
		{"shared without a text", `"text":"+491","records"`, `"text":"","records"`},
		{"something behind", `]}` + "$", `]} x`},
	}
	for _, test := range tests {
		bad := strings.Replace(good+"$", test.old, test.new, 1)
		if bad == good+"$" {
			t.Errorf("%s: %q is not in the form", test.name, test.old)
		}
		var r relationship.Resolved
		err := json.Unmarshal([]byte(strings.TrimSuffix(bad, "$")), &r)
		if test.name == "something behind" {
			err = r.UnmarshalJSON([]byte(bad))
		}
		refuse(t, test.name, err, relationship.ErrDecode)
		for _, private := range []string{"Bonn", "ada@", "break"} {
			if strings.Contains(fmt.Sprint(err), private) || !r.IsZero() {
				t.Errorf("%s: %v, %v", test.name, r, err)
			}
		}
	}
	group := `{"records":[{"source":"a","id":"1","at":"2026-01-02T23:00:00Z"}]}`
	var r relationship.Resolved
	refuse(t, "a group twice", r.UnmarshalJSON([]byte(`{"version":1,"groups":[`+group+`,`+group+`]}`)), relationship.ErrDecode)
	both := `{"records":[{"source":"a","id":"0","at":"2026-01-03T02:00:00Z"},{"source":"a","id":"1","at":"2026-01-03T02:00:00Z"}],` +
		`"joins":[{"kind":"own","text":"x","source":"a","id":"0"},{"kind":"own","text":"x","source":"a","id":"1"}]}`
	refuse(t, "a record in two groups", r.UnmarshalJSON([]byte(`{"version":1,"groups":[`+both+`,`+group+`]}`)), relationship.ErrDecode)
	if err := r.UnmarshalJSON([]byte(`{"version":1,"groups":[` + group + `]}`)); err != nil || r.Len() != 1 {
		t.Errorf("one group is %d, %v", r.Len(), err)
	}
}

func TestSourceRecordStoredInputs(t *testing.T) {
	const good = `{"version":1,"source":"shop","id":"1","at":"2026-01-02T10:00:00Z","fields":[{"name":"a","value":"geheim"},{"name":"b","value":"2"}]}`
	var r relationship.SourceRecord
	if err := json.Unmarshal([]byte(good), &r); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ name, old, new string }{
		{"another version", `"version":1`, `"version":2`},
		{"no source", `"source":"shop",`, ``},
		{"a number", `"shop"`, `7`},
		{"half a sign", `"shop"`, `"\ud800"`},
		{"no time", `"2026-01-02T10:00:00Z"`, `"2026-01-02"`},
		{"an unknown field", `"fields"`, `"field"`},
		{"a blank text", `"geheim"`, `" "`},
		{"half a sign in a text", `"geheim"`, `"geheim\ud800"`},
		{"names not in order", `"name":"b"`, `"name":"B"`},
		{"a field twice", `"name":"b","value":"2"`, `"name":"a","value":"geheim"`},
		{"a field without a name", `"name":"a"`, `"name":""`},
		{"a list", `"geheim"`, `["geheim"]`},
		{"a long text", `"geheim"`, `"geheim` + strings.Repeat("x", 4096) + `"`},
		{"no UTF-8", `geheim`, "geheim\xff"},
	} {
		before := r
		err := r.UnmarshalJSON([]byte(strings.Replace(good, test.old, test.new, 1)))
		refuse(t, test.name, err, relationship.ErrDecode)
		if !r.Equal(before) || strings.Contains(fmt.Sprint(err), secret) {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}
