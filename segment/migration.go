package segment

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"github.com/rapport-go/rapport/relationship"
)

// mostMoved bounds the customers of a migration or a cohort table, so that shares can be computed from their numbers.
const mostMoved = 1 << 50

// Standing is where a customer stands at one of two points in time: in a segment, or outside of all. It is comparable. The zero value
// is outside: new if it is where the customer came from, gone if it is where the customer went.
type Standing[L cmp.Ordered] struct {
	label L
	in    bool
}

// InSegment is a place in the segment of a label.
func InSegment[L cmp.Ordered](label L) Standing[L] {
	var zero L
	if label == zero { // of the two zeros of floating point there is one label
		label = zero
	}
	return Standing[L]{label, true}
}

// Label returns the label of the segment; false for outside.
func (s Standing[L]) Label() (L, bool) { return s.label, s.in }

// String returns the label as text, or "outside".
func (s Standing[L]) String() string { return s.text("outside") }

// text is String with another word for outside.
func (s Standing[L]) text(outside string) string {
	if !s.in {
		return outside
	}
	return fmt.Sprint(s.label)
}

// compare puts labels in ascending order, and outside behind them.
func (s Standing[L]) compare(o Standing[L]) int {
	if s.in != o.in {
		if s.in {
			return -1
		}
		return 1
	}
	return cmp.Compare(s.label, o.label)
}

// Move is where customers came from and where they went, which may be the same segment. It is comparable.
type Move[L cmp.Ordered] struct {
	// From is where they stood before, To where they stand after.
	From, To Standing[L]
}

func (a Move[L]) compare(b Move[L]) int { return cmp.Or(a.From.compare(b.From), a.To.compare(b.To)) }

// Moved is how many customers made a move, or several moves, and what they were and are worth together.
type Moved struct {
	// Customers is their number.
	Customers int64
	// Before is what they were worth at the first point in time, After at the second; of those who were outside it is 0. What worth
	// is, is for the caller to say: net revenue, margin, lifetime value. Both are optional.
	Before, After relationship.Money
}

// Change returns After − Before, by which the value grew. The error wraps relationship.ErrCurrencyMismatch or
// relationship.ErrAmount; for what a [Migration] returns there is none.
func (m Moved) Change() (relationship.Money, error) { return m.After.Sub(m.Before) }

// Equal reports whether both are the same, amounts by value.
func (m Moved) Equal(o Moved) bool {
	return m.Customers == o.Customers && m.Before.Equal(o.Before) && m.After.Equal(o.After)
}

// plus adds what belongs to one migration, whose room was checked when it came in.
func (m Moved) plus(o Moved) Moved {
	return Moved{m.Customers + o.Customers, moneyPlus(m.Before, o.Before), moneyPlus(m.After, o.After)}
}

// movedMass adds an amount to the mass that keeps every sum of a whole below 10^100, where Money ends. What fits 64 bits weighs nothing,
// since there are too few customers for 10^42 of it. What does not weighs twice as much as it is, which leaves far more room than that.
func movedMass(mass, v relationship.Money) (relationship.Money, error) {
	if _, small := v.Minor(); small || v.Currency().IsZero() {
		return mass, nil
	}
	v = v.Abs()
	return relationship.Sum(mass, v, v)
}

// Migration counts who moved from which segment to which between two points in time, with those who came and those who left as a
// row and a column of their own, and adds up what they were and are worth. [Migrate] makes it of two snapshots; a database that joins
// them itself hands over its groups by Add.
//
// Labels are told apart by ==; a NaN is none. Every amount is exact and in one currency. The zero value is empty and ready to use.
// A migration is used by pointer and copied with Clone; to read, nil is like the zero value. It is not safe for use by several goroutines while one of them changes it.
type Migration[L cmp.Ordered] struct {
	cells    []migrationCell[L] // ascending; customers > 0
	total    int64
	currency relationship.Currency
	mass     relationship.Money // see movedMass
}

// migrationCell is one cell; its amounts may be without a currency where they are 0.
type migrationCell[L cmp.Ordered] struct {
	Move[L]
	Moved
}

// Count counts one customer whose value does not matter. The error is that of Add.
func (m *Migration[L]) Count(from, to Standing[L]) error {
	return m.Add(from, to, Moved{Customers: 1})
}

// Add counts customers who stood in from and stand in to, both the same of those who stayed. Before and After are what they are worth
// together, without a currency if that does not matter.
//
// The error joins all faults, and then m is as it was: fewer customers than 1 or more than 2^50 in all, no segment on either side, a
// label that is NaN, a value before of those who were outside or a value after of those who are. Each wraps [ErrInvalid]. It wraps
// relationship.ErrCurrencyMismatch for a second currency, and relationship.ErrAmount when large
// amounts come near 10^100 together.
//
// Cost: O(log n) for n different moves; O(n) and an allocation now and then for a move that is new.
func (m *Migration[L]) Add(from, to Standing[L], moved Moved) error {
	if m == nil {
		return errNowhere("migration")
	}
	currency, mass, err := m.check(from, to, moved)
	if err != nil {
		return err
	}
	m.currency, m.mass, m.total = currency, mass, m.total+moved.Customers
	move := Move[L]{from, to}
	i, found := slices.BinarySearchFunc(m.cells, move, func(c migrationCell[L], move Move[L]) int { return c.compare(move) })
	if !found {
		m.cells = slices.Insert(m.cells, i, migrationCell[L]{Move: move})
	}
	m.cells[i].Moved = m.cells[i].plus(moved)
	return nil
}

