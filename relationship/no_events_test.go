package relationship_test

import (
	"io"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// TestNoSequenceIsNoEvents: nil is as good as empty, wherever events are read.
func TestNoSequenceIsNoEvents(t *testing.T) {
	if all, err := relationship.Summarize(nil); err != nil || len(all) != 0 {
		t.Errorf("Summarize: %v, %v", all, err)
	}
	if all, err := relationship.Exchanges(nil); err != nil || len(all) != 0 {
		t.Errorf("Exchanges: %v, %v", all, err)
	}
	if b, err := relationship.Agreements(nil); err != nil || !b.Equal(new(relationship.AgreementBook)) {
		t.Errorf("Agreements: %v, %v", b, err)
	}
	if b, err := relationship.Promises(nil); err != nil || !b.Equal(new(relationship.PromiseBook)) {
		t.Errorf("Promises: %v, %v", b, err)
	}
	if err := relationship.EncodeEvents(io.Discard, nil); err != nil {
		t.Errorf("EncodeEvents: %v", err)
	}
	now := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	if r := relationship.PromiseKeeping(nil, relationship.ByTo, now.AddDate(-1, 0, 0), now); r != (relationship.PromiseRecord{}) {
		t.Errorf("PromiseKeeping: %v", r)
	}
	if s := (relationship.Levels{}).Signals(nil, now.AddDate(-1, 0, 0), now); s != (relationship.Levels{}).Signals(each(nil), now.AddDate(-1, 0, 0), now) {
		t.Errorf("Signals: %v", s)
	}
}
