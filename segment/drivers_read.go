package segment

import (
	"strings"

	"github.com/rapport-go/rapport/relationship"
)

// Opening returns the revenue of the opening period.
func (r DriverReport) Opening() relationship.Money { return r.opening }

// Closing returns the revenue of the closing period: Opening, and every part with its sign.
func (r DriverReport) Closing() relationship.Money { return r.closing }

// Of returns the amount of a part, not below 0 unless some net amount is; the zero value if p is not valid.
func (r DriverReport) Of(p DriverPart) relationship.Money {
	if !p.IsValid() {
		return relationship.Money{}
	}
	return r.parts[p]
}

// Customers returns how many customers have something in the part; 0 if p is not valid. One with several lines may be in several parts.
func (r DriverReport) Customers(p DriverPart) int {
	if !p.IsValid() {
		return 0
	}
	return r.customers[p]
}

// Change returns what a driver adds to the revenue of the opening period: for retention expansion − contraction − lost, which is mostly
// below 0. The three add up to Closing − Opening. It is the zero value if d is not valid.
func (r DriverReport) Change(d Driver) relationship.Money {
	if !d.IsValid() {
		return relationship.Money{}
	}
	return r.changes[d]
}

// Revenue returns what of the revenue of the closing period is owed to a driver: its Change, and for retention also Opening. The three add
// up to Closing. It is the zero value if d is not valid.
func (r DriverReport) Revenue(d Driver) relationship.Money {
	change := r.Change(d)
	if d != DriverRetention {
		return change
	}
	sum, _ := r.opening.Add(change) // what is left of Opening, and what was added to it: no more than Closing or Opening at their largest
	return sum
}

// Share returns Revenue as a share of Closing; the three add up to 1. It is false if d is not valid, or Closing is not above 0. With net
// amounts below 0 it may be outside 0 to 1.
func (r DriverReport) Share(d Driver) (float64, bool) {
	if !d.IsValid() {
		return 0, false
	}
	return shareOfMoney(r.Revenue(d), r.closing)
}

// Strongest returns the driver that moved revenue most, up or down: the one of the largest Change without its sign, and the first of several.
// It is false if none moved it.
func (r DriverReport) Strongest() (Driver, bool) {
	best := Driver(0)
	for _, d := range AllDrivers() {
		c, err := r.changes[d].Abs().Cmp(r.changes[best].Abs())
		if err == nil && c > 0 {
			best = d
		}
	}
	return best, best.IsValid()
}

// GrossRetention returns the share of the opening revenue that was kept, (opening − contraction − lost)/opening: from 0 to 1 unless some net
// amount is below 0. It is false if the opening revenue is not above 0.
func (r DriverReport) GrossRetention() (float64, bool) {
	kept, err := r.opening.Sub(r.parts[DriverContraction])
	if err != nil {
		return 0, false
	}
	if kept, err = kept.Sub(r.parts[DriverLost]); err != nil {
		return 0, false
	}
	return shareOfMoney(kept, r.opening)
}

// NetRetention returns what the customers of the opening period spend in the closing period, as a multiple of what they spent:
// (opening − contraction − lost + expansion + cross-sold + new products)/opening, also known as net revenue retention. It is false if the
// opening revenue is not above 0.
func (r DriverReport) NetRetention() (float64, bool) {
	kept, err := r.closing.Sub(r.changes[DriverAcquisition])
	if err != nil {
		return 0, false
	}
	return shareOfMoney(kept, r.opening)
}

// Equal reports whether both say the same, amounts by value.
func (r DriverReport) Equal(o DriverReport) bool {
	if !r.opening.Equal(o.opening) || !r.closing.Equal(o.closing) || r.customers != o.customers {
		return false
	}
	for p := range r.parts {
		if !r.parts[p].Equal(o.parts[p]) {
			return false
		}
	}
	return true
}

// String says it in one line for each part that is not 0.
func (r DriverReport) String() string {
	lines := []string{"opening " + r.opening.String()}
	for _, p := range DriverParts() {
		if m := r.parts[p]; !m.IsZero() {
			sign := "+ "
			if p.Sign() < 0 {
				sign = "- "
			}
			lines = append(lines, sign+p.String()+" "+m.String()+" ("+count(r.customers[p], "customer")+")")
		}
	}
	return strings.Join(append(lines, "closing "+r.closing.String()), "\n")
}
