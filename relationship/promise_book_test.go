package relationship_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// promised makes a promise of ours of day 0, due on day 10 with a day of grace.
func promised(id string) relationship.PromiseMade {
	return relationship.Must(relationship.NewPromiseMade(relationship.PromiseMadeConfig{ID: relationship.EventID(id), At: tieDay(0), Key: keyOfTests,
		Actor: relationship.ByFrom, Due: tieDay(10), Grace: 24 * time.Hour, Stake: 2, Topic: "launch"}))
}

// closedAs makes the closing of such a promise.
func closedAs(id, promise string, at time.Time, outcome relationship.Outcome, share float64) relationship.PromiseClosed {
	return relationship.Must(relationship.NewPromiseClosed(relationship.PromiseClosedConfig{ID: relationship.EventID(id), At: at, Key: keyOfTests,
		Promise: relationship.EventID(promise), MadeAt: tieDay(0), Due: tieDay(10), Grace: 24 * time.Hour, Stake: 2, By: relationship.ByFrom,
		Outcome: outcome, Share: share}))
}

// piece makes a part of a promise.
func piece(id, promise string, day int, soFar float64) relationship.PromisePart {
	return relationship.Must(relationship.NewPromisePart(relationship.PromisePartConfig{ID: relationship.EventID(id), At: tieDay(day),
		Promise: relationship.EventID(promise), SoFar: soFar}))
}

// tieStep is an event or a part.
type tieStep any

// promisesOf takes events and parts into a book until one is refused.
func promisesOf(steps ...tieStep) (*relationship.PromiseBook, error) {
	b := new(relationship.PromiseBook)
	for _, step := range steps {
		if err := takePromise(b, step); err != nil {
			return b, err
		}
	}
	return b, nil
}

// takePromise takes one event or part into a book.
func takePromise(b *relationship.PromiseBook, step tieStep) error {
	if part, is := step.(relationship.PromisePart); is {
		return b.Deliver(part)
	}
	return b.Observe(step.(relationship.Event))
}

func TestPromiseStates(t *testing.T) {
	grace := tieDay(11)
	for name, row := range map[string]struct {
		close     relationship.PromiseClosed
		state     relationship.PromiseState
		delivered float64
		late      time.Duration
	}{
		"in time":       {closedAs("k", "p", tieDay(9), relationship.OutcomeKept, 1), relationship.StateKept, 1, 0},
		"in grace":      {closedAs("k", "p", grace, relationship.OutcomeKept, 1), relationship.StateKept, 1, 0},
		"late":          {closedAs("k", "p", grace.Add(time.Hour), relationship.OutcomeKept, 1), relationship.StateLate, 1, time.Hour},
		"in part, late": {closedAs("k", "p", tieDay(13), relationship.OutcomePartlyKept, 0.75), relationship.StatePartlyKept, 0.75, 48 * time.Hour},
		"broken":        {closedAs("k", "p", tieDay(9), relationship.OutcomeBroken, 0), relationship.StateBroken, 0, 0},
		"waived":        {closedAs("k", "p", tieDay(9), relationship.OutcomeWaived, 0), relationship.StateWaived, 0.5, 0},
		"renegotiated":  {closedAs("k", "p", tieDay(9), relationship.OutcomeRenegotiated, 0), relationship.StateRenegotiated, 0.5, 0},
	} {
		steps := []tieStep{promised("p"), piece("d1", "p", 2, 0.25), piece("d2", "p", 4, 0.5), row.close}
		if row.state == relationship.StateBroken {
			steps = []tieStep{promised("p"), row.close}
		}
		b, err := promisesOf(steps...)
		if err != nil {
			t.Fatal(name, err)
		}
		p, _ := b.Promise("p")
		if got := p.State(row.close.At()); got != row.state || p.Delivered(row.close.At()) != row.delivered || p.Lateness(tieDay(300)) != row.late {
			t.Errorf("%s: %v, delivered %v, late by %v", name, got, p.Delivered(tieDay(300)), p.Lateness(tieDay(300)))
		}
		if p.State(tieDay(0).Add(-1)) != relationship.StateNotMade || p.State(tieDay(0)) != relationship.StateOpen ||
			p.State(row.close.At().Add(-1)) != relationship.StateOpen || p.Overdue(tieDay(300)) {
			t.Errorf("%s: it was not open until then", name)
		}
		if n := len(slices.Collect(b.In(row.state, tieDay(300)))); n != 1 {
			t.Errorf("%s: %d in this state", name, n)
		}
		var changes []string
		for c := range p.Changes() {
			changes = append(changes, fmt.Sprint(c.ID, " ", c.At.YearDay()-1, " ", c.State, " ", c.Delivered))
		}
		want := []string{"p 0 open 0", "d1 2 open 0.25", "d2 4 open 0.5", fmt.Sprint("k ", row.close.At().YearDay()-1, " ", row.state, " ", row.delivered)}
		if row.state == relationship.StateBroken {
			want = append(want[:1], want[3])
		}
		if !slices.Equal(changes, want) {
			t.Errorf("%s: the changes are %v, want %v", name, changes, want)
		}
	}
}

