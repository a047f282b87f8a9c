package relationship_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rapport-go/rapport/relationship"
)

// bought is a purchase at noon UTC of a date.
func bought(on, amount string) relationship.Purchase {
	return relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
		ID: "o-1", At: date(on).Time().Add(12 * time.Hour), Key: keyOfTests, Amount: money(amount),
	}))
}

// refunded is a refund at the end of the calendar for an order of a date.
func refunded(ordered, amount string) relationship.Refund {
	return relationship.Must(relationship.NewRefund(relationship.RefundConfig{
		ID: "r-1", At: date("9999-12-31").Time(), Key: keyOfTests, Amount: money(amount), Order: "o-1", OrderDate: date(ordered),
	}))
}

// TestSummary books every kind of day, out of order.
func TestSummary(t *testing.T) {
	s := summaryOf(t,
		bought("2026-03-09", "7.25 EUR"),
		refunded("2026-03-05", "10.00 EUR"), // before its order
		bought("2026-03-01", "12.50 EUR"),
		bought("2026-03-05", "30.00 EUR"),
		bought("2026-03-05", "0.005 EUR"), // finer than the minor unit
		refunded("2026-03-05", "20.005 EUR"),
		bought("2026-03-07", "0.00 EUR"),
		refunded("2026-03-09", "2.25 EUR"),
		refunded("2026-02-01", "1.00 EUR"), // for an order we never saw
		bought("2026-03-01", "1.00 EUR"),
	)
	want := []relationship.SummaryDay{
		{Date: date("2026-02-01"), Gross: money("0.00 EUR"), Refunded: money("1.00 EUR")},
		{Date: date("2026-03-01"), Paid: 2, Gross: money("13.50 EUR"), Refunded: money("0.00 EUR")},
		{Date: date("2026-03-05"), Paid: 2, Gross: money("30.005 EUR"), Refunded: money("30.005 EUR")},
		{Date: date("2026-03-07"), Free: 1, Gross: money("0.00 EUR"), Refunded: money("0.00 EUR")},
		{Date: date("2026-03-09"), Paid: 1, Gross: money("7.25 EUR"), Refunded: money("2.25 EUR")},
	}
	got := slices.Collect(s.Days())
	if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b relationship.Date) bool { return a == b })); diff != "" {
		t.Errorf("days (-want +got):\n%s", diff)
	}
	var purchases []bool
	for _, day := range got {
		purchases = append(purchases, day.IsPurchase())
	}
	if !slices.Equal(purchases, []bool{false, true, false, true, true}) {
		t.Errorf("purchase days: %v", purchases)
	}
	if got[0].Net().String() != "-1.00 EUR" || got[4].Net().String() != "5.00 EUR" {
		t.Errorf("net of days: %v, %v", got[0].Net(), got[4].Net())
	}
	paid, free := s.Orders()
	first, hasFirst := s.First()
	last, hasLast := s.Last()
	if paid != 5 || free != 1 || !hasFirst || first != date("2026-03-01") || !hasLast || last != date("2026-03-09") ||
		s.PurchaseDays() != 3 || s.Len() != 5 || s.LastSeen() != date("2026-03-09") || s.Currency() != eur || s.IsZero() {
		t.Errorf("%d paid, %d free, %v to %v, %d purchase days of %d, seen %v, in %v",
			paid, free, first, last, s.PurchaseDays(), s.Len(), s.LastSeen(), s.Currency())
	}
	if s.Gross().String() != "50.755 EUR" || s.Refunded().String() != "33.255 EUR" || s.Net().String() != "17.50 EUR" {
		t.Errorf("gross %v, refunded %v, net %v", s.Gross(), s.Refunded(), s.Net())
	}
	for day := range s.Days() {
		if day.Date != date("2026-02-01") {
			t.Errorf("Days begins with %v", day.Date)
		}
		break
	}
}

