package relationship_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/relationship"
)

// TestOpener: who complained or began a dispute is the other side than the one that settles it, unless it is said.
func TestOpener(t *testing.T) {
	const us, them = relationship.ByFrom, relationship.ByTo
	for _, row := range []struct{ actor, by, want relationship.Actor }{
		{us, 0, them}, {them, 0, us}, {us, them, them}, {them, us, us},
		{them, them, them}, {us, us, us}, // taken back by the side that opened it
	} {
		r, err := relationship.NewResolution(relationship.ResolutionConfig{ID: "y-1", At: noon, Key: keyOfTests, Actor: row.actor, By: row.by,
			Complaint: "x-0", ComplainedAt: before, Severity: 0.4})
		if err != nil || r.By() != row.want {
			t.Errorf("resolved by %v, opened by %v: opened by %v, %v; want %v", row.actor, row.by, r.By(), err, row.want)
		}
		c, err := relationship.NewReconciliation(relationship.ReconciliationConfig{ID: "j-1", At: noon, Key: keyOfTests, Actor: row.actor, By: row.by,
			Dispute: "i-0", DisputedAt: before, Severity: 0.4})
		if err != nil || c.By() != row.want {
			t.Errorf("reconciled by %v, opened by %v: opened by %v, %v; want %v", row.actor, row.by, c.By(), err, row.want)
		}
	}
}

// TestOpenerUnset: one who is left out is the usual one, in a constructor and in a stored form; where nobody is known to act, nothing is
// told twice.
func TestOpenerUnset(t *testing.T) {
	const line = `{"kind":"resolution","id":"y","at":"2026-01-02T10:00:00Z","from":"us","to":"ada","role":"supplier","complaint":"x","complained_at":"2026-01-02T09:00:00Z","severity":1}`
	e, err := relationship.ParseEvent([]byte(line))
	if r, ok := e.(relationship.Resolution); err != nil || !ok || r.Actor() != relationship.ByTo || r.By() != relationship.ByFrom {
		t.Errorf("read as %+v, %v", e, err)
	}
	_, err = relationship.NewReconciliation(relationship.ReconciliationConfig{ID: "j", At: noon, Key: keyOfTests, Dispute: "i", DisputedAt: before, Severity: 1})
	if refuse(t, "nobody", err, relationship.ErrInvalid); err != nil && strings.Contains(err.Error(), "\n") {
		t.Errorf("one fault is told as\n%v", err)
	}
}

// TestOpenDebtsTell: a debt of complaints and disputes tells who opened them, through a merge and the stored form, so that another one's
// opening does not pay it.
func TestOpenDebtsTell(t *testing.T) {
	for _, kinds := range [][2]relationship.EventKind{
		{relationship.EventComplaint, relationship.EventResolution}, {relationship.EventDispute, relationship.EventReconciliation},
	} {
		opening, closing := samples()[kinds[0]-1], samples()[kinds[1]-1]
		opening.cfg = opening.with("At", before)
		opening.cfg = opening.with("ID", relationship.EventID("x-0"))
		opening.cfg = opening.with("Severity", closing.value("Severity"))
		refers := map[relationship.EventKind]string{relationship.EventResolution: "Complaint", relationship.EventReconciliation: "Dispute"}[closing.kind]
		closing.cfg = closing.with(refers, relationship.EventID("x-0"))
		debt := openOf(t, closing.event(t))
		var read relationship.Open
		if err := read.UnmarshalJSON([]byte(storedOpen(t, debt))); err != nil || !read.Equal(debt) {
			t.Fatalf("%s is read as %s, %v", storedOpen(t, debt), storedOpen(t, &read), err)
		}
		twice := debt.Clone() // settled twice
		merge(t, twice, debt)
		if err := twice.UnmarshalJSON([]byte(storedOpen(t, twice))); err != nil || strings.Count(storedOpen(t, twice), `"count":-2,"by":"to"`) != 1 {
			t.Errorf("settled twice: %s, %v", storedOpen(t, twice), err)
		}
		merged := new(relationship.Open)
		merge(t, merged, &read)
		other, err := opening.build(opening.with("Actor", relationship.ByFrom))
		if err != nil {
			t.Fatal(err)
		}
		refuse(t, "the opening of the other side", merged.Observe(other), relationship.ErrConflict)
		if err := merged.Observe(opening.event(t)); err != nil || !merged.IsZero() {
			t.Errorf("%v leaves %s, %v", opening.kind, storedOpen(t, merged), err)
		}
	}
}

// TestOpenRequestDebt: a debt of requests does not tell who asked, whatever it was made of.
func TestOpenRequestDebt(t *testing.T) {
	q := asked("q-1", before)
	reply := relationship.Must(relationship.NewReply(relationship.ReplyConfig{ID: "a-1", At: noon, Key: keyOfTests, Actor: relationship.ByFrom,
		Request: "q-1", RequestedAt: before, Channel: relationship.ChannelEmail}))
	a, b := openOf(t, reply, q, reply), openOf(t, reply)
	if !a.Equal(b) || a.Len() != 0 || a.IsZero() {
		t.Errorf("%s, want %s", storedOpen(t, a), storedOpen(t, b))
	}
	merge(t, a, openOf(t, q, q))
	want := []relationship.OpenRequest{{ID: "q-1", By: relationship.ByTo, Since: before.UTC(), Channel: relationship.ChannelEmail}}
	if diff := cmp.Diff(slices.Collect(a.Requests(noon)), want); diff != "" {
		t.Errorf("asked twice more (-got +want):\n%s", diff)
	}
}

// TestEqualOfNil: nil is as good as empty, as it is for Merge.
func TestEqualOfNil(t *testing.T) {
	order := samples()[relationship.EventPurchase-1].event(t)
	summary := new(relationship.Summary)
	if err := summary.Observe(order); err != nil {
		t.Fatal(err)
	}
	if !new(relationship.History).Equal(nil) || !new(relationship.Open).Equal(nil) || !new(relationship.Summary).Equal(nil) {
		t.Error("nothing is not nothing")
	}
	if historyOf(t, order).Equal(nil) || openOf(t, asked("q", noon)).Equal(nil) || summary.Equal(nil) {
		t.Error("something is nothing")
	}
}
