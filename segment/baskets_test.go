package segment_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

func TestBasketsCount(t *testing.T) {
	b := basketsAdd(t, []string{"home", "car"}, []string{"car", "car"}, nil, []string{"car", "life", "home"})
	if n := b.Customers(); n != 4 {
		t.Errorf("%d customers", n)
	}
	if lines := b.Lines(); !slices.Equal(lines, []string{"car", "home", "life"}) {
		t.Errorf("%v", lines)
	}
	for _, c := range []struct {
		one, other string
		both       int64
	}{
		{"car", "home", 2}, {"home", "car", 2}, {"home", "life", 1}, {"car", "life", 1}, {"car", "car", 3}, {"car", "boat", 0}, {"boat", "car", 0}, {"boat", "boat", 0},
	} {
		if n := b.Together(c.one, c.other); n != c.both {
			t.Errorf("%s and %s: %d, want %d", c.one, c.other, n, c.both)
		}
	}
	if b.Held("car") != 3 || b.Held("boat") != 0 || b.IsZero() || !new(segment.Baskets).IsZero() {
		t.Errorf("%d, %d", b.Held("car"), b.Held("boat"))
	}
	lines := b.Lines()
	lines[0] = "x"
	if b.Held("x") != 0 || b.Lines()[0] != "car" {
		t.Error("Lines hands out the state")
	}
}

func TestBasketsOfNobody(t *testing.T) {
	var b segment.Baskets
	if b.Customers() != 0 || b.Held("") != 0 || b.Together("", "") != 0 || len(b.Lines()) != 0 || !b.Equal(b.Clone()) {
		t.Error("nobody is not nobody")
	}
	if err := b.Merge(nil); err != nil || !b.IsZero() {
		t.Error(err)
	}
	if next, err := b.NextBest([]string{"car"}, segment.NextBestOptions{}); err != nil || len(next.Suggestions) != 0 || !next.Popular {
		t.Errorf("%v, %v", next, err)
	}
	if list, err := b.Associations(segment.AssociationOptions{}); err != nil || len(list.Rules) != 0 || list.Suppressed != 0 {
		t.Errorf("%v, %v", list, err)
	}
}

// A customer who holds nothing is one of the customers, and so are both where two lines are never held together.
func TestBasketsDiffer(t *testing.T) {
	base := [][]string{{"a", "b"}, {"a"}}
	all := []*segment.Baskets{
		{}, basketsAdd(t, nil), basketsAdd(t, base...), basketsAdd(t, append(base, nil)...), basketsAdd(t, []string{"a", "c"}, []string{"a"}),
		basketsAdd(t, []string{"a", "b", "c"}, []string{"a"}), basketsAdd(t, []string{"a"}, []string{"a"}, []string{"b"}),
		basketsAdd(t, []string{"a", "b"}, []string{"a", "b"}, nil), basketsAdd(t, []string{"a", "b"}, []string{"a"}, []string{"b"}),
		basketsAdd(t, []string{"a", "b"}, []string{"b", "c"}, []string{"a"}, []string{"c"}),
		basketsAdd(t, []string{"a", "b"}, []string{"a", "c"}, []string{"b"}, []string{"c"}),
	}
	for i, b := range all {
		for j, other := range all {
			if b.Equal(other) != (i == j) {
				t.Errorf("%d and %d: %v", i, j, b.Equal(other))
			}
		}
	}
}

func TestHoldingsOf(t *testing.T) {
	key := func(to relationship.PartyID) relationship.Key {
		return relationship.Key{From: "shop", To: to, Role: relationship.KindEndConsumer}
	}
	at := time.Date(2026, 1, 2, 15, 4, 0, 0, time.UTC)
	use := relationship.Must(relationship.NewUse(relationship.UseConfig{ID: "u", At: at, Key: key("ada"), Line: "car"}))
	unnamed := relationship.Must(relationship.NewUse(relationship.UseConfig{ID: "v", At: at, Key: key("eve")}))
	more := relationship.Must(relationship.NewExpansion(relationship.ExpansionConfig{ID: "e", At: at, Key: key("ada"), Line: "home"}))
	bought := relationship.Must(relationship.NewOrder(relationship.OrderConfig{ID: "o", At: at, Key: key("bob"), Lines: []relationship.OrderLine{
		{Line: "life", Quantity: 1, Amount: money("1 EUR")}, {Line: "car", Quantity: 2, Amount: money("1 EUR")}, {Quantity: 1, Amount: money("1 EUR")}, {Line: "car", Quantity: 1, Amount: money("1 EUR")},
	}}))
	got, err := segment.HoldingsOf(slices.Values([]relationship.Event{use, &more, &use, unnamed, more, bought.Purchase()}), slices.Values([]relationship.Order{bought}))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[relationship.Key][]string{key("ada"): {"car", "home"}, key("bob"): {"car", "life"}, key("eve"): nil}, got); diff != "" {
		t.Error(diff)
	}
	for _, e := range []relationship.Event{use, &use, more, &more} { // each form alone
		if got, err := segment.HoldingsOf(slices.Values([]relationship.Event{e}), nil); err != nil || len(got[key("ada")]) != 1 {
			t.Errorf("%T: %v, %v", e, got, err)
		}
	}
	if none, err := segment.HoldingsOf(nil, nil); err != nil || len(none) != 0 {
		t.Errorf("%v, %v", none, err)
	}
}
