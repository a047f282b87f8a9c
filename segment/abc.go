package segment

import (
	"cmp"
	"errors"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/rapport-go/rapport/relationship"
)

// ABCItem is one of those that are ranked: a customer, a supplier, a product.
type ABCItem struct {
	// ID names it, and no other item.
	ID string
	// Value is what it brings, best a margin: turnover says little about what is left of it. The zero Money is 0.
	Value relationship.Money
}

// ABCOptions says where the classes end.
type ABCOptions struct {
	// ACut is the share of the value that class A brings at least, in basis points from 1 to 9999; 0 means 8000, which is 80 %.
	ACut int
	// BCut is the share that classes A and B bring at least, above ACut and at most 10000; 0 means 9500, which is 95 %.
	BCut int
}

// filled puts in the defaults and checks the result.
func (o ABCOptions) filled() (ABCOptions, error) {
	o.ACut, o.BCut = cmp.Or(o.ACut, 8000), cmp.Or(o.BCut, 9500)
	var faults []error
	if o.ACut < 0 || o.ACut >= abcWhole {
		faults = append(faults, invalidInt("ACut", o.ACut, "basis points from 1 to 9999, or 0 for 8000"))
	}
	if o.BCut < 0 || o.BCut > abcWhole {
		faults = append(faults, invalidInt("BCut", o.BCut, "basis points up to 10000, or 0 for 9500"))
	}
	if faults == nil && o.ACut >= o.BCut {
		faults = append(faults, invalidInt("BCut", o.BCut, "more than an ACut of "+strconv.Itoa(o.ACut)))
	}
	return o, errors.Join(faults...)
}

// ABCRow is where one item stands.
type ABCRow struct {
	// ID is the item's.
	ID string
	// Value is what it brings.
	Value relationship.Money
	// Class is its class.
	Class ABCClass
	// Rank is its place by value, 1 for the largest; equal values are ranked by ID.
	Rank int
	// Share is its part of the total, from 0 to 1; 0 in class Z.
	Share float64
	// Cumulative is the part that it and all ranked before it bring together, from 0 to 1; class Z adds nothing.
	Cumulative float64
}

// ABCTotals is what one class amounts to.
type ABCTotals struct {
	// Class is which one.
	Class ABCClass
	// Items is how many there are in it.
	Items int
	// ShareOfItems is that as a part of all items, from 0 to 1; 0 of none.
	ShareOfItems float64
	// Value is what they bring together, 0 or less in class Z.
	Value relationship.Money
	// Share is its part of the total, from 0 to 1; 0 in class Z.
	Share float64
}

// ABCResult is a base in classes. It is immutable. The zero value is one of nobody.
type ABCResult struct {
	rows    []ABCRow // by rank
	places  []int    // in rows, in the order in which the items were given
	byID    map[string]int
	totals  [ClassZ]ABCTotals
	total   relationship.Money
	cuts    ABCCuts
	options ABCOptions
}

// ABC puts items in classes by their part of the total of all values above 0. In the order of their values, the largest first, class A
// ends with the item at which the running sum reaches ACut of the total, and class B with that at which it reaches BCut: the item
// that crosses the line is in the better class. So is every other item of the same value, as equal values have equal classes. A
// value of 0 or less is in class Z. Sums and comparisons are exact.
//
// Class A brings ACut of the total at least. A larger cut takes nobody out of the classes up to it. An item of no value, or less,
// changes no other one's class. Neither the order of the items nor the unit of their values matters. Of no items it is the zero value.
//
// The error is a *CustomerError around an *InvalidError for an ID that is empty or comes twice or for a value of 10^68 or more in size,
// or around one that wraps relationship.ErrCurrencyMismatch; or it is an *InvalidError about the options. Items are left as they are.
// Cost: O(n log n).
func ABC(items []ABCItem, o ABCOptions) (ABCResult, error) {
	o, err := o.filled()
	if err != nil || len(items) == 0 {
		return ABCResult{}, err
	}
	r := ABCResult{byID: make(map[string]int, len(items)), options: o}
	var currency relationship.Currency
	plain := true // all are whole minor units in one word
	for i, item := range items {
		r.byID[item.ID] = i
		switch {
		case item.ID == "":
			err = invalid("ID", `""`, "a name")
		case len(r.byID) == i: // it was there already
			err = invalid("ID", quote(item.ID), "a name that no item before has")
		default:
			currency, err = countable("ABC", currency, item.Value)
		}
		if err != nil {
			return ABCResult{}, &CustomerError{At: i, Err: err}
		}
		_, word := item.Value.Minor()
		plain = plain && (word || item.Value.IsZero())
	}
	zero := relationship.MoneyFromMinor(0, currency)
	r.total = zero
	for _, item := range items {
		if item.Value.Sign() > 0 {
			r.total = moneyPlus(r.total, item.Value) // no sum of what is countable leaves what Money holds
		}
	}
	r.fill(items, abcRanked(items, plain), zero)
	r.sum()
	return r, nil
}

