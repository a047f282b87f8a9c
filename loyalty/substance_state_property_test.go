package loyalty_test

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

func TestBondLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{0, 1, 3, 12}).Draw(t, "n")
		ties := make([]relationship.Tie, n)
		on := relationship.DateOf(base).AddDays(2000)
		risks := 0
		for i := range ties {
			since := ""
			if rapid.Bool().Draw(t, "dated") {
				since = relationship.DateOf(base).AddDays(rapid.IntRange(0, 2100).Draw(t, "since")).String()
			}
			s := rapid.OneOf(rapid.Float64Range(-1, 1), rapid.SampledFrom([]float64{-1, 0, 1})).Draw(t, "strength")
			ties[i] = tie("e-"+strconv.Itoa(i), "u-1", s, since)
			if s < 0 && !day(since).After(on) {
				risks++
			}
		}
		o := loyalty.BondOptions{HalfLife: rapid.SampledFrom([]loyalty.HalfLife{0, loyalty.Days(30), loyalty.NoDecay}).Draw(t, "h")}
		of := func(ties []relationship.Tie, on relationship.Date) loyalty.Bond {
			return must(loyalty.BondOf(slices.Values(ties), on, o))
		}
		b := of(ties, on)
		if b.Value < 0 || b.Value >= 1 || len(b.Risks) != risks {
			t.Fatalf("%+v, want %d risks", b, risks)
		}
		turned := slices.Clone(ties)
		slices.Reverse(turned)
		closeTo(t, "in another order", of(turned, on).Value, b.Value)
		cold := of(append(slices.Clone(ties), tie("x", "u-1", -rapid.Float64Range(0, 1).Draw(t, "antipathy"), "")), on)
		if cold.Value != b.Value || cold.Ties != b.Ties {
			t.Fatalf("%+v, with antipathy %+v", b, cold)
		}
		one := tie("x", "u-1", rapid.Float64Range(0, 1).Draw(t, "liking"), "")
		warm := of(append(slices.Clone(ties), one), on)
		warmer := of(append(slices.Clone(ties), one, one), on)
		if warm.Value < b.Value || warmer.Value-warm.Value > warm.Value-b.Value+1e-15 {
			t.Fatalf("%v, %v, %v", b.Value, warm.Value, warmer.Value)
		}
		known := slices.DeleteFunc(slices.Clone(ties), func(t relationship.Tie) bool { return t.Since().After(on) })
		if later := of(known, on.AddDays(rapid.IntRange(0, 500).Draw(t, "later"))); later.Value > b.Value {
			t.Fatalf("%v, later %v", b.Value, later.Value)
		}
	})
}

func TestExpectationLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var e loyalty.Expectation
		rate := rapid.OneOf(rapid.Float64Range(0.01, 1), rapid.SampledFrom([]float64{1, 1 - 0x1p-53, loyalty.DefaultLearning})).Draw(t, "rate")
		low, high := 1.0, 0.0
		n := rapid.SampledFrom([]int{1, 2, 5, 20}).Draw(t, "n")
		at := base
		for i := range n {
			x := genX().Draw(t, "x")
			low, high = min(low, x), max(high, x)
			at = at.Add(time.Duration(rapid.IntRange(0, 2).Draw(t, "hours")) * time.Hour)
			before, expecting := e.Expected()
			if i > 0 && rapid.IntRange(0, 4).Draw(t, "declares") == 0 {
				if err := e.Declare(x, at); err != nil {
					t.Fatal(err)
				}
				continue
			}
			if err := e.Experience(x, at, rate); err != nil {
				t.Fatal(err)
			}
			if gap, known := e.Gap(); known != expecting || known && gap != x-before {
				t.Fatalf("expected %v, got %v: gap %v, %v", before, x, gap, known)
			}
			if after, _ := e.Expected(); after < low || after > high {
				t.Fatalf("%v is expected of what was from %v to %v", after, low, high)
			}
		}
		stored := must(json.Marshal(e))
		var back loyalty.Expectation
		if err := json.Unmarshal(stored, &back); err != nil || !back.Equal(e) || !bytes.Equal(must(json.Marshal(back)), stored) {
			t.Fatalf("%s came back as %+v, %v", stored, back, err)
		}
		// The same again and again: the gap shrinks by 1 − λ each time.
		x := genX().Draw(t, "again")
		last := math.NaN()
		for range 8 {
			if err := e.Experience(x, at, rate); err != nil {
				t.Fatal(err)
			}
			gap, _ := e.Gap()
			if math.Abs(gap-last*(1-rate)) > 1e-15 {
				t.Fatalf("gap %v after %v with rate %v", gap, last, rate)
			}
			last = gap
		}
	})
}

