package segment_test

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// TestContradictions: an And of conditions is refused exactly if nobody at all can be in it.
func TestContradictions(t *testing.T) {
	parties := everyParty()
	found, taken := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		n := tree{op: "and"}
		for i := range rapid.IntRange(1, 4).Draw(t, "parts") {
			leaf := leaves(true).Draw(t, strconv.Itoa(i))
			if leaf.op != "everyone" && rapid.Bool().Draw(t, "not") {
				leaf = tree{op: "not", parts: []tree{leaf}}
			}
			if rapid.Bool().Draw(t, "deeper") {
				leaf = tree{op: "and", parts: []tree{leaf}}
			}
			n.parts = append(n.parts, leaf)
		}
		_, err := smallSchema().Compile(n.predicate())
		if nobody := n.nobody(parties); (err != nil) != nobody {
			t.Fatalf("%v: nobody %t, %v", n.predicate(), nobody, err)
		}
		if err != nil {
			found++
		} else {
			taken++
		}
	})
	if found+taken >= 90 && min(found, taken) < 10 {
		t.Errorf("%d refused, %d taken", found, taken)
	}
}
