package segment

import (
	"strconv"
	"strings"
)

// String writes p as one would say it, such as "age 18 to 25 and products has life". And within Or, and the other way round, stand in
// parentheses; an And or an Or of one part is written as that part; words that are more than letters, digits, hyphens and underscores stand in quotes.
func (p Predicate) String() string {
	var text strings.Builder
	p.write(&text)
	return text.String()
}

func (p Predicate) write(text *strings.Builder) {
	switch p.op {
	case opAnd, opOr:
		if len(p.parts) == 1 { // which is that part
			p.parts[0].write(text)
			return
		}
		for i, part := range p.parts {
			if i > 0 {
				text.WriteString(" " + p.opName() + " ")
			}
			part.enclosed(text, part.joins())
		}
		if len(p.parts) == 0 {
			text.WriteString(p.opName() + " of nothing")
		}
	case opNot:
		text.WriteString("not ")
		p.parts[0].enclosed(text, p.parts[0].op == opNot || p.parts[0].joins())
	default:
		text.WriteString(p.leafText())
	}
}

// joins reports whether p puts several parts together.
func (p Predicate) joins() bool {
	return len(p.parts) > 1 || len(p.parts) == 1 && p.op != opNot && p.parts[0].joins()
}

// enclosed writes p, in parentheses if they are needed.
func (p Predicate) enclosed(text *strings.Builder, needed bool) {
	if needed {
		text.WriteByte('(')
	}
	p.write(text)
	if needed {
		text.WriteByte(')')
	}
}

// leafText writes a leaf.
func (p Predicate) leafText() string {
	name := predicateWord(p.name)
	switch p.op {
	case opNone:
		return "nothing"
	case opTooLarge:
		return "too large"
	case opEveryone:
		return "everyone"
	case opBetween:
		return name + " " + strconv.FormatInt(p.low, 10) + " to " + strconv.FormatInt(p.high, 10)
	case opAtLeast:
		return name + " at least " + strconv.FormatInt(p.low, 10)
	case opAtMost:
		return name + " at most " + strconv.FormatInt(p.high, 10)
	case opIs:
		if p.flag {
			return name + " is true"
		}
		return name + " is false"
	case opBefore, opAfter:
		return name + " " + p.opName() + " " + p.date.String()
	case opKnown:
		return name + " known"
	}
	words := make([]string, len(p.values))
	for i, word := range p.values {
		words[i] = predicateWord(word)
	}
	switch {
	case p.op == opHas:
		return name + " has " + words[0]
	case len(words) == 1:
		return name + " is " + words[0]
	}
	return name + " is one of " + strings.Join(words, ", ")
}

// predicateWord writes a word so that it cannot be taken for something else.
func predicateWord(word string) string {
	for _, r := range word {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '_' {
			return strconv.Quote(word)
		}
	}
	if word == "" {
		return `""`
	}
	return word
}
