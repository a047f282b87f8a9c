package segment_test

import (
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// tree is a predicate as plain data, with an evaluator that is slow and obvious.
type tree struct {
	op        string
	name      string
	low, high int64
	words     []string
	flag      bool
	day       relationship.Date
	parts     []tree
}

// predicate builds what the library has for it.
func (n tree) predicate() segment.Predicate {
	parts := make([]segment.Predicate, len(n.parts))
	for i, p := range n.parts {
		parts[i] = p.predicate()
	}
	switch n.op {
	case "everyone":
		return segment.Everyone()
	case "between":
		return segment.Between(n.name, n.low, n.high)
	case "at_least":
		return segment.AtLeast(n.name, n.low)
	case "at_most":
		return segment.AtMost(n.name, n.high)
	case "one_of":
		return segment.OneOf(n.name, n.words...)
	case "has":
		return segment.Has(n.name, n.words[0])
	case "is":
		return segment.Is(n.name, n.flag)
	case "before":
		return segment.Before(n.name, n.day)
	case "after":
		return segment.After(n.name, n.day)
	case "known":
		return segment.Known(n.name)
	case "and":
		return segment.And(parts...)
	case "or":
		return segment.Or(parts...)
	}
	return segment.Not(parts[0])
}

// truth is the definition, in numbers: -1 is no, 0 unknown, 1 yes; And is the least, Or the greatest, Not the negative.
func (n tree) truth(p smallParty) int {
	value, known := p[n.name]
	switch n.op {
	case "everyone":
		return 1
	case "known":
		return slowSign(known)
	case "not":
		return -n.parts[0].truth(p)
	case "and", "or":
		all := make([]int, len(n.parts))
		for i := range n.parts {
			all[i] = n.parts[i].truth(p)
		}
		if n.op == "and" {
			return slices.Min(all)
		}
		return slices.Max(all)
	}
	if !known {
		return 0
	}
	switch n.op {
	case "between":
		return slowSign(n.low <= value.(int64) && value.(int64) <= n.high)
	case "at_least":
		return slowSign(value.(int64) >= n.low)
	case "at_most":
		return slowSign(value.(int64) <= n.high)
	case "one_of":
		return slowSign(slices.Contains(n.words, value.(string)))
	case "has":
		return slowSign(slices.Contains(value.([]string), n.words[0]))
	case "is":
		return slowSign(value.(bool) == n.flag)
	case "before":
		return slowSign(value.(relationship.Date).String() < n.day.String())
	}
	return slowSign(value.(relationship.Date).String() > n.day.String())
}

func slowSign(v bool) int {
	if v {
		return 1
	}
	return -1
}

// slowTruth is the library's word for a number.
func slowTruth(v int) segment.Truth {
	return [...]segment.Truth{segment.No, segment.Unknown, segment.Yes}[v+1]
}

// size is the number of parts.
func (n tree) size() int {
	size := 1
	for _, p := range n.parts {
		size += p.size()
	}
	return size
}

// each calls visit for all parts.
func (n tree) each(visit func(tree)) {
	visit(n)
	for _, p := range n.parts {
		p.each(visit)
	}
}

// nobody reports whether no party at all is known to be in it.
func (n tree) nobody(parties []smallParty) bool {
	return !slices.ContainsFunc(parties, func(p smallParty) bool { return n.truth(p) == 1 })
}

// leafOps are the conditions, by the attribute they look at.
var leafOps = [][2]string{
	{"everyone", ""}, {"between", "age"}, {"at_least", "age"}, {"at_most", "age"}, {"one_of", "origin"}, {"has", "products"}, {"is", "member"},
	{"before", "since"}, {"after", "since"},
}

// leaves draws a condition that the small schema takes.
func leaves(known bool) *rapid.Generator[tree] {
	return rapid.Custom(func(t *rapid.T) tree {
		ops := leafOps
		if known {
			ops = append(slices.Clone(ops), [2]string{"known", rapid.SampledFrom(smallNames).Draw(t, "name")})
		}
		op := rapid.SampledFrom(ops).Draw(t, "op")
		n := tree{op: op[0], name: op[1]}
		switch n.op {
		case "between":
			n.low = rapid.Int64Range(-1, 2).Draw(t, "low")
			n.high = rapid.Int64Range(n.low, 2).Draw(t, "high")
		case "at_least":
			n.low = rapid.Int64Range(-1, 2).Draw(t, "low")
		case "at_most":
			n.high = rapid.Int64Range(-1, 2).Draw(t, "high")
		case "one_of":
			n.words = rapid.Permutation([]string{"a", "b", "c d"}).Draw(t, "words")[:rapid.IntRange(1, 3).Draw(t, "of")]
		case "has":
			n.words = []string{rapid.SampledFrom([]string{"x", "y"}).Draw(t, "word")}
		case "is":
			n.flag = rapid.Bool().Draw(t, "flag")
		case "before":
			n.day = rapid.SampledFrom(smallDays[1:]).Draw(t, "day")
		case "after":
			n.day = rapid.SampledFrom(smallDays[:2]).Draw(t, "day")
		}
		return n
	})
}

// trees draws predicates of some levels, with Known or without.
func trees(levels int, known bool) *rapid.Generator[tree] {
	if levels <= 1 {
		return leaves(known)
	}
	return rapid.Custom(func(t *rapid.T) tree {
		n := tree{op: rapid.SampledFrom([]string{"and", "or", "or", "not", "leaf"}).Draw(t, "node")}
		parts := rapid.IntRange(1, 3).Draw(t, "parts")
		switch n.op {
		case "leaf":
			return leaves(known).Draw(t, "leaf")
		case "not":
			parts = 1
		}
		for i := range parts {
			n.parts = append(n.parts, trees(levels-1, known).Draw(t, strconv.Itoa(i)))
		}
		return n
	})
}

// compiled compiles a tree; ok is false if it contradicts itself, which is the only thing that can be wrong with what is drawn.
func (n tree) compiled(t interface{ Fatal(...any) }) (c segment.Criterion, ok bool) {
	c, err := smallSchema().Compile(n.predicate())
	if err != nil {
		some := false
		n.each(func(part tree) { some = some || part.nobody(everyParty()) })
		if !some {
			t.Fatal(n.predicate().String(), err)
		}
		return c, false
	}
	return c, true
}

// of is Criterion.Of for a party of the small schema.
func (p smallParty) of(t interface{ Fatal(...any) }, c segment.Criterion) segment.Truth {
	truth, err := c.Of(p.attributes(t))
	if err != nil {
		t.Fatal(err)
	}
	return truth
}

// TestPredicateTrees: what is drawn compiles mostly, is deep enough, and has all three answers.
func TestPredicateTrees(t *testing.T) {
	drawn, compiled, large := 0, 0, 0
	answers := map[segment.Truth]int{}
	ops := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		n := trees(4, true).Draw(t, "tree")
		drawn++
		n.each(func(part tree) { ops[part.op]++ })
		if n.size() > 8 {
			large++
		}
		if c, ok := n.compiled(t); ok {
			compiled++
			answers[smallParties.Draw(t, "party").of(t, c)]++
		}
	})
	if drawn >= 90 && (compiled*2 < drawn || large*10 < drawn || len(ops) != 13 || min(answers[segment.No], answers[segment.Yes], answers[segment.Unknown])*20 < drawn) {
		t.Errorf("of %d trees %d compiled and %d were large; answers %v, conditions %v", drawn, compiled, large, answers, ops)
	}
}

// TestCompiledIsTheDefinition: what is compiled answers as the obvious evaluator does.
func TestCompiledIsTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := trees(rapid.IntRange(1, 5).Draw(t, "levels"), true).Draw(t, "tree")
		c, ok := n.compiled(t)
		if !ok {
			return
		}
		for range 20 {
			p := smallParties.Draw(t, "party")
			if got, want := p.of(t, c), slowTruth(n.truth(p)); got != want {
				t.Fatalf("%v of %v is %v, want %v", c, p, got, want)
			}
		}
	})
}

// TestLeavesOfEveryParty: each condition alone, on each party there can be.
func TestLeavesOfEveryParty(t *testing.T) {
	parties := everyParty()
	rapid.Check(t, func(t *rapid.T) {
		n := leaves(true).Draw(t, "leaf")
		c, _ := n.compiled(t)
		for _, p := range parties {
			if got, want := p.of(t, c), slowTruth(n.truth(p)); got != want {
				t.Fatalf("%v of %v is %v, want %v", c, p, got, want)
			}
		}
	})
}
