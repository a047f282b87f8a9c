package relationship_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/relationship"
)

func TestOpen(t *testing.T) {
	all := samples()
	o := openOf(t,
		all[relationship.EventPromiseMade-1].event(t), all[relationship.EventRequest-1].event(t), all[relationship.EventComplaint-1].event(t),
		all[relationship.EventDispute-1].event(t), all[relationship.EventPurchase-1].event(t), foreign{},
	)
	const us, them = relationship.ByFrom, relationship.ByTo
	at := noon.UTC()
	for name, diff := range map[string]string{
		"promises":   cmp.Diff(slices.Collect(o.Promises(noon)), []relationship.OpenPromise{{ID: "p-1", By: us, Since: at, Due: later.UTC(), Grace: 36 * time.Hour, Stake: 2.5}}),
		"requests":   cmp.Diff(slices.Collect(o.Requests(noon)), []relationship.OpenRequest{{ID: "q-1", By: them, Since: at, Channel: relationship.ChannelEmail}}),
		"complaints": cmp.Diff(slices.Collect(o.Complaints(noon)), []relationship.OpenComplaint{{ID: "x-1", By: them, Since: at, Severity: 0.4}}),
		"disputes":   cmp.Diff(slices.Collect(o.Disputes(noon)), []relationship.OpenDispute{{ID: "i-1", By: them, Since: at, Severity: 0.6}}),
	} {
		if diff != "" {
			t.Errorf("%s (-got +want):\n%s", name, diff)
		}
	}
	for range o.Promises(noon.Add(-1)) {
		t.Error("a promise is open before it was made")
	}
	for range o.Requests(noon.Add(-1)) {
		t.Error("a request is open before it came")
	}
	for range o.Complaints(noon.Add(-1)) {
		t.Error("a complaint is open before it came")
	}
	for range o.Disputes(noon.Add(-1)) {
		t.Error("a dispute is open before it began")
	}
	if o.Len() != 4 || o.IsZero() || o.Equal(new(relationship.Open)) {
		t.Errorf("%d are open", o.Len())
	}
}

// asked is a request with an id and an instant.
func asked(id string, at time.Time) relationship.Event {
	s := samples()[relationship.EventRequest-1]
	s.cfg = s.with("ID", relationship.EventID(id))
	return relationship.Must(s.build(s.with("At", at)))
}

// TestOpenOrderOfReading: by instant, then by id, for a handful and for many; a loop may be left.
func TestOpenOrderOfReading(t *testing.T) {
	for _, n := range []int{4, 40} {
		o := new(relationship.Open)
		for i := range n {
			if err := o.Observe(asked(fmt.Sprintf("q-%02d", (i*7)%n), noon.Add(time.Duration(i*7%n/2)*-time.Hour))); err != nil {
				t.Fatal(err)
			}
		}
		all := slices.Collect(o.Requests(noon))
		sorted := slices.IsSortedFunc(all, func(a, b relationship.OpenRequest) int {
			if order := a.Since.Compare(b.Since); order != 0 {
				return order
			}
			return strings.Compare(string(a.ID), string(b.ID))
		})
		if len(all) != o.Len() || !sorted {
			t.Errorf("%d requests are read as %v", n, all)
		}
		for r := range o.Requests(noon) {
			if r != all[0] {
				t.Errorf("%v after the loop was left", r)
			}
			break
		}
	}
}

// TestOpenLoopsMayBeLeft breaks off each kind of reading after the first of two.
func TestOpenLoopsMayBeLeft(t *testing.T) {
	o := new(relationship.Open)
	for _, k := range []relationship.EventKind{relationship.EventPromiseMade, relationship.EventRequest, relationship.EventComplaint, relationship.EventDispute} {
		s := samples()[k-1]
		for _, id := range []relationship.EventID{"a", "b"} {
			e, err := s.build(s.with("ID", id))
			if err != nil || o.Observe(e) != nil {
				t.Fatal(err)
			}
		}
	}
	seen := ""
	for p := range o.Promises(noon) {
		seen += string(p.ID)
		break
	}
	for r := range o.Requests(noon) {
		seen += string(r.ID)
		break
	}
	for c := range o.Complaints(noon) {
		seen += string(c.ID)
		break
	}
	for d := range o.Disputes(noon) {
		seen += string(d.ID)
		break
	}
	if seen != "aaaa" {
		t.Errorf("seen %s, want the first of each", seen)
	}
}

