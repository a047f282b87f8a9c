package lifecycle_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
)

// gates lists the stages that the rules with warnings lead into, with the score that keeps everybody out.
func gates(t *testing.T, policy lifecycle.PartnerPolicy) []string {
	t.Helper()
	c, err := lifecycle.Partner(policy)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, w := range c.Definition().Warnings() {
		for _, e := range c.Definition().Edges() {
			if to := e.To.String(); e.Rule == w.Rule {
				if e.Return {
					to = "back"
				}
				all = append(all, fmt.Sprintf("%v → %s: %s %d > %d", e.From, to, w.Fact, w.AtLeast, w.Ceiling))
			}
		}
	}
	return all
}

func TestCeilingsOfAPartnership(t *testing.T) {
	type all = []lifecycle.Ceiling
	for _, tt := range []struct {
		name   string
		policy lifecycle.PartnerPolicy
		want   []string
	}{
		{"none", lifecycle.PartnerPolicy{}, nil},
		{"as high as the gate", lifecycle.PartnerPolicy{Ceilings: all{{"trust", 8000}}}, nil},
		{"of trust", lifecycle.PartnerPolicy{Ceilings: all{{"trust", 7900}}}, []string{"strengthen → loyal: trust 8000 > 7900"}},
		{"of nothing", lifecycle.PartnerPolicy{Ceilings: all{{"trust", 0}}}, []string{
			"build → develop: trust 4000 > 0", "maintain → strengthen: trust 6000 > 0", "strengthen → loyal: trust 8000 > 0",
		}},
		{"of a gate that is moved", lifecycle.PartnerPolicy{IsLoyal: 7900, Ceilings: all{{"trust", 7900}}}, nil},
		{"of the others", lifecycle.PartnerPolicy{Ceilings: all{
			{"value", 1}, {"communication", 2}, {"social-bond", 3}, {"commitment", 4}, {"keeping", 5},
		}}, []string{
			"build → develop: keeping 9000 > 5", "develop → maintain: value 5000 > 1", "develop → maintain: value 5000 > 1",
			"maintain → strengthen: communication 5500 > 2", "strengthen → loyal: commitment 7000 > 4",
			"strengthen → loyal: social-bond 5500 > 3", "strained → back: keeping 9000 > 5",
		}},
		{"by conduct too", lifecycle.PartnerPolicy{ByConduct: true, Ceilings: all{{"value", 4999}}}, []string{
			"develop → maintain: value 5000 > 4999", "develop → maintain: value 5000 > 4999", "develop → maintain: value 5000 > 4999",
		}},
	} {
		if diff := cmp.Diff(tt.want, gates(t, tt.policy)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
	// A customer recommends as a promoter or in trust, so that a low ceiling of trust closes nothing.
	if got := customers(t).Definition().Warnings(); got != nil {
		t.Errorf("of customers: %v", got)
	}
}

func TestCeilingsOfAPartnershipRefuse(t *testing.T) {
	_, err := lifecycle.Partner(lifecycle.PartnerPolicy{Ceilings: []lifecycle.Ceiling{
		{"trust", 10_001}, {"trust", 5}, {"bond", 5}, {"", 5}, {"keeping", -1}, {"value", 0}, {"commitment", 10_000},
	}})
	want := []string{"Ceilings[0].Points", "Ceilings[1].Fact", "Ceilings[2].Fact", "Ceilings[3].Fact", "Ceilings[4].Points"}
	if diff := cmp.Diff(want, fields(err)); diff != "" || !errors.Is(err, lifecycle.ErrConfig) {
		t.Errorf("fields (-want +got):\n%s%v", diff, err)
	}
}

func TestCompileRefusesCeilings(t *testing.T) {
	s := small()
	s.Ceilings = []lifecycle.Ceiling{{"points", 10_001}, {"points", 5}, {"", 5}, {"rest", -1}}
	s.Rules[1].Guard.Needs = []lifecycle.Need{{"", 5}, {"points", 0}, {"points", 10_001}, {"points", 10_000}}
	_, err := lifecycle.Compile(s)
	want := []string{
		"Ceilings[0].Points", "Ceilings[1].Fact", "Ceilings[2].Fact", "Ceilings[3].Points",
		"Rules[1].Guard.Needs[0].Fact", "Rules[1].Guard.Needs[1].AtLeast", "Rules[1].Guard.Needs[2].AtLeast",
	}
	if diff := cmp.Diff(want, fields(err)); diff != "" {
		t.Errorf("fields (-want +got):\n%s%v", diff, err)
	}
}

func TestWarningText(t *testing.T) {
	w := lifecycle.Warning{Rule: 12, Fact: "trust", AtLeast: 8000, Ceiling: 7900}
	if got, want := w.String(), "rule 12 needs trust >= 8000, and its ceiling is 7900"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// There is a warning exactly for each need above its ceiling, in the order of the rules; warnings change nothing else; and who gets the
// slice may write to it.
func TestWarningsAreNeedsAboveCeilings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		plain, s := small(), small()
		facts := []string{"points", "rest", "other"}
		ceilings := map[string]int{}
		for _, fact := range facts {
			if rapid.Bool().Draw(t, "has a ceiling") {
				ceilings[fact] = rapid.SampledFrom([]int{0, 1, 4999, 5000, 5001, 10_000}).Draw(t, "ceiling")
				s.Ceilings = append(s.Ceilings, lifecycle.Ceiling{Fact: fact, Points: ceilings[fact]})
			}
		}
		var want []lifecycle.Warning
		for _, i := range []int{1, 4} {
			for range rapid.IntRange(0, 3).Draw(t, "needs") {
				need := lifecycle.Need{
					Fact:    rapid.SampledFrom(facts).Draw(t, "fact"),
					AtLeast: rapid.SampledFrom([]int{1, 2, 4999, 5000, 5001, 10_000}).Draw(t, "at least"),
				}
				s.Rules[i].Guard.Needs = append(s.Rules[i].Guard.Needs, need)
				if most, has := ceilings[need.Fact]; has && need.AtLeast > most {
					want = append(want, lifecycle.Warning{Rule: i, Fact: need.Fact, AtLeast: need.AtLeast, Ceiling: most})
				}
			}
		}
		d, err := lifecycle.Compile(s)
		if err != nil {
			t.Fatal(err)
		}
		got := d.Warnings()
		if !slices.Equal(got, want) {
			t.Fatalf("warnings %v, want %v", got, want)
		}
		for i := range got {
			got[i] = lifecycle.Warning{}
		}
		if !slices.Equal(d.Warnings(), want) {
			t.Fatal("the definition has taken over what its caller wrote")
		}
		without, err := lifecycle.Compile(plain)
		if err != nil || !slices.Equal(d.Edges(), without.Edges()) {
			t.Fatalf("edges %v and %v, %v", d.Edges(), without.Edges(), err)
		}
	})
}

