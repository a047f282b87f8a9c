package segment_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// TestTargetsAreTheDefinition: labels, possible labels and who is desired, by an evaluator that is slow and obvious.
func TestTargetsAreTheDefinition(t *testing.T) {
	drawn, seen := 0, map[segment.Truth]int{}
	rapid.Check(t, func(t *rapid.T) {
		drawn++
		c := targetCases(true).Draw(t, "targets")
		for range 10 {
			p := smallParties.Draw(t, "party")
			a := p.attributes(t)
			_, members := c.answers(p)
			got, err := c.targets.Of(a)
			possible, err2 := c.targets.Possible(a)
			desired, err3 := c.targets.Desired(a)
			if err != nil || err2 != nil || err3 != nil {
				t.Fatal(err, err2, err3)
			}
			seen[desired]++
			if !slices.Equal(got, c.labels(members, 1)) || !slices.Equal(possible, c.labels(members, 0)) || desired != slowTruth(c.wants(p)) {
				t.Fatalf("%v: %v, perhaps %v, desired %v; want %v and %v", p, got, possible, desired, members, c.wants(p))
			}
			if c.cfg.Policy == segment.TargetsFirstMatch && (len(got) > 1 || (len(got) == 1) != (len(possible) == 0)) {
				t.Fatalf("first match gives %v, perhaps %v", got, possible)
			}
		}
	})
	if drawn >= 90 && min(seen[segment.Yes], seen[segment.No], seen[segment.Unknown]) < 10 {
		t.Errorf("%v", seen)
	}
}

// TestTargetsMonotoneInInformation: a label that is given stays, one that becomes known was possible, and desired does not turn.
func TestTargetsMonotoneInInformation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := targetCases(false).Draw(t, "targets")
		for range 5 {
			more := smallParties.Draw(t, "more")
			less := more.only(rapid.SliceOfDistinct(rapid.SampledFrom(smallNames), rapid.ID).Draw(t, "known"))
			before, _ := c.targets.Of(less.attributes(t))
			perhaps, _ := c.targets.Possible(less.attributes(t))
			after, _ := c.targets.Of(more.attributes(t))
			for _, label := range before {
				if !slices.Contains(after, label) {
					t.Fatalf("%v has %v, and %v has %v", less, before, more, after)
				}
			}
			for _, label := range after {
				if !slices.Contains(before, label) && !slices.Contains(perhaps, label) {
					t.Fatalf("%v may have %v, and %v has %v", less, perhaps, more, after)
				}
			}
			first, _ := c.targets.Desired(less.attributes(t))
			second, _ := c.targets.Desired(more.attributes(t))
			if first != segment.Unknown && first != second {
				t.Fatalf("desired turns from %v to %v", first, second)
			}
		}
	})
}

// TestTargetReportIsWhatCountingGives: every number of the report, counted from the definition; and the sums of its comment.
func TestTargetReportIsWhatCountingGives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := targetCases(true).Draw(t, "targets")
		parties := someParties.Draw(t, "parties")
		want := segment.TargetReport[int]{Parties: len(parties)}
		for _, name := range smallNames {
			row := segment.AttributeRow{Name: name}
			for _, p := range parties {
				if _, ok := p[name]; ok {
					row.Known++
				}
			}
			want.Attributes = append(want.Attributes, row)
		}
		for i, label := range c.targets.Labels() {
			want.Rows = append(want.Rows, segment.TargetRow[int]{Label: label, Desired: c.isDesired(i)})
		}
		count := func(v, is int) int {
			if v == is {
				return 1
			}
			return 0
		}
		for _, p := range parties {
			matches, members := c.answers(p)
			for i := range matches {
				want.Rows[i].Matches += count(matches[i], 1)
				want.Rows[i].Unknown += count(matches[i], 0)
				want.Rows[i].Members += count(members[i], 1)
			}
			switch n := len(c.labels(members, 1)); {
			case n > 1:
				want.Several++
			case n == 1:
				want.One++
			case slices.Contains(members, 0):
				want.Open++
			default:
				want.Nobodys++
			}
			want.Desired += count(c.wants(p), 1)
			want.DesiredUnknown += count(c.wants(p), 0)
		}
		got, err := c.targets.Report(tallied(t, c.targets, parties))
		if err != nil || cmp.Diff(want, got) != "" {
			t.Fatalf("%v\n%s", err, cmp.Diff(want, got))
		}
		labels := 0
		for _, row := range got.Rows {
			labels += row.Members
			if c.cfg.Policy == segment.TargetsOverlap && row.Members != row.Matches {
				t.Fatalf("%+v", row)
			}
		}
		if got.Parties != got.Nobodys+got.One+got.Several+got.Open || labels < got.One+2*got.Several ||
			c.cfg.Policy == segment.TargetsFirstMatch && (labels != got.One || got.Nobodys+got.Several != 0) {
			t.Fatalf("the sums of %+v", got)
		}
	})
}

