package relationship_test

import (
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/rapport-go/rapport/relationship"
)

// badIDs break every rule of an id.
var badIDs = []string{"", long(257), "a\xff", "a\x00b", "a\nb", "\u0085a", "a\x7fb", " a", "a ", "\ta", "a\u00a0", "\u3000a"}

func TestRefusedIDs(t *testing.T) {
	for _, id := range badIDs {
		refuse(t, id, relationship.PartyID(id).Validate(), relationship.ErrInvalid)
		refuse(t, id, relationship.EventID(id).Validate(), relationship.ErrInvalid)
		refuse(t, id, relationship.Key{From: relationship.PartyID(id), To: "b", Role: relationship.KindCustomer}.Validate(), relationship.ErrInvalid)
		refuse(t, id, relationship.Key{From: "b", To: relationship.PartyID(id), Role: relationship.KindCustomer}.Validate(), relationship.ErrInvalid)
	}
	for _, id := range []string{"a", long(256), "a b", "\u043a\u043b\u044e\u0447", "C-1/\u20ac", "\ufffd"} {
		if err := errors.Join(relationship.PartyID(id).Validate(), relationship.EventID(id).Validate()); err != nil {
			t.Errorf("%q was refused: %v", id, err)
		}
	}
	refuse(t, "a role that is none", relationship.Key{From: "a", To: "b"}.Validate(), relationship.ErrInvalid)
	refuse(t, "a party with itself", relationship.Key{From: "a", To: "a", Role: relationship.KindCustomer}.Validate(), relationship.ErrInvalid)
	if _, err := relationship.KindsOf(relationship.KindCustomer, 0); !errors.Is(err, relationship.ErrInvalid) {
		t.Errorf("a set of a kind that is none: %v", err)
	}
}

// TestAllFaultsJoined breaks every rule at once and wants them all told.
func TestAllFaultsJoined(t *testing.T) {
	_, purchase := relationship.NewPurchase(relationship.PurchaseConfig{})
	_, refund := relationship.NewRefund(relationship.RefundConfig{})
	_, customer := relationship.NewCustomer(relationship.CustomerConfig{Name: " secret ", Kinds: kinds(relationship.KindSupplier)})
	_, partner := relationship.NewPartner(relationship.PartnerConfig{Name: "secret\n", Kinds: kinds(relationship.KindCustomer)})
	for name, row := range map[string]struct {
		err    error
		places []string
	}{
		"purchase": {purchase, []string{"id", "key from", "key to", "key role", "at", "amount"}},
		"refund":   {refund, []string{"id", "key from", "key to", "key role", "at", "amount", "order", "order date"}},
		"customer": {customer, []string{"id", "name", "kinds"}},
		"partner":  {partner, []string{"id", "name", "kinds"}},
	} {
		refuse(t, name, row.err, relationship.ErrInvalid)
		for _, place := range row.places {
			if !strings.Contains(row.err.Error(), "relationship: "+name+": "+place+" = ") {
				t.Errorf("%s: the error does not speak of %s:\n%v", name, place, row.err)
			}
		}
		if lines := strings.Count(row.err.Error(), "\n") + 1; lines != len(row.places) {
			t.Errorf("%s: %d faults, want %d:\n%v", name, lines, len(row.places), row.err)
		}
		if strings.Contains(row.err.Error(), "secret") {
			t.Errorf("%s: the error shows the name: %v", name, row.err)
		}
	}
}