// A rule that is warned of is never taken, whatever scores up to the ceilings there are, and one without a warning is taken with all of
// them at the ceiling: what is declared is what the guards of the ready-made course read.
func TestWhatIsWarnedOfIsNeverTaken(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var policy lifecycle.PartnerPolicy
		most := map[string]int{}
		for _, fact := range []string{"trust", "value", "communication", "social-bond", "commitment", "keeping"} {
			most[fact] = rapid.SampledFrom([]int{3999, 4000, 4999, 5000, 5499, 5500, 6000, 6999, 7000, 7999, 8000, 8999, 9000, 10_000}).Draw(t, fact)
			policy.Ceilings = append(policy.Ceilings, lifecycle.Ceiling{Fact: fact, Points: most[fact]})
		}
		c, err := lifecycle.Partner(policy)
		if err != nil {
			t.Fatal(err)
		}
		d := c.Definition()
		f := lifecycle.Facts{
			Deliveries: 9, Voice: lifecycle.VoiceSatisfied, FirstSeen: on(0), LastSeen: on(0), LastOwn: on(0), Keeping: lifecycle.Points(most["keeping"]),
		}
		for fact, points := range most {
			if fact != "keeping" && !f.Learn(fact, points) {
				t.Fatalf("%s is no score", fact)
			}
		}
		warned := map[int]bool{}
		for _, w := range d.Warnings() {
			warned[w.Rule] = true
		}
		checked := 0
		for _, e := range d.Edges() {
			if !slices.Contains([]string{"proved itself", "both sides gain", "renewed in trust", "trusted and committed", "repaired"}, e.Because) {
				continue
			}
			s := lifecycle.State[lifecycle.PartnerStage]{Stage: e.From, Return: lifecycle.PartnerBuild, Lifetime: 1, Since: on(0), Last: on(0)}
			_, record, err := d.Step(s, lifecycle.Event[lifecycle.PartnerEvent]{Kind: e.Event, At: on(1)}, &f)
			if err != nil || (record.Because == e.Because) == warned[e.Rule] {
				t.Fatalf("%v, %v: warned %v", record, err, warned[e.Rule])
			}
			checked++
		}
		if checked != 6 {
			t.Fatalf("%d gates, want 6", checked)
		}
	})
}
