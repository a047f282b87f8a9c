package segment

import "errors"

// Criterion is a predicate that was checked against a schema, and answers.
//
// It is immutable and safe for any number of goroutines. The zero value has no predicate and answers nothing.
type Criterion struct {
	core  *schemaCore
	from  Predicate
	nodes []criterionNode
	masks []uint64
}

// criterionNode is one part, in the order in which they are written: the first part of a node follows it, and the next one begins at
// the end of the one before.
type criterionNode struct {
	low, high int64  // of a range; of a set, low is the bit of its word
	bit       uint64 // of what says that the attribute is known
	known     int32  // the word of that bit
	at        int32  // the word of the value
	mask      int32  // the first word of the choices
	end       int32
	do        criterionDo
}

// criterionDo is what a node does: fewer things than a predicate, as most are a range.
type criterionDo uint8

const (
	doEveryone criterionDo = iota
	doRange
	doOneOf
	doHas
	doKnown
	doAnd
	doOr
	doNot
)

// Compile checks a predicate against the schema. The error wraps [ErrInvalid], all faults joined: what Validate finds; attributes
// that are not declared; conditions on another kind of attribute; numbers, dates and words outside the declaration, of which none can be
// true, or a typo; and an And of conditions on one attribute that cannot hold together, as age at most 17 and age at least 65, where Or is meant.
// The last is looked for among conditions, their Nots and the Ands within an And; contradictions that hide deeper in Ors are not found. The
// [TargetReport] shows the segments that are empty.
func (s Schema) Compile(p Predicate) (Criterion, error) {
	if s.core == nil {
		return Criterion{}, invalid("schema", "none", "one that was made")
	}
	c, faults := s.compile(p)
	if err := errors.Join(faults...); err != nil {
		return Criterion{}, err
	}
	return c, nil
}

// compile is Compile with a list of faults.
func (s Schema) compile(p Predicate) (Criterion, []error) {
	faults := p.faults(nil)
	if p.op != opTooLarge {
		faults = p.declared(faults, s)
	}
	if len(faults) == 0 {
		faults = contradictions(faults, s, p)
	}
	if len(faults) > 0 {
		return Criterion{}, faults
	}
	c := Criterion{core: s.core, from: p}
	c.add(p)
	return c, nil
}

// add appends a part with all that is in it.
func (c *Criterion) add(p Predicate) {
	i := len(c.nodes)
	n := criterionNode{}
	if p.name != "" {
		at := c.core.names[p.name]
		n.known, n.bit, n.at = int32(at/64), 1<<(at%64), int32(c.core.list[at].at)
		n.low, n.high = c.core.list[at].bounds()
		n.do = doRange
	}
	switch p.op {
	case opBetween:
		n.low, n.high = p.low, p.high
	case opAtLeast:
		n.low = p.low
	case opAtMost:
		n.high = p.high
	case opIs:
		n.low = 0
		if p.flag {
			n.low = 1
		}
		n.high = n.low
	case opBefore:
		n.high = dateNumber(p.date) - 1
	case opAfter:
		n.low = dateNumber(p.date) + 1
	case opOneOf:
		n.do, n.mask = doOneOf, int32(len(c.masks))
		c.masks = append(c.masks, choiceMask(&c.core.list[c.core.names[p.name]], p.values)...)
	case opHas:
		place := c.core.list[c.core.names[p.name]].places[p.values[0]]
		n.do, n.low, n.at = doHas, int64(1<<(uint(place)%64)), n.at+int32(place/64)
	case opKnown:
		n.do = doKnown
	case opAnd:
		n.do = doAnd
	case opOr:
		n.do = doOr
	case opNot:
		n.do = doNot
	}
	c.nodes = append(c.nodes, n)
	for _, part := range p.parts {
		c.add(part)
	}
	c.nodes[i].end = int32(len(c.nodes))
}

// choiceMask has a bit for each word of the list.
func choiceMask(a *schemaAttribute, words []string) []uint64 {
	mask := make([]uint64, (len(a.Values)+63)/64)
	for _, word := range words {
		place := a.places[word]
		mask[place/64] |= 1 << (place % 64)
	}
	return mask
}

// IsZero reports whether c is the zero value.
func (c Criterion) IsZero() bool { return c.core == nil }

// Predicate returns what c was compiled from.
func (c Criterion) Predicate() Predicate { return c.from }

// Schema returns the schema c was compiled against.
func (c Criterion) Schema() Schema { return Schema{c.core} }

// String returns the text of the predicate; "nothing" for the zero value.
func (c Criterion) String() string { return c.from.String() }

// Of says whether what is known of a party makes it a member. Attributes of a schema that is not equal are an *InvalidError, and so is
// the zero Criterion; the zero Attributes fit. It does not allocate.
//
// Laws: And and Or do not depend on the order of their parts, and p And p, p Or p and Not(Not(p)) are as p; Not(And(p, q)) is as
// Or(Not(p), Not(q)). Whatever becomes known in addition, a yes stays yes and a no stays no, unless [Known] is asked.
func (c Criterion) Of(a Attributes) (Truth, error) {
	words, err := c.wordsOf(a)
	if err != nil {
		return Unknown, err
	}
	return c.eval(words, 0), nil
}

// wordsOf returns the values of a party.
func (c *Criterion) wordsOf(a Attributes) ([]uint64, error) {
	if c.core == nil {
		return nil, invalid("criterion", "none", "one that was compiled")
	}
	return c.core.wordsOf(a)
}

// wordsOf returns the values of a party, checked to be of this schema.
func (c *schemaCore) wordsOf(a Attributes) ([]uint64, error) {
	switch {
	case a.core == c || a.core.same(c):
		return a.words, nil
	case a.core == nil:
		return c.none, nil
	}
	return nil, invalid("attributes", "those of another schema", "those of an equal one")
}

// eval answers for the node at i.
func (c *Criterion) eval(words []uint64, i int32) Truth {
	n := &c.nodes[i]
	switch n.do {
	case doEveryone:
		return Yes
	case doKnown:
		return truthOf(words[n.known]&n.bit != 0)
	case doNot:
		return truthNot(c.eval(words, i+1))
	case doAnd, doOr:
		return c.evalParts(words, i)
	}
	if words[n.known]&n.bit == 0 {
		return Unknown
	}
	v := words[n.at]
	switch n.do {
	case doOneOf:
		return truthOf(c.masks[int(n.mask)+int(v/64)]>>(v%64)&1 == 1)
	case doHas:
		return truthOf(v&uint64(n.low) != 0)
	}
	return truthOf(int64(v) >= n.low && int64(v) <= n.high)
}

// evalParts is eval for And and Or, which end early.
func (c *Criterion) evalParts(words []uint64, i int32) Truth {
	n := &c.nodes[i]
	all, stop := Yes, No // of Kleene's And
	if n.do == doOr {
		all, stop = No, Yes
	}
	for part := i + 1; part < n.end; part = c.nodes[part].end {
		switch c.eval(words, part) {
		case stop:
			return stop
		case Unknown:
			all = Unknown
		}
	}
	return all
}

// truthOf is the answer where it is known.
func truthOf(v bool) Truth {
	if v {
		return Yes
	}
	return No
}
