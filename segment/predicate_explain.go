package segment

import (
	"slices"
	"strings"
)

// CriterionLine is one part of an explanation.
type CriterionLine struct {
	// Depth is how deep the part lies: 0 for the whole.
	Depth int
	// Text is the part: a condition as [Predicate.String] writes it, or "all of", "any of" and "not" before the parts that are deeper.
	Text string
	// Value is what is known of the attribute that a condition looks at, as "41"; "not known", or empty if it looks at none.
	Value string
	// Truth is its answer.
	Truth Truth
	// Decides says that the whole has its answer because this part has its own. Of an And that is no, these are the parts that are
	// no; of one that is yes all; of one that is unknown those that are unknown; the mirror of that for an Or.
	Decides bool
}

// CriterionExplanation says why a party is in a segment or not.
type CriterionExplanation struct {
	// Truth is the answer of [Criterion.Of].
	Truth Truth
	// Lines are all parts, each before those that are in it.
	Lines []CriterionLine
	// Missing are the attributes that would have to be known to decide it, in the order of declaration; none unless Truth is
	// Unknown. As long as none of them is, nothing else that becomes known changes the answer, unless [Known] asks for it.
	Missing []string
}

// Explain answers as Of does, and says why: what each part answers, which of them decide, and what is missing. The error is that of Of.
func (c Criterion) Explain(a Attributes) (CriterionExplanation, error) {
	words, err := c.wordsOf(a)
	if err != nil {
		return CriterionExplanation{}, err
	}
	e := explaining{c: &c, words: words, known: Attributes{c.core, words}}
	e.line(c.from, 0, 0, true)
	out := CriterionExplanation{Truth: e.lines[0].Truth, Lines: e.lines}
	for i := range c.core.list {
		if name := c.core.list[i].Name; slices.Contains(e.missing, name) {
			out.Missing = append(out.Missing, name)
		}
	}
	return out, nil
}

// explaining is an explanation in the making.
type explaining struct {
	c       *Criterion
	words   []uint64
	known   Attributes
	lines   []CriterionLine
	missing []string
}

// line appends the node at i, which p is, and all that is in it.
func (e *explaining) line(p Predicate, i int32, depth int, decides bool) {
	l := CriterionLine{Depth: depth, Text: p.headText(), Truth: e.c.eval(e.words, i), Decides: decides}
	if p.name != "" {
		if l.Value = e.known.text(p.name); !e.known.Known(p.name) {
			l.Value = "not known"
		}
		if decides && l.Truth == Unknown {
			e.missing = append(e.missing, p.name)
		}
	}
	e.lines = append(e.lines, l)
	n := &e.c.nodes[i]
	for part := i + 1; part < n.end; part = e.c.nodes[part].end {
		// Parts with the answer of the whole decide it; a Not has the opposite of its one part.
		same := n.do == doNot || e.c.eval(e.words, part) == l.Truth
		e.line(p.parts[0], part, depth+1, decides && same)
		p.parts = p.parts[1:]
	}
}

// headText is the text of a part without what is in it.
func (p Predicate) headText() string {
	switch p.op {
	case opAnd:
		return "all of"
	case opOr:
		return "any of"
	case opNot:
		return "not"
	}
	return p.leafText()
}

// String writes a line for each part, as "products has life (not known): unknown", indented by its depth and with a star before it where
// the part decides, and a last line with what is missing, if something is: "missing: products".
func (e CriterionExplanation) String() string {
	var text strings.Builder
	for i, l := range e.Lines {
		if i > 0 {
			text.WriteByte('\n')
		}
		star := " "
		if l.Decides {
			star = "*"
		}
		text.WriteString(strings.Repeat("  ", max(0, min(l.Depth, maxPredicateDepth))) + star + " " + l.Text)
		if l.Value != "" {
			text.WriteString(" (" + l.Value + ")")
		}
		text.WriteString(": " + l.Truth.String())
	}
	if len(e.Missing) > 0 {
		text.WriteString("\nmissing: " + strings.Join(e.Missing, ", "))
	}
	return text.String()
}