// hear folds ratings into a reputation.
func hear(t *rapid.T, m loyalty.ReputationModel, all []rated) loyalty.Reputation {
	var s loyalty.Reputation
	for _, r := range all {
		if err := m.Hear(&s, r.from, r.score, r.when); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

type rated struct {
	from  loyalty.Audience
	score float64
	when  time.Time
}

func TestReputationLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := must(loyalty.NewReputationModel(loyalty.ReputationPolicy{HalfLife: genHalfLife().Draw(t, "h"), Level: rapid.SampledFrom([]float64{0, 0.5, 0.99}).Draw(t, "level")}))
		n := rapid.SampledFrom([]int{0, 1, 4, 30}).Draw(t, "n")
		all := make([]rated, n)
		for i := range all {
			all[i] = rated{rapid.SampledFrom(loyalty.Audiences()).Draw(t, "from"), genX().Draw(t, "x"), genWhen().Draw(t, "when")}
		}
		cut := rapid.IntRange(0, n).Draw(t, "cut")
		s := hear(t, m, all)
		a, b := hear(t, m, all[:cut]), hear(t, m, all[cut:])
		ab, ba := a, b
		if m.Merge(&ab, b) != nil || m.Merge(&ba, a) != nil || ab != ba {
			t.Fatalf("%+v, %+v", ab, ba)
		}
		zero := s
		if m.Merge(&zero, loyalty.Reputation{}) != nil || !zero.Equal(s) {
			t.Fatal("the zero value is no identity")
		}
		turned := slices.Clone(all)
		slices.Reverse(turned)
		want := must(m.Read(s, later()))
		for what, other := range map[string]loyalty.Reputation{"merged": ab, "in another order": hear(t, m, turned)} {
			got := must(m.Read(other, later()))
			closeTo(t, what+": partners", got.Partners.Mean, want.Partners.Mean)
			closeTo(t, what+": consumers", got.Consumers.Mean, want.Consumers.Mean)
			if math.Abs(got.Consumers.Trend-want.Consumers.Trend) > 1e-12 {
				t.Fatalf("%s: %+v, want %+v", what, got, want)
			}
		}
		if !(want.GapLow <= want.Gap && want.Gap <= want.GapHigh && want.GapLow >= -1 && want.GapHigh <= 1) || math.Abs(want.Partners.Trend) > 1 {
			t.Fatalf("%+v", want)
		}
		// The audiences change places.
		for i := range turned {
			turned[i].from = 3 - turned[i].from
		}
		slices.Reverse(turned)
		got := must(m.Read(hear(t, m, turned), later()))
		if got.Gap != -want.Gap || got.GapLow != -want.GapHigh || got.GapHigh != -want.GapLow || got.Partners != want.Consumers || got.Differs != want.Differs {
			t.Fatalf("%+v, with sides changed %+v", want, got)
		}
		stored := must(json.Marshal(s))
		var back loyalty.Reputation
		if err := json.Unmarshal(stored, &back); err != nil || !back.Equal(s) || !bytes.Equal(must(json.Marshal(back)), stored) {
			t.Fatalf("%s came back as %+v, %v", stored, back, err)
		}
	})
}

func TestActivityLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{0, 1, 5, 50}).Draw(t, "n")
		acts := make([]loyalty.MemberAct, n)
		for i := range acts {
			acts[i] = loyalty.MemberAct{Member: rapid.SampledFrom([]relationship.PartyID{"a", "b", "c"}).Draw(t, "member"), At: genWhen().Draw(t, "at")}
		}
		h := genHalfLife().Draw(t, "h")
		now := must(loyalty.Activity(slices.Values(acts), later(), h))
		turned := slices.Clone(acts)
		slices.Reverse(turned)
		closeTo(t, "in another order", must(loyalty.Activity(slices.Values(turned), later(), h)), now)
		if after := must(loyalty.Activity(slices.Values(acts), later().AddDate(1, 0, 0), h)); after > now || now > float64(n) {
			t.Fatalf("%v of %d acts, a year later %v", now, n, after)
		}
		from, middle := genWhen().Draw(t, "from"), genWhen().Draw(t, "to")
		if middle.Before(from) {
			from, middle = middle, from
		}
		members := []relationship.PartyID{"a", "b", "d"}
		short, long := must(loyalty.ActiveShare(members, slices.Values(acts), from, middle)), must(loyalty.ActiveShare(members, slices.Values(acts), from, later()))
		if short.Of != 3 || long.Of != 3 || short.Hits > long.Hits || long.Hits > 2 {
			t.Fatalf("%v, in a longer window %v", short, long)
		}
	})
}

func TestDesiresMetLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SampledFrom([]int{0, 1, 5, 40}).Draw(t, "n")
		answers := make([]loyalty.DesireAnswer, n)
		for i := range answers {
			answers[i] = loyalty.DesireAnswer{Desire: rapid.SampledFrom(loyalty.Desires()).Draw(t, "desire"), Score: genX().Draw(t, "score")}
		}
		met := must(loyalty.DesiresMet(answers))
		slices.Reverse(answers)
		total := 0
		for i, again := range must(loyalty.DesiresMet(answers)) {
			total += met[i].N
			closeTo(t, "in another order", again.Mean, met[i].Mean)
			low, high := 1.0, 0.0
			for _, a := range answers {
				if a.Desire == met[i].Desire {
					low, high = min(low, a.Score), max(high, a.Score)
				}
			}
			if m := met[i].Mean; met[i].N > 0 && (m < low*(1-1e-15) || m > high*(1+1e-15)) || met[i].N == 0 && m != 0 {
				t.Fatalf("%+v of scores from %v to %v", met[i], low, high)
			}
		}
		if total != n {
			t.Fatalf("%d answers of %d", total, n)
		}
		more := must(loyalty.DesiresMet(append(answers, loyalty.DesireAnswer{Desire: loyalty.DesireUnderstood, Score: 1})))
		for i := range met {
			if met[i].Desire != loyalty.DesireUnderstood && math.Abs(more[i].Mean-met[i].Mean) > 1e-15 {
				t.Fatalf("an answer to another changed %+v to %+v", met[i], more[i])
			}
		}
	})
}

// A disclosure is a promise, to the bit.
func TestDisclosureLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := loyalty.Promise{Due: genWhen().Draw(t, "due"), Stake: rapid.Float64Range(0, 10).Draw(t, "stake"), Lateness: genTimeliness().Draw(t, "lateness")}
		d, at, share := loyalty.Disclosure(p), genWhen().Draw(t, "at"), genX().Draw(t, "share")
		if must(d.Made(share, at)) != must(p.Delivered(share, at)) || must(d.Open(at)) != must(p.Open(at)) || must(d.Withheld()) != must(p.Broken()) {
			t.Fatalf("%+v", d)
		}
	})
}
