package segment

import "slices"

// IsZero reports whether t is the zero value.
func (t Targets[L]) IsZero() bool { return t.core == nil }

// Labels returns the labels in order, as a fresh slice; under [TargetsFirstMatch] that of those who are left over is the last.
func (t Targets[L]) Labels() []L {
	var labels []L
	for i := range t.rows() {
		labels = append(labels, t.label(i))
	}
	return labels
}

// Criterion returns what makes a party a member of the target with a label, to be asked or explained; false if no target has it.
func (t Targets[L]) Criterion(label L) (Criterion, bool) {
	i := slices.IndexFunc(t.cfg.Targets, func(target Target[L]) bool { return target.Label == label })
	if i < 0 {
		return Criterion{}, false
	}
	return t.criteria[i], true
}

// rows is the number of labels.
func (t *Targets[L]) rows() int {
	if t.cfg.Policy == TargetsFirstMatch {
		return len(t.criteria) + 1
	}
	return len(t.criteria)
}

// label is that of a row.
func (t *Targets[L]) label(i int) L {
	if i < len(t.cfg.Targets) {
		return t.cfg.Targets[i].Label
	}
	return t.cfg.Else
}

// wanted reports whether a row is desired.
func (t *Targets[L]) wanted(i int) bool {
	if i < len(t.cfg.Targets) {
		return t.cfg.Targets[i].Desired
	}
	return t.cfg.ElseDesired
}

// wordsOf returns the values of a party.
func (t *Targets[L]) wordsOf(a Attributes) ([]uint64, error) {
	if t.core == nil {
		return nil, invalid("targets", "none", "ones that were compiled")
	}
	return t.core.wordsOf(a)
}

// walk calls visit for the rows in order, with the answer of each, that of those who are left over included.
func (t *Targets[L]) walk(words []uint64, visit func(row int, answer Truth)) {
	none := Yes
	for i := range t.criteria {
		answer := t.criteria[i].eval(words, 0)
		none = truthAnd(none, truthNot(answer))
		visit(i, answer)
	}
	if t.cfg.Policy == TargetsFirstMatch {
		visit(len(t.criteria), none)
	}
}

// member turns the answers of the rows, in their order, into whether the party has the label: as they are where segments overlap, and
// under first match only until one is yes. open says whether the rows before leave it open.
func (t *Targets[L]) member(answer Truth, open *Truth) Truth {
	if t.cfg.Policy == TargetsOverlap {
		return answer
	}
	given := truthAnd(*open, answer)
	*open = truthAnd(*open, truthNot(answer))
	return given
}

// Of returns the labels that a party is known to have, in order. Where segments overlap, these are any number; under first match there is
// one, or none as long as what is not known could put the party into an earlier one. The error is that of [Criterion.Of].
func (t Targets[L]) Of(a Attributes) ([]L, error) { return t.AppendOf(nil, a) }

// AppendOf appends the labels of [Targets.Of]; it does not allocate if dst has room for them. After an error dst is returned as it was.
func (t Targets[L]) AppendOf(dst []L, a Attributes) ([]L, error) { return t.appendThose(dst, a, Yes) }

// Possible returns the labels, in order, that a party may turn out to have: what is known neither gives them nor rules them out.
func (t Targets[L]) Possible(a Attributes) ([]L, error) { return t.appendThose(nil, a, Unknown) }

// appendThose appends the labels of which it is so, not so, or unknown that the party has them.
func (t *Targets[L]) appendThose(dst []L, a Attributes, want Truth) ([]L, error) {
	words, err := t.wordsOf(a)
	if err != nil {
		return dst, err
	}
	open := Yes
	t.walk(words, func(row int, answer Truth) {
		if t.member(answer, &open) == want {
			dst = append(dst, t.label(row))
		}
	})
	return dst, nil
}

// Desired says whether a party is desired: by the predicate of the configuration, or else by its segments. Where segments overlap, that
// is whether it is in one that is desired. Under first match it is whether the segment it is in is desired, and it is unknown only if, as
// far as each predicate alone says, the party may be in one that is and in one that is not. Where nothing was said to be desired, nobody is. The error is that of [Criterion.Of].
func (t Targets[L]) Desired(a Attributes) (Truth, error) {
	words, err := t.wordsOf(a)
	if err != nil {
		return Unknown, err
	}
	return t.wants(words), nil
}

func (t *Targets[L]) wants(words []uint64) Truth {
	if !t.desired.IsZero() {
		return t.desired.eval(words, 0)
	}
	some, other := No, No // whether the party has a label that is desired, and one that is not
	open := Yes
	t.walk(words, func(row int, answer Truth) {
		into := &other
		if t.wanted(row) {
			into = &some
		}
		*into = truthOr(*into, t.member(answer, &open))
	})
	if t.cfg.Policy == TargetsFirstMatch && other == No {
		return Yes // one of the labels is theirs, and all that may be are desired
	}
	return some
}
