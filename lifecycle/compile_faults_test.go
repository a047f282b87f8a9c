package lifecycle_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/lifecycle"
)

// literal is a guard whose function is a literal, so small that the compiler copies it into every caller.
func literal() lifecycle.Guard[known] {
	return lifecycle.Guard[known]{Name: "points >= 5000", Allow: func(k known) bool { return k.points.AtLeast(5000) }}
}

// literalSince is an anchor of that kind.
func literalSince() lifecycle.Anchor[known] {
	return lifecycle.Anchor[known]{Name: "since buy", At: func(k known) time.Time { return k.lastBuy }}
}

// One function that the compiler made several of is one, and two that begin with the same inlined call are two.
func TestCompileTellsFunctionsApart(t *testing.T) {
	s := small()
	s.Rules[1].Guard, s.Rules[4].Guard = literal(), literal()
	s.Rules[6].After.Since, s.Rules[7].After.Since = literalSince(), literalSince()
	if _, err := lifecycle.Compile(s); err != nil {
		t.Errorf("one function, used twice: %v", err)
	}
	s.Rules[4].Guard.Allow = func(k known) bool { return k.points.AtLeast(6000) }
	_, err := lifecycle.Compile(s)
	if diff := cmp.Diff([]string{"Rules[4].Guard"}, fields(err)); diff != "" {
		t.Errorf("two functions (-want +got):\n%s", diff)
	}
	s.Rules[1].Guard.Allow, s.Rules[4].Guard.Allow = known.yes, known.no
	_, err = lifecycle.Compile(s)
	if diff := cmp.Diff([]string{"Rules[4].Guard"}, fields(err)); diff != "" {
		t.Errorf("two methods (-want +got):\n%s", diff)
	}
	k := known{}
	s.Rules[1].Guard.Allow, s.Rules[4].Guard.Allow = k.bound, k.bound
	if _, err := lifecycle.Compile(s); err != nil {
		t.Errorf("one bound method, used twice: %v", err)
	}
}

func (known) yes() bool        { return true }
func (known) no() bool         { return false }
func (known) bound(known) bool { return true }

// Since a stage was entered, the sooner time rule is always first, wherever it stands; since another instant both may be due at once.
func TestCompileRefusesTimeThatIsAlwaysLater(t *testing.T) {
	s := small()
	s.Rules = append(s.Rules, rule{From: []phase{side}, On: clock, After: inPhase(days(9)), To: gone})
	_, err := lifecycle.Compile(s)
	if diff := cmp.Diff([]string{"Rules[5]"}, fields(err)); diff != "" {
		t.Errorf("fields (-want +got):\n%s", diff)
	}
	s = small()
	s.Rules = append(s.Rules, rule{From: []phase{good}, On: clock, After: sinceBuy(days(29)), To: gone})
	d, err := lifecycle.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	entered := state{Stage: good, Peak: good, Lifetime: 1, Since: on(40), Last: on(40)}
	if step, due := d.Due(entered, known{lastBuy: on(0)}, on(40)); !due || step.To != away {
		t.Errorf("both are due when the stage is entered: %v, want the first of them", step)
	}
}

// What is wrong with a list that says nothing of where the rules lead keeps nothing else from being told.
func TestCompileReportsGraphBesideLists(t *testing.T) {
	s := small()
	s.Order, s.Ends, s.Lives = append(s.Order, fresh), append(s.Ends, 77), append(s.Lives, 78)
	s.Groups[0].Stages = []phase{79}
	s.Rules[1].To = active
	_, err := lifecycle.Compile(s)
	want := []string{"Ends[1]", "Lives[2]", "Order[3]", "Groups[0].Stages[0]", "Stages[2]"}
	if diff := cmp.Diff(want, fields(err)); diff != "" {
		t.Errorf("fields (-want +got):\n%s", diff)
	}
}