func TestPromiseOpen(t *testing.T) {
	b, _ := promisesOf(promised("p"), piece("d1", "p", 2, 0.25))
	p, ok := b.Promise("p")
	if !ok || p.ID() != "p" || p.Key() != keyOfTests || p.By() != relationship.ByFrom || !p.Since().Equal(tieDay(0)) || !p.Due().Equal(tieDay(10)) ||
		p.Grace() != 24*time.Hour || p.Stake() != 2 || len(p.Parts()) != 1 {
		t.Errorf("the promise is %+v, %t", p, ok)
	}
	if p.Overdue(tieDay(11)) || !p.Overdue(tieDay(11).Add(1)) || p.Lateness(tieDay(12)) != 24*time.Hour || p.Delivered(tieDay(1)) != 0 || p.Delivered(tieDay(2)) != 0.25 {
		t.Error("it is overdue behind its grace alone, and delivered as its parts say")
	}
	if _, closed := p.Closing(); closed {
		t.Error("it is closed")
	}
	if made, ok := p.Making(); !ok || made.Topic() != "launch" {
		t.Errorf("it was made as %v", made)
	}
	if q, known := b.Promise("q"); known || !q.IsZero() || q.State(noon) != relationship.StateNotMade || q.Lateness(noon) != 0 {
		t.Errorf("another is %v", q)
	}
}

func TestPromiseIllegal(t *testing.T) {
	kept := closedAs("k", "p", tieDay(9), relationship.OutcomeKept, 1)
	other := relationship.Must(relationship.NewPromiseMade(relationship.PromiseMadeConfig{ID: "p", At: tieDay(0), Key: keyOfTests, Actor: relationship.ByFrom, Due: tieDay(10)}))
	for name, row := range map[string]struct {
		known []tieStep
		step  tieStep
		fault relationship.ChangeFault
	}{
		"a part of nothing":         {nil, piece("d", "p", 2, 0.5), relationship.FaultUnknown},
		"closed twice":              {[]tieStep{promised("p"), kept}, closedAs("l", "p", tieDay(9), relationship.OutcomeKept, 1), relationship.FaultTwice},
		"a part after the closing":  {[]tieStep{promised("p"), kept}, piece("d", "p", 10, 0.5), relationship.FaultOver},
		"closed before a part":      {[]tieStep{promised("p"), piece("d", "p", 10, 0.5)}, kept, relationship.FaultOver},
		"a part before the promise": {[]tieStep{promised("p")}, piece("d", "p", -1, 0.5), relationship.FaultEarly},
		"a part of nothing more":    {[]tieStep{promised("p"), piece("d", "p", 2, 0.5)}, piece("e", "p", 3, 0.5), relationship.FaultLess},
		"a part before, of more":    {[]tieStep{promised("p"), piece("d", "p", 2, 0.5)}, piece("e", "p", 1, 0.6), relationship.FaultLess},
		"closed with less": {[]tieStep{promised("p"), piece("d", "p", 2, 0.5)},
			closedAs("k", "p", tieDay(9), relationship.OutcomePartlyKept, 0.4), relationship.FaultLess},
		"broken after a part":       {[]tieStep{promised("p"), piece("d", "p", 2, 0.5)}, closedAs("k", "p", tieDay(9), relationship.OutcomeBroken, 0), relationship.FaultLess},
		"made otherwise":            {[]tieStep{kept}, other, 0},
		"closed otherwise":          {[]tieStep{other}, kept, 0},
		"the id of another event":   {[]tieStep{promised("p"), kept}, closedAs("k", "p", tieDay(8), relationship.OutcomeKept, 1), 0},
		"the id of another promise": {[]tieStep{promised("k"), promised("p")}, kept, 0},
		"a part with a known id":    {[]tieStep{promised("p"), promised("q")}, piece("q", "p", 2, 0.5), 0},
		"another part":              {[]tieStep{promised("p"), piece("d", "p", 2, 0.5)}, piece("d", "p", 2, 0.6), 0},
		"an event with a part's id": {[]tieStep{promised("p"), piece("k", "p", 2, 0.5)}, kept, 0},
	} {
		b, err := promisesOf(row.known...)
		if err != nil {
			t.Fatal(name, err)
		}
		was := b.Clone()
		err = takePromise(b, row.step)
		if row.fault != tieFault(err) || row.fault == 0 && !errors.Is(err, relationship.ErrConflict) || !b.Equal(was) {
			t.Errorf("%s: %v", name, err)
		}
		refuse(t, name, err, err)
		for _, step := range row.known {
			if err := takePromise(b, step); err != nil || !b.Equal(was) {
				t.Errorf("%s: the same again: %v", name, err)
			}
		}
	}
	// Only the promisee waives: the closing itself cannot be made otherwise.
	_, err := relationship.NewPromiseClosed(relationship.PromiseClosedConfig{ID: "k", At: tieDay(9), Key: keyOfTests, Actor: relationship.ByFrom, Promise: "p",
		MadeAt: tieDay(0), Due: tieDay(10), By: relationship.ByFrom, Outcome: relationship.OutcomeWaived})
	refuse(t, "waived by the promisor", err, relationship.ErrInvalid)
}

