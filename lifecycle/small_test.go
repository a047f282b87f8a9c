package lifecycle_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// phase and signal are a small life cycle to test the machine with, without any of the ready-made ones.
type phase uint8

const (
	fresh phase = iota + 1
	active
	good
	side
	away
	gone
)

func (p phase) String() string {
	return [...]string{"unset", "fresh", "active", "good", "side", "away", "gone"}[min(int(p), 6)]
}

type signal uint8

const (
	buy signal = iota + 1
	praise
	trouble
	settle
	quit
	clock
	note
)

func (s signal) String() string {
	return [...]string{"unset", "buy", "praise", "trouble", "settle", "quit", "clock", "note"}[min(int(s), 7)]
}

// known is what the guards of the small life cycle read.
type known struct {
	points  lifecycle.Score
	lastBuy time.Time
}

// rule and spec shorten the names of this instance.
type (
	rule = lifecycle.Rule[phase, signal, known]
	spec = lifecycle.Spec[phase, signal, known]
)

// high is a guard on the score.
func high() lifecycle.Guard[known] {
	return lifecycle.Guard[known]{Name: "points >= 5000", Allow: highPoints}
}

func highPoints(k known) bool { return k.points.AtLeast(5000) }

// sinceBuy is a time that counts from the last order.
func sinceBuy(d time.Duration) lifecycle.After[known] {
	return lifecycle.After[known]{Duration: d, Since: lifecycle.Anchor[known]{Name: "since buy", At: lastBuy}}
}

func lastBuy(k known) time.Time { return k.lastBuy }

// inPhase is a time that counts from when the phase was entered.
func inPhase(d time.Duration) lifecycle.After[known] { return lifecycle.After[known]{Duration: d} }

// small is the small life cycle. Tests change a copy of it.
func small() spec {
	return spec{
		Version:    "small/1",
		Stages:     []phase{fresh, active, good, side, away, gone},
		Events:     []signal{buy, praise, trouble, settle, quit, clock, note},
		Tick:       clock,
		Commands:   []signal{settle, quit},
		Final:      []phase{gone},
		Returnable: []phase{active, good},
		Order:      []phase{fresh, active, good},
		Ends:       []phase{away},
		Lives:      []phase{active, good},
		Groups:     []lifecycle.Group[phase]{{Name: "here", Stages: []phase{active, good, side}}},
		Rules: []rule{
			{From: []phase{fresh, away}, On: buy, To: active, Because: "order"},
			{From: []phase{active}, On: praise, Guard: high(), To: good, Because: "praise"},
			{From: []phase{active, good}, On: trouble, To: side, Because: "trouble"},
			{From: []phase{good}, On: buy, Same: true, Because: "order"},
			{From: []phase{side}, On: settle, Guard: high(), Return: true, Because: "settled"},
			{From: []phase{side}, On: clock, After: inPhase(days(10)), To: active, Because: "forgotten"},
			{From: []phase{active, good}, On: clock, After: sinceBuy(days(30)), To: away, Because: "silent"},
			{From: []phase{away}, On: clock, After: inPhase(days(100)), To: gone, Because: "gone"},
			{From: []phase{fresh, active, good}, On: quit, To: gone, Because: "quit"},
		},
	}
}

// compiled is the small life cycle, compiled.
func compiled(t testing.TB) *lifecycle.Definition[phase, signal, known] {
	t.Helper()
	d, err := lifecycle.Compile(small())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// event is an event on a day, with an id of its own.
func event(kind signal, day int) lifecycle.Event[signal] {
	return lifecycle.Event[signal]{Kind: kind, At: on(day), ID: relationship.EventID(fmt.Sprintf("%v-%d", kind, day))}
}
