package relationship_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/rapport-go/rapport/relationship"
	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// TestReverseLaws: reversing twice is the identity, and leaves what is no matter of direction.
func TestReverseLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		origin := rapid.SampledFrom(relationship.Origins()).Draw(t, "origin")
		cfg := relationship.RelationConfig{Key: keyFor(rapid.SampledFrom(relationship.PartyKinds()).Draw(t, "role")), Origin: origin,
			Since: rapid.OneOf(rapid.Just(relationship.Date{}), genDate()).Draw(t, "since")}
		if origin >= relationship.OriginIntroduced {
			cfg.By = relationship.PartyID(rapid.SampledFrom([]string{"", "third", `"<é>"`}).Draw(t, "by"))
		}
		r := relationship.Must(relationship.NewRelation(cfg))
		if b := r.Reverse(); b.Reverse() != r || b == r || b.SpuriousRisk() != r.SpuriousRisk() || b.By() != r.By() || b.From() != r.To() {
			t.Fatalf("%+v reversed is %+v", r, b)
		}
		text := relationship.Must(json.Marshal(r))
		var back relationship.Relation
		if err := json.Unmarshal(text, &back); err != nil || back != r {
			t.Fatalf("%s is read as %+v, %v", text, back, err)
		}
	})
}

// checkBook holds a book to its laws: whatever comes in whatever order, what was taken makes the same book in any order with what opens
// first, once or twice, split in two and merged, and through its stored form.
func checkBook[B any](t *rapid.T, arriving []tieStep, take func(*B, tieStep) error, opens func(tieStep) bool, merge func(a, b *B) error, equal func(a, b *B) bool) (*B, []tieStep) {
	book := new(B)
	var taken []tieStep
	for _, step := range arriving {
		before := relationship.Must(json.Marshal(book))
		if err := take(book, step); err == nil {
			taken = append(taken, step)
		} else if after := relationship.Must(json.Marshal(book)); string(before) != string(after) {
			t.Fatalf("%+v was refused and changed %s to %s", step, before, after)
		}
	}
	text := string(relationship.Must(json.Marshal(book)))
	same := func(how string, other *B, err error) {
		if got := relationship.Must(json.Marshal(other)); err != nil || !equal(book, other) || string(got) != text {
			t.Fatalf("%s: %v\n got %s\nwant %s", how, err, got, text)
		}
	}
	shuffled := rapid.Permutation(taken).Draw(t, "order")
	slices.SortStableFunc(shuffled, func(a, b tieStep) int {
		switch first, second := opens(a), opens(b); {
		case first && !second:
			return -1
		case second && !first:
			return 1
		}
		return 0
	})
	again, left, right := new(B), new(B), new(B)
	for _, step := range append(shuffled, shuffled...) {
		if err := take(again, step); err != nil {
			t.Fatalf("in another order %+v is refused: %v", step, err)
		}
		side := rapid.IntRange(0, 2).Draw(t, "side")
		if side != 1 || opens(step) {
			_ = take(left, step) // once it is there, the second time says the same
		}
		if side != 0 || opens(step) {
			_ = take(right, step)
		}
	}
	same("in another order", again, nil)
	whole := new(B)
	same("merged", left, merge(left, right))
	same("merged with itself", left, merge(left, left))
	same("merged into nothing", whole, merge(whole, left))
	same("merged with nothing", whole, merge(whole, new(B)))
	same("merged with none", whole, merge(whole, nil))
	stored := new(B)
	same("stored", stored, json.Unmarshal([]byte(text), stored))
	return book, taken
}

// TestAgreementLaws holds the book to its laws, and InForce to a calendar on which the terms are painted day by day.
func TestAgreementLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, _ := checkBook(t, genSteps(genAgreementStep).Draw(t, "steps"),
			func(b *relationship.AgreementBook, step tieStep) error { return b.Observe(step.(relationship.Event)) }, opensAgreement,
			(*relationship.AgreementBook).Merge, (*relationship.AgreementBook).Equal)
		replayed, err := relationship.Agreements(b.Events())
		if err != nil || !replayed.Equal(b) {
			t.Fatalf("replayed: %v", err)
		}
		for a := range b.All() {
			painted := paint(a)
			for day, in := range painted {
				on := tieEnd(day)
				if a.InForce(on) != in {
					t.Fatalf("on day %d %+v is in force: %t", day, a, !in)
				}
				if at := tieDay(day); a.InForceAt(at) && !a.Until(at).InForce(on) {
					t.Fatalf("at noon of day %d it is in force, and not on that day", day)
				}
			}
		}
	})
}

