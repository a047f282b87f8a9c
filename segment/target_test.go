package segment_test

import (
	"encoding/json"
	"iter"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

func insurerParty(values ...segment.AttributeValue) segment.Attributes {
	return relationship.Must(insurerSchema().Attributes(values...))
}

func insurerParties() iter.Seq[segment.Attributes] {
	age, life := func(n int64) segment.AttributeValue { return segment.NumberValue("age", n) }, segment.SetValue("products", "life", "car")
	car, free := segment.SetValue("products", "car"), segment.ChoiceValue("origin", "voluntary")
	return slices.Values([]segment.Attributes{
		insurerParty(age(17), car, free), insurerParty(age(18), life, free), insurerParty(age(25), car, segment.ChoiceValue("origin", "mandated")),
		insurerParty(age(40), car, free), insurerParty(age(70), life), insurerParty(life), insurerParty(age(40)), {},
	})
}

func TestTargets(t *testing.T) {
	overlap, first := insurerTargets(segment.TargetsOverlap), insurerTargets(segment.TargetsFirstMatch)
	var got []string
	for a := range insurerParties() {
		line := strings.Join(relationship.Must(overlap.Of(a)), "+") + " ?" + strings.Join(relationship.Must(overlap.Possible(a)), "+") + " " +
			relationship.Must(overlap.Desired(a)).String() + " | " + strings.Join(relationship.Must(first.Of(a)), "+") + " ?" +
			strings.Join(relationship.Must(first.Possible(a)), "+") + " " + relationship.Must(first.Desired(a)).String()
		got = append(got, line)
	}
	want := []string{
		"children ? no | children ? no",
		"young people+life ? yes | young people ? yes",
		"young people+mandated ? yes | young people ? yes",
		" ? no | others ? no",
		"pensioners+life ?mandated yes | pensioners ? no",
		"life ?children+young people+pensioners+mandated yes |  ?children+young people+pensioners+life unknown",
		" ?life+mandated unknown |  ?life+mandated+others unknown",
		" ?children+young people+pensioners+life+mandated unknown |  ?children+young people+pensioners+life+mandated+others unknown",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"children", "young people", "pensioners", "life", "mandated", "others"}, first.Labels()); diff != "" {
		t.Error(diff)
	}
	if c, ok := first.Criterion("life"); !ok || c.String() != "products has life" {
		t.Error(c, ok)
	}
	if _, ok := first.Criterion("others"); ok || first.IsZero() {
		t.Error("those who are left over have a criterion")
	}
	room := make([]string, 1, 10)
	if appended, err := overlap.AppendOf(room, insurerParty(segment.NumberValue("age", 5))); err != nil || !slices.Equal(appended, []string{"", "children"}) {
		t.Error(appended, err)
	}
}

func TestTargetReport(t *testing.T) {
	report, err := insurerTargets(segment.TargetsOverlap).ReportOf(insurerParties())
	if want := `parties 8: in one segment 2, in several 3, in none 1, open 2; desired 4, perhaps 2
  children: 1, unknown 2
* young people: 2, unknown 2
  pensioners: 1, unknown 2
* life: 3, unknown 2
  mandated: 1, unknown 4
  age missing: 2
  origin missing: 4
  products missing: 2
  member missing: 8
  since missing: 8`; err != nil || report.String() != want {
		t.Errorf("%v\n%v", report, err)
	}
	report, err = insurerTargets(segment.TargetsFirstMatch).ReportOf(func(yield func(segment.Attributes) bool) {
		_ = yield(insurerParty(segment.NumberValue("age", 20), segment.SetValue("products", "life"), segment.ChoiceValue("origin", "voluntary"))) &&
			yield(insurerParty(segment.NumberValue("age", 30), segment.SetValue("products"), segment.ChoiceValue("origin", "voluntary")))
	})
	if want := `parties 2: in one segment 2, in several 0, in none 0, open 0; desired 1, perhaps 0
  children: 0, unknown 0, empty
* young people: 1, unknown 0
  pensioners: 0, unknown 0, empty
* life: 0, unknown 0, shadowed by those before
  mandated: 0, unknown 0, empty
  others: 1, unknown 0
  member missing: 2
  since missing: 2`; err != nil || report.String() != want {
		t.Errorf("%v\n%v", report, err)
	}
	if got, want := report.Empty(), []string{"children", "pensioners", "life", "mandated"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got, want := report.Shadowed(), []string{"life"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// TestDesiredByPredicate: who is desired may have nothing to do with the segments.
func TestDesiredByPredicate(t *testing.T) {
	targets := relationship.Must(segment.CompileTargets(insurerSchema(), segment.TargetsConfig[segment.Engagement]{
		Targets: []segment.Target[segment.Engagement]{{Label: segment.Champions, Where: segment.Everyone()}},
		Desired: segment.Not(segment.OneOf("origin", "mandated")),
	}))
	for origin, want := range map[string]segment.Truth{"mandated": segment.No, "voluntary": segment.Yes} {
		if got, err := targets.Desired(insurerParty(segment.ChoiceValue("origin", origin))); got != want || err != nil {
			t.Errorf("%s: %v, %v", origin, got, err)
		}
	}
	if got, err := targets.Desired(segment.Attributes{}); got != segment.Unknown || err != nil {
		t.Errorf("%v, %v", got, err)
	}
	report := relationship.Must(targets.ReportOf(nil))
	if report.Parties != 0 || len(report.Rows) != 1 || !strings.Contains(report.String(), "champions: 0") {
		t.Errorf("%v", report)
	}
}

// TestTargetTallyStored: what version 1 once wrote is read forever, and goes on counting with the segments that made it.
func TestTargetTallyStored(t *testing.T) {
	kept := strings.TrimSpace(string(relationship.Must(os.ReadFile("testdata/target-tally-v1.json"))))
	var tally segment.TargetTally
	if err := json.Unmarshal([]byte(kept), &tally); err != nil {
		t.Fatal(err)
	}
	targets := insurerTargets(segment.TargetsFirstMatch)
	var counted segment.TargetTally
	for a := range insurerParties() {
		if err := targets.Observe(&counted, a); err != nil {
			t.Fatal(err)
		}
	}
	if written := string(relationship.Must(json.Marshal(counted))); written != kept || !tally.Equal(counted) {
		t.Errorf("written as %s", written)
	}
	if report, err := targets.Report(tally); err != nil || report.Parties != 8 || report.Rows[1].Members != 2 {
		t.Errorf("%v, %v", report, err)
	}
}
