package segment_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/relationship"
	"github.com/rapport-go/rapport/segment"
)

// driversOf observes rows of customer, line, opening and closing amount.
func driversOf(t interface{ Fatal(...any) }, rows [][4]string) *segment.Drivers {
	d := new(segment.Drivers)
	for _, r := range rows {
		for p, text := range map[segment.DriverPeriod]string{segment.DriverOpening: r[2], segment.DriverClosing: r[3]} {
			if text == "" {
				continue
			}
			if err := d.Observe(segment.DriverRow{Customer: r[0], Line: r[1], Period: p, Amount: money(text + " EUR")}); err != nil {
				t.Fatal(err)
			}
		}
	}
	return d
}

// driverReport is Drivers.Report with nothing wrong.
func driverReport(t interface{ Fatal(...any) }, d *segment.Drivers) segment.DriverReport {
	r, err := d.Report()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// tea, pots and cups; nobody bought cups in the opening period.
func driversShop(t interface{ Fatal(...any) }) *segment.Drivers {
	d := driversOf(t, [][4]string{
		{"ada", "tea", "100", "130"},  // expansion 30
		{"ada", "pots", "40", ""},     // contraction 40: dropped
		{"ben", "tea", "80", "50"},    // contraction 30
		{"ben", "pots", "", "25"},     // cross-sold 25, as ada had bought pots
		{"ben", "cups", "", "12"},     // new product 12
		{"cleo", "tea", "60", ""},     // lost 60
		{"cleo", "pots", "10", ""},    // lost 10
		{"dan", "cups", "", "45"},     // new 45
		{"eve", "tea", "", "35"},      // reactivated 35
		{"finn", "tea", "20", "20"},   // nothing
		{"gus", "tea", "15", "-15"},   // refunded after: contraction 30
		{"hal", "tea", "7.50", "9.5"}, // expansion 2
	})
	if err := d.Earlier("eve"); err != nil {
		t.Fatal(err)
	}
	if err := d.Earlier("ada"); err != nil { // who is no less a customer of the opening period
		t.Fatal(err)
	}
	return d
}

// 332.50 + 45 + 35 + 32 + 25 + 12 - 100 - 70 = 311.50.
func TestDriversByHand(t *testing.T) {
	r := driverReport(t, driversShop(t))
	const want = `opening 332.50 EUR
+ new 45.00 EUR (1 customer)
+ reactivated 35.00 EUR (1 customer)
+ expansion 32.00 EUR (2 customers)
+ cross-sold 25.00 EUR (1 customer)
+ new product 12.00 EUR (1 customer)
- contraction 100.00 EUR (3 customers)
- lost 70.00 EUR (1 customer)
closing 311.50 EUR`
	if r.String() != want {
		t.Errorf("%v", r)
	}
	for _, x := range []struct {
		d               segment.Driver
		change, revenue string
		share           float64
	}{
		{segment.DriverRetention, "-138.00 EUR", "194.50 EUR", 194.5 / 311.5},
		{segment.DriverAcquisition, "80.00 EUR", "80.00 EUR", 80 / 311.5},
		{segment.DriverDevelopment, "37.00 EUR", "37.00 EUR", 37 / 311.5},
	} {
		campaignAmount(t, x.d.String(), x.change, r.Change(x.d), true)
		campaignAmount(t, x.d.String(), x.revenue, r.Revenue(x.d), true)
		if share, ok := r.Share(x.d); !ok || share != x.share {
			t.Errorf("%v: share %v, %t", x.d, share, ok)
		}
	}
	if d, ok := r.Strongest(); !ok || d != segment.DriverRetention {
		t.Errorf("strongest %v, %t", d, ok)
	}
	if v, ok := r.GrossRetention(); !ok || v != 162.5/332.5 { // 332.50 - 100 - 70
		t.Errorf("gross retention %v, %t", v, ok)
	}
	if v, ok := r.NetRetention(); !ok || v != 231.5/332.5 { // 162.50 + 32 + 25 + 12
		t.Errorf("net retention %v, %t", v, ok)
	}
}

func TestDriversExplain(t *testing.T) {
	d := driversShop(t)
	e, ok := d.Explain("ben")
	const want = `"cups": 0.00 EUR to 12.00 EUR, new product 12.00 EUR
"pots": 0.00 EUR to 25.00 EUR, cross-sold 25.00 EUR
"tea": 80.00 EUR to 50.00 EUR, contraction 30.00 EUR`
	if !ok || e.String() != want || e.Customer != "ben" || e.Earlier {
		t.Errorf("%v, %t", e, ok)
	}
	if e, _ = d.Explain("finn"); e.String() != `"tea": 20.00 EUR to 20.00 EUR` || e.Lines[0].Part.IsValid() {
		t.Errorf("%v", e)
	}
	if e, _ = d.Explain("eve"); !e.Earlier || e.Lines[0].Part != segment.DriverReactivated {
		t.Errorf("%v", e)
	}
	if e, ok = d.Explain("zoe"); ok || len(e.Lines) != 0 {
		t.Errorf("%v, %t", e, ok)
	}
}

func TestDriversByGroups(t *testing.T) {
	d := driversShop(t)
	groups, err := segment.DriversBy(d, func(customer string) string {
		if customer < "d" {
			return "early"
		}
		return "a late one"
	})
	if err != nil || len(groups) != 2 || groups[0].Label != "a late one" || groups[1].Label != "early" {
		t.Fatalf("%v, %v", groups, err)
	}
	// That cups are new is known from all; 290 + 30 + 25 + 12 - 70 - 70 = 217 and 42.50 + 45 + 35 + 2 - 30 = 94.50.
	campaignAmount(t, "early", "217.00 EUR", groups[1].Report.Closing(), true)
	campaignAmount(t, "late", "94.50 EUR", groups[0].Report.Closing(), true)
	campaignAmount(t, "new products", "12.00 EUR", groups[1].Report.Of(segment.DriverNewProduct), true)
	if groups, err = segment.DriversBy(nil, func(string) string { return "" }); err != nil || groups != nil {
		t.Errorf("%v, %v", groups, err)
	}
}

// What need not be is false, and what is not valid is nothing.
func TestDriversNeedNotBe(t *testing.T) {
	for _, r := range []segment.DriverReport{{}, driverReport(t, new(segment.Drivers)), driverReport(t, driversOf(t, [][4]string{{"ada", "tea", "5", "5"}, {"ada", "tea", "-5", "-5"}}))} {
		_, strongest := r.Strongest()
		_, gross := r.GrossRetention()
		_, net := r.NetRetention()
		_, share := r.Share(segment.DriverRetention)
		if strongest || gross || net || share || !r.Opening().IsZero() || !r.Closing().IsZero() {
			t.Errorf("%v: %t %t %t %t", r, strongest, gross, net, share)
		}
	}
	r := driverReport(t, driversShop(t))
	for _, p := range []segment.DriverPart{0, 8, 255} {
		if !r.Of(p).IsZero() || r.Customers(p) != 0 || p.Sign() != 0 || p.Driver() != 0 {
			t.Errorf("%v", p)
		}
	}
	for _, d := range []segment.Driver{0, 4, 255} {
		if _, ok := r.Share(d); ok || !r.Change(d).IsZero() || !r.Revenue(d).IsZero() {
			t.Errorf("%v", d)
		}
	}
	if len(segment.DriverParts()) != 7 || len(segment.AllDrivers()) != 3 {
		t.Error("constants")
	}
	for _, p := range segment.DriverParts() {
		if back, err := segment.ParseDriverPart(p.String()); err != nil || back != p || !p.Driver().IsValid() || p.Sign()*p.Sign() != 1 {
			t.Errorf("%v", p)
		}
	}
}

// A state keeps nothing that is 0, so that amounts that cancel are as if they had not been.
func TestDriversKeepNothing(t *testing.T) {
	d := driversOf(t, [][4]string{{"ada", "tea", "5", ""}, {"ada", "pots", "", "3"}, {"ada", "tea", "-5", ""}, {"ben", "tea", "0", "0"}})
	if got := d.Customers(); len(got) != 1 || !d.Equal(driversOf(t, [][4]string{{"ada", "pots", "", "3"}})) {
		t.Errorf("%v", got)
	}
	if d.IsZero() || d.Currency() != eur || !new(segment.Drivers).IsZero() {
		t.Error("zero")
	}
	early := driversOf(t, nil)
	if err := early.Earlier("ada"); err != nil {
		t.Fatal(err)
	}
	for _, amount := range []string{"5 EUR", "-5 EUR", "3 EUR"} {
		if err := early.Observe(segment.DriverRow{Customer: "ada", Line: "tea", Period: segment.DriverClosing, Amount: money(amount)}); err != nil {
			t.Fatal(err)
		}
	}
	campaignAmount(t, "still known from earlier", "3.00 EUR", driverReport(t, early).Of(segment.DriverReactivated), true)
	c := d.Clone()
	if err := c.Observe(segment.DriverRow{Customer: "ada", Line: "pots", Period: segment.DriverOpening, Amount: money("1 EUR")}); err != nil {
		t.Fatal(err)
	}
	if d.Equal(c) || !d.Equal(driversOf(t, [][4]string{{"ada", "pots", "", "3"}})) {
		t.Error("a clone shares its lines")
	}
}

func TestDriverRowsOf(t *testing.T) {
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	lines := []relationship.OrderLine{{Line: "tea", Quantity: 2, Amount: money("10 EUR")}, {Line: "pots", Quantity: 1, Amount: money("30 EUR")}}
	sold := relationship.Must(relationship.NewOrder(relationship.OrderConfig{
		ID: "1", At: at, Key: relationship.Key{From: "shop", To: "ada", Role: relationship.KindEndConsumer}, Lines: lines, Paid: money("36 EUR"),
	}))
	want := []segment.DriverRow{
		{Customer: "ada", Line: "tea", Period: segment.DriverClosing, Amount: money("10 EUR")},
		{Customer: "ada", Line: "pots", Period: segment.DriverClosing, Amount: money("30 EUR")},
		{Customer: "ada", Line: "", Period: segment.DriverClosing, Amount: money("-4 EUR")},
	}
	if diff := cmp.Diff(want, segment.DriverRowsOf(sold, segment.DriverClosing)); diff != "" {
		t.Error(diff)
	}
	bought := relationship.Must(relationship.NewOrder(relationship.OrderConfig{
		ID: "2", At: at, Key: relationship.Key{From: "ada", To: "mill", Role: relationship.KindSupplier}, Lines: lines[:1],
	}))
	if diff := cmp.Diff([]segment.DriverRow{{Customer: "ada", Line: "tea", Period: segment.DriverOpening, Amount: money("10 EUR")}},
		segment.DriverRowsOf(bought, segment.DriverOpening)); diff != "" {
		t.Error(diff)
	}
	if rows := segment.DriverRowsOf(relationship.Order{}, segment.DriverOpening); rows != nil {
		t.Errorf("%v", rows)
	}
}
