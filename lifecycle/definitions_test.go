package lifecycle_test

import (
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/lifecycle"
)

// place, spot and cue are labels of definitions that are drawn at random, where small is too small. What their guards read is a set of bits.
type (
	place uint8
	spot  uint8
	cue   uint8
)

func (p place) String() string { return "place-" + strconv.Itoa(int(p)) }
func (s spot) String() string  { return "spot-" + strconv.Itoa(int(s)) }
func (c cue) String() string   { return "cue-" + strconv.Itoa(int(c)) }

// cueTick is the Tick of drawn definitions.
const cueTick cue = 6

// placeSpec and placeRule shorten the names of this instance.
type (
	placeSpec = lifecycle.Spec[place, cue, uint64]
	placeRule = lifecycle.Rule[place, cue, uint64]
)

// bit makes a guard on one of the bits.
func bit(i int, name string) lifecycle.Guard[uint64] {
	return lifecycle.Guard[uint64]{Name: name, Allow: func(f uint64) bool { return f>>(i%64)&1 == 1 }}
}

// hostile are names that mean something in some language of drawings.
var hostile = []string{
	`"`, `\`, `a \"`, `\\`, "a\nb", "\r", "\x00", "]", "] -> s1 [", "];", "%%", "%% c", "<b>", "</b>", "<!-- ", "<?x", "&lt;", "&#38;", "&", "#quot;", "; : #", " --> ", "a  b", "日本 ↩",
	"\xff\xfe", "\u2028x\u202e", "\\n\\N", " ", "`", "//", "/* */", "{", "}", ":::x", "<<fork>>", `label="x"`,
}

// specs draws a definition that compiles: up to eight stages, numbered close together or far apart, with rules of every sort, and guards whose
// names are often hostile.
func specs(t *rapid.T) placeSpec {
	n := rapid.SampledFrom([]int{1, 2, 3, 5, 8}).Draw(t, "stages")
	apart := rapid.SampledFrom([]int{1, 1, 7, 31}).Draw(t, "apart")
	var stages []place
	for i := range n {
		stages = append(stages, place(1+i*apart))
	}
	some := func(name string, from []place) []place {
		return slices.DeleteFunc(slices.Clone(from), func(place) bool { return rapid.Bool().Draw(t, name) })
	}
	finals := stages[n-1:]
	if n > 3 && rapid.Bool().Draw(t, "two ends") {
		finals = stages[n-2:]
	}
	open := stages[:n-len(finals)]
	s := placeSpec{
		Version: "drawn", Stages: stages, Events: []cue{1, 2, 3, 4, 5, cueTick}, Tick: cueTick, Commands: []cue{4}, Final: finals,
		Returnable: some("returnable", open), Order: rapid.Permutation(some("ordered", stages)).Draw(t, "order"), Ends: some("ends", stages),
	}
	if len(open) > 0 && rapid.Bool().Draw(t, "first is returnable") && !slices.Contains(s.Returnable, open[0]) {
		s.Returnable = append(s.Returnable, open[0])
	}
	s.Lives = slices.DeleteFunc(some("lives", stages), func(p place) bool { return slices.Contains(s.Ends, p) })
	s.Groups = []lifecycle.Group[place]{{Name: rapid.SampledFrom(hostile).Draw(t, "group"), Stages: some("grouped", stages)}}
	for i := 1; i < n; i++ { // every stage can be entered, and every one leads to an end
		from := open[rapid.IntRange(0, min(i, len(open))-1).Draw(t, "from")]
		s.Rules = append(s.Rules, placeRule{From: []place{from}, On: 1, Guard: bit(i, fmt.Sprint("to ", i)), To: stages[i]})
	}
	if len(open) > 0 {
		s.Rules = append(s.Rules, placeRule{From: open, On: 2, To: finals[0], Because: "enough"})
	}
	for i := range rapid.SampledFrom([]int{0, 1, 5, 20}).Draw(t, "more") {
		r := placeRule{From: some("more from", open), On: rapid.SampledFrom(s.Events).Draw(t, "on"), Because: rapid.SampledFrom(hostile).Draw(t, "because")}
		switch rapid.IntRange(0, 4).Draw(t, "way") {
		case 0:
			r.Same = true
		case 1, 2:
			r.Return = true
			r.From = slices.DeleteFunc(r.From, func(p place) bool { return slices.Contains(s.Returnable, p) })
		default:
			r.To = rapid.SampledFrom(stages).Draw(t, "to")
		}
		if r.On == cueTick {
			r.After.Duration = days(rapid.IntRange(1, 40).Draw(t, "after"))
			if rapid.Bool().Draw(t, "since") {
				r.After.Since = lifecycle.Anchor[uint64]{Name: rapid.SampledFrom(hostile).Draw(t, "anchor"), At: func(f uint64) time.Time { return on(int(f % 64)) }}
			}
		} else if rapid.IntRange(0, 3).Draw(t, "guarded") > 0 {
			r.Guard = bit(i, rapid.OneOf(rapid.SampledFrom(hostile), rapid.StringN(1, 8, -1)).Draw(t, "guard"))
		}
		// One that does not fit is none: behind another that always holds, say.
		try := s
		try.Rules = slices.Insert(slices.Clone(s.Rules), rapid.IntRange(0, len(s.Rules)).Draw(t, "at"), r)
		if _, err := lifecycle.Compile(try); err == nil {
			s = try
		}
	}
	return s
}

