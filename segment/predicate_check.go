package segment

import (
	"errors"
	"strconv"
)

// Validate says what is wrong with a predicate whatever the schema: a part that is the zero Predicate, And and Or without parts, names and
// words that no schema can declare, words twice, low above high, no date, a depth of more than 32 or more than 1024 parts in all.
// The error wraps [ErrInvalid], all faults joined.
func (p Predicate) Validate() error { return errors.Join(p.faults(nil)...) }

// faults appends what is wrong.
func (p Predicate) faults(faults []error) []error {
	switch p.op {
	case opNone:
		return append(faults, invalid("predicate", "none", "a condition, or Everyone"))
	case opTooLarge:
		rule := "at most " + strconv.Itoa(maxPredicateDepth) + " levels and " + strconv.Itoa(maxPredicateSize) + " parts"
		return append(faults, invalid("predicate", "too large", rule))
	case opEveryone:
		return faults
	case opAnd, opOr, opNot:
		if len(p.parts) == 0 {
			faults = append(faults, invalidInt("predicate: "+p.opName()+": parts", 0, "1 or more"))
		}
		for i := range p.parts {
			faults = p.parts[i].faults(faults)
		}
		return faults
	}
	if !attributeName(p.name) {
		return append(faults, invalid("predicate: attribute", quote(p.name), attributeNameRule))
	}
	place := "predicate: " + p.name
	switch p.op {
	case opBetween:
		if p.low > p.high {
			value := strconv.FormatInt(p.low, 10) + " to " + strconv.FormatInt(p.high, 10)
			faults = append(faults, invalid(place, value, "a range whose low end is not above the high end"))
		}
	case opBefore, opAfter:
		if p.date.IsZero() {
			faults = append(faults, invalid(place, `""`, "a date"))
		}
	case opOneOf, opHas:
		if len(p.values) == 0 || len(p.values) > maxAttributeWords {
			faults = append(faults, invalidInt(place+": words", len(p.values), "1 to "+strconv.Itoa(maxAttributeWords)))
			break
		}
		seen := make(map[string]bool, len(p.values))
		for _, word := range p.values {
			if seen[word] || !attributeWord(word) {
				faults = append(faults, invalid(place, quote(word), "words, each once, of "+attributeWordRule))
			}
			seen[word] = true
		}
	}
	return faults
}

// opName is the name of what it does, in the stored form.
func (p Predicate) opName() string {
	if int(p.op) < len(predicateOpNames) {
		return predicateOpNames[p.op]
	}
	return ""
}

// kind is the kind of attribute that a leaf looks at; unset for those that look at any or at none.
func (p Predicate) kind() AttributeKind {
	switch p.op {
	case opBetween, opAtLeast, opAtMost:
		return NumberAttribute
	case opOneOf:
		return ChoiceAttribute
	case opHas:
		return SetAttribute
	case opIs:
		return FlagAttribute
	case opBefore, opAfter:
		return DateAttribute
	}
	return 0
}

// declared appends what is wrong with a leaf by the declaration of its attribute.
func (p Predicate) declared(faults []error, s Schema) []error {
	for i := range p.parts {
		faults = p.parts[i].declared(faults, s)
	}
	if p.name == "" || len(p.faults(nil)) > 0 {
		return faults // there is nothing to look up, or something wrong with it already
	}
	at, ok := s.core.names[p.name]
	if !ok {
		return append(faults, s.undeclared("predicate: attribute", p.name))
	}
	a, place := &s.core.list[at], "predicate: "+p.name
	if k := p.kind(); k != 0 && k != a.Kind {
		return append(faults, invalid(place, quote(p.leafText()), "a condition on a "+a.Kind.String()))
	}
	low, high := a.bounds()
	number := func(v int64) {
		if v < low || v > high {
			faults = append(faults, invalid(place, strconv.FormatInt(v, 10), a.declaration()))
		}
	}
	switch p.op {
	case opBetween:
		number(p.low)
		number(p.high)
	case opAtLeast:
		number(p.low)
	case opAtMost:
		number(p.high)
	case opOneOf, opHas:
		for _, word := range p.values {
			if _, ok := a.places[word]; !ok {
				faults = append(faults, invalid(place, quote(word), a.declaration()))
			}
		}
	case opBefore, opAfter:
		switch n := dateNumber(p.date); {
		case n < low || n > high:
			faults = append(faults, invalid(place, quote(p.date.String()), a.declaration()))
		case p.op == opBefore && n == low || p.op == opAfter && n == high:
			faults = append(faults, invalid(place, quote(p.leafText()), "a date that there are others "+p.opName()))
		}
	}
	return faults
}
