package segment_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/segment"
)

// sameTruth checks that two trees that compile have the same answers.
func sameTruth(t *rapid.T, a, b tree) {
	first, ok := a.compiled(t)
	second, also := b.compiled(t)
	if !ok || !also {
		return // one may contradict itself where the other does so unseen
	}
	for range 10 {
		p := smallParties.Draw(t, "party")
		if x, y := p.of(t, first), p.of(t, second); x != y {
			t.Fatalf("of %v, %v is %v and %v is %v", p, first, x, second, y)
		}
	}
}

func notTree(n tree) tree { return tree{op: "not", parts: []tree{n}} }

func opTree(op string, parts ...tree) tree { return tree{op: op, parts: parts} }

func TestDeMorgan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q := trees(3, true).Draw(t, "p"), trees(3, true).Draw(t, "q")
		sameTruth(t, notTree(opTree("and", p, q)), opTree("or", notTree(p), notTree(q)))
		sameTruth(t, notTree(opTree("or", p, q)), opTree("and", notTree(p), notTree(q)))
	})
}

func TestDoubleNegation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := trees(4, true).Draw(t, "p")
		sameTruth(t, p, notTree(notTree(p)))
	})
}

func TestAndOrCommutative(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(trees(3, true), 2, 4).Draw(t, "parts")
		other := rapid.Permutation(parts).Draw(t, "other")
		sameTruth(t, opTree("and", parts...), opTree("and", other...))
		sameTruth(t, opTree("or", parts...), opTree("or", other...))
	})
}

func TestAndOrIdempotent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := trees(4, true).Draw(t, "p")
		sameTruth(t, p, opTree("and", p, p))
		sameTruth(t, p, opTree("or", p, p))
		sameTruth(t, p, opTree("or", p))
	})
}

// TestAndOrAssociativeDistributive: nesting does not matter, and And distributes over Or in Kleene's logic, too.
func TestAndOrAssociativeDistributive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q, r := trees(2, true).Draw(t, "p"), trees(2, true).Draw(t, "q"), trees(2, true).Draw(t, "r")
		sameTruth(t, opTree("and", p, opTree("and", q, r)), opTree("and", opTree("and", p, q), r))
		sameTruth(t, opTree("or", p, opTree("or", q, r)), opTree("or", opTree("or", p, q), r))
		sameTruth(t, opTree("and", p, opTree("or", q, r)), opTree("or", opTree("and", p, q), opTree("and", p, r)))
	})
}

// TestMonotoneInInformation: what becomes known in addition turns no yes into no and no no into yes, unless Known is asked.
func TestMonotoneInInformation(t *testing.T) {
	drawn, decided := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		drawn++
		c, ok := trees(4, false).Draw(t, "tree").compiled(t)
		if !ok {
			return
		}
		for range 10 {
			more := smallParties.Draw(t, "more")
			less := more.only(rapid.SliceOfDistinct(rapid.SampledFrom(smallNames), rapid.ID).Draw(t, "known"))
			before, after := less.of(t, c), more.of(t, c)
			if before != segment.Unknown {
				decided++
				if after != before {
					t.Fatalf("%v: %v is %v, and %v is %v", c, less, before, more, after)
				}
			}
		}
	})
	if drawn >= 90 && decided < 20 {
		t.Errorf("only %d were decided", decided)
	}
	// With Known it is otherwise.
	c, _ := tree{op: "known", name: "age"}.compiled(t)
	if (smallParty{}).of(t, c) != segment.No || (smallParty{"age": int64(1)}).of(t, c) != segment.Yes {
		t.Error("Known does not turn from no to yes")
	}
}

