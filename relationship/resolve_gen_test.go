package relationship_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// recOptions are the options of the properties: every sort of key and every rule has a field.
func recOptions(most int) relationship.ResolveOptions {
	return relationship.ResolveOptions{
		Emails: []string{"email", "second email"}, Issuers: map[string]string{"card": "store", "card no": "store", "tax": "state"}, MaxShared: most,
		Phone: func(source, digits string) string {
			if national, found := strings.CutPrefix(digits, "0"); found && source != "calls" {
				return "+49" + national
			}
			return digits
		},
		Keys: func(r relationship.SourceRecord) []string {
			keys := []string{""}
			for name, value := range r.Fields() {
				if name == "name" {
					keys = append(keys, strings.ToUpper(value))
				}
			}
			return keys
		},
		Trust: []string{"shop", "card"},
		Rules: map[string]relationship.SurvivorRule{
			"phone": relationship.SurvivorAllDistinct, "city": relationship.SurvivorMostTrusted, "email": relationship.SurvivorLongest,
			"card": relationship.SurvivorChosen,
		},
		Choose: func(_ string, claims []relationship.Claim) int { return len(claims) - 1 },
	}
}

// recFields are the fields of generated records and what they may say: few values, so that they meet.
var recFields = map[string][]string{
	"name":         {"ada", "Ada", "bob", "Zoë", "=cmd", "1", "2", "3", "4", "5", "6", "7", "8", "9"},
	"email":        {"a@x", "A@X ", "b@x", "c@x", "none", "Ö@x", "ö@x", "d@x", "e@x", "f@x", "g@x", "h@x", "i@x"},
	"second email": {"a@x", "b@x", "z@x", "y@x"},
	"phone":        {"+49 (1) 2", "0 12", "+4912", "12", "no", "+", "1+2", "0", "03", "04", "05", "06", "07", "08"},
	"city":         {"Ulm", "Bonn", " Ulm", "Köln", "line\nbreak"},
	"card":         {"1", "2", "3", "x"},
	"card no":      {"1", "2", "4", "5"},
	"tax":          {"1", "2", "6", "7"},
}

// genRecord draws a record, of few sources, ids and instants, so that they meet.
func genRecord() *rapid.Generator[relationship.SourceRecord] {
	return rapid.Custom(func(t *rapid.T) relationship.SourceRecord {
		cfg := relationship.SourceRecordConfig{
			Source: rapid.SampledFrom([]string{"shop", "card", "calls", "fair"}).Draw(t, "source"),
			ID:     rapid.StringMatching(`[a-c]?[0-9]{1,2}`).Draw(t, "id"),
			At:     noon.Add(time.Duration(rapid.IntRange(0, 3).Draw(t, "hours")) * time.Hour),
			Fields: map[string]string{}, Lists: map[string][]string{},
		}
		for _, name := range slices.Sorted(maps.Keys(recFields)) {
			values := rapid.SampledFrom(recFields[name])
			switch rapid.IntRange(0, 9).Draw(t, name) {
			case 0:
				cfg.Lists[name] = rapid.SliceOfN(values, 0, 3).Draw(t, name+"s")
			case 1, 2:
				cfg.Fields[name] = values.Draw(t, "value")
			}
		}
		return relationship.Must(relationship.NewSourceRecord(cfg))
	})
}

// genRecords draws up to 60 records.
func genRecords() *rapid.Generator[[]relationship.SourceRecord] {
	return rapid.Custom(func(t *rapid.T) []relationship.SourceRecord {
		n := rapid.SampledFrom([]int{0, 1, 2, 3, 10, 20, 60}).Draw(t, "n")
		return rapid.SliceOfN(genRecord(), n, n).Draw(t, "records")
	})
}

// genMost draws by how many records a key may be shared.
func genMost() *rapid.Generator[int] { return rapid.SampledFrom([]int{0, 1, 2, 3, 5, 50}) }

// TestRecordGenerators proves that the generators reach what they are made for.
func TestRecordGenerators(t *testing.T) {
	seen := map[string]int{}
	for seed := range 100 {
		records, most := genRecords().Example(seed), genMost().Example(seed)
		r := recResolve(t, records, recOptions(most))
		for g := range r.All() {
			for j := range g.Joins() {
				seen[j.Key.Kind.String()]++
			}
			for c := range g.Conflicts() {
				seen["lost by "+c.Rule.String()]++
			}
			for c := range g.Values() {
				seen[c.Rule.String()]++
			}
			if g.Len() == 1 {
				seen["alone"]++
			} else if g.Len() > 4 {
				seen["many"]++
			}
		}
		seen["shared"] += len(slices.Collect(r.Shared()))
		if len(records) == 0 {
			seen["none"]++
		}
		if r.Records() > 0 && len(recRefs(records)) < r.Records() {
			seen["versions"]++
		}
	}
	for _, what := range []string{
		"e-mail", "phone", "external", "own", "lost by most-recent", "lost by most-trusted", "lost by longest", "lost by chosen", "all-distinct",
		"alone", "many", "shared", "none", "versions",
	} {
		if seen[what] == 0 {
			t.Errorf("never drawn: %s", what)
		}
	}
}

// recResolve resolves what must be resolved.
func recResolve(t interface {
	Helper()
	Fatal(...any)
}, records []relationship.SourceRecord, opt relationship.ResolveOptions) relationship.Resolved {
	t.Helper()
	r, err := relationship.Resolve(records, opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// recRefs returns the sources and ids, each once.
func recRefs(records []relationship.SourceRecord) map[relationship.RecordRef]bool {
	refs := map[relationship.RecordRef]bool{}
	for _, r := range records {
		refs[r.Ref()] = true
	}
	return refs
}
