package relationship_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// tieDay is noon in UTC of a day of 2026, counted from its first.
func tieDay(n int) time.Time { return time.Date(2026, 1, 1+n, 12, 0, 0, 0, time.UTC) }

// agreed makes a signed agreement with a term in days of 2026; an end before 0 is none.
func agreed(id, agreement string, at, start, end int) relationship.AgreementSigned {
	return relationship.Must(relationship.NewAgreementSigned(relationship.AgreementSignedConfig{ID: relationship.EventID(id), At: tieDay(at), Key: keyOfTests,
		Agreement: relationship.EventID(agreement), Form: relationship.FormWritten, Value: money("1200.00 EUR"), Completeness: 0.75,
		Start: relationship.DateOf(tieDay(start)), End: tieEnd(end)}))
}

// tieEnd is a day of 2026, or no date before 0.
func tieEnd(n int) relationship.Date {
	if n < 0 {
		return relationship.Date{}
	}
	return relationship.DateOf(tieDay(n))
}

// renewedTo makes a renewed agreement.
func renewedTo(id, agreement string, at, end int) relationship.AgreementRenewed {
	return relationship.Must(relationship.NewAgreementRenewed(relationship.AgreementRenewedConfig{ID: relationship.EventID(id), At: tieDay(at), Key: keyOfTests,
		Agreement: relationship.EventID(agreement), End: tieEnd(end)}))
}

// endedOn makes an ended agreement.
func endedOn(id, agreement string, at int) relationship.AgreementEnded {
	return relationship.Must(relationship.NewAgreementEnded(relationship.AgreementEndedConfig{ID: relationship.EventID(id), At: tieDay(at), Key: keyOfTests,
		Agreement: relationship.EventID(agreement)}))
}

