package relationship_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// TestResolveIsTheClosure compares with every record against every other.
func TestResolveIsTheClosure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records, opt := genRecords().Draw(t, "records"), recOptions(genMost().Draw(t, "most"))
		holders := slowHolders(records)
		if len(records) > 0 && rapid.Bool().Draw(t, "never") {
			opt.Never = slices.Collect(maps.Keys(slowKeys(records[0])))
		}
		r := recResolve(t, records, opt)
		want := slowGroups(records, opt.MaxShared, opt.Never)
		got := map[relationship.RecordRef]string{}
		n := 0
		for g := range r.All() {
			n += g.Len()
			name := ""
			for ref := range g.Records() {
				if name == "" {
					name = ref.String()
				}
				if before, twice := got[ref]; twice && before != name {
					t.Fatalf("%v is in %q and in %q", ref, before, name)
				}
				got[ref] = name
				if of, found := r.Of(ref.Source, ref.ID); !found || !of.Equal(g) {
					t.Fatalf("%v is found in %v", ref, of)
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" || n != len(records) || r.Records() != n || r.Len() != len(recGroups(want)) {
			t.Fatalf("%d of %d records; -want +got:\n%s", n, len(records), diff)
		}

		most := opt.MaxShared
		if most == 0 {
			most = 50
		}
		shared, joins := map[relationship.MatchKey]int{}, map[relationship.MatchKey]int{}
		wantShared, wantJoins := map[relationship.MatchKey]int{}, map[relationship.MatchKey]int{}
		for key, refs := range holders {
			switch {
			case len(refs) < 2:
			case len(refs) > most || slices.Contains(opt.Never, key):
				wantShared[key] = len(refs)
			default:
				wantJoins[key] = len(refs)
			}
		}
		for k := range r.Shared() {
			shared[k.Key] = k.Records
		}
		for g := range r.All() {
			for j := range g.Joins() {
				joins[j.Key]++
				if !holders[j.Key][j.Record] {
					t.Fatalf("%v does not hold %v", j.Record, j.Key)
				}
			}
		}
		if diff := cmp.Diff(wantShared, shared) + cmp.Diff(wantJoins, joins); diff != "" {
			t.Fatalf("-want +got:\n%s", diff)
		}
	})
}

// recGroups returns the names of groups.
func recGroups(group map[relationship.RecordRef]string) map[string]bool {
	names := map[string]bool{}
	for _, name := range group {
		names[name] = true
	}
	return names
}

func TestResolveDoesNotHangOnOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records, opt := genRecords().Draw(t, "records"), recOptions(genMost().Draw(t, "most"))
		before := slices.Clone(records)
		r := recResolve(t, records, opt)
		if !slices.EqualFunc(records, before, relationship.SourceRecord.Equal) {
			t.Fatal("the records were changed")
		}
		other := recResolve(t, rapid.Permutation(records).Draw(t, "permuted"), opt)
		one, two := string(relationship.Must(r.MarshalJSON())), string(relationship.Must(other.MarshalJSON()))
		if one != two || !r.Equal(other) {
			t.Fatalf("in another order\n%s\n%s", one, two)
		}
	})
}

// TestResolveSurvivorsChangesNothing is about keys that come of one text each, whatever the source.
func TestResolveSurvivorsChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records, opt := genRecords().Draw(t, "records"), recOptions(genMost().Draw(t, "most"))
		opt.Phone = func(_, digits string) string { return strings.TrimPrefix(digits, "0") }
		r := recResolve(t, records, opt)
		for k := range r.Shared() {
			opt.Never = append(opt.Never, k.Key)
		}
		var survivors []relationship.SourceRecord
		for g := range r.All() {
			survivors = append(survivors, relationship.Must(g.Record("one", fmt.Sprintf("%03d", len(survivors)))))
		}
		again := recResolve(t, survivors, opt)
		if again.Len() != r.Len() {
			t.Fatalf("%d of %d are left", again.Len(), r.Len())
		}
		i := 0
		for g := range again.All() {
			if back := relationship.Must(g.Record("one", fmt.Sprintf("%03d", i))); !back.Equal(survivors[i]) || g.Len() != 1 {
				t.Fatalf("%v of %d records is not %v", back, g.Len(), survivors[i])
			}
			for c := range g.Conflicts() {
				t.Fatalf("%v lost", c)
			}
			i++
		}
	})
}

func TestResolveOneMoreRecord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records, opt := genRecords().Draw(t, "records"), recOptions(genMost().Draw(t, "most"))
		r := recResolve(t, records, opt)
		alone := relationship.Must(relationship.NewSourceRecord(relationship.SourceRecordConfig{
			Source: rapid.SampledFrom([]string{"aaa", "zzz"}).Draw(t, "source"), ID: "alone", At: noon, Fields: map[string]string{"email": "alone@x", "city": "Ulm"},
		}))
		more := recResolve(t, append(records, alone), opt)
		if more.Len() != r.Len()+1 {
			t.Fatalf("%d and then %d groups", r.Len(), more.Len())
		}
		for g := range r.All() {
			for ref := range g.Records() {
				if same, _ := more.Of(ref.Source, ref.ID); !same.Equal(g) {
					t.Fatalf("%v was %v", same, g)
				}
			}
		}
		// A record that comes once more makes neither a group nor a key that is shared by more.
		if len(records) > 0 {
			twice := recResolve(t, append(records, records[0]), opt)
			if twice.Len() != r.Len() || !slices.Equal(slices.Collect(twice.Shared()), slices.Collect(r.Shared())) {
				t.Fatalf("%d and then %d groups", r.Len(), twice.Len())
			}
		}
	})
}

