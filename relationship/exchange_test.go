package relationship_test

import (
	"cmp"
	"slices"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// xRequest is a request of keyOfTests by its buyer, an hour after noon for each of hours.
func xRequest(id relationship.EventID, hours int) relationship.Request {
	return relationship.Must(relationship.NewRequest(relationship.RequestConfig{
		ID: id, At: noon.Add(time.Duration(hours) * time.Hour), Key: keyOfTests, Actor: relationship.ByTo, Channel: relationship.ChannelEmail,
		Purpose: relationship.PurposeService,
	}))
}

// xReply is a reply to it.
func xReply(id relationship.EventID, to relationship.Request, hours int) relationship.Reply {
	return relationship.Must(relationship.NewReply(relationship.ReplyConfig{
		ID: id, At: to.At().Add(time.Duration(hours) * time.Hour), Key: to.Key(), Actor: relationship.ByFrom, Request: to.ID(), RequestedAt: to.At(),
		Channel: to.Channel(),
	}))
}

func TestExchanges(t *testing.T) {
	first, second, waiting, lost := xRequest("q-1", 0), xRequest("q-2", 1), xRequest("q-3", 2), xRequest("q-4", 3)
	reply := xReply("a-1", first, 5)
	events := []relationship.Event{
		xReply("a-2", second, 0), xReply("a-0", first, 6), waiting, &reply, first, &second, first, xReply("a-4", lost, 1), bought("2026-01-01", "1.00 EUR"), nil,
	}
	got, err := relationship.Exchanges(slices.Values(events))
	if err != nil {
		t.Fatal(err)
	}
	want := []relationship.Exchange{
		{Request: "q-1", Reply: "a-1", Key: keyOfTests, By: relationship.ByTo, Channel: relationship.ChannelEmail, Asked: noon, Answered: noon.Add(5 * time.Hour)},
		{Request: "q-2", Reply: "a-2", Key: keyOfTests, By: relationship.ByTo, Channel: relationship.ChannelEmail, Asked: second.At(), Answered: second.At()},
		{Request: "q-4", Reply: "a-4", Key: keyOfTests, By: relationship.ByTo, Channel: relationship.ChannelEmail, Asked: lost.At(), Answered: lost.At().Add(time.Hour)},
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got[0].Latency() != 5*time.Hour || got[1].Latency() != 0 {
		t.Errorf("took %v and %v", got[0].Latency(), got[1].Latency())
	}
}

func TestExchangesRefuse(t *testing.T) {
	request := xRequest("q-1", 0)
	for name, events := range map[string][]relationship.Event{
		"two requests of one id":       {request, xRequest("q-1", 1)},
		"a reply to another instant":   {request, xReply("a-1", xRequest("q-1", 1), 1)},
		"two replies that contradict":  {xReply("a-1", request, 5), xReply("a-2", xRequest("q-1", 1), 5)},
		"the same, in the other order": {xReply("a-2", xRequest("q-1", 1), 5), xReply("a-1", request, 5)},
	} {
		got, err := relationship.Exchanges(slices.Values(events))
		if refuse(t, name, err, relationship.ErrConflict); got != nil {
			t.Errorf("%s gave %v", name, got)
		}
	}
}

// TestExchangesLaw: what is paired is what a search for the earliest reply to each request finds, in whatever order the events come, and what
// waits is what is open.
func TestExchangesLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var events []relationship.Event
		want := map[relationship.EventID]time.Time{}
		waiting := 0
		for i := range rapid.IntRange(0, 6).Draw(t, "requests") {
			request := xRequest(relationship.EventID("q-"+string(rune('a'+i))), rapid.IntRange(0, 3).Draw(t, "at"))
			events = append(events, request)
			replies := rapid.IntRange(0, 2).Draw(t, "replies")
			if replies == 0 {
				waiting++
			}
			for j := range replies {
				reply := xReply("a-"+request.ID()+relationship.EventID(rune('a'+j)), request, rapid.IntRange(0, 4).Draw(t, "after"))
				if known, answered := want[request.ID()]; !answered || reply.At().Before(known) {
					want[request.ID()] = reply.At()
				}
				events = append(events, reply)
			}
		}
		got, err := relationship.Exchanges(slices.Values(rapid.Permutation(events).Draw(t, "order")))
		if err != nil || len(got) != len(want) {
			t.Fatalf("%d exchanges of %d, %v", len(got), len(want), err)
		}
		for _, x := range got {
			if !x.Answered.Equal(want[x.Request]) {
				t.Fatalf("%s was answered at %v, not %v", x.Request, x.Answered, want[x.Request])
			}
		}
		if !slices.IsSortedFunc(got, func(a, b relationship.Exchange) int {
			return cmp.Or(a.Asked.Compare(b.Asked), cmp.Compare(a.Request, b.Request))
		}) {
			t.Fatalf("out of order: %v", got)
		}
		again, err := relationship.Exchanges(slices.Values(rapid.Permutation(events).Draw(t, "another order")))
		if diff := gocmp.Diff(got, again); err != nil || diff != "" {
			t.Fatalf("%v, another order gives (-one +other):\n%s", err, diff)
		}
		still, open := relationship.Must(historyOf(t, events...).Open(keyOfTests)), 0
		for range still.Requests(noon.Add(9 * time.Hour)) {
			open++
		}
		if open != waiting {
			t.Fatalf("%d are open, and %d wait", open, waiting)
		}
	})
}
