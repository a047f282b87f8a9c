package segment

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/internal/strict"
)

// basketsForm is the stored form of baskets.
type basketsForm struct {
	Version   int              `json:"version"`
	Customers *int64           `json:"customers"`
	Lines     []basketLineForm `json:"lines"`
	Pairs     []basketPairForm `json:"pairs"`
}

// basketLineForm is one line, and how many hold it.
type basketLineForm struct {
	Line string `json:"line"`
	Held int64  `json:"held"`
}

// basketPairForm is two lines, and how many hold both.
type basketPairForm struct {
	First  string `json:"first"`
	Second string `json:"second"`
	Held   int64  `json:"held"`
}

// MarshalJSON implements json.Marshaler:
//
//	{"version":1,"customers":3,"lines":[{"line":"car","held":2},{"line":"home","held":1}],
//	 "pairs":[{"first":"car","second":"home","held":1}]}
//
// in one line. Lines and pairs are in ascending order, so that equal baskets have equal forms.
func (b Baskets) MarshalJSON() ([]byte, error) {
	form := basketsForm{storedVersion, &b.customers, make([]basketLineForm, 0, len(b.lines)), make([]basketPairForm, 0, len(b.pairs))}
	for _, line := range b.Lines() {
		form.Lines = append(form.Lines, basketLineForm{line, b.Held(line)})
	}
	for _, p := range b.sortedPairs() {
		form.Pairs = append(form.Pairs, basketPairForm{p.first, p.second, p.both})
	}
	return json.Marshal(form)
}

// UnmarshalJSON implements json.Unmarshaler. It is strict: known fields in their own spelling, once each, nothing else; lines and
// pairs in ascending order; counts that customers can have given: more than 0, of a pair no more than of each of its lines, and no
// fewer than two lines must share. After an error b is as it was. The error wraps [ErrDecode].
func (b *Baskets) UnmarshalJSON(data []byte) error {
	const name = "baskets JSON"
	var form basketsForm
	if err := strict.Value(data, func(where, rule string, err error) error {
		return &DecodeError{Form: name, Where: where, Rule: rule, Err: err}
	}, &form); err != nil {
		return err
	}
	if err := checkVersion(name, form.Version); err != nil {
		return err
	}
	if form.Customers == nil || form.Lines == nil || form.Pairs == nil {
		return &DecodeError{Form: name, Rule: "customers, lines and pairs"}
	}
	read := Baskets{customers: *form.Customers}
	if read.customers < 0 || read.customers > mostBaskets {
		return &DecodeError{Form: name, Where: "customers", Rule: "a number from 0 to " + strconv.FormatInt(mostBaskets, 10)}
	}
	if err := read.readLines(name, form.Lines); err != nil {
		return err
	}
	if err := read.readPairs(name, form.Pairs); err != nil {
		return err
	}
	if err := read.checkOverlap(name); err != nil {
		return err
	}
	*b = read
	return nil
}

// readLines takes the lines over.
func (b *Baskets) readLines(name string, lines []basketLineForm) error {
	for i, l := range lines {
		rule := lineFault(l.Line)
		switch {
		case rule != "":
		case i > 0 && l.Line <= lines[i-1].Line:
			rule = "lines in ascending order, each once"
		case l.Held < 1 || l.Held > b.customers:
			rule = "held by 1 or more, and no more than there are customers"
		}
		if rule != "" {
			return &DecodeError{Form: name, Where: "lines[" + strconv.Itoa(i) + "]", Rule: rule}
		}
		b.held[b.enter(l.Line)] = l.Held
	}
	return nil
}

// readPairs takes the pairs over.
func (b *Baskets) readPairs(name string, pairs []basketPairForm) error {
	for i, p := range pairs {
		rule := ""
		switch {
		case i > 0 && cmp.Or(cmp.Compare(pairs[i-1].First, p.First), cmp.Compare(pairs[i-1].Second, p.Second)) >= 0:
			rule = "pairs in ascending order, each once"
		case p.First >= p.Second:
			rule = "two lines in ascending order"
		case p.Held < 1 || p.Held > min(b.Held(p.First), b.Held(p.Second)):
			rule = "held by 1 or more, and no more than each of its lines"
		}
		if rule != "" {
			return &DecodeError{Form: name, Where: "pairs[" + strconv.Itoa(i) + "]", Rule: rule}
		}
		b.pairs[pairKey(b.ids[p.First], b.ids[p.Second])] = p.Held
	}
	return nil
}

// checkOverlap refuses pairs that fewer hold than must: of n customers at least a+b-n hold both of two lines. Lines that many hold come
// first, so that it looks at no more pairs than there are.
func (b *Baskets) checkOverlap(name string) error {
	order := make([]uint32, len(b.lines))
	for i := range order {
		order[i] = uint32(i)
	}
	slices.SortFunc(order, func(i, j uint32) int { return cmp.Or(cmp.Compare(b.held[j], b.held[i]), cmp.Compare(i, j)) })
	for at, i := range order {
		for _, j := range order[at+1:] {
			least := b.held[i] + b.held[j] - b.customers
			if least <= 0 {
				break
			}
			if b.pairs[pairKey(i, j)] < least {
				where := "pair " + quote(min(b.lines[i], b.lines[j])) + ", " + quote(max(b.lines[i], b.lines[j]))
				return &DecodeError{Form: name, Where: where, Rule: "held by " + strconv.FormatInt(least, 10) + " or more"}
			}
		}
	}
	return nil
}

// The stored form is JSON.
var (
	_ json.Marshaler   = Baskets{}
	_ json.Unmarshaler = (*Baskets)(nil)
)
