package loyalty_test

import (
	"iter"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

// The sides, short for the tables of conduct.
const (
	us   = relationship.ByFrom
	them = relationship.ByTo
)

func contactAt(at time.Time, by relationship.Actor, channel relationship.Channel, purpose relationship.Purpose) relationship.Contact {
	return must(relationship.NewContact(relationship.ContactConfig{ID: "e", At: at, Key: key(), Actor: by, Channel: channel, Purpose: purpose}))
}

func requestAt(id int, at time.Time, by relationship.Actor) relationship.Request {
	return must(relationship.NewRequest(relationship.RequestConfig{
		ID: relationship.EventID("q" + strconv.Itoa(id)), At: at, Key: key(), Actor: by, Channel: relationship.ChannelEmail, Purpose: relationship.PurposeService,
	}))
}

func replyAt(asked, at time.Time, by relationship.Actor, channel relationship.Channel) relationship.Reply {
	return must(relationship.NewReply(relationship.ReplyConfig{
		ID: "r", At: at, Key: key(), Actor: by, Request: "q", RequestedAt: asked, Channel: channel,
	}))
}

// genTalk draws contacts, requests and replies of both sides; the length comes first.
func genTalk() *rapid.Generator[[]relationship.Event] {
	return rapid.Custom(func(t *rapid.T) []relationship.Event {
		all := make([]relationship.Event, rapid.SampledFrom([]int{0, 1, 2, 5, 20, 60}).Draw(t, "n"))
		for i := range all {
			at, by := genWhen().Draw(t, "when"), rapid.SampledFrom([]relationship.Actor{us, them}).Draw(t, "by")
			switch rapid.IntRange(0, 2).Draw(t, "kind") {
			case 0:
				all[i] = contactAt(at, by, rapid.SampledFrom(relationship.Channels()).Draw(t, "channel"), rapid.SampledFrom(relationship.Purposes()).Draw(t, "purpose"))
			case 1:
				all[i] = requestAt(i, at, by)
			default:
				waited := time.Duration(genSpan().Draw(t, "waited"))
				all[i] = replyAt(at.Add(-waited), at, by, rapid.SampledFrom(relationship.Channels()).Draw(t, "channel"))
			}
		}
		return all
	})
}

// genSpanCounts draws counts, often none, of few and of many spans, which often meet.
func genSpanCounts() *rapid.Generator[loyalty.SpanCounts] {
	return rapid.Custom(func(t *rapid.T) loyalty.SpanCounts {
		var c loyalty.SpanCounts
		for range rapid.SampledFrom([]int{0, 1, 2, 5, 20}).Draw(t, "n") {
			s := rapid.OneOf(rapid.Just(loyalty.Span(0)), genSpan(), rapid.Map(rapid.IntRange(0, 5), func(n int) loyalty.Span {
				return loyalty.Span(n) * loyalty.Hour
			})).Draw(t, "span")
			if err := c.Add(s, rapid.SampledFrom([]int{1, 1, 2, 7}).Draw(t, "count")); err != nil {
				t.Fatal(err)
			}
		}
		return c
	})
}

// seqOf yields events.
func seqOf(all []relationship.Event) iter.Seq[relationship.Event] { return slices.Values(all) }

// TestConductGenerators proves that the generators reach nothing, much, and every kind.
func TestConductGenerators(t *testing.T) {
	kinds, lengths, spans := map[string]bool{}, map[int]bool{}, map[int]bool{}
	for seed := range 200 {
		all := genTalk().Example(seed)
		lengths[len(all)] = true
		for _, e := range all {
			switch e := e.(type) {
			case relationship.Contact:
				kinds["contact "+e.Purpose().String()] = true
			case relationship.Request:
				kinds["request"] = true
			case relationship.Reply:
				kinds["reply"] = true
			}
			kinds[e.Actor().String()] = true
		}
		spans[genSpanCounts().Example(seed).N()] = true
	}
	if len(lengths) != 6 || len(kinds) != 8+2+2 || !spans[0] || len(spans) < 10 {
		t.Errorf("lengths %v, kinds %v, counts %v", lengths, kinds, spans)
	}
}