// paint is the slow way to InForce: a calendar on which one term after the other is painted.
func paint(a relationship.Agreement) [60]bool {
	var days [60]bool
	start, open := 0, false
	fill := func(from int, end relationship.Date) {
		for day := range days {
			if day >= from {
				days[day] = end.IsZero() || !tieEnd(day).After(end)
			}
		}
		start, open = from, end.IsZero()
	}
	fill(tieOf(a.Start()), a.Signing().End())
	for change := range a.Changes() {
		if r, is := change.(relationship.AgreementRenewed); is {
			from := max(start, tieOf(r.Date()))
			for !open && days[from] {
				from++
			}
			fill(from, r.End())
		}
	}
	if e, ended := a.Ended(); ended {
		for day := range days {
			days[day] = days[day] && day <= tieOf(e.Date())
		}
	}
	return days
}

// tieOf is the inverse of tieEnd.
func tieOf(d relationship.Date) int { return d.DaysSince(tieEnd(0)) }

// TestPromiseLaws holds the book to its laws; how a promise stands is what its last change says, and what is delivered never lessens, but
// for what is declared broken.
func TestPromiseLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, _ := checkBook(t, genSteps(genPromiseStep).Draw(t, "steps"), takePromise, func(step tieStep) bool {
			_, is := step.(relationship.PromisePart)
			return !is
		}, (*relationship.PromiseBook).Merge, (*relationship.PromiseBook).Equal)
		for p := range b.All() {
			soFar := 0.0
			for day := -2; day < 20; day++ {
				at := tieDay(day)
				want := relationship.PromiseChange{}
				for c := range p.Changes() {
					if !c.At.After(at) {
						want = c
					}
				}
				if p.State(at) != want.State || p.Delivered(at) != want.Delivered {
					t.Fatalf("on day %d %+v is %v with %v, its last change is %+v", day, p, p.State(at), p.Delivered(at), want)
				}
				if p.Delivered(at) < soFar || p.Lateness(at) < 0 || p.Overdue(at) && p.State(at) != relationship.StateOpen {
					t.Fatalf("on day %d %+v has less than before", day, p)
				}
				soFar = p.Delivered(at)
			}
		}
	})
}

// TestOrderLaws holds the book to its laws, and its totals to decimals added one by one.
func TestOrderLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, taken := checkBook(t, genSteps(genOrderStep).Draw(t, "steps"), takeOrder, func(step tieStep) bool {
			_, is := step.(relationship.Order)
			return is
		}, (*relationship.OrderBook).Merge, (*relationship.OrderBook).Equal)
		var net, kept decimal.Decimal
		for o, a := range b.All() {
			paid, cost, whole := o.Paid().Decimal(), o.Cost().Decimal(), false
			once := map[relationship.EventID]bool{}
			for _, step := range taken {
				switch e := step.(type) {
				case relationship.Refund:
					if e.Order() == o.ID() && !once[e.ID()] {
						paid = paid.Sub(e.Amount().Decimal())
						once[e.ID()] = true
					}
				case relationship.OrderReturn:
					if e.Order() == o.ID() && !once[e.ID()] {
						cost = cost.Sub(e.Cost().Decimal())
						once[e.ID()] = true
					}
				case relationship.Return:
					whole = whole || e.Whole() && e.Order() == o.ID()
				}
			}
			if whole {
				cost = decimal.Decimal{}
			}
			if !a.Net().Decimal().Equal(paid) || !a.Kept().Decimal().Equal(cost) || !a.Margin().Decimal().Equal(paid.Sub(cost)) || a.Net().Sign() < 0 || a.Kept().Sign() < 0 {
				t.Fatalf("%v has net %v, kept %v; want %v, %v", o.ID(), a.Net(), a.Kept(), paid, cost)
			}
			net, kept = net.Add(paid), kept.Add(cost)
		}
		if total := b.Total(keyOfTests); !total.Net().Decimal().Equal(net) || !total.Margin().Decimal().Equal(net.Sub(kept)) {
			t.Fatalf("in all %+v", total)
		}
	})
}
