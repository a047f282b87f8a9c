package relationship_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// genLevels draws a policy that was checked.
func genLevels() *rapid.Generator[relationship.Levels] {
	return rapid.Custom(func(t *rapid.T) relationship.Levels {
		few := rapid.IntRange(0, 3)
		return relationship.Must(relationship.NewLevels(relationship.LevelPolicy{
			Answers: few.Draw(t, "answers"), FollowUpDays: rapid.IntRange(0, 40).Draw(t, "follow-up days"),
			FollowUpPoints: rapid.SampledFrom([]int{0, 1, 3333, 5000, 9999, 10_000}).Draw(t, "follow-up points"),
			SuggestionDays: rapid.IntRange(0, 100).Draw(t, "suggestion days"), Joint: few.Draw(t, "joint"),
		}))
	})
}

// genSignals draws signals from all around the needs.
func genSignals() *rapid.Generator[relationship.LevelSignals] {
	return rapid.Custom(func(t *rapid.T) relationship.LevelSignals {
		few := rapid.IntRange(0, 4)
		return relationship.LevelSignals{
			Days: rapid.IntRange(0, 400).Draw(t, "days"), Sales: few.Draw(t, "sales"), Answers: few.Draw(t, "answers"), FollowedUp: few.Draw(t, "followed up"),
			Suggestions: few.Draw(t, "suggestions"), Joint: few.Draw(t, "joint"),
		}
	})
}

// TestObservedIsMonotone: more of a signal never lowers the level, the sales and the days apart, which ask for more.
func TestObservedIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, s := genLevels().Draw(t, "policy"), genSignals().Draw(t, "signals")
		more := s
		n := rapid.IntRange(1, 5).Draw(t, "more")
		*rapid.SampledFrom([]*int{&more.Answers, &more.FollowedUp, &more.Suggestions, &more.Joint}).Draw(t, "of") += n
		if l.Observed(more) < l.Observed(s) {
			t.Fatalf("%+v is %v, and %+v %v", s, l.Observed(s), more, l.Observed(more))
		}
	})
}

// TestMissingIsEnough: with what is missing added, the level is reached; with one less of any of it, it is not.
func TestMissingIsEnough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, s := genLevels().Draw(t, "policy"), genSignals().Draw(t, "signals")
		s.Sales = max(s.Sales, 1) // a first sale would ask to be followed up itself
		target := rapid.SampledFrom(relationship.AllLevels()).Draw(t, "target")
		missing := l.Missing(s, target)
		if (len(missing) == 0) != (l.Observed(s) >= target) {
			t.Fatalf("%v, for %v is missing: %+v", l.Observed(s), target, missing)
		}
		place := func(s *relationship.LevelSignals, level relationship.Level) *int {
			return []*int{nil, &s.Sales, &s.Answers, &s.FollowedUp, &s.Suggestions, &s.Joint}[level]
		}
		for _, need := range missing {
			if had := *place(&s, need.Level); had != need.Have || need.Met() {
				t.Fatalf("%+v, of which there are %d", need, had)
			}
			*place(&s, need.Level) = need.Want
		}
		if l.Observed(s) < target {
			t.Fatalf("%v with all that was missing for %v", l.Observed(s), target)
		}
		for _, need := range missing {
			less := s
			if *place(&less, need.Level)--; l.Observed(less) >= target {
				t.Fatalf("%v is reached with less than %+v", target, need)
			}
		}
	})
}

// TestGapIsMissing: the gap closes exactly when nothing is missing up to what is recommended.
func TestGapIsMissing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, s := genLevels().Draw(t, "policy"), genSignals().Draw(t, "signals")
		gap, err := l.Gap(s, rapid.SampledFrom(relationship.MarginClasses()).Draw(t, "margin"), rapid.SampledFrom(relationship.CrowdClasses()).Draw(t, "customers"))
		if err != nil || (gap.Gap() > 0) != (len(gap.Missing) > 0) || gap.Gap() != int(gap.Recommended)-int(l.Observed(s)) {
			t.Fatalf("%+v, %v", gap, err)
		}
	})
}

// TestSignalsBySearch: signals are what a search of all sales and all follow-ups finds, in whatever order the events come, also with others
// among them.
func TestSignalsBySearch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := genLevels().Draw(t, "policy")
		days := rapid.IntRange(0, 60)
		from, to := noon.Add(time.Duration(days.Draw(t, "from"))*24*time.Hour), noon.Add(time.Duration(days.Draw(t, "to"))*24*time.Hour)
		var want relationship.LevelSignals
		var sales, asked []time.Time
		events := rapid.SliceOfN(genKind(samples()[relationship.EventUse-1]), 0, 3).Draw(t, "others")
		for i := range rapid.IntRange(0, 12).Draw(t, "events") {
			id := string(rune('a' + i))
			by := rapid.SampledFrom([]relationship.Actor{relationship.ByFrom, relationship.ByTo}).Draw(t, "by")
			why := rapid.SampledFrom(append(relationship.Purposes(), 0, 0, 0, relationship.PurposeFollowUp, relationship.PurposeFollowUp)).Draw(t, "purpose")
			e := levelSale(id, days.Draw(t, "day"))
			if why != 0 {
				e = levelTurn(id, days.Draw(t, "day"), by, why, rapid.Bool().Draw(t, "request"))
			}
			events = append(events, e)
			if e.At().Compare(from) <= 0 || e.At().Compare(to) > 0 {
				continue
			}
			switch {
			case why == 0:
				sales = append(sales, e.At())
			case why == relationship.PurposeFollowUp && by == relationship.ByFrom:
				asked = append(asked, e.At())
			case why == relationship.PurposeFeedback && by == relationship.ByTo:
				want.Answers++
			case why == relationship.PurposeSuggestion && by == relationship.ByFrom:
				want.Suggestions++
			case why == relationship.PurposeJointWork:
				want.Joint++
			}
		}
		want.Days, want.Sales = max(int(to.Sub(from).Hours()/24), 0), len(sales)
		for _, sale := range sales {
			if slices.ContainsFunc(asked, func(at time.Time) bool {
				return !at.Before(sale) && at.Sub(sale) <= time.Duration(l.Policy().FollowUpDays)*24*time.Hour
			}) {
				want.FollowedUp++
			}
		}
		got := l.Signals(slices.Values(rapid.Permutation(events).Draw(t, "order")), from, to)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
	})
}

// TestLevelRoundTrip: stored forms give back what was stored.
func TestLevelRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, s := genLevels().Draw(t, "policy"), genSignals().Draw(t, "signals")
		var levels relationship.Levels
		var signals relationship.LevelSignals
		if err := json.Unmarshal(relationship.Must(json.Marshal(l)), &levels); err != nil || !levels.Equal(l) {
			t.Fatalf("%+v came back as %+v, %v", l, levels, err)
		}
		if err := json.Unmarshal(relationship.Must(json.Marshal(s)), &signals); err != nil || !signals.Equal(s) {
			t.Fatalf("%+v came back as %+v, %v", s, signals, err)
		}
	})
}
