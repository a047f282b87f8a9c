package markov_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle/markov"
)

// The generator draws what makes a difference: late stays, ends and runs on one day, curves that end at 0 and such that do not.
func TestStaysReachTheEdges(t *testing.T) {
	reached := map[string]bool{}
	for i := range 400 {
		all := rapid.Custom(func(t *rapid.T) []seen { return stays(t, "stay") }).Example(i)
		s := stay(t, all)
		reached["nothing"] = reached["nothing"] || s.IsZero()
		for _, v := range all {
			reached["late"] = reached["late"] || v.entered >= 0
			reached["tie"] = reached["tie"] || !v.ended && slices.Contains(all, seen{v.label, -1, v.days, true})
		}
		for i, p := range s.Survival("a") {
			reached["zero"] = reached["zero"] || p.Survival == 0
			reached["zero and on"] = reached["zero and on"] || p.Survival == 0 && i+1 < len(s.Survival("a"))
			reached["part"] = reached["part"] || p.Survival > 0 && p.Survival < 1
		}
		_, _, ok := s.RestrictedMean("a", 9)
		reached["known"], reached["not known"] = reached["known"] || ok, reached["not known"] || !ok
	}
	if len(reached) != 8 {
		t.Errorf("reached %v", reached)
	}
	for what, ok := range reached {
		if !ok {
			t.Errorf("%s is never drawn", what)
		}
	}
}

// Survival never rises and is in [0, 1]; its days ascend; a restricted mean is within its horizon and does not fall as that grows.
func TestSurvivalNeverRises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := stay(t, stays(t, "stay"))
		for _, label := range s.States() {
			if rule := oddCurve(s, label); rule != "" {
				t.Fatal(rule)
			}
		}
	})
}

// Where all stays were seen whole, survival is 1 less their empirical distribution, to the bit, and the mean is theirs.
func TestSurvivalOfWholeStaysIsEmpirical(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := stays(t, "stay")
		sum := 0
		for i := range all {
			all[i].label, all[i].entered, all[i].ended = "a", -1, true
			sum += all[i].days
		}
		s := stay(t, all)
		for _, p := range s.Survival("a") {
			longer := 0
			for _, v := range all {
				if v.days > p.Days {
					longer++
				}
			}
			if p.Survival != float64(longer)/float64(len(all)) {
				t.Fatalf("%+v, want %d of %d", p, longer, len(all))
			}
		}
		if mean, _, ok := s.Mean("a"); ok != (len(all) > 0) || ok && mean != float64(sum)/float64(len(all)) {
			t.Fatalf("mean %v, %v, want %d/%d", mean, ok, sum, len(all))
		}
		if mean, _, ok := s.RestrictedMean("a", 3_652_059); ok && !alike(mean, float64(sum)/float64(len(all))) {
			t.Fatalf("restricted mean %v, want %d/%d", mean, sum, len(all))
		}
	})
}

// Merging is commutative and associative, empty is its identity, and it is the same as adding everything to one.
func TestStaysMergeIsBatch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := [][]seen{stays(t, "a"), stays(t, "b"), stays(t, "c")}
		merged := func(order ...int) *markov.Stays[string] {
			var sum markov.Stays[string]
			for _, i := range order {
				if err := sum.Merge(stay(t, parts[i])); err != nil {
					t.Fatal(err)
				}
			}
			return &sum
		}
		all := slices.Concat(parts...)
		batch := stay(t, all)
		right := merged(1, 2)
		left := stay(t, parts[0])
		if err := left.Merge(right); err != nil {
			t.Fatal(err)
		}
		for _, sum := range []*markov.Stays[string]{merged(0, 1, 2), merged(2, 1, 0), left, stay(t, rapid.Permutation(all).Draw(t, "order"))} {
			if !sum.Equal(batch) || sum.Total() != int64(len(all)) {
				t.Fatalf("%v, want %v", sum, batch)
			}
			if diff := cmp.Diff(batch.Survival("a"), sum.Survival("a")); diff != "" {
				t.Fatal(diff)
			}
		}
		if !right.Equal(merged(1, 2)) {
			t.Fatal("merging changed its argument")
		}
	})
}

// A stay that is seen in parts gives the survival and means of the whole.
func TestStaysInPartsAreTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := stays(t, "stay")
		var parts []seen
		for _, v := range whole {
			// The second part is entered on a day before the last.
			if least := max(v.entered+1, 0); least < v.days && rapid.Bool().Draw(t, "cut") {
				cut := rapid.IntRange(least, v.days-1).Draw(t, "at")
				parts = append(parts, seen{v.label, v.entered, cut, false})
				v.entered = cut
			}
			parts = append(parts, v)
		}
		s, p := stay(t, whole), stay(t, parts)
		for _, label := range s.States() {
			points, want := p.Survival(label), s.Survival(label)
			if len(points) != len(want) {
				t.Fatalf("%d points, want %d", len(points), len(want))
			}
			for i, w := range want {
				g := points[i]
				if g.Days != w.Days || g.AtRisk != w.AtRisk || g.Ended != w.Ended || !alike(g.Survival, w.Survival) || !alike(g.StdErr, w.StdErr) {
					t.Fatalf("%+v, want %+v", g, w)
				}
			}
			mean, stdErr, ok := p.Mean(label)
			wantMean, wantErr, wantOk := s.Mean(label)
			if mean != wantMean || stdErr != wantErr || ok != wantOk {
				t.Fatalf("mean %v ± %v, want %v ± %v", mean, stdErr, wantMean, wantErr)
			}
		}
	})
}

// Reading what was written gives the same stays, and equal stays are written alike.
func TestStaysRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := stays(t, "stay")
		s, other := stay(t, all), stay(t, rapid.Permutation(all).Draw(t, "order"))
		form, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := json.Marshal(*other)
		var read markov.Stays[string]
		if err := json.Unmarshal(form, &read); err != nil || !read.Equal(s) || read.Total() != s.Total() || string(again) != string(form) {
			t.Fatalf("%s read as %v, %v; other order %s", form, read, err, again)
		}
	})
}
