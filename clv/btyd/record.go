package btyd

import (
	"github.com/rapport-go/rapport/relationship"
)

const (
	// MaxRepeats is the largest number of repeat purchases a Record may hold.
	MaxRepeats = 1_000_000_000
	// MaxTime is the longest age a Record may have, in its unit.
	MaxTime = 1e9

	minTime = 1e-30 // shorter, and not 0, is a slip: nothing can be told from it

	wantTime    = "0, or a number from 1e-30 to 1e9"
	wantRepeats = "a count from 0 to 1e9"
	wantWeight  = "a number from 1e-9 to 1e15 (1 for one customer)"
)

// Record is all that a counting model needs of one customer: x, t_x and T of the literature. Time starts at the customer's
// first purchase, which is not counted; purchases of one day are one purchase.
//
// The zero Record is invalid, for want of a Unit. Records are made from orders by clv.RecordOf.
type Record struct {
	// Repeats is x, the number of repeat purchases: purchase days after the first. 0 … MaxRepeats.
	Repeats int
	// Last is t_x, the customer's age at the last purchase, 0 … Age; 0 exactly when Repeats is 0. It is not the recency
	// of RFM, which counts back from today.
	Last float64
	// Age is T, the time from the first purchase to the day of observation, 0 … MaxTime.
	Age float64
	// Unit is the unit of Last and Age.
	Unit relationship.Unit
}

// Validate returns nil, or a *RecordError or *UnitError naming the first field that breaks its rule.
func (r Record) Validate() error { return r.check(-1) }

// sound reports whether check finds nothing: all its rules in one expression, for the door through which every customer goes.
func (r *Record) sound() bool {
	return r.Unit.IsValid() && uint(r.Repeats) <= MaxRepeats && r.Age <= MaxTime && r.Last <= r.Age &&
		(r.Repeats > 0 && r.Last >= minTime || r.Repeats == 0 && r.Last == 0 && (r.Age >= minTime || r.Age == 0))
}

func (r Record) check(row int) error {
	if r.sound() {
		return nil
	}
	bad := func(field string, value float64, rule string) error {
		return &RecordError{Row: row, Field: field, Value: value, Rule: rule}
	}
	switch {
	case !r.Unit.IsValid():
		return &UnitError{Row: row, Got: r.Unit, Want: r.Unit}
	case r.Repeats < 0 || r.Repeats > MaxRepeats:
		return bad("Repeats", float64(r.Repeats), wantRepeats)
	case !(r.Age >= minTime) && r.Age != 0 || r.Age > MaxTime:
		return bad("Age", r.Age, wantTime)
	case !(r.Last >= minTime) && r.Last != 0 || r.Last > r.Age:
		return bad("Last", r.Last, "0, or a number from 1e-30 to Age = "+number(r.Age))
	case r.Repeats == 0 && r.Last != 0:
		return bad("Last", r.Last, "0 where Repeats is 0")
	case r.Repeats > 0 && r.Last == 0:
		return bad("Last", r.Last, "a number > 0 where Repeats is > 0")
	}
	return nil
}

// Row is a Record with the number of customers who have it.
type Row struct {
	Record
	// Weight is how many customers have this record: 1e-9 … 1e15, not necessarily whole.
	Weight float64
}

func (r Row) check(row int) error {
	if err := r.Record.check(row); err != nil {
		return err
	}
	return checkWeight(row, r.Weight)
}

func checkWeight(row int, w float64) error {
	if !(w >= 1e-9) || w > 1e15 {
		return &RecordError{Row: row, Field: "Weight", Value: w, Rule: wantWeight}
	}
	return nil
}

// Spend is what a spend model needs of one customer: how often, and how much each time.
type Spend struct {
	// Repeats is x, the number of purchases that Mean averages over. 0 … MaxRepeats.
	Repeats int
	// Mean is m_x, the mean amount of those purchases, in the model's currency: 1e-40 … 1e40, or 0 exactly when Repeats
	// is 0: there the mean is absent, not nothing.
	Mean float64
}

const (
	minSpend = 1e-40
	maxSpend = 1e40
)

// Validate returns nil, or a *RecordError naming the first field that breaks its rule.
func (s Spend) Validate() error { return s.check(-1) }

func (s Spend) check(row int) error {
	switch {
	case s.Repeats < 0 || s.Repeats > MaxRepeats:
		return &RecordError{Row: row, Field: "Repeats", Value: float64(s.Repeats), Rule: wantRepeats}
	case s.Repeats == 0 && s.Mean != 0:
		return &RecordError{Row: row, Field: "Mean", Value: s.Mean, Rule: "0 where Repeats is 0"}
	case s.Repeats > 0 && (!(s.Mean >= minSpend) || s.Mean > maxSpend):
		return &RecordError{Row: row, Field: "Mean", Value: s.Mean, Rule: "a number from 1e-40 to 1e40 where Repeats is > 0"}
	}
	return nil
}

// SpendRow is a Spend with the number of customers who have it.
type SpendRow struct {
	Spend
	// Weight is how many customers have this record: 1e-9 … 1e15, not necessarily whole.
	Weight float64
}

func (r SpendRow) check(row int) error {
	if err := r.Spend.check(row); err != nil {
		return err
	}
	return checkWeight(row, r.Weight)
}