// abcRanked returns the items' places by descending value, then by ID. Whole minor units are sorted as words, several times faster.
func abcRanked(items []ABCItem, plain bool) []int {
	type key struct {
		minor int64
		at    int
	}
	keys := make([]key, len(items))
	for i, item := range items {
		minor, _ := item.Value.Minor() // 0 for the zero Money too
		keys[i] = key{minor, i}
	}
	slices.SortFunc(keys, func(a, b key) int {
		order := cmp.Compare(b.minor, a.minor)
		if !plain {
			order = compareMoney(items[b.at].Value, items[a.at].Value)
		}
		if order != 0 {
			return order
		}
		return strings.Compare(items[a.at].ID, items[b.at].ID)
	})
	ranked := make([]int, len(keys))
	for i, k := range keys {
		ranked[i] = k.at
	}
	return ranked
}

// fill makes the rows but for their classes, and finds the cuts.
func (r *ABCResult) fill(items []ABCItem, ranked []int, zero relationship.Money) {
	r.rows, r.places = make([]ABCRow, len(items)), make([]int, len(items))
	sum := zero
	for i, at := range ranked {
		row := &r.rows[i]
		*row = ABCRow{ID: items[at].ID, Value: items[at].Value, Rank: i + 1}
		r.places[at] = i
		if row.Value.Sign() > 0 {
			sum, _ = sum.Add(row.Value) // at most the total, which was added before
			if r.cuts.a.IsZero() && abcReaches(sum, r.options.ACut, r.total) {
				r.cuts.a = row.Value
			}
			if r.cuts.b.IsZero() && abcReaches(sum, r.options.BCut, r.total) {
				r.cuts.b = row.Value
			}
			row.Share, _ = shareOfMoney(row.Value, r.total)
		}
		row.Cumulative, _ = shareOfMoney(sum, r.total)
	}
	for i := range r.totals {
		r.totals[i].Value = zero
	}
}

// sum gives the rows their classes, as a tie goes on behind a cut, and adds the classes up.
func (r *ABCResult) sum() {
	for i := range r.rows {
		row := &r.rows[i]
		row.Class = r.cuts.class(row.Value)
		t := &r.totals[row.Class-1]
		t.Items++
		t.Value, _ = t.Value.Add(row.Value) // within the sums above and below 0, which were added before
	}
	for i := range r.totals {
		t := &r.totals[i]
		t.ShareOfItems = float64(t.Items) / float64(len(r.rows))
		if t.Value.Sign() > 0 {
			t.Share, _ = shareOfMoney(t.Value, r.total)
		}
	}
}

// Items returns how many items there are.
func (r ABCResult) Items() int { return len(r.rows) }

// Total returns the sum of the values above 0: what the shares are parts of.
func (r ABCResult) Total() relationship.Money { return r.total }

// Rows yields the items in the order in which they were given.
func (r ABCResult) Rows() iter.Seq[ABCRow] {
	return func(yield func(ABCRow) bool) {
		for _, at := range r.places {
			if !yield(r.rows[at]) {
				return
			}
		}
	}
}

// Ranked yields the items by rank, the largest value first.
func (r ABCResult) Ranked() iter.Seq[ABCRow] { return slices.Values(r.rows) }

// Of returns the item of that ID, if there is one.
func (r ABCResult) Of(id string) (ABCRow, bool) {
	i, ok := r.byID[id]
	if !ok {
		return ABCRow{}, false
	}
	return r.rows[r.places[i]], true
}

// Class returns what a class amounts to, and false for no class.
func (r ABCResult) Class(c ABCClass) (ABCTotals, bool) {
	if !c.IsValid() {
		return ABCTotals{}, false
	}
	t := r.totals[c-1]
	t.Class = c
	return t, true
}

// Cuts returns the values from which on the classes were given, to be kept: who comes later is classed by them as one of this base
// would have been, and moves nobody else. They are the zero value where no value is above 0.
func (r ABCResult) Cuts() ABCCuts { return r.cuts }

// String says it in a line for each class: "A: 2 items (20.0 %), 800.00 EUR (80.0 %)". Shares are rounded.
func (r ABCResult) String() string {
	var text strings.Builder
	for i, class := range ABCClasses() {
		t, _ := r.Class(class)
		if i > 0 {
			text.WriteByte('\n')
		}
		text.WriteString(class.String() + ": " + count(t.Items, "item") + " (" + whalePercent(t.ShareOfItems) + "), " + t.Value.String())
		if class != ClassZ {
			text.WriteString(" (" + whalePercent(t.Share) + ")")
		}
	}
	return text.String()
}
