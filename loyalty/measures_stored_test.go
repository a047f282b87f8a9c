package loyalty_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
)

// rereads reads the form of version 1 in testdata into a state, and fails where it is not written again to the byte.
func rereads(t *testing.T, name string, into json.Unmarshaler) {
	t.Helper()
	text := bytes.TrimSpace(must(os.ReadFile("testdata/" + name)))
	if err := json.Unmarshal(text, into); err != nil {
		t.Fatal(err)
	}
	if again := must(json.Marshal(into)); !bytes.Equal(again, text) {
		t.Errorf("%s\nis written\n%s", text, again)
	}
}

// The stored forms of measures are read forever. What they hold was put in by hand, in numbers that have no rounding.

func TestStoredSpanCounts(t *testing.T) {
	var read loyalty.SpanCounts
	rereads(t, "span-counts-v1.json", &read)
	var want loyalty.SpanCounts
	for span, count := range map[loyalty.Span]int{0: 4, 1: 1, 90 * loyalty.Second: 2, 36 * loyalty.Hour: 3, 7 * loyalty.Day: 1} {
		if err := want.Add(span, count); err != nil {
			t.Fatal(err)
		}
	}
	if !read.Equal(want) || read.N() != 11 {
		t.Errorf("read %+v, want %+v", read, want)
	}
}

func TestStoredLatencies(t *testing.T) {
	var read, want loyalty.Latencies
	rereads(t, "latencies-v1.json", &read)
	for _, e := range []relationship.Event{
		replyAt(noon.Add(-300e9), noon, us, relationship.ChannelChat), replyAt(noon.Add(-300e9), noon, us, relationship.ChannelChat),
		replyAt(due, due, us, relationship.ChannelChat), replyAt(noon.AddDate(0, 0, -1), noon, us, relationship.ChannelEmail),
		replyAt(noon.Add(-1), noon, them, relationship.ChannelPhone),
	} {
		if err := want.Observe(e); err != nil {
			t.Fatal(err)
		}
	}
	if !read.Equal(&want) {
		t.Errorf("read %+v, want %+v", read, want)
	}
}

func TestStoredDialogue(t *testing.T) {
	var read, want loyalty.Dialogue
	rereads(t, "dialogue-v1.json", &read)
	m := must(loyalty.NewDialogueModel(loyalty.DialoguePolicy{HalfLife: loyalty.Days(1)}))
	for _, e := range []relationship.Event{
		contactAt(noon, us, relationship.ChannelEmail, relationship.PurposeService), contactAt(noon.AddDate(0, 0, -1), us, relationship.ChannelEmail, relationship.PurposeOffer),
		contactAt(noon.AddDate(0, 0, -2), them, relationship.ChannelInPerson, relationship.PurposeSocial), replyAt(noon.AddDate(0, 0, -4), noon.AddDate(0, 0, -3), us, relationship.ChannelChat),
		requestAt(1, noon, them),
	} {
		if err := m.Observe(&want, e); err != nil {
			t.Fatal(err)
		}
	}
	for _, reached := range []bool{true, true, false} {
		if err := m.ObserveAttempt(&want, them, reached, noon.AddDate(0, 0, -1)); err != nil {
			t.Fatal(err)
		}
	}
	if !read.Equal(want) {
		t.Errorf("read %+v, want %+v", read, want)
	}
}

func TestStoredExpectation(t *testing.T) {
	var read, want loyalty.Expectation
	rereads(t, "expectation-v1.json", &read)
	for _, err := range []error{want.Declare(0.5, base), want.Experience(0.75, base, 0.5), want.Experience(0.5, noon, 0.5)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if !read.Equal(want) {
		t.Errorf("read %+v, want %+v", read, want)
	}
}

func TestStoredReputation(t *testing.T) {
	var read, want loyalty.Reputation
	rereads(t, "reputation-v1.json", &read)
	m := must(loyalty.NewReputationModel(loyalty.ReputationPolicy{HalfLife: loyalty.Days(4)}))
	for _, r := range []rated{
		{loyalty.AudiencePartners, 0.75, noon}, {loyalty.AudiencePartners, 0.5, noon.AddDate(0, 0, -4)}, {loyalty.AudienceConsumers, 1, noon.AddDate(0, 0, -2)},
	} {
		if err := m.Hear(&want, r.from, r.score, r.when); err != nil {
			t.Fatal(err)
		}
	}
	if !read.Equal(want) {
		t.Errorf("read %+v, want %+v", read, want)
	}
}