func TestRefusedEvents(t *testing.T) {
	order := relationship.PurchaseConfig{ID: "o-1", At: noon, Key: keyOfTests, Amount: money("1.00 EUR")}
	for name, change := range map[string]func(*relationship.PurchaseConfig){
		"no id":             func(c *relationship.PurchaseConfig) { c.ID = "" },
		"no instant":        func(c *relationship.PurchaseConfig) { c.At = time.Time{} },
		"before the dates":  func(c *relationship.PurchaseConfig) { c.At = time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC) },
		"after the dates":   func(c *relationship.PurchaseConfig) { c.At = time.Date(10_000, 1, 1, 0, 0, 0, 0, time.UTC) },
		"with itself":       func(c *relationship.PurchaseConfig) { c.Key.To = c.Key.From },
		"negative":          func(c *relationship.PurchaseConfig) { c.Amount = money("-0.01 EUR") },
		"without currency":  func(c *relationship.PurchaseConfig) { c.Amount = relationship.Money{} },
		"an actor of none":  func(c *relationship.PurchaseConfig) { c.Actor = 3 },
		"nobody is to act":  func(c *relationship.PurchaseConfig) { c.Key.Role = relationship.KindEmployee },
		"a role that is no": func(c *relationship.PurchaseConfig) { c.Key.Role = 99 },
	} {
		cfg := order
		change(&cfg)
		_, err := relationship.NewPurchase(cfg)
		refuse(t, name, err, relationship.ErrInvalid)
	}
	back := relationship.RefundConfig{ID: "r-1", At: noon, Key: keyOfTests, Amount: money("1.00 EUR"), Order: "o-1", OrderDate: date("2026-01-03")}
	for name, change := range map[string]func(*relationship.RefundConfig){
		"of nothing":       func(c *relationship.RefundConfig) { c.Amount = money("0.00 EUR") },
		"negative":         func(c *relationship.RefundConfig) { c.Amount = money("-0.01 EUR") },
		"without currency": func(c *relationship.RefundConfig) { c.Amount = relationship.Money{} },
		"without order":    func(c *relationship.RefundConfig) { c.Order = "" },
		"without date":     func(c *relationship.RefundConfig) { c.OrderDate = relationship.Date{} },
		"before its order": func(c *relationship.RefundConfig) { c.OrderDate = date("2026-01-04") },
	} {
		cfg := back
		change(&cfg)
		_, err := relationship.NewRefund(cfg)
		refuse(t, name, err, relationship.ErrInvalid)
	}
	var s relationship.Summary
	for name, e := range map[string]relationship.Event{
		"nil": nil, "nil purchase": (*relationship.Purchase)(nil), "nil refund": (*relationship.Refund)(nil),
		"zero purchase": relationship.Purchase{}, "zero refund": relationship.Refund{},
	} {
		refuse(t, name, s.Observe(e), relationship.ErrInvalid)
	}
	if !s.IsZero() {
		t.Error("a refused event changed the summary")
	}
}

// TestOverflow doubles until a count and an amount run over; what is refused leaves no trace.
func TestOverflow(t *testing.T) {
	paid, free := summaryOf(t, bought("2026-01-01", "1 JPY")), summaryOf(t, bought("2026-01-01", "0 JPY"))
	for name, s := range map[string]*relationship.Summary{"paid": paid, "free": free} {
		for range 62 {
			if err := s.Merge(s); err != nil {
				t.Fatal(err)
			}
		}
		before := s.Clone()
		refuse(t, name, s.Merge(s), relationship.ErrOverflow)
		if p, f := s.Orders(); p+f != 1<<62 || !s.Equal(before) {
			t.Errorf("%d paid and %d free orders after 62 doublings", p, f)
		}
	}
	two := paid.Clone()
	for _, on := range []string{"2026-01-02", "2026-01-03"} {
		other := summaryOf(t, bought(on, "1 JPY"))
		for range 62 {
			if err := other.Merge(other); err != nil {
				t.Fatal(err)
			}
		}
		if err := two.Merge(other); err != nil {
			t.Fatal(err)
		}
	}
	if p, _ := two.Orders(); p != math.MaxInt64 {
		t.Errorf("three days of 2^62 orders are %d, want the largest count", p)
	}

	back := summaryOf(t, refunded("2026-01-01", "99999999999999999999999999999999999999 JPY"))
	var err error
	doublings := 0
	for ; err == nil && doublings < 1000; doublings++ {
		err = back.Merge(back)
	}
	refuse(t, "amounts of a day", err, relationship.ErrAmount)
	if doublings != 173 { // 10^38 · 2^172 < 10^90 < 10^38 · 2^173
		t.Errorf("refused at doubling %d, want 173", doublings)
	}
	m := money("99999999999999999999999999999999999999 JPY")
	for err, doublings = nil, 0; err == nil && doublings < 1000; doublings++ {
		m, err = m.Add(m)
	}
	refuse(t, "an amount", err, relationship.ErrAmount)
	if doublings != 206 { // 10^38 · 2^205 < 10^100 < 10^38 · 2^206
		t.Errorf("refused at doubling %d, want 206", doublings)
	}

	large := money("1" + strings.Repeat("0", 99) + " JPY")
	_, err = relationship.Sum(large, large, large, large, large, large, large, large, large, large)
	refuse(t, "a sum", err, relationship.ErrAmount)
	order := relationship.Must(relationship.NewPurchase(relationship.PurchaseConfig{ID: "o-1", At: noon, Key: keyOfTests, Amount: large}))
	var s relationship.Summary
	refuse(t, "one order beyond the bound of a day", s.Observe(order), relationship.ErrAmount)
	if !s.IsZero() || !s.Currency().IsZero() {
		t.Error("a refused order changed the summary")
	}
	twice := summaryOf(t, refunded("2026-01-03", "1 JPY"))
	for err = nil; err == nil; {
		err = twice.Merge(twice)
	}
	before := twice.Clone()
	refuse(t, "one more refund of the day", twice.Observe(refunded("2026-01-03", before.Refunded().String())), relationship.ErrAmount)
	if !twice.Equal(before) {
		t.Error("a refused refund changed the summary")
	}
}