// TestOpenByPointer: events count alike by value and by pointer.
func TestOpenByPointer(t *testing.T) {
	for _, s := range samples() {
		e := s.event(t)
		pointer := reflect.New(reflect.TypeOf(e))
		pointer.Elem().Set(reflect.ValueOf(e))
		if a, b := openOf(t, e), openOf(t, pointer.Interface().(relationship.Event)); !a.Equal(b) {
			t.Errorf("%v: %s by value, %s by pointer", s.kind, storedOpen(t, a), storedOpen(t, b))
		}
	}
}

// TestOpenConflict: a closing that says otherwise than the opening is refused, in either order and in a merge.
func TestOpenConflict(t *testing.T) {
	for _, row := range []struct {
		opening, closing relationship.EventKind
		refers, since    string
		change           map[string]any
	}{
		{relationship.EventPromiseMade, relationship.EventPromiseClosed, "Promise", "MadeAt", map[string]any{
			"MadeAt": noon.Add(-1), "Due": later.Add(1), "Grace": time.Hour, "Stake": 3.0, "By": relationship.ByTo}},
		{relationship.EventRequest, relationship.EventReply, "Request", "RequestedAt", map[string]any{"RequestedAt": before, "Channel": relationship.ChannelPhone}},
		{relationship.EventComplaint, relationship.EventResolution, "Complaint", "ComplainedAt", map[string]any{"ComplainedAt": before, "Severity": 0.5, "By": relationship.ByFrom}},
		{relationship.EventDispute, relationship.EventReconciliation, "Dispute", "DisputedAt", map[string]any{"DisputedAt": before, "Severity": 0.5, "By": relationship.ByFrom}},
	} {
		opening := samples()[row.opening-1].event(t)
		closing := samples()[row.closing-1]
		closing.cfg = closing.with(row.refers, opening.ID())
		closing.cfg = closing.with(row.since, noon)
		if o := openOf(t, closing.event(t), opening); !o.IsZero() {
			t.Errorf("%v closes and leaves %s", row.closing, storedOpen(t, o))
		}
		for field, value := range row.change {
			wrong, err := closing.build(closing.with(field, value))
			if err != nil {
				t.Fatal(err)
			}
			for _, order := range [][2]relationship.Event{{opening, wrong}, {wrong, opening}} {
				o := openOf(t, order[0])
				kept := o.Clone()
				for way, err := range map[string]error{"observe": o.Observe(order[1]), "merge": o.Merge(openOf(t, order[1]))} {
					refuse(t, fmt.Sprintf("%s %v with another %s", way, row.closing, field), err, relationship.ErrConflict)
					var conflict *relationship.ConflictError
					if !errors.As(err, &conflict) || conflict.ID != opening.ID() {
						t.Errorf("%v with another %s: %v", row.closing, field, err)
					}
				}
				if !o.Equal(kept) {
					t.Errorf("%v with another %s is refused and leaves %s", row.closing, field, storedOpen(t, o))
				}
			}
		}
	}
}

