package relationship_test

import (
	"math"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/rapport-go/rapport/relationship"
)

// fbDay is an instant some days after noon.
func fbDay(days float64) time.Time { return noon.Add(time.Duration(days * 24 * float64(time.Hour))) }

// fbKey is a relationship of ours with a customer.
func fbKey(to relationship.PartyID) relationship.Key {
	return relationship.Key{From: "us", To: to, Role: relationship.KindCustomer}
}

// fbComplaint is a complaint of a customer.
func fbComplaint(id relationship.EventID, of relationship.PartyID, topic string, severity, days float64) relationship.Complaint {
	return relationship.Must(relationship.NewComplaint(relationship.ComplaintConfig{ID: id, At: fbDay(days), Key: fbKey(of), Severity: severity, Topic: topic}))
}

// fbEnd is the resolution of a complaint.
func fbEnd(id relationship.EventID, c relationship.Complaint, days float64) relationship.Resolution {
	return relationship.Must(relationship.NewResolution(relationship.ResolutionConfig{ID: id, At: fbDay(days), Key: c.Key(), Complaint: c.ID(),
		ComplainedAt: c.At(), Severity: c.Severity()}))
}

// fbOf observes events.
func fbOf(t interface{ Fatal(...any) }, events ...relationship.Event) *relationship.Feedback {
	f := new(relationship.Feedback)
	for _, e := range events {
		if err := f.Observe(e); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

// fbLog is a few complaints, their ends, a dispute and a note.
func fbLog(t interface{ Fatal(...any) }) *relationship.Feedback {
	late1, late2, late3 := fbComplaint("x-1", "ada", "late", 1, 0), fbComplaint("x-2", "bob", "late", 0.5, 30), fbComplaint("x-3", "ada", "late", 1, 60)
	price := fbComplaint("x-4", "eve", "price", 0.5, 60)
	dispute := relationship.Must(relationship.NewDispute(relationship.DisputeConfig{ID: "i-1", At: fbDay(50), Key: fbKey("eve"), Actor: relationship.ByTo, Severity: 0.5,
		Topic: "price"}))
	peace := relationship.Must(relationship.NewReconciliation(relationship.ReconciliationConfig{ID: "j-1", At: fbDay(50.5), Key: fbKey("eve"), Actor: relationship.ByFrom,
		Dispute: "i-1", DisputedAt: dispute.At(), Severity: 0.5, By: relationship.ByTo}))
	f := fbOf(t, fbEnd("y-1", late1, 4), late1, &late2, late3, fbEnd("y-2", late2, 51), fbEnd("y-2b", late2, 50), price, peace, dispute, bought("2026-01-01", "1.00 EUR"))
	if err := f.Note(relationship.FeedbackNote{ID: "n-1", Key: fbKey("bob"), Topic: "idea", At: fbDay(60)}); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFeedbackTopics(t *testing.T) {
	f := fbLog(t)
	worth := func(k relationship.Key) relationship.Money {
		return map[relationship.PartyID]relationship.Money{"ada": money("300.00 EUR"), "bob": money("100.00 EUR"), "eve": money("1000.00 EUR")}[k.To]
	}
	policy := relationship.FeedbackPolicy{FastDays: 30, SlowDays: 60}
	got, err := f.Topics(fbDay(60), policy, worth)
	if err != nil {
		t.Fatal(err)
	}
	day := 24 * time.Hour
	want := []relationship.TopicReport{
		{Topic: "price", N: 2, Fast: 0.5 + 0.5*math.Exp2(-1.0/3), Slow: 0.5 + 0.5*math.Exp2(-1.0/6), Opened: 2, Closed: 1, InTime: 1,
			MedianToClose: day / 2, Parties: 1, Value: money("1000.00 EUR")},
		{Topic: "late", N: 3, Fast: 0.25 + 0.25 + 1, Slow: 0.5 + 0.5*math.Sqrt(0.5) + 1, Opened: 3, Closed: 2, InTime: 1,
			MedianToClose: 12 * day, Parties: 2, Value: money("400.00 EUR")},
		{Topic: "idea", N: 1, Fast: 1, Slow: 1, Parties: 1, Value: money("100.00 EUR")},
	}
	near := cmpopts.EquateApprox(1e-14, 0)
	if diff := cmp.Diff(want, got, near); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if trend := got[2].Trend(policy); trend != 2 {
		t.Errorf("the trend of what was heard only now is %v, want 2", trend)
	}
	// Without values the order is that of the mass; long after, what is open is late.
	got, err = f.Topics(fbDay(75), policy, nil)
	if err != nil || len(got) != 3 || got[0].Topic != "late" || got[0].Late != 1 || got[1].Topic != "idea" || got[2].Topic != "price" ||
		got[2].Late != 1 || got[2].Value != (relationship.Money{}) {
		t.Errorf("%+v, %v", got, err)
	}
	// At an earlier instant what came later is not known.
	got, err = f.Topics(fbDay(30), relationship.FeedbackPolicy{}, worth)
	if err != nil || len(got) != 1 || got[0].N != 2 || got[0].Closed != 1 || got[0].Late != 0 || got[0].MedianToClose != 4*day {
		t.Errorf("%+v, %v", got, err)
	}
	if got, err := new(relationship.Feedback).Topics(fbDay(0), policy, worth); err != nil || len(got) != 0 {
		t.Errorf("of nothing: %v, %v", got, err)
	}
}

// TestFeedbackTies: products are compared exactly, where float64 could not tell them apart, and equal ones go by their labels.
func TestFeedbackTies(t *testing.T) {
	var f relationship.Feedback
	for i, topic := range []string{"c", "a", "b", "d"} {
		weight := []float64{0.5, 1, 0.25, 1}[i]
		note := relationship.FeedbackNote{ID: relationship.EventID(topic), Key: fbKey(relationship.PartyID(topic)), Topic: topic, At: noon, Weight: weight}
		if err := f.Note(note); err != nil {
			t.Fatal(err)
		}
	}
	values := map[relationship.PartyID]string{"a": "10000000000000000000.00 EUR", "b": "40000000000000000000.04 EUR", "c": "20000000000000000000.00 EUR",
		"d": "10000000000000000000.00 EUR"}
	got, err := f.Topics(noon, relationship.FeedbackPolicy{}, func(k relationship.Key) relationship.Money { return money(values[k.To]) })
	var order []string
	for _, r := range got {
		order = append(order, r.Topic)
	}
	if want := []string{"b", "a", "c", "d"}; err != nil || !slices.Equal(order, want) {
		t.Errorf("%v, %v, want %v", order, err, want)
	}
}

// TestFeedbackTrend: what comes evenly has no trend; the bounds are those of the half-lives.
func TestFeedbackTrend(t *testing.T) {
	var even, old relationship.Feedback
	for i := range 3000 {
		n := relationship.FeedbackNote{ID: relationship.EventID(time.Duration(i).String()), Key: fbKey("ada"), At: fbDay(float64(-i))}
		if err := even.Note(n); err != nil {
			t.Fatal(err)
		}
	}
	if err := old.Note(relationship.FeedbackNote{ID: "n", Key: fbKey("ada"), At: fbDay(-3000)}); err != nil {
		t.Fatal(err)
	}
	trend := func(f *relationship.Feedback) float64 {
		return relationship.Must(f.Topics(noon, relationship.FeedbackPolicy{}, nil))[0].Trend(relationship.FeedbackPolicy{})
	}
	if got := trend(&even); math.Abs(got-1) > 0.02 {
		t.Errorf("one a day: %v", got)
	}
	if got := trend(&old); got > 1e-20 {
		t.Errorf("one long ago: %v", got)
	}
	if got := (relationship.TopicReport{}).Trend(relationship.FeedbackPolicy{}); got != 0 {
		t.Errorf("of nothing: %v", got)
	}
	if got := (relationship.TopicReport{Fast: 1, Slow: 1}).Trend(relationship.FeedbackPolicy{FastDays: -1}); got != 0 {
		t.Errorf("by no policy: %v", got)
	}
}

func TestFeedbackState(t *testing.T) {
	refuse(t, "an event that was not constructed", new(relationship.Feedback).Observe(relationship.Purchase{}), relationship.ErrInvalid)
	f := fbLog(t)
	if f.Len() != 6 || f.IsZero() || !f.Equal(f.Clone()) || f.Equal(nil) || !new(relationship.Feedback).Equal(nil) {
		t.Errorf("%d pieces", f.Len())
	}
	waiting := fbOf(t, fbEnd("y", fbComplaint("x", "ada", "late", 1, 0), 1))
	if waiting.Len() != 0 || waiting.IsZero() {
		t.Errorf("a closing alone is %d pieces", waiting.Len())
	}
	if got, err := waiting.Topics(fbDay(9), relationship.FeedbackPolicy{}, nil); err != nil || len(got) != 0 {
		t.Errorf("a closing alone gives %v, %v", got, err)
	}
	kept := f.Clone()
	kept.Forget(fbDay(50))
	if kept.Len() != 4 || f.Len() != 6 {
		t.Errorf("%d of %d are kept", kept.Len(), f.Len())
	}
	owed := relationship.FeedbackNote{ID: "n-9", Key: fbKey("ada"), Topic: "idea", At: fbDay(0), Owed: true}
	closed := owed
	closed.Closed = fbDay(3)
	for _, n := range []relationship.FeedbackNote{owed, closed, owed} {
		if err := f.Note(n); err != nil {
			t.Fatal(err)
		}
	}
	got := relationship.Must(f.Topics(fbDay(60), relationship.FeedbackPolicy{}, nil))
	at := slices.IndexFunc(got, func(r relationship.TopicReport) bool { return r.Topic == "idea" })
	if r := got[at]; r.N != 2 || r.Opened != 1 || r.InTime != 1 || r.MedianToClose != 72*time.Hour {
		t.Errorf("%+v", r)
	}
}
