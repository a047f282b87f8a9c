package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// profileOf asks for a profile and wants a 200.
func profileOf(t *testing.T, h http.Handler, path string) view {
	t.Helper()
	w := ask(h, "GET", path, "")
	if w.Code != http.StatusOK {
		t.Fatalf("GET %s: %d %s", path, w.Code, w.Body)
	}
	var v view
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// post sends an event and wants a 200.
func post(t *testing.T, h http.Handler, text string) observed {
	t.Helper()
	w := ask(h, "POST", "/events", text)
	if w.Code != http.StatusOK {
		t.Fatalf("POST /events %s: %d %s", text, w.Code, w.Body)
	}
	if got := w.Header().Get("Content-Type"); got != "application/json" {
		t.Errorf("Content-Type %q", got)
	}
	var o observed
	if err := json.Unmarshal(w.Body.Bytes(), &o); err != nil {
		t.Fatal(err)
	}
	return o
}

const firstOrder = `{"kind":"purchase","id":"o-1","at":"2026-01-05T10:00:00Z",` + ada + `,"amount":"40.00 EUR"}`

func TestPostEvent(t *testing.T) {
	h := newService(t).handler()
	first := post(t, h, firstOrder)
	if first.Version != 1 || !first.Changed || first.Attempts != 1 || len(first.Steps) != 1 || !strings.Contains(first.Steps[0], "discovery → purchase") {
		t.Errorf("first: %+v", first)
	}
	if again := post(t, h, firstOrder); again.Version != 1 || again.Changed || again.Steps != nil {
		t.Errorf("again: %+v, want version 1 unchanged", again)
	}
	// Time has moved the stage before the event does: both steps are told.
	second := post(t, h, `{"kind":"purchase","id":"o-2","at":"2026-03-01T10:00:00Z",`+ada+`,"amount":"10.00 EUR"}`)
	if second.Version != 2 || len(second.Steps) != 2 {
		t.Errorf("second: %+v, want version 2 and two steps", second)
	}
}

// TestRejectedCommand: a command that the stage does not allow is on record, and
// moves nothing.
func TestRejectedCommand(t *testing.T) {
	h := newService(t).handler()
	post(t, h, firstOrder)
	o := post(t, h, `{"kind":"win-back-started","id":"v-1","at":"2026-01-06T10:00:00Z",`+ada+`}`)
	if !o.Changed || o.Version != 2 || len(o.Steps) != 1 || !strings.Contains(o.Steps[0], "rejected") {
		t.Errorf("%+v, want version 2 and one step that is rejected", o)
	}
	if v := profileOf(t, h, adaPath); v.Version != 2 {
		t.Errorf("version %d, want 2", v.Version)
	}
}

func TestGetParty(t *testing.T) {
	s := newService(t)
	h := s.handler()
	for _, l := range append(customerLines(), supplierLines()...) {
		if l.post != "" {
			ask(h, "POST", "/events", l.post)
		}
	}
	for _, path := range []string{
		adaPath, adaPath + "?at=2026-03-04T09:00:00Z", adaPath + "?at=2030-01-01T00:00:00Z", millPath, millPath + "?at=2027-01-01T00:00:00.5Z",
	} {
		v := profileOf(t, h, path)
		sum, effect := 0, 0
		for _, l := range v.Loyalty.Lines {
			sum, effect = sum+l.Points, effect+l.Effect
		}
		if sum != v.Loyalty.Points || v.Loyalty.Low > sum || v.Loyalty.High < sum {
			t.Errorf("%s: lines sum to %d, want %d, within %d and %d", path, sum, v.Loyalty.Points, v.Loyalty.Low, v.Loyalty.High)
		}
		if effect != v.Loyalty.Points-5000 {
			t.Errorf("%s: effects sum to %d, want %d", path, effect, v.Loyalty.Points-5000)
		}
		if buys := strings.HasPrefix(path, adaPath); buys != (v.Segment != nil) || buys != (v.Worth != nil) || buys == (v.Kept != nil) {
			t.Errorf("%s: segment %v, worth %v, promises %v", path, v.Segment, v.Worth, v.Kept)
		}
	}
	v := profileOf(t, h, adaPath)
	if want := stamp(demoNow); v.AsOf != want {
		t.Errorf("as of %s, want that of the clock, %s", v.AsOf, want)
	}
	if len(v.Segment.Reasons) != 3 || !(v.Worth.Alive > 0 && v.Worth.Alive < 1) || !(v.Worth.Expected > *v.Worth.Discounted) {
		t.Errorf("segment %+v, worth %+v", v.Segment, v.Worth)
	}
	// An offset names the same instant, and another day on the calendar of who asks.
	paris := profileOf(t, h, adaPath+"?at="+url.QueryEscape("2026-05-02T01:00:00+02:00"))
	utc := profileOf(t, h, adaPath+"?at=2026-05-01T23:00:00Z")
	if paris.AsOf != utc.AsOf || paris.Loyalty.Points != utc.Loyalty.Points || paris.Segment.Reasons[0] == utc.Segment.Reasons[0] {
		t.Errorf("Paris %+v %q, UTC %+v %q", paris.AsOf, paris.Segment.Reasons[0], utc.AsOf, utc.Segment.Reasons[0])
	}
}

// TestNextMove: what is announced is what happens, at that instant and not before.
func TestNextMove(t *testing.T) {
	h := newService(t).handler()
	post(t, h, firstOrder)
	v := profileOf(t, h, adaPath+"?at=2026-01-05T10:00:00Z")
	for v.Next != nil && v.Stage != "churned" {
		due, err := time.Parse(time.RFC3339, v.Next.At)
		if err != nil {
			t.Fatal(err)
		}
		if before := profileOf(t, h, adaPath+"?at="+stamp(due.Add(-1))); before.Stage != v.Stage {
			t.Errorf("%s a nanosecond before %s, want %s", before.Stage, v.Next.At, v.Stage)
		}
		then := profileOf(t, h, adaPath+"?at="+v.Next.At)
		if then.Stage != v.Next.To || then.Since != v.Next.At || then.Version != 1 {
			t.Fatalf("%s since %s of version %d, want %s since %s of version 1", then.Stage, then.Since, then.Version, v.Next.To, v.Next.At)
		}
		v = then
	}
	if v.Stage != "churned" {
		t.Errorf("ended as %s, want churned", v.Stage)
	}
}

// TestBuyingPartner: a distributor goes through seven stages and buys.
func TestBuyingPartner(t *testing.T) {
	h := newService(t).handler()
	post(t, h, `{"kind":"purchase","id":"o-1","at":"2026-01-05T10:00:00Z","from":"shop","to":"dora","role":"distributor","amount":"400.00 EUR"}`)
	v := profileOf(t, h, "/parties/distributor/dora")
	if v.Stage != "lost" || v.Segment == nil || v.Worth == nil {
		t.Errorf("%+v, want a lost prospect of seven stages with segment and worth", v)
	}
	if v := profileOf(t, h, "/parties/distributor/dora?at=2026-01-05T10:00:00Z"); v.Stage != "attract" || v.Worth.Value == nil {
		t.Errorf("%+v, want attract, with a value", v)
	}
}

// TestWinBack: what clv says of a customer decides whether the life cycle lets us
// win it back. Who has paid for something is worth asking, who never did is not.
func TestWinBack(t *testing.T) {
	for amount, want := range map[string]string{"40.00 EUR": "dormant → win-back", "0.00 EUR": "rejected"} {
		h := newService(t).handler()
		for i, at := range []string{"2026-01-05T10:00:00Z", "2026-01-25T10:00:00Z", "2026-02-10T10:00:00Z"} {
			post(t, h, fmt.Sprintf(`{"kind":"purchase","id":"o-%d","at":"%s",%s,"amount":"%s"}`, i, at, ada, amount))
		}
		post(t, h, `{"kind":"consent-given","id":"c","at":"2026-02-10T10:00:00Z",`+ada+`,"channel":"e-mail"}`)
		o := post(t, h, `{"kind":"win-back-started","id":"v","at":"2026-07-10T10:00:00Z",`+ada+`}`)
		if last := o.Steps[len(o.Steps)-1]; !strings.Contains(last, want) {
			t.Errorf("%s: %s, want %s", amount, last, want)
		}
	}
}

// TestFreeOrders: who never paid has a forecast and no value.
func TestFreeOrders(t *testing.T) {
	h := newService(t).handler()
	post(t, h, `{"kind":"purchase","id":"o-1","at":"2026-01-05T10:00:00Z",`+ada+`,"amount":"0.00 EUR"}`)
	post(t, h, `{"kind":"purchase","id":"o-2","at":"2026-01-25T10:00:00Z",`+ada+`,"amount":"0.00 EUR"}`)
	v := profileOf(t, h, adaPath+"?at=2026-02-01T00:00:00Z")
	if v.Worth == nil || v.Worth.Value != nil || v.Worth.Discounted != nil || !(v.Worth.Expected > 1) {
		t.Errorf("%+v, want more than one order and no value", v.Worth)
	}
}

// TestOneRoleEach: a party of two roles has two records.
func TestOneRoleEach(t *testing.T) {
	h := newService(t).handler()
	post(t, h, firstOrder)
	post(t, h, `{"kind":"referral","id":"f-1","at":"2026-01-06T10:00:00Z","from":"shop","to":"ada","role":"referrer"}`)
	if a, b := profileOf(t, h, adaPath), profileOf(t, h, "/parties/referrer/ada"); a.Segment == nil || b.Segment != nil || a.Version+b.Version != 2 {
		t.Errorf("%+v and %+v", a, b)
	}
}
