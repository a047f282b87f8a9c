package loyalty_test

import (
	"errors"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// Events come by value or by pointer.
func TestConductPointers(t *testing.T) {
	made := must(relationship.NewComplaint(relationship.ComplaintConfig{ID: "c", At: due, Key: key(), Actor: them, Severity: 0.4}))
	if r, err := loyalty.ComplaintsHandled(seqOf([]relationship.Event{&made}),
		them, due.AddDate(0, 0, -1), noon); err != nil || r.Open() != 1 {
		t.Errorf("%+v, %v", r, err)
	}
	contact := contactAt(noon, us, relationship.ChannelEmail, relationship.PurposeService)
	request, reply := requestAt(1, noon, us), replyAt(due, noon, us, relationship.ChannelEmail)
	_, values := talked(t, loyalty.DialoguePolicy{}, []relationship.Event{contact, request, reply})
	_, pointers := talked(t, loyalty.DialoguePolicy{}, []relationship.Event{&contact, &request, &reply})
	if values != pointers || values.IsZero() {
		t.Errorf("%+v by pointer is %+v", values, pointers)
	}
	given := consent(true, due.AddDate(0, 0, -1), them, relationship.ChannelEmail).(relationship.ConsentGiven)
	withdrawn := consent(false, due, them, relationship.ChannelEmail).(relationship.ConsentWithdrawn)
	all, err := loyalty.OptOuts(seqOf([]relationship.Event{&given, &withdrawn, &contact}), loyalty.OptOutConfig{By: us, AsOf: noon})
	if err != nil || len(all) != 1 || all[0].Violations != 1 {
		t.Errorf("%+v, %v", all, err)
	}
}

func TestConductWindows(t *testing.T) {
	none := seqOf(nil)
	for name, w := range map[string]struct {
		by       relationship.Actor
		from, to time.Time
	}{"by": {0, due, noon}, "from": {us, time.Time{}, noon}, "to": {us, due, time.Time{}}, "turned": {us, noon, due}} {
		for _, err := range []error{
			second(loyalty.PromisesKept(none, w.by, w.from, w.to)), second(loyalty.ComplaintsHandled(none, w.by, w.from, w.to)),
			second(loyalty.Approaches(none, w.by, 0, w.from, w.to)),
		} {
			if !errors.Is(err, loyalty.ErrInvalid) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if _, err := loyalty.Approaches(none, us, 99, due, noon); !errors.Is(err, loyalty.ErrInvalid) {
		t.Errorf("no channel: %v", err)
	}
	if n, err := loyalty.Approaches(seqOf([]relationship.Event{contactAt(noon, us, relationship.ChannelEmail, relationship.PurposeOffer)}), us, 0, noon, noon); n != 0 || err != nil {
		t.Errorf("in no time %d, %v", n, err)
	}
	// No sequence is as good as an empty one.
	if p, err := loyalty.PromisesKept(nil, us, due, noon); err != nil || !p.Kept.IsZero() {
		t.Errorf("%+v, %v", p, err)
	}
	if r, err := loyalty.ComplaintsHandled(nil, us, due, noon); err != nil || r.Open() != 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

// An event that is nil is a mistake of the caller, wherever it stands; a pointer to nothing of a kind that is not read is passed over.
func TestConductRefusesNoEvent(t *testing.T) {
	for _, nobody := range []relationship.Event{
		nil, (*relationship.Contact)(nil), (*relationship.Request)(nil), (*relationship.Reply)(nil), (*relationship.PromiseClosed)(nil), (*relationship.Complaint)(nil),
		(*relationship.Resolution)(nil), (*relationship.ConsentGiven)(nil), (*relationship.ConsentWithdrawn)(nil), (*relationship.Purchase)(nil),
	} {
		_, other := nobody.(*relationship.Purchase)
		all := seqOf([]relationship.Event{contactAt(noon, us, relationship.ChannelEmail, relationship.PurposeOffer), nobody})
		for what, err := range map[string]error{
			"promises": second(loyalty.PromisesKept(all, us, due, noon)), "complaints": second(loyalty.ComplaintsHandled(all, us, due, noon)),
			"approaches": second(loyalty.Approaches(all, us, 0, due, noon)), "opt-outs": second(loyalty.OptOuts(all, loyalty.OptOutConfig{By: us, AsOf: noon})),
		} {
			if other != (err == nil) || !other && !errors.Is(err, loyalty.ErrInvalid) {
				t.Errorf("%s with %T: %v", what, nobody, err)
			}
		}
	}
}
