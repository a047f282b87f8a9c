package relationship_test

import (
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

// mergeRefused merges two books that contradict each other: each stays as it was.
func mergeRefused[B any](t *testing.T, name string, a, b *B, merge func(a, b *B) error, clone func(*B) *B, equal func(a, b *B) bool, want error) {
	t.Helper()
	wasA, wasB := clone(a), clone(b)
	refuse(t, name, merge(a, b), want)
	refuse(t, name+", the other way", merge(b, a), want)
	if !equal(a, wasA) || !equal(b, wasB) {
		t.Errorf("%s: refused, and changed", name)
	}
	if equal(a, b) || equal(a, nil) || !equal(new(B), nil) || !equal(new(B), new(B)) {
		t.Errorf("%s: equal to what it is not", name)
	}
}

func TestMergeRefused(t *testing.T) {
	ended := agreementsOf(t, agreed("s", "a", 0, 0, 9), endedOn("e", "a", 5))
	renewed := agreementsOf(t, agreed("s", "a", 0, 0, 9), renewedTo("r", "a", 6, 20))
	mergeRefused(t, "renewed after the end", ended, renewed, (*relationship.AgreementBook).Merge, (*relationship.AgreementBook).Clone,
		(*relationship.AgreementBook).Equal, relationship.ErrChange)

	kept, _ := promisesOf(promised("p"), closedAs("k", "p", tieDay(3), relationship.OutcomeKept, 1))
	part, _ := promisesOf(promised("p"), piece("d", "p", 4, 0.5))
	mergeRefused(t, "a part behind the closing", kept, part, (*relationship.PromiseBook).Merge, (*relationship.PromiseBook).Clone,
		(*relationship.PromiseBook).Equal, relationship.ErrChange)

	most, _ := ordersOf(ordered("o"), paidBack("r", "o", "19 EUR", 1))
	more, _ := ordersOf(ordered("o"), paidBack("s", "o", "2 EUR", 1))
	mergeRefused(t, "refunds of more than was paid", most, more, (*relationship.OrderBook).Merge, (*relationship.OrderBook).Clone,
		(*relationship.OrderBook).Equal, relationship.ErrChange)
	back, _ := ordersOf(ordered("o"), cameBack("r", "o", "8 EUR", 1))
	mergeRefused(t, "one id of two things", most, back, (*relationship.OrderBook).Merge, (*relationship.OrderBook).Clone,
		(*relationship.OrderBook).Equal, relationship.ErrConflict)
}

// TestBooksStopYielding leaves every loop at its first turn.
func TestBooksStopYielding(t *testing.T) {
	agreements := agreementsOf(t, agreed("s", "a", 0, 0, 9), renewedTo("r", "a", 6, 20), agreed("s2", "b", 0, 0, 9))
	promises, _ := promisesOf(promised("p"), promised("q"), piece("d", "p", 4, 0.5), closedAs("k", "p", tieDay(9), relationship.OutcomeKept, 1))
	orders, _ := ordersOf(ordered("o"), ordered("p"))
	people := relationship.Must(relationship.NewPeople(tiePersons, tieTies))
	turns := 0
	for range agreements.All() {
		turns++
		break
	}
	for range agreements.InForce(tieEnd(3)) {
		turns++
		break
	}
	for range agreements.Events() {
		turns++
		break
	}
	for range promises.All() {
		turns++
		break
	}
	for range promises.In(relationship.StateOpen, tieDay(3)) {
		turns++
		break
	}
	for range promises.Events() {
		turns++
		break
	}
	p, _ := promises.Promise("p")
	for c := range p.Changes() {
		if turns++; c.ID == "d" {
			break
		}
	}
	for range orders.All() {
		turns++
		break
	}
	for range people.Of("acme") {
		turns++
		break
	}
	for range people.Ties("acme", "us") {
		turns++
		break
	}
	if turns != 11 {
		t.Errorf("%d turns of ten loops, one of which has two", turns)
	}
	if agreements.Len() != 2 || promises.Len() != 2 || orders.IsZero() || !new(relationship.OrderBook).IsZero() {
		t.Error("a book does not know what it holds")
	}
}