// compile compiles what was drawn.
func compile[S, E lifecycle.Label, F any](t *rapid.T, s lifecycle.Spec[S, E, F]) *lifecycle.Definition[S, E, F] {
	d, err := lifecycle.Compile(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// wander lets anything happen to a state, up to 30 times, and visits it after each. Nothing that happens makes it one that the definition
// does not accept.
func wander[S lifecycle.Label](t *rapid.T, d *lifecycle.Definition[S, cue, uint64], s lifecycle.State[S], visit func(lifecycle.State[S])) lifecycle.State[S] {
	at := s.Last
	if at.IsZero() {
		at = start
	}
	for range rapid.SampledFrom([]int{0, 1, 3, 10, 30}).Draw(t, "steps") {
		at = at.Add(days(rapid.SampledFrom([]int{0, 0, 1, 5, 50}).Draw(t, "gap")))
		facts := rapid.Uint64().Draw(t, "facts")
		if err := d.Advance(&s, facts, at, nil); err != nil {
			t.Fatal(err)
		}
		kind := rapid.SampledFrom([]cue{1, 1, 1, 3, 3, 4, 5, 2}).Draw(t, "kind")
		if kind == 2 && rapid.IntRange(0, 3).Draw(t, "go on") > 0 {
			kind = 1 // or most lives would be over soon
		}
		s, _, _ = d.Step(s, lifecycle.Event[cue]{Kind: kind, At: at}, facts)
		if err := d.Accepts(s); err != nil {
			t.Fatal(err)
		}
		if visit != nil {
			visit(s)
		}
	}
	return s
}

// The generator draws rules of every sort, of one stage and of several, and leads into states of every sort.
func TestSpecsHaveEverything(t *testing.T) {
	seen := map[string]int{}
	for i := range 300 {
		s := rapid.Custom(specs).Example(i)
		if len(s.Stages) == 1 {
			seen["one stage"]++
		}
		for _, r := range s.Rules {
			for sort, is := range map[string]bool{
				"return": r.Return, "same": r.Same, "time": r.On == cueTick, "since": r.After.Since.At != nil, "several": len(r.From) > 1,
				"to itself": slices.Contains(r.From, r.To), "nasty": slices.Contains(hostile, r.Guard.Name), "guarded": r.Guard.Name != "",
			} {
				if is {
					seen[sort]++
				}
			}
		}
		d, err := lifecycle.Compile(s)
		if err != nil {
			t.Fatal(err)
		}
		state := rapid.Custom(func(t *rapid.T) lifecycle.State[place] { return wander(t, d, lifecycle.State[place]{}, nil) }).Example(i)
		for sort, is := range map[string]bool{
			"zero": state.IsZero(), "returns": state.Return != 0, "peak above": state.Peak != 0 && state.Peak != state.Stage, "over": state.Over,
			"again": state.Lifetime > 1, "final": d.IsFinal(state.Stage),
		} {
			if is {
				seen[sort]++
			}
		}
	}
	for _, sort := range []string{
		"one stage", "return", "same", "time", "since", "several", "to itself", "nasty", "guarded",
		"zero", "returns", "peak above", "over", "again", "final",
	} {
		if seen[sort] < 10 {
			t.Errorf("%s came %d times", sort, seen[sort])
		}
	}
}
