package loyalty_test

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/rapport-go/rapport/loyalty"
	"github.com/rapport-go/rapport/relationship"
	"pgregory.net/rapid"
)

func TestLatencies(t *testing.T) {
	var all loyalty.Latencies
	reply := func(by relationship.Actor, channel relationship.Channel, took time.Duration) {
		t.Helper()
		e := replyAt(noon.Add(-took), noon, by, channel)
		if err := errors.Join(all.Observe(&e), all.Observe(contacted(relationship.PurposeService, false, by))); err != nil {
			t.Fatal(err)
		}
	}
	for _, hours := range []int{1, 2, 30, 50} {
		reply(us, relationship.ChannelEmail, time.Duration(hours)*time.Hour)
	}
	reply(us, relationship.ChannelChat, time.Minute)
	reply(them, relationship.ChannelEmail, 90*time.Hour)

	var open relationship.Open
	for i, waits := range []time.Duration{time.Hour, 100 * time.Hour} {
		if err := open.Observe(requestAt(i, noon.Add(-waits), them)); err != nil {
			t.Fatal(err)
		}
	}
	if err := open.Observe(requestAt(9, noon.Add(-91*time.Hour), us)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		by       relationship.Actor
		channel  relationship.Channel
		open     *relationship.Open
		median   loyalty.Span
		inADay   loyalty.Share
		nWaiting int
	}{
		{us, relationship.ChannelEmail, nil, 2 * loyalty.Hour, loyalty.Share{Hits: 2, Of: 4}, 0},
		// Of six one has not waited for a day; of the five that 2 hours are reached by, S = 5/6·(3/4)… is 1/2 after 30 hours.
		{us, relationship.ChannelEmail, &open, 30 * loyalty.Hour, loyalty.Share{Hits: 2, Of: 5}, 2},
		{us, 0, nil, 2 * loyalty.Hour, loyalty.Share{Hits: 3, Of: 5}, 0},
		{us, relationship.ChannelChat, &open, loyalty.Minute, loyalty.Share{Hits: 1, Of: 1}, 0},
		{them, 0, &open, 90 * loyalty.Hour, loyalty.Share{Hits: 0, Of: 2}, 1},
		{them, relationship.ChannelPhone, nil, 0, loyalty.Share{}, 0},
	} {
		got, err := all.Response(c.by, c.channel, c.open, noon)
		median, _ := got.Median()
		if err != nil || median != c.median || got.Within(loyalty.Day) != c.inADay || got.Waiting.N() != c.nWaiting {
			t.Errorf("%v by %v: median %v, within a day %v, %d wait, %v; want %v, %v, %d",
				c.channel, c.by, median, got.Within(loyalty.Day), got.Waiting.N(), err, c.median, c.inADay, c.nWaiting)
		}
	}
	text := must(json.Marshal(&all))
	var back loyalty.Latencies
	if err := json.Unmarshal(text, &back); err != nil || !back.Equal(&all) {
		t.Errorf("%s comes back as %+v, %v", text, back, err)
	}
	const chat = `{"version":1,"latencies":[{"by":"from","channel":"e-mail","spans":[{"span":"1h","count":1},{"span":"2h","count":1},`
	if !slices.Equal(text[:len(chat)], []byte(chat)) {
		t.Errorf("%s", text)
	}
}

func TestLatenciesLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		talk := genTalk().Draw(t, "talk")
		cut := rapid.IntRange(0, len(talk)).Draw(t, "cut")
		fold := func(all []relationship.Event) *loyalty.Latencies {
			l := new(loyalty.Latencies)
			for _, e := range all {
				if err := l.Observe(e); err != nil {
					t.Fatal(err)
				}
			}
			return l
		}
		whole, a, b := fold(talk), fold(talk[:cut]), fold(talk[cut:])
		other := b.Clone()
		if err := errors.Join(a.Merge(b), other.Merge(fold(talk[:cut])), a.Merge(nil), a.Merge(new(loyalty.Latencies))); err != nil {
			t.Fatal(err)
		}
		slices.Reverse(talk)
		if !whole.Equal(a) || !whole.Equal(other) || !whole.Equal(fold(talk)) || !b.Equal(fold(talk[:len(talk)-cut])) {
			t.Fatal("order or split matters")
		}
		// The channels apart are all of them together.
		for _, by := range []relationship.Actor{us, them} {
			var sum loyalty.SpanCounts
			for _, channel := range relationship.Channels() {
				if err := sum.Merge(must(whole.Response(by, channel, nil, noon)).Done); err != nil {
					t.Fatal(err)
				}
			}
			if all := must(whole.Response(by, 0, nil, noon)); !all.Done.Equal(sum) || all.Waiting.N() > 0 {
				t.Fatalf("%d answers of all channels, %d of each", all.Done.N(), sum.N())
			}
		}
		if whole.IsZero() != whole.Equal(nil) {
			t.Fatal("zero")
		}
		var back loyalty.Latencies
		if err := json.Unmarshal(must(json.Marshal(whole)), &back); err != nil || !back.Equal(whole) {
			t.Fatalf("comes back as %+v, %v", back, err)
		}
	})
}

// P23: a latency hangs on no unit, to the bit, nor on the zone in which instants are told.
func TestLatencyHangsOnNoUnit(t *testing.T) {
	zone := time.FixedZone("there", 5*3600+1800)
	for took, texts := range map[time.Duration][2][]string{
		36 * time.Hour: {{"12h", "720m", "43200s", "43200000000000ns"}, {"6h", "360m", "21600s"}},
		7 * time.Hour:  {{"5h", "300m", "18000s"}, {"1h", "60m", "3600s"}},
	} {
		seen := map[loyalty.Item]bool{}
		for _, h := range texts[0] {
			for _, g := range texts[1] {
				q := loyalty.Inquiry{At: noon, Speed: loyalty.Timeliness{Grace: must(loyalty.ParseSpan(g)), HalfLife: must(loyalty.ParseSpan(h))}}
				seen[must(q.Answered(noon.Add(took)))], seen[must(q.Answered(noon.Add(took).In(zone)))] = true, true
			}
		}
		if len(seen) != 1 {
			t.Errorf("%v: %v", took, seen)
		}
	}
	anchor := loyalty.Inquiry{At: noon, Speed: loyalty.Timeliness{HalfLife: 43200 * loyalty.Second}}
	if got := must(anchor.Answered(noon.Add(129600 * time.Second))); got.For() != 0.125 || got.Against() != 0.875 {
		t.Errorf("36 h by 12 h: %+v, want 1/8", got)
	}
}

// What no int holds is an error, and leaves everything as it was.
func TestLatenciesAreFull(t *testing.T) {
	read := func(channel string) (l loyalty.Latencies) {
		text := `{"version":1,"latencies":[{"by":"from","channel":"` + channel + `","spans":[{"span":"5m","count":` + strconv.Itoa(math.MaxInt/4) + `}]}]}`
		if err := l.UnmarshalJSON([]byte(text)); err != nil {
			t.Fatal(err)
		}
		return l
	}
	full, chat := read("chat"), read("chat")
	if err := full.Merge(&chat); !errors.Is(err, loyalty.ErrInvalid) || !full.Equal(&chat) {
		t.Errorf("merged: %v, %+v", err, full)
	}
	if err := full.Observe(replyAt(due, noon, us, relationship.ChannelChat)); !errors.Is(err, loyalty.ErrInvalid) || !full.Equal(&chat) {
		t.Errorf("observed: %v, %+v", err, full)
	}
	phone := read("phone")
	if err := full.Merge(&phone); err != nil {
		t.Fatal(err)
	}
	if _, err := full.Response(us, 0, nil, noon); !errors.Is(err, loyalty.ErrInvalid) {
		t.Errorf("of all channels: %v", err)
	}
	if r, err := full.Response(us, relationship.ChannelPhone, nil, noon); err != nil || r.Done.N() != math.MaxInt/4 {
		t.Errorf("of one: %+v, %v", r, err)
	}
}
