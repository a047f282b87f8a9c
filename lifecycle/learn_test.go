package lifecycle_test

import (
	"errors"
	"testing"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

func TestLearn(t *testing.T) {
	var f lifecycle.Facts
	for i, row := range []struct {
		factor string
		into   *lifecycle.Score
	}{
		{"trust", &f.Trust}, {"value", &f.Value}, {"communication", &f.Communication}, {"social-bond", &f.Bond}, {"commitment", &f.Commitment},
	} {
		if !row.into.IsZero() || !f.Learn(row.factor, 1000+i) || *row.into != lifecycle.Points(1000+i) {
			t.Errorf("%s is %v, want %d", row.factor, *row.into, 1000+i)
		}
	}
	before := f
	for _, other := range []string{"", "satisfaction", "Trust", "bond"} {
		if f.Learn(other, 5) || f != before {
			t.Errorf("%q was learnt", other)
		}
	}
}

// TestForgetUndoesLearn: after it all that was learnt is unknown, and what was not learnt stands.
func TestForgetUndoesLearn(t *testing.T) {
	stands := lifecycle.Facts{Purchases: 2, Keeping: lifecycle.Points(9000), Satisfaction: lifecycle.Points(7500), PaysBack: true}
	f := stands
	for _, factor := range []string{"trust", "value", "communication", "social-bond", "commitment"} {
		if !f.Learn(factor, 8000) {
			t.Fatalf("%s was not learnt", factor)
		}
	}
	if f.Forget(); f != stands {
		t.Errorf("%+v, want %+v", f, stands)
	}
}

func TestKeep(t *testing.T) {
	var f lifecycle.Facts
	for _, row := range []struct {
		record relationship.PromiseRecord
		least  int
		want   lifecycle.Score
	}{
		{relationship.PromiseRecord{N: 2, Stake: 4, Kept: 3}, 2, lifecycle.Points(7500)},
		{relationship.PromiseRecord{N: 1, Stake: 1, Kept: 1}, 2, lifecycle.Score{}},
		{relationship.PromiseRecord{N: 1, Stake: 1, Kept: 1}, 1, lifecycle.Points(10_000)},
		{relationship.PromiseRecord{}, 0, lifecycle.Score{}},
		{relationship.PromiseRecord{N: 3, Stake: 3}, 2, lifecycle.Points(0)},
	} {
		if f.Keep(row.record, row.least); f.Keeping != row.want {
			t.Errorf("%+v of at least %d: %v, want %v", row.record, row.least, f.Keeping, row.want)
		}
	}
}

// TestRejectedIsOneError: whatever the reason, a rejection is one.
func TestRejectedIsOneError(t *testing.T) {
	course := relationship.Must(lifecycle.Customer(lifecycle.CustomerPolicy{}))
	var at lifecycle.CustomerStanding
	start := relationship.Must(relationship.NewWinBackStarted(relationship.WinBackStartedConfig{
		ID: "w", At: time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC), Key: relationship.Key{From: "us", To: "ada", Role: relationship.KindCustomer},
	}))
	err := course.Observe(&at, start, nil)
	if !errors.Is(err, lifecycle.ErrRejected) || !errors.Is(err, lifecycle.ErrNoRule) || errors.Is(err, lifecycle.ErrGuardRefused) {
		t.Errorf("%v", err)
	}
}

// TestNoSequenceIsNoEvents: nil is as good as empty.
func TestNoSequenceIsNoEvents(t *testing.T) {
	course := relationship.Must(lifecycle.Partner(lifecycle.PartnerPolicy{}))
	if path, err := course.Path(nil, time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)); err != nil || len(path) != 0 {
		t.Errorf("%v, %v", path, err)
	}
}
