package relationship_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/rapport-go/rapport/relationship"
)

// checkEnum goes through an enumeration: all values, in order, with their names there and back, and what is none.
func checkEnum[E interface {
	~uint8
	fmt.Stringer
	IsValid() bool
	MarshalText() ([]byte, error)
}](t *testing.T, parse func(string) (E, error), unmarshal func(*E, []byte) error, all []E, first E, names ...string) {
	t.Helper()
	if len(all) != len(names) {
		t.Fatalf("%d values of %d names", len(all), len(names))
	}
	for i, e := range all {
		text, err := e.MarshalText()
		back, parseErr := parse(names[i])
		var target E
		if e != first+E(i) || !e.IsValid() || string(text) != names[i] || e.String() != names[i] || errors.Join(err, parseErr, unmarshal(&target, text)) != nil ||
			back != e || target != e {
			t.Errorf("value %d is %v (%s), read as %v and %v, want %s", i, e, text, back, target, names[i])
		}
	}
	none, kept := first+E(len(all)), first
	if none.IsValid() || (first > 0 && E(0).IsValid()) {
		t.Errorf("%v or 0 is valid", none)
	}
	_, err := none.MarshalText()
	refuse(t, none.String(), err, relationship.ErrInvalid)
	for _, text := range []string{"", "none such", names[0] + " "} {
		_, err := parse(text)
		refuse(t, text, err, relationship.ErrInvalid)
		if refuse(t, text, unmarshal(&kept, []byte(text)), relationship.ErrInvalid); kept != first {
			t.Errorf("%q was refused and changed the target", text)
		}
	}
}

func TestEventEnumerations(t *testing.T) {
	checkEnum(t, relationship.ParseEventKind, (*relationship.EventKind).UnmarshalText, relationship.EventKinds(), relationship.EventPurchase,
		"purchase", "refund", "contact", "request", "reply", "promise-made", "promise-closed", "rating", "complaint", "resolution", "referral", "use",
		"delivery", "return", "review", "expansion", "decline", "cancellation", "agreement-signed", "agreement-renewed", "agreement-ended", "dispute",
		"reconciliation", "win-back-started", "consent-given", "consent-withdrawn", "party-closed")
	checkEnum(t, relationship.ParseChannel, (*relationship.Channel).UnmarshalText, relationship.Channels(), relationship.ChannelMail,
		"mail", "phone", "e-mail", "chat", "text-message", "web", "app", "social", "in-person", "tender", "other")
	checkEnum(t, relationship.ParseMethod, (*relationship.Method).UnmarshalText, relationship.Methods(), relationship.MethodDirectMailAndTelephone,
		"direct-mail-and-telephone", "direct-marketing", "database-marketing", "crm")
	checkEnum(t, relationship.ParsePurpose, (*relationship.Purpose).UnmarshalText, relationship.Purposes(), relationship.PurposeOffer,
		"offer", "service", "information", "feedback", "follow-up", "suggestion", "social", "joint-work")
	checkEnum(t, relationship.ParseAspect, (*relationship.Aspect).UnmarshalText, relationship.Aspects(), relationship.AspectSatisfaction,
		"satisfaction", "recommendation", "effort", "ability", "integrity", "benevolence", "quality", "price", "value", "communication", "empathy",
		"knowledge", "bond", "commitment")
	checkEnum(t, relationship.ParseOutcome, (*relationship.Outcome).UnmarshalText, relationship.Outcomes(), relationship.OutcomeKept,
		"kept", "partly-kept", "broken", "waived", "renegotiated")
	checkEnum(t, relationship.ParseVerdict, (*relationship.Verdict).UnmarshalText, relationship.Verdicts(), relationship.VerdictUnknown,
		"unknown", "satisfied", "dissatisfied")
	checkEnum(t, relationship.ParseForm, (*relationship.Form).UnmarshalText, relationship.Forms(), relationship.FormWritten,
		"written", "unsigned", "oral")
}