// TestExplanation: it answers as Of does, has a line for each part, and what the parts that decide look at is enough to decide. (What is left
// unknown is decided by asking whether something is known, if that is then forgotten.)
func TestExplanation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := trees(4, true).Draw(t, "tree")
		c, ok := n.compiled(t)
		if !ok {
			return
		}
		for range 5 {
			p := smallParties.Draw(t, "party")
			e, err := c.Explain(p.attributes(t))
			if err != nil || e.Truth != p.of(t, c) || len(e.Lines) != n.size() || e.Lines[0].Truth != e.Truth || !e.Lines[0].Decides {
				t.Fatalf("%v of %v: %v, %v", c, p, e, err)
			}
			if (len(e.Missing) > 0) != (e.Truth == segment.Unknown) {
				t.Fatalf("%v, missing %v", e.Truth, e.Missing)
			}
			at, deciding, known := 0, []string{}, false
			n.each(func(part tree) {
				l := e.Lines[at]
				at++
				if l.Truth != slowTruth(part.truth(p)) {
					t.Fatalf("%v: %v", l, part.predicate())
				}
				known = known || part.op == "known"
				if l.Decides && part.name != "" {
					deciding = append(deciding, part.name)
				}
			})
			if less := p.only(deciding); less.of(t, c) != e.Truth && (e.Truth != segment.Unknown || !known) {
				t.Fatalf("%v of %v is %v, and with %v alone it is %v", c, p, e.Truth, deciding, less.of(t, c))
			}
		}
	})
}

// TestMissingIsWhatIsMissing: as long as those are not known, nothing else that becomes known decides it.
func TestMissingIsWhatIsMissing(t *testing.T) {
	drawn, unknown := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		drawn++
		c, ok := trees(4, false).Draw(t, "tree").compiled(t)
		if !ok {
			return
		}
		for range 5 {
			all := smallParties.Draw(t, "all")
			p := all.only(rapid.SliceOfDistinct(rapid.SampledFrom(smallNames), rapid.ID).Draw(t, "known"))
			e, err := c.Explain(p.attributes(t))
			if err != nil {
				t.Fatal(err)
			}
			if e.Truth != segment.Unknown {
				continue
			}
			unknown++
			for _, name := range e.Missing {
				if _, known := p[name]; known {
					t.Fatalf("%s is missing and known", name)
				}
			}
			for _, name := range smallNames {
				if v, known := all[name]; known && !slices.Contains(e.Missing, name) {
					p[name] = v
				}
			}
			if p.of(t, c) != segment.Unknown {
				t.Fatalf("%v: %v is missing, and %v is %v", c, e.Missing, p, p.of(t, c))
			}
		}
	})
	if drawn >= 90 && unknown < 10 {
		t.Errorf("only %d were unknown", unknown)
	}
}

func TestPredicateRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, q := trees(5, true).Draw(t, "p").predicate(), trees(5, true).Draw(t, "q").predicate()
		text, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		var back segment.Predicate
		if err := json.Unmarshal(text, &back); err != nil || !back.Equal(p) || back.String() != p.String() {
			t.Fatalf("%s is read as %v, %v", text, back, err)
		}
		if again, err := json.Marshal(back); err != nil || !bytes.Equal(text, again) {
			t.Fatalf("%s is written as %s, %v", text, again, err)
		}
		other, err := json.Marshal(q)
		if err != nil || bytes.Equal(text, other) != p.Equal(q) || p.Equal(q) && p.String() != q.String() {
			t.Fatalf("%v and %v are equal: %t, %v", p, q, p.Equal(q), err)
		}
	})
}

func TestAttributesRoundTrip(t *testing.T) {
	s := smallSchema()
	rapid.Check(t, func(t *rapid.T) {
		p, q := smallParties.Draw(t, "p").attributes(t), smallParties.Draw(t, "q").attributes(t)
		text, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		back, err := s.ParseAttributes(text)
		if err != nil || !back.Equal(p) || !p.Equal(back) {
			t.Fatalf("%s is read as %v, %v", text, back, err)
		}
		other, err := json.Marshal(q)
		if err != nil || bytes.Equal(text, other) != p.Equal(q) || (p.String() == q.String()) != p.Equal(q) {
			t.Fatalf("%v and %v are equal: %t, %v", p, q, p.Equal(q), err)
		}
	})
}
