package lifecycle_test

import (
	"errors"
	"iter"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// moment is an event with the facts known after it.
type moment struct {
	event lifecycle.Event[signal]
	facts known
}

// history yields moments as Replay takes them.
func history(moments []moment) iter.Seq2[lifecycle.Event[signal], known] {
	return func(yield func(lifecycle.Event[signal], known) bool) {
		for _, m := range moments {
			if !yield(m.event, m.facts) {
				return
			}
		}
	}
}

func TestReplay(t *testing.T) {
	moments := []moment{
		{event(buy, 0), known{lastBuy: on(0)}},
		{event(trouble, 20), known{lastBuy: on(0)}},
		{event(settle, 21), known{lastBuy: on(0)}},                            // refused: no points
		{event(note, 70), known{lastBuy: on(0)}},                              // behind two moves
		{event(buy, 71), known{lastBuy: on(71), points: lifecycle.Points(1)}}, // the second lifetime
	}
	var got []string
	s, err := compiled(t).Replay(state{}, known{}, history(moments), func(r record) { got = append(got, r.String()) })
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"2026-01-05 fresh → active by buy: order",
		"2026-01-25 active → side by trouble: trouble",
		"2026-01-26 side rejected by settle if points >= 5000",
		"2026-02-04 side → active by clock if in stage >= 10d: forgotten",
		"2026-02-04 active → away by clock if since buy >= 30d: silent",
		"2026-03-16 away ignored by note",
		"2026-03-17 away → active by buy: order",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("records (-want +got):\n%s", diff)
	}
	if s.Lifetime != 2 || s.Seq != 6 || s.Stage != active {
		t.Errorf("state = %+v", s)
	}
}

func TestReplayRefuses(t *testing.T) {
	first := moment{event(buy, 5), known{lastBuy: on(5)}}
	for _, tt := range []struct {
		name string
		next moment
		want error
	}{
		{"the same id again", moment{lifecycle.Event[signal]{Kind: note, At: on(6), ID: "buy-5"}, known{}}, lifecycle.ErrDuplicate},
		{"an older event", moment{event(note, 4), known{}}, lifecycle.ErrOutOfOrder},
		{"an unknown kind", moment{event(99, 6), known{}}, lifecycle.ErrEvent},
	} {
		s, err := compiled(t).Replay(state{}, known{}, history([]moment{first, tt.next}), nil)
		if !errors.Is(err, tt.want) || s.Seq != 1 {
			t.Errorf("%s: %v, state %+v; want %v behind the first event", tt.name, err, s, tt.want)
		}
	}
	unnamed := moment{lifecycle.Event[signal]{Kind: note, At: on(6)}, known{}}
	if _, err := compiled(t).Replay(state{}, known{}, history([]moment{unnamed, unnamed}), nil); err != nil {
		t.Errorf("events without an id: %v", err)
	}
	if _, err := compiled(t).Replay(state{Stage: 77}, known{}, history(nil), nil); !errors.Is(err, lifecycle.ErrState) {
		t.Errorf("a seed of another definition: %v, want ErrState", err)
	}
}

func TestCourseReplayRefuses(t *testing.T) {
	l := &log{key: ada}
	events := []relationship.Event{l.buy(3), l.buy(4)}
	for _, tt := range []struct {
		name string
		add  relationship.Event
		want error
	}{
		{"the same event again", events[1], lifecycle.ErrDuplicate},
		{"an older one", l.buy(2), lifecycle.ErrOutOfOrder},
		{"one that is nothing to customers, and older", l.contact(2, we, relationship.PurposeOffer), lifecycle.ErrOutOfOrder},
		{"nil", nil, lifecycle.ErrEvent},
		{"one that was not constructed", relationship.Use{}, lifecycle.ErrEvent},
	} {
		var at lifecycle.CustomerStanding
		err := customers(t).Replay(&at, slices.Values(append(slices.Clone(events), tt.add)), nil)
		if !errors.Is(err, tt.want) || at.State.Seq != 2 || at.Facts.Purchases != 2 {
			t.Errorf("%s: %v, standing %+v; want %v behind the second event", tt.name, err, at, tt.want)
		}
		if _, err := customers(t).Path(slices.Values([]relationship.Event{tt.add, tt.add, events[0]}), on(9)); err == nil {
			t.Errorf("%s: a path of it is no error", tt.name)
		}
	}
}
