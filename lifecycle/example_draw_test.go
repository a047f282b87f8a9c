package lifecycle_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/rapport-go/rapport/lifecycle"
)

// A light to draw: two stages, one of which time ends, and a final one.
func lamp() (*lifecycle.Definition[Lamp, Hand, struct{}], error) {
	return lifecycle.Compile(lifecycle.Spec[Lamp, Hand, struct{}]{
		Stages: []Lamp{Off, On, Broken}, Final: []Lamp{Broken}, Events: []Hand{Press, Drop, Wait}, Tick: Wait,
		Rules: []lifecycle.Rule[Lamp, Hand, struct{}]{
			{From: []Lamp{Off}, On: Press, To: On},
			{From: []Lamp{On}, On: Press, To: Off},
			{From: []Lamp{On}, On: Wait, After: lifecycle.After[struct{}]{Duration: 10 * time.Minute}, To: Off, Because: "saving"},
			{From: []Lamp{Off, On}, On: Drop, To: Broken},
		},
	})
}

// Without the final stage, and the ways only: what stands in a README.
func ExampleDrawOptions() {
	light, err := lamp()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(light.Mermaid(lifecycle.DrawOptions[Lamp]{Overview: true, Without: []Lamp{Broken}}))
	// Output:
	// stateDiagram-v2
	//     state "off" as s1
	//     state "on" as s2
	//     [*] --> s1
	//     s1 --> s2 : press
	//     s2 --> s1 : press, wait
}

func ExampleDefinition_DOT() {
	light, err := lamp()
	if err != nil {
		fmt.Println(err)
		return
	}
	drawing := strings.ReplaceAll(light.DOT(lifecycle.DrawOptions[Lamp]{}), "\t", "  ")
	fmt.Print(drawing)
	// Output:
	// digraph lifecycle {
	//   rankdir=LR;
	//   node [shape=box, style=rounded];
	//   s1 [label="off"];
	//   s2 [label="on"];
	//   s3 [label="broken", shape=doublecircle];
	//   start [label="", shape=point];
	//   start -> s1;
	//   s1 -> s2 [label="press"];
	//   s1 -> s3 [label="drop"];
	//   s2 -> s1 [label="press"];
	//   s2 -> s3 [label="drop"];
	//   s2 -> s1 [label="wait [in stage >= 10m0s]", style=dashed];
	// }
}

func ExampleDefinition_Table() {
	light, err := lamp()
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(light.Table())
	// Output:
	// From     Event  Guard or time      To      Because
	// -------  -----  -----------------  ------  -------
	// off      press                     on
	// on       press                     off
	// on       wait   in stage >= 10m0s  off     saving
	// off, on  drop                      broken
}

// Dimmer is the next version of Lamp: it knows one stage more, and has another name for one.
type Dimmer uint8

const (
	Dark Dimmer = iota + 1
	Dimmed
	Bright
	Gone
)

func (d Dimmer) String() string { return [...]string{"unset", "off", "dimmed", "bright", "broken"}[d] }

// A lamp that was stored as on is bright in the next version. The old type stays, to read what was stored with.
func ExampleNewMigration() {
	before, err := lamp()
	if err != nil {
		fmt.Println(err)
		return
	}
	after, err := lifecycle.Compile(lifecycle.Spec[Dimmer, Hand, struct{}]{
		Stages: []Dimmer{Dark, Dimmed, Bright, Gone}, Final: []Dimmer{Gone}, Events: []Hand{Press, Drop},
		Rules: []lifecycle.Rule[Dimmer, Hand, struct{}]{
			{From: []Dimmer{Dark}, On: Press, To: Dimmed},
			{From: []Dimmer{Dimmed}, On: Press, To: Bright},
			{From: []Dimmer{Bright}, On: Press, To: Dark},
			{From: []Dimmer{Dark, Dimmed, Bright}, On: Drop, To: Gone},
		},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	stages := lifecycle.SameStages(before, after) // off and broken
	_, err = lifecycle.NewMigration(before, after, stages)
	fmt.Println(err)
	stages[On] = Bright
	migration, err := lifecycle.NewMigration(before, after, stages)
	if err != nil {
		fmt.Println(err)
		return
	}
	noon := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	state, err := migration.State(lifecycle.State[Lamp]{Stage: On, Lifetime: 1, Seq: 7, Since: noon, Last: noon})
	fmt.Println(state.Stage, state.Seq, err)
	// Output:
	// lifecycle: stages[on] = none, want a stage of the new definition
	// bright 7 <nil>
}

// A partner who is a customer too stands in two courses; the phase is what both can be told in.
func ExamplePhase() {
	for _, s := range []lifecycle.CustomerStage{lifecycle.CustomerPurchase, lifecycle.CustomerBonding, lifecycle.CustomerLapsing} {
		rung, ok := s.Rung()
		if !ok {
			fmt.Println(s, s.Partner(), s.Phase(), "on no rung")
			continue
		}
		fmt.Println(s, s.Partner(), s.Phase(), rung)
	}
	// Output:
	// purchase build exploration customer
	// bonding maintain commitment supporter
	// lapsing dormant dissolution on no rung
}