// TestResolveLosesNothing holds what is kept and what lost against the records, rule by rule.
func TestResolveLosesNothing(t *testing.T) {
	rank := map[string]int{"shop": 0, "card": 1, "calls": 2, "fair": 2}
	type said struct{ field, value string }
	rapid.Check(t, func(t *rapid.T) {
		records, opt := genRecords().Draw(t, "records"), recOptions(genMost().Draw(t, "most"))
		for g := range recResolve(t, records, opt).All() {
			members := map[relationship.RecordRef]bool{}
			for ref := range g.Records() {
				members[ref] = true
			}
			want := map[said]int{}
			latest, trusted, longest := map[string]time.Time{}, map[string]int{}, map[string]int{}
			for _, r := range records {
				if !members[r.Ref()] {
					continue
				}
				for name, value := range r.Fields() {
					want[said{name, value}]++
					if r.At().After(latest[name]) {
						latest[name] = r.At()
					}
					if d, met := trusted[name]; !met || rank[r.Ref().Source] < d {
						trusted[name] = rank[r.Ref().Source]
					}
					longest[name] = max(longest[name], len([]rune(value)))
				}
			}
			got, kept := map[said]int{}, map[string]int{}
			note := func(c relationship.Claim) {
				got[said{c.Field, c.Value}] = c.Said
				if c.Rule != recRule(opt, c.Field) {
					t.Fatalf("%v by another rule", c)
				}
				if !slices.ContainsFunc(records, func(r relationship.SourceRecord) bool {
					_, says := maps.Collect(recPairs(r))[[2]string{c.Field, c.Value}]
					return r.Ref() == c.Record && r.At().Equal(c.At) && says
				}) {
					t.Fatalf("%v is said by nobody", c)
				}
			}
			for c := range g.Values() {
				note(c)
				kept[c.Field]++
				switch c.Rule {
				case relationship.SurvivorMostRecent:
					if !c.At.Equal(latest[c.Field]) {
						t.Fatalf("%v is not of %v", c, latest[c.Field])
					}
				case relationship.SurvivorMostTrusted:
					if rank[c.Record.Source] != trusted[c.Field] {
						t.Fatalf("%v is not the most trusted", c)
					}
				case relationship.SurvivorLongest:
					if len([]rune(c.Value)) != longest[c.Field] {
						t.Fatalf("%v is not the longest", c)
					}
				}
			}
			for c := range g.Conflicts() {
				note(c)
				if g.Field(c.Field) == c.Value || c.Rule == relationship.SurvivorAllDistinct {
					t.Fatalf("%v was kept", c)
				}
			}
			for name, n := range kept {
				if n > 1 && recRule(opt, name) != relationship.SurvivorAllDistinct {
					t.Fatalf("%d values of %s", n, name)
				}
			}
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(said{})); diff != "" {
				t.Fatalf("-want +got:\n%s", diff)
			}
		}
	})
}

// recRule is the rule of a field.
func recRule(opt relationship.ResolveOptions, name string) relationship.SurvivorRule {
	return opt.Rules[name] // a field without a rule of its own has the zero value's
}

// recPairs yields names with values.
func recPairs(r relationship.SourceRecord) func(func([2]string, bool) bool) {
	return func(yield func([2]string, bool) bool) {
		for name, value := range r.Fields() {
			if !yield([2]string{name, value}, true) {
				return
			}
		}
	}
}

func TestResolveJSONRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records, opt := genRecords().Draw(t, "records"), recOptions(genMost().Draw(t, "most"))
		for _, r := range records {
			text := relationship.Must(json.Marshal(r))
			var back relationship.SourceRecord
			if err := json.Unmarshal(text, &back); err != nil || !back.Equal(r) || string(relationship.Must(json.Marshal(back))) != string(text) {
				t.Fatalf("%s is read as %s, %v", text, relationship.Must(json.Marshal(back)), err)
			}
		}
		r := recResolve(t, records, opt)
		text := relationship.Must(json.Marshal(r))
		var back relationship.Resolved
		if err := json.Unmarshal(text, &back); err != nil || !back.Equal(r) || string(relationship.Must(json.Marshal(back))) != string(text) {
			t.Fatalf("%s is read as %s, %v", text, relationship.Must(json.Marshal(back)), err)
		}
		for g := range r.All() {
			for ref := range g.Records() {
				if of, found := back.Of(ref.Source, ref.ID); !found || !of.Equal(g) {
					t.Fatalf("%v is found in %v", ref, of)
				}
			}
		}
	})
}