// agreementsOf makes a book of events that come in order.
func agreementsOf(t interface{ Fatal(...any) }, events ...relationship.Event) *relationship.AgreementBook {
	b := new(relationship.AgreementBook)
	for _, e := range events {
		if err := b.Observe(e); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

// tieFault returns what is wrong with a change, or 0.
func tieFault(err error) relationship.ChangeFault {
	var illegal *relationship.ChangeError
	if errors.As(err, &illegal) && errors.Is(err, relationship.ErrChange) {
		return illegal.Fault
	}
	return 0
}

func TestAgreement(t *testing.T) {
	b := agreementsOf(t, agreed("s", "a", 0, 10, 19), renewedTo("r2", "a", 40, 59), renewedTo("r1", "a", 15, 29), endedOn("e", "a", 49))
	a, ok := b.Agreement("a")
	if !ok || a.ID() != "a" || a.Key() != keyOfTests || a.Form() != relationship.FormWritten || !a.Signed() || a.Completeness() != 0.75 ||
		!a.Value().Equal(money("1200.00 EUR")) || a.Start() != tieEnd(10) || a.End() != tieEnd(59) || a.Signing().ID() != "s" {
		t.Errorf("the agreement is %+v, %t", a, ok)
	}
	want := []relationship.Renewal{
		{ID: "r1", At: tieDay(15), Date: tieEnd(15), Start: tieEnd(20), End: tieEnd(29)}, // in time: the day after
		{ID: "r2", At: tieDay(40), Date: tieEnd(40), Start: tieEnd(40), End: tieEnd(59)}, // late: on its day
	}
	if got := a.Renewals(); !slices.Equal(got, want) {
		t.Errorf("the renewals are %v, want %v", got, want)
	}
	if e, ended := a.Ended(); !ended || e.ID() != "e" {
		t.Errorf("it ended with %v, %t", e, ended)
	}
	for day, in := range map[int]bool{9: false, 10: true, 19: true, 20: true, 29: true, 30: false, 39: false, 40: true, 49: true, 50: false, 60: false} {
		if got := a.InForce(tieEnd(day)); got != in {
			t.Errorf("on day %d it is in force: %t", day, got)
		}
		if n := len(slices.Collect(b.InForce(tieEnd(day)))); (n == 1) != in {
			t.Errorf("on day %d %d are in force", day, n)
		}
	}
	if a.InForce(relationship.Date{}) || (relationship.Agreement{}).InForce(tieEnd(10)) || (relationship.Agreement{}).InForceAt(tieDay(10)) {
		t.Error("no date, or no agreement, is in force")
	}
	// By what was known then: not before it was renewed, and not from the instant of its end on.
	for at, in := range map[time.Time]bool{
		tieDay(14): true, tieDay(40).Add(-1): false, tieDay(40): true, tieDay(49).Add(-1): true, tieDay(49): false, tieDay(10).Add(-24 * time.Hour): false,
	} {
		if got := a.InForceAt(at); got != in || len(slices.Collect(b.InForceAt(at))) == 1 != in {
			t.Errorf("at %v it was in force: %t", at, got)
		}
	}
	if before := a.Until(tieDay(15).Add(-1)); before.End() != tieEnd(19) || before.Renewals() != nil || !a.Until(tieDay(-1)).IsZero() {
		t.Errorf("before it was renewed it was %+v", before)
	}
	var ids []relationship.EventID
	for e := range a.Changes() {
		ids = append(ids, e.ID())
	}
	if !slices.Equal(ids, []relationship.EventID{"s", "r1", "r2", "e"}) {
		t.Errorf("the changes are %v", ids)
	}
}

// TestAgreementOpenEnded: a term without an end goes on until a renewal gives it one.
func TestAgreementOpenEnded(t *testing.T) {
	a, _ := agreementsOf(t, agreed("s", "a", 0, 0, -1), renewedTo("r", "a", 20, 29)).Agreement("a")
	for day, in := range map[int]bool{0: true, 19: true, 20: true, 29: true, 30: false} {
		if a.InForce(tieEnd(day)) != in {
			t.Errorf("on day %d: %t", day, !in)
		}
	}
	if !a.InForceAt(tieDay(5)) || a.InForceAt(tieDay(31)) {
		t.Error("it was in force before it was renewed, and not after its new term")
	}
	forever := relationship.Must(relationship.NewAgreementSigned(relationship.AgreementSignedConfig{ID: "s", At: noon, Key: keyOfTests, Agreement: "a",
		Form: relationship.FormOral, Start: date("2026-01-01"), End: date("9999-12-31")}))
	b := agreementsOf(t, forever)
	refusal := b.Observe(renewedTo("r", "a", 20, 29))
	if tieFault(refusal) != relationship.FaultTerm {
		t.Errorf("shortened by a renewal: %v", refusal)
	}
	if err := b.Observe(renewedTo("r", "a", 20, -1)); err != nil {
		t.Errorf("renewed past the end of the calendar: %v", err)
	}
}

func TestAgreementIllegal(t *testing.T) {
	before := []relationship.Event{agreed("s", "a", 10, 10, 19), renewedTo("r", "a", 15, 29), endedOn("e", "a", 25)}
	other := relationship.Must(relationship.NewAgreementEnded(relationship.AgreementEndedConfig{ID: "k", At: tieDay(24), Key: keyFor(relationship.KindSupplier), Agreement: "b"}))
	for name, row := range map[string]struct {
		known []relationship.Event
		e     relationship.Event
		fault relationship.ChangeFault
	}{
		"renewed, unknown":      {nil, renewedTo("x", "a", 15, 29), relationship.FaultUnknown},
		"ended, unknown":        {before, endedOn("x", "c", 25), relationship.FaultUnknown},
		"signed twice":          {before, agreed("x", "a", 10, 10, 19), relationship.FaultTwice},
		"ended twice":           {before, endedOn("x", "a", 26), relationship.FaultTwice},
		"renewed after the end": {before, renewedTo("x", "a", 26, 40), relationship.FaultOver},
		"ended before the last": {before[:2], endedOn("x", "a", 14), relationship.FaultOver},
		"ended before signed":   {before[:1], endedOn("x", "a", 9), relationship.FaultEarly},
		"renewed before signed": {before[:1], renewedTo("x", "a", 9, 29), relationship.FaultEarly},
		"a term backwards":      {before[:2], renewedTo("x", "a", 16, 29), relationship.FaultTerm},
		"one before it":         {before[:2], renewedTo("x", "a", 14, 29), relationship.FaultTerm},
		"another relationship":  {append(before[:3:3], agreed("s2", "b", 10, 10, 19)), other, 0},
		"another with the id":   {before, endedOn("r", "a", 20), 0},
	} {
		b := agreementsOf(t, row.known...)
		was := b.Clone()
		err := b.Observe(row.e)
		if row.fault != tieFault(err) || row.fault == 0 && !errors.Is(err, relationship.ErrConflict) || !b.Equal(was) {
			t.Errorf("%s: %v", name, err)
		}
		refuse(t, name, err, err)
		if err := b.Merge(agreementsOf(t, before...)); err != nil {
			t.Errorf("%s: merging what is legal: %v", name, err)
		}
		for _, e := range row.known {
			if err := b.Observe(e); err != nil {
				t.Errorf("%s: the same event again: %v", name, err)
			}
		}
	}
	// At one instant the signing comes before the renewal, and that before the end.
	agreementsOf(t, agreed("s", "a", 10, 10, 19), endedOn("a-first", "a", 10), renewedTo("r", "a", 10, 29))
}

// TestAgreements takes events in any order, and tells every fault.
func TestAgreements(t *testing.T) {
	events := []relationship.Event{endedOn("e", "a", 10), renewedTo("r", "a", 10, 29), samples()[0].event(t), agreed("s", "a", 10, 10, 19)}
	b, err := relationship.Agreements(slices.Values(events))
	if err != nil || !b.Equal(agreementsOf(t, events[3], events[1], events[0])) {
		t.Errorf("%+v, %v", b, err)
	}
	for range 30 {
		events = append(events, endedOn(fmt.Sprint("x", len(events)), "c", 10))
	}
	if b, err = relationship.Agreements(slices.Values(append(events, nil))); b != nil || tieFault(err) != relationship.FaultUnknown {
		t.Errorf("%+v, %v", b, err)
	}
	refuse(t, "31 faults", err, relationship.ErrInvalid)
}