// check returns the currency and the mass with what is to be added.
func (m *Migration[L]) check(from, to Standing[L], moved Moved) (relationship.Currency, relationship.Money, error) {
	var faults []error
	if moved.Customers < 1 || moved.Customers > mostMoved-m.total {
		faults = append(faults, invalid("customers", strconv.FormatInt(moved.Customers, 10), "1 or more, and at most 2^50 in all"))
	}
	if !from.in && !to.in {
		faults = append(faults, invalid("move", "from outside to outside", "a segment on one side"))
	}
	for _, place := range [...]Standing[L]{from, to} {
		if place.in {
			_, err := groupLabel(place.label)
			faults = append(faults, err)
		}
	}
	if !from.in && !moved.Before.IsZero() {
		faults = append(faults, invalid("before", moved.Before.String(), "nothing for those who were outside"))
	}
	if !to.in && !moved.After.IsZero() {
		faults = append(faults, invalid("after", moved.After.String(), "nothing for those who are outside"))
	}
	currency, mass := m.currency, m.mass
	for _, v := range [...]relationship.Money{moved.Before, moved.After} {
		if v.Currency().IsZero() {
			continue
		}
		var err error
		if currency, err = oneCurrency("migration", currency, v.Currency()); err == nil {
			mass, err = movedMass(mass, v)
		}
		if err != nil {
			faults = append(faults, err)
		}
	}
	return currency, mass, errors.Join(faults...)
}

// Merge adds the moves of other customers, such as those of another shard; other is not changed and shares nothing with m afterwards.
// Merging is commutative and associative, the empty migration is its identity, and so is nil. A customer who is in both counts twice.
//
// The errors are those of Add, and then m is as it was. Cost: O(n + k) for the moves of both.
func (m *Migration[L]) Merge(other *Migration[L]) error {
	switch {
	case other == nil:
		return nil
	case m == nil:
		return errNowhere("migration")
	case len(other.cells) == 0:
		return nil
	}
	if other.total > mostMoved-m.total {
		return invalid("customers", strconv.FormatInt(other.total, 10), "at most 2^50 in all")
	}
	currency, err := oneCurrency("migration", m.currency, other.currency)
	if err != nil {
		return err
	}
	mass, err := m.mass.Add(other.mass)
	if err != nil {
		return err
	}
	merged := make([]migrationCell[L], 0, max(len(m.cells), len(other.cells)))
	a, b := m.cells, other.cells
	for len(a) > 0 && len(b) > 0 {
		switch order := a[0].compare(b[0].Move); {
		case order < 0:
			merged, a = append(merged, a[0]), a[1:]
		case order > 0:
			merged, b = append(merged, b[0]), b[1:]
		default:
			merged = append(merged, migrationCell[L]{a[0].Move, a[0].plus(b[0].Moved)})
			a, b = a[1:], b[1:]
		}
	}
	m.cells = append(append(merged, a...), b...)
	m.total, m.currency, m.mass = m.total+other.total, currency, mass
	return nil
}

// Clone returns a copy that shares nothing with m.
func (m *Migration[L]) Clone() *Migration[L] {
	m = orEmpty(m)
	return &Migration[L]{slices.Clone(m.cells), m.total, m.currency, m.mass}
}

// IsZero reports whether nobody was counted.
func (m *Migration[L]) IsZero() bool { return orEmpty(m).total == 0 }

// Equal reports whether both count the same, amounts by value; nil is empty.
func (m *Migration[L]) Equal(other *Migration[L]) bool {
	m, other = orEmpty(m), orEmpty(other)
	return m.currency == other.currency && slices.EqualFunc(m.cells, other.cells, func(a, b migrationCell[L]) bool {
		return a.Move == b.Move && m.priced(a.Moved).Equal(m.priced(b.Moved))
	})
}

// Currency returns the currency of all amounts; no currency while there are none.
func (m *Migration[L]) Currency() relationship.Currency { return orEmpty(m).currency }

// priced gives the amounts the currency of the migration, if they are without.
func (m *Migration[L]) priced(v Moved) Moved {
	c := m.Currency()
	v.Before, v.After = inCurrency(v.Before, c), inCurrency(v.After, c)
	return v
}

// inCurrency turns the nothing of no currency into 0 of one.
func inCurrency(v relationship.Money, c relationship.Currency) relationship.Money {
	if v.Currency().IsZero() {
		return relationship.MoneyFromMinor(0, c)
	}
	return v
}
