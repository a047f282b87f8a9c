package segment_test

import (
	"encoding/json"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// driverRows draws rows of few customers and lines, so that they meet: refunds, amounts that cancel, and none at all. Half of the lists have no
// amount below 0.
var driverRows = rapid.Custom(func(t *rapid.T) []segment.DriverRow {
	list := make([]segment.DriverRow, rapid.SampledFrom([]int{0, 1, 2, 5, 15, 60}).Draw(t, "n"))
	refunds := rapid.Bool().Draw(t, "refunds")
	for i := range list {
		amount := relationship.MoneyFromMinor(rapid.SampledFrom([]int64{0, 1, 1, 2, 500, 500, 100_000}).Draw(t, "cents"), eur)
		if refunds {
			amount = amounts.Draw(t, "amount")
			if rapid.Bool().Draw(t, "refund") {
				amount = amount.Neg()
			}
		}
		list[i] = segment.DriverRow{
			Customer: rapid.SampledFrom([]string{"ada", "ben", "cleo", "dan", "<é>"}).Draw(t, "customer"),
			Line:     rapid.SampledFrom([]string{"", "tea", "pots", "cups", "\"&"}).Draw(t, "line"),
			Period:   rapid.SampledFrom([]segment.DriverPeriod{segment.DriverOpening, segment.DriverClosing}).Draw(t, "period"),
			Amount:   amount,
		}
	}
	return list
})

// driverEarlier draws who bought earlier.
var driverEarlier = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"ada", "ben", "zoe"}), 0, 3, rapid.ID)

// driversSum observes rows one after the other.
func driversSum(t interface{ Fatal(...any) }, rows []segment.DriverRow, earlier []string) *segment.Drivers {
	d := new(segment.Drivers)
	for _, r := range rows {
		if err := d.Observe(r); err != nil {
			t.Fatal(err)
		}
	}
	for _, customer := range earlier {
		if err := d.Earlier(customer); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// driversPlus adds amounts that can be added.
func driversPlus(list ...relationship.Money) relationship.Money {
	return relationship.Must(relationship.Sum(list...))
}

// The generator reaches every part, and losses in all.
func TestDriverRowsGenerator(t *testing.T) {
	var seen [8]int
	runs, losses := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		d := driversSum(t, driverRows.Draw(t, "rows"), driverEarlier.Draw(t, "earlier"))
		r := driverReport(t, d)
		runs++
		for _, p := range segment.DriverParts() {
			if !r.Of(p).IsZero() {
				seen[p]++
			}
		}
		if r.Opening().Sign() < 0 {
			losses++
		}
	})
	for _, p := range segment.DriverParts() {
		if runs >= 100 && seen[p] == 0 {
			t.Errorf("no %v in %d reports", p, runs)
		}
	}
	if runs >= 100 && losses == 0 {
		t.Errorf("no loss in %d reports", runs)
	}
}

// The parts lead from the opening to the closing revenue exactly, which are the sums of the rows; the drivers add up likewise.
func TestDriversIdentity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := driverRows.Draw(t, "rows")
		r := driverReport(t, driversSum(t, rows, driverEarlier.Draw(t, "earlier")))
		var sums [3]relationship.Money
		for _, row := range rows {
			sums[row.Period] = driversPlus(sums[row.Period], row.Amount)
		}
		sum, changes, revenue, shares, size := r.Opening(), r.Opening(), relationship.Money{}, 0.0, 1.0
		for _, p := range segment.DriverParts() {
			part := r.Of(p)
			if p.Sign() < 0 {
				part = part.Neg()
			}
			sum = driversPlus(sum, part)
		}
		for _, d := range segment.AllDrivers() {
			changes, revenue = driversPlus(changes, r.Change(d)), driversPlus(revenue, r.Revenue(d))
			share, _ := r.Share(d)
			shares, size = shares+share, size+math.Abs(share)
		}
		for name, got := range map[string][2]relationship.Money{
			"opening": {r.Opening(), sums[segment.DriverOpening]}, "closing": {r.Closing(), sums[segment.DriverClosing]},
			"parts": {sum, r.Closing()}, "changes": {changes, r.Closing()}, "revenue": {revenue, r.Closing()},
		} {
			if relationship.Must(got[0].Cmp(got[1])) != 0 {
				t.Fatalf("%s: %v, want %v in\n%v", name, got[0], got[1], r)
			}
		}
		if _, ok := r.Share(segment.DriverRetention); ok && math.Abs(shares-1) > 1e-15*size {
			t.Fatalf("shares add up to %v in\n%v", shares, r)
		}
	})
}

