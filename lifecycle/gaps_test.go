package lifecycle_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/rapport-go/rapport/lifecycle"
	"github.com/rapport-go/rapport/relationship"
)

// summaryOf is the summary of orders on days.
func summaryOf(t testing.TB, l *log, orders ...int) *relationship.Summary {
	t.Helper()
	var s relationship.Summary
	for _, day := range orders {
		if err := s.Observe(l.buy(day)); err != nil {
			t.Fatal(err)
		}
	}
	return &s
}

// bought is the gaps of customers by the days of their orders, as of a day.
func bought(t testing.TB, asOf int, customers ...[]int) *lifecycle.Gaps {
	t.Helper()
	var g lifecycle.Gaps
	for _, orders := range customers {
		if err := g.Add(summaryOf(t, &log{key: ada}, orders...), relationship.DateOf(on(asOf))); err != nil {
			t.Fatal(err)
		}
	}
	return &g
}

// every is orders from a day on, so many, so far apart.
func every(gap, from, n int) []int {
	var orders []int
	for i := range n {
		orders = append(orders, from+i*gap)
	}
	return orders
}

// form is the JSON of gaps.
func form(t interface{ Fatal(...any) }, g *lifecycle.Gaps) string {
	text, err := g.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestGapsAdd(t *testing.T) {
	for _, tt := range []struct {
		name   string
		orders []int
		asOf   int
		want   string
	}{
		{"nothing", nil, 10, `{"version":1}`},
		{"one order: an open gap", []int{3}, 10, `{"version":1,"gaps":[{"days":7,"closed":0,"open":1}]}`},
		{"an order on the day itself", []int{3}, 3, `{"version":1,"gaps":[{"days":0,"closed":0,"open":1}]}`},
		{"two on a day are one", []int{3, 3, 5}, 5, `{"version":1,"gaps":[{"days":0,"closed":0,"open":1},{"days":2,"closed":1,"open":0}]}`},
		{"closed and open of one length", []int{0, 30, 60}, 90, `{"version":1,"gaps":[{"days":30,"closed":2,"open":1}]}`},
		{"in any order", []int{60, 0, 31}, 61, `{"version":1,"gaps":[{"days":1,"closed":0,"open":1},{"days":29,"closed":1,"open":0},{"days":31,"closed":1,"open":0}]}`},
	} {
		if got := form(t, bought(t, tt.asOf, tt.orders)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
	g := bought(t, 100, every(10, 0, 4), every(20, 0, 2))
	if closed, open := g.N(); closed != 4 || open != 2 {
		t.Errorf("%d closed and %d open, want 4 and 2", closed, open)
	}
}

// What was all paid back is no purchase, and no gap ends or begins there.
func TestGapsPassOverWhatWasPaidBack(t *testing.T) {
	l := &log{key: ada}
	s := summaryOf(t, l, 0, 10, 30)
	eur := relationship.Must(relationship.ParseCurrency("EUR"))
	refund := relationship.Must(relationship.NewRefund(relationship.RefundConfig{
		ID: "r", At: on(12), Key: ada, Order: "e-2", OrderDate: relationship.DateOf(on(10)), Amount: relationship.Must(relationship.ParseAmount("10", eur)),
	}))
	if err := s.Observe(refund); err != nil {
		t.Fatal(err)
	}
	var g lifecycle.Gaps
	if err := g.Add(s, relationship.DateOf(on(31))); err != nil {
		t.Fatal(err)
	}
	if got, want := form(t, &g), `{"version":1,"gaps":[{"days":1,"closed":0,"open":1},{"days":30,"closed":1,"open":0}]}`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestGapsThresholds(t *testing.T) {
	hundred := func(gap int) [][]int { return [][]int{every(gap, 0, 101)} } // 100 gaps of one length
	for _, tt := range []struct {
		name      string
		customers [][]int
		asOf      int
		o         lifecycle.GapOptions
		want      lifecycle.Thresholds
	}{
		{"quick buyers: the floors", hundred(7), 700, lifecycle.GapOptions{},
			lifecycle.Thresholds{Lapse: days(30), Dormant: days(60), Closed: 100, Open: 1}},
		{"all at one distance below the floor of dormancy", hundred(40), 4000, lifecycle.GapOptions{},
			lifecycle.Thresholds{Lapse: days(41), Dormant: days(60), Closed: 100, Open: 1}},
		{"percentiles coincide: twice", hundred(90), 9000, lifecycle.GapOptions{},
			lifecycle.Thresholds{Lapse: days(91), Dormant: days(182), Closed: 100, Open: 1}},
		{"floors the wrong way round: twice", hundred(7), 700, lifecycle.GapOptions{LapseFloor: days(60)},
			lifecycle.Thresholds{Lapse: days(60), Dormant: days(120), Closed: 100, Open: 1}},
		{"the percentiles and a day", [][]int{every(50, 0, 81), every(100, 0, 16), every(200, 0, 6)}, 4000, lifecycle.GapOptions{ClosedOnly: true},
			lifecycle.Thresholds{Lapse: days(51), Dormant: days(101), Closed: 100, Open: 3}},
		{"other percentiles", [][]int{every(50, 0, 81), every(100, 0, 16), every(200, 0, 6)}, 4000, lifecycle.GapOptions{ClosedOnly: true, Lapse: 8001, Dormant: 9501},
			lifecycle.Thresholds{Lapse: days(101), Dormant: days(201), Closed: 100, Open: 3}},
		{"lower floors", hundred(7), 700, lifecycle.GapOptions{LapseFloor: time.Hour, DormantFloor: days(10)},
			lifecycle.Thresholds{Lapse: days(8), Dormant: days(10), Closed: 100, Open: 1}},
		{"just enough", [][]int{every(90, 0, 21)}, 1800, lifecycle.GapOptions{}, lifecycle.Thresholds{Lapse: days(91), Dormant: days(182), Closed: 20, Open: 1}},
		{"one is enough", [][]int{{0, 90}}, 90, lifecycle.GapOptions{Least: 1}, lifecycle.Thresholds{Lapse: days(91), Dormant: days(182), Closed: 1, Open: 1}},
	} {
		got, err := bought(t, tt.asOf, tt.customers...).Thresholds(tt.o)
		if err != nil || got != tt.want {
			t.Errorf("%s: %+v, %v, want %+v", tt.name, got, err, tt.want)
		}
		if _, err := lifecycle.Customer(lifecycle.CustomerPolicy{}.WithThresholds(got)); err != nil {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

func TestThresholdsWithin(t *testing.T) {
	base := bought(t, 1000, every(14, 0, 50), every(28, 0, 30))
	monthly := bought(t, 1000, every(33, 10, 31))
	few := bought(t, 1000, every(33, 10, 20))
	own, err := monthly.ThresholdsWithin(base, lifecycle.GapOptions{})
	if want := (lifecycle.Thresholds{Lapse: days(34), Dormant: days(60), Closed: 30, Open: 1, Own: true}); err != nil || own != want {
		t.Errorf("own = %+v, %v, want %+v", own, err, want)
	}
	of, err := base.Thresholds(lifecycle.GapOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got, err := few.ThresholdsWithin(base, lifecycle.GapOptions{}); err != nil || got != of || got.Own {
		t.Errorf("with 19 gaps: %+v, %v, want the base's %+v", got, err, of)
	}
	enough := bought(t, 1000, every(33, 10, 21))
	if got, err := enough.ThresholdsWithin(base, lifecycle.GapOptions{}); err != nil || !got.Own || got.Closed != 20 {
		t.Errorf("with 20 gaps: %+v, %v, want its own", got, err)
	}
}

// The defaults to the last of ten thousand gaps, of which none is open.
func TestGapOptionDefaults(t *testing.T) {
	g := read(t, `{"version":1,"gaps":[{"days":50,"closed":7999,"open":0},{"days":60,"closed":1,"open":0},{"days":100,"closed":1499,"open":0},
		{"days":110,"closed":1,"open":0},{"days":200,"closed":500,"open":0}]}`)
	for _, o := range []lifecycle.GapOptions{{}, {ClosedOnly: true}, {
		Lapse: 8000, Dormant: 9500, LapseFloor: days(30), DormantFloor: days(60), Least: 20,
	}} {
		got, err := g.Thresholds(o)
		if want := (lifecycle.Thresholds{Lapse: days(61), Dormant: days(111), Closed: 10_000}); err != nil || got != want {
			t.Errorf("%+v: %+v, %v, want %+v", o, got, err, want)
		}
	}
}

// A base is young while more than one silence in a hundred has not ended and none was followed for twice the percentile.
func TestYoung(t *testing.T) {
	for stored, want := range map[string]bool{
		`{"days":50,"closed":98,"open":0},{"days":99,"closed":0,"open":2}`:   true,
		`{"days":50,"closed":98,"open":0},{"days":100,"closed":0,"open":2}`:  false,
		`{"days":50,"closed":990,"open":0},{"days":99,"closed":0,"open":10}`: false,
		`{"days":50,"closed":989,"open":0},{"days":99,"closed":0,"open":11}`: true,
		`{"days":50,"closed":100,"open":0}`:                                  false,
	} {
		if got, err := read(t, `{"version":1,"gaps":[`+stored+`]}`).Thresholds(lifecycle.GapOptions{}); err != nil || got.Young != want {
			t.Errorf("%s: %+v, %v, want young %v", stored, got, err, want)
		}
	}
}

func TestWithThresholds(t *testing.T) {
	p := lifecycle.CustomerPolicy{TrustHigh: 9000, ChurnAfter: days(999)}
	want := lifecycle.CustomerPolicy{TrustHigh: 9000, ChurnAfter: days(999), LapseAfter: days(41), DormantAfter: days(70)}
	if diff := cmp.Diff(want, p.WithThresholds(lifecycle.Thresholds{Lapse: days(41), Dormant: days(70)})); diff != "" || p.LapseAfter != 0 {
		t.Errorf("policy (-want +got):\n%s", diff)
	}
}
