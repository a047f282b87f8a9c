package lifecycle_test

import (
	"errors"
	"testing"
	"time"
	"unsafe"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/lifecycle"
)

type (
	state  = lifecycle.State[phase]
	record = lifecycle.Step[phase, signal]
)

func TestStateIsSmall(t *testing.T) {
	if size := unsafe.Sizeof(lifecycle.CustomerStanding{}.State); size > 64 {
		t.Errorf("a state takes %d bytes, want 64 or fewer", size)
	}
}

func TestStep(t *testing.T) {
	praised := known{points: lifecycle.Points(5000), lastBuy: on(0)}
	for _, tt := range []struct {
		name string
		from state
		kind signal
		on   int
		f    known
		to   state
		want record
	}{
		{
			"from nothing", state{}, buy, 0, known{},
			state{Stage: active, Peak: active, Return: 0, Lifetime: 1, Seq: 1, Since: on(0), Last: on(0)},
			record{Seq: 1, At: on(0), Event: buy, ID: "buy-0", From: fresh, To: active, Outcome: lifecycle.Moved, Because: "order", Version: "small/1"},
		},
		{
			"a guard that holds", state{Stage: active, Peak: active, Lifetime: 1, Seq: 1, Since: on(0), Last: on(0)}, praise, 3, praised,
			state{Stage: good, Peak: good, Return: active, Lifetime: 1, Seq: 2, Since: on(3), Last: on(3)},
			record{
				Seq: 2, At: on(3), Event: praise, ID: "praise-3", From: active, To: good, Outcome: lifecycle.Moved, Guard: "points >= 5000",
				Because: "praise", Dwell: days(3), Version: "small/1",
			},
		},
		{
			"an observation whose guard does not hold", state{Stage: active, Peak: active, Lifetime: 1, Seq: 1, Since: on(0), Last: on(0)}, praise, 3, known{},
			state{Stage: active, Peak: active, Lifetime: 1, Seq: 2, Since: on(0), Last: on(3)},
			record{Seq: 2, At: on(3), Event: praise, ID: "praise-3", From: active, To: active, Outcome: lifecycle.Ignored, Dwell: days(3), Version: "small/1"},
		},
		{
			"an observation without a rule", state{Stage: gone, Peak: good, Lifetime: 2, Seq: 9, Since: on(0), Last: on(0)}, buy, 3, praised,
			state{Stage: gone, Peak: good, Lifetime: 2, Seq: 10, Since: on(0), Last: on(3)},
			record{Seq: 10, At: on(3), Event: buy, ID: "buy-3", From: gone, To: gone, Outcome: lifecycle.Ignored, Dwell: days(3), Version: "small/1"},
		},
		{
			"a rule that stays", state{Stage: good, Peak: good, Lifetime: 1, Seq: 4, Since: on(0), Last: on(2)}, buy, 3, praised,
			state{Stage: good, Peak: good, Lifetime: 1, Seq: 5, Since: on(0), Last: on(3)},
			record{Seq: 5, At: on(3), Event: buy, ID: "buy-3", From: good, To: good, Outcome: lifecycle.Stayed, Because: "order", Dwell: days(3), Version: "small/1"},
		},
		{
			"back", state{Stage: side, Return: good, Peak: good, Lifetime: 1, Seq: 4, Since: on(1), Last: on(2)}, settle, 3, praised,
			state{Stage: good, Return: good, Peak: good, Lifetime: 1, Seq: 5, Since: on(3), Last: on(3)},
			record{
				Seq: 5, At: on(3), Event: settle, ID: "settle-3", From: side, To: good, Outcome: lifecycle.Moved, Guard: "points >= 5000",
				Because: "settled", Dwell: days(2), Version: "small/1",
			},
		},
		{
			"the next lifetime", state{Stage: away, Return: good, Peak: good, Over: true, Lifetime: 1, Seq: 4, Since: on(1), Last: on(1)}, buy, 3, praised,
			state{Stage: active, Return: good, Peak: good, Lifetime: 2, Seq: 5, Since: on(3), Last: on(3)},
			record{Seq: 5, At: on(3), Event: buy, ID: "buy-3", From: away, To: active, Outcome: lifecycle.Moved, Because: "order", Dwell: days(2), Version: "small/1"},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			to, got, err := compiled(t).Step(tt.from, event(tt.kind, tt.on), tt.f)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.to, to); diff != "" {
				t.Errorf("state (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("record (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAdvance(t *testing.T) {
	d := compiled(t)
	from := state{Stage: active, Peak: active, Lifetime: 1, Seq: 1, Since: on(0), Last: on(0)}
	f := known{lastBuy: on(5)}
	var got []string
	s := from
	if err := d.Advance(&s, f, on(1000), func(r record) { got = append(got, r.String()) }); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"2026-02-09 active → away by clock if since buy >= 30d: silent",
		"2026-05-20 away → gone by clock if in stage >= 100d: gone",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("moves (-want +got):\n%s", diff)
	}
	if next, ok := d.NextDue(from, f); !ok || next.String() != want[0] || next.Dwell != days(35) || next.Seq != 2 {
		t.Errorf("next due = %+v, %v, want the first of these", next, ok)
	}
	for _, still := range []struct {
		name string
		s    state
		f    known
		at   time.Time
	}{
		{"one nanosecond early", from, f, on(35).Add(-1)},
		{"before the state", from, f, on(-50)},
		{"the zero time", from, f, time.Time{}},
		{"an instant that is not known", from, known{}, on(1000)},
		{"nothing known", state{}, f, on(1000)},
		{"final", state{Stage: gone, Since: on(0), Last: on(0)}, f, on(1000)},
	} {
		s := still.s
		if err := d.Advance(&s, still.f, still.at, nil); err != nil || s != still.s {
			t.Errorf("%s: state = %+v, %v, want it unmoved", still.name, s, err)
		}
	}
	// A move that facts make due in the past happens now, and not before the last step.
	s = from
	if err := d.Advance(&s, known{lastBuy: on(-500)}, on(0), nil); err != nil || s.Stage != away || !s.Since.Equal(on(0)) {
		t.Errorf("state = %+v, %v, want away since the last step", s, err)
	}
}

// At one instant, what is due comes before what happens.
func TestDueComesFirst(t *testing.T) {
	d := compiled(t)
	s := state{Stage: active, Peak: active, Lifetime: 1, Seq: 1, Since: on(0), Last: on(0)}
	f := known{lastBuy: on(0)}
	to, got, err := d.Step(s, event(trouble, 30), f)
	var order *lifecycle.OrderError
	if !errors.Is(err, lifecycle.ErrOverdue) || errors.Is(err, lifecycle.ErrOutOfOrder) || !errors.As(err, &order) || !order.First.Equal(on(30)) {
		t.Errorf("step on the day it is due = %v, want ErrOverdue", err)
	}
	if to != s || got != (record{}) {
		t.Errorf("state %+v, record %+v, want neither touched", to, got)
	}
	if _, _, err := d.Step(s, event(trouble, 29), f); err != nil {
		t.Errorf("step before that = %v", err)
	}
}

func TestPermitted(t *testing.T) {
	d := compiled(t)
	s := state{Stage: side, Return: good, Peak: good, Lifetime: 1, Since: on(0), Last: on(0)}
	want := []lifecycle.Permit[phase, signal]{{Event: settle, To: good, Guard: "points >= 5000", Because: "settled"}}
	if diff := cmp.Diff(want, d.Permitted(s, known{})); diff != "" {
		t.Errorf("permitted (-want +got):\n%s", diff)
	}
	want[0].Holds = true
	if diff := cmp.Diff(want, d.Permitted(s, known{points: lifecycle.Points(9000)})); diff != "" {
		t.Errorf("permitted (-want +got):\n%s", diff)
	}
	stays := d.Permitted(state{Stage: good, Lifetime: 1, Since: on(0), Last: on(0)}, known{})
	if want := (lifecycle.Permit[phase, signal]{Event: buy, To: good, Because: "order", Holds: true}); len(stays) != 3 || stays[0] != want {
		t.Errorf("permitted = %+v, want %+v first", stays, want)
	}
	if got := d.Permitted(state{}, known{}); got != nil {
		t.Errorf("permitted where nothing is known = %v", got)
	}
}

func TestGroups(t *testing.T) {
	d := compiled(t)
	if !d.InGroup(side, "here") || d.InGroup(away, "here") || d.InGroup(side, "there") {
		t.Error("groups are not those of the spec")
	}
	if !d.IsFinal(gone) || d.IsFinal(side) || d.IsFinal(99) || d.Version() != "small/1" {
		t.Error("final stages or version are not those of the spec")
	}
}
