package relationship_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/relationship"
)

// record makes a record of "source/id" so many hours after noon, with fields in pairs.
func record(ref string, hours int, pairs ...string) relationship.SourceRecord {
	cfg := relationship.SourceRecordConfig{At: noon.Add(time.Duration(hours) * time.Hour), Lists: map[string][]string{}}
	cfg.Source, cfg.ID, _ = strings.Cut(ref, "/")
	for i := 0; i < len(pairs); i += 2 {
		cfg.Lists[pairs[i]] = append(cfg.Lists[pairs[i]], pairs[i+1])
	}
	return relationship.Must(relationship.NewSourceRecord(cfg))
}

// recPartition writes groups in a line: "a/1 b/2; c/3".
func recPartition(r relationship.Resolved) string {
	var groups []string
	for g := range r.All() {
		var refs []string
		for ref := range g.Records() {
			refs = append(refs, ref.String())
		}
		groups = append(groups, strings.Join(refs, " "))
	}
	return strings.Join(groups, "; ")
}

func TestResolveKeys(t *testing.T) {
	type options = relationship.ResolveOptions
	national := func(source, digits string) string {
		if rest, found := strings.CutPrefix(digits, "0"); found && source == "a" {
			return "+49" + rest
		}
		return digits
	}
	tests := []struct {
		name     string
		one, two []string // the fields of two records
		opt      options
		joined   bool
	}{
		{"nothing", nil, nil, options{}, false},
		{"e-mail", []string{"email", " Ada@X.org\t"}, []string{"email", "ada@x.ORG"}, options{}, true},
		{"e-mail beyond ASCII", []string{"email", "ÖRS@x"}, []string{"email", "örs@x"}, options{}, true},
		{"e-mail with a dot", []string{"email", "a.da@x"}, []string{"email", "ada@x"}, options{}, false},
		{"e-mail with a tag", []string{"email", "ada+shop@x"}, []string{"email", "ada@x"}, options{}, false},
		{"no e-mail", []string{"email", "none"}, []string{"email", "none"}, options{}, false},
		{"e-mail in another field", []string{"mail", "ada@x"}, []string{"mail", "ada@x"}, options{}, false},
		{"e-mail in a given field", []string{"mail", "ada@x"}, []string{"work", "ada@x"}, options{Emails: []string{"mail", "work"}}, true},
		{"e-mail turned off", []string{"email", "ada@x"}, []string{"email", "ada@x"}, options{Emails: []string{}}, false},
		{"one of several", []string{"email", "a@x", "email", "b@x"}, []string{"email", "c@x", "email", "b@x"}, options{}, true},
		{"phone", []string{"phone", "(030) 12-34"}, []string{"phone", "030/1234"}, options{}, true},
		{"phone with a plus", []string{"phone", " (+49) 30"}, []string{"phone", "+4930"}, options{}, true},
		{"phone with and without a plus", []string{"phone", "+4930"}, []string{"phone", "4930"}, options{}, false},
		{"phone with a plus within", []string{"phone", "49+30"}, []string{"phone", "4930"}, options{}, true},
		{"phone without digits", []string{"phone", "+"}, []string{"phone", "+"}, options{}, false},
		{"phone by country", []string{"phone", "030"}, []string{"phone", "+49 30"}, options{Phone: national}, true},
		{"phone by country of the other source", []string{"phone", "+4930"}, []string{"phone", "030"}, options{Phone: national}, false},
		{"phone that is no key", []string{"phone", "30"}, []string{"phone", "30"}, options{Phone: func(_, _ string) string { return "" }}, false},
		{"id without an issuer", []string{"card", "7"}, []string{"card", "7"}, options{}, false},
		{"id of one issuer", []string{"card", "7"}, []string{"no", "7"}, options{Issuers: map[string]string{"card": "club", "no": "club"}}, true},
		{"id of two issuers", []string{"card", "7"}, []string{"no", "7"}, options{Issuers: map[string]string{"card": "club", "no": "bank"}}, false},
		{"id as it is", []string{"card", "x7"}, []string{"card", "X7"}, options{Issuers: map[string]string{"card": "club"}}, false},
		{"e-mail and id", []string{"email", "a@x"}, []string{"card", "a@x"}, options{Issuers: map[string]string{"card": "club"}}, false},
		{"own key", []string{"name", "Ada", "zip", "1"}, []string{"name", "ada", "zip", "1"}, options{Keys: func(r relationship.SourceRecord) []string {
			return []string{strings.ToLower(r.Field("name")) + "|" + r.Field("zip")}
		}}, true},
		{"own key that is empty", []string{"a", "b"}, []string{"a", "b"}, options{Keys: func(relationship.SourceRecord) []string { return []string{""} }}, false},
		{"at the limit", []string{"email", "a@x"}, []string{"email", "a@x"}, options{MaxShared: 2}, true},
		{"beyond the limit", []string{"email", "a@x"}, []string{"email", "a@x"}, options{MaxShared: 1}, false},
		{"never", []string{"email", "a@x"}, []string{"email", "a@x"}, options{Never: []relationship.MatchKey{{Kind: relationship.MatchEmail, Text: "a@x"}}}, false},
		{"never another", []string{"email", "a@x"}, []string{"email", "a@x"}, options{Never: []relationship.MatchKey{{Kind: relationship.MatchOwn, Text: "a@x"}}}, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := recResolve(t, []relationship.SourceRecord{record("a/1", 0, test.one...), record("b/2", 0, test.two...)}, test.opt)
			want := "a/1; b/2"
			if test.joined {
				want = "a/1 b/2"
			}
			if got := recPartition(r); got != want {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
}

// TestResolveMaxShared holds the default: fifty records that share a key are one party, and fifty-one are not; a record that comes twice, and
// two versions of one, count once.
func TestResolveMaxShared(t *testing.T) {
	var records []relationship.SourceRecord
	for i := range 50 {
		records = append(records, record(fmt.Sprintf("calls/%02d", i), 0, "phone", "+49 1"))
	}
	records = append(records, records[7], record("calls/08", 5, "phone", "+491"))
	r := recResolve(t, records, relationship.ResolveOptions{})
	if r.Len() != 1 || r.Records() != 52 || len(slices.Collect(r.Shared())) != 0 {
		t.Errorf("%d groups of %d records, shared: %v", r.Len(), r.Records(), slices.Collect(r.Shared()))
	}
	r = recResolve(t, append(records, record("shop/1", 0, "phone", "+491")), relationship.ResolveOptions{})
	want := []relationship.SharedKey{{Key: relationship.MatchKey{Kind: relationship.MatchPhone, Text: "+491"}, Records: 51}}
	if got := slices.Collect(r.Shared()); r.Len() != 51 || !slices.Equal(got, want) {
		t.Errorf("%d groups, shared: %v", r.Len(), got)
	}
	if g, found := r.Of("calls", "08"); !found || fmt.Sprintf("%v %+v", r, g) != "51 parties of 53 records calls/08 of 2" || g.Len() != 2 || len(slices.Collect(g.Joins())) != 0 {
		t.Errorf("two versions of a record are %d", g.Len())
	}
}

// TestResolveRules holds each rule, and what decides where it leaves several values.
func TestResolveRules(t *testing.T) {
	records := []relationship.SourceRecord{
		record("shop/1", 1, "email", "a@x", "name", "Ada L."),
		record("card/2", 3, "email", "a@x", "name", "A. L."),
		record("calls/3", 2, "email", "a@x", "name", "Ada Lovelace"),
		record("calls/4", 3, "email", "a@x", "name", "ada"),
		record("fair/5", 0, "email", "a@x", "name", "A. L."),
	}
	tests := []struct {
		name      string
		opt       relationship.ResolveOptions
		kept      string
		conflicts string
	}{
		{"most recent, by name", relationship.ResolveOptions{}, "ada (calls/4 1)", "A. L. (card/2 2), Ada L. (shop/1 1), Ada Lovelace (calls/3 1)"},
		{"most recent, by trust", relationship.ResolveOptions{Trust: []string{"card"}}, "A. L. (card/2 2)", "Ada L. (shop/1 1), Ada Lovelace (calls/3 1), ada (calls/4 1)"},
		{"most trusted", relationship.ResolveOptions{Rule: relationship.SurvivorMostTrusted, Trust: []string{"fair", "shop"}}, "A. L. (fair/5 2)",
			"Ada L. (shop/1 1), Ada Lovelace (calls/3 1), ada (calls/4 1)"},
		{"most trusted, by time", relationship.ResolveOptions{Rule: relationship.SurvivorMostTrusted, Trust: []string{"calls"}}, "ada (calls/4 1)",
			"A. L. (card/2 2), Ada L. (shop/1 1), Ada Lovelace (calls/3 1)"},
		{"longest", relationship.ResolveOptions{Rules: map[string]relationship.SurvivorRule{"name": relationship.SurvivorLongest}}, "Ada Lovelace (calls/3 1)",
			"A. L. (card/2 2), Ada L. (shop/1 1), ada (calls/4 1)"},
		{"all distinct", relationship.ResolveOptions{Rules: map[string]relationship.SurvivorRule{"name": relationship.SurvivorAllDistinct}},
			"A. L. (card/2 2), Ada L. (shop/1 1), Ada Lovelace (calls/3 1), ada (calls/4 1)", ""},
		{"chosen", relationship.ResolveOptions{Rules: map[string]relationship.SurvivorRule{"name": relationship.SurvivorChosen},
			Choose: func(field string, claims []relationship.Claim) int {
				if got := recClaims("name", slices.Values(claims)); field != "name" || got != "ada (calls/4 1), A. L. (card/2 2), Ada Lovelace (calls/3 1), Ada L. (shop/1 1)" {
					t.Errorf("to choose from for %s: %s", field, got)
				}
				return 3
			}}, "Ada L. (shop/1 1)", "A. L. (card/2 2), Ada Lovelace (calls/3 1), ada (calls/4 1)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			g, _ := recResolve(t, records, test.opt).Of("shop", "1")
			if diff := cmp.Diff([]string{test.kept, test.conflicts}, []string{recClaims("name", g.Values()), recClaims("name", g.Conflicts())}); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if filled, of := g.Completeness("name", "email", "name", "city"); filled != 2 || of != 3 {
				t.Errorf("%d of %d are filled, want 2 of 3", filled, of)
			}
		})
	}
}

// recClaims writes the claims of a field in a line.
func recClaims(field string, claims func(func(relationship.Claim) bool)) string {
	var all []string
	for c := range claims {
		if c.Field == field {
			all = append(all, fmt.Sprintf("%s (%v %d)", c.Value, c.Record, c.Said))
		}
	}
	return strings.Join(all, ", ")
}

// TestResolveZeroValues holds what the zero values are documented to be.
// TestResolveVersionsOfOneInstant is about records that share source, id and instant: nothing prefers one to the other, so that the order of
// bytes decides, whatever else they say.
func TestResolveVersionsOfOneInstant(t *testing.T) {
	for _, rule := range []relationship.SurvivorRule{relationship.SurvivorMostRecent, relationship.SurvivorMostTrusted, relationship.SurvivorLongest} {
		records := []relationship.SourceRecord{record("a/1", 0, "area", "1", "city", "Zell"), record("a/1", 0, "city", "Aach")}
		for g := range recResolve(t, records, relationship.ResolveOptions{Rule: rule}).All() {
			if city := g.Field("city"); city != "Aach" {
				t.Errorf("%v keeps %q, want the first in the order of bytes", rule, city)
			}
		}
	}
}

func TestResolveZeroValues(t *testing.T) {
	r := recResolve(t, nil, relationship.ResolveOptions{})
	if text := string(relationship.Must(json.Marshal(r))); !r.IsZero() || r.Len() != 0 || !r.Equal(relationship.Resolved{}) || text != `{"version":1}` {
		t.Errorf("of nothing came %s", text)
	}
	if g, found := r.Of("shop", "1"); found || !g.IsZero() || g.Len() != 0 || g.Field("name") != "" || !g.Equal(relationship.Golden{}) {
		t.Errorf("found %v", g)
	}
	if text := fmt.Sprint(r, relationship.Golden{}); text != "0 parties of 0 records no record" {
		t.Errorf("of nothing is written %q", text)
	}
	if _, err := (relationship.Golden{}).Record("shop", "1"); err == nil {
		t.Error("no record is a record")
	}
	var none relationship.SourceRecord
	if filled, of := none.Completeness(); !none.IsZero() || filled != 0 || of != 0 {
		t.Error("the zero value says something")
	}
	if _, err := json.Marshal(none); err == nil {
		t.Error("no record was stored")
	}
}

func TestSourceRecord(t *testing.T) {
	r := record("shop/1", 0, "name", "Ada", "phone", "2", "phone", "1", "phone", "2", "note", " \t\n", "city", " Ulm ")
	var got []string
	for name, value := range r.Fields() {
		got = append(got, name+"="+value)
	}
	if diff := cmp.Diff([]string{"city= Ulm ", "name=Ada", "phone=1", "phone=2"}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if r.Field("phone") != "1" || r.Field("note") != "" || r.String() != "shop/1" || !r.At().Equal(noon) || r.At().Location() != time.UTC {
		t.Errorf("%v: %q", r, got)
	}
	if filled, of := r.Completeness("name", "note"); filled != 1 || of != 2 {
		t.Errorf("%d of %d are filled, want 1 of 2", filled, of)
	}
	for _, other := range []relationship.SourceRecord{{}, record("shop/2", 0), record("shop/1", 1), record("shop/1", 0, "name", "Ada")} {
		if r.Equal(other) {
			t.Errorf("%v equals %v", r, other)
		}
	}
}

// TestResolveStopsEarly breaks out of every loop at its first round.
func TestResolveStopsEarly(t *testing.T) {
	r := recResolve(t, recSamples(), recSampleOptions())
	rounds := 0
	for range r.All() {
		rounds++
		break
	}
	g, _ := r.Of("shop", "3")
	for range g.Records() {
		rounds++
		break
	}
	for range g.Values() {
		rounds++
		break
	}
	for range g.Joins() {
		rounds++
		break
	}
	for range recSamples()[0].Fields() {
		rounds++
		break
	}
	if rounds != 5 {
		t.Errorf("%d rounds, want 5", rounds)
	}
}