// No part is below 0 and gross retention is from 0 to 1 if no net amount is below 0; expansion and contraction never are.
func TestDriversPartsAreNotNegative(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := driversSum(t, driverRows.Draw(t, "rows"), driverEarlier.Draw(t, "earlier"))
		r := driverReport(t, d)
		plain := true
		for _, customer := range d.Customers() {
			e, _ := d.Explain(customer)
			for _, l := range e.Lines {
				plain = plain && l.Opening.Sign() >= 0 && l.Closing.Sign() >= 0
			}
		}
		for _, p := range segment.DriverParts() {
			always := p == segment.DriverExpansion || p == segment.DriverContraction || p == segment.DriverCrossSold || p == segment.DriverNewProduct
			if (plain || always) && r.Of(p).Sign() < 0 {
				t.Fatalf("%v below 0 in\n%v", p, r)
			}
		}
		gross, ok := r.GrossRetention()
		if net, okNet := r.NetRetention(); ok != okNet || ok != (r.Opening().Sign() > 0) || ok && net < gross {
			t.Fatalf("net retention %v, gross %v in\n%v", net, gross, r)
		}
		if ok && plain && !(0 <= gross && gross <= 1) {
			t.Fatalf("gross retention %v in\n%v", gross, r)
		}
	})
}

// Exchanging the periods exchanges new with reactivated for lost, and expansion with cross-sold and new products for contraction.
func TestDriversTurn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, earlier := driverRows.Draw(t, "rows"), driverEarlier.Draw(t, "earlier")
		there := driverReport(t, driversSum(t, rows, earlier))
		for i := range rows {
			rows[i].Period = segment.DriverOpening + segment.DriverClosing - rows[i].Period
		}
		back := driverReport(t, driversSum(t, rows, earlier))
		for _, way := range [][2]segment.DriverReport{{there, back}, {back, there}} {
			won := driversPlus(way[0].Of(segment.DriverNew), way[0].Of(segment.DriverReactivated))
			more := driversPlus(way[0].Of(segment.DriverExpansion), way[0].Of(segment.DriverCrossSold), way[0].Of(segment.DriverNewProduct))
			if !won.Equal(way[1].Of(segment.DriverLost)) || !more.Equal(way[1].Of(segment.DriverContraction)) || !way[0].Opening().Equal(way[1].Closing()) {
				t.Fatalf("%v\nand\n%v", there, back)
			}
		}
	})
}

// Merging shards in any order, by customers or across them, is observing all rows in any order; what is merged does not change; what is
// stored comes back in equal bytes.
func TestDriversMergeIsCommutativeAndAssociative(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y, z := driverRows.Draw(t, "x"), driverRows.Draw(t, "y"), driverRows.Draw(t, "z")
		early := driverEarlier.Draw(t, "earlier")
		a, b, c := driversSum(t, x, early), driversSum(t, y, nil), driversSum(t, z, nil)
		merged := func(parts ...*segment.Drivers) *segment.Drivers {
			d := new(segment.Drivers)
			for _, p := range parts {
				if err := d.Merge(p); err != nil {
					t.Fatal(err)
				}
			}
			return d
		}
		all := append(append(append([]segment.DriverRow{}, x...), y...), z...)
		want := driversSum(t, rapid.Permutation(all).Draw(t, "order"), early)
		text := relationship.Must(json.Marshal(want))
		for _, got := range []*segment.Drivers{merged(a, b, c), merged(c, b, a), merged(a, merged(b, c)), merged(want, new(segment.Drivers)), want.Clone()} {
			if !got.Equal(want) || string(relationship.Must(json.Marshal(got))) != string(text) {
				t.Fatalf("%s, want %s", relationship.Must(json.Marshal(got)), text)
			}
		}
		if !a.Equal(driversSum(t, x, early)) || !b.Equal(driversSum(t, y, nil)) {
			t.Fatal("an argument has changed")
		}
		twice := want.Clone()
		if err := twice.Merge(twice); err != nil || !twice.Equal(merged(want, want)) {
			t.Fatalf("merged with itself: %v", err)
		}
		r := driverReport(t, want)
		if !r.Equal(driverReport(t, merged(c, a, b))) || r.Equal(driverReport(t, driversOf(t, [][4]string{{"zoe", "mugs", "1", "1"}}))) {
			t.Fatalf("%v", r)
		}
		back := new(segment.Drivers)
		if err := json.Unmarshal(text, back); err != nil || !back.Equal(want) {
			t.Fatalf("%s: %v", text, err)
		}
	})
}

// The groups of any label add up to the report of all, part by part.
func TestDriversByAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := driversSum(t, driverRows.Draw(t, "rows"), driverEarlier.Draw(t, "earlier"))
		r := driverReport(t, d)
		labels := rapid.MapOf(rapid.SampledFrom(append(d.Customers(), "nobody")), rapid.IntRange(0, 2)).Draw(t, "labels")
		groups, err := segment.DriversBy(d, func(customer string) int { return labels[customer] })
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range segment.DriverParts() {
			sum, n := relationship.MoneyFromMinor(0, d.Currency()), 0
			for i, g := range groups {
				sum, n = driversPlus(sum, g.Report.Of(p)), n+g.Report.Customers(p)
				if i > 0 && groups[i-1].Label >= g.Label {
					t.Fatalf("%v before %v", groups[i-1].Label, g.Label)
				}
			}
			if !sum.Equal(r.Of(p)) || n != r.Customers(p) {
				t.Fatalf("%v: %v of %d, want %v of %d", p, sum, n, r.Of(p), r.Customers(p))
			}
		}
	})
}
