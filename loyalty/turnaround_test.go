package loyalty_test

import (
	"encoding/json"
	"errors"
	"math"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// counts of so many days, each once for each time that it is there.
func dayCounts(t testing.TB, days ...int) (c loyalty.SpanCounts) {
	t.Helper()
	for _, d := range days {
		if err := c.Add(loyalty.Span(d)*loyalty.Day, 1); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// Freireich et al. (1963), remission of 21 patients under 6-MP and of 21 under placebo, the example of every text on survival:
// with censoring S(6) = 0.857, S(7) = 0.807, S(10) = 0.753, S(13) = 0.690, S(16) = 0.627, S(22) = 0.538, S(23) = 0.448, and the
// medians are 23 and 8 weeks. Here weeks are days.
func TestGoldenTurnaround(t *testing.T) {
	mp := loyalty.Turnaround{Done: dayCounts(t, 6, 6, 6, 7, 10, 13, 16, 22, 23), Waiting: dayCounts(t, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)}
	placebo := loyalty.Turnaround{Done: dayCounts(t, 1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)}
	for _, c := range []struct {
		of   loyalty.Turnaround
		p    float64
		days int // −1 is never
	}{
		{mp, 0, 6}, {mp, 0.142, 6}, {mp, 0.143, 7}, {mp, 0.193, 7}, {mp, 0.194, 10}, {mp, 0.247, 10}, {mp, 0.248, 13}, {mp, 0.309, 13},
		{mp, 0.311, 16}, {mp, 0.372, 16}, {mp, 0.374, 22}, {mp, 0.462, 22}, {mp, 0.463, 23}, {mp, 0.551, 23}, {mp, 0.553, -1},
		{placebo, 0.5, 8}, {placebo, 2.0 / 21, 1}, {placebo, 1, 23}, {placebo, 20.0 / 21, 22},
	} {
		got, ok, err := c.of.Quantile(c.p)
		if want := loyalty.Span(max(0, c.days)) * loyalty.Day; err != nil || ok != (c.days >= 0) || got != want {
			t.Errorf("share %v: %v, %v, %v; want %v", c.p, got, ok, err, want)
		}
	}
	if m, ok := mp.Median(); m != 23*loyalty.Day || !ok {
		t.Errorf("median %v, %v", m, ok)
	}
	if got := mp.Within(10 * loyalty.Day); got != (loyalty.Share{Hits: 5, Of: 5 + 4 + 9}) { // 6, 9 and 10 have not waited longer
		t.Errorf("within 10 days: %v", got)
	}
}

// slowQuantile is the product over the single spans.
func slowQuantile(t loyalty.Turnaround, p float64) (loyalty.Span, bool) {
	longer := func(c loyalty.SpanCounts, s loyalty.Span) (n int) {
		for x, count := range c.All() {
			if x >= s {
				n += count
			}
		}
		return n
	}
	survival := 1.0
	for s, d := range t.Done.All() {
		survival *= 1 - float64(d)/float64(longer(t.Done, s)+longer(t.Waiting, s))
		if survival <= 1-p+1e-12 {
			return s, true
		}
	}
	return 0, false
}

func TestTurnaroundLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := loyalty.Turnaround{Done: genSpanCounts().Draw(t, "done"), Waiting: genSpanCounts().Draw(t, "waiting")}
		p := rapid.OneOf(rapid.Float64Range(0, 1), rapid.SampledFrom([]float64{0, 0.25, 0.5, 0.9, 1})).Draw(t, "p")
		got, ok, err := a.Quantile(p)
		if want, there := slowQuantile(a, p); err != nil || got != want || ok != there {
			t.Fatalf("share %v: %v, %v, %v; by the definition %v, %v", p, got, ok, err, want, there)
		}
		if a.Waiting.IsZero() && ok {
			if s := a.Done.Within(got); float64(s.Hits) < (p-1e-9)*float64(s.Of) {
				t.Fatalf("%v are within %v, of share %v", s, got, p)
			}
			if s := a.Done.Within(got - 1); s.Hits > 0 && float64(s.Hits) >= (p+1e-9)*float64(s.Of) {
				t.Fatalf("%v are within less than %v, of share %v", s, got, p)
			}
		}
		limit := genSpan().Draw(t, "limit")
		more, wait := loyalty.Turnaround{Done: a.Done.Clone(), Waiting: a.Waiting.Clone()}, genSpan().Draw(t, "wait")
		if err := more.Waiting.Add(wait, 1); err != nil {
			t.Fatal(err)
		}
		if q, still, _ := more.Quantile(p); still && !(ok && q >= got) {
			t.Fatalf("a wait more of %v takes %v, %v to %v, %v", wait, got, ok, q, still)
		}
		if before, after := a.Within(limit), more.Within(limit); after.Hits != before.Hits || after.Of < before.Of {
			t.Fatalf("a wait more of %v takes %v to %v", wait, before, after)
		}
	})
}

func TestSpanCountsLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := genSpanCounts().Draw(t, "a"), genSpanCounts().Draw(t, "b"), genSpanCounts().Draw(t, "c")
		plus := func(x, y loyalty.SpanCounts) loyalty.SpanCounts {
			before := y.Clone()
			sum := x.Clone()
			if err := sum.Merge(y); err != nil || !y.Equal(before) {
				t.Fatal("merge: ", err)
			}
			return sum
		}
		ab := plus(a, b)
		if !ab.Equal(plus(b, a)) || !plus(ab, c).Equal(plus(a, plus(b, c))) || !plus(a, loyalty.SpanCounts{}).Equal(a) || ab.N() != a.N()+b.N() {
			t.Fatalf("%+v, %+v and %+v do not merge", a, b, c)
		}
		one := a.Clone()
		for s, n := range b.All() {
			for range n {
				if err := one.Add(s, 1); err != nil {
					t.Fatal(err)
				}
			}
		}
		if !one.Equal(ab) || one.IsZero() != (a.N()+b.N() == 0) {
			t.Fatalf("added one by one %+v, merged %+v", one, ab)
		}
		var back loyalty.SpanCounts
		text := must(json.Marshal(ab))
		if err := json.Unmarshal(text, &back); err != nil || !back.Equal(ab) || back.N() != ab.N() || string(must(json.Marshal(back))) != string(text) {
			t.Fatalf("%s comes back as %+v, %v", text, back, err)
		}
		turn := loyalty.Turnaround{Done: a.Clone(), Waiting: b}
		if err := turn.Merge(loyalty.Turnaround{Done: b, Waiting: c}); err != nil || !turn.Done.Equal(ab) || !turn.Waiting.Equal(plus(b, c)) {
			t.Fatalf("turnaround %+v, %v", turn, err)
		}
	})
}

func TestTurnaroundInputs(t *testing.T) {
	var c loyalty.SpanCounts
	if err := c.Add(loyalty.Day, 2); err != nil {
		t.Fatal(err)
	}
	before := c.Clone()
	var full loyalty.SpanCounts
	if err := full.Add(0, math.MaxInt/4); err != nil {
		t.Fatal(err)
	}
	twice := loyalty.Turnaround{Done: full.Clone(), Waiting: full.Clone()}
	for name, err := range map[string]error{
		"span": c.Add(-1, 1), "no count": c.Add(1, 0), "negative": c.Add(1, -1), "too many": c.Add(1, math.MaxInt), "merge": c.Merge(full),
		"done": twice.Merge(loyalty.Turnaround{Done: before}), "waiting": twice.Merge(loyalty.Turnaround{Waiting: before}),
		"by":      second(new(loyalty.Latencies).Response(0, 0, nil, noon)),
		"channel": second(new(loyalty.Latencies).Response(us, 99, nil, noon)),
		"as-of":   second(new(loyalty.Latencies).Response(us, 0, nil, time.Time{})),
		"nil":     new(loyalty.Latencies).Observe(nil), "none": new(loyalty.Latencies).Observe((*relationship.Reply)(nil)),
		"unmade": new(loyalty.Latencies).Observe(relationship.Reply{}),
	} {
		if !errors.Is(err, loyalty.ErrInvalid) || !c.Equal(before) {
			t.Errorf("%s: %v, and %+v", name, err, c)
		}
	}
	for _, p := range nowhere() {
		if _, _, err := c.Quantile(p); !errors.Is(err, loyalty.ErrInvalid) {
			t.Errorf("share %v: %v", p, err)
		}
	}
	if v, ok := (loyalty.SpanCounts{}).Median(); v != 0 || ok {
		t.Errorf("median of nothing: %v", v)
	}
}