func TestPublicPromises(t *testing.T) {
	cfg := relationship.PromiseMadeConfig{At: tieDay(0), Actor: relationship.ByFrom, Due: tieDay(10), Grace: 24 * time.Hour, Stake: 2, Topic: "launch"}
	bob := relationship.Key{From: "us", To: "bob", Role: relationship.KindCustomer}
	made, err := relationship.PromiseToMany(cfg, []relationship.Promisee{{ID: "p-2", Key: bob}, {ID: "p-1", Key: keyOfTests}})
	if err != nil {
		t.Fatal(err)
	}
	cfg.ID, cfg.Key, cfg.Topic, cfg.Public = "p-3", keyOfTests, "other", true
	b, err := promisesOf(made[0], made[1], promised("p"), closedAs("k", "p-1", tieDay(5), relationship.OutcomeKept, 1), relationship.Must(relationship.NewPromiseMade(cfg)))
	if err != nil {
		t.Fatal(err)
	}
	all := slices.Collect(b.Public())
	if len(all) != 2 || all[0].By != "us" || all[0].Topic != "launch" || len(all[0].To) != 2 || all[0].To[0].ID() != "p-1" || all[1].Topic != "other" ||
		!all[0].Since.Equal(tieDay(0)) || !all[0].Due.Equal(tieDay(10)) {
		t.Fatalf("the public promises are %+v", all)
	}
	if p := all[0]; p.Count(relationship.StateKept, tieDay(9)) != 1 || p.Count(relationship.StateOpen, tieDay(9)) != 1 || p.Count(relationship.StateOpen, tieDay(1)) != 2 {
		t.Error("one is kept, one is open")
	}
	for name, to := range map[string][]relationship.Promisee{
		"nobody": nil, "no key": {{ID: "p"}}, "an id twice": {{ID: "p", Key: bob}, {ID: "p", Key: keyOfTests}}, "a party twice": {{ID: "p", Key: bob}, {ID: "q", Key: bob}},
		"two promisors": {{ID: "p", Key: bob}, {ID: "q", Key: bob.Reverse()}},
	} {
		_, err := relationship.PromiseToMany(cfg, to)
		refuse(t, name, err, relationship.ErrInvalid)
	}
}

// TestPromises takes events in any order, and what PromiseKeeping says of the book is what it says of the events.
func TestPromises(t *testing.T) {
	events := []relationship.Event{closedAs("k", "p", tieDay(9), relationship.OutcomePartlyKept, 0.25), promised("q"), samples()[0].event(t), promised("p")}
	b, err := relationship.Promises(slices.Values(events))
	if err != nil || b.Len() != 2 {
		t.Fatalf("%+v, %v", b, err)
	}
	got := relationship.PromiseKeeping(b.Events(), relationship.ByFrom, tieDay(0), tieDay(9))
	if want := (relationship.PromiseRecord{N: 1, Stake: 2, Kept: 0.5}); got != want {
		t.Errorf("the record is %+v, want %+v", got, want)
	}
	_, err = relationship.Promises(slices.Values(append(events, nil, closedAs("l", "p", tieDay(9), relationship.OutcomeKept, 1))))
	if refuse(t, "twice, and nothing", err, relationship.ErrInvalid); tieFault(err) != relationship.FaultTwice {
		t.Errorf("closed twice: %v", err)
	}
}
