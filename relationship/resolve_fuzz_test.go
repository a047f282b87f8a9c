package relationship_test

import (
	"encoding"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

// recSamples are records with every sort of key, versions, a list, conflicts and a key that too many share.
func recSamples() []relationship.SourceRecord {
	return []relationship.SourceRecord{
		record("shop/3", 1, "email", "Ada@example.org", "city", "Bonn", "name", "Ada", "phone", "0731 1"),
		record("card/7", 2, "email", "ada@example.org ", "city", "Ulm", "card", "A-7"),
		record("fair/x", 3, "card", "A-7", "name", "ada", "phone", "+49731 1", "phone", "+491"),
		record("fair/x", 4, "name", "Ada", "tax", "12"),
		record("shop/4", 0, "name", "ZOË", "phone", "01", "email", "none"),
		record("fair/y", 0, "name", "Zoë", "city", "<Köln>"),
		record("calls/1", 0, "note", "line\nbreak", "phone", "+49 1", "city", " "),
	}
}

// recSampleOptions are those of the properties, with a low limit.
func recSampleOptions() relationship.ResolveOptions { return recOptions(2) }

func TestGoldenResolved(t *testing.T) {
	records := recSamples()
	golden(t, "source-records-v1.json", append(relationship.Must(json.MarshalIndent(records, "", " ")), '\n'))
	var back []relationship.SourceRecord
	if err := json.Unmarshal([]byte(read(t, "source-records-v1.json")), &back); err != nil || len(back) != len(records) {
		t.Fatal(len(back), err)
	}
	r := recResolve(t, back, recSampleOptions())
	golden(t, "resolved-v1.json", append(relationship.Must(json.Marshal(r)), '\n'))
	var stored relationship.Resolved
	if err := json.Unmarshal([]byte(read(t, "resolved-v1.json")), &stored); err != nil || !stored.Equal(r) {
		t.Errorf("%v is read as %v, %v", r, stored, err)
	}
}

func FuzzSourceRecordJSON(f *testing.F) {
	for _, r := range recSamples() {
		f.Add(relationship.Must(json.Marshal(r)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var r relationship.SourceRecord
		if err := r.UnmarshalJSON(data); err != nil {
			if !r.IsZero() {
				t.Fatalf("%s was refused (%v) and gave %v", data, err, r)
			}
			return
		}
		text := relationship.Must(r.MarshalJSON())
		var back relationship.SourceRecord
		if err := back.UnmarshalJSON(text); err != nil || !back.Equal(r) || string(relationship.Must(back.MarshalJSON())) != string(text) {
			t.Fatalf("%s gives %s, which gives %v, %v", data, text, back, err)
		}
	})
}

func FuzzResolvedJSON(f *testing.F) {
	f.Add([]byte(`{"version":1}`))
	f.Add(relationship.Must(json.Marshal(relationship.Must(relationship.Resolve(recSamples(), recSampleOptions())))))
	f.Add(relationship.Must(json.Marshal(relationship.Must(relationship.Resolve(recSamples()[:2], relationship.ResolveOptions{})))))
	f.Fuzz(func(t *testing.T, data []byte) {
		var r relationship.Resolved
		if err := r.UnmarshalJSON(data); err != nil {
			if !r.IsZero() {
				t.Fatalf("%s was refused (%v) and gave %v", data, err, r)
			}
			return
		}
		text := relationship.Must(r.MarshalJSON())
		var back relationship.Resolved
		if err := back.UnmarshalJSON(text); err != nil || !back.Equal(r) || string(relationship.Must(back.MarshalJSON())) != string(text) {
			t.Fatalf("%s gives %s, which gives %v, %v", data, text, back, err)
		}
		for g := range r.All() {
			for ref := range g.Records() {
				if of, found := r.Of(ref.Source, ref.ID); !found || !of.Equal(g) {
					t.Fatalf("%s: %v is found in %v", data, ref, of)
				}
			}
			if _, err := g.Record("one", "1"); err != nil {
				t.Fatalf("%s: %v", data, err)
			}
		}
	})
}

// FuzzResolve resolves lines of fields and texts: no text makes it fail, and each record is in a group.
func FuzzResolve(f *testing.F) {
	f.Add("email ada@x\nemail ADA@x\nphone +49 1\nphone (+49)1", uint8(2))
	f.Add("email @\n phone +\ncard \x00", uint8(0))
	f.Fuzz(func(t *testing.T, text string, most uint8) {
		var records []relationship.SourceRecord
		for line := range strings.Lines(text) {
			name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
			r, err := relationship.NewSourceRecord(relationship.SourceRecordConfig{
				Source: "a", ID: fmt.Sprint(len(records)), At: noon, Fields: map[string]string{name: value},
			})
			if err == nil {
				records = append(records, r)
			}
		}
		r, err := relationship.Resolve(records, relationship.ResolveOptions{MaxShared: int(most), Issuers: map[string]string{"card": "club"}})
		if err != nil {
			t.Fatal(err)
		}
		for _, record := range records {
			if g, found := r.Of("a", record.Ref().ID); !found || g.IsZero() {
				t.Fatalf("%v is nowhere", record)
			}
		}
		var back relationship.Resolved
		if err := back.UnmarshalJSON(relationship.Must(r.MarshalJSON())); err != nil || !back.Equal(r) {
			t.Fatalf("what came out is not read: %v", err)
		}
	})
}

func TestResolveEnumerations(t *testing.T) {
	for _, k := range relationship.MatchKinds() {
		recEnumeration(t, k, relationship.ParseMatchKind, new(relationship.MatchKind))
	}
	for _, r := range relationship.SurvivorRules() {
		recEnumeration(t, r, relationship.ParseSurvivorRule, new(relationship.SurvivorRule))
	}
	if relationship.MatchKind(0).IsValid() || !relationship.SurvivorMostRecent.IsValid() || len(relationship.MatchKinds()) != 4 || len(relationship.SurvivorRules()) != 5 {
		t.Error("the values are not those that are documented")
	}
	_, err := relationship.ParseMatchKind("E-Mail")
	refuse(t, "a kind", err, relationship.ErrInvalid)
	_, err = relationship.ParseSurvivorRule("")
	refuse(t, "a rule", err, relationship.ErrInvalid)
	_, err = relationship.MatchKind(9).MarshalText()
	refuse(t, "a kind that is none", err, relationship.ErrInvalid)
}

// recEnumeration holds that a value comes back from its text.
func recEnumeration[E interface {
	comparable
	fmt.Stringer
	encoding.TextMarshaler
}](t *testing.T, e E, parse func(string) (E, error), into encoding.TextUnmarshaler) {
	t.Helper()
	text, err := e.MarshalText()
	if err != nil || string(text) != e.String() || into.UnmarshalText(text) != nil || into.(fmt.Stringer).String() != e.String() {
		t.Errorf("%v is written as %s, %v and read as %v", e, text, err, into)
	}
	if back, err := parse(e.String()); err != nil || back != e {
		t.Errorf("%v is read as %v, %v", e, back, err)
	}
}