// Back leads to the stage that was left last and to no other: here good and side lead to each other for ever, though active has a way out.
func TestCompileRefusesTraps(t *testing.T) {
	_, err := lifecycle.Compile(spec{
		Stages: []phase{fresh, active, good, side, gone}, Events: []signal{buy, praise}, Final: []phase{gone}, Returnable: []phase{active, good},
		Rules: []rule{
			{From: []phase{fresh}, On: buy, To: active}, {From: []phase{fresh}, On: praise, To: good},
			{From: []phase{active}, On: buy, To: gone}, {From: []phase{good}, On: buy, To: side}, {From: []phase{side}, On: buy, Return: true},
		},
	})
	if diff := cmp.Diff([]string{"Stages[2]", "Stages[3]"}, fields(err)); diff != "" {
		t.Errorf("fields (-want +got):\n%s", diff)
	}
}

// TestEveryStateHasAWayOut: of a compiled definition, every state that can be come to can come to a final stage; and where the one fault is
// that some stage has no way, there is a state that has none. These are all life cycles of three stages between the first and the last, with
// two ways from each.
func TestEveryStateHasAWayOut(t *testing.T) {
	inner := []phase{active, good, side}
	const ways = 5 // none, to another of the three, to the last, and back
	compiled, refused := 0, 0
	for n := range ways * ways * ways * ways * ways * ways {
		s := spec{
			Stages: []phase{fresh, active, good, side, gone}, Events: []signal{buy, praise, quit}, Final: []phase{gone},
			Returnable: []phase{active, good},
			Rules: []rule{
				{From: []phase{fresh}, On: buy, To: active}, {From: []phase{fresh}, On: praise, To: good}, {From: []phase{fresh}, On: quit, To: gone},
			},
		}
		for i := range 6 {
			r := rule{From: inner[i%3 : i%3+1], On: s.Events[i/3]}
			switch way := n % ways; way {
			case 0:
			case ways - 1:
				r.To, r.Return = 0, true
			default:
				r.To = append([]phase{gone}, inner...)[way-1]
				if r.To == r.From[0] {
					r.To = side
				}
			}
			n /= ways
			if r.To != 0 || r.Return {
				s.Rules = append(s.Rules, r)
			}
		}
		_, err := lifecycle.Compile(s)
		switch {
		case err == nil:
			compiled++
		case !strings.Contains(strings.ReplaceAll(err.Error(), "want a way to a final stage", ""), "want"):
			refused++
		default:
			continue
		}
		if found := stuck(s); (len(found) == 0) != (err == nil) {
			t.Fatalf("%v, and stuck are %v, in %+v", err, found, s.Rules)
		}
	}
	if compiled < 1000 || refused < 100 {
		t.Errorf("%d compiled and %d refused", compiled, refused)
	}
	t.Logf("%d compiled and %d refused", compiled, refused)
}

// stuck lists the pairs of stage and stage to return to, of those that can be come to, from which no final stage can be.
func stuck(s spec) (found []string) {
	type pair [2]phase
	var visit func(pair, map[pair]bool)
	visit = func(p pair, seen map[pair]bool) {
		if seen[p] {
			return
		}
		seen[p] = true
		for _, r := range s.Rules {
			if r.From[0] != p[0] {
				continue
			}
			q := pair{r.To, p[1]}
			if r.Return {
				q[0] = p[1]
			}
			if q[0] != p[0] && slices.Contains(s.Returnable, p[0]) {
				q[1] = p[0]
			}
			visit(q, seen)
		}
	}
	all := map[pair]bool{}
	visit(pair{fresh, 0}, all)
	for p := range all {
		from := map[pair]bool{}
		visit(p, from)
		ends := false
		for q := range from {
			ends = ends || slices.Contains(s.Final, q[0])
		}
		if !ends {
			found = append(found, fmt.Sprint(p))
		}
	}
	return found
}

// A history that is nil is empty.
func TestReplayOfNoHistory(t *testing.T) {
	d := compiled(t)
	seed := state{Stage: active, Peak: active, Lifetime: 1, Since: on(0), Last: on(0)}
	if s, err := d.Replay(seed, known{}, nil, nil); err != nil || s != seed {
		t.Errorf("replay = %+v, %v, want the seed", s, err)
	}
	if _, err := d.Replay(state{Stage: 77}, known{}, nil, nil); !errors.Is(err, lifecycle.ErrState) {
		t.Errorf("replay = %v, want ErrState", err)
	}
}