// TestTargetMergeIsOnePass: over any parts in any order, to the byte; nothing is aliased, and the zero tally changes nothing.
func TestTargetMergeIsOnePass(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := targetCases(true).Draw(t, "targets")
		parties := someParties.Draw(t, "parties")
		whole := tallied(t, c.targets, parties)
		shards := make([]segment.TargetTally, rapid.IntRange(1, 4).Draw(t, "shards"))
		for _, p := range rapid.Permutation(parties).Draw(t, "order") {
			if err := c.targets.Observe(&shards[rapid.IntRange(0, len(shards)-1).Draw(t, "shard")], p.attributes(t)); err != nil {
				t.Fatal(err)
			}
		}
		merged := func(order []segment.TargetTally) (all segment.TargetTally) {
			for _, s := range order {
				before := s.Clone()
				if err := all.Merge(&s); err != nil || !s.Equal(before) {
					t.Fatal("the argument was changed", err)
				}
			}
			return all
		}
		all, other := merged(shards), merged(rapid.Permutation(shards).Draw(t, "other order"))
		a, b := relationship.Must(json.Marshal(whole)), relationship.Must(json.Marshal(all))
		if !all.Equal(whole) || !other.Equal(whole) || !bytes.Equal(a, b) {
			t.Fatalf("%s, %s", a, b)
		}
		for _, s := range shards { // what was merged shares nothing
			before := s.Clone()
			grown := merged([]segment.TargetTally{s})
			for range 3 {
				if err := c.targets.Observe(&grown, smallParty{"age": int64(1)}.attributes(t)); err != nil {
					t.Fatal(err)
				}
			}
			if !s.Equal(before) {
				t.Fatal("Merge aliases its argument")
			}
		}
		twice, double := whole.Clone(), whole.Clone()
		if err := double.Merge(&all); err != nil {
			t.Fatal(err)
		}
		if err := twice.Merge(&twice); err != nil || !twice.Equal(double) {
			t.Fatal(twice.Parties(), err)
		}
		if err := errors.Join(all.Merge(new(segment.TargetTally)), all.Merge(nil)); err != nil || !all.Equal(whole) || whole.IsZero() != (len(parties) == 0) {
			t.Fatal("the zero tally is not the identity", err)
		}
	})
}

func TestTargetTallyRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := targetCases(true).Draw(t, "targets")
		tally := tallied(t, c.targets, someParties.Draw(t, "parties"))
		text := relationship.Must(json.Marshal(tally))
		var back segment.TargetTally
		if err := json.Unmarshal(text, &back); err != nil || !back.Equal(tally) || !bytes.Equal(text, relationship.Must(json.Marshal(back))) {
			t.Fatalf("%s is read as %+v, %v", text, back, err)
		}
		if err := c.targets.Observe(&back, segment.Attributes{}); err != nil {
			t.Fatal(err)
		}
	})
}
