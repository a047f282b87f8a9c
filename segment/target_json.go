package segment

import "strconv"

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"rules":"00f1e2d3c4b5a697","parties":9,"one":5,"several":1,"open":2,"desired":[4,1],"rows":[[3,1,3],[4,1,4]],"known":[8,9]}
//
// in one line. Rules is a mark of the segments that were counted by, desired has who is and of whom it is unknown, each row who is a
// member by its predicate, of whom that is unknown, and who has the label, and known is of each attribute. Equal tallies have equal forms; that
// of nobody is {"version":1}.
func (t TargetTally) MarshalJSON() ([]byte, error) {
	dst := append([]byte(`{"version":`), strconv.Itoa(storedVersion)...)
	if !t.anything {
		return append(dst, '}'), nil
	}
	dst = append(dst, `,"rules":"`...)
	dst = append(dst, targetHex(t.rules)...)
	for _, f := range [...]struct {
		key string
		n   int
	}{{`","parties":`, t.parties}, {`,"one":`, t.one}, {`,"several":`, t.several}, {`,"open":`, t.open}} {
		dst = strconv.AppendInt(append(dst, f.key...), int64(f.n), 10)
	}
	dst = appendInts(append(dst, `,"desired":`...), []int{t.desired.yes, t.desired.unknown})
	dst = append(dst, `,"rows":[`...)
	for i, r := range t.rows {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendInts(dst, []int{r.yes, r.unknown, r.members})
	}
	dst = appendInts(append(dst, `],"known":`...), t.known)
	return append(dst, '}'), nil
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing null, nothing behind,
// and counts that can be. After an error t is as it was. The error wraps [ErrDecode].
func (t *TargetTally) UnmarshalJSON(data []byte) error {
	const form = "target tally JSON"
	var version int
	var rules string
	var desired, known numbers
	var rows []numbers
	read := TargetTally{anything: true}
	fields := []field{
		{key: "rules", into: &rules}, {key: "parties", into: &read.parties}, {key: "one", into: &read.one},
		{key: "several", into: &read.several}, {key: "open", into: &read.open}, {key: "desired", into: &desired}, {key: "rows", into: &rows},
		{key: "known", into: &known},
	}
	all := append([]field{{key: "version", into: &version}}, fields...)
	if err := decodeObject(form, data, all[:1]...); err == nil { // nobody, if there is nothing but the version
		if err := checkVersion(form, version); err != nil {
			return err
		}
		*t = TargetTally{}
		return nil
	}
	if err := decodeObject(form, data, all...); err != nil {
		return err
	}
	if err := checkVersion(form, version); err != nil {
		return err
	}
	refuse := func(where, rule string) error { return &DecodeError{Form: form, Where: where, Rule: rule} }
	var err error
	if read.rules, err = strconv.ParseUint(rules, 16, 64); err != nil || len(rules) != 16 || rules != targetHex(read.rules) {
		return refuse("rules", "16 digits of 0 to 9 and a to f")
	}
	n := read.parties
	if n < 1 || n > mostCustomers {
		return refuse("parties", "1 to 2^50, or nothing but the version")
	}
	if !targetSums(n, read.one, read.several, read.open) {
		return refuse("one, several and open", "counts of 0 or more, with a sum of at most the parties")
	}
	if len(desired) != 2 || !targetSums(n, desired...) {
		return refuse("desired", "two counts of 0 or more, with a sum of at most the parties")
	}
	read.desired = targetCount{yes: desired[0], unknown: desired[1]}
	if len(rows) < 1 || len(rows) > maxTargets+1 {
		return refuse("rows", "1 to "+strconv.Itoa(maxTargets+1))
	}
	for i, r := range rows {
		if len(r) != 3 || !targetSums(n, r[0], r[1]) || r[2] < 0 || r[2] > r[0] {
			return refuse("rows["+strconv.Itoa(i)+"]", "two counts with a sum of at most the parties, and a third not above the first")
		}
		read.rows = append(read.rows, targetCount{r[0], r[1], r[2]})
	}
	if labels, one, several := read.labels(), int64(read.one), int64(read.several); labels < one+2*several ||
		labels > one+int64(len(rows))*several {
		return refuse("rows", "members that one and several can have")
	}
	read.known = known
	if len(read.known) < 1 || len(read.known) > maxAttributes {
		return refuse("known", "1 to "+strconv.Itoa(maxAttributes)+" counts")
	}
	for i, k := range read.known {
		if k < 0 || k > n {
			return refuse("known["+strconv.Itoa(i)+"]", "0 to the parties")
		}
	}
	*t = read
	return nil
}

// labels adds the members of all rows. It takes more than an int of 32 bits.
func (t *TargetTally) labels() int64 {
	sum := int64(0)
	for _, r := range t.rows {
		sum += int64(r.members)
	}
	return sum
}

// targetHex writes 16 digits.
func targetHex(v uint64) string {
	hex := strconv.FormatUint(v, 16)
	return "0000000000000000"[len(hex):] + hex
}

// targetSums reports whether counts are 0 or more and sum to at most n.
func targetSums(n int, counts ...int) bool {
	for _, c := range counts {
		if c < 0 || c > n {
			return false
		}
		n -= c
	}
	return true
}
