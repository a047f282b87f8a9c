package segment_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// driversSlow computes the parts from the definitions, going over all rows for each question.
func driversSlow(rows []segment.DriverRow, earlier []string) [8]relationship.Money {
	none := relationship.MoneyFromMinor(0, eur)
	net := func(customer, line string, p segment.DriverPeriod) relationship.Money {
		sum := none
		for _, r := range rows {
			if r.Customer == customer && r.Line == line && r.Period == p {
				sum = driversPlus(sum, r.Amount)
			}
		}
		return sum
	}
	bought := func(is func(customer, line string) bool, p segment.DriverPeriod) bool {
		for _, r := range rows {
			if is(r.Customer, r.Line) && !net(r.Customer, r.Line, p).IsZero() {
				return true
			}
		}
		return false
	}
	var parts [8]relationship.Money
	for i := range parts {
		parts[i] = none
	}
	done := map[[2]string]bool{}
	for _, r := range rows {
		if done[[2]string{r.Customer, r.Line}] {
			continue
		}
		done[[2]string{r.Customer, r.Line}] = true
		before, after := net(r.Customer, r.Line, segment.DriverOpening), net(r.Customer, r.Line, segment.DriverClosing)
		same := func(customer, _ string) bool { return customer == r.Customer }
		was, is := bought(same, segment.DriverOpening), bought(same, segment.DriverClosing)
		wasEarlier := false
		for _, customer := range earlier {
			wasEarlier = wasEarlier || customer == r.Customer
		}
		change := driversPlus(after, before.Neg())
		var p segment.DriverPart
		switch {
		case !was && !is:
			continue
		case !was && wasEarlier:
			p = segment.DriverReactivated
		case !was:
			p = segment.DriverNew
		case !is:
			p, change = segment.DriverLost, before
		case change.Sign() < 0:
			p, change = segment.DriverContraction, change.Neg()
		case !before.IsZero():
			p = segment.DriverExpansion
		case bought(func(_, line string) bool { return line == r.Line }, segment.DriverOpening):
			p = segment.DriverCrossSold
		default:
			p = segment.DriverNewProduct
		}
		parts[p] = driversPlus(parts[p], change)
	}
	return parts
}

// The report is what the definitions give.
func TestDriversAreThoseOfTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, earlier := driverRows.Draw(t, "rows"), driverEarlier.Draw(t, "earlier")
		r := driverReport(t, driversSum(t, rows, earlier))
		want := driversSlow(rows, earlier)
		for _, p := range segment.DriverParts() {
			if relationship.Must(r.Of(p).Cmp(want[p])) != 0 {
				t.Fatalf("%v: %v, want %v in\n%v", p, r.Of(p), want[p], r)
			}
		}
	})
}