// TestOpenCounts: what is added twice counts twice, up to the range of a count.
func TestOpenCounts(t *testing.T) {
	q := asked("q-1", before)
	reply := relationship.Must(relationship.NewReply(relationship.ReplyConfig{ID: "a-1", At: noon, Key: keyOfTests, Actor: relationship.ByFrom,
		Request: "q-1", RequestedAt: before, Channel: relationship.ChannelEmail}))
	o := openOf(t, q, q, reply)
	if o.Len() != 1 {
		t.Errorf("asked twice, answered once: %d open", o.Len())
	}
	for name, o := range map[string]*relationship.Open{"openings": openOf(t, q), "closings": openOf(t, reply)} {
		for range 62 {
			merge(t, o, o.Clone())
		}
		kept := o.Clone()
		refuse(t, name, o.Merge(kept), relationship.ErrOverflow)
		var read relationship.Open
		if err := json.Unmarshal([]byte(storedOpen(t, o)), &read); err != nil || !read.Equal(kept) {
			t.Errorf("%s: %s is read as %s, %v", name, storedOpen(t, o), storedOpen(t, &read), err)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	var o relationship.Open
	for name, e := range map[string]relationship.Event{
		"nil": nil, "a nil pointer": (*relationship.Request)(nil), "a promise nobody made": relationship.PromiseMade{}, "an end of none": relationship.PromiseClosed{},
		"a request nobody made": &relationship.Request{}, "a reply to none": relationship.Reply{}, "a complaint of none": relationship.Complaint{},
		"its resolution": relationship.Resolution{}, "a dispute of none": relationship.Dispute{}, "its reconciliation": relationship.Reconciliation{},
	} {
		refuse(t, name, o.Observe(e), relationship.ErrInvalid)
	}
	if !o.IsZero() {
		t.Errorf("refused events left %s", storedOpen(t, &o))
	}
}

func TestOpenJSON(t *testing.T) {
	all := samples()
	o := openOf(t, all[relationship.EventPromiseMade-1].event(t), all[relationship.EventPromiseClosed-1].event(t), all[relationship.EventReply-1].event(t),
		all[relationship.EventComplaint-1].event(t), all[relationship.EventReconciliation-1].event(t))
	const want = `{"version":1,"promises":[` +
		`{"id":"p-0","count":-1,"by":"from","since":"2025-12-31T23:00:00Z","due":"2026-01-12T23:00:00Z","grace":"36h0m0s","stake":2.5},` +
		`{"id":"p-1","count":1,"by":"from","since":"2026-01-02T23:00:00Z","due":"2026-01-12T23:00:00Z","grace":"36h0m0s","stake":2.5}],` +
		`"requests":[{"id":"q-0","count":-1,"since":"2025-12-31T23:00:00Z","channel":"e-mail"}],` +
		`"complaints":[{"id":"x-1","count":1,"by":"to","since":"2026-01-02T23:00:00Z","severity":0.4}],` +
		`"disputes":[{"id":"i-0","count":-1,"by":"to","since":"2025-12-31T23:00:00Z","severity":0.6}]}`
	if got := storedOpen(t, o); got != want {
		t.Errorf("stored as\n%s, want\n%s", got, want)
	}
	if got := storedOpen(t, new(relationship.Open)); got != `{"version":1}` {
		t.Errorf("nothing is stored as %s", got)
	}
	kept := o.Clone()
	for _, change := range []struct{ old, new string }{
		{`"version":1`, `"version":2`}, {`"version":1,`, ``}, {`"disputes"`, `"others"`}, {`"disputes"`, `"requests"`}, {`"p-0"`, `"p-1"`}, {`"p-0"`, `"p-2"`}, {`"p-0"`, `""`},
		{`"count":-1`, `"count":0`}, {`"count":-1`, `"count":-9223372036854775808`}, {`"count":-1`, `"count":1.5`}, {`"count":-1`, `"count":"1"`}, {`"by":"from",`, ``},
		{`"q-0","count":-1`, `"q-0","count":-1,"by":"to"`}, {`"count":1,"by":"to"`, `"count":1`}, {`"count":-1,"by":"to"`, `"count":-1`}, {`"by":"from"`, `"by":"us"`}, {`2025-12-31T23:00:00Z`, `2025`},
		{`2025-12-31T23:00:00Z`, `2026-01-12T23:00:01Z`}, {`"grace":"36h0m0s"`, `"grace":"-1h"`}, {`"stake":2.5`, `"stake":0`}, {`"stake":2.5`, `"stake":-1`},
		{`"channel":"e-mail"`, `"channel":"drum"`}, {`,"channel":"e-mail"`, ``}, {`"severity":0.4`, `"severity":0`}, {`"severity":0.4`, `"severity":1.1`}, {`"severity":0.6`, `"severity":true`},
		{`[{"id":"q-0"`, `[null,{"id":"q-0"`}, {`"requests":[`, `"requests":[[`}, {`"channel":`, `"x":1,"channel":`}, {`"since":`, `"since":"2025-12-31T23:00:00Z","since":`},
	} {
		text := strings.Replace(want, change.old, change.new, 1)
		if text == want {
			t.Errorf("%s is not in the form", change.old)
		}
		refuse(t, text, o.UnmarshalJSON([]byte(text)), relationship.ErrDecode)
	}
	if !o.Equal(kept) {
		t.Error("what was refused changed the target")
	}
}