func TestSummaryZeroValue(t *testing.T) {
	var s relationship.Summary
	_, hasFirst := s.First()
	_, hasLast := s.Last()
	if !s.IsZero() || s.Len() != 0 || hasFirst || hasLast || !s.LastSeen().IsZero() || s.PurchaseDays() != 0 || !s.Currency().IsZero() ||
		s.Gross() != (relationship.Money{}) || s.Net() != (relationship.Money{}) || !s.Equal(s.Clone()) {
		t.Errorf("the zero value knows something: %+v", s)
	}
	if err := s.Merge(nil); err != nil || !s.IsZero() {
		t.Errorf("merging nil: %v", err)
	}
	onlyRefund := summaryOf(t, refunded("2026-01-01", "1.00 EUR"))
	if _, ok := onlyRefund.First(); ok || onlyRefund.IsZero() || onlyRefund.LastSeen() != date("2026-01-01") {
		t.Error("a refund alone is a purchase, or nothing")
	}
}

func TestSummaryJSON(t *testing.T) {
	for _, row := range []struct {
		s    *relationship.Summary
		want string
	}{
		{new(relationship.Summary), `{"version":1}`},
		{
			summaryOf(t, bought("2026-01-02", "12.5 EUR")),
			`{"version":1,"currency":"EUR","days":[{"date":"2026-01-02","paid":1,"free":0,"gross":"12.50","refunded":"0.00"}]}`,
		},
		{
			summaryOf(t, bought("2026-01-02", "0 PTS/0"), refunded("2025-12-31", "0.5 PTS/0")),
			`{"version":1,"currency":"PTS/0","days":[` +
				`{"date":"2025-12-31","paid":0,"free":0,"gross":"0","refunded":"0.5"},` +
				`{"date":"2026-01-02","paid":0,"free":1,"gross":"0","refunded":"0"}]}`,
		},
	} {
		got, err := json.Marshal(row.s)
		if err != nil || string(got) != row.want {
			t.Errorf("as JSON %s, %v; want %s", got, err, row.want)
		}
		var back relationship.Summary
		if err := json.Unmarshal(got, &back); err != nil || !back.Equal(row.s) {
			t.Errorf("%s comes back as %+v, %v", got, back, err)
		}
		// As a field of a value, which an encoder reaches without its address.
		field, err := json.Marshal(struct{ S relationship.Summary }{*row.s})
		if want := `{"S":` + row.want + `}`; err != nil || string(field) != want {
			t.Errorf("as a field %s, %v; want %s", field, err, want)
		}
	}
}

// elsewhere is an event that a Summary has no use for.
type elsewhere struct{ relationship.Event }

func TestObserveOtherEvents(t *testing.T) {
	s := summaryOf(t, bought("2026-01-02", "1.00 EUR"))
	before := s.Clone()
	if err := s.Observe(elsewhere{}); err != nil || !s.Equal(before) {
		t.Errorf("an event of no use: %v, %+v", err, s)
	}
	p, r := bought("2026-01-03", "2.00 EUR"), refunded("2026-01-03", "1.00 EUR")
	byPointer := summaryOf(t, &p, &r)
	if byValue := summaryOf(t, p, r); !byPointer.Equal(byValue) || byValue.Len() != 1 {
		t.Error("events by pointer and by value differ")
	}
}

func TestObserveInOrderDoesNotSearch(t *testing.T) {
	var s relationship.Summary
	p := bought("2026-01-02", "1.00 EUR")
	if err := s.Observe(&p); err != nil {
		t.Fatal(err)
	}
	q := bought("2026-01-03", "1.00 EUR")
	n := testing.AllocsPerRun(100, func() {
		grown := s
		if err := grown.Observe(&q); err != nil {
			t.Error(err)
		}
	})
	if n != 0 {
		t.Errorf("a second order allocates %v times, want 0", n)
	}
}

func TestSummaryString(t *testing.T) {
	var s relationship.Summary
	if got := s.String(); got != "no purchase day" {
		t.Error(got)
	}
	for i, text := range []string{"2026-01-09", "2026-02-20"} {
		order := relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{
			ID: relationship.EventID("o" + text), At: relationship.Must(relationship.ParseDate(text)).Time(),
			Key:    relationship.Key{From: "us", To: "ada", Role: relationship.KindCustomer},
			Amount: relationship.Must(relationship.ParseMoney("29.90 EUR")),
		}))
		if err := s.Observe(order); err != nil {
			t.Fatal(err)
		}
		want := []string{"1 purchase day, 2026-01-09, 29.90 EUR net", "2 purchase days from 2026-01-09 to 2026-02-20, 59.80 EUR net"}[i]
		if got := s.String(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
