package segment

import "strconv"

// appendNested appends the groups that have customers; what stands in for the others follows from them.
func (t *thresholds) appendNested(dst []byte) []byte {
	dst = append(dst, '[')
	for i, n := range t.recency.counts {
		if n == 0 {
			continue
		}
		if dst[len(dst)-1] != '[' {
			dst = append(dst, ',')
		}
		dst = strconv.AppendInt(append(dst, `{"r":`...), int64(i+1), 10)
		frequencies := t.nested.frequencies[i]
		dst = frequencies.appendJSON(append(dst, `,"frequency":`...), Frequency)
		dst = t.nested.values[i].appendCuts(append(dst, `,"monetary":{`...))
		dst = append(dst, `,"pairs":[`...)
		for j, n := range frequencies.counts {
			if n == 0 {
				continue
			}
			if dst[len(dst)-1] != '[' {
				dst = append(dst, ',')
			}
			dst = strconv.AppendInt(append(dst, `{"f":`...), int64(j+1), 10)
			dst = append(t.nested.value(i, j).appendCuts(append(dst, `,"monetary":{`...)), '}')
		}
		dst = append(dst, "]}"...)
	}
	return append(dst, ']')
}

// nestedForm is the stored form of the thresholds within one R score.
type nestedForm struct {
	r         int
	frequency daysForm
	monetary  valueForm
	pairs     array[pairForm]
}

// pairForm is the stored form of the thresholds within one pair of scores.
type pairForm struct {
	f        int
	monetary valueForm
}

// UnmarshalJSON reads the form as it stands.
func (f *nestedForm) UnmarshalJSON(data []byte) error {
	return decodeObject("nested", data, field{key: "r", into: &f.r}, field{key: "frequency", into: &f.frequency},
		field{key: "monetary", into: &f.monetary}, field{key: "pairs", into: &f.pairs})
}

// UnmarshalJSON reads the form as it stands.
func (f *pairForm) UnmarshalJSON(data []byte) error {
	return decodeObject("pair", data, field{key: "f", into: &f.f}, field{key: "monetary", into: &f.monetary})
}

// UnmarshalJSON reads the form as it stands.
func (f *valueForm) UnmarshalJSON(data []byte) error {
	return decodeObject("scale of amounts", data, field{key: "cuts", into: &f.cuts}, field{key: "counts", into: &f.counts, optional: true})
}

// readNested checks what was read: the groups that have customers, in ascending order, each with as many as the scores say.
func (t *thresholds) readNested(groups []nestedForm) error {
	if t.recency.counts == nil {
		return refusedNested("", "no groups where there are no counts")
	}
	t.nested = t.emptyNest()
	for i, n := range t.recency.counts {
		if n == 0 {
			continue
		}
		where := "R " + strconv.Itoa(i+1)
		if len(groups) == 0 || groups[0].r != i+1 {
			return refusedNested(where, "each R score that somebody has, once and in ascending order")
		}
		if err := t.readGroup(i, n, groups[0]); err != nil {
			return &DecodeError{Form: "scorer JSON", Where: "nested: " + where, Err: err}
		}
		groups = groups[1:]
	}
	if len(groups) > 0 {
		return refusedNested("", "no R score that nobody has")
	}
	return nil
}

// refusedNested makes the error of one place.
func refusedNested(where, rule string) error {
	if where != "" {
		where = ": " + where
	}
	return &DecodeError{Form: "scorer JSON", Where: "nested" + where, Rule: rule}
}

// readGroup takes in the n customers of one R score, which counts from 0.
func (t *thresholds) readGroup(i, n int, form nestedForm) error {
	kF, kM := len(t.frequency.cuts)+1, t.value.K()
	frequencies, err := form.frequency.scale(Frequency, 1, mostDays+1)
	if err != nil {
		return err
	}
	values, err := t.readValues(form.monetary, n, kM)
	if err != nil {
		return err
	}
	if len(frequencies.cuts)+1 != kF || total(frequencies.counts) != n {
		return &DecodeError{Form: "frequency", Where: "counts", Rule: "as many scores and customers as elsewhere"}
	}
	t.nested.frequencies[i], t.nested.values[i] = frequencies, values
	pairs := form.pairs
	for j, n := range frequencies.counts {
		scale := t.nested.value(i, j)
		if *scale = values; n == 0 {
			continue
		}
		if len(pairs) == 0 || pairs[0].f != j+1 {
			return &DecodeError{Form: "pairs", Where: "F " + strconv.Itoa(j+1), Rule: "each F score that somebody has, once and in ascending order"}
		}
		if *scale, err = t.readValues(pairs[0].monetary, n, kM); err != nil {
			return err
		}
		pairs = pairs[1:]
	}
	if len(pairs) > 0 {
		return &DecodeError{Form: "pairs", Where: "F " + strconv.Itoa(pairs[0].f), Rule: "no F score that nobody has"}
	}
	return nil
}

// readValues reads a scale of the amounts of n customers with k scores.
func (t *thresholds) readValues(form valueForm, n, k int) (ValueScale, error) {
	s, err := form.scale("monetary", t.value.currency)
	if err == nil && (s.K() != k || total(s.counts) != n) {
		err = &DecodeError{Form: "monetary", Where: "counts", Rule: "as many scores and customers as elsewhere"}
	}
	return s, err
}
